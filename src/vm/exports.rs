//! Changes that would move bytes of which there are views.
//!
//! A view that nothing refers to any more counts until it is collected. So a native that finds views escapes with
//! `Defer`; the prelude's `_after_collection` collects and calls it again, and if it still finds some, that is an error.

use crate::object::*;
use crate::vm::calls::Keywords;
use crate::vm::native::{CallRequest, Escape};
use crate::vm::{Exc, Vm};

/// The objects, by their identities, that natives did not change because there were views.
#[derive(Default)]
pub struct Refusals {
    /// A native escapes because of views of this one, which may be dead.
    views_found: Option<i64>,
    /// Views of this one that are found now have outlived a collection.
    views_live: Option<i64>,
}

impl Vm {
    /// How a native escapes that would move the bytes of `object` but has found views of them. It must not have
    /// changed anything yet.
    pub fn refuse_to_move(&mut self, object: Value, message: &str) -> Escape {
        let identity = object.identity();
        if self.refusals.views_live == Some(identity) {
            return self.raise(Exc::BufferError, message);
        }
        self.refusals.views_found = Some(identity);
        Escape::Defer
    }

    /// If there still are views of the object with this identity, they are alive; None for no object.
    pub fn views_are_alive(&mut self, identity: Value) {
        self.refusals.views_live = match identity {
            Value::Int(identity) => Some(identity),
            _ => None,
        };
    }

    /// If views are why `native` has escaped: collects, and calls it again.
    pub(super) fn again_after_collection(&mut self, native: Ref<Native>, given: &[Value], keywords: Keywords) -> Option<Escape> {
        let identity = self.refusals.views_found.take()?;
        let arguments = [&[Value::Int(identity), Value::Native(native)], given].concat();
        let callable = self.prelude_function("_after_collection");
        Some(Escape::Call(Box::new(CallRequest { callable, arguments, keywords: keywords.to_vec() })))
    }
}
