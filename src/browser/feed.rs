//! The trace as it grows, as plain numbers for the page's timeline.
//!
//! A thread's step is `kind, pid, tid, at, label`; a flow is `FLOW` and the two ends, each
//! `pid, tid, at`.

use crate::trace::{Record, Step, Trace};

const STARTED: f64 = 0.0;
const RUNNING: f64 = 1.0;
const WAITING: f64 = 2.0;
const ENDED: f64 = 3.0;
const FLOW: f64 = 4.0;

/// Records `from..from + most`; the first number says how many there were.
pub fn trace_feed(trace: &Trace, from: usize, most: usize) -> Vec<f64> {
    let records = trace.records();
    let fresh = &records[from.min(records.len())..(from + most).min(records.len())];
    let mut numbers = Vec::with_capacity(1 + fresh.len() * 5);
    numbers.push(fresh.len() as f64);
    for record in fresh {
        match *record {
            Record::Thread { pid, tid, at, what } => {
                let (kind, label) = match what {
                    Step::Started(name) => (STARTED, name.index()),
                    Step::Running => (RUNNING, 0),
                    Step::Waiting(label) => (WAITING, label.index()),
                    Step::Ended => (ENDED, 0),
                };
                numbers.extend([kind, pid.0.into(), tid.0.into(), at, label.into()]);
            }
            Record::Flow { put, got } => {
                numbers.push(FLOW);
                for (pid, tid, at) in [put, got] {
                    numbers.extend([pid.0.into(), tid.0.into(), at]);
                }
            }
        }
    }
    numbers
}
