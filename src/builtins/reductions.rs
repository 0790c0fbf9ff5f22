//! The built-in functions that walk an iterable: `all`, `any`, `iter`, `max`, `min`, `next`, `sorted`, `sum`.

use crate::builtins::functions::is_callable;
use crate::builtins::sorting;
use crate::object::*;
use crate::vm::generators::{GeneratorRequest, Resume};
use crate::vm::native::*;
use crate::vm::ordering::Compare;
use crate::vm::special::Special;
use crate::vm::gathering::{Gather, Sink};
use crate::vm::summing::Total;
use crate::vm::{Exc, Vm};

pub const FUNCTIONS: &[NativeDef] = &[
    function("all", "(iterable, /)", |vm, arguments| quantify(vm, arguments[0], false)),
    function("any", "(iterable, /)", |vm, arguments| quantify(vm, arguments[0], true)),
    function("iter", "(object, sentinel=None, /)", iter),
    function("max", "(*args, key=None, default=None)", |vm, arguments| extreme(vm, arguments, Compare::Gt, "max"))
        .plainly(|vm, arguments| extreme_of(vm, arguments, Value::Unbound, Value::Unbound, Compare::Gt, "max")),
    function("min", "(*args, key=None, default=None)", |vm, arguments| extreme(vm, arguments, Compare::Lt, "min"))
        .plainly(|vm, arguments| extreme_of(vm, arguments, Value::Unbound, Value::Unbound, Compare::Lt, "min")),
    function("next", "(iterator, default=None, /)", next),
    function("sorted", "(iterable, /, *, key=None, reverse=False)", sorted).gathering(0),
    function("sum", "(iterable, /, start=0)", sum),
];

/// Where the items of an iterable come from.
enum Source {
    /// An iterator whose every step is native.
    Steps(Value),
    /// A list or tuple, and the index of its next item: nothing here can change it in between.
    Sequence(Value, usize),
    Items(std::vec::IntoIter<Value>),
}

impl Source {
    fn open(vm: &mut Vm, iterable: Value) -> Result<Source, Escape> {
        if let Value::List(_) | Value::Tuple(_) = iterable {
            return Ok(Source::Sequence(iterable, 0));
        }
        if !vm.has_own_methods(iterable) {
            let iterator = vm.iterator(iterable)?;
            if vm.steps_natively(iterator) {
                return Ok(Source::Steps(iterator));
            }
        }
        Ok(Source::Items(vm.collect(iterable)?.into_iter()))
    }

    #[inline]
    fn next(&mut self, vm: &mut Vm) -> Result<Option<Value>, Escape> {
        match self {
            Source::Steps(iterator) => vm.advance(*iterator),
            Source::Sequence(Value::List(list), index) => {
                let item = vm.heap[*list].0.get(*index).copied();
                *index += 1;
                Ok(item)
            }
            Source::Sequence(Value::Tuple(tuple), index) => {
                let item = vm.heap[*tuple].0.get(*index).copied();
                *index += 1;
                Ok(item)
            }
            Source::Sequence(..) => Ok(None),
            Source::Items(items) => Ok(items.next()),
        }
    }
}

/// Walks an iterable; if that turns out to need Python, its iterator is put back to where it was.
fn walk<T>(
    vm: &mut Vm,
    iterable: Value,
    step: impl FnOnce(&mut Vm, &mut Source) -> Result<T, Escape>,
) -> Result<T, Escape> {
    if let Value::Generator(_) = iterable {
        return Err(Escape::Defer);
    }
    let before = vm.snapshots(iterable);
    let mut source = Source::open(vm, iterable)?;
    match step(vm, &mut source) {
        Err(Escape::Defer) => {
            vm.restore(before);
            Err(Escape::Defer)
        }
        result => result,
    }
}

