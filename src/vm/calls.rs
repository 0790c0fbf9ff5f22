//! Calls of anything callable.

use smallvec::SmallVec;

use crate::bytecode::CodeKind;
use crate::object::*;
use crate::vm::access::Found;
use crate::vm::frame::Then;
use crate::vm::native::{CallRequest, CheckedCall, Callee, Escape, NativeDef, NativeKind, NativeResult, Signature, bind, too_few, too_many};
use crate::vm::operation::Operation;
use crate::vm::registers::{Window, copy_few, with_receiver};
use crate::vm::{Exc, Vm};

/// A native with at most so many parameters is called without memory of its own for the arguments.
const FEW: usize = 6;

/// Keyword arguments: interned names with their values.
pub type Keywords<'a> = &'a [(Ref<Str>, Value)];

impl Vm {
    /// Calls `callable` with positional arguments. Either the result has gone where `then` says when
    /// this returns, or a frame was pushed that will send it there.
    pub fn call_value(&mut self, callable: Value, arguments: &[Value], then: Then) -> Result<(), Escape> {
        self.call(callable, arguments, &[], then)
    }

    /// As `call_value`, with keyword arguments.
    pub fn call(&mut self, callable: Value, arguments: &[Value], keywords: Keywords, then: Then) -> Result<(), Escape> {
        match callable {
            Value::Function(function) => self.call_function(function, arguments, keywords, then),
            Value::Native(native) => self.call_native(native, arguments, keywords, then),
            Value::BoundMethod(method) => {
                let BoundMethod { function, receiver } = self.heap[method];
                let arguments = with_receiver(receiver, arguments);
                self.deeper("", |vm| vm.call(function, &arguments, keywords, then))
            }
            Value::Class(class) => self.call_class(class, arguments, keywords, then),
            Value::StaticMethod(method) => {
                let function = self.heap[method].function;
                self.deeper("", |vm| vm.call(function, arguments, keywords, then))
            }
            // What is callable because something callable is its `__call__` may go on for ever.
            _ => self.deeper("", |vm| vm.call_object(callable, arguments, keywords, then)),
        }
    }

    fn call_object(&mut self, object: Value, arguments: &[Value], keywords: Keywords, then: Then) -> Result<(), Escape> {
        let class = self.class_of(object);
        let Some(call) = self.lookup(class, self.known.__call__) else {
            let message = format!("'{}' object is not callable", self.type_name(object));
            return Err(self.type_error(message));
        };
        if let Value::Function(_) | Value::Native(_) = call {
            return self.call(call, &with_receiver(object, arguments), keywords, then);
        }
        if keywords.is_empty() {
            return self.call_method(call, object, arguments, then);
        }
        let bound = self.bind_plainly(call, object, class);
        self.call(bound, arguments, keywords, then)
    }

    /// A call that the run loop has no fast path for; its arguments are in registers.
    #[inline(never)]
    pub(super) fn call_window(&mut self, callee: Value, first: u16, count: u16, then: Then) -> Result<(), Escape> {
        if let (Value::Class(class), 1) = (callee, count) {
            let argument = self.register(first);
            if let Some(value) = self.convert_quickly(class, argument) {
                return self.complete(then, value);
            }
            if let Some(collected) = self.collect_quickly(class, argument) {
                return self.complete(then, collected?);
            }
        }
        if let Value::BoundMethod(method) = callee
            && let BoundMethod { function: function @ (Value::Function(_) | Value::Native(_)), receiver } = self.heap[method]
        {
            self.set_register(first - 1, receiver);
            return self.call_method_window(function, first - 1, count + 1, then);
        }
        if let Value::Opaque(object) = callee
            && let Some(Value::Native(call)) = self.lookup(self.heap[object].class, self.known.__call__)
        {
            self.set_register(first - 1, callee);
            let arguments = self.window(first - 1, count + 1);
            return self.call_native(call, &arguments, &[], then);
        }
        if let Value::Class(class) = callee
            && let Then::Store(dst) = then
            && let Some(init) = self.plain_initialiser(class, count + 1)
        {
            return self.construct_in_window(class, init, first, dst, count);
        }
        if let Value::Class(class) = callee
            && let Some(new) = self.native_constructor(class)
        {
            self.set_register(first - 1, callee);
            let arguments = self.window(first - 1, count + 1);
            return self.call_native(new, &arguments, &[], then);
        }
        if let Value::Class(class) = callee
            && self.makes_plain_exceptions(class)
        {
            let arguments = self.window(first, count);
            let exception = self.new_exception(class, &arguments);
            return self.complete(then, exception.into());
        }
        if let Value::Function(function) = callee
            && self.defaults_suffice(function, count)
        {
            return self.push_in_place(function, first, count, then);
        }
        let arguments = self.window(first, count);
        self.call(callee, &arguments, &[], then)
    }

