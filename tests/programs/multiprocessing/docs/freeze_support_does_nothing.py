# freeze_support is for programs turned into Windows executables; elsewhere it does nothing.
from multiprocessing import Process, freeze_support


def greet():
    print("nothing is frozen")


if __name__ == "__main__":
    freeze_support()
    Process(target=greet).start()
