//! What kind of pattern a value of a built-in type fits, and what patterns take out of it, for `match`.

use smallvec::SmallVec;

use crate::object::*;
use crate::vm::Vm;

/// Whether a mapping pattern takes the value; `None` where its class has to be looked at.
pub(super) fn is_mapping(subject: Value) -> Option<bool> {
    match subject {
        Value::Dict(_) => Some(true),
        Value::List(_) | Value::Tuple(_) | Value::Range(_) => Some(false),
        _ => is_neither(subject),
    }
}

/// Whether a sequence pattern takes the value; `None` where its class has to be looked at.
pub(super) fn is_sequence(subject: Value) -> Option<bool> {
    match subject {
        Value::List(_) | Value::Tuple(_) | Value::Range(_) => Some(true),
        Value::Dict(_) => Some(false),
        _ => is_neither(subject),
    }
}

fn is_neither(subject: Value) -> Option<bool> {
    match subject {
        Value::None | Value::Bool(_) | Value::Int(_) | Value::BigInt(_) | Value::Float(_) | Value::Complex(_) => Some(false),
        Value::Str(_) | Value::Bytes(_) | Value::ByteArray(_) | Value::Set(_) | Value::FrozenSet(_) => Some(false),
        _ => None,
    }
}

/// What a pattern takes out of its subject: mostly one to four values.
type Parts = SmallVec<[Value; 4]>;

/// What a pattern says of a subject: the parts for its sub-patterns, or that it does not match.
type Taken = Option<Parts>;

impl Vm {
    /// The values of `keys` in a dict, as a tuple, or None where one is missing; nothing where the prelude has to look.
    pub(super) fn match_keys_quickly(&mut self, subject: Value, keys: Value) -> Option<Value> {
        let (Value::Dict(dict), Value::Tuple(keys)) = (subject, keys) else { return None };
        let taken = self.values_at(dict, keys)?;
        Some(self.taken(taken))
    }

    /// A class pattern with `count` positional sub-patterns and those for the attributes `names`: as `match_keys_quickly`.
    pub(super) fn match_class_quickly(&mut self, subject: Value, class: Value, names: Value, count: u16) -> Option<Value> {
        let (Value::Class(class), Value::Tuple(names)) = (class, names) else { return None };
        let Ok(Value::Bool(fits)) = crate::builtins::functions::is_instance(self, &[subject, class.into()]) else {
            return None;
        };
        let taken = if fits { self.parts_of_instance(subject, class, names, count.into())? } else { None };
        Some(self.taken(taken))
    }

    fn taken(&mut self, taken: Taken) -> Value {
        taken.map_or(Value::None, |parts| self.tuple(&parts[..]))
    }

    fn values_at(&mut self, dict: Ref<Dict>, keys: Ref<Tuple>) -> Option<Taken> {
        let mut values = Parts::new();
        for at in 0..self.heap[keys].0.len() {
            let key = self.heap[keys].0[at];
            for before in 0..at {
                // A key that is there twice is an error.
                if self.same_or_equal(self.heap[keys].0[before], key).ok()? {
                    return None;
                }
            }
            match self.dict_get(dict, key).ok()? {
                Some(value) => values.push(value),
                None => return Some(None),
            }
        }
        Some(Some(values))
    }

    fn parts_of_instance(&mut self, subject: Value, class: Ref<Class>, names: Ref<Tuple>, count: usize) -> Option<Taken> {
        let mut parts = Parts::new();
        if count > 0 {
            match self.attribute_quickly(class.into(), self.known.__match_args__)? {
                Value::Tuple(positional) if count <= self.heap[positional].0.len() => {
                    for at in 0..count {
                        let name = self.heap[positional].0[at];
                        if self.heap[names].0.iter().any(|named| self.same_text(*named, name)) {
                            return None;
                        }
                        parts.push(name);
                    }
                }
                Value::Unbound if count == 1 && self.matches_itself(class) => {
                    return match self.attributes(subject, &self.heap[names].0.to_vec())? {
                        Some(named) => Some(Some(std::iter::once(subject).chain(named).collect())),
                        None => Some(None),
                    };
                }
                _ => return None,
            }
        }
        parts.extend_from_slice(&self.heap[names].0);
        self.attributes(subject, &parts)
    }

    /// The attributes of these names.
    fn attributes(&mut self, subject: Value, names: &[Value]) -> Option<Taken> {
        let mut values = Parts::new();
        for name in names {
            let name = self.attribute_name(*name).ok()?;
            match self.attribute_quickly(subject, name)? {
                Value::Unbound => return Some(None),
                value => values.push(value),
            }
        }
        Some(Some(values))
    }

    fn same_text(&self, a: Value, b: Value) -> bool {
        self.as_str(a).is_some_and(|a| self.as_str(b) == Some(a))
    }

    /// Whether a positional sub-pattern for instances of the class gets the instance itself.
    fn matches_itself(&self, class: Ref<Class>) -> bool {
        let types = &self.types;
        let themselves = [
            types.bool, types.bytearray, types.bytes, types.dict, types.float, types.frozenset, types.int, types.list,
            types.set, types.str, types.tuple,
        ];
        themselves.into_iter().any(|base| self.is_subclass(class, base))
    }
}
