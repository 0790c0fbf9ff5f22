//! `_multiprocessing`: processes and what they share, over messages to the kernel.

pub mod calls;
mod children;
mod hints;
pub mod memory;
mod names;
mod pipe;
mod process;
mod queue;
mod semaphore;
pub mod typed;

use crate::sorted::{SortedMap, SortedSet};
use crate::object::*;
use crate::prelude::pack::FOLDER;
use crate::process::Leases;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::wire::{CallId, Pid, PipeEnd, QueueId, Reply, SharedId, ToKernel, ToProcess};

use children::Children;
pub use pipe::{close_pipe_ends, dead_pipe_ends, holds_pipe_ends};
pub use hints::StaleGlobals;
pub use pipe::pipe_end_of;

pub const NATIVES: &[NativeDef] = &[
    function("spawn", "(method, name, daemon, payload, ends, /)", process::spawn),
    function("fork", "(name, daemon, /)", process::fork),
    function("exit_code", "(pid, /)", children::exit_code),
    function("wait_exit", "(pid, timeout=None, /)", children::wait_exit),
    function("living_children", "()", children::living_children),
    function("waitpid", "(pid, options, /)", children::waitpid),
    function("kill", "(pid, signal, /)", process::kill),
    function("handle_signal", "(signal, handled, /)", process::handle_signal),
    function("set_process_name", "(name, /)", process::set_process_name),
    function("boot", "()", process::boot),
    function("parent_exited", "()", |vm, _| Ok(Value::Bool(vm.stdlib.processes.parent_exited))),
    function("wait_parent", "(timeout=None, /)", children::wait_parent),
    function("pipe", "(duplex, what, /)", pipe::make),
    function("adopt_ends", "(ends, /)", pipe::adopt),
    function("wait_any", "(objects, timeout=None, /)", pipe::wait_any),
    function("hint", "(text, /)", hints::hint),
    function("tell_changed_globals", "(names, /)", hints::tell_changed_globals),
    function("publish", "(name, value, lasting=False, /)", names::publish),
    function("look_up", "(name, /)", names::look_up),
    function("withdraw", "(name, /)", names::withdraw),
    function("start_unseen", "()", process::start_unseen),
    function("flush_queues", "(queues, /)", queue::flush_all),
];

/// Adds the classes.
pub fn fill(vm: &mut Vm, module: Ref<Dict>) {
    for (name, class) in
        [("SemLock", semaphore::class(vm)), ("Queue", queue::class(vm)), ("PipeEnd", pipe::class(vm)), ("Memory", memory::class(vm))]
    {
        vm.define(module, name, class);
    }
    vm.define(module, "MAIN_PID", Value::Int(Pid::MAIN.0.into()));
    vm.define(module, "SEM_VALUE_MAX", Value::Int(crate::process::SEM_VALUE_MAX.into()));
}

/// What this process knows of those that it shares with.
#[derive(Default)]
pub struct Processes {
    children: Children,
    parent_exited: bool,
    /// The handlers that `signal.signal` has set: callables, 0 for the default, 1 for none.
    pub handlers: SortedMap<u8, Value>,
    /// Globals of which a child has changed its own copy.
    pub stale: StaleGlobals,
    /// Semaphores.
    pub leases: Leases,
    /// Counts what this process has made.
    made: u32,
    /// Queues into which this process has put something.
    put_into: SortedSet<QueueId>,
    /// Items that can be taken without asking.
    lent: queue::Lent,
    open_ends: pipe::OpenEnds,
    /// Shared memory whose only up-to-date copy is here.
    memory: memory::Pages,
}

impl Processes {
    /// What a forked child has of its parent's: the handlers of signals, and ends of pipes.
    fn forked(&mut self) {
        let (handlers, open_ends) = (std::mem::take(&mut self.handlers), std::mem::take(&mut self.open_ends));
        *self = Processes { handlers, open_ends, ..Processes::default() };
    }

    pub fn visit(&self, visitor: &mut Visitor) {
        self.handlers.values().for_each(|handler| visitor.value(*handler));
    }
}

impl Vm {
    /// A name for something new to share.
    fn next_shared(&mut self) -> SharedId {
        self.stdlib.processes.made += 1;
        SharedId::new(self.boot.pid, self.stdlib.processes.made)
    }

    fn send_all(&mut self, messages: Vec<ToKernel>) {
        for message in messages {
            self.host.send(message);
        }
    }
}

