# A worker that waits for its next task has let go of what came with the last one.
import time
from concurrent.futures import ProcessPoolExecutor

deleted = []


class Argument:
    def __del__(self):
        deleted.append("argument")


def take(argument):
    return "taken"


def look():
    return deleted


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        print(executor.submit(take, Argument()).result())
        time.sleep(0.5)
        print(executor.submit(look).result())
