//! The kernel: everything that processes share, as a state machine.
//!
//! `Kernel::handle` takes one message of one process and appends what is to be done to a list of
//! effects. Architecture invariant: there is no clock, no thread and no browser here, and nothing of
//! the VM; the time it is given is written into the trace and read nowhere. Timeouts are the
//! waiting process's own: it sends `Cancel`, and is answered with the result or with `Cancelled`.

mod any;
mod deadlock;
mod effect;
mod input;
mod memory;
mod office;
mod output;
mod pipe;
mod process;
mod queue;
mod semaphore;
mod stream;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use effect::{Effect, ProcessEvent, ProcessState};
pub use stream::{DUPLEX_CAPACITY, PIPE_CAPACITY};

use crate::{
    trace::{RunSummary, Trace, chrome_json},
    wire::{
        Boot, CallId, Pid, Reply, StartMethod, Tid, ToKernel, ToProcess, Waitable, WireError, decode_batch, encode,
    },
};
use any::{AnyWaits, ready_indices};
use input::Input;
use memory::Memories;
use office::{Item, Office, Subject, Waiter};
use output::Output;
use pipe::Pipes;
use process::{Process, SIGINT, SIGKILL, SIGTERM, SignalAction};
use queue::Queues;
use semaphore::Semaphores;

const EAGAIN: i32 = 11;
const ESRCH: i32 = 3;
const ENOSYS: i32 = 38;
/// What a wasm trap ends a process with, as a crash of the interpreter would: SIGSEGV.
const CRASHED: i32 = -11;

/// What a host decides about a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Most processes alive at once.
    pub max_processes: usize,
    /// The main process's pid; the others count on from it.
    pub first_pid: u32,
    /// Whether the host can copy a process.
    pub can_fork: bool,
    /// Whether text for standard input may come.
    pub stdin: bool,
    /// How many records the trace keeps; 0 for no trace.
    pub trace_limit: usize,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            max_processes: 64,
            first_pid: 10,
            can_fork: false,
            stdin: false,
            trace_limit: crate::trace::DEFAULT_LIMIT,
        }
    }
}

/// The process table and all that processes share.
pub struct Kernel {
    config: Config,
    processes: BTreeMap<Pid, Process>,
    main: Pid,
    next_pid: u32,
    semaphores: Semaphores,
    queues: Queues,
    pipes: Pipes,
    memories: Memories,
    any: AnyWaits,
    input: Input,
    output: Output,
    office: Office,
    deadlock_told: bool,
}

impl Kernel {
    /// A kernel without processes.
    pub fn new(config: Config) -> Kernel {
        let mut input = Input::default();
        let mut office = Office::default();
        office.trace = Trace::new(config.trace_limit);
        if !config.stdin {
            input.close(&mut office);
        }
        Kernel {
            main: Pid(config.first_pid),
            next_pid: config.first_pid,
            config,
            processes: BTreeMap::new(),
            semaphores: Semaphores::default(),
            queues: Queues::default(),
            pipes: Pipes::default(),
            memories: Memories::default(),
            any: AnyWaits::default(),
            input,
            output: Output::default(),
            office,
            deadlock_told: false,
        }
    }

    /// Starts the program.
    pub fn start_main(&mut self, boot: Boot, now: f64, effects: &mut Vec<Effect>) -> Pid {
        self.office.now = now;
        self.start(Pid::INIT, false, boot);
        self.hand_out(effects);
        self.main
    }

    /// Takes a message of process `from`.
    pub fn handle(&mut self, from: Pid, message: ToKernel, now: f64, effects: &mut Vec<Effect>) {
        if !self.is_alive(from) {
            return;
        }
        self.office.now = now;
        let may_deadlock = matches!(message, ToKernel::Idle { .. } | ToKernel::Exit { .. });
        self.deadlock_told &= may_deadlock;
        self.dispatch(from, message);
        self.settle();
        if may_deadlock {
            self.tell_deadlock();
        }
        self.hand_out(effects);
    }

    /// Takes an encoded batch of messages of process `from`.
    pub fn handle_bytes(&mut self, from: Pid, batch: &[u8], now: f64) -> Result<Vec<Effect>, WireError> {
        let mut effects = Vec::new();
        for message in decode_batch(batch)? {
            self.handle(from, message, now, &mut effects);
        }
        Ok(effects)
    }

