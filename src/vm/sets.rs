//! Looking elements up in sets and changing them, in the same way as [`super::dicts`].

use crate::object::*;
use crate::vm::Vm;
use crate::vm::equality::quick_same_or_equal;
use crate::vm::hashing::{HashedAs, quick_hash};
use crate::vm::native::Escape;

const SLOT_BYTES: usize = 32;

impl Vm {
    /// The table of a `Set` or `FrozenSet`.
    #[inline]
    pub fn set_table(&self, set: Value) -> Option<&SetTable> {
        match set {
            Value::Set(set) => Some(&self.heap[set].0),
            Value::FrozenSet(set) => Some(&self.heap[set].0),
            _ => None,
        }
    }

    /// The hash of `element` as a set's element.
    #[inline]
    pub fn hash_element(&mut self, element: Value) -> Result<i64, Escape> {
        self.hash_as(element, HashedAs::Element)
    }

    /// Whether `element` is in a `Set` or `FrozenSet`.
    pub fn set_contains(&mut self, set: Value, element: Value) -> Result<bool, Escape> {
        let hash = self.hash_element(element)?;
        Ok(self.set_find_hashed(set, hash, element)?.is_some())
    }

    /// The slot of `element`, which has `hash`, in a `Set` or `FrozenSet`.
    #[inline]
    pub fn set_find_hashed(&mut self, set: Value, hash: i64, element: Value) -> Result<Option<usize>, Escape> {
        let Some(table) = self.set_table(set) else { return Ok(None) };
        if let Some(found) = quick_find(&self.heap, table, hash, element) {
            return Ok(found);
        }
        let candidates = candidates(table, hash);
        let Some(candidate) = self.first_equal(&candidates, element)? else { return Ok(None) };
        Ok(self.set_table(set).and_then(|table| table.find(hash, |known| known.is(candidate))))
    }

    fn first_equal(&mut self, candidates: &[Value], element: Value) -> Result<Option<Value>, Escape> {
        for candidate in candidates {
            if self.same_or_equal(*candidate, element)? {
                return Ok(Some(*candidate));
            }
        }
        Ok(None)
    }

    /// `set.add(element)`.
    #[inline]
    pub fn set_add(&mut self, set: Ref<Set>, element: Value) -> Result<(), Escape> {
        let hash = self.hash_element(element)?;
        if !self.set_add_quickly(set, hash, element) && self.set_find_hashed(Value::Set(set), hash, element)?.is_none() {
            self.set_insert(set, hash, element);
        }
        Ok(())
    }

    /// Adds an element that has `hash`, unless that needs a comparison that the heap alone cannot make; returns
    /// whether the set has the element now.
    #[inline]
    fn set_add_quickly(&mut self, set: Ref<Set>, hash: i64, element: Value) -> bool {
        let Some(sought) = quick_seek(&self.heap, &self.heap[set].0, hash, element) else { return false };
        if let Err(vacancy) = sought {
            self.heap[set].0.insert_at(vacancy, hash, element);
            self.heap.charge(SLOT_BYTES);
        }
        true
    }

    /// Adds a number or string to a set display; returns whether it was done.
    #[inline(never)]
    pub(super) fn add_to_set_quickly(&mut self, set: Value, element: Value) -> bool {
        match (set, element) {
            (Value::Set(set), Value::Int(_) | Value::Str(_) | Value::Tuple(_) | Value::Float(_)) => self.set_add(set, element).is_ok(),
            _ => false,
        }
    }

    /// Adds an element that is not in the set.
    pub fn set_insert(&mut self, set: Ref<Set>, hash: i64, element: Value) {
        self.heap[set].0.insert_new(hash, element);
        self.heap.charge(SLOT_BYTES);
    }

    /// `set.discard(element)`; returns whether it was there.
    pub fn set_discard(&mut self, set: Ref<Set>, element: Value) -> Result<bool, Escape> {
        let hash = self.hash_element(element)?;
        let found = self.set_find_hashed(Value::Set(set), hash, element)?;
        if let Some(slot) = found {
            self.heap[set].0.remove_at(slot);
        }
        Ok(found.is_some())
    }

