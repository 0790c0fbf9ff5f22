//! Every Python program below `tests/programs` in the native runner and in the simulator, against what CPython prints.
//!
//! `NAME.py` comes with `NAME.out`, its exact standard output. Beside them may stand `NAME.in`
//! (standard input), `NAME.err` (`exit=` the status, `stderr_last=` the last line of standard error,
//! `stderr_contains=` a part of it, `hint=` a part of a hint, `hint=none` that there is none, `deadlock=` a part of what
//! is said where nothing can ever go on: such a program hangs, and runs in the simulator only, which ends it) and
//! `NAME.order`: `any` where lines may come in any order, `any-but-last` where only the last line has
//! its place. A first line `# order: any` says the same. The programs in `cases` run under every start method.
//! `tests/browser/programs.test.mjs` holds Chromium to the same rules.

mod harness;

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use harness::{KnownFailures, Trial, in_background};

const KNOWN_FAILURES: &str = "tests/programs/known_failures.txt";
const TIMEOUT: Duration = Duration::from_secs(60);
/// More for each seed of the simulator.
const FOR_A_SEED: Duration = Duration::from_secs(2);
/// Programs that are known to fail often hang.
const KNOWN_TIMEOUT: Duration = Duration::from_secs(10);
/// Beside `spawn`, the default.
const START_METHODS: [&str; 2] = ["fork", "forkserver"];
/// With what status the simulator ends a run in which nothing can go on.
const DEADLOCKED: i32 = 3;
/// Seeds of the simulator for each program.
const SEEDS: u64 = 5;
/// Says how many seeds the assignment's programs get instead; hundreds take their time without optimisation:
/// `SPAWNPOINT_SEEDS=500 SPAWNPOINT_CASE_SEEDS=500 cargo test --release --test programs -- simulated/`.
const ASSIGNMENT_SEEDS: &str = "SPAWNPOINT_SEEDS";
/// And how many the programs in `cases` get that do not look at a clock.
const CASE_SEEDS: &str = "SPAWNPOINT_CASE_SEEDS";
/// What a program has that looks at a clock.
const CLOCKS: [&str; 5] = ["import time", "from time", "timeout", "Timer", ".alarm("];

fn main() -> ExitCode {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let mut programs = Vec::new();
    collect(&folder, &mut programs);
    programs.sort();
    let (assignment_seeds, case_seeds) = (seeds_by(ASSIGNMENT_SEEDS), seeds_by(CASE_SEEDS));
    let mut trials = Vec::new();
    for path in &programs {
        let name = path.strip_prefix(&folder).expect("programs are below the folder").with_extension("");
        let name = name.to_string_lossy().replace('\\', "/");
        let seeds = match name.split('/').next() {
            Some("assignment") => assignment_seeds,
            Some("cases") if !looks_at_a_clock(path) => case_seeds,
            _ => SEEDS,
        };
        if !hangs(path) {
            trials.push(native(&name, path));
        }
        trials.push(simulated(&name, path, seeds));
        if name.starts_with("cases/") {
            trials.extend(START_METHODS.map(|method| started(&name, path, method)));
        }
    }
    let known = fs::read_to_string(folder.join("known_failures.txt")).unwrap_or_default();
    // The browser's tests read their own lines.
    let known: Vec<&str> = known.lines().filter(|line| !line.starts_with("browser/")).collect();
    harness::main(trials, &KnownFailures::parse(KNOWN_FAILURES, &known.join("\n")))
}

fn seeds_by(variable: &str) -> u64 {
    std::env::var(variable).map_or(SEEDS, |seeds| seeds.parse().unwrap_or_else(|_| panic!("{variable} is a number")))
}

fn looks_at_a_clock(program: &Path) -> bool {
    let source = fs::read_to_string(program).expect("a program is readable");
    CLOCKS.iter().any(|clock| source.contains(clock))
}

fn hangs(program: &Path) -> bool {
    fs::read_to_string(program.with_extension("err")).is_ok_and(|rules| rules.contains("deadlock="))
}

fn collect(folder: &Path, programs: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder of programs is readable").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, programs);
        } else if path.extension().is_some_and(|extension| extension == "py") && path.with_extension("out").exists() {
            programs.push(path);
        }
    }
}

