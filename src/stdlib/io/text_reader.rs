//! `TextReader`: what `TextIOWrapper` has read of its buffer and not handed out yet.

use super::lines::{Newlines, Seen};
use super::{data, encoding, make, size_argument};
use crate::object::*;
use crate::text::codec::{self, Encoding, Endian};
use crate::vm::Vm;
use crate::vm::native::*;

const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, encoding, errors, newline, /)", new),
    method("feed", "(self, data, final, /)", feed),
    method("line", "(self, size=-1, /)", line),
    method("next_line", "(self, /)", |vm, arguments| {
        reader(vm, arguments[0])?.iterating = true;
        line(vm, &[arguments[0], Value::Unbound])
    }),
    method("end_iteration", "(self, /)", |vm, arguments| {
        reader(vm, arguments[0])?.iterating = false;
        Ok(Value::None)
    }),
    getter("iterating", |vm, arguments| Ok(Value::Bool(reader(vm, arguments[0])?.iterating)), None),
    method("read", "(self, size, /)", read),
    method("rest", "(self, /)", rest),
    method("pending", "(self, /)", pending),
    method("clear", "(self, /)", |vm, arguments| {
        reader(vm, arguments[0])?.clear();
        Ok(Value::None)
    }),
    getter("newlines", |vm, arguments| {
        let seen = reader(vm, arguments[0])?.seen;
        Ok(seen.value(vm))
    }, None),
];

/// Invariant: newlines in `text` are as they were read, so that `pending` can say how many bytes it was.
struct TextReader {
    encoding: Encoding,
    errors: String,
    newlines: Newlines,
    text: String,
    /// How much of `text` was handed out.
    taken: usize,
    /// The beginning of a character whose rest has not come yet.
    cut: Vec<u8>,
    /// The byte order that a mark at the start has told.
    order: Option<Encoding>,
    seen: Seen,
    /// Nothing more will come.
    last: bool,
    /// A loop over the lines is under way: nobody asks for the position.
    iterating: bool,
}

pub fn class(vm: &mut Vm) -> Ref<Class> {
    vm.native_class_at("_iocore.TextReader", METHODS)
}

fn reader(vm: &mut Vm, value: Value) -> Result<&mut TextReader, Escape> {
    data(vm, value, "TextReader")
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let encoding = encoding(vm, arguments[1])?;
    let errors = vm.str_argument(arguments[2], "errors")?;
    let newlines = Newlines::argument(vm, arguments[3])?;
    let reader = TextReader {
        encoding,
        errors,
        newlines,
        text: String::new(),
        taken: 0,
        cut: Vec::new(),
        order: None,
        seen: Seen::default(),
        last: false,
        iterating: false,
    };
    let native = class(vm);
    make(vm, native, arguments, reader)
}

impl TextReader {
    fn clear(&mut self) {
        self.text.clear();
        self.cut.clear();
        (self.taken, self.last, self.iterating) = (0, false, false);
        self.order = None;
    }

    fn unread(&self) -> &str {
        &self.text[self.taken..]
    }

    /// Takes the next bytes of the unread text, as the program reads it.
    fn take(&mut self, length: usize) -> Box<str> {
        let text = &self.text[self.taken..self.taken + length];
        let taken = self.newlines.read(text).into_owned().into_boxed_str();
        self.taken += length;
        if self.taken == self.text.len() {
            self.text.clear();
            self.taken = 0;
        }
        taken
    }

    /// The encoding with a byte order, once the first bytes have come.
    fn ordered(&mut self, data: &[u8]) -> Encoding {
        let known = self.order.unwrap_or(match (self.encoding, data) {
            (Encoding::Utf16(None), [0xfe, 0xff, ..]) => Encoding::Utf16(Some(Endian::Big)),
            (Encoding::Utf16(None), _) => Encoding::Utf16(Some(Endian::Little)),
            (Encoding::Utf32(None), [0, 0, 0xfe, 0xff, ..]) => Encoding::Utf32(Some(Endian::Big)),
            (Encoding::Utf32(None), _) => Encoding::Utf32(Some(Endian::Little)),
            (other, _) => other,
        });
        self.order = Some(if known == Encoding::Utf8Sig { Encoding::Utf8 } else { known });
        known
    }

    /// Decodes bytes; a character that they cut in two waits for its rest, unless they are the last.
    fn decode(&mut self, data: &[u8], last: bool) -> crate::text::Result<()> {
        let mut bytes = std::mem::take(&mut self.cut);
        bytes.extend_from_slice(data);
        let first = self.order.is_none();
        let marked = matches!(self.encoding, Encoding::Utf8Sig | Encoding::Utf16(None) | Encoding::Utf32(None));
        if first && marked && bytes.len() < 4 && !last {
            self.cut = bytes;
            return Ok(());
        }
        let encoding = self.ordered(&bytes);
        if !last {
            self.cut = bytes.split_off(bytes.len() - cut_length(&bytes, encoding));
        }
        let mut text = codec::decode(&bytes, encoding, &self.errors)?;
        if first && matches!(self.encoding, Encoding::Utf16(None) | Encoding::Utf32(None)) && text.starts_with('\u{feff}') {
            text.remove(0);
        }
        if self.newlines.notes() {
            self.seen.note(&text);
        }
        self.text.drain(..self.taken);
        self.taken = 0;
        self.text.push_str(&text);
        self.last = last;
        Ok(())
    }
}

