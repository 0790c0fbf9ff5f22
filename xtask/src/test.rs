//! `cargo xtask test`: every part of the tests, one after the other, and one line that sums them up.

use std::process::ExitCode;

use crate::browser;
use crate::build::{self, Mode};
use crate::conformance;
use crate::command::{announce, cargo, command, follow, root, run as execute};
use crate::report::Counts;
use crate::toolchain;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Rust,
    Conformance,
    Types,
    Browser,
}

const PARTS: [(Part, &str); 4] =
    [(Part::Rust, "rust"), (Part::Conformance, "conformance"), (Part::Types, "types"), (Part::Browser, "browser")];

struct Options {
    parts: Vec<(Part, &'static str)>,
    name: Option<String>,
    mode: Mode,
}

pub fn run(arguments: &[String]) -> Result<ExitCode, String> {
    let options = options(arguments)?;
    let mut total = Counts::default();
    let mut lines = Vec::new();
    let mut site = Site { mode: options.mode, built: None };
    for (part, title) in options.parts {
        announce(&format!("test {title}"));
        let counts = match part {
            Part::Rust => rust(options.name.as_deref()),
            Part::Conformance => report(conformance::test(options.name.as_deref())).unwrap_or(Counts::ONE_FAILED),
            Part::Types => types(&mut site),
            Part::Browser => in_browser(&mut site, options.name.as_deref()),
        };
        let known = if counts.known == 0 { String::new() } else { format!(" ({} more are known to fail)", counts.known) };
        lines.push(format!("{title:<11} {counts}{known}"));
        total += counts;
    }
    println!("\n{}\n{total}", lines.join("\n"));
    Ok(if total.failed == 0 && total.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn options(arguments: &[String]) -> Result<Options, String> {
    let (flags, words): (Vec<&String>, Vec<&String>) = arguments.iter().partition(|argument| argument.starts_with("--"));
    if let Some(unknown) = flags.iter().find(|flag| !["--quick", "--dev"].contains(&flag.as_str())) {
        return Err(format!("cargo xtask test: unknown option {unknown:?}; there are --quick and --dev"));
    }
    let given = |wanted: &str| flags.iter().any(|flag| *flag == wanted);
    let mode = if given("--dev") { Mode::Dev } else { Mode::Release };
    let mut words = words.into_iter();
    let mut parts = PARTS.to_vec();
    if let Some(wanted) = words.next() {
        parts.retain(|(_, title)| *title == wanted);
        if parts.is_empty() {
            return Err(format!("cargo xtask test: there is no part {wanted:?}; the parts are rust, conformance, types and browser"));
        }
    }
    if given("--quick") {
        parts.retain(|(part, _)| *part != Part::Browser);
    }
    let name = words.next().cloned();
    match words.next() {
        Some(extra) => Err(format!("cargo xtask test: one argument too many: {extra:?}")),
        None => Ok(Options { parts, name, mode }),
    }
}

fn rust(name: Option<&str>) -> Counts {
    let mut test = cargo();
    test.args(["test", "--no-fail-fast", "--package", "spawnpoint", "--package", "xtask", "--package", "unicode_names2@1.3.0"]).args(name);
    // So many seeds of the simulator for the assignment's programs, and for the cases without clocks: all of the tests
    // take less than an hour on two slow cores. With 500 seeds each: see tests/programs.rs.
    test.env("SPAWNPOINT_SEEDS", "100").env("SPAWNPOINT_CASE_SEEDS", "10");
    count(&mut test)
}

/// The site is built at most once; a build that failed is not tried again.
struct Site {
    mode: Mode,
    built: Option<Result<(), String>>,
}

impl Site {
    fn build(&mut self) -> Result<(), String> {
        let mode = self.mode;
        self.built.get_or_insert_with(|| report(build::site(mode))).clone()
    }
}

fn types(site: &mut Site) -> Counts {
    // The types of the engine come from its glue.
    let glue = root().join("target/web/engine/spawnpoint.d.ts");
    let ready = if glue.exists() { toolchain::npm_packages() } else { site.build() };
    let checked = ready.and_then(|()| {
        let mut compiler = command("node");
        execute(compiler.args(["node_modules/typescript/bin/tsc", "--noEmit"]))
    });
    Counts::of(&report(checked))
}

fn in_browser(site: &mut Site, name: Option<&str>) -> Counts {
    let tests = site.build().and_then(|()| browser::tests(name));
    match report(tests) {
        Ok(mut tests) => count(&mut tests),
        Err(_) => Counts::ONE_FAILED,
    }
}

fn report<T>(step: Result<T, String>) -> Result<T, String> {
    step.inspect_err(|message| eprintln!("{message}"))
}

/// Runs a test program and counts what it reports; one that ends badly without a failed test counts as one.
fn count(tests: &mut std::process::Command) -> Counts {
    let mut counts = Counts::default();
    let succeeded = report(follow(tests, |line| {
        println!("{line}");
        counts.read(line);
    }));
    if succeeded != Ok(true) && counts.failed == 0 {
        counts.failed = 1;
    }
    counts
}
