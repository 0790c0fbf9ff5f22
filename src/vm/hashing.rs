//! `hash()` of any value, as far as no Python code is involved.

use crate::object::str::hash_bytes;
use crate::object::*;
use crate::text::hash::{hash_complex, hash_float, hash_int, hash_small};
use crate::text::int::IntRef;
use crate::vm::native::Escape;
use crate::vm::special::Special;
use crate::vm::{Exc, Vm};

const NONE: i64 = 0xfca8_6420;

/// What a value is hashed for: error messages say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HashedAs {
    Value,
    Key,
    Element,
}

impl Vm {
    /// `hash(value)`.
    #[inline]
    pub fn hash(&mut self, value: Value) -> Result<i64, Escape> {
        self.hash_as(value, HashedAs::Value)
    }

    /// `hash(value)`, for an error message that fits a use of it.
    #[inline(always)]
    pub fn hash_as(&mut self, value: Value, use_: HashedAs) -> Result<i64, Escape> {
        match value {
            Value::Str(str) => Ok(self.heap[str].hash()),
            Value::Int(int) => Ok(hash_small(int)),
            _ => self.hash_of_other(value, use_),
        }
    }

    #[inline(never)]
    fn hash_of_other(&mut self, value: Value, use_: HashedAs) -> Result<i64, Escape> {
        if let Some(hash) = quick_hash(&self.heap, value) {
            return Ok(hash);
        }
        match self.hash_or_culprit(value)? {
            Ok(hash) => Ok(hash),
            Err(culprit) => Err(self.unhashable(value, culprit, use_)),
        }
    }

    fn unhashable(&mut self, value: Value, culprit: Value, use_: HashedAs) -> Escape {
        let (name, culprit) = (self.foreign_class_name(self.class_of(value)), self.type_name(culprit));
        let reason = format!("unhashable type: '{culprit}'");
        let message = match use_ {
            HashedAs::Value => reason,
            HashedAs::Key => format!("cannot use '{name}' as a dict key ({reason})"),
            HashedAs::Element => format!("cannot use '{name}' as a set element ({reason})"),
        };
        self.raise(Exc::TypeError, message)
    }

    /// The hash, or the value in it that cannot be hashed.
    fn hash_or_culprit(&mut self, value: Value) -> Result<Result<i64, Value>, Escape> {
        if !self.has_own_methods(value) {
            return self.hash_data(value);
        }
        match self.special(value, self.known.__hash__) {
            Special::Refused => Ok(Err(value)),
            Special::Python(_) => Err(Escape::Defer),
            Special::Native(native) if !self.is_of_object(native) => {
                let result = self.ask_native(native, value, &[])?;
                match result {
                    Value::Int(hash) => Ok(Ok(not_minus_one(hash))),
                    other => self.hash_data(other),
                }
            }
            Special::Missing | Special::Native(_) => Ok(Ok(identity_hash(value))),
        }
    }

    /// The hash of what a built-in type holds, which is what its `__hash__` returns.
    pub fn hash_data(&mut self, value: Value) -> Result<Result<i64, Value>, Escape> {
        let heap = &self.heap;
        Ok(Ok(match value {
            Value::Str(str) => heap[str].hash(),
            Value::Int(int) => hash_small(int),
            Value::Bool(bool) => i64::from(bool),
            Value::BigInt(int) => hash_int(IntRef::Big(&heap[int].0)),
            Value::Float(float) => hash_float(float, identity_hash(value)),
            Value::Complex(complex) => {
                let Complex { real, imag } = heap[complex];
                hash_complex(crate::text::float::Complex::new(real, imag), identity_hash(value))
            }
            Value::Bytes(bytes) => hash_bytes(&heap[bytes].0),
            Value::None => NONE,
            Value::Tuple(tuple) => return self.deeper(" in comparison", |vm| vm.hash_tuple(tuple)),
            Value::FrozenSet(set) => hash_set(&heap[set].0),
            Value::Range(range) => {
                let range = heap[range];
                let len = range.len();
                let parts = [
                    Value::Int(len),
                    if len == 0 { Value::None } else { Value::Int(range.start) },
                    if len < 2 { Value::None } else { Value::Int(range.step) },
                ];
                return self.hash_items(&parts);
            }
            Value::Slice(slice) => {
                let slice = &heap[slice];
                let parts = [slice.start, slice.stop, slice.step];
                return self.hash_items(&parts);
            }
            Value::BoundMethod(method) => {
                let method = &heap[method];
                not_minus_one(identity_hash(method.receiver) ^ identity_hash(method.function))
            }
            Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::ByteArray(_) | Value::MappingProxy(_) | Value::Cell(_) => {
                return Ok(Err(value));
            }
            Value::DictView(view) if heap[view].side != DictSide::Values => return Ok(Err(value)),
            other => identity_hash(other),
        }))
    }

