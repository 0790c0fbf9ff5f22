//! Packs: compiled modules, or their sources, as the bytes of a library asset.

use serde::{Deserialize, Serialize};

use crate::bytecode::FORMAT;
use crate::compile::{Names, compile_module};
use crate::prelude::library::stands_in;
use crate::wire::{Bytes, WireError, decode, decode_first, encode};

/// What tracebacks give as the folder of the library.
pub const FOLDER: &str = "/usr/lib/python3.14/";

/// A module's text, as it is in the library.
pub struct ModuleText {
    pub name: String,
    /// Below the folder of the library.
    pub path: String,
    pub text: String,
}

/// A compiled module.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PackedModule {
    pub name: String,
    pub file: String,
    pub package: bool,
    /// An encoded `CodeUnit`.
    pub code: Bytes,
}

/// What an asset of code holds.
#[derive(Serialize, Deserialize)]
pub struct Pack {
    /// The instructions of another build mean something else.
    format: u64,
    /// The prelude's units, encoded, in the order in which they run: in the asset that every process has from the start.
    pub prelude: Vec<Bytes>,
    pub modules: Vec<PackedModule>,
}

/// The file and the text of a module.
pub type PackedSource = (String, String);

/// Compiles modules into a pack, in which they come after the prelude's units. Columns are left out: whoever wants
/// them has the source, and compiles it again. The error says which module does not compile, and why.
pub fn pack_code(prelude: Vec<Bytes>, modules: &[ModuleText]) -> Result<Vec<u8>, String> {
    let modules = modules.iter().map(compile).collect::<Result<Vec<_>, String>>()?;
    Ok(encode(&Pack { format: FORMAT, prelude, modules }))
}

/// Packs sources, which only tracebacks and `inspect` ask for.
pub fn pack_sources(modules: &[ModuleText]) -> Vec<u8> {
    let sources: Vec<PackedSource> = modules.iter().map(|module| (file(module), module.text.clone())).collect();
    encode(&sources)
}

/// What is in a pack of this build.
pub fn read_code(pack: &[u8]) -> Result<Pack, WireError> {
    check_format(pack)?;
    decode(pack)
}

/// Whether the pack is of this build.
pub fn check_format(pack: &[u8]) -> Result<(), WireError> {
    match decode_first(pack)? {
        FORMAT => Ok(()),
        _ => Err(WireError::Malformed("it is of another build; reload the page without its cache".to_owned())),
    }
}

/// The sources of a pack.
pub fn read_sources(pack: &[u8]) -> Result<Vec<PackedSource>, WireError> {
    decode(pack)
}

fn file(module: &ModuleText) -> String {
    format!("{FOLDER}{}", module.path)
}

fn compile(module: &ModuleText) -> Result<PackedModule, String> {
    let file = file(module);
    let compiled = compile_module(&module.text, &file, Names::Globals);
    let mut unit = compiled.map_err(|error| format!("{}: {error}", module.name))?;
    if stands_in(&module.name) {
        unit.forget_positions();
    } else {
        unit.forget_columns();
    }
    let package = module.path.ends_with("/__init__.py");
    Ok(PackedModule { name: module.name.clone(), file, package, code: Bytes(encode(&unit)) })
}
