//! What the natives of several types have in common: receivers, comparisons, indices and slices.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::numbers::Index;
use crate::vm::ordering::Compare;

/// The receiver of a method as a reference to an object of kind `$kind`.
macro_rules! receiver {
    ($vm:expr, $value:expr, $kind:ident, $name:literal) => {
        match $vm.unwrap($value) {
            Value::$kind(reference) => reference,
            other => return Err(crate::builtins::shared::wrong_receiver($vm, $name, other)),
        }
    };
}
pub(crate) use receiver;

/// The error for a method that is called on something else than its type.
pub fn wrong_receiver(vm: &mut Vm, expected: &str, received: Value) -> Escape {
    let name = vm.type_name(received);
    vm.type_error(format!("descriptor requires a '{expected}' object but received a '{name}'"))
}

/// The first argument of `__new__`.
pub fn class_argument(vm: &mut Vm, value: Value, type_: &str) -> Result<Ref<Class>, Escape> {
    match value {
        Value::Class(class) => Ok(class),
        other => {
            let name = vm.type_name(other);
            Err(vm.type_error(format!("{type_}.__new__(X): X is not a type object ({name})")))
        }
    }
}

fn or_not_implemented(result: Option<bool>) -> Value {
    result.map_or(Value::NotImplemented, Value::Bool)
}

pub fn eq(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(or_not_implemented(vm.equal_data(arguments[0], arguments[1])?))
}

pub fn ne(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(or_not_implemented(vm.equal_data(arguments[0], arguments[1])?.map(|equal| !equal)))
}

pub fn lt(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(or_not_implemented(vm.compare_data(Compare::Lt, arguments[0], arguments[1])?))
}

pub fn le(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(or_not_implemented(vm.compare_data(Compare::Le, arguments[0], arguments[1])?))
}

pub fn gt(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(or_not_implemented(vm.compare_data(Compare::Gt, arguments[0], arguments[1])?))
}

pub fn ge(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(or_not_implemented(vm.compare_data(Compare::Ge, arguments[0], arguments[1])?))
}

/// `__hash__` of hashable built-in types.
pub fn hash(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = vm.unwrap(arguments[0]);
    match vm.hash_data(data)? {
        Ok(hash) => Ok(Value::Int(hash)),
        Err(culprit) => {
            let name = vm.type_name(culprit);
            Err(vm.type_error(format!("unhashable type: '{name}'")))
        }
    }
}

/// `__len__` of containers.
pub fn len(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = vm.unwrap(arguments[0]);
    Ok(Value::Int(vm.data_len(data).unwrap_or(0) as i64))
}

/// `__iter__` of containers, and of iterators.
pub fn iter(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = vm.unwrap(arguments[0]);
    Ok(vm.data_iterator(data).unwrap_or(arguments[0]))
}

/// A method that only the prelude implements.
pub fn deferred(_: &mut Vm, _: &[Value]) -> NativeResult {
    Err(Escape::Defer)
}

/// The items that a slice selects: `start + step * n` for `n` below `count`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub start: i64,
    pub step: i64,
    pub count: usize,
}

impl Span {
    /// Resolves a slice as CPython's `slice.indices` does; also returns `stop`.
    pub fn resolve(start: Option<i64>, stop: Option<i64>, step: i64, len: i64) -> (Span, i64) {
        let (lowest, highest) = if step > 0 { (0, len) } else { (-1, len - 1) };
        let place = |at: i64| if at < 0 { at.saturating_add(len).max(lowest) } else { at.min(highest) };
        let start = start.map_or(if step > 0 { lowest } else { highest }, place);
        let stop = stop.map_or(if step > 0 { highest } else { lowest }, place);
        let distance = if step > 0 { stop - start } else { start - stop };
        let count = if distance <= 0 { 0 } else { (distance - 1) / step.saturating_abs() + 1 };
        (Span { start, step, count: count as usize }, stop)
    }

    /// The index of the selected item `nth`.
    #[inline]
    pub fn at(self, nth: usize) -> usize {
        (self.start + self.step * nth as i64) as usize
    }

    pub fn indices(self) -> impl Iterator<Item = usize> {
        (0..self.count).map(move |nth| self.at(nth))
    }
}

