//! `start`: from a `Boot` to a running process, the same on every host.

use crate::{
    host::Host,
    process::{Program, Status},
    wire::{Boot, Stream, Tid, ToKernel, ToProcess},
};

/// The program of the process that `boot` describes.
pub fn start(boot: Boot) -> Box<dyn Program> {
    Box::new(NoVm { name: boot.name })
}

/// Says that this build cannot run Python.
struct NoVm {
    name: String,
}

impl Program for NoVm {
    fn deliver(&mut self, _: ToProcess, _: &mut dyn Host) {}

    fn run(&mut self, host: &mut dyn Host) -> Status {
        let text = format!("{}: this build has no Python VM yet\n", self.name);
        host.send(ToKernel::Output { stream: Stream::Stderr, tid: Tid(0), text: text.into_bytes().into() });
        Status::Exited(1)
    }
}
