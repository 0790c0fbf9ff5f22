//! Where compiled code finds what: offsets in bytes.

use std::mem::offset_of;

use super::{Heap, Object, Slot};
use crate::object::{Class, Code, Dict, Entry, Function, Instance, Iter, List, Tier, Value};

/// Offsets of fields from the address of the object that holds them.
#[derive(Clone, Copy, Debug)]
pub struct Offsets {
    pub list_items: VecOffsets,
    pub dict_entries: VecOffsets,
    pub dict_version: u32,
    pub instance_class: u32,
    pub instance_shape: u32,
    pub instance_slots: VecOffsets,
    pub class_version: u32,
    /// From the beginning of an entry.
    pub entry_key: u32,
    pub entry_value: u32,
    pub entry_size: u32,
    /// A `u32` that says which iterator it is, and what it is for these two.
    pub iter_tag: u32,
    pub iter_range: i32,
    pub iter_list: i32,
    pub range_next: u32,
    pub range_step: u32,
    pub range_remaining: u32,
    pub list_iter_list: u32,
    pub list_iter_index: u32,
    pub function: FunctionOffsets,
    pub code: CodeOffsets,
}

#[derive(Clone, Copy, Debug)]
pub struct FunctionOffsets {
    pub code: u32,
    pub globals: u32,
}

/// The first three are half-words.
#[derive(Clone, Copy, Debug)]
pub struct CodeOffsets {
    pub simple_arity: u32,
    pub registers: u32,
    pub locals: u32,
    pub tier_function: u32,
    pub tier_globals: u32,
    pub tier_ops: u32,
}

/// Where a vector keeps the address of its items and how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VecOffsets {
    pub items: u32,
    pub len: u32,
    pub capacity: u32,
}

impl VecOffsets {
    /// Of a vector of `T` that is so far from something else.
    pub fn of<T>(offset: usize) -> VecOffsets {
        let [items, len, capacity] = words_of_vec::<T>().map(|word| (offset + word * size_of::<usize>()) as u32);
        VecOffsets { items, len, capacity }
    }
}

impl Heap {
    /// Where the heap keeps what [`Heap::wants_collection`] compares: bytes allocated, and how many are due.
    pub const PACE: (usize, usize) = (offset_of!(Heap, allocated), offset_of!(Heap, threshold));
}

impl Offsets {
    /// That of this build.
    pub fn of_this_build() -> Offsets {
        let iter = data::<Iter>();
        Offsets {
            list_items: VecOffsets::of::<Value>(data::<List>() + offset_of!(List, 0)),
            dict_entries: VecOffsets::of::<Entry>(data::<Dict>() + Dict::ENTRIES),
            dict_version: (data::<Dict>() + Dict::KEYS_VERSION) as u32,
            instance_class: (data::<Instance>() + offset_of!(Instance, class)) as u32,
            instance_shape: (data::<Instance>() + offset_of!(Instance, shape)) as u32,
            instance_slots: VecOffsets::of::<Value>(data::<Instance>() + offset_of!(Instance, slots)),
            class_version: (data::<Class>() + offset_of!(Class, version)) as u32,
            entry_key: offset_of!(Entry, key) as u32,
            entry_value: offset_of!(Entry, value) as u32,
            entry_size: size_of::<Entry>() as u32,
            iter_tag: iter as u32,
            iter_range: 1,
            iter_list: 2,
            range_next: (iter + offset_of!(RangeFields, next)) as u32,
            range_step: (iter + offset_of!(RangeFields, step)) as u32,
            range_remaining: (iter + offset_of!(RangeFields, remaining)) as u32,
            list_iter_list: (iter + offset_of!(ListFields, list)) as u32,
            list_iter_index: (iter + offset_of!(ListFields, index)) as u32,
            function: FunctionOffsets {
                code: (data::<Function>() + offset_of!(Function, code)) as u32,
                globals: (data::<Function>() + offset_of!(Function, globals)) as u32,
            },
            code: CodeOffsets::of_this_build(),
        }
    }
}

impl CodeOffsets {
    fn of_this_build() -> CodeOffsets {
        let code = data::<Code>();
        let tier = code + offset_of!(Code, tier);
        CodeOffsets {
            simple_arity: (code + offset_of!(Code, simple_arity)) as u32,
            registers: (code + offset_of!(Code, registers)) as u32,
            locals: (code + offset_of!(Code, locals)) as u32,
            tier_function: (tier + offset_of!(Tier, function)) as u32,
            tier_globals: (tier + offset_of!(Tier, globals)) as u32,
            tier_ops: (tier + offset_of!(Tier, ops)) as u32,
        }
    }
}

/// `Iter` is `repr(u32)`: its variants are laid out as these are.
#[repr(C)]
struct RangeFields {
    tag: u32,
    next: i64,
    step: i64,
    remaining: i64,
}

#[repr(C)]
struct ListFields {
    tag: u32,
    list: super::Ref<List>,
    index: usize,
}

/// How far an object's data is from its address.
fn data<T: Object>() -> usize {
    offset_of!(Slot<T>, data)
}

/// Which of the three words of a vector are the address of its items, their number, and for how many there is room: the
/// standard library does not say; they tell themselves apart.
fn words_of_vec<T>() -> [usize; 3] {
    const { assert!(size_of::<Vec<T>>() == 3 * size_of::<usize>()) };
    let sample: Vec<T> = Vec::with_capacity(5);
    let capacity = sample.capacity();
    // SAFETY: a vector is three words: an address, a capacity and a length, all of them initialised.
    let words = unsafe { *(&raw const sample).cast::<[usize; 3]>() };
    [sample.as_ptr() as usize, sample.len(), capacity]
        .map(|wanted| words.iter().position(|word| *word == wanted).expect("the word is one of the vector's"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The word at `offset` of the object.
    fn word<T: Object, W: Copy>(reference: super::super::Ref<T>, offset: u32) -> W {
        // SAFETY: the tests ask for fields of the object only.
        unsafe { *((reference.address() + offset as usize) as *const W) }
    }

    #[test]
    fn fields_are_where_it_says() {
        let mut heap = Heap::new(usize::MAX);
        let offsets = Offsets::of_this_build();
        let list = heap.allocate(List(vec![Value::Int(3), Value::None]));
        let (items, len) = (offsets.list_items.items, offsets.list_items.len);
        assert_eq!(word::<_, usize>(list, items), heap[list].0.as_ptr() as usize);
        assert_eq!(word::<_, usize>(list, len), 2);
        let range = heap.allocate(Iter::Range { next: 7, step: -2, remaining: 9 });
        assert_eq!(word::<_, i32>(range, offsets.iter_tag), offsets.iter_range);
        assert_eq!(word::<_, i64>(range, offsets.range_next), 7);
        assert_eq!(word::<_, i64>(range, offsets.range_step), -2);
        assert_eq!(word::<_, i64>(range, offsets.range_remaining), 9);
        let iter = heap.allocate(Iter::List { list, index: 5 });
        assert_eq!(word::<_, i32>(iter, offsets.iter_tag), offsets.iter_list);
        assert_eq!(word::<_, usize>(iter, offsets.list_iter_list), list.address());
        assert_eq!(word::<_, usize>(iter, offsets.list_iter_index), 5);
    }
}
