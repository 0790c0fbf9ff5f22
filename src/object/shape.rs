//! Shapes: which attribute of an instance is in which slot.
//!
//! Instances that got the same attributes in the same order share a shape, so that an inline cache
//! needs one comparison (hidden classes, as in Self and V8). Every class has a root shape of its
//! own: a shape tells the class too.

use super::{Ref, RefMap, Str};

/// Names a shape of the VM.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ShapeId(pub u32);

impl ShapeId {
    /// The shape of an instance whose attributes are in a dict; it matches no inline cache.
    pub const DICT: ShapeId = ShapeId(0);
}

/// More attributes than this go to a dict.
pub const MOST_SLOTS: usize = 64;

/// So many times a shape without some attribute is made; then the attributes go to a dict. A program that deletes and
/// adds attributes in ever other orders would make shapes without end.
const MOST_REMOVALS: usize = 1000;

struct Shape {
    names: Vec<Ref<Str>>,
    /// The shape before the last attribute; a root has none.
    parent: Option<ShapeId>,
    transitions: Vec<(Ref<Str>, ShapeId)>,
    /// The shapes without the attribute in a slot.
    removals: Vec<(usize, ShapeId)>,
    /// Only where `names` is long enough for a scan to be slow.
    index: Option<RefMap<Ref<Str>, u32>>,
}

const INDEXED_FROM: usize = 9;

impl Shape {
    fn new(names: Vec<Ref<Str>>, parent: Option<ShapeId>) -> Shape {
        let index = (names.len() >= INDEXED_FROM)
            .then(|| names.iter().enumerate().map(|(slot, name)| (*name, slot as u32)).collect());
        Shape { names, parent, transitions: Vec::new(), removals: Vec::new(), index }
    }
}

/// All shapes of a VM.
pub struct Shapes {
    all: Vec<Shape>,
    /// How many of the shapes' removals have been made.
    removals: usize,
}

impl Default for Shapes {
    fn default() -> Self {
        Shapes { all: vec![Shape::new(Vec::new(), None)], removals: 0 }
    }
}

impl Shapes {
    /// A new shape without attributes, for a new class.
    pub fn add_root(&mut self) -> ShapeId {
        self.add(Vec::new(), None)
    }

    /// The same for a class whose instances have members: each has a slot at the begin, where `hidden`
    /// stands, a string that is not interned, so that looking up an attribute does not find it; it lasts, as names do.
    pub fn add_root_with(&mut self, hidden: Ref<Str>, members: usize) -> ShapeId {
        self.add(vec![hidden; members], None)
    }

    /// The slot of attribute `name`, which is interned.
    #[inline]
    pub fn slot(&self, shape: ShapeId, name: Ref<Str>) -> Option<usize> {
        let shape = &self.all[shape.0 as usize];
        match &shape.index {
            Some(index) => index.get(&name).map(|slot| *slot as usize),
            None => shape.names.iter().position(|known| *known == name),
        }
    }

    /// The attributes in the order of their slots.
    pub fn names(&self, shape: ShapeId) -> &[Ref<Str>] {
        &self.all[shape.0 as usize].names
    }

    /// The shape with `name` added after the attributes of `shape`, or `None` if that would be too many.
    pub fn with(&mut self, shape: ShapeId, name: Ref<Str>) -> Option<ShapeId> {
        let from = &self.all[shape.0 as usize];
        if let Some((_, to)) = from.transitions.iter().find(|(known, _)| *known == name) {
            return Some(*to);
        }
        if from.names.len() >= MOST_SLOTS || from.transitions.len() >= MOST_SLOTS {
            return None;
        }
        let mut names = from.names.clone();
        names.push(name);
        let to = self.add(names, Some(shape));
        self.all[shape.0 as usize].transitions.push((name, to));
        Some(to)
    }

    /// The shape without the attribute in `slot`, where the attributes behind it move up; `None` where there were too
    /// many such shapes.
    pub fn without(&mut self, shape: ShapeId, slot: usize) -> Option<ShapeId> {
        let known = self.all[shape.0 as usize].removals.iter().find(|(removed, _)| *removed == slot);
        if let Some((_, to)) = known {
            return Some(*to);
        }
        if self.removals >= MOST_REMOVALS {
            return None;
        }
        self.removals += 1;
        let behind = self.names(shape)[slot + 1..].to_vec();
        let mut to = shape;
        while self.names(to).len() > slot {
            to = self.all[to.0 as usize].parent?;
        }
        for name in behind {
            to = self.with(to, name)?;
        }
        self.all[shape.0 as usize].removals.push((slot, to));
        Some(to)
    }

    fn add(&mut self, names: Vec<Ref<Str>>, parent: Option<ShapeId>) -> ShapeId {
        self.all.push(Shape::new(names, parent));
        ShapeId(self.all.len() as u32 - 1)
    }
}
