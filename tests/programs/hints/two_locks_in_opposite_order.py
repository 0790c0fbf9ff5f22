"""Two processes that each hold a lock and wait for the other's."""
import multiprocessing


def work(first, second, meeting):
    with first:
        meeting.wait()
        with second:
            print("never")


if __name__ == "__main__":
    one, other = multiprocessing.Lock(), multiprocessing.Lock()
    meeting = multiprocessing.Barrier(2)
    children = [multiprocessing.Process(target=work, args=(one, other, meeting), name="left"),
                multiprocessing.Process(target=work, args=(other, one, meeting), name="right")]
    for child in children:
        child.start()
    print("started", flush=True)
    for child in children:
        child.join()
