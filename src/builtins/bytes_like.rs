//! What `bytes` and `bytearray` share: making, comparing, indexing and joining; the other methods are
//! in `bytes_methods`.

use std::cmp::Ordering;

use crate::builtins::str::{check_names, codec_failure, encoding_argument, errors_argument, is_iterable, repetitions};
use crate::object::*;
use crate::text::codec;
use crate::text::string;
use crate::vm::Vm;
use crate::vm::native::*;

pub const METHODS: &[NativeDef] = &[
    method("__add__", "(self, value, /)", add),
    method("__mul__", "(self, value, /)", multiply),
    method("__rmul__", "(self, value, /)", multiply),
    method("__len__", "(self, /)", |vm, a| Ok(Value::Int(receiver(vm, a).len() as i64))),
    method("__getitem__", "(self, key, /)", get_item),
    method("__contains__", "(self, key, /)", contains),
    method("__lt__", "(self, value, /)", |vm, a| ordered(vm, a, Ordering::is_lt)),
    method("__le__", "(self, value, /)", |vm, a| ordered(vm, a, Ordering::is_le)),
    method("__gt__", "(self, value, /)", |vm, a| ordered(vm, a, Ordering::is_gt)),
    method("__ge__", "(self, value, /)", |vm, a| ordered(vm, a, Ordering::is_ge)),
    method("__eq__", "(self, value, /)", |vm, a| ordered(vm, a, Ordering::is_eq)),
    method("__ne__", "(self, value, /)", |vm, a| ordered(vm, a, Ordering::is_ne)),
    method("__iter__", "(self, /)", iterate),
    method("__repr__", "(self, /)", repr),
    method("__str__", "(self, /)", repr),
    method("decode", "(self, /, encoding='utf-8', errors='strict')", |vm, a| decode(vm, a[0], "decode", a[1], a[2])),
    method("hex", "(self, /, sep=None, bytes_per_sep=1)", hex),
    method("join", "(self, iterable_of_bytes, /)", join),
];

/// The bytes that a method was called on.
pub(super) fn receiver<'vm>(vm: &'vm Vm, arguments: &[Value]) -> &'vm [u8] {
    vm.bytes_of(arguments[0]).expect("methods of bytes find bytes")
}

/// `bytes` as a value of the same type as `like`.
pub(super) fn like(vm: &mut Vm, like: Value, bytes: Vec<u8>) -> Value {
    match like {
        Value::ByteArray(_) => vm.bytearray(bytes),
        _ => vm.bytes(bytes),
    }
}

impl Vm {
    /// A `bytearray`.
    pub fn bytearray(&mut self, bytes: Vec<u8>) -> Value {
        self.heap.charge(bytes.len());
        Value::ByteArray(self.heap.allocate(ByteArray(bytes, Exports::default())))
    }

    /// A number that must be a byte.
    pub fn byte_argument(&mut self, value: Value, message: &str) -> Result<u8, Escape> {
        let number = self.integer_argument(value)?.as_ref().small();
        match number.and_then(|number| u8::try_from(number).ok()) {
            Some(byte) => Ok(byte),
            None => Err(self.value_error(message)),
        }
    }
}

/// The bytes of a buffer, None for what is no buffer.
pub fn buffer(vm: &mut Vm, source: Value) -> Result<Option<&[u8]>, Escape> {
    match vm.absent_bytes(source) {
        Some(escape) => Err(escape),
        None => Ok(vm.bytes_of(source)),
    }
}

/// What `bytes(source)` makes of anything but text: a length, a buffer or an iterable of numbers.
pub fn from_value(vm: &mut Vm, name: &str, source: Value) -> Result<Vec<u8>, Escape> {
    if let Some(bytes) = buffer(vm, source)? {
        return Ok(bytes.to_vec());
    }
    if vm.as_str(source).is_some() {
        return Err(vm.type_error("string argument without an encoding"));
    }
    if converts_itself(vm, source) {
        return Err(Escape::Defer);
    }
    if let Some(length) = vm.try_index(source)? {
        let length = length.clamped();
        if length < 0 {
            return Err(vm.value_error("negative count"));
        }
        let length = super::str::times(length);
        if length > super::str::LONGEST || !vm.heap.could_hold(length) {
            return Err(vm.raise_with(crate::vm::Exc::MemoryError, &[]));
        }
        return Ok(vec![0; length]);
    }
    from_items(vm, name, source)
}

