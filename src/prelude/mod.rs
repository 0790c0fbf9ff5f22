//! The parts of Python that are written in Python: what natives defer to, and the library of modules.

#[cfg(not(target_arch = "wasm32"))]
pub mod compiled;
pub mod library;
pub mod pack;

/// The files that make up the prelude's one namespace, in the order in which they run.
#[cfg(not(target_arch = "wasm32"))]
const CORE: &[(&str, &str)] = &[
    ("<prelude core>", include_str!("core.py")),
    ("<prelude imports>", include_str!("imports.py")),
    ("<prelude text>", include_str!("text.py")),
    ("<prelude builtins>", include_str!("builtins.py")),
    ("<prelude sequences>", include_str!("sequences.py")),
    ("<prelude representations>", include_str!("representations.py")),
    ("<prelude dicts>", include_str!("dicts.py")),
    ("<prelude sets>", include_str!("sets.py")),
    ("<prelude iterators>", include_str!("iterators.py")),
    ("<prelude ranges>", include_str!("ranges.py")),
    ("<prelude arrays>", include_str!("arrays.py")),
    ("<prelude arithmetic>", include_str!("arithmetic.py")),
    ("<prelude tools>", include_str!("tools.py")),
    ("<prelude functions>", include_str!("functions.py")),
    ("<prelude asynchronous>", include_str!("asynchronous.py")),
    ("<prelude annotations>", include_str!("annotations.py")),
    ("<prelude groups>", include_str!("groups.py")),
    ("<prelude finalization>", include_str!("finalization.py")),
    ("<prelude frames>", include_str!("frames.py")),
    ("<prelude tracing>", include_str!("tracing.py")),
    ("<prelude trees>", include_str!("trees.py")),
    ("<prelude threads>", include_str!("threads.py")),
    ("<prelude library>", include_str!("library.py")),
    ("<prelude streams>", include_str!("streams.py")),
    ("<prelude templates>", include_str!("templates.py")),
    ("<prelude patterns>", include_str!("patterns.py")),
];

