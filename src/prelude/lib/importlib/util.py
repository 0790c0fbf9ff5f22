"""Finding and making modules step by step."""

import sys
import _prelude
from .machinery import ModuleSpec, SourceFileLoader

MAGIC_NUMBER = b"\x2b\x0e\r\n"


def resolve_name(name, package):
    """The absolute name of one that may begin with dots."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} (required for relative module names)")
    level = len(name) - len(name.lstrip("."))
    return _prelude._absolute_name(name[level:], {"__package__": package}, level)


def _spec_of(fullname):
    module = sys.modules[fullname]
    if module is None:
        return None
    spec = getattr(module, "__spec__", None)
    if spec is None:
        raise ValueError(f"{fullname}.__spec__ is None" if hasattr(module, "__spec__") else f"{fullname}.__spec__ is not set")
    return spec


def _find_spec_from_path(name, path=None):
    """As `find_spec`, with the folders in `path` before others, and without importing packages."""
    if name in sys.modules:
        return _spec_of(name)
    found = (_prelude._spec_in(folder, name, name.rpartition(".")[2]) for folder in path or ())
    return next((spec for spec in found if spec is not None), None) or _prelude._find_spec(name)


def find_spec(name, package=None):
    """Where the module would come from; None if there is none. Its package is imported."""
    fullname = resolve_name(name, package)
    if fullname in sys.modules:
        return _spec_of(fullname)
    parent = fullname.rpartition(".")[0]
    if parent:
        _prelude._import_module(parent)
    return _prelude._find_spec(fullname)


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=None):
    location = str(location)
    package = submodule_search_locations is not None
    spec = _prelude._file_spec(name, loader or SourceFileLoader(name, location), location, False)
    if package:
        spec.submodule_search_locations = list(submodule_search_locations)
    return spec


def module_from_spec(spec):
    """A new module for `spec`, whose code has not run yet."""
    module = spec.loader.create_module(spec) if hasattr(spec.loader, "create_module") else None
    if module is None:
        module = _prelude._new_module(spec.name)
    _prelude._init_module(module, spec)
    return module


def decode_source(source_bytes):
    return _prelude._decoded_source(source_bytes)


def source_hash(source_bytes):
    raise NotImplementedError("there are no compiled files whose source could be checked")


def cache_from_source(path, debug_override=None, *, optimization=None):
    """Where CPython would keep the compiled file."""
    import os
    import sys
    folder, name = os.path.split(os.fspath(path))
    suffix = f".opt-{optimization}" if optimization else ""
    return os.path.join(folder, "__pycache__", f"{name.rpartition('.')[0]}.{sys.implementation.cache_tag}{suffix}.pyc")


def source_from_cache(path):
    """The source of a compiled file that `cache_from_source` names."""
    import os
    folder, name = os.path.split(os.fspath(path))
    parent, cache = os.path.split(folder)
    if cache != "__pycache__" or name.count(".") not in (2, 3):
        raise ValueError(f"__pycache__ not bottom-level directory in {path!r}")
    return os.path.join(parent, name.partition(".")[0] + ".py")
