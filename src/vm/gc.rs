//! Garbage collection, at the run loop's safe points.

use crate::vm::native::Escape;
use crate::vm::{Exc, Vm};

impl Vm {
    /// Frees what cannot be reached; MemoryError if what is left exceeds the process's limit.
    pub(super) fn collect_garbage(&mut self) -> Result<(), Escape> {
        self.collect_now();
        if self.heap.exhausted() {
            return Err(self.raise_with(Exc::MemoryError, &[]));
        }
        Ok(())
    }

    /// Frees what cannot be reached. Only at a safe point: no native may be running.
    pub fn collect_now(&mut self) {
        let mut threads = std::mem::take(&mut self.others);
        let mut current = std::mem::replace(&mut self.thread, crate::vm::thread::Thread::new(Default::default()));
        let tops: Vec<usize> = threads.iter().map(|thread| thread.top(&self.heap)).collect();
        let top = current.top(&self.heap);
        let mut heap = std::mem::replace(&mut self.heap, crate::object::Heap::new(0));
        heap.collect(|visitor| {
            self.visit_roots(visitor);
            current.visit(top, visitor);
            for (thread, top) in threads.iter_mut().zip(tops) {
                thread.visit(top, visitor);
            }
        });
        self.heap = heap;
        self.thread = current;
        self.others = threads;
    }
}
