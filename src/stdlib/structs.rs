//! `_struct`: numbers as bytes, by a format.

mod format;

use std::borrow::Cow;
use std::rc::Rc;

use dashu_int::IBig;

use crate::object::*;
use crate::vm::native::*;
use crate::vm::{Exc, Vm};
use format::{Field, Format, Unit};
use crate::text::float::unnumbered;

pub const NATIVES: &[NativeDef] = &[
    function("calcsize", "(format, /)", |vm, arguments| {
        let size = format_argument(vm, arguments[0])?.size;
        Ok(vm.index(size))
    }),
    function("pack", "(format, /, *values)", |vm, arguments| {
        let format = format_argument(vm, arguments[0])?;
        pack(vm, &format, arguments[1])
    }),
    function("pack_into", "(format, buffer, offset, /, *values)", |vm, arguments| {
        let format = format_argument(vm, arguments[0])?;
        pack_into(vm, &format, &arguments[1..])
    }),
    function("unpack", "(format, buffer, /)", |vm, arguments| {
        let format = format_argument(vm, arguments[0])?;
        unpack(vm, &format, arguments[1])
    }),
    function("unpack_from", "(format, /, buffer, offset=0)", |vm, arguments| {
        let format = format_argument(vm, arguments[0])?;
        unpack_from(vm, &format, &arguments[1..])
    }),
    function("iter_unpack", "(format, buffer, /)", |vm, arguments| {
        let format = format_argument(vm, arguments[0])?;
        iter_unpack(vm, &format, arguments[1])
    }),
    function("_codes", "(format, /)", |vm, arguments| {
        let format = format_argument(vm, arguments[0])?;
        let codes: String = format.fields.iter().flat_map(codes).collect();
        Ok(vm.str(codes))
    }),
    function("_clearcache", "()", |vm, _| {
        vm.stdlib.formats.clear();
        Ok(Value::None)
    }),
];

const STRUCT: &[NativeDef] = &[
    static_method("__new__", "(cls, format, /)", new),
    method("pack", "(self, /, *values)", |vm, arguments| {
        let format = of_struct(vm, arguments[0])?;
        pack(vm, &format, arguments[1])
    }),
    method("pack_into", "(self, buffer, offset, /, *values)", |vm, arguments| {
        let format = of_struct(vm, arguments[0])?;
        pack_into(vm, &format, &arguments[1..])
    }),
    method("unpack", "(self, buffer, /)", |vm, arguments| {
        let format = of_struct(vm, arguments[0])?;
        unpack(vm, &format, arguments[1])
    }),
    method("unpack_from", "(self, /, buffer, offset=0)", |vm, arguments| {
        let format = of_struct(vm, arguments[0])?;
        unpack_from(vm, &format, &arguments[1..])
    }),
    method("iter_unpack", "(self, buffer, /)", |vm, arguments| {
        let format = of_struct(vm, arguments[0])?;
        iter_unpack(vm, &format, arguments[1])
    }),
    getter("format", |vm, arguments| {
        let text = of_struct(vm, arguments[0])?.text;
        Ok(vm.str(text))
    }, None),
    getter("size", |vm, arguments| {
        let size = of_struct(vm, arguments[0])?.size;
        Ok(vm.index(size))
    }, None),
    method("__repr__", "(self, /)", |vm, arguments| {
        let text = of_struct(vm, arguments[0])?.text;
        Ok(vm.str(format!("Struct('{text}')")))
    }),
];

/// Adds the classes.
pub fn fill(vm: &mut Vm, module: Ref<Dict>) {
    let class = vm.native_class_at("_struct.Struct", STRUCT);
    vm.define(module, "Struct", class);
    let error = error_class(vm);
    vm.define(module, "error", error);
    let doc = vm.str("Functions to convert between Python values and C structs.");
    vm.define(module, "__doc__", doc);
}

fn error_class(vm: &mut Vm) -> Ref<Class> {
    vm.native_exception("struct.error", Exc::Exception)
}

fn error(vm: &mut Vm, message: impl Into<String>) -> Escape {
    let (class, message) = (error_class(vm), vm.str(message.into()));
    Escape::Raise(Value::Instance(vm.new_exception(class, &[message])))
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let format = format_argument(vm, arguments[1])?;
    let native = vm.native_class_at("_struct.Struct", STRUCT);
    let made = vm.opaque(native, Format::clone(&format));
    match arguments[0] {
        Value::Class(class) => Ok(vm.wrap(class, made)),
        _ => Ok(made),
    }
}

