//! What natives make of the items of a generator: the run loop asks the generator for them, one by one.
//!
//! As long as an item needs no Python code, the generator goes on right after its `yield`: its frame stays where it is.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::calls::Keywords;
use crate::vm::frame::{Frame, Then};
use crate::vm::native::{CallRequest, Escape};
use crate::vm::operation::Operation;
use crate::vm::ordering::Compare;
use crate::vm::summing::Total;

/// A generator and what is made of its items.
#[derive(Debug)]
pub struct Gather {
    pub generator: Ref<Generator>,
    pub sink: Sink,
}

/// Where items go.
#[derive(Debug)]
pub enum Sink {
    /// `sum`.
    Sum(Total),
    /// `any`, which ends at the first item whose truth is `wanted`, or `all`.
    Truth { wanted: bool },
    /// `max` or `min`; `best` is unbound before the first item.
    Best { best: Value, default: Value, op: Compare },
    /// The elements of a set.
    Set(Ref<Set>),
    /// What is counted in `mapping`, whose dict is `counts`.
    Count { counts: Ref<Dict>, mapping: Value },
    /// A call that gets a list in place of the generator, which is its argument at `place`.
    Items { items: Vec<Value>, place: usize, call: Box<CallRequest> },
}

/// What became of an item.
enum Taken {
    More,
    /// The items after it do not matter.
    Done(Value),
    /// Python code has to be called; nothing has changed.
    Hard,
}

impl Gather {
    pub fn visit(&self, visitor: &mut Visitor) {
        visitor.reference(self.generator);
        match &self.sink {
            Sink::Sum(Total::Any(value)) => visitor.value(*value),
            Sink::Sum(_) | Sink::Truth { .. } => {}
            Sink::Best { best, default, .. } => visitor.values(&[*best, *default]),
            Sink::Set(set) => visitor.reference(*set),
            Sink::Count { counts, mapping } => {
                visitor.reference(*counts);
                visitor.value(*mapping);
            }
            Sink::Items { items, call, .. } => {
                visitor.values(items);
                visitor.value(call.callable);
                visitor.values(&call.arguments);
                for (name, value) in &call.keywords {
                    visitor.reference(*name);
                    visitor.value(*value);
                }
            }
        }
    }
}

impl Sink {
    #[inline]
    fn take(&mut self, vm: &mut Vm, item: Value) -> Taken {
        let taken = match self {
            Sink::Sum(total) => total.add(vm, item),
            Sink::Items { items, .. } => {
                items.push(item);
                vm.heap.charge(16);
                true
            }
            Sink::Truth { wanted } => match vm.truth_quickly(item) {
                Some(truth) if truth == *wanted => return Taken::Done(Value::Bool(truth)),
                truth => truth.is_some(),
            },
            Sink::Best { best, op, .. } => {
                let better = match (item, *best) {
                    (_, Value::Unbound) => Ok(true),
                    (Value::Int(item), Value::Int(best)) => Ok(op.holds(item.cmp(&best))),
                    (item, best) => vm.compare(*op, item, best),
                };
                if let Ok(true) = better {
                    *best = item;
                }
                better.is_ok()
            }
            Sink::Set(set) => vm.set_add(*set, item).is_ok(),
            Sink::Count { counts, .. } => vm.count_item(*counts, item),
        };
        if taken { Taken::More } else { Taken::Hard }
    }

    /// The prelude's function that goes on from an item that needs Python, and what it gets first.
    fn rest(&self) -> (&'static str, Value) {
        match *self {
            Sink::Sum(total) => ("_sum_from", total.value()),
            Sink::Truth { wanted } => ("_truth_from", Value::Bool(wanted)),
            Sink::Best { best, op: Compare::Gt, .. } => ("_max_from", best),
            Sink::Best { best, .. } => ("_min_from", best),
            Sink::Set(set) => ("_add_from", set.into()),
            Sink::Count { mapping, .. } => ("_count_from", mapping),
            Sink::Items { .. } => unreachable!("a list takes everything"),
        }
    }
}

