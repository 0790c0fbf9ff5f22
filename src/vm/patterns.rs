//! What kind of pattern a value of a built-in type fits, for `match`.

use crate::object::Value;

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
