//! Operators on anything: methods, reflected methods, and the errors where there are none.

use dashu_int::IBig;
use smallvec::SmallVec;

use crate::builtins::number;
use crate::object::*;
use crate::text::hash::hash_small;
use crate::text::int::{self, IntRef};
use crate::vm::Vm;
use crate::vm::equality::quick_same_or_equal;
use crate::vm::frame::Then;
use crate::vm::native::Escape;
use crate::vm::operation::{Check, Operation};
use crate::vm::ordering::{Compare, order_of_tuples};

/// A binary arithmetic operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    TrueDiv,
    FloorDiv,
    Mod,
    Pow,
    MatMul,
    LShift,
    RShift,
    And,
    Or,
    Xor,
}

/// A comparison operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareOp {
    Lt,
    Le,
    Gt,
    Ge,
    Eq,
    Ne,
}

impl CompareOp {
    /// The operator with its operands exchanged.
    pub fn reflected(self) -> CompareOp {
        match self {
            CompareOp::Lt => CompareOp::Gt,
            CompareOp::Le => CompareOp::Ge,
            CompareOp::Gt => CompareOp::Lt,
            CompareOp::Ge => CompareOp::Le,
            same => same,
        }
    }

    pub fn symbol(self) -> &'static str {
        ["<", "<=", ">", ">=", "==", "!="][self as usize]
    }

    /// Whether two values in this order satisfy the operator.
    pub fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            CompareOp::Lt => order.is_lt(),
            CompareOp::Le => order.is_le(),
            CompareOp::Gt => order.is_gt(),
            CompareOp::Ge => order.is_ge(),
            CompareOp::Eq => order.is_eq(),
            CompareOp::Ne => order.is_ne(),
        }
    }
}

impl BinaryOp {
    pub fn symbol(self) -> &'static str {
        ["+", "-", "*", "/", "//", "%", "** or pow()", "@", "<<", ">>", "&", "|", "^"][self as usize]
    }
}

/// Methods still to try: each with its receiver and its argument.
pub type Attempts = SmallVec<[(Value, Value, Value); 1]>;

impl Vm {
    fn method_names(&self, op: BinaryOp) -> (Ref<Str>, Ref<Str>, Ref<Str>) {
        let k = &self.known;
        match op {
            BinaryOp::Add => (k.__add__, k.__radd__, k.__iadd__),
            BinaryOp::Sub => (k.__sub__, k.__rsub__, k.__isub__),
            BinaryOp::Mul => (k.__mul__, k.__rmul__, k.__imul__),
            BinaryOp::TrueDiv => (k.__truediv__, k.__rtruediv__, k.__itruediv__),
            BinaryOp::FloorDiv => (k.__floordiv__, k.__rfloordiv__, k.__ifloordiv__),
            BinaryOp::Mod => (k.__mod__, k.__rmod__, k.__imod__),
            BinaryOp::Pow => (k.__pow__, k.__rpow__, k.__ipow__),
            BinaryOp::MatMul => (k.__matmul__, k.__rmatmul__, k.__imatmul__),
            BinaryOp::LShift => (k.__lshift__, k.__rlshift__, k.__ilshift__),
            BinaryOp::RShift => (k.__rshift__, k.__rrshift__, k.__irshift__),
            BinaryOp::And => (k.__and__, k.__rand__, k.__iand__),
            BinaryOp::Or => (k.__or__, k.__ror__, k.__ior__),
            BinaryOp::Xor => (k.__xor__, k.__rxor__, k.__ixor__),
        }
    }

    fn comparison_method(&self, op: CompareOp) -> Ref<Str> {
        let k = &self.known;
        [k.__lt__, k.__le__, k.__gt__, k.__ge__, k.__eq__, k.__ne__][op as usize]
    }

    /// `x op y` where the result does not fit `i64`; `op` is `+`, `-` or `*`.
    #[cold]
    pub(super) fn big_arithmetic(&mut self, op: BinaryOp, x: i64, y: i64) -> Value {
        let (x, y) = (IBig::from(x), IBig::from(y));
        let result = match op {
            BinaryOp::Add => x + y,
            BinaryOp::Sub => x - y,
            _ => x * y,
        };
        self.int(result)
    }

