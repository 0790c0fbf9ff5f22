//! `Newlines`: where lines end, and what they are read and written as.

use std::borrow::Cow;

use crate::object::Value;
use crate::vm::Vm;
use crate::vm::native::Escape;

/// The argument `newline` of a text file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Newlines {
    /// None: all kinds end lines, and are read as `\n`.
    Translated,
    /// Empty: all kinds end lines.
    Universal,
    Only(&'static str),
}

impl Newlines {
    pub fn argument(vm: &mut Vm, value: Value) -> Result<Newlines, Escape> {
        let text = match value {
            Value::None | Value::Unbound => return Ok(Newlines::Translated),
            value => match vm.as_str(value) {
                Some(text) => text.to_owned(),
                None => {
                    let name = vm.type_name(value);
                    return Err(vm.type_error(format!("newline must be str or None, not {name}")));
                }
            },
        };
        Newlines::argument_shown(vm, value, &text)
    }

    /// A string argument, which an error shows like this.
    pub fn argument_shown(vm: &mut Vm, value: Value, shown: &str) -> Result<Newlines, Escape> {
        match vm.as_str(value).unwrap_or_default() {
            "" => Ok(Newlines::Universal),
            "\n" => Ok(Newlines::Only("\n")),
            "\r" => Ok(Newlines::Only("\r")),
            "\r\n" => Ok(Newlines::Only("\r\n")),
            _ => Err(vm.value_error(format!("illegal newline value: {shown}"))),
        }
    }

    /// Where the first line of `text` ends, after its newline. None if it does not, or if what
    /// follows could still belong to the newline; `last` says that nothing follows.
    pub fn line_end(self, text: &str, last: bool) -> Option<usize> {
        match self {
            Newlines::Only(newline) => text.find(newline).map(|at| at + newline.len()),
            Newlines::Translated | Newlines::Universal => {
                let bytes = text.as_bytes();
                let at = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r'))?;
                match (bytes[at], bytes.get(at + 1)) {
                    (b'\r', Some(b'\n')) => Some(at + 2),
                    (b'\r', None) if !last => None,
                    _ => Some(at + 1),
                }
            }
        }
    }

    /// Whether the kinds of newlines that are met are kept for the attribute `newlines`.
    pub fn notes(self) -> bool {
        !matches!(self, Newlines::Only(_))
    }

    /// Text as it is read.
    pub fn read(self, text: &str) -> Cow<'_, str> {
        if self != Newlines::Translated || !text.contains('\r') {
            return Cow::Borrowed(text);
        }
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    }

    /// Text as it is written.
    pub fn write(self, text: &str) -> Cow<'_, str> {
        match self {
            Newlines::Only(newline) if newline != "\n" && text.contains('\n') => Cow::Owned(text.replace('\n', newline)),
            _ => Cow::Borrowed(text),
        }
    }
}

/// The kinds of newlines that were seen.
#[derive(Clone, Copy, Default)]
pub struct Seen {
    kinds: [bool; 3],
}

const KINDS: [&str; 3] = ["\r", "\n", "\r\n"];

impl Seen {
    /// Takes note of those in `text`.
    pub fn note(&mut self, text: &str) {
        if self.kinds == [true; 3] {
            return;
        }
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            let kind = match byte {
                b'\n' if at > 0 && bytes[at - 1] == b'\r' => 2,
                b'\n' => 1,
                b'\r' if bytes.get(at + 1) != Some(&b'\n') => 0,
                _ => continue,
            };
            self.kinds[kind] = true;
        }
    }

    /// None, a string, or a tuple of strings.
    pub fn value(self, vm: &mut Vm) -> Value {
        let seen = KINDS.into_iter().zip(self.kinds).filter(|(_, seen)| *seen);
        let values: Vec<Value> = seen.map(|(kind, _)| vm.str(kind)).collect();
        match values[..] {
            [] => Value::None,
            [one] => one,
            _ => vm.tuple(values),
        }
    }
}
