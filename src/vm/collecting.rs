//! All items of an iterable at once, and the natives that may be called on the way.

use crate::builtins::shared::MOST_ITEMS;
use crate::object::*;
use crate::vm::{Exc, Vm};
use crate::vm::native::{Escape, NativeKind, NativeResult};
use crate::vm::registers::Window;
use crate::vm::special::Special;

/// Functions that change nothing, so that calling them again is harmless when a step is done over.
const PURE_FUNCTIONS: &[&str] = &[
    "abs", "ascii", "bin", "callable", "chr", "divmod", "hash", "hex", "id", "isinstance", "issubclass", "len", "max",
    "min", "oct", "ord", "pow", "repr", "round", "sqrt", "floor", "ceil", "sin", "cos", "exp",
];

/// Methods of mutable types that change nothing.
const PURE_METHODS: &[&str] = &["get", "__getitem__", "__contains__", "__len__", "count", "index", "copy"];

/// No more items are made room for before there are any.
const MANY: usize = 1 << 16;

/// Iterators and where they were.
pub type Snapshots = Vec<(Ref<Iter>, Iter)>;

impl Vm {
    /// Whether a list of so many items fits into what the process may have.
    pub fn could_hold_items(&self, items: usize) -> bool {
        self.heap.could_hold(items.saturating_mul(size_of::<Value>()))
    }

    /// Every item of `iterable`. Escapes with `Defer` only before any iterator has moved.
    pub fn collect(&mut self, iterable: Value) -> Result<Vec<Value>, Escape> {
        if let Value::Range(range) = iterable
            && !usize::try_from(self.heap[range].len()).is_ok_and(|items| items <= MOST_ITEMS && self.could_hold_items(items))
        {
            return Err(self.raise_with(Exc::MemoryError, &[]));
        }
        if let Some(items) = self.data_items(iterable) {
            return Ok(items);
        }
        if self.has_own_methods(iterable) {
            match self.special(iterable, self.known.__iter__) {
                Special::Native(native) if matches!(self.heap[native].owner, Value::Class(class) if self.is_of_data(class)) =>
                {
                    let data = self.unwrap(iterable);
                    // A range of numbers that are too large for it is Python's.
                    if let Value::Slice(_) = data {
                        return Err(Escape::Defer);
                    }
                    if !data.is(iterable) {
                        return self.collect(data);
                    }
                }
                Special::Refused => {}
                Special::Missing if self.special_missing(iterable, self.known.__getitem__) => {}
                _ => return Err(Escape::Defer),
            }
        }
        let iterator = self.iterator(iterable)?;
        self.collect_iterator(iterator)
    }

    fn special_missing(&mut self, value: Value, name: Ref<Str>) -> bool {
        matches!(self.special(value, name), Special::Missing)
    }

    fn is_of_data(&self, class: Ref<Class>) -> bool {
        !matches!(self.heap[class].layout, Layout::Object | Layout::Opaque)
    }

    /// The items of a container of a built-in type.
    fn data_items(&mut self, container: Value) -> Option<Vec<Value>> {
        Some(match container {
            Value::List(list) => self.heap[list].0.clone(),
            Value::Tuple(tuple) => self.heap[tuple].0.to_vec(),
            Value::Dict(dict) => self.heap[dict].iter().map(|entry| entry.key).collect(),
            Value::Set(_) | Value::FrozenSet(_) => self.set_table(container)?.iter().map(|(_, item)| item).collect(),
            Value::Range(range) => {
                let Range { start, step, .. } = self.heap[range];
                (0..self.heap[range].len()).map(|nth| Value::Int(start + nth * step)).collect()
            }
            Value::DictView(view) => self.view_items(view),
            Value::Str(str) => {
                let chars: Vec<char> = self.heap[str].as_str().chars().collect();
                chars.into_iter().map(|char| self.char(char)).collect()
            }
            _ => return None,
        })
    }

    fn collect_iterator(&mut self, iterator: Value) -> Result<Vec<Value>, Escape> {
        if self.is_endless(iterator) {
            return Err(Escape::Defer);
        }
        if self.steps_natively(iterator) {
            return self.drain(iterator);
        }
        let Value::Iter(iter) = iterator else { return Err(Escape::Defer) };
        let collectable = match &self.heap[iter] {
            Iter::Map { function, inner, strict } => {
                !strict && self.is_pure(*function) && inner.iter().all(|inner| self.steps_natively(*inner))
            }
            Iter::Filter { function, inner } => {
                (function.is_none() || self.is_pure(*function)) && self.steps_natively(*inner)
            }
            Iter::Tool(tool) => self.chains_data(tool, usize::MAX),
            _ => false,
        };
        if !collectable {
            return Err(Escape::Defer);
        }
        let before = self.snapshots(iterator);
        match self.drain(iterator) {
            Err(Escape::Raise(exception)) => Err(Escape::Raise(exception)),
            Err(_) => {
                self.restore(before);
                Err(Escape::Defer)
            }
            items => items,
        }
    }

