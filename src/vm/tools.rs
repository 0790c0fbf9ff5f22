//! Steps of the iterators of `itertools`.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::generators::{GeneratorRequest, Resume};
use crate::vm::native::Escape;
use crate::vm::special::Special;

/// A chain of more iterables than this is not looked through at each step of what draws from it.
const FEW: usize = 8;

type Step = Result<Option<Value>, Escape>;

impl Vm {
    /// The next value of an iterator of `itertools`.
    pub(super) fn advance_tool(&mut self, iter: Ref<Iter>) -> Step {
        let Iter::Tool(tool) = &mut self.heap[iter] else { return Ok(None) };
        match &mut tool.state {
            ToolState::Arranged(arrangement) => {
                if !arrangement.advance() {
                    tool.state = ToolState::Ended;
                    return Ok(None);
                }
                Ok(Some(match *arrangement.row {
                    [first, second] => self.tuple([first, second]),
                    [first, second, third] => self.tuple([first, second, third]),
                    _ => {
                        let row = TupleItems::from_slice(&arrangement.row);
                        self.tuple(row)
                    }
                }))
            }
            ToolState::Repeat { item, left } => {
                match left {
                    Some(0) => return Ok(None),
                    Some(left) => *left -= 1,
                    None => {}
                }
                Ok(Some(*item))
            }
            ToolState::Count { next, step } => {
                let value = *next;
                *next = match (value, *step) {
                    (Value::Int(a), Value::Int(b)) => a.checked_add(b).map(Value::Int).ok_or(Escape::Defer)?,
                    (Value::Float(a), Value::Float(b)) => Value::Float(a + b),
                    (Value::Float(a), Value::Int(b)) => Value::Float(a + b as f64),
                    (Value::Int(a), Value::Float(b)) => Value::Float(a as f64 + b),
                    _ => return Err(Escape::Defer),
                };
                Ok(Some(value))
            }
            ToolState::Ended => Ok(None),
            ToolState::Generated(Value::Generator(generator)) => {
                let request = GeneratorRequest { generator: *generator, action: Resume::Send(Value::None) };
                Err(Escape::Generator(Box::new(request)))
            }
            ToolState::Generated(iterator) => {
                // One of the prelude's that may be entered again while it runs, which a generator may not.
                let iterator = *iterator;
                match self.special(iterator, self.known.__next__) {
                    Special::Python(next) => Err(Escape::call(next, &[iterator])),
                    _ => Err(Escape::Defer),
                }
            }
            ToolState::Cycle { inner, .. } => {
                let inner = *inner;
                self.advance_cycle(iter, inner)
            }
            ToolState::Chain { sources, active } => {
                let (sources, active) = (*sources, *active);
                self.advance_chain(iter, sources, active)
            }
            ToolState::Slice { .. } => self.advance_slice(iter),
            ToolState::Pairs { inner, before } => {
                let (inner, before) = (*inner, *before);
                self.advance_pairs(iter, inner, before)
            }
            ToolState::Batches { inner, size, strict } => {
                let (inner, size, strict) = (*inner, *size, *strict);
                self.advance_batches(iter, inner, size, strict)
            }
            ToolState::Longest { .. } => self.advance_longest(iter),
            ToolState::Groups { .. } => self.advance_groups(iter),
            ToolState::Run { groups, key } => {
                let (groups, key) = (*groups, *key);
                self.advance_run(iter, groups, key)
            }
        }
    }

    pub(super) fn tool(&mut self, iter: Ref<Iter>) -> Option<&mut ToolState> {
        match &mut self.heap[iter] {
            Iter::Tool(tool) => Some(&mut tool.state),
            _ => None,
        }
    }

    /// What remains of the iterator is what `state` gives.
    pub fn set_tool(&mut self, iter: Ref<Iter>, state: ToolState) {
        if let Some(place) = self.tool(iter) {
            *place = state;
        }
    }

    fn end_tool(&mut self, iter: Ref<Iter>) -> Step {
        self.set_tool(iter, ToolState::Ended);
        Ok(None)
    }

    fn advance_cycle(&mut self, iter: Ref<Iter>, inner: Value) -> Step {
        if !inner.is_none() {
            let item = self.advance(inner)?;
            let Some(ToolState::Cycle { inner, saved, .. }) = self.tool(iter) else { return Ok(None) };
            match item {
                Some(item) => saved.push(item),
                None => *inner = Value::None,
            }
            if item.is_some() {
                return Ok(item);
            }
        }
        let Some(ToolState::Cycle { saved, at, .. }) = self.tool(iter) else { return Ok(None) };
        let item = saved.get(*at).copied();
        *at = if *at + 1 < saved.len() { *at + 1 } else { 0 };
        Ok(item)
    }

    fn advance_chain(&mut self, iter: Ref<Iter>, sources: Value, mut active: Value) -> Step {
        loop {
            if !active.is_none() {
                if let Some(item) = self.advance(active)? {
                    return Ok(Some(item));
                }
                self.set_tool(iter, ToolState::Chain { sources, active: Value::None });
            }
            let Some(source) = self.advance(sources)? else { return self.end_tool(iter) };
            active = match self.iterator(source) {
                Ok(iterator) if self.steps_natively(iterator) => iterator,
                Ok(_) | Err(Escape::Defer) => return Err(self.call_prelude("_chain_on", &[Value::Iter(iter), source])),
                Err(escape) => {
                    self.set_tool(iter, ToolState::Ended);
                    return Err(escape);
                }
            };
            self.set_tool(iter, ToolState::Chain { sources, active });
        }
    }

