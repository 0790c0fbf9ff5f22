//! Parses and compiles whatever text comes: errors are welcome, panics are not, and the code has to satisfy the verifier.
#![no_main]

use libfuzzer_sys::fuzz_target;
use spawnpoint::bytecode::verify::verify;
use spawnpoint::compile::{Names, compile_expression, compile_module};

fuzz_target!(|source: &str| {
    for names in [Names::Globals, Names::Namespace] {
        for unit in [compile_module(source, "<fuzz>", names), compile_expression(source, "<fuzz>", names).map(|compiled| compiled.unit)].into_iter().flatten() {
            assert_eq!(verify(&unit), Ok(()));
        }
    }
});