/// Whether `source` has a `__bytes__` of its own.
fn converts_itself(vm: &mut Vm, source: Value) -> bool {
    let dunder = vm.intern("__bytes__");
    matches!(source, Value::Instance(_)) && vm.bytes_of(source).is_none() && vm.defines(source, dunder)
}

/// The bytes of a buffer or of an iterable of numbers; `name` is the type that wants them.
pub fn from_items(vm: &mut Vm, name: &str, source: Value) -> Result<Vec<u8>, Escape> {
    if let Some(bytes) = buffer(vm, source)? {
        return Ok(bytes.to_vec());
    }
    if converts_itself(vm, source) {
        return Err(Escape::Defer);
    }
    if vm.as_str(source).is_some() || !is_iterable(vm, source) {
        let message = format!("cannot convert '{}' object to {name}", vm.type_name(source));
        return Err(vm.type_error(message));
    }
    let items = vm.collect(source)?;
    items.into_iter().map(|item| vm.byte_argument(item, "bytes must be in range(0, 256)")).collect()
}

/// `bytes(source, encoding, errors)` and the same of `bytearray`.
pub fn from_arguments(vm: &mut Vm, name: &str, arguments: &[Value]) -> Result<Vec<u8>, Escape> {
    let [source, encoding, errors] = *arguments else { unreachable!("three parameters") };
    if encoding.is_unbound() && errors.is_unbound() {
        return if source.is_unbound() { Ok(Vec::new()) } else { from_value(vm, name, source) };
    }
    check_names(vm, name, encoding, errors)?;
    if vm.as_str(source).is_none() {
        let what = if encoding.is_unbound() { "errors" } else { "encoding" };
        return Err(vm.type_error(format!("{what} without a string argument")));
    }
    let encoding = encoding_argument(vm, encoding, name)?;
    let errors = errors_argument(vm, errors, name)?;
    let encoded = codec::encode(vm.as_str(source).unwrap_or(""), encoding, &errors);
    encoded.map_err(|error| codec_failure(vm, error, source))
}

/// `bytes.decode` and `str(bytes, encoding, errors)`.
pub fn decode(vm: &mut Vm, object: Value, function: &str, encoding: Value, errors: Value) -> NativeResult {
    check_names(vm, function, encoding, errors)?;
    let encoding = encoding_argument(vm, encoding, function)?;
    let errors = errors_argument(vm, errors, function)?;
    match codec::decode(vm.bytes_of(object).unwrap_or(&[]), encoding, &errors) {
        Ok(text) => Ok(vm.str(text)),
        Err(error) => Err(codec_failure(vm, error, object)),
    }
}

fn add(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let other = arguments[1];
    let Some(bytes) = vm.bytes_of(other) else {
        if matches!(other, Value::Instance(_)) && vm.defines(other, vm.known.__radd__) {
            return Ok(Value::NotImplemented);
        }
        let message = format!("can't concat {} to {}", vm.type_name(other), vm.type_name(arguments[0]));
        return Err(vm.type_error(message));
    };
    let joined = [receiver(vm, arguments), bytes].concat();
    Ok(like(vm, arguments[0], joined))
}

fn multiply(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let count = match repetitions(vm, receiver(vm, arguments).len(), arguments[1]) {
        Ok(count) => count,
        Err(result) => return result,
    };
    let repeated = receiver(vm, arguments).repeat(count);
    Ok(like(vm, arguments[0], repeated))
}

fn get_item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let len = receiver(vm, arguments).len();
    if let Value::Slice(slice) = arguments[1] {
        let (start, step, count) = vm.resolve_slice(slice, len)?;
        let bytes = receiver(vm, arguments);
        let part = match step {
            1 => bytes[start..start + count].to_vec(),
            _ => (0..count).map(|nth| bytes[(start as i64 + step * nth as i64) as usize]).collect(),
        };
        return Ok(like(vm, arguments[0], part));
    }
    let name = vm.type_name(arguments[0]);
    if vm.try_index(arguments[1])?.is_none() {
        let prefix = if name == "bytes" { "byte" } else { name.as_str() };
        let message = format!("{prefix} indices must be integers or slices, not {}", vm.type_name(arguments[1]));
        return Err(vm.type_error(message));
    }
    match vm.place(arguments[1], len)? {
        Some(at) => Ok(Value::Int(i64::from(receiver(vm, arguments)[at]))),
        None if name == "bytes" => Err(vm.index_error("index out of range")),
        None => Err(vm.index_error(format!("{name} index out of range"))),
    }
}

