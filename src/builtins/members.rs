//! The descriptors of computed attributes (`getset_descriptor`) and of slots (`member_descriptor`).

use crate::object::*;
use crate::vm::Vm;
use crate::vm::access::{AttributeAction, AttributeRequest};
use crate::vm::native::*;

/// What `getset_descriptor` has besides what all descriptors of natives have.
pub const GETSET: &[NativeDef] = &[
    method("__set__", "(self, instance, value, /)", |vm, a| through_native(vm, a, AttributeAction::Set(a[2]))),
    method("__delete__", "(self, instance, /)", |vm, a| through_native(vm, a, AttributeAction::Delete)),
];

pub const MEMBER: &[NativeDef] = &[
    method("__get__", "(self, instance, owner=None, /)", get),
    method("__set__", "(self, instance, value, /)", |vm, a| set(vm, a[0], a[1], a[2])),
    method("__delete__", "(self, instance, /)", |vm, a| set(vm, a[0], a[1], Value::Unbound)),
    method("__repr__", "(self, /)", repr),
    method("__reduce__", "(self, /)", reduce),
    getter("__name__", |vm, a| member(vm, a[0]).map(|member| Value::Str(vm.heap[member].name)), None),
    getter("__qualname__", qualified_name, None),
    getter("__objclass__", |vm, a| member(vm, a[0]).map(|member| Value::Class(vm.heap[member].owner)), None),
    getter("__doc__", |_, _| Ok(Value::None), None),
];

/// Adds the natives of the types in this file.
pub fn install(vm: &mut Vm) {
    vm.add_methods(vm.types.getset_descriptor, GETSET);
    vm.add_methods(vm.types.member_descriptor, MEMBER);
}

fn member(vm: &mut Vm, value: Value) -> Result<Ref<Member>, Escape> {
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
    let Native { def, owner, .. } = vm.heap[native];
    if let Value::Class(owner) = owner
        && !vm.is_instance(object, owner)
    {
        let (owner, found) = (vm.name_of(owner).to_string(), vm.type_name(object));
        let message = format!("descriptor '{}' for '{owner}' objects doesn't apply to a '{found}' object", def.name);
        return Err(vm.type_error(message));
    }
    let name = vm.intern(def.name);
    let action = match action {
        AttributeAction::Set(value) => AttributeAction::PlainSet(value),
        _ => AttributeAction::PlainDelete,
    };
    Err(Escape::Attribute(Box::new(AttributeRequest { object, name, action })))
}

fn get(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let member = member(vm, arguments[0])?;
    match (arguments[1], arguments[2].bound().unwrap_or(Value::None)) {
        (Value::None, Value::None) => Err(vm.type_error("__get__(None, None) is invalid")),
        (Value::None, _) => Ok(arguments[0]),
        (object, _) => vm.get_member(member, object),
    }
}

fn set(vm: &mut Vm, descriptor: Value, object: Value, value: Value) -> NativeResult {
    let member = member(vm, descriptor)?;
    vm.set_member(member, object, value)?;
    Ok(Value::None)
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let member = member(vm, arguments[0])?;
    let text = vm.member_repr(member);
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
    let member = member(vm, arguments[0])?;
    let Member { owner, name, .. } = vm.heap[member];
    let owner = vm.heap[owner].qualified_name;
    let text = format!("{}.{}", vm.heap[owner].as_str(), vm.heap[name].as_str());
    Ok(vm.str(text))
}

fn reduce(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let member = member(vm, arguments[0])?;
    let Member { owner, name, .. } = vm.heap[member];
    let getattr = vm.builtin("getattr");
    let arguments = vm.tuple([owner.into(), name.into()]);
    Ok(vm.tuple([getattr, arguments]))
}
