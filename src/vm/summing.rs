//! `sum()`: numbers added up as they come.

use dashu_int::IBig;

use crate::object::*;
use crate::vm::Vm;
use crate::vm::numbers::int_ref;

/// A sum so far.
#[derive(Clone, Copy, Debug)]
pub enum Total {
    /// Of floats, with the rounding errors added up beside it (Neumaier's algorithm).
    Float { high: f64, low: f64 },
    Any(Value),
}

impl Total {
    pub fn of(start: Value) -> Total {
        match start {
            Value::Float(high) => Total::Float { high, low: 0.0 },
            other => Total::Any(other),
        }
    }

    pub fn value(self) -> Value {
        match self {
            // An infinite or overflowed sum must not become NaN.
            Total::Float { high, low } if low != 0.0 && low.is_finite() => Value::Float(high + low),
            Total::Float { high, .. } => Value::Float(high),
            Total::Any(value) => value,
        }
    }

    /// Adds a number to a number; false if that needs the run loop's `+`.
    #[inline]
    pub fn add(&mut self, vm: &mut Vm, item: Value) -> bool {
        match (*self, item) {
            (Total::Any(Value::Int(a)), Value::Int(b)) if a.checked_add(b).is_some() => {
                *self = Total::Any(Value::Int(a + b));
                true
            }
            (Total::Any(Value::Int(a)), Value::Bool(b)) if a < i64::MAX => {
                *self = Total::Any(Value::Int(a + i64::from(b)));
                true
            }
            (Total::Float { high, low }, Value::Float(float)) => {
                *self = add_float(high, low, float);
                true
            }
            _ => self.add_mixed(vm, item),
        }
    }

    fn add_mixed(&mut self, vm: &mut Vm, item: Value) -> bool {
        let added = match (*self, item) {
            (Total::Float { high, low }, _) => to_float(vm, item).map(|float| add_float(high, low, float)),
            (Total::Any(total), Value::Float(float)) => {
                to_float(vm, total).map(|total| Total::Float { high: total + float, low: 0.0 })
            }
            (Total::Any(total), _) => add_ints(vm, total, item).map(Total::Any),
        };
        if let Some(total) = added {
            *self = total;
        }
        added.is_some()
    }
}

fn add_float(high: f64, low: f64, value: f64) -> Total {
    let sum = high + value;
    let error = match high.abs() >= value.abs() {
        true => (high - sum) + value,
        false => (value - sum) + high,
    };
    Total::Float { high: sum, low: low + error }
}

fn to_float(vm: &Vm, int: Value) -> Option<f64> {
    crate::text::int::to_float(int_ref(&vm.heap, int)?).ok()
}

fn add_ints(vm: &mut Vm, a: Value, b: Value) -> Option<Value> {
    let (a, b) = (int_ref(&vm.heap, a)?, int_ref(&vm.heap, b)?);
    let sum: IBig = a.big().into_owned() + b.big().into_owned();
    Some(vm.int(sum))
}
