//! `math`: floats.

use super::integers;
use crate::object::*;
use crate::text::float::Double;
use crate::vm::native::*;
use crate::vm::Vm;

macro_rules! unary {
    ($name:literal, $function:expr) => {
        function($name, "(x, /)", |vm, arguments| {
            let compute: fn(f64) -> f64 = $function;
            one(vm, arguments, compute)
        })
    };
}

/// A function of one number whose error says what it expects.
macro_rules! expecting {
    ($name:literal, $function:expr, $expected:literal) => {
        function($name, "(x, /)", |vm, arguments| {
            let compute: fn(f64) -> f64 = $function;
            let x = vm.float_argument(arguments[0])?;
            let result = compute(x);
            if result.is_nan() && !x.is_nan() {
                let shown = crate::text::float::repr(x);
                return Err(vm.value_error(format!("expected {}, got {shown}", $expected)));
            }
            Ok(Value::Float(result))
        })
    };
}

pub const NATIVES: &[NativeDef] = &[
    expecting!("acos", libm::acos, "a number in range from -1 up to 1"),
    expecting!("acosh", libm::acosh, "argument value not less than 1"),
    expecting!("asin", libm::asin, "a number in range from -1 up to 1"),
    unary!("asinh", libm::asinh),
    unary!("atan", libm::atan),
    function("atanh", "(x, /)", atanh),
    unary!("cbrt", libm::cbrt),
    expecting!("cos", libm::cos, "a finite input"),
    unary!("cosh", libm::cosh),
    unary!("erf", libm::erf),
    unary!("erfc", libm::erfc),
    unary!("exp", crate::text::float::exp),
    unary!("exp2", |x| crate::text::float::power(2.0, x)),
    unary!("expm1", libm::expm1),
    unary!("fabs", libm::fabs),
    function("gamma", "(x, /)", gamma),
    function("lgamma", "(x, /)", lgamma),
    expecting!("sin", libm::sin, "a finite input"),
    unary!("sinh", libm::sinh),
    function("sqrt", "(x, /)", sqrt),
    expecting!("tan", libm::tan, "a finite input"),
    unary!("tanh", libm::tanh),
    unary!("degrees", f64::to_degrees),
    unary!("radians", |degrees| degrees * (std::f64::consts::PI / 180.0)),
    unary!("ulp", ulp),
    function("log1p", "(x, /)", log1p),
    function("log", "(x, base=None, /)", log),
    function("log2", "(x, /)", log2),
    function("log10", "(x, /)", log10),
    function("atan2", "(y, x, /)", |vm, arguments| two(vm, arguments, libm::atan2)),
    function("copysign", "(x, y, /)", |vm, arguments| two(vm, arguments, libm::copysign)),
    function("fmod", "(x, y, /)", fmod),
    function("remainder", "(x, y, /)", remainder),
    function("pow", "(x, y, /)", pow),
    function("fma", "(x, y, z, /)", fma),
    function("ldexp", "(x, i, /)", ldexp),
    function("frexp", "(x, /)", frexp),
    function("modf", "(x, /)", modf),
    function("nextafter", "(x, y, /, *, steps=None)", nextafter),
    function("hypot", "(*coordinates)", hypot),
    function("dist", "(p, q, /)", dist),
    function("fsum", "(seq, /)", super::sums::fsum),
    function("sumprod", "(p, q, /)", super::sums::sumprod),
    function("isfinite", "(x, /)", |vm, arguments| test(vm, arguments, f64::is_finite)),
    function("isinf", "(x, /)", |vm, arguments| test(vm, arguments, f64::is_infinite)),
    function("isnan", "(x, /)", |vm, arguments| test(vm, arguments, f64::is_nan)),
    function("isclose", "(a, b, *, rel_tol=1e-09, abs_tol=0.0)", isclose),
    function("ceil", "(x, /)", |vm, arguments| integers::rounded(vm, arguments[0], "__ceil__", f64::ceil)),
    function("floor", "(x, /)", |vm, arguments| integers::rounded(vm, arguments[0], "__floor__", f64::floor)),
    function("trunc", "(x, /)", |vm, arguments| integers::rounded(vm, arguments[0], "__trunc__", f64::trunc)),
    function("factorial", "(n, /)", integers::factorial),
    function("gcd", "(*integers)", integers::gcd),
    function("lcm", "(*integers)", integers::lcm),
    function("isqrt", "(n, /)", integers::isqrt),
    function("comb", "(n, k, /)", integers::comb),
    function("perm", "(n, k=None, /)", integers::perm),
    function("prod", "(iterable, /, *, start=1)", integers::prod),
];

