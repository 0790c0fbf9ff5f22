"""A Barrier lets threads on once all are there; one of them is told that it is the first."""
import threading

barrier = threading.Barrier(3, action=lambda: log.append("all there"), timeout=20)
log, firsts = [], []


def work(name):
    for _ in range(2):
        log.append("came")
        if barrier.wait() == 0:
            firsts.append(name)
        barrier.wait()


threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(log.count("all there"), len(firsts), log[:3], barrier.n_waiting, barrier.broken)


def wait_in_vain():
    try:
        barrier.wait(0.05)
    except threading.BrokenBarrierError as error:
        print("broken:", type(error).__mro__[1].__name__)


thread = threading.Thread(target=wait_in_vain)
thread.start()
thread.join()
print(barrier.broken)
barrier.reset()
print(barrier.broken, barrier.parties)
