//! The parts of Python that are written in Python: what natives defer to, and our own library modules.

/// The files that make up the prelude's one namespace, in the order in which they run.
pub const CORE: &[(&str, &str)] = &[
    ("<prelude core>", include_str!("core.py")),
    ("<prelude text>", include_str!("text.py")),
    ("<prelude builtins>", include_str!("builtins.py")),
    ("<prelude containers>", include_str!("containers.py")),
];

/// A module of our own library.
pub struct LibraryModule {
    pub name: &'static str,
    pub file: &'static str,
    pub source: &'static str,
    pub package: bool,
}

/// The library's modules.
const LIBRARY: &[LibraryModule] = &[];

/// The library module of that name.
pub fn library(name: &str) -> Option<&'static LibraryModule> {
    LIBRARY.iter().find(|module| module.name == name)
}
