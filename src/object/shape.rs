//! Shapes: which attribute of an instance is in which slot.
//!
//! Instances that got the same attributes in the same order share a shape, so that an inline cache
//! needs one comparison (hidden classes, as in Self and V8). Every class has a root shape of its
//! own: a shape tells the class too.

use super::{Ref, RefMap, Str, Visitor};

/// Names a shape of the VM.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ShapeId(pub u32);

impl ShapeId {
    /// The shape of an instance whose attributes are in a dict; it matches no inline cache.
    pub const DICT: ShapeId = ShapeId(0);
}

/// More attributes than this go to a dict.
pub const MOST_SLOTS: usize = 64;

struct Shape {
    names: Vec<Ref<Str>>,
    transitions: Vec<(Ref<Str>, ShapeId)>,
    /// Only where `names` is long enough for a scan to be slow.
    index: Option<RefMap<Ref<Str>, u32>>,
}

const INDEXED_FROM: usize = 9;

impl Shape {
    fn new(names: Vec<Ref<Str>>) -> Shape {
        let index = (names.len() >= INDEXED_FROM)
            .then(|| names.iter().enumerate().map(|(slot, name)| (*name, slot as u32)).collect());
        Shape { names, transitions: Vec::new(), index }
    }
}

/// All shapes of a VM.
pub struct Shapes(Vec<Shape>);

impl Default for Shapes {
    fn default() -> Self {
        Shapes(vec![Shape::new(Vec::new())])
    }
}

impl Shapes {
    /// A new shape without attributes, for a new class.
    pub fn add_root(&mut self) -> ShapeId {
        self.add(Vec::new())
    }

    /// The same for a class whose instances have members: each has a slot at the begin, where `hidden`
    /// stands, a string that is not interned, so that looking up an attribute does not find it.
    pub fn add_root_with(&mut self, hidden: Ref<Str>, members: usize) -> ShapeId {
        self.add(vec![hidden; members])
    }

    /// The slot of attribute `name`, which is interned.
    #[inline]
    pub fn slot(&self, shape: ShapeId, name: Ref<Str>) -> Option<usize> {
        let shape = &self.0[shape.0 as usize];
        match &shape.index {
            Some(index) => index.get(&name).map(|slot| *slot as usize),
            None => shape.names.iter().position(|known| *known == name),
        }
    }

    /// The attributes in the order of their slots.
    pub fn names(&self, shape: ShapeId) -> &[Ref<Str>] {
        &self.0[shape.0 as usize].names
    }

    /// The shape with `name` added after the attributes of `shape`, or `None` if that would be too many.
    pub fn with(&mut self, shape: ShapeId, name: Ref<Str>) -> Option<ShapeId> {
        let from = &self.0[shape.0 as usize];
        if let Some((_, to)) = from.transitions.iter().find(|(known, _)| *known == name) {
            return Some(*to);
        }
        if from.names.len() >= MOST_SLOTS || from.transitions.len() >= MOST_SLOTS {
            return None;
        }
        let mut names = from.names.clone();
        names.push(name);
        let to = self.add(names);
        self.0[shape.0 as usize].transitions.push((name, to));
        Some(to)
    }

    pub fn visit(&self, visitor: &mut Visitor) {
        for shape in &self.0 {
            for name in &shape.names {
                visitor.reference(*name);
            }
            for (name, _) in &shape.transitions {
                visitor.reference(*name);
            }
        }
    }

    fn add(&mut self, names: Vec<Ref<Str>>) -> ShapeId {
        self.0.push(Shape::new(names));
        ShapeId(self.0.len() as u32 - 1)
    }
}
