//! `Class`, `Instance`, `Module` and the descriptors that classes hold.

use super::{Dict, Kind, Object, Ref, RefMap, ShapeId, Str, Value, Visitor};

/// Which built-in type's data the instances of a class carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layout {
    /// None: `object` and the classes derived from it alone.
    Object,
    Int,
    Float,
    Complex,
    Str,
    Bytes,
    ByteArray,
    List,
    Tuple,
    Dict,
    Set,
    FrozenSet,
    Exception,
    /// A metaclass: its instances are classes.
    Type,
    Module,
    Property,
    StaticMethod,
    ClassMethod,
    /// Data of a native module: the payload is an `Opaque`.
    Opaque,
    /// A built-in type that cannot be derived from.
    Final,
}

/// A class.
pub struct Class {
    pub name: Ref<Str>,
    pub qualified_name: Ref<Str>,
    pub bases: Vec<Ref<Class>>,
    /// The one of the bases whose instances the class's own extend; only `object` has none.
    pub base: Option<Ref<Class>>,
    /// The class itself first, `object` last.
    pub mro: Vec<Ref<Class>>,
    pub dict: Ref<Dict>,
    pub metaclass: Ref<Class>,
    pub layout: Layout,
    /// Attributes cannot be set: a built-in type.
    pub immutable: bool,
    /// Instances have no `__dict__`: `__slots__` all the way, or a built-in type.
    pub without_dict: bool,
    /// Error messages give its module, too: CPython has it in C, in a module.
    pub named_fully: bool,
    /// What `__slots__` of the class and its bases name: the first of an instance's slots, in this order.
    pub members: Vec<Ref<Str>>,
    /// Direct subclasses. They do not live by this: `Vm::collect_dead` forgets those that died.
    pub subclasses: Vec<Ref<Class>>,
    /// The shape of an instance without attributes.
    pub root_shape: ShapeId,
    /// Changes whenever an attribute of the class or of one of its bases does. Unique among classes.
    pub version: u32,
    /// What looking names up along the MRO found since `version` was set.
    pub found: RefMap<Ref<Str>, Value>,
    /// Has a `__del__`.
    pub finalizable: bool,
    /// The most slots that an instance has had so far: so much room a new one gets at once.
    pub most_slots: u32,
}

impl Object for Class {
    const KIND: Kind = Kind::Class;
    const NOTES_CHANGES: bool = true;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.reference(self.name);
        visitor.reference(self.qualified_name);
        visitor.reference(self.dict);
        visitor.reference(self.metaclass);
        for name in &self.members {
            visitor.reference(*name);
        }
        for class in self.bases.iter().chain(&self.mro).chain(&self.base) {
            visitor.reference(*class);
        }
        for (name, value) in &self.found {
            visitor.reference(*name);
            visitor.value(*value);
        }
    }

    fn external_bytes(&self) -> usize {
        256 + self.found.capacity() * 32
    }
}

/// An instance of a class that Python code (or the prelude) defined, or an exception.
pub struct Instance {
    pub class: Ref<Class>,
    pub shape: ShapeId,
    /// The members that `__slots__` declare, then the attributes, in the order of the shape. The latter
    /// are in `dict` instead where that is set.
    pub slots: Vec<Value>,
    /// The attributes, once `__dict__` was asked for or a shape did not do (`shape` is then `DICT`).
    pub dict: Option<Ref<Dict>>,
    /// The value of the built-in type that the class derives from; else unbound.
    pub payload: Value,
}

impl Object for Instance {
    const KIND: Kind = Kind::Instance;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.reference(self.class);
        visitor.values(&self.slots);
        if let Some(dict) = self.dict {
            visitor.reference(dict);
        }
        visitor.value(self.payload);
    }

    fn external_bytes(&self) -> usize {
        self.slots.capacity() * 16
    }
}

/// A module.
pub struct Module {
    pub dict: Ref<Dict>,
}

impl Object for Module {
    const KIND: Kind = Kind::Module;
    const NOTES_CHANGES: bool = true;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.reference(self.dict);
    }
}

/// A `property`. Missing functions are None.
pub struct Property {
    pub get: Value,
    pub set: Value,
    pub delete: Value,
    pub doc: Value,
    /// The docstring is the getter's, and changes with it.
    pub doc_of_getter: bool,
    /// The attribute's name, unbound until `__set_name__`.
    pub name: Value,
}

impl Object for Property {
    const KIND: Kind = Kind::Property;
    const NOTES_CHANGES: bool = true;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.values(&[self.get, self.set, self.delete, self.doc, self.name]);
    }
}

/// What a name in `__slots__` makes of it in the class: a descriptor of one of the instances' slots.
pub struct Member {
    pub owner: Ref<Class>,
    pub name: Ref<Str>,
    pub slot: u32,
}

impl Object for Member {
    const KIND: Kind = Kind::Member;
    const NOTES_CHANGES: bool = true;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.reference(self.owner);
        visitor.reference(self.name);
    }
}

/// A `staticmethod`.
pub struct StaticMethod {
    pub function: Value,
    /// Its attributes; `None` until something asks for them.
    pub dict: Option<Ref<Dict>>,
}

impl StaticMethod {
    pub fn new(function: Value) -> StaticMethod {
        StaticMethod { function, dict: None }
    }
}

impl Object for StaticMethod {
    const KIND: Kind = Kind::StaticMethod;
    const NOTES_CHANGES: bool = true;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.value(self.function);
        if let Some(dict) = self.dict {
            visitor.reference(dict);
        }
    }
}

/// A `classmethod`.
pub struct ClassMethod {
    pub function: Value,
    /// Its attributes; `None` until something asks for them.
    pub dict: Option<Ref<Dict>>,
}

impl ClassMethod {
    pub fn new(function: Value) -> ClassMethod {
        ClassMethod { function, dict: None }
    }
}

impl Object for ClassMethod {
    const KIND: Kind = Kind::ClassMethod;
    const NOTES_CHANGES: bool = true;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.value(self.function);
        if let Some(dict) = self.dict {
            visitor.reference(dict);
        }
    }
}

/// A `super` object.
pub struct Super {
    /// The class after which the search starts.
    pub class: Ref<Class>,
    /// The instance or class it is bound to; unbound for `super(C)`.
    pub object: Value,
    /// The class whose MRO is searched.
    pub object_class: Ref<Class>,
}

impl Object for Super {
    const KIND: Kind = Kind::Super;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.reference(self.class);
        visitor.value(self.object);
        visitor.reference(self.object_class);
    }
}
