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
}

/// A function of a module.
pub const fn function(name: &'static str, signature: &'static str, function: NativeFn) -> NativeDef {
    NativeDef { name, signature, kind: NativeKind::Function, function, set: None }
}

/// A method of a type.
pub const fn method(name: &'static str, signature: &'static str, function: NativeFn) -> NativeDef {
    NativeDef { name, signature, kind: NativeKind::Method, function, set: None }
}

/// A class method of a type.
pub const fn class_method(name: &'static str, signature: &'static str, function: NativeFn) -> NativeDef {
    NativeDef { name, signature, kind: NativeKind::ClassMethod, function, set: None }
}

/// A static method of a type.
pub const fn static_method(name: &'static str, signature: &'static str, function: NativeFn) -> NativeDef {
    NativeDef { name, signature, kind: NativeKind::StaticMethod, function, set: None }
}

/// An attribute of a type that is computed: a `getset_descriptor`.
pub const fn getter(name: &'static str, function: NativeFn, set: Option<NativeFn>) -> NativeDef {
    NativeDef { name, signature: "(self, /)", kind: NativeKind::Getter, function, set }
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
        signature.simple =
            signature.names.len() == signature.positional && !signature.star_args && !signature.star_kwargs;
        signature
    }

    /// How many arguments the native receives.
    pub fn slots(&self) -> usize {
        self.names.len() + usize::from(self.star_args) + usize::from(self.star_kwargs)
    }
}

/// Binds arguments to a signature; errors in CPython's words. `method` counts self out in messages.
pub fn bind(
    vm: &mut Vm,
    name: &str,
    signature: &Signature,
    method: bool,
    positional: &[Value],
    keywords: &[(Ref<Str>, Value)],
) -> Result<Vec<Value>, Escape> {
    let mut bound = vec![Value::Unbound; signature.names.len()];
    let taken = positional.len().min(signature.positional);
    bound[..taken].copy_from_slice(&positional[..taken]);
    if positional.len() > taken && !signature.star_args {
        return Err(too_many(vm, name, signature, method, positional.len()));
    }
    let mut extra = Vec::new();
    for (key, value) in keywords {
        let text = vm.heap[*key].as_str();
        let index = signature.names.iter().position(|known| *known == text);
        match index.filter(|index| *index >= signature.positional_only) {
            Some(index) if bound[index].is_unbound() => bound[index] = *value,
            Some(index) => {
                let position = index + 1 - usize::from(method);
                let message =
                    format!("argument for {name}() given by name ('{text}') and position ({position})");
                return Err(vm.type_error(message));
            }
            None if signature.star_kwargs => extra.push((*key, *value)),
            None if signature.names.len() == signature.positional_only => {
                return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
            }
            None => {
                let message = format!("{name}() got an unexpected keyword argument '{text}'");
                return Err(vm.type_error(message));
            }
        }
    }
    if let Some(missing) = (0..bound.len()).find(|index| bound[*index].is_unbound() && signature.required[*index]) {
        return Err(too_few(vm, name, signature, method, missing, positional.len()));
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

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// The error for too many positional arguments.
pub fn too_many(vm: &mut Vm, name: &str, signature: &Signature, method: bool, given: usize) -> Escape {
    let own = usize::from(method);
    let (most, given) = (signature.positional - own, given.saturating_sub(own));
    if signature.names.len() > signature.positional_only.max(own) {
        return too_many_named(vm, name, signature, most, signature.names.len() - own, given);
    }
    let message = match (most, signature.fewest.saturating_sub(own)) {
        (0, _) => format!("{name}() takes no arguments ({given} given)"),
        (most, fewest) if most == fewest && signature.simple && most == 1 => {
            format!("{name}() takes exactly one argument ({given} given)")
        }
        (most, fewest) if most == fewest => format!("{name} expected {most} argument{}, got {given}", plural(most)),
        (most, _) => format!("{name} expected at most {most} argument{}, got {given}", plural(most)),
    };
    vm.type_error(message)
}

/// The error for too many positional arguments of a native whose parameters can be named.
fn too_many_named(vm: &mut Vm, name: &str, signature: &Signature, most: usize, total: usize, given: usize) -> Escape {
    let bound = |count: usize| {
        let all_required = signature.required.iter().filter(|required| **required).count() >= count;
        if all_required { "exactly" } else { "at most" }
    };
    let message = if given > total {
        format!("{name}() takes {} {total} argument{} ({given} given)", bound(total), plural(total))
    } else if most == 0 {
        format!("{name}() takes no positional arguments")
    } else {
        format!("{name}() takes {} {most} positional argument{} ({given} given)", bound(most), plural(most))
    };
    vm.type_error(message)
}

/// The error for a missing argument.
pub fn too_few(
    vm: &mut Vm,
    name: &str,
    signature: &Signature,
    method: bool,
    missing: usize,
    given: usize,
) -> Escape {
    let own = usize::from(method);
    let (fewest, given) = (signature.fewest.saturating_sub(own), given.saturating_sub(own));
    let message = if missing >= signature.positional_only {
        let position = missing + 1 - own;
        format!("{name}() missing required argument '{}' (pos {position})", signature.names[missing])
    } else if signature.simple && signature.positional == signature.fewest {
        match fewest {
            1 => format!("{name}() takes exactly one argument ({given} given)"),
            _ => format!("{name} expected {fewest} arguments, got {given}"),
        }
    } else {
        format!("{name} expected at least {fewest} argument{}, got {given}", plural(fewest))
    };
    vm.type_error(message)
}
