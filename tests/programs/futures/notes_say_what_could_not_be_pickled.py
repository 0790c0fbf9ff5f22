"""What cannot be sent to a process or back has notes that say where in the call or in its result it was."""
from concurrent.futures import ProcessPoolExecutor


def local_function():
    return lambda: 1


def notes_of(future):
    try:
        future.result()
    except Exception as error:
        print(type(error).__name__, *error.__notes__, sep="\n    ")


if __name__ == "__main__":
    with ProcessPoolExecutor(1) as executor:
        notes_of(executor.submit(lambda: 1))
        notes_of(executor.submit(print, 1, local_function()))
        notes_of(executor.submit(print, file=local_function()))
        notes_of(executor.submit(local_function))
        print(executor.submit(abs, -1).result())
