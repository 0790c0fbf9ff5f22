"""Runs one of CPython's test files and prints a line for each test: `ok`, `skip`, `fail`, then its name, then why.

    run.py FOLDER NAME [--seconds=N] [WORD ...] [-WORD ...]

takes the tests whose name contains one of the words, and none of those after a minus (`$` is a name's end); `run.py FOLDER NAME --classes`
prints the names of the classes instead. A child that is spawned runs this file up to `main`, too.
"""

import _thread
import builtins
import functools
import importlib
import os
import signal
import sys
import time
import unittest

# So long may a test take: one that hangs does not keep the others from running.
SECONDS = 30


class Result(unittest.TestResult):
    """Prints each outcome at once, so that what was found is known whatever the next test does."""

    def __init__(self, folder, watch):
        super().__init__()
        self.folder = folder
        self.watch = watch

    def startTest(self, test):
        super().startTest(test)
        self.problem = self.reason = None
        method = getattr(test, test._testMethodName, None)
        if method is not None:
            setattr(test, test._testMethodName, self.watch.limited(method))

    def stopTest(self, test):
        super().stopTest(test)
        vars(test).pop(test._testMethodName, None)
        say("fail" if self.problem else "skip" if self.reason else "ok", test.id(), self.problem or self.reason or "")

    def addError(self, test, err):
        self.fail(test, err)

    def addFailure(self, test, err):
        self.fail(test, err)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.fail(test, err)

    def addUnexpectedSuccess(self, test):
        self.problem = "unexpected success"

    def addExpectedFailure(self, test, err):
        pass

    def addSkip(self, test, reason):
        # A class that is skipped as a whole starts no test.
        self.reason = reason
        if getattr(type(test), "__unittest_skip__", False):
            self.startTest(test)
            self.reason = reason
            self.stopTest(test)

    def fail(self, test, err):
        kind, value, traceback = err
        problem = f"{kind.__name__}: {value}"
        if not isinstance(test, unittest.TestCase):
            # A class or module could not be set up: none of its tests runs.
            return say("fail", test.id(), problem)
        self.problem = self.problem or f"{problem} [line {self.innermost(traceback)}]"

    def innermost(self, traceback):
        """The last line of the test file that the traceback leads through."""
        line = 0
        while traceback is not None:
            if traceback.tb_frame.f_code.co_filename.startswith(self.folder):
                line = traceback.tb_lineno
            traceback = traceback.tb_next
        return line


class Watch:
    """Interrupts a test that takes too long, and ends the processes that it leaves."""

    def __init__(self):
        self.deadline = None
        # Not one of `threading`: the tests count those.
        _thread.start_new_thread(self.run, ())

    def run(self):
        while True:
            time.sleep(1)
            if self.deadline is not None and time.monotonic() > self.deadline:
                self.deadline = None
                os.kill(os.getpid(), signal.SIGINT)

    def limited(self, method):
        return functools.wraps(method)(lambda: self.call(method))

    def call(self, method):
        before = children()
        self.deadline = time.monotonic() + SECONDS
        try:
            return method()
        except KeyboardInterrupt:
            if self.deadline is not None:
                raise
            for child in children() - before:
                child.kill()
            raise TimeoutError(f"took longer than {SECONDS} s") from None
        finally:
            self.deadline = None


def children():
    multiprocessing = sys.modules.get("multiprocessing")
    return set(multiprocessing.active_children()) if multiprocessing else set()


def say(outcome, name, why):
    why = " ".join(str(why).split())[:300]
    # On a line of its own, whatever the test has printed.
    print(f"\n{outcome}", name.replace(" ", "_"), why, flush=True)


