//! `%` of `str` and `bytes`, and what the prelude does it with where Python code is involved.

use crate::builtins::str::receiver;
use crate::object::*;
use crate::text::format::{
    Amount, PercentConversion, PercentParser, PercentPiece, PercentStyle, percent_char, percent_float,
    percent_int, percent_text, unsupported_conversion,
};
use crate::text::float::fixed_text;
use crate::text::int::{self, Digits, Int};
use crate::text::string::Text;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::registers::Window;

pub const METHODS: &[NativeDef] = &[method("__mod__", "(self, value, /)", str_mod)];

/// Functions for the prelude.
pub const FUNCTIONS: &[NativeDef] = &[function("_percent_pieces", "(form, mapping, /)", percent_pieces)];

fn str_mod(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let form: Box<str> = vm.heap[receiver(arguments)].as_str().into();
    let text = render(vm, &form, arguments[1], false)?;
    Ok(vm.str(text))
}

/// `%` of `bytes` and `bytearray`, through the string of characters with the bytes' values.
pub fn bytes_mod(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let form = latin(vm.bytes_of(arguments[0]).unwrap_or(&[]));
    let text = render(vm, &form, arguments[1], true)?;
    let bytes: Vec<u8> = text.chars().map(|c| c as u8).collect();
    Ok(match arguments[0] {
        Value::ByteArray(_) => vm.bytearray(bytes),
        _ => vm.bytes(bytes),
    })
}

fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| byte as char).collect()
}

/// The right operand, as conversions take from it.
struct Operands {
    values: Window,
    next: usize,
    /// The operand itself where it is a mapping.
    mapping: Option<Value>,
    bytes: bool,
}

impl Operands {
    fn of(vm: &mut Vm, value: Value, bytes: bool) -> Operands {
        let values = match vm.unwrap(value) {
            Value::Tuple(tuple) => Window::from_slice(&vm.heap[tuple].0),
            _ => Window::from_slice(&[value]),
        };
        let buffer = bytes && vm.bytes_of(value).is_some();
        let mapping = (!buffer && is_mapping(vm, value)).then_some(value);
        Operands { values, next: 0, mapping, bytes }
    }

    fn take(&mut self, vm: &mut Vm) -> NativeResult {
        match self.values.get(self.next) {
            Some(value) => {
                self.next += 1;
                Ok(*value)
            }
            None => Err(vm.type_error("not enough arguments for format string")),
        }
    }

    /// What `%(key)...` shows.
    fn at_key(&mut self, vm: &mut Vm, key: &str) -> NativeResult {
        let Some(Value::Dict(dict)) = self.mapping else { return Err(Escape::Defer) };
        let key = if self.bytes {
            let bytes: Vec<u8> = key.chars().map(|c| c as u8).collect();
            vm.bytes(bytes)
        } else {
            vm.str(key)
        };
        match vm.dict_get(dict, key)? {
            Some(value) => Ok(value),
            None => Err(vm.key_error(key)),
        }
    }

    fn amount(&mut self, vm: &mut Vm, amount: Option<Amount>) -> Result<Option<i64>, Escape> {
        match amount {
            None => Ok(None),
            Some(Amount::Given(given)) => Ok(Some(given as i64)),
            Some(Amount::Argument) => match self.take(vm)? {
                value if vm.int_ref(value).is_some() => match vm.int_ref(value).and_then(|given| given.small()) {
                    Some(given) if given.unsigned_abs() <= i32::MAX as u64 => Ok(Some(given)),
                    _ => Err(vm.overflow_error("Python int too large to convert to C int")),
                },
                _ => Err(vm.type_error("* wants int")),
            },
        }
    }
}

/// Whether `%(key)s` may be used with `value`: it has items and is no tuple or string.
fn is_mapping(vm: &mut Vm, value: Value) -> bool {
    if let Value::Tuple(_) | Value::Str(_) | Value::Int(_) | Value::Float(_) = value {
        return false;
    }
    let excluded = matches!(vm.unwrap(value), Value::Tuple(_) | Value::Str(_));
    !excluded && vm.defines(value, vm.known.__getitem__)
}

fn render(vm: &mut Vm, form: &str, value: Value, bytes: bool) -> Result<String, Escape> {
    let mut operands = Operands::of(vm, value, bytes);
    let mut text = String::with_capacity(form.len() + 16);
    for piece in PercentParser::new(form, operands.mapping.is_some()) {
        match piece.map_err(|error| vm.raise_text(error))? {
            PercentPiece::Literal(literal) => text.push_str(&literal),
            PercentPiece::Conversion(conversion) => {
                if !convert_quickly(vm, &mut text, &conversion, &mut operands) {
                    text.push_str(&convert(vm, &conversion, &mut operands)?);
                }
            }
        }
    }
    if operands.next < operands.values.len() && operands.mapping.is_none() {
        let what = if bytes { "bytes" } else { "string" };
        return Err(vm.type_error(format!("not all arguments converted during {what} formatting")));
    }
    Ok(text)
}

