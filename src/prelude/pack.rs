//! Packs: compiled modules, or their sources, as the bytes of a library asset.

use serde::{Deserialize, Serialize};

use crate::bytecode::FORMAT;
use crate::compile::{Names, compile_module};
use crate::wire::{Bytes, WireError, decode, encode};

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

#[derive(Serialize, Deserialize)]
struct Pack {
    /// The instructions of another build mean something else.
    format: u64,
    modules: Vec<PackedModule>,
}

/// The file and the text of a module.
pub type PackedSource = (String, String);

/// Compiles modules into a pack. The error says which module does not compile, and why.
pub fn pack_code(modules: &[ModuleText]) -> Result<Vec<u8>, String> {
    let modules = modules.iter().map(compile).collect::<Result<Vec<_>, String>>()?;
    Ok(encode(&Pack { format: FORMAT, modules }))
}

/// Packs sources, which only tracebacks and `inspect` ask for.
pub fn pack_sources(modules: &[ModuleText]) -> Vec<u8> {
    let sources: Vec<PackedSource> = modules.iter().map(|module| (file(module), module.text.clone())).collect();
    encode(&sources)
}

/// The modules of a pack.
pub fn read_code(pack: &[u8]) -> Result<Vec<PackedModule>, WireError> {
    let pack: Pack = decode(pack)?;
    if pack.format != FORMAT {
        let why = "it is of another build; reload the page without its cache";
        return Err(WireError::Malformed(why.to_owned()));
    }
    Ok(pack.modules)
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
    let unit = compile_module(&module.text, &file, Names::Globals).map_err(|error| format!("{}: {error}", module.name))?;
    let package = module.path.ends_with("/__init__.py");
    Ok(PackedModule { name: module.name.clone(), file, package, code: Bytes(encode(&unit)) })
}
