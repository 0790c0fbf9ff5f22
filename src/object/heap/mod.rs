//! The heap: size-class pages of traced objects, collected only when asked.
//!
//! All of the crate's memory management and its `unsafe` are here. The argument in short:
//!
//! - A [`Ref`] is a copyable address of a slot. It can be followed only with the heap in hand
//!   (`heap[reference]`), and the reference it gives borrows the heap, so the borrow checker sees
//!   to it that no Rust reference outlives a collection (which takes `&mut Heap`) or aliases.
//! - A slot stays valid until a collection that does not reach it. [`Heap::collect`] is called
//!   only at safe points of the run loop, where everything that lives on is reachable from the
//!   roots it is given: natives return before it and hold no `Ref` across it.

#[cfg(any(target_arch = "wasm32", test))]
mod allocator;
mod frozen;
mod garbage;
mod offsets;
mod page;
#[cfg(test)]
mod tests;
mod text;
mod visitor;

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};
use std::ptr::NonNull;

use frozen::Frozen;
use page::Pages;
pub use garbage::{Address, Deaths};
pub use offsets::{Offsets, VecOffsets};
pub use text::StrText;
pub use visitor::Visitor;

use super::kinds::{Kind, for_each_kind};

/// What precedes every object in its slot.
#[repr(C, align(8))]
pub(super) struct Header {
    pub(super) kind: Kind,
    mark: Mark,
}

/// Which collections have reached an object: the bit of the last one, or the bits of all.
type Mark = u8;

/// Collections take turns in two bits.
const FIRST_MARK: Mark = 1;

/// The mark of the collection after or before one with `mark`.
const fn other(mark: Mark) -> Mark {
    3 ^ mark
}

#[repr(C)]
struct Slot<T> {
    header: Header,
    data: T,
}

/// A type of heap object.
pub trait Object: Sized {
    /// The tag that the object's header carries.
    const KIND: Kind;

    /// Whether it is noted when a frozen object may change: for types of which many objects are frozen and few change
    /// afterwards.
    const NOTES_CHANGES: bool = false;

    /// Shows `visitor` every value and reference that the object holds.
    fn visit(&mut self, visitor: &mut Visitor);

    /// Bytes that the object owns outside its slot, roughly: they pace the collector.
    fn external_bytes(&self) -> usize {
        0
    }
}

/// The address of a heap object. Two are equal if they are the same object.
#[repr(transparent)]
pub struct Ref<T> {
    header: NonNull<Header>,
    object: PhantomData<*const T>,
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Ref<T> {}

impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Self) -> bool {
        self.header == other.header
    }
}

impl<T> Eq for Ref<T> {}

impl<T> std::hash::Hash for Ref<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.header.hash(state);
    }
}

impl<T> std::fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:#x}", self.address())
    }
}

impl<T> Ref<T> {
    /// The object's address: what `id()` returns.
    #[inline(always)]
    pub fn address(self) -> usize {
        self.header.as_ptr() as usize
    }

    pub(super) fn header(self) -> NonNull<Header> {
        self.header
    }

    #[inline(always)]
    fn slot(self) -> NonNull<Slot<T>> {
        self.header.cast()
    }
}

/// A hash with one more word in it.
fn mixed(hash: u64, word: u64) -> u64 {
    (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(26)
}

/// Hashes addresses: one multiplication.
#[derive(Default)]
pub struct AddressHasher(u64);

impl std::hash::Hasher for AddressHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_usize(usize::from(*byte));
        }
    }

    fn write_usize(&mut self, address: usize) {
        self.0 = mixed(self.0, address as u64);
    }
}

/// Hashes texts and numbers that nobody would choose to collide, eight bytes at a time.
#[derive(Default)]
pub struct QuickHasher(u64);

impl std::hash::Hasher for QuickHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.write_u64(u64::from_le_bytes(*word));
        }
        let last = rest.iter().fold(rest.len() as u64, |last, byte| last << 8 | u64::from(*byte));
        self.write_u64(last);
    }

    fn write_u8(&mut self, _: u8) {
        // What ends a text: its length is in the hash.
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = mixed(self.0, word);
    }
}

/// A map whose keys are names, numbers of threads and the like.
pub type QuickMap<K, V> = std::collections::HashMap<K, V, std::hash::BuildHasherDefault<QuickHasher>>;

