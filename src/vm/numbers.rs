//! Numbers as the VM's values: comparing across their types, and what can stand for an index.

use std::cmp::Ordering;

use crate::object::*;
use crate::text::int::{IntRef, cmp, cmp_float};
use crate::vm::Vm;
use crate::vm::native::Escape;
use crate::vm::special::Special;

/// What `__index__` gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Index {
    Small(i64),
    /// Beyond `i64`.
    Huge { negative: bool },
}

impl Index {
    /// The number, or the nearest one that fits.
    pub fn clamped(self) -> i64 {
        match self {
            Index::Small(value) => value,
            Index::Huge { negative: true } => i64::MIN,
            Index::Huge { negative: false } => i64::MAX,
        }
    }
}

/// The integer that `value` is, bools included; not looking into instances.
pub fn int_ref(heap: &Heap, value: Value) -> Option<IntRef<'_>> {
    match value {
        Value::Int(value) => Some(IntRef::Small(value)),
        Value::Bool(value) => Some(IntRef::Small(i64::from(value))),
        Value::BigInt(value) => Some(IntRef::Big(&heap[value].0)),
        _ => None,
    }
}

/// The order of two real numbers. `None` if one is not a number, `Some(None)` if one is NaN.
pub fn compare_reals(heap: &Heap, a: Value, b: Value) -> Option<Option<Ordering>> {
    match (a, b) {
        (Value::Float(a), Value::Float(b)) => Some(a.partial_cmp(&b)),
        (Value::Float(a), _) => int_ref(heap, b).map(|b| cmp_float(b, a).map(Ordering::reverse)),
        (_, Value::Float(b)) => int_ref(heap, a).map(|a| cmp_float(a, b)),
        _ => Some(Some(cmp(int_ref(heap, a)?, int_ref(heap, b)?))),
    }
}

/// Whether two numbers are equal; `None` if one is not a number.
pub fn equal_numbers(heap: &Heap, a: Value, b: Value) -> Option<bool> {
    match (a, b) {
        (Value::Complex(a), Value::Complex(b)) => Some(heap[a] == heap[b]),
        (Value::Complex(complex), real) | (real, Value::Complex(complex)) => {
            let Complex { real: re, imag } = heap[complex];
            Some(compare_reals(heap, real, Value::Float(re))? == Some(Ordering::Equal) && imag == 0.0)
        }
        _ => compare_reals(heap, a, b).map(|order| order == Some(Ordering::Equal)),
    }
}

impl Vm {
    /// What `value.__index__()` gives; `None` if it has no such method.
    pub fn try_index(&mut self, value: Value) -> Result<Option<Index>, Escape> {
        let unwrapped = self.unwrap(value);
        if let Some(int) = int_ref(&self.heap, unwrapped) {
            return Ok(Some(match int {
                IntRef::Small(value) => Index::Small(value),
                IntRef::Big(_) => Index::Huge { negative: int.is_negative() },
            }));
        }
        match self.special(value, self.known.__index__) {
            Special::Python(_) => Err(Escape::Defer),
            Special::Native(native) => {
                let result = self.ask_native(native, value, &[])?;
                if matches!(result, Value::Int(_) | Value::BigInt(_) | Value::Bool(_)) {
                    return self.try_index(result);
                }
                let name = self.type_name(result);
                Err(self.type_error(format!("__index__ returned non-int (type {name})")))
            }
            Special::Missing | Special::Refused => Ok(None),
        }
    }

    /// `value` as an index; TypeError if it cannot be one.
    pub fn to_index(&mut self, value: Value) -> Result<Index, Escape> {
        if let Value::Int(value) = value {
            return Ok(Index::Small(value));
        }
        match self.try_index(value)? {
            Some(index) => Ok(index),
            None => {
                let name = self.type_name(value);
                Err(self.type_error(format!("'{name}' object cannot be interpreted as an integer")))
            }
        }
    }

    /// `value` as a number that counts or indexes something; OverflowError beyond `i64`.
    pub fn to_size(&mut self, value: Value) -> Result<i64, Escape> {
        match self.to_index(value)? {
            Index::Small(value) => Ok(value),
            Index::Huge { .. } => {
                let name = self.type_name(value);
                Err(self.overflow_error(format!("cannot fit '{name}' into an index-sized integer")))
            }
        }
    }
}
