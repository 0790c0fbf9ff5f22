//! The trace as Chrome Trace Event JSON, which Perfetto and `chrome://tracing` open as it is.

use std::fmt::{self, Write};

use crate::{
    sorted::SortedMap,
    trace::{LabelId, Moment, Record, Step, Trace},
    wire::{Pid, Tid},
};

/// `{"traceEvents": [...]}`, with slices that are still open ending at `now`.
pub fn chrome_json(trace: &Trace, now: f64) -> String {
    let mut events = Events::default();
    events.describe_processes(trace);
    events.slices(trace, now);
    events.flows(trace);
    let note = match trace.left_out() {
        0 => String::new(),
        count => format!(",\"metadata\":{{\"recordsLeftOut\":{count}}}"),
    };
    format!("{{\"displayTimeUnit\":\"ms\",\"traceEvents\":[{}]{note}}}", events.text)
}

#[derive(Default)]
struct Events {
    text: String,
}

/// What a thread does since when.
struct Open {
    since: f64,
    what: Step,
}

impl Events {
    fn describe_processes(&mut self, trace: &Trace) {
        for (pid, process) in trace.processes() {
            let name = Quoted(&process.name);
            self.add(format_args!(r#""name":"process_name","ph":"M","pid":{pid},"args":{{"name":{name}}}"#));
            self.add(format_args!(
                r#""name":"process_sort_index","ph":"M","pid":{pid},"args":{{"sort_index":{pid}}}"#
            ));
        }
    }

    fn slices(&mut self, trace: &Trace, now: f64) {
        let mut open: SortedMap<(Pid, Tid), Open> = SortedMap::new();
        for record in trace.records() {
            let Record::Thread { pid, tid, at, what } = *record else { continue };
            if let Some(before) = open.remove(&(pid, tid)) {
                self.slice(trace, pid, tid, &before, at);
            }
            match what {
                Step::Started(name) => self.name_thread(trace, pid, tid, name),
                Step::Ended => {}
                Step::Running | Step::Waiting(_) => drop(open.insert((pid, tid), Open { since: at, what })),
            }
        }
        for ((pid, tid), before) in open {
            let end = trace.processes().get(&pid).and_then(|process| process.ended).map_or(now, |(at, _)| at);
            self.slice(trace, pid, tid, &before, end);
        }
    }

    fn name_thread(&mut self, trace: &Trace, pid: Pid, tid: Tid, name: LabelId) {
        let (tid, name) = (tid.0, Quoted(trace.label_text(name)));
        self.add(format_args!(r#""name":"thread_name","ph":"M","pid":{pid},"tid":{tid},"args":{{"name":{name}}}"#));
    }

    fn slice(&mut self, trace: &Trace, pid: Pid, tid: Tid, open: &Open, end: f64) {
        let (name, category) = match open.what {
            Step::Waiting(label) => (trace.label_text(label), "waiting"),
            _ => ("running", "running"),
        };
        let (name, tid, ts) = (Quoted(name), tid.0, Micros(open.since));
        let dur = Micros((end - open.since).max(0.0));
        self.add(format_args!(
            r#""name":{name},"cat":"{category}","ph":"X","ts":{ts},"dur":{dur},"pid":{pid},"tid":{tid}"#
        ));
    }

    fn flows(&mut self, trace: &Trace) {
        let resumes = Resumes::new(trace);
        let mut id = 0;
        for record in trace.records() {
            let Record::Flow { put, got } = *record else { continue };
            id += 1;
            self.flow_end("\"ph\":\"s\"", id, put);
            self.flow_end("\"ph\":\"f\",\"bp\":\"e\"", id, resumes.after(got));
        }
    }

    fn flow_end(&mut self, phase: &str, id: u64, (pid, tid, at): Moment) {
        let (tid, ts) = (tid.0, Micros(at));
        self.add(format_args!(
            r#""name":"item","cat":"flow",{phase},"id":{id},"ts":{ts},"pid":{pid},"tid":{tid}"#
        ));
    }

    fn add(&mut self, fields: fmt::Arguments<'_>) {
        let comma = if self.text.is_empty() { "" } else { ",\n" };
        write!(self.text, "{comma}{{{fields}}}").expect("a string takes all text");
    }
}

/// When each thread began to run: an item that was handed over arrives at the next such moment, so
/// that its arrow ends at a slice that runs.
struct Resumes {
    by_thread: SortedMap<(Pid, Tid), Vec<f64>>,
}

impl Resumes {
    fn new(trace: &Trace) -> Resumes {
        let mut by_thread: SortedMap<(Pid, Tid), Vec<f64>> = SortedMap::new();
        for record in trace.records() {
            if let Record::Thread { pid, tid, at, what: Step::Running } = *record {
                by_thread.entry((pid, tid)).or_default().push(at);
            }
        }
        Resumes { by_thread }
    }

    fn after(&self, (pid, tid, at): Moment) -> Moment {
        let times = self.by_thread.get(&(pid, tid)).map_or(&[][..], Vec::as_slice);
        let next = times.partition_point(|&time| time < at);
        (pid, tid, times.get(next).copied().unwrap_or(at))
    }
}

/// Milliseconds written as the format's microseconds.
struct Micros(f64);

impl fmt::Display for Micros {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1}", self.0 * 1000.0)
    }
}

/// A JSON string.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for c in self.0.chars() {
            match c {
                '"' => f.write_str("\\\"")?,
                '\\' => f.write_str("\\\\")?,
                '\n' => f.write_str("\\n")?,
                c if (c as u32) < 0x20 => write!(f, "\\u{:04x}", c as u32)?,
                c => f.write_char(c)?,
            }
        }
        f.write_char('"')
    }
}
