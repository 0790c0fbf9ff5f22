//! Making classes: the method resolution order, the layout, and the natives behind `class` statements.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::access::{AttributeAction, AttributeRequest};
use crate::vm::execute::ExecuteRequest;
use crate::vm::members::Making;
use crate::vm::native::{CallRequest, Escape, NativeDef, NativeResult, function};

/// Natives that the prelude's class code uses.
pub const NATIVES: &[NativeDef] = &[
    function("_exec_class_body", "(function, namespace, /)", exec_class_body),
    function("_new_class", "(metaclass, name, bases, namespace, slots=None, /)", new_class),
    function("_lookup", "(class, name, /)", lookup),
    function("_construct", "(class, arguments, keywords, /)", construct),
    function("_getattr", "(object, name, default=None, /)", getattr),
    function("_hasattr", "(object, name, /)", hasattr),
    function("_setattr", "(object, name, value, /)", setattr),
    function("_delattr", "(object, name, /)", delattr),
    function("_plain_getattr", "(object, name, /)", plain_getattr),
    function("_plain_setattr", "(object, name, value, /)", plain_setattr),
    function("_plain_delattr", "(object, name, /)", plain_delattr),
];

/// Runs a class body in `namespace`.
fn exec_class_body(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [Value::Function(body), namespace] = *arguments else {
        return Err(vm.type_error("__build_class__: func must be a function"));
    };
    let Function { code, globals, closure, .. } = vm.heap[body];
    Err(Escape::Execute(Box::new(ExecuteRequest { code, globals, namespace, closure })))
}

/// The class itself: what `type.__new__` makes before anybody is told of it.
fn new_class(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [Value::Class(metaclass), name, bases, namespace, slots] = *arguments else {
        return Err(vm.type_error("type.__new__(X): X is not a type object"));
    };
    let Some(text) = vm.as_str(name).map(str::to_string) else {
        let message = format!("type.__new__() argument 1 must be str, not {}", vm.type_name(name));
        return Err(vm.type_error(message));
    };
    let Value::Tuple(bases) = vm.unwrap(bases) else {
        let message = format!("type.__new__() argument 2 must be tuple, not {}", vm.type_name(bases));
        return Err(vm.type_error(message));
    };
    let Value::Dict(namespace) = vm.unwrap(namespace) else {
        let message = format!("type.__new__() argument 3 must be dict, not {}", vm.type_name(namespace));
        return Err(vm.type_error(message));
    };
    let bases = vm.base_classes(bases)?;
    vm.make_class(metaclass, &text, bases, namespace, slots)
}

impl Vm {
    fn make_class(
        &mut self,
        metaclass: Ref<Class>,
        name: &str,
        bases: Vec<Ref<Class>>,
        namespace: Ref<Dict>,
        slots: Value,
    ) -> NativeResult {
        let base = self.best_base(&bases)?;
        let tail = self.first_order(metaclass, &bases)?;
        let dict = self.heap[namespace].clone();
        let dict = self.heap.allocate(dict);
        let qualified_name = match self.heap.remove_name(dict, self.known.__qualname__) {
            Some(value) => match self.unwrap(value) {
                Value::Str(text) => text,
                _ => {
                    let message = format!("type __qualname__ must be a str, not {}", self.type_name(value));
                    return Err(self.type_error(message));
                }
            },
            None => self.intern(name),
        };
        let cell = self.class_cell(dict)?;
        self.wrap_implicit_methods(dict);
        let additions = self.additions(slots, &Making { name, bases: &bases, base, dict })?;
        let without_dict = !additions.dict && bases.iter().all(|base| self.heap[*base].without_dict);
        let Class { layout, ref members, .. } = self.heap[base];
        let members = [&members[..], &additions.members[..]].concat();
        let (root_shape, name) = (self.root_shape(members.len()), self.intern(name));
        self.next_version += 1;
        let version = self.next_version;
        let class = self.heap.allocate_cyclic(|itself| Class {
            name,
            qualified_name,
            bases: bases.clone(),
            base: Some(base),
            mro: std::iter::once(itself).chain(tail).collect(),
            dict,
            metaclass,
            layout,
            immutable: false,
            without_dict,
            named_fully: false,
            members,
            subclasses: Vec::new(),
            root_shape,
            version,
            found: Default::default(),
            finalizable: false,
            most_slots: 0,
        });
        self.heap[class].finalizable = self.lookup(class, self.known.__del__).is_some();
        for base in bases {
            self.heap[base].subclasses.push(class);
        }
        self.made_classes.push(class);
        self.add_descriptors(class, additions);
        self.set_class_defaults(class);
        if let Some(cell) = cell {
            self.heap[cell].0 = class.into();
        }
        Ok(class.into())
    }