impl Vm {
    /// The generator that `iterable` is, unless its class is another (coroutines cannot be iterated).
    pub fn plain_generator(&self, iterable: Value) -> Option<Ref<Generator>> {
        match iterable {
            Value::Generator(generator) if self.class_of(iterable) == self.types.generator => Some(generator),
            _ => None,
        }
    }

    /// Begins to ask the generator for its items.
    pub(super) fn gather(&mut self, gather: Gather, then: Then) -> Result<(), Escape> {
        let generator = gather.generator;
        self.gather_next(Box::new(Operation::Gather { gather, then }), generator)
    }

    /// Calls something with a list of a generator's items in place of the generator.
    pub(super) fn gather_items(
        &mut self,
        callable: Value,
        place: usize,
        arguments: &[Value],
        keywords: Keywords,
        then: Then,
    ) -> Result<(), Escape> {
        let Value::Generator(generator) = arguments[place] else { unreachable!("the caller has looked") };
        let call = Box::new(CallRequest { callable, arguments: arguments.to_vec(), keywords: keywords.to_vec() });
        self.gather(Gather { generator, sink: Sink::Items { items: Vec::new(), place, call } }, then)
    }

    fn gather_next(&mut self, operation: Box<Operation>, generator: Ref<Generator>) -> Result<(), Escape> {
        self.resume(generator, Value::None, Then::Operation(operation))
    }

    /// `yield item` in the top frame: where a native that walks through its generator takes the item without calling
    /// Python, the generator can go on at once. Returns whether it can.
    #[inline]
    pub(super) fn feed(&mut self, item: Value) -> bool {
        let Some(Frame { then, .. }) = self.thread.frames.last_mut() else { return false };
        match then {
            Then::Operation(operation) if matches!(**operation, Operation::Gather { .. }) => {}
            _ => return false,
        }
        let Then::Operation(mut operation) = std::mem::replace(then, Then::Discard) else { return false };
        let taken = match &mut *operation {
            Operation::Gather { gather, .. } => gather.sink.take(self, item),
            _ => Taken::Hard,
        };
        self.frame_mut().then = Then::Operation(operation);
        matches!(taken, Taken::More)
    }

    /// The generator has yielded `item`.
    pub(super) fn gather_item(&mut self, mut operation: Box<Operation>, item: Value) -> Result<(), Escape> {
        let Operation::Gather { gather, .. } = &mut *operation else { unreachable!("it waits for an item") };
        let generator = gather.generator;
        match gather.sink.take(self, item) {
            Taken::More => self.gather_next(operation, generator),
            Taken::Done(value) => self.complete(operation.into_then(), value),
            Taken::Hard => {
                let (name, first) = gather.sink.rest();
                let rest = self.prelude_function(name);
                self.call_value(rest, &[first, item, generator.into()], operation.into_then())
            }
        }
    }

    /// The generator has ended.
    pub(super) fn gathered(&mut self, gather: Gather, then: Then) -> Result<(), Escape> {
        let value = match gather.sink {
            Sink::Sum(total) => total.value(),
            Sink::Truth { wanted } => Value::Bool(!wanted),
            Sink::Best { best: Value::Unbound, default: Value::Unbound, op } => {
                let name = if op == Compare::Gt { "max" } else { "min" };
                return Err(self.value_error(format!("{name}() iterable argument is empty")));
            }
            Sink::Best { best: Value::Unbound, default, .. } => default,
            Sink::Best { best, .. } => best,
            Sink::Set(_) | Sink::Count { .. } => Value::None,
            Sink::Items { items, place, call } => {
                let CallRequest { callable, mut arguments, keywords } = *call;
                arguments[place] = self.list(items);
                return self.call(callable, &arguments, &keywords, then);
            }
        };
        self.complete(then, value)
    }
}
