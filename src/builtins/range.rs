//! The methods of `range`.

use crate::builtins::shared::{self, Span, receiver};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::numbers::Index;
use crate::vm::representation::data_repr;

pub const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, start, stop=None, step=1, /)", new),
    method("__repr__", "(self, /)", |vm, arguments| if_small(vm, arguments, data_repr)),
    method("__hash__", "(self, /)", |vm, arguments| if_small(vm, arguments, shared::hash)),
    method("__eq__", "(self, value, /)", |vm, arguments| if_small(vm, arguments, shared::eq)),
    method("__ne__", "(self, value, /)", |vm, arguments| if_small(vm, arguments, shared::ne)),
    method("__len__", "(self, /)", |vm, arguments| if_small(vm, arguments, shared::len)),
    method("__bool__", "(self, /)", is_true),
    method("__iter__", "(self, /)", |vm, arguments| if_small(vm, arguments, shared::iter)),
    method("__reversed__", "(self, /)", reversed),
    method("__contains__", "(self, key, /)", contains),
    method("__getitem__", "(self, key, /)", get_item),
    method("__reduce__", "(self, /)", reduce),
    method("index", "(self, value, /)", index),
    method("count", "(self, value, /)", count),
    member("start", |vm, arguments| field(vm, arguments, |range| range.start, |slice| slice.start), None),
    member("stop", |vm, arguments| field(vm, arguments, |range| range.stop, |slice| slice.stop), None),
    member("step", |vm, arguments| field(vm, arguments, |range| range.step, |slice| slice.step), None),
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
    made(vm, Range { start, stop, step })
}

/// The range, if all that it counts fits `i64`.
fn made(vm: &mut Vm, range: Range) -> NativeResult {
    let end = i128::from(range.start) + i128::from(range.len()) * i128::from(range.step);
    if i64::try_from(end).is_err() || range.len() == i64::MAX {
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

/// Whether a range has numbers beyond `i64`: then it is an instance that wraps a slice of them, and all its
/// methods are Python's.
fn is_long(vm: &Vm, value: Value) -> bool {
    matches!(value, Value::Instance(instance) if vm.heap[instance].class == vm.types.range) || matches!(value, Value::Slice(_))
}

/// The range that a method was called on; Python's turn if it is long.
fn small(vm: &mut Vm, value: Value) -> Result<Ref<Range>, Escape> {
    if is_long(vm, value) {
        return Err(Escape::Defer);
    }
    Ok(receiver!(vm, value, Range, "range"))
}

fn if_small(vm: &mut Vm, arguments: &[Value], then: NativeFn) -> NativeResult {
    if arguments.iter().any(|argument| is_long(vm, *argument)) { Err(Escape::Defer) } else { then(vm, arguments) }
}

fn field(vm: &mut Vm, arguments: &[Value], read: fn(&Range) -> i64, read_long: fn(&Slice) -> Value) -> NativeResult {
    match vm.unwrap(arguments[0]) {
        Value::Slice(slice) => Ok(read_long(&vm.heap[slice])),
        _ => {
            let range = small(vm, arguments[0])?;
            Ok(Value::Int(read(&vm.heap[range])))
        }
    }
}

/// Makes a range of a slice whose numbers are too large for a `Range`.
pub fn new_long(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(vm.wrap(vm.types.range, arguments[0]))
}

fn is_true(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let range = small(vm, arguments[0])?;
    Ok(Value::Bool(!vm.heap[range].is_empty()))
}

fn reversed(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let range = small(vm, arguments[0])?;
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
        Value::Float(float) if float.fract() == 0.0 && float.abs() < 9e15 => float as i64,
        Value::Float(_) | Value::Instance(_) | Value::Opaque(_) | Value::Complex(_) => return Err(Escape::Defer),
        _ => return Ok(None),
    };
    let distance = i128::from(wanted) - i128::from(range.start);
    let (nth, rest) = (distance / i128::from(range.step), distance % i128::from(range.step));
    let inside = rest == 0 && (0..i128::from(range.len())).contains(&nth);
    Ok(inside.then_some(nth as i64))
}

fn contains(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let range = small(vm, arguments[0])?;
    Ok(Value::Bool(position(vm, range, arguments[1])?.is_some()))
}

fn index(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let range = small(vm, arguments[0])?;
    match position(vm, range, arguments[1])? {
        Some(index) => Ok(Value::Int(index)),
        None => Err(vm.value_error("range.index(x): x not in range")),
    }
}

fn count(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let range = small(vm, arguments[0])?;
    Ok(Value::Int(i64::from(position(vm, range, arguments[1])?.is_some())))
}

fn get_item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let reference = small(vm, arguments[0])?;
    let range = vm.heap[reference];
    let len = range.len();
    if let Value::Slice(slice) = arguments[1] {
        let (Span { start, step, .. }, stop) = vm.slice_span(slice, len as usize)?;
        let at = |nth: i64| nth.checked_mul(range.step).and_then(|distance| range.start.checked_add(distance));
        let (Some(start), Some(stop), Some(step)) = (at(start), at(stop), range.step.checked_mul(step)) else {
            return Err(Escape::Defer);
        };
        return made(vm, Range { start, stop, step });
    }
    let index = vm.item_index(arguments[1], "range")?;
    let index = if index < 0 { index + len } else { index };
    match (0..len).contains(&index) {
        true => Ok(Value::Int(range.start + index * range.step)),
        false => Err(vm.index_error("range object index out of range")),
    }
}

fn reduce(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let parts = METHODS.iter().filter(|def| def.kind == NativeKind::Getter).map(|def| (def.function)(vm, arguments));
    let parts = parts.collect::<Result<Vec<_>, _>>()?;
    let parts = vm.tuple(parts);
    Ok(vm.tuple([vm.types.range.into(), parts]))
}
