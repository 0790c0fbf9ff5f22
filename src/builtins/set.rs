//! The methods of `set` and `frozenset`.

use crate::builtins::shared::{self, class_argument};
use crate::object::*;
use crate::vm::gathering::{Gather, Sink};
use crate::vm::keys::Access;
use crate::vm::native::*;
use crate::vm::operators::BinaryOp;
use crate::vm::ordering::Compare;
use crate::vm::representation::named_repr;
use crate::vm::{Exc, Vm};

/// What `set` and `frozenset` have in common.
pub const COMMON: &[NativeDef] = &[
    method("__repr__", "(self, /)", named_repr).on_the_whole(),
    method("__eq__", "(self, value, /)", shared::eq),
    method("__ne__", "(self, value, /)", shared::ne),
    method("__lt__", "(self, value, /)", shared::lt),
    method("__le__", "(self, value, /)", shared::le),
    method("__gt__", "(self, value, /)", shared::gt),
    method("__ge__", "(self, value, /)", shared::ge),
    method("__len__", "(self, /)", shared::len),
    method("__iter__", "(self, /)", shared::iter),
    method("__contains__", "(self, key, /)", contains),
    method("__and__", "(self, value, /)", |vm, arguments| operator(vm, arguments, Algebra::And, false)),
    method("__rand__", "(self, value, /)", |vm, arguments| operator(vm, arguments, Algebra::And, true)),
    method("__or__", "(self, value, /)", |vm, arguments| operator(vm, arguments, Algebra::Or, false)),
    method("__ror__", "(self, value, /)", |vm, arguments| operator(vm, arguments, Algebra::Or, true)),
    method("__sub__", "(self, value, /)", |vm, arguments| operator(vm, arguments, Algebra::Sub, false)),
    method("__rsub__", "(self, value, /)", |vm, arguments| operator(vm, arguments, Algebra::Sub, true)),
    method("__xor__", "(self, value, /)", |vm, arguments| operator(vm, arguments, Algebra::Xor, false)),
    method("__rxor__", "(self, value, /)", |vm, arguments| operator(vm, arguments, Algebra::Xor, true)),
    method("union", "(self, /, *others)", |vm, arguments| combined(vm, arguments, Algebra::Or)),
    method("intersection", "(self, /, *others)", |vm, arguments| combined(vm, arguments, Algebra::And)),
    method("difference", "(self, /, *others)", |vm, arguments| combined(vm, arguments, Algebra::Sub)),
    method("symmetric_difference", "(self, other, /)", symmetric_difference),
    method("issubset", "(self, other, /)", is_subset),
    method("issuperset", "(self, other, /)", is_superset),
    method("isdisjoint", "(self, other, /)", is_disjoint),
    method("copy", "(self, /)", copy),
    class_method("__class_getitem__", "(cls, item, /)", shared::deferred),
];

pub const SET: &[NativeDef] = &[
    static_method("__new__", "(cls, /, *args, **kwargs)", new),
    method("__init__", "(self, iterable=(), /)", init),
    method("__iand__", "(self, value, /)", |vm, arguments| in_place(vm, arguments, Algebra::And)),
    method("__ior__", "(self, value, /)", |vm, arguments| in_place(vm, arguments, Algebra::Or)),
    method("__isub__", "(self, value, /)", |vm, arguments| in_place(vm, arguments, Algebra::Sub)),
    method("__ixor__", "(self, value, /)", |vm, arguments| in_place(vm, arguments, Algebra::Xor)),
    method("add", "(self, object, /)", add),
    method("remove", "(self, object, /)", remove),
    method("discard", "(self, object, /)", discard),
    method("pop", "(self, /)", pop),
    method("clear", "(self, /)", clear),
    method("update", "(self, /, *others)", |vm, arguments| updated(vm, arguments, Algebra::Or)),
    method("intersection_update", "(self, /, *others)", |vm, arguments| updated(vm, arguments, Algebra::And)),
    method("difference_update", "(self, /, *others)", |vm, arguments| updated(vm, arguments, Algebra::Sub)),
    method("symmetric_difference_update", "(self, other, /)", symmetric_difference_update),
];

pub const FROZENSET: &[NativeDef] = &[
    static_method("__new__", "(cls, iterable=(), /)", new_frozen).gathering(1),
    method("__hash__", "(self, /)", shared::hash),
];

/// How two sets are combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Algebra {
    And,
    Or,
    Sub,
    Xor,
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class_argument(vm, arguments[0], "set")?;
    let set = vm.heap.allocate(Set::default());
    Ok(vm.wrap(class, set.into()))
}

pub fn init(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let set = mutable(vm, arguments[0])?;
    if let Some(generator) = vm.plain_generator(arguments[1]) {
        vm.heap[set].0.clear();
        return Err(Escape::Gather(Box::new(Gather { generator, sink: Sink::Set(set) })));
    }
    let table = match arguments[1] {
        Value::Unbound => SetTable::default(),
        iterable => vm.table_from(iterable)?,
    };
    vm.heap[set].0 = table;
    Ok(Value::None)
}

