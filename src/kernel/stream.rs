//! `Stream`: items in a pipe of limited capacity, some of which its writers still hold back.

use std::collections::VecDeque;

use crate::{
    kernel::office::{Item, Office},
    wire::{Pid, Reply},
};

/// What a pipe holds on Linux.
pub const PIPE_CAPACITY: u64 = 65_536;
/// What a socket pair holds on Linux, measured; `Pipe(duplex=True)` is one.
pub const DUPLEX_CAPACITY: u64 = 180_224;
/// `Connection.send_bytes` puts the length in front of each item.
const HEADER: u64 = 4;

/// Items in the order in which they were written.
///
/// The reader has taken everything up to `taken`; the pipe has room up to `taken + capacity`. An
/// item is flushed once its last byte fits. A reader gets the first item even if it isn't flushed:
/// the writer would hand over the rest while the reader reads.
pub struct Stream {
    capacity: u64,
    taken: u64,
    items: VecDeque<(u64, Item)>,
    /// How many of the first items are flushed, and their senders answered.
    flushed: usize,
}

impl Stream {
    pub fn new(capacity: u64) -> Stream {
        Stream { capacity, taken: 0, items: VecDeque::new(), flushed: 0 }
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Adds an item, and answers its sender if it fits.
    pub fn push(&mut self, item: Item, office: &mut Office) {
        self.items.push_back((self.end() + size(&item), item));
        self.answer_flushed(office);
    }

    /// Takes the first item, and answers the senders of those that fit now.
    pub fn pop(&mut self, office: &mut Office) -> Option<Item> {
        let (end, mut item) = self.items.pop_front()?;
        self.taken = end;
        self.flushed = self.flushed.saturating_sub(1);
        answer(&mut item, office);
        self.answer_flushed(office);
        Some(item)
    }

    /// The items that are all in the pipe.
    pub fn flushed(&self) -> impl Iterator<Item = &Item> {
        self.items.range(..self.flushed).map(|(_, item)| item)
    }

    /// Whether `pid` still holds back part of an item.
    pub fn holds_back(&self, pid: Pid) -> bool {
        self.items.range(self.flushed..).any(|(_, item)| item.sent.0 == pid)
    }

    /// Removes the unflushed items that `gone` picks: their sender has ended or given up.
    pub fn drop_unflushed(&mut self, office: &mut Office, gone: impl Fn(&Item) -> bool) -> usize {
        let before = self.items.len();
        for (_, item) in self.items.split_off(self.flushed) {
            if gone(&item) {
                office.dropped.extend(item.ends);
            } else {
                self.items.push_back((self.end() + size(&item), item));
            }
        }
        self.answer_flushed(office);
        before - self.items.len()
    }

    /// Removes everything; senders that wait get `reply`.
    pub fn clear(&mut self, office: &mut Office, reply: Reply) {
        self.flushed = 0;
        for (_, item) in std::mem::take(&mut self.items) {
            office.dropped.extend(item.ends);
            if let Some(sender) = item.sender {
                office.reply(sender, reply.clone());
            }
        }
    }

    fn end(&self) -> u64 {
        self.items.back().map_or(self.taken, |(end, _)| *end)
    }

    fn answer_flushed(&mut self, office: &mut Office) {
        let room_to = self.taken + self.capacity;
        while let Some((end, item)) = self.items.get_mut(self.flushed)
            && *end <= room_to
        {
            answer(item, office);
            self.flushed += 1;
        }
    }
}

/// What an item takes of a pipe.
fn size(item: &Item) -> u64 {
    HEADER + item.bytes.len() as u64
}

fn answer(item: &mut Item, office: &mut Office) {
    if let Some(sender) = item.sender.take() {
        office.reply(sender, Reply::Done);
    }
}
