//! `Deque`: what a `collections.deque` holds.

use std::collections::VecDeque;

use super::Value;

/// The data of a deque's `Opaque`.
pub struct Deque {
    pub items: VecDeque<Value>,
    pub maxlen: Option<usize>,
    /// Counts what moves items: iterators notice.
    pub changes: u64,
}

impl Deque {
    pub fn push_back(&mut self, item: Value) {
        self.changes += 1;
        self.items.push_back(item);
        if self.maxlen.is_some_and(|maxlen| self.items.len() > maxlen) {
            self.items.pop_front();
        }
    }

    pub fn push_front(&mut self, item: Value) {
        self.changes += 1;
        self.items.push_front(item);
        if self.maxlen.is_some_and(|maxlen| self.items.len() > maxlen) {
            self.items.pop_back();
        }
    }
}
