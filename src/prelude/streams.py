# The standard streams, where something is asked of them that is not native: by their twins of `_io`.


def _twin_of(stream):
    twin = _stream_twin(stream)
    if twin is None:
        twin = __import__("_io", None, None, (), 0)._standard_stream(stream)
        _set_stream_twin(stream, twin)
    return twin


def _of_twin(name):
    def method(self, *arguments, **keywords):
        return getattr(_twin_of(self), name)(*arguments, **keywords)
    return method


def _twin_attribute(name):
    def read(self):
        return getattr(_twin_of(self), name)
    return read


for _name in ("write writelines flush isatty fileno readable writable seekable close detach seek tell truncate reconfigure "
              "readline read readlines __next__ __enter__ __exit__ __repr__").split():
    globals()[f"TextIOWrapper_{_name}"] = _of_twin(_name)
for _name in "closed encoding errors newlines line_buffering write_through name mode buffer".split():
    globals()[f"TextIOWrapper_{_name}"] = _twin_attribute(_name)


def _unsupported_operation(what):
    raise __import__("_io", None, None, (), 0).UnsupportedOperation(what)


def input(prompt="", /):
    sys = _modules["sys"]
    stdin, stdout = sys.stdin, sys.stdout
    if _is_stdout(stdout) and stdin is sys.__stdin__ and _stream_twin(stdin) is None:
        return _builtins_module.input(str(prompt))
    for stream, name in ((stdin, "stdin"), (stdout, "stdout")):
        if stream is None:
            raise RuntimeError(f"input(): lost sys.{name}")
    stdout.write(str(prompt))
    stdout.flush()
    line = stdin.readline()
    if not isinstance(line, str):
        raise TypeError("input() did not return a string" if line is None else "object.readline() returned non-string")
    if not line:
        raise EOFError("EOF when reading a line")
    return line[:-1] if line.endswith("\n") else line
