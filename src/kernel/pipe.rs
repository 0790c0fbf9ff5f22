//! Pipes: two ends, each of which any number of processes may hold, and an end of file when one has no holder left.

use std::collections::VecDeque;

use crate::sorted::SortedMap;
use crate::{
    kernel::{
        office::{Item, Office, Subject, Waiter},
        semaphore::refuse_unknown,
        stream::{DUPLEX_CAPACITY, PIPE_CAPACITY, Stream},
    },
    wire::{CallId, Pid, PipeEnd, PipeId, Reply, Side},
};

/// All pipes of a run.
#[derive(Default)]
pub struct Pipes {
    all: SortedMap<PipeId, Pipe>,
}

struct Pipe {
    what: String,
    left: End,
    right: End,
}

/// One end: who holds it, and what is to be read there.
struct End {
    holders: SortedMap<Pid, u32>,
    /// Copies inside items that are on their way.
    in_transit: u32,
    incoming: Stream,
    readers: VecDeque<Waiter>,
}

impl Pipes {
    pub fn create(&mut self, by: Pid, pipe: PipeId, duplex: bool, what: String) {
        let capacity = if duplex { DUPLEX_CAPACITY } else { PIPE_CAPACITY };
        let new = || Pipe { what, left: End::new(by, capacity), right: End::new(by, capacity) };
        self.all.entry(pipe).or_insert_with(new);
    }

    /// Gives `pid` one more copy of each end.
    pub fn hold(&mut self, pid: Pid, ends: &[PipeEnd]) {
        for end in ends {
            if let Some(state) = self.end_mut(*end) {
                *state.holders.entry(pid).or_default() += 1;
            }
        }
    }

    /// Copies of ends go into an item; those of pipes that nobody holds any more are left out.
    pub fn send_off(&mut self, mut ends: Vec<PipeEnd>) -> Vec<PipeEnd> {
        ends.retain(|end| match self.end_mut(*end) {
            Some(state) => {
                state.in_transit += 1;
                true
            }
            None => false,
        });
        ends
    }

    /// Copies of ends come out of an item, to `pid`.
    pub fn arrive(&mut self, pid: Pid, ends: &[PipeEnd]) {
        self.hold(pid, ends);
        for end in ends {
            if let Some(state) = self.end_mut(*end) {
                state.in_transit -= 1;
            }
        }
    }

    /// Copies of ends are lost with their item.
    pub fn lose(&mut self, end: PipeEnd, office: &mut Office) {
        if let Some(state) = self.end_mut(end) {
            state.in_transit -= 1;
            self.notice_closed(end, office);
        }
    }

    /// A forked child holds what its parent holds.
    pub fn fork(&mut self, parent: Pid, child: Pid) {
        for end in self.all.values_mut().flat_map(|pipe| [&mut pipe.left, &mut pipe.right]) {
            if let Some(&count) = end.holders.get(&parent) {
                end.holders.insert(child, count);
            }
        }
    }

    pub fn close(&mut self, pid: Pid, end: PipeEnd, office: &mut Office) {
        let Some(state) = self.end_mut(end) else { return };
        match state.holders.get_mut(&pid) {
            None => return,
            Some(1) => drop(state.holders.remove(&pid)),
            Some(count) => *count -= 1,
        }
        self.notice_closed(end, office);
    }

    pub fn send(&mut self, end: PipeEnd, waiter: Waiter, mut item: Item, office: &mut Office) {
        let Some(other) = self.end_mut(across(end)) else {
            office.dropped.append(&mut item.ends);
            return refuse_unknown(Some(waiter), "pipe", office);
        };
        if other.is_closed() {
            office.dropped.append(&mut item.ends);
            return office.reply(waiter, Reply::BrokenPipe);
        }
        office.park(waiter, Subject::PipeRoom(end));
        item.sender = Some(waiter);
        other.incoming.push(item, office);
        other.settle(office);
    }

