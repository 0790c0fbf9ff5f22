"""A trace function hears of calls, lines, returns and exceptions, and gives each frame its local trace function."""
import sys


def show(frame, event, arg):
    if frame.f_globals is not globals():
        return None
    if event == "exception":
        arg = f"{arg[0].__name__}: {arg[1]}"
    code = frame.f_code
    print(f"{code.co_name}+{frame.f_lineno - code.co_firstlineno} {event} {arg}")
    return show


def average(numbers):
    total = 0
    for number in numbers:
        total += number
    if not numbers:
        raise ValueError("nothing to average")
    return total / len(numbers)


def careful(numbers):
    try:
        return average(numbers)
    except ValueError as error:
        text = str(error)
    finally:
        done = True
    return text


def countdown(n):
    while n:
        yield n
        n -= 1


class Account:
    balance = 0

    def deposit(self, amount):
        self.balance += amount
        return self.balance


def main():
    average([1, 2])
    careful([])
    for n in countdown(2):
        pass
    class Local:
        x = 1
    with open("/dev/null") as file:
        file.read()
    Account().deposit(5)
    return None


sys.settrace(show)
main()
sys.settrace(None)
average([3])
print(sys.gettrace())
