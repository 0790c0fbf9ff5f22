//! Natives: built-in functions and methods written in Rust, and how their arguments are bound.
//!
//! Architecture invariant: a native never calls Python. It returns a value, or escapes: it raises,
//! defers to the prelude's Python function of the same name, asks the run loop for a tail call, or
//! parks its thread. So a native's Rust stack never stands below Python code, and every line of
//! Python can block, be switched and be forked.

use crate::object::{Ref, Str, Value};
use crate::vm::Vm;
use crate::vm::access::AttributeRequest;
use crate::vm::execute::ExecuteRequest;
use crate::vm::generators::GeneratorRequest;
use crate::vm::keys::KeySearch;
use crate::vm::comparison_sort::ComparisonSort;
use crate::vm::gathering::Gather;
use crate::vm::operation::Check;
use crate::vm::wait::Wait;

/// What a native returns.
pub type NativeResult = Result<Value, Escape>;

/// A native's code. `arguments` are bound to the signature: one for each parameter in order, with
/// `Value::Unbound` where an optional argument is missing, a `Tuple` for `*args` and a `Dict` for
/// `**kwargs`. Methods find self first: where the receiver's class derives from the built-in type,
/// self is its payload.
pub type NativeFn = fn(vm: &mut Vm, arguments: &[Value]) -> NativeResult;

/// Why a native does not return a value.
#[derive(Debug)]
pub enum Escape {
    /// Raises the exception, an `Instance`.
    Raise(Value),
    /// Python code is involved (a user's `__eq__`, `__iter__`, ...): the prelude's function of the
    /// same name is called with the same arguments. Nothing may have been changed yet.
    Defer,
    /// Returns what this call returns.
    Call(Box<CallRequest>),
    /// Raises the exception again, as it is: the one being handled does not become its context.
    Reraise(Value),
    /// Instantiates a class: what `type.__call__` does.
    Construct(Box<CallRequest>),
    /// Resumes, closes or throws into a generator.
    Generator(Box<GeneratorRequest>),
    /// Returns what this call returns, and remembers it.
    Remember(Box<crate::stdlib::functools::cache::Missed>),
    /// Searches a dict or set for a key whose hash is a Python function.
    Search(Box<KeySearch>),
    /// Sorts by comparisons that are Python functions; returns the order.
    Sort(Box<ComparisonSort>),
    /// Calls a Python function with one argument, and checks what it returns.
    Checked(Box<CheckedCall>),
    /// Makes something of what a generator yields.
    Gather(Box<Gather>),
    /// Runs code in given namespaces: class bodies, `exec`, modules.
    Execute(Box<ExecuteRequest>),
    /// Gets, sets or deletes an attribute, which may call Python.
    Attribute(Box<AttributeRequest>),
    /// The thread has been parked, or the process is over: the run loop pauses.
    Pause,
    /// Parks the thread; the wait says how the result is made when it is woken.
    Wait(Box<Wait>),
}

/// A call for the run loop to make.
#[derive(Debug)]
pub struct CallRequest {
    pub callable: Value,
    pub arguments: Vec<Value>,
    /// Names, interned, and values of keyword arguments.
    pub keywords: Vec<(Ref<Str>, Value)>,
}

/// A call of a special method whose result must be of a type.
#[derive(Debug)]
pub struct CheckedCall {
    pub method: Value,
    pub receiver: Value,
    pub check: Check,
}

impl Escape {
    /// A tail call with positional arguments.
    pub fn call(callable: Value, arguments: &[Value]) -> Escape {
        Escape::Call(Box::new(CallRequest { callable, arguments: arguments.to_vec(), keywords: Vec::new() }))
    }
}

/// How a native is found and called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NativeKind {
    /// A function of a module; never bound.
    Function,
    /// A method: bound to its instance, which is checked against the owner.
    Method,
    /// A class method: the first argument is the class.
    ClassMethod,
    /// A static method, `__new__` above all.
    StaticMethod,
    /// A data descriptor: reading the attribute calls `function` with self; writing it calls `set`
    /// with self and the value, deleting it calls `set` with `Value::Unbound`. Self is as for a method.
    Getter,
}

/// The static description of a native.
#[derive(Debug)]
pub struct NativeDef {
    pub name: &'static str,
    /// The parameters as Python writes them, self included: `"(self, index=-1, /)"`. Defaults are
    /// for `inspect` only: a missing argument arrives as `Value::Unbound`.
    pub signature: &'static str,
    pub kind: NativeKind,
    pub function: NativeFn,
    /// For a `Getter`: what assigning and deleting do; `None` for a read-only attribute.
    pub set: Option<NativeFn>,
    /// For a native with `*args`: what is called where all arguments are positional, with as many as there are.
    pub plain: Option<NativeFn>,
    /// Which argument is an iterable all of whose items the native needs before it does anything: where it is a
    /// generator, the native gets a list of what that yields.
    pub gathers: Option<usize>,
    /// A method that finds an instance of a derived class as it is, rather than the built-in value that it wraps.
    pub whole: bool,
    /// A `Getter` that gives way to an attribute of the instance itself.
    pub yields: bool,
    /// A `Getter` that is a `member_descriptor`.
    pub stored: bool,
}

