"""What CPython warns of when it compiles, it warns of in strings too; a filter can make an error of it."""
import warnings


def messages(run, *arguments):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = run(*arguments)
    return result, [(each.category.__name__, each.lineno, each.filename, str(each.message)[:26]) for each in caught]


print(messages(eval, r"'\d' + 'x'"))
print(messages(eval, "1 is 1"))
print(messages(exec, "a = 5\nassert (a, 'message')\n"))
print(messages(compile, "x = [1, 2]\nx is ()", "names.py", "exec")[1])


def local():
    value = 7
    return messages(lambda: None)[0], eval("value is 7")


with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    print(local())
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        eval(r"'\w'")
    except SyntaxError as error:
        print(type(error).__name__, error.lineno, error.filename)
