//! Garbage as reference counting sees it: what dies by itself, in which order, and what a cycle holds.

use std::collections::{HashMap, HashSet};
use std::ptr::NonNull;

use super::{Header, Heap, Kind, Visitor};

/// The address of an object, for comparison only.
pub type Address = usize;

/// What a collection has found dead.
#[derive(Debug, Default)]
pub struct Deaths {
    /// What reference counting would have freed: for each object that nothing referred to, that object
    /// and what died with it, in the order in which they would have died.
    pub alone: Vec<Vec<Address>>,
    /// How many containers only a collector frees: those in cycles, and what these hold.
    pub in_cycles: usize,
}

impl Heap {
    /// Sorts the objects that `marked` has not reached. What `survives` lives on, and so does all that
    /// it holds.
    pub fn deaths(&mut self, marked: &mut Visitor, survives: impl Fn(Address) -> bool) -> Deaths {
        let dead: Vec<NonNull<Header>> = self.pages.objects().filter(|object| !marked.is_marked(*object)).collect();
        let mut parents: HashMap<NonNull<Header>, usize> = HashMap::with_capacity(dead.len());
        for object in &dead {
            for child in marked.unreached_children(*object) {
                *parents.entry(child).or_default() += 1;
            }
        }
        let mut gone = HashSet::new();
        let mut deaths = Deaths::default();
        let roots: Vec<_> = dead.iter().copied().filter(|object| !parents.contains_key(object)).collect();
        for root in roots {
            let mut group = Vec::new();
            let mut dying = vec![root];
            while let Some(object) = dying.pop() {
                group.push(object.as_ptr() as Address);
                gone.insert(object);
                if survives(object.as_ptr() as Address) {
                    continue;
                }
                let mut children = marked.unreached_children(object);
                if !releases_backwards(object) {
                    children.reverse();
                }
                for child in children {
                    let count = parents.entry(child).or_default();
                    *count = count.saturating_sub(1);
                    if *count == 0 {
                        dying.push(child);
                    }
                }
            }
            deaths.alone.push(group);
        }
        deaths.in_cycles = dead.iter().filter(|object| !gone.contains(object) && is_container(**object)).count();
        deaths
    }
}

fn kind(object: NonNull<Header>) -> Kind {
    // SAFETY: during a collection every slot begins with a valid header.
    unsafe { object.as_ref().kind }
}

/// Lists and tuples let go of their last item first, as CPython's do.
fn releases_backwards(object: NonNull<Header>) -> bool {
    matches!(kind(object), Kind::List | Kind::Tuple)
}

/// What CPython's collector counts.
fn is_container(object: NonNull<Header>) -> bool {
    !matches!(
        kind(object),
        Kind::Str | Kind::Bytes | Kind::ByteArray | Kind::BigInt | Kind::Complex | Kind::Range | Kind::Code | Kind::Exception
    )
}
