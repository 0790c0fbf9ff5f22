//! `itertools`: how its iterators are made. Where what they draw from is of built-in types, `vm::tools`
//! takes their steps; else a generator of the prelude does.

use crate::builtins::iterators::next;
use crate::builtins::shared::{class_argument, receiver};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

const ITER: NativeDef = method("__iter__", "(self, /)", |_, arguments| Ok(arguments[0]));
const NEXT: NativeDef = method("__next__", "(self, /)", next);

macro_rules! tool {
    ($signature:literal, $new:expr $(, $more:expr)*) => {
        &[static_method("__new__", $signature, $new), ITER, NEXT $(, $more)*]
    };
}

const RUN: &[NativeDef] = tool!("(cls, parent, tgtkey, /)", deferred);

/// The classes and their methods. What `__new__` cannot make natively, the prelude makes.
const CLASSES: &[(&str, &[NativeDef])] = &[
    ("itertools.count", tool!("(cls, start=0, step=1)", new_count, method("__repr__", "(self, /)", deferred))),
    (
        "itertools.repeat",
        tool!(
            "(cls, object, times=None)",
            new_repeat,
            method("__repr__", "(self, /)", deferred),
            method("__length_hint__", "(self, /)", repeat_length)
        ),
    ),
    ("itertools.cycle", tool!("(cls, iterable, /)", new_cycle)),
    (
        "itertools.chain",
        tool!(
            "(cls, /, *iterables)",
            new_chain,
            class_method("from_iterable", "(cls, iterable, /)", chain_from_iterable),
            class_method("__class_getitem__", "(cls, item, /)", crate::builtins::shared::deferred)
        ),
    ),
    ("itertools.islice", tool!("(cls, /, *args)", new_slice)),
    ("itertools.pairwise", tool!("(cls, iterable, /)", new_pairwise)),
    ("itertools.batched", tool!("(cls, iterable, n, *, strict=False)", new_batched)),
    ("itertools.zip_longest", tool!("(cls, /, *iterables, fillvalue=None)", new_longest)),
    ("itertools.product", tool!("(cls, /, *iterables, repeat=1)", new_product)),
    ("itertools.permutations", tool!("(cls, iterable, r=None)", |vm, arguments| choose(vm, arguments, Order::Permutations))),
    ("itertools.combinations", tool!("(cls, iterable, r)", |vm, arguments| choose(vm, arguments, Order::Combinations))),
    (
        "itertools.combinations_with_replacement",
        tool!("(cls, iterable, r)", |vm, arguments| choose(vm, arguments, Order::WithReplacement)),
    ),
    ("itertools.accumulate", tool!("(cls, iterable, func=None, *, initial=None)", deferred)),
    ("itertools.compress", tool!("(cls, data, selectors)", deferred)),
    ("itertools.dropwhile", tool!("(cls, predicate, iterable, /)", deferred)),
    ("itertools.takewhile", tool!("(cls, predicate, iterable, /)", deferred)),
    ("itertools.filterfalse", tool!("(cls, function, iterable, /)", deferred)),
    ("itertools.starmap", tool!("(cls, function, iterable, /)", deferred)),
    ("itertools.groupby", tool!("(cls, iterable, key=None)", new_groups)),
    ("itertools._grouper", RUN),
];

pub const NATIVES: &[NativeDef] = &[function("tee", "(iterable, n=2, /)", deferred)];

/// What the prelude makes iterators with.
pub const INTRINSICS: &[NativeDef] = &[
    function("_new_tool", "(cls, generator, /)", new_generated),
    function("_tool_parts", "(tool, /)", tool_parts),
    function("_set_count", "(count, next, step, /)", set_count),
    function("_set_generated", "(tool, generator, /)", set_generated),
];

/// Adds the classes.
pub fn fill(vm: &mut Vm, module: Ref<Dict>) {
    for (path, natives) in CLASSES {
        let class = vm.native_class_at(path, natives);
        let name = path.trim_start_matches("itertools.");
        vm.define(module, name, class);
    }
    let tee = vm.prelude_function("_tee");
    vm.define(module, "_tee", tee);
}

fn deferred(_: &mut Vm, _: &[Value]) -> NativeResult {
    Err(Escape::Defer)
}

fn make(vm: &mut Vm, cls: Value, state: ToolState) -> NativeResult {
    let asked = class_argument(vm, cls, "itertools")?;
    let layout = |vm: &Vm, class: &&Ref<Class>| vm.heap[**class].immutable;
    let Some(class) = vm.heap[asked].mro.iter().find(|class| layout(vm, class)).copied() else {
        return Err(vm.type_error("not an iterator of itertools"));
    };
    let iter = vm.iter(Iter::Tool(Box::new(Tool { class, state })));
    Ok(vm.wrap(asked, iter))
}

