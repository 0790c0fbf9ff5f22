//! Special methods seen from Rust: which natives can be called here and now, and which need Python.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::operation::Check;
use crate::vm::native::{Callee, CheckedCall, Escape, NativeResult, Signature, bind};

/// What a class has under a special method's name.
#[derive(Clone, Copy, Debug)]
pub enum Special {
    /// Nothing.
    Missing,
    /// None: the class says that it does not support the operation.
    Refused,
    /// A native, callable from Rust.
    Native(Ref<Native>),
    /// Something that only the run loop can call.
    Python(Value),
}

impl Vm {
    /// The special method `name` (interned) of the type of `value`.
    #[inline]
    pub fn special(&mut self, value: Value, name: Ref<Str>) -> Special {
        let class = self.class_of(value);
        self.class_special(class, name)
    }

    /// The special method `name` (interned) of `class`.
    pub fn class_special(&mut self, class: Ref<Class>, name: Ref<Str>) -> Special {
        match self.lookup(class, name) {
            None => Special::Missing,
            Some(Value::None) => Special::Refused,
            Some(Value::Native(native)) => Special::Native(native),
            Some(other) => Special::Python(other),
        }
    }

    /// Whether `native` is a method of `object` itself, and so says nothing about the class at hand.
    pub fn is_of_object(&self, native: Ref<Native>) -> bool {
        matches!(self.heap[native].owner, Value::Class(class) if class == self.types.object)
    }

    /// Self as `native` wants it: the payload, except for the methods of `object`, those that no class owns, and those
    /// that ask for the instance.
    #[inline]
    pub fn receiver(&self, native: Ref<Native>, value: Value) -> Value {
        let whole = self.heap[native].def.whole || self.heap[native].owner.is_unbound() || self.is_of_object(native);
        if whole { value } else { self.unwrap(value) }
    }

    /// Calls a native method on `receiver`. It may escape as any native may.
    pub fn call_native_method(&mut self, native: Ref<Native>, receiver: Value, arguments: &[Value]) -> NativeResult {
        let receiver = self.receiver(native, receiver);
        let mut all = Vec::with_capacity(arguments.len() + 1);
        all.push(receiver);
        all.extend_from_slice(arguments);
        self.call_native_now(native, &all, true)
    }

    /// As `call_native_method`, in the middle of something: the only escapes are an exception and `Defer`.
    pub fn ask_native(&mut self, native: Ref<Native>, receiver: Value, arguments: &[Value]) -> NativeResult {
        match self.call_native_method(native, receiver, arguments) {
            Err(Escape::Raise(exception)) => Err(Escape::Raise(exception)),
            Err(_) => Err(Escape::Defer),
            result => result,
        }
    }

    /// Calls a native with positional arguments. It may escape as any native may.
    pub fn call_native_now(&mut self, native: Ref<Native>, arguments: &[Value], method: bool) -> NativeResult {
        let def = self.heap[native].def;
        let signature = self.heap[native].signature.get_or_init(|| Signature::parse(def.signature).into()).clone();
        let (slots, fewest) = (signature.slots(), signature.fewest);
        if signature.simple && arguments.len() == slots {
            return (def.function)(self, arguments);
        }
        if signature.simple && (fewest..slots).contains(&arguments.len()) {
            let mut bound = arguments.to_vec();
            bound.resize(slots, Value::Unbound);
            return (def.function)(self, &bound);
        }
        let callee = Callee { owner: self.heap[native].owner, name: def.name, def, signature: &signature, method };
        let bound = bind(self, callee, arguments, &[])?;
        (def.function)(self, &bound)
    }

    /// A call of a special method of `value` that is a Python function, whose result is checked.
    pub fn checked_call(&mut self, value: Value, name: Ref<Str>, check: Check) -> Option<Escape> {
        match self.special(value, name) {
            Special::Python(method @ Value::Function(_)) => {
                Some(Escape::Checked(Box::new(CheckedCall { method, receiver: value, check })))
            }
            _ => None,
        }
    }

    /// What `str(value)` calls, where that is a Python function.
    pub fn shown_by_python(&mut self, value: Value) -> Option<Escape> {
        let Value::Instance(_) = value else { return None };
        match self.special(value, self.known.__str__) {
            Special::Native(native) if self.is_of_object(native) => {
                self.checked_call(value, self.known.__repr__, Check::Str("__repr__"))
            }
            Special::Python(_) => self.checked_call(value, self.known.__str__, Check::Str("__str__")),
            _ => None,
        }
    }

    /// Goes on in the prelude: a tail call of its function `name`.
    pub fn call_prelude(&mut self, name: &str, arguments: &[Value]) -> Escape {
        let name_ref = self.intern(name);
        match self.heap.get_name(self.prelude, name_ref) {
            Some(function) => Escape::call(function, arguments),
            None => self.raise(crate::vm::Exc::SystemError, format!("the prelude has no function {name}()")),
        }
    }
}
