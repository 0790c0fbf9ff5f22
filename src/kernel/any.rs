//! `connection.wait`: one request that waits for the first of several things.

use crate::{
    kernel::office::{Office, Subject, Waiter},
    wire::{CallId, Pid, Reply, Waitable},
};

/// The requests that wait for one of several things.
#[derive(Default)]
pub struct AnyWaits {
    waits: Vec<(Waiter, Vec<Waitable>)>,
}

impl AnyWaits {
    pub fn is_empty(&self) -> bool {
        self.waits.is_empty()
    }

    pub fn wait(&mut self, waiter: Waiter, on: Vec<Waitable>, office: &mut Office) {
        office.park(waiter, Subject::Any);
        self.waits.push((waiter, on));
    }

    /// What a request waits for.
    pub fn awaited(&self, pid: Pid, call: CallId) -> &[Waitable] {
        let found = self.waits.iter().find(|(waiter, _)| (waiter.pid, waiter.call) == (pid, call));
        found.map_or(&[], |(_, on)| on.as_slice())
    }

    pub fn forget(&mut self, pid: Pid, call: CallId) {
        self.waits.retain(|(waiter, _)| (waiter.pid, waiter.call) != (pid, call));
    }

    /// Answers those for whom something is ready.
    pub fn settle(&mut self, office: &mut Office, is_ready: impl Fn(Waitable) -> bool) {
        self.waits.retain(|(waiter, on)| {
            let ready = ready_indices(on, &is_ready);
            let waits = ready.is_empty();
            if !waits {
                office.reply(*waiter, Reply::Ready { ready });
            }
            waits
        });
    }
}

/// The indices of what is ready.
pub fn ready_indices(on: &[Waitable], is_ready: impl Fn(Waitable) -> bool) -> Vec<u32> {
    (0..).zip(on).filter(|(_, what)| is_ready(**what)).map(|(index, _)| index).collect()
}