    /// Calls a bound method's function on registers that begin with the receiver.
    fn call_method_window(&mut self, function: Value, first: u16, count: u16, then: Then) -> Result<(), Escape> {
        if let Value::Function(function) = function
            && self.defaults_suffice(function, count)
        {
            return self.push_in_place(function, first, count, then);
        }
        let arguments = self.window(first, count);
        self.call(function, &arguments, &[], then)
    }

    /// The native `__new__` of a built-in class whose `__init__` does nothing.
    fn native_constructor(&mut self, class: Ref<Class>) -> Option<Ref<Native>> {
        let Class { immutable, metaclass, .. } = self.heap[class];
        if !immutable || metaclass != self.types.type_ || class == self.types.type_ || class == self.types.str {
            return None;
        }
        let Some(Value::StaticMethod(new)) = self.lookup(class, self.known.__new__) else { return None };
        let Value::Native(native) = self.heap[new].function else { return None };
        let init = self.lookup(class, self.known.__init__)?;
        (!self.is_of_object(native) && self.is_native_of(init, self.types.object)).then_some(native)
    }

    /// Whether calling the exception class only keeps the arguments.
    pub(super) fn makes_plain_exceptions(&mut self, class: Ref<Class>) -> bool {
        let Class { layout, metaclass, .. } = self.heap[class];
        if layout != Layout::Exception || metaclass != self.types.type_ {
            return false;
        }
        let Some(Value::StaticMethod(new)) = self.lookup(class, self.known.__new__) else { return false };
        let Some(init) = self.lookup(class, self.known.__init__) else { return false };
        let base = self.types.base_exception;
        self.is_native_of(self.heap[new].function, base) && self.is_native_of(init, base)
    }

    /// Whether a call with `count` positional arguments only lacks parameters that have a default.
    fn defaults_suffice(&self, function: Ref<Function>, count: u16) -> bool {
        let arity = self.heap[self.heap[function].code].simple_arity;
        if arity == u16::MAX || count > arity {
            return false;
        }
        match self.heap[function].defaults {
            Value::Tuple(defaults) => usize::from(arity - count) <= self.heap[defaults].0.len(),
            _ => arity == count,
        }
    }

    /// Whether nothing but the `__new__` and `__init__` of a class has a say in its instances.
    fn instantiates_plainly(&mut self, class: Ref<Class>) -> bool {
        let Class { metaclass, dict, .. } = self.heap[class];
        if metaclass == self.types.type_ {
            return true;
        }
        let call = self.lookup(metaclass, self.known.__call__);
        if !call.is_some_and(|call| self.is_native_of(call, self.types.type_)) {
            return false;
        }
        match self.heap.get_name(dict, self.known.__abstractmethods__) {
            Some(Value::FrozenSet(methods)) => self.heap[methods].0.is_empty(),
            None => true,
            Some(_) => false,
        }
    }

    /// `__init__` of a class whose instances are made by `object.__new__`, where it is a function that
    /// takes `count` arguments.
    fn plain_initialiser(&mut self, class: Ref<Class>, count: u16) -> Option<Ref<Function>> {
        if self.heap[class].layout != Layout::Object || !self.instantiates_plainly(class) {
            return None;
        }
        let Some(Value::Function(init)) = self.lookup(class, self.known.__init__) else { return None };
        if !self.defaults_suffice(init, count) {
            return None;
        }
        match self.lookup(class, self.known.__new__) {
            Some(Value::StaticMethod(method)) => {
                self.is_native_of(self.heap[method].function, self.types.object).then_some(init)
            }
            _ => None,
        }
    }

    /// Makes an instance and calls its `__init__` on the arguments where they are: the instance goes
    /// into the register before them, which a call leaves free.
    fn construct_in_window(
        &mut self,
        class: Ref<Class>,
        init: Ref<Function>,
        first: u16,
        dst: u16,
        count: u16,
    ) -> Result<(), Escape> {
        let instance = self.new_plain_instance(class);
        self.set_register(first - 1, instance.into());
        self.push_in_place(init, first - 1, count + 1, Then::Init { instance, dst })
    }

