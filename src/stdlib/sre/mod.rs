//! `_sre`: what `re` stands on. Matching is in `text::sre`; here are the objects around it.
//!
//! Reading order: [`pattern`] (compiled patterns), [`subject`] (what is searched), [`found`] (matches), [`replace`]
//! (substitution and splitting).

mod found;
mod pattern;
mod replace;
mod scanner;
mod subject;

pub use scanner::next_match;

use crate::object::*;
use crate::text::sre;
use crate::vm::Vm;
use crate::vm::native::*;

pub const NATIVES: &[NativeDef] = &[
    function("compile", "(pattern, flags, code, groups, groupindex, indexgroup)", pattern::compile),
    function("template", "(pattern, template, /)", replace::template),
    function("getcodesize", "()", |_, _| Ok(Value::Int(sre::CODE_SIZE))),
    function("ascii_iscased", "(character, /)", |vm, a| test(vm, a, sre::ascii_is_cased)),
    function("unicode_iscased", "(character, /)", |vm, a| test(vm, a, sre::unicode_is_cased)),
    function("ascii_tolower", "(character, /)", |vm, a| convert(vm, a, sre::ascii_lower)),
    function("unicode_tolower", "(character, /)", |vm, a| convert(vm, a, sre::unicode_lower)),
];

/// Adds the constants.
pub fn fill(vm: &mut Vm, module: Ref<Dict>) {
    for (name, value) in [
        ("MAGIC", sre::MAGIC),
        ("CODESIZE", sre::CODE_SIZE),
        ("MAXREPEAT", i64::from(sre::MAX_REPEAT)),
        ("MAXGROUPS", sre::MAX_GROUPS),
    ] {
        vm.define(module, name, Value::Int(value));
    }
}

fn code_point(vm: &mut Vm, value: Value) -> Result<u32, Escape> {
    let code = vm.int_argument(value)?;
    u32::try_from(code).map_err(|_| vm.overflow_error("Python int too large to convert to C int"))
}

fn test(vm: &mut Vm, arguments: &[Value], test: fn(u32) -> bool) -> NativeResult {
    Ok(Value::Bool(test(code_point(vm, arguments[0])?)))
}

fn convert(vm: &mut Vm, arguments: &[Value], convert: fn(u32) -> u32) -> NativeResult {
    Ok(Value::Int(convert(code_point(vm, arguments[0])?).into()))
}
