//! The prelude's code. Where several processes share one memory, as natively and in the simulator, it is compiled once
//! for all of them; in a browser each worker has a memory of its own, in which keeping it would only take room.

use std::sync::OnceLock;

use super::CORE;
use crate::bytecode::CodeUnit;
use crate::compile::{Names, compile_module};
use crate::wire::{decode, encode};

static KEPT: [OnceLock<Vec<u8>>; CORE.len()] = [const { OnceLock::new() }; CORE.len()];

/// The code of the prelude's files with their names, in the order in which they run.
pub fn units() -> impl Iterator<Item = (&'static str, CodeUnit)> {
    CORE.iter().zip(&KEPT).map(|((file, source), kept)| {
        let compiled = || match compile_module(source, file, Names::Globals) {
            Ok(unit) => unit,
            Err(error) => panic!("the prelude does not compile: {error}"),
        };
        if cfg!(target_arch = "wasm32") {
            return (*file, compiled());
        }
        let code = kept.get_or_init(|| encode(&compiled()));
        (*file, decode(code).expect("what was encoded can be decoded"))
    })
}
