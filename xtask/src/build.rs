//! `cargo xtask build`: the engine, its glue and the front end into `dist/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::command::{announce, cargo, command, root, run as execute};
use crate::licences;
use crate::toolchain;
use crate::unicode;

/// The wasm features that rustc turns on by itself, all older than the browsers that the site supports.
const WASM_FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// How much time the build may take to make the engine fast and small.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Release,
    Dev,
}

pub fn run(arguments: &[String]) -> Result<ExitCode, String> {
    let mode = match arguments {
        [] => Mode::Release,
        [flag] if flag == "--dev" => Mode::Dev,
        _ => return Err("usage: cargo xtask build [--dev]".to_owned()),
    };
    site(mode)?;
    Ok(ExitCode::SUCCESS)
}

/// The folder of the built site.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Builds the whole site and prints the size of what it ships.
pub fn site(mode: Mode) -> Result<(), String> {
    toolchain::npm_packages()?;
    engine(mode)?;
    library()?;
    front_end()?;
    execute(command("node").args(["xtask/sizes.mjs", "dist"]))
}

/// Builds the engine and its glue into `target/web/engine`, from where the front end imports it as `#engine`.
pub fn engine(mode: Mode) -> Result<(), String> {
    let wasm = compile(mode)?;
    let bound = root().join("target/web/bound");
    announce("wasm-bindgen");
    execute(cargo().args(["run", "--quiet", "--package", "glue", "--"]).args([&wasm, &bound]))?;
    let engine = root().join("target/web/engine");
    create(&engine)?;
    for name in ["spawnpoint.js", "spawnpoint.d.ts", "spawnpoint_bg.wasm.d.ts"] {
        copy(&bound.join(name), &engine.join(name))?;
    }
    let (from, to) = (bound.join("spawnpoint_bg.wasm"), engine.join("spawnpoint_bg.wasm"));
    match mode {
        Mode::Release => optimise(&from, &to),
        Mode::Dev => copy(&from, &to),
    }
}

/// Compiles the modules of the library into `target/web/library`.
fn library() -> Result<(), String> {
    let folder = library_folder();
    remove(&folder)?;
    announce("library");
    execute(cargo().args(["run", "--quiet", "--package", "pack", "--"]).arg(folder))
}

fn library_folder() -> PathBuf {
    root().join("target/web/library")
}

fn compile(mode: Mode) -> Result<PathBuf, String> {
    let profile = match mode {
        Mode::Release => "release",
        Mode::Dev => "dev",
    };
    let (mut build, folder) = toolchain::wasm_cargo()?.build(profile);
    announce(&format!("cargo build for wasm ({profile})"));
    execute(&mut build)?;
    Ok(folder.join("spawnpoint.wasm"))
}

/// Runs wasm-opt, unless it has seen the same module before: it is the slowest step of a build that changes little.
fn optimise(from: &Path, to: &Path) -> Result<(), String> {
    let kept = root().join("target/web/optimised");
    let (seen, result) = (kept.join("from.wasm"), kept.join("to.wasm"));
    let module = fs::read(from).map_err(|error| format!("{}: {error}", from.display()))?;
    if !result.exists() || fs::read(&seen).ok().as_ref() != Some(&module) {
        create(&kept)?;
        announce("wasm-opt -O3");
        let mut wasm_opt = command("node");
        wasm_opt.arg("node_modules/binaryen/bin/wasm-opt").args(WASM_FEATURES);
        wasm_opt.args(["-O3", "--strip-debug", "--strip-producers", "--strip-target-features"]);
        execute(wasm_opt.arg(from).arg("-o").arg(&result))?;
        copy(from, &seen)?;
    }
    copy(&result, to)
}

fn front_end() -> Result<(), String> {
    let dist = dist();
    announce("esbuild");
    remove(&dist)?;
    create(&dist)?;
    execute(command("node").args(["xtask/bundle.mjs", "dist"]))?;
    unicode::write_names(&dist.join("unicode-names.txt"))?;
    copy(&root().join("target/web/engine/spawnpoint_bg.wasm"), &dist.join("spawnpoint_bg.wasm"))?;
    copy_files(&library_folder(), &dist.join("library"))?;
    licences::write(&dist.join("LICENSE.txt"))
}

fn create(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

fn remove(folder: &Path) -> Result<(), String> {
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

fn copy_files(from: &Path, to: &Path) -> Result<(), String> {
    create(to)?;
    let files = fs::read_dir(from).map_err(|error| format!("{}: {error}", from.display()))?;
    files.flatten().try_for_each(|file| copy(&file.path(), &to.join(file.file_name())))
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    fs::copy(from, to).map(drop).map_err(|error| format!("cannot copy {} to {}: {error}", from.display(), to.display()))
}