    fn hash_tuple(&mut self, tuple: Ref<Tuple>) -> Result<Result<i64, Value>, Escape> {
        let items = self.heap[tuple].0.to_vec();
        self.hash_items(&items)
    }

    fn hash_items(&mut self, items: &[Value]) -> Result<Result<i64, Value>, Escape> {
        let mut combined = TupleHash::default();
        for item in items {
            match self.hash_or_culprit(*item)? {
                Ok(hash) => combined.add(hash),
                culprit => return Ok(culprit),
            }
        }
        Ok(Ok(combined.finish(items.len())))
    }
}

/// The hash of a number, a string, None or a tuple of such; `None` for what has to be looked at more closely.
#[inline]
pub fn quick_hash(heap: &Heap, value: Value) -> Option<i64> {
    match value {
        Value::Tuple(tuple) => quick_tuple_hash(heap, &heap[tuple].0),
        _ => quick_plain_hash(heap, value),
    }
}

#[inline]
fn quick_plain_hash(heap: &Heap, value: Value) -> Option<i64> {
    match value {
        Value::Str(str) => Some(heap[str].hash()),
        Value::Int(int) => Some(hash_small(int)),
        Value::Bool(bool) => Some(i64::from(bool)),
        Value::None => Some(NONE),
        Value::Float(float) => Some(hash_float(float, identity_hash(value))),
        _ => None,
    }
}

fn quick_tuple_hash(heap: &Heap, items: &[Value]) -> Option<i64> {
    let mut combined = TupleHash::default();
    for item in items {
        combined.add(match item {
            // Deeper structures are left to the function that counts its depth.
            Value::Tuple(inner) if heap[*inner].0.iter().any(|item| matches!(item, Value::Tuple(_))) => return None,
            Value::Tuple(inner) => quick_tuple_hash(heap, &heap[*inner].0)?,
            item => quick_plain_hash(heap, *item)?,
        });
    }
    Some(combined.finish(items.len()))
}

/// The error value of CPython's functions is no hash.
pub fn not_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

/// The hash of an object that is equal to itself only.
pub fn identity_hash(value: Value) -> i64 {
    not_minus_one(value.identity().rotate_right(4))
}

/// CPython's hash of tuples, a simplified xxHash.
struct TupleHash(u64);

const PRIME_1: u64 = 11_400_714_785_074_694_791;
const PRIME_2: u64 = 14_029_467_366_897_019_727;
const PRIME_5: u64 = 2_870_177_450_012_600_261;

impl Default for TupleHash {
    fn default() -> TupleHash {
        TupleHash(PRIME_5)
    }
}

impl TupleHash {
    fn add(&mut self, hash: i64) {
        let mixed = self.0.wrapping_add((hash as u64).wrapping_mul(PRIME_2));
        self.0 = mixed.rotate_left(31).wrapping_mul(PRIME_1);
    }

    fn finish(self, len: usize) -> i64 {
        match self.0.wrapping_add(len as u64 ^ PRIME_5 ^ 3_527_539) {
            u64::MAX => 1_546_275_796,
            hash => hash as i64,
        }
    }
}

/// The hash of a tuple whose items have these hashes.
pub fn tuple_hash(hashes: &[i64]) -> i64 {
    let mut combined = TupleHash::default();
    hashes.iter().for_each(|hash| combined.add(*hash));
    combined.finish(hashes.len())
}

/// CPython's hash of frozensets: it does not depend on the order.
fn hash_set(table: &SetTable) -> i64 {
    let shuffle = |hash: u64| ((hash ^ 89_869_747) ^ (hash << 16)).wrapping_mul(3_644_798_167);
    let mut hash = table.iter().fold(0, |hash, (element, _)| hash ^ shuffle(element as u64));
    hash ^= (table.len() as u64 + 1).wrapping_mul(1_927_868_237);
    hash ^= (hash >> 11) ^ (hash >> 25);
    match hash.wrapping_mul(69_069).wrapping_add(907_133_923) {
        u64::MAX => 590_923_713,
        hash => hash as i64,
    }
}