fn native(name: &str, path: &Path) -> Trial {
    let path = path.to_owned();
    Trial { name: format!("native/{name}"), run: Box::new(move |known| check(&path, &[], known)) }
}

/// With another start method than `spawn`, natively and once in the simulator.
fn started(name: &str, path: &Path, method: &'static str) -> Trial {
    let path = path.to_owned();
    let run = move |known| {
        check(&path, &["--start-method", method], known)?;
        check(&path, &["--start-method", method, "--seed", "1"], known).map_err(|message| format!("with --seed 1: {message}"))
    };
    Trial { name: format!("{method}/{name}"), run: Box::new(run) }
}

fn simulated(name: &str, path: &Path, seeds: u64) -> Trial {
    let path = path.to_owned();
    let run = move |known| {
        if !path.with_extension("in").exists() {
            return check_seeds(&path, seeds, known);
        }
        // Each run wants the input from its beginning.
        (0..seeds).try_for_each(|seed| {
            let seed = seed.to_string();
            check(&path, &["--seed", &seed], known).map_err(|message| format!("with --seed {seed}: {message}"))
        })
    };
    Trial { name: format!("simulated/{name}"), run: Box::new(run) }
}

/// Runs the program with so many seeds in one process: most of a short run is the compiling of the library.
fn check_seeds(program: &Path, seeds: u64, known: bool) -> Result<(), String> {
    let timeout = if known { KNOWN_TIMEOUT } else { TIMEOUT + seeds as u32 * FOR_A_SEED };
    let expected = Expected::read(program);
    let count = seeds.to_string();
    let flags = [&["--seeds", &count][..], if expected.hint.is_some() { &["--hints"] } else { &[] }].concat();
    let ended = run(program, &flags, timeout)?;
    let runs = runs(&ended.stdout).zip(runs(&ended.stderr));
    let mut seen = 0;
    for ((stdout, code), (stderr, _)) in runs {
        let one = Ended { code, stdout, stderr };
        let compared = expected.compare(&one);
        compared.map_err(|message| format!("with --seed {seen}: {message}\nstandard error:\n{}", indent(&one.stderr)))?;
        seen += 1;
    }
    if seen == seeds { Ok(()) } else { Err(format!("only {seen} of {seeds} runs ended\n{}", indent(&ended.stderr))) }
}

/// What each of several runs wrote, and its status: between a line with its seed and one with that.
fn runs(text: &str) -> impl Iterator<Item = (String, Option<i32>)> {
    text.split("\u{1c}seed ").skip(1).filter_map(|run| {
        let (output, status) = run.split_once("\u{1c}status ")?;
        let output = output.split_once('\n')?.1;
        Some((output.to_owned(), status.trim_end().parse().ok()))
    })
}

fn check(program: &Path, flags: &[&str], known: bool) -> Result<(), String> {
    let timeout = if known { KNOWN_TIMEOUT } else { TIMEOUT };
    let expected = Expected::read(program);
    let flags = [flags, if expected.hint.is_some() { &["--hints"] } else { &[] }].concat();
    let ended = run(program, &flags, timeout)?;
    expected.compare(&ended).map_err(|message| format!("{message}\nstandard error:\n{}", indent(&ended.stderr)))
}

