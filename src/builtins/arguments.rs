//! What natives take from their arguments: integers, texts, bytes; and errors of `text` as exceptions.

use crate::object::*;
use crate::text::int::{Int, IntRef};
use crate::text::string::Text;
use crate::text::{Error, Kind};
use crate::vm::native::{Escape, NativeResult};
use crate::vm::numbers::{Index, int_ref};
use crate::vm::{Exc, Vm};

fn exception_of(kind: Kind) -> Exc {
    match kind {
        Kind::IndexError => Exc::IndexError,
        Kind::KeyError => Exc::KeyError,
        Kind::LookupError => Exc::LookupError,
        Kind::MemoryError => Exc::MemoryError,
        Kind::NotImplementedError => Exc::NotImplementedError,
        Kind::OverflowError => Exc::OverflowError,
        Kind::TypeError => Exc::TypeError,
        Kind::UnicodeDecodeError => Exc::UnicodeDecodeError,
        Kind::UnicodeEncodeError => Exc::UnicodeEncodeError,
        Kind::ValueError => Exc::ValueError,
        Kind::ZeroDivisionError => Exc::ZeroDivisionError,
    }
}

impl Vm {
    /// Raises what a function of `text` failed with.
    pub fn raise_text(&mut self, error: Error) -> Escape {
        let exc = exception_of(error.kind);
        if error.message.is_empty() {
            return self.raise_with(exc, &[]);
        }
        self.raise(exc, error.message)
    }

    /// Raises what a codec failed with; `object` is what was to be encoded or decoded.
    pub fn raise_codec(&mut self, error: Error, object: Value) -> Escape {
        let Some(failure) = error.codec else { return self.raise_text(error) };
        let exc = exception_of(error.kind);
        let encoding = self.str(failure.encoding);
        let (start, end) = (Value::Int(failure.start as i64), Value::Int(failure.end as i64));
        let reason = self.str(failure.reason);
        let escape = self.raise_with(exc, &[encoding, object, start, end, reason]);
        let attributes =
            [("encoding", encoding), ("object", object), ("start", start), ("end", end), ("reason", reason)];
        for (name, value) in attributes {
            self.annotate(&escape, name, value);
        }
        escape
    }

    /// An `int` made by `text`.
    pub fn int_value(&mut self, value: Int) -> Value {
        match value {
            Int::Small(small) => Value::Int(small),
            Int::Big(big) => Value::BigInt(self.heap.allocate(BigInt(big))),
        }
    }

