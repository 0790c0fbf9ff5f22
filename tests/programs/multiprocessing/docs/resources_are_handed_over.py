# A lock goes to a child as an argument, as every start method allows.
from multiprocessing import Lock, Process


def work(lock, number):
    with lock:
        print("hello world", number)


if __name__ == "__main__":
    lock = Lock()
    for number in range(3):
        process = Process(target=work, args=(lock, number))
        process.start()
        process.join()
    print(lock)