    /// The slot of `element`, which has `hash`, in a table that is not on the heap.
    pub fn table_find(&mut self, table: &SetTable, hash: i64, element: Value) -> Result<Option<usize>, Escape> {
        if let Some(found) = quick_find(&self.heap, table, hash, element) {
            return Ok(found);
        }
        let Some(candidate) = self.first_equal(&candidates(table, hash), element)? else { return Ok(None) };
        Ok(table.find(hash, |known| known.is(candidate)))
    }

    /// Adds to a table that is not on the heap.
    pub fn table_add(&mut self, table: &mut SetTable, hash: i64, element: Value) -> Result<(), Escape> {
        match quick_seek(&self.heap, table, hash, element) {
            Some(Ok(_)) => {}
            Some(Err(vacancy)) => table.insert_at(vacancy, hash, element),
            None => {
                if self.table_find(table, hash, element)?.is_none() {
                    table.insert_new(hash, element);
                }
            }
        }
        Ok(())
    }

    /// Adds the items of a list or tuple until one needs Python or a look at its class; returns how many were added.
    fn table_add_quickly(&self, table: &mut SetTable, items: &[Value]) -> usize {
        let heap = &self.heap;
        for (index, item) in items.iter().enumerate() {
            let Some(hash) = quick_hash(heap, *item) else { return index };
            match quick_seek(heap, table, hash, *item) {
                Some(Ok(_)) => {}
                Some(Err(vacancy)) => table.insert_at(vacancy, hash, *item),
                None => return index,
            }
        }
        items.len()
    }

    /// A table of what `iterable` gives. Escapes with `Defer` only before any iterator has moved.
    pub fn table_from(&mut self, iterable: Value) -> Result<SetTable, Escape> {
        if let Some(table) = self.set_table(iterable) {
            let table = table.fresh_copy();
            self.heap.charge(table.len() * SLOT_BYTES);
            return Ok(table);
        }
        let before = self.snapshots(iterable);
        let mut table = SetTable::default();
        match self.table_update(&mut table, iterable) {
            Err(Escape::Defer) => {
                self.restore(before);
                Err(Escape::Defer)
            }
            result => result.map(|()| table),
        }
    }

    /// What `iterable` gives, with hashes; for a set or dict without computing them again.
    pub fn hashed_items(&mut self, iterable: Value) -> Result<Vec<(i64, Value)>, Escape> {
        match iterable {
            Value::Set(_) | Value::FrozenSet(_) => Ok(self.set_elements(iterable)),
            Value::Dict(dict) => Ok(self.heap[dict].iter().map(|entry| (entry.hash, entry.key)).collect()),
            _ => {
                let items = self.collect(iterable)?;
                let mut hashed = Vec::with_capacity(items.len());
                for item in items {
                    hashed.push((self.hash_element(item)?, item));
                }
                Ok(hashed)
            }
        }
    }

    /// Adds all of `iterable`. Adding them again later is harmless.
    pub fn table_update(&mut self, table: &mut SetTable, iterable: Value) -> Result<(), Escape> {
        let before = table.len();
        let result = self.table_add_all(table, iterable);
        self.heap.charge((table.len() - before) * SLOT_BYTES);
        result
    }

    fn table_add_all(&mut self, table: &mut SetTable, iterable: Value) -> Result<(), Escape> {
        let sequence = match iterable {
            Value::List(list) => Some(&self.heap[list].0[..]),
            Value::Tuple(tuple) => Some(&self.heap[tuple].0[..]),
            _ => None,
        };
        if let Some(items) = sequence
            && self.table_add_quickly(table, items) == items.len()
        {
            return Ok(());
        }
        let items = self.hashed_items(iterable)?;
        if matches!(iterable, Value::Set(_) | Value::FrozenSet(_) | Value::Dict(_)) {
            table.reserve_for_merge(items.len());
        }
        for (hash, element) in items {
            self.table_add(table, hash, element)?;
        }
        Ok(())
    }

    /// Removes all of `iterable`. Removing them again later is harmless.
    pub fn table_subtract(&mut self, table: &mut SetTable, iterable: Value) -> Result<(), Escape> {
        for (hash, element) in self.hashed_items(iterable)? {
            if let Some(slot) = self.table_find(table, hash, element)? {
                table.remove_at(slot);
            }
        }
        table.drop_deleted();
        Ok(())
    }

