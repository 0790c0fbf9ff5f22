//! The built-in functions that work on any value: conversions, arithmetic and tests.

use std::iter::once;

use crate::builtins::abstract_classes::known_answer;
use crate::object::*;
use crate::text::int::{IntRef, to_prefixed};
use crate::text::string;
use crate::vm::keys::Access;
use crate::vm::division::{floor_div, modulo};
use crate::vm::native::*;
use crate::vm::operation::Check;
use crate::vm::numbers::int_ref;
use crate::vm::special::Special;
use crate::vm::{Exc, Vm};

pub const FUNCTIONS: &[NativeDef] = &[
    function("abs", "(x, /)", abs),
    function("ascii", "(obj, /)", ascii),
    function("bin", "(number, /)", |vm, arguments| in_radix(vm, arguments[0], 2)),
    function("callable", "(obj, /)", callable),
    function("chr", "(i, /)", chr),
    function("divmod", "(x, y, /)", divmod),
    function("format", "(value, format_spec='', /)", format),
    function("hash", "(obj, /)", hash),
    function("hex", "(number, /)", |vm, arguments| in_radix(vm, arguments[0], 16)),
    function("id", "(obj, /)", |_, arguments| Ok(Value::Int(arguments[0].identity()))),
    function("isinstance", "(obj, class_or_tuple, /)", is_instance),
    function("issubclass", "(cls, class_or_tuple, /)", is_subclass),
    function("len", "(obj, /)", len),
    function("oct", "(number, /)", |vm, arguments| in_radix(vm, arguments[0], 8)),
    function("ord", "(character, /)", ord),
    function("pow", "(base, exp, mod=None)", pow),
    function("repr", "(obj, /)", repr),
    function("round", "(number, ndigits=None)", round),
];

impl Vm {
    /// `type(receiver).name(receiver, *arguments)` as a native's result; `None` if there is no such
    /// method. Where it is Python, or defers, the result is a tail call.
    pub fn tail_call_special(
        &mut self,
        name: Ref<Str>,
        receiver: Value,
        arguments: &[Value],
    ) -> Option<NativeResult> {
        let all = || once(receiver).chain(arguments.iter().copied()).collect::<Vec<Value>>();
        match self.special(receiver, name) {
            Special::Missing | Special::Refused => None,
            Special::Native(native) => Some(match self.call_native_method(native, receiver, arguments) {
                Err(Escape::Defer) => Err(Escape::call(native.into(), &all())),
                result => result,
            }),
            Special::Python(method @ Value::Function(_)) => Some(Err(Escape::call(method, &all()))),
            Special::Python(_) => Some(Err(Escape::Defer)),
        }
    }
}

fn abs(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match arguments[0] {
        Value::Int(int) if int != i64::MIN => return Ok(Value::Int(int.abs())),
        Value::Float(float) => return Ok(Value::Float(float.abs())),
        _ => {}
    }
    match vm.tail_call_special(vm.known.__abs__, arguments[0], &[]) {
        Some(result) => result,
        None => {
            let name = vm.type_name(arguments[0]);
            Err(vm.type_error(format!("bad operand type for abs(): '{name}'")))
        }
    }
}

fn ascii(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let text = vm.ascii(arguments[0])?;
    Ok(vm.str(text))
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match vm.repr(arguments[0]) {
        Ok(text) => Ok(vm.str(text)),
        Err(Escape::Defer) => {
            let check = Check::Str("__repr__");
            Err(vm.checked_call(arguments[0], vm.known.__repr__, check).unwrap_or(Escape::Defer))
        }
        Err(escape) => Err(escape),
    }
}

/// `bin`, `oct` and `hex`.
fn in_radix(vm: &mut Vm, value: Value, radix: u32) -> NativeResult {
    let data = vm.unwrap(value);
    if let Some(int) = int_ref(&vm.heap, data) {
        let text = to_prefixed(int, radix);
        return Ok(vm.str(text));
    }
    match vm.to_index(value)? {
        crate::vm::numbers::Index::Small(int) => {
            let text = to_prefixed(IntRef::Small(int), radix);
            Ok(vm.str(text))
        }
        crate::vm::numbers::Index::Huge { .. } => Err(Escape::Defer),
    }
}

