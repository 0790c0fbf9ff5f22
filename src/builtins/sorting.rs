//! Sorting: stable, in runs and merges as in timsort, for as long as no comparison needs Python.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::Escape;
use crate::vm::ordering::Compare;

/// Shorter runs are extended by insertion.
const SHORTEST_RUN: usize = 24;

/// `items` sorted by `key` (None or unbound: by themselves). Escapes with `Defer` where Python code
/// has to be called, before anything is changed.
pub fn sorted(vm: &mut Vm, items: Vec<Value>, key: Value, reverse: Value) -> Result<Vec<Value>, Escape> {
    let reverse = !reverse.is_unbound() && vm.truth(reverse)?;
    if key.is_none() || key.is_unbound() {
        return sort_values(vm, items, reverse);
    }
    let mut keys = Vec::with_capacity(items.len());
    for item in &items {
        match vm.call_pure(key, &[*item]) {
            Some(Ok(key)) => keys.push(key),
            Some(Err(Escape::Raise(exception))) => return Err(Escape::Raise(exception)),
            _ => return Err(Escape::Defer),
        }
    }
    sort_by_keys(vm, items, keys, reverse)
}

/// `items` sorted by the keys at the same places.
pub fn sort_by_keys(
    vm: &mut Vm,
    items: Vec<Value>,
    keys: Vec<Value>,
    reverse: bool,
) -> Result<Vec<Value>, Escape> {
    let mut pairs: Vec<(Value, Value)> = keys.into_iter().zip(items).collect();
    sort_pairs(vm, &mut pairs, reverse)?;
    Ok(pairs.into_iter().map(|(_, item)| item).collect())
}

fn sort_values(vm: &mut Vm, items: Vec<Value>, reverse: bool) -> Result<Vec<Value>, Escape> {
    let mut pairs: Vec<(Value, ())> = items.into_iter().map(|item| (item, ())).collect();
    sort_pairs(vm, &mut pairs, reverse)?;
    Ok(pairs.into_iter().map(|(item, ())| item).collect())
}

/// Equal items keep their order, also when the order is reversed.
fn sort_pairs<T: Copy>(vm: &mut Vm, pairs: &mut Vec<(Value, T)>, reverse: bool) -> Result<(), Escape> {
    if reverse {
        pairs.reverse();
    }
    if pairs.iter().all(|(key, _)| matches!(key, Value::Int(_))) {
        pairs.sort_by_key(|(key, _)| if let Value::Int(int) = key { *int } else { 0 });
    } else if pairs.iter().all(|(key, _)| matches!(key, Value::Str(_))) {
        let heap = &vm.heap;
        let text = |key: Value| if let Value::Str(str) = key { heap[str].as_str() } else { "" };
        pairs.sort_by(|(a, _), (b, _)| text(*a).cmp(text(*b)));
    } else if pairs.iter().all(|(key, _)| matches!(key, Value::Float(float) if !float.is_nan())) {
        let float = |key: Value| if let Value::Float(float) = key { float + 0.0 } else { 0.0 };
        pairs.sort_by(|(a, _), (b, _)| float(*a).total_cmp(&float(*b)));
    } else {
        merge_sort(pairs, &mut |a: &(Value, T), b: &(Value, T)| vm.compare(Compare::Lt, a.0, b.0))?;
    }
    if reverse {
        pairs.reverse();
    }
    Ok(())
}

/// A stable sort with a comparison that can fail.
fn merge_sort<T: Copy>(
    items: &mut Vec<T>,
    less: &mut impl FnMut(&T, &T) -> Result<bool, Escape>,
) -> Result<(), Escape> {
    let mut runs = Vec::new();
    let mut start = 0;
    while start < items.len() {
        let end = take_run(items, start, less)?;
        runs.push((start, end));
        start = end;
    }
    while runs.len() > 1 {
        let mut merged = Vec::with_capacity(runs.len().div_ceil(2));
        for pair in runs.chunks(2) {
            if let [(start, middle), (_, end)] = *pair {
                merge(&mut items[start..end], middle - start, less)?;
                merged.push((start, end));
            } else {
                merged.push(pair[0]);
            }
        }
        runs = merged;
    }
    Ok(())
}

/// Finds the ascending or strictly descending run at `start`, makes it ascending and long enough;
/// returns its end.
fn take_run<T: Copy>(
    items: &mut [T],
    start: usize,
    less: &mut impl FnMut(&T, &T) -> Result<bool, Escape>,
) -> Result<usize, Escape> {
    let mut end = start + 1;
    if end < items.len() {
        let descending = less(&items[end], &items[start])?;
        end += 1;
        while end < items.len() && less(&items[end], &items[end - 1])? == descending {
            end += 1;
        }
        if descending {
            items[start..end].reverse();
        }
    }
    let wanted = (start + SHORTEST_RUN).min(items.len());
    while end < wanted {
        insert_last(&mut items[start..=end], less)?;
        end += 1;
    }
    Ok(end)
}

/// Moves the last item to its place among the others, which are sorted.
fn insert_last<T: Copy>(
    items: &mut [T],
    less: &mut impl FnMut(&T, &T) -> Result<bool, Escape>,
) -> Result<(), Escape> {
    let last = items.len() - 1;
    let item = items[last];
    let (mut low, mut high) = (0, last);
    while low < high {
        let middle = (low + high) / 2;
        if less(&item, &items[middle])? {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    items[low..].rotate_right(1);
    Ok(())
}

/// Merges the sorted parts before and from `middle`.
fn merge<T: Copy>(
    items: &mut [T],
    middle: usize,
    less: &mut impl FnMut(&T, &T) -> Result<bool, Escape>,
) -> Result<(), Escape> {
    if !less(&items[middle], &items[middle - 1])? {
        return Ok(());
    }
    let mut merged = Vec::with_capacity(items.len());
    let (mut left, mut right) = (0, middle);
    while left < middle && right < items.len() {
        if less(&items[right], &items[left])? {
            merged.push(items[right]);
            right += 1;
        } else {
            merged.push(items[left]);
            left += 1;
        }
    }
    merged.extend_from_slice(&items[left..middle]);
    merged.extend_from_slice(&items[right..]);
    items.copy_from_slice(&merged);
    Ok(())
}
