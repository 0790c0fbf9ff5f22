//! `_heapqcore`: `heapq` for lists whose items compare without Python code. Where they do not, nothing has changed
//! but the order of the items, and the functions of `_heapq` do it all.

use smallvec::SmallVec;

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::ordering::Compare;

pub const NATIVES: &[NativeDef] = &[
    function("heappush", "(heap, item, /)", |vm, arguments| push(vm, arguments, Less)),
    function("heappop", "(heap, /)", |vm, arguments| pop(vm, arguments, Less)),
    function("heapify", "(heap, /)", |vm, arguments| heapify(vm, arguments, Less)),
    function("heapreplace", "(heap, item, /)", |vm, arguments| replace(vm, arguments, Less)),
    function("heappushpop", "(heap, item, /)", |vm, arguments| push_pop(vm, arguments, Less)),
    function("heappush_max", "(heap, item, /)", |vm, arguments| push(vm, arguments, More)),
    function("heappop_max", "(heap, /)", |vm, arguments| pop(vm, arguments, More)),
    function("heapify_max", "(heap, /)", |vm, arguments| heapify(vm, arguments, More)),
    function("heapreplace_max", "(heap, item, /)", |vm, arguments| replace(vm, arguments, More)),
    function("heappushpop_max", "(heap, item, /)", |vm, arguments| push_pop(vm, arguments, More)),
];

/// Which items are nearer to the top.
#[derive(Clone, Copy)]
enum Top {
    Less,
    More,
}
use Top::{Less, More};

fn before(vm: &mut Vm, order: Top, a: Value, b: Value) -> Result<bool, Escape> {
    match order {
        Less => vm.compare(Compare::Lt, a, b),
        More => vm.compare(Compare::Lt, b, a),
    }
}

fn heap_argument(vm: &mut Vm, heap: Value, name: &str, order: Top) -> Result<Ref<List>, Escape> {
    match vm.unwrap(heap) {
        Value::List(list) => Ok(list),
        other => {
            let (which, type_name) = (if matches!(order, More) { "_max" } else { "" }, vm.type_name(other));
            let argument = if matches!(name, "heappop" | "heapify") { "argument" } else { "argument 1" };
            Err(vm.type_error(format!("{name}{which}() {argument} must be list, not {type_name}")))
        }
    }
}

fn push(vm: &mut Vm, arguments: &[Value], order: Top) -> NativeResult {
    let heap = heap_argument(vm, arguments[0], "heappush", order)?;
    vm.heap[heap].0.push(arguments[1]);
    vm.heap.charge(16);
    match rise(vm, heap, order) {
        Ok(()) => Ok(Value::None),
        Err(Escape::Raise(exception)) => Err(Escape::Raise(exception)),
        Err(escape) => {
            vm.heap[heap].0.pop();
            Err(escape)
        }
    }
}

fn pop(vm: &mut Vm, arguments: &[Value], order: Top) -> NativeResult {
    let heap = heap_argument(vm, arguments[0], "heappop", order)?;
    let Some(last) = vm.heap[heap].0.pop() else { return Err(vm.index_error("index out of range")) };
    let Some(first) = vm.heap[heap].0.first().copied() else { return Ok(last) };
    vm.heap[heap].0[0] = last;
    match sink(vm, heap, 0, order) {
        Ok(()) => Ok(first),
        Err(Escape::Raise(exception)) => Err(Escape::Raise(exception)),
        Err(escape) => {
            vm.heap[heap].0[0] = first;
            vm.heap[heap].0.push(last);
            Err(escape)
        }
    }
}

fn heapify(vm: &mut Vm, arguments: &[Value], order: Top) -> NativeResult {
    let heap = heap_argument(vm, arguments[0], "heapify", order)?;
    for place in (0..vm.heap[heap].0.len() / 2).rev() {
        sink(vm, heap, place, order)?;
    }
    Ok(Value::None)
}

fn replace(vm: &mut Vm, arguments: &[Value], order: Top) -> NativeResult {
    let heap = heap_argument(vm, arguments[0], "heapreplace", order)?;
    let Some(first) = vm.heap[heap].0.first().copied() else { return Err(vm.index_error("index out of range")) };
    vm.heap[heap].0[0] = arguments[1];
    match sink(vm, heap, 0, order) {
        Ok(()) => Ok(first),
        Err(Escape::Raise(exception)) => Err(Escape::Raise(exception)),
        Err(escape) => {
            vm.heap[heap].0[0] = first;
            Err(escape)
        }
    }
}

fn push_pop(vm: &mut Vm, arguments: &[Value], order: Top) -> NativeResult {
    let heap = heap_argument(vm, arguments[0], "heappushpop", order)?;
    match vm.heap[heap].0.first().copied() {
        Some(first) if before(vm, order, first, arguments[1])? => replace(vm, arguments, order),
        _ => Ok(arguments[1]),
    }
}

/// Moves the last item up to where it belongs.
fn rise(vm: &mut Vm, list: Ref<List>, order: Top) -> Result<(), Escape> {
    let Some(last) = vm.heap[list].0.len().checked_sub(1) else { return Ok(()) };
    let item = vm.heap[list].0[last];
    let mut place = last;
    while place > 0 && before(vm, order, item, vm.heap[list].0[parent(place)])? {
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

/// Moves the item at `start` to the bottom along the children nearer to the top, then up again to where it belongs.
fn sink(vm: &mut Vm, list: Ref<List>, start: usize, order: Top) -> Result<(), Escape> {
    let Some(item) = vm.heap[list].0.get(start).copied() else { return Ok(()) };
    let mut path: SmallVec<[usize; 24]> = SmallVec::new();
    let mut place = start;
    while let Some(child) = upper_child(vm, list, place, order)? {
        path.push(child);
        place = child;
    }
    // Each item of the path would move up by one, but for those above which the item itself belongs.
    while let Some(last) = path.last() {
        if !before(vm, order, item, vm.heap[list].0[*last])? {
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

fn upper_child(vm: &mut Vm, list: Ref<List>, place: usize, order: Top) -> Result<Option<usize>, Escape> {
    let (items, left, right) = (&vm.heap[list].0, 2 * place + 1, 2 * place + 2);
    let Some(first) = items.get(left).copied() else { return Ok(None) };
    let Some(second) = items.get(right).copied() else { return Ok(Some(left)) };
    Ok(Some(if before(vm, order, first, second)? { left } else { right }))
}
