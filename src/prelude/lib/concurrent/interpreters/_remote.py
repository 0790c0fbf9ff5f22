"""The other side of an interpreter: the process that does what it is told."""

import sys

# The number of the interpreter that this process is.
current = 0


class Source:
    """A function as its text."""

    def __init__(self, name, text, filename, line):
        self.name, self.text, self.filename, self.line = name, text, filename, line

    def function(self, namespace):
        before = namespace.copy()
        source = "\n" * (self.line - 1) + self.text
        exec(compile(source, self.filename, "exec"), namespace)
        function = namespace.pop(self.name)
        if self.name in before:
            namespace[self.name] = before[self.name]
        return function


class Server:
    """What the process runs, in place of a process object."""

    _config = {"daemon": True}
    # Only a function that is found by its name needs the main program.
    _imports_main = False

    def __init__(self, number, requests):
        self._name = f"Interpreter-{number}"
        self._number = number
        self._requests = requests

    def _bootstrap(self):
        global current
        current = self._number
        import _prelude
        from multiprocessing import util
        module = _prelude._new_module("__main__")
        module.__builtins__ = sys.modules["builtins"]
        self._main = sys.modules["__main__"] = module
        try:
            while True:
                item = self._requests._end.receive()
                try:
                    request = self._read(item)
                except Exception as error:
                    self._requests.send(("not shareable", f"object could not be unpickled: {error}"))
                else:
                    self._answer(*request)
        except EOFError:
            pass
        finally:
            util._exit_function()
            util._flush_std_streams()
        return 0

    def _read(self, item):
        """The request in an item. A name in it that is not there may be one of the main program."""
        from multiprocessing import reduction
        try:
            return reduction.loads(*item)
        except AttributeError:
            from multiprocessing import spawn
            spawn.import_main_path()
            return reduction.loads(*item)

    def _answer(self, kind, what, args=(), kwargs={}):
        try:
            answer = "returned", getattr(self, "_" + kind)(what, args, kwargs)
        except BaseException as error:
            answer = "raised", *_described(error)
        # What a print shows must not come after what the asker prints next.
        sys.stdout.flush()
        self._send(answer)

    def _send(self, answer):
        try:
            self._requests.send(answer)
        except Exception as error:
            if answer[0] == "raised":
                self._requests.send(("raised", answer[1], None))
            else:
                self._requests.send(("not shareable", f"object could not be pickled: {error}"))

    def _prepare(self, names, args, kwargs):
        vars(self._main).update(names)

    def _exec(self, code, args, kwargs):
        if isinstance(code, str):
            exec(compile(code, "<string>", "exec"), vars(self._main))
        else:
            self._call(code, args, kwargs)

    def _call(self, function, args, kwargs):
        if isinstance(function, Source):
            function = function.function(vars(self._main))
        return function(*args, **kwargs)


def _described(error):
    """What is said of an exception where it cannot go itself, and the exception."""
    import traceback
    # The frames of this module are nobody's business.
    error.__traceback__ = error.__traceback__.tb_next and error.__traceback__.tb_next.tb_next
    kind = type(error)
    formatted = "".join(traceback.format_exception_only(error)).rstrip("\n")
    shown = "".join(traceback.format_exception(error)).rstrip("\n")
    names = {"__name__": kind.__name__, "__qualname__": kind.__qualname__, "__module__": kind.__module__}
    return {"type": names, "msg": str(error), "formatted": formatted, "errdisplay": shown}, error
