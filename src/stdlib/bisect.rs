//! `_bisectcore`: `bisect` for lists and tuples whose items compare without Python code.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::ordering::Compare;

pub const NATIVES: &[NativeDef] = &[
    function("bisect_right", "(a, x, lo=0, hi=None, *, key=None)", |vm, arguments| found(vm, arguments, true)),
    function("bisect_left", "(a, x, lo=0, hi=None, *, key=None)", |vm, arguments| found(vm, arguments, false)),
    function("insort_right", "(a, x, lo=0, hi=None, *, key=None)", |vm, arguments| insert(vm, arguments, true)),
    function("insort_left", "(a, x, lo=0, hi=None, *, key=None)", |vm, arguments| insert(vm, arguments, false)),
];

fn found(vm: &mut Vm, arguments: &[Value], after_equal: bool) -> NativeResult {
    let place = place(vm, arguments, after_equal)?;
    Ok(vm.index(place))
}

fn insert(vm: &mut Vm, arguments: &[Value], after_equal: bool) -> NativeResult {
    let Value::List(list) = arguments[0] else { return Err(Escape::Defer) };
    let place = place(vm, arguments, after_equal)?;
    vm.heap.charge(16);
    vm.heap[list].0.insert(place, arguments[1]);
    Ok(Value::None)
}

fn place(vm: &mut Vm, arguments: &[Value], after_equal: bool) -> Result<usize, Escape> {
    let [sequence, item, low, high, key] = *arguments else { return Err(Escape::Defer) };
    if !matches!(key, Value::None | Value::Unbound) || !matches!(sequence, Value::List(_) | Value::Tuple(_)) {
        return Err(Escape::Defer);
    }
    let length = vm.sequence_items(sequence).len();
    let Ok(mut low) = usize::try_from(vm.size_or(low, 0)?) else { return Err(vm.value_error("lo must be non-negative")) };
    let mut high = match high {
        Value::None | Value::Unbound => length,
        high => usize::try_from(vm.size_argument(high)?).unwrap_or(0),
    };
    if high > length {
        return Err(Escape::Defer);
    }
    while low < high {
        let middle = low + (high - low) / 2;
        let other = vm.sequence_items(sequence)[middle];
        let left = if after_equal { vm.compare(Compare::Lt, item, other)? } else { !vm.compare(Compare::Lt, other, item)? };
        if left { high = middle } else { low = middle + 1 }
    }
    Ok(low)
}
