//! `glue IN.wasm OUT_DIR`: writes the JavaScript glue and the bound module of the engine.
//!
//! A package of its own so that the other commands of xtask don't wait for it to compile.

use std::path::PathBuf;
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(input), Some(output), None) = (arguments.next(), arguments.next(), arguments.next()) else {
        eprintln!("usage: glue IN.wasm OUT_DIR");
        return ExitCode::from(2);
    };
    match bind(&input, &output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("glue: {message}");
            ExitCode::FAILURE
        }
    }
}

fn bind(input: &PathBuf, output: &PathBuf) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(input).typescript(true).remove_producers_section(true);
    bindgen.web(true).map_err(|error| format!("{error:#}"))?;
    // Workers are handed a compiled module, and give each process a fresh instance of it.
    bindgen.omit_default_module_path(true).reset_state_function(true);
    bindgen.generate(output).map_err(|error| format!("{error:#}"))
}
