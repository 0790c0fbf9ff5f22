//! The native half of `_weakref`: references that do not keep their targets alive. The collector
//! clears them (`vm::finalization`).

use crate::object::*;
use crate::vm::Vm;
use crate::vm::finalization::WeakReference;
use crate::vm::native::*;

const PATH: &str = "weakref.ReferenceType";

const METHODS: &[NativeDef] = &[
    static_method("__new__", "(type, object, callback=None, /)", new),
    method("__init__", "(self, object, callback=None, /)", |_, _| Ok(Value::None)),
    method("__call__", "(self, /)", |vm, arguments| Ok(target(vm, arguments[0])?.unwrap_or(Value::None))),
    method("__hash__", "(self, /)", hash),
    method("__eq__", "(self, other, /)", equal),
    method("__repr__", "(self, /)", repr),
    getter("__callback__", callback, None),
    class_method("__class_getitem__", "(cls, item, /)", |_, _| Err(Escape::Defer)),
];

pub const NATIVES: &[NativeDef] = &[
    function("getweakrefcount", "(object, /)", |vm, arguments| {
        let count = vm.weak_references(arguments[0]).len();
        Ok(vm.index(count))
    }),
    function("getweakrefs", "(object, /)", |vm, arguments| {
        let references = vm.weak_references(arguments[0]).iter().map(|reference| reference.reference).collect();
        Ok(vm.list(references))
    }),
    function("_remove_dead_weakref", "(dct, key, /)", remove_dead),
];

struct WeakRef {
    /// Unbound once the target has died. Never shown to the collector.
    target: Value,
    hash: Option<i64>,
}

/// For the prelude.
pub const INTRINSICS: &[NativeDef] = &[function("_remember_hash", "(reference, hash, /)", remember_hash)];

/// Adds the classes.
pub fn fill(vm: &mut Vm, module: Ref<Dict>) {
    let class = vm.native_class_at(PATH, METHODS);
    vm.define(module, "ref", class);
    vm.define(module, "ReferenceType", class);
}

/// The target of a reference has died.
pub fn clear(reference: &mut Opaque) {
    if let Some(data) = reference.get_mut::<WeakRef>() {
        data.target = Value::Unbound;
    }
}

fn weak_ref(vm: &mut Vm, value: Value) -> Result<&mut WeakRef, Escape> {
    match vm.unwrap(value) {
        Value::Opaque(object) if vm.heap[object].get::<WeakRef>().is_some() => {
            Ok(vm.heap[object].get_mut().expect("checked above"))
        }
        _ => Err(vm.type_error("a weak reference is required")),
    }
}

fn target(vm: &mut Vm, value: Value) -> Result<Option<Value>, Escape> {
    Ok(weak_ref(vm, value)?.target.bound())
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [Value::Class(class), object, callback] = *arguments else {
        return Err(vm.type_error("ref.__new__(X): X is not a type object"));
    };
    let callback = callback.bound().unwrap_or(Value::None);
    if !can_be_referred_to(vm, object) {
        let message = format!("cannot create weak reference to '{}' object", vm.type_name(object));
        return Err(vm.type_error(message));
    }
    let native = vm.native_class_at(PATH, METHODS);
    if class == native && callback.is_none() {
        let plain = |reference: &&WeakReference| reference.callback.is_none() && matches!(reference.reference, Value::Opaque(_));
        if let Some(known) = vm.weak_references(object).iter().find(plain) {
            return Ok(known.reference);
        }
    }
    let made = vm.opaque(native, WeakRef { target: object, hash: None });
    let Value::Opaque(data) = made else { unreachable!("it was just made") };
    vm.heap[data].values.push(callback);
    let reference = vm.wrap(class, made);
    vm.track_reference(object, WeakReference { reference, data, callback });
    Ok(reference)
}

/// As in CPython: not the built-in values and containers, nor instances whose `__slots__` leave no room.
fn can_be_referred_to(vm: &mut Vm, object: Value) -> bool {
    match object {
        Value::Instance(instance) => {
            let Instance { class, payload, .. } = vm.heap[instance];
            let weakly = vm.lookup(class, vm.known.__weakref__).is_some();
            weakly || matches!(payload, Value::Set(_) | Value::FrozenSet(_) | Value::Module(_))
        }
        Value::Opaque(_) | Value::Function(_) | Value::Native(_) | Value::BoundMethod(_) | Value::Class(_) => true,
        Value::Module(_) | Value::Code(_) | Value::Generator(_) | Value::Set(_) | Value::FrozenSet(_) => true,
        _ => false,
    }
}

fn hash(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let WeakRef { target, hash } = *weak_ref(vm, arguments[0])?;
    if let Some(hash) = hash {
        return Ok(Value::Int(hash));
    }
    if target.is_unbound() {
        return Err(vm.type_error("weak object has gone away"));
    }
    let hash = vm.hash(target)?;
    weak_ref(vm, arguments[0])?.hash = Some(hash);
    Ok(Value::Int(hash))
}

/// Live references compare as their targets do, dead ones by identity.
fn equal(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [this, other] = [arguments[0], arguments[1]].map(|value| vm.unwrap(value));
    let is_reference = matches!(other, Value::Opaque(object) if vm.heap[object].get::<WeakRef>().is_some());
    if !is_reference {
        return Ok(Value::NotImplemented);
    }
    match (target(vm, this)?, target(vm, other)?) {
        (Some(mine), Some(theirs)) => Ok(Value::Bool(vm.equal(mine, theirs)?)),
        _ => Ok(Value::Bool(this.is(other))),
    }
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let own = address(arguments[0]);
    let text = match target(vm, arguments[0])? {
        Some(target) => format!("<weakref at {own}; to '{}' at {}>", vm.type_name(target), address(target)),
        None => format!("<weakref at {own}; dead>"),
    };
    Ok(vm.str(text))
}

fn address(object: Value) -> String {
    format!("{:#x}", object.identity())
}

fn callback(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Opaque(object) = vm.unwrap(arguments[0]) else { return Ok(Value::None) };
    match weak_ref(vm, arguments[0])?.target {
        Value::Unbound => Ok(Value::None),
        _ => Ok(vm.heap[object].values[0]),
    }
}

/// Remembers the hash of a reference whose target has a `__hash__` in Python.
fn remember_hash(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    weak_ref(vm, arguments[0])?.hash = vm.as_int(arguments[1]);
    Ok(arguments[1])
}

/// Deletes an entry of a dict if its value is a dead reference.
fn remove_dead(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Dict(dict) = vm.unwrap(arguments[0]) else {
        return Err(vm.type_error("_remove_dead_weakref() takes a dict"));
    };
    let Some(value) = vm.dict_get(dict, arguments[1])? else { return Ok(Value::None) };
    if target(vm, value)?.is_none() {
        vm.dict_remove(dict, arguments[1])?;
    }
    Ok(Value::None)
}
