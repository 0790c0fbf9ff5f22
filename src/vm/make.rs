//! Making values: short names for what natives make all the time.

use dashu_int::IBig;

use crate::object::*;
use crate::text::int::Digits;
use crate::vm::Vm;

/// How many items a tuple has in itself.
const FEW: usize = 3;

/// What a tuple can be made of.
pub trait IntoTuple {
    fn into_items(self) -> TupleItems;
}

impl IntoTuple for TupleItems {
    #[inline]
    fn into_items(self) -> TupleItems {
        self
    }
}

impl<const N: usize> IntoTuple for [Value; N] {
    #[inline(always)]
    fn into_items(self) -> TupleItems {
        if N > FEW {
            return TupleItems::from_slice(&self);
        }
        // Of a known number, with no loop left over.
        let mut few = [Value::Unbound; FEW];
        for (place, item) in few.iter_mut().zip(self) {
            *place = item;
        }
        TupleItems::from_buf_and_len(few, N)
    }
}

impl IntoTuple for &[Value] {
    #[inline]
    fn into_items(self) -> TupleItems {
        TupleItems::from_slice(self)
    }
}

impl IntoTuple for Vec<Value> {
    #[inline]
    fn into_items(self) -> TupleItems {
        if self.len() <= TupleItems::new().inline_size() {
            return TupleItems::from_slice(&self);
        }
        TupleItems::from_vec(self)
    }
}

impl IntoTuple for Box<[Value]> {
    fn into_items(self) -> TupleItems {
        self.into_vec().into_items()
    }
}

impl Vm {
    /// A `str`.
    #[inline]
    pub fn str(&mut self, text: impl Into<StrText>) -> Value {
        Value::Str(self.new_str(text))
    }

    /// A `str`.
    pub fn new_str(&mut self, text: impl Into<StrText>) -> Ref<Str> {
        let text = Str::new(text);
        self.heap.charge(text.as_str().len());
        self.heap.allocate(text)
    }

    /// A `str` of ASCII characters.
    pub fn ascii_str(&mut self, text: impl Into<StrText>) -> Value {
        let text = text.into();
        let len = text.len();
        self.heap.charge(len);
        Value::Str(self.heap.allocate(Str::with_chars(text, len)))
    }

    /// The part of a string that these byte offsets enclose.
    pub fn part(&mut self, of: Ref<Str>, range: std::ops::Range<usize>) -> Value {
        let whole = &self.heap[of];
        let part = &whole.as_str()[range];
        match (whole.is_ascii(), part.as_bytes()) {
            (true, [byte]) => Value::Str(self.ascii[usize::from(*byte)]),
            (true, _) => {
                let part = StrText::from(part);
                self.ascii_str(part)
            }
            (false, _) => {
                let part = StrText::from(part);
                self.str(part)
            }
        }
    }

    /// A `list` of parts of a string.
    pub fn list_of_parts(&mut self, of: Ref<Str>, parts: &[std::ops::Range<usize>]) -> Value {
        let mut items = Vec::with_capacity(parts.len());
        for part in parts {
            items.push(self.part(of, part.clone()));
        }
        self.list(items)
    }

    /// `str(int)`.
    pub fn decimal(&mut self, int: i64) -> Value {
        let digits = Digits::decimal(int);
        self.ascii_str(digits.as_str())
    }

    /// A `str` of one character.
    pub fn char(&mut self, char: char) -> Value {
        if char.is_ascii() {
            return Value::Str(self.ascii[char as usize]);
        }
        self.str(char.to_string())
    }

    /// The one string of this text in the table of names.
    pub fn intern(&mut self, text: &str) -> Ref<Str> {
        self.names.intern(&mut self.heap, text)
    }

    /// The interned string equal to `name`.
    pub fn intern_str(&mut self, name: Ref<Str>) -> Ref<Str> {
        if self.heap[name].interned {
            return name;
        }
        let text: Box<str> = self.heap[name].as_str().into();
        self.intern(&text)
    }

    /// An `int`, in its smallest form.
    pub fn int(&mut self, value: IBig) -> Value {
        match i64::try_from(&value) {
            Ok(small) => Value::Int(small),
            Err(_) => Value::BigInt(self.heap.allocate(BigInt(value))),
        }
    }

