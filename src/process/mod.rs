//! A process as hosts see it.

mod entropy;
mod leases;
mod program;
mod python;
mod relay;
mod start;

pub use leases::{Acquisition, Leases, Releasing, SEM_VALUE_MAX};
pub use python::Prepared;
pub use program::{Driver, Factory, Program, Status};
pub use start::start;