/// Appends the next value where it is of the built-in type that the conversion is for, and nothing is said about how
/// it is to be shown but a width, a precision of floats, and whether it stands at the left or is filled with zeros.
/// Returns whether it was.
fn convert_quickly(vm: &Vm, text: &mut String, conversion: &PercentConversion, operands: &mut Operands) -> bool {
    let width = match conversion.width {
        None => 0,
        Some(Amount::Given(width)) => width,
        Some(Amount::Argument) => return false,
    };
    if !conversion.is_plain() || operands.bytes {
        return false;
    }
    match (conversion.kind, conversion.precision, operands.values.get(operands.next)) {
        ('s', None, Some(Value::Str(part))) => {
            let part = &vm.heap[*part];
            push_padded(text, part.as_str(), width.saturating_sub(part.chars()), conversion, false);
        }
        (kind @ ('s' | 'd' | 'i'), None, Some(Value::Int(int))) => {
            let digits = Digits::decimal(*int);
            push_padded(text, digits.as_str(), width.saturating_sub(digits.as_str().len()), conversion, kind != 's');
        }
        ('f', precision, Some(Value::Float(value))) => {
            let places = match precision {
                None => 6,
                Some(Amount::Given(places)) => places,
                Some(Amount::Argument) => return false,
            };
            let Some(shown) = fixed_text(*value, places) else { return false };
            push_padded(text, &shown, width.saturating_sub(shown.len()), conversion, true);
        }
        _ => return false,
    }
    operands.next += 1;
    true
}

/// Appends `shown` and as many spaces, or for a number zeros, as are `missing`.
fn push_padded(text: &mut String, shown: &str, missing: usize, conversion: &PercentConversion, number: bool) {
    let fill = |text: &mut String, with| text.extend(std::iter::repeat_n(with, missing));
    if missing == 0 || conversion.left {
        text.push_str(shown);
        fill(text, ' ');
    } else if conversion.zero && number {
        let (sign, digits) = shown.split_at(usize::from(shown.starts_with('-')));
        text.push_str(sign);
        fill(text, '0');
        text.push_str(digits);
    } else {
        fill(text, ' ');
        text.push_str(shown);
    }
}

fn convert(vm: &mut Vm, conversion: &PercentConversion, operands: &mut Operands) -> Result<String, Escape> {
    let keyed = match &conversion.key {
        Some(key) => Some(operands.at_key(vm, key)?),
        None => None,
    };
    let width = operands.amount(vm, conversion.width)?.unwrap_or(0);
    let precision = operands.amount(vm, conversion.precision)?;
    let value = match keyed {
        Some(value) => value,
        None => operands.take(vm)?,
    };
    let style = PercentStyle {
        conversion,
        width: width.unsigned_abs() as usize,
        precision: precision.map(|precision| precision.max(0) as usize),
        left: conversion.left || width < 0,
    };
    let bytes = operands.bytes;
    match conversion.kind {
        's' | 'b' if bytes => Ok(percent_text(Text::new(&bytes_text(vm, value)?), &style)),
        'r' | 'a' if bytes => Ok(percent_text(Text::new(&vm.ascii(value)?), &style)),
        's' => Ok(percent_text(Text::new(&vm.to_str(value)?), &style)),
        'r' => Ok(percent_text(Text::new(&vm.repr(value)?), &style)),
        'a' => Ok(percent_text(Text::new(&vm.ascii(value)?), &style)),
        'c' if bytes => Ok(percent_char(one_byte(vm, value)?, &style)),
        'c' => Ok(percent_char(one_char(vm, value)?, &style)),
        'd' | 'i' | 'u' | 'o' | 'x' | 'X' => {
            let value = whole(vm, value, conversion.kind)?;
            let limit = vm.digits_limit;
            percent_int(value.as_ref(), &style, limit).map_err(|error| vm.raise_text(error))
        }
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
            let value = real(vm, value, bytes)?;
            percent_float(value, &style).map_err(|error| vm.raise_text(error))
        }
        _ => Err(vm.raise_text(unsupported_conversion(conversion))),
    }
}

fn bytes_text(vm: &mut Vm, value: Value) -> Result<String, Escape> {
    if let Some(bytes) = vm.bytes_of(value) {
        return Ok(latin(bytes));
    }
    let dunder = vm.intern("__bytes__");
    if vm.defines(value, dunder) {
        return Err(Escape::Defer);
    }
    let name = vm.type_name(value);
    let message = format!("%b requires a bytes-like object, or an object that implements __bytes__, not '{name}'");
    Err(vm.type_error(message))
}