/// Adds the constants.
pub fn fill(vm: &mut Vm, math: Ref<Dict>) {
    use std::f64::consts;
    for (name, value) in
        [("pi", consts::PI), ("e", consts::E), ("tau", consts::TAU), ("inf", f64::INFINITY), ("nan", f64::NAN)]
    {
        vm.define(math, name, Value::Float(value));
    }
}

fn domain_error(vm: &mut Vm) -> Escape {
    vm.value_error("math domain error")
}

fn range_error(vm: &mut Vm) -> Escape {
    vm.overflow_error("math range error")
}

/// A result, where NaN from a number is outside the domain and infinity from a finite number overflows.
fn checked(vm: &mut Vm, result: f64, inputs: &[f64]) -> NativeResult {
    if result.is_nan() && !inputs.iter().any(|input| input.is_nan()) {
        return Err(domain_error(vm));
    }
    if result.is_infinite() && inputs.iter().all(|input| input.is_finite()) {
        return Err(range_error(vm));
    }
    Ok(Value::Float(result))
}

fn one(vm: &mut Vm, arguments: &[Value], compute: fn(f64) -> f64) -> NativeResult {
    let x = vm.float_argument(arguments[0])?;
    let result = compute(x);
    checked(vm, result, &[x])
}

fn two(vm: &mut Vm, arguments: &[Value], compute: fn(f64, f64) -> f64) -> NativeResult {
    let (x, y) = (vm.float_argument(arguments[0])?, vm.float_argument(arguments[1])?);
    checked(vm, compute(x, y), &[x, y])
}

fn test(vm: &mut Vm, arguments: &[Value], holds: fn(f64) -> bool) -> NativeResult {
    Ok(Value::Bool(holds(vm.float_argument(arguments[0])?)))
}

fn sqrt(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let x = vm.float_argument(arguments[0])?;
    if x < 0.0 {
        let shown = crate::text::float::repr(x);
        return Err(vm.value_error(format!("expected a nonnegative input, got {shown}")));
    }
    Ok(Value::Float(x.sqrt()))
}

fn atanh(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let x = vm.float_argument(arguments[0])?;
    if x.abs() >= 1.0 {
        let shown = crate::text::float::repr(x);
        return Err(vm.value_error(format!("expected a number between -1 and 1, got {shown}")));
    }
    Ok(Value::Float(libm::atanh(x)))
}

fn gamma(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let x = vm.float_argument(arguments[0])?;
    if x == f64::NEG_INFINITY || (x <= 0.0 && x == x.floor()) {
        let shown = crate::text::float::repr(x);
        return Err(vm.value_error(format!("expected a noninteger or positive integer, got {shown}")));
    }
    checked(vm, libm::tgamma(x), &[x])
}

fn lgamma(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let x = vm.float_argument(arguments[0])?;
    if x <= 0.0 && x == x.floor() && x.is_finite() {
        let shown = crate::text::float::repr(x);
        return Err(vm.value_error(format!("expected a noninteger or positive integer, got {shown}")));
    }
    if x.is_infinite() {
        return Ok(Value::Float(f64::INFINITY));
    }
    checked(vm, libm::lgamma(x), &[x])
}

