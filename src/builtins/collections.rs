//! Adds the methods of the containers and their iterators to the types.

use crate::builtins::{dict, iterator_state, iterators, list, range, set, slice, tuple, views};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::{NativeFn, NativeResult};

/// An empty container of exactly the built-in `class`, and what its `__init__` gives; `None` for
/// other classes and arguments.
pub fn construct(vm: &mut Vm, class: Ref<Class>, arguments: &[Value]) -> Option<(Value, NativeResult)> {
    let argument = match *arguments {
        [] => Value::Unbound,
        [argument] => argument,
        _ => return None,
    };
    let types = &vm.types;
    let (container, init): (Value, NativeFn) = if class == types.list {
        (vm.list(Vec::new()), list::init)
    } else if class == types.dict {
        (vm.new_dict().into(), dict::init)
    } else if class == types.set {
        (vm.heap.allocate(Set::default()).into(), set::init)
    } else {
        return None;
    };
    let result = init(vm, &[container, argument, Value::Unbound]);
    Some((container, result))
}

/// Adds the methods of all containers.
pub fn install(vm: &mut Vm) {
    let types = vm.types;
    for (class, natives) in [
        (types.list, list::METHODS),
        (types.tuple, tuple::METHODS),
        (types.dict, dict::METHODS),
        (types.mappingproxy, dict::MAPPING_PROXY),
        (types.set, set::COMMON),
        (types.set, set::SET),
        (types.frozenset, set::COMMON),
        (types.frozenset, set::FROZENSET),
        (types.range, range::METHODS),
        (types.slice, slice::METHODS),
        (types.dict_keys, views::COMMON),
        (types.dict_keys, views::SET_LIKE),
        (types.dict_items, views::COMMON),
        (types.dict_items, views::SET_LIKE),
        (types.dict_values, views::COMMON),
        (types.enumerate, iterators::ENUMERATE),
        (types.zip, iterators::ZIP),
        (types.map, iterators::MAP),
        (types.filter, iterators::FILTER),
        (types.reversed, iterators::REVERSED),
    ] {
        vm.add_methods(class, natives);
    }
    for class in iterators::classes(vm) {
        vm.add_methods(class, iterators::COMMON);
        vm.add_methods(class, iterator_state::COMMON);
    }
    for class in iterators::open_classes(vm) {
        vm.add_methods(class, iterator_state::OF_CLASS);
    }
    for class in [types.list, types.dict, types.set, types.dict_keys, types.dict_items, types.mappingproxy, types.cell] {
        let (dict, name) = (vm.heap[class].dict, vm.known.__hash__);
        vm.heap.set_name(dict, name, Value::None);
    }
}
