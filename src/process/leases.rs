//! `Leases`: a process's half of the semaphores that processes share.
//!
//! A semaphore whose lease is here is counted here, and acquiring and releasing it costs no message;
//! for any other the kernel is asked. The kernel recalls a lease when another process wants the
//! semaphore; it goes back at the end of the next slice, so that two processes which fight over a
//! lock get a slice's worth of work done with it in turns rather than one acquisition.

use std::collections::VecDeque;

use crate::sorted::{SortedMap, SortedSet};
use crate::wire::{CallId, Reply, SemId, Tid, ToKernel, ToProcess};

/// The greatest value of a semaphore; one with this maximum cannot be released too often.
pub const SEM_VALUE_MAX: u32 = 0x7fff_ffff;

/// What became of an acquisition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acquisition {
    /// It is acquired.
    Acquired,
    /// It is not, and the caller did not want to wait.
    NotAcquired,
    /// The call waits: for a `Reply`, or until `take_granted` names it.
    Wait,
}

/// What became of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Releasing {
    /// It is released.
    Released,
    /// `semaphore or lock released too many times`.
    TooMany,
    /// The call waits for `Reply::Done` or `Reply::TooMany`.
    Wait,
}

/// The semaphores that this process knows.
#[derive(Default)]
pub struct Leases {
    known: SortedMap<SemId, Known>,
    /// The acquisitions that wait, here or at the kernel.
    calls: SortedMap<CallId, SemId>,
    granted: Vec<CallId>,
    /// Given up acquisitions that may be granted all the same, and those that were.
    abandoned: SortedSet<CallId>,
    unwanted: Vec<SemId>,
}

#[derive(Default)]
struct Known {
    lease: Option<Lease>,
    /// How many units this process has acquired and not released.
    held: u32,
}

struct Lease {
    value: u32,
    recalled: bool,
    waiters: VecDeque<(CallId, Tid)>,
}

impl Lease {
    fn new(value: u32) -> Lease {
        Lease { value, recalled: false, waiters: VecDeque::new() }
    }
}

impl Leases {
    /// Makes a semaphore, whose lease starts here.
    pub fn create(&mut self, sem: SemId, value: u32, max: u32, what: String, out: &mut Vec<ToKernel>) {
        self.known.insert(sem, Known { lease: Some(Lease::new(value)), held: 0 });
        out.push(ToKernel::CreateSemaphore { sem, value, max, what });
    }

    /// Acquires a unit, or waits for one as `call`.
    pub fn acquire(
        &mut self,
        sem: SemId,
        call: CallId,
        tid: Tid,
        blocking: bool,
        out: &mut Vec<ToKernel>,
    ) -> Acquisition {
        let known = self.known.entry(sem).or_default();
        match &mut known.lease {
            Some(lease) if lease.value > 0 => {
                lease.value -= 1;
                known.held += 1;
                return Acquisition::Acquired;
            }
            Some(_) if !blocking => return Acquisition::NotAcquired,
            Some(lease) => lease.waiters.push_back((call, tid)),
            None => out.push(ToKernel::Acquire { call, sem, tid, blocking }),
        }
        self.calls.insert(call, sem);
        Acquisition::Wait
    }

    /// Releases a unit; `call` is used if the kernel has to be asked.
    pub fn release(&mut self, sem: SemId, max: u32, call: CallId, out: &mut Vec<ToKernel>) -> Releasing {
        let known = self.known.entry(sem).or_default();
        if let Some(lease) = &mut known.lease {
            if let Some((waiter, _)) = lease.waiters.pop_front() {
                self.calls.remove(&waiter);
                self.granted.push(waiter);
            } else if lease.value >= max {
                return Releasing::TooMany;
            } else {
                lease.value += 1;
                known.held = known.held.saturating_sub(1);
            }
            return Releasing::Released;
        }
        let surely_fits = known.held > 0 || max >= SEM_VALUE_MAX;
        known.held = known.held.saturating_sub(1);
        out.push(ToKernel::Release { call: (!surely_fits).then_some(call), sem });
        if surely_fits { Releasing::Released } else { Releasing::Wait }
    }

