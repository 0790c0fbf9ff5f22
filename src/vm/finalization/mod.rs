//! What happens when objects die: `__del__`, callbacks of weak references, `finally` in generators
//! that nobody will resume.
//!
//! The heap is traced, so a death shows at the next collection only. While something of the program's
//! own is tracked here, [`watch`] sees to it that collections come where reference counting would have
//! noticed. A collection queues tasks; the run loop has the prelude's `_run_finalizers` do them at a
//! safe point, in a frame of its own. A process that has nothing to track pays nothing.

mod idle;
mod natives;
mod settle;
pub mod watch;

use std::collections::HashMap;

pub use natives::NATIVES;
pub use settle::Task;
use idle::Idle;
use watch::Watch;

use crate::object::*;
use crate::vm::Vm;
use crate::vm::frame::Then;

/// How thorough a collection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Collection {
    /// Because much has been allocated.
    Routine,
    /// Because something may have died: finds what reference counting would have freed.
    Prompt,
    /// `gc.collect()`: finds cycles too, and counts them.
    Full,
}

/// A weak reference to a tracked object.
pub struct WeakReference {
    /// The object that programs see: `data`, or an instance of a class derived from `ref` around it.
    pub reference: Value,
    pub data: Ref<Opaque>,
    pub callback: Value,
}

/// An object whose death is noticed.
struct Tracked {
    object: Value,
    /// Objects are finalized in the order in which they came to be tracked.
    sequence: u64,
    /// Has a `__del__` that was not called yet.
    has_finalizer: bool,
    references: Vec<WeakReference>,
    /// Came to be tracked by code of the program, not of the library.
    by_program: bool,
}

/// All tracked objects, and what is to be done about those that have died.
#[derive(Default)]
pub struct Finalization {
    tracked: HashMap<Address, Tracked>,
    next_sequence: u64,
    tasks: Vec<Task>,
    /// `_run_finalizers` is at work.
    running: bool,
    /// What the next collection shall be.
    requested: Option<Collection>,
    /// How many objects the last full collection found in cycles.
    found: usize,
    /// There is code of generators that must be closed.
    has_generators: bool,
    pub watch: Watch,
    pub idle: Idle,
}

impl Finalization {
    /// Whether nothing needs to be known of what dies.
    fn is_idle(&self) -> bool {
        self.tracked.is_empty() && !self.has_generators
    }

    /// Shows what must live on until it has been finalized.
    pub fn visit(&self, visitor: &mut Visitor) {
        self.tasks.iter().for_each(|task| task.visit(visitor));
    }
}

impl Vm {
    /// Notices the death of an instance whose class has a `__del__`.
    #[cold]
    pub fn track_finalizer(&mut self, object: Value) {
        self.track(object).has_finalizer = true;
        self.begin_watching();
    }

    /// Notices the death of what a weak reference refers to.
    pub fn track_reference(&mut self, object: Value, reference: WeakReference) {
        self.track(object).references.push(reference);
        self.begin_watching();
    }

    /// The weak references to `object`, oldest first.
    pub fn weak_references(&self, object: Value) -> &[WeakReference] {
        let tracked = self.finalization.tracked.get(&(object.identity() as Address));
        tracked.map_or(&[], |tracked| &tracked.references)
    }

    fn track(&mut self, object: Value) -> &mut Tracked {
        let by_program = self.runs_program();
        let finalization = &mut self.finalization;
        finalization.next_sequence += 1;
        let sequence = finalization.next_sequence;
        let fresh = Tracked { object, sequence, has_finalizer: false, references: Vec::new(), by_program };
        let tracked = finalization.tracked.entry(object.identity() as Address).or_insert(fresh);
        tracked.by_program |= by_program;
        tracked
    }

    /// Whether code of the program, or `weakref` on its behalf, is running.
    fn runs_program(&self) -> bool {
        let code = self.thread.frames.iter().rev().map(|frame| &self.heap[frame.code]).find(|code| {
            let is_weakref = code.unit.file.ends_with("weakref.py") || code.unit.file.ends_with("_weakrefset.py");
            !code.hidden && !is_weakref
        });
        code.is_some_and(|code| code.program)
    }

    /// At a safe point: collects as was asked for.
    pub(super) fn collect_as_requested(&mut self) {
        let collection = self.finalization.requested.take().unwrap_or(Collection::Routine);
        self.collect_dead(collection);
    }

    /// Makes the next safe point collect.
    pub fn request_collection(&mut self, collection: Collection) {
        self.finalization.requested = Some(collection);
        self.heap.request_collection();
    }

    /// Pushes the frame that does the queued tasks, unless one is at it already; whether one is.
    pub(super) fn start_finalizers(&mut self) -> bool {
        let due = !self.finalization.tasks.is_empty() && !self.finalization.running;
        if due && let Some(frame) = self.thread.frames.last_mut() {
            // An exception that leads through the new frame comes from the instruction at the target of a jump, too:
            // it counts as begun, and is done again.
            let jumped = std::mem::take(&mut self.thread.jumped);
            frame.pc += u32::from(jumped);
            let run = self.prelude_function("_run_finalizers");
            let then = if jumped { Then::Retry } else { Then::Discard };
            // Without room for a frame the tasks wait for the next collection.
            self.finalization.running = self.call_value(run, &[], then).is_ok();
            if !self.finalization.running {
                self.frame_mut().pc -= u32::from(jumped);
                self.thread.jumped = jumped;
            }
        }
        self.finalization.running
    }
}
