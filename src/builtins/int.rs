//! The type `int`.

use crate::builtins::number::{self, Rank};
use crate::object::*;
use crate::text::int::{self, ByteOrder, Int};
use crate::text::format;
use crate::vm::Vm;
use crate::vm::native::*;

pub const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, x=0, /, base=10)", new),
    method("__add__", "(self, value, /)", |vm, a| operate(vm, number::add, a[0], a[1])),
    method("__radd__", "(self, value, /)", |vm, a| operate(vm, number::add, a[1], a[0])),
    method("__sub__", "(self, value, /)", |vm, a| operate(vm, number::sub, a[0], a[1])),
    method("__rsub__", "(self, value, /)", |vm, a| operate(vm, number::sub, a[1], a[0])),
    method("__mul__", "(self, value, /)", |vm, a| operate(vm, number::mul, a[0], a[1])),
    method("__rmul__", "(self, value, /)", |vm, a| operate(vm, number::mul, a[1], a[0])),
    method("__truediv__", "(self, value, /)", |vm, a| operate(vm, number::true_div, a[0], a[1])),
    method("__rtruediv__", "(self, value, /)", |vm, a| operate(vm, number::true_div, a[1], a[0])),
    method("__floordiv__", "(self, value, /)", |vm, a| operate(vm, number::floor_div, a[0], a[1])),
    method("__rfloordiv__", "(self, value, /)", |vm, a| operate(vm, number::floor_div, a[1], a[0])),
    method("__mod__", "(self, value, /)", |vm, a| operate(vm, number::modulo, a[0], a[1])),
    method("__rmod__", "(self, value, /)", |vm, a| operate(vm, number::modulo, a[1], a[0])),
    method("__divmod__", "(self, value, /)", |vm, a| operate(vm, number::divmod, a[0], a[1])),
    method("__rdivmod__", "(self, value, /)", |vm, a| operate(vm, number::divmod, a[1], a[0])),
    method("__pow__", "(self, value, mod=None, /)", |vm, a| pow(vm, a[0], a[1], a[2])),
    method("__rpow__", "(self, value, mod=None, /)", |vm, a| pow(vm, a[1], a[0], a[2])),
    method("__lshift__", "(self, value, /)", |vm, a| operate(vm, number::shl, a[0], a[1])),
    method("__rlshift__", "(self, value, /)", |vm, a| operate(vm, number::shl, a[1], a[0])),
    method("__rshift__", "(self, value, /)", |vm, a| operate(vm, number::shr, a[0], a[1])),
    method("__rrshift__", "(self, value, /)", |vm, a| operate(vm, number::shr, a[1], a[0])),
    method("__and__", "(self, value, /)", |vm, a| operate(vm, number::and, a[0], a[1])),
    method("__rand__", "(self, value, /)", |vm, a| operate(vm, number::and, a[1], a[0])),
    method("__or__", "(self, value, /)", |vm, a| operate(vm, number::or, a[0], a[1])),
    method("__ror__", "(self, value, /)", |vm, a| operate(vm, number::or, a[1], a[0])),
    method("__xor__", "(self, value, /)", |vm, a| operate(vm, number::xor, a[0], a[1])),
    method("__rxor__", "(self, value, /)", |vm, a| operate(vm, number::xor, a[1], a[0])),
    method("__lt__", "(self, value, /)", |vm, a| number::ordered(vm, Rank::Int, a[0], a[1], |o| o.is_lt())),
    method("__le__", "(self, value, /)", |vm, a| number::ordered(vm, Rank::Int, a[0], a[1], |o| o.is_le())),
    method("__gt__", "(self, value, /)", |vm, a| number::ordered(vm, Rank::Int, a[0], a[1], |o| o.is_gt())),
    method("__ge__", "(self, value, /)", |vm, a| number::ordered(vm, Rank::Int, a[0], a[1], |o| o.is_ge())),
    method("__eq__", "(self, value, /)", |vm, a| number::equality(vm, Rank::Int, a[0], a[1], true)),
    method("__ne__", "(self, value, /)", |vm, a| number::equality(vm, Rank::Int, a[0], a[1], false)),
    method("__hash__", "(self, /)", number::hash),
    method("__neg__", "(self, /)", |vm, a| unary(vm, a, |x| int::neg(x.as_ref()))),
    method("__pos__", "(self, /)", |vm, a| unary(vm, a, |x| x)),
    method("__abs__", "(self, /)", |vm, a| unary(vm, a, |x| int::abs(x.as_ref()))),
    method("__invert__", "(self, /)", |vm, a| unary(vm, a, |x| int::invert(x.as_ref()))),
    method("__bool__", "(self, /)", |vm, a| Ok(Value::Bool(receiver(vm, a) != Int::Small(0)))),
    method("__int__", "(self, /)", |vm, a| unary(vm, a, |x| x)),
    method("__index__", "(self, /)", |vm, a| unary(vm, a, |x| x)),
    method("__trunc__", "(self, /)", |vm, a| unary(vm, a, |x| x)),
    method("__floor__", "(self, /)", |vm, a| unary(vm, a, |x| x)),
    method("__ceil__", "(self, /)", |vm, a| unary(vm, a, |x| x)),
    method("conjugate", "(self, /)", |vm, a| unary(vm, a, |x| x)),
    method("__float__", "(self, /)", to_float),
    method("__round__", "(self, ndigits=None, /)", round),
    method("__repr__", "(self, /)", repr),
    method("__format__", "(self, format_spec, /)", format),
    method("__getnewargs__", "(self, /)", new_arguments),
    method("bit_length", "(self, /)", |vm, a| Ok(Value::Int(int::bit_length(receiver(vm, a).as_ref()) as i64))),
    method("bit_count", "(self, /)", |vm, a| Ok(Value::Int(int::bit_count(receiver(vm, a).as_ref()) as i64))),
    method("is_integer", "(self, /)", |_, _| Ok(Value::Bool(true))),
    method("as_integer_ratio", "(self, /)", as_integer_ratio),
    method("to_bytes", "(self, /, length=1, byteorder='big', *, signed=False)", to_bytes),
    class_method("from_bytes", "(cls, /, bytes, byteorder='big', *, signed=False)", from_bytes),
    getter("real", |vm, a| unary(vm, a, |x| x), None),
    getter("imag", |_, _| Ok(Value::Int(0)), None),
    getter("numerator", |vm, a| unary(vm, a, |x| x), None),
    getter("denominator", |_, _| Ok(Value::Int(1)), None),
];