    /// The value, if it is known here; otherwise `Reply::Value` comes for `call`.
    pub fn value(&mut self, sem: SemId, call: CallId, out: &mut Vec<ToKernel>) -> Option<u32> {
        let lease = self.known.get(&sem).and_then(|known| known.lease.as_ref());
        if lease.is_none() {
            out.push(ToKernel::SemaphoreValue { call, sem });
        }
        lease.map(|lease| lease.value)
    }

    /// Gives up an acquisition. True if it is given up at once; otherwise the reply comes, which may
    /// be `Acquired` after all, or `take_granted` names it.
    pub fn cancel(&mut self, call: CallId, out: &mut Vec<ToKernel>) -> bool {
        if self.granted.contains(&call) {
            return false;
        }
        let Some(sem) = self.calls.get(&call) else { return true };
        let lease = self.known.get_mut(sem).and_then(|known| known.lease.as_mut());
        if let Some(lease) = lease
            && let Some(index) = lease.waiters.iter().position(|(waiter, _)| *waiter == call)
        {
            lease.waiters.remove(index);
            self.calls.remove(&call);
            return true;
        }
        out.push(ToKernel::Cancel { call });
        false
    }

    /// Gives up an acquisition for whose end nobody waits; false if `call` is none.
    pub fn abandon(&mut self, call: CallId, out: &mut Vec<ToKernel>) -> bool {
        if !self.calls.contains_key(&call) {
            return false;
        }
        if !self.cancel(call, out) {
            self.abandoned.insert(call);
        }
        true
    }

    /// Releases what abandoned acquisitions have brought.
    pub fn return_unwanted(&mut self, out: &mut Vec<ToKernel>) {
        for sem in std::mem::take(&mut self.unwanted) {
            self.release(sem, SEM_VALUE_MAX, CallId::default(), out);
        }
    }

    /// The calls whose acquisition a release in this process has granted since the last time.
    pub fn take_granted(&mut self) -> Vec<CallId> {
        std::mem::take(&mut self.granted)
    }

    /// Takes note of a message from the kernel; every one goes through here.
    pub fn receive(&mut self, message: &ToProcess) {
        match message {
            ToProcess::Lease { sem, value } => {
                self.known.entry(*sem).or_default().lease = Some(Lease::new(*value));
            }
            ToProcess::Recall { sem } => {
                // One that was returned unasked may cross its recall.
                if let Some(lease) = self.known.get_mut(sem).and_then(|known| known.lease.as_mut()) {
                    lease.recalled = true;
                }
            }
            ToProcess::Reply { call, reply } => self.settle(*call, reply),
            ToProcess::Forked { .. } => *self = Leases::default(),
            _ => {}
        }
    }

    fn settle(&mut self, call: CallId, reply: &Reply) {
        let abandoned = self.abandoned.remove(&call);
        if let Some(sem) = self.calls.remove(&call)
            && *reply == Reply::Acquired
        {
            self.known.entry(sem).or_default().held += 1;
            self.unwanted.extend(abandoned.then_some(sem));
        }
    }

    /// Returns what was recalled. To be called at the end of each slice.
    pub fn end_slice(&mut self, out: &mut Vec<ToKernel>) {
        self.give_back(out, |lease| lease.recalled);
    }

    /// Returns everything: the process is about to end.
    pub fn return_all(&mut self, out: &mut Vec<ToKernel>) {
        self.give_back(out, |_| true);
    }

    fn give_back(&mut self, out: &mut Vec<ToKernel>, which: impl Fn(&Lease) -> bool) {
        for (&sem, known) in self.known.iter_mut() {
            if let Some(lease) = known.lease.take_if(|lease| which(lease)) {
                let waiters = lease.waiters.into();
                out.push(ToKernel::ReturnLease { sem, value: lease.value, held: known.held, waiters });
            }
        }
    }
}
