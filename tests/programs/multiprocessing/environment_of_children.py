"""A child that is spawned has the environment that its parent has made of its own, and may make another of it."""
import multiprocessing
import os


def show(name):
    print(name, os.environ.get("COLOUR"), "HOME" in os.environ, flush=True)


def change():
    os.environ["COLOUR"] = "red"
    grandchild = multiprocessing.Process(target=show, args=("grandchild",))
    grandchild.start()
    grandchild.join()


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    os.environ["COLOUR"] = "blue"
    os.environ.pop("HOME", None)
    for target, args in [(show, ("child",)), (change, ())]:
        child = multiprocessing.Process(target=target, args=args)
        child.start()
        child.join()
    show("parent")
