//! What crosses a process boundary: the messages between processes and kernel, and how a process is booted.

mod boot;
mod bytes;
mod codec;
mod errno;
mod files;
mod ids;
mod message;
mod signals;

pub use boot::*;
pub use bytes::*;
pub use codec::*;
pub use errno::*;
pub use files::*;
pub use ids::*;
pub use message::*;
pub use signals::*;
