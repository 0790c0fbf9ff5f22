//! Marking: the visitor that objects and roots show their references to.

use std::ptr::NonNull;

use super::{Header, Mark, other, Object, Ref, Slot};
use crate::object::Value;
use crate::object::kinds::{Kind, for_each_kind};

/// Reaches objects during a collection.
pub struct Visitor {
    mark: Mark,
    /// Reached objects whose own references are still to be visited. An explicit stack: the depth
    /// of a data structure must not become the depth of the Rust stack.
    pending: Vec<NonNull<Header>>,
    external: usize,
}

impl Visitor {
    pub(super) fn new(mark: Mark) -> Visitor {
        Visitor { mark, pending: Vec::new(), external: 0 }
    }

    /// Visits what `reference` refers to.
    #[inline]
    pub fn reference<T: Object>(&mut self, reference: Ref<T>) {
        let mut header = reference.header;
        // SAFETY: roots and live objects hold references to live objects only, and nothing else
        // borrows the heap during a collection.
        let header_mut = unsafe { header.as_mut() };
        if header_mut.mark & self.mark == 0 {
            header_mut.mark = self.mark;
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

    /// Visits all that can be reached from what was shown.
    pub fn finish(&mut self) {
        while let Some(object) = self.pending.pop() {
            self.visit_object(object);
        }
    }

    /// The bytes that the reached objects own outside the heap.
    pub(super) fn external(&self) -> usize {
        self.external
    }

    /// Marks `value` and all that it holds after all.
    pub fn keep(&mut self, value: Value) {
        self.value(value);
        self.finish();
    }

    /// Whether `value` has been reached; values that are no objects always are.
    pub fn has_reached(&self, value: Value) -> bool {
        value.header().is_none_or(|header| self.is_marked(header))
    }

    pub(super) fn is_marked(&self, object: NonNull<Header>) -> bool {
        // SAFETY: during a collection every slot begins with a valid header.
        unsafe { object.as_ref().mark & self.mark != 0 }
    }

    /// The objects that have not been reached and that `object`, one of them, refers to; each once.
    pub(super) fn unreached_children(&mut self, object: NonNull<Header>) -> Vec<NonNull<Header>> {
        let known = self.pending.len();
        self.visit_again(object);
        let children = self.pending.split_off(known);
        for child in &children {
            let mut child = *child;
            // SAFETY: as in `reference`; the mark that the visit has just set is taken back.
            unsafe { child.as_mut().mark = other(self.mark) };
        }
        children
    }

    /// Visits an object whose bytes are counted elsewhere.
    pub(super) fn visit_again(&mut self, object: NonNull<Header>) {
        let external = self.external;
        self.visit_object(object);
        self.external = external;
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
