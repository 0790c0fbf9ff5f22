//! The methods of `dict`, and of the read-only view of one.

use crate::builtins::shared::{self, class_argument, receiver};
use crate::object::*;
use crate::vm::keys::Access;
use crate::vm::native::*;
use crate::vm::representation::data_repr;
use crate::vm::special::Special;
use crate::vm::{Exc, Vm};

pub const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, /, *args, **kwargs)", new),
    method("__init__", "(self, mapping=(), /, **kwargs)", init).gathering(1),
    method("__repr__", "(self, /)", data_repr),
    method("__eq__", "(self, value, /)", shared::eq),
    method("__ne__", "(self, value, /)", shared::ne),
    method("__len__", "(self, /)", shared::len),
    method("__iter__", "(self, /)", shared::iter),
    method("__reversed__", "(self, /)", reversed),
    method("__contains__", "(self, key, /)", contains),
    method("__getitem__", "(self, key, /)", get_item),
    method("__setitem__", "(self, key, value, /)", set_item),
    method("__delitem__", "(self, key, /)", delete_item),
    method("__or__", "(self, value, /)", or),
    method("__ror__", "(self, value, /)", or_reflected),
    method("__ior__", "(self, value, /)", or_in_place),
    method("get", "(self, key, default=None, /)", get),
    method("setdefault", "(self, key, default=None, /)", set_default),
    method("pop", "(self, key, default=None, /)", pop),
    method("popitem", "(self, /)", pop_item),
    method("keys", "(self, /)", |vm, arguments| view(vm, arguments, DictSide::Keys)),
    method("values", "(self, /)", |vm, arguments| view(vm, arguments, DictSide::Values)),
    method("items", "(self, /)", |vm, arguments| view(vm, arguments, DictSide::Items)),
    method("update", "(self, mapping=(), /, **kwargs)", init),
    method("clear", "(self, /)", clear),
    method("copy", "(self, /)", copy),
    class_method("fromkeys", "(cls, iterable, value=None, /)", from_keys),
    class_method("__class_getitem__", "(cls, item, /)", shared::deferred),
];

pub const MAPPING_PROXY: &[NativeDef] = &[
    static_method("__new__", "(cls, mapping, /)", proxy_new),
    method("__repr__", "(self, /)", data_repr),
    method("__str__", "(self, /)", shared::deferred),
    method("__eq__", "(self, value, /)", shared::eq),
    method("__ne__", "(self, value, /)", shared::ne),
    method("__len__", "(self, /)", shared::len),
    method("__iter__", "(self, /)", shared::iter),
    method("__reversed__", "(self, /)", |vm, arguments| on_proxied(vm, arguments, reversed)),
    method("__contains__", "(self, key, /)", |vm, arguments| on_proxied(vm, arguments, contains)),
    method("__getitem__", "(self, key, /)", |vm, arguments| on_proxied(vm, arguments, get_item)),
    method("__or__", "(self, value, /)", |vm, arguments| proxies_united(vm, arguments[0], arguments[1])),
    method("__ror__", "(self, value, /)", |vm, arguments| proxies_united(vm, arguments[1], arguments[0])),
    method("__ior__", "(self, value, /)", |vm, arguments| {
        let name = vm.type_name(arguments[0]);
        Err(vm.type_error(format!("'|=' is not supported by {name}; use '|' instead")))
    }),
    class_method("__class_getitem__", "(cls, item, /)", shared::deferred),
    method("get", "(self, key, default=None, /)", |vm, arguments| on_proxied(vm, arguments, get)),
    method("keys", "(self, /)", |vm, arguments| on_proxied(vm, arguments, |vm, all| view(vm, all, DictSide::Keys))),
    method("values", "(self, /)", |vm, arguments| on_proxied(vm, arguments, |vm, all| view(vm, all, DictSide::Values))),
    method("items", "(self, /)", |vm, arguments| on_proxied(vm, arguments, |vm, all| view(vm, all, DictSide::Items))),
    method("copy", "(self, /)", |vm, arguments| on_proxied(vm, arguments, copy)),
];

fn on_proxied(vm: &mut Vm, arguments: &[Value], native: NativeFn) -> NativeResult {
    let proxy = receiver!(vm, arguments[0], MappingProxy, "mappingproxy");
    let mut arguments = arguments.to_vec();
    arguments[0] = Value::Dict(vm.heap[proxy].0);
    native(vm, &arguments)
}