    /// `a op b` of ints of which one is big; `None` where it fails or is no int.
    fn big_quickly(&mut self, op: BinaryOp, a: Value, b: Value) -> Option<Value> {
        let (x, y) = match (a, b) {
            (Value::BigInt(x), Value::BigInt(y)) if op == BinaryOp::Mul && !number::could_hold_product(&self.heap, x, y) => {
                return None;
            }
            (Value::BigInt(x), Value::BigInt(y)) => (IntRef::Big(&self.heap[x].0), IntRef::Big(&self.heap[y].0)),
            (Value::BigInt(x), Value::Int(y)) => (IntRef::Big(&self.heap[x].0), IntRef::Small(y)),
            (Value::Int(x), Value::BigInt(y)) => (IntRef::Small(x), IntRef::Big(&self.heap[y].0)),
            _ => return None,
        };
        let result = match op {
            BinaryOp::Add => int::add(x, y),
            BinaryOp::Sub => int::sub(x, y),
            BinaryOp::Mul => int::mul(x, y).ok()?,
            BinaryOp::FloorDiv => int::floor_div(x, y).ok()?,
            BinaryOp::Mod => int::modulo(x, y).ok()?,
            BinaryOp::And => int::and(x, y),
            BinaryOp::Or => int::or(x, y),
            BinaryOp::Xor => int::xor(x, y),
            BinaryOp::LShift => int::shl(x, y).ok()?,
            BinaryOp::RShift => int::shr(x, y).ok()?,
            BinaryOp::TrueDiv | BinaryOp::Pow | BinaryOp::MatMul => return None,
        };
        self.heap.charge(int::bit_length(result.as_ref()) / 8);
        Some(self.int_value(result))
    }

    /// `a op b` of two strings or numbers; `None` where it fails or is not so simple.
    #[inline(never)]
    pub(super) fn binary_quickly(&mut self, op: BinaryOp, a: Value, b: Value) -> Option<Value> {
        match (a, b) {
            (Value::Str(a), Value::Str(b)) if op == BinaryOp::Add => Some(Value::Str(self.heap.concat(a, b))),
            (Value::BigInt(_), _) | (_, Value::BigInt(_)) => self.big_quickly(op, a, b),
            (Value::Complex(_), Value::Complex(_) | Value::Float(_) | Value::Int(_))
            | (Value::Float(_) | Value::Int(_), Value::Complex(_)) => self.complex_quickly(op, a, b),
            _ => number_quickly(op, a, b),
        }
    }

    fn complex_quickly(&mut self, op: BinaryOp, a: Value, b: Value) -> Option<Value> {
        let operator = match op {
            BinaryOp::Add => number::add,
            BinaryOp::Sub => number::sub,
            BinaryOp::Mul => number::mul,
            _ => return None,
        };
        operator(self, a, b)?.ok()
    }

    /// `a op b`, or `a op= b`.
    #[inline(never)]
    pub(super) fn binary(
        &mut self,
        op: BinaryOp,
        in_place: bool,
        a: Value,
        b: Value,
        then: Then,
    ) -> Result<(), Escape> {
        if let Some(value) = self.binary_quickly(op, a, b) {
            return self.complete(then, value);
        }
        let (method, reflected, in_place_method) = self.method_names(op);
        let (class_a, class_b) = (self.class_of(a), self.class_of(b));
        let forward_only = !in_place || self.lookup(class_a, in_place_method).is_none();
        if forward_only
            && let Some(value) = self.data_binary(op, method, class_a, a, b)?
        {
            return self.complete(then, value);
        }
        let forward = self.lookup(class_a, method);
        let backward = if class_a == class_b { None } else { self.lookup(class_b, reflected) };
        let backward_first = backward.is_some()
            && self.is_subclass(class_b, class_a)
            && !matches!((self.lookup(class_a, reflected), backward), (Some(x), Some(y)) if x.is(y));
        if let (Some(method @ Value::Function(_)), true, false) = (forward, forward_only, backward_first) {
            let rest = backward.map(|found| (found, b, a)).into_iter().collect();
            let then = Then::Operation(Box::new(Operation::Binary { op, in_place, a, b, rest, then }));
            return self.call_value(method, &[a, b], then);
        }
        let mut attempts = Attempts::new();
        if in_place && let Some(found) = self.lookup(class_a, in_place_method) {
            attempts.push((found, a, b));
        }
        if backward_first {
            attempts.extend(backward.map(|found| (found, b, a)));
        }
        attempts.extend(forward.map(|found| (found, a, b)));
        if !backward_first {
            attempts.extend(backward.map(|found| (found, b, a)));
        }
        attempts.reverse();
        self.try_binary(op, in_place, a, b, attempts, then)
    }

