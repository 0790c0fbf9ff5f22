//! `object`: what every value can do.

use crate::object::*;
use crate::vm::native::*;
use crate::vm::{Exc, Vm};

/// The natives of `object`. (Attribute access is the VM's own.)
pub const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, /, *args, **kwargs)", new),
    method("__init__", "(self, /, *args, **kwargs)", init),
    method("__repr__", "(self, /)", repr),
    method("__str__", "(self, /)", str),
    method("__eq__", "(self, value, /)", eq),
    method("__ne__", "(self, value, /)", ne),
    method("__lt__", "(self, value, /)", not_implemented),
    method("__le__", "(self, value, /)", not_implemented),
    method("__gt__", "(self, value, /)", not_implemented),
    method("__ge__", "(self, value, /)", not_implemented),
    method("__hash__", "(self, /)", hash),
    method("__format__", "(self, format_spec, /)", format),
    method("__dir__", "(self, /)", dir),
    method("__sizeof__", "(self, /)", sizeof),
    method("__reduce__", "(self, /)", defer),
    method("__reduce_ex__", "(self, protocol, /)", defer),
    method("__getstate__", "(self, /)", getstate),
    class_method("__init_subclass__", "(cls, /, **kwargs)", init_subclass),
    class_method("__subclasshook__", "(cls, subclass, /)", not_implemented),
    getter("__class__", class, Some(set_class)),
    getter("__doc__", doc, None).yielding(),
];

fn defer(_: &mut Vm, _: &[Value]) -> NativeResult {
    Err(Escape::Defer)
}

/// What the class says of itself, for instances of native types: other classes have an attribute of that name.
fn doc(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (class, name) = (vm.class_of(arguments[0]), vm.known.__doc__);
    Err(Escape::call(vm.builtin("getattr"), &[class.into(), name.into()]))
}

fn not_implemented(_: &mut Vm, _: &[Value]) -> NativeResult {
    Ok(Value::NotImplemented)
}

/// How many positional and keyword arguments `*args` and `**kwargs` hold.
fn counts(vm: &Vm, args: Value, kwargs: Value) -> (usize, usize) {
    let positional = match args {
        Value::Tuple(tuple) => vm.heap[tuple].0.len(),
        _ => 0,
    };
    let keywords = match kwargs {
        Value::Dict(dict) => vm.heap[dict].len(),
        _ => 0,
    };
    (positional, keywords)
}

impl Vm {
    /// Whether `class` has `name` from `object` itself.
    pub fn inherits_from_object(&mut self, class: Ref<Class>, name: &str) -> bool {
        let name = self.intern(name);
        let own = self.heap.get_name(self.heap[self.types.object].dict, name);
        match (self.lookup(class, name), own) {
            (Some(found), Some(own)) => found.is(own),
            (found, _) => found.is_none(),
        }
    }

    /// A new instance of `class` without attributes; `payload` is the value of the built-in type
    /// that the class derives from, or unbound.
    pub fn allocate_instance(&mut self, class: Ref<Class>, payload: Value) -> Ref<Instance> {
        let Class { root_shape: shape, ref members, most_slots, .. } = self.heap[class];
        let mut slots = Vec::with_capacity(members.len().max(most_slots as usize));
        slots.resize(members.len(), Value::Unbound);
        self.allocate_tracked(Instance { class, shape, slots, dict: None, payload })
    }
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Class(class) = arguments[0] else {
        let name = vm.type_name(arguments[0]);
        return Err(vm.type_error(format!("object.__new__(X): X is not a type object ({name})")));
    };
    let (positional, keywords) = counts(vm, arguments[1], arguments[2]);
    if let Some(only) = only_instance(vm, class) {
        let name = vm.name_of(class).to_string();
        return if positional + keywords > 0 { Err(vm.type_error(format!("{name} takes no arguments"))) } else { Ok(only) };
    }
    if positional + keywords > 0 {
        if !vm.inherits_from_object(class, "__new__") {
            return Err(vm.type_error("object.__new__() takes exactly one argument (the type to instantiate)"));
        }
        if vm.inherits_from_object(class, "__init__") {
            let name = vm.name_of(class).to_string();
            return Err(vm.type_error(format!("{name}() takes no arguments")));
        }
    }
    refuse_abstract(vm, class)?;
    match vm.heap[class].layout {
        Layout::Object => Ok(Value::Instance(vm.allocate_instance(class, Value::Unbound))),
        _ => {
            let name = vm.name_of(class).to_string();
            Err(vm.type_error(format!("object.__new__({name}) is not safe, use {name}.__new__()")))
        }
    }
}

