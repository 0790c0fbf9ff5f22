//! What `bytes` and `bytearray` share: their methods give results of the type they are called on.

use std::cmp::Ordering;

use crate::builtins::str::{encoding_argument, errors_argument, is_iterable, repetitions};
use crate::builtins::str_methods::width_argument;
use crate::object::*;
use crate::text::codec;
use crate::text::string::{self, Class as Category, Keep, Side};
use crate::text::{self, Error};
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
    method("lower", "(self, /)", |vm, a| convert(vm, a, <[u8]>::to_ascii_lowercase)),
    method("upper", "(self, /)", |vm, a| convert(vm, a, <[u8]>::to_ascii_uppercase)),
    method("title", "(self, /)", |vm, a| convert(vm, a, string::title_bytes)),
    method("capitalize", "(self, /)", |vm, a| convert(vm, a, string::capitalize_bytes)),
    method("swapcase", "(self, /)", |vm, a| convert(vm, a, string::swapcase_bytes)),
    method("isalnum", "(self, /)", |vm, a| classify(vm, a, Category::Alnum)),
    method("isalpha", "(self, /)", |vm, a| classify(vm, a, Category::Alpha)),
    method("isascii", "(self, /)", |vm, a| classify(vm, a, Category::Ascii)),
    method("isdigit", "(self, /)", |vm, a| classify(vm, a, Category::Digit)),
    method("islower", "(self, /)", |vm, a| classify(vm, a, Category::Lower)),
    method("isspace", "(self, /)", |vm, a| classify(vm, a, Category::Space)),
    method("istitle", "(self, /)", |vm, a| classify(vm, a, Category::Title)),
    method("isupper", "(self, /)", |vm, a| classify(vm, a, Category::Upper)),
    method("find", "(self, sub, start=None, end=None, /)", |vm, a| find(vm, a, string::find_bytes)),
    method("rfind", "(self, sub, start=None, end=None, /)", |vm, a| find(vm, a, string::rfind_bytes)),
    method("index", "(self, sub, start=None, end=None, /)", |vm, a| index(vm, a, string::find_bytes)),
    method("rindex", "(self, sub, start=None, end=None, /)", |vm, a| index(vm, a, string::rfind_bytes)),
    method("count", "(self, sub, start=None, end=None, /)", count),
    method("startswith", "(self, prefix, start=None, end=None, /)", |vm, a| {
        affix(vm, a, "startswith", |bytes, part| bytes.starts_with(part))
    }),
    method("endswith", "(self, suffix, start=None, end=None, /)", |vm, a| {
        affix(vm, a, "endswith", |bytes, part| bytes.ends_with(part))
    }),
    method("removeprefix", "(self, prefix, /)", |vm, a| {
        remove(vm, a, |bytes, part| bytes.strip_prefix(part).unwrap_or(bytes))
    }),
    method("removesuffix", "(self, suffix, /)", |vm, a| {
        remove(vm, a, |bytes, part| bytes.strip_suffix(part).unwrap_or(bytes))
    }),
    method("replace", "(self, old, new, count=-1, /)", replace),
    method("split", "(self, /, sep=None, maxsplit=-1)", |vm, a| {
        split(vm, a, string::split_whitespace_bytes, string::split_bytes)
    }),
    method("rsplit", "(self, /, sep=None, maxsplit=-1)", |vm, a| {
        split(vm, a, string::rsplit_whitespace_bytes, string::rsplit_bytes)
    }),
    method("splitlines", "(self, /, keepends=False)", splitlines),
    method("partition", "(self, sep, /)", |vm, a| partition(vm, a, string::partition_bytes, true)),
    method("rpartition", "(self, sep, /)", |vm, a| partition(vm, a, string::rpartition_bytes, false)),
    method("strip", "(self, bytes=None, /)", |vm, a| strip(vm, a, Side::Both)),
    method("lstrip", "(self, bytes=None, /)", |vm, a| strip(vm, a, Side::Left)),
    method("rstrip", "(self, bytes=None, /)", |vm, a| strip(vm, a, Side::Right)),
    method("center", "(self, width, fillchar=b' ', /)", |vm, a| pad(vm, a, "center", Keep::Center)),
    method("ljust", "(self, width, fillchar=b' ', /)", |vm, a| pad(vm, a, "ljust", Keep::Left)),
    method("rjust", "(self, width, fillchar=b' ', /)", |vm, a| pad(vm, a, "rjust", Keep::Right)),
    method("zfill", "(self, width, /)", zfill),
    method("expandtabs", "(self, /, tabsize=8)", expandtabs),
    method("translate", "(self, table, /, delete=b'')", translate),
    static_method("maketrans", "(frm, to, /)", maketrans),
];

