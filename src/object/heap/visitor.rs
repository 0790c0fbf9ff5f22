//! Marking: the visitor that objects and roots show their references to.

use std::ptr::NonNull;

use super::{Header, Object, Ref, Slot};
use crate::object::Value;
use crate::object::kinds::{Kind, for_each_kind};

/// Reaches objects during a collection.
pub struct Visitor {
    parity: bool,
    /// Reached objects whose own references are still to be visited. An explicit stack: the depth
    /// of a data structure must not become the depth of the Rust stack.
    pending: Vec<NonNull<Header>>,
    external: usize,
}

impl Visitor {
    pub(super) fn new(parity: bool) -> Visitor {
        Visitor { parity, pending: Vec::new(), external: 0 }
    }

    /// Visits what `reference` refers to.
    #[inline]
    pub fn reference<T: Object>(&mut self, reference: Ref<T>) {
        let mut header = reference.header;
        // SAFETY: roots and live objects hold references to live objects only, and nothing else
        // borrows the heap during a collection.
        let header_mut = unsafe { header.as_mut() };
        if header_mut.mark != self.parity {
            header_mut.mark = self.parity;
            self.pending.push(header);
        }
    }

    /// Visits `value`, if it is an object.
    #[inline]
    pub fn value(&mut self, value: Value) {
        value.visit(self);
    }

    /// Visits each of `values`.
    pub fn values(&mut self, values: &[Value]) {
        for value in values {
            value.visit(self);
        }
    }

    /// Visits all that can be reached; returns the bytes that the reached objects own outside the heap.
    pub(super) fn finish(mut self) -> usize {
        while let Some(object) = self.pending.pop() {
            self.visit_object(object);
        }
        self.external
    }

    fn visit_object(&mut self, object: NonNull<Header>) {
        macro_rules! visit_kind {
            ($($kind:ident),*) => {
                // SAFETY: the header's kind says which type the slot was written with, and the
                // collection is the only user of the heap.
                unsafe {
                    match object.as_ref().kind {
                        Kind::Free => unreachable!("a free slot was reached"),
                        $( Kind::$kind => {
                            let data = &mut (*object.cast::<Slot<crate::object::$kind>>().as_ptr()).data;
                            self.external += data.external_bytes();
                            data.visit(self);
                        } )*
                    }
                }
            };
        }
        for_each_kind!(visit_kind)
    }
}
