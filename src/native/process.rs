//! A process on a thread of the operating system.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, Sender},
    },
    thread,
};

use crate::{
    host::Host,
    native::{clock::entropy, Clock, machine::Event},
    process::{Driver, Program, Status},
    wire::{Pid, ToKernel, ToProcess},
};

/// The stack of a process's thread: the VM needs little, the parser recurses.
const STACK: usize = 16 << 20;

/// What the kernel's thread tells a process's.
pub enum Order {
    Deliver(ToProcess),
    /// Start a copy of the process there.
    Fork(Surroundings),
}

/// What the thread of a process has of its surroundings.
pub struct Surroundings {
    pub pid: Pid,
    pub clock: Clock,
    pub inbox: Receiver<Order>,
    pub events: Sender<Event>,
    /// Set when the process is to end wherever it is.
    pub killed: Arc<AtomicBool>,
}

/// Starts a thread that runs what `make` makes there; a forked child waits for its first message.
pub fn start(surroundings: Surroundings, status: Status, make: impl FnOnce() -> Box<dyn Program> + Send + 'static) {
    let (pid, events) = (surroundings.pid, surroundings.events.clone());
    let thread = thread::Builder::new().name(format!("process {pid}")).stack_size(STACK);
    if let Err(error) = thread.spawn(move || run(surroundings, status, || Driver::new(make()))) {
        let _ = events.send(Event::CouldNotStart(pid, error.to_string()));
    }
}

/// Runs a process to its end.
fn run(mut surroundings: Surroundings, status: Status, start: impl FnOnce() -> Driver) {
    let pid = surroundings.pid;
    let events = surroundings.events.clone();
    let ran = catch_unwind(AssertUnwindSafe(|| surroundings.pump(start(), status)));
    if ran.is_err() {
        // The kernel is gone when the run is over.
        let _ = events.send(Event::Crashed(pid));
    }
}

impl Surroundings {
    fn pump(&mut self, mut driver: Driver, mut status: Status) {
        let mut host = NativeHost { clock: self.clock, outbox: Vec::new() };
        loop {
            let waited = match status {
                Status::Exited(_) => return,
                Status::Ready => None,
                Status::Waiting { until } => match self.wait(until) {
                    Ok(message) => message,
                    Err(Gone) => return,
                },
            };
            let killed = self.killed.load(Ordering::Relaxed);
            for order in waited.into_iter().chain(self.inbox.try_iter()) {
                match order {
                    Order::Deliver(message) => driver.deliver(message, &mut host),
                    Order::Fork(child) if killed => child.could_not_start("its parent has ended".to_owned()),
                    Order::Fork(child) => child.start_copy(&mut driver),
                }
            }
            if killed {
                return;
            }
            status = driver.run(&mut host);
            if !host.outbox.is_empty() {
                let messages = std::mem::take(&mut host.outbox);
                if self.events.send(Event::Messages(self.pid, messages)).is_err() {
                    return;
                }
            }
        }
    }

    /// This is the child's: starts it as a copy of `parent`.
    fn start_copy(self, parent: &mut Driver) {
        match parent.fork() {
            Ok(program) => start(self, Status::Waiting { until: None }, || program),
            Err(why) => self.could_not_start(why),
        }
    }

    fn could_not_start(self, why: String) {
        let _ = self.events.send(Event::CouldNotStart(self.pid, why));
    }

    fn wait(&self, until: Option<f64>) -> Result<Option<Order>, Gone> {
        let Some(until) = until else { return self.inbox.recv().map(Some).map_err(|_| Gone) };
        match self.inbox.recv_timeout(self.clock.until(until)) {
            Ok(message) => Ok(Some(message)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(Gone),
        }
    }
}

/// The kernel has no channel to this process any more.
struct Gone;

struct NativeHost {
    clock: Clock,
    outbox: Vec<ToKernel>,
}

impl Host for NativeHost {
    fn monotonic_ms(&mut self) -> f64 {
        self.clock.now()
    }

    fn wall_ms(&mut self) -> f64 {
        Clock::wall_ms()
    }

    fn entropy(&mut self, buffer: &mut [u8]) {
        entropy(buffer);
    }

    fn stopwatch(&self) -> Option<fn() -> f64> {
        Some(Clock::stopwatch)
    }

    fn send(&mut self, message: ToKernel) {
        self.outbox.push(message);
    }
}