    #[inline(never)]
    pub(super) fn call_keywords(&mut self, code: Ref<Code>, f: u16, argc: u16, names: u16) -> Result<(), Escape> {
        let Value::Tuple(names) = self.heap[code].constants[usize::from(names)] else {
            unreachable!("the names of keyword arguments are a tuple")
        };
        let bound = u16::from(!self.register(f + 1).is_unbound());
        if let Value::Function(function) = self.register(f)
            && self.call_in_place(function, f + 2 - bound, argc + bound, names, Then::Store(f))?
        {
            return Ok(());
        }
        let arguments = self.window(f + 2 - bound, argc + bound);
        let (positional, named) = arguments.split_at(arguments.len() - self.heap[names].0.len());
        let mut keywords: SmallVec<[(Ref<Str>, Value); 4]> = SmallVec::new();
        for (index, value) in named.iter().enumerate() {
            let name = self.keyword_name(self.heap[names].0[index]);
            keywords.push((name, *value));
        }
        self.call(self.register(f), positional, &keywords, Then::Store(f))
    }

    fn keyword_name(&mut self, name: Value) -> Ref<Str> {
        let Value::Str(name) = self.unwrap(name) else { unreachable!("keyword names are strings") };
        self.intern_str(name)
    }

    #[inline(never)]
    pub(super) fn call_unpacked(&mut self, f: u16, dst: u16) -> Result<(), Escape> {
        let mut arguments = Window::new();
        arguments.extend(self.register(f + 1).bound());
        match self.register(f + 2) {
            Value::List(list) => arguments.extend_from_slice(&self.heap[list].0),
            Value::Tuple(tuple) => arguments.extend_from_slice(&self.heap[tuple].0),
            _ => unreachable!("unpacked arguments are a list or tuple"),
        }
        let keywords = match self.register(f + 3) {
            Value::Dict(dict) => self.keywords_of(dict)?,
            _ => Vec::new(),
        };
        self.call(self.register(f), &arguments, &keywords, Then::Store(dst))
    }

    /// The entries of a dict of keyword arguments; TypeError where a key is no string.
    pub(super) fn keywords_of(&mut self, dict: Ref<Dict>) -> Result<Vec<(Ref<Str>, Value)>, Escape> {
        let mut keywords = Vec::with_capacity(self.heap[dict].len());
        for index in 0..self.heap[dict].entry_count() {
            if let Some(Entry { key, value, .. }) = self.heap[dict].entry_at(index).copied() {
                let Value::Str(name) = self.unwrap(key) else {
                    return Err(self.type_error("keywords must be strings"));
                };
                keywords.push((self.intern_str(name), value));
            }
        }
        Ok(keywords)
    }

    pub(super) fn call_function(
        &mut self,
        function: Ref<Function>,
        arguments: &[Value],
        keywords: Keywords,
        then: Then,
    ) -> Result<(), Escape> {
        let code = self.heap[function].code;
        if keywords.is_empty() && usize::from(self.heap[code].simple_arity) == arguments.len() {
            self.push_call(function, arguments, then)?;
            return Ok(());
        }
        if keywords.is_empty() && self.makes_generators_of(code, arguments.len()) {
            let generator = self.new_generator(function, arguments);
            return self.complete(then, generator);
        }
        let registers = match self.bind_quickly(function, arguments, keywords) {
            Some(registers) => registers,
            None => Window::from_vec(self.bind_parameters(function, arguments, keywords)?),
        };
        match self.heap[code].unit.kind {
            CodeKind::Function | CodeKind::Module | CodeKind::Class => {
                self.push_call(function, &registers, then)?;
                Ok(())
            }
            CodeKind::Generator | CodeKind::Coroutine | CodeKind::AsyncGenerator => {
                let generator = self.new_generator(function, &registers);
                self.complete(then, generator)
            }
        }
    }

    /// Whether calling the code with `count` positional arguments, all that it takes, makes a generator.
    fn makes_generators_of(&self, code: Ref<Code>, count: usize) -> bool {
        let unit = &self.heap[code].unit;
        let plain = unit.parameters.is_simple() && usize::from(unit.parameters.positional) == count;
        plain && matches!(unit.kind, CodeKind::Generator | CodeKind::Coroutine | CodeKind::AsyncGenerator)
    }

    /// Calls a native with arguments that need no binding beyond counting. `Escape::Defer` also where it
    /// has keyword-only parameters and the like: `native_escaped` sorts it out.
    #[inline(never)]
    pub fn call_native_quickly(&mut self, native: Ref<Native>, arguments: &[Value]) -> NativeResult {
        let Native { def, ref arity, .. } = self.heap[native];
        let arity = arity.get();
        if arity.allows(arguments.len()) && self.takes_as_it_is(native, arguments) {
            return self.call_native_filled(def, arity, arguments);
        }
        self.call_native_counted(native, arguments)
    }

