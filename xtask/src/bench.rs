//! `cargo xtask bench`: the programs of `benches/kernels` here and in Pyodide, or processes beside bare workers, in one
//! browser and one run.

use std::process::ExitCode;

use crate::browser;
use crate::build::{self, Mode};
use crate::command::{root, run as execute};

pub fn run(arguments: &[String]) -> Result<ExitCode, String> {
    if let Some((_, rest)) = arguments.split_first().filter(|(part, _)| *part == "processes") {
        return processes(rest);
    }
    build::site(Mode::Release)?;
    let mut node = browser::driver()?;
    node.env("BENCHES_URL", browser::serve(&root().join("benches"))?);
    node.env("PYODIDE_URL", browser::serve(&root().join("node_modules/pyodide"))?);
    execute(node.arg("benches/bench.mjs").args(arguments))?;
    Ok(ExitCode::SUCCESS)
}

fn processes(arguments: &[String]) -> Result<ExitCode, String> {
    build::site(Mode::Release)?;
    execute(browser::driver()?.arg("benches/processes.mjs").args(arguments))?;
    Ok(ExitCode::SUCCESS)
}
