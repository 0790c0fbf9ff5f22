//! What abstract base classes already know of other classes: `isinstance` and `issubclass` need not ask Python again.

use crate::object::*;
use crate::vm::Vm;

/// Whether `own` is a subclass of `class`, if that is an abstract base class which was asked before. `check` is the
/// name of the method of its metaclass that would be called.
pub fn known_answer(vm: &mut Vm, class: Ref<Class>, own: Ref<Class>, check: Ref<Str>) -> Option<bool> {
    let Some(Value::Function(check)) = vm.lookup(vm.heap[class].metaclass, check) else { return None };
    if vm.as_str(vm.heap[check].module) != Some("abc") {
        return None;
    }
    let Some(Value::Instance(data)) = vm.heap.get_name(vm.heap[class].dict, vm.known._abc_impl) else { return None };
    let positive = member(vm, data, vm.known.positive)?;
    if vm.set_contains(positive, own.into()).ok()? {
        return Some(true);
    }
    let negative = member(vm, data, vm.known.negative)?;
    if !vm.set_contains(negative, own.into()).ok()? {
        return None;
    }
    let (known, now) = (member(vm, data, vm.known.version)?, version(vm, check)?);
    known.is(now).then_some(false)
}

/// What an instance of a class with `__slots__` holds under a name.
fn member(vm: &mut Vm, instance: Ref<Instance>, name: Ref<Str>) -> Option<Value> {
    let Some(Value::Member(member)) = vm.lookup(vm.heap[instance].class, name) else { return None };
    vm.heap[instance].slots.get(vm.heap[member].slot as usize).copied()
}

/// The number of registrations so far, a global of the module whose function `check` calls.
fn version(vm: &Vm, check: Ref<Function>) -> Option<Value> {
    let helper = vm.heap.get_name(vm.heap[check].globals, vm.known._abc_instancecheck)?;
    let Value::Function(helper) = helper else { return None };
    vm.heap.get_name(vm.heap[helper].globals, vm.known._version)
}