fn of_struct(vm: &mut Vm, value: Value) -> Result<Format, Escape> {
    match value {
        Value::Opaque(object) if vm.heap[object].get::<Format>().is_some() => {
            Ok(vm.heap[object].get::<Format>().expect("checked above").clone())
        }
        _ => Err(vm.type_error("a Struct is required")),
    }
}

/// Formats by their text, so that a program's few formats are parsed once.
pub type Formats = QuickMap<Box<str>, Rc<Format>>;

/// So many formats are kept.
const MOST_FORMATS: usize = 100;

fn format_argument(vm: &mut Vm, value: Value) -> Result<Rc<Format>, Escape> {
    let text = match vm.unwrap(value) {
        Value::Str(text) => Cow::Borrowed(vm.heap[text].as_str()),
        Value::Bytes(bytes) => String::from_utf8_lossy(&vm.heap[bytes].0),
        other => {
            let name = vm.type_name(other);
            return Err(vm.type_error(format!("Struct() argument 1 must be a str or bytes object, not {name}")));
        }
    };
    if let Some(format) = vm.stdlib.formats.get(&*text) {
        return Ok(format.clone());
    }
    let format = match Format::parse(&text) {
        Ok(format) => Rc::new(format),
        Err(message) => return Err(error(vm, message)),
    };
    let formats = &mut vm.stdlib.formats;
    if formats.len() >= MOST_FORMATS {
        formats.clear();
    }
    formats.insert(format.text.as_str().into(), format.clone());
    Ok(format)
}

fn pack(vm: &mut Vm, format: &Format, values: Value) -> NativeResult {
    let bytes = packed(vm, format, values, "pack")?;
    Ok(vm.bytes(bytes))
}

fn packed(vm: &mut Vm, format: &Format, values: Value, function: &str) -> Result<Vec<u8>, Escape> {
    let values = vm.items_argument(values)?;
    if values.len() != format.values {
        let (expected, given) = (format.values, values.len());
        return Err(error(vm, format!("{function} expected {expected} items for packing (got {given})")));
    }
    let mut bytes = vec![0; format.size];
    let mut values = values.into_iter();
    for field in &format.fields {
        match field.unit {
            Unit::Pad => {}
            Unit::Bytes | Unit::Pascal => {
                let data = text_value(vm, field, values.next().unwrap_or(Value::None))?;
                bytes[field.offset..][..data.len()].copy_from_slice(&data);
            }
            _ => {
                for index in 0..field.count {
                    let value = values.next().unwrap_or(Value::None);
                    let at = field.offset + index * field.unit.size(format.native);
                    number_bytes(vm, format, field, value, &mut bytes[at..])?;
                }
            }
        }
    }
    Ok(bytes)
}

/// The code of each value that a field takes.
fn codes(field: &Field) -> impl Iterator<Item = char> + use<> {
    let count = match field.unit {
        Unit::Pad => 0,
        Unit::Bytes | Unit::Pascal => 1,
        _ => field.count,
    };
    std::iter::repeat_n(field.code, count)
}

/// The bytes of `s` and `p`.
fn text_value(vm: &mut Vm, field: &Field, value: Value) -> Result<Vec<u8>, Escape> {
    let data = match vm.unwrap(value) {
        Value::Bytes(_) | Value::ByteArray(_) => vm.bytes_argument(value)?,
        _ => {
            let code = if field.unit == Unit::Bytes { 's' } else { 'p' };
            return Err(error(vm, format!("argument for '{code}' must be a bytes object")));
        }
    };
    if field.unit == Unit::Bytes {
        return Ok(data[..data.len().min(field.count)].to_vec());
    }
    let length = data.len().min(field.count.saturating_sub(1)).min(255);
    if field.count == 0 {
        return Ok(Vec::new());
    }
    Ok([&[length as u8], &data[..length]].concat())
}

