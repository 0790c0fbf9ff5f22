//! `Office`: where the parts of the kernel leave their answers, and which requests still wait for one.

use crate::sorted::SortedMap;
use crate::{
    kernel::{Effect, byte_pipe::BytePipeId},
    trace::Trace,
    wire::{Bytes, CallId, MemoryId, Pid, PipeEnd, QueueId, Reply, SemId, Tid, ToProcess},
};

/// A thread that waits for the reply to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Waiter {
    pub pid: Pid,
    pub call: CallId,
    pub tid: Tid,
}

/// Where a request waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Semaphore(SemId),
    QueueItem(QueueId),
    QueueRoom(QueueId),
    QueueDone(QueueId),
    PipeItem(PipeEnd),
    PipeRoom(PipeEnd),
    BytePipe(BytePipeId),
    Memory(MemoryId),
    Flush,
    Any,
    Input,
    Library,
}

/// The kernel's out-tray and its list of unanswered requests.
///
/// Invariant: a request is in `parked` exactly while some part of the kernel keeps its `Waiter`;
/// replying takes it out, so nothing is answered twice.
#[derive(Default)]
pub struct Office {
    pub effects: Vec<Effect>,
    pub trace: Trace,
    pub now: f64,
    /// How many messages each living process has been given.
    mailboxes: SortedMap<Pid, u64>,
    parked: SortedMap<(Pid, CallId), Subject>,
    /// Pipe ends that reached a process inside an item.
    pub arrived: Vec<(Pid, Vec<PipeEnd>)>,
    /// Pipe ends inside items that nobody will get.
    pub dropped: Vec<PipeEnd>,
}

impl Office {
    pub fn open_mailbox(&mut self, pid: Pid) {
        self.mailboxes.insert(pid, 0);
    }

    pub fn close_mailbox(&mut self, pid: Pid) {
        self.mailboxes.remove(&pid);
    }

    /// How many messages `pid` has been given.
    pub fn delivered(&self, pid: Pid) -> Option<u64> {
        self.mailboxes.get(&pid).copied()
    }

    /// Gives a process a message; one that has ended gets nothing.
    pub fn deliver(&mut self, pid: Pid, message: ToProcess) {
        if let Some(count) = self.mailboxes.get_mut(&pid) {
            *count += 1;
            self.effects.push(Effect::Deliver { pid, message });
        }
    }

    /// Notes that `waiter` waits at `subject`.
    pub fn park(&mut self, waiter: Waiter, subject: Subject) {
        self.parked.insert((waiter.pid, waiter.call), subject);
    }

    /// Takes a request off the list without an answer, and says where it waits.
    pub fn unpark(&mut self, pid: Pid, call: CallId) -> Option<Subject> {
        self.parked.remove(&(pid, call))
    }

    /// How many requests wait.
    #[cfg(test)]
    pub fn parked_count(&self) -> usize {
        self.parked.len()
    }

    /// Where a request waits, if it does.
    pub fn subject(&self, pid: Pid, call: CallId) -> Option<Subject> {
        self.parked.get(&(pid, call)).copied()
    }

    /// The requests of `pid` that wait.
    pub fn parked_calls(&self, pid: Pid) -> Vec<CallId> {
        self.parked.range((pid, CallId(0))..=(pid, CallId(u64::MAX))).map(|((_, call), _)| *call).collect()
    }

    /// Whether the host owes `pid` a part of the library.
    pub fn awaits_library(&self, pid: Pid) -> bool {
        self.parked_calls(pid).into_iter().any(|call| self.subject(pid, call) == Some(Subject::Library))
    }

    /// Answers a request.
    pub fn reply(&mut self, to: Waiter, reply: Reply) {
        self.parked.remove(&(to.pid, to.call));
        self.deliver(to.pid, ToProcess::Reply { call: to.call, reply });
    }

    /// Answers a request with an item, and hands over the pipe ends in it.
    pub fn reply_item(&mut self, to: Waiter, item: Item) {
        self.trace.flow(item.sent, (to.pid, to.tid, self.now));
        if !item.ends.is_empty() {
            self.arrived.push((to.pid, item.ends.clone()));
        }
        self.reply(to, Reply::Item { item: item.bytes, ends: item.ends });
    }
}

/// An item in a queue or pipe.
#[derive(Clone, Debug)]
pub struct Item {
    pub bytes: Bytes,
    pub ends: Vec<PipeEnd>,
    /// Which thread put it, and when.
    pub sent: (Pid, Tid, f64),
    /// Who waits until it is all in the pipe.
    pub sender: Option<Waiter>,
}