/// `left | right` where either may be a proxy.
fn proxies_united(vm: &mut Vm, left: Value, right: Value) -> NativeResult {
    let behind = |value| match vm.unwrap(value) {
        Value::MappingProxy(proxy) => Value::Dict(vm.heap[proxy].0),
        _ => value,
    };
    let (left, right) = (behind(left), behind(right));
    match vm.unwrap(left) {
        Value::Dict(dict) => united(vm, dict, right, false),
        _ => Ok(Value::NotImplemented),
    }
}

fn proxy_new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match arguments[1] {
        Value::Dict(dict) => Ok(Value::MappingProxy(vm.heap.allocate(MappingProxy(dict)))),
        other => Err(vm.call_prelude("_proxy_of_mapping", &[other])),
    }
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class_argument(vm, arguments[0], "dict")?;
    let dict = vm.new_dict();
    Ok(vm.wrap(class, dict.into()))
}

/// `dict.__init__` and `dict.update`.
pub fn init(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let dict = receiver!(vm, arguments[0], Dict, "dict");
    let keywords = match arguments[2] {
        Value::Dict(keywords) if !vm.heap[keywords].is_empty() => Some(keywords),
        _ => None,
    };
    if !arguments[1].is_unbound() {
        update(vm, dict, arguments[1])?;
    }
    if let Some(keywords) = keywords {
        vm.dict_merge(dict, keywords)?;
    }
    Ok(Value::None)
}

/// The dict that `mapping` is, if its class iterates over it as `dict` does: that is what CPython asks.
pub fn plain_dict(vm: &mut Vm, mapping: Value) -> Option<Ref<Dict>> {
    match mapping {
        Value::Dict(dict) => Some(dict),
        Value::MappingProxy(proxy) => Some(vm.heap[proxy].0),
        Value::Instance(_) => {
            let Value::Dict(dict) = vm.unwrap(mapping) else { return None };
            if let Special::Python(_) = vm.special(mapping, vm.known.__iter__) {
                return None;
            }
            Some(dict)
        }
        _ => None,
    }
}

/// Adds the entries of a mapping or an iterable of pairs.
fn update(vm: &mut Vm, dict: Ref<Dict>, other: Value) -> Result<(), Escape> {
    if let Some(other) = plain_dict(vm, other) {
        return vm.dict_merge(dict, other);
    }
    let keys = vm.intern("keys");
    if vm.has_own_methods(other) && !matches!(vm.special(other, keys), Special::Missing) {
        return Err(Escape::Defer);
    }
    // Iterators have moved once collected: from then on the prelude gets the list.
    let items = vm.collect(other)?;
    match update_from_pairs(vm, dict, &items) {
        Err(Escape::Defer) => {
            let items = vm.list(items);
            Err(vm.call_prelude("_dict_update_pairs", &[dict.into(), items]))
        }
        result => result,
    }
}

fn update_from_pairs(vm: &mut Vm, dict: Ref<Dict>, items: &[Value]) -> Result<(), Escape> {
    for (index, item) in items.iter().enumerate() {
        let pair = match *item {
            Value::Tuple(pair) if vm.heap[pair].0.len() == 2 => vm.heap[pair].0.to_vec(),
            item => match vm.collect(item) {
                // The error has a note: the prelude raises it.
                Err(Escape::Raise(_)) if vm.iterator(item).is_err() => return Err(Escape::Defer),
                pair => pair?,
            },
        };
        let [key, value] = pair[..] else {
            let len = pair.len();
            return Err(vm.value_error(format!(
                "dictionary update sequence element #{index} has length {len}; 2 is required"
            )));
        };
        vm.dict_set(dict, key, value)?;
    }
    Ok(())
}

fn reversed(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let dict = receiver!(vm, arguments[0], Dict, "dict");
    let iter = vm.dict_iter(dict, DictSide::Keys, true);
    Ok(vm.iter(iter))
}

fn contains(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let dict = receiver!(vm, arguments[0], Dict, "dict");
    match vm.dict_find(dict, arguments[1]) {
        Err(Escape::Defer) => Err(vm.search_escape(dict.into(), arguments[1], Access::Contains)),
        found => Ok(Value::Bool(found?.is_some())),
    }
}

/// The run loop, which calls natives with the payload, asks a derived class's `__missing__`.
fn get_item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let dict = receiver!(vm, arguments[0], Dict, "dict");
    match vm.dict_get(dict, arguments[1]) {
        Ok(Some(value)) => Ok(value),
        Ok(None) => Err(vm.key_error(arguments[1])),
        Err(Escape::Defer) => Err(vm.search_escape(dict.into(), arguments[1], Access::Load)),
        Err(escape) => Err(escape),
    }
}

