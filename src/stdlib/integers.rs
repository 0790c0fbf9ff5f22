//! `math`: exact integers.

use dashu_base::{Gcd, Sign, SquareRoot};
use dashu_int::{IBig, UBig};

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

/// `ceil`, `floor` and `trunc`: an int stays, a float is rounded, other objects have a method.
pub fn rounded(vm: &mut Vm, value: Value, method: &str, round: fn(f64) -> f64) -> NativeResult {
    // A class derived from a number's may round in a way of its own.
    let own = if vm.has_own_methods(value) { Value::None } else { vm.unwrap(value) };
    match own {
        Value::Int(int) => Ok(Value::Int(int)),
        Value::Bool(bool) => Ok(Value::Int(bool.into())),
        Value::BigInt(big) => Ok(Value::BigInt(big)),
        Value::Float(float) => float_to_int(vm, round(float)),
        _ => {
            let (name, class) = (vm.intern(method), vm.class_of(value));
            match vm.lookup(class, name) {
                Some(function) => Err(Escape::call(function, &[value])),
                None if method == "__trunc__" => {
                    let message = format!("type {} doesn't define __trunc__ method", vm.type_name(value));
                    Err(vm.type_error(message))
                }
                None => {
                    let float = vm.float_argument(value)?;
                    float_to_int(vm, round(float))
                }
            }
        }
    }
}

/// A float without a fraction as an int.
pub fn float_to_int(vm: &mut Vm, float: f64) -> NativeResult {
    if float.is_nan() {
        return Err(vm.value_error("cannot convert float NaN to integer"));
    }
    if float.is_infinite() {
        return Err(vm.overflow_error("cannot convert float infinity to integer"));
    }
    if float.abs() < 9.2e18 {
        return Ok(Value::Int(float as i64));
    }
    let bits = float.abs().to_bits();
    let mantissa = UBig::from((bits & ((1 << 52) - 1)) | (1 << 52));
    let magnitude = mantissa << ((bits >> 52) as usize - 1075);
    let sign = if float < 0.0 { Sign::Negative } else { Sign::Positive };
    Ok(vm.int(IBig::from_parts(sign, magnitude)))
}

fn natural(vm: &mut Vm, value: Value, complaint: &str) -> Result<UBig, Escape> {
    if let Value::Float(_) = vm.unwrap(value) {
        return Err(vm.type_error("'float' object cannot be interpreted as an integer"));
    }
    let (sign, magnitude) = vm.big_argument(value)?.into_parts();
    if sign == Sign::Negative && !magnitude.is_zero() { Err(vm.value_error(complaint)) } else { Ok(magnitude) }
}

fn small(vm: &mut Vm, number: UBig, what: &str) -> Result<u64, Escape> {
    match u64::try_from(number) {
        Ok(number) if number < 1 << 32 => Ok(number),
        _ => Err(vm.overflow_error(format!("{what} must not exceed 4294967295"))),
    }
}

/// The product of `from..=to`, by halves so that the factors stay of one size.
fn product(from: u64, to: u64) -> UBig {
    if from > to {
        return UBig::ONE;
    }
    if to - from < 8 {
        return (from..=to).fold(UBig::ONE, |product, factor| product * UBig::from(factor));
    }
    let middle = from + (to - from) / 2;
    product(from, middle) * product(middle + 1, to)
}

pub fn factorial(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let n = natural(vm, arguments[0], "factorial() not defined for negative values")?;
    let n = small(vm, n, "factorial() argument")?;
    Ok(vm.int(product(2, n).into()))
}

fn bigs(vm: &mut Vm, values: Value) -> Result<Vec<IBig>, Escape> {
    let items = vm.items_argument(values)?;
    items.into_iter().map(|item| vm.big_argument(item)).collect()
}

pub fn gcd(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let mut result = UBig::ZERO;
    for number in bigs(vm, arguments[0])? {
        let magnitude = number.into_parts().1;
        result = match (result.is_zero(), magnitude.is_zero()) {
            (true, _) => magnitude,
            (_, true) => result,
            _ => result.gcd(magnitude),
        };
    }
    Ok(vm.int(result.into()))
}

pub fn lcm(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let mut result = UBig::ONE;
    for number in bigs(vm, arguments[0])? {
        let magnitude = number.into_parts().1;
        if magnitude.is_zero() {
            return Ok(Value::Int(0));
        }
        let common = (&result).gcd(&magnitude);
        result = result / common * magnitude;
    }
    Ok(vm.int(result.into()))
}

pub fn isqrt(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let n = natural(vm, arguments[0], "isqrt() argument must be nonnegative")?;
    Ok(vm.int(n.sqrt().into()))
}

pub fn comb(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let n = natural(vm, arguments[0], "n must be a non-negative integer")?;
    let k = natural(vm, arguments[1], "k must be a non-negative integer")?;
    if k > n {
        return Ok(Value::Int(0));
    }
    let (rest, k) = (&n - &k, k);
    let fewer = if rest < k { rest } else { k };
    let k = small(vm, fewer, "min(n - k, k)")?;
    let mut result = UBig::ONE;
    for index in 0..k {
        result = result * (&n - UBig::from(index)) / UBig::from(index + 1);
    }
    Ok(vm.int(result.into()))
}

pub fn perm(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if matches!(arguments[1], Value::Unbound | Value::None) {
        return factorial(vm, arguments);
    }
    let n = natural(vm, arguments[0], "n must be a non-negative integer")?;
    let k = natural(vm, arguments[1], "k must be a non-negative integer")?;
    if k > n {
        return Ok(Value::Int(0));
    }
    let k = small(vm, k, "k")?;
    let result = (0..k).fold(UBig::ONE, |product, index| product * (&n - UBig::from(index)));
    Ok(vm.int(result.into()))
}

/// `prod` of ints and floats; anything else is the prelude's.
pub fn prod(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let items = vm.items_argument(arguments[0])?;
    let start = arguments[1].bound().unwrap_or(Value::Int(1));
    let numbers: Vec<Value> = std::iter::once(start).chain(items).map(|item| vm.unwrap(item)).collect();
    if numbers.iter().any(|number| matches!(number, Value::Float(_))) {
        let mut product = 1.0;
        for number in numbers {
            product *= vm.float_argument(number)?;
        }
        return Ok(Value::Float(product));
    }
    let mut product = IBig::ONE;
    for number in numbers {
        match number {
            Value::Int(_) | Value::Bool(_) | Value::BigInt(_) => product *= vm.big_argument(number)?,
            _ => return Err(Escape::Defer),
        }
    }
    Ok(vm.int(product))
}
