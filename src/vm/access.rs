//! Attribute access: descriptors, instances, classes, modules and `super`, as the data model says.
//!
//! `find` does the look-up without calling Python and says what it found; getters written in Python
//! are called by whoever asked, so that they run in the loop like all Python code.

use crate::object::*;
use crate::vm::frame::Then;
use crate::vm::native::{Escape, NativeKind};
use crate::vm::operation::Operation;
use crate::vm::Vm;

/// Attribute access that a native asks the run loop for.
#[derive(Debug)]
pub struct AttributeRequest {
    pub object: Value,
    pub name: Ref<Str>,
    pub action: AttributeAction,
}

/// What to do with the attribute.
#[derive(Clone, Copy, Debug)]
pub enum AttributeAction {
    /// `getattr(object, name)`.
    Get,
    /// `getattr(object, name, default)`.
    GetOr(Value),
    /// `hasattr(object, name)`.
    Has,
    /// `setattr(object, name, value)`.
    Set(Value),
    /// `delattr(object, name)`.
    Delete,
    /// `object.__getattribute__` and the like: without the class's own `__getattribute__`.
    PlainGet,
    PlainSet(Value),
    PlainDelete,
}

/// An attribute that was found.
#[derive(Clone, Copy, Debug)]
pub enum Found {
    Value(Value),
    /// A function to be bound to the object.
    Method(Value),
    /// A computed attribute: the getter is called with these arguments (of which unbound ones are left out).
    Getter { getter: Value, arguments: [Value; 3] },
    /// A native getter, called with the object.
    NativeGetter(Ref<Native>),
}

impl Vm {
    pub(super) fn attribute_request(&mut self, request: AttributeRequest, then: Then) -> Result<(), Escape> {
        let AttributeRequest { object, name, action } = request;
        match action {
            AttributeAction::Get => self.get_attribute(object, name, then),
            AttributeAction::GetOr(default) => {
                let then = Then::Operation(Box::new(Operation::AttributeOr { default, then }));
                self.get_attribute_caught(object, name, then)
            }
            AttributeAction::Has => {
                self.get_attribute_caught(object, name, Then::Operation(Box::new(Operation::HasAttribute { then })))
            }
            AttributeAction::Set(value) => self.set_attribute(object, name, value, then),
            AttributeAction::Delete => self.delete_attribute(object, name, then),
            AttributeAction::PlainGet => match self.find(object, name)? {
                Some(found) => self.deliver(object, found, then),
                None => {
                    let escape = self.no_attribute(object, name);
                    self.raised_at_once(escape, then)
                }
            },
            AttributeAction::PlainSet(value) => self.set_plainly(object, name, value, then),
            AttributeAction::PlainDelete => self.set_plainly(object, name, Value::Unbound, then),
        }
    }

    /// As `get_attribute`, where `then` also wants an AttributeError that is raised at once.
    fn get_attribute_caught(&mut self, object: Value, name: Ref<Str>, then: Then) -> Result<(), Escape> {
        let class = self.class_of(object);
        if !self.overrides_getattribute(class) {
            match self.find(object, name)? {
                Some(Found::NativeGetter(native)) => {
                    return match self.call_getter(native, object) {
                        Ok(value) => self.complete(then, value),
                        Err(escape @ Escape::Raise(_)) => self.raised_at_once(escape, then),
                        Err(escape) => self.native_escaped(native, &[object], escape, then),
                    };
                }
                Some(Found::Getter { .. }) if self.lookup(class, self.known.__getattr__).is_some() => {}
                Some(Found::Getter { getter: Value::Native(native), arguments }) => {
                    let count = arguments.iter().take_while(|argument| !argument.is_unbound()).count();
                    return match self.call_native_quickly(native, &arguments[..count]) {
                        Ok(value) => self.complete(then, value),
                        Err(escape @ Escape::Raise(_)) => self.raised_at_once(escape, then),
                        Err(escape) => self.native_escaped(native, &arguments[..count], escape, then),
                    };
                }
                Some(found) => return self.deliver(object, found, then),
                None if self.lookup(class, self.known.__getattr__).is_none() && !matches!(object, Value::Module(_)) => {
                    let then = match self.without_attribute(then) {
                        Ok(result) => return result,
                        Err(then) => then,
                    };
                    let escape = self.no_attribute(object, name);
                    return self.raised_at_once(escape, then);
                }
                None => {}
            }
        }
        match self.get_attribute_with(object, name, then) {
            Ok(()) => Ok(()),
            Err((escape, Some(then))) => self.raised_at_once(escape, then),
            Err((escape, None)) => Err(escape),
        }
    }

