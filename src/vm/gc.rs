//! Garbage collection, at the run loop's safe points.

use crate::bytecode::liveness::Registers;
use crate::object::*;
use crate::vm::finalization::Collection;
use crate::vm::frame::{Frame, Then};
use crate::vm::native::Escape;
use crate::vm::thread::Thread;
use crate::vm::{Exc, Vm};

impl Vm {
    /// Frees what cannot be reached; MemoryError if what is left exceeds the process's limit.
    pub(super) fn collect_garbage(&mut self) -> Result<(), Escape> {
        self.collect_as_requested();
        if self.heap.exhausted() {
            // Temporaries that nothing reads any more may hold what has to go, or the exception for it.
            self.collect_dead(Collection::Prompt);
        }
        // What dies of the finalizers that wait, or run, may be enough.
        if self.start_finalizers() && !self.heap.far_exhausted() {
            return Ok(());
        }
        if self.heap.exhausted() {
            return Err(self.raise_with(Exc::MemoryError, &[]));
        }
        Ok(())
    }

    /// Frees what cannot be reached. Only at a safe point: no native may be running.
    pub(super) fn collect_dead(&mut self, collection: Collection) {
        let mut threads = std::mem::take(&mut self.others);
        let mut current = std::mem::replace(&mut self.thread, Thread::new(Default::default()));
        if collection != Collection::Routine {
            for thread in threads.iter_mut().chain([&mut current]) {
                self.clear_dead_registers(thread);
            }
            self.clear_dead_registers_of_generators();
        }
        let tops: Vec<usize> = threads.iter().map(|thread| thread.top(&self.heap)).collect();
        let top = current.top(&self.heap);
        let mut heap = std::mem::replace(&mut self.heap, Heap::new(0));
        let mut marked = heap.mark(|visitor| {
            self.visit_roots(visitor);
            current.visit(top, visitor);
            for (thread, top) in threads.iter_mut().zip(tops) {
                thread.visit(top, visitor);
            }
        });
        self.finalization.settle(&mut heap, &mut marked, collection);
        self.finalization.watch.prune(&marked);
        let left_open = crate::stdlib::dead_pipe_ends(self, &heap, &marked);
        self.tracing.prune(&marked);
        self.tiering.prune(&marked);
        forget_dead_classes(&mut self.made_classes, &mut heap, &marked);
        heap.sweep(&marked);
        self.heap = heap;
        self.thread = current;
        self.others = threads;
        crate::stdlib::close_pipe_ends(self, left_open);
    }

    /// Makes all that is alive a part of every process that begins here, for good. No code is running.
    pub(super) fn freeze(&mut self) {
        self.collect_dead(Collection::Routine);
        self.heap.freeze();
    }

    /// Clears the temporaries that nothing reads any more: they must not keep objects alive.
    fn clear_dead_registers(&self, thread: &mut Thread) {
        let mut limit = thread.top(&self.heap);
        // A thread that waits is in the middle of an instruction, too.
        let mut above = thread.waiting_then.as_ref();
        for frame in thread.frames.iter().rev() {
            let live = self.live_registers(frame, above);
            let locals = usize::from(self.heap[frame.code].locals);
            let base = frame.base as usize;
            let end = limit.min(base + usize::from(self.heap[frame.code].registers));
            for register in base + locals..end {
                if !live.contains(register - base) {
                    thread.stack[register] = Value::Unbound;
                }
            }
            (limit, above) = (base, Some(&frame.then));
        }
    }

    /// The same for generators, which keep their registers while they wait.
    fn clear_dead_registers_of_generators(&mut self) {
        let all: Vec<Ref<Generator>> = self.heap.all().collect();
        for generator in all {
            // What is kept of one that runs may die with this collection.
            self.heap[generator].kept = false;
            let Generator { state: GeneratorState::Suspended, function, pc, .. } = self.heap[generator] else { continue };
            let code = &self.heap[self.heap[function].code];
            let (liveness, next) = (code.liveness(), pc as usize);
            let live = liveness.across(&code.unit, next.saturating_sub(1)).united(liveness.before(next));
            let locals = usize::from(code.locals);
            let registers = self.heap[generator].registers.iter_mut().enumerate().skip(locals);
            for (_, register) in registers.filter(|(number, _)| !live.contains(*number)) {
                *register = Value::Unbound;
            }
        }
    }

    /// What `frame` may still read. Where a call runs above it, whose result goes to `above`, it waits in the middle of an
    /// instruction.
    fn live_registers(&self, frame: &Frame, above: Option<&Then>) -> Registers {
        let code = &self.heap[frame.code];
        if code.is_sealed() {
            return Registers::all(code.registers.into());
        }
        let liveness = code.liveness();
        let retries = matches!(above, Some(Then::Retry));
        let at = frame.pc as usize - usize::from(retries);
        // A discarded result says that the call came between two instructions.
        let between = above.is_none_or(|above| retries || matches!(above, Then::Discard));
        let mut live = match at.checked_sub(1) {
            Some(waiting) => liveness.across(&code.unit, waiting),
            None => Registers::default(),
        };
        if between {
            let next = liveness.before(at.min(code.unit.ops.len() - 1));
            live = if at == 0 { next.clone() } else { live.united(next) };
        }
        live
    }
}

/// Takes dead classes out of the list and from among the subclasses of their bases.
fn forget_dead_classes(classes: &mut Vec<Ref<Class>>, heap: &mut Heap, marked: &Visitor) {
    classes.retain(|class| {
        let lives = marked.has_reached(Value::Class(*class));
        if !lives {
            for base in heap[*class].bases.clone() {
                heap[base].subclasses.retain(|subclass| subclass != class);
            }
        }
        lives
    });
}