fn not_positive(vm: &mut Vm, value: Value) -> Escape {
    match vm.unwrap(value) {
        Value::Float(x) => {
            let shown = crate::text::float::repr(x);
            vm.value_error(format!("expected a positive input, got {shown}"))
        }
        _ => vm.value_error("expected a positive input"),
    }
}

/// The logarithm of an argument, which may be an int beyond the range of floats.
fn logarithm(vm: &mut Vm, value: Value, of: fn(f64) -> f64) -> Result<f64, Escape> {
    use dashu_base::{BitTest, Sign};
    if let Value::BigInt(big) = vm.unwrap(value) {
        let big = &vm.heap[big].0;
        if big.sign() == Sign::Negative {
            return Err(not_positive(vm, value));
        }
        let shift = big.bit_len().saturating_sub(64);
        let top = (big.clone() >> shift).to_f64().value();
        return Ok(of(top) + shift as f64 * of(2.0));
    }
    let x = vm.float_argument(value)?;
    if x <= 0.0 {
        return Err(not_positive(vm, value));
    }
    Ok(of(x))
}

fn log(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let numerator = logarithm(vm, arguments[0], crate::text::float::log)?;
    if arguments[1].is_unbound() {
        return Ok(Value::Float(numerator));
    }
    let denominator = logarithm(vm, arguments[1], crate::text::float::log)?;
    if denominator == 0.0 {
        return Err(vm.zero_division("division by zero"));
    }
    Ok(Value::Float(numerator / denominator))
}

fn log2(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(Value::Float(logarithm(vm, arguments[0], crate::text::float::log2)?))
}

fn log10(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(Value::Float(logarithm(vm, arguments[0], crate::text::float::log10)?))
}

fn log1p(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let x = vm.float_argument(arguments[0])?;
    if x <= -1.0 {
        let shown = crate::text::float::repr(x);
        return Err(vm.value_error(format!("expected argument value > -1, got {shown}")));
    }
    Ok(Value::Float(libm::log1p(x)))
}

fn fmod(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (x, y) = (vm.float_argument(arguments[0])?, vm.float_argument(arguments[1])?);
    if (x.is_infinite() || y == 0.0) && !x.is_nan() && !y.is_nan() {
        return Err(domain_error(vm));
    }
    Ok(Value::Float(x % y))
}

fn remainder(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    two(vm, arguments, libm::remainder)
}

fn pow(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (x, y) = (vm.float_argument(arguments[0])?, vm.float_argument(arguments[1])?);
    if x == 0.0 && y < 0.0 {
        return Err(domain_error(vm));
    }
    checked(vm, crate::text::float::power(x, y), &[x, y])
}

fn fma(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [x, y, z] = [0, 1, 2].map(|index| arguments[index]);
    let (x, y, z) = (vm.float_argument(x)?, vm.float_argument(y)?, vm.float_argument(z)?);
    let (result, inputs) = (libm::fma(x, y, z), [x, y, z]);
    if result.is_nan() && !inputs.iter().any(|input| input.is_nan()) {
        return Err(vm.value_error("invalid operation in fma"));
    }
    if result.is_infinite() && inputs.iter().all(|input| input.is_finite()) {
        return Err(vm.raise(crate::vm::Exc::OverflowError, "overflow in fma"));
    }
    Ok(Value::Float(result))
}

fn ldexp(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let x = vm.float_argument(arguments[0])?;
    if vm.int_ref(arguments[1]).is_none() {
        return Err(vm.type_error("Expected an int as second argument to ldexp."));
    }
    let exponent = vm.int_argument(arguments[1])?.clamp(-100_000, 100_000) as i32;
    checked(vm, libm::scalbn(x, exponent), &[x])
}

fn frexp(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let x = vm.float_argument(arguments[0])?;
    let (mantissa, exponent) = if x == 0.0 || !x.is_finite() { (x, 0) } else { libm::frexp(x) };
    Ok(vm.tuple([Value::Float(mantissa), Value::Int(exponent.into())]))
}

