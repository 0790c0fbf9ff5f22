//! The scheduler: which green thread holds the interpreter, for how long, and what wakes the others.
//!
//! A thread keeps the interpreter for the switch interval, as under CPython's GIL, unless it waits or
//! ends. A slice ends when no thread can run, or after `Host::slice_ms`, so that messages get in.

use crate::object::*;
use crate::vm::frame::Then;
use crate::vm::native::Escape;
use crate::vm::run::Pause;
use crate::vm::thread::{Thread, ThreadState};
use crate::vm::wait::{FOR_LOCK, Wait, WaitOn, Woken};
use crate::vm::Vm;
use crate::wire::{self, CallId, Tid, ToKernel, ToProcess};

/// How long a slice lasts at most while the browser compiles for this process.
const SLICE_WHILE_COMPILING_MS: f64 = 1.0;

/// What a slice says at its end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Slice {
    Ready,
    /// Every thread waits, until this time or for a message.
    Waiting { until: Option<f64> },
    Exited(i32),
}

impl Vm {
    /// Starts a thread that calls `callable`.
    pub fn spawn_thread(
        &mut self,
        callable: Value,
        arguments: &[Value],
        keywords: &[(Ref<Str>, Value)],
    ) -> Result<Tid, Escape> {
        let tid = Tid(self.next_tid);
        self.next_tid += 1;
        if std::mem::take(&mut self.thread.starts_unseen) {
            self.unseen_threads.insert(tid);
        }
        let blocked = self.thread.blocked;
        let current = std::mem::replace(&mut self.thread, Thread { blocked, ..Thread::new(tid) });
        let started = self.call(callable, arguments, keywords, Then::EndThread);
        let thread = std::mem::replace(&mut self.thread, current);
        match started {
            Ok(()) | Err(Escape::Pause) => self.others.push(thread),
            Err(escape) => return Err(escape),
        }
        self.report_state(tid, wire::ThreadState::Started);
        Ok(tid)
    }

    /// The thread in which the program runs.
    pub fn main_tid(&self) -> Tid {
        self.main_thread
    }

    /// Dead as soon as the running thread has ended.
    pub fn thread_life(&mut self) -> std::rc::Weak<()> {
        self.thread.life()
    }

    /// The running thread.
    pub fn current_tid(&self) -> Tid {
        self.thread.tid
    }

    /// How many threads there are beside the running one.
    pub fn other_threads(&self) -> i64 {
        self.others.len() as i64
    }

    /// Ends the process with this exit status at the next look.
    pub fn end_process(&mut self, code: i32) {
        self.exit_code = Some(code);
        self.fuel = 0;
    }

    /// Parks the current thread; the result of its wait goes to `then`.
    pub(super) fn park(&mut self, wait: Box<Wait>, then: Then) {
        self.wait_count += 1;
        self.thread.waiting_since = self.wait_count;
        self.thread.waiting_then = Some(then);
        self.report_waiting(&wait);
        self.thread.state = ThreadState::Waiting(wait);
    }

    /// Wakes the thread that has waited longest for `key`; returns whether there was one.
    pub fn wake(&mut self, key: u64, value: Value) -> bool {
        let waits = |thread: &Thread| match &thread.state {
            ThreadState::Waiting(wait) => wait.on == WaitOn::Key(key) && thread.pending_exception.is_none(),
            _ => false,
        };
        // The current thread waits too when a message from the kernel wakes it.
        let threads = std::iter::once(&mut self.thread).chain(&mut self.others);
        let oldest = threads.filter(|thread| waits(thread)).min_by_key(|thread| thread.waiting_since);
        match oldest {
            Some(thread) => {
                thread.wake(Woken::Notified(value));
                true
            }
            None => false,
        }
    }

    /// What the threads that wait for `key` have put by for then.
    pub fn states_waiting_for(&self, key: u64) -> impl Iterator<Item = &[Value]> {
        std::iter::once(&self.thread).chain(&self.others).filter_map(move |thread| match &thread.state {
            ThreadState::Waiting(wait) if wait.on == WaitOn::Key(key) => Some(&wait.state[..]),
            _ => None,
        })
    }

    /// How many threads wait for `key`.
    pub fn waiters(&self, key: u64) -> usize {
        let waits = |thread: &&Thread| {
            matches!(&thread.state, ThreadState::Waiting(wait) if wait.on == WaitOn::Key(key))
        };
        self.others.iter().filter(waits).count()
    }

