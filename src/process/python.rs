//! `Process`: a VM as a program that hosts run.

use crate::host::Host;
use crate::prelude::pack::{Pack, read_code};
use crate::process::relay::Relay;
use crate::process::{Program, Status};
use crate::vm::Vm;
use crate::vm::scheduler::Slice;
use crate::wire::{Boot, Bytes, ToProcess, WireError};

/// The modules that run before a process is known. Nothing of the process may stay in them, or `_begin` in the prelude's
/// imports puts it right.
const IN_ADVANCE: [&str; 16] = [
    "collections.abc",
    "contextlib",
    "queue",
    "random",
    "sys",
    "threading",
    "time",
    "types",
    "multiprocessing",
    "multiprocessing.connection",
    "multiprocessing.pool",
    "multiprocessing.popen",
    "multiprocessing.queues",
    "multiprocessing.spawn",
    "multiprocessing.synchronize",
    "multiprocessing.util",
];

/// A Python process.
pub struct Process {
    vm: Vm,
    relay: Relay,
    started: bool,
}

/// A process to be: its VM has loaded the prelude and waits to hear what to run.
pub struct Prepared {
    vm: Vm,
    relay: Relay,
}

#[cfg(not(target_arch = "wasm32"))]
impl Default for Prepared {
    fn default() -> Prepared {
        Prepared::new(crate::prelude::compiled::units())
    }
}

impl Prepared {
    fn new(prelude: &[Bytes]) -> Prepared {
        let relay = Relay::new();
        let mut vm = Vm::new(Boot::main("", ""), Box::new(relay.clone()));
        vm.prepare(prelude);
        Prepared { vm, relay }
    }

    /// Gets ready with the pack that every process has from the start: the prelude, and modules that can be imported
    /// without asking for them.
    pub fn with_pack(pack: &[u8]) -> Result<Prepared, WireError> {
        let Pack { prelude, modules, .. } = read_code(pack)?;
        let mut prepared = Prepared::new(&prelude);
        prepared.vm.add_modules(modules);
        Ok(prepared)
    }

    /// Runs what most programs import, so that every process that begins here finds it done. The modules are in the
    /// pack.
    pub fn run_modules(&mut self) {
        self.relay.pretend_entropy();
        self.vm.run_modules(&IN_ADVANCE);
        self.relay.forget_entropy();
    }

    pub fn start(mut self, boot: Boot) -> Process {
        self.vm.assume(boot);
        Process { vm: self.vm, relay: self.relay, started: false }
    }
}

impl Program for Process {
    fn deliver(&mut self, message: ToProcess, _: &mut dyn Host) {
        if let ToProcess::Forked { .. } = message {
            self.relay.forget_entropy();
        }
        self.vm.deliver_message(message);
    }

    fn run(&mut self, host: &mut dyn Host) -> Status {
        self.relay.read(host);
        if !self.started {
            self.started = true;
            self.vm.boot();
        }
        let slice = self.vm.run_slice();
        self.relay.hand_over(host);
        match slice {
            Slice::Ready => Status::Ready,
            Slice::Waiting { until } => Status::Waiting { until },
            Slice::Exited(code) => Status::Exited(code),
        }
    }
}
