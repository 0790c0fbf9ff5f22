//! The native runner: `spawnpoint FILE.py`.

use std::process::ExitCode;

fn main() -> ExitCode {
    spawnpoint::native::main()
}
