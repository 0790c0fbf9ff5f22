//! Lending: a queue that only one process reads lends it the next items, so that most of its gets need no request.
//!
//! What is lent stays in the queue until the reader says that it took it. So nothing is lost or doubled where the
//! rest comes back: because another reader asks, or because the process ends.

use crate::{
    kernel::{office::Office, stream::Stream},
    wire::{Pid, QueueId, ToProcess},
};

/// What is lent at once, at most.
const MOST_ITEMS: usize = 256;
const MOST_BYTES: usize = 1 << 15;

/// Who reads a queue, and how much of it is lent.
#[derive(Default)]
pub struct Lending {
    reader: Option<Pid>,
    /// Another process has read, too: nothing is lent any more.
    shared: bool,
    /// How many of the queue's first items are lent.
    lent: usize,
    recalled: bool,
}

impl Lending {
    /// Notes that `pid` asks for an item.
    pub fn asked(&mut self, pid: Pid) {
        let reader = *self.reader.get_or_insert(pid);
        self.shared |= reader != pid;
    }

    /// Whether the reader has items, or may still have some.
    pub fn is_out(&self) -> bool {
        self.lent > 0 || self.recalled
    }

    /// Whether `pid` does.
    pub fn is_out_to(&self, pid: Pid) -> bool {
        self.is_out() && self.reader == Some(pid)
    }

    /// Lends the reader what is in the pipe. Ends of pipes change hands one by one, so an item with some
    /// is not lent.
    pub fn lend(&mut self, queue: QueueId, stream: &Stream, office: &mut Office) {
        let Some(reader) = self.reader.filter(|_| !self.shared && !self.is_out()) else { return };
        let mut room = MOST_BYTES;
        let mut fits = |bytes: usize| {
            room = room.saturating_sub(bytes);
            room > 0
        };
        let lendable = stream.flushed().take(MOST_ITEMS).take_while(|item| item.ends.is_empty() && fits(item.bytes.len()));
        let items: Vec<_> = lendable.map(|item| item.bytes.clone()).collect();
        self.lent = items.len();
        if self.lent > 0 {
            office.deliver(reader, ToProcess::LendItems { queue, items });
        }
    }

    /// Notes that the reader took an item; false if it had none.
    pub fn taken(&mut self) -> bool {
        let had = self.lent > 0;
        self.lent = self.lent.saturating_sub(1);
        had
    }

    /// Asks for the items back.
    pub fn recall(&mut self, queue: QueueId, office: &mut Office) {
        if let Some(reader) = self.reader.filter(|_| self.is_out() && !self.recalled) {
            self.recalled = true;
            office.deliver(reader, ToProcess::RecallItems { queue });
        }
    }

    /// The reader has nothing any more.
    pub fn returned(&mut self) {
        (self.lent, self.recalled) = (0, false);
    }
}
