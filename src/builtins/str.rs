//! The type `str`: making, comparing, indexing and joining; the other methods are in `str_methods`.

use std::cmp::Ordering;

use crate::object::*;
use crate::text::codec::Encoding;
use crate::text::string::Text;
use crate::text::{self, codec, format, quoted};
use crate::vm::Vm;
use crate::vm::native::*;

pub const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, object='', encoding='utf-8', errors='strict')", new),
    method("__add__", "(self, value, /)", add),
    method("__mul__", "(self, value, /)", multiply),
    method("__rmul__", "(self, value, /)", multiply),
    method("__len__", "(self, /)", |vm, a| Ok(Value::Int(vm.heap[receiver(a)].chars() as i64))),
    method("__getitem__", "(self, key, /)", get_item),
    method("__contains__", "(self, key, /)", contains),
    method("__iter__", "(self, /)", |vm, a| Ok(vm.iter(Iter::Str { str: receiver(a), offset: 0 }))),
    method("__lt__", "(self, value, /)", |vm, a| ordered(vm, a, Ordering::is_lt)),
    method("__le__", "(self, value, /)", |vm, a| ordered(vm, a, Ordering::is_le)),
    method("__gt__", "(self, value, /)", |vm, a| ordered(vm, a, Ordering::is_gt)),
    method("__ge__", "(self, value, /)", |vm, a| ordered(vm, a, Ordering::is_ge)),
    method("__eq__", "(self, value, /)", |vm, a| ordered(vm, a, Ordering::is_eq)),
    method("__ne__", "(self, value, /)", |vm, a| ordered(vm, a, Ordering::is_ne)),
    method("__hash__", "(self, /)", |vm, a| Ok(Value::Int(vm.heap[receiver(a)].hash()))),
    method("__repr__", "(self, /)", |vm, a| {
        let text = quoted(vm.heap[receiver(a)].as_str());
        Ok(vm.str(text))
    }),
    method("__str__", "(self, /)", |_, a| Ok(a[0])),
    method("__format__", "(self, format_spec, /)", format),
    method("__getnewargs__", "(self, /)", |vm, a| Ok(vm.tuple([a[0]]))),
    method("join", "(self, iterable, /)", join).gathering(1),
    method("encode", "(self, /, encoding='utf-8', errors='strict')", encode),
];

/// The string that a method was called on.
pub(super) fn receiver(arguments: &[Value]) -> Ref<Str> {
    match arguments[0] {
        Value::Str(text) => text,
        _ => unreachable!("methods of str find a str"),
    }
}

/// The string that a method was called on, for indexing.
pub(super) fn receiver_text<'vm>(vm: &'vm Vm, arguments: &[Value]) -> Text<'vm> {
    let text = &vm.heap[receiver(arguments)];
    Text { str: text.as_str(), ascii: text.is_ascii() }
}

/// `str(object)` and `str(bytes, encoding, errors)`.
fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [class, object, encoding, errors] = *arguments else { unreachable!("four parameters") };
    let Value::Class(class) = class else {
        return Err(vm.type_error("str.__new__(X): X is not a type object"));
    };
    let text = if !encoding.is_unbound() || !errors.is_unbound() {
        decode(vm, object, encoding, errors)?
    } else {
        match object {
            Value::Unbound => vm.str(""),
            Value::Str(_) => object,
            _ => vm.to_str(object).map(|text| vm.str(text))?,
        }
    };
    Ok(vm.wrap(class, text))
}

/// `str(bytes, encoding, errors)`.
fn decode(vm: &mut Vm, object: Value, encoding: Value, errors: Value) -> NativeResult {
    check_names(vm, "str", encoding, errors)?;
    if object.is_unbound() {
        return Ok(vm.str(""));
    }
    if vm.as_str(object).is_some() {
        return Err(vm.type_error("decoding str is not supported"));
    }
    if vm.bytes_of(object).is_none() {
        let name = vm.type_name(object);
        let message = format!("decoding to str: need a bytes-like object, {name} found");
        return Err(vm.type_error(message));
    }
    super::bytes_like::decode(vm, object, "str", encoding, errors)
}

fn add(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (a, other) = (receiver(arguments), arguments[1]);
    let Some(b) = vm.as_str(other) else {
        if matches!(other, Value::Instance(_)) && vm.defines(other, vm.known.__radd__) {
            return Ok(Value::NotImplemented);
        }
        let message = format!("can only concatenate str (not \"{}\") to str", vm.type_name(other));
        return Err(vm.type_error(message));
    };
    let joined = [vm.heap[a].as_str(), b].concat();
    Ok(vm.str(joined))
}

/// How often a sequence of `len` elements is repeated; `Err(Ok)` is the operator's NotImplemented.
pub(super) fn repetitions(vm: &mut Vm, len: usize, count: Value) -> Result<usize, NativeResult> {
    if vm.int_ref(count).is_none() {
        if matches!(count, Value::Instance(_)) {
            if vm.defines(count, vm.known.__index__) {
                return Err(Err(Escape::Defer));
            }
            return Err(Ok(Value::NotImplemented));
        }
        let message = format!("can't multiply sequence by non-int of type '{}'", vm.type_name(count));
        return Err(Err(vm.type_error(message)));
    }
    let Some(count) = vm.int_ref(count).and_then(|count| count.small()) else {
        return Err(Err(vm.overflow_error("cannot fit 'int' into an index-sized integer")));
    };
    let count = times(count);
    match len.checked_mul(count) {
        Some(total) if total <= LONGEST && vm.heap.could_hold(total) => Ok(count),
        _ => Err(Err(vm.raise_with(crate::vm::Exc::MemoryError, &[]))),
    }
}

