//! The summary of a run, as the public interface's result has it.

use serde::Serialize;

use crate::sorted::SortedSet;
use crate::{
    trace::{Record, Step, Trace},
    wire::{Pid, Tid},
};

/// One process of a result.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProcessSummary {
    pub pid: Pid,
    pub ppid: Pid,
    pub name: String,
    pub exit_code: Option<i32>,
    pub started: f64,
    pub ended: Option<f64>,
}

/// What a result says about the processes of a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RunSummary {
    pub processes: Vec<ProcessSummary>,
    /// The most processes that ran Python code at one moment.
    pub max_parallel: u32,
    pub wall_ms: f64,
}

impl RunSummary {
    /// The summary of what `trace` saw up to `now`.
    pub fn new(trace: &Trace, now: f64) -> RunSummary {
        let processes = trace.processes().iter().map(|(&pid, process)| ProcessSummary {
            pid,
            ppid: process.ppid,
            name: process.name.clone(),
            exit_code: process.ended.map(|(_, code)| code),
            started: process.started,
            ended: process.ended.map(|(at, _)| at),
        });
        let began = trace.processes().values().map(|process| process.started).fold(now, f64::min);
        RunSummary { processes: processes.collect(), max_parallel: max_parallel(trace), wall_ms: now - began }
    }
}

/// Sweeps over the moments at which threads began and ceased to run, by the processes' own clocks:
/// the kernel hears of them in batches, and so not in their order.
fn max_parallel(trace: &Trace) -> u32 {
    let mut changes: Vec<(f64, Pid, Option<Tid>, bool)> = Vec::new();
    for record in trace.records() {
        if let Record::Thread { pid, tid, at, what } = *record {
            changes.push((at, pid, Some(tid), what == Step::Running));
        }
    }
    for (&pid, process) in trace.processes() {
        changes.extend(process.ended.map(|(at, _)| (at, pid, None, false)));
    }
    // A stable sort: what one process says of one moment keeps its order.
    changes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut running: SortedSet<(Pid, Tid)> = SortedSet::new();
    let mut most = 0;
    for (_, pid, tid, runs) in changes {
        match (tid, runs) {
            (Some(tid), true) => drop(running.insert((pid, tid))),
            (Some(tid), false) => drop(running.remove(&(pid, tid))),
            (None, _) => running.retain(|(other, _)| *other != pid),
        }
        most = most.max(running.iter().map(|(pid, _)| pid).collect::<SortedSet<_>>().len());
    }
    most as u32
}