fn number_bytes(vm: &mut Vm, format: &Format, field: &Field, value: Value, into: &mut [u8]) -> Result<(), Escape> {
    let size = field.unit.size(format.native);
    let raw: u64 = match field.unit {
        Unit::Char => match vm.unwrap(value) {
            Value::Bytes(bytes) if vm.heap[bytes].0.len() == 1 => vm.heap[bytes].0[0].into(),
            _ => return Err(error(vm, "char format requires a bytes object of length 1")),
        },
        Unit::Bool => vm.flag_argument(value, false)?.into(),
        Unit::Half | Unit::Single | Unit::Double => float_bits(vm, field.unit, format.native, value)?,
        Unit::Int { signed, .. } => int_bits(vm, field, signed, size, value)?,
        Unit::Pad | Unit::Bytes | Unit::Pascal => 0,
    };
    if format.big_endian {
        into[..size].copy_from_slice(&raw.to_be_bytes()[8 - size..]);
    } else {
        into[..size].copy_from_slice(&raw.to_le_bytes()[..size]);
    }
    Ok(())
}

/// Whether an object makes itself a number, which is Python's turn.
fn converts_itself(vm: &mut Vm, value: Value, methods: &[&str]) -> bool {
    methods.iter().any(|method| {
        let method = vm.intern(method);
        vm.defines(value, method)
    })
}

/// In C's own sizes a float that is too large becomes infinite.
fn float_bits(vm: &mut Vm, unit: Unit, native: bool, value: Value) -> Result<u64, Escape> {
    if !matches!(vm.unwrap(value), Value::Float(_) | Value::Int(_) | Value::Bool(_) | Value::BigInt(_)) {
        if converts_itself(vm, value, &["__float__", "__index__"]) {
            return Err(Escape::Defer);
        }
        return Err(error(vm, "required argument is not a float"));
    }
    let float = unnumbered(vm.float_argument(value)?);
    match unit {
        Unit::Single => {
            let single = float as f32;
            if single.is_infinite() && float.is_finite() && !native {
                return Err(vm.overflow_error("float too large to pack with f format"));
            }
            Ok(single.to_bits().into())
        }
        Unit::Half => match format::half_bits(float) {
            Some(bits) => Ok(bits.into()),
            None => Err(vm.overflow_error("float too large to pack with e format")),
        },
        _ => Ok(float.to_bits()),
    }
}

fn int_bits(vm: &mut Vm, field: &Field, signed: bool, size: usize, value: Value) -> Result<u64, Escape> {
    if let Value::Int(int) = value
        && fits(int, signed, size)
    {
        return Ok(int as u64);
    }
    let big = match vm.unwrap(value) {
        Value::Int(_) | Value::Bool(_) | Value::BigInt(_) => vm.big_argument(value)?,
        _ if converts_itself(vm, value, &["__index__"]) => return Err(Escape::Defer),
        _ => return Err(error(vm, "required argument is not an integer")),
    };
    let bits = 8 * size as u32;
    let one = IBig::from(1);
    let (low, high) = match signed {
        true => (-(one.clone() << (bits as usize - 1)), (one.clone() << (bits as usize - 1)) - &one),
        false => (IBig::from(0), (one.clone() << bits as usize) - &one),
    };
    if big < low || big > high {
        let code = field.code;
        return Err(error(vm, format!("'{code}' format requires {low} <= number <= {high}")));
    }
    let modulus = one << 64usize;
    let reduced = ((big % &modulus) + &modulus) % modulus;
    Ok(u64::try_from(reduced).unwrap_or(0))
}

/// Whether an int of so many bytes can be `int`.
fn fits(int: i64, signed: bool, size: usize) -> bool {
    let bits = 8 * size - usize::from(signed);
    (signed || int >= 0) && (bits >= 63 || int >> bits == if int < 0 { -1 } else { 0 })
}

fn pack_into(vm: &mut Vm, format: &Format, arguments: &[Value]) -> NativeResult {
    let bytes = packed(vm, format, arguments[2], "pack_into")?;
    if let Some(escape) = vm.absent_bytes(arguments[0]) {
        return Err(escape);
    }
    let Some(length) = vm.writable_bytes(arguments[0]).map(|buffer| buffer.len()) else {
        let name = vm.type_name(arguments[0]);
        return Err(vm.type_error(format!("argument must be read-write bytes-like object, not {name}")));
    };
    let start = place(vm, "pack_into", "packing", format.size, arguments[1], length)?;
    if let Some(buffer) = vm.writable_bytes(arguments[0]) {
        buffer[start..start + bytes.len()].copy_from_slice(&bytes);
    }
    Ok(Value::None)
}