/// A map whose keys are references.
pub type RefMap<K, V> = std::collections::HashMap<K, V, std::hash::BuildHasherDefault<AddressHasher>>;

/// Bytes allocated after which a collection is due where the peak is measured, and what part of what is alive they are.
const MEASURED_THRESHOLD: usize = 128 << 10;
const MEASURED_PART_OF_LIVE: usize = 16;

/// Bytes allocated after which a collection is due when little is alive, and when more is. Debug builds collect often,
/// so that what is missing from the roots shows.
const LEAST_THRESHOLD: usize = if cfg!(debug_assertions) { 32 << 10 } else { 2 << 20 };
const USUAL_THRESHOLD: usize = if cfg!(debug_assertions) { 64 << 10 } else { 8 << 20 };
const PART_OF_LIVE: usize = if cfg!(debug_assertions) { 8 } else { 1 };

/// Bytes to allocate before the next collection where `live` bytes are alive, of which each collection looks at those
/// that are `young`. Memory that is used again soon is still in the processor's cache, and needs no new pages of the
/// system.
fn threshold(live: usize, young: usize) -> usize {
    (LEAST_THRESHOLD + 4 * young).min(USUAL_THRESHOLD).max(live / PART_OF_LIVE)
}

/// All objects of one process.
pub struct Heap {
    pages: Pages,
    /// What marks an object as reached by the next collection.
    mark: Mark,
    frozen: Frozen,
    allocated: usize,
    threshold: usize,
    live: usize,
    limit: usize,
    /// What was in use at most, at the ends of the spans between collections, since it was asked for.
    peak: usize,
    /// Whether collections come so often that `peak` says something.
    is_measured: bool,
}

impl Heap {
    /// An empty heap that reports being [`Heap::exhausted`] beyond `limit` bytes.
    pub fn new(limit: usize) -> Heap {
        let (pages, frozen) = (Pages::new(other(FIRST_MARK)), Frozen::default());
        Heap { pages, mark: FIRST_MARK, frozen, allocated: 0, threshold: LEAST_THRESHOLD, live: 0, limit, peak: 0, is_measured: false }
    }

    /// Moves `data` to the heap.
    #[inline(always)]
    pub fn allocate<T: Object>(&mut self, data: T) -> Ref<T> {
        let size = const { page::slot_size(std::mem::size_of::<Slot<T>>()) };
        const { assert!(std::mem::align_of::<Slot<T>>() <= page::ALIGNMENT) };
        self.allocated += size;
        let slot = self.pages.take(size).cast::<Slot<T>>();
        // SAFETY: `take` gives a free slot of at least this size and alignment, which nothing else uses. Its header
        // is that of a new object but for the kind.
        unsafe {
            (*slot.as_ptr()).header.kind = T::KIND;
            (&raw mut (*slot.as_ptr()).data).write(data);
        }
        Ref { header: slot.cast(), object: PhantomData }
    }

    /// Moves an object to the heap that needs its own address.
    pub fn allocate_cyclic<T: Object>(&mut self, make: impl FnOnce(Ref<T>) -> T) -> Ref<T> {
        let size = const { page::slot_size(std::mem::size_of::<Slot<T>>()) };
        self.allocated += size;
        let slot = self.pages.take(size).cast::<Slot<T>>();
        let itself = Ref { header: slot.cast(), object: PhantomData };
        let data = make(itself);
        // SAFETY: as in `allocate`; `make` could not follow `itself`, as it does not have the heap.
        unsafe {
            (*slot.as_ptr()).header.kind = T::KIND;
            (&raw mut (*slot.as_ptr()).data).write(data);
        }
        itself
    }

    /// Counts `bytes` that an object has come to own outside its slot towards the next collection.
    #[inline(always)]
    pub fn charge(&mut self, bytes: usize) {
        self.allocated += bytes;
    }

    /// Whether enough has been allocated since the last collection for another to be due.
    #[inline(always)]
    pub fn wants_collection(&self) -> bool {
        self.allocated >= self.threshold
    }

    /// Makes a collection due.
    pub fn request_collection(&mut self) {
        self.allocated = self.allocated.max(self.threshold);
    }

    /// Bytes in use, as of the last collection plus what has been allocated since.
    pub fn used(&self) -> usize {
        self.live + self.allocated
    }

    /// Begins or ends measuring what is in use at most.
    pub fn measure(&mut self, is_measured: bool) {
        self.is_measured = is_measured;
        self.reset_peak();
        self.request_collection();
    }