    /// Takes a message from the kernel.
    pub fn deliver_message(&mut self, message: ToProcess) {
        if let ToProcess::Forked { call, pid, ppid } = message {
            self.become_child(call, pid, ppid);
        }
        crate::stdlib::delivered(self, &message);
        if let ToProcess::Reply { call, .. } | ToProcess::Forked { call, .. } = message {
            self.forking.take_if(|forking| *forking == call);
            let mut threads = std::iter::once(&mut self.thread).chain(&mut self.others);
            if let Some(thread) = threads.find(|thread| thread.awaits(call)) {
                thread.wake(Woken::Reply(message));
            }
        }
    }

    /// Runs threads until none can run or the slice is over.
    pub fn run_slice(&mut self) -> Slice {
        let start = self.host.monotonic_ms();
        loop {
            if let Some(code) = self.exit_code {
                self.finish_process();
                return Slice::Exited(code);
            }
            let now = self.host.monotonic_ms();
            crate::stdlib::ring_alarm(self, now);
            self.wake_expired(now);
            self.refill_watch(now);
            if self.forking.is_some() || !self.choose_thread(now) {
                if self.forking.is_none() && self.collect_idly(now) {
                    continue;
                }
                self.flush_output();
                crate::stdlib::slice_ended(self);
                let until = if self.forking.is_some() { None } else { self.next_deadline() };
                return Slice::Waiting { until };
            }
            self.finalization.idle.note_run();
            self.fuel = self.host.fuel();
            self.tiering.set_down(&mut self.heap);
            let pause = self.run_thread();
            if pause == Pause::Ended {
                self.end_thread();
            }
            let after = self.host.monotonic_ms();
            // What is to be compiled goes out with the end of the slice, and what was comes in between two.
            let compiles = pause == Pause::Fuel && self.sample(after - now);
            let limit = if self.tiering.is_waiting() { SLICE_WHILE_COMPILING_MS } else { self.host.slice_ms() };
            if (compiles || after - start >= limit) && self.exit_code.is_none() {
                self.flush_output();
                crate::stdlib::slice_ended(self);
                return Slice::Ready;
            }
        }
    }

    fn wake_expired(&mut self, now: f64) {
        for thread in std::iter::once(&mut self.thread).chain(&mut self.others) {
            if let ThreadState::Waiting(wait) = &thread.state
                && wait.deadline.is_some_and(|deadline| deadline <= now)
            {
                thread.wake(Woken::Timeout);
            }
        }
    }

    fn next_deadline(&self) -> Option<f64> {
        let threads = std::iter::once(&self.thread).chain(&self.others);
        let deadlines = threads.filter_map(|thread| match &thread.state {
            ThreadState::Waiting(wait) => wait.deadline,
            _ => None,
        });
        deadlines.chain(self.stdlib.alarm.next()).chain(self.next_idle_collection()).min_by(f64::total_cmp)
    }

    /// Makes a thread that can run the current one: the same, unless its turn is over or it waits.
    fn choose_thread(&mut self, now: f64) -> bool {
        let next = self.others.iter().position(Thread::can_run);
        let keep = self.thread.can_run() && (next.is_none() || now - self.turn < self.stdlib.switch_interval * 1000.0);
        if keep {
            return true;
        }
        let Some(next) = next else { return false };
        self.turn = now;
        let thread = self.others.remove(next);
        let previous = std::mem::replace(&mut self.thread, thread);
        if previous.can_run() {
            let gil = wire::ThreadState::Waiting { label: "the GIL".to_owned(), on: wire::WaitOn::Gil, deadline: false };
            self.report_state(previous.tid, gil);
        }
        if !matches!(previous.state, ThreadState::Finished) {
            self.others.push(previous);
        }
        self.report_state(self.thread.tid, wire::ThreadState::Running);
        true
    }

    fn run_thread(&mut self) -> Pause {
        match std::mem::replace(&mut self.thread.state, ThreadState::Ready) {
            ThreadState::Woken(wait, woken) => {
                self.report_state(self.thread.tid, wire::ThreadState::Running);
                let then = self.thread.waiting_then.take().expect("a parked thread knows where its result goes");
                if let Err(pause) = self.resume_wait(*wait, woken, then) {
                    return pause;
                }
            }
            ThreadState::Waiting(wait) => {
                // Only an exception from outside makes a waiting thread run.
                if let WaitOn::Kernel(call) = wait.on {
                    crate::stdlib::wait_given_up(self, CallId(call));
                }
                self.thread.waiting_then = None;
            }
            state => self.thread.state = state,
        }
        if let Some(exception) = self.thread.pending_exception.take()
            && let Some(pause) = self.escape_from_loop(Escape::Raise(exception))
        {
            return pause;
        }
        self.thread.jumped = false;
        self.execute()
    }

