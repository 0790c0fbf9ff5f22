//! `TextWriter`: text that was written to a `TextIOWrapper` and not handed to its buffer yet.

use super::lines::Newlines;
use super::{data, encoding, make};
use crate::object::*;
use crate::text::codec::{self, Encoding, Endian};
use crate::vm::Vm;
use crate::vm::native::*;

const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, encoding, errors, newline, /)", new),
    method("write", "(self, text, /)", write),
    method("take", "(self, /)", |vm, arguments| {
        let bytes = std::mem::take(&mut writer(vm, arguments[0])?.bytes);
        Ok(vm.bytes(bytes))
    }),
    method("begin", "(self, at_start, /)", begin),
];

struct TextWriter {
    encoding: Encoding,
    /// The encoding after its mark of the byte order.
    unmarked: Encoding,
    errors: String,
    newlines: Newlines,
    bytes: Vec<u8>,
    /// What is written next is the start of the file.
    at_start: bool,
}

pub fn class(vm: &mut Vm) -> Ref<Class> {
    vm.native_class_at("_iocore.TextWriter", METHODS)
}

fn writer(vm: &mut Vm, value: Value) -> Result<&mut TextWriter, Escape> {
    data(vm, value, "TextWriter")
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let encoding = encoding(vm, arguments[1])?;
    let unmarked = match encoding {
        Encoding::Utf8Sig => Encoding::Utf8,
        Encoding::Utf16(None) => Encoding::Utf16(Some(Endian::Little)),
        Encoding::Utf32(None) => Encoding::Utf32(Some(Endian::Little)),
        other => other,
    };
    let errors = vm.str_argument(arguments[2], "errors")?;
    let newlines = Newlines::argument(vm, arguments[3])?;
    let native = class(vm);
    make(vm, native, arguments, TextWriter { encoding, unmarked, errors, newlines, bytes: Vec::new(), at_start: true })
}

/// Takes text; returns how many bytes wait now.
fn write(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Str(text) = vm.unwrap(arguments[1]) else {
        let name = vm.type_name(arguments[1]);
        return Err(vm.type_error(format!("write() argument must be str, not {name}")));
    };
    let text = vm.heap[text].as_str().to_owned();
    let writer = writer(vm, arguments[0])?;
    let encoding = if writer.at_start { writer.encoding } else { writer.unmarked };
    let written = writer.newlines.write(&text);
    match codec::encode(&written, encoding, &writer.errors) {
        Ok(bytes) => {
            writer.bytes.extend_from_slice(&bytes);
            writer.at_start &= text.is_empty();
            let waiting = writer.bytes.len();
            Ok(vm.index(waiting))
        }
        Err(error) => Err(vm.raise_codec(error, arguments[1])),
    }
}

/// Says whether what is written next is the start of the file.
fn begin(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let at_start = vm.flag_argument(arguments[1], true)?;
    writer(vm, arguments[0])?.at_start = at_start;
    Ok(Value::None)
}
