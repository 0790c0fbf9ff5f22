//! The built-in functions, and the methods of the built-in types.

mod abstract_classes;
mod arguments;
mod bool;
pub mod bytearray;
mod bytes;
mod bytes_like;
mod bytes_methods;
mod code;
pub mod collections;
mod completion;
mod complex;
pub mod descriptors;
pub mod dict;
pub mod exceptions;
mod float;
pub mod formatting;
pub mod function;
mod function_new;
pub mod functions;
mod int;
mod intrinsics;
mod iterator_state;
pub mod iterators;
pub mod list;
mod natives;
pub mod number;
pub mod object;
mod printing;
pub mod range;
mod reductions;
pub mod set;
pub mod shared;
pub mod slice;
mod members;
mod memoryview;
pub mod sorting;
mod str;
mod str_format;
mod str_methods;
mod str_percent;
mod str_translate;
pub mod tuple;
pub mod type_;
pub mod views;

use crate::object::Value;
use crate::vm::Vm;

/// Adds everything to the built-in types and to the namespace of `builtins`.
pub fn install(vm: &mut Vm) {
    for (name, class) in vm.types.all() {
        if BUILTIN_TYPES.contains(&name) {
            let name = vm.intern(name);
            vm.heap.set_name(vm.builtins, name, class.into());
        }
    }
    let types = vm.types;
    for (class, natives) in [
        (types.object, object::METHODS),
        (types.type_, type_::METHODS),
        (types.property, descriptors::PROPERTY),
        (types.staticmethod, descriptors::STATIC_METHOD),
        (types.classmethod, descriptors::CLASS_METHOD),
        (types.super_, descriptors::SUPER),
        (types.bool, bool::METHODS),
        (types.int, int::METHODS),
        (types.float, float::METHODS),
        (types.complex, complex::METHODS),
        (types.str, str::METHODS),
        (types.str, str_methods::METHODS),
        (types.str, str_format::METHODS),
        (types.str, str_percent::METHODS),
        (types.str, str_translate::METHODS),
        (types.bytes, bytes_like::METHODS),
        (types.bytes, bytes_methods::METHODS),
        (types.bytes, bytes::METHODS),
        (types.bytearray, bytes_like::METHODS),
        (types.bytearray, bytes_methods::METHODS),
        (types.bytearray, bytearray::METHODS),
    ] {
        vm.add_methods(class, natives);
    }
    for natives in [str_format::FUNCTIONS, str_percent::FUNCTIONS] {
        vm.add_functions(vm.prelude, natives);
    }
    collections::install(vm);
    for natives in [functions::FUNCTIONS, reductions::FUNCTIONS, printing::FUNCTIONS] {
        vm.add_functions(vm.builtins, natives);
    }
    for natives in [intrinsics::FUNCTIONS, code::INTRINSICS] {
        vm.add_functions(vm.prelude, natives);
    }
    vm.add_functions(vm.prelude, completion::NATIVES);
    function::install(vm);
    natives::install(vm);
    members::install(vm);
    memoryview::install(vm);
    exceptions::install(vm);
    for (name, value) in [
        ("NotImplemented", Value::NotImplemented),
        ("Ellipsis", Value::Ellipsis),
        ("__debug__", Value::Bool(true)),
    ] {
        vm.define(vm.builtins, name, value);
    }
    let exceptions: Vec<_> = vm.exception_classes().collect();
    for (name, class) in exceptions {
        let name = vm.intern(name);
        vm.heap.set_name(vm.builtins, name, class.into());
    }
}

/// The built-in types that programs name without an import.
const BUILTIN_TYPES: &[&str] = &[
    "object", "type", "bool", "int", "float", "complex", "str", "bytes", "bytearray", "list", "tuple", "dict", "set",
    "frozenset", "range", "slice", "property", "staticmethod", "classmethod", "super", "reversed", "enumerate", "zip",
    "map", "filter",
];
