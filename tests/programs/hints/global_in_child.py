# A child changes its own copy of a global; the parent reads the old value.
from multiprocessing import Process

counter = 0
names = []


def work():
    global counter
    counter += 1
    names.append("child")
    print("in the child:", counter, names)


if __name__ == "__main__":
    process = Process(target=work)
    process.start()
    process.join()
    print("in the parent:", counter)
