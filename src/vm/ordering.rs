//! `<`, `<=`, `>` and `>=` of any two values, as far as no Python code is involved.

use std::cmp::Ordering;

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::Escape;
use crate::vm::numbers::compare_reals;
use crate::vm::special::Special;

/// An ordering comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    Lt,
    Le,
    Gt,
    Ge,
}

impl Compare {
    /// Whether two values in this order satisfy the comparison.
    #[inline]
    pub fn holds(self, order: Ordering) -> bool {
        match self {
            Compare::Lt => order.is_lt(),
            Compare::Le => order.is_le(),
            Compare::Gt => order.is_gt(),
            Compare::Ge => order.is_ge(),
        }
    }

    pub fn symbol(self) -> &'static str {
        match self {
            Compare::Lt => "<",
            Compare::Le => "<=",
            Compare::Gt => ">",
            Compare::Ge => ">=",
        }
    }

    /// The comparison with its sides exchanged.
    pub fn reflected(self) -> Compare {
        match self {
            Compare::Lt => Compare::Gt,
            Compare::Le => Compare::Ge,
            Compare::Gt => Compare::Lt,
            Compare::Ge => Compare::Le,
        }
    }
}

/// The order of two tuples of which the items that decide are ints, floats or strings; `None` for others.
pub fn order_of_tuples(a: Ref<Tuple>, b: Ref<Tuple>, heap: &Heap) -> Option<Ordering> {
    let (a, b) = (&heap[a].0, &heap[b].0);
    for (a, b) in a.iter().zip(b) {
        let order = match (*a, *b) {
            (Value::Int(a), Value::Int(b)) => a.cmp(&b),
            (Value::Float(a), Value::Float(b)) => a.partial_cmp(&b)?,
            (Value::Str(a), Value::Str(b)) => heap[a].as_str().cmp(heap[b].as_str()),
            _ => return None,
        };
        if order.is_ne() {
            return Some(order);
        }
    }
    Some(a.len().cmp(&b.len()))
}

impl Vm {
    /// `a op b`; TypeError if the types do not compare.
    #[inline]
    pub fn compare(&mut self, op: Compare, a: Value, b: Value) -> Result<bool, Escape> {
        if let (Value::Int(a), Value::Int(b)) = (a, b) {
            return Ok(op.holds(a.cmp(&b)));
        }
        match self.compare_or_not_implemented(op, a, b)? {
            Some(holds) => Ok(holds),
            None => {
                let (a, b, op) = (self.type_name(a), self.type_name(b), op.symbol());
                Err(self.type_error(format!("'{op}' not supported between instances of '{a}' and '{b}'")))
            }
        }
    }

    /// `a op b`; `None` if neither type implements it for the other.
    pub fn compare_or_not_implemented(&mut self, op: Compare, a: Value, b: Value) -> Result<Option<bool>, Escape> {
        if let (Value::Tuple(a), Value::Tuple(b)) = (a, b)
            && let Some(order) = order_of_tuples(a, b, &self.heap)
        {
            return Ok(Some(op.holds(order)));
        }
        if self.has_own_methods(a) || self.has_own_methods(b) {
            return self.compare_by_class(op, a, b);
        }
        self.compare_data(op, a, b)
    }

    /// The name of the special method for `op`.
    pub fn compare_name(&self, op: Compare) -> Ref<Str> {
        match op {
            Compare::Lt => self.known.__lt__,
            Compare::Le => self.known.__le__,
            Compare::Gt => self.known.__gt__,
            Compare::Ge => self.known.__ge__,
        }
    }

    fn compare_by_class(&mut self, op: Compare, a: Value, b: Value) -> Result<Option<bool>, Escape> {
        let (name, reflected) = (self.compare_name(op), self.compare_name(op.reflected()));
        let (for_a, for_b) = (self.special(a, name), self.special(b, reflected));
        if matches!(for_a, Special::Python(_)) || matches!(for_b, Special::Python(_)) {
            return Err(Escape::Defer);
        }
        for (method, x, y) in [(for_a, a, b), (for_b, b, a)] {
            let Special::Native(native) = method else { continue };
            if self.is_of_object(native) {
                continue;
            }
            match self.ask_native(native, x, &[y])? {
                Value::NotImplemented => {}
                Value::Bool(holds) => return Ok(Some(holds)),
                other => return self.truth(other).map(Some),
            }
        }
        Ok(None)
    }

