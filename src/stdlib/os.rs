//! `posix`, on which `os` stands: process ids, the environment, entropy. There are no files yet.

use crate::object::*;
use crate::vm::native::*;
use crate::vm::Vm;

pub const NATIVES: &[NativeDef] = &[
    function("getpid", "()", |vm, _| Ok(Value::Int(vm.boot.pid.0.into()))),
    function("getppid", "()", |vm, _| Ok(Value::Int(vm.boot.ppid.0.into()))),
    function("cpu_count", "()", |vm, _| Ok(Value::Int(vm.boot.cpus.max(1).into()))),
    function("process_cpu_count", "()", |vm, _| Ok(Value::Int(vm.boot.cpus.max(1).into()))),
    function("sched_getaffinity", "(pid, /)", sched_getaffinity),
    function("getcwd", "()", |vm, _| Ok(vm.str("/home/student"))),
    function("urandom", "(size, /)", urandom),
    function("_exit", "(status)", exit),
    function("getlogin", "()", |vm, _| Ok(vm.str("student"))),
    function("getuid", "()", |_, _| Ok(Value::Int(1000))),
    function("geteuid", "()", |_, _| Ok(Value::Int(1000))),
    function("getgid", "()", |_, _| Ok(Value::Int(1000))),
    function("getegid", "()", |_, _| Ok(Value::Int(1000))),
    function("fspath", "(path)", fspath),
    function("nice", "(increment, /)", |_, _| Ok(Value::Int(0))),
    function("_flush_standard_streams", "()", |vm, _| {
        super::streams::flush_all(vm);
        Ok(Value::None)
    }),
];

/// Adds the environment, in which `HOME` and the like have fixed values.
pub fn fill(vm: &mut Vm, posix: Ref<Dict>) {
    let environment = vm.new_dict();
    for (name, value) in [
        ("HOME", "/home/student"),
        ("LANG", "C.UTF-8"),
        ("PATH", "/usr/bin:/bin"),
        ("PWD", "/home/student"),
        ("USER", "student"),
    ] {
        let value = vm.str(value);
        vm.define(environment, name, value);
    }
    vm.define(posix, "environ", environment);
    for (name, number) in [("EX_OK", 0), ("WNOHANG", 1), ("O_RDONLY", 0), ("O_WRONLY", 1), ("O_RDWR", 2)] {
        vm.define(posix, name, Value::Int(number));
    }
}

fn sched_getaffinity(vm: &mut Vm, _: &[Value]) -> NativeResult {
    let mut table = SetTable::default();
    for cpu in 0..i64::from(vm.boot.cpus.max(1)) {
        table.insert_new(cpu, Value::Int(cpu));
    }
    Ok(Value::Set(vm.heap.allocate(Set(table))))
}

fn urandom(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let size = vm.int_argument(arguments[0])?;
    let Ok(size) = usize::try_from(size) else {
        return Err(vm.value_error("negative argument not allowed"));
    };
    let mut bytes = vec![0; size];
    vm.host.entropy(&mut bytes);
    Ok(vm.bytes(bytes))
}

/// Ends the process at once: no handlers, no `finally`.
fn exit(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let status = vm.int_argument(arguments[0])?;
    Err(vm.exit_now((status & 0xff) as i32))
}

fn fspath(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match vm.unwrap(arguments[0]) {
        Value::Str(_) | Value::Bytes(_) => Ok(arguments[0]),
        Value::Instance(_) => {
            let name = vm.intern("__fspath__");
            let class = vm.class_of(arguments[0]);
            match vm.lookup(class, name) {
                Some(function) => Err(Escape::call(function, &arguments[..1])),
                None => Err(not_a_path(vm, arguments[0])),
            }
        }
        other => Err(not_a_path(vm, other)),
    }
}

fn not_a_path(vm: &mut Vm, value: Value) -> Escape {
    let name = vm.type_name(value);
    vm.type_error(format!("expected str, bytes or os.PathLike object, not {name}"))
}