fn operate(vm: &mut Vm, operator: number::Operator, a: Value, b: Value) -> NativeResult {
    number::operate(vm, Rank::Int, operator, a, b)
}

/// The integer that a method was called on.
fn receiver(vm: &Vm, arguments: &[Value]) -> Int {
    vm.int_ref(arguments[0]).expect("methods of int find an int").to_int()
}

fn unary(vm: &mut Vm, arguments: &[Value], function: fn(Int) -> Int) -> NativeResult {
    let result = function(receiver(vm, arguments));
    Ok(vm.int_value(result))
}

fn pow(vm: &mut Vm, base: Value, exponent: Value, modulus: Value) -> NativeResult {
    if modulus.is_unbound() || modulus.is_none() {
        return operate(vm, number::pow, base, exponent);
    }
    number::pow_mod(vm, base, exponent, modulus).unwrap_or(Ok(Value::NotImplemented))
}

fn to_float(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match int::to_float(receiver(vm, arguments).as_ref()) {
        Ok(value) => Ok(Value::Float(value)),
        Err(error) => Err(vm.raise_text(error)),
    }
}

fn round(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if arguments[1].is_unbound() || arguments[1].is_none() {
        return unary(vm, arguments, |x| x);
    }
    let digits = match vm.integer_argument(arguments[1])? {
        Int::Small(digits) => digits,
        // So many digits before the point that nothing is left, or so many behind it that all is.
        big => if big.as_ref().is_negative() { i64::MIN } else { 0 },
    };
    match int::round_to_tens(receiver(vm, arguments).as_ref(), digits) {
        Ok(value) => Ok(vm.int_value(value)),
        Err(error) => Err(vm.raise_text(error)),
    }
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match int::to_decimal(receiver(vm, arguments).as_ref(), vm.digits_limit) {
        Ok(text) => Ok(vm.str(text)),
        Err(error) => Err(vm.raise_text(error)),
    }
}

fn format(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let spec = vm.text_argument(arguments[1], "__format__", "")?;
    let value = receiver(vm, arguments);
    match format::format_int(value.as_ref(), vm.heap[spec].as_str(), "int", vm.digits_limit) {
        Ok(text) => Ok(vm.str(text)),
        Err(error) => Err(vm.raise_text(error)),
    }
}

