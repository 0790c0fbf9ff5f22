# os.fork and its family: what waiting tells, in which order, and when there is nobody to wait for.
import os


def child(status):
    pid = os.fork()
    if pid == 0:
        os._exit(status)
    return pid


first = child(7)
done, status = os.waitpid(first, 0)
print(done == first, os.WIFEXITED(status), os.WEXITSTATUS(status), os.WIFSIGNALED(status), status)

pids = {child(n) for n in range(3)}
ended = [os.wait() for _ in range(3)]
print({pid for pid, _ in ended} == pids, sorted(os.waitstatus_to_exitcode(status) for _, status in ended))

for call in (os.wait, lambda: os.waitpid(first, 0), lambda: os.waitpid(-1, os.WNOHANG)):
    try:
        call()
    except ChildProcessError as error:
        print(type(error).__name__, error.errno == 10, error)

ready, go = os.getpid(), None
sleeper = os.fork()
if sleeper == 0:
    import time
    time.sleep(60)
    os._exit(0)
print(os.waitpid(sleeper, os.WNOHANG))
os.kill(sleeper, 15)
done, status = os.waitpid(sleeper, 0)
print(done == sleeper, os.WIFSIGNALED(status), os.WTERMSIG(status), os.waitstatus_to_exitcode(status))

me = os.getpid()
pid = os.fork()
if pid == 0:
    os._exit(0 if os.getppid() == me and os.getpid() != me else 1)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))

# A grandchild, and a child that runs to its own end and raises there.
pid = os.fork()
if pid == 0:
    inner = os.fork()
    if inner == 0:
        os._exit(3)
    os._exit(os.waitstatus_to_exitcode(os.waitpid(inner, 0)[1]) + 1)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
