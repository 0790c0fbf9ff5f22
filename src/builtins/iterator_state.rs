//! How iterators are pickled and copied: `__reduce__`, `__setstate__` and `__length_hint__`.

use crate::builtins::shared::{deferred, receiver};
use crate::object::*;
use crate::text::string::count_chars;
use crate::vm::Vm;
use crate::vm::iteration::ENDED;
use crate::vm::native::*;

/// What every iterator has.
pub const COMMON: &[NativeDef] = &[
    method("__length_hint__", "(self, /)", length_hint),
    method("__reduce__", "(self, /)", reduce),
    method("__setstate__", "(self, state, /)", set_state),
];

/// Of classes that others derive from: their `__reduce__` names the class of the instance.
pub const OF_CLASS: &[NativeDef] = &[method("__reduce__", "(self, /)", deferred)];

/// How many items an iterator still has, if that is known.
fn remaining(vm: &Vm, iter: Ref<Iter>) -> Option<usize> {
    let heap = &vm.heap;
    Some(match &heap[iter] {
        Iter::Done => 0,
        Iter::Deque { deque, at, .. } => heap[*deque].get::<Deque>().map_or(0, |deque| deque.items.len().saturating_sub(*at)),
        Iter::Tool(tool) => match tool.state {
            ToolState::Repeat { left: Some(left), .. } => left as usize,
            _ => return None,
        },
        Iter::Range { remaining, .. } => *remaining as usize,
        Iter::List { list, index } => heap[*list].0.len().saturating_sub(*index),
        Iter::ListReversed { list, index } => if *index > heap[*list].0.len() { 0 } else { *index },
        Iter::Tuple { tuple, index } => heap[*tuple].0.len().saturating_sub(*index),
        Iter::Str { str, offset } => count_chars(&heap[*str].as_str()[*offset..]),
        Iter::Bytes { bytes, index } => heap[*bytes].0.len().saturating_sub(*index),
        Iter::ByteArray { bytes, index } => heap[*bytes].0.len().saturating_sub(*index),
        Iter::Dict { dict, index, len, reversed, .. } => {
            if *index == ENDED || heap[*dict].len() != *len {
                return Some(0);
            }
            let entries = heap[*dict].entry_count();
            let left = if *reversed { 0..(*index).min(entries) } else { (*index).min(entries)..entries };
            left.filter(|at| heap[*dict].entry_at(*at).is_some()).count()
        }
        Iter::Set { set, index, len } => {
            let table = vm.set_table(*set)?;
            if *index == ENDED || table.len() != *len {
                return Some(0);
            }
            (*index..table.slot_count()).filter(|at| table.at(*at).is_some()).count()
        }
        _ => return None,
    })
}

fn length_hint(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let iter = receiver!(vm, arguments[0], Iter, "iterator");
    if matches!(vm.heap[iter], Iter::Sequence { .. }) {
        return Err(Escape::Defer);
    }
    Ok(remaining(vm, iter).map_or(Value::NotImplemented, |count| Value::Int(count as i64)))
}

/// What an iterator is made of again: a function by name, its argument, and where it stands.
struct Recipe {
    function: &'static str,
    arguments: Vec<Value>,
    state: Option<Value>,
}

impl Recipe {
    fn iter(of: Value, position: usize) -> Recipe {
        Recipe { function: "iter", arguments: vec![of], state: Some(Value::Int(position as i64)) }
    }

    fn of_items(items: Value) -> Recipe {
        Recipe { function: "iter", arguments: vec![items], state: None }
    }
}

