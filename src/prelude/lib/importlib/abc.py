"""The abstract base classes of importing."""

import abc
from .machinery import BuiltinImporter, LibraryLoader, PathFinder, SourceFileLoader

__all__ = ["Loader", "MetaPathFinder", "PathEntryFinder", "InspectLoader", "ExecutionLoader", "FileLoader",
           "ResourceLoader", "SourceLoader"]


class MetaPathFinder(metaclass=abc.ABCMeta):
    def invalidate_caches(self):
        pass


class PathEntryFinder(metaclass=abc.ABCMeta):
    def invalidate_caches(self):
        pass


class Loader(metaclass=abc.ABCMeta):
    def create_module(self, spec):
        return None

    def load_module(self, fullname):
        raise ImportError(name=fullname)


class ResourceLoader(Loader):
    @abc.abstractmethod
    def get_data(self, path):
        raise OSError


class InspectLoader(Loader):
    def is_package(self, fullname):
        raise ImportError(name=fullname)

    @abc.abstractmethod
    def get_source(self, fullname):
        raise ImportError(name=fullname)

    @staticmethod
    def source_to_code(data, path="<string>"):
        return compile(data, path, "exec", dont_inherit=True)

    def exec_module(self, module):
        exec(self.source_to_code(self.get_source(module.__name__)), module.__dict__)


class ExecutionLoader(InspectLoader):
    @abc.abstractmethod
    def get_filename(self, fullname):
        raise ImportError(name=fullname)


class FileLoader(ResourceLoader, ExecutionLoader):
    def __init__(self, fullname, path):
        self.name, self.path = fullname, path

    def get_filename(self, name=None):
        return self.path


class SourceLoader(ResourceLoader, ExecutionLoader):
    def get_source(self, fullname):
        import _prelude
        return _prelude._decoded_source(self.get_data(self.get_filename(fullname)))


MetaPathFinder.register(PathFinder)
MetaPathFinder.register(BuiltinImporter)
InspectLoader.register(BuiltinImporter)
FileLoader.register(SourceFileLoader)
FileLoader.register(LibraryLoader)
