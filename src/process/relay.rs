//! `Relay`: the host as the VM sees it. The real host is there only during a slice, while the VM
//! keeps its own for life; what the VM sends waits here until the slice hands it over.

use std::cell::RefCell;
use std::rc::Rc;

use super::entropy::Entropy;
use crate::host::Host;
use crate::wire::ToKernel;

/// Two handles to the same relay: one is the VM's host, the other is the process's.
#[derive(Clone)]
pub struct Relay(Rc<RefCell<State>>);

struct State {
    outbox: Vec<ToKernel>,
    monotonic: f64,
    wall: f64,
    /// Counts on from when the two were read.
    stopwatch: Option<fn() -> f64>,
    compiles: bool,
    modules: Vec<Vec<u8>>,
    read_at: f64,
    /// What readings have taken since, where there is no stopwatch.
    spent: f64,
    slice_ms: f64,
    fuel: i64,
    entropy: Entropy,
}

/// What a reading of the clock takes in the simulator: time must pass within a slice, or it would not end.
const READING_MS: f64 = 0.05;

impl Relay {
    pub fn new() -> Relay {
        Relay(Rc::new(RefCell::new(State {
            outbox: Vec::new(),
            monotonic: 0.0,
            wall: 0.0,
            stopwatch: None,
            compiles: false,
            modules: Vec::new(),
            read_at: 0.0,
            spent: 0.0,
            slice_ms: 0.0,
            fuel: 0,
            entropy: Entropy::new(),
        })))
    }

    /// Reads the host's clocks; returns the monotonic time.
    pub fn read(&self, host: &mut dyn Host) -> f64 {
        let mut state = self.0.borrow_mut();
        state.monotonic = host.monotonic_ms();
        state.wall = host.wall_ms();
        state.stopwatch = host.stopwatch();
        state.compiles = host.compiles();
        state.read_at = state.stopwatch.map_or(0.0, |stopwatch| stopwatch());
        state.spent = 0.0;
        state.slice_ms = host.slice_ms();
        state.fuel = host.fuel();
        state.entropy.seed(|key| host.entropy(key));
        state.monotonic
    }

    /// Gives a key to what runs before there is a host, and may use no random bytes that stay.
    pub fn pretend_entropy(&self) {
        self.0.borrow_mut().entropy.seed(|_| ());
    }

    /// A copy of a process needs random bytes of its own.
    pub fn forget_entropy(&self) {
        self.0.borrow_mut().entropy.forget();
    }

    /// Sends what the VM has said.
    pub fn hand_over(&self, host: &mut dyn Host) {
        host.spend(self.0.borrow().spent);
        let said = std::mem::take(&mut self.0.borrow_mut().outbox);
        for message in said {
            host.send(message);
        }
        let modules = std::mem::take(&mut self.0.borrow_mut().modules);
        for module in modules {
            host.compile(module);
        }
    }
}

impl State {
    fn elapsed(&mut self) -> f64 {
        match self.stopwatch {
            Some(stopwatch) => stopwatch() - self.read_at,
            None => {
                self.spent += READING_MS;
                self.spent
            }
        }
    }
}

impl Host for Relay {
    fn monotonic_ms(&mut self) -> f64 {
        let mut state = self.0.borrow_mut();
        state.monotonic + state.elapsed()
    }

    fn wall_ms(&mut self) -> f64 {
        let mut state = self.0.borrow_mut();
        state.wall + state.elapsed()
    }

    fn entropy(&mut self, buffer: &mut [u8]) {
        self.0.borrow_mut().entropy.fill(buffer);
    }

    fn slice_ms(&self) -> f64 {
        self.0.borrow().slice_ms
    }

    fn fuel(&self) -> i64 {
        self.0.borrow().fuel
    }

    fn compiles(&self) -> bool {
        self.0.borrow().compiles
    }

    fn compile(&mut self, module: Vec<u8>) {
        self.0.borrow_mut().modules.push(module);
    }

    fn send(&mut self, message: ToKernel) {
        let outbox = &mut self.0.borrow_mut().outbox;
        if !outbox.last_mut().is_some_and(|last| last.absorb(&message)) {
            outbox.push(message);
        }
    }
}