    /// Whether an iterator has no end: only Python code that goes through it can be interrupted.
    fn is_endless(&self, iterator: Value) -> bool {
        let Value::Iter(iter) = iterator else { return false };
        let Iter::Tool(tool) = &self.heap[iter] else { return false };
        matches!(tool.state, ToolState::Count { .. } | ToolState::Cycle { .. } | ToolState::Repeat { left: None, .. })
    }

    fn drain(&mut self, iterator: Value) -> Result<Vec<Value>, Escape> {
        let mut items = Vec::with_capacity(self.most_left(iterator).min(MANY));
        while let Some(item) = self.advance(iterator)? {
            items.push(item);
        }
        Ok(items)
    }

    /// How many items an iterator can give at most, where it goes along sequences; 0 where that is not known.
    fn most_left(&self, iterator: Value) -> usize {
        let Value::Iter(iter) = iterator else { return 0 };
        match &self.heap[iter] {
            Iter::Range { remaining, .. } => *remaining as usize,
            Iter::List { list, index } => self.heap[*list].0.len().saturating_sub(*index),
            Iter::Tuple { tuple, index } => self.heap[*tuple].0.len().saturating_sub(*index),
            Iter::Enumerate { inner, .. } => self.most_left(*inner),
            Iter::Map { inner, .. } | Iter::Zip { inner, .. } => {
                inner.iter().map(|inner| self.most_left(*inner)).min().unwrap_or(0)
            }
            _ => 0,
        }
    }

    /// The state of an iterator and of those that it draws from; nothing for other values.
    pub fn snapshots(&self, iterator: Value) -> Snapshots {
        let mut states = Vec::new();
        self.snapshot(iterator, &mut states);
        states
    }

    /// Moves iterators back to where they were.
    pub fn restore(&mut self, snapshots: Snapshots) {
        for (iter, state) in snapshots {
            self.heap[iter] = state;
        }
    }

    fn snapshot(&self, iterator: Value, into: &mut Snapshots) {
        let Value::Iter(iter) = iterator else { return };
        let state = self.heap[iter].clone();
        match &state {
            Iter::Enumerate { inner, .. } | Iter::Filter { inner, .. } => self.snapshot(*inner, into),
            Iter::Zip { inner, .. } | Iter::Map { inner, .. } => {
                inner.iter().for_each(|inner| self.snapshot(*inner, into));
            }
            Iter::Tool(tool) => tool.inner().into_iter().for_each(|inner| self.snapshot(inner, into)),
            _ => {}
        }
        into.push((iter, state));
    }

    /// Whether `function` is a native that changes nothing, or the class of an immutable value.
    pub fn is_pure(&self, function: Value) -> bool {
        match function {
            Value::Class(class) => self.is_value_class(class),
            Value::Native(native) => {
                let native = &self.heap[native];
                match (native.def.kind, native.owner) {
                    (NativeKind::Function, _) => PURE_FUNCTIONS.contains(&native.def.name),
                    (NativeKind::Method, Value::Class(owner)) => {
                        self.is_value_class(owner) || PURE_METHODS.contains(&native.def.name)
                    }
                    _ => false,
                }
            }
            Value::Opaque(_) => crate::stdlib::operator::is_item_getter(self, function),
            Value::BoundMethod(method) => {
                let BoundMethod { function, receiver } = self.heap[method];
                // A derived class may have more to say, as `__missing__` has.
                !matches!(receiver, Value::Instance(_)) && self.is_pure(function)
            }
            _ => false,
        }
    }

    fn is_value_class(&self, class: Ref<Class>) -> bool {
        let types = &self.types;
        [types.int, types.str, types.float, types.bool, types.bytes, types.tuple, types.complex].contains(&class)
    }

    /// Calls a function for which `is_pure` holds; `None` if it cannot be called from here.
    pub fn call_pure(&mut self, function: Value, arguments: &[Value]) -> Option<NativeResult> {
        if let (Value::Class(class), [value]) = (function, arguments)
            && let Some(converted) = self.convert_quickly(class, *value)
        {
            return Some(Ok(converted));
        }
        if !self.is_pure(function) {
            return None;
        }
        match function {
            Value::Opaque(_) => match *arguments {
                [object] => crate::stdlib::operator::pick(self, function, object),
                _ => None,
            },
            Value::Class(class) => {
                let new = self.lookup(class, self.known.__new__)?;
                let new = match new {
                    Value::StaticMethod(method) => self.heap[method].function,
                    other => other,
                };
                let Value::Native(native) = new else { return None };
                let mut all = Window::from_slice(&[function]);
                all.extend_from_slice(arguments);
                Some(self.call_native_now(native, &all, true))
            }
            Value::Native(native) => {
                let NativeKind::Method = self.heap[native].def.kind else {
                    return Some(self.call_native_now(native, arguments, false));
                };
                let (receiver, rest) = arguments.split_first()?;
                let Value::Class(owner) = self.heap[native].owner else { return None };
                if !self.is_instance(*receiver, owner) {
                    return None;
                }
                Some(self.call_native_method(native, *receiver, rest))
            }
            Value::BoundMethod(method) => {
                let BoundMethod { function, receiver } = self.heap[method];
                let Value::Native(native) = function else { return None };
                Some(self.call_native_method(native, receiver, arguments))
            }
            _ => None,
        }
    }
}
