//! `str`, `int`, `float`, `type`, `list` and `tuple` called with one value, without looking for `__new__` and the like.

use crate::object::*;
use crate::text::int::{IntRef, to_decimal};
use crate::vm::Vm;
use crate::vm::native::{Escape, NativeResult};

impl Vm {
    /// `class(value)` for the commonest cases; `None` for all others, errors among them.
    #[inline(never)]
    pub(super) fn convert_quickly(&mut self, class: Ref<Class>, value: Value) -> Option<Value> {
        if class == self.types.str {
            return self.str_quickly(value);
        }
        if class == self.types.int {
            return match value {
                Value::Int(_) => Some(value),
                Value::Str(text) => plain_int(self.heap[text].as_str()).map(Value::Int),
                _ => None,
            };
        }
        if class == self.types.float {
            return match value {
                Value::Float(_) => Some(value),
                Value::Int(int) if int.unsigned_abs() < 1 << 53 => Some(Value::Float(int as f64)),
                Value::Str(text) => plain_float(self.heap[text].as_str()).map(Value::Float),
                _ => None,
            };
        }
        (class == self.types.type_).then(|| Value::Class(self.class_of(value)))
    }

    /// `list(iterable)` and `tuple(iterable)`; `None` where another class is called or Python has a say in the items.
    #[inline(never)]
    pub(super) fn collect_quickly(&mut self, class: Ref<Class>, iterable: Value) -> Option<NativeResult> {
        let as_list = class == self.types.list;
        if !as_list && class != self.types.tuple {
            return None;
        }
        match self.collect(iterable) {
            Ok(items) if as_list => Some(Ok(self.list(items))),
            Ok(items) => match iterable {
                Value::Tuple(_) => Some(Ok(iterable)),
                _ => Some(Ok(self.tuple(items))),
            },
            Err(Escape::Defer) => None,
            Err(escape) => Some(Err(escape)),
        }
    }

    fn str_quickly(&mut self, value: Value) -> Option<Value> {
        match value {
            Value::Str(_) => Some(value),
            Value::Int(int) => Some(self.decimal(int)),
            Value::BigInt(int) => {
                let text = to_decimal(IntRef::Big(&self.heap[int].0), self.digits_limit).ok()?;
                Some(self.ascii_str(text))
            }
            Value::Float(float) => {
                let text = crate::text::float::repr(float);
                Some(self.ascii_str(text))
            }
            _ => None,
        }
    }
}

/// The int that a text of at most 18 digits, perhaps with a minus before them, stands for.
fn plain_int(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let mut value = 0;
    for digit in digits {
        if !digit.is_ascii_digit() {
            return None;
        }
        value = value * 10 + i64::from(digit - b'0');
    }
    Some(if digits.len() < text.len() { -value } else { value })
}

/// The float that a text of digits, perhaps with a minus before and a point among them, stands for.
fn plain_float(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-'));
    if plain { text.parse().ok() } else { None }
}