    /// As `call_native_quickly`, for a method that was found in the class of its first argument.
    #[inline(never)]
    pub(super) fn call_found_native(&mut self, native: Ref<Native>, arguments: &[Value]) -> NativeResult {
        let Native { def, ref arity, .. } = self.heap[native];
        let arity = arity.get();
        if arity.allows(arguments.len()) && !matches!(arguments[0], Value::Instance(_) | Value::Class(_)) {
            return self.call_native_filled(def, arity, arguments);
        }
        self.call_native_quickly(native, arguments)
    }

    /// Calls a native with as many arguments as it allows; those that are missing are unbound.
    #[inline(always)]
    fn call_native_filled(&mut self, def: &'static NativeDef, arity: Arity, arguments: &[Value]) -> NativeResult {
        let most = usize::from(arity.most);
        if arguments.len() == most {
            return (def.function)(self, arguments);
        }
        let mut filled = [Value::Unbound; FEW];
        copy_few(&mut filled, arguments);
        (def.function)(self, &filled[..most])
    }

    fn call_native_counted(&mut self, native: Ref<Native>, arguments: &[Value]) -> NativeResult {
        let def = self.heap[native].def;
        if self.heap[native].signature.get().is_none() {
            let signature = Signature::parse(def.signature);
            if signature.simple && signature.positional <= FEW {
                let arity = Arity { fewest: signature.fewest as u8, most: signature.positional as u8 };
                self.heap[native].arity.set(arity);
            }
            let _ = self.heap[native].signature.set(signature.into());
        }
        let Some(signature) = self.heap[native].signature.get() else { unreachable!("it was just set") };
        let (fewest, most) = (signature.fewest, signature.positional);
        if !signature.simple || arguments.len() < fewest || arguments.len() > most {
            if let Some(plain) = def.plain
                && arguments.len() >= fewest
                && self.takes_as_it_is(native, arguments)
            {
                return plain(self, arguments);
            }
            if signature.star_args && !signature.star_kwargs && signature.optional_keywords && arguments.len() >= most {
                let (keywords, rest) = (signature.names.len() - most, &arguments[most..]);
                let rest = self.tuple(rest);
                let mut bound = Window::from_slice(&arguments[..most]);
                bound.resize(most + keywords, Value::Unbound);
                bound.push(rest);
                return self.invoke(native, &mut bound);
            }
            if signature.star_args && signature.star_kwargs && signature.names.len() == most && arguments.len() >= most {
                let rest = self.tuple(&arguments[most..]);
                let mut bound = Window::from_slice(&arguments[..most]);
                bound.push(rest);
                bound.push(self.new_dict().into());
                return self.invoke(native, &mut bound);
            }
            return self.call_native_bound(native, arguments, &[]);
        }
        if arguments.len() == most && self.takes_as_it_is(native, arguments) {
            return (def.function)(self, arguments);
        }
        let mut bound = arguments.to_vec();
        bound.resize(most, Value::Unbound);
        self.invoke(native, &mut bound)
    }

    /// Whether the native's receiver, if it has one, is of the very type that it belongs to.
    #[inline]
    fn takes_as_it_is(&self, native: Ref<Native>, arguments: &[Value]) -> bool {
        let native = &self.heap[native];
        if !matches!(native.def.kind, NativeKind::Method | NativeKind::Getter) {
            return true;
        }
        matches!(native.owner, Value::Class(owner) if self.class_of(arguments[0]) == owner)
            && !matches!(arguments[0], Value::Instance(_))
    }

    /// Binds arguments and calls the native.
    fn call_native_bound(&mut self, native: Ref<Native>, arguments: &[Value], keywords: Keywords) -> NativeResult {
        let mut bound = self.bind_native(native, arguments, keywords)?;
        self.invoke(native, &mut bound)
    }

