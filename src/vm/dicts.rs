//! Looking keys up in dicts and changing them. Anything that would have to call Python escapes with
//! `Defer` before the dict changes.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::equality::quick_same_or_equal;
use crate::vm::hashing::HashedAs;
use crate::vm::native::Escape;

/// What an entry costs, for the collector's pace.
const ENTRY_BYTES: usize = 48;

impl Vm {
    /// The hash of `key` as a dict's key.
    #[inline]
    pub fn hash_key(&mut self, key: Value) -> Result<i64, Escape> {
        self.hash_as(key, HashedAs::Key)
    }

    /// The index of the entry of `key`.
    #[inline]
    pub fn dict_find(&mut self, dict: Ref<Dict>, key: Value) -> Result<Option<usize>, Escape> {
        let hash = self.hash_key(key)?;
        self.dict_find_hashed(dict, hash, key)
    }

    /// The index of the entry of `key`, which has `hash`.
    #[inline]
    pub fn dict_find_hashed(&mut self, dict: Ref<Dict>, hash: i64, key: Value) -> Result<Option<usize>, Escape> {
        match self.dict_find_quickly(dict, hash, key) {
            Some(found) => Ok(found),
            None => self.dict_find_slowly(dict, hash, key),
        }
    }

    /// As [`Vm::dict_find_hashed`]; `None` if that needs a comparison that the heap alone cannot make.
    #[inline]
    fn dict_find_quickly(&self, dict: Ref<Dict>, hash: i64, key: Value) -> Option<Option<usize>> {
        let (heap, mut unsure) = (&self.heap, false);
        let found = heap[dict].find(hash, |known| {
            let equal = quick_same_or_equal(heap, known, key);
            unsure |= equal.is_none();
            equal == Some(true)
        });
        if found.is_none() && unsure { None } else { Some(found) }
    }

    #[cold]
    #[inline(never)]
    fn dict_find_slowly(&mut self, dict: Ref<Dict>, hash: i64, key: Value) -> Result<Option<usize>, Escape> {
        let mut candidates = Vec::new();
        let none = self.heap[dict].find(hash, |known| {
            candidates.push(known);
            false
        });
        for candidate in candidates {
            if self.same_or_equal(candidate, key)? {
                return Ok(self.heap[dict].find(hash, |known| known.is(candidate)));
            }
        }
        Ok(none)
    }

    /// `dict[key]`, or `None` if there is no such key.
    #[inline]
    pub fn dict_get(&mut self, dict: Ref<Dict>, key: Value) -> Result<Option<Value>, Escape> {
        let found = self.dict_find(dict, key)?;
        Ok(found.and_then(|index| self.heap[dict].entry_at(index)).map(|entry| entry.value))
    }

    /// `dict[key] = value`.
    #[inline]
    pub fn dict_set(&mut self, dict: Ref<Dict>, key: Value, value: Value) -> Result<(), Escape> {
        let hash = self.hash_key(key)?;
        self.dict_set_hashed(dict, hash, key, value)
    }

    /// `dict[key] = value` for a key with `hash`.
    #[inline]
    pub fn dict_set_hashed(&mut self, dict: Ref<Dict>, hash: i64, key: Value, value: Value) -> Result<(), Escape> {
        match self.dict_find_hashed(dict, hash, key)? {
            Some(index) => self.dict_replace_at(dict, index, value),
            None => self.dict_add(dict, hash, key, value),
        }
        Ok(())
    }

    /// Adds an entry whose key is not in the dict.
    #[inline]
    pub fn dict_add(&mut self, dict: Ref<Dict>, hash: i64, key: Value, value: Value) {
        self.heap[dict].insert_new(hash, key, value);
        self.heap.charge(ENTRY_BYTES);
    }

    /// Replaces the value of the entry at `index`.
    pub fn dict_replace_at(&mut self, dict: Ref<Dict>, index: usize, value: Value) {
        if let Some(slot) = self.heap[dict].value_at_mut(index) {
            *slot = value;
        }
    }

    /// Removes `key`; returns its value.
    pub fn dict_remove(&mut self, dict: Ref<Dict>, key: Value) -> Result<Option<Value>, Escape> {
        let found = self.dict_find(dict, key)?;
        Ok(found.map(|index| self.heap[dict].remove_at(index).value))
    }

    /// The live entries, copied.
    pub fn dict_entries(&self, dict: Ref<Dict>) -> Vec<Entry> {
        self.heap[dict].iter().copied().collect()
    }

    /// A dict with the same entries.
    pub fn dict_copy(&mut self, dict: Ref<Dict>) -> Ref<Dict> {
        let copy = self.heap[dict].clone();
        self.heap.charge(copy.len() * ENTRY_BYTES);
        self.heap.allocate(copy)
    }

    /// Sets in `dict` all entries of `other`.
    pub fn dict_merge(&mut self, dict: Ref<Dict>, other: Ref<Dict>) -> Result<(), Escape> {
        if self.heap[dict].is_empty() {
            for index in 0..self.heap[other].entry_count() {
                if let Some(Entry { hash, key, value }) = self.heap[other].entry_at(index).copied() {
                    self.dict_add(dict, hash, key, value);
                }
            }
            return Ok(());
        }
        let entries = self.dict_entries(other);
        let mut places = Vec::with_capacity(entries.len());
        for entry in &entries {
            places.push(self.dict_find_hashed(dict, entry.hash, entry.key)?);
        }
        for (entry, place) in entries.into_iter().zip(places) {
            match place {
                Some(index) => self.dict_replace_at(dict, index, entry.value),
                None => self.dict_add(dict, entry.hash, entry.key, entry.value),
            }
        }
        Ok(())
    }
}
