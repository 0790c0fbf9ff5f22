//! Items, displays, unpacking and formatting.

use crate::builtins::formatting::format_data;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::access::replace;
use crate::vm::frame::Then;
use crate::vm::keys::Access;
use crate::vm::native::Escape;
use crate::vm::operation::{Check, Operation};

impl Vm {
    /// `object[key]` for exact lists and tuples with an int in range.
    #[inline(always)]
    pub(super) fn item_quickly(&self, object: Value, key: Value) -> Option<Value> {
        match (object, key) {
            (Value::List(list), Value::Int(index)) => item_at(&self.heap[list].0, index),
            (Value::Tuple(tuple), Value::Int(index)) => item_at(&self.heap[tuple].0, index),
            _ => None,
        }
    }

    /// `object[key]` for exact built-in containers; `None` where that would call Python or fail.
    pub fn item_of_data(&mut self, object: Value, key: Value) -> Option<Value> {
        self.item_quickly(object, key).or_else(|| self.data_item(object, key))
    }

    /// Whether the class of `object`, derived from a built-in one, says itself what its items are.
    pub fn redefines_items(&mut self, object: Value) -> bool {
        let class = self.class_of(object);
        !matches!(self.lookup(class, self.known.__getitem__), Some(Value::Native(_)))
    }

    /// `object[key]` for other exact built-in containers, where nothing can call Python or fail.
    #[inline(never)]
    pub(super) fn data_item(&mut self, object: Value, key: Value) -> Option<Value> {
        match (object, key) {
            (Value::Dict(dict), _) => self.dict_item(dict, key),
            (Value::Str(text), Value::Int(index)) => self.str_item(text, index),
            (Value::Str(_) | Value::List(_) | Value::Tuple(_), Value::Slice(slice)) => {
                let Slice { start, stop, step } = self.heap[slice];
                match (start, stop, step) {
                    (_, _, Value::None) => self.slice_quickly(object, start, stop),
                    (Value::None, Value::None, Value::Int(-1)) => self.reversed_quickly(object),
                    _ => None,
                }
            }
            (Value::Bytes(bytes), Value::Int(index)) => {
                let bytes = &self.heap[bytes].0;
                place(index, bytes.len()).map(|index| Value::Int(i64::from(bytes[index])))
            }
            (Value::ByteArray(bytes), Value::Int(index)) => {
                let bytes = &self.heap[bytes].0;
                place(index, bytes.len()).map(|index| Value::Int(i64::from(bytes[index])))
            }
            _ => None,
        }
    }

    fn str_item(&mut self, text: Ref<Str>, index: i64) -> Option<Value> {
        let text = &self.heap[text];
        let index = place(index, text.chars())?;
        if !text.is_ascii() {
            return None;
        }
        let byte = text.as_str().as_bytes()[index];
        Some(self.char(char::from(byte)))
    }

    /// `object[::-1]` for exact strings of ASCII characters, lists and tuples.
    fn reversed_quickly(&mut self, object: Value) -> Option<Value> {
        match object {
            Value::Str(text) if self.heap[text].is_ascii() => {
                let reversed: String = self.heap[text].as_str().bytes().rev().map(char::from).collect();
                Some(self.ascii_str(reversed))
            }
            Value::List(list) => {
                let items = self.heap[list].0.iter().rev().copied().collect();
                Some(self.list(items))
            }
            Value::Tuple(tuple) => {
                let items: Vec<Value> = self.heap[tuple].0.iter().rev().copied().collect();
                Some(self.tuple(items))
            }
            _ => None,
        }
    }