/// How often something is repeated: a negative number of times is none, and more than can be counted is too often.
pub(super) fn times(count: i64) -> usize {
    usize::try_from(count.max(0)).unwrap_or(usize::MAX)
}

/// The longest string or bytes that is made by repetition or padding.
pub(super) const LONGEST: usize = 1 << 30;

fn multiply(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let text = receiver(arguments);
    let count = match repetitions(vm, vm.heap[text].as_str().len(), arguments[1]) {
        Ok(1) => return Ok(arguments[0]),
        Ok(count) => count,
        Err(result) => return result,
    };
    let repeated = vm.heap[text].as_str().repeat(count);
    Ok(vm.str(repeated))
}

fn get_item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let key = arguments[1];
    let len = vm.heap[receiver(arguments)].chars();
    if let Value::Slice(slice) = key {
        let (start, step, count) = vm.resolve_slice(slice, len)?;
        if count == len && step == 1 {
            return Ok(arguments[0]);
        }
        let part = if count == 0 { String::new() } else { receiver_text(vm, arguments).stride(start, step, count) };
        return Ok(vm.str(part));
    }
    if vm.int_ref(key).is_none() && !(matches!(key, Value::Instance(_)) && vm.defines(key, vm.known.__index__)) {
        let message = format!("string indices must be integers, not '{}'", vm.type_name(key));
        return Err(vm.type_error(message));
    }
    let place = vm.place(key, len)?;
    match place.and_then(|at| receiver_text(vm, arguments).char_at(at)) {
        Some(c) => Ok(vm.char(c)),
        None => Err(vm.index_error("string index out of range")),
    }
}

fn contains(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match vm.as_str(arguments[1]) {
        Some(part) => Ok(Value::Bool(vm.heap[receiver(arguments)].as_str().contains(part))),
        None => {
            let name = vm.type_name(arguments[1]);
            Err(vm.type_error(format!("'in <string>' requires string as left operand, not {name}")))
        }
    }
}

/// UTF-8 sorts as its code points do.
fn ordered(vm: &mut Vm, arguments: &[Value], accepted: fn(Ordering) -> bool) -> NativeResult {
    Ok(match vm.as_str(arguments[1]) {
        Some(other) => Value::Bool(accepted(vm.heap[receiver(arguments)].as_str().cmp(other))),
        None => Value::NotImplemented,
    })
}

fn format(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let spec = vm.text_argument(arguments[1], "__format__", "")?;
    match format::format_str(receiver_text(vm, arguments), vm.heap[spec].as_str()) {
        Ok(text) => Ok(vm.str(text)),
        Err(error) => Err(vm.raise_text(error)),
    }
}

fn join(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let items = match vm.collect(arguments[1]) {
        Ok(items) => items,
        Err(Escape::Raise(_)) if !is_iterable(vm, arguments[1]) => {
            return Err(vm.type_error("can only join an iterable"));
        }
        Err(escape) => return Err(escape),
    };
    if let [text @ Value::Str(_)] = items[..] {
        return Ok(text);
    }
    let separator = vm.heap[receiver(arguments)].text();
    let mut len = 0;
    for (at, item) in items.iter().enumerate() {
        let Some(text) = vm.as_str(*item) else {
            let message = format!("sequence item {at}: expected str instance, {} found", vm.type_name(*item));
            return Err(vm.type_error(message));
        };
        len += separator.len() + text.len();
    }
    let mut joined = String::with_capacity(len + StrText::MARGIN);
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            separator.append_to(&mut joined);
        }
        if let Value::Str(text) = vm.unwrap(*item) {
            vm.heap[text].text().append_to(&mut joined);
        }
    }
    Ok(vm.str(joined))
}

/// Whether the class of `value` has a way to iterate at all.
pub(super) fn is_iterable(vm: &mut Vm, value: Value) -> bool {
    vm.data_iterator(value).is_some()
        || vm.defines(value, vm.known.__iter__)
        || vm.defines(value, vm.known.__getitem__)
}

fn encode(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    check_names(vm, "encode", arguments[1], arguments[2])?;
    let encoding = encoding_argument(vm, arguments[1], "encode")?;
    let errors = errors_argument(vm, arguments[2], "encode")?;
    match codec::encode(vm.heap[receiver(arguments)].as_str(), encoding, &errors) {
        Ok(bytes) => Ok(vm.bytes(bytes)),
        Err(error) => Err(codec_failure(vm, error, arguments[0])),
    }
}

/// Both names must be strings before anything else is looked at.
pub(super) fn check_names(vm: &mut Vm, function: &str, encoding: Value, errors: Value) -> Result<(), Escape> {
    for (value, which) in [(encoding, "'encoding'"), (errors, "'errors'")] {
        if !value.is_unbound() {
            vm.text_argument(value, function, which)?;
        }
    }
    Ok(())
}

pub(super) fn encoding_argument(vm: &mut Vm, value: Value, function: &str) -> Result<Encoding, Escape> {
    if value.is_unbound() {
        return Ok(Encoding::Utf8);
    }
    let name = vm.text_argument(value, function, "'encoding'")?;
    // The prelude asks the codecs that are written in Python.
    Encoding::parse(vm.heap[name].as_str()).map_err(|_| Escape::Defer)
}

/// What a codec failed with; the prelude asks the error handlers that are not known here.
pub(super) fn codec_failure(vm: &mut Vm, error: text::Error, object: Value) -> Escape {
    if error.kind == text::Kind::LookupError { Escape::Defer } else { vm.raise_codec(error, object) }
}

pub(super) fn errors_argument(vm: &mut Vm, value: Value, function: &str) -> Result<String, Escape> {
    if value.is_unbound() {
        return Ok("strict".to_owned());
    }
    let name = vm.text_argument(value, function, "'errors'")?;
    Ok(vm.heap[name].as_str().to_owned())
}
