//! `memoryview`: the bytes of another object, read and written where they are.

mod item;
mod shape;

use crate::builtins::bytes_like;
use crate::builtins::shared::{self, Span};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use item::{BYTE, Item};
use shape::Shape;

const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, /, object)", new),
    method("cast", "(self, /, format, shape=None)", cast),
    method("tolist", "(self, /)", |vm, a| {
        let items = items(vm, a[0])?;
        let shape = view(vm, a[0])?.lengths();
        Ok(shape::nested(vm, &shape, &items))
    }),
    method("tobytes", "(self, /, order='C')", |vm, a| {
        check_order(vm, a[1])?;
        let bytes = bytes(vm, a[0])?;
        Ok(vm.bytes(bytes))
    }),
    method("hex", "(self, /, sep=None, bytes_per_sep=1)", |vm, a| {
        let bytes = bytes(vm, a[0])?;
        let copy = vm.bytes(bytes);
        bytes_like::hex(vm, &[copy, a[1], a[2]])
    }),
    method("toreadonly", "(self, /)", |vm, a| {
        let view = view(vm, a[0])?;
        Ok(made(vm, View { readonly: true, ..view }))
    }),
    method("release", "(self, /)", release),
    method("__enter__", "(self, /)", |vm, a| view(vm, a[0]).map(|_| a[0])),
    method("__exit__", "(self, /, *args)", release),
    method("__getitem__", "(self, key, /)", get_item),
    method("__setitem__", "(self, key, value, /)", set_item),
    method("__delitem__", "(self, key, /)", |vm, _| Err(vm.type_error("cannot delete memory"))),
    method("__len__", "(self, /)", len),
    method("__iter__", "(self, /)", |vm, a| {
        let view = view(vm, a[0])?;
        if !view.is_row() {
            return Err(shape::no_part(vm, view.single));
        }
        let items = items(vm, a[0])?;
        let list = vm.list(items);
        shared::iter(vm, &[list])
    }),
    method("__eq__", "(self, other, /)", equal),
    method("__hash__", "(self, /)", hash),
    method("__repr__", "(self, /)", repr),
    method("count", "(self, value, /)", |vm, a| {
        let items = items(vm, a[0])?;
        let list = vm.list(items);
        Ok(Value::Int(vm.count_items(list, a[1])?))
    }),
    method("index", "(self, value, start=0, stop=9223372036854775807, /)", index),
    class_method("__class_getitem__", "(cls, item, /)", shared::deferred),
    getter("obj", |vm, a| Ok(view(vm, a[0])?.base), None),
    getter("nbytes", |vm, a| {
        let view = view(vm, a[0])?;
        Ok(Value::Int(view.nbytes() as i64))
    }, None),
    getter("format", |vm, a| {
        let code = view(vm, a[0])?.item.code as char;
        Ok(vm.char(code))
    }, None),
    getter("itemsize", |vm, a| Ok(Value::Int(view(vm, a[0])?.item.size as i64)), None),
    getter("readonly", |vm, a| Ok(Value::Bool(view(vm, a[0])?.readonly)), None),
    getter("ndim", |vm, a| Ok(Value::Int(view(vm, a[0])?.lengths().len() as i64)), None),
    getter("shape", |vm, a| {
        let lengths = view(vm, a[0])?.lengths();
        let lengths: Vec<Value> = lengths.iter().map(|length| Value::Int(*length as i64)).collect();
        Ok(vm.tuple(lengths))
    }, None),
    getter("strides", |vm, a| {
        let strides = view(vm, a[0])?.strides();
        let strides: Vec<Value> = strides.into_iter().map(Value::Int).collect();
        Ok(vm.tuple(strides))
    }, None),
    getter("suboffsets", |vm, a| {
        view(vm, a[0])?;
        Ok(vm.tuple([]))
    }, None),
    getter("contiguous", |vm, a| Ok(Value::Bool(view(vm, a[0])?.contiguous())), None),
    getter("c_contiguous", |vm, a| Ok(Value::Bool(view(vm, a[0])?.contiguous())), None),
    getter("f_contiguous", |vm, a| {
        let view = view(vm, a[0])?;
        Ok(Value::Bool(view.contiguous() && view.lengths().iter().filter(|length| **length > 1).count() <= 1))
    }, None),
];

