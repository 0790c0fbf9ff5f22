//! `cargo xtask conformance`: CPython's own test files in the native runner, held to what they passed before.

mod record;
mod run;
mod uncounted;

use std::process::ExitCode;

use crate::command::root;
use crate::report::Counts;
use run::{Outcome, Patience, Printed, Suite};

/// A test file, or one class of it, how its tests went, and which of them did not pass, and why.
struct Unit {
    name: String,
    tally: Tally,
    missing: Vec<(String, String)>,
}

/// How the tests of a unit went.
#[derive(Clone, Copy, Default)]
struct Tally {
    total: usize,
    passed: usize,
    skipped: usize,
    failed: usize,
}

impl Tally {
    fn of(printed: &Printed) -> Tally {
        let count = |outcome| printed.tests.iter().filter(|test| test.outcome == outcome).count();
        Tally {
            total: printed.total,
            passed: count(Outcome::Passed),
            skipped: count(Outcome::Skipped),
            failed: count(Outcome::Failed),
        }
    }

    fn not_reached(self) -> usize {
        self.total.saturating_sub(self.passed + self.skipped + self.failed)
    }

    fn line(self, name: &str) -> String {
        format!("{name}\t{}\t{}\t{}\t{}\t{}", self.total, self.passed, self.skipped, self.failed, self.not_reached())
    }

    fn add(&mut self, other: Tally) {
        self.total += other.total;
        self.passed += other.passed;
        self.skipped += other.skipped;
        self.failed += other.failed;
    }
}

impl Unit {
    fn new(name: String, printed: Printed) -> Unit {
        let tally = Tally::of(&printed);
        let missing = printed.tests.into_iter().filter(|test| test.outcome != Outcome::Passed);
        Unit { name, tally, missing: missing.map(|test| (test.name, test.why)).collect() }
    }
}

/// A list of what is run, and what it passed before.
pub struct Collection {
    files: &'static str,
    record: &'static str,
    /// Of the files whose classes are run one by one, the tests that did not pass.
    missing: &'static str,
    patience: Patience,
}

/// What the tests run.
const MAIN: Collection = Collection {
    files: "tests/conformance/files.txt",
    record: "tests/conformance/record.tsv",
    missing: "tests/conformance/missing.tsv",
    patience: Patience::FIRST,
};
/// The tests of `multiprocessing` under its other start methods: they take too long to be run each time.
const FAMILIES: Collection = Collection {
    files: "tests/conformance/families.txt",
    record: "tests/conformance/families.tsv",
    missing: "tests/conformance/families_missing.tsv",
    // Forked processes are slow in the native runner: each asks its host for the time.
    patience: Patience::AGAIN,
};

pub fn run(arguments: &[String]) -> Result<ExitCode, String> {
    let (flags, names): (Vec<String>, Vec<String>) = arguments.iter().cloned().partition(|word| word.starts_with("--"));
    if let Some(unknown) = flags.iter().find(|flag| !["--record", "--families"].contains(&flag.as_str())) {
        return Err(format!("cargo xtask conformance: unknown option {unknown:?}; there are --record and --families"));
    }
    let has = |name: &str| flags.iter().any(|flag| flag == name);
    let collection = if has("--families") { &FAMILIES } else { &MAIN };
    let units = run_all(collection, &names)?;
    if has("--record") {
        record::write(collection, &units)?;
    }
    Ok(if fallen(collection, &units)? == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs every unit, as a part of the tests: each counts as one.
pub fn test(name: Option<&str>) -> Result<Counts, String> {
    let units = run_all(&MAIN, &name.map(str::to_owned).into_iter().collect::<Vec<_>>())?;
    let failed = fallen(&MAIN, &units)?;
    Ok(Counts { passed: units.len() - failed, failed, ..Counts::default() })
}

/// How often a unit that falls below the record is tried again, alone: some tests go by the clock.
const MORE_TRIES: usize = 2;

/// Runs what the words name.
fn run_all(collection: &Collection, words: &[String]) -> Result<Vec<Unit>, String> {
    let suite = Suite::open()?;
    println!("{}", record::HEAD);
    let mut units = suite.run_all(collection.files, words, collection.patience)?;
    let least = record::least(collection)?;
    for _ in 0..MORE_TRIES {
        for unit in units.iter_mut().filter(|unit| least.is_above(unit)) {
            let again = suite.run_again(&unit.name);
            if again.tally.passed > unit.tally.passed {
                *unit = again;
            }
        }
    }
    let mut sum = Tally::default();
    units.iter().for_each(|unit| sum.add(unit.tally));
    println!("{}", sum.line("all"));
    Ok(units)
}

/// How many units passed less than the record says; names them.
fn fallen(collection: &Collection, units: &[Unit]) -> Result<usize, String> {
    let least = record::least(collection)?;
    let fallen: Vec<&Unit> = units.iter().filter(|unit| least.is_above(unit)).collect();
    for Unit { name, tally, .. } in &fallen {
        println!("{name} passed {} tests, and {} are due; see target/conformance/{name}.txt", tally.passed, least.of(name));
    }
    Ok(fallen.len())
}

fn read(path: &str) -> Result<String, String> {
    std::fs::read_to_string(root().join(path)).map_err(|error| format!("{path}: {error}"))
}
