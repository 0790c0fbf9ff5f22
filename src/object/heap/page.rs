//! Pages: slabs of equal slots, a free list for each size, and the sweep.

use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::ptr::NonNull;

use super::{Header, drop_object};
use crate::object::kinds::Kind;

pub(super) const ALIGNMENT: usize = 16;
const PAGE_BYTES: usize = 32 * 1024;
const LARGEST_SLOT: usize = 512;
const CLASSES: usize = LARGEST_SLOT / ALIGNMENT + 1;

/// The size of the slot that an object with its header needs.
pub(super) const fn slot_size(bytes: usize) -> usize {
    assert!(bytes <= LARGEST_SLOT, "box what makes the object this large");
    bytes.div_ceil(ALIGNMENT) * ALIGNMENT
}

/// A free slot: its header says so, and it names the next one.
#[repr(C)]
struct FreeSlot {
    header: Header,
    next: Option<NonNull<FreeSlot>>,
}

struct Page {
    memory: NonNull<u8>,
    slot_size: usize,
}

impl Page {
    const LAYOUT: Layout = match Layout::from_size_align(PAGE_BYTES, ALIGNMENT) {
        Ok(layout) => layout,
        Err(_) => panic!("a page has a valid layout"),
    };

    fn new(slot_size: usize) -> Page {
        // SAFETY: the layout is not empty.
        let memory = unsafe { alloc(Page::LAYOUT) };
        let Some(memory) = NonNull::new(memory) else { handle_alloc_error(Page::LAYOUT) };
        Page { memory, slot_size }
    }

    fn slots(&self) -> impl Iterator<Item = NonNull<Header>> + use<> {
        let (memory, size) = (self.memory, self.slot_size);
        // SAFETY: each offset leaves room for a slot within the page.
        (0..PAGE_BYTES / size).map(move |index| unsafe { memory.add(index * size) }.cast())
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // SAFETY: it was allocated in `new` with this layout.
        unsafe { dealloc(self.memory.as_ptr(), Page::LAYOUT) };
    }
}

pub(super) struct Pages {
    pages: Vec<Page>,
    /// By slot size in units of the alignment.
    free: [Option<NonNull<FreeSlot>>; CLASSES],
}

impl Pages {
    pub(super) fn new() -> Pages {
        Pages { pages: Vec::new(), free: [None; CLASSES] }
    }

    /// A free slot of `size` bytes, which is a result of [`slot_size`].
    #[inline(always)]
    pub(super) fn take(&mut self, size: usize) -> NonNull<u8> {
        let class = size / ALIGNMENT;
        if self.free[class].is_none() {
            self.add_page(size);
        }
        let Some(slot) = self.free[class] else { unreachable!("a page was just added") };
        // SAFETY: slots on the free list are initialised as free slots.
        self.free[class] = unsafe { slot.as_ref().next };
        slot.cast()
    }

    #[cold]
    fn add_page(&mut self, size: usize) {
        let page = Page::new(size);
        for slot in page.slots() {
            self.put_back(slot, size);
        }
        self.pages.push(page);
    }

    fn put_back(&mut self, slot: NonNull<Header>, size: usize) {
        let class = size / ALIGNMENT;
        let free = FreeSlot { header: Header { kind: Kind::Free, mark: false }, next: self.free[class] };
        // SAFETY: the slot is unused and at least 16 bytes, the size of a free slot.
        unsafe { slot.cast::<FreeSlot>().as_ptr().write(free) };
        self.free[class] = Some(slot.cast());
    }

    /// Every slot that holds an object.
    pub(super) fn objects(&self) -> impl Iterator<Item = NonNull<Header>> {
        // SAFETY: every slot of a page begins with a header, free or not.
        self.pages.iter().flat_map(Page::slots).filter(|slot| unsafe { slot.as_ref() }.kind != Kind::Free)
    }

    /// Frees every object whose mark differs from `parity`; returns the bytes of the slots in use.
    pub(super) fn sweep(&mut self, parity: bool) -> usize {
        self.free = [None; CLASSES];
        let pages = std::mem::take(&mut self.pages);
        let mut used = 0;
        for page in &pages {
            for slot in page.slots() {
                // SAFETY: every slot of a page begins with a header, free or not.
                let header = unsafe { slot.as_ref() };
                if header.kind != Kind::Free && header.mark == parity {
                    used += page.slot_size;
                    continue;
                }
                // SAFETY: a live object that was not reached is not used again.
                unsafe { drop_object(slot) };
                self.put_back(slot, page.slot_size);
            }
        }
        self.pages = pages;
        used
    }
}