    /// `object[start:stop]` for exact strings, lists and tuples with ints or None.
    fn slice_quickly(&mut self, object: Value, start: Value, stop: Value) -> Option<Value> {
        let len = match object {
            Value::Str(text) => self.heap[text].is_ascii().then(|| self.heap[text].chars())?,
            Value::List(list) => self.heap[list].0.len(),
            Value::Tuple(tuple) => self.heap[tuple].0.len(),
            _ => return None,
        };
        let (start, stop) = (slice_place(start, 0, len)?, slice_place(stop, len, len)?);
        let range = start..stop.max(start);
        Some(match object {
            Value::Str(_) | Value::Tuple(_) if range.len() == len => object,
            Value::Str(text) => self.str_part(text, range),
            Value::List(list) => {
                let items = self.heap[list].0[range].to_vec();
                self.list(items)
            }
            Value::Tuple(tuple) => {
                let items = TupleItems::from_slice(&self.heap[tuple].0[range]);
                self.tuple(items)
            }
            _ => return None,
        })
    }

    /// The bytes of `range` of an ASCII string as a string.
    fn str_part(&mut self, text: Ref<Str>, range: std::ops::Range<usize>) -> Value {
        let part = &self.heap[text].as_str()[range];
        if let [byte] = *part.as_bytes() {
            return self.char(char::from(byte));
        }
        let part = StrText::from(part);
        self.ascii_str(part)
    }

    fn dict_item(&mut self, dict: Ref<Dict>, key: Value) -> Option<Value> {
        match key {
            Value::Str(name) if self.heap[name].interned => self.heap.get_name(dict, name),
            _ => self.dict_get(dict, key).ok().flatten(),
        }
    }

    #[inline(never)]
    fn store_dict_item(&mut self, dict: Ref<Dict>, key: Value, value: Value) -> bool {
        self.dict_set(dict, key, value).is_ok()
    }

    /// `object[key] = value` likewise; returns whether it was done.
    #[inline(always)]
    pub(super) fn store_item_quickly(&mut self, object: Value, key: Value, value: Value) -> bool {
        match (object, key) {
            (Value::List(list), Value::Int(index)) => {
                let items = &mut self.heap[list].0;
                match place(index, items.len()).and_then(|index| items.get_mut(index)) {
                    Some(slot) => {
                        *slot = value;
                        true
                    }
                    None => false,
                }
            }
            (Value::Dict(dict), _) => self.store_dict_item(dict, key, value),
            _ => false,
        }
    }

    #[inline(never)]
    pub(super) fn load_item(&mut self, object: Value, key: Value, then: Then) -> Result<(), Escape> {
        let class = self.class_of(object);
        match self.lookup(class, self.known.__getitem__) {
            Some(method) => {
                if let Some(dict) = self.inherited_dict(object, method)
                    && let Some(value) = self.dict_item(dict, key)
                {
                    return self.complete(then, value);
                }
                self.call_method(method, object, &[key], then)
            }
            None => self.load_class_item(object, key, then),
        }
    }

    /// The dict that an instance of a derived class holds, where `method` is the one that its class has from `dict`.
    fn inherited_dict(&self, object: Value, method: Value) -> Option<Ref<Dict>> {
        let Value::Instance(instance) = object else { return None };
        let Value::Dict(dict) = self.heap[instance].payload else { return None };
        self.is_native_of(method, self.types.dict).then_some(dict)
    }

    /// `class[key]`: `__class_getitem__`.
    fn load_class_item(&mut self, object: Value, key: Value, then: Then) -> Result<(), Escape> {
        if let Value::Class(class) = object {
            let function = self.prelude_function("_class_getitem");
            return self.call_value(function, &[class.into(), key], then);
        }
        let message = format!("'{}' object is not subscriptable", self.type_name(object));
        Err(self.type_error(message))
    }

    #[inline(never)]
    pub(super) fn store_item(&mut self, object: Value, key: Value, value: Value) -> Result<(), Escape> {
        let class = self.class_of(object);
        match self.lookup(class, self.known.__setitem__) {
            Some(method) => {
                if let Some(dict) = self.inherited_dict(object, method)
                    && self.store_dict_item(dict, key, value)
                {
                    return Ok(());
                }
                self.call_method(method, object, &[key, value], Then::Discard)
            }
            None => {
                let message = format!("'{}' object does not support item assignment", self.message_name(class));
                Err(self.type_error(message))
            }
        }
    }

