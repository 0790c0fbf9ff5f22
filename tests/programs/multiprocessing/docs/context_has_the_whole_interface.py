# A context starts processes in its own way, whatever the rest of the program does.
import multiprocessing


def send(queue):
    queue.put("sent by a child")


if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    process = context.Process(target=send, args=(queue,))
    process.start()
    print(queue.get())
    process.join()
    print(process.name, context.get_start_method())
