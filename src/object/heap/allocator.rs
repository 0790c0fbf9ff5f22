//! The global allocator in wasm: a free list for each class of small sizes, over the standard allocator.
//!
//! Strings, lists and argument vectors are allocated and freed all the time, and the standard allocator
//! searches and merges for each. Here a small size is rounded up to its class, and what is freed goes to
//! the class's list, from where the next of that size comes. Memory of a class stays in it, so there are few
//! classes of larger sizes, as of numbers and strings that grow from one to the next: four to a doubling.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::UnsafeCell;
use std::ptr::{NonNull, null_mut};

const GRANULE: usize = 16;
/// Up to here a class is a multiple of the granule.
const LARGEST_FINE: usize = 1024;
const LARGEST: usize = 8 * 1024;
const FINE: usize = LARGEST_FINE / GRANULE + 1;
const CLASSES: usize = FINE + 4 * (LARGEST.ilog2() - LARGEST_FINE.ilog2()) as usize;
const CHUNK: Layout = match Layout::from_size_align(64 * 1024, GRANULE) {
    Ok(layout) => layout,
    Err(_) => panic!("a chunk has a valid layout"),
};

/// A free block: it names the next one of its class.
struct FreeBlock {
    next: Option<NonNull<FreeBlock>>,
}

struct Lists {
    /// By class.
    free: [Option<NonNull<FreeBlock>>; CLASSES],
    /// The part of the newest chunk that no block has been cut from.
    rest: *mut u8,
    rest_bytes: usize,
}

/// Allocates small sizes from lists, all others with the standard allocator.
pub struct SmallSizes {
    lists: UnsafeCell<Lists>,
}

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: SmallSizes = SmallSizes::new();

// SAFETY: a wasm instance without shared memory has one thread, and the one test has an allocator of its own.
unsafe impl Sync for SmallSizes {}

impl SmallSizes {
    const fn new() -> SmallSizes {
        SmallSizes { lists: UnsafeCell::new(Lists { free: [None; CLASSES], rest: null_mut(), rest_bytes: 0 }) }
    }
}

/// The class of a layout that the lists serve.
#[inline(always)]
fn class_of(layout: Layout) -> Option<usize> {
    match layout.size() {
        _ if layout.align() > GRANULE => None,
        size @ ..=LARGEST_FINE => Some(size.div_ceil(GRANULE)),
        size @ ..=LARGEST => {
            let (doubling, quarter) = quarter_of(size);
            Some(FINE + 4 * (doubling - LARGEST_FINE.ilog2()) as usize + quarter)
        }
        _ => None,
    }
}

/// The doubling that a size above `LARGEST_FINE` lies in, as the power of two that it is above, and the quarter of it.
#[inline(always)]
fn quarter_of(size: usize) -> (u32, usize) {
    let doubling = (size - 1).ilog2();
    (doubling, ((size - 1) >> (doubling - 2)) & 3)
}

/// How large the blocks of a class are.
fn block_bytes(class: usize) -> usize {
    match class.checked_sub(FINE) {
        None => class * GRANULE,
        Some(coarse) => (5 + coarse % 4) << (LARGEST_FINE.ilog2() as usize - 2 + coarse / 4),
    }
}

impl Lists {
    #[inline(always)]
    fn take(&mut self, class: usize) -> *mut u8 {
        match self.free[class] {
            Some(block) => {
                // SAFETY: blocks on a list are unused and hold a `FreeBlock`.
                self.free[class] = unsafe { block.as_ref().next };
                block.as_ptr().cast()
            }
            None => self.cut(block_bytes(class)),
        }
    }

    #[inline(always)]
    fn put_back(&mut self, class: usize, block: NonNull<FreeBlock>) {
        // SAFETY: the block is unused, aligned to the granule and at least as large as one.
        unsafe { block.write(FreeBlock { next: self.free[class] }) };
        self.free[class] = Some(block);
    }

    /// Cuts a new block off the newest chunk.
    #[cold]
    #[inline(never)]
    fn cut(&mut self, bytes: usize) -> *mut u8 {
        if self.rest_bytes < bytes {
            self.add_chunk();
            if self.rest_bytes < bytes {
                return null_mut();
            }
        }
        let block = self.rest;
        // SAFETY: the chunk has this many bytes left.
        self.rest = unsafe { block.add(bytes) };
        self.rest_bytes -= bytes;
        block
    }