impl NativeDef {
    /// A native with `*args` for which no tuple need be made where all arguments are positional.
    pub const fn plainly(self, plain: NativeFn) -> NativeDef {
        NativeDef { plain: Some(plain), ..self }
    }

    /// A method that asks for the class of its receiver, or for what instances have besides the built-in value.
    pub const fn on_the_whole(self) -> NativeDef {
        NativeDef { whole: true, ..self }
    }

    /// A getter for instances that have no attribute of their own by its name.
    pub const fn yielding(self) -> NativeDef {
        NativeDef { yields: true, ..self }
    }

    /// A native that needs all items of its argument at `place`.
    pub const fn gathering(self, place: usize) -> NativeDef {
        NativeDef { gathers: Some(place), ..self }
    }
}

/// A function of a module.
pub const fn function(name: &'static str, signature: &'static str, function: NativeFn) -> NativeDef {
    definition(name, signature, NativeKind::Function, function)
}

/// A method of a type.
pub const fn method(name: &'static str, signature: &'static str, function: NativeFn) -> NativeDef {
    definition(name, signature, NativeKind::Method, function)
}

/// A class method of a type.
pub const fn class_method(name: &'static str, signature: &'static str, function: NativeFn) -> NativeDef {
    definition(name, signature, NativeKind::ClassMethod, function)
}

/// A static method of a type.
pub const fn static_method(name: &'static str, signature: &'static str, function: NativeFn) -> NativeDef {
    definition(name, signature, NativeKind::StaticMethod, function)
}

/// An attribute of a type that is computed: a `getset_descriptor`.
pub const fn getter(name: &'static str, function: NativeFn, set: Option<NativeFn>) -> NativeDef {
    NativeDef { set, ..definition(name, "(self, /)", NativeKind::Getter, function) }
}

/// The same of which CPython says that it is stored: a `member_descriptor`.
pub const fn member(name: &'static str, function: NativeFn, set: Option<NativeFn>) -> NativeDef {
    NativeDef { stored: true, ..getter(name, function, set) }
}

const fn definition(name: &'static str, signature: &'static str, kind: NativeKind, function: NativeFn) -> NativeDef {
    NativeDef { name, signature, kind, function, set: None, plain: None, gathers: None, whole: false, yields: false, stored: false }
}

/// A parsed signature.
#[derive(Debug, Default)]
pub struct Signature {
    /// Parameter names: `positional`, then keyword-only.
    pub names: Vec<&'static str>,
    pub positional_only: usize,
    pub positional: usize,
    /// By index into `names`.
    pub required: Vec<bool>,
    pub star_args: bool,
    pub star_kwargs: bool,
    /// How many positional arguments are needed at least.
    pub fewest: usize,
    /// Only positional parameters: binding is counting.
    pub simple: bool,
    /// No keyword-only parameter is required.
    pub optional_keywords: bool,
}

impl Signature {
    /// Parses `"(a, b=1, /, c, *args, d=None, **kwargs)"`.
    pub fn parse(text: &'static str) -> Signature {
        let mut signature = Signature::default();
        let mut keyword_only = false;
        let inner = text.trim_start_matches('(').trim_end_matches(')');
        for part in inner.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            match part {
                "/" => signature.positional_only = signature.names.len(),
                "*" => keyword_only = true,
                _ if part.starts_with("**") => signature.star_kwargs = true,
                _ if part.starts_with('*') => (signature.star_args, keyword_only) = (true, true),
                _ => {
                    let (name, default) = match part.split_once('=') {
                        Some((name, default)) => (name, Some(default)),
                        None => (part, None),
                    };
                    signature.names.push(name);
                    signature.required.push(default.is_none());
                    if !keyword_only {
                        signature.positional += 1;
                        signature.fewest += usize::from(default.is_none());
                    }
                }
            }
        }
        signature.optional_keywords = !signature.required[signature.positional..].contains(&true);
        signature.simple =
            signature.names.len() == signature.positional && !signature.star_args && !signature.star_kwargs;
        signature
    }

    /// How many arguments the native receives.
    pub fn slots(&self) -> usize {
        self.names.len() + usize::from(self.star_args) + usize::from(self.star_kwargs)
    }
}

/// The native whose arguments are bound, as errors name it.
#[derive(Clone, Copy)]
pub struct Callee<'a> {
    /// The class that a method belongs to.
    pub owner: Value,
    pub name: &'a str,
    pub def: &'static NativeDef,
    pub signature: &'a Signature,
    /// Self is counted out in messages.
    pub method: bool,
}

