//! What the prelude needs to finish in Python what the containers' natives cannot.

use crate::builtins::shared::receiver;
use crate::builtins::sorting;
use crate::object::*;
use crate::stdlib::streams::is_stdout;
use crate::vm::Vm;
use crate::vm::comparison_sort::ComparisonSort;
use crate::vm::native::*;

pub const FUNCTIONS: &[NativeDef] = &[
    function("_refuse_divmod", "(x, y, /)", |vm, arguments| {
        let [x, y] = [arguments[0], arguments[1]].map(|operand| vm.type_name(operand));
        Err(vm.type_error(format!("unsupported operand type(s) for divmod(): '{x}' and '{y}'")))
    }),
    function("_data", "(value, /)", |vm, arguments| Ok(vm.unwrap(arguments[0]))),
    function("_write_stdout", "(text, /)", |vm, arguments| {
        let text = vm.as_str(arguments[0]).unwrap_or_default().to_string();
        vm.write_stdout(&text);
        Ok(Value::None)
    }),
    function("_is_stdout", "(file, /)", |vm, arguments| Ok(Value::Bool(is_stdout(vm, arguments[0])))),
    function("_begin_repr", "(value, /)", |vm, arguments| {
        let value = vm.unwrap(arguments[0]);
        Ok(Value::Bool(vm.begin_showing(value)))
    }),
    function("_end_repr", "(value, /)", |vm, arguments| {
        let value = vm.unwrap(arguments[0]);
        vm.end_showing(value);
        Ok(Value::None)
    }),
    function("_ascii_of", "(text, /)", ascii_of),
    function("_hash_tuple", "(hashes, /)", hash_tuple),
    function("_narrow_hash", "(number, /)", narrow_hash),
    function("_dict_candidates", "(dict, hash, key, /)", dict_candidates),
    function("_dict_value", "(dict, hash, key, /)", dict_value),
    function("_dict_insert", "(dict, hash, key, value, seen, /)", dict_insert),
    function("_dict_replace", "(dict, hash, key, value, /)", dict_replace),
    function("_dict_delete", "(dict, hash, key, /)", dict_delete),
    function("_set_candidates", "(set, hash, element, /)", set_candidates),
    function("_set_insert", "(set, hash, element, seen, /)", set_insert),
    function("_set_delete", "(set, hash, element, /)", set_delete),
    function("_freeze", "(cls, set, /)", freeze),
    function("_take_items", "(list, /)", take_items),
    function("_was_filled", "(list, /)", was_filled),
    function("_sort_natively", "(items, keys, reverse, /)", sort_natively),
    function("_merge_order", "(keys, /)", |vm, arguments| {
        let keys = vm.sequence_items(arguments[0]).to_vec();
        Err(Escape::Sort(Box::new(ComparisonSort::of(keys))))
    }),
    function("_iterator_parts", "(iterator, /)", iterator_parts),
    function("_iterator_end", "(iterator, /)", iterator_end),
    function("_count_up", "(enumerate, /)", count_up),
    function("_move_on", "(iterator, /)", move_on),
    function("_refuse_hidden_state", "(value, /)", refuse_hidden_state),
    function("_new_enumerate", "(cls, inner, count, /)", new_enumerate),
    function("_new_zip", "(cls, inner, strict, /)", new_zip),
    function("_new_map", "(cls, function, inner, strict, /)", new_map),
    function("_new_filter", "(cls, function, inner, /)", new_filter),
    function("_keep_annotations", "(function, annotations, /)", keep_annotations),
    function("_new_long_range", "(slice, /)", super::range::new_long),
    function("_new_reversed", "(cls, sequence, length, /)", new_reversed),
];

/// Remembers what a function's `__annotate__` gave.
fn keep_annotations(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if let Value::Function(function) = arguments[0] {
        vm.heap[function].annotations = arguments[1];
    }
    Ok(arguments[1])
}

fn ascii_of(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let text = crate::text::string::ascii_escaped(vm.as_str(arguments[0]).unwrap_or_default());
    Ok(vm.str(text))
}

/// The hash of a tuple whose items have these hashes.
fn hash_tuple(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let hashes = vm.sequence_items(arguments[0]).to_vec();
    let hashes: Vec<i64> = hashes.into_iter().filter_map(|hash| vm.as_int(hash)).collect();
    Ok(Value::Int(crate::vm::hashing::tuple_hash(&hashes)))
}

/// What `hash()` makes of the int that a `__hash__` returned.
fn narrow_hash(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match arguments[0] {
        Value::Int(-1) => Ok(Value::Int(-2)),
        small @ Value::Int(_) => Ok(small),
        other => vm.hash(other).map(Value::Int),
    }
}

fn hash_of(vm: &mut Vm, value: Value) -> Result<i64, Escape> {
    vm.to_size(value)
}

