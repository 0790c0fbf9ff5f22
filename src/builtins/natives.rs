//! The attributes of natives: of built-in functions and methods, and of the descriptors that built-in types are made of.

use super::function::{call, method_eq, method_hash, or_none, wrong};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

/// What all of them have.
const COMMON: &[NativeDef] = &[
    method("__repr__", "(self, /)", repr),
    getter("__name__", name, None),
    getter("__qualname__", qualified_name, None),
    getter("__doc__", doc, None),
    getter("__text_signature__", signature, None),
];

const CALLABLE: &[NativeDef] = &[method("__call__", "(self, /, *args, **kwargs)", call)];

const BUILTIN_FUNCTION: &[NativeDef] = &[
    getter("__self__", receiver, None),
    member("__module__", module, None),
    method("__eq__", "(self, other, /)", method_eq),
    method("__hash__", "(self, /)", method_hash),
    method("__reduce__", "(self, /)", reduce),
];

const METHOD_WRAPPER: &[NativeDef] = &[
    member("__self__", receiver, None),
    getter("__objclass__", owner, None),
    method("__eq__", "(self, other, /)", method_eq),
    method("__hash__", "(self, /)", method_hash),
    method("__reduce__", "(self, /)", reduce),
];

const DESCRIPTOR: &[NativeDef] = &[
    member("__name__", name, None),
    member("__objclass__", owner, None),
    method("__get__", "(self, instance, owner=None, /)", get),
    method("__reduce__", "(self, /)", descriptor_reduce),
];

const CLASS_METHOD: &[NativeDef] = &[
    member("__name__", name, None),
    member("__objclass__", owner, None),
    method("__get__", "(self, instance, owner=None, /)", super::descriptors::class_method_get),
    method("__reduce__", "(self, /)", descriptor_reduce),
];

/// Adds the natives of the types in this file.
pub fn install(vm: &mut Vm) {
    let types = vm.types;
    for class in [types.builtin_function, types.method_wrapper, types.method_descriptor, types.wrapper_descriptor, types.classmethod_descriptor] {
        vm.add_methods(class, CALLABLE);
    }
    for (class, natives) in [
        (types.builtin_function, BUILTIN_FUNCTION),
        (types.method_wrapper, METHOD_WRAPPER),
        (types.method_descriptor, DESCRIPTOR),
        (types.wrapper_descriptor, DESCRIPTOR),
        (types.getset_descriptor, DESCRIPTOR),
        (types.classmethod_descriptor, CLASS_METHOD),
    ] {
        vm.add_methods(class, COMMON);
        vm.add_methods(class, natives);
    }
}

/// The native that `value` is, is bound to, or makes a class method of.
fn native(vm: &mut Vm, value: Value) -> Result<Ref<Native>, Escape> {
    match value {
        Value::Native(native) => Ok(native),
        Value::BoundMethod(method) => native(vm, vm.heap[method].function),
        Value::ClassMethod(method) => native(vm, vm.heap[method].function),
        _ => Err(wrong(vm, "built-in function", value)),
    }
}

pub(super) fn name(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let native = native(vm, arguments[0])?;
    let name = vm.heap[native].def.name;
    Ok(Value::Str(vm.intern(name)))
}

pub(super) fn qualified_name(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let native = native(vm, arguments[0])?;
    let name = vm.heap[native].def.name;
    match vm.heap[native].owner {
        Value::Class(class) => {
            let text = format!("{}.{name}", vm.name_of(class));
            Ok(vm.str(text))
        }
        _ => Ok(Value::Str(vm.intern(name))),
    }
}

/// A function of a module pickles by its name, a bound method as an attribute of its object.
fn reduce(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let name = name(vm, arguments)?;
    match arguments[0] {
        Value::BoundMethod(method) => Ok(attribute_of(vm, vm.heap[method].receiver, name)),
        _ => Ok(name),
    }
}

pub(super) fn descriptor_reduce(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (owner, name) = (owner(vm, arguments)?, name(vm, arguments)?);
    Ok(attribute_of(vm, owner, name))
}

/// How `__reduce__` says that something is found as the attribute `name` of `object`.
fn attribute_of(vm: &mut Vm, object: Value, name: Value) -> Value {
    let (getattr, parts) = (vm.builtin("getattr"), vm.tuple([object, name]));
    vm.tuple([getattr, parts])
}

/// What a method is bound to; the module of a function.
fn receiver(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match arguments[0] {
        Value::BoundMethod(method) => Ok(vm.heap[method].receiver),
        Value::Native(native) => match (vm.heap[native].owner.bound(), module_name(vm, native)) {
            (Some(owner), _) => Ok(owner),
            (None, Some(module)) => {
                let name = vm.intern(module);
                Ok(vm.heap.get_name(vm.modules, name).unwrap_or(Value::None))
            }
            (None, None) => Ok(Value::None),
        },
        other => Err(wrong(vm, "built-in function", other)),
    }
}

/// The module that a function belongs to: `_functools` is what is known of `_functoolscore`.
fn module_name(vm: &Vm, native: Ref<Native>) -> Option<&'static str> {
    let def = vm.heap[native].def;
    let is_function = def.kind == NativeKind::Function;
    is_function.then(|| match crate::stdlib::module_of(def).unwrap_or("builtins") {
        "_posix" => "posix",
        module => module.trim_end_matches("core"),
    })
}

fn module(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let native = native(vm, arguments[0])?;
    match module_name(vm, native) {
        Some(module) => Ok(Value::Str(vm.intern(module))),
        None => Ok(Value::None),
    }
}

pub(super) fn owner(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let native = native(vm, arguments[0])?;
    Ok(or_none(vm.heap[native].owner))
}

/// The parameters, with a mark at what binding gives: `inspect` leaves that out of the signature of what is bound.
fn signature(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let native = native(vm, arguments[0])?;
    let NativeDef { signature, kind, name, .. } = vm.heap[native].def;
    let inner = signature.trim_start_matches('(');
    let text = match kind {
        NativeKind::Getter => return Ok(Value::None),
        NativeKind::Function if inner == ")" => "($module)".to_string(),
        NativeKind::Function => format!("($module, {inner}"),
        NativeKind::StaticMethod if *name != "__new__" => (*signature).to_string(),
        NativeKind::Method | NativeKind::ClassMethod | NativeKind::StaticMethod => format!("(${inner}"),
    };
    Ok(vm.str(text))
}

pub(super) fn doc(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Err(Escape::call(vm.prelude_function("_doc_of_native"), arguments))
}

pub(super) fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let mut text = String::new();
    vm.write_repr(&mut text, arguments[0])?;
    Ok(vm.str(text))
}

pub(super) fn get(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let native = native(vm, arguments[0])?;
    match (arguments[1], vm.heap[native].def.kind) {
        (Value::None, _) => Ok(arguments[0]),
        (receiver, NativeKind::Getter) => {
            super::members::check_receiver(vm, native, receiver)?;
            let name = name(vm, arguments)?;
            Err(Escape::call(vm.builtin("getattr"), &[receiver, name]))
        }
        (receiver, _) => Ok(vm.heap.allocate(BoundMethod { function: arguments[0], receiver }).into()),
    }
}
