<<<<<<< HEAD
//! Text as Python formats it: tracebacks and what else is pure string work.

pub mod traceback;
=======
//! Numbers and text as Python has them: pure functions on Rust's types that know nothing of the VM.
//!
//! `unicode` answers questions about characters; `int` and `float` hold the numbers, their operators
//! and their text; `string` and `codec` the algorithms of `str` and `bytes`; `format` the format
//! specifications, `str.format` and `%`; `hash` the hashes. Everything that fails gives an `Error`,
//! which names the exception and its message.

pub mod codec;
mod error;
pub mod float;
pub mod format;
pub mod hash;
pub mod int;
pub mod string;
pub mod unicode;

pub use error::{CodecFailure, Error, Kind, Result};
pub use string::{ascii, bytes_repr, quoted};
>>>>>>> a30c804 (Add numbers and text as Python has them, checked against CPython's answers)
