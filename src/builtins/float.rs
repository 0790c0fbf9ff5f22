//! The type `float`.

use crate::builtins::number::{self, Rank};
use crate::object::*;
use crate::text::int::{self, Int};
use crate::text::{self, float, format};
use crate::vm::Vm;
use crate::vm::native::*;

pub const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, x=0, /)", new),
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
    method("__lt__", "(self, value, /)", |vm, a| number::ordered(vm, Rank::Float, a[0], a[1], |o| o.is_lt())),
    method("__le__", "(self, value, /)", |vm, a| number::ordered(vm, Rank::Float, a[0], a[1], |o| o.is_le())),
    method("__gt__", "(self, value, /)", |vm, a| number::ordered(vm, Rank::Float, a[0], a[1], |o| o.is_gt())),
    method("__ge__", "(self, value, /)", |vm, a| number::ordered(vm, Rank::Float, a[0], a[1], |o| o.is_ge())),
    method("__eq__", "(self, value, /)", |vm, a| number::equality(vm, Rank::Float, a[0], a[1], true)),
    method("__ne__", "(self, value, /)", |vm, a| number::equality(vm, Rank::Float, a[0], a[1], false)),
    method("__hash__", "(self, /)", number::hash),
    method("__neg__", "(self, /)", |_, a| Ok(Value::Float(-receiver(a)))),
    method("__pos__", "(self, /)", |_, a| Ok(Value::Float(receiver(a)))),
    method("__abs__", "(self, /)", |_, a| Ok(Value::Float(receiver(a).abs()))),
    method("__bool__", "(self, /)", |_, a| Ok(Value::Bool(receiver(a) != 0.0))),
    method("__float__", "(self, /)", |_, a| Ok(Value::Float(receiver(a)))),
    method("conjugate", "(self, /)", |_, a| Ok(Value::Float(receiver(a)))),
    method("__int__", "(self, /)", |vm, a| integer(vm, int::from_float(receiver(a)))),
    method("__trunc__", "(self, /)", |vm, a| integer(vm, int::from_float(receiver(a)))),
    method("__floor__", "(self, /)", |vm, a| integer(vm, int::floor_float(receiver(a)))),
    method("__ceil__", "(self, /)", |vm, a| integer(vm, int::ceil_float(receiver(a)))),
    method("__round__", "(self, ndigits=None, /)", round),
    method("__repr__", "(self, /)", |vm, a| Ok(vm.str(float::repr(receiver(a))))),
    method("__format__", "(self, format_spec, /)", format),
    method("__getnewargs__", "(self, /)", |vm, a| Ok(vm.tuple([Value::Float(receiver(a))]))),
    method("is_integer", "(self, /)", |_, a| Ok(Value::Bool(float::is_integer(receiver(a))))),
    method("hex", "(self, /)", |vm, a| Ok(vm.str(float::to_hex(receiver(a))))),
    method("as_integer_ratio", "(self, /)", as_integer_ratio),
    class_method("fromhex", "(cls, string, /)", from_hex),
    class_method("__getformat__", "(cls, typestr, /)", get_format),
    class_method("from_number", "(cls, number, /)", from_number),
    getter("real", |_, a| Ok(Value::Float(receiver(a))), None),
    getter("imag", |_, _| Ok(Value::Float(0.0)), None),
];

fn operate(vm: &mut Vm, operator: number::Operator, a: Value, b: Value) -> NativeResult {
    number::operate(vm, Rank::Float, operator, a, b)
}

/// The float that a method was called on.
fn receiver(arguments: &[Value]) -> f64 {
    match arguments[0] {
        Value::Float(value) => value,
        _ => unreachable!("methods of float find a float"),
    }
}

fn integer(vm: &mut Vm, result: text::Result<Int>) -> NativeResult {
    match result {
        Ok(value) => Ok(vm.int_value(value)),
        Err(error) => Err(vm.raise_text(error)),
    }
}

fn real(vm: &mut Vm, result: text::Result<f64>) -> NativeResult {
    result.map(Value::Float).map_err(|error| vm.raise_text(error))
}

