//! `==` of any two values, as far as no Python code is involved.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::Escape;
use crate::vm::numbers::equal_numbers;
use crate::vm::special::Special;

const COMPARING: &str = " in comparison";

/// Whether two values are the same or equal, for the values that the heap alone tells about.
#[inline]
pub fn quick_same_or_equal(heap: &Heap, a: Value, b: Value) -> Option<bool> {
    match (a, b) {
        (Value::Str(a), Value::Str(b)) => Some(a == b || heap[a].is_text_of(&heap[b])),
        (Value::Int(a), Value::Int(b)) => Some(a == b),
        (Value::Int(_) | Value::None, Value::Str(_) | Value::Tuple(_) | Value::None) => Some(a.is_none() && b.is_none()),
        (Value::Str(_) | Value::Tuple(_), Value::Int(_) | Value::None) | (Value::None, Value::Int(_)) => Some(false),
        (Value::Tuple(_), Value::Str(_)) | (Value::Str(_), Value::Tuple(_)) => Some(false),
        _ if a.is(b) => Some(true),
        (Value::Tuple(a), Value::Tuple(b)) => quick_equal_items(heap, &heap[a].0, &heap[b].0),
        _ => equal_numbers(heap, a, b),
    }
}

fn quick_equal_items(heap: &Heap, a: &[Value], b: &[Value]) -> Option<bool> {
    if a.len() != b.len() {
        return Some(false);
    }
    for (a, b) in a.iter().zip(b) {
        // Deeper structures are left to the comparison that counts its depth.
        let nested = matches!((a, b), (Value::Tuple(_), Value::Tuple(_))) && !a.is(*b);
        if nested || !quick_same_or_equal(heap, *a, *b)? {
            return if nested { None } else { Some(false) };
        }
    }
    Some(true)
}

impl Vm {
    /// `a is b or a == b`: how containers compare their items.
    #[inline]
    pub fn same_or_equal(&mut self, a: Value, b: Value) -> Result<bool, Escape> {
        if a.is(b) {
            return Ok(true);
        }
        self.equal(a, b)
    }

    /// `a == b`.
    #[inline]
    pub fn equal(&mut self, a: Value, b: Value) -> Result<bool, Escape> {
        match (a, b) {
            (Value::Int(a), Value::Int(b)) => Ok(a == b),
            (Value::Str(a), Value::Str(b)) => Ok(a == b || self.heap[a].is_text_of(&self.heap[b])),
            _ => match self.equal_or_not_implemented(a, b)? {
                Some(equal) => Ok(equal),
                None => Ok(a.is(b)),
            },
        }
    }

    /// `a == b`; `None` if neither type implements it for the other.
    pub fn equal_or_not_implemented(&mut self, a: Value, b: Value) -> Result<Option<bool>, Escape> {
        if self.has_own_methods(a) || self.has_own_methods(b) {
            return self.equal_by_class(a, b);
        }
        self.equal_data(a, b)
    }

    /// Whether methods of the type of `value` may be others than those of a built-in type.
    pub fn has_own_methods(&self, value: Value) -> bool {
        match value {
            Value::Instance(_) | Value::Opaque(_) => true,
            Value::Class(class) => self.heap[class].metaclass != self.types.type_,
            _ => false,
        }
    }

    fn equal_by_class(&mut self, a: Value, b: Value) -> Result<Option<bool>, Escape> {
        let name = self.known.__eq__;
        let (for_a, for_b) = (self.special(a, name), self.special(b, name));
        if matches!(for_a, Special::Python(_)) || matches!(for_b, Special::Python(_)) {
            return Err(Escape::Defer);
        }
        for (method, x, y) in [(for_a, a, b), (for_b, b, a)] {
            let Special::Native(native) = method else { continue };
            if self.is_of_object(native) {
                continue;
            }
            match self.ask_native(native, x, &[y])? {
                Value::NotImplemented => {}
                Value::Bool(equal) => return Ok(Some(equal)),
                other => return self.truth(other).map(Some),
            }
        }
        Ok(None)
    }

