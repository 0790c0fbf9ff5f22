//! `bool()` and `len()` of any value, as far as no Python code is involved.

use dashu_int::IBig;

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::Escape;
use crate::vm::special::Special;

impl Vm {
    /// `bool(value)`.
    #[inline]
    pub fn truth(&mut self, value: Value) -> Result<bool, Escape> {
        Ok(match value {
            Value::Bool(bool) => bool,
            Value::None => false,
            Value::Int(int) => int != 0,
            Value::Float(float) => float != 0.0,
            Value::BigInt(int) => self.heap[int].0 != IBig::ZERO,
            Value::Complex(complex) => self.heap[complex].real != 0.0 || self.heap[complex].imag != 0.0,
            _ if self.has_own_methods(value) => return self.truth_by_class(value),
            _ => self.data_len(value) != Some(0),
        })
    }

    fn truth_by_class(&mut self, value: Value) -> Result<bool, Escape> {
        match self.special(value, self.known.__bool__) {
            Special::Python(_) => return Err(Escape::Defer),
            Special::Native(native) => {
                return match self.ask_native(native, value, &[])? {
                    Value::Bool(bool) => Ok(bool),
                    other => {
                        let name = self.type_name(other);
                        Err(self.type_error(format!("__bool__ should return bool, returned {name}")))
                    }
                };
            }
            Special::Missing | Special::Refused => {}
        }
        match self.special(value, self.known.__len__) {
            Special::Missing | Special::Refused => Ok(true),
            _ => Ok(self.length(value)? != 0),
        }
    }

    /// `len(value)`.
    #[inline]
    pub fn length(&mut self, value: Value) -> Result<usize, Escape> {
        if !self.has_own_methods(value)
            && let Some(len) = self.data_len(value)
        {
            return Ok(len);
        }
        match self.special(value, self.known.__len__) {
            Special::Python(_) => Err(Escape::Defer),
            Special::Native(native) => {
                let len = self.ask_native(native, value, &[])?;
                match self.to_size(len)? {
                    ..0 => Err(self.value_error("__len__() should return >= 0")),
                    len => Ok(len as usize),
                }
            }
            Special::Missing | Special::Refused => {
                let name = self.type_name(value);
                Err(self.type_error(format!("object of type '{name}' has no len()")))
            }
        }
    }

    /// How many items a value of a built-in type holds, if it is of a type that has a length.
    #[inline]
    pub fn data_len(&self, value: Value) -> Option<usize> {
        let heap = &self.heap;
        Some(match value {
            Value::List(list) => heap[list].0.len(),
            Value::Str(str) => heap[str].chars(),
            Value::Tuple(tuple) => heap[tuple].0.len(),
            Value::Dict(dict) => heap[dict].len(),
            Value::Set(set) => heap[set].0.len(),
            Value::FrozenSet(set) => heap[set].0.len(),
            Value::Range(range) => heap[range].len() as usize,
            Value::Bytes(bytes) => heap[bytes].0.len(),
            Value::ByteArray(bytes) => heap[bytes].0.len(),
            Value::DictView(view) => heap[heap[view].dict].len(),
            Value::MappingProxy(proxy) => heap[heap[proxy].0].len(),
            _ => return None,
        })
    }
}