    /// `a op b` of two values of built-in types, where the method of the first natively knows the second.
    fn data_binary(
        &mut self,
        op: BinaryOp,
        method: Ref<Str>,
        class: Ref<Class>,
        a: Value,
        b: Value,
    ) -> Result<Option<Value>, Escape> {
        if let (BinaryOp::Add, Value::List(x), Value::List(y)) = (op, a, b) {
            let items = [&self.heap[x].0[..], &self.heap[y].0[..]].concat();
            return Ok(Some(self.list(items)));
        }
        if let (Value::Set(_), Value::Set(_)) = (a, b)
            && let Some(result) = crate::builtins::set::operated(self, op, a, b)
        {
            return Ok(Some(result));
        }
        if self.has_own_methods(a) || self.has_own_methods(b) {
            return Ok(None);
        }
        let Some(Value::Native(native)) = self.lookup(class, method) else { return Ok(None) };
        match self.call_native_quickly(native, &[a, b]) {
            Ok(Value::NotImplemented) | Err(Escape::Defer) => Ok(None),
            Ok(value) => Ok(Some(value)),
            Err(escape) => Err(escape),
        }
    }

    /// Tries the last of `rest`.
    pub(super) fn try_binary(
        &mut self,
        op: BinaryOp,
        in_place: bool,
        a: Value,
        b: Value,
        rest: Attempts,
        then: Then,
    ) -> Result<(), Escape> {
        let waiting = |rest, then| Operation::Binary { op, in_place, a, b, rest, then };
        match self.try_methods(rest, then, waiting)? {
            None => Ok(()),
            Some(_) => Err(self.unsupported_operands(op, in_place, a, b)),
        }
    }

    /// Calls the last of `rest` that natively knows its argument, or the first in Python, which goes on
    /// as `waiting` says. Gives `then` back if none is left.
    fn try_methods(
        &mut self,
        mut rest: Attempts,
        then: Then,
        waiting: impl FnOnce(Attempts, Then) -> Operation,
    ) -> Result<Option<Then>, Escape> {
        while let Some((method, receiver, argument)) = rest.pop() {
            if let Value::Native(native) = method {
                match self.call_native_quickly(native, &[receiver, argument]) {
                    Ok(Value::NotImplemented) => continue,
                    Ok(value) => return self.complete(then, value).map(|()| None),
                    Err(Escape::Raise(exception)) => return Err(Escape::Raise(exception)),
                    Err(escape) => {
                        let then = Then::Operation(Box::new(waiting(rest, then)));
                        return self.native_escaped(native, &[receiver, argument], escape, then).map(|()| None);
                    }
                }
            }
            let then = Then::Operation(Box::new(waiting(rest, then)));
            return self.call_method(method, receiver, &[argument], then).map(|()| None);
        }
        Ok(Some(then))
    }

    fn unsupported_operands(&mut self, op: BinaryOp, in_place: bool, a: Value, b: Value) -> Escape {
        let (left, right) = (self.type_name(a), self.type_name(b));
        if op == BinaryOp::Add && !in_place {
            match a {
                Value::Str(_) => {
                    return self.type_error(format!("can only concatenate str (not \"{right}\") to str"));
                }
                Value::List(_) => {
                    return self.type_error(format!("can only concatenate list (not \"{right}\") to list"));
                }
                Value::Tuple(_) => {
                    return self.type_error(format!("can only concatenate tuple (not \"{right}\") to tuple"));
                }
                _ => {}
            }
        }
        if op == BinaryOp::Mul && (self.is_sequence(a) || self.is_sequence(b)) {
            let other = if self.is_sequence(a) { right } else { left };
            return self.type_error(format!("can't multiply sequence by non-int of type '{other}'"));
        }
        let symbol = match (op, in_place) {
            (BinaryOp::Pow, true) => "**=".to_string(),
            (op, true) => format!("{}=", op.symbol()),
            (op, false) => op.symbol().to_string(),
        };
        self.type_error(format!("unsupported operand type(s) for {symbol}: '{left}' and '{right}'"))
    }

