//! `__slots__`: the members that a class gives its instances, and the descriptors that reach them.

use crate::compile::mangle::mangle;
use crate::object::*;
use crate::vm::{Exc, Vm};
use crate::vm::native::{Escape, NativeDef, NativeResult, getter};

/// What a class adds to the instances of its bases.
#[derive(Default)]
pub(super) struct Additions {
    /// Own members, as they are named outside the class.
    pub members: Vec<Ref<Str>>,
    pub dict: bool,
    weak: bool,
}

/// The attributes of instances that are no entry of their dict, in each class that adds them.
static INSTANCE_DICT: &[NativeDef] = &[getter("__dict__", get_dict, Some(set_dict)).on_the_whole()];
static INSTANCE_WEAK_REFERENCE: &[NativeDef] = &[getter("__weakref__", get_weak_reference, None).on_the_whole()];

/// What `__slots__` is asked for of a class in the making.
pub(super) struct Making<'a> {
    pub name: &'a str,
    pub bases: &'a [Ref<Class>],
    pub base: Ref<Class>,
    pub dict: Ref<Dict>,
}

impl Vm {
    /// What the class adds, given its `__slots__` as a tuple, or unbound where it has none.
    pub(super) fn additions(&mut self, slots: Value, making: &Making) -> Result<Additions, Escape> {
        let may_dict = self.heap[making.base].without_dict && self.heap[making.base].layout != Layout::Type;
        let may_weak = self.may_add_weak_reference(making.base);
        let Value::Tuple(slots) = slots else {
            return Ok(Additions { members: Vec::new(), dict: may_dict, weak: may_weak });
        };
        let slots = self.heap[slots].0.to_vec();
        if !slots.is_empty() && self.has_items(making.base) {
            let base = self.name_of(making.base);
            let message = format!("nonempty __slots__ not supported for subtype of '{base}'");
            return Err(self.type_error(message));
        }
        let mut additions = Additions::default();
        for slot in slots {
            let name = self.slot_name(slot)?;
            match self.heap[name].as_str() {
                "__dict__" if !may_dict || additions.dict => return Err(self.got_already("__dict__")),
                "__weakref__" if !may_weak || additions.weak => return Err(self.got_already("__weakref__")),
                "__dict__" => additions.dict = true,
                "__weakref__" => additions.weak = true,
                text => {
                    let mangled = mangle(Some(making.name), text);
                    let name = self.intern(mangled.as_str());
                    self.refuse_conflict(making.dict, name)?;
                    additions.members.push(name);
                }
            }
        }
        crate::sorted::sort_by(&mut additions.members, |a, b| self.heap[*a].as_str().cmp(self.heap[*b].as_str()));
        for base in making.bases.iter().filter(|base| **base != making.base) {
            additions.dict |= may_dict && !self.heap[*base].without_dict;
            additions.weak |= may_weak && self.lookup(*base, self.known.__weakref__).is_some();
        }
        Ok(additions)
    }

    fn got_already(&mut self, slot: &str) -> Escape {
        self.type_error(format!("{slot} slot disallowed: we already got one"))
    }

    /// Whether instances are of different sizes, so that nothing can follow their data.
    fn has_items(&self, base: Ref<Class>) -> bool {
        matches!(self.heap[base].layout, Layout::Int | Layout::Tuple | Layout::Bytes | Layout::Type)
    }

    /// Whether the base's instances lack a list of weak references, and have room for one.
    fn may_add_weak_reference(&mut self, base: Ref<Class>) -> bool {
        !self.has_items(base)
            && !matches!(self.heap[base].layout, Layout::Set | Layout::FrozenSet | Layout::Module)
            && self.lookup(base, self.known.__weakref__).is_none()
    }

    fn slot_name(&mut self, slot: Value) -> Result<Ref<Str>, Escape> {
        let Some(text) = self.as_str(slot) else {
            let message = format!("__slots__ items must be strings, not '{}'", self.type_name(slot));
            return Err(self.type_error(message));
        };
        if !crate::text::string::is_identifier(text) {
            return Err(self.type_error("__slots__ must be identifiers"));
        }
        let text = text.to_string();
        Ok(self.intern(&text))
    }

    fn refuse_conflict(&mut self, dict: Ref<Dict>, name: Ref<Str>) -> Result<(), Escape> {
        let text = self.heap[name].as_str();
        if self.heap.find_name(dict, name).is_none() || matches!(text, "__qualname__" | "__classcell__") {
            return Ok(());
        }
        let message = format!("'{text}' in __slots__ conflicts with class variable");
        Err(self.value_error(message))
    }

    /// Puts the descriptors of what the class adds into its namespace.
    pub(super) fn add_descriptors(&mut self, class: Ref<Class>, additions: Additions) {
        let Additions { members, dict, weak } = additions;
        let inherited = self.heap[class].members.len() - members.len();
        let namespace = self.heap[class].dict;
        for (slot, name) in (inherited..).zip(members) {
            let member = self.heap.allocate(Member { owner: class, name, slot: slot as u32 });
            self.heap.set_name(namespace, name, member.into());
        }
        let natives = [(dict, self.known.__dict__, INSTANCE_DICT), (weak, self.known.__weakref__, INSTANCE_WEAK_REFERENCE)];
        for (_, name, natives) in natives.into_iter().filter(|(added, ..)| *added) {
            if self.heap.find_name(namespace, name).is_none() {
                self.add_methods(class, natives);
            }
        }
    }

