//! `Opaque`: an object of a native module, such as a lock or a random number generator.

use std::any::Any;

use super::{Class, Dict, Kind, Object, Ref, Value, Visitor};

/// An object whose data is a Rust type that only its own natives know.
pub struct Opaque {
    pub class: Ref<Class>,
    pub data: Box<dyn Any>,
    /// Python values that belong to the object.
    pub values: Vec<Value>,
    /// Shows a visitor the values inside `data`; does nothing where all are in `values`.
    pub trace: fn(&dyn Any, &mut Visitor),
    /// Attributes, for instances of classes with a `__dict__`.
    pub dict: Option<Ref<Dict>>,
}

impl Opaque {
    /// The data, if it is a `T`.
    pub fn get<T: Any>(&self) -> Option<&T> {
        self.data.downcast_ref()
    }

    /// The data, if it is a `T`.
    pub fn get_mut<T: Any>(&mut self) -> Option<&mut T> {
        self.data.downcast_mut()
    }
}

impl Object for Opaque {
    const KIND: Kind = Kind::Opaque;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.reference(self.class);
        visitor.values(&self.values);
        (self.trace)(&*self.data, visitor);
        if let Some(dict) = self.dict {
            visitor.reference(dict);
        }
    }

    fn external_bytes(&self) -> usize {
        64
    }
}
