"""The classes that importing is made of."""

from _prelude import BuiltinImporter, LibraryLoader, ModuleSpec, SourceFileLoader

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
EXTENSION_SUFFIXES = []
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES


def all_suffixes():
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES


class PathFinder:
    """Finds modules in the library and in the folders of sys.path."""

    @staticmethod
    def invalidate_caches():
        pass

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        import _prelude
        if path is None:
            return _prelude._find_spec(fullname)
        for folder in path:
            spec = _prelude._spec_in(folder, fullname, fullname.rpartition(".")[2])
            if spec is not None:
                return spec
        return None


class FileFinder:
    """Finds modules in one folder."""

    def __init__(self, path, *loader_details):
        self.path = path or "."

    def invalidate_caches(self):
        pass

    def find_spec(self, fullname, target=None):
        import _prelude
        return _prelude._spec_in(self.path, fullname, fullname.rpartition(".")[2])


# What inspect asks about; no module is loaded by one of them.
class ExtensionFileLoader:
    """There are no extension modules in files."""


class SourcelessFileLoader:
    """There are no compiled files."""


class NamespaceLoader:
    """There are no packages without an `__init__.py`."""


class FrozenImporter:
    """There are no frozen modules."""