/// An iterator over `iterable` that needs no Python; defers for others.
fn native_iterator(vm: &mut Vm, iterable: Value) -> Result<Value, Escape> {
    let iterator = vm.iterator(iterable)?;
    if vm.steps_natively(iterator) { Ok(iterator) } else { Err(Escape::Defer) }
}

/// Whether `value` can be counted with; objects with a method of such a name can.
fn is_number(vm: &mut Vm, value: Value) -> bool {
    if let Value::Int(_) | Value::Float(_) | Value::Bool(_) | Value::BigInt(_) | Value::Complex(_) = vm.unwrap(value) {
        return true;
    }
    ["__index__", "__int__", "__float__", "__complex__"].into_iter().any(|name| {
        let name = vm.intern(name);
        vm.defines(value, name)
    })
}

fn new_count(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [start, step] = [(arguments[1], 0), (arguments[2], 1)].map(|(value, default)| value.bound().unwrap_or(Value::Int(default)));
    if !is_number(vm, start) || !is_number(vm, step) {
        return Err(vm.type_error("a number is required"));
    }
    make(vm, arguments[0], ToolState::Count { next: start, step })
}

fn new_repeat(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let left = match arguments[2] {
        Value::Unbound => None,
        Value::None => return Err(vm.type_error("'NoneType' object cannot be interpreted as an integer")),
        times => Some(vm.size_argument(times)?.max(0)),
    };
    make(vm, arguments[0], ToolState::Repeat { item: arguments[1], left })
}

fn repeat_length(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let iter = receiver!(vm, arguments[0], Iter, "repeat");
    match &vm.heap[iter] {
        Iter::Tool(tool) => match tool.state {
            ToolState::Repeat { left: Some(left), .. } => Ok(Value::Int(left)),
            _ => Err(vm.type_error("len() of unsized object")),
        },
        _ => Ok(Value::Int(0)),
    }
}

fn new_cycle(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let inner = native_iterator(vm, arguments[1])?;
    make(vm, arguments[0], ToolState::Cycle { inner, saved: Vec::new(), at: 0 })
}

fn new_chain(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let sources = vm.iterator(arguments[1])?;
    make(vm, arguments[0], ToolState::Chain { sources, active: Value::None })
}

fn chain_from_iterable(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let sources = native_iterator(vm, arguments[1])?;
    make(vm, arguments[0], ToolState::Chain { sources, active: Value::None })
}

fn new_slice(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let given = vm.sequence_items(arguments[1]).to_vec();
    let [iterable, bounds @ ..] = &given[..] else {
        return Err(vm.type_error("islice expected at least 2 arguments, got 0"));
    };
    let bounds = match *bounds {
        [] => return Err(vm.type_error("islice expected at least 2 arguments, got 1")),
        [stop] => [Value::None, stop, Value::None],
        [start, stop] => [start, stop, Value::None],
        [start, stop, step] => [start, stop, step],
        _ => return Err(vm.type_error(format!("islice expected at most 4 arguments, got {}", given.len()))),
    };
    let only_stop = given.len() == 2;
    let stop = slice_bound(vm, bounds[1], if only_stop { "Stop argument" } else { "Indices" })?;
    let wanted = slice_bound(vm, bounds[0], "Indices")?.unwrap_or(0);
    let step = match bounds[2] {
        Value::None => 1,
        step => match vm.try_index(step)?.map(|step| step.clamped()) {
            Some(step) if step > 0 => step as u64,
            _ => return Err(vm.value_error("Step for islice() must be a positive integer or None.")),
        },
    };
    let inner = native_iterator(vm, *iterable)?;
    make(vm, arguments[0], ToolState::Slice { inner, at: 0, wanted, stop, step })
}

fn slice_bound(vm: &mut Vm, value: Value, which: &str) -> Result<Option<u64>, Escape> {
    if value.is_none() {
        return Ok(None);
    }
    match vm.try_index(value)? {
        Some(crate::vm::numbers::Index::Small(bound)) if bound >= 0 => Ok(Some(bound as u64)),
        _ => Err(vm.value_error(format!("{which} for islice() must be None or an integer: 0 <= x <= sys.maxsize."))),
    }
}

fn new_groups(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if arguments[2].bound().is_some_and(|key| !key.is_none()) {
        return Err(Escape::Defer);
    }
    let inner = native_iterator(vm, arguments[1])?;
    let (item, wanted, run) = (Value::Unbound, Value::Unbound, Value::None);
    make(vm, arguments[0], ToolState::Groups { inner, item, wanted, run })
}

/// The class of the runs that a `groupby` gives.
pub fn run_class(vm: &mut Vm) -> Ref<Class> {
    vm.native_class_at("itertools._grouper", RUN)
}

