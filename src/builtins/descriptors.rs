//! `property`, `staticmethod`, `classmethod` and `super`.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

pub const PROPERTY: &[NativeDef] = &[
    static_method("__new__", "(cls, /, *args, **kwargs)", property_new),
    method("__init__", "(self, /, fget=None, fset=None, fdel=None, doc=None)", property_init),
    method("getter", "(self, fget, /)", property_getter),
    method("setter", "(self, fset, /)", property_setter),
    method("deleter", "(self, fdel, /)", property_deleter),
    method("__set_name__", "(self, /, *args)", property_set_name),
    method("__set__", "(self, instance, value, /)", |vm, a| property_change(vm, a[0], a[1], a[2])),
    method("__delete__", "(self, instance, /)", |vm, a| property_change(vm, a[0], a[1], Value::Unbound)),
    method("__get__", "(self, instance, owner=None, /)", property_get),
    member("fget", |vm, arguments| property_field(vm, arguments, |property| property.get), None),
    member("fset", |vm, arguments| property_field(vm, arguments, |property| property.set), None),
    member("fdel", |vm, arguments| property_field(vm, arguments, |property| property.delete), None),
    getter("__name__", property_name, Some(property_set_own_name)),
    member("__doc__", property_doc, Some(property_set_doc)),
    getter("__isabstractmethod__", property_is_abstract, None),
];

pub const STATIC_METHOD: &[NativeDef] = &[
    static_method("__new__", "(cls, function, /)", static_method_new),
    method("__get__", "(self, instance, owner=None, /)", static_method_get),
    method("__call__", "(self, /, *args, **kwargs)", static_method_call),
    member("__func__", wrapped, None),
    member("__wrapped__", wrapped, None),
    getter("__annotations__", super::shared::deferred, None),
    getter("__annotate__", super::shared::deferred, None),
    getter("__dict__", wrapper_dict, None),
    getter("__isabstractmethod__", wrapped_is_abstract, None),
];

pub const CLASS_METHOD: &[NativeDef] = &[
    static_method("__new__", "(cls, function, /)", class_method_new),
    method("__get__", "(self, instance, owner=None, /)", class_method_get),
    member("__func__", wrapped, None),
    member("__wrapped__", wrapped, None),
    getter("__annotations__", super::shared::deferred, None),
    getter("__annotate__", super::shared::deferred, None),
    getter("__dict__", wrapper_dict, None),
    getter("__isabstractmethod__", wrapped_is_abstract, None),
];

pub const SUPER: &[NativeDef] = &[
    static_method("__new__", "(cls, type=None, object=None, /)", super_new),
    member("__thisclass__", |vm, arguments| super_field(vm, arguments, |found| found.class.into()), None),
    member("__self__", |vm, arguments| super_field(vm, arguments, |found| found.object), None),
    member("__self_class__", |vm, arguments| super_field(vm, arguments, |found| found.object_class.into()), None),
    method("__repr__", "(self, /)", super_repr),
];

fn class(vm: &mut Vm, value: Value) -> Result<Ref<Class>, Escape> {
    match value {
        Value::Class(class) => Ok(class),
        _ => Err(vm.type_error("the first argument of __new__() must be a class")),
    }
}

fn property(vm: &mut Vm, value: Value) -> Result<Ref<Property>, Escape> {
    match vm.unwrap(value) {
        Value::Property(property) => Ok(property),
        _ => Err(vm.type_error("a property is required")),
    }
}

fn property_new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    let [get, set, delete, doc] = [Value::None; 4];
    let empty = vm.heap.allocate(Property { get, set, delete, doc, name: Value::Unbound, doc_of_getter: false });
    Ok(vm.wrap(class, empty.into()))
}

/// The docstring of a function, else None.
fn doc_of(vm: &Vm, function: Value) -> Value {
    match function {
        Value::Function(function) => vm.heap[function].doc,
        _ => Value::None,
    }
}

fn property_init(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let property = property(vm, arguments[0])?;
    let [get, set, delete, doc] = [1, 2, 3, 4].map(|index| arguments[index].bound().unwrap_or(Value::None));
    let own = doc_of(vm, get).bound().unwrap_or(Value::None);
    let doc_of_getter = doc.is_none() && !own.is_none();
    let doc = if doc.is_none() { own } else { doc };
    let changed = matches!(vm.heap[property].get, Value::Function(_));
    vm.heap[property] = Property { get, set, delete, doc, name: Value::Unbound, doc_of_getter };
    if changed {
        vm.some_class_changed();
    }
    Ok(Value::None)
}

/// A property like `value` with other functions; of a derived class by calling that.
fn copy_with(vm: &mut Vm, value: Value, change: impl FnOnce(&mut Property)) -> NativeResult {
    let property = property(vm, value)?;
    let Property { get, set, delete, doc, name, doc_of_getter } = vm.heap[property];
    let mut copy = Property { get, set, delete, doc, name, doc_of_getter };
    change(&mut copy);
    if copy.doc_of_getter {
        copy.doc = doc_of(vm, copy.get).bound().unwrap_or(Value::None);
    }
    let class = vm.class_of(value);
    if class != vm.types.property {
        let doc = if doc_of_getter && !copy.get.is_none() { Value::None } else { doc };
        return Err(vm.call_prelude("_copy_property", &[class.into(), copy.get, copy.set, copy.delete, doc, name]));
    }
    Ok(vm.heap.allocate(copy).into())
}

