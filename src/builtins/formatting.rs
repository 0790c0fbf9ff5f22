//! `format()` as far as no Python code is involved.

use crate::object::*;
use crate::text::float::Complex as Pair;
use crate::text::format;
use crate::text::int::{Digits, IntRef};
use crate::text::string::Text;
use crate::text::{self, Error};
use crate::vm::Vm;
use crate::vm::native::Escape;
use crate::vm::special::Special;

/// `format(value, spec)` of a number or a string; `None` for any other value. `limit` is that on
/// the decimal digits of an int.
pub fn format_data(heap: &Heap, value: Value, spec: &str, limit: usize) -> Option<text::Result<String>> {
    if let (Value::Int(value), "") = (value, spec) {
        return Some(Ok(Digits::decimal(value).as_str().to_owned()));
    }
    let common = match value {
        Value::Int(value) => format::common_int(value, spec),
        Value::Float(value) => format::common_float(value, spec),
        Value::Str(text) => format::common_str(heap[text].as_str(), heap[text].chars(), spec),
        _ => None,
    };
    if let Some(text) = common {
        return Some(Ok(text));
    }
    let int = |value: IntRef, name| format::format_int(value, spec, name, limit);
    Some(match value {
        Value::Int(value) => int(IntRef::Small(value), "int"),
        Value::BigInt(value) => int(IntRef::Big(&heap[value].0), "int"),
        Value::Float(value) => format::format_float(value, spec),
        Value::Bool(value) if spec.is_empty() => Ok(if value { "True" } else { "False" }.to_owned()),
        Value::Bool(value) => int(IntRef::Small(i64::from(value)), "bool"),
        Value::Complex(value) => {
            let Complex { real, imag } = heap[value];
            format::format_complex(Pair::new(real, imag), spec)
        }
        Value::Str(text) => {
            let text = &heap[text];
            format::format_str(Text { str: text.as_str(), ascii: text.is_ascii() }, spec)
        }
        _ => return None,
    })
}

impl Vm {
    /// `format(value, spec)`.
    pub fn format(&mut self, value: Value, spec: &str) -> Result<String, Escape> {
        if let Some(result) = format_data(&self.heap, value, spec, self.digits_limit) {
            return result.map_err(|error: Error| self.raise_text(error));
        }
        match self.special(value, self.known.__format__) {
            Special::Python(_) => Err(Escape::Defer),
            // Numbers and strings of derived classes may have a `__str__` of their own.
            Special::Native(_) if spec.is_empty() => self.to_str(value),
            Special::Native(native) if !self.is_of_object(native) => {
                let spec = self.str(spec);
                let text = self.ask_native(native, value, &[spec])?;
                Ok(self.as_str(text).unwrap_or_default().to_owned())
            }
            _ => {
                let name = self.type_name(value);
                Err(self.type_error(format!("unsupported format string passed to {name}.__format__")))
            }
        }
    }
}
