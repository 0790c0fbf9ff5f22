//! The descriptors of computed attributes (`getset_descriptor`) and of slots (`member_descriptor`).

use super::natives;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::access::{AttributeAction, AttributeRequest};
use crate::vm::native::*;

/// What `getset_descriptor` has besides what all descriptors of natives have.
pub const GETSET: &[NativeDef] = &[
    method("__set__", "(self, instance, value, /)", |vm, a| through_native(vm, a, AttributeAction::Set(a[2]))),
    method("__delete__", "(self, instance, /)", |vm, a| through_native(vm, a, AttributeAction::Delete)),
];

/// A slot of a class, or what a native computes though CPython stores it.
pub const MEMBER: &[NativeDef] = &[
    method("__get__", "(self, instance, owner=None, /)", |vm, a| either(vm, a, natives::get, get)),
    method("__set__", "(self, instance, value, /)", |vm, a| set(vm, a, a[2], AttributeAction::Set(a[2]))),
    method("__delete__", "(self, instance, /)", |vm, a| set(vm, a, Value::Unbound, AttributeAction::Delete)),
    method("__repr__", "(self, /)", |vm, a| either(vm, a, natives::repr, repr)),
    method("__reduce__", "(self, /)", |vm, a| either(vm, a, natives::descriptor_reduce, reduce)),
    getter("__qualname__", |vm, a| either(vm, a, natives::qualified_name, qualified_name), None),
    getter("__doc__", |vm, a| either(vm, a, natives::doc, |_, _| Ok(Value::None)), None),
    member("__name__", |vm, a| either(vm, a, natives::name, name), None),
    member("__objclass__", |vm, a| either(vm, a, natives::owner, owner), None),
];

/// Adds the natives of the types in this file.
pub fn install(vm: &mut Vm) {
    vm.add_methods(vm.types.getset_descriptor, GETSET);
    vm.add_methods(vm.types.member_descriptor, MEMBER);
}

fn slot(vm: &mut Vm, value: Value) -> Result<Ref<Member>, Escape> {
    match value {
        Value::Member(member) => Ok(member),
        _ => Err(vm.type_error("a member_descriptor is required")),
    }
}

/// Sets or deletes the attribute that a native computes, on an instance of the class that has it.
fn through_native(vm: &mut Vm, arguments: &[Value], action: AttributeAction) -> NativeResult {
    let (Value::Native(native), object) = (arguments[0], arguments[1]) else {
        return Err(vm.type_error("a getset_descriptor is required"));
    };
    check_receiver(vm, native, object)?;
    let def = vm.heap[native].def;
    let name = vm.intern(def.name);
    let action = match action {
        AttributeAction::Set(value) => AttributeAction::PlainSet(value),
        _ => AttributeAction::PlainDelete,
    };
    Err(Escape::Attribute(Box::new(AttributeRequest { object, name, action })))
}

/// Refuses an instance of a class that has not got the attribute.
pub(super) fn check_receiver(vm: &mut Vm, native: Ref<Native>, object: Value) -> Result<(), Escape> {
    let Native { def, owner, .. } = vm.heap[native];
    if let Value::Class(owner) = owner
        && !vm.is_instance(object, owner)
    {
        let (owner, found) = (vm.message_name(owner), vm.type_name(object));
        let message = format!("descriptor '{}' for '{owner}' objects doesn't apply to a '{found}' object", def.name);
        return Err(vm.type_error(message));
    }
    Ok(())
}

fn get(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let slot = slot(vm, arguments[0])?;
    match (arguments[1], arguments[2].bound().unwrap_or(Value::None)) {
        (Value::None, Value::None) => Err(vm.type_error("__get__(None, None) is invalid")),
        (Value::None, _) => Ok(arguments[0]),
        (object, _) => vm.get_member(slot, object),
    }
}

fn set(vm: &mut Vm, arguments: &[Value], value: Value, action: AttributeAction) -> NativeResult {
    if let Value::Native(_) = arguments[0] {
        return through_native(vm, arguments, action);
    }
    let slot = slot(vm, arguments[0])?;
    vm.set_member(slot, arguments[1], value)?;
    Ok(Value::None)
}

/// Asks of a native, or of a slot.
fn either(vm: &mut Vm, arguments: &[Value], of_native: NativeFn, of_slot: NativeFn) -> NativeResult {
    let ask = if let Value::Native(_) = arguments[0] { of_native } else { of_slot };
    ask(vm, arguments)
}

fn name(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let slot = slot(vm, arguments[0])?;
    Ok(Value::Str(vm.heap[slot].name))
}

fn owner(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let slot = slot(vm, arguments[0])?;
    Ok(Value::Class(vm.heap[slot].owner))
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let slot = slot(vm, arguments[0])?;
    let text = vm.member_repr(slot);
    Ok(vm.str(text))
}

impl Vm {
    /// The `repr()` of the descriptor of a slot.
    pub fn member_repr(&self, member: Ref<Member>) -> String {
        let Member { owner, name, .. } = self.heap[member];
        format!("<member '{}' of '{}' objects>", self.heap[name].as_str(), self.name_of(owner))
    }
}

fn qualified_name(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let slot = slot(vm, arguments[0])?;
    let Member { owner, name, .. } = vm.heap[slot];
    let owner = vm.heap[owner].qualified_name;
    let text = format!("{}.{}", vm.heap[owner].as_str(), vm.heap[name].as_str());
    Ok(vm.str(text))
}

fn reduce(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let slot = slot(vm, arguments[0])?;
    let Member { owner, name, .. } = vm.heap[slot];
    let getattr = vm.builtin("getattr");
    let arguments = vm.tuple([owner.into(), name.into()]);
    Ok(vm.tuple([getattr, arguments]))
}