/// Takes note of every message from the kernel, before replies wake their threads.
pub fn delivered(vm: &mut Vm, message: &ToProcess) {
    vm.stdlib.processes.leases.receive(message);
    match message {
        ToProcess::Forked { .. } => vm.stdlib.processes.forked(),
        ToProcess::Reply { reply: Reply::Spawned { pid }, .. } => vm.stdlib.processes.children.add(*pid),
        ToProcess::ChildExited { pid, code } => children::child_exited(vm, *pid, *code),
        ToProcess::GlobalsChanged { child, names } => hints::globals_changed(vm, child, names),
        ToProcess::Signal { signal } => super::signals::signalled(vm, *signal),
        ToProcess::ParentExited { .. } => children::parent_exited(vm),
        ToProcess::LendItems { queue, items } => vm.stdlib.processes.lent.lend(*queue, items),
        ToProcess::RecallItems { queue } => {
            vm.stdlib.processes.lent.forget(*queue);
            vm.host.send(ToKernel::ReturnItems { queue: *queue });
        }
        ToProcess::MemoryLease { memory, bytes } => vm.stdlib.processes.memory.lend(*memory, bytes),
        ToProcess::RecallMemory { memory } => vm.stdlib.processes.memory.recall(*memory),
        _ => {}
    }
    let mut out = Vec::new();
    vm.stdlib.processes.leases.return_unwanted(&mut out);
    vm.send_all(out);
    semaphore::wake_granted(vm);
}

/// Nobody waits for `call` any more: what it was to bring is for others.
pub fn wait_given_up(vm: &mut Vm, call: CallId) {
    let mut out = Vec::new();
    if !vm.stdlib.processes.leases.abandon(call, &mut out) {
        out.push(ToKernel::Cancel { call });
    }
    vm.send_all(out);
}

/// Returns what other processes have asked for. To be called at the end of each slice.
pub fn end_slice(vm: &mut Vm) {
    let mut out = Vec::new();
    vm.stdlib.processes.leases.end_slice(&mut out);
    vm.stdlib.processes.memory.end_slice(&mut out);
    vm.send_all(out);
}

/// Returns everything. To be called before the process reports its end.
pub fn before_exit(vm: &mut Vm) {
    let mut out = Vec::new();
    vm.stdlib.processes.leases.return_all(&mut out);
    vm.stdlib.processes.memory.return_all(&mut out);
    vm.stdlib.processes.lent.return_all(&mut out);
    vm.send_all(out);
}

/// What reports call something shared: its kind, and the line of the program that made it.
fn described(vm: &mut Vm, kind: Value) -> Result<String, Escape> {
    let kind = vm.str_argument(kind, "the kind of a shared thing")?;
    let frames = vm.thread.frames.iter().rev().map(|frame| (&vm.heap[frame.code].unit, frame.pc));
    let maker = frames.into_iter().find(|(unit, _)| !unit.file.starts_with(FOLDER) && !unit.file.starts_with('<'));
    let line = |positions: &[crate::bytecode::Position], pc: u32| positions.get(pc.saturating_sub(1) as usize).map(|at| at.line);
    Ok(match maker.and_then(|(unit, pc)| Some((&unit.file, line(&unit.positions, pc)?))) {
        Some((file, line)) => format!("{kind} made at {file}:{line}"),
        None => kind,
    })
}

/// The two parts of a shared thing's name, as Python carries it.
fn id_value(vm: &mut Vm, id: SharedId) -> Value {
    vm.tuple([Value::Int(id.pid.0.into()), Value::Int(id.count.into())])
}

/// The name in the arguments `pid` and `count`.
fn id_argument(vm: &mut Vm, pid: Value, count: Value) -> Result<SharedId, Escape> {
    let (pid, count) = (vm.int_argument(pid)?, vm.int_argument(count)?);
    Ok(SharedId::new(crate::wire::Pid(pid as u32), count as u32))
}

/// The pipe ends in a list of `PipeEnd` objects.
fn ends_argument(vm: &mut Vm, value: Value) -> Result<Vec<PipeEnd>, Escape> {
    let items = match value {
        Value::Unbound | Value::None => Vec::new(),
        value => vm.items_argument(value)?,
    };
    let mut ends = Vec::new();
    for item in items {
        match pipe_end_of(vm, item) {
            Some(end) => ends.push(end),
            None => return Err(vm.type_error("a list of PipeEnd objects is required")),
        }
    }
    Ok(ends)
}