/// Adds the type to `builtins`.
pub fn install(vm: &mut Vm) {
    let class = class(vm);
    vm.define(vm.builtins, "memoryview", class);
}

fn class(vm: &mut Vm) -> Ref<Class> {
    vm.native_class_at("memoryview", METHODS)
}

/// What of another object is seen, and as what.
#[derive(Clone)]
struct View {
    /// A `bytes` or `bytearray`, or an instance of a class derived from them.
    base: Value,
    /// Where the first item begins.
    offset: usize,
    /// How many items or groups of items there are.
    count: usize,
    /// Bytes from one to the next.
    step: i64,
    item: Item,
    /// The lengths of all dimensions but the first one: a step leads from one group of so many items, which lie
    /// without gaps, to the next.
    inner: Shape,
    /// No dimension at all: one item that is no row.
    single: bool,
    readonly: bool,
    released: bool,
    /// Unless the bytes never move.
    export: Option<Export>,
    /// Once it was asked for: it stays when the view is released.
    hash: Option<i64>,
}

fn trace(data: &dyn std::any::Any, visitor: &mut Visitor) {
    if let Some(view) = data.downcast_ref::<View>() {
        visitor.value(view.base);
    }
}

fn made(vm: &mut Vm, view: View) -> Value {
    let class = class(vm);
    vm.traced_opaque(class, View { hash: None, ..view }, trace)
}

impl View {
    /// All of what `base` has; only what moves its bytes can be written to, and counts its views.
    fn whole(base: Value, length: usize, item: Item, export: Option<Export>) -> View {
        let (count, step, readonly) = (length / item.size, item.size as i64, export.is_none());
        View { base, offset: 0, count, step, item, inner: [].into(), single: false, readonly, released: false, export, hash: None }
    }

    fn contiguous(&self) -> bool {
        self.count <= 1 || self.step == (self.item.size * self.group()) as i64
    }

    /// Whether there is one dimension.
    fn is_row(&self) -> bool {
        self.inner.is_empty() && !self.single
    }

    /// How many items are one step of the first dimension.
    fn group(&self) -> usize {
        self.inner.iter().product()
    }

    /// How many items there are.
    fn items(&self) -> usize {
        self.count * self.group()
    }

    fn nbytes(&self) -> usize {
        self.items() * self.item.size
    }

    /// The lengths of all dimensions.
    fn lengths(&self) -> Vec<usize> {
        if self.single { Vec::new() } else { [&[self.count], &self.inner[..]].concat() }
    }

    /// Bytes from one item of each dimension to the next.
    fn strides(&self) -> Vec<i64> {
        if self.single { Vec::new() } else { [&[self.step], &shape::strides(&self.inner, self.item.size)[..]].concat() }
    }

    /// Where item `nth` begins.
    fn place(&self, nth: usize) -> usize {
        let (step, within) = (nth / self.group(), nth % self.group());
        (self.offset as i64 + self.step * step as i64) as usize + within * self.item.size
    }
}

impl Vm {
    /// The bytes of a `bytearray`, an array, or what a `memoryview` without gaps may change of one.
    pub fn writable_bytes(&mut self, value: Value) -> Option<&mut [u8]> {
        match self.unwrap(value) {
            Value::ByteArray(bytes) => Some(&mut self.heap[bytes].0),
            Value::Opaque(object) => match known(self, value) {
                Some(view) if view.readonly || view.released || !view.contiguous() => None,
                Some(view) => {
                    let length = view.nbytes();
                    self.writable_bytes(view.base)?.get_mut(view.offset..view.offset + length)
                }
                None => self.bytes_of_object_mut(object),
            },
            _ => None,
        }
    }

    /// The memory of an array or a `BytesIO`, or shared memory that is here.
    fn bytes_of_object_mut(&mut self, object: Ref<Opaque>) -> Option<&mut [u8]> {
        match (self.is_shared_memory(object), self.is_bytes_io(object)) {
            (true, _) => self.shared_bytes_mut(object),
            (_, true) => self.bytes_io_bytes_mut(object),
            _ => self.array_bytes_mut(object),
        }
    }

    /// A view of the bytes of a `BytesIO`.
    pub fn view_of_bytes_io(&mut self, object: Ref<Opaque>, length: usize, export: Export) -> Value {
        made(self, View::whole(object.into(), length, BYTE, Some(export)))
    }