    /// `object.name` where nothing has to be called for it, unbound where there surely is none; `None` for all else.
    pub(super) fn attribute_quickly(&mut self, object: Value, name: Ref<Str>) -> Option<Value> {
        let class = self.class_of(object);
        if self.overrides_getattribute(class) {
            return None;
        }
        match self.find(object, name).ok()? {
            Some(Found::Value(value)) => Some(value),
            Some(Found::Method(function)) => Some(self.heap.allocate(BoundMethod { function, receiver: object }).into()),
            Some(Found::Getter { .. } | Found::NativeGetter(_)) => None,
            None if matches!(object, Value::Module(_)) || self.lookup(class, self.known.__getattr__).is_some() => None,
            None => Some(Value::Unbound),
        }
    }

    fn raised_at_once(&mut self, escape: Escape, then: Then) -> Result<(), Escape> {
        let Escape::Raise(exception) = escape else { return Err(escape) };
        match self.catch(then, exception)? {
            Some(_) => Err(escape),
            None => Ok(()),
        }
    }

    pub(super) fn overrides_getattribute(&mut self, class: Ref<Class>) -> bool {
        !self.heap[class].immutable && self.is_overridden(class, self.known.__getattribute__)
    }

    /// Whether the class gets at attributes by a method that is not `object`'s.
    pub(super) fn is_overridden(&mut self, class: Ref<Class>, name: Ref<Str>) -> bool {
        match self.lookup(class, name) {
            None => false,
            // Natives that are not `object`'s are those of classes with plain instances (`_thread._local`).
            // One of another name is what a program has put there, such as `dict.__setitem__`.
            Some(Value::Native(native)) => {
                let is_renamed = self.heap[native].def.name != self.heap[name].as_str();
                !self.is_of_object(native) && (is_renamed || self.heap[class].layout == Layout::Object)
            }
            Some(_) => true,
        }
    }

    /// `object.name`.
    #[inline(never)]
    pub(super) fn get_attribute(&mut self, object: Value, name: Ref<Str>, then: Then) -> Result<(), Escape> {
        self.get_attribute_with(object, name, then).map_err(|(escape, _)| escape)
    }

    /// As `get_attribute`; gives `then` back where the error comes before anything was called.
    fn get_attribute_with(
        &mut self,
        object: Value,
        name: Ref<Str>,
        then: Then,
    ) -> Result<(), (Escape, Option<Then>)> {
        let class = self.class_of(object);
        let fallback = self.lookup(class, self.known.__getattr__);
        if self.overrides_getattribute(class) {
            let method = self.lookup(class, self.known.__getattribute__).expect("it was just found");
            let then = match fallback {
                Some(fallback) => Then::Operation(Box::new(Operation::Attribute { object, name, fallback, then })),
                None => then,
            };
            return self.call_method(method, object, &[Value::Str(name)], then).map_err(|escape| (escape, None));
        }
        match self.find(object, name) {
            Err(escape) => Err((escape, Some(then))),
            Ok(Some(found)) => {
                let then = match (found, fallback) {
                    (Found::Getter { .. }, Some(fallback)) => {
                        Then::Operation(Box::new(Operation::Attribute { object, name, fallback, then }))
                    }
                    _ => then,
                };
                self.deliver(object, found, then).map_err(|escape| (escape, None))
            }
            Ok(None) => match fallback {
                Some(fallback) => {
                    self.call_method(fallback, object, &[Value::Str(name)], then).map_err(|escape| (escape, None))
                }
                None => self.get_module_attribute(object, name, then),
            },
        }
    }

    /// There is no attribute: completes what has an answer to that, else gives `then` back.
    fn without_attribute(&mut self, then: Then) -> Result<Result<(), Escape>, Then> {
        let Then::Operation(operation) = then else { return Err(then) };
        match *operation {
            Operation::AttributeOr { default, then } => Ok(self.complete(then, default)),
            Operation::HasAttribute { then } => Ok(self.complete(then, Value::Bool(false))),
            other => Err(Then::Operation(Box::new(other))),
        }
    }

