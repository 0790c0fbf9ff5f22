//! The type `bytearray`: what changes it.

use crate::builtins::bytes::parse_hex;
use crate::builtins::bytes_like::{self, from_arguments, from_value};
use crate::builtins::str::repetitions;
use crate::builtins::str_percent;
use crate::object::*;
use crate::vm::{Exc, Vm};
use crate::vm::native::*;
use crate::vm::representation::named_repr;

pub const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, /, *args, **kwargs)", new),
    method("__init__", "(self, /, source=b'', encoding='utf-8', errors='strict')", init),
    method("__repr__", "(self, /)", named_repr).on_the_whole(),
    method("__str__", "(self, /)", named_repr).on_the_whole(),
    method("__setitem__", "(self, key, value, /)", set_item),
    method("__delitem__", "(self, key, /)", delete_item),
    method("__iadd__", "(self, value, /)", add_in_place),
    method("__imul__", "(self, value, /)", multiply_in_place),
    method("__mod__", "(self, value, /)", str_percent::bytes_mod),
    method("append", "(self, item, /)", append),
    method("extend", "(self, iterable_of_ints, /)", extend),
    method("insert", "(self, index, item, /)", insert),
    method("pop", "(self, index=-1, /)", pop),
    method("remove", "(self, value, /)", remove),
    method("reverse", "(self, /)", |vm, a| {
        receiver(vm, a).reverse();
        Ok(Value::None)
    }),
    method("clear", "(self, /)", |vm, a| {
        resizable(vm, a, 0)?.clear();
        Ok(Value::None)
    }),
    method("resize", "(self, size, /)", resize),
    method("copy", "(self, /)", |vm, a| {
        let bytes = receiver(vm, a).clone();
        Ok(vm.bytearray(bytes))
    }),
    class_method("fromhex", "(cls, string, /)", from_hex),
];

/// What is said where bytes would move while there are views of them.
pub const VIEWED: &str = "Existing exports of data: object cannot be re-sized";

const OUT_OF_RANGE: &str = "byte must be in range(0, 256)";

/// The bytes that a method was called on, to be changed.
fn receiver<'vm>(vm: &'vm mut Vm, arguments: &[Value]) -> &'vm mut Vec<u8> {
    match arguments[0] {
        Value::ByteArray(bytes) => &mut vm.heap[bytes].0,
        _ => unreachable!("methods of bytearray find a bytearray"),
    }
}

/// The bytes, of which there will be `length`: they can only become more or fewer while there are no views.
fn resizable<'vm>(vm: &'vm mut Vm, arguments: &[Value], length: usize) -> Result<&'vm mut Vec<u8>, Escape> {
    let Value::ByteArray(bytes) = arguments[0] else { unreachable!("methods of bytearray find a bytearray") };
    let ByteArray(bytes, exports) = &vm.heap[bytes];
    if length != bytes.len() && exports.count() > 0 {
        return Err(vm.refuse_to_move(arguments[0], VIEWED));
    }
    Ok(receiver(vm, arguments))
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Class(class) = arguments[0] else {
        return Err(vm.type_error("bytearray.__new__(X): X is not a type object"));
    };
    let empty = vm.bytearray(Vec::new());
    Ok(vm.wrap(class, empty))
}

fn init(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let bytes = from_arguments(vm, "bytearray", &arguments[1..])?;
    resizable(vm, arguments, 0)?.clear();
    extend_with(vm, arguments, &bytes)
}

fn place(vm: &mut Vm, arguments: &[Value], key: Value) -> Result<usize, Escape> {
    if vm.try_index(key)?.is_none() {
        let message = format!("bytearray indices must be integers or slices, not {}", vm.type_name(key));
        return Err(vm.type_error(message));
    }
    let len = receiver(vm, arguments).len();
    match vm.place(key, len)? {
        Some(at) => Ok(at),
        None => Err(vm.index_error("bytearray index out of range")),
    }
}

fn set_item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [_, key, value] = *arguments else { unreachable!("three parameters") };
    let Value::Slice(slice) = key else {
        let at = place(vm, arguments, key)?;
        receiver(vm, arguments)[at] = vm.byte_argument(value, OUT_OF_RANGE)?;
        return Ok(Value::None);
    };
    let bytes = match vm.try_index(value)? {
        Some(_) => return Err(vm.type_error("can assign only bytes, buffers, or iterables of ints in range(0, 256)")),
        None => from_value(vm, "bytearray", value)?,
    };
    let len = receiver(vm, arguments).len();
    let (start, step, count) = vm.resolve_slice(slice, len)?;
    if step == 1 {
        vm.heap.charge(bytes.len());
        resizable(vm, arguments, len - count + bytes.len())?.splice(start..start + count, bytes);
        return Ok(Value::None);
    }
    if bytes.len() != count {
        let message =
            format!("attempt to assign bytes of size {} to extended slice of size {count}", bytes.len());
        return Err(vm.value_error(message));
    }
    let target = receiver(vm, arguments);
    for (nth, byte) in bytes.into_iter().enumerate() {
        target[(start as i64 + step * nth as i64) as usize] = byte;
    }
    Ok(Value::None)
}

