//! Running test files, each whole or class by class, with a limit on the time.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::uncounted::Uncounted;
use super::{Unit, read};
use crate::command::{announce, cargo, command, root, run as execute};
use crate::toolchain;

/// How many runs there are at once.
const THREADS: usize = 2;
/// How many processes a test may have alive: one of CPython's has a hundred.
const PROCESSES: &str = "256";

/// How long things may take.
#[derive(Clone, Copy)]
pub struct Patience {
    run: Duration,
    /// Seconds.
    test: u32,
}

impl Patience {
    /// When everything is run.
    pub const FIRST: Patience = Patience { run: Duration::from_secs(300), test: 30 };
    /// When one is run again, alone: it may be a slow machine that made it fall.
    pub const AGAIN: Patience = Patience { run: Duration::from_secs(600), test: 90 };
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    Skipped,
    Failed,
}

/// A test's name, how it went, and why not better.
pub struct Test {
    pub name: String,
    pub outcome: Outcome,
    pub why: String,
}

/// What a run said.
#[derive(Default)]
pub struct Printed {
    pub total: usize,
    pub tests: Vec<Test>,
}

/// CPython's tests.
pub struct Suite {
    folder: PathBuf,
    uncounted: Uncounted,
}

impl Suite {
    pub fn open() -> Result<Suite, String> {
        let suite = Suite { folder: folder()?, uncounted: Uncounted::read()? };
        announce("cargo build");
        execute(cargo().args(["build", "--quiet", "--bin", "spawnpoint"]))?;
        Ok(suite)
    }

    /// Runs the units of a list whose names contain one of the words, or all.
    pub fn run_all(&self, list: &str, words: &[String], patience: Patience) -> Result<Vec<Unit>, String> {
        let mut chosen = self.units(list)?;
        chosen.retain(|name| words.is_empty() || words.iter().any(|word| name.contains(word.as_str())));
        let (next, units) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
        thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    while let Some(name) = chosen.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let start = Instant::now();
                        let unit = self.run(name, patience);
                        println!("{}\t{} s", unit.tally.line(name), start.elapsed().as_secs());
                        units.lock().expect("no thread panics while it adds a unit").push(unit);
                    }
                });
            }
        });
        let mut units = units.into_inner().expect("every thread has ended");
        units.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(units)
    }

    pub fn run_again(&self, name: &str) -> Unit {
        self.run(name, Patience::AGAIN)
    }

    fn run(&self, name: &str, patience: Patience) -> Unit {
        let (file, class) = name.split_once('.').map_or((name, None), |(file, class)| (file, Some(class)));
        let words = match class {
            None => self.uncounted.words_for_file(file),
            Some(class) => {
                let mut words = self.uncounted.words_for_class(file, class);
                words.push(format!(".{class}."));
                words
            }
        };
        let text = self.output(name, file, &words, patience);
        let mut printed = Printed::parse(&text);
        if printed.total == 0 {
            printed.total = printed.tests.len();
        }
        Unit::new(name.to_owned(), printed)
    }

    /// The files of a list, and the classes of those whose classes are run one by one.
    fn units(&self, list: &str) -> Result<Vec<String>, String> {
        let list = read(list)?;
        let mut units = Vec::new();
        for line in list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.strip_suffix(" by class") {
                None => units.push(line.to_owned()),
                Some(file) => {
                    let text = self.output(file, file, &["--classes".to_owned()], Patience::FIRST);
                    let classes = text.lines().filter_map(|line| line.strip_prefix("class "));
                    units.extend(classes.filter(|class| self.uncounted.leaves_some_of(class)).map(|class| format!("{file}.{class}")));
                }
            }
        }
        Ok(units)
    }

    /// What a run prints before it ends or its time is up.
    fn output(&self, name: &str, file: &str, words: &[String], patience: Patience) -> String {
        let log = root().join(format!("target/conformance/{name}.txt"));
        let run = self.start(file, words, &log, patience).map(|child| wait(child, &log, patience.run));
        run.unwrap_or_else(|error| {
            eprintln!("{name}: {error}");
            String::new()
        })
    }

    fn start(&self, file: &str, words: &[String], log: &Path, patience: Patience) -> std::io::Result<Child> {
        fs::create_dir_all(log.parent().unwrap_or(Path::new(".")))?;
        let output = fs::File::create(log)?;
        let errors = output.try_clone()?;
        let mut runner = command(root().join("target/debug/spawnpoint"));
        runner.args(["--processes", PROCESSES]).arg("--add").arg(&self.folder).arg("tests/conformance/run.py").arg(&self.folder).arg(file);
        runner.arg(format!("--seconds={}", patience.test)).args(words);
        runner.stdin(Stdio::null()).stdout(output).stderr(errors).spawn()
    }
}

impl Printed {
    fn parse(text: &str) -> Printed {
        let mut printed = Printed::default();
        for line in text.lines() {
            let mut words = line.splitn(3, ' ');
            let (word, name, why) = (words.next(), words.next().unwrap_or_default(), words.next().unwrap_or_default());
            let outcome = match word {
                Some("total") => {
                    printed.total = name.parse().unwrap_or_default();
                    continue;
                }
                Some("ok") => Outcome::Passed,
                Some("skip") => Outcome::Skipped,
                Some("fail") => Outcome::Failed,
                _ => continue,
            };
            printed.tests.push(Test { name: name.to_owned(), outcome, why: why.to_owned() });
        }
        printed
    }
}

/// The folder of CPython's tests, installing Debian's package where it is missing.
fn folder() -> Result<PathBuf, String> {
    let folder = Path::new("/usr/lib/python3.11/test");
    // Python's own package brings the helpers of the tests, but not the tests.
    let there = || folder.join("test_bool.py").exists();
    if there() || (toolchain::apt_install(&["libpython3.11-testsuite"]) && there()) {
        return Ok(folder.to_owned());
    }
    Err("CPython's tests are missing. On Debian 12 run `apt-get install libpython3.11-testsuite`, then try again.".to_owned())
}

fn wait(mut child: Child, log: &Path, limit: Duration) -> String {
    let start = Instant::now();
    while matches!(child.try_wait(), Ok(None)) {
        if start.elapsed() > limit {
            // One that has ended meanwhile cannot be killed.
            let _ = child.kill();
            let _ = child.wait();
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    String::from_utf8_lossy(&fs::read(log).unwrap_or_default()).into_owned()
}