/// The bytes that a method was called on.
fn receiver<'vm>(vm: &'vm Vm, arguments: &[Value]) -> &'vm [u8] {
    vm.bytes_of(arguments[0]).expect("methods of bytes find bytes")
}

/// `bytes` as a value of the same type as `like`.
fn like(vm: &mut Vm, like: Value, bytes: Vec<u8>) -> Value {
    match like {
        Value::ByteArray(_) => vm.bytearray(bytes),
        _ => vm.bytes(bytes),
    }
}

impl Vm {
    /// A `bytearray`.
    pub fn bytearray(&mut self, bytes: Vec<u8>) -> Value {
        self.heap.charge(bytes.len());
        Value::ByteArray(self.heap.allocate(ByteArray(bytes)))
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

/// What `bytes(source)` makes of anything but text: a length, a buffer or an iterable of numbers.
pub fn from_value(vm: &mut Vm, source: Value) -> Result<Vec<u8>, Escape> {
    if let Some(bytes) = vm.bytes_of(source) {
        return Ok(bytes.to_vec());
    }
    if vm.as_str(source).is_some() {
        return Err(vm.type_error("string argument without an encoding"));
    }
    if matches!(source, Value::Instance(_)) {
        let dunder = vm.intern("__bytes__");
        if vm.defines(source, dunder) {
            return Err(Escape::Defer);
        }
    }
    if let Some(length) = vm.try_index(source)? {
        let length = length.clamped();
        return match usize::try_from(length) {
            Ok(length) if length <= super::str::LONGEST => Ok(vec![0; length]),
            Ok(_) => Err(vm.raise_with(crate::vm::Exc::MemoryError, &[])),
            Err(_) => Err(vm.value_error("negative count")),
        };
    }
    if !is_iterable(vm, source) {
        let message = format!("cannot convert '{}' object to bytes", vm.type_name(source));
        return Err(vm.type_error(message));
    }
    let items = vm.collect(source)?;
    items.into_iter().map(|item| vm.byte_argument(item, "bytes must be in range(0, 256)")).collect()
}

/// `bytes(source, encoding, errors)` and the same of `bytearray`.
pub fn from_arguments(vm: &mut Vm, name: &str, arguments: &[Value]) -> Result<Vec<u8>, Escape> {
    let [source, encoding, errors] = *arguments else { unreachable!("three parameters") };
    if encoding.is_unbound() && errors.is_unbound() {
        return if source.is_unbound() { Ok(Vec::new()) } else { from_value(vm, source) };
    }
    if vm.as_str(source).is_none() {
        let what = if encoding.is_unbound() { "errors" } else { "encoding" };
        return Err(vm.type_error(format!("{what} without a string argument")));
    }
    let encoding = encoding_argument(vm, encoding, name)?;
    let errors = errors_argument(vm, errors, name)?;
    let encoded = codec::encode(vm.as_str(source).unwrap_or(""), encoding, &errors);
    encoded.map_err(|error| vm.raise_codec(error, source))
}

/// `bytes.decode` and `str(bytes, encoding, errors)`.
pub fn decode(vm: &mut Vm, object: Value, function: &str, encoding: Value, errors: Value) -> NativeResult {
    let encoding = encoding_argument(vm, encoding, function)?;
    let errors = errors_argument(vm, errors, function)?;
    match codec::decode(vm.bytes_of(object).unwrap_or(&[]), encoding, &errors) {
        Ok(text) => Ok(vm.str(text)),
        Err(error) => Err(vm.raise_codec(error, object)),
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
fn needle(vm: &mut Vm, value: Value) -> Result<Vec<u8>, Escape> {
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

fn ordered(vm: &mut Vm, arguments: &[Value], accepted: fn(Ordering) -> bool) -> NativeResult {
    Ok(match vm.bytes_of(arguments[1]) {
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

fn hex(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
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
            let name = vm.type_name(*item);
            let message = format!("sequence item {at}: expected a bytes-like object, {name} found");
            return Err(vm.type_error(message));
        };
        joined.extend_from_slice(bytes);
    }
    Ok(like(vm, arguments[0], joined))
}

fn convert(vm: &mut Vm, arguments: &[Value], function: fn(&[u8]) -> Vec<u8>) -> NativeResult {
    let bytes = function(receiver(vm, arguments));
    Ok(like(vm, arguments[0], bytes))
}

fn classify(vm: &mut Vm, arguments: &[Value], category: Category) -> NativeResult {
    Ok(Value::Bool(string::is_class_bytes(receiver(vm, arguments), category)))
}

/// The part that `start` and `end` name, and where it starts.
fn window<'vm>(vm: &'vm Vm, arguments: &[Value], start: Option<i64>, end: Option<i64>) -> Option<(usize, &'vm [u8])> {
    let bytes = receiver(vm, arguments);
    let range = string::clamp(start, end, bytes.len())?;
    Some((range.start, &bytes[range]))
}

type Find = fn(&[u8], &[u8]) -> Option<usize>;

fn search(vm: &mut Vm, arguments: &[Value], function: Find) -> Result<Option<usize>, Escape> {
    let needle = needle(vm, arguments[1])?;
    let (start, end) = (vm.bound_argument(arguments[2])?, vm.bound_argument(arguments[3])?);
    let found = window(vm, arguments, start, end);
    Ok(found.and_then(|(offset, bytes)| function(bytes, &needle).map(|at| offset + at)))
}

fn find(vm: &mut Vm, arguments: &[Value], function: Find) -> NativeResult {
    let found = search(vm, arguments, function)?;
    Ok(Value::Int(found.map_or(-1, |at| at as i64)))
}

fn index(vm: &mut Vm, arguments: &[Value], function: Find) -> NativeResult {
    match search(vm, arguments, function)? {
        Some(at) => Ok(Value::Int(at as i64)),
        None => Err(vm.value_error("subsection not found")),
    }
}

fn count(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let needle = needle(vm, arguments[1])?;
    let (start, end) = (vm.bound_argument(arguments[2])?, vm.bound_argument(arguments[3])?);
    let count = window(vm, arguments, start, end).map_or(0, |(_, bytes)| string::count_bytes(bytes, &needle));
    Ok(Value::Int(count as i64))
}

fn affix(vm: &mut Vm, arguments: &[Value], name: &str, test: fn(&[u8], &[u8]) -> bool) -> NativeResult {
    let (start, end) = (vm.bound_argument(arguments[2])?, vm.bound_argument(arguments[3])?);
    let wanted = match vm.unwrap(arguments[1]) {
        Value::Tuple(tuple) => vm.heap[tuple].0.to_vec(),
        other if vm.bytes_of(other).is_some() => vec![other],
        other => {
            let type_name = vm.type_name(other);
            let message = format!("{name} first arg must be bytes or a tuple of bytes, not {type_name}");
            return Err(vm.type_error(message));
        }
    };
    for part in wanted {
        let part = vm.bytes_argument(part)?;
        if window(vm, arguments, start, end).is_some_and(|(_, bytes)| test(bytes, &part)) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn remove(
    vm: &mut Vm,
    arguments: &[Value],
    function: for<'a> fn(&'a [u8], &[u8]) -> &'a [u8],
) -> NativeResult {
    let part = vm.bytes_argument(arguments[1])?;
    let rest = function(receiver(vm, arguments), &part).to_vec();
    Ok(like(vm, arguments[0], rest))
}

fn replace(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (old, new) = (vm.bytes_argument(arguments[1])?, vm.bytes_argument(arguments[2])?);
    let limit = vm.size_or(arguments[3], -1)?;
    let replaced = string::replace_bytes(receiver(vm, arguments), &old, &new, limit);
    Ok(like(vm, arguments[0], replaced))
}

type SplitSpace = for<'a> fn(&'a [u8], i64) -> Vec<&'a [u8]>;
type SplitAt = for<'a> fn(&'a [u8], &[u8], i64) -> text::Result<Vec<&'a [u8]>>;

fn split(vm: &mut Vm, arguments: &[Value], at_space: SplitSpace, at: SplitAt) -> NativeResult {
    let limit = vm.size_or(arguments[2], -1)?;
    let parts = if arguments[1].is_unbound() || arguments[1].is_none() {
        Ok(owned(at_space(receiver(vm, arguments), limit)))
    } else {
        let separator = vm.bytes_argument(arguments[1])?;
        at(receiver(vm, arguments), &separator, limit).map(owned)
    };
    list(vm, arguments[0], parts)
}

fn owned(parts: Vec<&[u8]>) -> Vec<Vec<u8>> {
    parts.into_iter().map(<[u8]>::to_vec).collect()
}

fn list(vm: &mut Vm, of: Value, parts: Result<Vec<Vec<u8>>, Error>) -> NativeResult {
    let parts = parts.map_err(|error| vm.raise_text(error))?;
    let parts: Vec<Value> = parts.into_iter().map(|part| like(vm, of, part)).collect();
    Ok(vm.list(parts))
}

fn splitlines(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let keepends = vm.flag_or_false(arguments[1])?;
    let lines = owned(string::splitlines_bytes(receiver(vm, arguments), keepends));
    list(vm, arguments[0], Ok(lines))
}

type Partition = for<'a> fn(&'a [u8], &[u8]) -> text::Result<Option<(&'a [u8], &'a [u8])>>;

fn partition(vm: &mut Vm, arguments: &[Value], function: Partition, first: bool) -> NativeResult {
    let separator = vm.bytes_argument(arguments[1])?;
    let whole = receiver(vm, arguments).to_vec();
    let parts = match function(&whole, &separator).map_err(|error| vm.raise_text(error))? {
        Some((before, after)) => [before.to_vec(), separator.to_vec(), after.to_vec()],
        None if first => [whole, Vec::new(), Vec::new()],
        None => [Vec::new(), Vec::new(), whole],
    };
    let parts = parts.map(|part| like(vm, arguments[0], part));
    Ok(vm.tuple(parts))
}

fn strip(vm: &mut Vm, arguments: &[Value], side: Side) -> NativeResult {
    let chars = match arguments[1] {
        Value::Unbound | Value::None => None,
        chars => Some(vm.bytes_argument(chars)?),
    };
    let stripped = string::strip_bytes(receiver(vm, arguments), chars.as_deref(), side).to_vec();
    Ok(like(vm, arguments[0], stripped))
}

fn pad(vm: &mut Vm, arguments: &[Value], name: &str, keep: Keep) -> NativeResult {
    let width = width_argument(vm, arguments[1])?;
    let fill = match arguments[2] {
        Value::Unbound => b' ',
        fill => match vm.bytes_of(fill) {
            Some([byte]) => *byte,
            Some(bytes) => {
                let message = format!(
                    "{name}(): argument 2 must be a byte string of length 1, not a bytes object of length {}",
                    bytes.len()
                );
                return Err(vm.type_error(message));
            }
            None => {
                let type_name = vm.type_name(fill);
                let message = format!("{name}() argument 2 must be a byte string of length 1, not {type_name}");
                return Err(vm.type_error(message));
            }
        },
    };
    let padded = string::pad_bytes(receiver(vm, arguments), width, fill, keep);
    Ok(like(vm, arguments[0], padded))
}

fn zfill(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let width = width_argument(vm, arguments[1])?;
    let padded = string::zfill_bytes(receiver(vm, arguments), width);
    Ok(like(vm, arguments[0], padded))
}

fn expandtabs(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let size = vm.size_or(arguments[1], 8)?;
    let expanded = string::expandtabs_bytes(receiver(vm, arguments), size);
    Ok(like(vm, arguments[0], expanded))
}

fn translate(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let table = match arguments[1] {
        Value::None => None,
        table => Some(vm.bytes_argument(table)?),
    };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let deleted = match arguments[2] {
        Value::Unbound => Vec::new(),
        deleted => vm.bytes_argument(deleted)?,
    };
    let kept = receiver(vm, arguments).iter().filter(|byte| !deleted.contains(byte));
    let translated: Vec<u8> =
        kept.map(|&byte| table.as_ref().map_or(byte, |table| table[byte as usize])).collect();
    Ok(like(vm, arguments[0], translated))
}

fn maketrans(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (from, to) = (vm.bytes_argument(arguments[0])?, vm.bytes_argument(arguments[1])?);
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.iter().zip(&to) {
        table[*from as usize] = *to;
    }
    Ok(vm.bytes(table))
}
