"""A main process that leaves without saying goodbye ends the run, although its manager still waits for calls."""
import os
from multiprocessing import Manager

if __name__ == "__main__":
    manager = Manager()
    squares = manager.dict({number: number * number for number in range(4)})
    print(squares, flush=True)
    os._exit(3)
