# The start method fork: nothing is imported again or pickled, and what was shared stays shared.
import multiprocessing as mp
import os
import threading

imports = 0
imports += 1
data = {"numbers": list(range(1000)), "nested": {"key": [1, 2]}}
secret = object()
marks = {secret: "found by identity"}


def count_up():
    n = 0
    while True:
        yield n
        n += 1


def work(out, lock, counter, identity):
    with lock:
        counter.value += 1
    me = mp.current_process()
    out.put((next(ticks), len(data["numbers"]), marks[secret], id(data) == identity, me.name, me.daemon,
             threading.current_thread() is threading.main_thread(), threading.active_count(), __name__))


def with_lock_held(lock, out):
    out.put(lock.acquire(timeout=0.05))
    lock.release()
    out.put("released what its parent holds")


if __name__ == "__main__":
    ctx = mp.get_context("fork")
    ticks = count_up()
    next(ticks), next(ticks)
    out, lock, counter = ctx.Queue(), ctx.Lock(), ctx.Value("i", 40)

    def wait_for_ever():
        threading.Event().wait()

    threading.Thread(target=wait_for_ever, daemon=True).start()
    for n in range(2):
        p = ctx.Process(target=work, args=(out, lock, counter, id(data)))
        p.start()
        print(out.get())
        p.join()
        print(p.exitcode, type(p).__name__)
    print(counter.value, next(ticks), imports)

    lock.acquire()
    p = ctx.Process(target=with_lock_held, args=(lock, out))
    p.start()
    print(out.get(), out.get())
    p.join()
    print(lock.acquire(timeout=5))
    lock.release()

    # The end of a pipe is there as long as any copy of it.
    reader, writer = ctx.Pipe(duplex=False)

    def send():
        writer.send("from the child")

    p = ctx.Process(target=send)
    p.start()
    writer.close()
    print(reader.recv())
    p.join()
    try:
        reader.recv()
    except EOFError:
        print("EOFError")

    def fail():
        raise SystemExit(9)

    p = ctx.Process(target=fail, daemon=True)
    p.start()
    p.join()
    print(p.exitcode, p.name, mp.active_children())

    with ctx.Pool(2) as pool:
        print(pool.map(lambda_free, range(6)) if (lambda_free := abs) else None)
        total = sum(data["numbers"])
        print(pool.starmap(pow, [(2, 3), (3, 2)]), total)
    mp.set_start_method("fork")
    print(mp.get_start_method(), mp.Process is not ctx.Process)
    p = mp.Process(target=lambda: os._exit(5))
    p.start()
    p.join()
    print(p.exitcode, p.name)
