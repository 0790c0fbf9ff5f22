//! The modules of our own library: their sources are part of the program.

/// A module of our own library.
pub struct LibraryModule {
    pub name: &'static str,
    pub file: &'static str,
    pub source: &'static str,
    pub package: bool,
}

/// What tracebacks give as the folder of the library.
macro_rules! module {
    ($name:literal, $path:literal) => {
        module!($name, $path, false)
    };
    ($name:literal, $path:literal, $package:literal) => {
        LibraryModule {
            name: $name,
            file: concat!("/usr/lib/python3.14/", $path),
            source: include_str!(concat!("lib/", $path)),
            package: $package,
        }
    };
}

const MODULES: &[LibraryModule] = &[
    module!("abc", "abc.py"),
    module!("array", "array.py"),
    module!("atexit", "atexit.py"),
    module!("bisect", "bisect.py"),
    module!("collections", "collections/__init__.py", true),
    module!("collections.abc", "collections/abc.py"),
    module!("concurrent", "concurrent/__init__.py", true),
    module!("concurrent.futures", "concurrent/futures/__init__.py", true),
    module!("concurrent.futures._base", "concurrent/futures/_base.py"),
    module!("concurrent.futures.process", "concurrent/futures/process.py"),
    module!("concurrent.futures.thread", "concurrent/futures/thread.py"),
    module!("contextlib", "contextlib.py"),
    module!("copy", "copy.py"),
    module!("copyreg", "copyreg.py"),
    module!("ctypes", "ctypes.py"),
    module!("dataclasses", "dataclasses.py"),
    module!("enum", "enum.py"),
    module!("functools", "functools.py"),
    module!("heapq", "heapq.py"),
    module!("io", "io.py"),
    module!("itertools", "itertools.py"),
    module!("json", "json.py"),
    module!("logging", "logging.py"),
    module!("multiprocessing", "multiprocessing/__init__.py", true),
    module!("multiprocessing.connection", "multiprocessing/connection.py"),
    module!("multiprocessing.context", "multiprocessing/context.py"),
    module!("multiprocessing.dummy", "multiprocessing/dummy/__init__.py", true),
    module!("multiprocessing.managers", "multiprocessing/managers.py"),
    module!("multiprocessing.pool", "multiprocessing/pool.py"),
    module!("multiprocessing.popen", "multiprocessing/popen.py"),
    module!("multiprocessing.process", "multiprocessing/process.py"),
    module!("multiprocessing.queues", "multiprocessing/queues.py"),
    module!("multiprocessing.reduction", "multiprocessing/reduction.py"),
    module!("multiprocessing.sharedctypes", "multiprocessing/sharedctypes.py"),
    module!("multiprocessing.spawn", "multiprocessing/spawn.py"),
    module!("multiprocessing.synchronize", "multiprocessing/synchronize.py"),
    module!("multiprocessing.util", "multiprocessing/util.py"),
    module!("operator", "operator.py"),
    module!("os", "os.py"),
    module!("pickle", "pickle.py"),
    module!("posixpath", "posixpath.py"),
    module!("queue", "queue.py"),
    module!("random", "random.py"),
    module!("signal", "signal.py"),
    module!("statistics", "statistics.py"),
    module!("string", "string.py"),
    module!("threading", "threading.py"),
    module!("traceback", "traceback.py"),
    module!("types", "types.py"),
    module!("typing", "typing.py"),
    module!("warnings", "warnings.py"),
];

/// The library module of that name.
pub fn library(name: &str) -> Option<&'static LibraryModule> {
    MODULES.iter().find(|module| module.name == name)
}
