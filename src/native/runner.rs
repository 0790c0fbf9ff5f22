//! `spawnpoint FILE.py`: runs a program and ends as CPython would.

use std::{env, fs, io, process::ExitCode, sync::Arc, thread};

use crate::{
    kernel::Config,
    native::{
        Makes, Options, ProgramText, Terminal, USAGE, folder,
        options::Asked,
    },
    process::{self, Program},
    sim::{Outcome, Outside, SimConfig, simulate},
    wire::{Boot, BootFlags, Stream},
};

/// CPython's status for a file that cannot be opened or a wrong command line.
const MISUSE: u8 = 2;
/// The runner's status for a simulation that found a deadlock or was too long.
const STUCK: u8 = 3;

/// Does what the command line of this process says.
pub fn main() -> ExitCode {
    match Options::parse(env::args().skip(1)) {
        Ok(Asked::Run(options)) => run(&options).unwrap_or_else(|message| fail(&message)),
        Ok(Asked::Help) => say(USAGE),
        Ok(Asked::Version) => say(concat!("spawnpoint ", env!("CARGO_PKG_VERSION"))),
        Err(message) => fail(&format!("{message}\n{USAGE}")),
    }
}

fn say(text: &str) -> ExitCode {
    println!("{text}");
    ExitCode::SUCCESS
}

fn fail(message: &str) -> ExitCode {
    eprintln!("spawnpoint: {message}");
    ExitCode::from(MISUSE)
}

fn run(options: &Options) -> Result<ExitCode, String> {
    let boot = boot(options)?;
    let config = Config {
        stdin: true,
        files: folder::read_all(&options.add)?,
        can_fork: cfg!(unix),
        max_processes: options.processes.unwrap_or(Config::default().max_processes),
        ..Config::default()
    };
    let mut terminal = Terminal::default();
    terminal.hints = options.hints;
    match (options.seed, options.seeds) {
        (None, None) => {
            let makes: Makes = Arc::new(start);
            let run = super::run(config, boot, makes, &mut terminal);
            write_trace(options, &run.trace)?;
            Ok(ExitCode::from(status(run.exit_code)))
        }
        (Some(seed), None) => {
            let status = run_simulated(options, seed, config, boot, &mut terminal)?;
            Ok(ExitCode::from(status))
        }
        (first, Some(count)) => run_seeds(options, first.unwrap_or(0), count, config, boot, &mut terminal),
    }
}

/// Runs the program with one seed after the other. In front of the output of each run both streams get a line with its
/// seed, and after it one with its status.
fn run_seeds(
    options: &Options,
    first: u64,
    count: u64,
    config: Config,
    boot: Boot,
    terminal: &mut Terminal,
) -> Result<ExitCode, String> {
    for seed in first..first.saturating_add(count) {
        mark(terminal, &format!("seed {seed}"));
        let boot = Boot { hash_seed: seed, ..boot.clone() };
        let status = run_simulated(options, seed, config.clone(), boot, terminal)?;
        mark(terminal, &format!("status {status}"));
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes a line that no program writes.
fn mark(terminal: &mut Terminal, text: &str) {
    for stream in [Stream::Stdout, Stream::Stderr] {
        terminal.output(stream, &format!("\x1c{text}\n"));
    }
    terminal.flush();
}

fn run_simulated(options: &Options, seed: u64, kernel: Config, boot: Boot, terminal: &mut Terminal) -> Result<u8, String> {
    let mut config = SimConfig { kernel, ..SimConfig::seeded(seed) };
    config.max_steps = options.steps.unwrap_or(config.max_steps);
    let run = simulate(config, boot, &mut start, terminal);
    terminal.flush();
    write_trace(options, &run.trace)?;
    match run.outcome {
        Outcome::Finished(code) => Ok(status(code)),
        Outcome::Deadlock(text) => Ok(stuck(&text)),
        Outcome::TooLong => Ok(stuck(&format!("the simulation did not end within {} steps", run.steps))),
    }
}

/// The program of the process that `boot` describes.
fn start(boot: Boot) -> Box<dyn Program> {
    let program = process::start(boot);
    #[cfg(unix)]
    let program = Box::new(super::fork::Forkable(program));
    program
}

fn stuck(why: &str) -> u8 {
    eprintln!("spawnpoint: {why}");
    STUCK
}

fn boot(options: &Options) -> Result<Boot, String> {
    let mut boot = match &options.program {
        ProgramText::File(file) => Boot::main(file.clone(), read(file)?),
        ProgramText::Code(code) => {
            let mut boot = Boot::main("<string>", code.clone() + "\n");
            boot.argv = vec!["-c".to_owned()];
            boot
        }
    };
    boot.argv.extend(options.arguments.iter().cloned());
    boot.start_method = options.start_method;
    let available = || thread::available_parallelism().map_or(1, |count| count.get() as u32);
    boot.cpus = options.cpus.unwrap_or_else(available);
    boot.hash_seed = options.seed.unwrap_or(0);
    let terminal = io::IsTerminal::is_terminal(&io::stdout());
    boot.flags = BootFlags { trace: true, stdin: true, terminal };
    Ok(boot)
}

fn read(file: &str) -> Result<String, String> {
    let bytes = fs::read(file).map_err(|error| {
        let why = match error.kind() {
            io::ErrorKind::NotFound => "[Errno 2] No such file or directory".to_owned(),
            io::ErrorKind::PermissionDenied => "[Errno 13] Permission denied".to_owned(),
            io::ErrorKind::IsADirectory => "it is a directory; name a .py file in it".to_owned(),
            _ => error.to_string(),
        };
        format!("can't open file '{file}': {why}")
    })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("can't read file '{file}': line {line} is not UTF-8; save it with that encoding")
    })?;
    Ok(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned))
}

fn write_trace(options: &Options, trace: &str) -> Result<(), String> {
    let Some(file) = &options.trace else { return Ok(()) };
    fs::write(file, trace).map_err(|error| format!("can't write the trace to '{file}': {error}"))
}

/// The status that a shell sees: the low byte, or 128 and the signal.
fn status(code: i32) -> u8 {
    if code < 0 { (128 - code) as u8 } else { code as u8 }
}
