# run() is the target's call, in whatever process it is made; arguments may be a list or a tuple.
from multiprocessing import Process

if __name__ == "__main__":
    Process(target=print, args=[1, "list"]).run()
    Process(target=print, args=(1, "tuple"), kwargs={"sep": "-"}).run()