fn new_frozen(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class_argument(vm, arguments[0], "frozenset")?;
    let table = match arguments[1] {
        Value::Unbound => SetTable::default(),
        same @ Value::FrozenSet(_) if class == vm.types.frozenset => return Ok(same),
        iterable => vm.table_from(iterable)?,
    };
    let set = vm.heap.allocate(FrozenSet(table));
    Ok(vm.wrap(class, set.into()))
}

fn mutable(vm: &mut Vm, value: Value) -> Result<Ref<Set>, Escape> {
    Ok(shared::receiver!(vm, value, Set, "set"))
}

/// The receiver, a `Set` or a `FrozenSet`.
fn either(vm: &mut Vm, value: Value) -> Result<Value, Escape> {
    match vm.unwrap(value) {
        set @ (Value::Set(_) | Value::FrozenSet(_)) => Ok(set),
        other => Err(shared::wrong_receiver(vm, "set", other)),
    }
}

fn is_set(value: Value) -> bool {
    matches!(value, Value::Set(_) | Value::FrozenSet(_))
}

/// An element to look for: a set stands for the frozenset with its elements, unless its class has a hash of its own.
fn sought(vm: &mut Vm, element: Value) -> Value {
    if let Value::Instance(instance) = element {
        let class = vm.heap[instance].class;
        if !matches!(vm.lookup(class, vm.known.__hash__), Some(Value::None)) {
            return element;
        }
    }
    match vm.unwrap(element) {
        Value::Set(set) => {
            let table = vm.heap[set].0.clone();
            Value::FrozenSet(vm.heap.allocate(FrozenSet(table)))
        }
        _ => element,
    }
}

fn contains(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let set = either(vm, arguments[0])?;
    let element = sought(vm, arguments[1]);
    match vm.set_contains(set, element) {
        Err(Escape::Defer) => Err(vm.search_escape(set, element, Access::Contains)),
        found => found.map(Value::Bool),
    }
}

/// A set of the same type as `like` (`set` or `frozenset`).
fn make_like(vm: &mut Vm, like: Value, table: SetTable) -> Value {
    vm.heap.charge(table.bytes());
    match like {
        Value::FrozenSet(_) => vm.heap.allocate(FrozenSet(table)).into(),
        _ => vm.heap.allocate(Set(table)).into(),
    }
}

/// `table op other`. What `op` needs a set for, gets a set.
fn combine(vm: &mut Vm, op: Algebra, table: &SetTable, other: Value) -> Result<SetTable, Escape> {
    match op {
        Algebra::And => vm.table_intersection(table, other),
        Algebra::Sub => vm.table_difference(table, other),
        Algebra::Or => {
            let mut union = table.fresh_copy();
            vm.table_update(&mut union, other)?;
            Ok(union)
        }
        Algebra::Xor => {
            let mut result = vm.table_from(other)?;
            let set = make_like(vm, Value::None, table.clone());
            vm.table_toggle(&mut result, set)?;
            Ok(result)
        }
    }
}

fn operator(vm: &mut Vm, arguments: &[Value], op: Algebra, reflected: bool) -> NativeResult {
    let set = either(vm, arguments[0])?;
    let other = vm.unwrap(arguments[1]);
    if !is_set(other) {
        return Ok(Value::NotImplemented);
    }
    let (a, b) = if reflected { (other, set) } else { (set, other) };
    let table = combine_sets(vm, op, a, b)?;
    Ok(make_like(vm, a, table))
}

/// `a op b` for two sets, where it is an operator of sets and Python need not compare elements.
pub fn operated(vm: &mut Vm, op: BinaryOp, a: Value, b: Value) -> Option<Value> {
    let op = match op {
        BinaryOp::And => Algebra::And,
        BinaryOp::Or => Algebra::Or,
        BinaryOp::Sub => Algebra::Sub,
        BinaryOp::Xor => Algebra::Xor,
        _ => return None,
    };
    let table = combine_sets(vm, op, a, b).ok()?;
    Some(make_like(vm, a, table))
}

/// `a op b` for two sets.
fn combine_sets(vm: &mut Vm, op: Algebra, a: Value, b: Value) -> Result<SetTable, Escape> {
    match op {
        Algebra::And => vm.set_intersection(a, b),
        Algebra::Or => vm.set_union(a, b),
        Algebra::Sub => vm.set_difference(a, b),
        Algebra::Xor => vm.set_symmetric_difference(a, b),
    }
}

fn in_place(vm: &mut Vm, arguments: &[Value], op: Algebra) -> NativeResult {
    let set = mutable(vm, arguments[0])?;
    let other = vm.unwrap(arguments[1]);
    if !is_set(other) {
        return Ok(Value::NotImplemented);
    }
    change(vm, set, op, other)?;
    Ok(arguments[0])
}

