# A process that has compiled code is copied; spawned ones compile their own.
import multiprocessing


def busy(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total


def squares(n):
    for i in range(n):
        yield i * i


def child(queue, name, generator=None):
    got = next(generator) if generator else None
    queue.put((name, busy(60000), got))


def main():
    print(busy(120000))
    generator = squares(100000)
    for _ in range(50000):
        next(generator)
    for method in ["fork", "spawn"]:
        context = multiprocessing.get_context(method)
        queue = context.Queue()
        inherited = generator if method == "fork" else None
        children = [context.Process(target=child, args=(queue, f"{method} {i}", inherited)) for i in range(2)]
        for process in children:
            process.start()
        print(sorted(queue.get() for _ in children))
        for process in children:
            process.join()
        print(next(generator), busy(60000))


if __name__ == "__main__":
    main()
