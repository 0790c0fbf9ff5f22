//! The simulated host.

mod random;

pub use random::Random;