    pub fn receive(&mut self, end: PipeEnd, waiter: Waiter, blocking: bool, office: &mut Office) {
        let at_end = self.is_at_end(end);
        let Some(state) = self.end_mut(end) else {
            return refuse_unknown(Some(waiter), "pipe", office);
        };
        if state.incoming.is_empty() {
            if at_end {
                return office.reply(waiter, Reply::EndOfFile);
            }
            if !blocking {
                return office.reply(waiter, Reply::Empty);
            }
        }
        office.park(waiter, Subject::PipeItem(end));
        state.readers.push_back(waiter);
        state.settle(office);
    }

    /// Whether `receive` would not wait.
    pub fn is_ready(&self, end: PipeEnd) -> bool {
        self.end(end).is_none_or(|state| !state.incoming.is_empty() || self.is_at_end(end))
    }

    /// Takes a waiting request out: a reader's at this end, a writer's that waits for room across.
    pub fn forget(&mut self, end: PipeEnd, pid: Pid, call: CallId, office: &mut Office) {
        let is_it = |waiter: &Waiter| (waiter.pid, waiter.call) == (pid, call);
        if let Some(state) = self.end_mut(end) {
            state.readers.retain(|waiter| !is_it(waiter));
        }
        if let Some(other) = self.end_mut(across(end)) {
            other.incoming.drop_unflushed(office, |item| item.sender.as_ref().is_some_and(is_it));
        }
    }

    /// Closes all that a process holds.
    pub fn process_ended(&mut self, pid: Pid, office: &mut Office) {
        let pipes: Vec<PipeId> = self.all.keys().copied().collect();
        for pipe in pipes {
            for side in [Side::Left, Side::Right] {
                let end = PipeEnd { pipe, side };
                if self.end_mut(end).is_some_and(|state| state.holders.remove(&pid).is_some()) {
                    self.notice_closed(end, office);
                }
            }
        }
    }

    /// What a pipe is called in reports.
    pub fn what(&self, pipe: PipeId) -> &str {
        self.all.get(&pipe).map_or("a pipe", |pipe| &pipe.what)
    }

    /// The processes that hold an end.
    pub fn holders(&self, end: PipeEnd) -> Vec<Pid> {
        self.end(end).map_or(Vec::new(), |state| state.holders.keys().copied().collect())
    }

    fn is_at_end(&self, end: PipeEnd) -> bool {
        self.end(across(end)).is_none_or(End::is_closed)
    }

    /// Tells those who wait across `end` once nobody holds it; forgets the pipe once nobody holds either.
    fn notice_closed(&mut self, end: PipeEnd, office: &mut Office) {
        if !self.end(end).is_some_and(End::is_closed) {
            return;
        }
        if let Some(state) = self.end_mut(end) {
            state.incoming.clear(office, Reply::BrokenPipe);
        }
        if let Some(other) = self.end_mut(across(end)) {
            for reader in std::mem::take(&mut other.readers) {
                office.reply(reader, Reply::EndOfFile);
            }
            if other.is_closed() {
                self.all.remove(&end.pipe);
            }
        }
    }

    fn end(&self, end: PipeEnd) -> Option<&End> {
        let pipe = self.all.get(&end.pipe)?;
        Some(match end.side {
            Side::Left => &pipe.left,
            Side::Right => &pipe.right,
        })
    }

    fn end_mut(&mut self, end: PipeEnd) -> Option<&mut End> {
        let pipe = self.all.get_mut(&end.pipe)?;
        Some(match end.side {
            Side::Left => &mut pipe.left,
            Side::Right => &mut pipe.right,
        })
    }
}

impl End {
    fn new(by: Pid, capacity: u64) -> End {
        End {
            holders: SortedMap::from([(by, 1)]),
            in_transit: 0,
            incoming: Stream::new(capacity),
            readers: VecDeque::new(),
        }
    }

    fn is_closed(&self) -> bool {
        self.holders.is_empty() && self.in_transit == 0
    }

    fn settle(&mut self, office: &mut Office) {
        while !self.incoming.is_empty()
            && let Some(reader) = self.readers.pop_front()
            && let Some(item) = self.incoming.pop(office)
        {
            office.reply_item(reader, item);
        }
    }
}

fn across(end: PipeEnd) -> PipeEnd {
    PipeEnd { pipe: end.pipe, side: end.side.other() }
}
