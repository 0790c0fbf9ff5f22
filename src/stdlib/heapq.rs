//! `_heapq`: the moves of `heapq` within a list whose items compare without Python code.

use smallvec::SmallVec;

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::ordering::Compare;

/// Both return whether they were done; where not, nothing has changed, and the caller does it in Python.
pub const NATIVES: &[NativeDef] = &[
    function("rise", "(heap, /)", |vm, arguments| done(vm, arguments[0], rise)),
    function("sink", "(heap, place, /)", |vm, arguments| {
        let place = vm.as_int(arguments[1]).and_then(|place| usize::try_from(place).ok()).unwrap_or(0);
        done(vm, arguments[0], |vm, list| sink(vm, list, place))
    }),
];

fn done(vm: &mut Vm, heap: Value, step: impl FnOnce(&mut Vm, Ref<List>) -> Result<(), Escape>) -> NativeResult {
    let Value::List(list) = vm.unwrap(heap) else { return Ok(Value::Bool(false)) };
    match step(vm, list) {
        Ok(()) => Ok(Value::Bool(true)),
        Err(Escape::Raise(exception)) => Err(Escape::Raise(exception)),
        Err(_) => Ok(Value::Bool(false)),
    }
}

/// Moves the last item up to where it belongs.
fn rise(vm: &mut Vm, list: Ref<List>) -> Result<(), Escape> {
    let Some(last) = vm.heap[list].0.len().checked_sub(1) else { return Ok(()) };
    let item = vm.heap[list].0[last];
    let mut place = last;
    while place > 0 && vm.compare(Compare::Lt, item, vm.heap[list].0[parent(place)])? {
        place = parent(place);
    }
    let items = &mut vm.heap[list].0;
    let mut hole = last;
    while hole > place {
        items[hole] = items[parent(hole)];
        hole = parent(hole);
    }
    items[place] = item;
    Ok(())
}

fn parent(place: usize) -> usize {
    (place - 1) / 2
}

/// Moves the item at `start` to the bottom along the lesser children, then up again to where it belongs.
fn sink(vm: &mut Vm, list: Ref<List>, start: usize) -> Result<(), Escape> {
    let Some(item) = vm.heap[list].0.get(start).copied() else { return Ok(()) };
    let mut path: SmallVec<[usize; 24]> = SmallVec::new();
    let mut place = start;
    while let Some(child) = lesser_child(vm, list, place)? {
        path.push(child);
        place = child;
    }
    // Each item of the path would move up by one, but for those above which the item itself belongs.
    while let Some(last) = path.last() {
        if !vm.compare(Compare::Lt, item, vm.heap[list].0[*last])? {
            break;
        }
        path.pop();
    }
    let items = &mut vm.heap[list].0;
    let mut hole = start;
    for from in path {
        items[hole] = items[from];
        hole = from;
    }
    items[hole] = item;
    Ok(())
}

fn lesser_child(vm: &mut Vm, list: Ref<List>, place: usize) -> Result<Option<usize>, Escape> {
    let (items, left, right) = (&vm.heap[list].0, 2 * place + 1, 2 * place + 2);
    let Some(first) = items.get(left).copied() else { return Ok(None) };
    let Some(second) = items.get(right).copied() else { return Ok(Some(left)) };
    Ok(Some(if vm.compare(Compare::Lt, first, second)? { left } else { right }))
}