/// Where a struct of `size` bytes starts in a buffer.
fn place(vm: &mut Vm, function: &str, doing: &str, size: usize, offset: Value, length: usize) -> Result<usize, Escape> {
    let offset = offset.bound().map_or(Ok(0), |offset| vm.int_argument(offset))?;
    let start = if offset < 0 { offset + length as i64 } else { offset };
    if start < 0 {
        return Err(error(vm, format!("offset {offset} out of range for {length}-byte buffer")));
    }
    if offset < 0 && start as usize + size > length {
        let message = match doing {
            "packing" => format!("no space to pack {size} bytes at offset {offset}"),
            _ => format!("not enough data to unpack {size} bytes"),
        };
        return Err(error(vm, message));
    }
    let start = start as usize;
    if start.saturating_add(size) > length {
        let needed = start.saturating_add(size);
        return Err(error(
            vm,
            format!(
                "{function} requires a buffer of at least {needed} bytes for {doing} {size} bytes at offset {start} \
                 (actual buffer size is {length})"
            ),
        ));
    }
    Ok(start)
}

fn unpack(vm: &mut Vm, format: &Format, buffer: Value) -> NativeResult {
    let bytes = vm.bytes_argument(buffer)?;
    if bytes.len() != format.size {
        return Err(error(vm, format!("unpack requires a buffer of {} bytes", format.size)));
    }
    let values = unpacked(vm, format, &bytes);
    Ok(vm.tuple(values))
}

fn unpack_from(vm: &mut Vm, format: &Format, arguments: &[Value]) -> NativeResult {
    let bytes = vm.bytes_argument(arguments[0])?;
    let start = place(vm, "unpack_from", "unpacking", format.size, arguments[1], bytes.len())?;
    let values = unpacked(vm, format, &bytes[start..start + format.size]);
    Ok(vm.tuple(values))
}

fn iter_unpack(vm: &mut Vm, format: &Format, buffer: Value) -> NativeResult {
    let bytes = vm.bytes_argument(buffer)?;
    if format.size == 0 {
        return Err(error(vm, "cannot iteratively unpack with a struct of length 0"));
    }
    if bytes.len() % format.size != 0 {
        let size = format.size;
        return Err(error(vm, format!("iterative unpacking requires a buffer of a multiple of {size} bytes")));
    }
    let mut items = Vec::new();
    for piece in bytes.chunks_exact(format.size) {
        let values = unpacked(vm, format, piece);
        items.push(vm.tuple(values));
    }
    let list = vm.new_list(items);
    Ok(vm.iter(Iter::List { list, index: 0 }))
}

fn unpacked(vm: &mut Vm, format: &Format, bytes: &[u8]) -> Vec<Value> {
    let mut values = Vec::with_capacity(format.values);
    for field in &format.fields {
        let data = &bytes[field.offset..];
        match field.unit {
            Unit::Pad => {}
            Unit::Bytes => values.push(vm.bytes(&data[..field.count])),
            Unit::Pascal => {
                let length = data.first().map_or(0, |length| usize::from(*length)).min(field.count.saturating_sub(1));
                let text = if field.count == 0 { &[][..] } else { &data[1..1 + length] };
                values.push(vm.bytes(text));
            }
            unit => {
                let size = unit.size(format.native);
                for piece in data.chunks_exact(size).take(field.count) {
                    values.push(number(vm, unit, piece, format.big_endian));
                }
            }
        }
    }
    values
}

fn number(vm: &mut Vm, unit: Unit, bytes: &[u8], big_endian: bool) -> Value {
    let mut word = [0; 8];
    for (index, byte) in bytes.iter().enumerate() {
        word[if big_endian { bytes.len() - 1 - index } else { index }] = *byte;
    }
    let raw = u64::from_le_bytes(word);
    match unit {
        Unit::Char => vm.bytes(bytes),
        Unit::Bool => Value::Bool(raw != 0),
        Unit::Half => Value::Float(format::half(raw as u16)),
        Unit::Single => Value::Float(f32::from_bits(raw as u32).into()),
        Unit::Double => Value::Float(f64::from_bits(raw)),
        Unit::Int { signed: true, .. } => {
            let shift = 64 - 8 * bytes.len() as u32;
            Value::Int(((raw << shift) as i64) >> shift)
        }
        _ => vm.int(raw.into()),
    }
}