fn property_getter(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    copy_with(vm, arguments[0], |property| property.get = arguments[1])
}

fn property_setter(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    copy_with(vm, arguments[0], |property| property.set = arguments[1])
}

fn property_deleter(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    copy_with(vm, arguments[0], |property| property.delete = arguments[1])
}

fn property_set_name(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let property = property(vm, arguments[0])?;
    let given = vm.sequence_items(arguments[1]).to_vec();
    let [_, name] = given[..] else {
        let message = format!("__set_name__() takes 2 positional arguments but {} were given", given.len());
        return Err(vm.type_error(message));
    };
    vm.heap[property].name = name;
    Ok(Value::None)
}

/// Sets the attribute of `object`, or deletes it if `value` is unbound.
fn property_change(vm: &mut Vm, descriptor: Value, object: Value, value: Value) -> NativeResult {
    let property = property(vm, descriptor)?;
    let Property { set, delete, .. } = vm.heap[property];
    match (value, set, delete) {
        (Value::Unbound, _, Value::None) => Err(vm.property_lacks(property, object, "deleter")),
        (Value::Unbound, _, delete) => Err(Escape::call(delete, &[object])),
        (_, Value::None, _) => Err(vm.property_lacks(property, object, "setter")),
        (value, set, _) => Err(Escape::call(set, &[object, value])),
    }
}

impl Vm {
    /// The error for using a property in a way that it has no function for.
    pub fn property_lacks(&mut self, property: Ref<Property>, object: Value, what: &str) -> Escape {
        let class = self.class_of(object);
        let owner = self.heap[self.heap[class].qualified_name].as_str().to_owned();
        let own = self.property_own_name(property).and_then(|name| self.as_str(name).map(str::to_owned));
        let named = own.map_or("property".to_owned(), |name| format!("property '{name}'"));
        let message = format!("{named} of '{owner}' object has no {what}");
        self.raise(crate::vm::Exc::AttributeError, message)
    }

    /// The property's name, its getter's if it was not told of one.
    fn property_own_name(&self, property: Ref<Property>) -> Option<Value> {
        match (self.heap[property].name, self.heap[property].get) {
            (Value::Unbound, Value::Function(function)) => Some(self.heap[function].name),
            (Value::Unbound, _) => None,
            (name, _) => Some(name),
        }
    }

    /// The attributes of a `staticmethod` or `classmethod`: at first those of the function that name it.
    pub fn wrapper_dict(&mut self, wrapper: Value) -> Option<Ref<Dict>> {
        let (function, known) = match wrapper {
            Value::StaticMethod(method) => (self.heap[method].function, self.heap[method].dict),
            Value::ClassMethod(method) => (self.heap[method].function, self.heap[method].dict),
            _ => return None,
        };
        if known.is_some() {
            return known;
        }
        let dict = self.new_dict();
        if let Value::Function(function) = function {
            let Function { name, qualified_name, doc, module, .. } = self.heap[function];
            for (key, value) in [("__module__", module), ("__name__", name), ("__qualname__", qualified_name), ("__doc__", doc)] {
                self.define(dict, key, value.bound().unwrap_or(Value::None));
            }
        }
        match wrapper {
            Value::StaticMethod(method) => self.heap[method].dict = Some(dict),
            Value::ClassMethod(method) => self.heap[method].dict = Some(dict),
            _ => {}
        }
        Some(dict)
    }
}

fn wrapper_dict(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match vm.wrapper_dict(arguments[0]) {
        Some(dict) => Ok(dict.into()),
        None => Err(vm.type_error("a staticmethod or classmethod is required")),
    }
}

fn property_get(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let property = property(vm, arguments[0])?;
    match arguments[1] {
        Value::None => Ok(arguments[0]),
        object if vm.heap[property].get.is_none() => Err(vm.property_lacks(property, object, "getter")),
        instance => Err(Escape::call(vm.heap[property].get, &[instance])),
    }
}

fn property_field(vm: &mut Vm, arguments: &[Value], field: fn(&Property) -> Value) -> NativeResult {
    let property = property(vm, arguments[0])?;
    Ok(field(&vm.heap[property]))
}

fn property_name(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let property = property(vm, arguments[0])?;
    match vm.property_own_name(property) {
        Some(name) => Ok(name),
        None => {
            let name = vm.known.__name__;
            Err(vm.attribute_error(arguments[0], name, "'property' object has no attribute '__name__'"))
        }
    }
}

fn property_set_own_name(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let property = property(vm, arguments[0])?;
    vm.heap[property].name = arguments[1];
    Ok(Value::None)
}

fn property_doc(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    property_field(vm, arguments, |property| property.doc)
}