fn one_char(vm: &mut Vm, value: Value) -> Result<char, Escape> {
    if let Some(text) = vm.as_str(value) {
        let mut chars = text.chars();
        if let (Some(c), None) = (chars.next(), chars.next()) {
            return Ok(c);
        }
        let len = text.chars().count();
        let message = format!("%c requires an int or a unicode character, not a string of length {len}");
        return Err(vm.type_error(message));
    }
    let Some(code) = vm.int_ref(value) else {
        let name = vm.type_name(value);
        return Err(vm.type_error(format!("%c requires an int or a unicode character, not {name}")));
    };
    let code = code.small().and_then(|code| u32::try_from(code).ok()).filter(|&code| code < 0x11_0000);
    match code.and_then(crate::text::string::char_of) {
        Some(c) => Ok(c),
        None => Err(vm.overflow_error("%c arg not in range(0x110000)")),
    }
}

fn one_byte(vm: &mut Vm, value: Value) -> Result<char, Escape> {
    let wanted = "%c requires an integer in range(256) or a single byte, not ";
    if let Some(bytes) = vm.bytes_of(value) {
        if let [byte] = bytes {
            return Ok(*byte as char);
        }
        let message = format!("{wanted}a {} object of length {}", vm.type_name(value), bytes.len());
        return Err(vm.type_error(message));
    }
    let Some(code) = vm.int_ref(value) else {
        let message = format!("{wanted}{}", vm.type_name(value));
        return Err(vm.type_error(message));
    };
    match code.small().and_then(|code| u8::try_from(code).ok()) {
        Some(byte) => Ok(byte as char),
        None => Err(vm.overflow_error("%c arg not in range(256)")),
    }
}

/// The integer that `%d` or, without rounding, `%x` shows.
fn whole(vm: &mut Vm, value: Value, kind: char) -> Result<Int, Escape> {
    if let Some(value) = vm.int_ref(value) {
        return Ok(value.to_int());
    }
    let decimal = matches!(kind, 'd' | 'i' | 'u');
    if let (Value::Float(value), true) = (vm.unwrap(value), decimal) {
        return int::from_float(value).map_err(|error| vm.raise_text(error));
    }
    let special = [vm.known.__index__, vm.known.__int__];
    let special = if decimal { &special[..] } else { &special[..1] };
    if matches!(value, Value::Instance(_)) && special.iter().any(|name| vm.defines(value, *name)) {
        return Err(Escape::Defer);
    }
    let wanted = if decimal { "a real number" } else { "an integer" };
    let message = format!("%{kind} format: {wanted} is required, not {}", vm.type_name(value));
    Err(vm.type_error(message))
}

fn real(vm: &mut Vm, value: Value, bytes: bool) -> Result<f64, Escape> {
    match vm.as_float(value) {
        Some(result) => result.map_err(|error| vm.raise_text(error)),
        None => {
            let special = [vm.known.__float__, vm.known.__index__];
            if matches!(value, Value::Instance(_)) && special.iter().any(|name| vm.defines(value, *name)) {
                return Err(Escape::Defer);
            }
            let wanted = if bytes { "float argument required" } else { "must be real number" };
            let message = format!("{wanted}, not {}", vm.type_name(value));
            Err(vm.type_error(message))
        }
    }
}

/// A format as the prelude walks it: strings, and for each conversion a tuple of the key or None, how
/// many arguments its stars take, what stands between `%` and the letter, and the letter.
fn percent_pieces(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let form = match vm.bytes_of(arguments[0]) {
        Some(bytes) => latin(bytes),
        None => vm.as_str(arguments[0]).unwrap_or_default().to_owned(),
    };
    let mapping = vm.flag_or_false(arguments[1])?;
    let mut values = Vec::new();
    for piece in PercentParser::new(&form, mapping) {
        values.push(match piece.map_err(|error| vm.raise_text(error))? {
            PercentPiece::Literal(text) => vm.str(text.as_ref()),
            PercentPiece::Conversion(conversion) => conversion_value(vm, &conversion),
        });
    }
    Ok(vm.list(values))
}

fn conversion_value(vm: &mut Vm, conversion: &PercentConversion) -> Value {
    let amounts = [conversion.width, conversion.precision];
    let stars = amounts.iter().filter(|amount| **amount == Some(Amount::Argument)).count();
    let show = |amount: Option<Amount>| match amount {
        None => String::new(),
        Some(Amount::Given(given)) => given.to_string(),
        Some(Amount::Argument) => "*".to_owned(),
    };
    let flags = [
        (conversion.left, "-"),
        (conversion.plus, "+"),
        (conversion.space, " "),
        (conversion.alternate, "#"),
        (conversion.zero, "0"),
    ];
    let mut directive: String = flags.iter().filter(|(set, _)| *set).map(|(_, flag)| *flag).collect();
    directive.push_str(&show(conversion.width));
    if conversion.precision.is_some() {
        directive.push('.');
        directive.push_str(&show(conversion.precision));
    }
    let key = match &conversion.key {
        Some(key) => vm.str(key.as_str()),
        None => Value::None,
    };
    let (directive, kind) = (vm.str(directive), vm.char(conversion.kind));
    vm.tuple([key, Value::Int(stars as i64), directive, kind])
}
