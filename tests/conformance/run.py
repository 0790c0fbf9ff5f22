"""Runs one of CPython's test files and prints a line for each test: `ok`, `skip`, `fail`, then its name, then why."""

import builtins
import sys
import unittest

FOLDER, NAME = sys.argv[1:3]
CHOSEN = sys.argv[3:]


class Result(unittest.TestResult):
    """Prints each outcome at once, so that what was found is known whatever the next test does."""

    def startTest(self, test):
        super().startTest(test)
        self.problem = self.reason = None

    def stopTest(self, test):
        super().stopTest(test)
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
        self.problem = self.problem or f"{problem} [line {innermost(traceback)}]"


def innermost(traceback):
    """The last line of the test file that the traceback leads through."""
    line = 0
    while traceback is not None:
        if traceback._code.co_filename.startswith(FOLDER):
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


def say(outcome, name, why):
    why = " ".join(str(why).split())[:300]
    print(outcome, name.replace(" ", "_"), why, flush=True)


def count(suite):
    return sum(map(count, suite)) if isinstance(suite, unittest.TestSuite) else 1


def no_processes(*arguments, **options):
    raise unittest.SkipTest("starts another interpreter")


def stand_in(name, **content):
    """A module of the test package that cannot be imported here, because it starts other programs."""
    module = type(sys)(name)
    module.__dict__.update(content)
    sys.modules[name] = module


HELPERS = ["assert_python_ok", "assert_python_failure", "run_python_until_end", "spawn_python", "kill_python", "make_script",
           "make_pkg", "make_zip_pkg", "make_zip_script", "run_test_script", "interpreter_requires_environment"]


def main():
    stand_in("test.support.script_helper", **dict.fromkeys(HELPERS, no_processes))
    sys.path.insert(0, FOLDER.rpartition("/")[0])
    sys.argv[1:] = []
    # Like Emscripten, there are no other programs to start, and names of files are text.
    platform, sys.platform = sys.platform, "emscripten"
    __import__("test.support.os_helper")
    sys.platform = platform
    # The helper module test.ann_module writes to a variable that modules no longer have.
    vars(builtins)["__annotations__"] = {}
    __import__(f"test.{NAME}")
    module = sys.modules[f"test.{NAME}"]
    suite = unittest.defaultTestLoader.loadTestsFromModule(module)
    if CHOSEN:
        suite = unittest.TestSuite(test for test in every(suite) if any(word in test.id() for word in CHOSEN))
    print("total", count(suite), flush=True)
    suite.run(Result())


def every(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from every(test)
        else:
            yield test


if __name__ == "__main__":
    main()
