"""A child begins in the folder that its parent is in at that time, under every start method."""
import multiprocessing
import os
import tempfile


def tell_folder(queue):
    queue.put(os.path.basename(os.getcwd()))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for method in multiprocessing.get_all_start_methods():
            context = multiprocessing.get_context(method)
            queue = context.Queue()
            for name in "first", "second":
                os.makedirs(os.path.join(folder, name), exist_ok=True)
                os.chdir(os.path.join(folder, name))
                child = context.Process(target=tell_folder, args=(queue,))
                child.start()
                print(queue.get())
                child.join()
            os.chdir("/")
