//! Steps of the iterators that draw from others: `enumerate`, `zip`, `map` and `filter`.

use dashu_int::IBig;

use crate::object::*;
use crate::vm::Vm;
use crate::vm::frame::Then;
use crate::vm::native::Escape;
use crate::vm::registers::Window;

/// A step of an iterator over pairs.
pub enum Pair {
    Items(Value, Value),
    Ended,
    /// The iterator has to be advanced as others are.
    Whole,
}

impl Vm {
    /// The next pair of an `enumerate`, a plain `zip` of two or the items of a dict, without a tuple.
    #[inline(never)]
    pub(super) fn advance_pair(&mut self, iter: Ref<Iter>) -> Result<Pair, Escape> {
        match &self.heap[iter] {
            Iter::Enumerate { inner, count: Value::Int(count) } if *count < i64::MAX => {
                let (inner, at) = (*inner, *count);
                if !self.steps_natively(inner) {
                    return Ok(Pair::Whole);
                }
                let Some(item) = self.advance(inner)? else { return Ok(Pair::Ended) };
                if let Iter::Enumerate { count, .. } = &mut self.heap[iter] {
                    *count = Value::Int(at + 1);
                }
                Ok(Pair::Items(Value::Int(at), item))
            }
            Iter::Zip { inner, strict: false } => {
                let [first, second] = **inner else { return Ok(Pair::Whole) };
                if !self.steps_natively(first) || !self.steps_natively(second) {
                    return Ok(Pair::Whole);
                }
                let Some(first) = self.advance(first)? else { return Ok(Pair::Ended) };
                let Some(second) = self.advance(second)? else { return Ok(Pair::Ended) };
                Ok(Pair::Items(first, second))
            }
            Iter::Dict { side: DictSide::Items, .. } => {
                let entry = self.advance_dict_entry(iter)?;
                Ok(entry.map_or(Pair::Ended, |entry| Pair::Items(entry.key, entry.value)))
            }
            _ => Ok(Pair::Whole),
        }
    }

    pub(super) fn advance_enumerate(&mut self, iter: Ref<Iter>) -> Result<Option<Value>, Escape> {
        let Iter::Enumerate { inner, count } = self.heap[iter] else { return Ok(None) };
        if !self.steps_natively(inner) {
            return Err(Escape::Defer);
        }
        let Some(item) = self.advance(inner)? else { return Ok(None) };
        let next = self.next_int(count);
        if let Iter::Enumerate { count, .. } = &mut self.heap[iter] {
            *count = next;
        }
        Ok(Some(self.tuple([count, item])))
    }

    /// `int + 1`.
    pub fn next_int(&mut self, int: Value) -> Value {
        match int {
            Value::Int(int) if int < i64::MAX => Value::Int(int + 1),
            Value::Int(int) => self.int(IBig::from(int) + 1),
            Value::BigInt(int) => {
                let next = &self.heap[int].0 + IBig::ONE;
                self.int(next)
            }
            other => other,
        }
    }

    pub(super) fn advance_zip(&mut self, iter: Ref<Iter>) -> Result<Option<Value>, Escape> {
        if !self.steps_natively(Value::Iter(iter)) {
            return Err(Escape::Defer);
        }
        let Iter::Zip { inner, strict } = &self.heap[iter] else { return Ok(None) };
        let (count, strict) = (inner.len(), *strict);
        let mut items = TupleItems::with_capacity(count);
        for index in 0..count {
            let Iter::Zip { inner, .. } = &self.heap[iter] else { return Ok(None) };
            let inner = inner[index];
            match self.advance(inner)? {
                Some(item) => items.push(item),
                None if strict => return self.end_strict_zip(iter, index, count),
                None => return Ok(None),
            }
        }
        if items.is_empty() {
            return Ok(None);
        }
        Ok(Some(self.tuple(items)))
    }

    /// The iterator at `ended` of a strict `zip` has ended: the earlier ones gave an item, so it must
    /// be the first, and the later ones must have ended too.
    fn end_strict_zip(&mut self, iter: Ref<Iter>, ended: usize, count: usize) -> Result<Option<Value>, Escape> {
        if ended > 0 {
            return Err(self.zip_lengths_differ(ended, "shorter"));
        }
        for index in 1..count {
            let Iter::Zip { inner, .. } = &self.heap[iter] else { return Ok(None) };
            let inner = inner[index];
            if self.advance(inner)?.is_some() {
                return Err(self.zip_lengths_differ(index, "longer"));
            }
        }
        Ok(None)
    }

    fn zip_lengths_differ(&mut self, index: usize, how: &str) -> Escape {
        let others = if index == 1 { " 1".to_string() } else { format!("s 1-{index}") };
        self.value_error(format!("zip() argument {} is {how} than argument{others}", index + 1))
    }

    pub(super) fn advance_map(&mut self, iter: Ref<Iter>) -> Result<Option<Value>, Escape> {
        let Iter::Map { function, inner, strict } = &self.heap[iter] else { return Ok(None) };
        let (function, count) = (*function, inner.len());
        if *strict || !inner.iter().all(|inner| self.steps_natively(*inner)) {
            return Err(Escape::Defer);
        }
        let mut arguments = Window::new();
        for index in 0..count {
            let Iter::Map { inner, .. } = &self.heap[iter] else { return Ok(None) };
            let inner = inner[index];
            match self.advance(inner)? {
                Some(item) => arguments.push(item),
                None => return Ok(None),
            }
        }
        match self.call_pure(function, &arguments) {
            Some(Ok(value)) => Ok(Some(value)),
            Some(Err(Escape::Raise(exception))) => Err(Escape::Raise(exception)),
            _ => Err(Escape::call(function, &arguments)),
        }
    }

    /// The next item of a `map` of a Python function over one iterator goes to `then`, once that has returned it.
    #[inline(never)]
    pub(super) fn call_mapped(&mut self, iter: Ref<Iter>, function: Value, inner: Value, then: Then) -> Result<(), Escape> {
        if !self.steps_natively(inner) {
            return self.step_escaped(Value::Iter(iter), Escape::Defer, then);
        }
        match self.advance(inner)? {
            Some(item) => self.call_value(function, &[item], then),
            None => self.stopped(Value::None, then),
        }
    }

    pub(super) fn advance_filter(&mut self, iter: Ref<Iter>) -> Result<Option<Value>, Escape> {
        let Iter::Filter { function, inner } = self.heap[iter] else { return Ok(None) };
        let by_truth = function.is_none() || matches!(function, Value::Class(class) if class == self.types.bool);
        if !self.steps_natively(inner) || !(by_truth || self.is_pure(function)) {
            return Err(Escape::Defer);
        }
        while let Some(item) = self.advance(inner)? {
            let accepted = if by_truth {
                self.truth(item)
            } else {
                match self.call_pure(function, &[item]) {
                    Some(result) => result.and_then(|result| self.truth(result)),
                    None => Err(Escape::Defer),
                }
            };
            match accepted {
                Ok(true) => return Ok(Some(item)),
                Ok(false) => {}
                Err(Escape::Raise(exception)) => return Err(Escape::Raise(exception)),
                Err(_) => return Err(self.call_prelude("_filter_from", &[Value::Iter(iter), item])),
            }
        }
        Ok(None)
    }
}
