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
    pub has_run: bool,
    /// When the next may come.
    due_at: f64,
}

impl Vm {
    /// Every thread waits. Collects if that is worth while; whether there is something to run now.
    pub fn collect_idly(&mut self, now: f64) -> bool {
        if now < self.next_idle_collection().unwrap_or(f64::INFINITY) {
            return false;
        }
        self.finalization.idle = Idle { has_run: false, due_at: now + PAUSE_MS };
        self.collect_dead(Collection::Prompt);
        self.start_finalizing_thread()
    }

    /// When the next idle collection is due, if anybody would notice it.
    pub fn next_idle_collection(&self) -> Option<f64> {
        let noticed = |tracked: &super::Tracked| tracked.by_program || tracked.has_finalizer;
        let idle = &self.finalization.idle;
        (idle.has_run && self.finalization.tracked.values().any(noticed)).then_some(idle.due_at)
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