    /// A module's own `__getattr__` (PEP 562), or the error.
    fn get_module_attribute(
        &mut self,
        object: Value,
        name: Ref<Str>,
        then: Then,
    ) -> Result<(), (Escape, Option<Then>)> {
        if let Value::Module(module) = object
            && let Some(getattr) = self.heap.get_name(self.heap[module].dict, self.known.__getattr__)
        {
            return self.call_value(getattr, &[Value::Str(name)], then).map_err(|escape| (escape, None));
        }
        let escape = self.no_attribute(object, name);
        Err((escape, Some(then)))
    }

    /// Sends what was found to `then`.
    fn deliver(&mut self, object: Value, found: Found, then: Then) -> Result<(), Escape> {
        match found {
            Found::Value(value) => self.complete(then, value),
            Found::Method(function) => {
                let method = self.heap.allocate(BoundMethod { function, receiver: object });
                self.complete(then, method.into())
            }
            Found::NativeGetter(native) => match self.call_getter(native, object) {
                Ok(value) => self.complete(then, value),
                Err(escape) => self.native_escaped(native, &[object], escape, then),
            },
            Found::Getter { getter, arguments } => {
                let count = arguments.iter().take_while(|argument| !argument.is_unbound()).count();
                self.call_value(getter, &arguments[..count], then)
            }
        }
    }

    pub(super) fn call_getter(&mut self, native: Ref<Native>, object: Value) -> Result<Value, Escape> {
        self.call_native_quickly(native, &[object])
    }

    /// Looks `object.name` up without the class's `__getattribute__` and `__getattr__`.
    pub fn find(&mut self, object: Value, name: Ref<Str>) -> Result<Option<Found>, Escape> {
        match object {
            Value::Class(class) => Ok(self.find_in_class(class, name)),
            Value::Super(object) => Ok(self.find_in_super(object, name)),
            _ => Ok(self.find_in_object(object, name)),
        }
    }

    fn find_in_object(&mut self, object: Value, name: Ref<Str>) -> Option<Found> {
        let class = self.class_of(object);
        let in_class = self.lookup(class, name);
        if let Some(Value::Opaque(field)) = in_class
            && let Some(item) = crate::stdlib::collections::field::item(&self.heap, field, object)
        {
            return Some(Found::Value(item));
        }
        if let Some(attribute) = in_class
            && self.is_data_descriptor(attribute)
            && self.gives_something(attribute)
        {
            if let Value::Member(member) = attribute
                && self.is_unset(member, object)
            {
                return None;
            }
            return Some(self.bind(attribute, object, class));
        }
        if let Some(value) = self.own_attribute(object, name) {
            return Some(Found::Value(value));
        }
        if let (None, Value::BoundMethod(method)) = (in_class, object) {
            // A method has the attributes of its function.
            let function = self.heap[method].function;
            let found = self.find(function, name).ok().flatten()?;
            return Some(self.fixed(found, function));
        }
        in_class.map(|attribute| self.bind(attribute, object, class))
    }

    /// An attribute of the object itself, as `__dict__` has it.
    fn own_attribute(&mut self, object: Value, name: Ref<Str>) -> Option<Value> {
        match object {
            Value::Instance(instance) => {
                if name == self.known.__dict__ && !self.heap[self.heap[instance].class].without_dict {
                    return Some(self.instance_dict(instance).into());
                }
                self.instance_attribute(instance, name)
            }
            Value::Module(module) if name == self.known.__dict__ => Some(self.heap[module].dict.into()),
            Value::Module(module) => self.heap.get_name(self.heap[module].dict, name),
            Value::Function(function) => self.heap[function].dict.and_then(|dict| self.heap.get_name(dict, name)),
            Value::Opaque(opaque) => self.heap[opaque].dict.and_then(|dict| self.heap.get_name(dict, name)),
            Value::StaticMethod(_) | Value::ClassMethod(_) => {
                let dict = self.wrapper_dict(object)?;
                self.heap.get_name(dict, name)
            }
            _ => None,
        }
    }

    fn find_in_class(&mut self, class: Ref<Class>, name: Ref<Str>) -> Option<Found> {
        let metaclass = self.heap[class].metaclass;
        let in_meta = self.lookup(metaclass, name);
        if let Some(attribute) = in_meta
            && self.is_data_descriptor(attribute)
            && self.gives_something(attribute)
        {
            return Some(self.bind(attribute, class.into(), metaclass));
        }
        if let Some(attribute) = self.lookup(class, name) {
            return Some(self.bind_to_class(attribute, class));
        }
        in_meta.map(|attribute| self.bind(attribute, class.into(), metaclass))
    }

