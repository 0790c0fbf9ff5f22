//! Regular expressions: a matcher for the code that CPython's `re._compiler` makes.
//!
//! Reading order: [`codes`] (the instructions), [`subject`] (what is searched), [`charset`] (sets of characters),
//! [`matcher`] (backtracking at one position), [`search`] (all positions).

mod charset;
mod codes;
mod matcher;
mod search;
mod subject;
mod units;

pub use codes::{CODE_SIZE, MAGIC, MAX_GROUPS, MAX_REPEAT};
pub use search::{Found, Mode, find};
pub use subject::Subject;
pub use units::{ascii_is_cased, ascii_lower, unicode_is_cased, unicode_lower};