    /// Removes what is in both and adds what is only in `other`, a set.
    pub fn table_toggle(&mut self, table: &mut SetTable, other: Value) -> Result<(), Escape> {
        for (hash, element) in self.set_elements(other) {
            match self.table_find(table, hash, element)? {
                Some(slot) => {
                    table.remove_at(slot);
                },
                None => table.insert_new(hash, element),
            }
        }
        Ok(())
    }

    /// What is in `table` and in `iterable`.
    pub fn table_intersection(&mut self, table: &SetTable, iterable: Value) -> Result<SetTable, Escape> {
        let mut common = SetTable::default();
        let smaller = self.set_table(iterable).is_some_and(|other| other.len() > table.len());
        if smaller {
            for (hash, element) in table.iter().collect::<Vec<_>>() {
                if self.set_find_hashed(iterable, hash, element)?.is_some() {
                    common.insert_new(hash, element);
                }
            }
            return Ok(common);
        }
        for (hash, element) in self.hashed_items(iterable)? {
            if self.table_find(table, hash, element)?.is_some() {
                self.table_add(&mut common, hash, element)?;
            }
        }
        Ok(common)
    }

    /// What is in `table` and not in `iterable`.
    pub fn table_difference(&mut self, table: &SetTable, iterable: Value) -> Result<SetTable, Escape> {
        let size = match iterable {
            Value::Dict(dict) => Some(self.heap[dict].len()),
            _ => self.set_table(iterable).map(SetTable::len),
        };
        match size {
            Some(size) if table.len() / 4 <= size => {
                let mut rest = SetTable::default();
                for (hash, element) in table.iter().collect::<Vec<_>>() {
                    let found = match iterable {
                        Value::Dict(dict) => self.dict_find_hashed(dict, hash, element)?.is_some(),
                        set => self.set_find_hashed(set, hash, element)?.is_some(),
                    };
                    if !found {
                        rest.insert_new(hash, element);
                    }
                }
                Ok(rest)
            }
            _ => {
                let mut rest = table.fresh_copy();
                self.table_subtract(&mut rest, iterable)?;
                Ok(rest)
            }
        }
    }

    /// The elements of a `Set` or `FrozenSet` with their hashes, copied.
    pub fn set_elements(&self, set: Value) -> Vec<(i64, Value)> {
        self.set_table(set).map_or(Vec::new(), |table| table.iter().collect())
    }

    /// Whether every element of set `a` is in set `b`.
    pub fn is_subset(&mut self, a: Value, b: Value) -> Result<bool, Escape> {
        if let Some(answer) = self.quick_subset(a, b) {
            return Ok(answer);
        }
        for (hash, element) in self.set_elements(a) {
            if self.set_find_hashed(b, hash, element)?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// As [`Vm::is_subset`], as far as the heap alone can tell.
    fn quick_subset(&self, a: Value, b: Value) -> Option<bool> {
        let (a, b) = (self.set_table(a)?, self.set_table(b)?);
        for (hash, element) in a.iter() {
            if quick_find(&self.heap, b, hash, element)?.is_none() {
                return Some(false);
            }
        }
        Some(true)
    }
}

/// The slot of an element in a table; `None` if that needs a comparison that the heap alone cannot make.
#[inline]
pub(super) fn quick_find(heap: &Heap, table: &SetTable, hash: i64, element: Value) -> Option<Option<usize>> {
    let mut unsure = false;
    let found = table.find(hash, |known| {
        let equal = quick_same_or_equal(heap, known, element);
        unsure |= equal.is_none();
        equal == Some(true)
    });
    if found.is_none() && unsure { None } else { Some(found) }
}

/// The slot of an element or where it belongs, as [`quick_find`].
#[inline]
pub(super) fn quick_seek(
    heap: &Heap,
    table: &SetTable,
    hash: i64,
    element: Value,
) -> Option<Result<usize, Vacancy>> {
    let mut unsure = false;
    let found = table.seek(hash, |known| {
        let equal = quick_same_or_equal(heap, known, element);
        unsure |= equal.is_none();
        equal == Some(true)
    });
    if found.is_err() && unsure { None } else { Some(found) }
}

/// The elements of a table that have this hash.
fn candidates(table: &SetTable, hash: i64) -> Vec<Value> {
    let mut candidates = Vec::new();
    table.find(hash, |known| {
        candidates.push(known);
        false
    });
    candidates
}
