//! `Dict`: an insertion-ordered hash table.
//!
//! The layout is CPython's compact one: entries in insertion order beside a table of their indices,
//! probed linearly. The table knows nothing of Python's equality: callers pass the hash and a
//! comparison, so that a comparison that must call Python can be noticed before anything changes.

use super::{Heap, Kind, Object, Ref, Str, Value, Visitor};

const EMPTY: u32 = u32::MAX;
const DELETED: u32 = u32::MAX - 1;

/// A key, its hash and its value. A deleted entry has an unbound key.
#[derive(Clone, Copy)]
pub struct Entry {
    pub hash: i64,
    pub key: Value,
    pub value: Value,
}

/// A `dict`.
#[derive(Clone, Default)]
pub struct Dict {
    entries: Vec<Entry>,
    /// The entries before this one are deleted: what takes the first entries away need not pass over them.
    head: usize,
    /// Indices into `entries`; empty while there are no entries. The length is a power of two.
    table: Vec<u32>,
    len: usize,
    /// How many slots of `table` are not empty, deleted ones included.
    filled: usize,
    /// Changes whenever a key is added or removed (not when a value is replaced).
    keys_version: u32,
}

impl Dict {
    /// Where a dict keeps its entries and the version of its keys, for compiled code.
    pub(super) const ENTRIES: usize = std::mem::offset_of!(Dict, entries);
    pub(super) const KEYS_VERSION: usize = std::mem::offset_of!(Dict, keys_version);

    pub fn new() -> Dict {
        Dict::default()
    }

    pub fn with_capacity(entries: usize) -> Dict {
        let mut dict = Dict::new();
        if entries > 0 {
            dict.rebuild(entries);
        }
        dict
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Changes whenever a key is added or removed.
    #[inline(always)]
    pub fn keys_version(&self) -> u32 {
        self.keys_version
    }

    /// How many entries there are, deleted ones included: the bound of [`Dict::entry_at`].
    #[inline(always)]
    pub fn entry_count(&self) -> usize {
        self.entries.len()
    }

    /// The entry at `index`, unless it is deleted or beyond the end.
    #[inline]
    pub fn entry_at(&self, index: usize) -> Option<&Entry> {
        self.entries.get(index).filter(|entry| !entry.key.is_unbound())
    }

    /// The value at `index` for writing, unless it is deleted or beyond the end.
    #[inline]
    pub fn value_at_mut(&mut self, index: usize) -> Option<&mut Value> {
        self.entries.get_mut(index).filter(|entry| !entry.key.is_unbound()).map(|entry| &mut entry.value)
    }

    /// Replaces the value of the entry at `index` if its key is `name`; returns whether it is.
    #[inline(always)]
    pub fn replace_name_at(&mut self, index: usize, name: Ref<Str>, value: Value) -> bool {
        match self.entries.get_mut(index) {
            Some(entry) if matches!(entry.key, Value::Str(key) if key == name) => {
                entry.value = value;
                true
            }
            _ => false,
        }
    }

    /// The live entries in insertion order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries[self.head..].iter().filter(|entry| !entry.key.is_unbound())
    }

    /// The index of the entry with `hash` whose key `equals` accepts.
    #[inline]
    pub fn find(&self, hash: i64, mut equals: impl FnMut(Value) -> bool) -> Option<usize> {
        if self.table.is_empty() {
            return None;
        }
        let mask = self.table.len() - 1;
        let mut slot = spread(hash) & mask;
        loop {
            match self.table[slot] {
                EMPTY => return None,
                DELETED => {}
                index => {
                    let entry = &self.entries[index as usize];
                    if entry.hash == hash && equals(entry.key) {
                        return Some(index as usize);
                    }
                }
            }
            slot = (slot + 1) & mask;
        }
    }

    /// Adds an entry whose key is not in the dict yet; returns its index.
    pub fn insert_new(&mut self, hash: i64, key: Value, value: Value) -> usize {
        if (self.filled + 1) * 3 > self.table.len() * 2 {
            self.rebuild((self.len + 1) * 2);
        }
        let index = self.entries.len();
        self.entries.push(Entry { hash, key, value });
        self.place(hash, index as u32);
        self.len += 1;
        self.keys_version = self.keys_version.wrapping_add(1);
        index
    }

    /// Removes the entry at `index`, which is live.
    pub fn remove_at(&mut self, index: usize) -> Entry {
        let removed = self.entries[index];
        let mask = self.table.len() - 1;
        let mut slot = spread(removed.hash) & mask;
        while self.table[slot] != index as u32 {
            slot = (slot + 1) & mask;
        }
        self.table[slot] = DELETED;
        self.len -= 1;
        self.keys_version = self.keys_version.wrapping_add(1);
        if index + 1 == self.entries.len() {
            self.entries.pop();
        } else {
            let hole = &mut self.entries[index];
            (hole.key, hole.value) = (Value::Unbound, Value::Unbound);
        }
        if index == self.head {
            self.skip_deleted();
        }
        removed
    }