fn recipe(vm: &mut Vm, iter: Ref<Iter>) -> Result<Recipe, Escape> {
    Ok(match vm.heap[iter].clone() {
        Iter::Range { next, step, remaining } => {
            let stop = next.wrapping_add(remaining.wrapping_mul(step));
            let range = vm.heap.allocate(Range { start: next, stop, step }).into();
            Recipe { state: Some(Value::None), ..Recipe::of_items(range) }
        }
        Iter::List { index: ENDED, .. } => Recipe::of_items(vm.list(Vec::new())),
        Iter::List { list, index } => Recipe::iter(list.into(), index),
        Iter::ListReversed { list, index } => {
            let state = Some(Value::Int(index as i64 - 1));
            Recipe { function: "reversed", arguments: vec![list.into()], state }
        }
        Iter::Tuple { tuple, index } => Recipe::iter(tuple.into(), index.min(vm.heap[tuple].0.len())),
        Iter::Str { str, offset } => {
            let position = count_chars(&vm.heap[str].as_str()[..offset]);
            Recipe::iter(str.into(), position)
        }
        Iter::Bytes { bytes, index } => Recipe::iter(bytes.into(), index.min(vm.heap[bytes].0.len())),
        Iter::ByteArray { bytes, index } if index != ENDED => Recipe::iter(bytes.into(), index),
        Iter::Dict { .. } | Iter::Set { .. } | Iter::Deque { .. } => {
            let before = vm.snapshots(iter.into());
            let items = vm.collect(iter.into())?;
            vm.restore(before);
            Recipe::of_items(vm.list(items))
        }
        Iter::Sequence { sequence, index, .. } if index >= 0 => Recipe::iter(sequence, index as usize),
        Iter::Callable { callable, sentinel } => {
            Recipe { function: "iter", arguments: vec![callable, sentinel], state: None }
        }
        Iter::Tool(_) | Iter::Matches { .. } => {
            let message = format!("cannot pickle '{}' object", vm.type_name(iter.into()));
            return Err(vm.type_error(message));
        }
        _ => Recipe::of_items(vm.tuple([])),
    })
}

fn reduce(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let iter = receiver!(vm, arguments[0], Iter, "iterator");
    let Recipe { function, arguments, state } = recipe(vm, iter)?;
    let name = vm.intern(function);
    let Some(function) = vm.heap.get_name(vm.builtins, name) else {
        return Err(vm.attribute_error(Value::None, name, format!("builtins has no attribute '{}'", vm.heap[name].as_str())));
    };
    let arguments = vm.tuple(arguments);
    Ok(match state {
        Some(state) => vm.tuple([function, arguments, state]),
        None => vm.tuple([function, arguments]),
    })
}

fn set_state(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let iter = receiver!(vm, arguments[0], Iter, "iterator");
    if let Iter::Zip { .. } | Iter::Map { .. } = vm.heap[iter] {
        let wanted = vm.truth(arguments[1])?;
        if let Iter::Zip { strict, .. } | Iter::Map { strict, .. } = &mut vm.heap[iter] {
            *strict = wanted;
        }
        return Ok(Value::None);
    }
    let wanted = vm.to_index(arguments[1])?.clamped();
    let within = |length: usize| wanted.clamp(0, length as i64) as usize;
    let moved = match vm.heap[iter].clone() {
        Iter::Range { next, step, remaining } => {
            let skipped = wanted.clamp(0, remaining);
            Iter::Range { next: next.wrapping_add(skipped.wrapping_mul(step)), step, remaining: remaining - skipped }
        }
        Iter::List { list, index } if index != ENDED => Iter::List { list, index: within(vm.heap[list].0.len()) },
        Iter::ListReversed { list, index } if index != 0 => {
            let index = wanted.saturating_add(1).clamp(0, vm.heap[list].0.len() as i64) as usize;
            Iter::ListReversed { list, index }
        }
        Iter::Tuple { tuple, .. } => Iter::Tuple { tuple, index: within(vm.heap[tuple].0.len()) },
        Iter::Str { str, .. } => {
            let text = &vm.heap[str];
            let text = crate::text::string::Text { str: text.as_str(), ascii: text.is_ascii() };
            Iter::Str { str, offset: text.offset(within(text.len())) }
        }
        Iter::Bytes { bytes, .. } => Iter::Bytes { bytes, index: within(vm.heap[bytes].0.len()) },
        Iter::ByteArray { bytes, index } if index != ENDED => {
            Iter::ByteArray { bytes, index: within(vm.heap[bytes].0.len()) }
        }
        Iter::Sequence { sequence, index, reversed } if index >= 0 => {
            let lowest = if reversed { -1 } else { 0 };
            let highest = vm.data_len(vm.unwrap(sequence)).map_or(i64::MAX, |length| length as i64 - i64::from(reversed));
            Iter::Sequence { sequence, index: wanted.min(highest).max(lowest), reversed }
        }
        other => other,
    };
    vm.heap[iter] = moved;
    Ok(Value::None)
}
