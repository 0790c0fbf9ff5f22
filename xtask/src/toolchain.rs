//! What the build needs on the machine: the wasm target, the npm packages and a browser, installed where they are missing.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{announce, capture, cargo, command, exists, root, run};

const TARGET: &str = "wasm32-unknown-unknown";
const CHROMIUM: &str = "/usr/bin/chromium";
const DEBIAN_RUST: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";

/// A way to compile for wasm.
pub enum WasmCargo {
    /// The toolchain that runs this program has the target.
    Installed,
    /// Debian's compiler, which builds the target's standard library from its source.
    Debian,
}

impl WasmCargo {
    /// `cargo build` for wasm, and the folder that the result goes to.
    pub fn build(&self, profile: &str) -> (Command, PathBuf) {
        let folder = if profile == "dev" { "debug" } else { profile };
        match self {
            Self::Installed => {
                let mut build = cargo();
                build.args(["build", "--lib", "--target", TARGET, "--profile", profile]);
                (build, root().join("target").join(TARGET).join(folder))
            }
            Self::Debian => {
                let target = root().join("target/debian");
                let mut build = command(DEBIAN_CARGO);
                build.env("RUSTC_BOOTSTRAP", "1").env("RUSTC", DEBIAN_RUSTC);
                build.args(["build", "-Zbuild-std=std,panic_abort", "--lib", "--target", TARGET, "--profile", profile]);
                build.arg("--target-dir").arg(&target);
                (build, target.join(TARGET).join(folder))
            }
        }
    }
}

/// Finds a compiler for wasm, installing one where it can.
pub fn wasm_cargo() -> Result<WasmCargo, String> {
    if has_target() {
        return Ok(WasmCargo::Installed);
    }
    if exists("rustup") {
        announce(&format!("rustup target add {TARGET}"));
        if run(command("rustup").args(["target", "add", TARGET])).is_ok() && has_target() {
            return Ok(WasmCargo::Installed);
        }
    }
    if debian_compiler() {
        return Ok(WasmCargo::Debian);
    }
    if apt_install(&DEBIAN_RUST) && debian_compiler() {
        return Ok(WasmCargo::Debian);
    }
    Err(format!(
        "There is no Rust compiler for {TARGET}. Run `rustup target add {TARGET}`, \
         or on Debian `apt-get install {}`, then try again.",
        DEBIAN_RUST.join(" ")
    ))
}

fn has_target() -> bool {
    capture(command("rustc").args(["--print", "target-libdir", "--target", TARGET]))
        .is_some_and(|folder| Path::new(&folder).is_dir())
}

fn debian_compiler() -> bool {
    let version = capture(Command::new(DEBIAN_RUSTC).arg("--version"));
    let minor = version.as_deref().and_then(|text| text.split('.').nth(1)?.parse::<u32>().ok());
    let source = capture(Command::new(DEBIAN_RUSTC).args(["--print", "sysroot"]))
        .is_some_and(|sysroot| Path::new(&sysroot).join("lib/rustlib/src/rust/library/std").is_dir());
    minor.is_some_and(|minor| minor >= 95) && source && Path::new(DEBIAN_CARGO).exists()
}

/// Installs the packages that package-lock.json names, unless they are there already.
pub fn npm_packages() -> Result<(), String> {
    let lock = std::fs::read(root().join("package-lock.json")).map_err(|error| format!("package-lock.json: {error}"))?;
    let stamp = root().join("node_modules/.installed-from");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    if !exists("npm") {
        return Err("npm is missing. Install Node.js 20 or newer (https://nodejs.org), then try again.".to_owned());
    }
    announce("npm ci");
    run(command("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))?;
    std::fs::write(stamp, lock).map_err(|error| format!("node_modules: {error}"))
}

/// The path of a Chromium, installing Debian's where there is none.
pub fn chromium() -> Result<PathBuf, String> {
    if let Some(path) = std::env::var_os("CHROMIUM").map(PathBuf::from) {
        return if path.exists() { Ok(path) } else { Err(format!("CHROMIUM names {}, which is not there.", path.display())) };
    }
    let known = [CHROMIUM, "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].map(PathBuf::from);
    if let Some(path) = known.iter().find(|path| path.exists()) {
        return Ok(path.clone());
    }
    if apt_install(&["chromium"]) && Path::new(CHROMIUM).exists() {
        return Ok(CHROMIUM.into());
    }
    Err("There is no Chromium. Run `apt-get install chromium`, or set CHROMIUM to the path of one, then try again.".to_owned())
}

/// Installs Debian packages where that is possible: with apt, and as the superuser.
pub fn apt_install(packages: &[&str]) -> bool {
    if !exists("apt-get") || capture(Command::new("id").arg("-u")).as_deref() != Some("0") {
        return false;
    }
    announce(&format!("apt-get install {}", packages.join(" ")));
    let install = || {
        let mut apt = command("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").args(["install", "--yes", "--quiet", "--no-install-recommends"]);
        run(apt.args(packages)).is_ok()
    };
    install() || (run(command("apt-get").args(["update", "--quiet"])).is_ok() && install())
}
