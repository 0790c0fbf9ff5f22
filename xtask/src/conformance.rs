//! `cargo xtask conformance`: CPython's own test files in the native runner, held to what they passed before.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, ExitCode, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use crate::command::{announce, cargo, command, root, run as execute};
use crate::report::Counts;
use crate::toolchain;

/// What is run, and what it passed.
const FILES: &str = "tests/conformance/files.txt";
const RECORD: &str = "tests/conformance/record.tsv";
const HEAD: &str = "file\ttests\tpassed\tskipped\tfailed\tnot reached";
/// How many files are run at once, and how long one may take.
const THREADS: usize = 2;
const TIMEOUT: Duration = Duration::from_secs(120);

/// How the tests of a file went.
#[derive(Clone, Copy, Default)]
struct Tally {
    total: usize,
    passed: usize,
    skipped: usize,
    failed: usize,
}

impl Tally {
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

pub fn run(arguments: &[String]) -> Result<ExitCode, String> {
    let (flags, names): (Vec<String>, Vec<String>) = arguments.iter().cloned().partition(|word| word.starts_with("--"));
    if let Some(unknown) = flags.iter().find(|flag| *flag != "--record") {
        return Err(format!("cargo xtask conformance: unknown option {unknown:?}; there is --record"));
    }
    let results = run_files(&names)?;
    if !flags.is_empty() {
        record(&results)?;
    }
    Ok(if fallen(&results)?.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs every file, as a part of the tests: each counts as one.
pub fn test(name: Option<&str>) -> Result<Counts, String> {
    let results = run_files(&name.map(str::to_owned).into_iter().collect::<Vec<_>>())?;
    let failed = fallen(&results)?.len();
    Ok(Counts { passed: results.len() - failed, failed, ..Counts::default() })
}

fn run_files(words: &[String]) -> Result<BTreeMap<String, Tally>, String> {
    let suite = suite()?;
    announce("cargo build");
    execute(cargo().args(["build", "--quiet", "--bin", "spawnpoint"]))?;
    let list = read(FILES)?;
    let names = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let chosen: Vec<&str> = names.filter(|name| words.is_empty() || words.iter().any(|word| name.contains(word.as_str()))).collect();
    let (next, results) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    println!("{HEAD}");
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some(name) = chosen.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let tally = run_file(&suite, name);
                    println!("{}", tally.line(name));
                    results.lock().expect("no thread panics while it adds a result").insert((*name).to_owned(), tally);
                }
            });
        }
    });
    let results = results.into_inner().expect("every thread has ended");
    let mut sum = Tally::default();
    results.values().for_each(|tally| sum.add(*tally));
    println!("{}", sum.line("all"));
    Ok(results)
}

/// The folder of CPython's tests, installing Debian's package where it is missing.
fn suite() -> Result<PathBuf, String> {
    let folder = Path::new("/usr/lib/python3.11/test");
    // Python's own package brings the helpers of the tests, but not the tests.
    let there = || folder.join("test_bool.py").exists();
    if there() || (toolchain::apt_install(&["libpython3.11-testsuite"]) && there()) {
        return Ok(folder.to_owned());
    }
    Err("CPython's tests are missing. On Debian 12 run `apt-get install libpython3.11-testsuite`, then try again.".to_owned())
}

fn run_file(suite: &Path, name: &str) -> Tally {
    let log = root().join(format!("target/conformance/{name}.txt"));
    let output = start(suite, name, &log).map(|child| wait(child, &log));
    let text = match output {
        Ok(text) => text,
        Err(message) => {
            eprintln!("{message}");
            String::new()
        }
    };
    let mut tally = Tally::default();
    for line in text.lines() {
        match line.split_once(' ') {
            Some(("total", count)) => tally.total = count.trim().parse().unwrap_or_default(),
            Some(("ok", _)) => tally.passed += 1,
            Some(("skip", _)) => tally.skipped += 1,
            Some(("fail", _)) => tally.failed += 1,
            _ => {}
        }
    }
    tally
}

fn start(suite: &Path, name: &str, log: &Path) -> Result<Child, String> {
    let failed = |error: std::io::Error| format!("{name}: {error}");
    fs::create_dir_all(log.parent().unwrap_or(Path::new("."))).map_err(failed)?;
    let output = fs::File::create(log).map_err(failed)?;
    let errors = output.try_clone().map_err(failed)?;
    let mut runner = command(root().join("target/debug/spawnpoint"));
    runner.arg("--add").arg(suite).arg("tests/conformance/run.py").arg(suite).arg(name);
    runner.stdin(Stdio::null()).stdout(output).stderr(errors).spawn().map_err(failed)
}

/// What the run printed before it ended or its time was up.
fn wait(mut child: Child, log: &Path) -> String {
    let start = Instant::now();
    while matches!(child.try_wait(), Ok(None)) {
        if start.elapsed() > TIMEOUT {
            // One that has ended meanwhile cannot be killed.
            let _ = child.kill();
            let _ = child.wait();
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    String::from_utf8_lossy(&fs::read(log).unwrap_or_default()).into_owned()
}

/// The files that passed less than the record says.
fn fallen(results: &BTreeMap<String, Tally>) -> Result<Vec<String>, String> {
    let record = recorded()?;
    let below = |name: &str, tally: &Tally| record.get(name).is_some_and(|least| tally.passed < *least);
    let fallen: Vec<String> = results.iter().filter(|(name, tally)| below(name, tally)).map(|(name, _)| name.clone()).collect();
    for name in &fallen {
        println!("{name} passed {} tests, after {RECORD} at least {} are due; see target/conformance/{name}.txt", results[name].passed, record[name]);
    }
    Ok(fallen)
}

/// How many tests each file has to pass. How far one comes whose time runs out depends on the machine: half is due.
fn recorded() -> Result<BTreeMap<String, usize>, String> {
    if !root().join(RECORD).exists() {
        return Ok(BTreeMap::new());
    }
    let text = read(RECORD)?;
    let rows = text.lines().filter_map(|line| {
        let mut columns = line.split('\t');
        let (name, passed) = (columns.next()?.to_owned(), columns.nth(1)?.parse::<usize>().ok()?);
        let whole = columns.nth(2)? == "0";
        Some((name, if whole { passed } else { passed / 2 }))
    });
    Ok(rows.collect())
}

/// Writes what was passed; files that were not run keep their lines.
fn record(results: &BTreeMap<String, Tally>) -> Result<(), String> {
    let mut rows: BTreeMap<String, String> = BTreeMap::new();
    if root().join(RECORD).exists() {
        let old = read(RECORD)?;
        rows.extend(old.lines().skip(1).filter_map(|line| Some((line.split_once('\t')?.0.to_owned(), line.to_owned()))));
    }
    rows.extend(results.iter().map(|(name, tally)| (name.clone(), tally.line(name))));
    let lines: Vec<String> = rows.into_values().collect();
    fs::write(root().join(RECORD), format!("{HEAD}\n{}\n", lines.join("\n"))).map_err(|error| format!("{RECORD}: {error}"))
}

fn read(path: &str) -> Result<String, String> {
    fs::read_to_string(root().join(path)).map_err(|error| format!("{path}: {error}"))
}
