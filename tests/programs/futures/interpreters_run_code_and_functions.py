"""`concurrent.interpreters`: source, functions and values go to another interpreter, exceptions come back as text."""

from concurrent import interpreters


def twice(text):
    return text * 2


def take(queue):
    return queue.get()


interpreter = interpreters.create()
interpreter.exec("print('from another interpreter')")
print(interpreter.call(twice, "spam "))
thread = interpreter.call_in_thread(print, "in a thread")
thread.join()

interpreter.prepare_main(number=5, words=["a"])
interpreter.exec("words.append(number); print(words, __name__)")
try:
    interpreter.exec("def f():\n    return 1 / 0\nf()")
except interpreters.ExecutionFailed as error:
    print(error)
    print(error.excinfo.type.__name__, "-", error.excinfo.msg)

queue = interpreters.create_queue(maxsize=2)
queue.put("through a queue")
print(interpreter.call(take, queue), queue.qsize())
queue.put(1)
queue.put(2)
try:
    queue.put(3, block=False)
except interpreters.QueueFull as error:
    print(type(error).__name__)
print(interpreters.get_current() == interpreters.get_main(), interpreter in interpreters.list_all(), interpreter.is_running())
interpreter.close()
try:
    interpreter.exec("")
except interpreters.InterpreterNotFoundError as error:
    print(type(error).__name__)
