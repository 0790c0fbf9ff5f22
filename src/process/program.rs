//! `Program`: what a host runs; and `Driver`, which runs one in the same way on every host.

use serde::{Deserialize, Serialize};

use crate::{
    host::Host,
    wire::{Boot, ToKernel, ToProcess},
};

/// What a program says at the end of a slice.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Status {
    /// It can go on at once.
    Ready,
    /// Every thread waits, for a message or until this time of `Host::monotonic_ms`.
    Waiting { until: Option<f64> },
    /// It is over, with this exit status; all was flushed and all leases were returned.
    Exited(i32),
}

/// One process: a state machine that a host feeds with messages and slices of time.
pub trait Program {
    /// Takes a message. It is acted on in the next slice.
    fn deliver(&mut self, message: ToProcess, host: &mut dyn Host);

    /// What `Host::compile` was given first, of what was not answered yet, is at this place of the table of functions;
    /// none if the module is refused.
    fn installed(&mut self, _place: Option<u32>) {}

    /// Runs for at most a few milliseconds.
    fn run(&mut self, host: &mut dyn Host) -> Status;

    /// A copy for a forked child, or why there is none. It is taken while the `Spawn` request that
    /// asks for it is unanswered, and no slice runs in between. A browser copies linear memory instead.
    fn fork(&mut self) -> Result<Box<dyn Program + Send>, String> {
        Err("this host cannot copy a process; use the start method 'spawn'".to_owned())
    }
}

/// Makes the program of a process that starts.
pub trait Factory {
    /// The program of the process that `boot` describes.
    fn make(&mut self, boot: Boot) -> Box<dyn Program>;
}

impl<F: FnMut(Boot) -> Box<dyn Program>> Factory for F {
    fn make(&mut self, boot: Boot) -> Box<dyn Program> {
        self(boot)
    }
}

/// Runs a program and tells the kernel what every process has to tell: that it is idle, that it ended.
pub struct Driver {
    program: Box<dyn Program>,
    received: u64,
    exited: bool,
}

impl Driver {
    /// Runs `program`, which has been given nothing yet.
    pub fn new(program: Box<dyn Program>) -> Driver {
        Driver { program, received: 0, exited: false }
    }

    /// The program of a forked child, for a driver of its own.
    pub fn fork(&mut self) -> Result<Box<dyn Program + Send>, String> {
        self.program.fork()
    }

    /// Hands a message over.
    pub fn deliver(&mut self, message: ToProcess, host: &mut dyn Host) {
        if self.exited {
            return;
        }
        // A forked child starts as a copy of its parent's driver; its own messages start here.
        self.received = if matches!(message, ToProcess::Forked { .. }) { 1 } else { self.received + 1 };
        self.program.deliver(message, host);
    }

    /// Says what has become of a compiled function.
    pub fn installed(&mut self, place: Option<u32>) {
        self.program.installed(place);
    }

    /// Runs one slice.
    pub fn run(&mut self, host: &mut dyn Host) -> Status {
        let status = self.program.run(host);
        match status {
            Status::Waiting { until: None } => host.send(ToKernel::Idle { received: self.received }),
            Status::Exited(code) => {
                self.exited = true;
                host.send(ToKernel::Exit { code });
            }
            Status::Ready | Status::Waiting { until: Some(_) } => {}
        }
        status
    }
}
