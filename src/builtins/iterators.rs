//! The iterators of the built-in types, and `enumerate`, `zip`, `map`, `filter` and `reversed`.

use crate::builtins::shared::{self, class_argument, receiver};
use crate::object::*;
use crate::vm::native::*;
use crate::vm::special::Special;
use crate::vm::{Exc, Vm};

/// What every iterator has.
pub const COMMON: &[NativeDef] = &[
    method("__iter__", "(self, /)", |_, arguments| Ok(arguments[0])),
    method("__next__", "(self, /)", next),
];

pub const ENUMERATE: &[NativeDef] = &[
    static_method("__new__", "(cls, iterable, start=0)", new_enumerate),
    class_method("__class_getitem__", "(cls, item, /)", shared::deferred),
];

pub const ZIP: &[NativeDef] = &[static_method("__new__", "(cls, /, *iterables, strict=False)", new_zip)];

pub const MAP: &[NativeDef] = &[static_method("__new__", "(cls, /, *args, strict=False)", new_map)];

pub const FILTER: &[NativeDef] = &[static_method("__new__", "(cls, function, iterable, /)", new_filter)];

pub const REVERSED: &[NativeDef] = &[static_method("__new__", "(cls, sequence, /)", new_reversed)];

/// The classes of iterators.
pub fn classes(vm: &Vm) -> Vec<Ref<Class>> {
    let types = &vm.types;
    vec![
        types.range_iterator,
        types.list_iterator,
        types.list_reverseiterator,
        types.tuple_iterator,
        types.str_iterator,
        types.bytes_iterator,
        types.bytearray_iterator,
        types.dict_keyiterator,
        types.dict_valueiterator,
        types.dict_itemiterator,
        types.dict_reversekeyiterator,
        types.dict_reversevalueiterator,
        types.dict_reverseitemiterator,
        types.set_iterator,
        types.iterator,
        types.reversed,
        types.callable_iterator,
        types.deque_iterator,
        types.deque_reverse_iterator,
        types.enumerate,
        types.zip,
        types.map,
        types.filter,
    ]
}

/// Those of them that programs name and derive from.
pub fn open_classes(vm: &Vm) -> [Ref<Class>; 5] {
    let types = &vm.types;
    [types.enumerate, types.zip, types.map, types.filter, types.reversed]
}

pub fn next(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let iter = receiver!(vm, arguments[0], Iter, "iterator");
    match vm.advance_iter(iter)? {
        Some(item) => Ok(item),
        None => Err(vm.raise_with(Exc::StopIteration, &[])),
    }
}

/// An iterator as an instance of `class`.
fn finish(vm: &mut Vm, class: Ref<Class>, iter: Iter) -> NativeResult {
    let iter = vm.iter(iter);
    Ok(vm.wrap(class, iter))
}

fn new_enumerate(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class_argument(vm, arguments[0], "enumerate")?;
    let count = match arguments[2] {
        Value::Unbound => Value::Int(0),
        start @ (Value::Int(_) | Value::BigInt(_)) => start,
        start => match vm.to_index(start)? {
            crate::vm::numbers::Index::Small(start) => Value::Int(start),
            crate::vm::numbers::Index::Huge { .. } => vm.unwrap(start),
        },
    };
    let inner = vm.iterator(arguments[1])?;
    finish(vm, class, Iter::Enumerate { inner, count })
}

/// Iterators over all of `iterables`.
fn iterators(vm: &mut Vm, iterables: &[Value]) -> Result<Box<[Value]>, Escape> {
    iterables.iter().map(|iterable| vm.iterator(*iterable)).collect()
}

fn new_zip(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class_argument(vm, arguments[0], "zip")?;
    // Keyword-only parameters precede `*args` in a native's arguments.
    let (strict, iterables) = (arguments[1], arguments[2]);
    let strict = !strict.is_unbound() && vm.truth(strict)?;
    let iterables = vm.sequence_items(iterables).to_vec();
    let inner = iterators(vm, &iterables)?;
    finish(vm, class, Iter::Zip { inner, strict })
}

fn new_map(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class_argument(vm, arguments[0], "map")?;
    let strict = !arguments[1].is_unbound() && vm.truth(arguments[1])?;
    let all = vm.sequence_items(arguments[2]).to_vec();
    let Some((function, iterables)) = all.split_first().filter(|(_, iterables)| !iterables.is_empty()) else {
        return Err(vm.type_error("map() must have at least two arguments."));
    };
    let inner = iterators(vm, iterables)?;
    let strict = strict && inner.len() > 1;
    finish(vm, class, Iter::Map { function: *function, inner, strict })
}

fn new_filter(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class_argument(vm, arguments[0], "filter")?;
    let inner = vm.iterator(arguments[2])?;
    finish(vm, class, Iter::Filter { function: arguments[1], inner })
}

fn new_reversed(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class_argument(vm, arguments[0], "reversed")?;
    let sequence = arguments[1];
    match vm.special(sequence, vm.known.__reversed__) {
        Special::Native(native) => return vm.call_native_method(native, sequence, &[]),
        Special::Python(_) => return Err(Escape::Defer),
        Special::Refused => return Err(not_reversible(vm, sequence)),
        Special::Missing => {}
    }
    let data = vm.unwrap(sequence);
    let iter = match data {
        Value::Tuple(_) | Value::Str(_) | Value::Bytes(_) | Value::ByteArray(_) if !vm.has_own_methods(sequence) => {
            let len = vm.data_len(data).unwrap_or(0) as i64;
            Iter::Sequence { sequence, index: len - 1, reversed: true }
        }
        _ => match vm.special(sequence, vm.known.__getitem__) {
            Special::Missing | Special::Refused => return Err(not_reversible(vm, sequence)),
            _ if matches!(data, Value::Dict(_) | Value::MappingProxy(_)) => {
                return Err(not_reversible(vm, sequence));
            }
            _ => {
                let len = vm.length(sequence)? as i64;
                Iter::Sequence { sequence, index: len - 1, reversed: true }
            }
        },
    };
    finish(vm, class, iter)
}

fn not_reversible(vm: &mut Vm, value: Value) -> Escape {
    let name = vm.type_name(value);
    vm.type_error(format!("'{name}' object is not reversible"))
}