/// `set op= other`. Where that escapes, the set has at most changed in a way that doing it all again
/// makes no difference.
fn change(vm: &mut Vm, set: Ref<Set>, op: Algebra, other: Value) -> Result<(), Escape> {
    match op {
        Algebra::Or | Algebra::Sub if other.is(set.into()) => {
            if op == Algebra::Sub {
                vm.heap[set].0.clear();
            }
            Ok(())
        }
        Algebra::Or | Algebra::Sub => {
            let mut table = std::mem::take(&mut vm.heap[set].0);
            let result = match op {
                Algebra::Or => vm.table_update(&mut table, other),
                _ => vm.table_subtract(&mut table, other),
            };
            vm.heap[set].0 = table;
            result
        }
        Algebra::And => {
            let table = vm.heap[set].0.clone();
            vm.heap[set].0 = vm.table_intersection(&table, other)?;
            Ok(())
        }
        Algebra::Xor => {
            let other = as_set(vm, other)?;
            let mut table = vm.heap[set].0.clone();
            vm.table_toggle(&mut table, other)?;
            vm.heap[set].0 = table;
            Ok(())
        }
    }
}

/// A set of what `iterable` gives; the iterable itself if it is a set.
fn as_set(vm: &mut Vm, iterable: Value) -> Result<Value, Escape> {
    if is_set(iterable) {
        return Ok(iterable);
    }
    let table = vm.table_from(iterable)?;
    Ok(vm.heap.allocate(Set(table)).into())
}

/// `*others`. Iterators move only once: several that may need Python are left to the prelude, and
/// one is made a set before anything else happens.
fn others_of(vm: &mut Vm, others: Value) -> Result<Vec<Value>, Escape> {
    let others = vm.sequence_items(others).to_vec();
    match others[..] {
        [iterator @ Value::Iter(_)] => Ok(vec![as_set(vm, iterator)?]),
        _ if others.iter().any(|other| matches!(other, Value::Iter(_))) => Err(Escape::Defer),
        _ => Ok(others),
    }
}

fn combined(vm: &mut Vm, arguments: &[Value], op: Algebra) -> NativeResult {
    let set = either(vm, arguments[0])?;
    let others = others_of(vm, arguments[1])?;
    if let &[other] = others.as_slice() && is_set(other) {
        let table = combine_sets(vm, op, set, other)?;
        return Ok(make_like(vm, set, table));
    }
    let mut table = vm.set_table(set).cloned().unwrap_or_default();
    if op == Algebra::Or || others.is_empty() {
        table = table.fresh_copy();
    }
    for other in others {
        match op {
            Algebra::Or => vm.table_update(&mut table, other)?,
            _ => table = combine(vm, op, &table, other)?,
        }
    }
    Ok(make_like(vm, set, table))
}

fn updated(vm: &mut Vm, arguments: &[Value], op: Algebra) -> NativeResult {
    let set = mutable(vm, arguments[0])?;
    for other in others_of(vm, arguments[1])? {
        change(vm, set, op, other)?;
    }
    Ok(Value::None)
}

fn symmetric_difference(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let set = either(vm, arguments[0])?;
    let table = vm.set_table(set).cloned().unwrap_or_default();
    let table = combine(vm, Algebra::Xor, &table, arguments[1])?;
    Ok(make_like(vm, set, table))
}

fn symmetric_difference_update(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let set = mutable(vm, arguments[0])?;
    change(vm, set, Algebra::Xor, arguments[1])?;
    Ok(Value::None)
}

fn is_subset(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let set = either(vm, arguments[0])?;
    let other = as_set(vm, arguments[1])?;
    Ok(Value::Bool(vm.compare_data(Compare::Le, set, other)? == Some(true)))
}

fn is_superset(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let set = either(vm, arguments[0])?;
    let other = as_set(vm, arguments[1])?;
    Ok(Value::Bool(vm.compare_data(Compare::Ge, set, other)? == Some(true)))
}

fn is_disjoint(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let set = either(vm, arguments[0])?;
    let other = as_set(vm, arguments[1])?;
    Ok(Value::Bool(vm.sets_are_disjoint(set, other)?))
}

fn copy(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let set = either(vm, arguments[0])?;
    if let Value::FrozenSet(_) = set {
        return Ok(set);
    }
    let table = vm.set_table(set).map(SetTable::fresh_copy).unwrap_or_default();
    Ok(make_like(vm, set, table))
}

fn add(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let set = mutable(vm, arguments[0])?;
    match vm.set_add(set, arguments[1]) {
        Err(Escape::Defer) => Err(vm.search_escape(set.into(), arguments[1], Access::Add)),
        result => result.map(|()| Value::None),
    }
}

fn remove(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let set = mutable(vm, arguments[0])?;
    let element = sought(vm, arguments[1]);
    match vm.set_discard(set, element)? {
        true => Ok(Value::None),
        false => Err(vm.key_error(arguments[1])),
    }
}

fn discard(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let set = mutable(vm, arguments[0])?;
    let element = sought(vm, arguments[1]);
    vm.set_discard(set, element)?;
    Ok(Value::None)
}

fn pop(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let set = mutable(vm, arguments[0])?;
    let table = &mut vm.heap[set].0;
    match (0..table.slot_count()).find(|slot| table.at(*slot).is_some()) {
        Some(slot) => Ok(table.remove_at(slot)),
        None => Err(vm.raise(Exc::KeyError, "pop from an empty set")),
    }
}

fn clear(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let set = mutable(vm, arguments[0])?;
    vm.heap[set].0.clear();
    Ok(Value::None)
}
