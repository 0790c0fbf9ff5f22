"""`sys.monitoring`, on top of `sys.settrace`: what a thread's trace function is told goes to the tools' callbacks.

Branches, jumps and calls of natives are not told of. A callback that returns `DISABLE` is called again all the same.
"""

import sys

_E = sys.monitoring.events
_EVENTS = {name: bit for name, bit in vars(_E).items() if name.isupper() and bit}
_tools = {}
# The exceptions that frames were told of last.
_unwinding = {}


class _Tool:
    def __init__(self, name):
        self.name = name
        self.clear()

    def clear(self):
        self.events, self.local, self.callbacks = 0, {}, {}


def _checked(tool_id):
    if not 0 <= tool_id < 6:
        raise ValueError("invalid tool ID: expected a number from 0 to 5")
    return tool_id


def _tool(tool_id):
    tool = _tools.get(_checked(tool_id))
    if tool is None:
        raise ValueError(f"tool {tool_id} is not in use")
    return tool


def use_tool_id(tool_id, name):
    if not isinstance(name, str):
        raise ValueError("tool name must be a str")
    if _checked(tool_id) in _tools:
        raise ValueError(f"tool {tool_id} is already in use")
    _tools[tool_id] = _Tool(name)


def get_tool(tool_id):
    tool = _tools.get(_checked(tool_id))
    return None if tool is None else tool.name


def clear_tool_id(tool_id):
    if _checked(tool_id) in _tools:
        _tools[tool_id].clear()
        _follow()


def free_tool_id(tool_id):
    _tools.pop(_checked(tool_id), None)
    _follow()


def register_callback(tool_id, event, func):
    tool = _tool(tool_id)
    if event not in _EVENTS.values():
        raise ValueError("The callback can only be set for one event at a time")
    previous = tool.callbacks.pop(event, None)
    if func is not None:
        tool.callbacks[event] = func
    return previous


def get_events(tool_id):
    return _tool(tool_id).events


def set_events(tool_id, event_set):
    _tool(tool_id).events = event_set
    _follow()


def get_local_events(tool_id, code):
    return _tool(tool_id).local.get(code, 0)


def set_local_events(tool_id, code, event_set):
    tool = _tool(tool_id)
    if event_set:
        tool.local[code] = event_set
    else:
        tool.local.pop(code, None)
    _follow()
    frame = sys._getframe()
    while frame is not None:
        if frame.f_code is code and frame.f_trace is None:
            frame.f_trace = _trace
        frame = frame.f_back


def restart_events():
    pass


def _follow():
    """Follows all threads if some tool wants to hear of something."""
    wanted = any(tool.events or tool.local for tool in _tools.values())
    if wanted != (sys.gettrace() is _trace):
        sys._settraceallthreads(_trace if wanted else None)


def _tell(event, frame, *arguments):
    for tool in list(_tools.values()):
        if (tool.events | tool.local.get(frame.f_code, 0)) & event:
            callback = tool.callbacks.get(event)
            if callback is not None:
                callback(frame.f_code, *arguments)


def _trace(frame, event, argument):
    offset = frame.f_lasti
    if event == "call":
        _tell(_E.PY_START if offset <= 0 else _E.PY_RESUME, frame, max(offset, 0))
        if frame.f_trace is not None:
            return None
        wanted = [tool.events | tool.local.get(frame.f_code, 0) for tool in _tools.values()]
        if any(events & _E.INSTRUCTION for events in wanted):
            frame.f_trace_opcodes = True
        return _trace if any(wanted) else None
    if event != "return":
        _unwinding.pop(frame, None)
    if event == "line":
        _tell(_E.LINE, frame, frame.f_lineno)
    elif event == "opcode":
        _tell(_E.INSTRUCTION, frame, offset)
    elif event == "return":
        unwound = _unwinding.pop(frame, None)
        if unwound is not None and argument is None:
            _tell(_E.PY_UNWIND, frame, offset, unwound)
        else:
            _tell(_E.PY_RETURN, frame, offset, argument)
    elif event == "exception":
        _unwinding[frame] = argument[1]
        _tell(_E.RAISE, frame, offset, argument[1])
    return _trace