    fn skip_deleted(&mut self) {
        while self.entries.get(self.head).is_some_and(|entry| entry.key.is_unbound()) {
            self.head += 1;
        }
        self.head = self.head.min(self.entries.len());
    }

    /// Where iterating over the entries may begin.
    pub fn first_index(&self) -> usize {
        self.head
    }

    /// Removes the first entry, if there is one.
    pub fn remove_first(&mut self) -> Option<Entry> {
        if self.len == 0 { None } else { Some(self.remove_at(self.head)) }
    }

    /// Moves the entry at `index`, which is live, to the front.
    pub fn move_to_front(&mut self, index: usize) {
        let moved = self.remove_at(index);
        self.entries.retain(|entry| !entry.key.is_unbound());
        self.entries.insert(0, moved);
        self.len += 1;
        self.rebuild(self.len);
    }

    pub fn clear(&mut self) {
        let version = self.keys_version.wrapping_add(1);
        *self = Dict { keys_version: version, ..Dict::default() };
    }

    /// Makes room for `entries` in all and drops deleted ones.
    fn rebuild(&mut self, entries: usize) {
        self.entries.retain(|entry| !entry.key.is_unbound());
        self.head = 0;
        self.entries.reserve(entries - self.entries.len());
        let size = (entries * 3 / 2 + 1).next_power_of_two().max(8);
        self.table.clear();
        self.table.resize(size, EMPTY);
        self.filled = 0;
        for index in 0..self.entries.len() {
            self.place(self.entries[index].hash, index as u32);
        }
    }

    fn place(&mut self, hash: i64, index: u32) {
        let mask = self.table.len() - 1;
        let mut slot = spread(hash) & mask;
        while self.table[slot] < DELETED {
            slot = (slot + 1) & mask;
        }
        self.filled += usize::from(self.table[slot] == EMPTY);
        self.table[slot] = index;
    }
}

/// Where probing starts: multiplication spreads consecutive ints and addresses over the table.
#[inline(always)]
fn spread(hash: i64) -> usize {
    ((hash as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
}

/// Access by names: interned strings, compared by identity first.
impl Heap {
    /// The index of the entry with the key `name`.
    #[inline]
    pub fn find_name(&self, dict: Ref<Dict>, name: Ref<Str>) -> Option<usize> {
        self[dict].find(self[name].hash(), |key| self.is_name(key, name))
    }

    fn is_name(&self, key: Value, name: Ref<Str>) -> bool {
        match key {
            Value::Str(key) => {
                key == name
                    || (!(self[key].interned && self[name].interned) && self[key].is_text_of(&self[name]))
            }
            Value::Instance(key) => match self[key].payload {
                Value::Str(key) => self[key].as_str() == self[name].as_str(),
                _ => false,
            },
            _ => false,
        }
    }

    /// The value of the key `name`.
    #[inline]
    pub fn get_name(&self, dict: Ref<Dict>, name: Ref<Str>) -> Option<Value> {
        let index = self.find_name(dict, name)?;
        self[dict].entry_at(index).map(|entry| entry.value)
    }

    /// Sets the value of the key `name`.
    pub fn set_name(&mut self, dict: Ref<Dict>, name: Ref<Str>, value: Value) {
        self.place_name(dict, name, value);
    }

    /// As `set_name`; returns the index of the entry.
    pub fn place_name(&mut self, dict: Ref<Dict>, name: Ref<Str>, value: Value) -> usize {
        if let Some(index) = self.find_name(dict, name)
            && let Some(slot) = self[dict].value_at_mut(index)
        {
            *slot = value;
            return index;
        }
        let hash = self[name].hash();
        self.charge(48);
        self[dict].insert_new(hash, Value::Str(name), value)
    }

    /// Removes the key `name`; returns its value.
    pub fn remove_name(&mut self, dict: Ref<Dict>, name: Ref<Str>) -> Option<Value> {
        let index = self.find_name(dict, name)?;
        Some(self[dict].remove_at(index).value)
    }
}

impl Object for Dict {
    const KIND: Kind = Kind::Dict;
    const NOTES_CHANGES: bool = true;

    fn visit(&mut self, visitor: &mut Visitor) {
        for entry in &self.entries {
            visitor.value(entry.key);
            visitor.value(entry.value);
        }
    }

    fn external_bytes(&self) -> usize {
        self.entries.capacity() * size_of::<Entry>() + self.table.len() * 4
    }
}
