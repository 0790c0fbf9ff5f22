//! Collections while every thread waits: what has died since the last one is noticed then at the latest.
//!
//! A worker that has done a task and waits for the next one lets go of what came with it, as reference counting would
//! have; and nobody waits for the collector meanwhile.

use super::Collection;
use crate::vm::Vm;

/// How long after one idle collection the next may come, in milliseconds.
const PAUSE_MS: f64 = 50.0;

#[derive(Default)]
pub struct Idle {
    /// Something has run since the last collection of this kind.
    has_run: bool,
    /// When the next may come.
    due_at: f64,
    /// Since when every thread waits.
    since: Option<f64>,
}

impl Idle {
    /// A thread is about to run.
    pub fn note_run(&mut self) {
        (self.has_run, self.since) = (true, None);
    }
}

impl Vm {
    /// Every thread waits. Collects if that is worth while; whether there is something to run now.
    pub fn collect_idly(&mut self, now: f64) -> bool {
        self.finalization.idle.since.get_or_insert(now);
        if now < self.next_idle_collection().unwrap_or(f64::INFINITY) {
            return false;
        }
        self.finalization.idle = Idle { has_run: false, due_at: now + PAUSE_MS, since: Some(now) };
        self.collect_dead(Collection::Prompt);
        self.start_finalizing_thread()
    }

    /// When the next idle collection is due, if anybody would notice it.
    pub fn next_idle_collection(&self) -> Option<f64> {
        let noticed = |tracked: &super::Tracked| tracked.by_program || tracked.has_finalizer;
        let idle = &self.finalization.idle;
        if !idle.has_run {
            return None;
        }
        if self.finalization.tracked.values().any(noticed) {
            return Some(idle.due_at);
        }
        // Somebody may wait for the end of a pipe whose other end has died here. Those who talk through pipes all the
        // time are not held up.
        let since = idle.since.filter(|_| crate::stdlib::holds_pipe_ends(self))?;
        Some(idle.due_at.max(since + PAUSE_MS))
    }

    /// All threads are in the middle of something: another one does what is to be done about the dead.
    fn start_finalizing_thread(&mut self) -> bool {
        if self.finalization.tasks.is_empty() || self.finalization.running {
            return false;
        }
        let run = self.prelude_function("_run_finalizers");
        self.thread.starts_unseen = true;
        self.finalization.running = self.spawn_thread(run, &[], &[]).is_ok();
        self.finalization.running
    }
}
