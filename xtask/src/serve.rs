//! `cargo xtask serve`: the built site on the loopback interface.

use std::io::ErrorKind;
use std::process::ExitCode;

use crate::build::{self, Mode};
use crate::http::Server;

const DEFAULT_PORT: u16 = 8000;

pub fn run(arguments: &[String]) -> Result<ExitCode, String> {
    let options = options(arguments)?;
    let dist = build::dist();
    // Taken before the build, so that nobody waits for a build to hear that the port is taken.
    let server = Server::bind(&dist, options.port).map_err(|error| refused(options.port, &error))?;
    build::site(options.mode)?;
    println!("Serving {} on {} (Ctrl-C ends it)", dist.display(), server.url());
    server.serve();
    Ok(ExitCode::SUCCESS)
}

struct Options {
    port: u16,
    mode: Mode,
}

fn options(arguments: &[String]) -> Result<Options, String> {
    let mut options = Options { port: DEFAULT_PORT, mode: Mode::Release };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--dev" => options.mode = Mode::Dev,
            "--port" => {
                let value = rest.next().ok_or("--port needs a number")?;
                options.port = value.parse().map_err(|_| format!("--port needs a number from 0 to 65535, not {value:?}"))?;
            }
            unknown => return Err(format!("cargo xtask serve: unknown argument {unknown:?}; it takes --port N and --dev")),
        }
    }
    Ok(options)
}

fn refused(port: u16, error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::AddrInUse => format!(
            "Port {port} on 127.0.0.1 is taken. End the program that uses it, \
             or choose another: cargo xtask serve --port {}",
            port.checked_add(1).unwrap_or(DEFAULT_PORT)
        ),
        _ => format!("Cannot listen on port {port} of 127.0.0.1: {error}"),
    }
}
