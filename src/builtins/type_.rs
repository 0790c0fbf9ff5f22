//! The attributes of classes. (Making classes and instances is the VM's own.)

use super::object::{distinct, names_along};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

/// The natives of `type`.
pub const METHODS: &[NativeDef] = &[
    getter("__name__", name, Some(set_name)),
    getter("__qualname__", qualified_name, Some(set_qualified_name)),
    getter("__module__", module, Some(set_module)),
    getter("__bases__", bases, Some(set_bases)),
    member("__base__", base, None),
    getter("__mro__", mro, None),
    getter("__dict__", dict, None),
    getter("__doc__", doc, Some(set_doc)),
    getter("__text_signature__", text_signature, None),
    member("__basicsize__", basic_size, None),
    member("__flags__", flags, None),
    getter("__type_params__", type_params, None),
    getter("__annotate__", annotate, Some(set_annotate)),
    getter("__annotations__", |_, _| Err(Escape::Defer), Some(set_annotations)),
    method("mro", "(self, /)", crate::vm::inheritance::computed_mro),
    method("__subclasses__", "(self, /)", subclasses),
    method("__repr__", "(self, /)", repr),
    method("__dir__", "(self, /)", dir),
    method("__or__", "(self, value, /)", super::shared::deferred),
    method("__ror__", "(self, value, /)", super::shared::deferred),
    method("__instancecheck__", "(self, instance, /)", instance_check),
    method("__subclasscheck__", "(self, subclass, /)", subclass_check),
    class_method("__prepare__", "(cls, /, *args, **kwargs)", prepare),
];

fn class(vm: &mut Vm, value: Value) -> Result<Ref<Class>, Escape> {
    match vm.unwrap(value) {
        Value::Class(class) => Ok(class),
        other => {
            let name = vm.type_name(other);
            Err(vm.type_error(format!("a class is required, not '{name}'")))
        }
    }
}

fn mutable(vm: &mut Vm, value: Value, attribute: &str) -> Result<Ref<Class>, Escape> {
    let class = class(vm, value)?;
    if vm.heap[class].immutable {
        let name = vm.name_of(class).to_string();
        return Err(vm.type_error(format!("cannot set '{attribute}' attribute of immutable type '{name}'")));
    }
    Ok(class)
}

fn name(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    Ok(Value::Str(vm.heap[class].name))
}

fn string(vm: &mut Vm, value: Value, class: Ref<Class>, attribute: &str) -> Result<Ref<Str>, Escape> {
    let owner = vm.name_of(class).to_string();
    match vm.unwrap(value) {
        Value::Str(text) => Ok(text),
        Value::Unbound => Err(vm.type_error(format!("cannot delete '{attribute}' attribute of type '{owner}'"))),
        other => {
            let name = vm.type_name(other);
            Err(vm.type_error(format!("can only assign string to {owner}.{attribute}, not '{name}'")))
        }
    }
}

fn set_name(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = mutable(vm, arguments[0], "__name__")?;
    vm.heap[class].name = string(vm, arguments[1], class, "__name__")?;
    Ok(Value::None)
}

fn qualified_name(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    Ok(Value::Str(vm.heap[class].qualified_name))
}

fn set_qualified_name(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = mutable(vm, arguments[0], "__qualname__")?;
    vm.heap[class].qualified_name = string(vm, arguments[1], class, "__qualname__")?;
    Ok(Value::None)
}

fn module(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    match vm.heap.get_name(vm.heap[class].dict, vm.known.__module__) {
        Some(Value::Native(_)) | None => Ok(vm.str("builtins")),
        Some(module) => Ok(module),
    }
}

fn set_module(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    set_in_namespace(vm, arguments, vm.known.__module__, "__module__")
}

fn set_in_namespace(vm: &mut Vm, arguments: &[Value], key: Ref<Str>, attribute: &str) -> NativeResult {
    let class = mutable(vm, arguments[0], attribute)?;
    let dict = vm.heap[class].dict;
    match arguments[1] {
        Value::Unbound => drop(vm.heap.remove_name(dict, key)),
        value => vm.heap.set_name(dict, key, value),
    }
    vm.class_changed(class);
    Ok(Value::None)
}

