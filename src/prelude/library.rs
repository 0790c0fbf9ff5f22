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
    module!("atexit", "atexit.py"),
    module!("collections", "collections/__init__.py", true),
    module!("copyreg", "copyreg.py"),
    module!("functools", "functools.py"),
    module!("heapq", "heapq.py"),
    module!("itertools", "itertools.py"),
    module!("multiprocessing", "multiprocessing/__init__.py", true),
    module!("multiprocessing.connection", "multiprocessing/connection.py"),
    module!("multiprocessing.context", "multiprocessing/context.py"),
    module!("multiprocessing.pool", "multiprocessing/pool.py"),
    module!("multiprocessing.popen", "multiprocessing/popen.py"),
    module!("multiprocessing.process", "multiprocessing/process.py"),
    module!("multiprocessing.queues", "multiprocessing/queues.py"),
    module!("multiprocessing.reduction", "multiprocessing/reduction.py"),
    module!("multiprocessing.spawn", "multiprocessing/spawn.py"),
    module!("multiprocessing.synchronize", "multiprocessing/synchronize.py"),
    module!("multiprocessing.util", "multiprocessing/util.py"),
    module!("os", "os.py"),
    module!("pickle", "pickle.py"),
    module!("posixpath", "posixpath.py"),
    module!("queue", "queue.py"),
    module!("threading", "threading.py"),
    module!("traceback", "traceback.py"),
    module!("types", "types.py"),
];

/// The library module of that name.
pub fn library(name: &str) -> Option<&'static LibraryModule> {
    MODULES.iter().find(|module| module.name == name)
}
