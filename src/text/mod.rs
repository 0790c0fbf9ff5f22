//! Text as Python formats it: tracebacks and what else is pure string work.

pub mod traceback;