fn set_item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let dict = receiver!(vm, arguments[0], Dict, "dict");
    match vm.dict_set(dict, arguments[1], arguments[2]) {
        Err(Escape::Defer) => Err(vm.search_escape(dict.into(), arguments[1], Access::Store { value: arguments[2] })),
        result => result.map(|()| Value::None),
    }
}

fn delete_item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let dict = receiver!(vm, arguments[0], Dict, "dict");
    match vm.dict_remove(dict, arguments[1])? {
        Some(_) => Ok(Value::None),
        None => Err(vm.key_error(arguments[1])),
    }
}

fn or(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let dict = receiver!(vm, arguments[0], Dict, "dict");
    united(vm, dict, arguments[1], false)
}

fn or_reflected(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let dict = receiver!(vm, arguments[0], Dict, "dict");
    united(vm, dict, arguments[1], true)
}

fn united(vm: &mut Vm, dict: Ref<Dict>, other: Value, reflected: bool) -> NativeResult {
    let Value::Dict(other) = vm.unwrap(other) else { return Ok(Value::NotImplemented) };
    let (first, second) = if reflected { (other, dict) } else { (dict, other) };
    let union = vm.dict_copy(first);
    vm.dict_merge(union, second)?;
    Ok(union.into())
}

fn or_in_place(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let dict = receiver!(vm, arguments[0], Dict, "dict");
    update(vm, dict, arguments[1])?;
    Ok(arguments[0])
}

fn get(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let dict = receiver!(vm, arguments[0], Dict, "dict");
    let default = arguments[2].bound().unwrap_or(Value::None);
    match vm.dict_get(dict, arguments[1]) {
        Err(Escape::Defer) => Err(vm.search_escape(dict.into(), arguments[1], Access::LoadOr { default })),
        found => Ok(found?.unwrap_or(default)),
    }
}

fn set_default(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let dict = receiver!(vm, arguments[0], Dict, "dict");
    let hash = vm.hash_key(arguments[1])?;
    match vm.dict_find_hashed(dict, hash, arguments[1])?.and_then(|index| vm.heap[dict].entry_at(index)) {
        Some(entry) => Ok(entry.value),
        None => {
            let default = arguments[2].bound().unwrap_or(Value::None);
            vm.dict_add(dict, hash, arguments[1], default);
            Ok(default)
        }
    }
}

fn pop(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let dict = receiver!(vm, arguments[0], Dict, "dict");
    // An empty dict does not look at the key.
    let found = if vm.heap[dict].is_empty() { None } else { vm.dict_remove(dict, arguments[1])? };
    match found.or(arguments[2].bound()) {
        Some(value) => Ok(value),
        None => Err(vm.key_error(arguments[1])),
    }
}

fn pop_item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let dict = receiver!(vm, arguments[0], Dict, "dict");
    let last = (0..vm.heap[dict].entry_count()).rev().find(|index| vm.heap[dict].entry_at(*index).is_some());
    let Some(index) = last else {
        return Err(vm.raise(Exc::KeyError, "popitem(): dictionary is empty"));
    };
    let Entry { key, value, .. } = vm.heap[dict].remove_at(index);
    Ok(vm.tuple([key, value]))
}

fn view(vm: &mut Vm, arguments: &[Value], side: DictSide) -> NativeResult {
    let dict = receiver!(vm, arguments[0], Dict, "dict");
    Ok(Value::DictView(vm.heap.allocate(DictView { dict, side })))
}

fn clear(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let dict = receiver!(vm, arguments[0], Dict, "dict");
    vm.heap[dict].clear();
    Ok(Value::None)
}

fn copy(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let dict = receiver!(vm, arguments[0], Dict, "dict");
    Ok(vm.dict_copy(dict).into())
}

fn from_keys(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [Value::Class(class), iterable, value] = *arguments else { return Err(Escape::Defer) };
    if class != vm.types.dict {
        return Err(Escape::Defer);
    }
    let value = value.bound().unwrap_or(Value::None);
    let keys = vm.collect(iterable)?;
    let dict = vm.new_dict();
    for key in &keys {
        match vm.dict_set(dict, *key, value) {
            Err(Escape::Defer) => {
                let keys = vm.list(keys);
                return Err(vm.call_prelude("dict_fromkeys", &[class.into(), keys, value]));
            }
            result => result?,
        }
    }
    Ok(dict.into())
}
