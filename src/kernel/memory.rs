//! Shared memory: one up-to-date copy, which travels to whoever uses it.

use std::collections::VecDeque;

use crate::sorted::SortedMap;
use crate::{
    kernel::{
        office::{Office, Subject, Waiter},
        semaphore::refuse_unknown,
    },
    wire::{Bytes, CallId, MemoryId, Pid, Reply, ToProcess},
};

/// All shared memory of a run.
#[derive(Default)]
pub struct Memories {
    all: SortedMap<MemoryId, Memory>,
}

struct Memory {
    /// As it was when it was last at home.
    bytes: Bytes,
    borrower: Option<Pid>,
    recalled: bool,
    waiters: VecDeque<Waiter>,
}

impl Memories {
    /// New memory starts with who made it.
    pub fn create(&mut self, by: Pid, memory: MemoryId, bytes: Bytes) {
        let new = Memory { bytes, borrower: Some(by), recalled: false, waiters: VecDeque::new() };
        self.all.entry(memory).or_insert(new);
    }

    pub fn borrow(&mut self, id: MemoryId, waiter: Waiter, office: &mut Office) {
        let Some(memory) = self.all.get_mut(&id) else {
            return refuse_unknown(Some(waiter), "shared memory", office);
        };
        office.park(waiter, Subject::Memory(id));
        memory.waiters.push_back(waiter);
        memory.settle(id, office);
    }

    pub fn give_back(&mut self, id: MemoryId, by: Pid, bytes: Bytes, office: &mut Office) {
        let Some(memory) = self.all.get_mut(&id) else { return };
        if memory.borrower == Some(by) {
            memory.bytes = bytes;
            memory.come_home(id, office);
        }
    }

    /// Takes a waiting request out.
    pub fn forget(&mut self, id: MemoryId, pid: Pid, call: CallId) {
        if let Some(memory) = self.all.get_mut(&id) {
            memory.waiters.retain(|waiter| (waiter.pid, waiter.call) != (pid, call));
        }
    }

    /// Whether `pid` has a copy.
    pub fn any_leased_to(&self, pid: Pid) -> bool {
        self.all.values().any(|memory| memory.borrower == Some(pid))
    }

    /// What a process wrote since it borrowed is lost if it ended without a word.
    pub fn process_ended(&mut self, pid: Pid, office: &mut Office) {
        for (&id, memory) in self.all.iter_mut() {
            if memory.borrower == Some(pid) {
                memory.come_home(id, office);
            }
        }
    }
}

impl Memory {
    fn come_home(&mut self, id: MemoryId, office: &mut Office) {
        self.borrower = None;
        self.recalled = false;
        self.settle(id, office);
    }

    /// Lends to the first in the line; those of the same process share the copy.
    fn settle(&mut self, id: MemoryId, office: &mut Office) {
        let Some(first) = self.waiters.front().map(|waiter| waiter.pid) else { return };
        match self.borrower {
            None => {
                self.borrower = Some(first);
                office.deliver(first, ToProcess::MemoryLease { memory: id, bytes: self.bytes.clone() });
                for waiter in self.take_waiters_of(first) {
                    office.reply(waiter, Reply::Done);
                }
                self.settle(id, office);
            }
            Some(pid) if !self.recalled => {
                self.recalled = true;
                office.deliver(pid, ToProcess::RecallMemory { memory: id });
            }
            Some(_) => {}
        }
    }

    fn take_waiters_of(&mut self, pid: Pid) -> Vec<Waiter> {
        let (taken, left) = std::mem::take(&mut self.waiters).into_iter().partition(|waiter| waiter.pid == pid);
        self.waiters = left;
        taken.into()
    }
}
