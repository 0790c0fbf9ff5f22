//! Opening, reading and writing files by their descriptors.

use crate::object::*;
use crate::stdlib::posix::arguments::{Call, descriptor, mode, size};
use crate::stdlib::posix::calls::ask;
use crate::stdlib::streams;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::wire::{Bytes as WireBytes, Fd, FileName, FileRequest, SeekFrom};

pub const NATIVES: &[NativeDef] = &[
    function("open", "(path, flags, mode=0o777, *, dir_fd=None)", open),
    function("close", "(fd)", |vm, arguments| {
        let fd = descriptor(vm, arguments[0])?;
        ask(vm, FileRequest::Close { fd }, &[])
    }),
    function("dup", "(fd, /)", |vm, arguments| {
        let fd = descriptor(vm, arguments[0])?;
        ask(vm, FileRequest::Duplicate { fd, to: None }, &[])
    }),
    function("dup2", "(fd, fd2, inheritable=True)", |vm, arguments| {
        let (fd, to) = (descriptor(vm, arguments[0])?, descriptor(vm, arguments[1])?);
        streams::flush_all(vm);
        ask(vm, FileRequest::Duplicate { fd, to: Some(to) }, &[])
    }),
    function("pipe", "()", |vm, _| ask(vm, FileRequest::MakePipe, &[])),
    function("pipe2", "(flags, /)", |vm, arguments| {
        vm.int_argument(arguments[0])?;
        ask(vm, FileRequest::MakePipe, &[])
    }),
    function("read", "(fd, length, /)", read),
    function("pread", "(fd, length, offset, /)", pread),
    function("write", "(fd, data, /)", write),
    function("pwrite", "(fd, data, offset, /)", pwrite),
    function("lseek", "(fd, position, whence, /)", lseek),
    function("truncate", "(path, length)", truncate),
    function("ftruncate", "(fd, length, /)", ftruncate),
    function("isatty", "(fd, /)", |vm, arguments| {
        let fd = descriptor(vm, arguments[0])?;
        Ok(Value::Bool(vm.boot.flags.terminal && (0..3).contains(&fd.0)))
    }),
    function("umask", "(mask, /)", |vm, arguments| {
        let mask = mode(vm, arguments[0], 0)?;
        ask(vm, FileRequest::SetMask { mask }, &[])
    }),
];

fn open(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let path = Call { name: "open", arguments }.path(vm, 0)?;
    let flags = vm.int_argument(arguments[1])? as u32;
    let mode = mode(vm, arguments[2], 0o777)?;
    ask(vm, FileRequest::Open { path, flags, mode }, &arguments[..1])
}

fn read(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (fd, size) = (descriptor(vm, arguments[0])?, size(vm, arguments[1])?);
    if fd == Fd(0) {
        return streams::read_bytes(vm, size);
    }
    ask(vm, FileRequest::Read { fd, size, at: None }, &[])
}

fn pread(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (fd, size, at) = (descriptor(vm, arguments[0])?, size(vm, arguments[1])?, size(vm, arguments[2])?);
    ask(vm, FileRequest::Read { fd, size, at: Some(at) }, &[])
}

fn write(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let fd = descriptor(vm, arguments[0])?;
    let data = WireBytes(vm.bytes_argument(arguments[1])?);
    ask(vm, FileRequest::Write { fd, data, at: None }, &[])
}

fn pwrite(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (fd, at) = (descriptor(vm, arguments[0])?, size(vm, arguments[2])?);
    let data = WireBytes(vm.bytes_argument(arguments[1])?);
    ask(vm, FileRequest::Write { fd, data, at: Some(at) }, &[])
}

fn lseek(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (fd, offset) = (descriptor(vm, arguments[0])?, vm.int_argument(arguments[1])?);
    let from = match vm.int_argument(arguments[2])? {
        0 => SeekFrom::Start,
        1 => SeekFrom::Current,
        2 => SeekFrom::End,
        _ => return Err(vm.os_error(22, "Invalid argument")),
    };
    ask(vm, FileRequest::Seek { fd, offset, from }, &[])
}

fn truncate(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let file = Call { name: "truncate", arguments }.file(vm, 0)?;
    let size = size(vm, arguments[1])?;
    ask(vm, FileRequest::Resize { file, size }, &arguments[..1])
}

fn ftruncate(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (fd, size) = (descriptor(vm, arguments[0])?, size(vm, arguments[1])?);
    ask(vm, FileRequest::Resize { file: FileName::Open(fd), size }, &[])
}