    fn bind_native(
        &mut self,
        native: Ref<Native>,
        arguments: &[Value],
        keywords: Keywords,
    ) -> Result<Vec<Value>, Escape> {
        let def = self.heap[native].def;
        let signature = self.heap[native].signature.get_or_init(|| Signature::parse(def.signature).into()).clone();
        let method = match def.kind {
            NativeKind::Getter => {
                let message = format!("'{}' object is not callable", self.type_name(native.into()));
                return Err(self.type_error(message));
            }
            NativeKind::Function => false,
            // `__new__` finds the class first.
            NativeKind::StaticMethod => def.name == "__new__",
            _ => true,
        };
        let callee = Callee { owner: self.heap[native].owner, name: def.name, def, signature: &signature, method };
        if signature.simple && keywords.is_empty() {
            let fits = (signature.fewest..=signature.positional).contains(&arguments.len());
            if let Some(receiver) = arguments.first().filter(|_| !fits)
                && let Some(refusal) = self.refused_receiver(native, *receiver)
            {
                return Err(refusal);
            }
            if arguments.len() > signature.positional {
                return Err(too_many(self, callee, arguments.len(), 0));
            }
            if arguments.len() < signature.fewest {
                return Err(too_few(self, callee, arguments.len(), arguments.len()));
            }
        }
        bind(self, callee, arguments, keywords)
    }

    /// The error where a method is called on an object of another class than its own.
    fn refused_receiver(&mut self, native: Ref<Native>, receiver: Value) -> Option<Escape> {
        let Native { def, owner, .. } = self.heap[native];
        let Value::Class(owner) = owner else { return None };
        let has_receiver = matches!(def.kind, NativeKind::Method | NativeKind::Getter);
        if !has_receiver || self.class_of(receiver) == owner || self.is_instance(receiver, owner) {
            return None;
        }
        let (name, wanted, found) = (def.name, self.message_name(owner), self.type_name(receiver));
        let message = match self.fills_slot(native) {
            true => format!("descriptor '{name}' requires a '{wanted}' object but received a '{found}'"),
            false => format!("descriptor '{name}' for '{wanted}' objects doesn't apply to a '{found}' object"),
        };
        Some(self.type_error(message))
    }

    /// Calls a native with bound arguments: a method gets the built-in value that its receiver wraps.
    fn invoke(&mut self, native: Ref<Native>, bound: &mut [Value]) -> NativeResult {
        let def = self.heap[native].def;
        if !matches!(def.kind, NativeKind::Method | NativeKind::Getter) {
            return (def.function)(self, bound);
        }
        let Value::Class(owner) = self.heap[native].owner else { return (def.function)(self, bound) };
        let receiver = bound[0];
        if let Some(refusal) = self.refused_receiver(native, receiver) {
            return Err(refusal);
        }
        if self.heap[owner].layout == Layout::Object || !matches!(receiver, Value::Instance(_)) || def.whole {
            return (def.function)(self, bound);
        }
        let payload = self.unwrap(receiver);
        bound[0] = payload;
        let result = (def.function)(self, bound);
        bound[0] = receiver;
        match result {
            // In-place methods return self, which is the instance.
            Ok(value) if is_mutable(value) && value.is(payload) => Ok(receiver),
            Err(Escape::Raise(exception)) if owner == self.types.dict && def.name == "__getitem__" => {
                Err(self.missing_key(receiver, bound[1], exception))
            }
            // What is missing there may be made by `__missing__`: the prelude sees to that.
            Err(Escape::Search(_)) if def.name == "__getitem__" => Err(Escape::Defer),
            result => result,
        }
    }

    /// A key is missing in an instance of a class derived from `dict`: its `__missing__` may help.
    fn missing_key(&mut self, receiver: Value, key: Value, exception: Value) -> Escape {
        if !self.is_exception(exception, Exc::KeyError) {
            return Escape::Raise(exception);
        }
        let class = self.class_of(receiver);
        match self.lookup(class, self.known.__missing__) {
            Some(missing @ (Value::Function(_) | Value::Native(_))) => Escape::call(missing, &[receiver, key]),
            _ => Escape::Raise(exception),
        }
    }

    fn call_native(
        &mut self,
        native: Ref<Native>,
        arguments: &[Value],
        keywords: Keywords,
        then: Then,
    ) -> Result<(), Escape> {
        let result = if keywords.is_empty() {
            self.call_native_quickly(native, arguments)
        } else {
            self.call_native_bound(native, arguments, keywords)
        };
        match result {
            Ok(value) => self.complete(then, value),
            Err(Escape::Defer) => self.defer(native, arguments, keywords, then),
            Err(escape) => self.escape_into(escape, then),
        }
    }

    /// Goes on after a native that was called from the run loop did not return a value.
    #[inline(never)]
    pub(super) fn native_escaped(
        &mut self,
        native: Ref<Native>,
        arguments: &[Value],
        escape: Escape,
        then: Then,
    ) -> Result<(), Escape> {
        match escape {
            Escape::Defer => self.defer(native, arguments, &[], then),
            escape => self.escape_into(escape, then),
        }
    }

