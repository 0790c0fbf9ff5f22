//! `Set` and `FrozenSet`: CPython's hash table for sets, so that they print in CPython's order.
//!
//! The order of iteration is the order of the table. Probing and growth follow `Objects/setobject.c`
//! of CPython 3.14: up to nine consecutive slots, then a jump perturbed by the higher bits of the hash.

use super::{Kind, Object, Value, Visitor};

const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
const SMALLEST_TABLE: usize = 8;

/// A slot: empty (`key` unbound), deleted (`key` unbound, hash -1) or an element.
#[derive(Clone, Copy)]
struct Slot {
    hash: i64,
    key: Value,
}

const EMPTY: Slot = Slot { hash: 0, key: Value::Unbound };
const DELETED: Slot = Slot { hash: -1, key: Value::Unbound };

/// A slot for an element that a set does not have.
#[derive(Clone, Copy)]
pub struct Vacancy {
    index: usize,
    /// It is empty, rather than deleted.
    fresh: bool,
}

/// The table of a set. As with `Dict`, equality is the caller's.
#[derive(Clone)]
pub struct SetTable {
    slots: Vec<Slot>,
    /// Elements and deleted slots.
    filled: usize,
    len: usize,
}

impl Default for SetTable {
    fn default() -> Self {
        SetTable { slots: vec![EMPTY; SMALLEST_TABLE], filled: 0, len: 0 }
    }
}

impl SetTable {
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The bytes of its slots.
    pub fn bytes(&self) -> usize {
        self.slots.len() * size_of::<Slot>()
    }

    /// The number of slots: the bound of [`SetTable::at`].
    pub fn slot_count(&self) -> usize {
        self.slots.len()
    }

    /// The element in slot `index`, with its hash.
    pub fn at(&self, index: usize) -> Option<(i64, Value)> {
        self.slots.get(index).filter(|slot| !slot.key.is_unbound()).map(|slot| (slot.hash, slot.key))
    }

    /// The first element in slot `index` or behind it, with its hash; `index` becomes that of the slot after it.
    #[inline]
    pub fn next_from(&self, index: &mut usize) -> Option<(i64, Value)> {
        let offset = self.slots.get(*index..)?.iter().position(|slot| !slot.key.is_unbound())?;
        let slot = self.slots[*index + offset];
        *index += offset + 1;
        Some((slot.hash, slot.key))
    }

    /// The elements with their hashes, in the order in which Python iterates over them.
    pub fn iter(&self) -> impl Iterator<Item = (i64, Value)> {
        self.slots.iter().filter(|slot| !slot.key.is_unbound()).map(|slot| (slot.hash, slot.key))
    }

    /// Whether an int with `hash` is an element; `None` if another kind of element with this hash could be equal to it.
    #[inline]
    pub fn has_int(&self, hash: i64, int: i64) -> Option<bool> {
        let mut unsure = false;
        let found = self.find(hash, |known| match known {
            Value::Int(known) => known == int,
            _ => {
                unsure = true;
                false
            }
        });
        if unsure { None } else { Some(found.is_some()) }
    }

