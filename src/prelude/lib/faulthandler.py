"""Tracebacks of all threads on demand, after some time, or at a signal.

Nothing of the program's can crash the interpreter, so that being enabled changes nothing.
"""

import os as _os
import signal as _signal
import sys as _sys
import threading as _threading

_enabled = False
_later = None
_registered = {}


def _write(file, text):
    file = _sys.stderr if file is None else file
    if isinstance(file, int):
        _os.write(file, text.encode())
    else:
        file.write(text)
        file.flush()


def _stack(title, frame):
    lines = [f"{title} (most recent call first):"]
    while frame is not None:
        lines.append(f'  File "{frame.f_code.co_filename}", line {frame.f_lineno} in {frame.f_code.co_name}')
        frame = frame.f_back
    return "\n".join(lines) + "\n"


def _dump(file, all_threads, current, frame):
    stacks = [_stack(f"Current thread {current:#018x}", frame)]
    if all_threads:
        others = [(ident, other) for ident, other in _sys._current_frames().items() if ident != current]
        stacks[:0] = [_stack(f"Thread {ident:#018x}", other) for ident, other in others]
    _write(file, "\n".join(stacks))


def dump_traceback(file=None, all_threads=True):
    _dump(file, all_threads, _threading.get_ident(), _sys._getframe(1))


def enable(file=None, all_threads=True, c_stack=True):
    global _enabled
    _enabled = True


def disable():
    global _enabled
    was_enabled, _enabled = _enabled, False
    return was_enabled


def is_enabled():
    return _enabled


def dump_traceback_later(timeout, repeat=False, file=None, exit=False):
    """Tells where all threads are if that is not cancelled in time."""
    global _later
    if timeout <= 0:
        raise ValueError("timeout must be greater than 0")
    cancel_dump_traceback_later()
    _later = cancelled = _threading.Event()
    hours, rest = divmod(timeout, 3600)
    head = f"Timeout ({int(hours)}:{int(rest // 60):02}:{int(rest % 60):02})!\n"

    def wait():
        while not cancelled.wait(timeout):
            here = _threading.get_ident()
            frames = [(ident, frame) for ident, frame in _sys._current_frames().items() if ident != here]
            _write(file, head + "\n".join(_stack(f"Thread {ident:#018x}", frame) for ident, frame in frames))
            if exit:
                _os._exit(1)
            if not repeat:
                return

    _threading.Thread(target=wait, daemon=True).start()


def cancel_dump_traceback_later():
    global _later
    if _later is not None:
        _later.set()
        _later = None


def register(signum, file=None, all_threads=True, chain=False):
    """Tells where all threads are whenever the signal comes."""
    def handle(number, frame):
        _dump(file, all_threads, _threading.get_ident(), frame)
        if chain and callable(before):
            before(number, frame)

    before = _signal.signal(signum, handle)
    _registered.setdefault(signum, before)


def unregister(signum):
    if signum not in _registered:
        return False
    _signal.signal(signum, _registered.pop(signum))
    return True


def _sigsegv(release_gil=False):
    _os.kill(_os.getpid(), _signal.SIGSEGV)