    /// An `int`.
    pub fn index(&mut self, value: usize) -> Value {
        Value::Int(value as i64)
    }

    pub fn complex(&mut self, real: f64, imag: f64) -> Value {
        Value::Complex(self.heap.allocate(Complex { real, imag }))
    }

    pub fn bytes(&mut self, bytes: impl Into<Box<[u8]>>) -> Value {
        let bytes = Bytes(bytes.into());
        self.heap.charge(bytes.0.len());
        Value::Bytes(self.heap.allocate(bytes))
    }

    /// A `list`.
    #[inline]
    pub fn list(&mut self, items: Vec<Value>) -> Value {
        Value::List(self.new_list(items))
    }

    pub fn new_list(&mut self, items: Vec<Value>) -> Ref<List> {
        self.heap.charge(items.capacity() * 16);
        self.heap.allocate(List(items))
    }

    /// A `tuple`.
    #[inline]
    pub fn tuple(&mut self, items: impl IntoTuple) -> Value {
        let tuple = Tuple(items.into_items());
        self.heap.charge(tuple.external_bytes());
        Value::Tuple(self.heap.allocate(tuple))
    }

    /// An empty `dict`.
    pub fn new_dict(&mut self) -> Ref<Dict> {
        self.heap.allocate(Dict::new())
    }

    pub fn iter(&mut self, iter: Iter) -> Value {
        Value::Iter(self.heap.allocate(iter))
    }

    /// An object of a native module.
    pub fn opaque(&mut self, class: Ref<Class>, data: impl std::any::Any) -> Value {
        self.traced_opaque(class, data, |_, _| {})
    }

    /// An object of a native module whose data holds values: `trace` shows them to the collector.
    pub fn traced_opaque(
        &mut self,
        class: Ref<Class>,
        data: impl std::any::Any,
        trace: fn(&dyn std::any::Any, &mut Visitor),
    ) -> Value {
        let opaque = Opaque { class, data: Box::new(data), values: Vec::new(), trace, dict: None };
        Value::Opaque(self.heap.allocate(opaque))
    }

    /// The value of the built-in type that `value` is or wraps: the payload of an instance of a
    /// class derived from a built-in type, else `value` itself.
    #[inline]
    pub fn unwrap(&self, value: Value) -> Value {
        match value {
            Value::Instance(instance) => match self.heap[instance].payload {
                Value::Unbound | Value::Exception(_) => value,
                payload => payload,
            },
            _ => value,
        }
    }

    /// `value`, a result of a built-in type's `__new__`, as an instance of `class`: as it is for
    /// the built-in type itself, else wrapped.
    pub fn wrap(&mut self, class: Ref<Class>, value: Value) -> Value {
        let own = self.class_of(value);
        if own == class || !self.can_wrap(class, value, own) {
            return value;
        }
        Value::Instance(self.allocate_instance(class, value))
    }

    /// Whether instances of `class` can be around values like this one: `int.__new__(str)` makes no text.
    fn can_wrap(&self, class: Ref<Class>, value: Value, own: Ref<Class>) -> bool {
        let alike = self.heap[class].layout == self.heap[own].layout || matches!(value, Value::Bool(_));
        alike || self.is_subclass(class, own)
    }

    /// Moves an instance to the heap; if its class has a `__del__`, its death will be noticed.
    #[inline]
    pub fn allocate_tracked(&mut self, instance: Instance) -> Ref<Instance> {
        let finalizable = self.heap[instance.class].finalizable;
        let instance = self.heap.allocate(instance);
        if finalizable {
            self.track_finalizer(instance.into());
        }
        instance
    }

    /// The text of a `str` or an instance of a class derived from it.
    pub fn as_str(&self, value: Value) -> Option<&str> {
        match self.unwrap(value) {
            Value::Str(text) => Some(self.heap[text].as_str()),
            _ => None,
        }
    }

    /// The int of an `int`, `bool` or instance of a derived class that fits `i64`.
    pub fn as_int(&self, value: Value) -> Option<i64> {
        match self.unwrap(value) {
            Value::Int(int) => Some(int),
            Value::Bool(bool) => Some(i64::from(bool)),
            _ => None,
        }
    }
}