fn property_set_doc(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let property = property(vm, arguments[0])?;
    vm.heap[property].doc = arguments[1].bound().unwrap_or(Value::None);
    Ok(Value::None)
}

/// Whether `abc.abstractmethod` has marked a function.
fn is_abstract(vm: &mut Vm, value: Value) -> bool {
    let mark = vm.intern("__isabstractmethod__");
    match value {
        Value::Function(function) => {
            let dict = vm.heap[function].dict;
            let mark = dict.and_then(|dict| vm.heap.get_name(dict, mark));
            mark.is_some_and(|mark| vm.truth(mark).unwrap_or(true))
        }
        Value::StaticMethod(inner) => is_abstract(vm, vm.heap[inner].function),
        Value::ClassMethod(inner) => is_abstract(vm, vm.heap[inner].function),
        _ => false,
    }
}

fn property_is_abstract(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let property = property(vm, arguments[0])?;
    let Property { get, set, delete, .. } = vm.heap[property];
    Ok(Value::Bool([get, set, delete].into_iter().any(|function| is_abstract(vm, function))))
}

fn static_method_new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    let made = vm.heap.allocate(StaticMethod::new(arguments[1]));
    Ok(vm.wrap(class, made.into()))
}

fn class_method_new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class(vm, arguments[0])?;
    let made = vm.heap.allocate(ClassMethod::new(arguments[1]));
    Ok(vm.wrap(class, made.into()))
}

fn wrapped(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match vm.unwrap(arguments[0]) {
        Value::StaticMethod(inner) => Ok(vm.heap[inner].function),
        Value::ClassMethod(inner) => Ok(vm.heap[inner].function),
        _ => Err(vm.type_error("a staticmethod or classmethod is required")),
    }
}

fn wrapped_is_abstract(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let inner = wrapped(vm, arguments)?;
    Ok(Value::Bool(is_abstract(vm, inner)))
}

fn static_method_get(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    wrapped(vm, arguments)
}

fn static_method_call(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let callable = wrapped(vm, arguments)?;
    Err(forward(vm, callable, &[], arguments[1], arguments[2]))
}

/// A tail call with `first` before the arguments in the tuple `args` and the dict `kwargs`.
pub fn forward(vm: &mut Vm, callable: Value, first: &[Value], args: Value, kwargs: Value) -> Escape {
    let mut arguments = first.to_vec();
    if let Value::Tuple(args) = args {
        arguments.extend_from_slice(&vm.heap[args].0);
    }
    let mut keywords = Vec::new();
    if let Value::Dict(kwargs) = kwargs {
        let entries: Vec<_> = vm.heap[kwargs].iter().copied().collect();
        for entry in entries {
            if let Value::Str(name) = entry.key {
                keywords.push((vm.intern_str(name), entry.value));
            }
        }
    }
    Escape::Call(Box::new(CallRequest { callable, arguments, keywords }))
}

pub fn class_method_get(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let function = wrapped(vm, arguments)?;
    let receiver = match arguments[2].bound() {
        Some(owner) if !owner.is_none() => owner,
        _ => vm.class_of(arguments[1]).into(),
    };
    Ok(vm.heap.allocate(BoundMethod { function, receiver }).into())
}

fn super_new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Some(class) = arguments[1].bound() else {
        return Err(vm.runtime_error("super(): no arguments"));
    };
    let Value::Class(class) = class else {
        let name = vm.type_name(class);
        return Err(vm.type_error(format!("super() argument 1 must be a type, not {name}")));
    };
    let object = arguments[2].bound().unwrap_or(Value::Unbound);
    vm.new_super(class, object)
}

impl Vm {
    /// `super(class, object)`; `object` is unbound for `super(class)`.
    pub fn new_super(&mut self, class: Ref<Class>, object: Value) -> NativeResult {
        let object_class = match object {
            Value::Unbound => class,
            Value::Class(itself) if self.is_subclass(itself, class) => itself,
            _ if self.is_instance(object, class) => self.class_of(object),
            _ => {
                let (found, wanted) = (self.type_name(object), self.name_of(class).to_string());
                let message =
                    format!("super(type, obj): obj (instance of {found}) is not an instance or subtype of type ({wanted}).");
                return Err(self.type_error(message));
            }
        };
        Ok(self.heap.allocate(Super { class, object, object_class }).into())
    }
}

fn super_field(vm: &mut Vm, arguments: &[Value], field: fn(&Super) -> Value) -> NativeResult {
    match arguments[0] {
        Value::Super(found) => Ok(field(&vm.heap[found]).bound().unwrap_or(Value::None)),
        _ => Err(vm.type_error("a super object is required")),
    }
}

fn super_repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Super(found) = arguments[0] else {
        return Err(vm.type_error("a super object is required"));
    };
    let Super { class, object, object_class } = vm.heap[found];
    let class = vm.name_of(class).to_string();
    let bound = match object {
        Value::Unbound => "NULL".to_string(),
        _ => format!("<{} object>", vm.name_of(object_class)),
    };
    Ok(vm.str(format!("<super: <class '{class}'>, {bound}>")))
}