    /// Makes blocks of the last chunk's rest, and allocates another chunk.
    fn add_chunk(&mut self) {
        while self.rest_bytes >= GRANULE {
            let bytes = self.rest_bytes.min(LARGEST_FINE) / GRANULE * GRANULE;
            if let Some(rest) = NonNull::new(self.cut(bytes)) {
                self.put_back(bytes / GRANULE, rest.cast());
            }
        }
        // SAFETY: the layout is not empty.
        self.rest = unsafe { System.alloc(CHUNK) };
        self.rest_bytes = if self.rest.is_null() { 0 } else { CHUNK.size() };
    }
}

// SAFETY: a block is as large as its class, aligned to the granule, and belongs to one owner until it is
// freed with the layout it was allocated with, which leads to the same class or to `System` again.
unsafe impl GlobalAlloc for SmallSizes {
    // SAFETY: the caller keeps the contract of `GlobalAlloc`.
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        match class_of(layout) {
            // SAFETY: there is one thread, and nothing below calls back into the allocator.
            Some(class) => unsafe { (*self.lists.get()).take(class) },
            // SAFETY: the caller's promise is passed on.
            None => unsafe { System.alloc(layout) },
        }
    }

    // SAFETY: the caller keeps the contract of `GlobalAlloc`.
    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        match (class_of(layout), NonNull::new(block)) {
            // SAFETY: as in `alloc`.
            (Some(class), Some(block)) => unsafe { (*self.lists.get()).put_back(class, block.cast()) },
            // SAFETY: the caller's promise is passed on.
            _ => unsafe { System.dealloc(block, layout) },
        }
    }

    // SAFETY: the caller keeps the contract of `GlobalAlloc`.
    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller promises that the new size is valid with this alignment.
        let wanted = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        match (class_of(layout), class_of(wanted)) {
            (Some(old), Some(new)) if old == new => block,
            // SAFETY: the caller's promise is passed on.
            (None, None) => unsafe { System.realloc(block, layout, size) },
            // SAFETY: the new block has room for what is copied, and the old one is freed as it was allocated.
            _ => unsafe {
                let moved = self.alloc(wanted);
                if !moved.is_null() {
                    moved.copy_from_nonoverlapping(block, layout.size().min(size));
                    self.dealloc(block, layout);
                }
                moved
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::Random;
    use super::*;

    const STEPS: usize = if cfg!(miri) { 400 } else { 100_000 };
    /// It never gives memory back to the system, and what a static refers to is no leak.
    static OWN: SmallSizes = SmallSizes::new();

    struct Block {
        start: *mut u8,
        layout: Layout,
        filled_with: u8,
    }

    impl Block {
        fn new(start: *mut u8, layout: Layout, filled_with: u8) -> Block {
            assert!(!start.is_null() && start.addr().is_multiple_of(layout.align()));
            // SAFETY: the block was just allocated with this layout.
            unsafe { start.write_bytes(filled_with, layout.size()) };
            Block { start, layout, filled_with }
        }

        fn check(&self, bytes: usize) {
            // SAFETY: the block is allocated and was filled as a whole.
            let content = unsafe { std::slice::from_raw_parts(self.start, bytes) };
            assert!(content.iter().all(|byte| *byte == self.filled_with), "another block was written here");
        }
    }

    fn layout(random: &mut Random) -> Layout {
        let largest = [64, 1024, 10_000][random.below(3)];
        Layout::from_size_align(random.below(largest) + 1, 1 << random.below(6)).expect("a small power of two")
    }

    #[test]
    fn blocks_do_not_overlap_and_keep_their_content_when_they_move() {
        let (mut random, mut blocks) = (Random::new(7), Vec::new());
        for step in 0..STEPS {
            let fill = step as u8;
            match random.below(5) {
                0 | 1 => {
                    let layout = layout(&mut random);
                    // SAFETY: the layout is not empty.
                    blocks.push(Block::new(unsafe { OWN.alloc(layout) }, layout, fill));
                }
                choice if !blocks.is_empty() => {
                    let block = blocks.swap_remove(random.below(blocks.len()));
                    block.check(block.layout.size());
                    if choice == 2 {
                        blocks.push(moved(block, random.below(9000) + 1, fill));
                    } else {
                        // SAFETY: it was allocated with this layout and is not used again.
                        unsafe { OWN.dealloc(block.start, block.layout) };
                    }
                }
                _ => {}
            }
        }
        for block in blocks {
            block.check(block.layout.size());
            // SAFETY: as above.
            unsafe { OWN.dealloc(block.start, block.layout) };
        }
    }

    fn moved(block: Block, size: usize, fill: u8) -> Block {
        // SAFETY: it was allocated with this layout, and the new size is not zero.
        let start = unsafe { OWN.realloc(block.start, block.layout, size) };
        let layout = Layout::from_size_align(size, block.layout.align()).expect("a small size");
        Block { start, ..block }.check(size.min(block.layout.size()));
        Block::new(start, layout, fill)
    }
}
