//! `Memory`: shared bytes, leased as a whole to the process that used them last.

use std::collections::BTreeMap;

use super::calls::{self, park};
use super::typed::{self, Code};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::wire::{Bytes as WireBytes, MemoryId, ToKernel};

const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, contents, /)", new),
    static_method("_rebuild", "(size, pid, count, /)", rebuild),
    method("read", "(self, start, length, /)", read),
    method("write", "(self, start, data, /)", write),
    method("load", "(self, start, code, /)", load),
    method("store", "(self, start, code, value, /)", store),
    method("_id", "(self, /)", id),
    getter("size", |vm, arguments| Ok(Value::Int(memory(vm, arguments[0])?.size as i64)), None),
];

/// The shared memory that is here now.
#[derive(Default)]
pub struct Pages(BTreeMap<MemoryId, Page>);

struct Page {
    bytes: Vec<u8>,
    recalled: bool,
}

impl Pages {
    /// The kernel has lent a copy.
    pub fn lend(&mut self, memory: MemoryId, bytes: &WireBytes) {
        self.0.insert(memory, Page { bytes: bytes.0.clone(), recalled: false });
    }

    /// Another process wants it.
    pub fn recall(&mut self, memory: MemoryId) {
        if let Some(page) = self.0.get_mut(&memory) {
            page.recalled = true;
        }
    }

    /// Returns what was recalled.
    pub fn end_slice(&mut self, out: &mut Vec<ToKernel>) {
        let recalled: Vec<MemoryId> = self.0.iter().filter(|(_, page)| page.recalled).map(|(id, _)| *id).collect();
        for memory in recalled {
            self.give_back(memory, out);
        }
    }

    /// Returns everything.
    pub fn return_all(&mut self, out: &mut Vec<ToKernel>) {
        let all: Vec<MemoryId> = self.0.keys().copied().collect();
        for memory in all {
            self.give_back(memory, out);
        }
    }

    fn give_back(&mut self, memory: MemoryId, out: &mut Vec<ToKernel>) {
        if let Some(page) = self.0.remove(&memory) {
            out.push(ToKernel::ReturnMemory { memory, bytes: WireBytes(page.bytes) });
        }
    }
}

struct Memory {
    id: MemoryId,
    size: usize,
}

pub fn class(vm: &mut Vm) -> Ref<Class> {
    vm.native_class_at("_multiprocessing.Memory", METHODS)
}

fn memory(vm: &mut Vm, value: Value) -> Result<&Memory, Escape> {
    match value {
        Value::Opaque(object) if vm.heap[object].get::<Memory>().is_some() => {
            Ok(vm.heap[object].get().expect("checked above"))
        }
        _ => Err(vm.type_error("a Memory is required")),
    }
}

/// Makes shared memory that starts with the given bytes.
fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let bytes = vm.bytes_argument(arguments[1])?;
    let (id, size) = (MemoryId(vm.next_shared()), bytes.len());
    // New memory starts out lent to its maker.
    vm.stdlib.processes.memory.0.insert(id, Page { bytes: bytes.clone(), recalled: false });
    vm.host.send(ToKernel::CreateMemory { memory: id, bytes: WireBytes(bytes) });
    let class = class(vm);
    Ok(vm.opaque(class, Memory { id, size }))
}

fn rebuild(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let size = vm.int_argument(arguments[0])? as usize;
    let id = MemoryId(super::id_argument(vm, arguments[1], arguments[2])?);
    let class = class(vm);
    Ok(vm.opaque(class, Memory { id, size }))
}

fn id(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let id = memory(vm, arguments[0])?.id.0;
    Ok(super::id_value(vm, id))
}

/// The bytes, if they are here.
fn page(vm: &mut Vm, id: MemoryId) -> Option<&mut Vec<u8>> {
    vm.stdlib.processes.memory.0.get_mut(&id).map(|page| &mut page.bytes)
}

/// Parks until the bytes are here, then goes on with `resume`.
fn borrow(vm: &mut Vm, id: MemoryId, arguments: &[Value], resume: calls::Resume) -> Escape {
    let call = vm.stdlib.next_call();
    vm.host.send(ToKernel::BorrowMemory { call, memory: id });
    park(call, "shared memory", None, arguments, resume)
}

fn range(vm: &mut Vm, start: Value, length: usize, size: usize) -> Result<std::ops::Range<usize>, Escape> {
    let start = usize::try_from(vm.int_argument(start)?).unwrap_or(usize::MAX);
    match start.checked_add(length) {
        Some(end) if end <= size => Ok(start..end),
        _ => Err(vm.index_error("invalid index")),
    }
}

fn read(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (id, size) = {
        let memory = memory(vm, arguments[0])?;
        (memory.id, memory.size)
    };
    let length = vm.int_argument(arguments[2])?.max(0) as usize;
    let range = range(vm, arguments[1], length, size)?;
    let Some(bytes) = page(vm, id).map(|bytes| bytes[range].to_vec()) else {
        return Err(borrow(vm, id, arguments, |vm, state, _| read(vm, &state[1..])));
    };
    Ok(vm.bytes(bytes))
}

fn write(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (id, size) = {
        let memory = memory(vm, arguments[0])?;
        (memory.id, memory.size)
    };
    let data = vm.bytes_argument(arguments[2])?;
    let range = range(vm, arguments[1], data.len(), size)?;
    match page(vm, id) {
        Some(bytes) => bytes[range].copy_from_slice(&data),
        None => return Err(borrow(vm, id, arguments, |vm, state, _| write(vm, &state[1..]))),
    }
    Ok(Value::None)
}

/// Reads a number.
fn load(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (id, size) = {
        let memory = memory(vm, arguments[0])?;
        (memory.id, memory.size)
    };
    let code = Code::argument(vm, arguments[2])?;
    let range = range(vm, arguments[1], code.size(), size)?;
    let Some(bytes) = page(vm, id).map(|bytes| bytes[range].to_vec()) else {
        return Err(borrow(vm, id, arguments, |vm, state, _| load(vm, &state[1..])));
    };
    Ok(typed::decode(vm, code, &bytes))
}

/// Writes a number.
fn store(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let code = Code::argument(vm, arguments[2])?;
    let data = typed::encode(vm, code, arguments[3])?;
    let data = vm.bytes(data);
    write(vm, &[arguments[0], arguments[1], data])
}
