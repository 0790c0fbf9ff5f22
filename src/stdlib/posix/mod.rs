//! `posix`, on which `os` stands: process ids, the environment, entropy, and files.

mod arguments;
mod calls;
mod directory;
mod files;
mod status;

use crate::object::*;
use crate::vm::native::*;
use crate::vm::Vm;

pub use directory::NATIVES as DIRECTORIES;
pub use files::NATIVES as FILES;
pub use status::NATIVES as STATUS;

pub const NATIVES: &[NativeDef] = &[
    function("getpid", "()", |vm, _| Ok(Value::Int(vm.boot.pid.0.into()))),
    function("getppid", "()", |vm, _| Ok(Value::Int(vm.boot.ppid.0.into()))),
    function("times", "()", |vm, _| Ok(times(vm))),
    function("cpu_count", "()", |vm, _| Ok(Value::Int(vm.boot.cpus.max(1).into()))),
    function("process_cpu_count", "()", |vm, _| Ok(Value::Int(vm.boot.cpus.max(1).into()))),
    function("sched_getaffinity", "(pid, /)", sched_getaffinity),
    function("urandom", "(size, /)", urandom),
    function("_exit", "(status)", exit),
    function("abort", "()", |vm, _| Err(vm.exit_now(-SIGABRT))),
    function("getlogin", "()", |vm, _| Ok(vm.str("student"))),
    function("getuid", "()", |_, _| Ok(Value::Int(1000))),
    function("geteuid", "()", |_, _| Ok(Value::Int(1000))),
    function("getgid", "()", |_, _| Ok(Value::Int(1000))),
    function("getegid", "()", |_, _| Ok(Value::Int(1000))),
    function("fspath", "(path)", fspath),
    function("strerror", "(code, /)", |vm, arguments| {
        let code = vm.int_argument(arguments[0])?;
        let text = crate::wire::Errno(i32::try_from(code).unwrap_or(-1)).text();
        Ok(vm.str(text))
    }),
    function("nice", "(increment, /)", |_, _| Ok(Value::Int(0))),
    function("_flush_standard_streams", "()", |vm, _| {
        super::streams::flush_all(vm);
        Ok(Value::None)
    }),
];

const SIGABRT: i32 = 6;

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
        let (name, value) = (vm.bytes(name.as_bytes()), vm.bytes(value.as_bytes()));
        let hash = vm.hash_key(name).expect("bytes have a hash");
        vm.dict_add(environment, hash, name, value);
    }
    vm.define(posix, "environ", environment);
    for (name, number) in CONSTANTS {
        vm.define(posix, name, Value::Int(*number));
    }
    let status = status::class(vm);
    vm.define(posix, "stat_result", status);
    directory::fill(vm, posix);
    let names = ["HAVE_FCHDIR", "HAVE_FDOPENDIR", "HAVE_FTRUNCATE", "HAVE_FUTIMENS", "HAVE_FCHMOD"].map(|name| vm.str(name));
    let names = vm.list(names.to_vec());
    vm.define(posix, "_have_functions", names);
}

const CONSTANTS: &[(&str, i64)] = &[
    ("EX_OK", 0),
    ("WNOHANG", 1),
    ("F_OK", 0),
    ("R_OK", 4),
    ("W_OK", 2),
    ("X_OK", 1),
    ("O_RDONLY", 0),
    ("O_WRONLY", 0o1),
    ("O_RDWR", 0o2),
    ("O_CREAT", 0o100),
    ("O_EXCL", 0o200),
    ("O_TRUNC", 0o1000),
    ("O_APPEND", 0o2000),
    ("O_NONBLOCK", 0o4000),
    ("O_SYNC", 0o4_010_000),
    ("O_DIRECTORY", 0o200_000),
    ("O_NOFOLLOW", 0o400_000),
    ("O_CLOEXEC", 0o2_000_000),
    ("SEEK_DATA", 3),
    ("SEEK_HOLE", 4),
];

/// The function of that name.
fn native(name: &str) -> Option<&'static NativeDef> {
    [NATIVES, FILES, STATUS, DIRECTORIES].into_iter().flatten().find(|def| def.name == name)
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
        Value::Instance(_) | Value::Opaque(_) => {
            let name = vm.intern("__fspath__");
            let class = vm.class_of(arguments[0]);
            match vm.lookup(class, name) {
                Some(_) => Err(Escape::call(vm.prelude_function("_path_of"), &arguments[..1])),
                None => Err(not_a_path(vm, arguments[0])),
            }
        }
        _ => Err(not_a_path(vm, arguments[0])),
    }
}

pub fn not_a_path(vm: &mut Vm, value: Value) -> Escape {
    let name = vm.name_of(vm.class_of(value));
    vm.type_error(format!("expected str, bytes or os.PathLike object, not {name}"))
}

/// What this process has spent; nothing is known of the system's part of it, nor of children.
fn times(vm: &mut Vm) -> Value {
    let spent = Value::Float(vm.cpu_ms() / 1e3);
    let elapsed = Value::Float(vm.host.monotonic_ms() / 1e3);
    let unknown = Value::Float(0.0);
    let fields = [
        ("user", spent),
        ("system", unknown),
        ("children_user", unknown),
        ("children_system", unknown),
        ("elapsed", elapsed),
    ];
    vm.struct_sequence("posix.times_result", &fields, 5)
}