    /// What was in use at most since measuring began or `reset_peak`.
    pub fn peak(&self) -> usize {
        self.peak.max(self.used())
    }

    pub fn reset_peak(&mut self) {
        self.peak = self.used();
    }

    /// What is in use without what is frozen: so much a collection looks at.
    pub fn used_unfrozen(&self) -> usize {
        self.used().saturating_sub(self.frozen.bytes())
    }

    /// Changes the limit.
    pub fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    /// Whether the limit leaves room for so many bytes, if nothing else were alive.
    pub fn could_hold(&self, bytes: usize) -> bool {
        bytes <= self.limit
    }

    /// Whether what is alive after a collection exceeds the limit.
    pub fn exhausted(&self) -> bool {
        self.live > self.limit
    }

    /// Whether it exceeds the limit by more than what finalizers that would free memory may need themselves.
    pub fn far_exhausted(&self) -> bool {
        self.live > self.limit.saturating_add(self.limit / 8)
    }

    /// The first half of a collection: marks every object that can be reached from what `roots` shows.
    pub fn mark(&mut self, roots: impl FnOnce(&mut Visitor)) -> Visitor {
        let mut visitor = Visitor::new(self.mark);
        self.frozen.show_changed(&mut visitor);
        roots(&mut visitor);
        visitor.finish();
        #[cfg(debug_assertions)]
        self.check_unchanged(&mut visitor);
        visitor
    }

    /// All objects of a kind, those that have died since the last collection among them.
    pub fn all<T: Object>(&self) -> impl Iterator<Item = Ref<T>> {
        // SAFETY: the headers of objects are valid from their creation to the sweep that frees them.
        let of_kind = self.pages.objects().filter(|object| unsafe { object.as_ref() }.kind == T::KIND);
        of_kind.map(|header| Ref { header, object: PhantomData })
    }

    /// The objects of a kind that were not reached.
    pub fn unreached<T: Object>(&self, marked: &Visitor) -> impl Iterator<Item = Ref<T>> {
        let unreached = self.pages.objects().filter(|object| !marked.is_marked(*object));
        // SAFETY: during a collection every slot begins with a valid header.
        let of_kind = unreached.filter(|object| unsafe { object.as_ref() }.kind == T::KIND);
        of_kind.map(|header| Ref { header, object: PhantomData })
    }

    /// The second half: frees every object that is not marked.
    pub fn sweep(&mut self, marked: &Visitor) {
        self.peak = self.peak();
        self.live = self.frozen.bytes() + marked.external() + self.pages.sweep(self.mark);
        self.mark = other(self.mark);
        self.allocated = 0;
        self.threshold = match self.is_measured {
            true => MEASURED_THRESHOLD.max(self.live / MEASURED_PART_OF_LIVE),
            false => threshold(self.live, self.live - self.frozen.bytes()),
        };
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        self.pages.free_all();
    }
}

impl<T: Object> Index<Ref<T>> for Heap {
    type Output = T;

    #[inline(always)]
    fn index(&self, reference: Ref<T>) -> &T {
        // SAFETY: the slot is live (see the module's argument) and shared access to it is shared
        // access to the heap.
        unsafe { &reference.slot().as_ref().data }
    }
}

impl<T: Object> IndexMut<Ref<T>> for Heap {
    #[inline(always)]
    fn index_mut(&mut self, reference: Ref<T>) -> &mut T {
        // SAFETY: the slot is live (see the module's argument).
        if T::NOTES_CHANGES && unsafe { reference.header.as_ref() }.is_unchanged() {
            self.note_change(reference.header);
        }
        // SAFETY: as above; unique access to the heap is unique access to every object in it.
        unsafe { &mut reference.slot().as_mut().data }
    }
}

/// Drops the object in `slot`.
///
/// # Safety
/// `slot` holds a live object that is never used again.
unsafe fn drop_object(slot: NonNull<Header>) {
    macro_rules! drop_kind {
        ($($kind:ident),*) => {
            // SAFETY: the header's kind says which type the slot was written with.
            unsafe {
                match slot.as_ref().kind {
                    Kind::Free => {}
                    $( Kind::$kind => std::ptr::drop_in_place(&raw mut (*slot.cast::<Slot<super::$kind>>().as_ptr()).data), )*
                }
            }
        };
    }
    for_each_kind!(drop_kind)
}
