//! The type `complex`.

use crate::builtins::number::{self, Rank};
use crate::object::*;
use crate::text::float::{self, Complex as Pair};
use crate::text::format;
use crate::vm::Vm;
use crate::vm::native::*;

pub const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, real=0, imag=0)", new),
    method("__add__", "(self, value, /)", |vm, a| operate(vm, number::add, a[0], a[1])),
    method("__radd__", "(self, value, /)", |vm, a| operate(vm, number::add, a[1], a[0])),
    method("__sub__", "(self, value, /)", |vm, a| operate(vm, number::sub, a[0], a[1])),
    method("__rsub__", "(self, value, /)", |vm, a| operate(vm, number::sub, a[1], a[0])),
    method("__mul__", "(self, value, /)", |vm, a| operate(vm, number::mul, a[0], a[1])),
    method("__rmul__", "(self, value, /)", |vm, a| operate(vm, number::mul, a[1], a[0])),
    method("__truediv__", "(self, value, /)", |vm, a| operate(vm, number::true_div, a[0], a[1])),
    method("__rtruediv__", "(self, value, /)", |vm, a| operate(vm, number::true_div, a[1], a[0])),
    method("__pow__", "(self, value, mod=None, /)", |vm, a| pow(vm, a[0], a[1], a[2])),
    method("__rpow__", "(self, value, mod=None, /)", |vm, a| pow(vm, a[1], a[0], a[2])),
    method("__eq__", "(self, value, /)", |vm, a| number::equality(vm, Rank::Complex, a[0], a[1], true)),
    method("__ne__", "(self, value, /)", |vm, a| number::equality(vm, Rank::Complex, a[0], a[1], false)),
    method("__hash__", "(self, /)", number::hash),
    method("__neg__", "(self, /)", |vm, a| unary(vm, a, float::complex_neg)),
    method("__pos__", "(self, /)", |vm, a| unary(vm, a, |x| x)),
    method("__complex__", "(self, /)", |vm, a| unary(vm, a, |x| x)),
    method("conjugate", "(self, /)", |vm, a| unary(vm, a, |x| Pair::new(x.re, -x.im))),
    method("__abs__", "(self, /)", abs),
    method("__bool__", "(self, /)", |vm, a| Ok(Value::Bool(receiver(vm, a) != Pair::new(0.0, 0.0)))),
    method("__repr__", "(self, /)", |vm, a| {
        let text = float::complex_repr(receiver(vm, a));
        Ok(vm.str(text))
    }),
    method("__format__", "(self, format_spec, /)", format),
    method("__getnewargs__", "(self, /)", |vm, a| {
        let Pair { re, im } = receiver(vm, a);
        Ok(vm.tuple([Value::Float(re), Value::Float(im)]))
    }),
    class_method("from_number", "(cls, number, /)", from_number),
    member("real", |vm, a| Ok(Value::Float(receiver(vm, a).re)), None),
    member("imag", |vm, a| Ok(Value::Float(receiver(vm, a).im)), None),
];

fn operate(vm: &mut Vm, operator: number::Operator, a: Value, b: Value) -> NativeResult {
    number::operate(vm, Rank::Complex, operator, a, b)
}

/// The number that a method was called on.
fn receiver(vm: &Vm, arguments: &[Value]) -> Pair {
    match arguments[0] {
        Value::Complex(value) => Pair::new(vm.heap[value].real, vm.heap[value].imag),
        _ => unreachable!("methods of complex find a complex"),
    }
}

fn unary(vm: &mut Vm, arguments: &[Value], function: fn(Pair) -> Pair) -> NativeResult {
    let Pair { re, im } = function(receiver(vm, arguments));
    Ok(vm.complex(re, im))
}

fn pow(vm: &mut Vm, base: Value, exponent: Value, modulus: Value) -> NativeResult {
    if !modulus.is_unbound() && !modulus.is_none() {
        return Err(vm.value_error("complex modulo"));
    }
    operate(vm, number::pow, base, exponent)
}

fn abs(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    float::complex_abs(receiver(vm, arguments)).map(Value::Float).map_err(|error| vm.raise_text(error))
}

fn format(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let spec = vm.text_argument(arguments[1], "__format__", "")?;
    match format::format_complex(receiver(vm, arguments), vm.heap[spec].as_str()) {
        Ok(text) => Ok(vm.str(text)),
        Err(error) => Err(vm.raise_text(error)),
    }
}

/// `complex(real, imag)`: what has `__complex__` or `__float__` is left to the prelude.
fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [class, real, imag] = *arguments else { unreachable!("three parameters") };
    let Value::Class(class) = class else {
        return Err(vm.type_error("complex.__new__(X): X is not a type object"));
    };
    let value = match (vm.unwrap(real), imag) {
        (Value::Complex(_), Value::Unbound) if class == vm.types.complex && matches!(real, Value::Complex(_)) => {
            return Ok(real);
        }
        (Value::Str(text), Value::Unbound) => {
            float::complex_parse(vm.heap[text].as_str()).map_err(|error| vm.raise_text(error))?
        }
        _ => combine(vm, real, imag)?,
    };
    let value = vm.complex(value.re, value.im);
    Ok(vm.wrap(class, value))
}

/// `real + imag * 1j`, where both may be complex.
fn combine(vm: &mut Vm, real: Value, imag: Value) -> Result<Pair, Escape> {
    let alone = imag.is_unbound();
    let re = part(vm, real, if alone { None } else { Some("real") })?;
    if alone {
        return Ok(re);
    }
    let im = part(vm, imag, Some("imag"))?;
    // Adding the zeros that real numbers do not have would lose a minus sign.
    let is_complex = |value: Value| matches!(vm.unwrap(value), Value::Complex(_));
    Ok(Pair::new(
        if is_complex(imag) { re.re - im.im } else { re.re },
        if is_complex(real) { im.re + re.im } else { im.re },
    ))
}

fn part(vm: &mut Vm, value: Value, which: Option<&str>) -> Result<Pair, Escape> {
    if value.is_unbound() {
        return Ok(Pair::new(0.0, 0.0));
    }
    match vm.as_complex(value) {
        Some(result) => result.map_err(|error| vm.raise_text(error)),
        None if matches!(value, Value::Instance(_) | Value::Opaque(_)) => Err(Escape::Defer),
        None => {
            let name = vm.foreign_class_name(vm.class_of(value));
            let message = match which {
                Some(which) => format!("complex() argument '{which}' must be a real number, not {name}"),
                None => format!("complex() argument must be a string or a number, not {name}"),
            };
            Err(vm.type_error(message))
        }
    }
}

fn from_number(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let value = match vm.as_complex(arguments[1]) {
        Some(value) => value.map_err(|error| vm.raise_text(error))?,
        None if matches!(arguments[1], Value::Instance(_)) => return Err(Escape::Defer),
        None => {
            let message = format!("must be real number, not {}", vm.type_name(arguments[1]));
            return Err(vm.type_error(message));
        }
    };
    let value = vm.complex(value.re, value.im);
    match arguments[0] {
        Value::Class(class) if class != vm.types.complex => Err(Escape::call(class.into(), &[value])),
        _ => Ok(value),
    }
}