    /// The shape of new instances of a class with that many members.
    pub(super) fn root_shape(&mut self, members: usize) -> ShapeId {
        match members {
            0 => self.shapes.add_root(),
            members => {
                let hidden = self.heap.allocate_lasting(Str::new(""));
                self.shapes.add_root_with(hidden, members)
            }
        }
    }

    /// The instance that has the member, if `object` is one.
    fn holder(&self, member: &Member, object: Value) -> Option<Ref<Instance>> {
        let Value::Instance(instance) = object else { return None };
        self.is_subclass(self.heap[instance].class, member.owner).then_some(instance)
    }

    /// The member's value in `object`; `None` where it was not set.
    pub(super) fn member_value(&self, member: Ref<Member>, object: Value) -> Option<Value> {
        let member = &self.heap[member];
        let instance = self.holder(member, object)?;
        self.heap[instance].slots[member.slot as usize].bound()
    }

    /// Whether `object` has the member, but nothing was assigned to it.
    pub(super) fn is_unset(&self, member: Ref<Member>, object: Value) -> bool {
        let member = &self.heap[member];
        self.holder(member, object).is_some_and(|instance| self.heap[instance].slots[member.slot as usize].is_unbound())
    }

    /// The member's value, or the error for reading one that was not set.
    pub fn get_member(&mut self, member: Ref<Member>, object: Value) -> NativeResult {
        if let Some(value) = self.member_value(member, object) {
            return Ok(value);
        }
        match self.holder(&self.heap[member], object) {
            Some(_) => {
                let name = self.heap[member].name;
                Err(self.no_attribute(object, name))
            }
            None => Err(self.foreign_member(member, object)),
        }
    }

    /// Sets the member, or deletes it if `value` is unbound.
    pub fn set_member(&mut self, member: Ref<Member>, object: Value, value: Value) -> Result<(), Escape> {
        let Some(instance) = self.holder(&self.heap[member], object) else {
            return Err(self.foreign_member(member, object));
        };
        let Member { name, slot, .. } = self.heap[member];
        let place = slot as usize;
        if value.is_unbound() && self.heap[instance].slots[place].is_unbound() {
            let text = self.heap[name].as_str().to_string();
            return Err(self.raise(Exc::AttributeError, text));
        }
        self.heap[instance].slots[place] = value;
        Ok(())
    }

    /// What an instance is pickled with: its `__dict__`, or a pair of it and a dict of its slots; None if
    /// there is nothing.
    pub fn instance_state(&mut self, instance: Ref<Instance>) -> Value {
        let dict = match self.heap[instance].dict {
            Some(dict) => dict,
            None => {
                let dict = self.new_dict();
                for name in self.own_names(instance).to_vec() {
                    let Some(value) = self.instance_attribute(instance, name) else { continue };
                    self.heap.set_name(dict, name, value);
                }
                dict
            }
        };
        match (self.heap[dict].is_empty(), self.slot_values(instance)) {
            (true, None) => Value::None,
            (false, None) => dict.into(),
            (true, Some(slots)) => self.tuple([Value::None, slots.into()]),
            (false, Some(slots)) => self.tuple([dict.into(), slots.into()]),
        }
    }

    /// The values of the slots that were assigned to.
    fn slot_values(&mut self, instance: Ref<Instance>) -> Option<Ref<Dict>> {
        let names = self.heap[self.heap[instance].class].members.clone();
        let values = self.heap[instance].slots.clone();
        let assigned: Vec<_> = names.into_iter().zip(values).filter(|(_, value)| !value.is_unbound()).collect();
        if assigned.is_empty() {
            return None;
        }
        let slots = self.new_dict();
        for (name, value) in assigned {
            self.heap.set_name(slots, name, value);
        }
        Some(slots)
    }

    fn foreign_member(&mut self, member: Ref<Member>, object: Value) -> Escape {
        let Member { owner, name, .. } = self.heap[member];
        let (name, owner) = (self.heap[name].as_str(), self.name_of(owner));
        let message = format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{}' object", self.type_name(object));
        self.type_error(message)
    }
}

fn get_dict(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match arguments[0] {
        Value::Instance(instance) => Ok(vm.instance_dict(instance).into()),
        object => {
            let name = vm.known.__dict__;
            Err(vm.no_attribute(object, name))
        }
    }
}

/// The oldest weak reference to the object, or None.
fn get_weak_reference(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(vm.weak_references(arguments[0]).first().map_or(Value::None, |known| known.reference))
}

/// Assigning takes the dict as it is; deleting leaves an empty one.
fn set_dict(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Instance(instance) = arguments[0] else { return get_dict(vm, arguments) };
    let dict = match vm.unwrap(arguments[1]) {
        Value::Dict(dict) => dict,
        Value::Unbound => vm.new_dict(),
        other => {
            let message = format!("__dict__ must be set to a dictionary, not a '{}'", vm.type_name(other));
            return Err(vm.type_error(message));
        }
    };
    vm.instance_dict(instance);
    vm.heap[instance].dict = Some(dict);
    Ok(Value::None)
}
