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

    /// The number of slots: the bound of [`SetTable::at`].
    pub fn slot_count(&self) -> usize {
        self.slots.len()
    }

    /// The element in slot `index`, with its hash.
    pub fn at(&self, index: usize) -> Option<(i64, Value)> {
        self.slots.get(index).filter(|slot| !slot.key.is_unbound()).map(|slot| (slot.hash, slot.key))
    }

    /// The elements with their hashes, in the order in which Python iterates over them.
    pub fn iter(&self) -> impl Iterator<Item = (i64, Value)> {
        self.slots.iter().filter(|slot| !slot.key.is_unbound()).map(|slot| (slot.hash, slot.key))
    }

    /// The slot of the element with `hash` that `equals` accepts.
    pub fn find(&self, hash: i64, mut equals: impl FnMut(Value) -> bool) -> Option<usize> {
        for index in Probe::new(hash, self.slots.len() - 1) {
            let slot = self.slots[index];
            if slot.key.is_unbound() {
                if slot.hash == 0 {
                    return None;
                }
            } else if slot.hash == hash && equals(slot.key) {
                return Some(index);
            }
        }
        None
    }

    /// Adds an element that is not in the set yet.
    pub fn insert_new(&mut self, hash: i64, key: Value) {
        self.len += 1;
        if !self.place(hash, key) {
            return;
        }
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
            copy.place(slot.hash, slot.key);
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
        let mut deleted = None;
        for index in Probe::new(hash, self.slots.len() - 1) {
            let slot = self.slots[index];
            if slot.key.is_unbound() {
                if slot.hash == 0 {
                    self.slots[deleted.unwrap_or(index)] = Slot { hash, key };
                    return deleted.is_none();
                }
                deleted = Some(index);
            }
        }
        unreachable!("a set's table always has an empty slot")
    }

    fn resize(&mut self, wanted: usize) {
        let mut size = SMALLEST_TABLE;
        while size <= wanted {
            size *= 2;
        }
        let old = std::mem::replace(&mut self.slots, vec![EMPTY; size]);
        for slot in old.into_iter().filter(|slot| !slot.key.is_unbound()) {
            self.place(slot.hash, slot.key);
        }
        self.filled = self.len;
    }
}

/// The slots to look at for a hash, without end.
struct Probe {
    index: usize,
    perturb: u64,
    mask: usize,
    /// How many consecutive slots are still to come after `index`.
    linear: usize,
    offset: usize,
}

impl Probe {
    fn new(hash: i64, mask: usize) -> Probe {
        let mut probe = Probe { index: hash as usize & mask, perturb: hash as u64, mask, linear: 0, offset: 0 };
        probe.begin_run();
        probe
    }

    fn begin_run(&mut self) {
        self.linear = if self.index + LINEAR_PROBES <= self.mask { LINEAR_PROBES } else { 0 };
        self.offset = 0;
    }
}

impl Iterator for Probe {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if self.offset > self.linear {
            self.perturb >>= PERTURB_SHIFT;
            self.index =
                self.index.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb as usize) & self.mask;
            self.begin_run();
        }
        let index = self.index + self.offset;
        self.offset += 1;
        Some(index)
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
        self.0.slots.len() * size_of::<Slot>()
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
        self.0.slots.len() * size_of::<Slot>()
    }
}