fn delete_item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Slice(slice) = arguments[1] else {
        let at = place(vm, arguments, arguments[1])?;
        let len = receiver(vm, arguments).len();
        resizable(vm, arguments, len - 1)?.remove(at);
        return Ok(Value::None);
    };
    let len = receiver(vm, arguments).len();
    let (start, step, count) = vm.resolve_slice(slice, len)?;
    let mut doomed: Vec<usize> = (0..count).map(|nth| (start as i64 + step * nth as i64) as usize).collect();
    if step < 0 {
        doomed.reverse();
    }
    let mut at = 0;
    resizable(vm, arguments, len - count)?.retain(|_| {
        let keep = doomed.binary_search(&at).is_err();
        at += 1;
        keep
    });
    Ok(Value::None)
}

fn add_in_place(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Some(bytes) = bytes_like::buffer(vm, arguments[1])?.map(<[u8]>::to_vec) else {
        let message = format!("can't concat {} to bytearray", vm.type_name(arguments[1]));
        return Err(vm.type_error(message));
    };
    if !bytes.is_empty() && vm.unwrap(arguments[1]).is(arguments[0]) {
        // The operand is a view of itself.
        return Err(vm.raise(Exc::BufferError, VIEWED));
    }
    extend_with(vm, arguments, &bytes)?;
    Ok(arguments[0])
}

fn multiply_in_place(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let len = receiver(vm, arguments).len();
    let count = match repetitions(vm, len, arguments[1]) {
        Ok(count) => count,
        Err(result) => return result,
    };
    let repeated = receiver(vm, arguments).repeat(count);
    vm.heap.charge(repeated.len());
    let length = repeated.len();
    *resizable(vm, arguments, length)? = repeated;
    Ok(arguments[0])
}

fn append(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let byte = vm.byte_argument(arguments[1], OUT_OF_RANGE)?;
    extend_with(vm, arguments, &[byte])
}

fn extend_with(vm: &mut Vm, arguments: &[Value], bytes: &[u8]) -> NativeResult {
    vm.heap.charge(bytes.len());
    let length = receiver(vm, arguments).len() + bytes.len();
    resizable(vm, arguments, length)?.extend_from_slice(bytes);
    Ok(Value::None)
}

fn extend(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if vm.try_index(arguments[1])?.is_some() {
        let message = format!("can't extend bytearray with {}", vm.type_name(arguments[1]));
        return Err(vm.type_error(message));
    }
    if vm.as_str(arguments[1]).is_some() {
        return Err(vm.type_error("expected iterable of integers; got: 'str'"));
    }
    let bytes = from_value(vm, "bytearray", arguments[1])?;
    extend_with(vm, arguments, &bytes)
}

fn insert(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let at = vm.size_argument(arguments[1])?;
    let byte = vm.byte_argument(arguments[2], OUT_OF_RANGE)?;
    let len = receiver(vm, arguments).len() as i64;
    let at = if at < 0 { (at + len).max(0) } else { at.min(len) };
    resizable(vm, arguments, len as usize + 1)?.insert(at as usize, byte);
    vm.heap.charge(1);
    Ok(Value::None)
}

fn pop(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if receiver(vm, arguments).is_empty() {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    let index = if arguments[1].is_unbound() { Value::Int(-1) } else { arguments[1] };
    let len = receiver(vm, arguments).len();
    match vm.place(index, len)? {
        Some(at) => Ok(Value::Int(i64::from(resizable(vm, arguments, len - 1)?.remove(at)))),
        None => Err(vm.index_error("pop index out of range")),
    }
}

fn remove(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let byte = vm.byte_argument(arguments[1], OUT_OF_RANGE)?;
    let bytes = receiver(vm, arguments);
    let len = bytes.len();
    match bytes.iter().position(|&other| other == byte) {
        Some(at) => {
            resizable(vm, arguments, len - 1)?.remove(at);
            Ok(Value::None)
        }
        None => Err(vm.value_error("value not found in bytearray")),
    }
}

fn resize(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let size = vm.size_argument(arguments[1])?;
    let Ok(size) = usize::try_from(size) else {
        let message = format!("bytearray.resize(): new size must be >= 0, got {size}");
        return Err(vm.value_error(message));
    };
    vm.heap.charge(size);
    resizable(vm, arguments, size)?.resize(size, 0);
    Ok(Value::None)
}

fn from_hex(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let bytes = parse_hex(vm, arguments[1])?;
    match arguments[0] {
        Value::Class(class) if class != vm.types.bytearray => {
            let bytes = vm.bytes(bytes);
            Err(Escape::call(class.into(), &[bytes]))
        }
        _ => Ok(vm.bytearray(bytes)),
    }
}