    /// Does what an escape asks for and sends the result to `then`.
    pub(super) fn escape_into(&mut self, escape: Escape, then: Then) -> Result<(), Escape> {
        match escape {
            Escape::Call(request) => {
                let CallRequest { callable, arguments, keywords } = *request;
                self.call(callable, &arguments, &keywords, then)
            }
            Escape::Remember(missed) => {
                let crate::stdlib::functools::cache::Missed { wrapper, key, hash, call } = *missed;
                let then = Then::Operation(Box::new(Operation::Remember { wrapper, key, hash, then }));
                self.call(call.callable, &call.arguments, &call.keywords, then)
            }
            Escape::Wait(wait) => {
                self.park(wait, then);
                Err(Escape::Pause)
            }
            Escape::Generator(request) => self.generator_request(*request, then),
            Escape::Search(search) => self.begin_search(*search, then),
            Escape::Gather(gather) => self.gather(*gather, then),
            Escape::Sort(sort) => self.sort_on(Box::new(Operation::Sort { sort: *sort, then })),
            Escape::Checked(call) => {
                let CheckedCall { method, receiver, check } = *call;
                self.call_value(method, &[receiver], Then::Operation(Box::new(Operation::Check { what: check, then })))
            }
            Escape::Execute(request) => self.execute_code(*request, then),
            Escape::Attribute(request) => self.attribute_request(*request, then),
            Escape::Construct(request) => {
                let CallRequest { callable, arguments, keywords } = *request;
                let Value::Class(class) = callable else { unreachable!("only a class can be instantiated") };
                self.instantiate(class, &arguments, &keywords, then)
            }
            Escape::Raise(_) | Escape::Reraise(_) | Escape::Defer | Escape::Pause => Err(escape),
        }
    }

    /// Calls the prelude's function of the native's name.
    fn defer(&mut self, native: Ref<Native>, arguments: &[Value], keywords: Keywords, then: Then) -> Result<(), Escape> {
        if let Some(wait) = self.wait_for_wanted(native, arguments, keywords) {
            return self.escape_into(wait, then);
        }
        if let Some(again) = self.again_after_collection(native, arguments, keywords) {
            return self.escape_into(again, then);
        }
        if let Some(place) = self.heap[native].def.gathers
            && let Some(iterable) = arguments.get(place)
            && self.plain_generator(*iterable).is_some()
        {
            return self.gather_items(native.into(), place, arguments, keywords, then);
        }
        let slow = match self.heap[native].slow {
            Value::Unbound => match self.find_slow(native) {
                Some(slow) => slow,
                None => {
                    let convert = self.prelude_function("_with_plain_arguments");
                    let all = [&[Value::Native(native)], arguments].concat();
                    return self.call(convert, &all, keywords, then);
                }
            },
            slow => slow,
        };
        self.heap[native].slow = slow;
        self.call(slow, arguments, keywords, then)
    }

    fn find_slow(&mut self, native: Ref<Native>) -> Option<Value> {
        let def = self.heap[native].def;
        let name = match self.heap[native].owner {
            Value::Class(owner) => format!("{}_{}", self.name_of(owner), def.name),
            // A name of its own: the prelude itself calls the native by the plain name.
            _ => format!("builtins_{}", def.name),
        };
        let of_module = match self.heap[native].owner {
            Value::Class(_) => name.clone(),
            _ => format!("{}_{}", crate::stdlib::module_of(def).unwrap_or("builtins"), def.name),
        };
        let names = [of_module.as_str(), &name, def.name].map(|name| self.intern(name));
        names.into_iter().find_map(|name| self.heap.get_name(self.prelude, name))
    }

    /// A function of the prelude.
    pub fn prelude_function(&mut self, name: &str) -> Value {
        let key = self.intern(name);
        match self.heap.get_name(self.prelude, key).or_else(|| self.heap.get_name(self.builtins, key)) {
            Some(function) => function,
            None => panic!("the prelude defines {name}"),
        }
    }

    /// Calls a function of the prelude and stores its result.
    #[inline(never)]
    pub(super) fn prelude_into(&mut self, dst: u16, name: &str, arguments: &[Value]) -> Result<(), Escape> {
        let function = self.prelude_function(name);
        self.call_value(function, arguments, Then::Store(dst))
    }

    /// Calls a function of the prelude for its effect on a display in the making.
    #[inline(never)]
    pub(super) fn display_call(&mut self, name: &str, arguments: &[Value]) -> Result<(), Escape> {
        let function = self.prelude_function(name);
        self.call_value(function, arguments, Then::Discard)
    }

