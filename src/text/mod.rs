//! Numbers and text as Python has them: pure functions on Rust's types that know nothing of the VM.
//!
//! `unicode` answers questions about characters; `int` and `float` hold the numbers, their operators
//! and their text; `string` and `codec` the algorithms of `str` and `bytes`; `format` the format
//! specifications, `str.format` and `%`; `hash` the hashes; `traceback` what an uncaught exception
//! prints; `sre` regular expressions. Everything that fails gives an `Error`, which names the exception and its message.

pub mod codec;
mod error;
pub mod float;
pub mod format;
pub mod hash;
pub mod int;
pub mod sre;
pub mod string;
pub mod traceback;
pub mod unicode;

pub use error::{CodecFailure, Error, Kind, Result};
pub use string::{ascii, bytes_repr, quoted};
