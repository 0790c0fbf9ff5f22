//! `cmath`: functions of complex numbers.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

/// A complex number: its real and its imaginary part.
type C = (f64, f64);

/// A function of one number; None outside its domain.
macro_rules! functions {
    ($($name:literal $function:expr),* $(,)?) => {
        &[
            $(function($name, "(z, /)", |vm, arguments| {
                let z = argument(vm, arguments[0])?;
                let function: fn(C) -> Option<C> = $function;
                result(vm, z, function(z))
            }),)*
            function("log", "(z, base=None, /)", log_to),
            function("phase", "(z, /)", |vm, arguments| {
                let (re, im) = argument(vm, arguments[0])?;
                Ok(Value::Float(libm::atan2(im, re)))
            }),
            function("polar", "(z, /)", |vm, arguments| {
                let (re, im) = argument(vm, arguments[0])?;
                Ok(vm.tuple([Value::Float(libm::hypot(re, im)), Value::Float(libm::atan2(im, re))]))
            }),
            function("rect", "(r, phi, /)", rect),
            function("isfinite", "(z, /)", |vm, arguments| {
                let (re, im) = argument(vm, arguments[0])?;
                Ok(Value::Bool(re.is_finite() && im.is_finite()))
            }),
            function("isinf", "(z, /)", |vm, arguments| {
                let (re, im) = argument(vm, arguments[0])?;
                Ok(Value::Bool(re.is_infinite() || im.is_infinite()))
            }),
            function("isnan", "(z, /)", |vm, arguments| {
                let (re, im) = argument(vm, arguments[0])?;
                Ok(Value::Bool(re.is_nan() || im.is_nan()))
            }),
            function("isclose", "(a, b, *, rel_tol=1e-09, abs_tol=0.0)", isclose),
        ]
    };
}

pub const NATIVES: &[NativeDef] = functions! {
    "sqrt" |z| Some(sqrt(z)),
    "exp" |z| Some(exp(z)),
    "log10" |z| ln(z).map(|(re, im)| (re / std::f64::consts::LN_10, im / std::f64::consts::LN_10)),
    "sin" |z| Some(sin(z)),
    "cos" |z| Some(cosh(times_i(z))),
    "tan" |z| Some(minus_i(tanh(times_i(z)))),
    "sinh" |z| Some(sinh(z)),
    "cosh" |z| Some(cosh(z)),
    "tanh" |z| Some(tanh(z)),
    "asinh" |z| Some(asinh(z)),
    "asin" |z| Some(minus_i(asinh(times_i(z)))),
    "acos" |z| Some(acos(z)),
    "acosh" |z| Some(acosh(z)),
    "atanh" atanh,
    "atan" |z| atanh(times_i(z)).map(minus_i),
};

/// Adds the constants.
pub fn fill(vm: &mut Vm, module: Ref<Dict>) {
    let constants = [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ];
    for (name, value) in constants {
        vm.define(module, name, Value::Float(value));
    }
    for (name, im) in [("infj", f64::INFINITY), ("nanj", f64::NAN)] {
        let value = vm.complex(0.0, im);
        vm.define(module, name, value);
    }
}

fn argument(vm: &mut Vm, value: Value) -> Result<C, Escape> {
    match vm.unwrap(value) {
        Value::Complex(complex) => Ok((vm.heap[complex].real, vm.heap[complex].imag)),
        Value::Str(_) | Value::None | Value::List(_) | Value::Tuple(_) => {
            let name = vm.type_name(value);
            Err(vm.type_error(format!("must be real number, not {name}")))
        }
        _ => Ok((vm.float_argument(value)?, 0.0)),
    }
}

/// A result, which may be infinite only where the argument is.
fn result(vm: &mut Vm, (x, y): C, result: Option<C>) -> NativeResult {
    match result {
        None => Err(vm.value_error("math domain error")),
        Some((re, im)) if (re.is_infinite() || im.is_infinite()) && x.is_finite() && y.is_finite() => {
            Err(vm.overflow_error("math range error"))
        }
        Some((re, im)) => Ok(vm.complex(re, im)),
    }
}

fn times_i((re, im): C) -> C {
    (-im, re)
}

fn minus_i((re, im): C) -> C {
    (im, -re)
}

fn times((a, b): C, (c, d): C) -> C {
    (a * c - b * d, a * d + b * c)
}

fn sqrt((re, im): C) -> C {
    if re == 0.0 && im == 0.0 {
        return (0.0, im);
    }
    let half = libm::sqrt((re.abs() + libm::hypot(re, im)) / 2.0);
    let other = im.abs() / (2.0 * half);
    if re >= 0.0 { (half, other.copysign(im)) } else { (other, half.copysign(im)) }
}