    /// The VM of a process broke down; its siblings go on.
    pub fn process_crashed(&mut self, pid: Pid, now: f64, effects: &mut Vec<Effect>) {
        self.end_from_outside(pid, CRASHED, now, effects);
    }

    /// A process that was to start did not.
    pub fn process_could_not_start(&mut self, pid: Pid, why: &str, now: f64, effects: &mut Vec<Effect>) {
        let Some(name) = self.processes.get(&pid).map(|process| process.name.clone()) else { return };
        self.office.now = now;
        let text = format!("{name} (pid {pid}) could not be started: {why}\n");
        self.write(pid, Tid(0), crate::wire::Stream::Stderr, text.as_bytes());
        self.end_from_outside(pid, 1, now, effects);
    }

    /// Ends a process that did not end itself after `Effect::KillSoon`.
    pub fn kill_now(&mut self, pid: Pid, now: f64, effects: &mut Vec<Effect>) {
        let signal = self.processes.get(&pid).and_then(|process| process.dying).unwrap_or(SIGKILL);
        self.end_from_outside(pid, -i32::from(signal), now, effects);
    }

    /// Ctrl-C: SIGINT to every process.
    pub fn interrupt(&mut self, now: f64, effects: &mut Vec<Effect>) {
        self.office.now = now;
        for pid in self.living() {
            self.signal(pid, SIGINT);
        }
        self.settle();
        self.hand_out(effects);
    }

    /// Text for standard input.
    pub fn send_input(&mut self, text: &str, now: f64, effects: &mut Vec<Effect>) {
        self.office.now = now;
        self.input.feed(text, &mut self.office);
        self.hand_out(effects);
    }

    /// The end of standard input.
    pub fn close_input(&mut self, now: f64, effects: &mut Vec<Effect>) {
        self.office.now = now;
        self.input.close(&mut self.office);
        self.hand_out(effects);
    }

    /// Appends a `Process` effect for each process that began to run or to wait since the last call.
    /// A host calls this as often as it wants to show it.
    pub fn report_states(&mut self, now: f64, effects: &mut Vec<Effect>) {
        let events = self.processes.values_mut().filter_map(|process| process.changed_state(now));
        effects.extend(events.map(Effect::Process));
    }

    /// The pids of the processes that live.
    pub fn living(&self) -> Vec<Pid> {
        self.processes.values().filter(|process| process.is_alive()).map(|process| process.pid).collect()
    }

    /// Whether no process is left; false before the start.
    pub fn is_finished(&self) -> bool {
        !self.processes.is_empty() && !self.processes.values().any(Process::is_alive)
    }

    /// The exit status of a process, negative for a signal; None while it lives.
    pub fn exit_code(&self, pid: Pid) -> Option<i32> {
        self.processes.get(&pid)?.exit_code
    }

    /// The main process's pid.
    pub fn main_pid(&self) -> Pid {
        self.main
    }

    /// The trace as Chrome Trace Event JSON.
    pub fn trace_json(&self, now: f64) -> String {
        chrome_json(&self.office.trace, now)
    }

    /// The processes of the run, and how many of them ran at once.
    pub fn summary(&self, now: f64) -> RunSummary {
        RunSummary::new(&self.office.trace, now)
    }

    /// What the kernel saw.
    pub fn trace(&self) -> &Trace {
        &self.office.trace
    }

    /// Who waits for what, one line for each waiting thread.
    pub fn wait_graph(&self) -> Vec<String> {
        deadlock::wait_lines(self)
    }

    /// In words, why nothing will ever happen again; None as long as something may.
    pub fn deadlock(&self) -> Option<String> {
        deadlock::report(self)
    }
}

