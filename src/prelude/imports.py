# Imports: finding a module, loading it once, and what its `__spec__` and `__loader__` are.

_thread = _native_module("_thread")
_posix = _native_module("_posix")


def __import__(name, globals=None, locals=None, fromlist=(), level=0):
    if not isinstance(name, str):
        raise TypeError("module name must be a string")
    if level:
        name = _absolute_name(name, globals, level)
    module = _import_module(name)
    if fromlist:
        for part in fromlist:
            if part != "*" and not hasattr(module, part) and hasattr(module, "__path__"):
                try:
                    _import_module(name + "." + part)
                except ModuleNotFoundError as error:
                    if error.name != name + "." + part:
                        raise
        return module
    if level == 0 and "." in name:
        return _modules[name.partition(".")[0]]
    return module


def _absolute_name(name, globals, level):
    package = (globals or {}).get("__package__")
    if package is None:
        package = (globals or {}).get("__name__", "")
        if "__path__" not in (globals or {}):
            package = package.rpartition(".")[0]
    if not package:
        raise ImportError("attempted relative import with no known parent package")
    for _ in range(level - 1):
        package, dot, _ = package.rpartition(".")
        if not dot:
            raise ImportError("attempted relative import beyond top-level package")
    return package + "." + name if name else package


# By the name of a module that is being loaded: which thread does that, and the lock that it holds meanwhile.
_importing = {}
# By thread: the name of the module for which it waits.
_import_waits = {}


def _import_module(name):
    if name in _importing:
        _await_import(name)
    module = _modules.get(name)
    if module is not None:
        return module
    parent, _, last = name.rpartition(".")
    if parent:
        package = _import_module(parent)
        if name in _modules:
            return _modules[name]
        if not hasattr(package, "__path__"):
            error = ModuleNotFoundError(f"No module named '{name}'; '{parent}' is not a package")
            error.name = name
            raise error
    module = _load_module(name)
    if parent:
        setattr(package, last, module)
    return module


def _await_import(name):
    """Waits until another thread has loaded the module, unless that thread waits for what this one loads."""
    entry = _importing.get(name)
    if entry is None:
        return
    me = _thread.get_ident()
    wanted = name
    while wanted in _importing:
        owner, _ = _importing[wanted]
        if owner == me:
            return
        wanted = _import_waits.get(owner)
    _import_waits[me] = name
    try:
        with entry[1]:
            pass
    finally:
        del _import_waits[me]


def _load_module(name):
    if name in _modules:
        error = ModuleNotFoundError(f"import of {name} halted; None in sys.modules")
        error.name = name
        raise error
    lock = _thread.allocate_lock()
    lock.acquire()
    entry = (_thread.get_ident(), lock)
    if _importing.setdefault(name, entry) is not entry:
        return _import_module(name)
    _imports_running(len(_importing))
    try:
        return _find_and_load(name)
    finally:
        del _importing[name]
        _imports_running(len(_importing))
        lock.release()


def _find_and_load(name):
    module = _adopt(name) if name in _ready else _load(name)
    _begin(name, module)
    return module


def _load(name):
    spec = _find_spec(name)
    if spec is None:
        raise _no_module(name)
    if spec.loader is BuiltinImporter:
        module = _modules[name] = _native_module(name)
        return module
    module = _new_module(name)
    _init_module(module, spec)
    _modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        _modules.pop(name, None)
        raise
    return _modules[name]


def _begin_sys(sys):
    sys.argv[:] = _arguments()


def _begin_own(module):
    module._begin()


# What modules do for the process that imports them, which may not have been known when they ran.
_beginnings = {
    "multiprocessing": _begin_own,
    "multiprocessing.context": _begin_own,
    "multiprocessing.process": _begin_own,
    "multiprocessing.util": _begin_own,
    "random": lambda random: random.seed(),
    "sys": _begin_sys,
    "threading": lambda threading: threading.main_thread()._set_native_id(),
}