/// The key itself if it is in the dict, else all keys that have its hash. A tuple: they are few.
fn dict_candidates(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let dict = receiver!(vm, arguments[0], Dict, "dict");
    let hash = hash_of(vm, arguments[1])?;
    let mut keys = TupleItems::new();
    let itself = vm.heap[dict].find(hash, |key| {
        keys.push(key);
        key.is(arguments[2])
    });
    if itself.is_some() {
        keys.drain(..keys.len() - 1);
    }
    Ok(vm.tuple(keys))
}

/// The index of the entry whose key is this very object.
fn dict_place(vm: &mut Vm, arguments: &[Value]) -> Result<(Ref<Dict>, usize), Escape> {
    let dict = receiver!(vm, arguments[0], Dict, "dict");
    let hash = hash_of(vm, arguments[1])?;
    match vm.heap[dict].find(hash, |key| key.is(arguments[2])) {
        Some(index) => Ok((dict, index)),
        None => Err(vm.key_error(arguments[2])),
    }
}

fn dict_value(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (dict, index) = dict_place(vm, arguments)?;
    Ok(vm.heap[dict].entry_at(index).map_or(Value::None, |entry| entry.value))
}

/// Adds an entry, unless the keys with its hash are others than those `seen`: comparing them in
/// Python took time, in which other threads ran. Returns whether it was added.
fn dict_insert(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let dict = receiver!(vm, arguments[0], Dict, "dict");
    let hash = hash_of(vm, arguments[1])?;
    let seen = vm.sequence_items(arguments[4]);
    let mut unchanged = Unchanged { seen, at: 0, so_far: true };
    vm.heap[dict].find(hash, |key| unchanged.meets(key));
    let unchanged = unchanged.holds();
    if unchanged {
        vm.dict_add(dict, hash, arguments[2], arguments[3]);
    }
    Ok(Value::Bool(unchanged))
}

/// Compares keys, one after the other, with those that were seen before.
struct Unchanged<'a> {
    seen: &'a [Value],
    at: usize,
    so_far: bool,
}

impl Unchanged<'_> {
    /// Never true, so that a search goes on.
    fn meets(&mut self, key: Value) -> bool {
        self.so_far &= self.seen.get(self.at).is_some_and(|seen| seen.is(key));
        self.at += 1;
        false
    }

    fn holds(&self) -> bool {
        self.so_far && self.at == self.seen.len()
    }
}

fn dict_replace(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (dict, index) = dict_place(vm, arguments)?;
    vm.dict_replace_at(dict, index, arguments[3]);
    Ok(Value::None)
}

fn dict_delete(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (dict, index) = dict_place(vm, arguments)?;
    Ok(vm.heap[dict].remove_at(index).value)
}

fn set_candidates(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let set = vm.unwrap(arguments[0]);
    let hash = hash_of(vm, arguments[1])?;
    let mut elements = TupleItems::new();
    if let Some(table) = vm.set_table(set) {
        let itself = table.find(hash, |element| {
            elements.push(element);
            element.is(arguments[2])
        });
        if itself.is_some() {
            elements.drain(..elements.len() - 1);
        }
    }
    Ok(vm.tuple(elements))
}

/// As `dict_insert`.
fn set_insert(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let set = receiver!(vm, arguments[0], Set, "set");
    let hash = hash_of(vm, arguments[1])?;
    let seen = vm.sequence_items(arguments[3]);
    let mut unchanged = Unchanged { seen, at: 0, so_far: true };
    vm.heap[set].0.find(hash, |element| unchanged.meets(element));
    let unchanged = unchanged.holds();
    if unchanged {
        vm.set_insert(set, hash, arguments[2]);
    }
    Ok(Value::Bool(unchanged))
}

fn set_delete(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let set = receiver!(vm, arguments[0], Set, "set");
    let hash = hash_of(vm, arguments[1])?;
    let table = &mut vm.heap[set].0;
    if let Some(slot) = table.find(hash, |element| element.is(arguments[2])) {
        table.remove_at(slot);
    }
    Ok(Value::None)
}

/// An instance of `cls`, which derives from `frozenset`, with the elements of a set.
fn freeze(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let set = receiver!(vm, arguments[1], Set, "set");
    let table = vm.heap[set].0.clone();
    let frozen = Value::FrozenSet(vm.heap.allocate(FrozenSet(table)));
    wrapped(vm, arguments[0], frozen)
}

fn wrapped(vm: &mut Vm, class: Value, value: Value) -> NativeResult {
    match class {
        Value::Class(class) => Ok(vm.wrap(class, value)),
        _ => Ok(value),
    }
}

/// A list of the items of `list`, which loses them and the room for them.
fn take_items(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    let items = std::mem::take(&mut vm.heap[list].0);
    Ok(vm.list(items))
}