    /// Calls `method`, found in the class of `receiver`.
    pub(super) fn call_method(
        &mut self,
        method: Value,
        receiver: Value,
        arguments: &[Value],
        then: Then,
    ) -> Result<(), Escape> {
        match method {
            Value::Function(_) | Value::Native(_) => self.call(method, &with_receiver(receiver, arguments), &[], then),
            _ => {
                let class = self.class_of(receiver);
                if let Found::Getter { getter, arguments: given } = self.bind(method, receiver, class) {
                    let arguments = arguments.to_vec();
                    let then = Then::Operation(Box::new(Operation::CallBound { arguments, then }));
                    let count = given.iter().take_while(|argument| !argument.is_unbound()).count();
                    return self.call_value(getter, &given[..count], then);
                }
                let bound = self.bind_plainly(method, receiver, class);
                self.call(bound, arguments, &[], then)
            }
        }
    }

    /// `class(*arguments, **keywords)`.
    fn call_class(
        &mut self,
        class: Ref<Class>,
        arguments: &[Value],
        keywords: Keywords,
        then: Then,
    ) -> Result<(), Escape> {
        let metaclass = self.heap[class].metaclass;
        if metaclass != self.types.type_
            && let Some(call @ Value::Function(_)) = self.lookup(metaclass, self.known.__call__)
        {
            let with_class: Vec<Value> = std::iter::once(class.into()).chain(arguments.iter().copied()).collect();
            return self.call(call, &with_class, keywords, then);
        }
        if let ([Value::Int(int)], true) = (arguments, class == self.types.str && keywords.is_empty()) {
            let text = self.decimal(*int);
            return self.complete(then, text);
        }
        if let ([object], true) = (arguments, class == self.types.str && keywords.is_empty())
            && let Some(escape) = self.shown_by_python(*object)
        {
            return self.escape_into(escape, then);
        }
        if class == self.types.type_ && arguments.len() == 1 && keywords.is_empty() {
            let class = self.class_of(arguments[0]);
            return self.complete(then, class.into());
        }
        if class == self.types.type_ && arguments.len() != 3 {
            return Err(self.type_error("type() takes 1 or 3 arguments"));
        }
        self.instantiate(class, arguments, keywords, then)
    }

    /// `type.__call__`: `__new__`, then `__init__`.
    pub(super) fn instantiate(
        &mut self,
        class: Ref<Class>,
        arguments: &[Value],
        keywords: Keywords,
        then: Then,
    ) -> Result<(), Escape> {
        if class == self.types.dict && arguments.is_empty() && !keywords.is_empty() {
            let dict = self.dict_of_names(keywords);
            return self.complete(then, dict);
        }
        if keywords.is_empty()
            && let Some((container, result)) = crate::builtins::collections::construct(self, class, arguments)
        {
            return match result {
                Ok(_) => self.complete(then, container),
                Err(Escape::Defer) => self.construct_slowly(class, arguments, keywords, then),
                Err(escape) => {
                    let then = Then::Operation(Box::new(Operation::Replace { value: container, then }));
                    self.escape_into(escape, then)
                }
            };
        }
        self.construct_slowly(class, arguments, keywords, then)
    }

    /// Calls `__new__` and `__init__`.
    fn construct_slowly(
        &mut self,
        class: Ref<Class>,
        arguments: &[Value],
        keywords: Keywords,
        then: Then,
    ) -> Result<(), Escape> {
        let new = self.lookup(class, self.known.__new__);
        let new = match new {
            Some(Value::StaticMethod(method)) => self.heap[method].function,
            Some(other) => other,
            None => return Err(self.type_error(format!("cannot create '{}' instances", self.name_of(class)))),
        };
        if self.is_native_of(new, self.types.object) && self.heap[class].layout == Layout::Object {
            return self.instantiate_plainly(class, arguments, keywords, then);
        }
        let mut with_class = Window::new();
        with_class.push(class.into());
        with_class.extend_from_slice(arguments);
        if let Value::Native(native) = new
            && keywords.is_empty()
        {
            match self.call_native_quickly(native, &with_class) {
                Ok(result) => return self.initialise(class, result, arguments, keywords, then),
                Err(Escape::Defer) => {}
                Err(escape @ Escape::Raise(_)) => return Err(escape),
                Err(escape) => {
                    let then = self.then_initialise(class, arguments, keywords, then);
                    return self.native_escaped(native, &with_class, escape, then);
                }
            }
        }
        let then = self.then_initialise(class, arguments, keywords, then);
        self.call(new, &with_class, keywords, then)
    }

