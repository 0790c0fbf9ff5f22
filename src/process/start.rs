//! `start`: from a `Boot` to a running process, the same on every host.

use crate::process::Program;
use crate::process::python::Prepared;
use crate::wire::Boot;

/// The program of the process that `boot` describes.
pub fn start(boot: Boot) -> Box<dyn Program> {
    Box::new(Prepared::default().start(boot))
}
