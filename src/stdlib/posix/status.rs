//! What files are: `stat`, permissions and times.

use crate::object::*;
use crate::stdlib::multiprocessing::calls;
use crate::stdlib::posix::arguments::{Call, descriptor, mode};
use crate::stdlib::posix::calls::{ask, ask_then, now};
use crate::vm::Vm;
use crate::vm::native::*;
use crate::wire::{FileKind, FileName, FileRequest, FileStatus, Reply};

pub const NATIVES: &[NativeDef] = &[
    function("stat", "(path, *, dir_fd=None, follow_symlinks=True)", |vm, arguments| {
        status(vm, Call { name: "stat", arguments })
    }),
    function("lstat", "(path, *, dir_fd=None)", |vm, arguments| status(vm, Call { name: "lstat", arguments })),
    function("fstat", "(fd)", |vm, arguments| {
        let file = FileName::Open(descriptor(vm, arguments[0])?);
        ask(vm, FileRequest::Status { file }, &[])
    }),
    function("access", "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", access),
    function("chmod", "(path, mode, *, dir_fd=None, follow_symlinks=True)", chmod),
    function("utime", "(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)", utime),
];

const BLOCK: u64 = 512;

fn status(vm: &mut Vm, call: Call) -> NativeResult {
    let file = call.file(vm, 0)?;
    ask(vm, FileRequest::Status { file }, &call.arguments[..1])
}

/// An `os.stat_result`.
pub fn value(vm: &mut Vm, status: FileStatus) -> Value {
    let kind = match status.kind {
        FileKind::Regular => 0o100_000,
        FileKind::Directory => 0o40_000,
        FileKind::Device => 0o20_000,
        FileKind::Pipe => 0o10_000,
    };
    let int = |number: u64| Value::Int(number as i64);
    let times = [status.accessed, status.modified, status.changed];
    let [accessed, modified, changed] = times.map(|time| Value::Int(time.div_euclid(1_000_000_000)));
    let fields = [
        ("st_mode", int((kind | status.mode).into())),
        ("st_ino", int(status.inode)),
        ("st_dev", int(1)),
        ("st_nlink", int(status.links.into())),
        ("st_uid", int(status.owner.into())),
        ("st_gid", int(status.owner.into())),
        ("st_size", int(status.size)),
        ("st_atime", accessed),
        ("st_mtime", modified),
        ("st_ctime", changed),
        ("st_atime_ns", Value::Int(times[0])),
        ("st_mtime_ns", Value::Int(times[1])),
        ("st_ctime_ns", Value::Int(times[2])),
        ("st_blksize", int(4096)),
        ("st_blocks", int(status.size.div_ceil(BLOCK))),
        ("st_rdev", int(0)),
    ];
    let result = vm.struct_sequence("os.stat_result", &fields, 10);
    // As items the times are whole seconds, as attributes they are not.
    if let Value::Instance(instance) = result {
        for (name, time) in ["st_atime", "st_mtime", "st_ctime"].into_iter().zip(times) {
            let name = vm.intern(name);
            vm.set_instance_attribute(instance, name, Value::Float(time as f64 / 1e9));
        }
    }
    result
}

/// The class `os.stat_result`.
pub fn class(vm: &mut Vm) -> Ref<Class> {
    let none = FileStatus {
        kind: FileKind::Regular,
        mode: 0,
        inode: 0,
        links: 0,
        owner: 0,
        size: 0,
        accessed: 0,
        modified: 0,
        changed: 0,
    };
    let example = value(vm, none);
    vm.class_of(example)
}

fn access(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let path = Call { name: "access", arguments }.path(vm, 0)?;
    let mode = vm.int_argument(arguments[1])? as u32;
    ask_then(vm, FileRequest::Access { path, mode }, &[], |_, _, woken| {
        Ok(Value::Bool(matches!(calls::reply(woken), Some(Reply::File(_)))))
    })
}

fn chmod(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let file = Call { name: "chmod", arguments }.file(vm, 0)?;
    let mode = mode(vm, arguments[1], 0)?;
    ask(vm, FileRequest::SetMode { file, mode }, &arguments[..1])
}

fn utime(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let file = Call { name: "utime", arguments }.file(vm, 0)?;
    let (accessed, modified) = match (arguments[1].bound().unwrap_or(Value::None), arguments[2].bound()) {
        (Value::None, None) => {
            let now = now(vm);
            (now, now)
        }
        (Value::None, Some(times)) => pair(vm, times, |vm, time| vm.int_argument(time))?,
        (times, None) => pair(vm, times, |vm, time| Ok((vm.float_argument(time)? * 1e9).round() as i64))?,
        _ => return Err(vm.value_error("utime: you may specify either 'times' or 'ns' but not both")),
    };
    ask(vm, FileRequest::SetTimes { file, accessed, modified }, &arguments[..1])
}

fn pair(
    vm: &mut Vm,
    times: Value,
    nanoseconds: fn(&mut Vm, Value) -> Result<i64, Escape>,
) -> Result<(i64, i64), Escape> {
    match times {
        Value::Tuple(tuple) if vm.heap[tuple].0.len() == 2 => {
            let (first, second) = (vm.heap[tuple].0[0], vm.heap[tuple].0[1]);
            Ok((nanoseconds(vm, first)?, nanoseconds(vm, second)?))
        }
        _ => Err(vm.type_error("utime: 'times' must be either a tuple of two ints or None")),
    }
}