impl Callee<'_> {
    /// `find`, or `int` for a constructor.
    fn short(&self, vm: &Vm) -> String {
        match self.owner {
            Value::Class(class) if class == vm.types.type_ && self.name == "__new__" => "type.__new__".to_owned(),
            Value::Class(class) if matches!(self.name, "__new__" | "__init__") => vm.name_of(class).to_owned(),
            _ => self.name.to_owned(),
        }
    }

    /// `str.find`, `math.sin`.
    fn full(&self, vm: &Vm) -> String {
        match self.owner {
            Value::Class(class) if !matches!(self.name, "__new__" | "__init__") => {
                format!("{}.{}", vm.name_of(class), self.name)
            }
            _ if self.def.kind == NativeKind::Function => match crate::stdlib::module_of(self.def) {
                Some(module) => format!("{module}.{}", self.name),
                None => self.short(vm),
            },
            _ => self.short(vm),
        }
    }

    /// A special method that CPython makes of a slot of its type: its errors are of one kind.
    fn is_slot(&self) -> bool {
        const METHODS: &[&str] = &[
            "__format__", "__getnewargs__", "__round__", "__trunc__", "__floor__", "__ceil__", "__complex__",
            "__bytes__", "__reduce__", "__reduce_ex__", "__setstate__", "__getstate__", "__sizeof__", "__dir__",
            "__enter__", "__exit__", "__setitem__", "__reversed__", "__length_hint__", "__class_getitem__", "__new__", "__init__",
        ];
        matches!(self.owner, Value::Class(_)) && self.name.starts_with("__") && !METHODS.contains(&self.name)
    }

    /// Functions that take their arguments apart themselves in CPython, and count in words of their own.
    fn unpacks(&self) -> bool {
        self.name == "sorted" && !matches!(self.owner, Value::Class(_))
    }

    /// What stands before "argument" where those given by position are counted.
    fn position(&self) -> &'static str {
        if self.name == "__new__" && self.signature.names.contains(&"bases") { "" } else { "positional " }
    }

    /// Parameters that can only be given by position, without self.
    fn by_position_only(&self) -> bool {
        self.signature.simple && self.signature.positional_only == self.signature.names.len()
    }
}

/// Binds arguments to a signature; errors in CPython's words.
pub fn bind(
    vm: &mut Vm,
    callee: Callee,
    positional: &[Value],
    keywords: &[(Ref<Str>, Value)],
) -> Result<Vec<Value>, Escape> {
    let signature = callee.signature;
    let mut bound = vec![Value::Unbound; signature.names.len()];
    let taken = positional.len().min(signature.positional);
    bound[..taken].copy_from_slice(&positional[..taken]);
    if positional.len() > taken && !signature.star_args {
        return Err(too_many(vm, callee, positional.len(), keywords.len()));
    }
    let mut extra = Vec::new();
    for (key, value) in keywords {
        let text = vm.heap[*key].as_str();
        let index = signature.names.iter().position(|known| *known == text);
        match index.filter(|index| *index >= signature.positional_only) {
            Some(index) if bound[index].is_unbound() => bound[index] = *value,
            Some(index) => {
                let (name, position) = (callee.short(vm), index + 1 - usize::from(callee.method));
                let message =
                    format!("argument for {name}() given by name ('{text}') and position ({position})");
                return Err(vm.type_error(message));
            }
            None if signature.star_kwargs => extra.push((*key, *value)),
            None => {
                let text = text.to_owned();
                if !is_for_the_other(vm, callee, positional) {
                    return Err(unexpected_keyword(vm, callee, &text));
                }
            }
        }
    }
    if let Some(missing) = (0..bound.len()).find(|index| bound[*index].is_unbound() && signature.required[*index]) {
        return Err(too_few(vm, callee, missing, positional.len()));
    }
    if signature.star_args {
        let rest = positional[taken..].to_vec();
        bound.push(vm.tuple(rest));
    }
    if signature.star_kwargs {
        let dict = vm.new_dict();
        for (key, value) in extra {
            vm.heap.set_name(dict, key, value);
        }
        bound.push(Value::Dict(dict));
    }
    Ok(bound)
}

fn unexpected_keyword(vm: &mut Vm, callee: Callee, keyword: &str) -> Escape {
    let nameable = &callee.signature.names[callee.signature.positional_only..];
    let message = if nameable.is_empty() {
        format!("{}() takes no keyword arguments", callee.full(vm))
    } else {
        let hint = keyword_hint(keyword, nameable.iter().copied());
        let name = if callee.unpacks() { "sort".to_string() } else { callee.short(vm) };
        format!("{name}() got an unexpected keyword argument '{keyword}'{hint}")
    };
    vm.type_error(message)
}

