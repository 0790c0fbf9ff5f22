//! The kernel: everything that processes share, as a state machine.
//!
//! `Kernel::handle` takes one message of one process and appends what is to be done to a list of
//! effects. Architecture invariant: there is no clock, no thread and no browser here, and nothing of
//! the VM; the time it is given is written into the trace and read nowhere. Timeouts are the
//! waiting process's own: it sends `Cancel`, and is answered with the result or with `Cancelled`.

mod any;
mod byte_pipe;
mod deadlock;
mod dispatch;
mod effect;
mod files;
mod input;
mod lending;
mod lifecycle;
mod memory;
mod names;
mod office;
mod output;
mod pipe;
mod process;
mod queue;
mod semaphore;
mod stream;
#[cfg(test)]
mod tests;

pub use effect::{Effect, ProcessEvent, ProcessState};
pub use stream::{DUPLEX_CAPACITY, PIPE_CAPACITY};

use crate::sorted::{SortedMap, SortedSet};
use crate::{
    trace::{RunSummary, Trace, chrome_json},
    wire::{Boot, Bytes, CallId, Pid, Reply, SIGINT, SIGKILL, Stream, Tid, ToKernel, WireError, decode_batch},
};
use any::AnyWaits;
use byte_pipe::BytePipes;
use files::Files;
use input::Input;
use memory::Memories;
use names::Names;
use office::{Office, Subject, Waiter};
use output::Output;
use pipe::Pipes;
use process::Process;
use queue::Queues;
use semaphore::Semaphores;

/// What a wasm trap ends a process with, as a crash of the interpreter would: SIGSEGV.
const CRASHED: i32 = -11;

/// `No such file or directory`.
const ENOENT: i32 = 2;

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
    /// Files that are there from the start, by their absolute paths.
    pub files: Vec<(String, Bytes)>,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            max_processes: 64,
            first_pid: Pid::MAIN.0,
            can_fork: false,
            stdin: false,
            trace_limit: crate::trace::DEFAULT_LIMIT,
            files: Vec::new(),
        }
    }
}

/// The process table and all that processes share.
pub struct Kernel {
    config: Config,
    processes: SortedMap<Pid, Process>,
    main: Pid,
    next_pid: u32,
    semaphores: Semaphores,
    queues: Queues,
    pipes: Pipes,
    memories: Memories,
    names: Names,
    files: Files,
    byte_pipes: BytePipes,
    any: AnyWaits,
    input: Input,
    output: Output,
    office: Office,
    deadlock_told: bool,
    /// Hints that were given.
    hints: SortedSet<String>,
    finish_told: bool,
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
            processes: SortedMap::new(),
            semaphores: Semaphores::default(),
            queues: Queues::default(),
            pipes: Pipes::default(),
            memories: Memories::default(),
            names: Names::default(),
            files: Files::new(),
            byte_pipes: BytePipes::default(),
            any: AnyWaits::default(),
            input,
            output: Output::default(),
            office,
            deadlock_told: false,
            hints: SortedSet::new(),
            finish_told: false,
        }
    }

    /// Starts the program.
    pub fn start_main(&mut self, boot: Boot, now: f64, effects: &mut Vec<Effect>) -> Pid {
        self.office.now = now;
        for (path, content) in std::mem::take(&mut self.config.files) {
            self.files.add_file(&path, content);
        }
        self.files.add_main(&boot.main);
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
        let Some(name) = self.processes.get(&pid).filter(|process| process.is_alive()).map(|process| process.name.clone()) else { return };
        self.office.now = now;
        let text = format!("{name} (pid {pid}) could not be started: {why}\n");
        self.write(pid, Tid(0), Stream::Stderr, text.as_bytes());
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

    /// The pack that `Effect::LibraryWanted` asked for, or why it cannot be had.
    pub fn library_read(&mut self, pid: Pid, call: CallId, pack: Result<Vec<u8>, String>, now: f64, effects: &mut Vec<Effect>) {
        if self.office.subject(pid, call) != Some(Subject::Library) {
            return;
        }
        self.office.now = now;
        let reply = match pack {
            Ok(pack) => Reply::Asset { pack: Bytes(pack) },
            Err(text) => Reply::Failed { errno: ENOENT, text },
        };
        self.office.reply(Waiter { pid, call, tid: Tid(0) }, reply);
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