    #[inline(never)]
    pub(super) fn delete_item(&mut self, object: Value, key: Value) -> Result<(), Escape> {
        let class = self.class_of(object);
        match self.lookup(class, self.known.__delitem__) {
            Some(method) => self.call_method(method, object, &[key], Then::Discard),
            None => {
                let Class { immutable, named_fully, .. } = self.heap[class];
                // CPython says it differently of a type that is no sequence in any respect.
                let is_plain = immutable && !named_fully && self.lookup(class, self.known.__len__).is_none();
                let verb = if is_plain { "does not" } else { "doesn't" };
                let message = format!("'{}' object {verb} support item deletion", self.message_name(class));
                Err(self.type_error(message))
            }
        }
    }

    #[inline(never)]
    pub(super) fn build_set(&mut self, dst: u16, base: u16, count: u16) -> Result<(), Escape> {
        let items = self.window(base, count);
        let set = self.heap.allocate(Set::default());
        for (index, item) in items.iter().enumerate() {
            match self.set_add(set.into(), *item) {
                Ok(_) => {}
                Err(Escape::Defer) => return self.prelude_items(dst, "_build_set", set.into(), &items[index..]),
                Err(escape) => return Err(escape),
            }
        }
        self.set_register(dst, set.into());
        Ok(())
    }

    #[inline(never)]
    pub(super) fn build_dict(&mut self, dst: u16, base: u16, count: u16) -> Result<(), Escape> {
        let items = self.window(base, count * 2);
        let dict = self.heap.allocate(Dict::with_capacity(usize::from(count)));
        for index in (0..items.len()).step_by(2) {
            match self.dict_set(dict, items[index], items[index + 1]) {
                Ok(()) => {}
                Err(Escape::Defer) => return self.build_dict_slowly(dst, dict, &items[index..]),
                Err(escape) => return Err(escape),
            }
        }
        self.set_register(dst, dict.into());
        Ok(())
    }

    /// Adds the rest of a display's items, the first of which needs Python.
    #[cold]
    fn build_dict_slowly(&mut self, dst: u16, dict: Ref<Dict>, items: &[Value]) -> Result<(), Escape> {
        if let [key, value] = *items
            && let Escape::Search(search) = self.search_escape(dict.into(), key, Access::Store { value })
        {
            return self.begin_search(*search, replace(dict.into(), Then::Store(dst)));
        }
        self.prelude_items(dst, "_build_dict", dict.into(), items)
    }

    /// Lets the prelude add the rest of a display's items, and stores the display.
    fn prelude_items(&mut self, dst: u16, name: &str, display: Value, items: &[Value]) -> Result<(), Escape> {
        let items = self.tuple(items.to_vec());
        self.prelude_into(dst, name, &[display, items])
    }

    #[inline(never)]
    pub(super) fn extend_display(&mut self, list: Value, iterable: Value) -> Result<(), Escape> {
        let Value::List(target) = list else { unreachable!("a display in the making is a list") };
        match self.collect(iterable) {
            Ok(items) => {
                self.heap.charge(items.len() * 16);
                self.heap[target].0.extend(items);
                Ok(())
            }
            Err(Escape::Defer) => self.display_call("_list_extend", &[list, iterable]),
            Err(Escape::Raise(exception)) => {
                let class = self.class_of(iterable);
                if self.lookup(class, self.known.__iter__).is_none()
                    && self.lookup(class, self.known.__getitem__).is_none()
                {
                    let message = format!("Value after * must be an iterable, not {}", self.name_of(class));
                    return Err(self.type_error(message));
                }
                Err(Escape::Raise(exception))
            }
            Err(escape) => Err(escape),
        }
    }

