# A namespace has attributes; those that begin with an underscore stay with the proxy.
from multiprocessing import Manager

if __name__ == "__main__":
    with Manager() as manager:
        space = manager.Namespace()
        space.left = 10
        space.right = "text"
        space._own = 12.5
        print(space)
        print(space._own, space.left)
        del space.left
        print(hasattr(space, "left"), space)