    /// The cell in which methods find their class: taken out of the namespace.
    fn class_cell(&mut self, dict: Ref<Dict>) -> Result<Option<Ref<Cell>>, Escape> {
        match self.heap.remove_name(dict, self.known.__classcell__) {
            None => Ok(None),
            Some(Value::Cell(cell)) => Ok(Some(cell)),
            Some(other) => {
                let message =
                    format!("type.__new__() requires __classcell__ to be a nonlocal cell, not {}", self.class_repr_of(other));
                Err(self.type_error(message))
            }
        }
    }

    fn class_repr_of(&mut self, value: Value) -> String {
        let class = self.class_of(value);
        format!("<class '{}'>", self.full_class_name(class))
    }

    /// The MRO that a new class starts with, without the class itself. Where the metaclass computes its own,
    /// the prelude asks for it once there is a class.
    fn first_order(&mut self, metaclass: Ref<Class>, bases: &[Ref<Class>]) -> Result<Vec<Ref<Class>>, Escape> {
        match self.lookup(metaclass, self.known.mro) {
            Some(mro) if !self.is_native_of(mro, self.types.type_) => Ok(self.heap[bases[0]].mro.clone()),
            _ => self.linearise(bases),
        }
    }

    /// Methods that are class or static methods without saying so.
    fn wrap_implicit_methods(&mut self, dict: Ref<Dict>) {
        for name in [self.known.__init_subclass__, self.known.__class_getitem__] {
            if let Some(function @ Value::Function(_)) = self.heap.get_name(dict, name) {
                let method = self.heap.allocate(ClassMethod::new(function));
                self.heap.set_name(dict, name, method.into());
            }
        }
        if let Some(function @ Value::Function(_)) = self.heap.get_name(dict, self.known.__new__) {
            let method = self.heap.allocate(StaticMethod::new(function));
            self.heap.set_name(dict, self.known.__new__, method.into());
        }
    }

    fn set_class_defaults(&mut self, class: Ref<Class>) {
        let dict = self.heap[class].dict;
        if self.heap.find_name(dict, self.known.__doc__).is_none() {
            self.heap.set_name(dict, self.known.__doc__, Value::None);
        }
        if self.heap.find_name(dict, self.known.__module__).is_none() {
            // The prelude makes classes on behalf of whoever called `type()`.
            let mut globals = self.thread.frames.iter().rev().map(|frame| self.heap[frame.function].globals);
            let caller = globals.find(|globals| *globals != self.prelude);
            if let Some(module) = caller.and_then(|globals| self.heap.get_name(globals, self.known.__name__)) {
                self.heap.set_name(dict, self.known.__module__, module);
            }
        }
        // A class that defines __eq__ without __hash__ is unhashable.
        let (eq, hash) = (self.known.__eq__, self.known.__hash__);
        if self.heap.find_name(dict, eq).is_some() && self.heap.find_name(dict, hash).is_none() {
            self.heap.set_name(dict, hash, Value::None);
        }
    }
}

/// The attribute of a class or its bases, or the prelude's `_missing`.
fn lookup(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [Value::Class(class), name] = *arguments else {
        return Err(vm.type_error("_lookup() takes a class and a name"));
    };
    let name = vm.attribute_name(name)?;
    Ok(vm.lookup(class, name).unwrap_or(Value::NotImplemented))
}