/// Messages.
impl Kernel {
    fn dispatch(&mut self, pid: Pid, message: ToKernel) {
        let waiter = |call, tid| Waiter { pid, call, tid };
        let caller = |call| Waiter { pid, call, tid: Tid(0) };
        let office = &mut self.office;
        match message {
            ToKernel::Output { stream, tid, text } => self.write(pid, tid, stream, &text),
            ToKernel::ReadLine { call, .. } if pid != self.main => office.reply(caller(call), Reply::EndOfFile),
            ToKernel::ReadLine { call, prompt } => self.input.read_line(caller(call), prompt, office),
            ToKernel::ThreadState { tid, name, at, state } => {
                office.trace.thread(pid, tid, &name, at, &state);
                self.process(pid).thread_state(tid, name, state);
            }
            ToKernel::Idle { received } => self.process(pid).idle = Some(received),
            ToKernel::Spawn { call, method, daemon, boot, ends } => {
                let reply = self.spawn(pid, call, method, daemon, *boot, &ends);
                self.office.reply(caller(call), reply);
            }
            ToKernel::SetProcessName { name } => {
                office.trace.process_renamed(pid, &name);
                self.process(pid).name = name;
            }
            ToKernel::Kill { call, pid: target, signal } => {
                let reply = self.kill(target, signal);
                if let Some(call) = call {
                    self.office.reply(caller(call), reply);
                }
            }
            ToKernel::HandleSignal { signal, handled } => self.process(pid).handle_signal(signal, handled),
            ToKernel::Exit { code } => self.end(pid, code),
            ToKernel::Cancel { call } => self.cancel(pid, call),

            ToKernel::CreateSemaphore { sem, value, max, what } => {
                self.semaphores.create(pid, sem, value, max, what);
            }
            ToKernel::Acquire { call, sem, tid, blocking } => {
                self.semaphores.acquire(sem, waiter(call, tid), blocking, office);
            }
            ToKernel::Release { call, sem } => self.semaphores.release(sem, pid, call.map(caller), office),
            ToKernel::ReturnLease { sem, value, held, waiters } => {
                self.semaphores.give_back(sem, pid, value, held, waiters, office);
            }
            ToKernel::SemaphoreValue { call, sem } => self.semaphores.value(sem, caller(call), office),

            ToKernel::CreateQueue { queue, max_items, what } => self.queues.create(queue, max_items, what),
            ToKernel::Put { call, queue, tid, at, item, ends, until } => {
                self.pipes.send_off(&ends);
                let item = Item { bytes: item, ends, sent: (pid, tid, at), sender: None };
                self.queues.put(queue, call.map(|call| waiter(call, tid)), item, until, office);
            }
            ToKernel::Get { call, queue, tid, blocking } => {
                self.queues.get(queue, waiter(call, tid), blocking, office);
            }
            ToKernel::Flush { call, queues } => self.queues.flush(caller(call), queues, office),
            ToKernel::QueueState { call, queue } => self.queues.state(queue, caller(call), office),
            ToKernel::TaskDone { call, queue } => self.queues.task_done(queue, caller(call), office),
            ToKernel::JoinQueue { call, queue } => self.queues.join(queue, caller(call), office),

            ToKernel::CreatePipe { pipe, duplex, what } => self.pipes.create(pid, pipe, duplex, what),
            ToKernel::ClosePipe { end } => self.pipes.close(pid, end, office),
            ToKernel::Send { call, end, tid, at, item, ends } => {
                self.pipes.send_off(&ends);
                let item = Item { bytes: item, ends, sent: (pid, tid, at), sender: None };
                self.pipes.send(end, waiter(call, tid), item, office);
            }
            ToKernel::Receive { call, end, tid, blocking } => {
                self.pipes.receive(end, waiter(call, tid), blocking, office);
            }
            ToKernel::WaitAny { call, on, blocking: true } => self.any.wait(caller(call), on, office),
            ToKernel::WaitAny { call, on, blocking: false } => {
                let ready = ready_indices(&on, |what| self.is_ready(what));
                self.office.reply(caller(call), Reply::Ready { ready });
            }

            ToKernel::CreateMemory { memory, bytes } => self.memories.create(pid, memory, bytes),
            ToKernel::BorrowMemory { call, memory } => self.memories.borrow(memory, caller(call), office),
            ToKernel::ReturnMemory { memory, bytes } => self.memories.give_back(memory, pid, bytes, office),
        }
    }

    /// Gives up a request; if it is not waiting any more, its answer is on its way.
    fn cancel(&mut self, pid: Pid, call: CallId) {
        if self.office.subject(pid, call).is_some() {
            self.forget(pid, call);
            self.office.reply(Waiter { pid, call, tid: Tid(0) }, Reply::Cancelled);
        }
    }