/// Whether a class that derives from a built-in one has an `__init__` of its own and `__new__` is called, or
/// the other way round: then keywords are for that.
fn is_for_the_other(vm: &mut Vm, callee: Callee, positional: &[Value]) -> bool {
    let (class, other) = match (callee.name, positional) {
        ("__new__", [Value::Class(class), ..]) => (*class, "__init__"),
        ("__init__", [receiver, ..]) => (vm.class_of(*receiver), "__new__"),
        _ => return false,
    };
    let other = vm.intern(other);
    matches!(vm.lookup(class, other), Some(Value::Function(_) | Value::StaticMethod(_)))
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// The error for a slot's method with the wrong number of arguments.
fn wrong_count(vm: &mut Vm, fewest: usize, most: usize, given: usize) -> Escape {
    let message = if fewest == most {
        format!("expected {most} argument{}, got {given}", plural(most))
    } else {
        format!("expected {fewest} or {most} arguments, got {given}")
    };
    vm.type_error(message)
}

/// The error for too many positional arguments.
pub fn too_many(vm: &mut Vm, callee: Callee, given: usize, keywords: usize) -> Escape {
    let (signature, own) = (callee.signature, usize::from(callee.method));
    let (most, fewest) = (signature.positional - own, signature.fewest.saturating_sub(own));
    let given = given.saturating_sub(own);
    if callee.is_slot() {
        return wrong_count(vm, fewest, most, given);
    }
    let (short, full) = (callee.short(vm), callee.full(vm));
    let counted = signature.star_kwargs && signature.positional_only == signature.names.len();
    let message = if callee.by_position_only() || counted || callee.unpacks() || (callee.name == "__new__" && ["int", "str"].contains(&short.as_str())) {
        match (most, fewest) {
            (0, _) => format!("{full}() takes no arguments ({given} given)"),
            (1, 1) if !callee.unpacks() => format!("{full}() takes exactly one argument ({given} given)"),
            _ if most == fewest => format!("{short} expected {most} argument{}, got {given}", plural(most)),
            _ => format!("{short} expected at most {most} argument{}, got {given}", plural(most)),
        }
    } else {
        let all = signature.names.len() - own;
        let total = given + keywords;
        if total > all && all > 0 {
            let bound = if fewest < all { "at most" } else { "exactly" };
            format!("{short}() takes {bound} {all} argument{} ({total} given)", plural(all))
        } else if most == 0 {
            format!("{short}() takes no positional arguments")
        } else {
            let bound = if fewest < most { "at most" } else { "exactly" };
            format!("{short}() takes {bound} {most} {}argument{} ({given} given)", callee.position(), plural(most))
        }
    };
    vm.type_error(message)
}

/// What is said after the error for a keyword that is none of `known`.
pub fn keyword_hint<'a>(keyword: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    crate::text::traceback::closest_name(keyword, &known).map_or(String::new(), |name| format!(". Did you mean '{name}'?"))
}

/// The error for a method that is called through its class without an instance.
fn lacks_receiver(vm: &mut Vm, callee: Callee) -> Escape {
    let full = callee.full(vm);
    let message = match full.rsplit_once('.') {
        Some((class, name)) if name.starts_with("__") => format!("descriptor '{name}' of '{class}' object needs an argument"),
        _ => format!("unbound method {full}() needs an argument"),
    };
    vm.type_error(message)
}

/// The error for a missing argument.
pub fn too_few(vm: &mut Vm, callee: Callee, missing: usize, given: usize) -> Escape {
    if callee.method && given == 0 {
        return lacks_receiver(vm, callee);
    }
    let (signature, own) = (callee.signature, usize::from(callee.method));
    let (most, fewest) = (signature.positional - own, signature.fewest.saturating_sub(own));
    let given = given.saturating_sub(own);
    if callee.is_slot() {
        return wrong_count(vm, fewest, most, given);
    }
    let (short, full) = (callee.short(vm), callee.full(vm));
    let message = if callee.by_position_only() || callee.unpacks() {
        match (most, fewest) {
            (1, 1) if !callee.unpacks() => format!("{full}() takes exactly one argument ({given} given)"),
            _ if most == fewest => format!("{short} expected {most} argument{}, got {given}", plural(most)),
            _ => format!("{short} expected at least {fewest} argument{}, got {given}", plural(fewest)),
        }
    } else if missing >= signature.positional_only {
        let position = missing + 1 - own;
        format!("{short}() missing required argument '{}' (pos {position})", signature.names[missing])
    } else {
        let needed = (0..signature.positional_only).filter(|index| signature.required[*index]).count() - own;
        let bound = if needed < most { "at least" } else { "exactly" };
        format!("{short}() takes {bound} {needed} {}argument{} ({given} given)", callee.position(), plural(needed))
    };
    vm.type_error(message)
}