    /// What a view of `base` sees, part of it or all.
    fn bytes_behind(&self, base: Value) -> Option<&[u8]> {
        match base {
            Value::Opaque(object) if self.is_bytes_io(object) => self.bytes_io_bytes(object),
            _ => self.bytes_of(base),
        }
    }

    /// What a `memoryview` shows, which may be part of it.
    pub fn viewed_object(&self, value: Value) -> Option<Value> {
        known(self, value).map(|view| view.base)
    }

    /// The bytes that a `memoryview` without gaps sees.
    pub fn viewed_bytes(&self, object: Ref<Opaque>) -> Option<&[u8]> {
        let view = self.heap[object].get::<View>().filter(|view| view.contiguous() && !view.released)?;
        self.bytes_behind(view.base)?.get(view.offset..view.offset + view.nbytes())
    }
}

fn known(vm: &Vm, value: Value) -> Option<View> {
    match vm.unwrap(value) {
        Value::Opaque(object) => vm.heap[object].get::<View>().cloned(),
        _ => None,
    }
}

fn view(vm: &mut Vm, value: Value) -> Result<View, Escape> {
    match known(vm, value) {
        Some(view) if !view.released => Ok(view),
        Some(_) => Err(vm.value_error("operation forbidden on released memoryview object")),
        None => Err(vm.type_error("a memoryview is required")),
    }
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let object = arguments[1];
    if known(vm, object).is_some() {
        let view = view(vm, object)?;
        return Ok(made(vm, view));
    }
    let Some((length, export)) = export(vm, object) else {
        let name = vm.type_name(object);
        return Err(vm.type_error(format!("memoryview: a bytes-like object is required, not '{name}'")));
    };
    let item = match vm.unwrap(object) {
        Value::Opaque(array) => vm.array_code(array).and_then(|code| Item::of(code.encode_utf8(&mut [0; 4]))),
        _ => None,
    };
    Ok(made(vm, View::whole(object, length, item.unwrap_or(BYTE), export)))
}

/// How many bytes `object` has, and a new view's part in the count of its views; `None` if it has no bytes.
fn export(vm: &mut Vm, object: Value) -> Option<(usize, Option<Export>)> {
    match vm.unwrap(object) {
        Value::Bytes(bytes) => Some((vm.heap[bytes].0.len(), None)),
        Value::ByteArray(bytes) => {
            let ByteArray(bytes, exports) = &mut vm.heap[bytes];
            Some((bytes.len(), Some(exports.export())))
        }
        Value::Opaque(object) => {
            let (length, export) = vm.export_memory(object).or_else(|| vm.export_array(object))?;
            Some((length, Some(export)))
        }
        _ => None,
    }
}

/// The bytes of item `nth`; an error if the base has shrunk.
fn item_bytes(vm: &mut Vm, view: &View, nth: usize) -> Result<Vec<u8>, Escape> {
    let place = view.place(nth);
    match vm.bytes_behind(view.base).and_then(|bytes| bytes.get(place..place + view.item.size)) {
        Some(bytes) => Ok(bytes.to_vec()),
        None => Err(vm.absent_bytes(view.base).unwrap_or_else(|| became_shorter(vm))),
    }
}

fn became_shorter(vm: &mut Vm) -> Escape {
    vm.index_error("the object that is viewed has become shorter")
}

fn items(vm: &mut Vm, value: Value) -> Result<Vec<Value>, Escape> {
    let view = view(vm, value)?;
    let mut items = Vec::with_capacity(view.items());
    for nth in 0..view.items() {
        let bytes = item_bytes(vm, &view, nth)?;
        items.push(view.item.read(vm, &bytes));
    }
    Ok(items)
}

fn bytes(vm: &mut Vm, value: Value) -> Result<Vec<u8>, Escape> {
    let view = view(vm, value)?;
    let mut all = Vec::with_capacity(view.nbytes());
    for nth in 0..view.items() {
        all.extend(item_bytes(vm, &view, nth)?);
    }
    Ok(all)
}

