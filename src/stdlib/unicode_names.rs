//! `_unicodenames`: the names of characters, which `unicodedata` asks for.

use crate::object::*;
use crate::syntax::{character_name, has_names, named_character};
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::Exc;

pub const NATIVES: &[NativeDef] = &[
    function("name", "(character, /)", name),
    function("lookup", "(name, /)", lookup),
];

/// The name of a character; None where it has none.
fn name(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    require_table(vm)?;
    let text = vm.as_str(arguments[0]).unwrap_or_default();
    let name = text.chars().next().and_then(character_name);
    Ok(name.map_or(Value::None, |name| vm.str(name)))
}

/// The character of a name; None where there is no such name.
fn lookup(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    require_table(vm)?;
    let character = named_character(vm.as_str(arguments[0]).unwrap_or_default());
    Ok(character.map_or(Value::None, |character| vm.str(character.to_string())))
}

/// The page loads the table for programs whose text mentions it; an import by another module does not count.
fn require_table(vm: &mut Vm) -> Result<(), Escape> {
    if has_names() {
        return Ok(());
    }
    let message = "the table of character names is not loaded: the program has to import unicodedata itself";
    Err(vm.raise(Exc::RuntimeError, message))
}