    fn then_initialise(&self, class: Ref<Class>, arguments: &[Value], keywords: Keywords, then: Then) -> Then {
        let (arguments, keywords) = (arguments.to_vec(), keywords.to_vec());
        Then::Operation(Box::new(Operation::New { class, arguments, keywords, then }))
    }

    /// Whether `value` is a native that belongs to `class`.
    pub(super) fn is_native_of(&self, value: Value, class: Ref<Class>) -> bool {
        match value {
            Value::Native(native) => matches!(self.heap[native].owner, Value::Class(owner) if owner == class),
            _ => false,
        }
    }

    fn instantiate_plainly(
        &mut self,
        class: Ref<Class>,
        arguments: &[Value],
        keywords: Keywords,
        then: Then,
    ) -> Result<(), Escape> {
        if let Some(escape) = self.refuse_abstract(class) {
            return Err(escape);
        }
        let instance = self.new_plain_instance(class);
        match self.lookup(class, self.known.__init__) {
            Some(init) if !self.is_native_of(init, self.types.object) => {
                let then = match then {
                    Then::Store(dst) => Then::Init { instance, dst },
                    then => Then::Operation(Box::new(Operation::Init { result: instance.into(), then })),
                };
                let mut with_self = Window::new();
                with_self.push(instance.into());
                with_self.extend_from_slice(arguments);
                match init {
                    Value::Function(_) | Value::Native(_) => self.call(init, &with_self, keywords, then),
                    _ => {
                        let bound = self.bind_plainly(init, instance.into(), class);
                        self.call(bound, arguments, keywords, then)
                    }
                }
            }
            _ if !arguments.is_empty() || !keywords.is_empty() => {
                let message = format!("{}() takes no arguments", self.name_of(class));
                Err(self.type_error(message))
            }
            _ => self.complete(then, instance.into()),
        }
    }

    /// A new instance of a class that derives from `object` alone, before `__init__`.
    pub fn new_plain_instance(&mut self, class: Ref<Class>) -> Ref<Instance> {
        self.allocate_instance(class, Value::Unbound)
    }

    /// The error for instantiating an abstract class.
    pub fn refuse_abstract(&mut self, class: Ref<Class>) -> Option<Escape> {
        if self.heap[class].metaclass == self.types.type_ {
            return None;
        }
        let key = self.intern("__abstractmethods__");
        let methods = self.heap.get_name(self.heap[class].dict, key)?;
        let Value::FrozenSet(methods) = methods else { return None };
        let mut names: Vec<String> =
            self.heap[methods].0.iter().filter_map(|(_, name)| self.as_str(name)).map(|name| format!("'{name}'")).collect();
        if names.is_empty() {
            return None;
        }
        crate::sorted::sort(&mut names);
        let plural = if names.len() == 1 { "" } else { "s" };
        let message = format!(
            "Can't instantiate abstract class {} without an implementation for abstract method{plural} {}",
            self.name_of(class),
            names.join(", ")
        );
        Some(self.type_error(message))
    }

    /// `__new__` has returned: calls `__init__` if that is due.
    pub(super) fn initialise(
        &mut self,
        class: Ref<Class>,
        result: Value,
        arguments: &[Value],
        keywords: Keywords,
        then: Then,
    ) -> Result<(), Escape> {
        let actual = self.class_of(result);
        if !self.is_subclass(actual, class) {
            return self.complete(then, result);
        }
        match self.lookup(actual, self.known.__init__) {
            Some(init) if !self.is_native_of(init, self.types.object) => {
                let mut with_self = Window::new();
                with_self.push(result);
                with_self.extend_from_slice(arguments);
                if let Value::Native(native) = init
                    && keywords.is_empty()
                {
                    return match self.call_native_quickly(native, &with_self) {
                        Ok(_) => self.complete(then, result),
                        Err(escape @ Escape::Raise(_)) => Err(escape),
                        Err(escape) => {
                            let then = Then::Operation(Box::new(Operation::Init { result, then }));
                            self.native_escaped(native, &with_self, escape, then)
                        }
                    };
                }
                let then = Then::Operation(Box::new(Operation::Init { result, then }));
                self.call(init, &with_self, keywords, then)
            }
            _ => self.complete(then, result),
        }
    }
}

fn is_mutable(value: Value) -> bool {
    matches!(value, Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::ByteArray(_) | Value::Iter(_))
}
