//! Pages: slabs of equal slots, a free list for each size, and the sweep.

use std::alloc::{Layout, alloc, dealloc, handle_alloc_error};
use std::ptr::NonNull;

use super::{Header, Mark, drop_object};
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

/// The part of a page of frozen objects that may be left unused.
const PART_LEFT: usize = 8;

/// A free slot: its header says so, and it names the next one. But for the kind, the header is that of the object that
/// will be there.
#[repr(C)]
struct FreeSlot {
    header: Header,
    next: Option<NonNull<FreeSlot>>,
}

struct Page {
    memory: NonNull<u8>,
    slot_size: usize,
    /// It holds frozen objects, and is not used for others.
    frozen: bool,
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
        Page { memory, slot_size, frozen: false }
    }

    fn slots(&self) -> impl Iterator<Item = NonNull<Header>> + use<> {
        let (memory, size) = (self.memory, self.slot_size);
        // SAFETY: each offset leaves room for a slot within the page.
        (0..PAGE_BYTES / size).map(move |index| unsafe { memory.add(index * size) }.cast())
    }

    /// The slots that hold an object.
    fn objects(&self) -> impl Iterator<Item = NonNull<Header>> + use<> {
        // SAFETY: every slot of a page begins with a header, free or not.
        self.slots().filter(|slot| unsafe { slot.as_ref() }.kind != Kind::Free)
    }

    /// Freezes its objects, and itself if little of it is free.
    fn freeze(&mut self) {
        let mut used = 0;
        for mut object in self.objects() {
            // SAFETY: as above, and nobody else looks at headers.
            unsafe { object.as_mut() }.freeze();
            used += self.slot_size;
        }
        self.frozen = used >= PAGE_BYTES - PAGE_BYTES / PART_LEFT;
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
    /// The mark of new objects: the next collection has not reached them.
    fresh: Mark,
}

impl Pages {
    pub(super) fn new(fresh: Mark) -> Pages {
        Pages { pages: Vec::new(), free: [None; CLASSES], fresh }
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
        let header = Header { kind: Kind::Free, mark: self.fresh };
        let free = FreeSlot { header, next: self.free[class] };
        // SAFETY: the slot is unused and at least 16 bytes, the size of a free slot.
        unsafe { slot.cast::<FreeSlot>().as_ptr().write(free) };
        self.free[class] = Some(slot.cast());
    }

    /// Every slot that holds an object.
    pub(super) fn objects(&self) -> impl Iterator<Item = NonNull<Header>> {
        self.pages.iter().flat_map(Page::objects)
    }

    /// Freezes all objects.
    pub(super) fn freeze(&mut self) {
        self.pages.iter_mut().for_each(Page::freeze);
        self.each_page_in_use(|pages, page| {
            for slot in page.slots() {
                // SAFETY: every slot of a page begins with a header, free or not.
                if unsafe { slot.as_ref() }.kind == Kind::Free {
                    pages.put_back(slot, page.slot_size);
                }
            }
        });
    }

    /// Frees every object without `mark`; returns the bytes of the slots in use, those of frozen objects apart.
    pub(super) fn sweep(&mut self, mark: Mark) -> usize {
        self.fresh = mark;
        let mut used = 0;
        self.each_page_in_use(|pages, page| {
            for slot in page.slots() {
                // SAFETY: every slot of a page begins with a header, free or not.
                let header = unsafe { slot.as_ref() };
                if header.kind != Kind::Free {
                    if header.mark & mark != 0 {
                        used += if header.is_frozen() { 0 } else { page.slot_size };
                        continue;
                    }
                    // SAFETY: a live object that was not reached is not used again.
                    unsafe { drop_object(slot) };
                }
                pages.put_back(slot, page.slot_size);
            }
        });
        used
    }

    /// Has `fill` make new lists of free slots, page by page.
    fn each_page_in_use(&mut self, mut fill: impl FnMut(&mut Pages, &Page)) {
        self.free = [None; CLASSES];
        let pages = std::mem::take(&mut self.pages);
        for page in pages.iter().filter(|page| !page.frozen) {
            fill(self, page);
        }
        self.pages = pages;
    }

    /// Frees every object, the frozen ones too.
    pub(super) fn free_all(&mut self) {
        for object in self.objects() {
            // SAFETY: the heap ends, so that no object is used again.
            unsafe { drop_object(object) };
        }
        self.pages.clear();
    }
}