    fn find_in_super(&mut self, object: Ref<Super>, name: Ref<Str>) -> Option<Found> {
        let Super { class, object: receiver, object_class } = self.heap[object];
        if name == self.known.__class__ {
            return Some(Found::Value(self.types.super_.into()));
        }
        let mro = &self.heap[object_class].mro;
        let after = mro.iter().position(|base| *base == class).map_or(mro.len(), |index| index + 1);
        let attribute =
            mro[after..].iter().find_map(|base| self.heap.get_name(self.heap[*base].dict, name));
        match attribute {
            Some(attribute) => Some(match receiver {
                Value::Class(receiver) if receiver == object_class => self.bind_to_class(attribute, receiver),
                receiver => self.bind_for(attribute, receiver, object_class),
            }),
            None => self.find_in_object(Value::Super(object), name),
        }
    }

    /// As `bind`, for a method found by `super`: it is bound to the receiver rather than to the super object.
    fn bind_for(&mut self, attribute: Value, receiver: Value, class: Ref<Class>) -> Found {
        let found = self.bind(attribute, receiver, class);
        self.fixed(found, receiver)
    }

    /// What was found for `receiver`, as it is for whoever asked for it.
    fn fixed(&mut self, found: Found, receiver: Value) -> Found {
        match found {
            Found::Method(function) => {
                let method = self.heap.allocate(BoundMethod { function, receiver });
                Found::Value(method.into())
            }
            Found::NativeGetter(native) => Found::Getter {
                getter: Value::Native(native),
                arguments: [receiver, Value::Unbound, Value::Unbound],
            },
            found => found,
        }
    }

    /// Whether a data descriptor is for reading, too.
    fn gives_something(&mut self, attribute: Value) -> bool {
        match attribute {
            Value::Instance(_) | Value::Opaque(_) => {
                let class = self.class_of(attribute);
                self.lookup(class, self.known.__get__).is_some()
            }
            _ => true,
        }
    }

    pub(super) fn is_data_descriptor(&mut self, attribute: Value) -> bool {
        match attribute {
            Value::Property(_) | Value::Member(_) => true,
            Value::Native(native) => self.heap[native].def.kind == NativeKind::Getter && !self.heap[native].def.yields,
            Value::Instance(instance) => {
                if let Value::Property(_) = self.heap[instance].payload {
                    return true;
                }
                let class = self.heap[instance].class;
                self.lookup(class, self.known.__set__).is_some() || self.lookup(class, self.known.__delete__).is_some()
            }
            Value::Opaque(opaque) => {
                let class = self.heap[opaque].class;
                self.lookup(class, self.known.__set__).is_some()
            }
            _ => false,
        }
    }

    /// What a class attribute gives for an instance.
    pub(super) fn bind(&mut self, attribute: Value, object: Value, class: Ref<Class>) -> Found {
        match self.unwrap_descriptor(attribute) {
            Value::Function(_) => Found::Method(attribute),
            Value::Native(native) => match self.heap[native].def.kind {
                NativeKind::Method => Found::Method(attribute),
                NativeKind::Getter => Found::NativeGetter(native),
                _ => Found::Value(attribute),
            },
            Value::StaticMethod(method) => Found::Value(self.heap[method].function),
            Value::ClassMethod(method) => Found::Value(self.bind_class_method(method, class)),
            Value::Member(member) => match self.member_value(member, object) {
                Some(value) => Found::Value(value),
                None => {
                    let get = self.lookup(self.types.member_descriptor, self.known.__get__).expect("it is a descriptor");
                    Found::Getter { getter: get, arguments: [attribute, object, class.into()] }
                }
            },
            Value::Property(property) => match self.heap[property].get {
                Value::None => self.no_getter(property, object),
                getter => Found::Getter { getter, arguments: [object, Value::Unbound, Value::Unbound] },
            },
            Value::Super(unbound) if self.heap[unbound].object.is_unbound() => {
                let after = self.heap[unbound].class;
                Found::Value(self.new_super(after, object).unwrap_or(attribute))
            }
            Value::Instance(instance) => {
                let descriptor_class = self.heap[instance].class;
                match self.lookup(descriptor_class, self.known.__get__) {
                    Some(get) => Found::Getter { getter: get, arguments: [attribute, object, class.into()] },
                    None => Found::Value(attribute),
                }
            }
            Value::Opaque(opaque) => {
                let descriptor_class = self.heap[opaque].class;
                match self.lookup(descriptor_class, self.known.__get__) {
                    Some(get) => Found::Getter { getter: get, arguments: [attribute, object, class.into()] },
                    None => Found::Value(attribute),
                }
            }
            _ => Found::Value(attribute),
        }
    }

