//! `math`'s sums that lose no digits.

use super::math::floats;
use crate::object::*;
use crate::vm::native::*;
use crate::vm::{Exc, Vm};

/// Adds without losing digits: partial sums that do not overlap (Shewchuk).
pub fn fsum(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let mut partials: Vec<f64> = Vec::new();
    let mut special = 0.0;
    for mut x in floats(vm, arguments[0])? {
        if !x.is_finite() {
            special += x;
            continue;
        }
        let mut kept = 0;
        for index in 0..partials.len() {
            let mut y = partials[index];
            if x.abs() < y.abs() {
                std::mem::swap(&mut x, &mut y);
            }
            let high = x + y;
            let low = y - (high - x);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            x = high;
        }
        partials.truncate(kept);
        partials.push(x);
    }
    if special != 0.0 || f64::is_nan(special) {
        return if special.is_nan() { Err(vm.value_error("-inf + inf in fsum")) } else { Ok(Value::Float(special)) };
    }
    let total = sum_of_partials(&partials);
    if total.is_infinite() { Err(vm.raise(Exc::OverflowError, "intermediate overflow in fsum")) } else { Ok(Value::Float(total)) }
}

fn sum_of_partials(partials: &[f64]) -> f64 {
    let mut index = partials.len();
    if index == 0 {
        return 0.0;
    }
    index -= 1;
    let (mut high, mut low) = (partials[index], 0.0);
    while index > 0 {
        let x = high;
        index -= 1;
        let y = partials[index];
        high = x + y;
        low = y - (high - x);
        if low != 0.0 {
            break;
        }
    }
    // Rounds half to even also where the rest decides.
    if index > 0 && ((low < 0.0 && partials[index - 1] < 0.0) || (low > 0.0 && partials[index - 1] > 0.0)) {
        let y = low * 2.0;
        let x = high + y;
        if y == x - high {
            high = x;
        }
    }
    high
}

/// The sum of products of numbers in lists or tuples; defers for what else there may be.
pub fn sumprod(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (p, q) = (vm.items_argument(arguments[0])?, vm.items_argument(arguments[1])?);
    if p.len() != q.len() {
        return Err(vm.value_error("Inputs are not the same length"));
    }
    let ints = p.iter().zip(&q).take_while(|(p, q)| matches!((p, q), (Value::Int(_), Value::Int(_)))).count();
    let mut whole = 0i64;
    for (p, q) in p.iter().zip(&q).take(ints) {
        let (Value::Int(p), Value::Int(q)) = (*p, *q) else { unreachable!("was looked at") };
        whole = p.checked_mul(q).and_then(|product| whole.checked_add(product)).ok_or(Escape::Defer)?;
    }
    if ints == p.len() {
        return Ok(Value::Int(whole));
    }
    let mut sum = TripleLength::default();
    for (p, q) in p[ints..].iter().zip(&q[ints..]) {
        // As CPython does: integers behind floats are added one by one.
        let has_float = matches!(p, Value::Float(_)) || matches!(q, Value::Float(_));
        if !has_float {
            return Err(Escape::Defer);
        }
        sum.add_product(factor(*p)?, factor(*q)?);
    }
    let sum = whole as f64 + sum.rounded();
    if sum.is_finite() { Ok(Value::Float(sum)) } else { Err(Escape::Defer) }
}

fn factor(value: Value) -> Result<f64, Escape> {
    match value {
        Value::Float(float) => Ok(float),
        Value::Int(int) => Ok(int as f64),
        Value::Bool(bool) => Ok(f64::from(u8::from(bool))),
        _ => Err(Escape::Defer),
    }
}

/// A sum of products in three parts: T. Ogita, S. Rump, S. Oishi, "Accurate sum and dot product" (2005), algorithm 5.10.
#[derive(Default)]
struct TripleLength {
    high: f64,
    low: f64,
    tiny: f64,
}

impl TripleLength {
    fn add_product(&mut self, x: f64, y: f64) {
        let product = x * y;
        let rest = libm::fma(x, y, -product);
        let (high, a) = exact_sum(self.high, product);
        let (b, c) = exact_sum(self.low, rest);
        let (low, d) = exact_sum(b, a);
        *self = TripleLength { high, low, tiny: self.tiny + c + d };
    }

    fn rounded(&self) -> f64 {
        let (high, low) = exact_sum(self.low, self.high);
        self.tiny + low + high
    }
}

/// The sum, and what is lost of it.
fn exact_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let from_b = sum - a;
    (sum, (a - (sum - from_b)) + (b - from_b))
}