/// What is searched: bytes, or a number that is one byte.
pub(super) fn needle(vm: &mut Vm, value: Value) -> Result<Vec<u8>, Escape> {
    if let Some(bytes) = vm.bytes_of(value) {
        return Ok(bytes.to_vec());
    }
    if vm.try_index(value)?.is_none() {
        let message =
            format!("argument should be integer or bytes-like object, not '{}'", vm.type_name(value));
        return Err(vm.type_error(message));
    }
    Ok(vec![vm.byte_argument(value, "byte must be in range(0, 256)")?])
}

fn contains(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if vm.bytes_of(arguments[1]).is_none() && vm.try_index(arguments[1])?.is_none() {
        let message = format!("a bytes-like object is required, not '{}'", vm.type_name(arguments[1]));
        return Err(vm.type_error(message));
    }
    let needle = needle(vm, arguments[1])?;
    Ok(Value::Bool(string::find_bytes(receiver(vm, arguments), &needle).is_some()))
}

/// `bytes` are ordered among themselves, a `bytearray` among all that shows its bytes.
fn ordered(vm: &mut Vm, arguments: &[Value], accepted: fn(Ordering) -> bool) -> NativeResult {
    let both_are_bytes = [arguments[0], arguments[1]].iter().all(|value| matches!(vm.unwrap(*value), Value::Bytes(_)));
    let ordered = both_are_bytes || matches!(vm.unwrap(arguments[0]), Value::ByteArray(_));
    Ok(match vm.bytes_of(arguments[1]).filter(|_| ordered) {
        Some(other) => Value::Bool(accepted(receiver(vm, arguments).cmp(other))),
        None => Value::NotImplemented,
    })
}

fn iterate(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(match arguments[0] {
        Value::ByteArray(bytes) => vm.iter(Iter::ByteArray { bytes, index: 0 }),
        Value::Bytes(bytes) => vm.iter(Iter::Bytes { bytes, index: 0 }),
        _ => unreachable!("methods of bytes find bytes"),
    })
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let mut text = String::new();
    vm.write_data_repr(&mut text, arguments[0])?;
    Ok(vm.str(text))
}

pub(super) fn hex(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let size = vm.size_or(arguments[2], 1)?;
    let separator = match arguments[1] {
        Value::Unbound => None,
        separator => Some(hex_separator(vm, separator)?),
    };
    let bytes = receiver(vm, arguments);
    let (group, len) = (size.unsigned_abs() as usize, bytes.len());
    let mut text = String::with_capacity(len * 2);
    for (at, byte) in bytes.iter().enumerate() {
        // Groups are counted from the right, or from the left where the size is negative.
        let counted = if size > 0 { len - at } else { at };
        if let Some(separator) = separator
            && at > 0
            && group > 0
            && counted % group == 0
        {
            text.push(separator);
        }
        text.push_str(&format!("{byte:02x}"));
    }
    Ok(vm.str(text))
}

fn hex_separator(vm: &mut Vm, value: Value) -> Result<char, Escape> {
    let separator: Option<Vec<char>> = match vm.as_str(value) {
        Some(text) => Some(text.chars().collect()),
        None => vm.bytes_of(value).map(|bytes| bytes.iter().map(|&byte| byte as char).collect()),
    };
    match separator.as_deref() {
        Some([c]) if c.is_ascii() => Ok(*c),
        Some([_]) => Err(vm.value_error("sep must be ASCII.")),
        Some(_) => Err(vm.value_error("sep must be length 1.")),
        None => Err(vm.type_error("sep must be str or bytes.")),
    }
}

fn join(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if !is_iterable(vm, arguments[1]) {
        return Err(vm.type_error("can only join an iterable"));
    }
    let items = vm.collect(arguments[1])?;
    let separator = receiver(vm, arguments);
    let mut joined = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            joined.extend_from_slice(separator);
        }
        let Some(bytes) = vm.bytes_of(*item) else {
            if let Some(escape) = vm.absent_bytes(*item) {
                return Err(escape);
            }
            let name = vm.type_name(*item);
            let message = format!("sequence item {at}: expected a bytes-like object, {name} found");
            return Err(vm.type_error(message));
        };
        joined.extend_from_slice(bytes);
    }
    Ok(like(vm, arguments[0], joined))
}
