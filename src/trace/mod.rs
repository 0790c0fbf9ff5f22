//! The trace of a run: which process and thread did what when, and which item went from where to where.

mod json;
mod summary;

use crate::sorted::SortedMap;
use crate::wire::{Pid, ThreadState, Tid};

pub use json::chrome_json;
pub use summary::{ProcessSummary, RunSummary};

/// How many records a trace keeps; what comes later is left out, and the trace says so.
pub const DEFAULT_LIMIT: usize = 400_000;

/// A thread at a moment: where one end of a flow is.
pub type Moment = (Pid, Tid, f64);

/// What happened, in the order in which the kernel heard of it.
pub struct Trace {
    records: Vec<Record>,
    processes: SortedMap<Pid, ProcessRecord>,
    labels: Vec<String>,
    label_ids: SortedMap<String, LabelId>,
    thread_names: SortedMap<(Pid, Tid), LabelId>,
    limit: usize,
    left_out: usize,
}

/// An index into the trace's labels: the same few recur all the time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelId(u32);

impl LabelId {
    /// Its number, for `Trace::label_of`.
    pub fn index(self) -> u32 {
        self.0
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Record {
    Thread { pid: Pid, tid: Tid, at: f64, what: Step },
    Flow { put: Moment, got: Moment },
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Step {
    Started(LabelId),
    Running,
    Waiting(LabelId),
    Ended,
}

/// A process from start to end.
#[derive(Clone, Debug, PartialEq)]
pub struct ProcessRecord {
    pub ppid: Pid,
    pub name: String,
    pub started: f64,
    pub ended: Option<(f64, i32)>,
}

impl Default for Trace {
    fn default() -> Trace {
        Trace::new(DEFAULT_LIMIT)
    }
}

impl Trace {
    /// An empty trace that keeps `limit` records.
    pub fn new(limit: usize) -> Trace {
        Trace {
            records: Vec::new(),
            processes: SortedMap::new(),
            labels: Vec::new(),
            label_ids: SortedMap::new(),
            thread_names: SortedMap::new(),
            limit,
            left_out: 0,
        }
    }

    pub fn process_started(&mut self, pid: Pid, ppid: Pid, name: &str, at: f64) {
        let record = ProcessRecord { ppid, name: name.to_owned(), started: at, ended: None };
        self.processes.insert(pid, record);
    }

    pub fn process_renamed(&mut self, pid: Pid, name: &str) {
        if let Some(process) = self.processes.get_mut(&pid) {
            process.name = name.to_owned();
        }
    }

    pub fn process_ended(&mut self, pid: Pid, code: i32, at: f64) {
        if let Some(process) = self.processes.get_mut(&pid) {
            process.ended = Some((at, code));
        }
    }

    pub fn thread(&mut self, pid: Pid, tid: Tid, name: &str, at: f64, state: &ThreadState) {
        let what = match state {
            ThreadState::Started => Step::Started(self.label(name)),
            ThreadState::Running => Step::Running,
            ThreadState::Waiting { label, .. } => Step::Waiting(self.label(label)),
            ThreadState::Ended => Step::Ended,
        };
        self.note_name(pid, tid, name, at);
        self.record(Record::Thread { pid, tid, at, what });
    }

    /// A thread gets its name after it was started.
    fn note_name(&mut self, pid: Pid, tid: Tid, name: &str, at: f64) {
        let label = self.label(name);
        let known = self.thread_names.insert((pid, tid), label);
        if known.is_some_and(|known| known != label) {
            self.record(Record::Thread { pid, tid, at, what: Step::Started(label) });
        }
    }

    /// An item that a thread put was got by another.
    pub fn flow(&mut self, put: Moment, got: Moment) {
        self.record(Record::Flow { put, got });
    }

    /// The processes by pid.
    pub fn processes(&self) -> &SortedMap<Pid, ProcessRecord> {
        &self.processes
    }

    /// How many records found no room.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// The text of the label with that number.
    pub fn label_of(&self, index: u32) -> Option<&str> {
        self.labels.get(index as usize).map(String::as_str)
    }

    pub(crate) fn records(&self) -> &[Record] {
        &self.records
    }

    pub(crate) fn label_text(&self, id: LabelId) -> &str {
        &self.labels[id.0 as usize]
    }

    fn record(&mut self, record: Record) {
        if self.records.len() < self.limit {
            self.records.push(record);
        } else {
            self.left_out += 1;
        }
    }

    fn label(&mut self, text: &str) -> LabelId {
        if let Some(&id) = self.label_ids.get(text) {
            return id;
        }
        let id = LabelId(self.labels.len() as u32);
        self.labels.push(text.to_owned());
        self.label_ids.insert(text.to_owned(), id);
        id
    }
}
