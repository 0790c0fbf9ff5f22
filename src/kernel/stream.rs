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
}

impl Stream {
    pub fn new(capacity: u64) -> Stream {
        Stream { capacity, taken: 0, items: VecDeque::new() }
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Adds an item, and answers its sender if it fits.
    pub fn push(&mut self, item: Item, office: &mut Office) {
        let end = self.end() + HEADER + item.bytes.len() as u64;
        self.items.push_back((end, item));
        self.answer_flushed(office);
    }

    /// Takes the first item, and answers the senders of those that fit now.
    pub fn pop(&mut self, office: &mut Office) -> Option<Item> {
        let (end, mut item) = self.items.pop_front()?;
        self.taken = end;
        answer(&mut item, office);
        self.answer_flushed(office);
        Some(item)
    }

    /// Whether `pid` still holds back part of an item.
    pub fn holds_back(&self, pid: Pid) -> bool {
        self.items.back().is_some_and(|(end, _)| *end > self.flushed_to())
            && self.items.iter().rev().any(|(end, item)| *end > self.flushed_to() && item.sent.0 == pid)
    }

    /// Removes the unflushed items that `gone` picks: their sender has ended or given up.
    pub fn drop_unflushed(&mut self, office: &mut Office, gone: impl Fn(&Item) -> bool) -> usize {
        let (flushed, before) = (self.flushed_to(), self.items.len());
        let mut end = self.taken;
        for (old_end, item) in std::mem::take(&mut self.items) {
            if old_end > flushed && gone(&item) {
                office.dropped.extend(item.ends);
                continue;
            }
            end += HEADER + item.bytes.len() as u64;
            self.items.push_back((end, item));
        }
        self.answer_flushed(office);
        before - self.items.len()
    }

    /// Removes everything; senders that wait get `reply`.
    pub fn clear(&mut self, office: &mut Office, reply: Reply) {
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

    fn flushed_to(&self) -> u64 {
        self.taken + self.capacity
    }

    fn answer_flushed(&mut self, office: &mut Office) {
        let flushed = self.flushed_to();
        for (_, item) in self.items.iter_mut().take_while(|(end, _)| *end <= flushed) {
            answer(item, office);
        }
    }
}

fn answer(item: &mut Item, office: &mut Office) {
    if let Some(sender) = item.sender.take() {
        office.reply(sender, Reply::Done);
    }
}
