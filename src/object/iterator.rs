//! `Iter`: the iterators of the built-in types.

use super::{ByteArray, Bytes, Dict, DictSide, Kind, List, Object, Opaque, Ref, Str, Tool, Tuple, Value, Visitor};

/// A built-in iterator. What the variants refer to is advanced by `vm::iteration`.
// Compiled code steps ranges and lists itself: see `Offsets`.
#[derive(Clone)]
#[repr(u32)]
pub enum Iter {
    /// An iterator that has ended.
    Done,
    /// `next` until `remaining` is 0.
    Range { next: i64, step: i64, remaining: i64 },
    List { list: Ref<List>, index: usize },
    ListReversed { list: Ref<List>, index: usize },
    Tuple { tuple: Ref<Tuple>, index: usize },
    Str { str: Ref<Str>, offset: usize },
    Bytes { bytes: Ref<Bytes>, index: usize },
    ByteArray { bytes: Ref<ByteArray>, index: usize },
    /// `index` counts entries; `len` is the size that the dict must keep.
    Dict { dict: Ref<Dict>, side: DictSide, index: usize, len: usize, reversed: bool },
    /// `set` is a `Set` or a `FrozenSet`.
    Set { set: Value, index: usize, len: usize },
    /// `sequence[index]` until IndexError: objects with `__getitem__` only.
    Sequence { sequence: Value, index: i64, reversed: bool },
    /// `callable()` until it returns `sentinel`.
    Callable { callable: Value, sentinel: Value },
    Enumerate { inner: Value, count: Value },
    Zip { inner: Box<[Value]>, strict: bool },
    Map { function: Value, inner: Box<[Value]>, strict: bool },
    Filter { function: Value, inner: Value },
    /// `at` items were given; `changes` is what the deque must keep.
    Deque { deque: Ref<Opaque>, changes: u64, at: usize, reversed: bool },
    /// The matches of a regular expression, found from `position` on by a scanner; after an empty one `advance`
    /// says that the next must not be an empty one there.
    Matches { scanner: Ref<Opaque>, position: usize, advance: bool },
    /// One of `itertools`.
    Tool(Box<Tool>),
}

impl Object for Iter {
    const KIND: Kind = Kind::Iter;

    fn visit(&mut self, visitor: &mut Visitor) {
        match self {
            Iter::Done | Iter::Range { .. } => {}
            Iter::List { list, .. } | Iter::ListReversed { list, .. } => visitor.reference(*list),
            Iter::Tuple { tuple, .. } => visitor.reference(*tuple),
            Iter::Str { str, .. } => visitor.reference(*str),
            Iter::Bytes { bytes, .. } => visitor.reference(*bytes),
            Iter::ByteArray { bytes, .. } => visitor.reference(*bytes),
            Iter::Dict { dict, .. } => visitor.reference(*dict),
            Iter::Set { set, .. } => visitor.value(*set),
            Iter::Sequence { sequence, .. } => visitor.value(*sequence),
            Iter::Callable { callable, sentinel } => visitor.values(&[*callable, *sentinel]),
            Iter::Enumerate { inner, count } => visitor.values(&[*inner, *count]),
            Iter::Zip { inner, .. } => visitor.values(inner),
            Iter::Map { function, inner, .. } => {
                visitor.value(*function);
                visitor.values(inner);
            }
            Iter::Filter { function, inner } => visitor.values(&[*function, *inner]),
            Iter::Deque { deque, .. } => visitor.reference(*deque),
            Iter::Matches { scanner, .. } => visitor.reference(*scanner),
            Iter::Tool(tool) => tool.visit(visitor),
        }
    }
}
