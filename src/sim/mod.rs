//! The simulated host: the kernel and all processes in one thread, under a seeded scheduler.
//!
//! The seed decides which process runs a slice, which message arrives next (each channel keeps its
//! order) and how long a slice takes on the virtual clock, which jumps to the next deadline when all
//! wait. The same seed is the same run, so a race that was found once is a test from then on.

mod random;
mod scheduler;
#[cfg(test)]
mod tests;

pub use random::Random;
pub use scheduler::simulate;

use crate::{kernel::Config, trace::RunSummary, wire::{LibraryPart, Stream}};

/// How to run a simulation.
#[derive(Clone, Debug)]
pub struct SimConfig {
    pub seed: u64,
    /// How many slices and messages at most.
    pub max_steps: u64,
    pub kernel: Config,
}

impl SimConfig {
    /// The defaults with this seed.
    pub fn seeded(seed: u64) -> SimConfig {
        SimConfig { seed, max_steps: 20_000_000, kernel: Config::default() }
    }
}

/// What is outside a simulation.
pub trait Outside {
    /// Text that a process wrote.
    fn output(&mut self, stream: Stream, text: &str);
    /// What a mistake of the program is, and how to mend it.
    fn hint(&mut self, _text: &str) {}
    /// The next line of standard input with its newline; None at its end.
    fn input(&mut self) -> Option<String>;
    /// A pack with that module of the library, or why there is none.
    fn library(&mut self, module: &str, _part: LibraryPart) -> Result<Vec<u8>, String> {
        Err(format!("there is no library here, and so no '{module}'"))
    }
}

/// How a simulation ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// No process is left; the main process's exit status, negative for a signal.
    Finished(i32),
    /// Everything waits for ever; why, in words.
    Deadlock(String),
    /// The step limit was reached.
    TooLong,
}

/// A simulation that has ended.
#[derive(Clone, Debug)]
pub struct SimRun {
    pub outcome: Outcome,
    pub summary: RunSummary,
    /// Chrome Trace Event JSON.
    pub trace: String,
    pub steps: u64,
    /// Virtual milliseconds.
    pub ended: f64,
}

/// Collects output in memory, and has no input.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Captured {
    pub stdout: String,
    pub stderr: String,
}

impl Outside for Captured {
    fn output(&mut self, stream: Stream, text: &str) {
        match stream {
            Stream::Stdout => self.stdout.push_str(text),
            Stream::Stderr => self.stderr.push_str(text),
        }
    }

    fn input(&mut self) -> Option<String> {
        None
    }
}
