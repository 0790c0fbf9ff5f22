//! Reading natives' arguments, with CPython's errors.

use dashu_int::IBig;

use super::decimal;
use crate::object::*;
use crate::vm::native::Escape;
use crate::vm::{Exc, Vm};

/// The seconds that fit into 64 bits of nanoseconds.
pub const TIMEOUT_MAX: f64 = 9_223_372_036.0;

impl Vm {
    /// A number as a float. Defers for objects that convert themselves.
    pub fn float_argument(&mut self, value: Value) -> Result<f64, Escape> {
        match self.unwrap(value) {
            Value::Float(float) => Ok(float),
            Value::Int(int) => Ok(int as f64),
            Value::Bool(bool) => Ok(f64::from(u8::from(bool))),
            Value::BigInt(big) => self.big_to_float(big),
            Value::Instance(_) => Err(Escape::Defer),
            Value::Opaque(_) if decimal::is_number(self, value) => decimal::to_float(self, value),
            other => {
                let name = self.type_name(other);
                Err(self.type_error(format!("must be real number, not {name}")))
            }
        }
    }

    fn big_to_float(&mut self, big: Ref<BigInt>) -> Result<f64, Escape> {
        let float = self.heap[big].0.to_f64().value();
        if float.is_finite() { Ok(float) } else { Err(self.overflow_error("int too large to convert to float")) }
    }

    /// An integer that fits `i64`. Defers for objects that convert themselves.
    pub fn int_argument(&mut self, value: Value) -> Result<i64, Escape> {
        match self.unwrap(value) {
            Value::Int(int) => Ok(int),
            Value::Bool(bool) => Ok(i64::from(bool)),
            Value::BigInt(_) => Err(self.overflow_error("Python int too large to convert to C long")),
            Value::Instance(_) => Err(Escape::Defer),
            other => Err(self.not_an_integer(other)),
        }
    }

    /// An integer of any size. Defers for objects that convert themselves.
    pub fn big_argument(&mut self, value: Value) -> Result<IBig, Escape> {
        match self.unwrap(value) {
            Value::Int(int) => Ok(IBig::from(int)),
            Value::Bool(bool) => Ok(IBig::from(u8::from(bool))),
            Value::BigInt(big) => Ok(self.heap[big].0.clone()),
            Value::Instance(_) => Err(Escape::Defer),
            other => Err(self.not_an_integer(other)),
        }
    }

    fn not_an_integer(&mut self, value: Value) -> Escape {
        let name = self.type_name(value);
        self.type_error(format!("'{name}' object cannot be interpreted as an integer"))
    }

    /// The text of a string argument; `what` is the function and its argument, as in `exit() argument`.
    pub fn str_argument(&mut self, value: Value, what: &str) -> Result<String, Escape> {
        match self.as_str(value) {
            Some(text) => Ok(text.to_owned()),
            None => {
                let name = self.type_name(value);
                Err(self.type_error(format!("{what} must be str, not {name}")))
            }
        }
    }

    /// The bytes of a bytes-like argument.
    pub fn bytes_argument(&mut self, value: Value) -> Result<Vec<u8>, Escape> {
        match self.bytes_of(value) {
            Some(bytes) => Ok(bytes.to_vec()),
            None => {
                if let Some(escape) = self.absent_bytes(value) {
                    return Err(escape);
                }
                let name = self.type_name(value);
                Err(self.type_error(format!("a bytes-like object is required, not '{name}'")))
            }
        }
    }

    /// Whether an argument is true, for arguments that are bools in all sensible calls; `default` if
    /// it is missing.
    pub fn flag_argument(&mut self, value: Value, default: bool) -> Result<bool, Escape> {
        match self.unwrap(value) {
            Value::Unbound => Ok(default),
            Value::Bool(bool) => Ok(bool),
            Value::None => Ok(false),
            Value::Int(int) => Ok(int != 0),
            Value::Float(float) => Ok(float != 0.0),
            _ => self.truth(value),
        }
    }

    /// The items of a tuple or list; defers for other iterables.
    pub fn items_argument(&mut self, value: Value) -> Result<Vec<Value>, Escape> {
        match value {
            Value::Tuple(tuple) => Ok(self.heap[tuple].0.to_vec()),
            Value::List(list) => Ok(self.heap[list].0.clone()),
            _ => Err(Escape::Defer),
        }
    }

    /// How many seconds to wait; they may be negative.
    pub fn timeout_argument(&mut self, value: Value) -> Result<f64, Escape> {
        if matches!(self.unwrap(value), Value::Str(_) | Value::None) {
            let name = self.type_name(value);
            return Err(self.type_error(format!("'{name}' object cannot be interpreted as an integer or float")));
        }
        let seconds = self.float_argument(value)?;
        if seconds.is_nan() {
            return Err(self.value_error("Invalid value NaN (not a number)"));
        }
        if seconds.abs() > TIMEOUT_MAX {
            return Err(self.raise(Exc::OverflowError, "timestamp out of range for platform time_t"));
        }
        Ok(seconds)
    }
}
