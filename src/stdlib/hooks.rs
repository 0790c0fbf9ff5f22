//! What native modules ask of the run loop and the scheduler.

use crate::object::*;
use crate::vm::native::Escape;
use crate::vm::{Exc, Vm};
use crate::wire::{CallId, Reply, ToProcess};

impl Vm {
    /// The exception being handled, or None.
    pub fn handled_exception(&self) -> Value {
        self.thread.handled
    }

    /// Milliseconds that the process has run.
    pub fn cpu_ms(&mut self) -> f64 {
        self.host.monotonic_ms()
    }

    /// Names the running thread, for the timeline.
    pub fn set_thread_name(&mut self, name: String) {
        let tid = self.current_tid();
        self.thread_names.insert(tid, name);
    }

    /// The timeline and reports do without the next thread that this one starts.
    pub fn start_unseen(&mut self) {
        self.thread.starts_unseen = true;
    }

    /// Raises KeyboardInterrupt in the main thread.
    pub fn interrupt(&mut self) {
        let class = self.exception_class(Exc::KeyboardInterrupt);
        let exception = self.new_exception(class, &[]);
        self.interrupt_main(exception.into());
    }

    /// Ends the process at once.
    pub fn exit_now(&mut self, code: i32) -> Escape {
        self.end_process(code);
        Escape::Pause
    }

    /// Answers a call that waits, in the kernel's place.
    pub fn answer(&mut self, call: CallId, reply: Reply) {
        self.deliver_message(ToProcess::Reply { call, reply });
    }
}