/// Whether a value can be called.
pub fn is_callable(vm: &mut Vm, value: Value) -> bool {
    match value {
        Value::Function(_) | Value::Native(_) | Value::BoundMethod(_) | Value::Class(_) | Value::StaticMethod(_) => true,
        _ => !matches!(vm.special(value, vm.known.__call__), Special::Missing),
    }
}

fn callable(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(Value::Bool(is_callable(vm, arguments[0])))
}

fn chr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let code = vm.to_index(arguments[0])?.clamped();
    match u32::try_from(code).ok().and_then(string::char_of) {
        Some(char) => Ok(vm.char(char)),
        None => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

fn ord(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let len = match vm.unwrap(arguments[0]) {
        Value::Str(str) => {
            let str = &vm.heap[str];
            if let (1, Some(char)) = (str.chars(), str.as_str().chars().next()) {
                return Ok(Value::Int(i64::from(string::code_of(char))));
            }
            str.chars()
        }
        Value::Bytes(bytes) if vm.heap[bytes].0.len() == 1 => return Ok(Value::Int(i64::from(vm.heap[bytes].0[0]))),
        Value::ByteArray(bytes) if vm.heap[bytes].0.len() == 1 => {
            return Ok(Value::Int(i64::from(vm.heap[bytes].0[0])));
        }
        Value::Bytes(bytes) => vm.heap[bytes].0.len(),
        Value::ByteArray(bytes) => vm.heap[bytes].0.len(),
        _ => {
            let name = vm.type_name(arguments[0]);
            return Err(vm.type_error(format!("ord() expected string of length 1, but {name} found")));
        }
    };
    Err(vm.type_error(format!("ord() expected a character, but string of length {len} found")))
}

fn hash(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match vm.hash(arguments[0]) {
        Err(Escape::Defer) => Err(vm.search_escape(Value::None, arguments[0], Access::Hash)),
        hash => hash.map(Value::Int),
    }
}

fn len(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match vm.length(arguments[0]) {
        Ok(len) => Ok(vm.index(len)),
        Err(Escape::Defer) => {
            Err(vm.checked_call(arguments[0], vm.known.__len__, Check::Length).unwrap_or(Escape::Defer))
        }
        Err(escape) => Err(escape),
    }
}

fn format(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let spec = match arguments[1] {
        Value::Unbound => String::new(),
        spec => match vm.as_str(spec) {
            Some(spec) => spec.to_string(),
            None => {
                let name = vm.type_name(spec);
                return Err(vm.type_error(format!("format() argument 2 must be str, not {name}")));
            }
        },
    };
    let text = vm.format(arguments[0], &spec)?;
    Ok(vm.str(text))
}

fn round(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if let (Value::Int(_), Value::Unbound) = (arguments[0], arguments[1]) {
        return Ok(arguments[0]);
    }
    let rest = &arguments[1..1 + usize::from(!arguments[1].is_unbound() && !arguments[1].is_none())];
    match vm.tail_call_special(vm.known.__round__, arguments[0], rest) {
        Some(result) => result,
        None => {
            let name = vm.type_name(arguments[0]);
            Err(vm.type_error(format!("type {name} doesn't define __round__ method")))
        }
    }
}

/// The native result of `a op b`, if it is known without trying the reflected method.
fn native_binary(vm: &mut Vm, name: Ref<Str>, arguments: &[Value]) -> NativeResult {
    let (a, b) = (arguments[0], arguments[1]);
    if vm.has_own_methods(a) || vm.has_own_methods(b) {
        return Err(Escape::Defer);
    }
    match vm.special(a, name) {
        Special::Native(native) => match vm.ask_native(native, a, &arguments[1..])? {
            Value::NotImplemented => Err(Escape::Defer),
            result => Ok(result),
        },
        _ => Err(Escape::Defer),
    }
}

fn divmod(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if let [Value::Int(x), Value::Int(y @ 1..)] = *arguments {
        return Ok(vm.tuple([Value::Int(floor_div(x, y)), Value::Int(modulo(x, y))]));
    }
    native_binary(vm, vm.known.__divmod__, arguments)
}

fn pow(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let given = if arguments[2].is_unbound() || arguments[2].is_none() { 2 } else { 3 };
    native_binary(vm, vm.known.__pow__, &arguments[..given])
}

/// A class, or a class in a tuple of such, that `holds`; errors in the words of `function`.
fn any_class(
    vm: &mut Vm,
    classes: Value,
    function: &str,
    holds: &mut impl FnMut(&mut Vm, Ref<Class>) -> Result<bool, Escape>,
) -> Result<bool, Escape> {
    match classes {
        Value::Class(class) => holds(vm, class),
        Value::Tuple(tuple) => {
            for index in 0..vm.heap[tuple].0.len() {
                let class = vm.heap[tuple].0[index];
                if vm.deeper(" in __instancecheck__", |vm| any_class(vm, class, function, holds))? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        // Unions, and objects with an `__instancecheck__` of their own.
        Value::Instance(_) => Err(Escape::Defer),
        _ => {
            let which = match function {
                "isinstance" => "a type, a tuple of types, or a union",
                _ => "a class, a tuple of classes, or a union",
            };
            Err(vm.raise(Exc::TypeError, format!("{function}() arg 2 must be {which}")))
        }
    }
}

/// Whether the metaclass of `class` answers with a method of its own.
fn asks_metaclass(vm: &mut Vm, class: Ref<Class>, method: Ref<Str>) -> bool {
    let metaclass = vm.heap[class].metaclass;
    if metaclass == vm.types.type_ {
        return false;
    }
    match vm.class_special(metaclass, method) {
        Special::Native(native) => !matches!(vm.heap[native].owner, Value::Class(owner) if owner == vm.types.type_),
        Special::Missing | Special::Refused => false,
        Special::Python(_) => true,
    }
}

pub fn is_instance(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let own = vm.class_of(arguments[0]);
    let found = any_class(vm, arguments[1], "isinstance", &mut |vm, class| {
        if class == own {
            return Ok(true);
        }
        if asks_metaclass(vm, class, vm.known.__instancecheck__) {
            return match known_answer(vm, class, own, vm.known.__instancecheck__) {
                Some(true) => Ok(true),
                Some(false) if !instance_or_disguised(vm, own, class)? => Ok(false),
                _ => Err(Escape::Defer),
            };
        }
        instance_or_disguised(vm, own, class)
    })?;
    Ok(Value::Bool(found))
}

/// Whether instances of `own` are instances of `class`; `Defer` where `__class__` may say so though
/// the type does not.
pub fn instance_or_disguised(vm: &mut Vm, own: Ref<Class>, class: Ref<Class>) -> Result<bool, Escape> {
    if vm.is_subclass(own, class) {
        return Ok(true);
    }
    let asks_python = |vm: &mut Vm, name| matches!(vm.class_special(own, name), Special::Python(_));
    if asks_python(vm, vm.known.__getattribute__) || asks_python(vm, vm.known.__class__) {
        return Err(Escape::Defer);
    }
    Ok(false)
}

fn is_subclass(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Class(own) = arguments[0] else {
        if let Value::Instance(_) = arguments[0] {
            return Err(Escape::Defer);
        }
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    };
    let found = any_class(vm, arguments[1], "issubclass", &mut |vm, class| {
        if asks_metaclass(vm, class, vm.known.__subclasscheck__) {
            return known_answer(vm, class, own, vm.known.__subclasscheck__).ok_or(Escape::Defer);
        }
        Ok(vm.is_subclass(own, class))
    })?;
    Ok(Value::Bool(found))
}