/// What `type.__call__` does.
fn construct(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [class, Value::Tuple(positional), Value::Dict(keywords)] = *arguments else {
        return Err(vm.type_error("_construct() takes a class, a tuple and a dict"));
    };
    let keywords = vm.keywords_of(keywords)?;
    let arguments = vm.heap[positional].0.to_vec();
    Err(Escape::Construct(Box::new(CallRequest { callable: class, arguments, keywords })))
}

impl Vm {
    /// An attribute's name, interned.
    pub fn attribute_name(&mut self, name: Value) -> Result<Ref<Str>, Escape> {
        match self.unwrap(name) {
            Value::Str(name) => Ok(self.intern_str(name)),
            _ => {
                let message = format!("attribute name must be string, not '{}'", self.type_name(name));
                Err(self.type_error(message))
            }
        }
    }

    pub fn attribute_escape(&mut self, object: Value, name: Value, action: AttributeAction) -> NativeResult {
        let name = self.attribute_name(name)?;
        Err(Escape::Attribute(Box::new(AttributeRequest { object, name, action })))
    }
}

fn getattr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [object, name, default] = *arguments else { unreachable!("getattr has three parameters") };
    let name = vm.attribute_name(name)?;
    let action = match (vm.attribute_quickly(object, name), default) {
        (Some(Value::Unbound) | None, Value::Unbound) => AttributeAction::Get,
        (Some(Value::Unbound), default) => return Ok(default),
        (Some(value), _) => return Ok(value),
        (None, default) => AttributeAction::GetOr(default),
    };
    Err(Escape::Attribute(Box::new(AttributeRequest { object, name, action })))
}

fn hasattr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let name = vm.attribute_name(arguments[1])?;
    match vm.attribute_quickly(arguments[0], name) {
        Some(value) => Ok(Value::Bool(!value.is_unbound())),
        None => vm.attribute_escape(arguments[0], arguments[1], AttributeAction::Has),
    }
}

fn setattr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    vm.attribute_escape(arguments[0], arguments[1], AttributeAction::Set(arguments[2]))
}

fn delattr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    vm.attribute_escape(arguments[0], arguments[1], AttributeAction::Delete)
}

fn plain_getattr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    vm.attribute_escape(arguments[0], arguments[1], AttributeAction::PlainGet)
}

fn plain_setattr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    vm.attribute_escape(arguments[0], arguments[1], AttributeAction::PlainSet(arguments[2]))
}

fn plain_delattr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    vm.attribute_escape(arguments[0], arguments[1], AttributeAction::PlainDelete)
}

/// `getattr` and the like as programs call them, and `object`'s own versions.
pub const BUILTINS: &[NativeDef] = &[
    function("getattr", "(object, name, default=None, /)", getattr),
    function("hasattr", "(object, name, /)", hasattr),
    function("setattr", "(object, name, value, /)", setattr),
    function("delattr", "(object, name, /)", delattr),
];

/// The methods of `object` that attribute access falls back on.
pub const OBJECT_METHODS: &[NativeDef] = &[
    crate::vm::native::method("__getattribute__", "(self, name, /)", plain_getattr),
    crate::vm::native::method("__setattr__", "(self, name, value, /)", |vm, arguments| {
        refuse_class(vm, arguments[0], "__setattr__")?;
        plain_setattr(vm, arguments)
    }),
    crate::vm::native::method("__delattr__", "(self, name, /)", |vm, arguments| {
        refuse_class(vm, arguments[0], "__delattr__")?;
        plain_delattr(vm, arguments)
    }),
];

/// The attributes of a class are set by `type`'s methods only.
fn refuse_class(vm: &mut Vm, object: Value, method: &str) -> Result<(), Escape> {
    match object {
        Value::Class(_) => {
            let name = vm.type_name(object);
            Err(vm.type_error(format!("can't apply this {method} to {name} object")))
        }
        _ => Ok(()),
    }
}