    /// `a == b` by what the built-in types hold, which is what their `__eq__` does: instances of
    /// derived classes are compared by their payloads. `None` for types that do not compare.
    pub fn equal_data(&mut self, a: Value, b: Value) -> Result<Option<bool>, Escape> {
        let (a, b) = (self.unwrap(a), self.unwrap(b));
        let heap = &self.heap;
        let equal = match (a, b) {
            (Value::Str(a), Value::Str(b)) => heap[a].as_str() == heap[b].as_str(),
            (Value::List(a), Value::List(b)) => return self.deeper(COMPARING, |vm| vm.equal_lists(a, b)).map(Some),
            (Value::Tuple(a), Value::Tuple(b)) => return self.deeper(COMPARING, |vm| vm.equal_tuples(a, b)).map(Some),
            (Value::Dict(a), Value::Dict(b)) => return self.deeper(COMPARING, |vm| vm.equal_dicts(a, b)).map(Some),
            (Value::Set(_) | Value::FrozenSet(_), Value::Set(_) | Value::FrozenSet(_)) => {
                return self.deeper(COMPARING, |vm| vm.equal_sets(a, b)).map(Some);
            }
            (Value::DictView(_), _) | (_, Value::DictView(_)) => return self.equal_views(a, b),
            (Value::Range(a), Value::Range(b)) => equal_ranges(&heap[a], &heap[b]),
            (Value::Slice(a), Value::Slice(b)) => {
                let (a, b) = (&heap[a], &heap[b]);
                let (a, b) = ([a.start, a.stop, a.step], [b.start, b.stop, b.step]);
                return self.equal_items(&a, &b).map(Some);
            }
            (Value::Cell(a), Value::Cell(b)) => {
                let [a, b] = [a, b].map(|cell| heap[cell].items().to_vec());
                return self.equal_items(&a, &b).map(Some);
            }
            (Value::MappingProxy(a), _) => {
                let dict = Value::Dict(heap[a].0);
                return self.equal_or_not_implemented(dict, b);
            }
            (_, Value::MappingProxy(b)) => {
                let dict = Value::Dict(heap[b].0);
                return self.equal_or_not_implemented(a, dict);
            }
            (Value::BoundMethod(a), Value::BoundMethod(b)) => {
                let (a, b) = (&heap[a], &heap[b]);
                a.receiver.is(b.receiver) && a.function.is(b.function)
            }
            _ => match (bytes_of(heap, a), bytes_of(heap, b)) {
                (Some(a), Some(b)) => a == b,
                _ => return Ok(equal_numbers(heap, a, b)),
            },
        };
        Ok(Some(equal))
    }

    fn equal_lists(&mut self, a: Ref<List>, b: Ref<List>) -> Result<bool, Escape> {
        let len = self.heap[a].0.len();
        if len != self.heap[b].0.len() {
            return Ok(false);
        }
        for index in 0..len {
            let (x, y) = (self.heap[a].0[index], self.heap[b].0[index]);
            if !self.same_or_equal(x, y)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn equal_tuples(&mut self, a: Ref<Tuple>, b: Ref<Tuple>) -> Result<bool, Escape> {
        let len = self.heap[a].0.len();
        if len != self.heap[b].0.len() {
            return Ok(false);
        }
        for index in 0..len {
            let (x, y) = (self.heap[a].0[index], self.heap[b].0[index]);
            if !self.same_or_equal(x, y)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn equal_items(&mut self, a: &[Value], b: &[Value]) -> Result<bool, Escape> {
        for (a, b) in a.iter().zip(b) {
            if !self.same_or_equal(*a, *b)? {
                return Ok(false);
            }
        }
        Ok(a.len() == b.len())
    }

    fn equal_dicts(&mut self, a: Ref<Dict>, b: Ref<Dict>) -> Result<bool, Escape> {
        if self.heap[a].len() != self.heap[b].len() {
            return Ok(false);
        }
        for index in 0..self.heap[a].entry_count() {
            let Some(Entry { hash, key, value }) = self.heap[a].entry_at(index).copied() else { continue };
            let Some(found) = self.dict_find_hashed(b, hash, key)? else { return Ok(false) };
            let Some(other) = self.heap[b].entry_at(found).map(|entry| entry.value) else { return Ok(false) };
            if !self.same_or_equal(value, other)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn equal_sets(&mut self, a: Value, b: Value) -> Result<bool, Escape> {
        if self.set_table(a).map(SetTable::len) != self.set_table(b).map(SetTable::len) {
            return Ok(false);
        }
        self.is_subset(a, b)
    }
}

fn equal_ranges(a: &Range, b: &Range) -> bool {
    let len = a.len();
    len == b.len() && (len == 0 || a.start == b.start && (len == 1 || a.step == b.step))
}

fn bytes_of(heap: &Heap, value: Value) -> Option<&[u8]> {
    match value {
        Value::Bytes(bytes) => Some(&heap[bytes].0),
        Value::ByteArray(bytes) => Some(&heap[bytes].0),
        _ => None,
    }
}