fn pow(vm: &mut Vm, base: Value, exponent: Value, modulus: Value) -> NativeResult {
    if !modulus.is_unbound() && !modulus.is_none() {
        return Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    }
    operate(vm, number::pow, base, exponent)
}

fn round(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let value = receiver(arguments);
    if arguments[1].is_unbound() || arguments[1].is_none() {
        return integer(vm, float::round_to_int(value));
    }
    let digits = match vm.integer_argument(arguments[1])? {
        Int::Small(digits) => digits,
        big => if big.as_ref().is_negative() { i64::MIN } else { i64::MAX },
    };
    real(vm, float::round(value, digits))
}

fn format(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let spec = vm.text_argument(arguments[1], "__format__", "")?;
    match format::format_float(receiver(arguments), vm.heap[spec].as_str()) {
        Ok(text) => Ok(vm.str(text)),
        Err(error) => Err(vm.raise_text(error)),
    }
}

fn as_integer_ratio(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match int::integer_ratio(receiver(arguments)) {
        Ok((numerator, denominator)) => {
            let pair = [vm.int_value(numerator), vm.int_value(denominator)];
            Ok(vm.tuple(pair))
        }
        Err(error) => Err(vm.raise_text(error)),
    }
}

/// `float(x)`: text is parsed; what has `__float__` or `__index__` is left to the prelude.
fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Class(class) = arguments[0] else {
        return Err(vm.type_error("float.__new__(X): X is not a type object"));
    };
    let value = convert(vm, arguments[1])?;
    Ok(vm.wrap(class, Value::Float(value)))
}

fn convert(vm: &mut Vm, source: Value) -> Result<f64, Escape> {
    let converted = match source {
        Value::Unbound => Ok(0.0),
        Value::Float(value) => Ok(value),
        Value::Int(_) | Value::BigInt(_) | Value::Bool(_) => {
            int::to_float(vm.int_ref(source).expect("an int").to_int().as_ref())
        }
        Value::Str(text) => float::parse(vm.heap[text].as_str()),
        Value::Bytes(_) | Value::ByteArray(_) => float::parse_bytes(&vm.bytes_argument(source)?),
        Value::Instance(_) | Value::Opaque(_) => return Err(Escape::Defer),
        _ => {
            let message =
                format!("float() argument must be a string or a real number, not '{}'", vm.type_name(source));
            return Err(vm.type_error(message));
        }
    };
    match converted {
        Ok(parsed) if parsed.is_nan() && !matches!(source, Value::Float(_)) => Ok(another_nan(vm, parsed)),
        Ok(value) => Ok(value),
        Err(error) => Err(vm.raise_text(error)),
    }
}

/// A NaN that is no other.
fn another_nan(vm: &mut Vm, nan: f64) -> f64 {
    vm.nan_count = vm.nan_count.wrapping_add(1);
    float::numbered_nan(nan, vm.nan_count)
}

fn from_hex(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Some(text) = vm.as_str(arguments[1]) else {
        return Err(vm.type_error("bad argument type for built-in operation"));
    };
    let value = float::from_hex(text);
    let value = real(vm, value)?;
    derived(vm, arguments[0], value)
}

/// How floats are stored: the same on every machine.
fn get_format(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match vm.as_str(arguments[1]) {
        Some("double" | "float") => Ok(vm.str("IEEE, little-endian")),
        Some(_) => Err(vm.value_error("__getformat__() argument 1 must be 'double' or 'float'")),
        None => {
            let name = vm.type_name(arguments[1]);
            Err(vm.type_error(format!("__getformat__() argument must be str, not {name}")))
        }
    }
}

fn from_number(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let value = match vm.as_float(arguments[1]) {
        Some(value) => real(vm, value)?,
        None if matches!(arguments[1], Value::Instance(_)) => return Err(Escape::Defer),
        None => {
            let message = format!("must be real number, not {}", vm.type_name(arguments[1]));
            return Err(vm.type_error(message));
        }
    };
    derived(vm, arguments[0], value)
}

/// A class method's result: an instance of the class that it was called on.
fn derived(vm: &mut Vm, class: Value, value: Value) -> NativeResult {
    match class {
        Value::Class(class) if class != vm.types.float => Err(Escape::call(class.into(), &[value])),
        _ => Ok(value),
    }
}
