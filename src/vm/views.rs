//! `dict.keys()` and `dict.items()` as sets, compared with sets and with each other.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::Escape;
use crate::vm::ordering::Compare;

impl Vm {
    /// The size of something like a set: a set, or a view of keys or items. Not of values.
    pub fn set_like_len(&self, value: Value) -> Option<usize> {
        match value {
            Value::DictView(view) if self.heap[view].side != DictSide::Values => {
                Some(self.heap[self.heap[view].dict].len())
            }
            _ => self.set_table(value).map(SetTable::len),
        }
    }

    /// Whether `item` is in a view, or a set.
    pub fn set_like_contains(&mut self, value: Value, item: Value) -> Result<bool, Escape> {
        let Value::DictView(view) = value else { return self.set_contains(value, item) };
        let DictView { dict, side } = self.heap[view];
        match side {
            DictSide::Keys => Ok(self.dict_find(dict, item)?.is_some()),
            DictSide::Items => self.items_contain(dict, item),
            DictSide::Values => {
                for entry in self.dict_entries(dict) {
                    if self.same_or_equal(entry.value, item)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
        }
    }

    fn items_contain(&mut self, dict: Ref<Dict>, item: Value) -> Result<bool, Escape> {
        let Value::Tuple(pair) = self.unwrap(item) else { return Ok(false) };
        let [key, value] = self.heap[pair].0[..] else { return Ok(false) };
        match self.dict_get(dict, key)? {
            Some(found) => self.same_or_equal(found, value),
            None => Ok(false),
        }
    }

    /// The elements of something like a set, or the values of a view of values.
    pub fn view_items(&mut self, view: Ref<DictView>) -> Vec<Value> {
        let DictView { dict, side } = self.heap[view];
        let entries = self.dict_entries(dict);
        entries.into_iter().map(|entry| self.entry_side(entry, side)).collect()
    }

    /// What a view of this side shows of an entry.
    #[inline]
    pub fn entry_side(&mut self, entry: Entry, side: DictSide) -> Value {
        match side {
            DictSide::Keys => entry.key,
            DictSide::Values => entry.value,
            DictSide::Items => self.tuple([entry.key, entry.value]),
        }
    }

    pub(super) fn equal_views(&mut self, a: Value, b: Value) -> Result<Option<bool>, Escape> {
        match (self.set_like_len(a), self.set_like_len(b)) {
            (Some(len_a), Some(len_b)) => Ok(Some(len_a == len_b && self.all_in(a, b)?)),
            _ => Ok(None),
        }
    }

    pub(super) fn compare_views(&mut self, op: Compare, a: Value, b: Value) -> Result<Option<bool>, Escape> {
        let (Some(len_a), Some(len_b)) = (self.set_like_len(a), self.set_like_len(b)) else { return Ok(None) };
        if !op.holds(len_a.cmp(&len_b)) {
            return Ok(Some(false));
        }
        match op {
            Compare::Lt | Compare::Le => self.all_in(a, b).map(Some),
            Compare::Gt | Compare::Ge => self.all_in(b, a).map(Some),
        }
    }

    /// Whether every element of `a` is in `b`; both are like sets.
    pub fn all_in(&mut self, a: Value, b: Value) -> Result<bool, Escape> {
        for item in self.collect(a)? {
            if !self.set_like_contains(b, item)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