    /// The slot of the element with `hash` that `equals` accepts.
    #[inline]
    pub fn find(&self, hash: i64, mut equals: impl FnMut(Value) -> bool) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let first = &self.slots[hash as usize & mask];
        if first.key.is_unbound() && first.hash == 0 {
            return None;
        }
        let mut run = Run::first(hash, mask);
        loop {
            for (offset, slot) in self.slots[run.start..=run.end].iter().enumerate() {
                if slot.hash == hash && !slot.key.is_unbound() {
                    if equals(slot.key) {
                        return Some(run.start + offset);
                    }
                } else if slot.hash == 0 && slot.key.is_unbound() {
                    return None;
                }
            }
            run.advance(mask);
        }
    }

    /// The slot of the element with `hash` that `equals` accepts, else the one where it belongs.
    #[inline]
    pub fn seek(&self, hash: i64, mut equals: impl FnMut(Value) -> bool) -> Result<usize, Vacancy> {
        let mask = self.slots.len() - 1;
        let (mut run, mut deleted) = (Run::first(hash, mask), None);
        loop {
            for (offset, slot) in self.slots[run.start..=run.end].iter().enumerate() {
                if slot.key.is_unbound() {
                    if slot.hash == 0 {
                        return Err(Vacancy { index: deleted.unwrap_or(run.start + offset), fresh: deleted.is_none() });
                    }
                    deleted = Some(run.start + offset);
                } else if slot.hash == hash && equals(slot.key) {
                    return Ok(run.start + offset);
                }
            }
            run.advance(mask);
        }
    }

    /// Adds an element where `seek` has found that it belongs.
    #[inline]
    pub fn insert_at(&mut self, vacancy: Vacancy, hash: i64, key: Value) {
        self.slots[vacancy.index] = Slot { hash, key };
        self.len += 1;
        if vacancy.fresh {
            self.fill_one();
        }
    }

    /// Adds an element that is not in the set yet.
    pub fn insert_new(&mut self, hash: i64, key: Value) {
        let fresh = match self.filled == self.len {
            true => {
                self.place_new(Slot { hash, key });
                true
            }
            false => self.place(hash, key),
        };
        self.len += 1;
        if fresh {
            self.fill_one();
        }
    }

    /// An empty slot has been filled: the table grows if too few are left.
    #[inline]
    fn fill_one(&mut self) {
        self.filled += 1;
        let mask = self.slots.len() - 1;
        if self.filled * 5 >= mask * 3 {
            self.resize(if self.len > 50_000 { self.len * 2 } else { self.len * 4 });
        }
    }

    /// Makes room before `count` elements of another set or a dict are added, as CPython does.
    pub fn reserve_for_merge(&mut self, count: usize) {
        if (self.filled + count) * 5 >= (self.slots.len() - 1) * 3 {
            self.resize((self.len + count) * 2);
        }
    }

    /// A table with the same elements, as CPython copies sets: without deleted slots, in a table that
    /// fits the number of elements.
    pub fn fresh_copy(&self) -> SetTable {
        let mut copy = SetTable::default();
        copy.reserve_for_merge(self.len);
        if copy.slots.len() == self.slots.len() && self.filled == self.len {
            return self.clone();
        }
        for slot in self.slots.iter().filter(|slot| !slot.key.is_unbound()) {
            copy.place_new(*slot);
        }
        (copy.filled, copy.len) = (self.len, self.len);
        copy
    }

    /// Rebuilds the table if more than a quarter of it are deleted slots.
    pub fn drop_deleted(&mut self) {
        if self.filled - self.len > (self.slots.len() - 1) / 4 {
            self.resize(if self.len > 50_000 { self.len * 2 } else { self.len * 4 });
        }
    }

    /// Removes the element in slot `index`, which is live.
    pub fn remove_at(&mut self, index: usize) -> Value {
        let key = self.slots[index].key;
        self.slots[index] = DELETED;
        self.len -= 1;
        key
    }

    pub fn clear(&mut self) {
        *self = SetTable::default();
    }

    /// Puts an element in the last deleted slot on its way, else in the first empty one; returns
    /// whether that was empty.
    fn place(&mut self, hash: i64, key: Value) -> bool {
        let mask = self.slots.len() - 1;
        let (mut run, mut deleted) = (Run::first(hash, mask), None);
        loop {
            for index in run.start..=run.end {
                let slot = &self.slots[index];
                if slot.key.is_unbound() {
                    if slot.hash == 0 {
                        self.slots[deleted.unwrap_or(index)] = Slot { hash, key };
                        return deleted.is_none();
                    }
                    deleted = Some(index);
                }
            }
            run.advance(mask);
        }
    }

    fn resize(&mut self, wanted: usize) {
        let mut size = SMALLEST_TABLE;
        while size <= wanted {
            size *= 2;
        }
        let old = std::mem::replace(&mut self.slots, vec![EMPTY; size]);
        for slot in old.into_iter().filter(|slot| !slot.key.is_unbound()) {
            self.place_new(slot);
        }
        self.filled = self.len;
    }

    /// Puts an element in the first empty slot on its way; there are no deleted ones.
    #[inline]
    fn place_new(&mut self, element: Slot) {
        let mask = self.slots.len() - 1;
        let mut run = Run::first(element.hash, mask);
        loop {
            if let Some(slot) = self.slots[run.start..=run.end].iter_mut().find(|slot| slot.key.is_unbound()) {
                *slot = element;
                return;
            }
            run.advance(mask);
        }
    }
}

/// Consecutive slots to look at for a hash. A table always has an empty slot, where looking ends.
struct Run {
    start: usize,
    end: usize,
    perturb: u64,
}

impl Run {
    #[inline(always)]
    fn first(hash: i64, mask: usize) -> Run {
        Run::at(hash as usize & mask, hash as u64, mask)
    }

    #[inline(always)]
    fn at(start: usize, perturb: u64, mask: usize) -> Run {
        let end = if start + LINEAR_PROBES <= mask { start + LINEAR_PROBES } else { start };
        Run { start, end, perturb }
    }

    fn advance(&mut self, mask: usize) {
        let perturb = self.perturb >> PERTURB_SHIFT;
        let start = self.start.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & mask;
        *self = Run::at(start, perturb, mask);
    }
}

fn visit(table: &SetTable, visitor: &mut Visitor) {
    for slot in &table.slots {
        visitor.value(slot.key);
    }
}

/// A `set`.
#[derive(Default)]
pub struct Set(pub SetTable);

impl Object for Set {
    const KIND: Kind = Kind::Set;

    fn visit(&mut self, visitor: &mut Visitor) {
        visit(&self.0, visitor);
    }

    fn external_bytes(&self) -> usize {
        self.0.bytes()
    }
}

/// A `frozenset`.
#[derive(Default)]
pub struct FrozenSet(pub SetTable);

impl Object for FrozenSet {
    const KIND: Kind = Kind::FrozenSet;

    fn visit(&mut self, visitor: &mut Visitor) {
        visit(&self.0, visitor);
    }

    fn external_bytes(&self) -> usize {
        self.0.bytes()
    }
}