fn cast(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let view = view(vm, arguments[0])?;
    let format = vm.str_argument(arguments[1], "memoryview: format argument")?;
    let Some(item) = Item::of(&format) else {
        return Err(vm.value_error("memoryview: destination format must be a native single character format prefixed with an optional '@'"));
    };
    if !view.contiguous() {
        return Err(vm.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    if !view.item.is_byte() && !item.is_byte() {
        return Err(vm.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    let length = view.nbytes();
    if length % item.size != 0 {
        return Err(vm.type_error("memoryview: length is not a multiple of itemsize"));
    }
    let items = length / item.size;
    let lengths = match arguments[2] {
        Value::Unbound | Value::None => vec![items],
        _ if !view.is_row() => return Err(vm.type_error("memoryview: cast must be 1D -> ND or ND -> 1D")),
        shape => shape::lengths_argument(vm, shape, items)?,
    };
    let (single, count) = (lengths.is_empty(), lengths.first().copied().unwrap_or(1));
    let inner: Shape = lengths.get(1..).unwrap_or(&[]).into();
    let step = (item.size * inner.iter().product::<usize>()) as i64;
    Ok(made(vm, View { count, step, item, inner, single, ..view }))
}

/// The order of the dimensions. Views of more than one have no order but C's here.
fn check_order(vm: &mut Vm, order: Value) -> Result<(), Escape> {
    let known = match vm.as_str(order) {
        Some(order) => ["C", "F", "A"].contains(&order),
        None => order.is_unbound() || order.is_none(),
    };
    if known { Ok(()) } else { Err(vm.value_error("order must be 'C', 'F' or 'A'")) }
}

fn len(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match view(vm, arguments[0])?.lengths().first() {
        Some(length) => Ok(Value::Int(*length as i64)),
        None => Err(vm.type_error("0-dim memory has no length")),
    }
}

fn release(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if let Value::Opaque(object) = vm.unwrap(arguments[0])
        && let Some(view) = vm.heap[object].get_mut::<View>()
    {
        view.released = true;
        view.base = Value::None;
        view.export = None;
    }
    Ok(Value::None)
}

fn place_of(vm: &mut Vm, view: &View, key: Value) -> Result<usize, Escape> {
    match key {
        Value::Tuple(_) if !view.is_row() || is_tuple_of_indices(vm, key) => shape::place(vm, &view.lengths(), key),
        _ if view.is_row() => shape::index_on(vm, 1, view.count, key),
        _ => Err(shape::no_part(vm, view.single)),
    }
}

fn is_tuple_of_indices(vm: &Vm, key: Value) -> bool {
    matches!(key, Value::Tuple(tuple) if !vm.heap[tuple].0.iter().any(|index| matches!(index, Value::Slice(_))))
}

const ONE_DIMENSION: &str = "memoryview slice assignments are currently restricted to ndim = 1";

fn is_tuple_of_slices(vm: &Vm, key: Value) -> bool {
    let Value::Tuple(tuple) = key else { return false };
    let indices = &vm.heap[tuple].0;
    !indices.is_empty() && indices.iter().all(|index| matches!(index, Value::Slice(_)))
}

fn part(view: &View, span: Span) -> View {
    let offset = if span.count == 0 { view.offset } else { view.place(span.at(0) * view.group()) };
    View { offset, count: span.count, step: view.step * span.step, ..view.clone() }
}

fn get_item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let view = view(vm, arguments[0])?;
    if let (Value::Slice(slice), false) = (arguments[1], view.single) {
        let (span, _) = vm.slice_span(slice, view.count)?;
        return Ok(made(vm, part(&view, span)));
    }
    if is_tuple_of_slices(vm, arguments[1]) {
        return Err(vm.raise(crate::vm::Exc::NotImplementedError, "multi-dimensional slicing is not implemented"));
    }
    let nth = place_of(vm, &view, arguments[1])?;
    let bytes = item_bytes(vm, &view, nth)?;
    Ok(view.item.read(vm, &bytes))
}

fn set_item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let view = view(vm, arguments[0])?;
    if view.readonly {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    if is_tuple_of_slices(vm, arguments[1]) {
        return Err(vm.raise(crate::vm::Exc::NotImplementedError, ONE_DIMENSION));
    }
    if let (Value::Slice(slice), false) = (arguments[1], view.single) {
        if !view.is_row() {
            return Err(vm.raise(crate::vm::Exc::NotImplementedError, ONE_DIMENSION));
        }
        let (span, _) = vm.slice_span(slice, view.count)?;
        return set_part(vm, &part(&view, span), arguments[2]);
    }
    let nth = place_of(vm, &view, arguments[1])?;
    let bytes = view.item.write(vm, arguments[2])?;
    write(vm, &view, nth, &bytes)
}

fn set_part(vm: &mut Vm, part: &View, value: Value) -> NativeResult {
    let (source, size) = match known(vm, value) {
        Some(other) => (bytes(vm, value)?, other.item.size),
        None => (vm.bytes_argument(value)?, item_size(vm, value)),
    };
    if size != part.item.size || source.len() != part.count * size {
        return Err(vm.value_error("memoryview assignment: lvalue and rvalue have different structures"));
    }
    for (nth, bytes) in source.chunks(size).enumerate() {
        write(vm, part, nth, bytes)?;
    }
    Ok(Value::None)
}

/// The size of the items of what is no view.
fn item_size(vm: &Vm, value: Value) -> usize {
    match vm.unwrap(value) {
        Value::Opaque(array) => vm.array_code(array).and_then(|code| Item::of(code.encode_utf8(&mut [0; 4]))).map_or(1, |item| item.size),
        _ => 1,
    }
}

fn write(vm: &mut Vm, view: &View, nth: usize, bytes: &[u8]) -> NativeResult {
    let place = view.place(nth);
    let memory = match vm.unwrap(view.base) {
        Value::ByteArray(base) => Some(&mut vm.heap[base].0[..]),
        Value::Opaque(object) => {
            if let Some(escape) = vm.absent_bytes(view.base) {
                return Err(escape);
            }
            vm.bytes_of_object_mut(object)
        }
        _ => None,
    };
    let Some(memory) = memory else { return Err(vm.type_error("cannot modify read-only memory")) };
    match memory.get_mut(place..place + bytes.len()) {
        Some(target) => {
            target.copy_from_slice(bytes);
            Ok(Value::None)
        }
        None => Err(became_shorter(vm)),
    }
}

fn equal(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [one, other] = [arguments[0], arguments[1]];
    if known(vm, one).is_some_and(|view| view.released) {
        return Ok(Value::Bool(one.is(other)));
    }
    if known(vm, other).is_some_and(|view| view.released) {
        return Ok(Value::Bool(false));
    }
    let shapes = [known(vm, one), known(vm, other)].map(|view| view.filter(|view| !view.is_row()).map(|view| view.lengths()));
    if shapes[0] != shapes[1] {
        return Ok(Value::Bool(false));
    }
    let theirs = match known(vm, other) {
        Some(_) => items(vm, other)?,
        None if item_size(vm, other) > 1 => {
            let view = new(vm, &[Value::None, other])?;
            items(vm, view)?
        }
        None => match vm.bytes_of(other) {
            Some(bytes) => bytes.iter().map(|byte| Value::Int(i64::from(*byte))).collect(),
            None => return Ok(Value::NotImplemented),
        },
    };
    let ours = items(vm, one)?;
    if ours.len() != theirs.len() {
        return Ok(Value::Bool(false));
    }
    for (a, b) in ours.into_iter().zip(theirs) {
        if !vm.equal(a, b)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

fn hash(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if let Some(View { hash: Some(hash), .. }) = known(vm, arguments[0]) {
        return Ok(Value::Int(hash));
    }
    let view = view(vm, arguments[0])?;
    if !view.readonly {
        return Err(vm.value_error("cannot hash writable memoryview object"));
    }
    if !view.item.is_byte() {
        return Err(vm.value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
    }
    let bytes = bytes(vm, arguments[0])?;
    let copy = vm.bytes(bytes);
    let hash = vm.hash(copy)?;
    if let Value::Opaque(object) = vm.unwrap(arguments[0])
        && let Some(view) = vm.heap[object].get_mut::<View>()
    {
        view.hash = Some(hash);
    }
    Ok(Value::Int(hash))
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let released = known(vm, arguments[0]).is_some_and(|view| view.released);
    let what = if released { "released memory" } else { "memory" };
    Ok(vm.str(format!("<{what} at {:#x}>", arguments[0].identity())))
}

fn index(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let items = items(vm, arguments[0])?;
    let list = vm.list(items);
    match vm.position(list, arguments[1], arguments[2], arguments[3])? {
        Some(index) => Ok(Value::Int(index as i64)),
        None => Err(vm.value_error("memoryview.index(x): x not found")),
    }
}