    #[inline(never)]
    pub(super) fn join_strings(&mut self, parts: &[Value]) -> Value {
        let mut text = String::with_capacity(64);
        for part in parts {
            let Value::Str(part) = self.unwrap(*part) else { unreachable!("the parts of an f-string are strings") };
            self.heap[part].text().append_to(&mut text);
        }
        self.str(text)
    }

    #[inline(never)]
    pub(super) fn unpack_sequence(&mut self, source: Value, base: u16, count: u16) -> Result<(), Escape> {
        let items = match source {
            Value::Tuple(tuple) => &self.heap[tuple].0[..],
            Value::List(list) => &self.heap[list].0[..],
            _ => return self.unpack_iterable(source, base, count),
        };
        let got = items.len();
        if got == usize::from(count) {
            let first = self.frame().base as usize + usize::from(base);
            self.thread.stack[first..first + got].copy_from_slice(items);
            return Ok(());
        }
        self.check_unpacked(got, count, source)
    }

    fn check_unpacked(&mut self, got: usize, wanted: u16, source: Value) -> Result<(), Escape> {
        let wanted = usize::from(wanted);
        if got < wanted {
            return Err(self.value_error(format!("not enough values to unpack (expected {wanted}, got {got})")));
        }
        if got > wanted {
            let sized = matches!(source, Value::List(_) | Value::Tuple(_) | Value::Dict(_));
            let got = if sized { format!(", got {got}") } else { String::new() };
            return Err(self.value_error(format!("too many values to unpack (expected {wanted}{got})")));
        }
        Ok(())
    }

    fn unpack_iterable(&mut self, source: Value, base: u16, count: u16) -> Result<(), Escape> {
        match self.collect(source) {
            Ok(items) => {
                self.check_unpacked(items.len(), count, source)?;
                for (offset, item) in items.into_iter().enumerate() {
                    self.set_register(base + offset as u16, item);
                }
                Ok(())
            }
            Err(Escape::Defer) if !self.may_iterate(source) => Err(self.not_unpackable(source)),
            Err(Escape::Defer) => {
                let then = Then::Operation(Box::new(Operation::Unpack { base }));
                let function = self.prelude_function("_unpack");
                self.call_value(function, &[source, Value::Int(i64::from(count))], then)
            }
            Err(Escape::Raise(exception)) => Err(self.refuse_unpacking(source, exception)),
            Err(escape) => Err(escape),
        }
    }

    fn refuse_unpacking(&mut self, source: Value, exception: Value) -> Escape {
        if self.may_iterate(source) { Escape::Raise(exception) } else { self.not_unpackable(source) }
    }

    fn not_unpackable(&mut self, source: Value) -> Escape {
        let name = self.type_name(source);
        self.type_error(format!("cannot unpack non-iterable {name} object"))
    }

    /// Whether the class of `value` says how to iterate, or has items as Python classes do.
    fn may_iterate(&mut self, value: Value) -> bool {
        let class = self.class_of(value);
        let has_items = self.lookup(class, self.known.__getitem__).is_some_and(|method| !matches!(method, Value::Native(_)));
        has_items || self.lookup(class, self.known.__iter__).is_some()
    }

    /// Puts the items of a tuple into the registers from `base`.
    pub(super) fn spread(&mut self, base: u16, tuple: Value) {
        let Value::Tuple(tuple) = tuple else { unreachable!("the prelude returns a tuple") };
        for (offset, item) in self.heap[tuple].0.to_vec().into_iter().enumerate() {
            self.set_register(base + offset as u16, item);
        }
    }