    fn is_sequence(&self, value: Value) -> bool {
        matches!(
            self.unwrap(value),
            Value::Str(_) | Value::List(_) | Value::Tuple(_) | Value::Bytes(_) | Value::ByteArray(_)
        )
    }

    /// Comparisons of built-in values that cannot fail.
    #[inline]
    pub(super) fn compare_quickly(&self, op: CompareOp, a: Value, b: Value) -> Option<bool> {
        match (a, b) {
            (Value::Str(x), Value::Str(y)) => {
                match op {
                    CompareOp::Eq => return Some(x == y || self.heap[x].is_text_of(&self.heap[y])),
                    CompareOp::Ne => return Some(x != y && !self.heap[x].is_text_of(&self.heap[y])),
                    _ => {}
                }
                Some(op.holds(self.heap[x].as_str().cmp(self.heap[y].as_str())))
            }
            (Value::Tuple(x), Value::Tuple(y)) if !matches!(op, CompareOp::Eq | CompareOp::Ne) => {
                order_of_tuples(x, y, &self.heap).map(|order| op.holds(order))
            }
            (Value::Int(x), Value::Float(y)) if x.unsigned_abs() < 1 << 53 => {
                (x as f64).partial_cmp(&y).map(|order| op.holds(order))
            }
            (Value::Float(x), Value::Int(y)) if y.unsigned_abs() < 1 << 53 => {
                x.partial_cmp(&(y as f64)).map(|order| op.holds(order))
            }
            (
                Value::Tuple(_) | Value::Int(_) | Value::Str(_) | Value::None,
                Value::Tuple(_) | Value::Int(_) | Value::Str(_) | Value::None,
            ) if matches!(op, CompareOp::Eq | CompareOp::Ne) => {
                quick_same_or_equal(&self.heap, a, b).map(|equal| equal == (op == CompareOp::Eq))
            }
            (Value::Class(x), Value::Class(y))
                if matches!(op, CompareOp::Eq | CompareOp::Ne)
                    && self.heap[x].metaclass == self.types.type_
                    && self.heap[y].metaclass == self.types.type_ =>
            {
                Some((x == y) == (op == CompareOp::Eq))
            }
            _ => None,
        }
    }

    /// As [`Vm::compare_quickly`], out of the run loop's line.
    #[inline(never)]
    pub(super) fn compare_aside(&self, op: CompareOp, a: Value, b: Value) -> Option<bool> {
        self.compare_quickly(op, a, b)
    }

    /// `a op b`.
    #[inline(never)]
    pub(super) fn compare_then(&mut self, op: CompareOp, a: Value, b: Value, then: Then) -> Result<(), Escape> {
        if let Some(result) = self.compare_quickly(op, a, b) {
            return self.complete(then, Value::Bool(result));
        }
        if !self.has_own_methods(a)
            && !self.has_own_methods(b)
            && let Some(result) = self.data_compare(op, a, b)?
        {
            return self.complete(then, Value::Bool(result));
        }
        let (class_a, class_b) = (self.class_of(a), self.class_of(b));
        if let CompareOp::Eq | CompareOp::Ne = op
            && self.equals_itself_only(class_a)
            && (class_a == class_b || self.equals_itself_only(class_b))
        {
            return self.complete(then, Value::Bool(a.is(b) == (op == CompareOp::Eq)));
        }
        let forward = self.lookup(class_a, self.comparison_method(op)).map(|found| (found, a, b));
        let backward = self.lookup(class_b, self.comparison_method(op.reflected())).map(|found| (found, b, a));
        let backward_first = class_a != class_b && self.is_subclass(class_b, class_a) && backward.is_some();
        if let (Some((method @ Value::Function(_), ..)), false) = (forward, backward_first) {
            let rest = backward.into_iter().collect();
            let then = Then::Operation(Box::new(Operation::Compare { op, a, b, rest, then }));
            return self.call_value(method, &[a, b], then);
        }
        let mut attempts: Attempts =
            if backward_first { forward.into_iter().chain(backward).collect() } else { backward.into_iter().chain(forward).collect() };
        if class_a == class_b && self.heap[class_a].immutable {
            attempts.drain(..attempts.len().saturating_sub(1));
        }
        self.try_compare(op, a, b, attempts, then)
    }

