//! `sys`.

use super::streams;
use crate::object::*;
use crate::vm::frames;
use crate::vm::native::*;
use crate::vm::{Exc, Vm};

/// The version of Python whose language and library this is.
pub const VERSION: (i64, i64, i64) = (3, 14, 2);

/// For the prelude.
pub const INTRINSICS: &[NativeDef] = &[function("_begin_finalization", "()", |vm, _| {
    vm.stdlib.finalizing = true;
    Ok(Value::None)
})];

pub const NATIVES: &[NativeDef] = &[
    function("exit", "(status=None, /)", exit),
    function("exc_info", "()", exc_info),
    function("exception", "()", exception),
    function("getrecursionlimit", "()", |vm, _| Ok(Value::Int(vm.stdlib.recursion_limit as i64))),
    function("setrecursionlimit", "(limit, /)", set_recursion_limit),
    function("getswitchinterval", "()", |vm, _| Ok(Value::Float(vm.stdlib.switch_interval))),
    function("setswitchinterval", "(interval, /)", set_switch_interval),
    function("get_int_max_str_digits", "()", |vm, _| Ok(Value::Int(vm.digits_limit as i64))),
    function("set_int_max_str_digits", "(maxdigits)", set_int_max_str_digits),
    function("intern", "(string, /)", intern),
    function("is_interned", "(string, /)", |vm, arguments| {
        Ok(Value::Bool(matches!(arguments[0], Value::Str(text) if vm.heap[text].interned)))
    }),
    function("getsizeof", "(object, default=-1)", getsizeof),
    function("getrefcount", "(object, /)", |_, _| Ok(Value::Int(2))),
    function("getdefaultencoding", "()", |vm, _| Ok(vm.str("utf-8"))),
    function("getfilesystemencoding", "()", |vm, _| Ok(vm.str("utf-8"))),
    function("getfilesystemencodeerrors", "()", |vm, _| Ok(vm.str("surrogateescape"))),
    function("_clear_type_descriptors", "(type, /)", clear_type_descriptors),
    function("is_finalizing", "()", |vm, _| Ok(Value::Bool(vm.stdlib.finalizing))),
    function("_is_gil_enabled", "()", |_, _| Ok(Value::Bool(true))),
    function("audit", "(event, /, *args)", |_, _| Ok(Value::None)),
    function("_getframe", "(depth=0, /)", frames::getframe),
    function("_getframemodulename", "(depth=0)", |vm, a| frames::module_name(vm, a)),
    function("_current_frames", "()", frames::current_frames),
    function("unraisablehook", "(unraisable, /)", |_, _| Err(Escape::Defer)),
    function("__unraisablehook__", "(unraisable, /)", unraisablehook),
    function("get_asyncgen_hooks", "()", |_, _| Err(Escape::Defer)),
    function("set_asyncgen_hooks", "(firstiter=None, finalizer=None)", |_, _| Err(Escape::Defer)),
    function("displayhook", "(object, /)", |_, _| Err(Escape::Defer)),
    function("breakpointhook", "(*args, **kws)", |_, _| Err(Escape::Defer)),
    function("__breakpointhook__", "(*args, **kws)", |_, _| Err(Escape::Defer)),
    function("__displayhook__", "(object, /)", |_, _| Err(Escape::Defer)),
    function("__excepthook__", "(exctype, value, traceback, /)", excepthook),
    function("excepthook", "(exctype, value, traceback, /)", excepthook),
    function("_get_cpu_count_config", "()", |_, _| Ok(Value::Int(-1))),
    function("_clear_type_cache", "()", |_, _| Ok(Value::None)),
];

/// Takes away a class's own `__dict__` and `__weakref__`: another class with slots takes its place.
fn clear_type_descriptors(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Class(class) = arguments[0] else {
        return Err(vm.type_error("_clear_type_descriptors() argument must be type"));
    };
    for name in ["__dict__", "__weakref__"] {
        let (dict, name) = (vm.heap[class].dict, vm.intern(name));
        vm.heap.remove_name(dict, name);
    }
    Ok(Value::None)
}

/// Adds the constants.
pub fn fill(vm: &mut Vm, sys: Ref<Dict>) {
    let [stdin, stdout, stderr] = streams::standard_streams(vm);
    for (name, value) in [("stdin", stdin), ("stdout", stdout), ("stderr", stderr)] {
        vm.define(sys, name, value);
        vm.define(sys, &format!("__{name}__"), value);
    }
    let modules = vm.modules;
    vm.define(sys, "modules", modules);
    let here = vm.str("");
    let path = vm.list(vec![here]);
    vm.define(sys, "path", path);
    for name in ["argv", "orig_argv", "meta_path", "path_hooks", "warnoptions"] {
        let empty = vm.list(Vec::new());
        vm.define(sys, name, empty);
    }
    for name in ["path_importer_cache", "_xoptions"] {
        let empty = vm.new_dict();
        vm.define(sys, name, empty);
    }
    for (hook, original) in [("excepthook", "__excepthook__"), ("unraisablehook", "__unraisablehook__")] {
        let hook = vm.intern(hook);
        if let Some(hook) = vm.heap.get_name(sys, hook) {
            vm.define(sys, original, hook);
        }
    }
    fill_texts(vm, sys);
    fill_versions(vm, sys);
    fill_numbers(vm, sys);
    super::monitoring::fill(vm, sys);
}

