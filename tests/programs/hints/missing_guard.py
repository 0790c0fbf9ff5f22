# Without the guard the child comes to the same line as its parent.
from multiprocessing import Process


def work():
    print("never")


process = Process(target=work)
process.start()
process.join()
print(process.exitcode)
