//! `StringIO`: text in memory.

use super::lines::{Newlines, Seen};
use super::{data, make, size_argument, sought, stop};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, /, *args, **kwargs)", |vm, arguments| {
        let native = class(vm);
        make(vm, native, arguments, StringIO::default())
    }),
    method("__init__", "(self, /, initial_value='', newline='\\n')", init),
    method("write", "(self, text, /)", write),
    method("read", "(self, size=-1, /)", read),
    method("readline", "(self, size=-1, /)", readline),
    method("__next__", "(self, /)", next),
    method("getvalue", "(self, /)", |vm, arguments| {
        let text = open(vm, arguments[0])?.text.clone();
        Ok(vm.str(text))
    }),
    method("seek", "(self, position, whence=0, /)", seek),
    method("tell", "(self, /)", |vm, arguments| {
        let position = open(vm, arguments[0])?.position;
        Ok(vm.index(position))
    }),
    method("truncate", "(self, size=None, /)", truncate),
    method("close", "(self, /)", |vm, arguments| {
        *any(vm, arguments[0])? = StringIO { closed: true, ..StringIO::default() };
        Ok(Value::None)
    }),
    method("readable", "(self, /)", is_open),
    method("writable", "(self, /)", is_open),
    method("seekable", "(self, /)", is_open),
    getter("closed", |vm, arguments| Ok(Value::Bool(any(vm, arguments[0])?.closed)), None),
    getter("line_buffering", |vm, arguments| open(vm, arguments[0]).map(|_| Value::Bool(false)), None),
    getter("newlines", newlines, None),
];

struct StringIO {
    text: String,
    /// How many characters the text has.
    length: usize,
    /// The place in characters and in bytes. Beyond the end, the latter is the end.
    position: usize,
    byte: usize,
    newlines: Newlines,
    seen: Seen,
    closed: bool,
}

impl Default for StringIO {
    fn default() -> StringIO {
        let newlines = Newlines::Only("\n");
        StringIO { text: String::new(), length: 0, position: 0, byte: 0, newlines, seen: Seen::default(), closed: false }
    }
}

pub fn class(vm: &mut Vm) -> Ref<Class> {
    vm.native_class_at("_iocore.StringIO", METHODS)
}

fn any(vm: &mut Vm, value: Value) -> Result<&mut StringIO, Escape> {
    data(vm, value, "StringIO")
}

fn open(vm: &mut Vm, value: Value) -> Result<&mut StringIO, Escape> {
    if any(vm, value)?.closed {
        return Err(vm.value_error("I/O operation on closed file"));
    }
    any(vm, value)
}

fn is_open(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    open(vm, arguments[0]).map(|_| Value::Bool(true))
}

impl StringIO {
    fn is_ascii(&self) -> bool {
        self.length == self.text.len()
    }

    /// The byte that is `count` characters after `byte`, or the end.
    fn after(&self, byte: usize, count: usize) -> usize {
        let rest = &self.text[byte..];
        if count >= rest.len() {
            return self.text.len();
        }
        byte + if self.is_ascii() { count } else { rest.char_indices().nth(count).map_or(rest.len(), |(at, _)| at) }
    }

    fn count(&self, text: &str) -> usize {
        if self.is_ascii() { text.len() } else { text.chars().count() }
    }

    /// Takes the text from the place to a byte.
    fn take_to(&mut self, end: usize) -> Box<str> {
        let taken: Box<str> = self.text[self.byte..end].into();
        self.position += self.count(&taken);
        self.byte = end;
        taken
    }

    fn write(&mut self, text: &str) {
        if self.position > self.length {
            let missing = self.position - self.length;
            self.text.extend(std::iter::repeat_n('\0', missing));
            self.length += missing;
            self.byte = self.text.len();
        }
        let count = if text.is_ascii() { text.len() } else { text.chars().count() };
        let end = self.after(self.byte, count);
        self.length += count - self.count(&self.text[self.byte..end]);
        self.text.replace_range(self.byte..end, text);
        self.position += count;
        self.byte += text.len();
    }

    fn move_to(&mut self, position: usize) {
        self.byte = self.after(0, position);
        self.position = position;
    }