/// Whether the list has had items since they were taken from it.
fn was_filled(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let list = receiver!(vm, arguments[0], List, "list");
    Ok(Value::Bool(vm.heap[list].0.capacity() > 0))
}

/// Sorts the list `items` by the list `keys`; false if that needs Python.
fn sort_natively(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let items = receiver!(vm, arguments[0], List, "list");
    let keys = receiver!(vm, arguments[1], List, "list");
    let reverse = vm.truth(arguments[2])?;
    let (values, ranks) = (vm.heap[items].0.clone(), vm.heap[keys].0.clone());
    match sorting::sort_by_keys(vm, values, ranks, reverse) {
        Ok(sorted) => {
            vm.heap[items].0 = sorted;
            Ok(Value::Bool(true))
        }
        Err(Escape::Defer) => Ok(Value::Bool(false)),
        Err(escape) => Err(escape),
    }
}

/// What an iterator is made of, as a tuple.
fn iterator_parts(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let iter = receiver!(vm, arguments[0], Iter, "iterator");
    let parts = match vm.heap[iter].clone() {
        Iter::Enumerate { inner, count } => vec![inner, count],
        Iter::Zip { inner, strict } => {
            let inner = vm.tuple(inner);
            vec![inner, Value::Bool(strict)]
        }
        Iter::Map { function, inner, strict } => {
            let inner = vm.tuple(inner);
            vec![function, inner, Value::Bool(strict)]
        }
        Iter::Filter { function, inner } => vec![function, inner],
        Iter::Callable { callable, sentinel } => vec![callable, sentinel],
        Iter::Sequence { sequence, index, reversed } => vec![sequence, Value::Int(index), Value::Bool(reversed)],
        _ => Vec::new(),
    };
    Ok(vm.tuple(parts))
}

fn iterator_end(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let iter = receiver!(vm, arguments[0], Iter, "iterator");
    match &mut vm.heap[iter] {
        // It stays what it is, for `type()`.
        Iter::Sequence { index, .. } => *index = -1,
        Iter::Callable { .. } => vm.heap[iter] = Iter::Done,
        _ => {}
    }
    Ok(Value::None)
}

/// Adds one to the count of an `enumerate`; returns what it was.
fn count_up(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let iter = receiver!(vm, arguments[0], Iter, "enumerate");
    let Iter::Enumerate { count, .. } = vm.heap[iter] else { return Err(Escape::Defer) };
    let next = vm.next_int(count);
    if let Iter::Enumerate { count, .. } = &mut vm.heap[iter] {
        *count = next;
    }
    Ok(count)
}

/// Moves a sequence's iterator to the next index.
fn move_on(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let iter = receiver!(vm, arguments[0], Iter, "iterator");
    if let Iter::Sequence { index, reversed, .. } = &mut vm.heap[iter] {
        *index += if *reversed { -1 } else { 1 };
    }
    Ok(Value::None)
}

fn new_enumerate(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let iter = vm.iter(Iter::Enumerate { inner: arguments[1], count: arguments[2] });
    wrapped(vm, arguments[0], iter)
}

fn new_zip(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let inner = vm.sequence_items(arguments[1]).into();
    let strict = vm.truth(arguments[2])?;
    let iter = vm.iter(Iter::Zip { inner, strict });
    wrapped(vm, arguments[0], iter)
}

fn new_map(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let inner = vm.sequence_items(arguments[2]).into();
    let strict = vm.truth(arguments[3])?;
    let iter = vm.iter(Iter::Map { function: arguments[1], inner, strict });
    wrapped(vm, arguments[0], iter)
}

fn new_filter(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let iter = vm.iter(Iter::Filter { function: arguments[1], inner: arguments[2] });
    wrapped(vm, arguments[0], iter)
}

fn new_reversed(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let length = vm.to_size(arguments[2])?;
    let iter = vm.iter(Iter::Sequence { sequence: arguments[1], index: length - 1, reversed: true });
    wrapped(vm, arguments[0], iter)
}

/// Refuses to reduce an object that is more than its class, its value and its attributes.
fn refuse_hidden_state(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let value = match arguments[0] {
        Value::Instance(instance) => vm.heap[instance].payload,
        value => value,
    };
    match value {
        Value::Unbound | Value::None | Value::Bool(_) | Value::Int(_) | Value::BigInt(_) | Value::Float(_) | Value::Complex(_)
        | Value::Str(_) | Value::Bytes(_) | Value::ByteArray(_) | Value::Tuple(_) | Value::List(_) | Value::Dict(_)
        | Value::Set(_) | Value::FrozenSet(_) => Ok(Value::None),
        _ => {
            let class = vm.class_of(arguments[0]);
            let name = vm.full_class_name(class);
            Err(vm.type_error(format!("cannot pickle '{name}' object")))
        }
    }
}