fn fill_texts(vm: &mut Vm, sys: Ref<Dict>) {
    let (major, minor, micro) = VERSION;
    let name = env!("CARGO_PKG_VERSION");
    let version = format!("{major}.{minor}.{micro} (main) [spawnpoint {name}]");
    for (name, text) in [
        ("platform", "linux"),
        ("byteorder", "little"),
        ("version", version.as_str()),
        ("copyright", "Copyright (c) the authors of Spawnpoint."),
        ("executable", "/usr/bin/python3"),
        ("_base_executable", "/usr/bin/python3"),
        ("prefix", "/usr"),
        ("base_prefix", "/usr"),
        ("exec_prefix", "/usr"),
        ("base_exec_prefix", "/usr"),
        ("platlibdir", "lib"),
        ("float_repr_style", "short"),
        ("abiflags", ""),
    ] {
        let text = vm.str(text);
        vm.define(sys, name, text);
    }
    vm.define(sys, "dont_write_bytecode", true);
    vm.define(sys, "pycache_prefix", Value::None);
}

fn version_fields(vm: &mut Vm) -> Value {
    let (major, minor, micro) = VERSION;
    let level = vm.str("final");
    let fields = [
        ("major", Value::Int(major)),
        ("minor", Value::Int(minor)),
        ("micro", Value::Int(micro)),
        ("releaselevel", level),
        ("serial", Value::Int(0)),
    ];
    vm.struct_sequence("sys.version_info", &fields, 5)
}

fn fill_versions(vm: &mut Vm, sys: Ref<Dict>) {
    let (major, minor, micro) = VERSION;
    let hex = (major << 24) | (minor << 16) | (micro << 8) | 0xf0;
    let version = version_fields(vm);
    vm.define(sys, "version_info", version);
    vm.define(sys, "hexversion", Value::Int(hex));
    vm.define(sys, "api_version", Value::Int(1013));
    let name = vm.str("spawnpoint");
    let tag = vm.str("spawnpoint-314");
    let fields = [
        ("name", name),
        ("cache_tag", tag),
        ("version", version),
        ("hexversion", Value::Int(hex)),
        ("supports_isolated_interpreters", Value::Bool(false)),
    ];
    let implementation = vm.struct_sequence("types.SimpleNamespace", &fields, 5);
    vm.define(sys, "implementation", implementation);
    let flags = [
        ("debug", 0), ("inspect", 0), ("interactive", 0), ("optimize", 0), ("dont_write_bytecode", 1), ("no_user_site", 0),
        ("no_site", 0), ("ignore_environment", 0), ("verbose", 0), ("bytes_warning", 0), ("quiet", 0),
        ("hash_randomization", 1), ("isolated", 0), ("dev_mode", 0), ("utf8_mode", 1), ("warn_default_encoding", 0),
        ("safe_path", 0), ("int_max_str_digits", 4300), ("context_aware_warnings", 0), ("thread_inherit_context", 0),
    ]
    .map(|(name, value)| match name {
        "dev_mode" | "safe_path" => (name, Value::Bool(value != 0)),
        _ => (name, Value::Int(value)),
    });
    let flags = vm.struct_sequence("sys.flags", &flags, 18);
    vm.define(sys, "flags", flags);
}

fn set_int_max_str_digits(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match usize::try_from(vm.int_argument(arguments[0])?) {
        Ok(digits @ (0 | 640..)) => {
            vm.digits_limit = digits;
            Ok(Value::None)
        }
        _ => Err(vm.value_error("maxdigits must be >= 640 or 0 for unlimited")),
    }
}

