//! `errno`: the numbers of errors.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::NativeDef;
use crate::wire::{ERRORS, SYNONYMS};

pub const NATIVES: &[NativeDef] = &[];

/// Adds the numbers, and the names by number.
pub fn fill(vm: &mut Vm, module: Ref<Dict>) {
    let names = ERRORS.iter().map(|(number, name, _)| (*number, *name));
    for (number, name) in names.chain(SYNONYMS.iter().copied()) {
        vm.define(module, name, Value::Int(number.into()));
    }
    let codes = vm.new_dict();
    for (number, name, _) in ERRORS {
        let name = vm.str(*name);
        vm.heap[codes].insert_new((*number).into(), Value::Int((*number).into()), name);
    }
    vm.define(module, "errorcode", codes);
}
