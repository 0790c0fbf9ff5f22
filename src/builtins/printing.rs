//! `print`, and built-in functions of which the prelude does everything.

use crate::object::*;
use crate::stdlib::streams::{check_output, flush_stream, is_stdout};
use crate::vm::Vm;
use crate::vm::native::*;
use crate::wire::Stream;

pub const FUNCTIONS: &[NativeDef] =
    &[
        function("print", "(*args, sep=' ', end='\\n', file=None, flush=False)", print),
        function(
            "open",
            "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
            |_, _| Err(Escape::Defer),
        ),
        function("breakpoint", "(*args, **kws)", |_, _| Err(Escape::Defer)),
    ];

/// `sys.stdout`, if the module is there.
fn current_stdout(vm: &mut Vm) -> Option<Value> {
    let (sys, stdout) = (vm.intern("sys"), vm.intern("stdout"));
    match vm.heap.get_name(vm.modules, sys)? {
        Value::Module(module) => vm.heap.get_name(vm.heap[module].dict, stdout),
        _ => None,
    }
}

fn print(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [sep, end, file, flush, args] = *arguments else { return Err(Escape::Defer) };
    let (sep, end) = (separator(vm, sep, "sep", " ")?, separator(vm, end, "end", "\n")?);
    let file = match file {
        Value::Unbound | Value::None => current_stdout(vm),
        file => Some(file),
    };
    if file.is_some_and(|file| !is_stdout(vm, file)) {
        return Err(Escape::Defer);
    }
    let flush = !flush.is_unbound() && vm.truth(flush)?;
    let mut text = String::new();
    for (index, item) in vm.sequence_items(args).to_vec().into_iter().enumerate() {
        if index > 0 {
            text.push_str(&sep);
        }
        match item {
            Value::Str(str) => text.push_str(vm.heap[str].as_str()),
            item => text.push_str(&vm.to_str(item)?),
        }
    }
    text.push_str(&end);
    check_output(vm, &text)?;
    vm.write_stdout(&text);
    if flush {
        flush_stream(vm, Stream::Stdout);
    }
    Ok(Value::None)
}

fn separator(vm: &mut Vm, value: Value, name: &str, default: &str) -> Result<String, Escape> {
    match value {
        Value::Unbound | Value::None => Ok(default.to_string()),
        value => match vm.as_str(value) {
            Some(text) => Ok(text.to_string()),
            None => {
                let type_name = vm.type_name(value);
                Err(vm.type_error(format!("{name} must be None or a string, not {type_name}")))
            }
        },
    }
}
