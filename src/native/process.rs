//! A process on a thread of the operating system.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, Sender},
    },
};

use crate::{
    host::Host,
    native::{clock::entropy, Clock, machine::Event},
    process::{Driver, Status},
    wire::{Pid, ToKernel, ToProcess},
};

/// What the thread of a process has of its surroundings.
pub struct Surroundings {
    pub pid: Pid,
    pub clock: Clock,
    pub inbox: Receiver<ToProcess>,
    pub events: Sender<Event>,
    /// Set when the process is to end wherever it is.
    pub killed: Arc<AtomicBool>,
}

/// Runs a process to its end.
pub fn run(mut surroundings: Surroundings, start: impl FnOnce() -> Driver) {
    let pid = surroundings.pid;
    let events = surroundings.events.clone();
    let ran = catch_unwind(AssertUnwindSafe(|| surroundings.pump(start())));
    if ran.is_err() {
        // The kernel is gone when the run is over.
        let _ = events.send(Event::Crashed(pid));
    }
}

impl Surroundings {
    fn pump(&mut self, mut driver: Driver) {
        let mut host = NativeHost { clock: self.clock, outbox: Vec::new() };
        let mut status = Status::Ready;
        loop {
            let waited = match status {
                Status::Exited(_) => return,
                Status::Ready => None,
                Status::Waiting { until } => match self.wait(until) {
                    Ok(message) => message,
                    Err(Gone) => return,
                },
            };
            for message in waited.into_iter().chain(self.inbox.try_iter()) {
                driver.deliver(message, &mut host);
            }
            if self.killed.load(Ordering::Relaxed) {
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

    fn wait(&self, until: Option<f64>) -> Result<Option<ToProcess>, Gone> {
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
