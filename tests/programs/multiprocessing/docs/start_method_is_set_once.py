# set_start_method holds for the whole program and can be called once.
import multiprocessing


def send(queue):
    queue.put("sent by a child")


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=send, args=(queue,))
    process.start()
    print(queue.get())
    process.join()
    try:
        multiprocessing.set_start_method("fork")
    except RuntimeError as error:
        print(error)