fn new_pairwise(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let inner = native_iterator(vm, arguments[1])?;
    make(vm, arguments[0], ToolState::Pairs { inner, before: Value::Unbound })
}

fn new_batched(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let size = vm.size_argument(arguments[2])?;
    if size < 1 {
        return Err(vm.value_error("n must be at least one"));
    }
    let strict = vm.flag_or_false(arguments[3])?;
    let inner = native_iterator(vm, arguments[1])?;
    make(vm, arguments[0], ToolState::Batches { inner, size: size as usize, strict })
}

fn new_longest(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    // Keyword-only parameters precede `*args` in a native's arguments.
    let fill = arguments[1].bound().unwrap_or(Value::None);
    let iterables = vm.sequence_items(arguments[2]).to_vec();
    let inner = iterables.into_iter().map(|iterable| native_iterator(vm, iterable)).collect::<Result<_, _>>()?;
    make(vm, arguments[0], ToolState::Longest { inner, fill })
}

fn arrange(vm: &mut Vm, cls: Value, order: Order, pools: Vec<Box<[Value]>>, indices: Vec<usize>, cycles: Vec<usize>) -> NativeResult {
    vm.heap.charge(pools.iter().map(|pool| pool.len() * 16).sum());
    let (pools, indices, cycles) = (pools.into(), indices.into(), cycles.into());
    make(vm, cls, ToolState::Arranged(Arrangement { order, pools, indices, cycles, row: Vec::new(), started: false }))
}

fn new_product(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let repeat = vm.size_or(arguments[1], 1)?;
    let Ok(repeat) = usize::try_from(repeat) else {
        return Err(vm.value_error("repeat argument cannot be negative"));
    };
    let iterables = vm.sequence_items(arguments[2]).to_vec();
    if iterables.len().checked_mul(repeat).is_none_or(|places| places > 1 << 28) {
        return Err(vm.overflow_error("repeat argument too large"));
    }
    let mut pools: Vec<Box<[Value]>> = Vec::with_capacity(iterables.len());
    for iterable in iterables {
        pools.push(vm.collect(iterable)?.into());
    }
    let pools: Vec<_> = std::iter::repeat_n(pools, repeat).flatten().collect();
    let indices = vec![0; pools.len()];
    arrange(vm, arguments[0], Order::Product, pools, indices, Vec::new())
}

fn choose(vm: &mut Vm, arguments: &[Value], order: Order) -> NativeResult {
    let places = match arguments[2] {
        Value::Unbound | Value::None if order == Order::Permutations => None,
        places if order == Order::Permutations && vm.as_int(places).is_none() => {
            return Err(vm.type_error("Expected int as r"));
        }
        places => Some(vm.size_argument(places)?),
    };
    if places.is_some_and(|places| places < 0) {
        return Err(vm.value_error("r must be non-negative"));
    }
    let pool: Box<[Value]> = vm.collect(arguments[1])?.into();
    let count = pool.len();
    let places = places.map_or(count, |places| places as usize);
    // Of more places than there are items there is no choice, or one of none at all.
    let kept = if order == Order::WithReplacement && count > 0 { places } else { places.min(count + 1) };
    let (indices, cycles) = match order {
        Order::Permutations => ((0..count).collect(), (0..kept).map(|place| count.saturating_sub(place)).collect()),
        Order::Combinations => ((0..kept).collect(), Vec::new()),
        _ => (vec![0; kept], Vec::new()),
    };
    arrange(vm, arguments[0], order, vec![pool], indices, cycles)
}

fn new_generated(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    make(vm, arguments[0], ToolState::Generated(arguments[1]))
}

/// What the prelude asks of an iterator: how a `count` or `repeat` prints, what a `chain` has left.
fn tool_parts(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let iter = receiver!(vm, arguments[0], Iter, "itertools");
    let Iter::Tool(tool) = &vm.heap[iter] else { return Ok(Value::None) };
    let parts = match tool.state {
        ToolState::Count { next, step } => [next, step],
        ToolState::Repeat { item, left } => [item, left.map_or(Value::None, Value::Int)],
        ToolState::Chain { sources, active } => [sources, active],
        _ => return Ok(Value::None),
    };
    Ok(vm.tuple(parts))
}

fn set_count(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let iter = receiver!(vm, arguments[0], Iter, "count");
    vm.set_tool(iter, ToolState::Count { next: arguments[1], step: arguments[2] });
    Ok(Value::None)
}

fn set_generated(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let iter = receiver!(vm, arguments[0], Iter, "itertools");
    vm.set_tool(iter, ToolState::Generated(arguments[1]));
    Ok(Value::None)
}