def _begin(name, module):
    if name in _beginnings:
        _beginnings[name](module)


# Modules that have run before it was known which process this is: each with the names of what it imported then, and
# what it has put into sys.modules itself.
_ready = {}


def _run_in_advance(names):
    """Imports modules for processes to come: one that imports them finds them done."""
    global _import_module, _find_and_load
    plain = _import_module, _find_and_load
    before = set(_modules)
    taken = set()
    imported = [[]]
    module_type = type(_builtins_module)

    def note_import(name):
        module = plain[0](name)
        imported[-1].append(name)
        return module

    def note_load(name):
        if name in _ready:
            return note_ready(name)
        imported.append([])
        earlier = set(_modules)
        module = _load(name)
        theirs = earlier.union(_ready, taken, [name])
        added = {other: _modules[other] for other in _modules if other not in theirs}
        taken.update(added)
        # `from . import part` finds a part that is there without importing it.
        found = [getattr(value, "__name__", None) for value in vars(module).values() if type(value) is module_type]
        _ready[name] = module, imported.pop() + [other for other in found if other in _modules], added
        return module

    def note_ready(name):
        module, theirs, added = _ready[name]
        _modules[name] = module
        _modules.update(added)
        taken.update(added)
        imported.append([])
        for other in theirs:
            note_import(other)
        imported.pop()
        return module

    _import_module, _find_and_load = note_import, note_load
    for name in names:
        note_import(name)
    _import_module, _find_and_load = plain
    for name in [name for name in _modules if name not in before]:
        parent, _, last = name.rpartition(".")
        if parent and name in _ready:
            delattr(_ready[parent][0], last)
        del _modules[name]


def _adopt(name):
    """The process imports the module, and with it what the module imported."""
    module, imported, added = _ready[name]
    _modules[name] = module
    _modules.update(added)
    try:
        for other in imported:
            _import_module(other)
    except BaseException:
        for other in (name, *added):
            _modules.pop(other, None)
        raise
    del _ready[name]
    return module


def _find_spec(name):
    """Native modules, then the library's, then files in the folders of sys.path or of the package."""
    if _is_native_module(name):
        return ModuleSpec(name, BuiltinImporter, origin="built-in")
    found = _library_module(name)
    if found is not None:
        code, file, package = found
        return _file_spec(name, LibraryLoader(name, file, code), file, package)
    if _absent_module(name) == "":
        return None
    parent, _, last = name.rpartition(".")
    folders = _modules[parent].__path__ if parent in _modules else _sys_attribute("path")
    for folder in folders or ():
        spec = _spec_in(folder, name, last)
        if spec is not None:
            return spec
    return None


def _spec_in(folder, name, last):
    if not isinstance(folder, str) or folder.startswith(_LIBRARY_FOLDER):
        return None
    base = f"{folder}/{last}" if folder else last
    for file, package in ((base + "/__init__.py", True), (base + ".py", False)):
        if _is_file(file):
            return _file_spec(name, SourceFileLoader(name, file), file, package)
    return None


_LIBRARY_FOLDER = "/usr/lib/python3.14"


def _is_file(path):
    try:
        return _posix.stat(path).st_mode & 0o170000 == 0o100000
    except OSError:
        return False


def _file_spec(name, loader, file, package):
    spec = ModuleSpec(name, loader, origin=file, is_package=package)
    spec.has_location = True
    if package:
        spec.submodule_search_locations.append(file.rpartition("/")[0])
    return spec


def _init_module(module, spec):
    module.__spec__ = spec
    module.__loader__ = spec.loader
    module.__package__ = spec.parent
    module.__builtins__ = _modules.get("builtins")
    if spec.has_location:
        module.__file__ = spec.origin
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations


class ModuleSpec:
    """Where a module comes from."""

    __module__ = "_frozen_importlib"

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self.has_location = False
        self.cached = None

    @property
    def parent(self):
        return self.name if self.submodule_search_locations is not None else self.name.rpartition(".")[0]

    def __repr__(self):
        parts = [f"name={self.name!r}", f"loader={self.loader!r}"]
        if self.origin is not None:
            parts.append(f"origin={self.origin!r}")
        if self.submodule_search_locations is not None:
            parts.append(f"submodule_search_locations={self.submodule_search_locations}")
        return f"{type(self).__name__}({', '.join(parts)})"

    def __eq__(self, other):
        if not isinstance(other, ModuleSpec):
            return NotImplemented
        return vars(self) == vars(other)


class BuiltinImporter:
    """What loads the modules that are written in Rust."""

    __module__ = "_frozen_importlib"

    @staticmethod
    def create_module(spec):
        return _native_module(spec.name)

    @staticmethod
    def exec_module(module):
        pass

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return ModuleSpec(fullname, cls, origin="built-in") if _is_native_module(fullname) else None

    @classmethod
    def is_package(cls, fullname):
        return False

    @classmethod
    def get_source(cls, fullname):
        return None

    @classmethod
    def get_code(cls, fullname):
        return None


class _FileLoader:
    """What all loaders of files have."""

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def create_module(self, spec):
        return None

    def get_filename(self, name=None):
        return self.path

    def is_package(self, fullname):
        return self.path.endswith("/__init__.py")

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)


class LibraryLoader(_FileLoader):
    """What loads the modules of the library."""

    __module__ = "_frozen_importlib_external"

    def __init__(self, fullname, path, code):
        self.name = fullname
        self.path = path
        self._code = code

    def exec_module(self, module):
        _exec_code(self._code, module)

    def get_code(self, fullname):
        return self._code

    def get_source(self, fullname):
        return _source_of(self.name, self.path)


class SourceFileLoader(_FileLoader):
    """What loads the program's own modules."""

    __module__ = "_frozen_importlib_external"

    def exec_module(self, module):
        _exec_source(self.get_source(module.__name__), self.path, module)

    def get_code(self, fullname):
        return compile(self.get_source(fullname), self.path, "exec")

    def get_data(self, path):
        return _read_file(path)

    def get_source(self, fullname):
        return _decoded_source(_read_file(self.path))


def _read_file(path):
    descriptor = _posix.open(path, 0)
    try:
        parts = []
        while part := _posix.read(descriptor, 1 << 20):
            parts.append(part)
    finally:
        _posix.close(descriptor)
    return b"".join(parts)


def _decoded_source(source):
    if source.startswith(b"\xef\xbb\xbf"):
        source = source[3:]
    for line in source.split(b"\n", 2)[:2]:
        comment, _, cookie = line.partition(b"coding")
        if comment.lstrip().startswith(b"#") and cookie[:1] in (b":", b"="):
            name = cookie[1:].split()[0].decode("ascii", "replace")
            return source.decode(name)
    return source.decode("utf-8")


def _source_of(name, path):
    _fetch_sources(name)
    return _known_source(path)


def code_co_positions(self):
    """The code is a library module's, of which only the source tells the columns."""
    _fetch_sources(_missing_source(self.co_filename))
    return self.co_positions()


def _no_module(name):
    why = _absent_module(name)
    error = ModuleNotFoundError(f"No module named '{name}'" + (f": {why}" if why else ""))
    error.name = name
    return error


def _import_from(module, name):
    try:
        return getattr(module, name)
    except AttributeError:
        pass
    module_name = getattr(module, "__name__", "<unknown module name>")
    known = _modules.get(f"{module_name}.{name}")
    if known is not None:
        return known
    file = getattr(module, "__file__", None)
    error = ImportError(f"cannot import name '{name}' from '{module_name}' ({file or 'unknown location'})")
    error.name = module_name
    error.path = file
    error.name_from = name
    error.module = module
    raise error from None


def _import_star(module, namespace):
    names = getattr(module, "__all__", None)
    if names is None:
        names = [name for name in module.__dict__ if not name.startswith("_")]
    for name in names:
        namespace[name] = getattr(module, name)
