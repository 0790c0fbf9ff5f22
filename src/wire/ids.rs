//! The names of what processes share: pids, threads, calls, semaphores, queues, pipes and shared memory.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A process, as `os.getpid()` says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Pid(pub u32);

impl Pid {
    /// The parent of a process whose own parent has ended.
    pub const INIT: Pid = Pid(1);
    /// The main process, unless the host decides otherwise; the others count on from it.
    pub const MAIN: Pid = Pid(10);
}

impl fmt::Display for Pid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A thread of one process; the main thread is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Tid(pub u32);

/// A request of one process, chosen by it and never used twice; the reply carries it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CallId(pub u64);

/// Something that processes share, named by who made it, so that making it needs no round trip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SharedId {
    /// The process that made it.
    pub pid: Pid,
    /// Counts what that process has made.
    pub count: u32,
}

impl SharedId {
    /// The `count`-th shared thing of process `pid`.
    pub fn new(pid: Pid, count: u32) -> SharedId {
        SharedId { pid, count }
    }
}

impl fmt::Display for SharedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.pid, self.count)
    }
}

macro_rules! shared_ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(pub SharedId);
    )*};
}

shared_ids! {
    /// A semaphore; a lock is one with a maximum of 1.
    SemId
    /// A message queue.
    QueueId
    /// A pipe with its two ends.
    PipeId
    /// A block of shared bytes.
    MemoryId
}

/// Which end of a pipe. A one-way pipe is read at `Left` and written at `Right`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Side {
    /// The first connection that `Pipe()` returns.
    Left,
    /// The second one.
    Right,
}

impl Side {
    /// The side across.
    pub fn other(self) -> Side {
        match self {
            Side::Left => Side::Right,
            Side::Right => Side::Left,
        }
    }
}

/// One end of a pipe; several processes may hold copies of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PipeEnd {
    /// The pipe.
    pub pipe: PipeId,
    /// Which of its ends.
    pub side: Side,
}
