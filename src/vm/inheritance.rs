//! Inheritance: which base a class extends, the method resolution order, and changing `__bases__`.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::{Escape, NativeDef, NativeResult, function};

/// Natives that the prelude's class code uses.
pub const NATIVES: &[NativeDef] = &[
    function("_computed_mro", "(class, /)", computed_mro),
    function("_set_mro", "(class, order, /)", set_mro),
    function("_replace_bases", "(class, bases, /)", replace_bases),
];

impl Vm {
    /// The bases of a new class, `object` if none are given.
    pub(super) fn base_classes(&mut self, bases: Ref<Tuple>) -> Result<Vec<Ref<Class>>, Escape> {
        let mut classes = Vec::new();
        for base in self.heap[bases].0.to_vec() {
            let Value::Class(class) = base else {
                return Err(self.type_error("bases must be types"));
            };
            if self.heap[class].layout == Layout::Final || class == self.types.bool {
                let message = format!("type '{}' is not an acceptable base type", self.name_of(class));
                return Err(self.type_error(message));
            }
            if classes.contains(&class) {
                let message = format!("duplicate base class {}", self.name_of(class));
                return Err(self.type_error(message));
            }
            classes.push(class);
        }
        if classes.is_empty() {
            classes.push(self.types.object);
        }
        Ok(classes)
    }

    /// The base whose instances those of the class extend: the one whose data hold those of all others.
    pub(super) fn best_base(&mut self, bases: &[Ref<Class>]) -> Result<Ref<Class>, Escape> {
        let (mut best, mut widest) = (bases[0], self.solid_base(bases[0]));
        for base in &bases[1..] {
            let solid = self.solid_base(*base);
            if self.is_subclass(widest, solid) {
                continue;
            }
            if !self.is_subclass(solid, widest) {
                return Err(self.type_error("multiple bases have instance lay-out conflict"));
            }
            (best, widest) = (*base, solid);
        }
        Ok(best)
    }

    /// The class, or the first along its bases, that adds data to what its own base has.
    fn solid_base(&self, mut class: Ref<Class>) -> Ref<Class> {
        while let Some(base) = self.heap[class].base {
            let (this, that) = (&self.heap[class], &self.heap[base]);
            if this.layout != that.layout || this.members.len() != that.members.len() {
                break;
            }
            class = base;
        }
        class
    }

    /// Whether `target` is `class` or one of the bases above it: the MRO may not say so yet.
    fn reaches(&self, class: Ref<Class>, target: Ref<Class>) -> bool {
        class == target || self.heap[class].bases.iter().any(|base| self.reaches(*base, target))
    }

    /// Whether instances of one class could become instances of the other.
    pub fn same_layout(&self, a: Ref<Class>, b: Ref<Class>) -> bool {
        let (one, other) = (self.solid_base(a), self.solid_base(b));
        let (wide, narrow) = (&self.heap[one], &self.heap[other]);
        let same_data =
            one == other || (wide.base == narrow.base && wide.layout == narrow.layout && wide.members == narrow.members);
        let is_weak = |class| self.peek(class, self.known.__weakref__).is_some();
        same_data && self.heap[a].without_dict == self.heap[b].without_dict && is_weak(a) == is_weak(b)
    }

    /// The MRO of a class with these bases, without the class itself: C3, as in
    /// "A Monotonic Superclass Linearization for Dylan".
    pub(super) fn linearise(&mut self, bases: &[Ref<Class>]) -> Result<Vec<Ref<Class>>, Escape> {
        let mut sequences: Vec<Vec<Ref<Class>>> = bases.iter().map(|base| self.heap[*base].mro.clone()).collect();
        sequences.push(bases.to_vec());
        let mut order = Vec::new();
        loop {
            sequences.retain(|sequence| !sequence.is_empty());
            if sequences.is_empty() {
                return Ok(order);
            }
            let is_free = |class: &Ref<Class>| !sequences.iter().any(|sequence| sequence[1..].contains(class));
            let Some(next) = sequences.iter().map(|sequence| sequence[0]).find(is_free) else {
                return Err(self.no_order(&sequences));
            };
            order.push(next);
            for sequence in &mut sequences {
                sequence.retain(|class| *class != next);
            }
        }
    }

    fn no_order(&mut self, sequences: &[Vec<Ref<Class>>]) -> Escape {
        let mut names: Vec<&str> = Vec::new();
        for name in sequences.iter().map(|sequence| self.name_of(sequence[0])) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let message = format!("Cannot create a consistent method resolution order (MRO) for bases {}", names.join(", "));
        self.type_error(message)
    }
}

fn class(vm: &mut Vm, value: Value) -> Result<Ref<Class>, Escape> {
    match value {
        Value::Class(class) => Ok(class),
        _ => Err(vm.type_error("a class is required")),
    }
}

/// What `type.mro` returns: the order that follows from the bases.
pub fn computed_mro(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    let bases = vm.heap[class].bases.clone();
    let mut order = vec![Value::Class(class)];
    order.extend(vm.linearise(&bases)?.into_iter().map(Value::Class));
    Ok(vm.list(order))
}

/// Takes what a metaclass's `mro` has returned, a list or tuple.
fn set_mro(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    let mut order = Vec::new();
    let solid = vm.solid_base(class);
    for entry in vm.sequence_items(arguments[1]).to_vec() {
        let Value::Class(base) = entry else {
            let message = format!("mro() returned a non-class ('{}')", vm.type_name(entry));
            return Err(vm.type_error(message));
        };
        let its_solid = vm.solid_base(base);
        if !vm.is_subclass(solid, its_solid) {
            let message = format!("mro() returned base with unsuitable layout ('{}')", vm.name_of(base));
            return Err(vm.type_error(message));
        }
        order.push(base);
    }
    if order.is_empty() {
        return Err(vm.type_error("type MRO must not be empty"));
    }
    vm.heap[class].mro = order;
    vm.class_changed(class);
    Ok(Value::None)
}

/// Assigns to `__bases__`; the MRO of the class and of those derived from it is still to be computed.
fn replace_bases(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    let name = vm.name_of(class).to_string();
    let Value::Tuple(bases) = vm.unwrap(arguments[1]) else {
        let message = format!("can only assign tuple to {name}.__bases__, not {}", vm.type_name(arguments[1]));
        return Err(vm.type_error(message));
    };
    let given = vm.heap[bases].0.to_vec();
    if given.is_empty() {
        return Err(vm.type_error(format!("can only assign non-empty tuple to {name}.__bases__, not ()")));
    }
    for base in given {
        let Value::Class(base) = base else {
            let message = format!("{name}.__bases__ must be tuple of classes, not '{}'", vm.type_name(base));
            return Err(vm.type_error(message));
        };
        if vm.is_subclass(base, class) || vm.reaches(base, class) {
            return Err(vm.type_error("a __bases__ item causes an inheritance cycle"));
        }
    }
    let bases = vm.base_classes(bases)?;
    let best = vm.best_base(&bases)?;
    let before = vm.heap[class].base.unwrap_or(vm.types.object);
    if !vm.same_layout(best, before) {
        let (best, before) = (vm.name_of(best).to_string(), vm.name_of(before).to_string());
        return Err(vm.type_error(format!("__bases__ assignment: '{best}' object layout differs from '{before}'")));
    }
    for base in vm.heap[class].bases.clone() {
        vm.heap[base].subclasses.retain(|derived| *derived != class);
    }
    for base in &bases {
        vm.heap[*base].subclasses.push(class);
    }
    vm.heap[class].bases = bases;
    vm.heap[class].base = Some(best);
    Ok(Value::None)
}