fn new_arguments(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let value = unary(vm, arguments, |x| x)?;
    Ok(vm.tuple([value]))
}

fn as_integer_ratio(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let value = unary(vm, arguments, |x| x)?;
    Ok(vm.tuple([value, Value::Int(1)]))
}

/// `int(x, base)`: text is parsed; what has `__int__` or `__index__` is left to the prelude.
fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [class, source, base] = *arguments else { unreachable!("three parameters") };
    let Value::Class(class) = class else {
        return Err(vm.type_error("int.__new__(X): X is not a type object"));
    };
    let value = if base.is_unbound() { convert(vm, source)? } else { parse_with_base(vm, source, base)? };
    let value = vm.int_value(value);
    Ok(vm.wrap(class, value))
}

fn convert(vm: &mut Vm, source: Value) -> Result<Int, Escape> {
    let plain = !matches!(source, Value::Instance(_));
    if let Some(value) = vm.int_ref(source).filter(|_| plain) {
        return Ok(value.to_int());
    }
    let parsed = match source {
        Value::Unbound => Ok(Int::Small(0)),
        Value::Float(value) => int::from_float(value),
        Value::Str(text) => int::parse(vm.heap[text].as_str(), 10, vm.digits_limit),
        Value::Bytes(_) | Value::ByteArray(_) => {
            let bytes = vm.bytes_argument(source)?;
            int::parse_bytes(&bytes, 10, vm.digits_limit)
        }
        Value::Instance(_) | Value::Opaque(_) => return Err(Escape::Defer),
        _ => {
            let message = format!(
                "int() argument must be a string, a bytes-like object or a real number, not '{}'",
                vm.type_name(source)
            );
            return Err(vm.type_error(message));
        }
    };
    parsed.map_err(|error| vm.raise_text(error))
}

fn parse_with_base(vm: &mut Vm, source: Value, base: Value) -> Result<Int, Escape> {
    if source.is_unbound() {
        return Err(vm.type_error("int() missing string argument"));
    }
    let base = vm.integer_argument(base)?.as_ref().small();
    let base = int::check_base(base).map_err(|error| vm.raise_text(error))?;
    let parsed = match vm.unwrap(source) {
        Value::Str(text) => int::parse(vm.heap[text].as_str(), base, vm.digits_limit),
        Value::Bytes(_) | Value::ByteArray(_) => int::parse_bytes(&vm.bytes_argument(source)?, base, vm.digits_limit),
        _ => return Err(vm.type_error("int() can't convert non-string with explicit base")),
    };
    parsed.map_err(|error| vm.raise_text(error))
}

fn byte_order(vm: &mut Vm, function: &str, value: Value) -> Result<ByteOrder, Escape> {
    if value.is_unbound() {
        return Ok(ByteOrder::Big);
    }
    let Some(name) = vm.as_str(value) else {
        let message = format!("{function}() argument 'byteorder' must be str, not {}", vm.type_name_or_none(value));
        return Err(vm.type_error(message));
    };
    ByteOrder::parse(name).map_err(|error| vm.raise_text(error))
}

fn to_bytes(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let length = vm.size_or(arguments[1], 1)?;
    let order = byte_order(vm, "to_bytes", arguments[2])?;
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("length argument must be non-negative"));
    };
    let signed = vm.flag_or_false(arguments[3])?;
    match int::to_bytes(receiver(vm, arguments).as_ref(), length, order, signed) {
        Ok(bytes) => Ok(vm.bytes(bytes)),
        Err(error) => Err(vm.raise_text(error)),
    }
}

fn from_bytes(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [class, source, order, signed] = *arguments else { unreachable!("four parameters") };
    let order = byte_order(vm, "from_bytes", order)?;
    let signed = vm.flag_or_false(signed)?;
    let bytes = match vm.bytes_of(source) {
        Some(bytes) => bytes.to_vec(),
        None => super::bytes_like::from_items(vm, "bytes", source)?,
    };
    let value = vm.int_value(int::from_bytes(&bytes, order, signed));
    match class {
        Value::Class(class) if class != vm.types.int => Err(Escape::call(class.into(), &[value])),
        _ => Ok(value),
    }
}