def every(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from every(test)
        else:
            yield test


def chosen(suite, words):
    """The tests that the words name, each class's together."""
    wanted, unwanted = [word for word in words if word[0] != "-"], [word[1:] for word in words if word[0] == "-"]

    def is_chosen(name):
        name += "$"
        return (not wanted or any(word in name for word in wanted)) and not any(word in name for word in unwanted)

    return unittest.TestSuite(test for test in every(suite) if is_chosen(test.id()))


def elsewhere(*arguments, **options):
    raise unittest.SkipTest("starts another interpreter")


def no_network(*arguments, **options):
    raise unittest.SkipTest("opens a network connection")


def stand_in(name, **content):
    """A module that the tests import and that cannot be there, because it starts other programs or opens connections."""
    module = type(sys)(name)
    module.__dict__.update(content)
    sys.modules[name] = module


HELPERS = ["assert_python_ok", "assert_python_failure", "run_python_until_end", "spawn_python", "kill_python", "make_script",
           "make_pkg", "make_zip_pkg", "make_zip_script", "run_test_script", "interpreter_requires_environment"]


def has_mock():
    """Whether `unittest.mock` can be had: not in children, which have no use for it and start sooner without."""
    if __name__ != "__main__":
        return False
    try:
        __import__("unittest.mock")
    except TypeError:
        # It asks for the signatures of natives, which needs syntax trees.
        return False
    return True


def never_block(module):
    """CPython 3.14 cannot do without the module, where 3.11 could."""
    helper = importlib.import_module("test.support.import_helper")
    import_fresh_module = helper.import_fresh_module

    def import_without_blocking(name, fresh=(), blocked=(), **options):
        return import_fresh_module(name, fresh, set(blocked) - {module}, **options)

    helper.import_fresh_module = import_without_blocking


def prepare():
    """Makes the test package importable, here and in children, which have their parent's `sys.path`."""
    stand_in("test.support.script_helper", **dict.fromkeys(HELPERS, elsewhere))
    stand_in("subprocess", PIPE=-1, STDOUT=-2, DEVNULL=-3, **dict.fromkeys(["Popen", "run", "call", "check_output"], elsewhere))
    stand_in("urllib.request")
    stand_in("socket", AF_INET=2, SOCK_STREAM=1, _GLOBAL_DEFAULT_TIMEOUT=object(),
             **dict.fromkeys(["socket", "create_server", "fromfd", "getdefaulttimeout"], no_network))
    stand_in("test.support.socket_helper", HOST="localhost", **dict.fromkeys(["bind_port", "find_unused_port"], no_network))
    if not has_mock():
        stand_in("unittest.mock")
        unittest.mock = sys.modules["unittest.mock"]
    # Like Emscripten, there are no other programs to start, and names of files are text.
    platform, sys.platform = sys.platform, "emscripten"
    __import__("test.support.os_helper")
    sys.platform = platform
    # Unlike there, a process can be copied.
    sys.modules["test.support"].has_fork_support = True
    # Event loops need no sockets here; what opens one is skipped by the stand-in of `socket`.
    sys.modules["test.support"].has_socket_support = True
    never_block("_typing")
    # This asks CPython's internals whether positions within lines are known.
    sys.modules["test.support"].has_no_debug_ranges = lambda: False
    # The helper module test.ann_module writes to a variable that modules no longer have.
    vars(builtins)["__annotations__"] = {}


def main():
    global SECONDS
    folder, name, *words = sys.argv[1:]
    if words and words[0].startswith("--seconds="):
        SECONDS = int(words.pop(0).removeprefix("--seconds="))
    sys.argv[1:] = []
    sys.path.insert(0, folder.rpartition("/")[0])
    prepare()
    __import__(f"test.{name}")
    module = sys.modules[f"test.{name}"]
    if not hasattr(module, "test_main"):
        return run(folder, unittest.defaultTestLoader.loadTestsFromModule(module), words)
    # The file says itself which of its classes are to run, and prepares them.
    module.run_doctest = lambda *arguments, **options: None
    module.run_unittest = lambda *classes: run(
        folder, unittest.TestSuite(map(unittest.defaultTestLoader.loadTestsFromTestCase, classes)), words)
    module.test_main()


def run(folder, suite, words):
    if words == ["--classes"]:
        for cls in dict.fromkeys(type(test).__qualname__ for test in every(suite)):
            print("class", cls, flush=True)
        return
    if words:
        suite = chosen(suite, words)
    print("total", suite.countTestCases(), flush=True)
    suite.run(Result(folder, Watch()))


if __name__ == "__main__":
    main()
elif __name__ == "__mp_main__":
    prepare()
