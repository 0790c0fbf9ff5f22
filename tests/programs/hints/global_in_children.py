# Several children change the same global, which the parent reads more than once: one hint is enough.
from multiprocessing import Process

counter = 0


def work():
    global counter
    counter += 1


if __name__ == "__main__":
    for number in range(3):
        process = Process(target=work)
        process.start()
        process.join()
        print(counter)
