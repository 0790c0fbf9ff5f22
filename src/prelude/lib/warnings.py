"""Warnings: each is shown once for its text."""

import sys

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter",
           "resetwarnings", "catch_warnings", "deprecated"]

filters = []
_shown = set()
_hidden = (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)


def _action(message, category):
    for action, wanted, text in filters:
        if issubclass(category, wanted) and (not text or str(message).startswith(text)):
            return action
    return "ignore" if issubclass(category, _hidden) else "default"


def warn(message, category=None, stacklevel=1, source=None, **kwargs):
    if isinstance(message, Warning):
        category = message.__class__
    elif category is None:
        category = UserWarning
    warn_explicit(message, category, "<unknown>", 0)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    action = _action(message, category)
    if action == "error":
        raise message if isinstance(message, Warning) else category(message)
    if action == "ignore":
        return
    key = (str(message), category)
    if action != "always" and key in _shown:
        return
    _shown.add(key)
    if not isinstance(message, Warning):
        message = category(message)
    if _recorded is not None:
        _recorded.append(WarningMessage(message, category, filename, lineno))
    else:
        showwarning(message, category, filename, lineno)


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno


def formatwarning(message, category, filename, lineno, line=None):
    return f"{filename}:{lineno}: {category.__name__}: {message}\n"


def showwarning(message, category, filename, lineno, file=None, line=None):
    (file or sys.stderr).write(formatwarning(message, category, filename, lineno))


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    filters.insert(len(filters) if append else 0, (action, category, message))


def simplefilter(action, category=Warning, lineno=0, append=False):
    filterwarnings(action, "", category, append=append)


def resetwarnings():
    filters.clear()


_recorded = None


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record, self._action, self._category = record, action, category

    def __enter__(self):
        global _recorded
        self._saved = (filters.copy(), _recorded, _shown.copy())
        _shown.clear()
        if self._record:
            _recorded = []
        if self._action is not None:
            simplefilter(self._action, self._category)
        return _recorded if self._record else None

    def __exit__(self, *exc_info):
        global _recorded
        filters[:], _recorded, shown = self._saved
        _shown.clear()
        _shown.update(shown)


def deprecated(message, /, *, category=DeprecationWarning, stacklevel=1):
    def decorate(thing):
        thing.__deprecated__ = message
        return thing
    return decorate
