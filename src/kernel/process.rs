//! The process table: who lives, whose child it is, and what its threads do.

use crate::sorted::{SortedMap, SortedSet};
use crate::{
    kernel::{ProcessEvent, ProcessState},
    wire::{HARMLESS, Pid, SIGINT, SIGKILL, ThreadState, Tid, WaitOn},
};

/// A process, from its start until long after its end: its parent may still ask.
pub struct Process {
    pub pid: Pid,
    pub ppid: Pid,
    pub name: String,
    pub daemon: bool,
    pub exit_code: Option<i32>,
    /// A fatal signal was sent; the process is handing its leases back.
    pub dying: Option<u8>,
    /// How many messages it had received when it last said that all its threads wait.
    pub idle: Option<u64>,
    pub threads: SortedMap<Tid, Thread>,
    handled: SortedSet<u8>,
    reported: Option<(ProcessState, Option<String>)>,
}

/// A thread of a living process.
pub struct Thread {
    pub name: String,
    pub wait: Option<Wait>,
}

/// What a thread waits for.
pub struct Wait {
    pub label: String,
    pub on: WaitOn,
}

impl Process {
    pub fn new(pid: Pid, ppid: Pid, name: String, daemon: bool) -> Process {
        Process {
            pid,
            ppid,
            name,
            daemon,
            exit_code: None,
            dying: None,
            idle: None,
            threads: SortedMap::new(),
            // Whose default in Python is a handler that raises `KeyboardInterrupt`.
            handled: SortedSet::from([SIGINT]),
            reported: None,
        }
    }

    pub fn is_alive(&self) -> bool {
        self.exit_code.is_none()
    }

    pub fn handle_signal(&mut self, signal: u8, handled: bool) {
        if handled {
            self.handled.insert(signal);
        } else {
            self.handled.remove(&signal);
        }
    }

    /// A forked child has its parent's handlers.
    pub fn inherit_handlers(&mut self, parent: &Process) {
        self.handled = parent.handled.clone();
    }

    /// What a signal does to this process.
    pub fn action(&self, signal: u8) -> SignalAction {
        if signal != SIGKILL && self.handled.contains(&signal) {
            SignalAction::Handle
        } else if HARMLESS.contains(&signal) {
            SignalAction::Ignore
        } else {
            SignalAction::End
        }
    }

    pub fn thread_state(&mut self, tid: Tid, name: String, state: ThreadState) {
        let wait = match state {
            ThreadState::Ended => {
                self.threads.remove(&tid);
                return;
            }
            ThreadState::Started | ThreadState::Running => None,
            ThreadState::Waiting { label, on, .. } => Some(Wait { label, on }),
        };
        self.threads.insert(tid, Thread { name, wait });
    }

    /// The event to send if the state changed since the last one.
    pub fn changed_state(&mut self, time: f64) -> Option<ProcessEvent> {
        let now = self.state()?;
        if self.reported.as_ref() == Some(&now) {
            return None;
        }
        self.reported = Some(now.clone());
        Some(self.event(now.0, now.1, time))
    }

    pub fn event(&self, state: ProcessState, waiting_on: Option<String>, time: f64) -> ProcessEvent {
        ProcessEvent {
            pid: self.pid,
            ppid: self.ppid,
            name: self.name.clone(),
            state,
            waiting_on,
            exit_code: self.exit_code,
            time,
        }
    }

    /// None before the first thread has reported itself and after the end.
    fn state(&self) -> Option<(ProcessState, Option<String>)> {
        if self.threads.is_empty() || !self.is_alive() {
            return None;
        }
        if self.threads.values().any(|thread| thread.wait.is_none()) {
            return Some((ProcessState::Running, None));
        }
        let label = self.threads.values().find_map(|thread| thread.wait.as_ref()).map(|wait| wait.label.clone());
        Some((ProcessState::Waiting, label))
    }
}

/// What a signal does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignalAction {
    /// The process has a handler.
    Handle,
    Ignore,
    End,
}
