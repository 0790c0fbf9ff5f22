//! `iter()` and `next()` of built-in iterables: what `for` loops, unpacking and natives walk with.

use crate::object::*;
use crate::vm::native::Escape;
use crate::vm::special::Special;
use crate::vm::{Exc, Vm};

/// Where an iterator that has ended stays, even if its container grows.
pub const ENDED: usize = usize::MAX;

impl Vm {
    /// `iter(value)`.
    #[inline]
    pub fn iterator(&mut self, value: Value) -> Result<Value, Escape> {
        if !self.has_own_methods(value) {
            if let Some(iterator) = self.data_iterator(value) {
                return Ok(iterator);
            }
            if let Value::Generator(_) = value {
                // Coroutines are not iterable.
                let class = self.class_of(value);
                if class == self.types.generator {
                    return Ok(value);
                }
            }
            return Err(self.not_iterable(value));
        }
        match self.special(value, self.known.__iter__) {
            Special::Python(_) => Err(Escape::Defer),
            Special::Native(native) => {
                let made = self.ask_native(native, value, &[])?;
                // An iterator of a class of its own may have a `__next__` of its own.
                let is_itself = matches!(made, Value::Iter(_)) && made.is(self.unwrap(value));
                Ok(if is_itself { value } else { made })
            }
            Special::Refused => Err(self.not_iterable(value)),
            Special::Missing => match self.special(value, self.known.__getitem__) {
                // A native that has items to iterate over says so.
                Special::Missing | Special::Refused | Special::Native(_) => Err(self.not_iterable(value)),
                Special::Python(_) => Ok(self.iter(Iter::Sequence { sequence: value, index: 0, reversed: false })),
            },
        }
    }

    fn not_iterable(&mut self, value: Value) -> Escape {
        let name = self.type_name(value);
        self.type_error(format!("'{name}' object is not iterable"))
    }

    /// The iterator of what a built-in type holds, which is what its `__iter__` returns.
    pub fn data_iterator(&mut self, value: Value) -> Option<Value> {
        let iter = match value {
            Value::List(list) => Iter::List { list, index: 0 },
            Value::Tuple(tuple) => Iter::Tuple { tuple, index: 0 },
            Value::Range(range) => {
                let range = self.heap[range];
                Iter::Range { next: range.start, step: range.step, remaining: range.len() }
            }
            Value::Str(str) => Iter::Str { str, offset: 0 },
            Value::Dict(dict) => self.dict_iter(dict, DictSide::Keys, false),
            Value::DictView(view) => {
                let DictView { dict, side } = self.heap[view];
                self.dict_iter(dict, side, false)
            }
            Value::MappingProxy(proxy) => {
                let dict = self.heap[proxy].0;
                self.dict_iter(dict, DictSide::Keys, false)
            }
            Value::Set(_) | Value::FrozenSet(_) => {
                let len = self.set_table(value).map_or(0, SetTable::len);
                Iter::Set { set: value, index: 0, len }
            }
            Value::Bytes(bytes) => Iter::Bytes { bytes, index: 0 },
            Value::ByteArray(bytes) => Iter::ByteArray { bytes, index: 0 },
            Value::Iter(_) => return Some(value),
            _ => return None,
        };
        Some(self.iter(iter))
    }

    /// The iterator over a dict from either end.
    pub fn dict_iter(&self, dict: Ref<Dict>, side: DictSide, reversed: bool) -> Iter {
        let index = if reversed { self.heap[dict].entry_count() } else { self.heap[dict].first_index() };
        Iter::Dict { dict, side, index, len: self.heap[dict].len(), reversed }
    }

    /// `next(iterator)`, or `None` at its end. Escapes with `Defer` for iterators that are or contain
    /// Python code, and with `Call` where the value is what a Python function returns (`map`).
    #[inline(never)]
    pub fn advance(&mut self, iterator: Value) -> Result<Option<Value>, Escape> {
        match iterator {
            Value::Iter(iter) => self.advance_iter(iter),
            Value::Generator(_) => Err(Escape::Defer),
            _ => self.advance_by_class(iterator),
        }
    }

    fn advance_by_class(&mut self, iterator: Value) -> Result<Option<Value>, Escape> {
        match self.special(iterator, self.known.__next__) {
            Special::Python(_) => Err(Escape::Defer),
            Special::Native(native) => match self.call_native_method(native, iterator, &[]) {
                Ok(value) => Ok(Some(value)),
                Err(Escape::Raise(exception)) if self.is_exception(exception, Exc::StopIteration) => Ok(None),
                Err(escape) => Err(escape),
            },
            Special::Missing | Special::Refused => {
                let name = self.type_name(iterator);
                Err(self.type_error(format!("'{name}' object is not an iterator")))
            }
        }
    }

