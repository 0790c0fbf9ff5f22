//! `cargo xtask bench`: the programs of `benches/kernels` here and in Pyodide, how both start, or processes beside bare
//! workers, in one browser and one run.

use std::process::ExitCode;

use crate::browser;
use crate::build::{self, Mode};
use crate::command::{root, run as execute};

pub fn run(arguments: &[String]) -> Result<ExitCode, String> {
    let (program, arguments) = match arguments.split_first() {
        Some((part, rest)) if part == "processes" => ("benches/processes.mjs", rest),
        Some((part, rest)) if part == "startup" => ("benches/startup.mjs", rest),
        _ => ("benches/bench.mjs", arguments),
    };
    build::site(Mode::Release)?;
    let mut node = browser::driver()?;
    node.env("BENCHES_URL", browser::serve(&root().join("benches"))?);
    node.env("PYODIDE_URL", browser::serve(&root().join("node_modules/pyodide"))?);
    execute(node.arg(program).args(arguments))?;
    Ok(ExitCode::SUCCESS)
}
