//! Keys of dicts and sets whose hash or equality is a Python function: the run loop calls it, and the
//! search goes on here with what it returned.

use crate::object::*;
use crate::text::hash::hash_int;
use crate::text::int::IntRef;
use crate::vm::Vm;
use crate::vm::equality::quick_same_or_equal;
use crate::vm::frame::Then;
use crate::vm::hashing::not_minus_one;
use crate::vm::native::Escape;
use crate::vm::operation::Operation;
use crate::vm::operators::CompareOp;
use crate::vm::special::Special;

/// What is done once the place of the key is known.
#[derive(Clone, Copy, Debug)]
pub enum Access {
    /// `hash(key)`: there is nothing to search.
    Hash,
    /// `dict[key]`.
    Load,
    /// `dict.get(key, default)`.
    LoadOr { default: Value },
    /// `dict[key] = value`.
    Store { value: Value },
    /// `key in container`.
    Contains,
    /// `set.add(key)`.
    Add,
}

/// A search for a key, which waits for its `__hash__` or for an `__eq__`.
#[derive(Debug)]
pub struct KeySearch {
    /// A dict, set or frozenset.
    container: Value,
    key: Value,
    access: Access,
    /// Once it is known.
    hash: Option<i64>,
    /// The keys of the same hash that the key has been compared with, the last one just now.
    compared: Vec<Value>,
}

impl KeySearch {
    pub fn visit(&self, visitor: &mut Visitor) {
        visitor.values(&[self.container, self.key]);
        visitor.values(&self.compared);
        if let Access::LoadOr { default: value } | Access::Store { value } = self.access {
            visitor.value(value);
        }
    }
}

impl Vm {
    /// What a native escapes with that cannot hash `key` by itself: the run loop does its work if the hash
    /// is a Python function, else the prelude.
    #[cold]
    pub fn search_escape(&mut self, container: Value, key: Value, access: Access) -> Escape {
        match self.python_hash(key) {
            Some(_) => Escape::Search(Box::new(KeySearch { container, key, access, hash: None, compared: Vec::new() })),
            None => Escape::Defer,
        }
    }

    /// The Python function that is the `__hash__` of `key`.
    fn python_hash(&mut self, key: Value) -> Option<Value> {
        let Value::Instance(_) = key else { return None };
        match self.special(key, self.known.__hash__) {
            Special::Python(method @ Value::Function(_)) => Some(method),
            _ => None,
        }
    }

    /// Begins the search by calling `__hash__`.
    #[inline(never)]
    pub(super) fn begin_search(&mut self, search: KeySearch, then: Then) -> Result<(), Escape> {
        let key = search.key;
        let hash = self.python_hash(key).expect("the search was made for it");
        self.call_value(hash, &[key], Then::Operation(Box::new(Operation::Search { search, then })))
    }

    /// Goes on with what `__hash__` or `__eq__` has returned.
    pub(super) fn continue_search(&mut self, mut search: KeySearch, result: Value, then: Then) -> Result<(), Escape> {
        let Some(hash) = search.hash else {
            let hash = self.checked_hash(result)?;
            if let Access::Hash = search.access {
                return self.complete(then, Value::Int(hash));
            }
            search.hash = Some(hash);
            return self.look_up(search, then);
        };
        match self.truth_quickly(result) {
            None => self.truth_then(result, Then::Operation(Box::new(Operation::Search { search, then }))),
            Some(false) => self.look_up(search, then),
            Some(true) => {
                let known = search.compared.pop().expect("it has just been compared");
                let found = self.index_where(search.container, hash, |_, candidate| candidate.is(known));
                match found {
                    Some(_) => self.finish_search(search, hash, found, then),
                    // The comparison has removed it.
                    None => self.look_up(search, then),
                }
            }
        }
    }

    /// The hash that a `__hash__` returned.
    fn checked_hash(&mut self, result: Value) -> Result<i64, Escape> {
        let hash = match self.unwrap(result) {
            Value::Int(int) => int,
            Value::Bool(bool) => i64::from(bool),
            Value::BigInt(int) => hash_int(IntRef::Big(&self.heap[int].0)),
            _ => return Err(self.type_error("__hash__ method should return an integer")),
        };
        Ok(not_minus_one(hash))
    }

    /// Looks for the key itself, and has it compared with a key of the same hash that it was not compared with.
    fn look_up(&mut self, mut search: KeySearch, then: Then) -> Result<(), Escape> {
        let KeySearch { container, key, hash, .. } = search;
        let hash = hash.expect("it is known by now");
        let mut unsure = None;
        let found = self.index_where(container, hash, |heap, known| {
            let equal = quick_same_or_equal(heap, known, key);
            if equal.is_none() && unsure.is_none() && !search.compared.iter().any(|compared| compared.is(known)) {
                unsure = Some(known);
            }
            equal == Some(true)
        });
        match unsure {
            Some(known) if found.is_none() => {
                search.compared.push(known);
                let then = Then::Operation(Box::new(Operation::Search { search, then }));
                self.compare_then(CompareOp::Eq, known, key, then)
            }
            _ => self.finish_search(search, hash, found, then),
        }
    }

    /// The index of the entry or slot with `hash` whose key `equals` accepts.
    fn index_where(&self, container: Value, hash: i64, mut equals: impl FnMut(&Heap, Value) -> bool) -> Option<usize> {
        let heap = &self.heap;
        match container {
            Value::Dict(dict) => heap[dict].find(hash, |known| equals(heap, known)),
            _ => self.set_table(container)?.find(hash, |known| equals(heap, known)),
        }
    }

    fn finish_search(&mut self, search: KeySearch, hash: i64, found: Option<usize>, then: Then) -> Result<(), Escape> {
        let KeySearch { container, key, access, .. } = search;
        let value = match (access, container, found) {
            (Access::Contains, ..) => Value::Bool(found.is_some()),
            (Access::Store { value }, Value::Dict(dict), None) => {
                self.dict_add(dict, hash, key, value);
                Value::None
            }
            (Access::Store { value }, Value::Dict(dict), Some(index)) => {
                self.dict_replace_at(dict, index, value);
                Value::None
            }
            (Access::Load | Access::LoadOr { .. }, Value::Dict(dict), Some(index)) => {
                self.heap[dict].entry_at(index).expect("it was just found").value
            }
            (Access::LoadOr { default }, ..) => default,
            (Access::Load, ..) => return Err(self.key_error(key)),
            (Access::Add, Value::Set(set), None) => {
                self.set_insert(set, hash, key);
                Value::None
            }
            (Access::Add | Access::Store { .. } | Access::Hash, ..) => Value::None,
        };
        self.complete(then, value)
    }
}
