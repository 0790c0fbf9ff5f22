//! Directories: what is in them, and changing it.

use crate::object::*;
use crate::stdlib::posix::arguments::{Call, descriptor, mode};
use crate::stdlib::posix::calls::{self, ask, ask_then};
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::wait::Woken;
use crate::wire::{FileAnswer, FileKind, FileName, FileRequest};

pub const NATIVES: &[NativeDef] = &[
    function("listdir", "(path=None)", listdir),
    function("scandir", "(path=None)", scandir),
    function("mkdir", "(path, mode=0o777, *, dir_fd=None)", mkdir),
    function("rmdir", "(path, *, dir_fd=None)", |vm, arguments| {
        let path = Call { name: "rmdir", arguments }.path(vm, 0)?;
        ask(vm, FileRequest::RemoveDirectory { path }, &arguments[..1])
    }),
    function("unlink", "(path, *, dir_fd=None)", |vm, arguments| unlink(vm, Call { name: "unlink", arguments })),
    function("remove", "(path, *, dir_fd=None)", |vm, arguments| unlink(vm, Call { name: "remove", arguments })),
    function("rename", "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", |vm, arguments| {
        rename(vm, Call { name: "rename", arguments })
    }),
    function("replace", "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)", |vm, arguments| {
        rename(vm, Call { name: "replace", arguments })
    }),
    function("readlink", "(path, *, dir_fd=None)", readlink),
    function("getcwd", "()", |vm, _| ask(vm, FileRequest::CurrentDirectory, &[])),
    function("getcwdb", "()", getcwdb),
    function("chdir", "(path)", |vm, arguments| {
        let to = Call { name: "chdir", arguments }.file(vm, 0)?;
        ask(vm, FileRequest::ChangeDirectory { to }, &arguments[..1])
    }),
    function("fchdir", "(fd)", |vm, arguments| {
        let to = FileName::Open(descriptor(vm, arguments[0])?);
        ask(vm, FileRequest::ChangeDirectory { to }, &[])
    }),
];

fn mkdir(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let path = Call { name: "mkdir", arguments }.path(vm, 0)?;
    let mode = mode(vm, arguments[1], 0o777)?;
    ask(vm, FileRequest::MakeDirectory { path, mode }, &arguments[..1])
}

fn unlink(vm: &mut Vm, call: Call) -> NativeResult {
    let path = call.path(vm, 0)?;
    ask(vm, FileRequest::Unlink { path }, &call.arguments[..1])
}

fn rename(vm: &mut Vm, call: Call) -> NativeResult {
    let (from, to) = (call.path(vm, 0)?, call.path(vm, 1)?);
    ask(vm, FileRequest::Rename { from, to }, &call.arguments[..2])
}

/// No file is a symbolic link.
fn readlink(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let path = Call { name: "readlink", arguments }.path(vm, 0)?;
    ask_then(vm, FileRequest::Status { file: FileName::Path(path) }, &arguments[..1], |vm, state, woken| {
        calls::answer(vm, state, woken)?;
        Err(vm.os_error_about(22, "Invalid argument", &state[1..]))
    })
}

fn getcwdb(vm: &mut Vm, _: &[Value]) -> NativeResult {
    ask_then(vm, FileRequest::CurrentDirectory, &[], |vm, state, woken| match calls::answer(vm, state, woken)? {
        FileAnswer::Path(path) => Ok(vm.bytes(path.into_bytes())),
        _ => Ok(Value::None),
    })
}

fn listdir(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let file = Call { name: "listdir", arguments }.directory(vm, 0)?;
    let path = arguments[0].bound().unwrap_or(Value::None);
    ask_then(vm, FileRequest::List { file }, &[path], |vm, state, woken| {
        let FileAnswer::Entries(entries) = calls::answer(vm, state, woken)? else { return Ok(Value::None) };
        let names = entries.into_iter().map(|entry| name_like(vm, &entry.name, state[1])).collect();
        Ok(vm.list(names))
    })
}

/// A name: bytes if the path that led to it is bytes.
fn name_like(vm: &mut Vm, name: &str, path: Value) -> Value {
    match vm.unwrap(path) {
        Value::Bytes(_) => vm.bytes(name.as_bytes()),
        _ => vm.str(name),
    }
}

/// An `os.DirEntry`.
struct DirEntry {
    inode: u64,
    kind: FileKind,
    name: Value,
    path: Value,
}