/// Has the run loop ask for the items, if `iterable` is a generator.
fn gather(vm: &Vm, iterable: Value, sink: impl FnOnce() -> Sink) -> Result<(), Escape> {
    match vm.plain_generator(iterable) {
        Some(generator) => Err(Escape::Gather(Box::new(Gather { generator, sink: sink() }))),
        None => Ok(()),
    }
}

/// Whether any item is as `wanted` is: `any` for true, `all` (negated) for false.
fn quantify(vm: &mut Vm, iterable: Value, wanted: bool) -> NativeResult {
    gather(vm, iterable, || Sink::Truth { wanted })?;
    walk(vm, iterable, |vm, source| {
        while let Some(item) = source.next(vm)? {
            if vm.truth(item)? == wanted {
                return Ok(Value::Bool(wanted));
            }
        }
        Ok(Value::Bool(!wanted))
    })
}

fn iter(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if arguments[1].is_unbound() {
        return vm.iterator(arguments[0]);
    }
    if !is_callable(vm, arguments[0]) {
        return Err(vm.type_error("iter(v, w): v must be callable"));
    }
    Ok(vm.iter(Iter::Callable { callable: arguments[0], sentinel: arguments[1] }))
}

fn next(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let iterator = arguments[0];
    if let (Value::Generator(generator), Value::Unbound) = (iterator, arguments[1])
        && vm.class_of(iterator) == vm.types.generator
    {
        return Err(Escape::Generator(Box::new(GeneratorRequest { generator, action: Resume::Send(Value::None) })));
    }
    if arguments[1].is_unbound() && !matches!(iterator, Value::Iter(_)) {
        return match vm.tail_call_special(vm.known.__next__, iterator, &[]) {
            Some(result) => result,
            None => {
                let name = vm.type_name(iterator);
                Err(vm.type_error(format!("'{name}' object is not an iterator")))
            }
        };
    }
    // Only a map's step may end in a tail call, whose StopIteration could not be caught here.
    if !arguments[1].is_unbound() && !vm.steps_natively(iterator) {
        return match vm.special(iterator, vm.known.__next__) {
            Special::Missing | Special::Refused => {
                let name = vm.type_name(iterator);
                Err(vm.type_error(format!("'{name}' object is not an iterator")))
            }
            _ => Err(Escape::Defer),
        };
    }
    match vm.advance(iterator)? {
        Some(item) => Ok(item),
        None => match arguments[1] {
            Value::Unbound => Err(vm.raise_with(Exc::StopIteration, &[])),
            default => Ok(default),
        },
    }
}

fn extreme(vm: &mut Vm, arguments: &[Value], op: Compare, name: &str) -> NativeResult {
    let [key, default, args] = *arguments else { return Err(Escape::Defer) };
    let args = vm.sequence_items(args).to_vec();
    extreme_of(vm, &args, key, default, op, name)
}

/// The greatest or least of ints and of floats that are numbers; `None` for anything else.
fn extreme_number(items: &[Value], op: Compare) -> Option<Value> {
    let mut best = *items.first()?;
    for item in &items[1..] {
        let order = match (*item, best) {
            (Value::Int(a), Value::Int(b)) => a.cmp(&b),
            (Value::Float(a), Value::Float(b)) => a.partial_cmp(&b)?,
            _ => return None,
        };
        if op.holds(order) {
            best = *item;
        }
    }
    matches!(best, Value::Int(_) | Value::Float(_)).then_some(best)
}

