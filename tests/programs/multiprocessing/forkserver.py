# The start method forkserver: the main program is imported once for all children, whose parent is the server.
import multiprocessing as mp
import os
import time

print("importing as", __name__, flush=True)


def tell(out, n):
    me, parent = mp.current_process(), mp.parent_process()
    out.put((n, me.name, me.daemon, parent.name, os.getppid() == parent.pid, __name__))


def leave(conn):
    conn.send("last words")
    raise SystemExit(3)


if __name__ == "__main__":
    ctx = mp.get_context("forkserver")
    out = ctx.Queue()
    for n in range(3):
        p = ctx.Process(target=tell, args=(out, n), daemon=n == 2)
        p.start()
        print(out.get())
        p.join()
        print(p.exitcode, p.is_alive())

    here, there = ctx.Pipe()
    p = ctx.Process(target=leave, args=(there,), name="Leaver")
    p.start()
    there.close()
    print(here.recv())
    try:
        here.recv()
    except EOFError:
        print("EOFError")
    p.join()
    print(p.name, p.exitcode)

    p = ctx.Process(target=time.sleep, args=(60,))
    p.start()
    p.join(0.05)
    print(p.exitcode, p.is_alive())
    p.terminate()
    p.join()
    print(p.exitcode)
    with ctx.Pool(2) as pool:
        print(pool.map(abs, [-1, 2, -3]))
    try:
        ctx.Process(target=lambda: None).start()
    except Exception as error:
        print(type(error).__name__ in ("PicklingError", "AttributeError"))
