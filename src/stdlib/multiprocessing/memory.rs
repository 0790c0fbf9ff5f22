//! `Memory`: shared bytes, leased as a whole to the process that used them last.

use super::calls::{self, park};
use super::typed::{self, Code};
use crate::sorted::SortedMap;
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
    method("_exports", "(self, /)", |vm, arguments| {
        let exports = memory(vm, arguments[0])?.exports.count();
        Ok(Value::Int(exports as i64))
    }),
    getter("size", |vm, arguments| Ok(Value::Int(memory(vm, arguments[0])?.size as i64)), None),
];

/// The shared memory that is here now.
#[derive(Default)]
pub struct Pages {
    here: SortedMap<MemoryId, Page>,
    /// What a native that escapes with `Defer` has not found here: it is called again when it is.
    wanted: Option<MemoryId>,
}

struct Page {
    bytes: Vec<u8>,
    recalled: bool,
}

impl Pages {
    /// The kernel has lent a copy.
    pub fn lend(&mut self, memory: MemoryId, bytes: &WireBytes) {
        self.here.insert(memory, Page { bytes: bytes.0.clone(), recalled: false });
    }

    /// Another process wants it.
    pub fn recall(&mut self, memory: MemoryId) {
        if let Some(page) = self.here.get_mut(&memory) {
            page.recalled = true;
        }
    }

    /// Returns what was recalled.
    pub fn end_slice(&mut self, out: &mut Vec<ToKernel>) {
        let recalled: Vec<MemoryId> = self.here.iter().filter(|(_, page)| page.recalled).map(|(id, _)| *id).collect();
        for memory in recalled {
            self.give_back(memory, out);
        }
    }

    /// Returns everything.
    pub fn return_all(&mut self, out: &mut Vec<ToKernel>) {
        let all: Vec<MemoryId> = self.here.keys().copied().collect();
        for memory in all {
            self.give_back(memory, out);
        }
    }

    fn give_back(&mut self, memory: MemoryId, out: &mut Vec<ToKernel>) {
        if let Some(page) = self.here.remove(&memory) {
            out.push(ToKernel::ReturnMemory { memory, bytes: WireBytes(page.bytes) });
        }
    }
}

struct Memory {
    id: MemoryId,
    size: usize,
    exports: Exports,
}

impl Vm {
    /// For a view of `object`, if that is shared memory: its size, and the view's part in the count.
    pub fn export_memory(&mut self, object: Ref<Opaque>) -> Option<(usize, Export)> {
        let memory = self.heap[object].get_mut::<Memory>()?;
        Some((memory.size, memory.exports.export()))
    }

    pub fn is_shared_memory(&self, object: Ref<Opaque>) -> bool {
        self.heap[object].get::<Memory>().is_some()
    }

    /// The bytes of shared memory, if they are here.
    pub fn shared_bytes(&self, object: Ref<Opaque>) -> Option<&[u8]> {
        let id = self.heap[object].get::<Memory>()?.id;
        self.stdlib.processes.memory.here.get(&id).map(|page| &page.bytes[..])
    }

    pub fn shared_bytes_mut(&mut self, object: Ref<Opaque>) -> Option<&mut [u8]> {
        let id = self.heap[object].get::<Memory>()?.id;
        page(self, id).map(|bytes| &mut bytes[..])
    }

    /// How a native escapes that has found no bytes in `value`, if they are elsewhere: it is called again once they
    /// are here, so it must not have changed anything yet.
    pub fn absent_bytes(&mut self, value: Value) -> Option<Escape> {
        let Value::Opaque(object) = self.viewed_object(value).unwrap_or(value) else { return None };
        let id = self.heap[object].get::<Memory>()?.id;
        if self.stdlib.processes.memory.here.contains_key(&id) {
            return None;
        }
        self.stdlib.processes.memory.wanted = Some(id);
        Some(Escape::Defer)
    }

    /// If shared memory is why `native` has escaped: waits for it, and calls the native again.
    pub fn wait_for_wanted(
        &mut self,
        native: Ref<Native>,
        arguments: &[Value],
        keywords: &[(Ref<Str>, Value)],
    ) -> Option<Escape> {
        let id = self.stdlib.processes.memory.wanted.take()?;
        let mut state = vec![Value::Native(native), Value::Int(arguments.len() as i64)];
        state.extend(arguments);
        state.extend(keywords.iter().flat_map(|(name, value)| [Value::Str(*name), *value]));
        Some(borrow(self, id, &state, |_, state, _| {
            let [callable, Value::Int(count), ref all @ ..] = state[1..] else { unreachable!("it was put there") };
            let (arguments, keywords) = all.split_at(count as usize);
            let keyword = |pair: &[Value]| match *pair {
                [Value::Str(name), value] => (name, value),
                _ => unreachable!("names are text"),
            };
            let keywords = keywords.chunks(2).map(keyword).collect();
            Err(Escape::Call(Box::new(CallRequest { callable, arguments: arguments.to_vec(), keywords })))
        }))
    }
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
    vm.stdlib.processes.memory.here.insert(id, Page { bytes: bytes.clone(), recalled: false });
    vm.host.send(ToKernel::CreateMemory { memory: id, bytes: WireBytes(bytes) });
    let class = class(vm);
    Ok(vm.opaque(class, Memory { id, size, exports: Exports::default() }))
}

fn rebuild(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let size = vm.int_argument(arguments[0])? as usize;
    let id = MemoryId(super::id_argument(vm, arguments[1], arguments[2])?);
    let class = class(vm);
    Ok(vm.opaque(class, Memory { id, size, exports: Exports::default() }))
}

fn id(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let id = memory(vm, arguments[0])?.id.0;
    Ok(super::id_value(vm, id))
}

/// The bytes, if they are here.
fn page(vm: &mut Vm, id: MemoryId) -> Option<&mut Vec<u8>> {
    vm.stdlib.processes.memory.here.get_mut(&id).map(|page| &mut page.bytes)
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