const ENTRY: &[NativeDef] = &[
    getter("name", |vm, arguments| Ok(entry(vm, arguments[0])?.name), None),
    getter("path", |vm, arguments| Ok(entry(vm, arguments[0])?.path), None),
    method("inode", "(self, /)", |vm, arguments| Ok(Value::Int(entry(vm, arguments[0])?.inode as i64))),
    method("is_dir", "(self, /, *, follow_symlinks=True)", |vm, arguments| {
        Ok(Value::Bool(entry(vm, arguments[0])?.kind == FileKind::Directory))
    }),
    method("is_file", "(self, /, *, follow_symlinks=True)", |vm, arguments| {
        Ok(Value::Bool(entry(vm, arguments[0])?.kind == FileKind::Regular))
    }),
    method("is_symlink", "(self, /)", |_, _| Ok(Value::Bool(false))),
    method("is_junction", "(self, /)", |_, _| Ok(Value::Bool(false))),
    method("stat", "(self, /, *, follow_symlinks=True)", |vm, arguments| {
        let path = entry(vm, arguments[0])?.path;
        let file = Call { name: "stat", arguments: &[path] }.file(vm, 0)?;
        ask(vm, FileRequest::Status { file }, &[path])
    }),
    method("__fspath__", "(self, /)", |vm, arguments| Ok(entry(vm, arguments[0])?.path)),
    method("__repr__", "(self, /)", |vm, arguments| {
        let name = entry(vm, arguments[0])?.name;
        let text = vm.as_str(name).map_or_else(|| "b'...'".to_owned(), |name| format!("'{name}'"));
        Ok(vm.str(format!("<DirEntry {text}>")))
    }),
];

const SCAN: &[NativeDef] = &[
    method("__iter__", "(self, /)", |_, arguments| Ok(arguments[0])),
    method("__next__", "(self, /)", |vm, arguments| match scan(vm, arguments[0])?.pop() {
        Some(entry) => Ok(entry),
        None => Err(vm.raise_with(crate::vm::Exc::StopIteration, &[])),
    }),
    method("close", "(self, /)", close),
    method("__enter__", "(self, /)", |_, arguments| Ok(arguments[0])),
    method("__exit__", "(self, /, *args)", close),
];

/// Adds the class of directory entries.
pub fn fill(vm: &mut Vm, posix: Ref<Dict>) {
    let class = vm.native_class_at("posix.DirEntry", ENTRY);
    vm.define(posix, "DirEntry", class);
}

/// The path of an `os.DirEntry`.
pub fn path_of_entry(vm: &Vm, value: Value) -> Option<Value> {
    match value {
        Value::Opaque(object) => vm.heap[object].get::<DirEntry>().map(|entry| entry.path),
        _ => None,
    }
}

fn entry(vm: &mut Vm, value: Value) -> Result<&DirEntry, Escape> {
    match value {
        Value::Opaque(object) if vm.heap[object].get::<DirEntry>().is_some() => {
            Ok(vm.heap[object].get().expect("checked above"))
        }
        _ => Err(vm.type_error("a DirEntry is required")),
    }
}

/// The entries that are left, last first.
fn scan(vm: &mut Vm, value: Value) -> Result<&mut Vec<Value>, Escape> {
    match value {
        Value::Opaque(object) => Ok(&mut vm.heap[object].values),
        _ => Err(vm.type_error("a ScandirIterator is required")),
    }
}

fn close(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    scan(vm, arguments[0])?.clear();
    Ok(Value::None)
}

fn scandir(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let file = Call { name: "scandir", arguments }.directory(vm, 0)?;
    let path = match arguments[0] {
        Value::Unbound | Value::None => vm.str("."),
        path => path_of_entry(vm, path).unwrap_or(path),
    };
    ask_then(vm, FileRequest::List { file }, &[path], scanned)
}

fn scanned(vm: &mut Vm, state: &[Value], woken: Woken) -> NativeResult {
    let FileAnswer::Entries(entries) = calls::answer(vm, state, woken)? else { return Ok(Value::None) };
    let folder = match vm.unwrap(state[1]) {
        Value::Str(text) => vm.heap[text].as_str().to_owned(),
        Value::Bytes(bytes) => String::from_utf8_lossy(&vm.heap[bytes].0).into_owned(),
        _ => String::new(),
    };
    let separator = if folder.is_empty() || folder.ends_with('/') { "" } else { "/" };
    let class = vm.native_class_at("posix.DirEntry", ENTRY);
    let trace = |data: &dyn std::any::Any, visitor: &mut Visitor| {
        if let Some(entry) = data.downcast_ref::<DirEntry>() {
            visitor.values(&[entry.name, entry.path]);
        }
    };
    let mut values = Vec::new();
    for found in entries.into_iter().rev() {
        let name = name_like(vm, &found.name, state[1]);
        let path = name_like(vm, &format!("{folder}{separator}{}", found.name), state[1]);
        let entry = DirEntry { inode: found.inode, kind: found.kind, name, path };
        values.push(vm.traced_opaque(class, entry, trace));
    }
    let class = vm.native_class_at("posix.ScandirIterator", SCAN);
    let iterator = vm.opaque(class, ());
    if let Value::Opaque(object) = iterator {
        vm.heap[object].values = values;
    }
    Ok(iterator)
}