    /// Whether instances of the class are compared by what `object` has, which tells the same object from others.
    fn equals_itself_only(&mut self, class: Ref<Class>) -> bool {
        [self.known.__eq__, self.known.__ne__].into_iter().all(|name| {
            matches!(self.lookup(class, name), Some(Value::Native(native)) if self.is_of_object(native))
        })
    }

    /// `a op b` of two values of built-in types; `None` where Python has to be asked or they do not compare.
    fn data_compare(&mut self, op: CompareOp, a: Value, b: Value) -> Result<Option<bool>, Escape> {
        let result = match op {
            CompareOp::Lt => self.compare_data(Compare::Lt, a, b),
            CompareOp::Le => self.compare_data(Compare::Le, a, b),
            CompareOp::Gt => self.compare_data(Compare::Gt, a, b),
            CompareOp::Ge => self.compare_data(Compare::Ge, a, b),
            CompareOp::Eq => self.equal_data(a, b),
            CompareOp::Ne => self.equal_data(a, b).map(|equal| equal.map(|equal| !equal)),
        };
        match result {
            Err(Escape::Defer) => Ok(None),
            result => result,
        }
    }

    /// Tries the last of `rest`.
    pub(super) fn try_compare(
        &mut self,
        op: CompareOp,
        a: Value,
        b: Value,
        rest: Attempts,
        then: Then,
    ) -> Result<(), Escape> {
        let waiting = |rest, then| Operation::Compare { op, a, b, rest, then };
        let Some(then) = self.try_methods(rest, then, waiting)? else { return Ok(()) };
        match op {
            CompareOp::Eq => self.complete(then, Value::Bool(a.is(b))),
            CompareOp::Ne => self.complete(then, Value::Bool(!a.is(b))),
            _ => {
                let (left, right) = (self.type_name(a), self.type_name(b));
                let symbol = op.symbol();
                Err(self.type_error(format!("'{symbol}' not supported between instances of '{left}' and '{right}'")))
            }
        }
    }

    #[inline(never)]
    pub(super) fn unary(&mut self, method: Ref<Str>, symbol: &str, value: Value, then: Then) -> Result<(), Escape> {
        let class = self.class_of(value);
        match self.lookup(class, method) {
            Some(method) => self.call_method(method, value, &[], then),
            None => {
                let message = format!("bad operand type for unary {symbol}: '{}'", self.message_name(class));
                Err(self.type_error(message))
            }
        }
    }

    /// The truth of a built-in value.
    #[inline]
    pub(super) fn truth_quickly(&self, value: Value) -> Option<bool> {
        Some(match value {
            Value::Bool(value) => value,
            Value::None => false,
            Value::Int(value) => value != 0,
            Value::Float(value) => value != 0.0,
            Value::Str(text) => !self.heap[text].as_str().is_empty(),
            Value::List(list) => !self.heap[list].0.is_empty(),
            Value::Tuple(tuple) => !self.heap[tuple].0.is_empty(),
            Value::Dict(dict) => !self.heap[dict].is_empty(),
            Value::Set(set) => !self.heap[set].0.is_empty(),
            Value::FrozenSet(set) => !self.heap[set].0.is_empty(),
            Value::Opaque(object) => return crate::stdlib::collections::deque::length(self, object).map(|length| length != 0),
            Value::Function(_) | Value::BigInt(_) | Value::Module(_) | Value::Generator(_) | Value::BoundMethod(_) => true,
            _ => return None,
        })
    }

    /// Sends whether `value` is true to `then`, as a bool.
    #[inline(never)]
    pub(super) fn truth_then(&mut self, value: Value, then: Then) -> Result<(), Escape> {
        if let Some(truth) = self.truth_quickly(value) {
            return self.complete(then, Value::Bool(truth));
        }
        let class = self.class_of(value);
        if let Some(method) = self.lookup(class, self.known.__bool__) {
            return self.call_method(method, value, &[], check(Check::Bool, then));
        }
        match self.lookup(class, self.known.__len__) {
            Some(method) => self.call_method(method, value, &[], check(Check::LengthAsBool, then)),
            None => self.complete(then, Value::Bool(true)),
        }
    }