fn exp((re, im): C) -> C {
    let size = libm::exp(re);
    (size * libm::cos(im), if im == 0.0 { im } else { size * libm::sin(im) })
}

fn ln((re, im): C) -> Option<C> {
    if re == 0.0 && im == 0.0 {
        return None;
    }
    let (large, small) = if re.abs() > im.abs() { (re.abs(), im.abs()) } else { (im.abs(), re.abs()) };
    let size = libm::hypot(re, im);
    // Near 1 the logarithm of the absolute value would lose its digits.
    let log = if (0.71..=1.73).contains(&size) {
        libm::log1p((large - 1.0) * (large + 1.0) + small * small) / 2.0
    } else {
        libm::log(size)
    };
    Some((log, libm::atan2(im, re)))
}

fn sinh((re, im): C) -> C {
    (libm::cos(im) * libm::sinh(re), libm::sin(im) * libm::cosh(re))
}

fn cosh((re, im): C) -> C {
    (libm::cos(im) * libm::cosh(re), libm::sin(im) * libm::sinh(re))
}

fn sin(z: C) -> C {
    minus_i(sinh(times_i(z)))
}

fn tanh((re, im): C) -> C {
    if re.abs() > 350.0 {
        return (1f64.copysign(re), 0f64.copysign(libm::sin(2.0 * im)));
    }
    let (tangent, hyperbolic) = (libm::tan(im), libm::tanh(re));
    let secant = 1.0 / libm::cosh(re);
    let both = tangent * hyperbolic;
    let denominator = 1.0 + both * both;
    (hyperbolic * (1.0 + tangent * tangent) / denominator, tangent / denominator * secant * secant)
}

fn asinh((re, im): C) -> C {
    let (first, second) = (sqrt((1.0 + im, -re)), sqrt((1.0 - im, re)));
    (libm::asinh(first.0 * second.1 - second.0 * first.1), libm::atan2(im, first.0 * second.0 - first.1 * second.1))
}

fn acos((re, im): C) -> C {
    let (first, second) = (sqrt((1.0 - re, -im)), sqrt((1.0 + re, im)));
    (2.0 * libm::atan2(first.0, second.0), libm::asinh(second.0 * first.1 - second.1 * first.0))
}

fn acosh((re, im): C) -> C {
    let (first, second) = (sqrt((re - 1.0, im)), sqrt((re + 1.0, im)));
    (libm::asinh(first.0 * second.0 + first.1 * second.1), 2.0 * libm::atan2(first.1, second.0))
}

fn atanh((re, im): C) -> Option<C> {
    if im == 0.0 && re.abs() == 1.0 {
        return None;
    }
    if re < 0.0 || (re == 0.0 && re.is_sign_negative()) {
        return atanh((-re, -im)).map(|(re, im)| (-re, -im));
    }
    let below = 1.0 - re;
    Some((
        libm::log1p(4.0 * re / (below * below + im * im)) / 4.0,
        -libm::atan2(-2.0 * im, below * (1.0 + re) - im * im) / 2.0,
    ))
}

fn log_to(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let z = argument(vm, arguments[0])?;
    let Some(base) = arguments[1].bound().filter(|base| !base.is_none()) else {
        return result(vm, z, ln(z));
    };
    let base = argument(vm, base)?;
    let quotient = match (ln(z), ln(base)) {
        (Some(_), Some((re, im))) if re == 0.0 && im == 0.0 => return Err(vm.zero_division("division by zero")),
        (Some(top), Some((re, im))) => {
            let size = re * re + im * im;
            Some(if im == 0.0 { (top.0 / re, top.1 / re) } else { times(top, (re / size, -im / size)) })
        }
        _ => None,
    };
    result(vm, z, quotient)
}

fn rect(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (r, phi) = (vm.float_argument(arguments[0])?, vm.float_argument(arguments[1])?);
    if phi.is_infinite() && r != 0.0 && !r.is_nan() {
        return Err(vm.value_error("math domain error"));
    }
    let im = if phi == 0.0 { r * phi } else { r * libm::sin(phi) };
    Ok(vm.complex(r * libm::cos(phi), im))
}

fn isclose(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (a, b) = (argument(vm, arguments[0])?, argument(vm, arguments[1])?);
    let (relative, absolute) = super::math::tolerances(vm, arguments[2], arguments[3])?;
    if a == b {
        return Ok(Value::Bool(true));
    }
    if [a.0, a.1, b.0, b.1].iter().any(|part| part.is_infinite()) {
        return Ok(Value::Bool(false));
    }
    let distance = libm::hypot(a.0 - b.0, a.1 - b.1);
    let size = libm::hypot(a.0, a.1).max(libm::hypot(b.0, b.1));
    Ok(Value::Bool(distance <= relative * size || distance <= absolute))
}