    /// The built-in descriptor that an instance of a class derived from `property` and the like wraps.
    pub(super) fn unwrap_descriptor(&mut self, attribute: Value) -> Value {
        match self.unwrap(attribute) {
            descriptor @ (Value::Property(_) | Value::StaticMethod(_) | Value::ClassMethod(_)) => {
                let class = self.class_of(attribute);
                match self.lookup(class, self.known.__get__) {
                    Some(Value::Function(_)) => attribute,
                    _ => descriptor,
                }
            }
            _ => attribute,
        }
    }

    pub(super) fn bind_class_method(&mut self, method: Ref<ClassMethod>, class: Ref<Class>) -> Value {
        let function = self.heap[method].function;
        self.heap.allocate(BoundMethod { function, receiver: class.into() }).into()
    }

    fn no_getter(&mut self, property: Ref<Property>, object: Value) -> Found {
        let function = self.prelude_function("_no_getter");
        Found::Getter { getter: function, arguments: [property.into(), object, Value::Unbound] }
    }

    /// What a class attribute gives for the class itself.
    fn bind_to_class(&mut self, attribute: Value, class: Ref<Class>) -> Found {
        match self.unwrap_descriptor(attribute) {
            Value::StaticMethod(method) => Found::Value(self.heap[method].function),
            Value::ClassMethod(method) => Found::Value(self.bind_class_method(method, class)),
            Value::Instance(instance) => {
                let descriptor_class = self.heap[instance].class;
                match self.lookup(descriptor_class, self.known.__get__) {
                    Some(get) => Found::Getter { getter: get, arguments: [attribute, Value::None, class.into()] },
                    None => Found::Value(attribute),
                }
            }
            _ => Found::Value(attribute),
        }
    }

    /// Binds `attribute` where no Python getter is involved: special methods found in a class.
    pub(super) fn bind_plainly(&mut self, attribute: Value, object: Value, class: Ref<Class>) -> Value {
        match self.bind(attribute, object, class) {
            Found::Value(value) => value,
            Found::Method(function) => {
                let method = self.heap.allocate(BoundMethod { function, receiver: object });
                method.into()
            }
            Found::NativeGetter(_) | Found::Getter { .. } => attribute,
        }
    }

    pub(super) fn no_attribute(&mut self, object: Value, name: Ref<Str>) -> Escape {
        let text = self.heap[name].as_str().to_string();
        let message = match object {
            Value::Class(class) => format!("type object '{}' has no attribute '{text}'", self.name_of(class)),
            Value::Module(module) => {
                let known = self.heap.get_name(self.heap[module].dict, self.known.__name__);
                let module = known.and_then(|name| self.as_str(name)).unwrap_or("?");
                format!("module '{module}' has no attribute '{text}'")
            }
            Value::Super(_) => format!("'super' object has no attribute '{text}'"),
            _ => format!("'{}' object has no attribute '{text}'", self.type_name(object)),
        };
        self.attribute_error(object, name, message)
    }

    // Inline caches.

    /// `super().name` with the three registers from `args`: `super`, the class, self. For a method,
    /// fills `dst` and `dst + 1` as `LoadMethod` does.
    #[inline(never)]
    pub(super) fn load_super(
        &mut self,
        code: Ref<Code>,
        site: u16,
        args: u16,
        dst: u16,
        method: bool,
    ) -> Result<(), Escape> {
        let name = self.heap[code].sites[usize::from(site)].name;
        let [function, class, receiver] = [0, 1, 2].map(|offset| self.register(args + offset));
        if !matches!(function, Value::Class(class) if class == self.types.super_) {
            if method {
                self.set_register(dst + 1, Value::Unbound);
            }
            let get = self.prelude_function("_shadowed_super");
            return self.call_value(get, &[function, Value::Str(name)], Then::Store(dst));
        }
        if method && let Some(function) = self.super_method(code, site, class, receiver) {
            self.set_register(dst, function);
            self.set_register(dst + 1, receiver);
            return Ok(());
        }
        let Value::Class(class) = class else {
            return Err(self.runtime_error("super(): __class__ cell not found"));
        };
        let Value::Super(object) = self.new_super(class, receiver)? else { unreachable!("it is a super object") };
        let found = self.find_in_super(object, name);
        if method {
            self.set_register(dst + 1, Value::Unbound);
        }
        match found {
            Some(found) => {
                if method
                    && let Found::Value(Value::BoundMethod(bound)) = found
                    && let BoundMethod { function: function @ Value::Function(_), receiver } = self.heap[bound]
                {
                    self.set_register(dst, function);
                    self.set_register(dst + 1, receiver);
                    return Ok(());
                }
                self.deliver(Value::Super(object), found, Then::Store(dst))
            }
            None => Err(self.no_attribute(Value::Super(object), name)),
        }
    }

