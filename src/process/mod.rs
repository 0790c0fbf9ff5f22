//! A process as hosts see it.

mod entropy;
mod leases;
mod program;
mod python;
mod relay;
#[cfg(not(target_arch = "wasm32"))]
mod start;

pub use leases::{Acquisition, Leases, Releasing, SEM_VALUE_MAX};
pub use python::{LATER_ASSETS, Prepared};
pub use program::{Driver, Factory, Program, Status};
#[cfg(not(target_arch = "wasm32"))]
pub use start::start;
