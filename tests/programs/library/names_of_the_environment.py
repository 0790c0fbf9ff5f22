# What can be a variable of the environment.
import os


def attempt(text):
    try:
        exec(text)
        print(text, "is fine")
    except (OSError, TypeError, ValueError) as error:
        print(text, "!", type(error).__name__, getattr(error, "strerror", error))


for text in """
os.environ["WORD"] = "1"
del os.environ["WORD"]
os.putenv(b"WORD", b"2")
os.unsetenv(b"WORD")
os.putenv("a=b", "c")
os.environ["a=b"] = "c"
os.unsetenv("a=b")
os.environ["a\\0"] = "b"
os.environ["a"] = "b\\0"
os.putenv("a", 5)
os.unsetenv(5)
os.environ[5] = "a"
os.environ["a"] = 5
""".strip().split("\n"):
    attempt(text)
print(os.getenv("WORD"), "a=b" in os.environ, "a" in os.environ)
