"""repr() of containers whose items define `__repr__` themselves."""


def list___repr__(self):
    data = _data(self)
    if not _begin_repr(data):
        return "[...]"
    try:
        return "[" + ", ".join([repr(item) for item in data]) + "]"
    finally:
        _end_repr(data)


def tuple___repr__(self):
    data = _data(self)
    if not _begin_repr(data):
        return "(...)"
    try:
        return "(" + ", ".join([repr(item) for item in data]) + (",)" if len(data) == 1 else ")")
    finally:
        _end_repr(data)


def dict___repr__(self):
    data = _data(self)
    if not _begin_repr(data):
        return "{...}"
    try:
        return "{" + ", ".join([f"{key!r}: {value!r}" for key, value in data.items()]) + "}"
    finally:
        _end_repr(data)


def set___repr__(self):
    data, name = _data(self), type(self).__name__
    if not data:
        return name + "()"
    if not _begin_repr(data):
        return name + "(...)"
    try:
        text = "{" + ", ".join([repr(item) for item in data]) + "}"
        return text if type(self) is set else f"{name}({text})"
    finally:
        _end_repr(data)


frozenset___repr__ = set___repr__


def dict_keys___repr__(self):
    if not _begin_repr(self):
        return "..."
    try:
        return f"{type(self).__name__}([" + ", ".join([repr(item) for item in self]) + "])"
    finally:
        _end_repr(self)


dict_values___repr__ = dict_items___repr__ = dict_keys___repr__


def slice___repr__(self):
    return f"slice({self.start!r}, {self.stop!r}, {self.step!r})"


def mappingproxy___repr__(self):
    return f"mappingproxy({self.copy()!r})"
