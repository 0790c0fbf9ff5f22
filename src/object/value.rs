//! `Value`: what a register, an attribute or an item holds.

use super::kinds::for_each_kind;
use super::*;

macro_rules! define_value {
    ($($kind:ident),*) => {
        /// A Python value: 16 bytes, copied freely. Ints that fit `i64`, floats, bools and the
        /// singletons are unboxed; everything else is a reference with its type in the tag.
        ///
        /// An int is `BigInt` only if it does not fit `i64`. An instance of a Python class is always
        /// `Instance`, also where the class derives from a built-in type: it then wraps a value of
        /// that type as its payload.
        // The tag fills a word: what is copied as two words was then written as two words, and a processor
        // need not wait until a shorter write has reached memory.
        #[derive(Clone, Copy, Debug)]
        #[repr(u64)]
        pub enum Value {
            /// No value: an unbound variable, a missing argument, a deleted entry. Never seen by Python.
            Unbound,
            None,
            NotImplemented,
            Ellipsis,
            Bool(bool),
            Int(i64),
            Float(f64),
            $($kind(Ref<$kind>),)*
        }

        /// What a value is: the tag that its first word holds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Tag {
            Unbound,
            None,
            NotImplemented,
            Ellipsis,
            Bool,
            Int,
            Float,
            $($kind,)*
        }

        impl Value {
            pub fn tag(self) -> Tag {
                match self {
                    Value::Unbound => Tag::Unbound,
                    Value::None => Tag::None,
                    Value::NotImplemented => Tag::NotImplemented,
                    Value::Ellipsis => Tag::Ellipsis,
                    Value::Bool(_) => Tag::Bool,
                    Value::Int(_) => Tag::Int,
                    Value::Float(_) => Tag::Float,
                    $( Value::$kind(_) => Tag::$kind, )*
                }
            }

            /// The bits of its second word; of a value that has none, 0.
            pub fn payload(self) -> u64 {
                match self {
                    Value::Unbound | Value::None | Value::NotImplemented | Value::Ellipsis => 0,
                    Value::Bool(value) => value.into(),
                    Value::Int(value) => value as u64,
                    Value::Float(value) => value.to_bits(),
                    $( Value::$kind(reference) => reference.address() as u64, )*
                }
            }

            /// Visits the object that the value refers to, if any.
            #[inline]
            pub fn visit(self, visitor: &mut Visitor) {
                match self {
                    Value::Unbound | Value::None | Value::NotImplemented | Value::Ellipsis | Value::Bool(_)
                    | Value::Int(_) | Value::Float(_) => {}
                    $( Value::$kind(reference) => visitor.reference(reference), )*
                }
            }

            /// Whether both are the same object (`is`).
            #[inline]
            pub fn is(self, other: Value) -> bool {
                match (self, other) {
                    (Value::Unbound, Value::Unbound) | (Value::None, Value::None)
                    | (Value::NotImplemented, Value::NotImplemented) | (Value::Ellipsis, Value::Ellipsis) => true,
                    (Value::Bool(a), Value::Bool(b)) => a == b,
                    (Value::Int(a), Value::Int(b)) => a == b,
                    (Value::Float(a), Value::Float(b)) => a.to_bits() == b.to_bits(),
                    $( (Value::$kind(a), Value::$kind(b)) => a == b, )*
                    _ => false,
                }
            }

            /// The header of the object that the value refers to, if any.
            pub(super) fn header(self) -> Option<std::ptr::NonNull<super::heap::Header>> {
                match self {
                    $( Value::$kind(reference) => Some(reference.header()), )*
                    _ => None,
                }
            }

            /// The address of the object, or a number that stands for an unboxed value: `id()`.
            pub fn identity(self) -> i64 {
                match self {
                    Value::Unbound => 0,
                    Value::None => 16,
                    Value::NotImplemented => 32,
                    Value::Ellipsis => 48,
                    Value::Bool(value) => 64 + 16 * i64::from(value),
                    Value::Int(value) => value.wrapping_mul(32).wrapping_add(0x10_0000) & i64::MAX,
                    Value::Float(value) => (value.to_bits() >> 1) as i64,
                    $( Value::$kind(reference) => reference.address() as i64, )*
                }
            }
        }

        $(
            impl From<Ref<$kind>> for Value {
                fn from(reference: Ref<$kind>) -> Value {
                    Value::$kind(reference)
                }
            }
        )*
    };
}
for_each_kind!(define_value);

impl Value {
    #[inline(always)]
    pub fn is_unbound(self) -> bool {
        matches!(self, Value::Unbound)
    }

    #[inline(always)]
    pub fn is_none(self) -> bool {
        matches!(self, Value::None)
    }

    /// Whether its second word means anything.
    pub fn has_payload(self) -> bool {
        !matches!(self, Value::Unbound | Value::None | Value::NotImplemented | Value::Ellipsis)
    }

    /// The value, or `None` where it is unbound.
    #[inline(always)]
    pub fn bound(self) -> Option<Value> {
        if self.is_unbound() { None } else { Some(self) }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Value {
        Value::Int(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Value {
        Value::Float(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_sixteen_bytes() {
        assert_eq!(std::mem::size_of::<Value>(), 16);
    }

    #[test]
    fn tags_are_numbered_as_values_are() {
        let number = |value: Value| format!("{:?}", std::mem::discriminant(&value));
        for value in [Value::Unbound, Value::None, Value::Ellipsis, Value::Bool(true), Value::Int(3), Value::Float(0.5)] {
            assert_eq!(number(value), format!("Discriminant({})", value.tag() as u8));
        }
    }
}
