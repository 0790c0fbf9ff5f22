//! The views of an object's bytes, counted: while there are any, the object must not move its bytes.

use std::rc::Rc;

/// The count, which the object has.
#[derive(Default)]
pub struct Exports(Option<Rc<()>>);

/// A view's part in the count.
#[derive(Clone)]
pub struct Export {
    _counted: Rc<()>,
}

impl Exports {
    /// Counts one more view.
    pub fn export(&mut self) -> Export {
        Export { _counted: self.0.get_or_insert_default().clone() }
    }

    /// How many views there are, dead ones that have not been collected yet among them.
    pub fn count(&self) -> usize {
        self.0.as_ref().map_or(0, |counted| Rc::strong_count(counted) - 1)
    }
}

/// A copy of an object has no views yet.
impl Clone for Exports {
    fn clone(&self) -> Exports {
        Exports::default()
    }
}