    /// The character at an offset of an ASCII string.
    #[inline(always)]
    pub(super) fn ascii_char(&self, text: Ref<Str>, at: usize) -> Option<Value> {
        let text = &self.heap[text];
        let byte = text.as_str().as_bytes().get(at).filter(|_| text.is_ascii())?;
        Some(Value::Str(self.ascii[usize::from(*byte)]))
    }

    /// As `advance`, for a built-in iterator.
    pub fn advance_iter(&mut self, iter: Ref<Iter>) -> Result<Option<Value>, Escape> {
        match &mut self.heap[iter] {
            Iter::Done => Ok(None),
            Iter::Range { next, step, remaining } => {
                if *remaining == 0 {
                    return Ok(None);
                }
                *remaining -= 1;
                let value = *next;
                *next = value.wrapping_add(*step);
                Ok(Some(Value::Int(value)))
            }
            Iter::List { list, index } => {
                let (list, at) = (*list, *index);
                *index += usize::from(at != ENDED);
                let item = self.heap[list].0.get(at).copied();
                if item.is_none()
                    && let Iter::List { index, .. } = &mut self.heap[iter]
                {
                    *index = ENDED;
                }
                Ok(item)
            }
            Iter::Tuple { tuple, index } => {
                let (tuple, at) = (*tuple, *index);
                *index += 1;
                Ok(self.heap[tuple].0.get(at).copied())
            }
            Iter::Dict { .. } => self.advance_dict(iter),
            Iter::Str { str, offset } => {
                let (str, at) = (*str, *offset);
                let Some(char) = self.heap[str].as_str()[at..].chars().next() else { return Ok(None) };
                if let Iter::Str { offset, .. } = &mut self.heap[iter] {
                    *offset += char.len_utf8();
                }
                Ok(Some(self.char(char)))
            }
            Iter::Set { .. } => self.advance_set(iter),
            Iter::Enumerate { .. } => self.advance_enumerate(iter),
            Iter::Zip { .. } => self.advance_zip(iter),
            Iter::Map { .. } => self.advance_map(iter),
            Iter::Filter { .. } => self.advance_filter(iter),
            Iter::Tool(_) => self.advance_tool(iter),
            Iter::Deque { .. } => self.advance_deque(iter),
            Iter::Matches { .. } => self.advance_matches(iter),
            Iter::Bytes { bytes, index } => {
                let (bytes, at) = (*bytes, *index);
                *index += 1;
                Ok(self.heap[bytes].0.get(at).map(|byte| Value::Int(i64::from(*byte))))
            }
            Iter::ByteArray { bytes, index } => {
                let (bytes, at) = (*bytes, *index);
                *index += usize::from(at != ENDED);
                Ok(self.heap[bytes].0.get(at).map(|byte| Value::Int(i64::from(*byte))))
            }
            Iter::ListReversed { list, index } => {
                // `index` is one above the next item; 0 at the end.
                let (list, at) = (*list, *index);
                *index = at.saturating_sub(1);
                let item = at.checked_sub(1).and_then(|at| self.heap[list].0.get(at).copied());
                if item.is_none()
                    && let Iter::ListReversed { index, .. } = &mut self.heap[iter]
                {
                    *index = 0;
                }
                Ok(item)
            }
            Iter::Sequence { .. } => self.advance_sequence(iter),
            Iter::Callable { .. } => Err(Escape::Defer),
        }
    }

    /// Whether `sequence[index]` of a `Sequence` iterator is known without calling anything.
    fn is_indexable_data(sequence: Value) -> bool {
        matches!(sequence, Value::Tuple(_) | Value::Str(_) | Value::Bytes(_) | Value::ByteArray(_))
    }

    fn advance_sequence(&mut self, iter: Ref<Iter>) -> Result<Option<Value>, Escape> {
        let Iter::Sequence { sequence, index, reversed } = self.heap[iter] else { return Ok(None) };
        let Ok(at) = usize::try_from(index) else { return Ok(None) };
        let item = match sequence {
            Value::Tuple(tuple) => self.heap[tuple].0.get(at).copied(),
            Value::Str(str) => {
                let text = &self.heap[str];
                let char = match text.is_ascii() {
                    true => text.as_str().as_bytes().get(at).map(|byte| *byte as char),
                    false => text.as_str().chars().nth(at),
                };
                char.map(|char| self.char(char))
            }
            Value::Bytes(bytes) => self.heap[bytes].0.get(at).map(|byte| Value::Int(i64::from(*byte))),
            Value::ByteArray(bytes) => self.heap[bytes].0.get(at).map(|byte| Value::Int(i64::from(*byte))),
            Value::Opaque(object) if self.array_bytes(object).is_some() => self.array_item(object, at),
            _ => return Err(Escape::Defer),
        };
        if let Iter::Sequence { index, .. } = &mut self.heap[iter] {
            *index = match item {
                None => -1,
                Some(_) if reversed => *index - 1,
                Some(_) => *index + 1,
            };
        }
        Ok(item)
    }