    fn advance_slice(&mut self, iter: Ref<Iter>) -> Step {
        let Some(ToolState::Slice { inner, mut at, wanted, stop, step }) = self.tool(iter).cloned() else {
            return Ok(None);
        };
        let goal = stop.map_or(wanted, |stop| stop.min(wanted));
        while at < goal {
            if self.advance(inner)?.is_none() {
                return self.end_tool(iter);
            }
            at += 1;
        }
        if stop.is_some_and(|stop| wanted >= stop) {
            return self.end_tool(iter);
        }
        let Some(item) = self.advance(inner)? else { return self.end_tool(iter) };
        let wanted = wanted.saturating_add(step);
        self.set_tool(iter, ToolState::Slice { inner, at: at + 1, wanted, stop, step });
        Ok(Some(item))
    }

    fn advance_pairs(&mut self, iter: Ref<Iter>, inner: Value, before: Value) -> Step {
        let first = match before {
            Value::Unbound => match self.advance(inner)? {
                Some(first) => first,
                None => return self.end_tool(iter),
            },
            before => before,
        };
        let Some(second) = self.advance(inner)? else { return self.end_tool(iter) };
        self.set_tool(iter, ToolState::Pairs { inner, before: second });
        Ok(Some(self.tuple([first, second])))
    }

    fn advance_batches(&mut self, iter: Ref<Iter>, inner: Value, size: usize, strict: bool) -> Step {
        let mut items = TupleItems::new();
        while items.len() < size {
            match self.advance(inner)? {
                Some(item) => items.push(item),
                None => break,
            }
        }
        if items.len() < size {
            self.set_tool(iter, ToolState::Ended);
            if strict && !items.is_empty() {
                return Err(self.value_error("batched(): incomplete batch"));
            }
        }
        if items.is_empty() { Ok(None) } else { Ok(Some(self.tuple(items))) }
    }

    fn advance_longest(&mut self, iter: Ref<Iter>) -> Step {
        let Some(ToolState::Longest { inner, fill }) = self.tool(iter) else { return Ok(None) };
        let (mut inner, fill) = (inner.clone(), *fill);
        let mut items = TupleItems::with_capacity(inner.len());
        let mut ended = false;
        for source in &mut inner {
            let item = if source.is_none() { None } else { self.advance(*source)? };
            if item.is_none() && !source.is_none() {
                (*source, ended) = (Value::None, true);
            }
            items.push(item.unwrap_or(fill));
        }
        if ended {
            if inner.iter().all(|source| source.is_none()) {
                return self.end_tool(iter);
            }
            self.set_tool(iter, ToolState::Longest { inner, fill });
        }
        if items.is_empty() { Ok(None) } else { Ok(Some(self.tuple(items))) }
    }

    /// Whether a step of the iterator calls no Python: see `steps_natively`.
    pub(super) fn tool_steps_natively(&self, tool: &Tool) -> bool {
        match &tool.state {
            ToolState::Ended | ToolState::Arranged(_) | ToolState::Repeat { .. } => true,
            ToolState::Generated(_) => false,
            // Numbers and characters are compared without Python.
            ToolState::Groups { inner, .. } => self.holds_plain_data(*inner),
            ToolState::Run { groups, .. } => match &self.heap[*groups] {
                Iter::Tool(groups) => self.tool_steps_natively(groups),
                _ => false,
            },
            ToolState::Count { next, step } => {
                // Far from where 64 bits end, or in floats.
                let near = |value: &Value| match value {
                    Value::Int(int) => int.unsigned_abs() < 1 << 62,
                    Value::Float(_) => true,
                    _ => false,
                };
                near(next) && near(step)
            }
            ToolState::Cycle { inner, .. } => inner.is_none() || self.steps_natively(*inner),
            ToolState::Slice { inner, .. } | ToolState::Pairs { inner, .. } | ToolState::Batches { inner, .. } => {
                self.steps_natively(*inner)
            }
            ToolState::Longest { inner, .. } => inner.iter().all(|inner| inner.is_none() || self.steps_natively(*inner)),
            ToolState::Chain { .. } => self.chains_data(tool, FEW),
        }
    }

    /// Whether all of a chain's iterables, at most `most` of them, are of built-in types and give their
    /// items without Python.
    pub(super) fn chains_data(&self, tool: &Tool, most: usize) -> bool {
        let ToolState::Chain { sources: Value::Iter(sources), active } = tool.state else { return false };
        let rest = match &self.heap[sources] {
            Iter::Tuple { tuple, index } => self.heap[*tuple].0.get(*index..).unwrap_or_default(),
            Iter::List { list, index } => self.heap[*list].0.get(*index..).unwrap_or_default(),
            _ => return false,
        };
        rest.len() <= most
            && (active.is_none() || self.steps_natively(active))
            && rest.iter().all(|source| self.is_data(*source) || self.steps_natively(*source))
    }

    /// Whether it is a container of a built-in type.
    fn is_data(&self, value: Value) -> bool {
        use Value::*;
        matches!(value, List(_) | Tuple(_) | Range(_) | Str(_) | Dict(_) | DictView(_) | Set(_) | FrozenSet(_) | Bytes(_))
    }
}
