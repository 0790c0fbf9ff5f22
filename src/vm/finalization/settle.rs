//! Between marking and sweeping: who has died, who is still to be finalized, whose references are cleared.

use std::collections::HashSet;

use super::{Collection, Finalization, Tracked};
use crate::bytecode::CodeKind;
use crate::object::*;
use crate::stdlib::weakref;

/// What is to be done for an object that has died or is about to.
pub enum Task {
    /// Calls its `__del__`.
    Finalize(Value),
    /// Calls the callback with the weak reference that has been cleared.
    Notify { callback: Value, reference: Value },
    /// Closes a suspended generator.
    Close(Ref<Generator>),
}

impl Task {
    pub fn visit(&self, visitor: &mut Visitor) {
        match self {
            Task::Finalize(object) => visitor.value(*object),
            Task::Notify { callback, reference } => visitor.values(&[*callback, *reference]),
            Task::Close(generator) => visitor.reference(*generator),
        }
    }
}

impl Finalization {
    /// Queues what is to be done for what `marked` has not reached, and keeps what is needed for it.
    pub fn settle(&mut self, heap: &mut Heap, marked: &mut Visitor, collection: Collection) {
        if self.is_idle() && collection != Collection::Full {
            return;
        }
        let generators = self.open_generators(heap, marked);
        let open: HashSet<Address> = generators.iter().map(|generator| generator.address()).collect();
        let deaths = match collection {
            Collection::Routine => Deaths::default(),
            _ => heap.deaths(marked, |address| {
                open.contains(&address) || self.tracked.get(&address).is_some_and(|tracked| tracked.has_finalizer)
            }),
        };
        if collection == Collection::Full {
            self.found += deaths.in_cycles;
        }
        let alone = self.in_order(deaths.alone, &open);
        let mut dying = alone.clone();
        if collection != Collection::Prompt {
            let mut rest = self.unreached(marked);
            rest.retain(|address| !alone.contains(address));
            dying.extend(rest);
            dying.extend(open.iter().filter(|address| !alone.contains(address)));
        }
        self.finalize(&dying, &generators);
        for task in &self.tasks {
            task.visit(marked);
        }
        marked.finish();
        if collection == Collection::Prompt {
            self.keep_cycles(marked, &alone, &generators);
        }
        self.clear_references(heap, marked);
    }

    /// Unreached generators that are suspended where something remains to be done.
    fn open_generators(&self, heap: &Heap, marked: &Visitor) -> Vec<Ref<Generator>> {
        if !self.has_generators {
            return Vec::new();
        }
        let unreached = heap.unreached::<Generator>(marked);
        unreached.filter(|generator| is_open(heap, *generator)).collect()
    }

    /// The tracked objects and open generators among the dead, in the order of their deaths. Which of
    /// unrelated objects died first is not known: the oldest goes first.
    fn in_order(&self, groups: Vec<Vec<Address>>, open: &HashSet<Address>) -> Vec<Address> {
        let sequence = |address: &Address| self.tracked.get(address).map_or(u64::MAX, |tracked| tracked.sequence);
        let noticed = |address: &Address| self.tracked.contains_key(address) || open.contains(address);
        let mut groups: Vec<Vec<Address>> =
            groups.into_iter().map(|group| group.into_iter().filter(noticed).collect()).collect();
        groups.retain(|group| !group.is_empty());
        groups.sort_by_key(|group| group.iter().map(sequence).min());
        groups.concat()
    }

    /// Tracked objects that were not reached, oldest first.
    fn unreached(&self, marked: &Visitor) -> Vec<Address> {
        let mut unreached: Vec<(u64, Address)> = self
            .tracked
            .iter()
            .filter(|(_, tracked)| !marked.has_reached(tracked.object))
            .map(|(address, tracked)| (tracked.sequence, *address))
            .collect();
        unreached.sort_unstable();
        unreached.into_iter().map(|(_, address)| address).collect()
    }

    fn finalize(&mut self, dying: &[Address], generators: &[Ref<Generator>]) {
        for address in dying {
            if let Some(tracked) = self.tracked.get_mut(address)
                && tracked.has_finalizer
            {
                tracked.has_finalizer = false;
                self.tasks.push(Task::Finalize(tracked.object));
            }
            if let Some(generator) = generators.iter().find(|generator| generator.address() == *address) {
                self.tasks.push(Task::Close(*generator));
            }
        }
    }

    /// What a cycle holds lives on until a routine or full collection.
    fn keep_cycles(&self, marked: &mut Visitor, alone: &[Address], generators: &[Ref<Generator>]) {
        for (_, tracked) in self.tracked.iter().filter(|(address, _)| !alone.contains(address)) {
            marked.keep(tracked.object);
        }
        for generator in generators {
            marked.keep(Value::Generator(*generator));
        }
    }

    /// Clears the weak references to what has died, newest first, and forgets what need not be tracked.
    fn clear_references(&mut self, heap: &mut Heap, marked: &Visitor) {
        for address in self.unreached(marked) {
            let Some(dead) = self.tracked.remove(&address) else { continue };
            for reference in dead.references.into_iter().rev() {
                weakref::clear(&mut heap[reference.data]);
                if marked.has_reached(reference.reference) && !reference.callback.is_none() {
                    let (callback, reference) = (reference.callback, reference.reference);
                    self.tasks.push(Task::Notify { callback, reference });
                }
            }
        }
        self.tracked.retain(|_, tracked| {
            tracked.references.retain(|reference| marked.has_reached(Value::Opaque(reference.data)));
            tracked.is_needed()
        });
    }
}

impl Tracked {
    fn is_needed(&self) -> bool {
        self.has_finalizer || !self.references.is_empty()
    }
}

/// Whether closing the generator would run code: it is suspended within `try` or `with`. Or it is a coroutine that
/// nobody has awaited.
fn is_open(heap: &Heap, generator: Ref<Generator>) -> bool {
    let Generator { state, function, pc, finalized, .. } = heap[generator];
    if finalized {
        return false;
    }
    let at = pc.saturating_sub(1);
    let unit = &heap[heap[function].code].unit;
    let handlers = &unit.handlers;
    if state == GeneratorState::Created {
        return unit.kind == CodeKind::Coroutine;
    }
    state == GeneratorState::Suspended && handlers.iter().any(|handler| (handler.start..handler.end).contains(&at))
}
