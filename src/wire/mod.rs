//! What crosses a process boundary: the messages between processes and kernel.

mod message;

pub use message::*;
