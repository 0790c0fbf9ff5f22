//! Handlers of signals that are written in Python: each runs in the name of the main thread, which stands still meanwhile.
//!
//! The main thread may be waiting. So a handler has frames of its own, in a thread with the main thread's
//! number, and what the main thread waits for can come in the meantime.

use std::rc::Rc;

use crate::object::*;
use crate::vm::Vm;
use crate::vm::frame::Then;
use crate::vm::native::Escape;
use crate::vm::thread::{Thread, ThreadState};

impl Vm {
    /// Makes the main thread raise an exception as soon as it runs, also where it waits.
    pub fn interrupt_main(&mut self, exception: Value) {
        if let Some(main) = self.main_on_top() {
            main.pending_exception = Some(exception);
        }
        self.fuel = 0;
    }

    /// Calls `callable` for the signal in the main thread's name as soon as it can. A signal that comes again before
    /// its handler has begun is one signal.
    pub fn handle_in_main(&mut self, signal: u8, callable: Value, arguments: &[Value]) {
        if self.others.iter().any(|thread| thread.signal == Some(signal) && thread.is_at_its_beginning()) {
            return;
        }
        let Some(main) = self.main_on_top() else { return };
        let mut handler = Thread::new(main.tid);
        handler.signal = Some(signal);
        handler.signal_depth = main.signal_depth + 1;
        handler.blocked = main.blocked;
        handler.life = Some(Rc::clone(main.life.get_or_insert_default()));
        let current = std::mem::replace(&mut self.thread, handler);
        let started = self.call(callable, arguments, &[], Then::EndThread);
        let handler = std::mem::replace(&mut self.thread, current);
        if matches!(started, Ok(()) | Err(Escape::Pause))
            && let Some(main) = self.main_on_top()
        {
            main.held = true;
            self.others.insert(0, handler);
        }
        self.fuel = 0;
    }

    /// The signals that the running thread blocks, each a bit.
    pub fn blocked_signals(&mut self) -> &mut u64 {
        &mut self.thread.blocked
    }

    /// The signals that every thread blocks.
    pub fn signals_blocked_everywhere(&self) -> u64 {
        let threads = std::iter::once(&self.thread).chain(&self.others);
        let living = threads.filter(|thread| !matches!(thread.state, ThreadState::Finished));
        living.fold(u64::MAX, |blocked, thread| blocked & thread.blocked)
    }

    /// The running thread was a handler's: the main thread goes on, or raises what the handler has raised.
    pub(super) fn end_signal_handler(&mut self) {
        let (tid, depth, outcome) = (self.thread.tid, self.thread.signal_depth, self.thread.outcome.take());
        let Some(below) = self.others.iter().position(|other| other.tid == tid && other.signal_depth + 1 == depth) else {
            return;
        };
        let mut main = self.others.remove(below);
        main.held = false;
        if let Some(Err(exception)) = outcome {
            main.pending_exception = Some(exception);
        }
        self.thread = main;
        let state = std::mem::replace(&mut self.thread.state, ThreadState::Ready);
        if let ThreadState::Waiting(wait) = &state {
            self.report_waiting(wait);
        }
        // What it waited for may have come meanwhile.
        self.thread.state = state;
        crate::stdlib::signal_handled(self);
    }

    /// The main thread, or the handler that runs in its name.
    fn main_on_top(&mut self) -> Option<&mut Thread> {
        let threads = std::iter::once(&mut self.thread).chain(&mut self.others);
        threads.into_iter().find(|thread| thread.tid == self.main_thread && !thread.held)
    }
}
