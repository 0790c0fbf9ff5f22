//! `cargo xtask fuzz` and `cargo xtask miri`: searches for crashes and for differences from CPython, and a check of `unsafe`.

use std::process::ExitCode;

use crate::command::{announce, cargo, command, exists, root, run as execute};

/// How long a fuzzer runs where nothing is said.
const SECONDS: &str = "60";
/// Programs generated from a seed are compared with CPython's from this seed on.
const SEED: &str = "0";

pub fn fuzz(arguments: &[String]) -> Result<ExitCode, String> {
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["differential"] => differential(SECONDS, SEED),
        ["differential", seconds] => differential(seconds, SEED),
        ["differential", seconds, seed] => differential(seconds, seed),
        ["compile"] => compile(SECONDS),
        ["compile", seconds] => compile(seconds),
        _ => Err("usage: cargo xtask fuzz differential [SECONDS [SEED]], or cargo xtask fuzz compile [SECONDS]".to_owned()),
    }?;
    Ok(ExitCode::SUCCESS)
}

/// Generated programs here and in CPython.
fn differential(seconds: &str, seed: &str) -> Result<(), String> {
    execute(cargo().args(["build", "--quiet", "--bin", "spawnpoint"]))?;
    let mut comparison = command("python3");
    comparison.args(["tests/differential/run.py", "target/debug/spawnpoint", "--seconds", seconds, "--seed", seed]);
    execute(&mut comparison)
}

/// Any text, through parser, compiler and verifier. The programs of the tests are where it starts from.
fn compile(seconds: &str) -> Result<(), String> {
    if !exists("cargo-fuzz") {
        announce("cargo install cargo-fuzz");
        execute(cargo().args(["install", "--quiet", "cargo-fuzz"]))?;
    }
    let corpus = root().join("tests/fuzz/corpus/compile");
    std::fs::create_dir_all(&corpus).map_err(|error| format!("{}: {error}", corpus.display()))?;
    let mut fuzzer = nightly();
    fuzzer.args(["fuzz", "run", "--fuzz-dir", "tests/fuzz", "compile"]).arg(corpus);
    fuzzer.args(["tests/programs/language", "tests/programs/builtins", "tests/syntax", "tests/bytecode"]);
    fuzzer.args(["--", "-dict=tests/fuzz/python.dict", "-max_len=2000", "-timeout=20"]).arg(format!("-max_total_time={seconds}"));
    execute(&mut fuzzer)
}

/// The heap's tests under Miri, installing it where it is missing.
pub fn miri() -> Result<(), String> {
    execute(command("rustup").args(["component", "add", "--toolchain", "nightly", "miri", "rust-src"]))
        .map_err(|error| format!("{error}. Miri needs a nightly toolchain: `rustup toolchain install nightly`."))?;
    execute(nightly().args(["miri", "test", "--package", "spawnpoint", "--lib", "object::heap"]))
}

/// The nightly toolchain's cargo.
fn nightly() -> std::process::Command {
    let mut cargo = command("rustup");
    // What the cargo that runs this program has set is of another toolchain.
    cargo.env_remove("RUSTC").env_remove("CARGO").args(["run", "nightly", "cargo"]);
    cargo
}
