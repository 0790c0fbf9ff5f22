"""Importing by name."""

import sys
import _prelude

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

__import__ = _prelude.__import__


def import_module(name, package=None):
    """Imports a module; a name that begins with dots is relative to `package`."""
    level = len(name) - len(name.lstrip("."))
    if level and not package:
        raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
    if level:
        name = _prelude._absolute_name(name[level:], {"__package__": package}, level)
    return _prelude._import_module(name)


def invalidate_caches():
    """Does nothing: no folder's listing is kept."""


def reload(module):
    """Runs the module's code again, in the same module."""
    name = module.__spec__.name if getattr(module, "__spec__", None) else module.__name__
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    spec = _prelude._find_spec(name)
    if spec is None:
        raise ModuleNotFoundError(f"spec not found for the module {name!r}", name=name)
    _prelude._init_module(module, spec)
    spec.loader.exec_module(module)
    return sys.modules[name]
