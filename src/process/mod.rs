//! A process as hosts see it.

mod program;

pub use program::{Driver, Factory, Program, Status};
