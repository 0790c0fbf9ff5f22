//! The native host: every process a thread of the operating system, the kernel in the thread that runs the program.

mod amendments;
mod clock;
mod folder;
#[cfg(unix)]
mod fork;
mod library;
mod machine;
mod options;
mod process;
mod runner;
mod terminal;
#[cfg(test)]
mod tests;
mod zones;

pub use clock::Clock;
pub use library::{asset_code, asset_sources};
pub use machine::{Makes, NativeRun, run};
pub use options::{Options, Program as ProgramText, USAGE};
pub use runner::main;
pub use terminal::Terminal;