    /// `a op b` by what the built-in types hold, which is what their methods do.
    pub fn compare_data(&mut self, op: Compare, a: Value, b: Value) -> Result<Option<bool>, Escape> {
        let (a, b) = (self.unwrap(a), self.unwrap(b));
        let heap = &self.heap;
        match (a, b) {
            (Value::Str(a), Value::Str(b)) => Ok(Some(op.holds(heap[a].as_str().cmp(heap[b].as_str())))),
            (Value::List(_), Value::List(_)) | (Value::Tuple(_), Value::Tuple(_)) => {
                self.deeper(" in comparison", |vm| vm.compare_sequences(op, a, b)).map(Some)
            }
            (Value::Set(_) | Value::FrozenSet(_), Value::Set(_) | Value::FrozenSet(_)) => {
                self.compare_sets(op, a, b).map(Some)
            }
            (Value::DictView(_), _) | (_, Value::DictView(_)) => self.compare_views(op, a, b),
            (Value::Bytes(_) | Value::ByteArray(_), Value::Bytes(_) | Value::ByteArray(_)) => {
                let bytes = |value| match value {
                    Value::Bytes(bytes) => &heap[bytes].0[..],
                    Value::ByteArray(bytes) => &heap[bytes].0[..],
                    _ => &[],
                };
                Ok(Some(op.holds(bytes(a).cmp(bytes(b)))))
            }
            (Value::Slice(a), Value::Slice(b)) => {
                let (a, b) = (&heap[a], &heap[b]);
                let (a, b) = ([a.start, a.stop, a.step], [b.start, b.stop, b.step]);
                let (a, b) = (self.tuple(a), self.tuple(b));
                self.compare_data(op, a, b)
            }
            (Value::Cell(a), Value::Cell(b)) => {
                let [a, b] = [a, b].map(|cell| heap[cell].items().to_vec());
                let (a, b) = (self.tuple(a), self.tuple(b));
                self.compare_data(op, a, b)
            }
            _ => Ok(compare_reals(heap, a, b).map(|order| order.is_some_and(|order| op.holds(order)))),
        }
    }

    /// The items of a list or tuple; none for another value.
    pub fn sequence_items(&self, value: Value) -> &[Value] {
        match value {
            Value::List(list) => &self.heap[list].0,
            Value::Tuple(tuple) => &self.heap[tuple].0,
            _ => &[],
        }
    }

    fn compare_sequences(&mut self, op: Compare, a: Value, b: Value) -> Result<bool, Escape> {
        let mut index = 0;
        loop {
            let (items_a, items_b) = (self.sequence_items(a), self.sequence_items(b));
            match (items_a.get(index).copied(), items_b.get(index).copied()) {
                (Some(x), Some(y)) => {
                    if !self.same_or_equal(x, y)? {
                        return self.compare(op, x, y);
                    }
                }
                _ => return Ok(op.holds(items_a.len().cmp(&items_b.len()))),
            }
            index += 1;
        }
    }

    fn compare_sets(&mut self, op: Compare, a: Value, b: Value) -> Result<bool, Escape> {
        let len = |value| self.set_table(value).map_or(0, SetTable::len);
        let (len_a, len_b) = (len(a), len(b));
        match op {
            Compare::Lt => Ok(len_a < len_b && self.is_subset(a, b)?),
            Compare::Le => Ok(len_a <= len_b && self.is_subset(a, b)?),
            Compare::Gt => Ok(len_a > len_b && self.is_subset(b, a)?),
            Compare::Ge => Ok(len_a >= len_b && self.is_subset(b, a)?),
        }
    }
}
