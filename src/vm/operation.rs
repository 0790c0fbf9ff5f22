//! Operations that may call Python more than once: what they still have to do after a call.

use crate::object::*;
use crate::vm::comparison_sort::ComparisonSort;
use crate::vm::frame::Then;
use crate::vm::keys::KeySearch;
use crate::vm::operators::{Attempts, BinaryOp, CompareOp};
use crate::vm::gathering::Gather;

/// The state of an operation while a Python function that it called runs.
#[derive(Debug)]
pub enum Operation {
    /// `a op b`, of which a method was called; `rest` are the methods still to try.
    Binary { op: BinaryOp, in_place: bool, a: Value, b: Value, rest: Attempts, then: Then },
    /// `a op b` likewise.
    Compare { op: CompareOp, a: Value, b: Value, rest: Attempts, then: Then },
    /// An attribute: AttributeError calls `__getattr__`, if there is one.
    Attribute { object: Value, name: Ref<Str>, fallback: Value, then: Then },
    /// `getattr(object, name, default)`.
    AttributeOr { default: Value, then: Then },
    /// `hasattr(object, name)`.
    HasAttribute { then: Then },
    /// `next(iterator, default)`.
    NextOr { default: Value, then: Then },
    /// `generator.close()`, of a generator or a coroutine, as the error calls it.
    Close { noun: &'static str, then: Then },
    /// `type.__call__` after `__new__`: calls `__init__` if the result is an instance of the class.
    New { class: Ref<Class>, arguments: Vec<Value>, keywords: Vec<(Ref<Str>, Value)>, then: Then },
    /// `__init__` of something that is not a plain instance.
    Init { result: Value, then: Then },
    /// A special method whose result must be of a type: `__bool__`, `__len__`, `__str__`, ...
    Check { what: Check, then: Then },
    /// A special method, computed by a descriptor: the result is called with these arguments.
    CallBound { arguments: Vec<Value>, then: Then },
    /// The result is dropped for this value.
    Replace { value: Value, then: Then },
    /// The result is a tuple: its items go into the registers from `base`.
    Unpack { base: u16 },
    /// The result is dropped, and this raised.
    Raise { exception: Value },
    /// `__iter__`: the result must be an iterator.
    Iterator { then: Then },
    /// A call whose result an `lru_cache` remembers under `key`.
    Remember { wrapper: Value, key: Value, hash: i64, then: Then },
    /// A search for a key: the result is its hash, or whether it is equal to another one.
    Search { search: KeySearch, then: Then },
    /// Sorting keys: the result is whether one is less than another.
    Sort { sort: ComparisonSort, then: Then },
    /// A native that walks through a generator: the result is the next item.
    Gather { gather: Gather, then: Then },
}

/// What a special method must return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    Bool,
    /// `__len__` used as a truth value.
    LengthAsBool,
    Length,
    Str(&'static str),
    /// `__await__`: an iterator that is no coroutine.
    Awaitable,
    /// `__aiter__`: has `__anext__`.
    AsyncIterator,
}

impl Operation {
    /// What becomes of the operation's own result.
    pub fn into_then(self) -> Then {
        match self {
            Operation::Binary { then, .. }
            | Operation::Compare { then, .. }
            | Operation::Attribute { then, .. }
            | Operation::AttributeOr { then, .. }
            | Operation::HasAttribute { then }
            | Operation::NextOr { then, .. }
            | Operation::Close { then, .. }
            | Operation::New { then, .. }
            | Operation::Init { then, .. }
            | Operation::Check { then, .. }
            | Operation::Replace { then, .. }
            | Operation::CallBound { then, .. }
            | Operation::Iterator { then }
            | Operation::Remember { then, .. }
            | Operation::Search { then, .. }
            | Operation::Sort { then, .. }
            | Operation::Gather { then, .. } => then,
            Operation::Raise { .. } | Operation::Unpack { .. } => Then::Discard,
        }
    }

    pub fn visit(&self, visitor: &mut Visitor) {
        match self {
            Operation::Binary { a, b, rest, then, .. } | Operation::Compare { a, b, rest, then, .. } => {
                visitor.values(&[*a, *b]);
                for (method, receiver, argument) in rest {
                    visitor.values(&[*method, *receiver, *argument]);
                }
                then.visit(visitor);
            }
            Operation::Attribute { object, name, fallback, then } => {
                visitor.values(&[*object, *fallback]);
                visitor.reference(*name);
                then.visit(visitor);
            }
            Operation::AttributeOr { default: value, then }
            | Operation::NextOr { default: value, then }
            | Operation::Init { result: value, then }
            | Operation::Replace { value, then } => {
                visitor.value(*value);
                then.visit(visitor);
            }
            Operation::Raise { exception } => visitor.value(*exception),
            Operation::Unpack { .. } => {}
            Operation::CallBound { arguments, then } => {
                visitor.values(arguments);
                then.visit(visitor);
            }
            Operation::New { class, arguments, keywords, then } => {
                visitor.reference(*class);
                visitor.values(arguments);
                for (name, value) in keywords {
                    visitor.reference(*name);
                    visitor.value(*value);
                }
                then.visit(visitor);
            }
            Operation::Remember { wrapper, key, then, .. } => {
                visitor.values(&[*wrapper, *key]);
                then.visit(visitor);
            }
            Operation::Search { search, then } => {
                search.visit(visitor);
                then.visit(visitor);
            }
            Operation::Sort { sort, then } => {
                sort.visit(visitor);
                then.visit(visitor);
            }
            Operation::Gather { gather, then } => {
                gather.visit(visitor);
                then.visit(visitor);
            }
            Operation::HasAttribute { then }
            | Operation::Close { then, .. }
            | Operation::Check { then, .. }
            | Operation::Iterator { then } => then.visit(visitor),
        }
    }
}