    fn resume_wait(&mut self, wait: Wait, woken: Woken, then: Then) -> Result<(), Pause> {
        let result = match (wait.resume)(self, &wait.state, woken) {
            Ok(value) => self.complete(then, value),
            Err(Escape::Raise(exception)) => match self.catch(then, exception) {
                Ok(Some(exception)) => Err(Escape::Raise(exception)),
                Ok(None) => Ok(()),
                Err(escape) => Err(escape),
            },
            Err(escape) => self.escape_into(escape, then),
        };
        let pause = match result {
            Ok(()) => None,
            Err(escape) => self.escape_from_loop(escape),
        };
        pause.map_or(Ok(()), Err)
    }

    /// The current thread is over. What it called reports its own exceptions.
    fn end_thread(&mut self) {
        self.thread.state = ThreadState::Finished;
        if self.thread.signal_depth > 0 {
            return self.end_signal_handler();
        }
        if self.thread.tid == self.main_thread {
            // The prelude's `_run_main` sets the exit code; only its own failure comes here without one.
            self.exit_code.get_or_insert(1);
        }
        self.thread.life = None;
        let tid = self.thread.tid;
        self.report_state(tid, wire::ThreadState::Ended);
        self.thread_names.remove(&tid);
        self.unseen_threads.remove(&tid);
        crate::stdlib::thread_ended(self, tid);
    }

    /// The main thread begins to run.
    pub(super) fn report_start(&mut self) {
        self.report_state(self.main_thread, wire::ThreadState::Started);
        self.report_state(self.main_thread, wire::ThreadState::Running);
    }

    pub(super) fn report_state(&mut self, tid: Tid, state: wire::ThreadState) {
        if !self.boot.flags.trace || self.unseen_threads.contains(&tid) {
            return;
        }
        let (at, name) = (self.host.monotonic_ms(), self.thread_name(tid));
        self.flush_output();
        self.host.send(ToKernel::ThreadState { tid, name, at, state });
    }

    pub(super) fn report_waiting(&mut self, wait: &Wait) {
        let on = match wait.on {
            WaitOn::Time => wire::WaitOn::Timer,
            WaitOn::Key(_) => wait.subject.unwrap_or(wire::WaitOn::ThreadLock(None)),
            WaitOn::Kernel(call) => wait.subject.unwrap_or(wire::WaitOn::Call(CallId(call))),
        };
        let label = match on {
            wire::WaitOn::Thread(tid) => format!("{} {}", wait.label, self.thread_name(tid)),
            wire::WaitOn::ThreadLock(holder) if self.boot.flags.trace && wait.label == FOR_LOCK => match (self.purpose_of_lock(), holder) {
                (Some(purpose), _) => purpose.to_owned(),
                (None, Some(_)) => FOR_LOCK.to_owned(),
                (None, None) => format!("a {FOR_LOCK} that it has acquired itself"),
            },
            _ => wait.label.to_string(),
        };
        let state = wire::ThreadState::Waiting { label, on, deadline: wait.deadline.is_some() };
        self.report_state(self.thread.tid, state);
    }

    fn thread_name(&self, tid: Tid) -> String {
        match self.thread_names.get(&tid) {
            Some(name) => name.clone(),
            None if tid == self.main_thread => "MainThread".to_string(),
            None => format!("Thread-{}", tid.0),
        }
    }
}

impl Thread {
    fn can_run(&self) -> bool {
        match self.state {
            _ if self.held => false,
            ThreadState::Ready | ThreadState::Woken(..) => true,
            ThreadState::Waiting(_) => self.pending_exception.is_some(),
            ThreadState::Finished => false,
        }
    }

    /// Whether the answer to `call` is for this thread. It also is where the time is up but the thread has not run
    /// since: it has not given the call up yet, and the kernel answers only once.
    fn awaits(&self, call: CallId) -> bool {
        match &self.state {
            ThreadState::Waiting(wait) | ThreadState::Woken(wait, Woken::Timeout) => wait.on == WaitOn::Kernel(call.0),
            _ => false,
        }
    }

    /// Ends the thread's wait, also one whose time is up.
    fn wake(&mut self, woken: Woken) {
        self.state = match std::mem::replace(&mut self.state, ThreadState::Ready) {
            ThreadState::Waiting(wait) | ThreadState::Woken(wait, Woken::Timeout) => ThreadState::Woken(wait, woken),
            state => state,
        };
    }
}