fn fill_numbers(vm: &mut Vm, sys: Ref<Dict>) {
    vm.define(sys, "maxsize", Value::Int(i64::MAX));
    vm.define(sys, "maxunicode", Value::Int(0x10_ffff));
    let floats = [
        ("max", Value::Float(f64::MAX)),
        ("max_exp", Value::Int(1024)),
        ("max_10_exp", Value::Int(308)),
        ("min", Value::Float(f64::MIN_POSITIVE)),
        ("min_exp", Value::Int(-1021)),
        ("min_10_exp", Value::Int(-307)),
        ("dig", Value::Int(15)),
        ("mant_dig", Value::Int(53)),
        ("epsilon", Value::Float(f64::EPSILON)),
        ("radix", Value::Int(2)),
        ("rounds", Value::Int(1)),
    ];
    let floats = vm.struct_sequence("sys.float_info", &floats, 11);
    vm.define(sys, "float_info", floats);
    let ints = [("bits_per_digit", 30), ("sizeof_digit", 4), ("default_max_str_digits", 4300), ("str_digits_check_threshold", 640)]
        .map(|(name, value)| (name, Value::Int(value)));
    let ints = vm.struct_sequence("sys.int_info", &ints, 4);
    vm.define(sys, "int_info", ints);
    let algorithm = vm.str("spawnpoint");
    let hashes = [
        ("width", Value::Int(64)),
        ("modulus", Value::Int((1 << 61) - 1)),
        ("inf", Value::Int(314_159)),
        ("nan", Value::Int(0)),
        ("imag", Value::Int(1_000_003)),
        ("algorithm", algorithm),
        ("hash_bits", Value::Int(64)),
        ("seed_bits", Value::Int(64)),
        ("cutoff", Value::Int(0)),
    ];
    let hashes = vm.struct_sequence("sys.hash_info", &hashes, 9);
    vm.define(sys, "hash_info", hashes);
    let (pthread, semaphore) = (vm.str("pthread"), vm.str("semaphore"));
    let thread = [("name", pthread), ("lock", semaphore), ("version", Value::None)];
    let thread = vm.struct_sequence("sys.thread_info", &thread, 3);
    vm.define(sys, "thread_info", thread);
    let names: Vec<Value> = super::MODULES.iter().map(|module| module.name).chain(["builtins", "_io", "posix"]).map(|name| vm.str(name)).collect();
    let names = vm.tuple(names);
    vm.define(sys, "builtin_module_names", names);
    let names: Vec<Value> = crate::text::traceback::STDLIB_MODULE_NAMES.iter().map(|name| vm.str(*name)).collect();
    let names = vm.tuple(names);
    vm.define(sys, "stdlib_module_names", names);
}

fn exit(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match arguments[0].bound() {
        None => Err(vm.raise_with(Exc::SystemExit, &[])),
        Some(Value::Tuple(status)) => {
            let status = vm.heap[status].0.to_vec();
            Err(vm.raise_with(Exc::SystemExit, &status))
        }
        Some(status) => Err(vm.raise_with(Exc::SystemExit, &[status])),
    }
}

fn exception(vm: &mut Vm, _: &[Value]) -> NativeResult {
    Ok(vm.handled_exception())
}

fn exc_info(vm: &mut Vm, _: &[Value]) -> NativeResult {
    let handled = vm.handled_exception();
    let (class, traceback) = match vm.exception_data(handled) {
        Some(data) => (vm.class_of(handled).into(), vm.heap[data].traceback),
        None => (Value::None, Value::None),
    };
    Ok(vm.tuple([class, handled, traceback]))
}

/// Prints an exception as one that nobody handled.
fn excepthook(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let exception = arguments[1];
    if let Some(data) = vm.exception_data(exception)
        && matches!(arguments[2], Value::Traceback(_))
    {
        vm.heap[data].traceback = arguments[2];
    }
    let function = vm.prelude_function("print_exception_to_stderr");
    Err(Escape::call(function, &[exception]))
}

fn unraisablehook(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let function = vm.prelude_function("unraisablehook");
    Err(Escape::call(function, arguments))
}

fn set_recursion_limit(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let limit = vm.int_argument(arguments[0])?;
    if limit < 1 {
        return Err(vm.value_error("recursion limit must be greater or equal than 1"));
    }
    vm.stdlib.recursion_limit = limit as usize;
    Ok(Value::None)
}

fn set_switch_interval(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let seconds = vm.float_argument(arguments[0])?;
    if seconds.is_nan() || seconds <= 0.0 {
        return Err(vm.value_error("switch interval must be strictly positive"));
    }
    // Counted in whole microseconds, as CPython does.
    vm.stdlib.switch_interval = (seconds * 1e6).trunc().max(1.0) * 1e-6;
    Ok(Value::None)
}

fn intern(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match arguments[0] {
        Value::Str(text) => Ok(Value::Str(vm.intern_str(text))),
        other => {
            let name = vm.type_name(other);
            Err(vm.type_error(format!("intern() argument must be str, not {name}")))
        }
    }
}

/// What CPython would need for the object, on a 64-bit machine.
fn getsizeof(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let heap = &vm.heap;
    let bytes = match vm.unwrap(arguments[0]) {
        Value::None | Value::Ellipsis | Value::NotImplemented => 16,
        Value::Bool(_) => 28,
        Value::Int(0) => 28,
        Value::Int(int) => 24 + 4 * ((64 - int.unsigned_abs().leading_zeros() as usize).div_ceil(30)),
        Value::Float(_) => 24,
        Value::Str(text) if heap[text].is_ascii() => 41 + heap[text].chars(),
        Value::Str(text) => 58 + 2 * heap[text].chars(),
        Value::Bytes(bytes) => 33 + heap[bytes].0.len(),
        Value::ByteArray(bytes) => 57 + heap[bytes].0.len(),
        Value::List(list) => 56 + 8 * heap[list].0.len(),
        Value::Tuple(tuple) => 48 + 8 * heap[tuple].0.len(),
        Value::Dict(dict) if heap[dict].is_empty() => 64,
        Value::Dict(dict) => 184.max(96 * heap[dict].len().next_power_of_two() / 2),
        Value::Set(set) => 216.max(24 * heap[set].0.slot_count()),
        Value::FrozenSet(set) => 216.max(24 * heap[set].0.slot_count()),
        _ => 56,
    };
    Ok(vm.index(bytes))
}
