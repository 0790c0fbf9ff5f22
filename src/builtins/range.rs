//! The methods of `range`.

use crate::builtins::shared::{self, Span, receiver};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::numbers::Index;
use crate::vm::representation::data_repr;

pub const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, start, stop=None, step=1, /)", new),
    method("__repr__", "(self, /)", data_repr),
    method("__hash__", "(self, /)", shared::hash),
    method("__eq__", "(self, value, /)", shared::eq),
    method("__ne__", "(self, value, /)", shared::ne),
    method("__len__", "(self, /)", shared::len),
    method("__bool__", "(self, /)", is_true),
    method("__iter__", "(self, /)", shared::iter),
    method("__reversed__", "(self, /)", reversed),
    method("__contains__", "(self, key, /)", contains),
    method("__getitem__", "(self, key, /)", get_item),
    method("__reduce__", "(self, /)", reduce),
    method("index", "(self, value, /)", index),
    method("count", "(self, value, /)", count),
    getter("start", |vm, arguments| field(vm, arguments, |range| range.start), None),
    getter("stop", |vm, arguments| field(vm, arguments, |range| range.stop), None),
    getter("step", |vm, arguments| field(vm, arguments, |range| range.step), None),
];

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [_, first, second, third] = *arguments else { return Err(Escape::Defer) };
    let start_stop = match second {
        Value::Unbound => (0, bound(vm, first)?),
        second => (bound(vm, first)?, bound(vm, second)?),
    };
    let step = match third {
        Value::Unbound => 1,
        third => bound(vm, third)?,
    };
    if step == 0 {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    let (start, stop) = start_stop;
    let range = Range { start, stop, step };
    let end = i128::from(start) + i128::from(range.len()) * i128::from(step);
    if i64::try_from(end).is_err() {
        return Err(Escape::Defer);
    }
    Ok(Value::Range(vm.heap.allocate(range)))
}

fn bound(vm: &mut Vm, value: Value) -> Result<i64, Escape> {
    match vm.to_index(value)? {
        Index::Small(value) => Ok(value),
        Index::Huge { .. } => Err(Escape::Defer),
    }
}

fn field(vm: &mut Vm, arguments: &[Value], read: fn(&Range) -> i64) -> NativeResult {
    let range = receiver!(vm, arguments[0], Range, "range");
    Ok(Value::Int(read(&vm.heap[range])))
}

fn is_true(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let range = receiver!(vm, arguments[0], Range, "range");
    Ok(Value::Bool(!vm.heap[range].is_empty()))
}

fn reversed(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let range = receiver!(vm, arguments[0], Range, "range");
    let range = vm.heap[range];
    let remaining = range.len();
    let next = range.start.wrapping_add((remaining - 1).wrapping_mul(range.step));
    Ok(vm.iter(Iter::Range { next, step: range.step.wrapping_neg(), remaining }))
}

/// Where in the range `value` is, if it is an int, a bool or a float.
fn position(vm: &mut Vm, range: Ref<Range>, value: Value) -> Result<Option<i64>, Escape> {
    let range = vm.heap[range];
    let wanted = match value {
        Value::Int(int) => int,
        Value::Bool(bool) => i64::from(bool),
        Value::Float(float) if float.fract() == 0.0 && float.abs() < 9e18 => float as i64,
        Value::Instance(_) | Value::Opaque(_) => {
            for nth in 0..range.len() {
                if vm.equal(Value::Int(range.start + nth * range.step), value)? {
                    return Ok(Some(nth));
                }
            }
            return Ok(None);
        }
        _ => return Ok(None),
    };
    let distance = i128::from(wanted) - i128::from(range.start);
    let (nth, rest) = (distance / i128::from(range.step), distance % i128::from(range.step));
    let inside = rest == 0 && (0..i128::from(range.len())).contains(&nth);
    Ok(inside.then_some(nth as i64))
}

fn contains(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let range = receiver!(vm, arguments[0], Range, "range");
    Ok(Value::Bool(position(vm, range, arguments[1])?.is_some()))
}

fn index(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let range = receiver!(vm, arguments[0], Range, "range");
    match position(vm, range, arguments[1])? {
        Some(index) => Ok(Value::Int(index)),
        None => Err(vm.value_error("range.index(x): x not in range")),
    }
}

fn count(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let range = receiver!(vm, arguments[0], Range, "range");
    Ok(Value::Int(i64::from(position(vm, range, arguments[1])?.is_some())))
}

fn get_item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let reference = receiver!(vm, arguments[0], Range, "range");
    let range = vm.heap[reference];
    let len = range.len();
    if let Value::Slice(slice) = arguments[1] {
        let (Span { start, step, .. }, stop) = vm.slice_span(slice, len as usize)?;
        let at = |nth: i64| range.start.wrapping_add(nth.wrapping_mul(range.step));
        let selected = Range { start: at(start), stop: at(stop), step: range.step.wrapping_mul(step) };
        return Ok(Value::Range(vm.heap.allocate(selected)));
    }
    let index = vm.item_index(arguments[1], "range")?;
    let index = if index < 0 { index + len } else { index };
    match (0..len).contains(&index) {
        true => Ok(Value::Int(range.start + index * range.step)),
        false => Err(vm.index_error("range object index out of range")),
    }
}

fn reduce(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let range = receiver!(vm, arguments[0], Range, "range");
    let Range { start, stop, step } = vm.heap[range];
    let parts = vm.tuple([start, stop, step].map(Value::Int));
    Ok(vm.tuple([vm.types.range.into(), parts]))
}
