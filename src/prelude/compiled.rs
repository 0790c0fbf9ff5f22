//! The prelude's code, compiled: once for all processes that share a memory, as natively and in the simulator. In a
//! browser it comes in the pack that every process has from the start.

use std::sync::OnceLock;

use super::CORE;
use crate::compile::{Names, compile_module};
use crate::wire::{Bytes, encode};

/// The encoded units of the prelude's files, in the order in which they run.
pub fn units() -> &'static [Bytes] {
    static KEPT: OnceLock<Vec<Bytes>> = OnceLock::new();
    KEPT.get_or_init(|| CORE.iter().map(|(file, source)| Bytes(compile(file, source))).collect())
}

fn compile(file: &str, source: &str) -> Vec<u8> {
    match compile_module(source, file, Names::Globals) {
        Ok(mut unit) => {
            unit.forget_positions();
            encode(&unit)
        }
        Err(error) => panic!("the prelude does not compile: {error}"),
    }
}
