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
        let mut unsure = Vec::new();
        let heap = &self.heap;
        let found = heap[dict].find(hash, |known| match quick_same_or_equal(heap, known, key) {
            Some(equal) => equal,
            None => {
                unsure.push(known);
                false
            }
        });
        if found.is_some() || unsure.is_empty() {
            return Ok(found);
        }
        self.dict_find_among(dict, hash, key, &unsure)
    }

    #[cold]
    fn dict_find_among(
        &mut self,
        dict: Ref<Dict>,
        hash: i64,
        key: Value,
        candidates: &[Value],
    ) -> Result<Option<usize>, Escape> {
        for candidate in candidates {
            if self.same_or_equal(*candidate, key)? {
                return Ok(self.heap[dict].find(hash, |known| known.is(*candidate)));
            }
        }
        Ok(None)
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