    fn advance_dict(&mut self, iter: Ref<Iter>) -> Result<Option<Value>, Escape> {
        let Some(entry) = self.advance_dict_entry(iter)? else { return Ok(None) };
        let Iter::Dict { side, .. } = self.heap[iter] else { return Ok(None) };
        Ok(Some(self.entry_side(entry, side)))
    }

    /// The entry that an iterator over a dict comes to next.
    pub(super) fn advance_dict_entry(&mut self, iter: Ref<Iter>) -> Result<Option<Entry>, Escape> {
        let Iter::Dict { dict, index, len, reversed, .. } = self.heap[iter] else { return Ok(None) };
        if index == ENDED {
            return Ok(None);
        }
        if self.heap[dict].len() != len {
            self.set_dict_position(iter, ENDED);
            return Err(self.runtime_error("dictionary changed size during iteration"));
        }
        let entries = self.heap[dict].entry_count();
        let mut at = index;
        loop {
            if if reversed { at == 0 } else { at >= entries } {
                self.set_dict_position(iter, ENDED);
                return Ok(None);
            }
            let here = if reversed { at - 1 } else { at };
            at = if reversed { here } else { at + 1 };
            if let Some(entry) = self.heap[dict].entry_at(here).copied() {
                self.set_dict_position(iter, at);
                return Ok(Some(entry));
            }
        }
    }

    fn advance_deque(&mut self, iter: Ref<Iter>) -> Result<Option<Value>, Escape> {
        let Iter::Deque { deque, changes, at, reversed } = self.heap[iter] else { return Ok(None) };
        let Some(data) = self.heap[deque].get::<Deque>() else { return Ok(None) };
        if at >= data.items.len() {
            return Ok(None);
        }
        let item = if reversed { data.items[data.items.len() - 1 - at] } else { data.items[at] };
        let changed = data.changes != changes;
        if let Iter::Deque { at, .. } = &mut self.heap[iter] {
            *at = if changed { ENDED } else { *at + 1 };
        }
        if changed { Err(self.runtime_error("deque mutated during iteration")) } else { Ok(Some(item)) }
    }

    fn advance_matches(&mut self, iter: Ref<Iter>) -> Result<Option<Value>, Escape> {
        let Iter::Matches { scanner, position, advance } = self.heap[iter] else { return Ok(None) };
        if position == ENDED {
            return Ok(None);
        }
        let found = crate::stdlib::sre::next_match(self, scanner, position, advance)?;
        if let Iter::Matches { position, advance, .. } = &mut self.heap[iter] {
            (*position, *advance) = found.map_or((ENDED, false), |found| (found.end, found.is_empty));
        }
        Ok(found.map(|found| found.object))
    }

    fn set_dict_position(&mut self, iter: Ref<Iter>, position: usize) {
        if let Iter::Dict { index, .. } = &mut self.heap[iter] {
            *index = position;
        }
    }

    fn advance_set(&mut self, iter: Ref<Iter>) -> Result<Option<Value>, Escape> {
        let Iter::Set { set, index, len } = self.heap[iter] else { return Ok(None) };
        let Some(table) = self.set_table(set) else { return Ok(None) };
        if index != ENDED && table.len() != len {
            self.set_set_position(iter, ENDED);
            return Err(self.runtime_error("Set changed size during iteration"));
        }
        let found = (index..table.slot_count()).find_map(|at| table.at(at).map(|(_, element)| (at, element)));
        self.set_set_position(iter, found.map_or(ENDED, |(at, _)| at + 1));
        Ok(found.map(|(_, element)| element))
    }

    fn set_set_position(&mut self, iter: Ref<Iter>, position: usize) {
        if let Iter::Set { index, .. } = &mut self.heap[iter] {
            *index = position;
        }
    }

    /// Whether a step of `iterator` neither calls Python nor anything else that could escape after
    /// a part of the step was done.
    pub fn steps_natively(&self, iterator: Value) -> bool {
        let Value::Iter(iter) = iterator else { return false };
        match &self.heap[iter] {
            Iter::Sequence { sequence, .. } => Vm::is_indexable_data(*sequence),
            Iter::Callable { .. } | Iter::Map { .. } => false,
            Iter::Filter { function, inner } => function.is_none() && self.holds_plain_data(*inner),
            Iter::Enumerate { inner, .. } => self.steps_natively(*inner),
            Iter::Tool(tool) => self.tool_steps_natively(tool),
            Iter::Zip { inner, .. } => inner.iter().all(|inner| self.steps_natively(*inner)),
            _ => true,
        }
    }

    /// Whether the items of `iterator` are numbers or characters, which have a truth value of their own.
    pub(super) fn holds_plain_data(&self, iterator: Value) -> bool {
        let Value::Iter(iter) = iterator else { return false };
        matches!(self.heap[iter], Iter::Range { .. } | Iter::Str { .. } | Iter::Bytes { .. })
    }
}