/// The value that is the only one of its class.
fn only_instance(vm: &Vm, class: Ref<Class>) -> Option<Value> {
    [Value::None, Value::Ellipsis, Value::NotImplemented].into_iter().find(|value| vm.class_of(*value) == class)
}

/// Raises TypeError if `class` has abstract methods.
fn refuse_abstract(vm: &mut Vm, class: Ref<Class>) -> Result<(), Escape> {
    let key = vm.intern("__abstractmethods__");
    let Some(Value::FrozenSet(set)) = vm.heap.get_name(vm.heap[class].dict, key) else {
        return Ok(());
    };
    let mut names: Vec<String> = vm.heap[set].0.iter().filter_map(|(_, name)| vm.as_str(name).map(str::to_owned)).collect();
    if names.is_empty() {
        return Ok(());
    }
    crate::sorted::sort(&mut names);
    let plural = if names.len() == 1 { "" } else { "s" };
    let list = names.join("', '");
    let name = vm.name_of(class).to_string();
    let message =
        format!("Can't instantiate abstract class {name} without an implementation for abstract method{plural} '{list}'");
    Err(vm.type_error(message))
}

fn init(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (positional, keywords) = counts(vm, arguments[1], arguments[2]);
    if positional + keywords > 0 {
        let class = vm.class_of(arguments[0]);
        if !vm.inherits_from_object(class, "__init__") {
            let message = "object.__init__() takes exactly one argument (the instance to initialize)";
            return Err(vm.type_error(message));
        }
        if vm.inherits_from_object(class, "__new__") {
            let name = vm.name_of(class).to_string();
            let message = format!("{name}.__init__() takes exactly one argument (the instance to initialize)");
            return Err(vm.type_error(message));
        }
    }
    Ok(Value::None)
}

impl Vm {
    /// The class's name as `repr` gives it: with its module, unless that is `builtins`.
    pub fn full_class_name(&self, class: Ref<Class>) -> String {
        let name = self.heap[self.heap[class].qualified_name].as_str().to_string();
        match self.class_module(class).as_deref() {
            None | Some("builtins") => name,
            Some(module) => format!("{module}.{name}"),
        }
    }

    /// The name of a class with its module, but for the program's own.
    pub fn foreign_class_name(&self, class: Ref<Class>) -> String {
        let name = self.full_class_name(class);
        name.strip_prefix("__main__.").map(str::to_owned).unwrap_or(name)
    }

    /// `cls.__module__`, if it is a string.
    pub fn class_module(&self, class: Ref<Class>) -> Option<String> {
        let module = self.heap.get_name(self.heap[class].dict, self.known.__module__)?;
        self.as_str(module).map(str::to_owned)
    }
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = vm.class_of(arguments[0]);
    let name = vm.full_class_name(class);
    let address = arguments[0].identity();
    Ok(vm.str(format!("<{name} object at {address:#x}>")))
}

fn str(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = vm.class_of(arguments[0]);
    match vm.lookup(class, vm.known.__repr__) {
        Some(Value::Native(native)) if vm.heap[native].def.function as usize == repr as NativeFn as usize => repr(vm, arguments),
        Some(function) => Err(Escape::call(function, &arguments[..1])),
        None => repr(vm, arguments),
    }
}

fn eq(_: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(if arguments[0].is(arguments[1]) { Value::Bool(true) } else { Value::NotImplemented })
}

fn ne(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = vm.class_of(arguments[0]);
    if vm.inherits_from_object(class, "__eq__") {
        return Ok(if arguments[0].is(arguments[1]) { Value::Bool(false) } else { Value::NotImplemented });
    }
    Err(Escape::Defer)
}

