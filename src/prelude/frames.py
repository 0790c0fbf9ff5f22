# The variables of a function's frame as a mapping: what `frame.f_locals` is.


class FrameLocalsProxy:
    """Reads and assigns the variables of a frame."""

    __slots__ = ("_frame",)
    __module__ = "builtins"

    def __init__(self, frame):
        self._frame = frame

    def __getitem__(self, name):
        return _frame_variables(self._frame)[name]

    def __setitem__(self, name, value):
        _frame_assign(self._frame, name, value)

    def __delitem__(self, name):
        if not isinstance(name, str):
            raise KeyError(name)
        if _frame_has(self._frame, name):
            raise ValueError("cannot remove local variables from FrameLocalsProxy")
        if not _frame_assign(self._frame, name):
            raise KeyError(name)

    def __contains__(self, name):
        return name in _frame_variables(self._frame)

    def __len__(self):
        return len(_frame_variables(self._frame))

    def __iter__(self):
        return iter(_frame_variables(self._frame))

    def __reversed__(self):
        return reversed(_frame_variables(self._frame))

    def __repr__(self):
        variables = _frame_variables(self._frame)
        for name, value in variables.items():
            if value is self:
                variables[name] = "{...}"
        return repr(variables)

    def __eq__(self, other):
        if isinstance(other, FrameLocalsProxy):
            return self._frame is other._frame
        if isinstance(other, dict):
            return _frame_variables(self._frame) == other
        return NotImplemented

    def __or__(self, other):
        if not isinstance(other, (dict, FrameLocalsProxy)):
            return NotImplemented
        return self.copy() | dict(other)

    def __ror__(self, other):
        if not isinstance(other, (dict, FrameLocalsProxy)):
            return NotImplemented
        return dict(other) | self.copy()

    def __ior__(self, other):
        self.update(other)
        return self

    def keys(self):
        return list(_frame_variables(self._frame))

    def values(self):
        return list(_frame_variables(self._frame).values())

    def items(self):
        return list(_frame_variables(self._frame).items())

    def copy(self):
        return _frame_variables(self._frame)

    def get(self, name, default=None):
        return _frame_variables(self._frame).get(name, default)

    def update(self, other=(), /):
        for name, value in dict(other).items():
            self[name] = value

    def setdefault(self, name, default=None):
        if name not in self:
            self[name] = default
        return self[name]

    def pop(self, name, *default):
        if isinstance(name, str) and _frame_has(self._frame, name):
            raise ValueError("cannot remove local variables from FrameLocalsProxy")
        variables = _frame_variables(self._frame)
        if name in variables:
            _frame_assign(self._frame, name)
            return variables[name]
        if default:
            return default[0]
        raise KeyError(name)
