"""What a trace function returns decides what follows: None for no lines, another function for the frame's own."""
import sys

heard = []


def calls_only(frame, event, arg):
    heard.append((event, frame.f_code.co_name))


def local(frame, event, arg):
    heard.append(("local", event))
    return local


def choose(frame, event, arg):
    heard.append((event, frame.f_code.co_name))
    return local if frame.f_code.co_name == "inner" else None


def inner(x):
    y = x + 1
    return y


def outer():
    return inner(1) + inner(2)


for function in (calls_only, choose):
    heard.clear()
    sys.settrace(function)
    outer()
    sys.settrace(None)
    print(function.__name__, heard)


def no_lines(frame, event, arg):
    frame.f_trace_lines = False
    heard.append((event, frame.f_code.co_name))
    return no_lines


heard.clear()
sys.settrace(no_lines)
outer()
sys.settrace(None)
print(heard)


def late():
    frame = sys._getframe()
    frame.f_trace = local
    heard.append("set")
    heard.append("again")
    del frame.f_trace
    heard.append("deleted")
    return frame.f_trace


heard.clear()
sys.settrace(lambda *event: None)
print(late())
sys.settrace(None)
print(heard)