/// The hash of an object that is equal to itself only.
pub fn identity_hash(value: Value) -> i64 {
    value.identity() >> 4
}

fn hash(_: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(Value::Int(identity_hash(arguments[0])))
}

fn format(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match vm.as_str(arguments[1]) {
        Some("") => Err(Escape::call(vm.types.str.into(), &arguments[..1])),
        Some(_) => {
            let name = vm.type_name(arguments[0]);
            Err(vm.type_error(format!("unsupported format string passed to {name}.__format__")))
        }
        None => {
            let name = vm.type_name(arguments[1]);
            Err(vm.type_error(format!("__format__() argument must be str, not {name}")))
        }
    }
}

fn dir(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let mut names: Vec<Value> = Vec::new();
    if let Value::Instance(instance) = arguments[0] {
        match vm.heap[instance].dict {
            Some(dict) => names.extend(vm.heap[dict].iter().map(|entry| entry.key)),
            None => names.extend(vm.own_names(instance).iter().map(|name| Value::Str(*name))),
        }
    }
    let own = match arguments[0] {
        Value::Function(function) => vm.heap[function].dict,
        Value::Opaque(opaque) => vm.heap[opaque].dict,
        _ => None,
    };
    names.extend(own.into_iter().flat_map(|dict| vm.heap[dict].iter().map(|entry| entry.key)));
    if let Value::Module(module) = arguments[0] {
        let dict = vm.heap[module].dict;
        names.extend(vm.heap[dict].iter().map(|entry| entry.key));
    } else {
        let class = vm.class_of(arguments[0]);
        names.extend(names_along(vm, class));
    }
    Ok(vm.list(distinct(vm, names)))
}

/// The names in the namespaces of `class` and its bases.
pub fn names_along(vm: &Vm, class: Ref<Class>) -> Vec<Value> {
    let heap = &vm.heap;
    heap[class].mro.iter().flat_map(|base| heap[heap[*base].dict].iter().map(|entry| entry.key)).collect()
}

/// `names` without repetition.
pub fn distinct(vm: &Vm, names: Vec<Value>) -> Vec<Value> {
    let mut seen = std::collections::HashSet::new();
    names.into_iter().filter(|name| vm.as_str(*name).is_some_and(|text| seen.insert(text.to_owned()))).collect()
}

fn sizeof(_: &mut Vm, _: &[Value]) -> NativeResult {
    Ok(Value::Int(48))
}

fn getstate(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Instance(instance) = arguments[0] else {
        return Ok(Value::None);
    };
    Ok(vm.instance_state(instance))
}

fn init_subclass(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if counts(vm, Value::None, arguments[1]).1 > 0 {
        let name = match arguments[0] {
            Value::Class(class) => vm.name_of(class).to_string(),
            other => vm.type_name(other),
        };
        return Err(vm.type_error(format!("{name}.__init_subclass__() takes no keyword arguments")));
    }
    Ok(Value::None)
}

fn class(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(vm.class_of(arguments[0]).into())
}

fn set_class(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if arguments[1].is_unbound() {
        return Err(vm.type_error("can't delete __class__ attribute"));
    }
    let Value::Class(to) = arguments[1] else {
        let name = vm.type_name(arguments[1]);
        return Err(vm.type_error(format!("__class__ must be set to a class, not '{name}' object")));
    };
    let Value::Instance(instance) = arguments[0] else {
        return Err(vm.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses"));
    };
    let from = vm.heap[instance].class;
    if vm.heap[from].immutable || vm.heap[to].immutable {
        return Err(vm.type_error("__class__ assignment only supported for mutable types or ModuleType subclasses"));
    }
    if !vm.same_layout(from, to) {
        let (to, from) = (vm.name_of(to).to_string(), vm.name_of(from).to_string());
        let message = format!("__class__ assignment: '{to}' object layout differs from '{from}'");
        return Err(vm.raise(Exc::TypeError, message));
    }
    // A shape tells its class: the attributes move to a dict.
    vm.instance_dict(instance);
    vm.heap[instance].class = to;
    Ok(Value::None)
}
