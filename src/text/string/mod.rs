//! The algorithms of `str` and `bytes`.

mod case;
mod classify;
mod index;
mod pad;
mod repr;
mod scan;
mod search;
mod split;
mod surrogate;

pub use case::*;
pub use classify::*;
pub use index::*;
pub use pad::*;
pub use repr::*;
pub use scan::*;
pub use search::*;
pub use split::*;
pub use surrogate::*;
