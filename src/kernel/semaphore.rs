//! Semaphores that processes share, leased to the process that used them last.
//!
//! A semaphore is at home (the kernel counts), leased (a process counts, and no message is needed)
//! or recalled (a message asks for it back). What others want meanwhile waits in `pending`, in the
//! order in which it came, and is done when the semaphore is home again.

use std::collections::VecDeque;

use crate::sorted::SortedMap;
use crate::{
    kernel::office::{Office, Subject, Waiter},
    wire::{CallId, Pid, Reply, SemId, Tid, ToProcess},
};

/// All semaphores of a run.
#[derive(Default)]
pub struct Semaphores {
    all: SortedMap<SemId, Semaphore>,
}

struct Semaphore {
    what: String,
    value: u32,
    max: u32,
    place: Place,
    waiters: VecDeque<Waiter>,
    pending: VecDeque<Pending>,
    /// How many units each process has acquired and not released, as far as the kernel saw it.
    held: SortedMap<Pid, u32>,
    /// Whether some release what others acquire: then nobody holds it, who has acquired it was told something.
    signals: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Home,
    Leased(Pid),
    Recalled(Pid),
}

enum Pending {
    Acquire(Waiter, bool),
    Release(Pid, Option<Waiter>),
    Value(Waiter),
}

impl Pending {
    fn waiter(&self) -> Option<Waiter> {
        match self {
            Pending::Acquire(waiter, _) | Pending::Value(waiter) => Some(*waiter),
            Pending::Release(_, waiter) => *waiter,
        }
    }
}

impl Semaphores {
    /// A new semaphore starts leased to who made it.
    pub fn create(&mut self, by: Pid, sem: SemId, value: u32, max: u32, what: String) {
        let new = Semaphore {
            what,
            value,
            max,
            place: Place::Leased(by),
            waiters: VecDeque::new(),
            pending: VecDeque::new(),
            held: SortedMap::new(),
            signals: value == 0,
        };
        self.all.entry(sem).or_insert(new);
    }

    pub fn acquire(&mut self, sem: SemId, waiter: Waiter, blocking: bool, office: &mut Office) {
        self.ask(sem, Pending::Acquire(waiter, blocking), office);
    }

    pub fn release(&mut self, sem: SemId, by: Pid, waiter: Option<Waiter>, office: &mut Office) {
        self.ask(sem, Pending::Release(by, waiter), office);
    }

    pub fn value(&mut self, sem: SemId, waiter: Waiter, office: &mut Office) {
        self.ask(sem, Pending::Value(waiter), office);
    }

    fn ask(&mut self, sem: SemId, what: Pending, office: &mut Office) {
        let Some(semaphore) = self.all.get_mut(&sem) else {
            return refuse_unknown(what.waiter(), "semaphore", office);
        };
        if let Some(waiter) = what.waiter() {
            office.park(waiter, Subject::Semaphore(sem));
        }
        semaphore.pending.push_back(what);
        semaphore.recall(sem, office);
        semaphore.settle(sem, office);
    }

    /// A process gives a lease back.
    pub fn give_back(
        &mut self,
        sem: SemId,
        by: Pid,
        value: u32,
        held: u32,
        waiters: Vec<(CallId, Tid)>,
        office: &mut Office,
    ) {
        let Some(semaphore) = self.all.get_mut(&sem) else { return };
        if semaphore.holder() != Some(by) {
            return;
        }
        semaphore.signals |= value + held > semaphore.value + semaphore.held_by(by);
        semaphore.value = value.min(semaphore.max);
        semaphore.place = Place::Home;
        semaphore.set_held(by, held);
        for (call, tid) in waiters {
            let waiter = Waiter { pid: by, call, tid };
            office.park(waiter, Subject::Semaphore(sem));
            semaphore.waiters.push_back(waiter);
        }
        semaphore.settle(sem, office);
    }

    /// Takes a waiting request out.
    pub fn forget(&mut self, sem: SemId, pid: Pid, call: CallId) {
        let Some(semaphore) = self.all.get_mut(&sem) else { return };
        semaphore.waiters.retain(|waiter| (waiter.pid, waiter.call) != (pid, call));
        semaphore.pending.retain(|what| what.waiter().is_none_or(|waiter| (waiter.pid, waiter.call) != (pid, call)));
    }