fn extreme_of(vm: &mut Vm, args: &[Value], key: Value, default: Value, op: Compare, name: &str) -> NativeResult {
    if key.is_unbound() && default.is_unbound() {
        let items = match args {
            [iterable] => vm.sequence_items(*iterable),
            args => args,
        };
        if let Some(best) = extreme_number(items, op) {
            return Ok(best);
        }
    }
    if let ([iterable], true) = (args, key.is_unbound() || key.is_none()) {
        gather(vm, *iterable, || Sink::Best { best: Value::Unbound, default, op })?;
    }
    match *args {
        [] => Err(vm.type_error(format!("{name} expected at least 1 argument, got 0"))),
        [iterable] => match walk(vm, iterable, |vm, source| best(vm, source, key, op))? {
            Some(item) => Ok(item),
            None if default.is_unbound() => Err(vm.value_error(format!("{name}() iterable argument is empty"))),
            None => Ok(default),
        },
        _ if !default.is_unbound() => Err(vm.type_error(format!(
            "Cannot specify a default for {name}() with multiple positional arguments"
        ))),
        _ => {
            let mut source = Source::Items(args.to_vec().into_iter());
            Ok(best(vm, &mut source, key, op)?.unwrap_or(Value::None))
        }
    }
}

/// The first item of which no other is better.
fn best(vm: &mut Vm, source: &mut Source, key: Value, op: Compare) -> Result<Option<Value>, Escape> {
    let mut best: Option<(Value, Value)> = None;
    let ranker = Ranker::of(vm, key);
    while let Some(item) = source.next(vm)? {
        let rank = ranker.rank(vm, item)?;
        best = match best {
            Some((top, _)) if !vm.compare(op, rank, top)? => best,
            _ => Some((rank, item)),
        };
    }
    Ok(best.map(|(_, item)| item))
}

/// What items are ranked by.
enum Ranker {
    Themselves,
    /// A method that changes nothing, such as a dict's `get`.
    Method(Ref<Native>, Value),
    Key(Value),
}

impl Ranker {
    fn of(vm: &Vm, key: Value) -> Ranker {
        match key {
            Value::Unbound | Value::None => Ranker::Themselves,
            Value::BoundMethod(method) if vm.is_pure(key) => match vm.heap[method] {
                BoundMethod { function: Value::Native(native), receiver } => Ranker::Method(native, receiver),
                _ => Ranker::Key(key),
            },
            key => Ranker::Key(key),
        }
    }

    fn rank(&self, vm: &mut Vm, item: Value) -> NativeResult {
        let ranked = match *self {
            Ranker::Themselves => return Ok(item),
            Ranker::Method(native, receiver) => Some(vm.call_native_quickly(native, &[receiver, item])),
            Ranker::Key(key) => vm.call_pure(key, &[item]),
        };
        match ranked {
            Some(Ok(rank)) => Ok(rank),
            Some(Err(Escape::Raise(exception))) => Err(Escape::Raise(exception)),
            _ => Err(Escape::Defer),
        }
    }
}

fn sorted(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let before = vm.snapshots(arguments[0]);
    let items = vm.collect(arguments[0])?;
    match sorting::sorted(vm, items, arguments[1], arguments[2]) {
        Err(Escape::Defer) => {
            vm.restore(before);
            Err(Escape::Defer)
        }
        sorted => {
            let sorted = sorted?;
            Ok(vm.list(sorted))
        }
    }
}

fn sum(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let start = arguments[1].bound().unwrap_or(Value::Int(0));
    let refused = match vm.unwrap(start) {
        Value::Str(_) => Some("sum() can't sum strings [use ''.join(seq) instead]"),
        Value::Bytes(_) => Some("sum() can't sum bytes [use b''.join(seq) instead]"),
        Value::ByteArray(_) => Some("sum() can't sum bytearray [use b''.join(seq) instead]"),
        _ => None,
    };
    if let Some(message) = refused {
        return Err(vm.type_error(message));
    }
    gather(vm, arguments[0], || Sink::Sum(Total::of(start)))?;
    walk(vm, arguments[0], |vm, source| add_all(vm, source, start))
}

/// Adds up numbers; anything else needs the run loop's `+`.
fn add_all(vm: &mut Vm, source: &mut Source, start: Value) -> NativeResult {
    let mut total = Total::of(start);
    while let Some(item) = source.next(vm)? {
        if !total.add(vm, item) {
            return Err(Escape::Defer);
        }
    }
    Ok(total.value())
}