impl Vm {
    /// A bound of a slice: a number, or `None` for None.
    pub fn slice_bound(&mut self, value: Value) -> Result<Option<i64>, Escape> {
        if value.is_none() || value.is_unbound() {
            return Ok(None);
        }
        match self.try_index(value)? {
            Some(index) => Ok(Some(index.clamped())),
            None => Err(self.type_error("slice indices must be integers or None or have an __index__ method")),
        }
    }

    /// What `slice` selects of `len` items, with the resolved `stop`.
    pub fn slice_span(&mut self, slice: Ref<Slice>, len: usize) -> Result<(Span, i64), Escape> {
        let Slice { start, stop, step } = self.heap[slice];
        let step = self.slice_bound(step)?.unwrap_or(1);
        if step == 0 {
            return Err(self.value_error("slice step cannot be zero"));
        }
        let (start, stop) = (self.slice_bound(start)?, self.slice_bound(stop)?);
        Ok(Span::resolve(start, stop, step.max(-i64::MAX), len as i64))
    }

    /// An index argument of `__getitem__`: TypeError in the words of `type_`, IndexError if huge.
    pub fn item_index(&mut self, index: Value, type_: &str) -> Result<i64, Escape> {
        match self.try_index(index)? {
            Some(Index::Small(index)) => Ok(index),
            Some(Index::Huge { .. }) => {
                let name = self.type_name(index);
                Err(self.index_error(format!("cannot fit '{name}' into an index-sized integer")))
            }
            None => {
                let name = self.type_name(index);
                Err(self.type_error(format!("{type_} indices must be integers or slices, not {name}")))
            }
        }
    }

    /// The count of `sequence * count`; `None` if it is no integer.
    pub fn repeat_count(&mut self, count: Value, len: usize) -> Result<Option<usize>, Escape> {
        let count = match self.try_index(count)? {
            None => return Ok(None),
            Some(Index::Small(count)) => super::str::times(count),
            Some(Index::Huge { negative: true }) => 0,
            Some(Index::Huge { negative: false }) => {
                let name = self.type_name(count);
                return Err(self.overflow_error(format!("cannot fit '{name}' into an index-sized integer")));
            }
        };
        match count.checked_mul(len) {
            Some(total) if total <= MOST_ITEMS && self.could_hold_items(total) => Ok(Some(count)),
            _ => Err(self.raise_with(crate::vm::Exc::MemoryError, &[])),
        }
    }

    /// What `sequence * value` gives for a value that is no integer.
    pub fn not_a_count(&mut self, value: Value) -> NativeResult {
        if self.has_own_methods(value) {
            return Ok(Value::NotImplemented);
        }
        let name = self.type_name(value);
        Err(self.type_error(format!("can't multiply sequence by non-int of type '{name}'")))
    }

    /// The position of the first of `items` from `start` to `stop` that is `wanted` or equal to it.
    pub fn position(
        &mut self,
        sequence: Value,
        wanted: Value,
        start: Value,
        stop: Value,
    ) -> Result<Option<usize>, Escape> {
        let len = self.sequence_items(sequence).len() as i64;
        let bound = |vm: &mut Vm, value: Value, default: i64| match value {
            Value::Unbound => Ok(default),
            value => {
                let at = vm.to_index(value)?.clamped();
                Ok(if at < 0 { at.saturating_add(len).max(0) } else { at })
            }
        };
        let (start, stop) = (bound(self, start, 0)?, bound(self, stop, len)?.min(len));
        for index in start..stop {
            let Some(item) = self.sequence_items(sequence).get(index as usize).copied() else { break };
            if self.same_or_equal(item, wanted)? {
                return Ok(Some(index as usize));
            }
        }
        Ok(None)
    }

    /// How many items are `wanted` or equal to it.
    pub fn count_items(&mut self, sequence: Value, wanted: Value) -> Result<i64, Escape> {
        let mut count = 0;
        for index in 0..self.sequence_items(sequence).len() {
            let item = self.sequence_items(sequence)[index];
            count += i64::from(self.same_or_equal(item, wanted)?);
        }
        Ok(count)
    }
}

/// The longest sequence that repetition makes; beyond it memory could not hold it anyway.
pub const MOST_ITEMS: usize = 1 << 28;
