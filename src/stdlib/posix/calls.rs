//! Asking the kernel about files, and what its answers are in Python.

use crate::object::*;
use crate::stdlib::multiprocessing::calls::{self, Resume, park};
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::wait::Woken;
use crate::wire::{FileAnswer, FileRequest, Reply, ToKernel};

/// Parks until the kernel has answered; `files` are named in an error.
pub fn ask(vm: &mut Vm, request: FileRequest, files: &[Value]) -> NativeResult {
    ask_then(vm, request, files, answered)
}

/// As `ask`, with a result made by `resume`, whose state is the call's number and `files`.
pub fn ask_then(vm: &mut Vm, request: FileRequest, files: &[Value], resume: Resume) -> NativeResult {
    let call = vm.stdlib.next_call();
    let at = now(vm);
    vm.host.send(ToKernel::File { call, at, request });
    Err(park(call, "file", None, files, resume))
}

/// Nanoseconds since 1970.
pub fn now(vm: &mut Vm) -> i64 {
    (vm.host.wall_ms() * 1e6) as i64
}

/// The kernel's answer, or the exception that it is.
pub fn answer(vm: &mut Vm, state: &[Value], woken: Woken) -> Result<FileAnswer, Escape> {
    match calls::reply(woken) {
        Some(Reply::File(answer)) => Ok(answer),
        Some(Reply::Failed { errno, text }) => {
            let files: Vec<Value> = state[1..].iter().copied().filter(|file| !file.is_none()).collect();
            Err(vm.os_error_about(errno, &text, &files))
        }
        Some(other) => Err(calls::unexpected(vm, other)),
        None => Err(vm.runtime_error("a file request cannot time out")),
    }
}

fn answered(vm: &mut Vm, state: &[Value], woken: Woken) -> NativeResult {
    Ok(match answer(vm, state, woken)? {
        FileAnswer::Done => Value::None,
        FileAnswer::Descriptor(fd) => Value::Int(fd.0.into()),
        FileAnswer::Pipe(reader, writer) => vm.tuple([Value::Int(reader.0.into()), Value::Int(writer.0.into())]),
        FileAnswer::Data(data) => vm.bytes(data.0),
        FileAnswer::Count(count) => Value::Int(count as i64),
        FileAnswer::Status(status) => super::status::value(vm, status),
        FileAnswer::Path(path) => vm.str(path),
        FileAnswer::Entries(entries) => {
            let names = entries.into_iter().map(|entry| vm.str(entry.name)).collect();
            vm.list(names)
        }
    })
}
