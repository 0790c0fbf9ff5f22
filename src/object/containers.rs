//! `List`, `Tuple`, `Range`, `Slice`, `Cell`, `DictView` and `MappingProxy`.

use smallvec::SmallVec;

use super::{Dict, Kind, Object, Ref, Value, Visitor};

/// A `list`.
pub struct List(pub Vec<Value>);

impl Object for List {
    const KIND: Kind = Kind::List;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.values(&self.0);
    }

    fn external_bytes(&self) -> usize {
        self.0.capacity() * 16
    }
}

/// The items of a tuple: up to three are in the object itself.
pub type TupleItems = SmallVec<[Value; 3]>;

/// A `tuple`.
pub struct Tuple(pub TupleItems);

impl Object for Tuple {
    const KIND: Kind = Kind::Tuple;
    const NOTES_CHANGES: bool = true;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.values(&self.0);
    }

    fn external_bytes(&self) -> usize {
        if self.0.spilled() { self.0.capacity() * 16 } else { 0 }
    }
}

/// A `range` whose numbers all fit `i64`, which includes `stop` and `start + length * step`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub start: i64,
    pub stop: i64,
    pub step: i64,
}

impl Range {
    /// How many numbers it has.
    pub fn len(&self) -> i64 {
        let distance = i128::from(self.stop) - i128::from(self.start);
        let step = i128::from(self.step);
        let count = if step > 0 { (distance + step - 1) / step } else { (distance + step + 1) / step };
        i64::try_from(count.max(0)).unwrap_or(i64::MAX)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether `number` is one of its numbers.
    pub fn contains(&self, number: i64) -> bool {
        let between = match self.step > 0 {
            true => (self.start..self.stop).contains(&number),
            false => number <= self.start && number > self.stop,
        };
        between && (i128::from(number) - i128::from(self.start)) % i128::from(self.step) == 0
    }
}

impl Object for Range {
    const KIND: Kind = Kind::Range;

    fn visit(&mut self, _: &mut Visitor) {}
}

/// A `slice`.
pub struct Slice {
    pub start: Value,
    pub stop: Value,
    pub step: Value,
}

impl Object for Slice {
    const KIND: Kind = Kind::Slice;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.values(&[self.start, self.stop, self.step]);
    }
}

/// A variable that an inner function captures; `Value::Unbound` while it is empty.
pub struct Cell(pub Value);

impl Cell {
    /// What it holds, if anything: cells are compared as sequences of that.
    pub fn items(&self) -> &[Value] {
        if self.0.is_unbound() { &[] } else { std::slice::from_ref(&self.0) }
    }
}

impl Object for Cell {
    const KIND: Kind = Kind::Cell;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.value(self.0);
    }
}

/// Which side of a dict a view shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DictSide {
    Keys,
    Values,
    Items,
}

/// What `dict.keys()`, `values()` and `items()` return.
pub struct DictView {
    pub dict: Ref<Dict>,
    pub side: DictSide,
}

impl Object for DictView {
    const KIND: Kind = Kind::DictView;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.reference(self.dict);
    }
}

/// A read-only view of a class's namespace: `cls.__dict__`.
pub struct MappingProxy(pub Ref<Dict>);

impl Object for MappingProxy {
    const KIND: Kind = Kind::MappingProxy;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.reference(self.0);
    }
}