    /// Where the line at the place ends, if there is anything left.
    fn line_end(&self) -> usize {
        let end = self.newlines.line_end(&self.text[self.byte..], true);
        end.map_or(self.text.len(), |end| self.byte + end)
    }
}

fn init(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let newlines = match arguments[2] {
        Value::Unbound => Newlines::Only("\n"),
        value => match vm.as_str(value).map(|text| crate::text::string::quoted(text)) {
            Some(shown) => Newlines::argument_shown(vm, value, &shown)?,
            None => Newlines::argument(vm, value)?,
        },
    };
    let string = any(vm, arguments[0])?;
    *string = StringIO { newlines, ..StringIO::default() };
    match arguments[1] {
        Value::Unbound | Value::None => {}
        value => match vm.as_str(value).map(str::to_owned) {
            Some(text) => {
                add(vm, arguments[0], &text)?;
                any(vm, arguments[0])?.move_to(0);
            }
            None => {
                let name = vm.type_name(value);
                return Err(vm.type_error(format!("initial_value must be str or None, not {name}")));
            }
        },
    }
    Ok(Value::None)
}

/// Writes text as the argument `newline` wants it.
fn add(vm: &mut Vm, string: Value, text: &str) -> Result<(), Escape> {
    vm.heap.charge(text.len());
    let string = open(vm, string)?;
    if string.newlines.notes() {
        string.seen.note(text);
    }
    let text = string.newlines.read(text);
    let text = string.newlines.write(&text).into_owned();
    string.write(&text);
    Ok(())
}

fn write(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    open(vm, arguments[0])?;
    let Value::Str(text) = vm.unwrap(arguments[1]) else {
        let name = vm.type_name(arguments[1]);
        return Err(vm.type_error(format!("string argument expected, got '{name}'")));
    };
    let length = vm.heap[text].chars();
    let text = vm.heap[text].as_str().to_owned();
    add(vm, arguments[0], &text)?;
    Ok(vm.index(length))
}

fn read(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let size = size_argument(vm, arguments[1])?;
    let string = open(vm, arguments[0])?;
    let end = size.map_or(string.text.len(), |size| string.after(string.byte, size));
    let text = string.take_to(end);
    Ok(vm.str(text))
}

fn readline(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let size = size_argument(vm, arguments[1])?;
    let string = open(vm, arguments[0])?;
    let end = string.line_end();
    let end = size.map_or(end, |size| end.min(string.after(string.byte, size)));
    let line = string.take_to(end);
    Ok(vm.str(line))
}

fn next(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let string = open(vm, arguments[0])?;
    if string.byte == string.text.len() {
        return Err(stop(vm));
    }
    let line = string.take_to(string.line_end());
    Ok(vm.str(line))
}

fn seek(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (position, length) = {
        let string = open(vm, arguments[0])?;
        (string.position, string.length)
    };
    let whence = arguments[2].bound().map_or(Ok(0), |whence| vm.int_argument(whence))?;
    if matches!(whence, 1 | 2) && vm.as_int(arguments[1]) != Some(0) {
        return Err(vm.raise(crate::vm::Exc::OSError, "Can't do nonzero cur-relative seeks"));
    }
    if !matches!(whence, 0..=2) {
        return Err(vm.value_error(format!("Invalid whence ({whence}, should be 0, 1 or 2)")));
    }
    let position = sought(vm, arguments, position, length, "Negative seek position")?;
    open(vm, arguments[0])?.move_to(position);
    Ok(vm.index(position))
}

fn truncate(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let size = match arguments[1] {
        Value::Unbound | Value::None => open(vm, arguments[0])?.position,
        value => match usize::try_from(vm.int_argument(value)?) {
            Ok(size) => size,
            Err(_) => {
                let size = vm.int_argument(value)?;
                return Err(vm.value_error(format!("Negative size value {size}")));
            }
        },
    };
    let string = open(vm, arguments[0])?;
    let end = string.after(0, size);
    string.text.truncate(end);
    string.length = string.text.chars().count();
    string.byte = string.byte.min(end);
    Ok(vm.index(size))
}

fn newlines(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let seen = open(vm, arguments[0])?.seen;
    Ok(seen.value(vm))
}