/// The methods of `type` that make classes and instances.
pub const TYPE_METHODS: &[NativeDef] = &[
    crate::vm::native::static_method("__new__", "(metaclass, name, bases, namespace, /, **kwargs)", |_, _| {
        Err(Escape::Defer)
    }),
    crate::vm::native::method("__init__", "(self, /, *args, **kwargs)", |_, _| Ok(Value::None)),
    crate::vm::native::method("__call__", "(self, /, *args, **kwargs)", |_, _| Err(Escape::Defer)),
    crate::vm::native::method("__getattribute__", "(self, name, /)", plain_getattr),
    crate::vm::native::method("__setattr__", "(self, name, value, /)", plain_setattr),
    crate::vm::native::method("__delattr__", "(self, name, /)", plain_delattr),
];

/// The methods of generators, coroutines and asynchronous generators.
pub mod generator_methods {
    use super::*;
    use crate::vm::generators::{GeneratorRequest, Resume};
    use crate::vm::native::method;

    pub const METHODS: &[NativeDef] = &[
        method("__iter__", "(self, /)", |_, arguments| Ok(arguments[0])),
        method("__next__", "(self, /)", |vm, arguments| resume(vm, arguments[0], Resume::Send(Value::None))),
        method("send", "(self, value, /)", |vm, arguments| resume(vm, arguments[0], Resume::Send(arguments[1]))),
        method("close", "(self, /)", |vm, arguments| resume(vm, arguments[0], Resume::Close)),
        method("throw", "(self, type, value=None, traceback=None, /)", throw),
    ];

    pub const COROUTINE_METHODS: &[NativeDef] = &[
        method("__await__", "(self, /)", |_, _| Err(Escape::Defer)),
        method("send", "(self, value, /)", |vm, arguments| resume(vm, arguments[0], Resume::Send(arguments[1]))),
        method("close", "(self, /)", |vm, arguments| resume(vm, arguments[0], Resume::Close)),
        method("throw", "(self, type, value=None, traceback=None, /)", throw),
    ];

    pub const ASYNC_GENERATOR_METHODS: &[NativeDef] = &[
        method("__aiter__", "(self, /)", |_, arguments| Ok(arguments[0])),
        method("__anext__", "(self, /)", |_, _| Err(Escape::Defer)),
        method("asend", "(self, value, /)", |_, _| Err(Escape::Defer)),
        method("athrow", "(self, type, value=None, traceback=None, /)", |_, _| Err(Escape::Defer)),
        method("aclose", "(self, /)", |_, _| Err(Escape::Defer)),
        // How the awaitables of the prelude drive it.
        method("_send", "(self, value, /)", |vm, arguments| resume(vm, arguments[0], Resume::Send(arguments[1]))),
        method("_throw", "(self, type, value=None, traceback=None, /)", throw),
    ];

    fn resume(vm: &mut Vm, generator: Value, action: Resume) -> NativeResult {
        let generator = vm.generator_argument(generator)?;
        Err(Escape::Generator(Box::new(GeneratorRequest { generator, action })))
    }

    fn throw(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
        let alone = arguments[2].is_unbound() && arguments[3].is_unbound();
        if alone && vm.exception_data(arguments[1]).is_some() {
            return resume(vm, arguments[0], Resume::Throw(arguments[1]));
        }
        let given: Vec<Value> = arguments.iter().filter_map(|argument| argument.bound()).collect();
        Err(vm.call_prelude("_throw_given", &given))
    }
}

impl Vm {
    /// Adds the natives of this module and its neighbours.
    pub(crate) fn install_core(&mut self) {
        use crate::{stdlib::library, vm::boot, vm::finalization, vm::frames, vm::inheritance, vm::report};
        for natives in [NATIVES, inheritance::NATIVES, boot::NATIVES, report::NATIVES, library::NATIVES, finalization::NATIVES, frames::NATIVES] {
            self.add_functions(self.prelude, natives);
        }
        for natives in [BUILTINS, crate::vm::execution::NATIVES] {
            self.add_functions(self.builtins, natives);
        }
        self.add_methods(self.types.object, OBJECT_METHODS);
        self.add_methods(self.types.type_, TYPE_METHODS);
        self.add_methods(self.types.generator, generator_methods::METHODS);
        self.add_methods(self.types.coroutine, generator_methods::COROUTINE_METHODS);
        self.add_methods(self.types.async_generator, generator_methods::ASYNC_GENERATOR_METHODS);
    }
}
