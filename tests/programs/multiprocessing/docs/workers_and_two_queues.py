# order: any
# Workers take tasks from one queue, put answers into another, and stop at a sign.
from multiprocessing import Process, Queue


def work(tasks, answers):
    for function, arguments in iter(tasks.get, "STOP"):
        answers.put(f"{function.__name__}{arguments} is {function(*arguments)}")


def plus(a, b):
    return a + b


def times(a, b):
    return a * b


if __name__ == "__main__":
    tasks, answers = Queue(), Queue()
    first = [(times, (i, 7)) for i in range(6)]
    second = [(plus, (i, 8)) for i in range(4)]
    for task in first:
        tasks.put(task)
    for _ in range(3):
        Process(target=work, args=(tasks, answers)).start()
    for _ in first:
        print(answers.get())
    for task in second:
        tasks.put(task)
    for _ in second:
        print(answers.get())
    for _ in range(3):
        tasks.put("STOP")