    fn not_a_context_manager(&mut self, class: Ref<Class>, missing: Ref<Str>, asynchronous: bool) -> String {
        let known = &self.known;
        let (kind, other, other_methods, statement) = if asynchronous {
            ("asynchronous context manager", "context manager", [known.__enter__, known.__exit__], "with")
        } else {
            ("context manager", "asynchronous context manager", [known.__aenter__, known.__aexit__], "async with")
        };
        let supports_other = other_methods.into_iter().all(|method| self.lookup(class, method).is_some());
        let hint = if supports_other {
            format!(" but it supports the {other} protocol. Did you mean to use '{statement}'?")
        } else {
            String::new()
        };
        let (class, missing) = (self.full_class_name(class), self.heap[missing].as_str());
        let class = class.strip_prefix("__main__.").unwrap_or(&class);
        format!("'{class}' object does not support the {kind} protocol (missed {missing} method){hint}")
    }

    /// The function that `super().name` finds for an instance, without a super object. The class that
    /// the search starts after is always the same at one site.
    fn super_method(&mut self, code: Ref<Code>, site: u16, class: Value, receiver: Value) -> Option<Value> {
        let (Value::Class(class), Value::Instance(instance)) = (class, receiver) else { return None };
        let (object_class, shape) = (self.heap[instance].class, ShapeId::DICT);
        let version = self.heap[object_class].version;
        let CacheSite { name, cache, other } = self.heap[code].sites[usize::from(site)];
        for cache in [cache, other] {
            if let Cache::Class { version: known, value, .. } = cache
                && known == version
            {
                return Some(value);
            }
        }
        let mro = &self.heap[object_class].mro;
        let after = mro.iter().position(|base| *base == class)? + 1;
        let found = mro[after..].iter().find_map(|base| self.heap.get_name(self.heap[*base].dict, name))?;
        if !matches!(found, Value::Function(_)) {
            return None;
        }
        self.heap[code].sites[usize::from(site)].remember(Cache::Class { shape, version, value: found });
        Some(found)
    }

    #[inline(never)]
    pub(super) fn load_special(&mut self, f: u16, object: Value, which: u16) -> Result<(), Escape> {
        let known = &self.known;
        let name = [known.__enter__, known.__exit__, known.__aenter__, known.__aexit__][usize::from(which)];
        let class = self.class_of(object);
        let Some(method) = self.lookup(class, name) else {
            let message = self.not_a_context_manager(class, name, which >= 2);
            return Err(self.type_error(message));
        };
        match method {
            Value::Function(_) | Value::Native(_) => {
                self.set_register(f, method);
                self.set_register(f + 1, object);
            }
            other => {
                let bound = self.bind_plainly(other, object, class);
                self.set_register(f, bound);
                self.set_register(f + 1, Value::Unbound);
            }
        }
        Ok(())
    }
}

/// Sends `value` to `then` instead of a call's result.
pub(super) fn replace(value: Value, then: Then) -> Then {
    match then {
        Then::Discard => Then::Discard,
        then => Then::Operation(Box::new(Operation::Replace { value, then })),
    }
}

/// Whether a class attribute gives itself for an instance: it is no descriptor.
pub(super) fn is_plain_data(value: Value) -> bool {
    matches!(
        value,
        Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) | Value::Bytes(_) | Value::BigInt(_)
            | Value::List(_) | Value::Tuple(_) | Value::Dict(_) | Value::Set(_) | Value::FrozenSet(_) | Value::Range(_)
    )
}