/// How many bytes at the end begin a character without completing it.
fn cut_length(bytes: &[u8], encoding: Encoding) -> usize {
    match encoding {
        Encoding::Ascii | Encoding::Latin1 => 0,
        Encoding::Utf8 | Encoding::Utf8Sig => match std::str::from_utf8(&bytes[bytes.len().saturating_sub(3)..]) {
            Err(error) if error.error_len().is_none() => bytes.len().min(3) - error.valid_up_to(),
            Err(_) => cut_utf8(bytes),
            Ok(_) => 0,
        },
        Encoding::Utf16(endian) => {
            let odd = bytes.len() % 2;
            let whole = &bytes[..bytes.len() - odd];
            let high = match (endian, whole) {
                (Some(Endian::Big), [.., high, _]) | (_, [.., _, high]) => (0xd8..0xdc).contains(high),
                _ => false,
            };
            odd + if high { 2 } else { 0 }
        }
        Encoding::Utf32(_) => bytes.len() % 4,
    }
}

/// The last three bytes may begin within a character: then the lead byte tells.
fn cut_utf8(bytes: &[u8]) -> usize {
    let tail = &bytes[bytes.len().saturating_sub(3)..];
    let Some(lead) = tail.iter().rposition(|byte| *byte >= 0xc2) else { return 0 };
    let needs = match tail[lead] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    };
    let has = tail.len() - lead;
    if has < needs { has } else { 0 }
}

fn feed(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = vm.bytes_argument(arguments[1])?;
    let last = vm.flag_argument(arguments[2], false)?;
    vm.heap.charge(data.len());
    match reader(vm, arguments[0])?.decode(&data, last) {
        Ok(()) => Ok(Value::None),
        Err(error) => Err(vm.raise_codec(error, arguments[1])),
    }
}

/// The next line; None if its end is not there yet.
fn line(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let size = size_argument(vm, arguments[1])?;
    let reader = reader(vm, arguments[0])?;
    let unread = reader.unread();
    let end = reader.newlines.line_end(unread, reader.last);
    let limit = size.and_then(|size| unread.char_indices().nth(size).map(|(at, _)| at));
    let end = match (end, limit) {
        (Some(end), Some(limit)) => end.min(limit),
        (Some(end), None) => end,
        (None, Some(limit)) => limit,
        (None, None) if reader.last => unread.len(),
        (None, None) => return Ok(Value::None),
    };
    let line = reader.take(end);
    Ok(vm.str(line))
}

/// At most `size` characters of what is there.
fn read(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let size = size_argument(vm, arguments[1])?;
    let reader = reader(vm, arguments[0])?;
    let mut end = match size {
        None => reader.text.len() - reader.taken,
        Some(size) => end_of(reader.unread(), size, reader.newlines),
    };
    // A carriage return waits for what may follow it.
    let unread = reader.unread();
    if reader.newlines == Newlines::Translated && !reader.last && end == unread.len() && unread.ends_with('\r') {
        end -= 1;
    }
    let text = reader.take(end);
    Ok(vm.str(text))
}

/// Where `size` characters end, of which a translated newline is one.
fn end_of(text: &str, size: usize, newlines: Newlines) -> usize {
    let mut chars = text.char_indices().peekable();
    for _ in 0..size {
        match chars.next() {
            Some((_, '\r')) if newlines == Newlines::Translated => {
                chars.next_if(|(_, char)| *char == '\n');
            }
            Some(_) => {}
            None => break,
        }
    }
    chars.peek().map_or(text.len(), |(at, _)| *at)
}

/// All that is there.
fn rest(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let reader = reader(vm, arguments[0])?;
    let text = reader.take(reader.text.len() - reader.taken);
    Ok(vm.str(text))
}

/// How many bytes were fed and are not handed out as text.
fn pending(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let reader = reader(vm, arguments[0])?;
    let encoding = reader.order.unwrap_or(reader.encoding);
    let encoded = match encoding {
        Encoding::Utf8 | Encoding::Utf8Sig => Ok(reader.unread().len()),
        other => codec::encode(reader.unread(), other, "replace").map(|bytes| bytes.len()),
    };
    let cut = reader.cut.len();
    match encoded {
        Ok(length) => Ok(vm.index(length + cut)),
        Err(error) => Err(vm.raise_text(error)),
    }
}