    /// The integer that `value` is: an `int`, a `bool`, or an instance of a class derived from `int`.
    pub fn int_ref(&self, value: Value) -> Option<IntRef<'_>> {
        int_ref(&self.heap, self.unwrap(value))
    }

    /// The text of a `str` or of an instance of a derived class, for indexing.
    pub fn text(&self, value: Value) -> Option<Text<'_>> {
        match self.unwrap(value) {
            Value::Str(text) => {
                let text = &self.heap[text];
                Some(Text { str: text.as_str(), ascii: text.is_ascii() })
            }
            _ => None,
        }
    }

    /// The bytes of a `bytes`, a `bytearray`, a `memoryview` without gaps or of an instance of a class derived from them.
    pub fn bytes_of(&self, value: Value) -> Option<&[u8]> {
        match self.unwrap(value) {
            Value::Bytes(bytes) => Some(&self.heap[bytes].0),
            Value::ByteArray(bytes) => Some(&self.heap[bytes].0),
            Value::Opaque(object) => {
                self.viewed_bytes(object).or_else(|| self.array_bytes(object)).or_else(|| self.shared_bytes(object))
            }
            _ => None,
        }
    }

    /// Whether the class of `value` defines `name`.
    pub fn defines(&mut self, value: Value, name: Ref<Str>) -> bool {
        let class = self.class_of(value);
        self.lookup(class, name).is_some()
    }

    /// An argument that must be an integer, of whatever size.
    pub fn integer_argument(&mut self, value: Value) -> Result<Int, Escape> {
        if let Some(int) = self.int_ref(value) {
            return Ok(int.to_int());
        }
        match self.to_index(value)? {
            Index::Small(small) => Ok(Int::Small(small)),
            Index::Huge { .. } => Err(Escape::Defer),
        }
    }

    /// An argument that must be an integer that fits a machine's.
    pub fn size_argument(&mut self, value: Value) -> Result<i64, Escape> {
        match self.to_index(value)? {
            Index::Small(small) => Ok(small),
            Index::Huge { .. } => Err(self.overflow_error("Python int too large to convert to C ssize_t")),
        }
    }

    /// As `size_argument`, with a value for a missing argument.
    pub fn size_or(&mut self, value: Value, default: i64) -> Result<i64, Escape> {
        if value.is_unbound() { Ok(default) } else { self.size_argument(value) }
    }

    /// A `start` or `end` argument: None and a missing one are no bound; what is huge is clipped.
    pub fn bound_argument(&mut self, value: Value) -> Result<Option<i64>, Escape> {
        if value.is_unbound() || value.is_none() {
            return Ok(None);
        }
        match self.try_index(value)? {
            Some(index) => Ok(Some(index.clamped())),
            None => {
                Err(self.type_error("slice indices must be integers or None or have an __index__ method"))
            }
        }
    }

    /// Whether an argument that is a flag is set; a missing one is not.
    pub fn flag_or_false(&mut self, value: Value) -> Result<bool, Escape> {
        if value.is_unbound() { Ok(false) } else { self.truth(value) }
    }

    /// An argument that must be a `str`: the error says which of `function`'s it is.
    pub fn text_argument(&mut self, value: Value, function: &str, which: &str) -> Result<Ref<Str>, Escape> {
        match self.unwrap(value) {
            Value::Str(text) => Ok(text),
            _ => {
                let space = if which.is_empty() { "" } else { " " };
                let name = self.type_name_or_none(value);
                let message = format!("{function}() argument{space}{which} must be str, not {name}");
                Err(self.type_error(message))
            }
        }
    }

    /// The name of the type of `value`, where None is called `None`.
    pub fn type_name_or_none(&self, value: Value) -> String {
        if value.is_none() { "None".to_owned() } else { self.type_name(value) }
    }

    /// `slice` resolved for a sequence of `len` elements: start, step, and how many elements.
    pub fn resolve_slice(&mut self, slice: Ref<Slice>, len: usize) -> Result<(usize, i64, usize), Escape> {
        let Slice { start, stop, step } = self.heap[slice];
        let step = self.bound_argument(step)?.unwrap_or(1);
        if step == 0 {
            return Err(self.value_error("slice step cannot be zero"));
        }
        let (start, stop) = (self.bound_argument(start)?, self.bound_argument(stop)?);
        Ok(slice_range(start, stop, step, len as i64))
    }

    /// An index into `len` elements, or `None` where it is out of range.
    pub fn place(&mut self, index: Value, len: usize) -> Result<Option<usize>, Escape> {
        let Index::Small(place) = self.to_index(index)? else {
            let message = format!("cannot fit '{}' into an index-sized integer", self.type_name(index));
            return Err(self.index_error(message));
        };
        let place = if place < 0 { place + len as i64 } else { place };
        Ok(usize::try_from(place).ok().filter(|&place| place < len))
    }

    /// A `list` of strings.
    pub fn list_of_str(&mut self, parts: impl ExactSizeIterator<Item = StrText>) -> NativeResult {
        let mut items = Vec::with_capacity(parts.len());
        for part in parts {
            items.push(self.str(part));
        }
        Ok(self.list(items))
    }
}

/// Start, step and number of elements of `start:stop:step` within `len`.
fn slice_range(start: Option<i64>, stop: Option<i64>, step: i64, len: i64) -> (usize, i64, usize) {
    let (first, last) = if step > 0 { (0, len) } else { (-1, len - 1) };
    let resolve = |at: i64| (if at < 0 { at.saturating_add(len) } else { at }).clamp(first, last);
    let (start, stop) = if step > 0 {
        (start.map_or(0, resolve), stop.map_or(len, resolve))
    } else {
        (start.map_or(len - 1, resolve), stop.map_or(-1, resolve))
    };
    let distance = if step > 0 { stop - start } else { start - stop };
    let count = if distance > 0 { (distance - 1) / step.saturating_abs() + 1 } else { 0 };
    (start.max(0) as usize, step, count as usize)
}
