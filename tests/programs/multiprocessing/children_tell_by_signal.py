"""SIGCHLD tells that a child has ended; `os.abort` ends a process by a signal; groups of processes have a leader."""
import multiprocessing
import os
import signal
import sys


def nothing():
    pass


if __name__ == "__main__":
    told = []
    signal.signal(signal.SIGCHLD, lambda number, frame: told.append(signal.Signals(number).name))
    child = multiprocessing.Process(target=nothing)
    child.start()
    child.join()
    print(told)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)

    child = multiprocessing.Process(target=os.abort)
    child.start()
    child.join()
    print(child.exitcode == -signal.SIGABRT)

    print(os.getpgrp() == os.getpgid(0) == os.getpgid(os.getpid()))
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        group = os.getpgrp()
        os.setsid()
        print("in the child", group == os.getpgid(os.getppid()), os.getpgrp() == os.getpid(), flush=True)
        os._exit(0)
    print("exit code", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
