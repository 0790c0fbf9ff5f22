//! What is searched: text or bytes, whose positions count code points or bytes.

use std::rc::Rc;

use super::pattern::Pattern;
use crate::object::*;
use crate::text::sre::{Found, Mode, find};
use crate::vm::Vm;
use crate::vm::native::*;

/// A string in which a pattern is looked for.
#[derive(Clone)]
pub struct Subject {
    /// As the caller gave it.
    pub string: Value,
    pub len: usize,
    /// The characters of text that is not ASCII.
    chars: Option<Rc<[char]>>,
}

impl Subject {
    pub fn new(vm: &mut Vm, pattern: &Pattern, string: Value) -> Result<Subject, Escape> {
        let (len, chars, is_bytes) = match vm.unwrap(string) {
            Value::Str(text) if vm.heap[text].is_ascii() => (vm.heap[text].chars(), None, false),
            Value::Str(text) => {
                let chars: Rc<[char]> = vm.heap[text].as_str().chars().collect();
                (chars.len(), Some(chars), false)
            }
            Value::Bytes(bytes) => (vm.heap[bytes].0.len(), None, true),
            Value::ByteArray(bytes) => (vm.heap[bytes].0.len(), None, true),
            other => {
                let name = vm.type_name(other);
                return Err(vm.type_error(format!("expected string or bytes-like object, got '{name}'")));
            }
        };
        match (pattern.bytes, is_bytes) {
            (Some(false), true) => Err(vm.type_error("cannot use a string pattern on a bytes-like object")),
            (Some(true), false) => Err(vm.type_error("cannot use a bytes pattern on a string-like object")),
            _ => Ok(Subject { string, len, chars }),
        }
    }

    /// The bytes of what is not searched by its characters.
    fn bytes<'a>(&self, vm: &'a Vm) -> &'a [u8] {
        match vm.unwrap(self.string) {
            Value::Str(text) => vm.heap[text].as_str().as_bytes(),
            Value::Bytes(bytes) => &vm.heap[bytes].0,
            Value::ByteArray(bytes) => &vm.heap[bytes].0,
            _ => &[],
        }
    }

    pub fn find(&self, vm: &Vm, pattern: &Pattern, start: usize, end: usize, mode: Mode, advance: bool) -> Option<Found> {
        let (codes, groups) = (&*pattern.codes, pattern.groups);
        match &self.chars {
            Some(chars) => find(codes, groups, &**chars, start, end, mode, advance),
            None => find(codes, groups, self.bytes(vm), start, end, mode, advance),
        }
    }

    /// The part from `start` to `end`.
    pub fn piece(&self, vm: &mut Vm, start: usize, end: usize) -> Value {
        if let Some(chars) = &self.chars {
            let end = end.min(chars.len());
            let text: String = chars[start.min(end)..end].iter().collect();
            return vm.str(text);
        }
        if let Value::Str(text) = vm.unwrap(self.string) {
            let end = end.min(self.len);
            return vm.part(text, start.min(end)..end);
        }
        let bytes = self.bytes(vm);
        // A bytearray may have become shorter since.
        let end = end.min(bytes.len());
        let piece = bytes[start.min(end)..end].to_vec();
        vm.bytes(piece)
    }

    /// What a group matched; empty if it did not.
    pub fn group(&self, vm: &mut Vm, span: Option<(usize, usize)>) -> Value {
        let (start, end) = span.unwrap_or((0, 0));
        self.piece(vm, start, end)
    }

    /// Joins pieces of this string and of a replacement.
    pub fn join(&self, vm: &mut Vm, pieces: &[Value]) -> NativeResult {
        if let Value::Str(_) = vm.unwrap(self.string) {
            let mut joined = String::new();
            for (index, piece) in pieces.iter().enumerate() {
                match vm.as_str(*piece) {
                    Some(text) => joined.push_str(text),
                    None => return Err(unexpected_piece(vm, index, "str instance", *piece)),
                }
            }
            return Ok(vm.str(joined));
        }
        let mut joined = Vec::new();
        for (index, piece) in pieces.iter().enumerate() {
            match vm.bytes_argument(*piece) {
                Ok(bytes) => joined.extend(bytes),
                Err(_) => return Err(unexpected_piece(vm, index, "a bytes-like object", *piece)),
            }
        }
        Ok(vm.bytes(joined))
    }
}

fn unexpected_piece(vm: &mut Vm, index: usize, wanted: &str, piece: Value) -> Escape {
    let name = vm.type_name(piece);
    vm.type_error(format!("sequence item {index}: expected {wanted}, {name} found"))
}
