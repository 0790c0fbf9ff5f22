//! `BytePipes`: what `os.pipe` makes, bytes on their way from one descriptor to another.

use std::collections::VecDeque;

use crate::sorted::SortedMap;
use crate::{
    kernel::{
        lifecycle::refuse,
        office::{Office, Subject, Waiter},
        stream::PIPE_CAPACITY,
    },
    wire::{Bytes, CallId, Errno, FileAnswer, Pid, Reply},
};

/// A write of at most so many bytes is never taken apart.
const ATOMIC: usize = 4096;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BytePipeId(u64);

/// What a descriptor of a pipe is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Reading,
    Writing,
}

/// The pipes of a run.
#[derive(Default)]
pub struct BytePipes {
    pipes: SortedMap<BytePipeId, BytePipe>,
    next: u64,
}

/// A side is closed once no process has a descriptor of it.
struct BytePipe {
    bytes: VecDeque<u8>,
    read_closed: bool,
    write_closed: bool,
    readers: VecDeque<(Waiter, u64)>,
    writers: VecDeque<Writing>,
}

/// A write of which not all is in the pipe yet.
struct Writing {
    waiter: Waiter,
    data: Bytes,
    written: usize,
}

impl BytePipes {
    /// A pipe with both sides open.
    pub fn create(&mut self) -> BytePipeId {
        let id = BytePipeId(self.next);
        self.next += 1;
        let (bytes, readers, writers) = (VecDeque::new(), VecDeque::new(), VecDeque::new());
        self.pipes.insert(id, BytePipe { bytes, read_closed: false, write_closed: false, readers, writers });
        id
    }

    /// Reads what there is, at least one byte unless the pipe has ended.
    pub fn read(&mut self, id: BytePipeId, size: u64, waiter: Waiter, office: &mut Office) {
        let Some(pipe) = self.pipes.get_mut(&id) else { return };
        office.park(waiter, Subject::BytePipe(id));
        pipe.readers.push_back((waiter, size));
        pipe.settle(office);
    }

    /// Writes all of `data`.
    pub fn write(&mut self, id: BytePipeId, data: Bytes, waiter: Waiter, office: &mut Office) {
        let Some(pipe) = self.pipes.get_mut(&id) else { return };
        office.park(waiter, Subject::BytePipe(id));
        pipe.writers.push_back(Writing { waiter, data, written: 0 });
        pipe.settle(office);
    }

    /// Writes for somebody who does not wait, whatever room there is.
    pub fn post(&mut self, id: BytePipeId, data: &[u8], office: &mut Office) {
        if let Some(pipe) = self.pipes.get_mut(&id).filter(|pipe| !pipe.read_closed) {
            pipe.bytes.extend(data);
            pipe.settle(office);
        }
    }

    /// The last descriptor of a side is gone.
    pub fn close(&mut self, id: BytePipeId, side: Side, office: &mut Office) {
        let Some(pipe) = self.pipes.get_mut(&id) else { return };
        match side {
            Side::Reading => pipe.read_closed = true,
            Side::Writing => pipe.write_closed = true,
        }
        pipe.settle(office);
        if pipe.read_closed && pipe.write_closed {
            self.pipes.remove(&id);
        }
    }

    /// A request is given up; what it has written stays.
    pub fn forget(&mut self, id: BytePipeId, pid: Pid, call: CallId) {
        let other = |waiter: &Waiter| (waiter.pid, waiter.call) != (pid, call);
        if let Some(pipe) = self.pipes.get_mut(&id) {
            pipe.readers.retain(|(waiter, _)| other(waiter));
            pipe.writers.retain(|writing| other(&writing.waiter));
        }
    }
}

impl BytePipe {
    /// Moves bytes as far as they get, and answers those who have what they wait for.
    fn settle(&mut self, office: &mut Office) {
        loop {
            self.fill(office);
            if self.readers.is_empty() || self.bytes.is_empty() {
                break;
            }
            if let Some((waiter, size)) = self.readers.pop_front() {
                let count = self.bytes.len().min(usize::try_from(size).unwrap_or(usize::MAX));
                let data = self.bytes.drain(..count).collect();
                office.reply(waiter, Reply::File(FileAnswer::Data(Bytes(data))));
            }
        }
        if self.write_closed {
            for (waiter, _) in self.readers.drain(..) {
                office.reply(waiter, Reply::File(FileAnswer::Data(Bytes(Vec::new()))));
            }
        }
        if self.read_closed {
            for writing in self.writers.drain(..) {
                office.reply(writing.waiter, refuse(Errno::EPIPE, Errno::EPIPE.text()));
            }
        }
    }

    fn fill(&mut self, office: &mut Office) {
        while !self.read_closed
            && let Some(writing) = self.writers.front_mut()
        {
            let rest = &writing.data.0[writing.written..];
            let room = (PIPE_CAPACITY as usize).saturating_sub(self.bytes.len());
            if room < rest.len() && (rest.len() <= ATOMIC || room == 0) {
                return;
            }
            let count = room.min(rest.len());
            self.bytes.extend(&rest[..count]);
            writing.written += count;
            if writing.written == writing.data.len() {
                office.reply(writing.waiter, Reply::File(FileAnswer::Count(writing.written as u64)));
                self.writers.pop_front();
            }
        }
    }
}
