//! Fork: a process that is about to be copied stands still, and its copy becomes a process of its own.

use crate::vm::Vm;
use crate::vm::thread::ThreadState;
use crate::vm::wait::WaitOn;
use crate::wire::{Boot, CallId, Pid, StartMethod, ToKernel};

impl Vm {
    /// Asks for a copy of this process; the running thread parks on the answer, and lives on in both.
    pub fn request_fork(&mut self, call: CallId, name: String, daemon: bool) {
        // The child has everything already: only its name is news to the kernel.
        let boot = Box::new(Boot { name, ..Boot::main("", "") });
        self.host.send(ToKernel::Spawn { call, method: StartMethod::Fork, daemon, boot, ends: Vec::new() });
        self.forking = Some(call);
    }

    /// This is the copy: only the thread that waits for `call` lives on, as the main thread.
    pub(super) fn become_child(&mut self, call: CallId, pid: Pid, ppid: Pid) {
        (self.boot.pid, self.boot.ppid) = (pid, ppid);
        self.forget_compiled();
        let forked = |state: &ThreadState| matches!(state, ThreadState::Waiting(wait) if wait.on == WaitOn::Kernel(call.0));
        let threads = std::mem::take(&mut self.others);
        let mut gone: Vec<_> = threads.iter().chain([&self.thread]).map(|thread| thread.tid).collect();
        if !forked(&self.thread.state) {
            let survivor = threads.into_iter().find(|thread| forked(&thread.state));
            self.thread = survivor.expect("the thread that forks waits for the answer");
        }
        (self.thread.pending_exception, self.thread.signal_depth, self.thread.held) = (None, 0, false);
        self.thread.signal = None;
        self.main_thread = self.thread.tid;
        let main_thread = self.main_thread;
        gone.retain(|tid| *tid != main_thread);
        gone.into_iter().for_each(|tid| crate::stdlib::thread_ended(self, tid));
        self.thread_names.retain(|tid, _| *tid == main_thread);
        self.unseen_threads.clear();
        self.report_start();
    }
}
