//! Standard input: text from outside, handed out by lines.

use std::collections::VecDeque;

use crate::{
    kernel::{
        Effect,
        office::{Office, Subject, Waiter},
    },
    wire::{CallId, Pid, Reply},
};

/// The terminal's side of `input()`.
#[derive(Default)]
pub struct Input {
    text: String,
    closed: bool,
    readers: VecDeque<Waiter>,
}

impl Input {
    pub fn read_line(&mut self, waiter: Waiter, prompt: String, office: &mut Office) {
        office.park(waiter, Subject::Input);
        self.readers.push_back(waiter);
        self.settle(office);
        if self.readers.contains(&waiter) {
            office.effects.push(Effect::InputWanted { pid: waiter.pid, prompt });
        }
    }

    pub fn feed(&mut self, text: &str, office: &mut Office) {
        self.text.push_str(text);
        self.settle(office);
    }

    pub fn close(&mut self, office: &mut Office) {
        self.closed = true;
        self.settle(office);
    }

    pub fn is_closed(&self) -> bool {
        self.closed
    }

    pub fn forget(&mut self, pid: Pid, call: CallId) {
        self.readers.retain(|waiter| (waiter.pid, waiter.call) != (pid, call));
    }

    fn settle(&mut self, office: &mut Office) {
        while let Some(&reader) = self.readers.front() {
            let Some(reply) = self.next_line() else { return };
            self.readers.pop_front();
            office.reply(reader, reply);
        }
    }

    fn next_line(&mut self) -> Option<Reply> {
        if let Some(newline) = self.text.find('\n') {
            let rest = self.text.split_off(newline + 1);
            return Some(Reply::Line { text: std::mem::replace(&mut self.text, rest) });
        }
        if !self.closed {
            return None;
        }
        match std::mem::take(&mut self.text) {
            text if text.is_empty() => Some(Reply::EndOfFile),
            text => Some(Reply::Line { text }),
        }
    }
}