    /// Whether `item in container`, for exact built-in containers where nothing can call Python or fail.
    #[inline(never)]
    pub(super) fn contains_quickly(&mut self, container: Value, item: Value) -> Option<bool> {
        match (container, item) {
            (Value::Dict(dict), _) => self.dict_find(dict, item).ok().map(|found| found.is_some()),
            (Value::Set(set), Value::Int(int)) => match self.heap[set].0.has_int(hash_small(int), int) {
                None => self.set_contains(container, item).ok(),
                found => found,
            },
            (Value::Set(_) | Value::FrozenSet(_), _) => self.set_contains(container, item).ok(),
            (Value::List(list), _) => self.is_among(&self.heap[list].0, item),
            (Value::Tuple(tuple), _) => self.is_among(&self.heap[tuple].0, item),
            (Value::Str(text), Value::Str(part)) => Some(self.heap[text].as_str().contains(self.heap[part].as_str())),
            (Value::Range(range), Value::Int(item)) => Some(self.heap[range].contains(item)),
            _ => None,
        }
    }

    /// Whether one of `items` is `wanted` or equal to it, where the heap alone tells.
    fn is_among(&self, items: &[Value], wanted: Value) -> Option<bool> {
        for item in items {
            if quick_same_or_equal(&self.heap, *item, wanted)? {
                return Some(true);
            }
        }
        Some(false)
    }

    /// Sends whether `item in container` to `then`.
    #[inline(never)]
    pub(super) fn contains_then(&mut self, container: Value, item: Value, then: Then) -> Result<(), Escape> {
        let class = self.class_of(container);
        match self.lookup(class, self.known.__contains__) {
            Some(Value::None) => {
                let message = format!("'{}' object is not a container", self.message_name(class));
                Err(self.type_error(message))
            }
            Some(method) => self.call_method(method, container, &[item], then),
            None => {
                let function = self.prelude_function("_contains");
                self.call_value(function, &[container, item], then)
            }
        }
    }

    /// Sends `iter(value)` to `then`.
    #[inline(never)]
    pub(super) fn iterator_then(&mut self, value: Value, then: Then) -> Result<(), Escape> {
        if let Value::Iter(_) = value {
            return self.complete(then, value);
        }
        match self.iterator(value) {
            Ok(iterator) => return self.complete(then, iterator),
            Err(Escape::Defer) => {}
            Err(escape) => return Err(escape),
        }
        let class = self.class_of(value);
        match self.lookup(class, self.known.__iter__) {
            Some(Value::None) | None => {
                if let None = self.lookup(class, self.known.__iter__)
                    && self.lookup(class, self.known.__getitem__).is_some()
                {
                    let iterator = self.iter(Iter::Sequence { sequence: value, index: 0, reversed: false });
                    return self.complete(then, iterator);
                }
                let message = format!("'{}' object is not iterable", self.name_of(class));
                Err(self.type_error(message))
            }
            Some(method) => {
                self.call_method(method, value, &[], Then::Operation(Box::new(Operation::Iterator { then })))
            }
        }
    }

    /// Goes on after a step of a built-in iterator has escaped: calls the function of a `map`, or
    /// what the prelude has for the iterator's type.
    pub(super) fn step_escaped(&mut self, iterator: Value, escape: Escape, then: Then) -> Result<(), Escape> {
        if let Escape::Defer = escape {
            let class = self.class_of(iterator);
            if let Some(Value::Native(native)) = self.lookup(class, self.known.__next__) {
                return self.native_escaped(native, &[iterator], Escape::Defer, then);
            }
        }
        self.escape_into(escape, then)
    }