    /// Whether `pid` has a lease.
    pub fn any_leased_to(&self, pid: Pid) -> bool {
        self.all.values().any(|semaphore| semaphore.holder() == Some(pid))
    }

    /// Takes back what a process had leased when it ended without a word. Its own count died with
    /// it; the semaphore gets what it had before, so a lock is free.
    pub fn process_ended(&mut self, pid: Pid, office: &mut Office) {
        for (&sem, semaphore) in self.all.iter_mut() {
            if semaphore.holder() == Some(pid) {
                let lost = semaphore.held.remove(&pid).unwrap_or(0);
                semaphore.value = (semaphore.value + lost).min(semaphore.max);
                semaphore.place = Place::Home;
                semaphore.settle(sem, office);
            }
        }
    }

    /// What a semaphore is called in reports.
    pub fn what(&self, sem: SemId) -> &str {
        self.all.get(&sem).map_or("a semaphore", |semaphore| &semaphore.what)
    }

    /// The processes that hold units of it.
    pub fn holders(&self, sem: SemId) -> Vec<Pid> {
        let Some(semaphore) = self.all.get(&sem).filter(|semaphore| !semaphore.signals) else { return Vec::new() };
        let mut holders: Vec<Pid> = semaphore.held.keys().copied().collect();
        if let Some(holder) = semaphore.holder().filter(|_| holders.is_empty()) {
            holders.push(holder);
        }
        holders
    }
}

impl Semaphore {
    fn holder(&self) -> Option<Pid> {
        match self.place {
            Place::Home => None,
            Place::Leased(pid) | Place::Recalled(pid) => Some(pid),
        }
    }

    fn recall(&mut self, sem: SemId, office: &mut Office) {
        if let Place::Leased(pid) = self.place {
            self.place = Place::Recalled(pid);
            office.deliver(pid, ToProcess::Recall { sem });
        }
    }

    /// Does what can be done while the semaphore is at home.
    fn settle(&mut self, sem: SemId, office: &mut Office) {
        while self.place == Place::Home {
            if self.value > 0
                && let Some(waiter) = self.waiters.pop_front()
            {
                self.grant(sem, waiter, office);
            } else if let Some(what) = self.pending.pop_front() {
                self.act(sem, what, office);
            } else {
                return;
            }
        }
    }

    fn act(&mut self, sem: SemId, what: Pending, office: &mut Office) {
        match what {
            Pending::Acquire(waiter, _) if self.value > 0 => self.grant(sem, waiter, office),
            Pending::Acquire(waiter, true) => self.waiters.push_back(waiter),
            Pending::Acquire(waiter, false) => office.reply(waiter, Reply::NotAcquired),
            Pending::Value(waiter) => office.reply(waiter, Reply::Value { value: self.value }),
            Pending::Release(pid, waiter) => {
                let fits = self.value < self.max;
                if fits {
                    self.value += 1;
                    self.signals |= self.held_by(pid) == 0;
                    self.set_held(pid, self.held_by(pid).saturating_sub(1));
                }
                if let Some(waiter) = waiter {
                    office.reply(waiter, if fits { Reply::Done } else { Reply::TooMany });
                }
            }
        }
    }

    /// Lets `waiter` acquire, with a lease if nobody else wants the semaphore.
    fn grant(&mut self, sem: SemId, waiter: Waiter, office: &mut Office) {
        self.value -= 1;
        *self.held.entry(waiter.pid).or_default() += 1;
        if self.waiters.is_empty() && self.pending.is_empty() {
            self.place = Place::Leased(waiter.pid);
            office.deliver(waiter.pid, ToProcess::Lease { sem, value: self.value });
        }
        office.reply(waiter, Reply::Acquired);
    }

    fn held_by(&self, pid: Pid) -> u32 {
        self.held.get(&pid).copied().unwrap_or_default()
    }

    fn set_held(&mut self, pid: Pid, held: u32) {
        if held == 0 {
            self.held.remove(&pid);
        } else {
            self.held.insert(pid, held);
        }
    }
}

/// Answers a request about something that was never made.
pub fn refuse_unknown(waiter: Option<Waiter>, what: &str, office: &mut Office) {
    if let Some(waiter) = waiter {
        office.reply(waiter, Reply::Failed { errno: 22, text: format!("no such {what}") });
    }
}