    /// Takes a waiting request out of wherever it waits.
    fn forget(&mut self, pid: Pid, call: CallId) {
        let office = &mut self.office;
        match office.unpark(pid, call) {
            None => {}
            Some(Subject::Semaphore(sem)) => self.semaphores.forget(sem, pid, call),
            Some(Subject::QueueItem(queue) | Subject::QueueRoom(queue) | Subject::QueueDone(queue)) => {
                self.queues.forget(queue, pid, call, office);
            }
            Some(Subject::PipeItem(end) | Subject::PipeRoom(end)) => self.pipes.forget(end, pid, call, office),
            Some(Subject::Memory(memory)) => self.memories.forget(memory, pid, call),
            Some(Subject::Flush) => self.queues.forget_flush(pid, call),
            Some(Subject::Any) => self.any.forget(pid, call),
            Some(Subject::Input) => self.input.forget(pid, call),
        }
    }

    fn write(&mut self, pid: Pid, tid: Tid, stream: crate::wire::Stream, bytes: &[u8]) {
        let text = self.output.text(pid, stream, bytes);
        if !text.is_empty() {
            let process = self.process(pid).name.clone();
            let time = self.office.now;
            self.office.effects.push(Effect::Output { pid, tid, process, stream, text, time });
        }
    }

    fn is_ready(&self, what: Waitable) -> bool {
        match what {
            Waitable::Pipe(end) => self.pipes.is_ready(end),
            Waitable::Queue(queue) => self.queues.is_ready(queue),
            Waitable::Process(pid) => !self.is_alive(pid),
        }
    }

    /// Moves pipe ends that travelled in items, and answers those who wait for one of several things.
    fn settle(&mut self) {
        for (pid, ends) in std::mem::take(&mut self.office.arrived) {
            self.pipes.arrive(pid, &ends);
        }
        while let Some(end) = self.office.dropped.pop() {
            self.pipes.lose(end, &mut self.office);
        }
        if self.any.is_empty() {
            return;
        }
        let mut any = std::mem::take(&mut self.any);
        let mut office = std::mem::take(&mut self.office);
        any.settle(&mut office, |what| self.is_ready(what));
        self.office = office;
        self.any = any;
    }

    fn hand_out(&mut self, effects: &mut Vec<Effect>) {
        effects.append(&mut self.office.effects);
    }

    fn tell_deadlock(&mut self) {
        if self.deadlock_told {
            return;
        }
        if let Some(text) = self.deadlock() {
            self.deadlock_told = true;
            self.office.effects.push(Effect::Deadlock { text, time: self.office.now });
        }
    }
}

/// Processes.
impl Kernel {
    fn process(&mut self, pid: Pid) -> &mut Process {
        self.processes.get_mut(&pid).expect("only a process that was started is heard")
    }

    fn is_alive(&self, pid: Pid) -> bool {
        self.processes.get(&pid).is_some_and(Process::is_alive)
    }

    fn spawn(
        &mut self,
        parent: Pid,
        call: CallId,
        method: StartMethod,
        daemon: bool,
        boot: Boot,
        ends: &[crate::wire::PipeEnd],
    ) -> Reply {
        if self.living().len() >= self.config.max_processes {
            return refuse(EAGAIN, format!("at most {} processes may be alive at once", self.config.max_processes));
        }
        if method != StartMethod::Fork {
            let pid = self.start(parent, daemon, boot);
            self.pipes.hold(pid, ends);
            return Reply::Spawned { pid };
        }
        if !self.config.can_fork {
            return refuse(ENOSYS, "the start method 'fork' is not available here; use 'spawn'".to_owned());
        }
        let pid = self.fork(parent, call, daemon, boot.name);
        Reply::Spawned { pid }
    }

    fn start(&mut self, parent: Pid, daemon: bool, mut boot: Boot) -> Pid {
        let pid = self.register(parent, daemon, &boot.name);
        (boot.pid, boot.ppid) = (pid, parent);
        let (name, boot) = (boot.name.clone(), encode(&boot).into());
        self.office.effects.push(Effect::StartProcess { pid, ppid: parent, name, boot });
        pid
    }

    fn fork(&mut self, parent: Pid, call: CallId, daemon: bool, name: String) -> Pid {
        let pid = self.register(parent, daemon, &name);
        if let Some(mut child) = self.processes.remove(&pid) {
            child.inherit_handlers(&self.processes[&parent]);
            self.processes.insert(pid, child);
        }
        self.pipes.fork(parent, pid);
        self.office.effects.push(Effect::ForkProcess { pid, parent, name });
        self.office.deliver(pid, ToProcess::Forked { call, pid, ppid: parent });
        pid
    }

