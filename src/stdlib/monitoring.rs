//! `sys.monitoring`: its numbers. Its functions are those of the library's `_monitoring`, which stands on `sys.settrace`.

use crate::object::*;
use crate::vm::native::*;
use crate::vm::Vm;

/// The events, each the number of its bit.
const EVENTS: &[(&str, u32)] = &[
    ("PY_START", 0),
    ("PY_RESUME", 1),
    ("PY_RETURN", 2),
    ("PY_YIELD", 3),
    ("CALL", 4),
    ("LINE", 5),
    ("INSTRUCTION", 6),
    ("JUMP", 7),
    ("BRANCH_LEFT", 8),
    ("BRANCH_RIGHT", 9),
    ("STOP_ITERATION", 10),
    ("RAISE", 11),
    ("EXCEPTION_HANDLED", 12),
    ("PY_UNWIND", 13),
    ("PY_THROW", 14),
    ("RERAISE", 15),
    ("C_RETURN", 16),
    ("C_RAISE", 17),
    ("BRANCH", 18),
];

const TOOLS: &[(&str, i64)] = &[("DEBUGGER_ID", 0), ("COVERAGE_ID", 1), ("PROFILER_ID", 2), ("OPTIMIZER_ID", 5)];

macro_rules! monitor {
    ($name:literal, $signature:literal) => {
        function($name, $signature, |vm, arguments| {
            let (monitor, name) = (vm.prelude_function("_monitor"), vm.str($name));
            let arguments: Vec<Value> = std::iter::once(name).chain(arguments.iter().copied()).collect();
            Err(Escape::call(monitor, &arguments))
        })
    };
}

const NATIVES: &[NativeDef] = &[
    monitor!("get_tool", "(tool_id, /)"),
    monitor!("use_tool_id", "(tool_id, name, /)"),
    monitor!("clear_tool_id", "(tool_id, /)"),
    monitor!("free_tool_id", "(tool_id, /)"),
    monitor!("register_callback", "(tool_id, event, func, /)"),
    monitor!("get_events", "(tool_id, /)"),
    monitor!("set_events", "(tool_id, event_set, /)"),
    monitor!("get_local_events", "(tool_id, code, /)"),
    monitor!("set_local_events", "(tool_id, code, event_set, /)"),
    monitor!("restart_events", "()"),
];

/// Adds `sys.monitoring`.
pub fn fill(vm: &mut Vm, sys: Ref<Dict>) {
    let (monitoring, events) = (vm.new_module("sys.monitoring"), vm.new_module("sys.monitoring.events"));
    let dict = vm.heap[events].dict;
    for (name, bit) in EVENTS {
        vm.define(dict, name, Value::Int(1 << bit));
    }
    vm.define(dict, "NO_EVENTS", Value::Int(0));
    let dict = vm.heap[monitoring].dict;
    vm.define(dict, "events", events);
    for (name, number) in TOOLS {
        vm.define(dict, name, Value::Int(*number));
    }
    let object = vm.types.object;
    for name in ["DISABLE", "MISSING"] {
        let marker = vm.new_plain_instance(object);
        vm.define(dict, name, marker);
    }
    vm.add_functions(dict, NATIVES);
    vm.define(sys, "monitoring", monitoring);
}
