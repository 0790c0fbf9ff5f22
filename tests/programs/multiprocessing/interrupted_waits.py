# A wait that KeyboardInterrupt ends takes nothing along: what comes later is there for the next one.
import os
import signal
import time
from multiprocessing import Lock, Pipe, Process, Queue


def worker(inbox, lock, end, out):
    for what, wait in [("get", inbox.get), ("acquire", lock.acquire), ("recv", end.recv)]:
        try:
            out.put("waiting")
            wait()
        except KeyboardInterrupt:
            out.put(f"{what} interrupted")
    out.put((inbox.get(), lock.acquire(timeout=5), end.recv()))


if __name__ == "__main__":
    inbox, out, lock = Queue(), Queue(), Lock()
    here, there = Pipe()
    lock.acquire()
    p = Process(target=worker, args=(inbox, lock, there, out))
    p.start()
    for _ in range(3):
        out.get()
        time.sleep(0.1)
        os.kill(p.pid, signal.SIGINT)
        print(out.get())
    inbox.put("item")
    lock.release()
    here.send("message")
    print(out.get())
    p.join()
    print(p.exitcode, lock.acquire(timeout=0.05))