    fn register(&mut self, ppid: Pid, daemon: bool, name: &str) -> Pid {
        let pid = Pid(self.next_pid);
        self.next_pid += 1;
        let process = Process::new(pid, ppid, name.to_owned(), daemon);
        let now = self.office.now;
        self.office.trace.process_started(pid, ppid, name, now);
        self.office.effects.push(Effect::Process(process.event(ProcessState::Start, None, now)));
        self.office.open_mailbox(pid);
        self.processes.insert(pid, process);
        pid
    }

    fn kill(&mut self, target: Pid, signal: u8) -> Reply {
        if !self.is_alive(target) {
            return refuse(ESRCH, "No such process".to_owned());
        }
        if signal != 0 {
            self.signal(target, signal);
        }
        Reply::Done
    }

    fn signal(&mut self, pid: Pid, signal: u8) {
        match self.process(pid).action(signal) {
            SignalAction::Ignore => {}
            SignalAction::Handle => self.office.deliver(pid, ToProcess::Signal { signal }),
            SignalAction::End => self.begin_to_end(pid, signal),
        }
    }

    /// Ends a process by a signal: at once, or when it has handed its leases back, whose values it
    /// alone knows. A lock that it holds then stays locked, as CPython's does.
    fn begin_to_end(&mut self, pid: Pid, signal: u8) {
        if self.process(pid).dying.is_some() {
            return;
        }
        if self.semaphores.any_leased_to(pid) || self.memories.any_leased_to(pid) {
            self.process(pid).dying = Some(signal);
            self.office.deliver(pid, ToProcess::Signal { signal });
            self.office.effects.push(Effect::KillSoon { pid });
        } else {
            self.end_by_force(pid, -i32::from(signal));
        }
    }

    fn end_from_outside(&mut self, pid: Pid, code: i32, now: f64, effects: &mut Vec<Effect>) {
        self.office.now = now;
        if self.is_alive(pid) {
            self.end_by_force(pid, code);
            self.settle();
            self.tell_deadlock();
        }
        self.hand_out(effects);
    }

    fn end_by_force(&mut self, pid: Pid, code: i32) {
        self.office.effects.push(Effect::KillProcess { pid });
        self.end(pid, code);
    }

    fn end(&mut self, pid: Pid, code: i32) {
        let now = self.office.now;
        let process = self.process(pid);
        process.exit_code = Some(code);
        process.threads.clear();
        let event = process.event(ProcessState::Exit, None, now);
        self.office.effects.push(Effect::Process(event));
        self.office.trace.process_ended(pid, code, now);
        self.let_go(pid);
        self.tell_family(pid, code);
        if pid == self.main {
            self.end_daemons();
        }
        if self.is_finished() {
            let exit_code = self.processes[&self.main].exit_code.unwrap_or(0);
            self.office.effects.push(Effect::Finished { exit_code, time: now });
        }
    }

    /// Closes and drops all that a process had.
    fn let_go(&mut self, pid: Pid) {
        for call in self.office.parked_calls(pid) {
            self.forget(pid, call);
        }
        self.office.close_mailbox(pid);
        self.semaphores.process_ended(pid, &mut self.office);
        self.memories.process_ended(pid, &mut self.office);
        self.queues.process_ended(pid, &mut self.office);
        self.pipes.process_ended(pid, &mut self.office);
    }

    fn tell_family(&mut self, pid: Pid, code: i32) {
        let parent = self.processes[&pid].ppid;
        self.office.deliver(parent, ToProcess::ChildExited { pid, code });
        let children: Vec<Pid> = self.processes.values().filter(|child| child.ppid == pid).map(|child| child.pid).collect();
        for child in children {
            self.process(child).ppid = Pid::INIT;
            self.office.deliver(child, ToProcess::ParentExited { code });
        }
    }

    /// The main process ends its daemons itself when it exits in order. One that crashed or was
    /// killed cannot, and nobody else would: the run would never be over.
    fn end_daemons(&mut self) {
        for pid in self.living() {
            if self.processes[&pid].daemon && self.is_alive(pid) {
                self.end_by_force(pid, -i32::from(SIGTERM));
            }
        }
    }
}

fn refuse(errno: i32, text: String) -> Reply {
    Reply::Failed { errno, text }
}
