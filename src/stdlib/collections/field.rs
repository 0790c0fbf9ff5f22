//! `_tuplegetter`: an attribute that is an item of a tuple, as `namedtuple` has them.

use crate::builtins::shared::class_argument;
use crate::object::*;
use crate::vm::{Exc, Vm};
use crate::vm::native::*;

pub const PATH: &str = "_collections._tuplegetter";

pub const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, index, doc, /)", new),
    method("__get__", "(self, instance, owner=None, /)", get),
    method("__set__", "(self, instance, value, /)", |vm, _| Err(vm.raise(Exc::AttributeError, "can't set attribute"))),
    method("__delete__", "(self, instance, /)", |vm, _| Err(vm.raise(Exc::AttributeError, "can't delete attribute"))),
    method("__reduce__", "(self, /)", reduce),
    method("__repr__", "(self, /)", repr),
];

struct Field(usize);

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class_argument(vm, arguments[0], "_tuplegetter")?;
    let index = vm.size_argument(arguments[1])?.max(0) as usize;
    let made = vm.opaque(class, Field(index));
    let attributes = vm.new_dict();
    vm.define(attributes, "__doc__", arguments[2]);
    if let Value::Opaque(object) = made {
        vm.heap[object].dict = Some(attributes);
    }
    Ok(made)
}

fn index(vm: &mut Vm, field: Value) -> Result<usize, Escape> {
    match field {
        Value::Opaque(object) => match vm.heap[object].get::<Field>() {
            Some(Field(index)) => Ok(*index),
            None => Err(vm.type_error("a _tuplegetter is required")),
        },
        _ => Err(vm.type_error("a _tuplegetter is required")),
    }
}

/// Which item `field`, if it is one, stands for.
pub fn index_of(heap: &Heap, field: Ref<Opaque>) -> Option<usize> {
    heap[field].get::<Field>().map(|Field(index)| *index)
}

/// The item of `object` that `field`, if it is one, stands for.
pub fn item(heap: &Heap, field: Ref<Opaque>, object: Value) -> Option<Value> {
    let Value::Instance(instance) = object else { return None };
    let (Value::Tuple(tuple), Field(index)) = (heap[instance].payload, heap[field].get::<Field>()?) else { return None };
    heap[tuple].0.get(*index).copied()
}

fn get(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let index = index(vm, arguments[0])?;
    match vm.unwrap(arguments[1]) {
        Value::Tuple(tuple) => match vm.heap[tuple].0.get(index) {
            Some(item) => Ok(*item),
            None => Err(vm.index_error("tuple index out of range")),
        },
        Value::None => Ok(arguments[0]),
        other => {
            let name = vm.type_name(other);
            Err(vm.type_error(format!("descriptor for index '{index}' for tuple subclasses doesn't apply to '{name}' object")))
        }
    }
}

fn doc(vm: &mut Vm, field: Value) -> Value {
    let name = vm.intern("__doc__");
    match field {
        Value::Opaque(object) => vm.heap[object].dict.and_then(|dict| vm.heap.get_name(dict, name)).unwrap_or(Value::None),
        _ => Value::None,
    }
}

fn reduce(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (index, doc) = (index(vm, arguments[0])?, doc(vm, arguments[0]));
    let class = vm.class_of(arguments[0]);
    let made_of = vm.tuple([Value::Int(index as i64), doc]);
    Ok(vm.tuple([class.into(), made_of]))
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (index, doc) = (index(vm, arguments[0])?, doc(vm, arguments[0]));
    let doc = vm.repr(doc)?;
    Ok(vm.str(format!("_tuplegetter({index}, {doc})")))
}
