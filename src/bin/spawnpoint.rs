//! The native runner: `spawnpoint FILE.py`.

fn main() {}
