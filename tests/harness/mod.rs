//! A small test harness: named trials, run two at a time, reported as `cargo test` does, with a list of known failures.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use std::time::Instant;

const THREADS: usize = 2;

/// One test, whose error says what went wrong. It is told whether it is known to fail.
pub struct Trial {
    pub name: String,
    pub run: Box<dyn Fn(bool) -> Result<(), String> + Send + Sync>,
}

/// What a list of known failures says: the reason of each trial that is expected to fail.
pub struct KnownFailures {
    /// Where the list is, for messages.
    pub file: &'static str,
    reasons: BTreeMap<String, String>,
}

impl KnownFailures {
    /// Reads a list of `name: reason` lines; `#` starts a comment.
    pub fn parse(file: &'static str, text: &str) -> Self {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let reasons = lines.map(|line| {
            let (name, reason) = line.split_once(": ").unwrap_or_else(|| panic!("{file}: no reason in {line:?}"));
            (name.to_owned(), reason.trim().to_owned())
        });
        Self { file, reasons: reasons.collect() }
    }
}

enum Verdict {
    Passed,
    Failed(String),
    /// It failed, as the list says.
    Known,
}

/// Runs the trials that the arguments of the program choose.
pub fn main(trials: Vec<Trial>, known: &KnownFailures) -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    let stale: Vec<String> = known.reasons.keys().filter(|name| !trials.iter().any(|trial| trial.name == **name)).cloned().collect();
    let total = trials.len();
    let wanted = |trial: &Trial| words.is_empty() || words.iter().any(|word| trial.name.contains(word.as_str()));
    let chosen: Vec<Trial> = trials.into_iter().filter(wanted).collect();
    if arguments.iter().any(|argument| argument == "--list") {
        chosen.iter().for_each(|trial| println!("{}: test", trial.name));
        return ExitCode::SUCCESS;
    }
    println!("\nrunning {} tests", chosen.len());
    let start = Instant::now();
    let mut failures = run_all(&chosen, known);
    failures.0.extend(stale.into_iter().map(|name| (name, format!("{} lists it, but there is no such test", known.file))));
    report(&failures.0, chosen.len(), failures.1, total, start)
}

fn run_all(trials: &[Trial], known: &KnownFailures) -> (Vec<(String, String)>, usize) {
    let next = AtomicUsize::new(0);
    let verdicts = Mutex::new((Vec::new(), 0));
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some(trial) = trials.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let verdict = judge(trial, known);
                    let mut sums = verdicts.lock().expect("no trial panics while it is counted");
                    println!("test {} ... {}", trial.name, shown(&verdict));
                    match verdict {
                        Verdict::Passed => {}
                        Verdict::Known => sums.1 += 1,
                        Verdict::Failed(message) => sums.0.push((trial.name.clone(), message)),
                    }
                }
            });
        }
    });
    verdicts.into_inner().expect("every thread has ended")
}

fn judge(trial: &Trial, known: &KnownFailures) -> Verdict {
    let is_known = known.reasons.contains_key(&trial.name);
    let result = catch_unwind(AssertUnwindSafe(|| (trial.run)(is_known))).unwrap_or_else(|_| Err("the test panicked".to_owned()));
    match (result, is_known) {
        (Ok(()), false) => Verdict::Passed,
        (Ok(()), true) => Verdict::Failed(format!("it passes now: remove it from {}", known.file)),
        (Err(_), true) => Verdict::Known,
        (Err(message), false) => Verdict::Failed(message),
    }
}

fn shown(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "ok",
        Verdict::Failed(_) => "FAILED",
        Verdict::Known => "known failure",
    }
}

fn report(failures: &[(String, String)], ran: usize, known: usize, total: usize, start: Instant) -> ExitCode {
    if !failures.is_empty() {
        println!("\nfailures:");
    }
    for (name, message) in failures {
        println!("\n---- {name} ----\n{message}");
    }
    let passed = ran - known - failures.len().min(ran - known);
    let word = if failures.is_empty() { "ok" } else { "FAILED" };
    println!(
        "\ntest result: {word}. {passed} passed; {} failed; {known} known failures; {} filtered out; finished in {:.2}s\n",
        failures.len(),
        total - ran,
        start.elapsed().as_secs_f64()
    );
    if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs `work` on another thread, so that what it reads cannot block what it writes.
pub fn in_background<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> mpsc::Receiver<T> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        // The receiver is gone when the trial has timed out.
        let _ = sender.send(work());
    });
    receiver
}