    #[inline(never)]
    pub(super) fn unpack_star(&mut self, source: Value, base: u16, counts: u16) -> Result<(), Escape> {
        let (before, after) = (usize::from(counts >> 8), usize::from(counts & 255));
        let items = match self.collect(source) {
            Ok(items) => items,
            Err(Escape::Defer) => {
                let then = Then::Operation(Box::new(Operation::Unpack { base }));
                let function = self.prelude_function("_unpack_star");
                return self.call_value(function, &[source, (before as i64).into(), (after as i64).into()], then);
            }
            Err(Escape::Raise(exception)) => return Err(self.refuse_unpacking(source, exception)),
            Err(escape) => return Err(escape),
        };
        if items.len() < before + after {
            let (least, got) = (before + after, items.len());
            return Err(self.value_error(format!("not enough values to unpack (expected at least {least}, got {got})")));
        }
        let middle = items.len() - after;
        for (offset, item) in items[..before].iter().enumerate() {
            self.set_register(base + offset as u16, *item);
        }
        let rest = self.list(items[before..middle].to_vec());
        self.set_register(base + before as u16, rest);
        for (offset, item) in items[middle..].iter().enumerate() {
            self.set_register(base + (before + 1 + offset) as u16, *item);
        }
        Ok(())
    }

    /// Sends `format(value, spec)` to `then`; an unbound `spec` is empty.
    #[inline(never)]
    pub(super) fn format_then(&mut self, value: Value, spec: Value, then: Then) -> Result<(), Escape> {
        if let Some(text) = self.format_quickly(value, spec)? {
            let text = self.str(text);
            return self.complete(then, text);
        }
        let spec = match spec {
            Value::Unbound => self.str(""),
            spec => spec,
        };
        let class = self.class_of(value);
        match self.lookup(class, self.known.__format__) {
            // Built-in types and those derived from them show themselves as `str()` does.
            Some(Value::Native(_)) if matches!(self.as_str(spec), Some("")) => {
                let class = Value::Class(self.types.str);
                self.call_value(class, &[value], then)
            }
            Some(method) => {
                let then = Then::Operation(Box::new(Operation::Check { what: Check::Str("__format__"), then }));
                self.call_method(method, value, &[spec], then)
            }
            None => unreachable!("object has __format__"),
        }
    }

    /// What a value that no class of Python's is about formats to.
    fn format_quickly(&mut self, value: Value, spec: Value) -> Result<Option<String>, Escape> {
        let text = self.as_str(spec).unwrap_or_default();
        if let Some(formatted) = format_data(&self.heap, value, text, self.digits_limit) {
            return formatted.map(Some).map_err(|error| self.raise_text(error));
        }
        if !text.is_empty() || self.has_own_methods(value) {
            return Ok(None);
        }
        match self.to_str(value) {
            Err(Escape::Defer) => Ok(None),
            result => result.map(Some),
        }
    }

    /// `str(value)`, `repr(value)` or `ascii(value)`.
    #[inline(never)]
    pub(super) fn convert(&mut self, dst: u16, value: Value, conversion: u16) -> Result<(), Escape> {
        let name = ["str", "repr", "ascii"][usize::from(conversion)];
        let key = self.intern(name);
        let function = self.heap.get_name(self.builtins, key).expect("str, repr and ascii are built in");
        self.call_value(function, &[value], Then::Store(dst))
    }
}

fn item_at(items: &[Value], index: i64) -> Option<Value> {
    place(index, items.len()).and_then(|index| items.get(index)).copied()
}

/// The place of `index`, which counts from the end if it is negative, in a sequence of `len` items.
#[inline(always)]
fn place(index: i64, len: usize) -> Option<usize> {
    let index = if index < 0 { index + len as i64 } else { index };
    ((index as u64) < len as u64).then_some(index as usize)
}

/// Where a bound of a slice of `len` items stands; `None` unless it is an int or None.
fn slice_place(bound: Value, default: usize, len: usize) -> Option<usize> {
    match bound {
        Value::None => Some(default),
        Value::Int(at) if at < 0 => Some(at.saturating_add(len as i64).max(0) as usize),
        Value::Int(at) => Some(at.min(len as i64) as usize),
        _ => None,
    }
}
