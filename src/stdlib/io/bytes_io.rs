//! `BytesIO`: bytes in memory.

use crate::builtins::bytearray::VIEWED;
use super::{data, make, size_argument, sought, stop};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, /, *args, **kwargs)", |vm, arguments| {
        let native = class(vm);
        make(vm, native, arguments, BytesIO::default())
    }),
    method("__init__", "(self, /, initial_bytes=b'')", init),
    method("write", "(self, data, /)", write),
    method("read", "(self, size=-1, /)", read),
    method("read1", "(self, size=-1, /)", read),
    method("readline", "(self, size=-1, /)", readline),
    method("__next__", "(self, /)", next),
    method("getvalue", "(self, /)", |vm, arguments| {
        let bytes = open(vm, arguments[0])?.bytes.clone();
        Ok(vm.bytes(bytes))
    }),
    method("getbuffer", "(self, /)", get_buffer),
    method("seek", "(self, position, whence=0, /)", seek),
    method("tell", "(self, /)", |vm, arguments| {
        let position = open(vm, arguments[0])?.position;
        Ok(vm.index(position))
    }),
    method("truncate", "(self, size=None, /)", truncate),
    method("close", "(self, /)", |vm, arguments| {
        unviewed(vm, arguments[0])?;
        *any(vm, arguments[0])? = BytesIO { closed: true, ..BytesIO::default() };
        Ok(Value::None)
    }),
    method("readable", "(self, /)", is_open),
    method("writable", "(self, /)", is_open),
    method("seekable", "(self, /)", is_open),
    getter("closed", |vm, arguments| Ok(Value::Bool(any(vm, arguments[0])?.closed)), None),
];

#[derive(Default)]
struct BytesIO {
    bytes: Vec<u8>,
    position: usize,
    closed: bool,
    exports: Exports,
}

pub fn class(vm: &mut Vm) -> Ref<Class> {
    vm.native_class_at("_iocore.BytesIO", METHODS)
}

fn any(vm: &mut Vm, value: Value) -> Result<&mut BytesIO, Escape> {
    data(vm, value, "BytesIO")
}

fn open(vm: &mut Vm, value: Value) -> Result<&mut BytesIO, Escape> {
    if any(vm, value)?.closed {
        return Err(vm.value_error("I/O operation on closed file."));
    }
    any(vm, value)
}

fn is_open(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    open(vm, arguments[0]).map(|_| Value::Bool(true))
}

/// Refuses to go on while there are views.
fn unviewed(vm: &mut Vm, value: Value) -> Result<(), Escape> {
    if any(vm, value)?.exports.count() == 0 {
        return Ok(());
    }
    let object = vm.unwrap(value);
    Err(vm.refuse_to_move(object, VIEWED))
}

impl Vm {
    pub fn is_bytes_io(&self, object: Ref<Opaque>) -> bool {
        self.heap[object].get::<BytesIO>().is_some()
    }

    /// For views of it: it is no bytes-like object itself.
    pub fn bytes_io_bytes(&self, object: Ref<Opaque>) -> Option<&[u8]> {
        Some(&self.heap[object].get::<BytesIO>()?.bytes)
    }

    pub fn bytes_io_bytes_mut(&mut self, object: Ref<Opaque>) -> Option<&mut [u8]> {
        Some(&mut self.heap[object].get_mut::<BytesIO>()?.bytes)
    }
}

impl BytesIO {
    fn rest(&self) -> &[u8] {
        self.bytes.get(self.position..).unwrap_or_default()
    }

    fn take(&mut self, count: usize) -> Box<[u8]> {
        let rest = self.rest();
        let taken: Box<[u8]> = rest[..count.min(rest.len())].into();
        self.position += taken.len();
        taken
    }

    fn line_length(&self) -> usize {
        let rest = self.rest();
        rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| at + 1)
    }

    fn write(&mut self, data: &[u8]) {
        if self.position > self.bytes.len() {
            self.bytes.resize(self.position, 0);
        }
        let overwritten = data.len().min(self.bytes.len() - self.position);
        let (over, beyond) = data.split_at(overwritten);
        self.bytes[self.position..][..overwritten].copy_from_slice(over);
        self.bytes.extend_from_slice(beyond);
        self.position += data.len();
    }
}

fn init(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let bytes = match arguments[1] {
        Value::Unbound | Value::None => Vec::new(),
        value => vm.bytes_argument(value)?,
    };
    unviewed(vm, arguments[0])?;
    vm.heap.charge(bytes.len());
    *any(vm, arguments[0])? = BytesIO { bytes, ..BytesIO::default() };
    Ok(Value::None)
}

fn get_buffer(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let bytes = open(vm, arguments[0])?;
    let (length, export) = (bytes.bytes.len(), bytes.exports.export());
    match vm.unwrap(arguments[0]) {
        Value::Opaque(object) => Ok(vm.view_of_bytes_io(object, length, export)),
        _ => unreachable!("it was open"),
    }
}

fn write(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    open(vm, arguments[0])?;
    unviewed(vm, arguments[0])?;
    let data = vm.bytes_argument(arguments[1])?;
    vm.heap.charge(data.len());
    open(vm, arguments[0])?.write(&data);
    Ok(vm.index(data.len()))
}

fn read(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let size = size_argument(vm, arguments[1])?;
    let bytes = open(vm, arguments[0])?.take(size.unwrap_or(usize::MAX));
    Ok(vm.bytes(bytes))
}

fn readline(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let size = size_argument(vm, arguments[1])?;
    let bytes = open(vm, arguments[0])?;
    let line = bytes.take(bytes.line_length().min(size.unwrap_or(usize::MAX)));
    Ok(vm.bytes(line))
}

fn next(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let bytes = open(vm, arguments[0])?;
    let line = bytes.take(bytes.line_length());
    if line.is_empty() { Err(stop(vm)) } else { Ok(vm.bytes(line)) }
}

fn seek(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (position, length) = {
        let bytes = open(vm, arguments[0])?;
        (bytes.position, bytes.bytes.len())
    };
    let position = sought(vm, arguments, position, length, "negative seek value")?;
    open(vm, arguments[0])?.position = position;
    Ok(vm.index(position))
}

fn truncate(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    open(vm, arguments[0])?;
    unviewed(vm, arguments[0])?;
    let size = match arguments[1] {
        Value::Unbound | Value::None => open(vm, arguments[0])?.position,
        value => {
            let size = vm.int_argument(value)?;
            usize::try_from(size).map_err(|_| vm.value_error(format!("negative size value {size}")))?
        }
    };
    open(vm, arguments[0])?.bytes.truncate(size);
    Ok(vm.index(size))
}