fn doc(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    match vm.heap.get_name(vm.heap[class].dict, vm.known.__doc__) {
        // `object` has what its instances get.
        None | Some(Value::Native(_)) if vm.heap[class].immutable => {
            Err(Escape::call(vm.prelude_function("_doc_of_type"), arguments))
        }
        doc => Ok(doc.unwrap_or(Value::None)),
    }
}

/// How a native type is called; the classes of programs have methods to be asked.
fn text_signature(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    match vm.heap[class].immutable {
        true => Err(Escape::call(vm.prelude_function("_signature_of_type"), arguments)),
        false => Ok(Value::None),
    }
}

fn set_doc(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    set_in_namespace(vm, arguments, vm.known.__doc__, "__doc__")
}

fn class_values(classes: &[Ref<Class>]) -> Vec<Value> {
    classes.iter().map(|class| Value::Class(*class)).collect()
}

fn bases(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    let bases = class_values(&vm.heap[class].bases);
    Ok(vm.tuple(bases))
}

fn set_bases(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = mutable(vm, arguments[0], "__bases__")?;
    if arguments[1].is_unbound() {
        let name = vm.name_of(class).to_string();
        return Err(vm.type_error(format!("cannot delete '__bases__' attribute of type '{name}'")));
    }
    Err(vm.call_prelude("_set_bases", arguments))
}

fn base(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    Ok(vm.heap[class].base.map_or(Value::None, Value::Class))
}

fn mro(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    let mro = class_values(&vm.heap[class].mro);
    Ok(vm.tuple(mro))
}

fn subclasses(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    let subclasses = class_values(&vm.heap[class].subclasses);
    Ok(vm.list(subclasses))
}

fn dict(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    let dict = vm.heap[class].dict;
    Ok(Value::MappingProxy(vm.heap.allocate(MappingProxy(dict))))
}

fn basic_size(_: &mut Vm, _: &[Value]) -> NativeResult {
    Ok(Value::Int(16))
}

fn flags(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    const IMMUTABLE: i64 = 1 << 8;
    const HEAP_TYPE: i64 = 1 << 9;
    const ABSTRACT: i64 = 1 << 20;
    let class = class(vm, arguments[0])?;
    let key = vm.intern("__abstractmethods__");
    let abstract_methods = vm.heap.get_name(vm.heap[class].dict, key);
    let is_abstract = matches!(abstract_methods, Some(Value::FrozenSet(names)) if vm.heap[names].0.len() > 0);
    let origin = if vm.heap[class].immutable { IMMUTABLE } else { HEAP_TYPE };
    Ok(Value::Int(if is_abstract { origin | ABSTRACT } else { origin }))
}

fn type_params(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    match vm.heap.get_name(vm.heap[class].dict, vm.known.__type_params__) {
        Some(parameters) => Ok(parameters),
        None => Ok(vm.tuple([])),
    }
}

fn annotate(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    let name = vm.intern("__annotate_func__");
    Ok(vm.heap.get_name(vm.heap[class].dict, name).unwrap_or(Value::None))
}

fn set_annotate(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (name, cache) = (vm.intern("__annotate_func__"), vm.intern("__annotations_cache__"));
    set_in_namespace(vm, &[arguments[0], Value::Unbound], cache, "__annotate__")?;
    set_in_namespace(vm, arguments, name, "__annotate__")
}

fn set_annotations(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let cache = vm.intern("__annotations_cache__");
    set_in_namespace(vm, arguments, cache, "__annotations__")
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    let name = vm.full_class_name(class);
    Ok(vm.str(format!("<class '{name}'>")))
}

fn dir(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    let names = distinct(vm, names_along(vm, class));
    Ok(vm.list(names))
}

fn instance_check(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    let own = vm.class_of(arguments[1]);
    Ok(Value::Bool(crate::builtins::functions::instance_or_disguised(vm, own, class)?))
}

fn subclass_check(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    match vm.unwrap(arguments[1]) {
        Value::Class(subclass) => Ok(Value::Bool(vm.is_subclass(subclass, class))),
        _ => Err(Escape::Defer),
    }
}

fn prepare(vm: &mut Vm, _: &[Value]) -> NativeResult {
    Ok(Value::Dict(vm.new_dict()))
}