fn modf(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let x = vm.float_argument(arguments[0])?;
    let fraction = if x.is_infinite() { 0.0_f64.copysign(x) } else { (x - x.trunc()).copysign(x) };
    Ok(vm.tuple([Value::Float(fraction), Value::Float(x.trunc())]))
}

fn ulp(x: f64) -> f64 {
    let x = x.abs();
    if !x.is_finite() {
        return x;
    }
    let next = libm::nextafter(x, f64::INFINITY);
    if next.is_infinite() { x - libm::nextafter(x, 0.0) } else { next - x }
}

fn nextafter(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (mut x, y) = (vm.float_argument(arguments[0])?, vm.float_argument(arguments[1])?);
    let steps = match arguments[2] {
        Value::Unbound | Value::None => 1,
        steps => vm.int_argument(steps)?,
    };
    if steps < 0 {
        return Err(vm.value_error("steps must be a non-negative integer"));
    }
    for _ in 0..steps {
        if x == y || x.is_nan() || y.is_nan() {
            break;
        }
        x = libm::nextafter(x, y);
    }
    Ok(Value::Float(if y.is_nan() { y } else { x }))
}

/// The length of a vector, scaled so that no square overflows.
fn length(coordinates: &[f64]) -> f64 {
    if coordinates.iter().any(|x| x.is_infinite()) {
        return f64::INFINITY;
    }
    let scale = coordinates.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    if coordinates.iter().any(|x| x.is_nan()) {
        return f64::NAN;
    }
    if scale == 0.0 {
        return 0.0;
    }
    // Scaled by a power of two, which loses nothing; the squares are added with twice the digits.
    let (_, exponent) = libm::frexp(scale);
    let scaled = coordinates.iter().map(|x| libm::ldexp(*x, -exponent));
    let sum = scaled.fold(Double::new(0.0), |sum, x| sum + Double::product(x, x));
    let root = sum.high.sqrt();
    let rest = sum + Double::product(-root, root);
    libm::ldexp(root + (rest.high + rest.low) / (2.0 * root), exponent)
}

pub(super) fn floats(vm: &mut Vm, values: Value) -> Result<Vec<f64>, Escape> {
    let items = vm.items_argument(values)?;
    items.into_iter().map(|item| vm.float_argument(item)).collect()
}

fn hypot(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let coordinates = floats(vm, arguments[0])?;
    Ok(Value::Float(length(&coordinates)))
}

fn dist(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (p, q) = (floats(vm, arguments[0])?, floats(vm, arguments[1])?);
    if p.len() != q.len() {
        return Err(vm.value_error("both points must have the same number of dimensions"));
    }
    let difference: Vec<f64> = p.iter().zip(&q).map(|(p, q)| p - q).collect();
    Ok(Value::Float(length(&difference)))
}

/// The tolerances of `isclose`, relative and absolute, as `cmath` takes them too.
pub fn tolerances(vm: &mut Vm, relative: Value, absolute: Value) -> Result<(f64, f64), Escape> {
    let relative = relative.bound().map_or(Ok(1e-9), |value| vm.float_argument(value))?;
    let absolute = absolute.bound().map_or(Ok(0.0), |value| vm.float_argument(value))?;
    if relative < 0.0 || absolute < 0.0 {
        return Err(vm.value_error("tolerances must be non-negative"));
    }
    Ok((relative, absolute))
}

fn isclose(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (a, b) = (vm.float_argument(arguments[0])?, vm.float_argument(arguments[1])?);
    let (relative, absolute) = tolerances(vm, arguments[2], arguments[3])?;
    if a == b {
        return Ok(Value::Bool(true));
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(Value::Bool(false));
    }
    let difference = (b - a).abs();
    let close = difference <= (relative * b).abs() || difference <= (relative * a).abs() || difference <= absolute;
    Ok(Value::Bool(close))
}
