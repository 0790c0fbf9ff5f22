//! Tracebacks as Python prints them: pure formatting over plain data.
//!
//! The virtual machine fills in a [`Traceback`] from its objects, and [`render`] writes what
//! CPython 3.14 would: frames with their carets, chained exceptions, notes, exception groups and
//! "Did you mean".

mod anchors;
mod carets;
mod chain;
mod exception;
mod frame;
mod lines;
mod stdlib_names;
mod suggestions;
mod width;

pub use chain::{MAX_GROUP_DEPTH, MAX_GROUP_WIDTH, render};
pub use exception::{SyntaxDetails, render_exception_only, render_unraised};
pub use frame::render_frames;
pub use lines::dedent;
pub use stdlib_names::{STDLIB_MODULE_NAMES, is_stdlib_module};
pub use suggestions::{Lookup, Misspelling, closest_name};

/// An exception to print, with all those that it refers to; the first is the one that is printed.
///
/// Exceptions refer to each other by index, so that a cycle of causes can be said.
#[derive(Clone, Debug, Default)]
pub struct Traceback {
    pub exceptions: Vec<ExceptionSummary>,
}

/// An exception's place in [`Traceback::exceptions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ExceptionIndex(pub u32);

#[derive(Clone, Debug, Default)]
pub struct ExceptionSummary {
    /// The class's `__module__`; `builtins` and `__main__` are not printed.
    pub module: Option<String>,
    /// The class's `__qualname__`.
    pub name: String,
    /// `str(exception)`
    pub message: String,
    /// `__notes__`, each already a string.
    pub notes: Vec<String>,
    /// Outermost first, as they are printed.
    pub frames: Vec<FrameSummary>,
    pub cause: Option<ExceptionIndex>,
    pub context: Option<ExceptionIndex>,
    pub suppress_context: bool,
    /// The exceptions in an exception group.
    pub members: Option<Vec<ExceptionIndex>>,
    /// The place that a `SyntaxError` is about.
    pub syntax: Option<SyntaxDetails>,
    /// What a `NameError`, `AttributeError` or `ImportError` looked for in vain.
    pub misspelling: Option<Misspelling>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameSummary {
    pub file: String,
    /// From 1.
    pub line: u32,
    /// The last line of the code that was running, from 1.
    pub end_line: u32,
    /// Where the code that was running starts on `line` and ends on `end_line`: in characters,
    /// from 0, the end exclusive.
    pub columns: Option<(u32, u32)>,
    /// The code's `co_name`.
    pub name: String,
    /// The lines `line..=end_line` without their newlines; empty if the source is not known.
    pub source: Vec<String>,
}
