//! Each `tests/bytecode/NAME.py` compiled, verified and disassembled, against `NAME.dis`.
//!
//! With `UPDATE=1` in the environment the expectations are written anew.

use std::fs;
use std::path::Path;

use spawnpoint::bytecode::disassemble::Disassembly;
use spawnpoint::bytecode::verify::verify;
use spawnpoint::compile::{Names, compile_module};

#[test]
fn disassembly_is_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bytecode");
    let update = std::env::var_os("UPDATE").is_some();
    let mut failed = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder of programs is readable").flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "py") {
            continue;
        }
        let source = fs::read_to_string(&path).expect("the program is readable");
        let unit = compile_module(&source, "<test>", Names::Globals).expect("the program compiles");
        assert_eq!(verify(&unit), Ok(()));
        let actual = Disassembly(&unit).to_string();
        let expected = path.with_extension("dis");
        if update {
            fs::write(&expected, actual).expect("the expectation is writable");
        } else if fs::read_to_string(&expected).unwrap_or_default() != actual {
            failed.push(format!("{}:\n{actual}", path.display()));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