/// How a run ended.
struct Ended {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

fn run(program: &Path, flags: &[&str], timeout: Duration) -> Result<Ended, String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_spawnpoint"));
    command.args(flags).arg(program).current_dir(env!("CARGO_TARGET_TMPDIR"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| format!("cannot start the runner: {error}"))?;
    let input = fs::read(program.with_extension("in")).unwrap_or_default();
    let mut stdin = child.stdin.take().expect("the input is piped");
    // A program that doesn't read its input closes the pipe.
    in_background(move || stdin.write_all(&input));
    let (mut stdout, mut stderr) = (child.stdout.take().expect("piped"), child.stderr.take().expect("piped"));
    let stdout = in_background(move || read_all(&mut stdout));
    let stderr = in_background(move || read_all(&mut stderr));

    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
            break Some(status);
        }
        if start.elapsed() > timeout {
            child.kill().and_then(|()| child.wait()).map_err(|error| error.to_string())?;
            break None;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let text = |receiver: std::sync::mpsc::Receiver<String>| receiver.recv_timeout(Duration::from_secs(5)).unwrap_or_default();
    let (stdout, stderr) = (text(stdout), text(stderr));
    match status {
        Some(status) => Ok(Ended { code: status.code(), stdout, stderr }),
        None => Err(format!("it did not end within {} s; until then it printed\n{}{}", timeout.as_secs(), indent(&stdout), indent(&stderr))),
    }
}

fn read_all(from: &mut impl Read) -> String {
    let mut bytes = Vec::new();
    // What was read before a failure is still worth showing.
    let _ = from.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Exact,
    Any,
    AnyButLast,
}

/// What CPython does with a program.
struct Expected {
    stdout: String,
    order: Order,
    code: i32,
    stderr_last: Option<String>,
    stderr_contains: Vec<String>,
    hint: Option<String>,
}

impl Expected {
    fn read(program: &Path) -> Self {
        let stdout = fs::read_to_string(program.with_extension("out")).expect("a program has its output beside it");
        let mut expected = Self { stdout, order: order(program), code: 0, stderr_last: None, stderr_contains: Vec::new(), hint: None };
        let rules = program.with_extension("err");
        for line in fs::read_to_string(&rules).unwrap_or_default().lines() {
            match line.split_once('=') {
                Some(("exit", code)) => expected.code = code.parse().expect("exit= is a number"),
                Some(("stderr_last", last)) => expected.stderr_last = Some(last.to_owned()),
                Some(("stderr_contains", part)) => expected.stderr_contains.push(part.to_owned()),
                Some(("deadlock", part)) => {
                    expected.code = DEADLOCKED;
                    expected.stderr_contains.push(part.to_owned());
                }
                Some(("hint", part)) => expected.hint = Some(part.to_owned()),
                _ => panic!("{}: no such rule: {line:?}", rules.display()),
            }
        }
        expected
    }

    fn compare(&self, ended: &Ended) -> Result<(), String> {
        if arranged(&self.stdout, self.order) != arranged(&ended.stdout, self.order) {
            return Err(format!("expected output:\n{}but it printed:\n{}", indent(&self.stdout), indent(&ended.stdout)));
        }
        if ended.code != Some(self.code) {
            return Err(format!("expected exit status {}, not {:?}", self.code, ended.code));
        }
        let last = ended.stderr.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
        if self.stderr_last.as_deref().is_some_and(|expected| expected.trim_end() != last.trim_end()) {
            return Err(format!("expected the last line of standard error {:?}, not {last:?}", self.stderr_last));
        }
        let hints: Vec<&str> = ended.stderr.lines().filter_map(|line| line.strip_prefix("spawnpoint: hint: ")).collect();
        match self.hint.as_deref() {
            None => {}
            Some("none") if hints.is_empty() => {}
            Some(part) if hints.len() == 1 && hints[0].contains(part) => {}
            Some(part) => return Err(format!("expected one hint that contains {part:?}, not {hints:?}")),
        }
        match self.stderr_contains.iter().find(|part| !ended.stderr.contains(part.as_str())) {
            Some(part) => Err(format!("expected standard error to contain {part:?}")),
            None => Ok(()),
        }
    }
}

fn order(program: &Path) -> Order {
    let beside = fs::read_to_string(program.with_extension("order")).unwrap_or_default();
    let source = fs::read_to_string(program).expect("a program is readable");
    let inside = source.lines().next().and_then(|line| line.strip_prefix("# order: ")).unwrap_or_default();
    match (beside.trim(), inside.trim()) {
        ("any", _) | (_, "any") => Order::Any,
        ("any-but-last", _) | (_, "any-but-last") => Order::AnyButLast,
        ("", _) => Order::Exact,
        (other, _) => panic!("{}: no such order: {other:?}", program.display()),
    }
}

/// The lines of an output, those that have no place of their own sorted.
fn arranged(output: &str, order: Order) -> Vec<&str> {
    let mut lines: Vec<&str> = output.split_inclusive('\n').collect();
    let free = match order {
        Order::Exact => 0,
        Order::Any => lines.len(),
        Order::AnyButLast => lines.len().saturating_sub(1),
    };
    lines[..free].sort_unstable();
    lines
}

fn indent(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}