    /// Sends the next value of an iterator to `then`; its end raises StopIteration.
    #[inline(never)]
    pub(super) fn next_then(&mut self, iterator: Value, then: Then) -> Result<(), Escape> {
        if let Value::Generator(generator) = iterator {
            return self.resume(generator, Value::None, then);
        }
        if let Value::Iter(_) = iterator {
            match self.advance(iterator) {
                Ok(Some(value)) => return self.complete(then, value),
                Ok(None) => return self.stopped(Value::None, then),
                Err(escape) => return self.step_escaped(iterator, escape, then),
            }
        }
        let class = self.class_of(iterator);
        match self.lookup(class, self.known.__next__) {
            Some(Value::Native(native)) => match self.call_native_quickly(native, &[iterator]) {
                Ok(value) => self.complete(then, value),
                Err(Escape::Raise(exception)) => match self.catch(then, exception)? {
                    Some(exception) => Err(Escape::Raise(exception)),
                    None => Ok(()),
                },
                Err(escape) => self.native_escaped(native, &[iterator], escape, then),
            },
            Some(method) => self.call_method(method, iterator, &[], then),
            None => {
                let message = format!("'{}' object is not an iterator", self.name_of(class));
                Err(self.type_error(message))
            }
        }
    }
}

fn check(what: Check, then: Then) -> Then {
    Then::Operation(Box::new(Operation::Check { what, then }))
}

/// Operators on ints and floats that the run loop's own cases leave out; `None` where they fail or the
/// result is big.
fn number_quickly(op: BinaryOp, a: Value, b: Value) -> Option<Value> {
    match (a, b) {
        (Value::Int(x), Value::Int(y)) if op == BinaryOp::TrueDiv => quotient_quickly(x, y).map(Value::Float),
        (Value::Int(x), Value::Int(y)) => int_quickly(op, x, y).map(Value::Int),
        (Value::Float(x), Value::Int(y)) => float_quickly(op, x, y as f64).map(Value::Float),
        (Value::Int(x), Value::Float(y)) => float_quickly(op, x as f64, y).map(Value::Float),
        (Value::Float(x), Value::Float(y)) => float_quickly(op, x, y).map(Value::Float),
        // Between two bools some operators give bools.
        (Value::Bool(x), Value::Int(_)) => number_quickly(op, Value::Int(x.into()), b),
        (Value::Int(_), Value::Bool(y)) => number_quickly(op, a, Value::Int(y.into())),
        _ => None,
    }
}

/// The quotient of ints that are floats, too.
fn quotient_quickly(x: i64, y: i64) -> Option<f64> {
    (y != 0 && x.unsigned_abs() <= EXACT && y.unsigned_abs() <= EXACT).then(|| x as f64 / y as f64)
}

fn int_quickly(op: BinaryOp, x: i64, y: i64) -> Option<i64> {
    match op {
        BinaryOp::Add => x.checked_add(y),
        BinaryOp::Sub => x.checked_sub(y),
        BinaryOp::Mul => x.checked_mul(y),
        BinaryOp::FloorDiv => {
            let quotient = x.checked_div(y)?;
            Some(if x % y != 0 && (x < 0) != (y < 0) { quotient - 1 } else { quotient })
        }
        BinaryOp::Mod => {
            let remainder = x.checked_rem(y)?;
            Some(if remainder != 0 && (remainder < 0) != (y < 0) { remainder + y } else { remainder })
        }
        BinaryOp::Pow => x.checked_pow(u32::try_from(y).ok()?),
        BinaryOp::LShift => {
            let shift = u32::try_from(y).ok().filter(|shift| *shift < 63)?;
            Some(x << shift).filter(|shifted| shifted >> shift == x)
        }
        BinaryOp::RShift if y >= 0 => Some(x >> y.min(63)),
        BinaryOp::And => Some(x & y),
        BinaryOp::Or => Some(x | y),
        BinaryOp::Xor => Some(x ^ y),
        _ => None,
    }
}

fn float_quickly(op: BinaryOp, x: f64, y: f64) -> Option<f64> {
    match op {
        BinaryOp::Pow if x > 0.0 => Some(crate::text::float::power(x, y)).filter(|power| power.is_finite()),
        BinaryOp::Add => Some(x + y),
        BinaryOp::Sub => Some(x - y),
        BinaryOp::Mul => Some(x * y),
        BinaryOp::TrueDiv if y != 0.0 => Some(x / y),
        BinaryOp::FloorDiv => crate::text::float::floor_div(x, y).ok(),
        BinaryOp::Mod => crate::text::float::modulo(x, y).ok(),
        _ => None,
    }
}
