# What is under the guard runs in the first process only.
from multiprocessing import Process, set_start_method


def greet():
    print("hello from the child")


if __name__ == "__main__":
    set_start_method("spawn")
    process = Process(target=greet)
    process.start()
    process.join()
    print(process.exitcode)
