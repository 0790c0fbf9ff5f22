//! `cargo xtask COMMAND`: builds, serves, tests and measures the site, installing what it needs on the way.

mod bench;
mod browser;
mod build;
mod command;
mod conformance;
mod crates;
mod http;
mod licences;
mod report;
mod robustness;
mod serve;
mod test;
mod toolchain;
mod unicode;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  build [--dev]               build the site into dist/ (--dev: quicker, larger and slower at run time)
  serve [--port N] [--dev]    build, then serve dist/ on 127.0.0.1 (port 8000 if none is given)
  test [--quick] [--dev] [PART [NAME]]
                              run every test, or one PART (rust, conformance, types, browser), or those of it
                              whose name contains NAME; --quick leaves the browser out
  conformance [--record] [--families] [NAME]
                              run CPython's test files, or those whose name contains NAME, in the native
                              runner (--record: write what they pass into tests/conformance/record.tsv;
                              --families: those of multiprocessing under fork and forkserver instead, which
                              take half an hour and have a record of their own)
  bench [--record] [KERNEL]   time benches/kernels against Pyodide in the same browser
                              (--record: write the table into benches/README.md)
  bench processes [--record]  time starting, stopping, messages and the like beside bare workers
  bench startup [--record]    time the first line and the first imports, beside Pyodide
  fuzz differential [SECONDS [SEED]]
                              compare generated programs with CPython for so long (60 seconds if nothing is given)
  fuzz compile [SECONDS]      search for text that crashes the parser or the compiler
  miri                        the heap's tests under Miri";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.split_first() {
        Some((name, rest)) => run(name, rest),
        None => Err(USAGE.to_owned()),
    };
    match result {
        Ok(code) => code,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(name: &str, rest: &[String]) -> Result<ExitCode, String> {
    match name {
        "build" => build::run(rest),
        "serve" => serve::run(rest),
        "test" => test::run(rest),
        "conformance" => conformance::run(rest),
        "bench" => bench::run(rest),
        "fuzz" => robustness::fuzz(rest),
        "miri" => robustness::miri().map(|()| ExitCode::SUCCESS),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        unknown => Err(format!("cargo xtask: there is no command {unknown:?}\n\n{USAGE}")),
    }
}
