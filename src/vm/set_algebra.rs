//! Intersection, union and differences of two sets, in the order of CPython's `Objects/setobject.c`, on which the
//! order of the result depends.
//!
//! Nothing here calls Python, so that the sets stay as they are while their slots are walked through. Where elements
//! can only be compared by Python, the operation escapes with `Defer` and nothing has changed.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::Escape;
use crate::vm::sets::quick_find;

impl Vm {
    #[inline]
    fn next_element(&self, set: Value, index: &mut usize) -> Option<(i64, Value)> {
        self.set_table(set)?.next_from(index)
    }

    fn set_len(&self, set: Value) -> usize {
        self.set_table(set).map_or(0, SetTable::len)
    }

    /// `a & b`: the smaller set's elements, as far as the other has them.
    pub fn set_intersection(&mut self, a: Value, b: Value) -> Result<SetTable, Escape> {
        if a.is(b) {
            return Ok(self.set_table(a).map(SetTable::fresh_copy).unwrap_or_default());
        }
        let (walked, asked) = if self.set_len(b) > self.set_len(a) { (a, b) } else { (b, a) };
        self.elements_where(walked, asked, true)
    }

    /// `a - b`.
    pub fn set_difference(&mut self, a: Value, b: Value) -> Result<SetTable, Escape> {
        if self.set_len(a) / 4 <= self.set_len(b) {
            return self.elements_where(a, b, false);
        }
        let mut rest = self.set_table(a).map(SetTable::fresh_copy).unwrap_or_default();
        let mut index = 0;
        while let Some((hash, element)) = self.next_element(b, &mut index) {
            if let Some(slot) = self.table_find(&rest, hash, element)? {
                rest.remove_at(slot);
            }
        }
        rest.drop_deleted();
        Ok(rest)
    }

    /// `a | b`.
    pub fn set_union(&mut self, a: Value, b: Value) -> Result<SetTable, Escape> {
        let mut union = self.set_table(a).map(SetTable::fresh_copy).unwrap_or_default();
        if a.is(b) {
            return Ok(union);
        }
        union.reserve_for_merge(self.set_len(b));
        let mut index = 0;
        while let Some((hash, element)) = self.next_element(b, &mut index) {
            self.table_add(&mut union, hash, element)?;
        }
        Ok(union)
    }

    /// `a ^ b`.
    pub fn set_symmetric_difference(&mut self, a: Value, b: Value) -> Result<SetTable, Escape> {
        let mut result = self.set_table(b).map(SetTable::fresh_copy).unwrap_or_default();
        let mut index = 0;
        while let Some((hash, element)) = self.next_element(a, &mut index) {
            match self.table_find(&result, hash, element)? {
                Some(slot) => {
                    result.remove_at(slot);
                }
                None => result.insert_new(hash, element),
            }
        }
        Ok(result)
    }

    /// The elements of `walked` that `asked` has, or that it has not.
    fn elements_where(&mut self, walked: Value, asked: Value, there: bool) -> Result<SetTable, Escape> {
        if let Some(found) = self.quick_elements_where(walked, asked, there) {
            return Ok(found);
        }
        let (mut found, mut index) = (SetTable::default(), 0);
        while let Some((hash, element)) = self.next_element(walked, &mut index) {
            if self.set_find_hashed(asked, hash, element)?.is_some() == there {
                found.insert_new(hash, element);
            }
        }
        Ok(found)
    }

    /// As [`Vm::elements_where`], as far as the heap alone can tell.
    fn quick_elements_where(&self, walked: Value, asked: Value, there: bool) -> Option<SetTable> {
        let (walked, asked) = (self.set_table(walked)?, self.set_table(asked)?);
        let mut found = SetTable::default();
        for (hash, element) in walked.iter() {
            if quick_find(&self.heap, asked, hash, element)?.is_some() == there {
                found.insert_new(hash, element);
            }
        }
        Some(found)
    }

    /// Whether two sets have no element in common.
    pub fn sets_are_disjoint(&mut self, a: Value, b: Value) -> Result<bool, Escape> {
        let (walked, asked) = if self.set_len(b) > self.set_len(a) { (a, b) } else { (b, a) };
        let mut index = 0;
        while let Some((hash, element)) = self.next_element(walked, &mut index) {
            if self.set_find_hashed(asked, hash, element)?.is_some() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
