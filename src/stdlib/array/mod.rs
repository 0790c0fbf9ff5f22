//! `_array`: `array.array`, numbers of one type of C, one after the other in memory.

mod c_types;
mod item;
mod sequence;

use crate::builtins::shared;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use item::Code;

pub use c_types::NATIVES;

const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, typecode, initializer=(), /)", new),
    method("append", "(self, v, /)", append),
    method("extend", "(self, bb, /)", extend),
    method("fromlist", "(self, list, /)", from_list),
    method("frombytes", "(self, buffer, /)", from_bytes),
    method("fromunicode", "(self, ustr, /)", from_unicode),
    method("fromfile", "(self, f, n, /)", shared::deferred),
    method("tofile", "(self, f, /)", shared::deferred),
    method("tobytes", "(self, /)", |vm, a| {
        let bytes = array(vm, a[0])?.bytes.clone();
        Ok(vm.bytes(bytes))
    }),
    method("tolist", "(self, /)", |vm, a| {
        let items = items(vm, a[0])?;
        Ok(vm.list(items))
    }),
    method("tounicode", "(self, /)", to_unicode),
    method("byteswap", "(self, /)", |vm, a| {
        let array = array(vm, a[0])?;
        array.bytes.chunks_exact_mut(array.code.size()).for_each(<[u8]>::reverse);
        Ok(Value::None)
    }),
    method("buffer_info", "(self, /)", |vm, a| {
        let length = array(vm, a[0])?.len();
        Ok(vm.tuple([Value::Int(a[0].identity()), Value::Int(length as i64)]))
    }),
    method("__reduce_ex__", "(self, protocol, /)", shared::deferred),
    method("__copy__", "(self, /)", copy),
    method("__deepcopy__", "(self, memo, /)", copy),
    class_method("__class_getitem__", "(cls, item, /)", shared::deferred),
    getter("typecode", |vm, a| {
        let code = array(vm, a[0])?.code;
        Ok(vm.char(code.char()))
    }, None),
    getter("itemsize", |vm, a| Ok(Value::Int(array(vm, a[0])?.code.size() as i64)), None),
];

/// Adds the class.
pub fn fill(vm: &mut Vm, module: Ref<Dict>) {
    let class = class(vm);
    vm.define(module, "array", class);
    let codes = vm.str(item::CODES);
    vm.define(module, "typecodes", codes);
}

fn class(vm: &mut Vm) -> Ref<Class> {
    let class = vm.native_class_at("array.array", METHODS);
    let name = vm.intern("__getitem__");
    if vm.heap.get_name(vm.heap[class].dict, name).is_none() {
        vm.add_methods(class, sequence::METHODS);
        let (dict, hash) = (vm.heap[class].dict, vm.known.__hash__);
        vm.heap.set_name(dict, hash, Value::None);
    }
    class
}

/// The items of an array, each `code.size()` bytes.
#[derive(Clone)]
struct Array {
    code: Code,
    bytes: Vec<u8>,
    exports: Exports,
}

impl Array {
    fn new(code: Code, bytes: Vec<u8>) -> Array {
        Array { code, bytes, exports: Exports::default() }
    }

    fn len(&self) -> usize {
        self.bytes.len() / self.code.size()
    }

    fn item(&self, index: usize) -> Option<&[u8]> {
        let size = self.code.size();
        self.bytes.get(index * size..(index + 1) * size)
    }
}

impl Vm {
    /// The memory of an array.
    pub fn array_bytes(&self, object: Ref<Opaque>) -> Option<&[u8]> {
        Some(&self.heap[object].get::<Array>()?.bytes)
    }

    pub fn array_bytes_mut(&mut self, object: Ref<Opaque>) -> Option<&mut [u8]> {
        Some(&mut self.heap[object].get_mut::<Array>()?.bytes)
    }

    /// For a view of `object`, if that is an array: its size, and the view's part in the count.
    pub fn export_array(&mut self, object: Ref<Opaque>) -> Option<(usize, Export)> {
        let array = self.heap[object].get_mut::<Array>()?;
        Some((array.bytes.len(), array.exports.export()))
    }

    /// The code of an array's items.
    pub fn array_code(&self, object: Ref<Opaque>) -> Option<char> {
        Some(self.heap[object].get::<Array>()?.code.char())
    }

    /// An item of an array; `None` beyond its end.
    pub fn array_item(&mut self, object: Ref<Opaque>, index: usize) -> Option<Value> {
        let array = self.heap[object].get::<Array>()?;
        let (code, mut word) = (array.code, [0; 8]);
        let bytes = array.item(index)?;
        word[..bytes.len()].copy_from_slice(bytes);
        Some(code.read(self, &word[..code.size()]))
    }
}

fn known(vm: &Vm, value: Value) -> Option<&Array> {
    match vm.unwrap(value) {
        Value::Opaque(object) => vm.heap[object].get::<Array>(),
        _ => None,
    }
}

fn array(vm: &mut Vm, value: Value) -> Result<&mut Array, Escape> {
    match vm.unwrap(value) {
        Value::Opaque(object) if vm.heap[object].get::<Array>().is_some() => {
            Ok(vm.heap[object].get_mut().expect("checked above"))
        }
        _ => Err(vm.type_error("an array is required")),
    }
}

/// The array, to be made longer or shorter: only while there are no views of it.
fn resizable(vm: &mut Vm, value: Value) -> Result<&mut Array, Escape> {
    if array(vm, value)?.exports.count() > 0 {
        let object = vm.unwrap(value);
        return Err(vm.refuse_to_move(object, "cannot resize an array that is exporting buffers"));
    }
    array(vm, value)
}

fn made(vm: &mut Vm, array: Array) -> Value {
    let class = class(vm);
    vm.heap.charge(array.bytes.len());
    vm.opaque(class, array)
}

fn items(vm: &mut Vm, value: Value) -> Result<Vec<Value>, Escape> {
    let Array { code, bytes, .. } = array(vm, value)?.clone();
    Ok(bytes.chunks_exact(code.size()).map(|item| code.read(vm, item)).collect())
}

/// The bytes of values as items.
fn encoded(vm: &mut Vm, code: Code, values: &[Value]) -> Result<Vec<u8>, Escape> {
    let mut bytes = Vec::with_capacity(values.len() * code.size());
    for value in values {
        code.write(vm, *value, &mut bytes)?;
    }
    Ok(bytes)
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let code = Code::argument(vm, arguments[1])?;
    let initializer = arguments[2];
    let bytes = match vm.unwrap(initializer) {
        Value::Unbound => Vec::new(),
        Value::Str(_) if code.is_text() => text_bytes(vm, initializer),
        Value::Str(_) => {
            let code = code.char();
            return Err(vm.type_error(format!("cannot use a str to initialize an array with typecode '{code}'")));
        }
        Value::Bytes(_) | Value::ByteArray(_) => whole_items(vm, code, initializer)?,
        _ => initial_items(vm, code, initializer)?,
    };
    let made = made(vm, Array::new(code, bytes));
    match arguments[0] {
        Value::Class(class) => Ok(vm.wrap(class, made)),
        _ => Ok(made),
    }
}

fn initial_items(vm: &mut Vm, code: Code, initializer: Value) -> Result<Vec<u8>, Escape> {
    match known(vm, initializer) {
        Some(other) if other.code == code => return Ok(other.bytes.clone()),
        Some(other) if other.code.is_text() && !code.is_text() => {
            let code = code.char();
            let message = format!("cannot use a unicode array to initialize an array with typecode '{code}'");
            return Err(vm.type_error(message));
        }
        _ => {}
    }
    let values = vm.collect(initializer)?;
    encoded(vm, code, &values)
}

/// The bytes of an object, which must make whole items.
fn whole_items(vm: &mut Vm, code: Code, value: Value) -> Result<Vec<u8>, Escape> {
    let bytes = vm.bytes_argument(value)?;
    if bytes.len() % code.size() != 0 {
        return Err(vm.value_error("bytes length not a multiple of item size"));
    }
    Ok(bytes)
}

fn text_bytes(vm: &Vm, text: Value) -> Vec<u8> {
    let chars = vm.as_str(text).unwrap_or("").chars();
    chars.flat_map(|char| crate::text::string::code_of(char).to_le_bytes()).collect()
}

fn append(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let code = array(vm, arguments[0])?.code;
    let bytes = encoded(vm, code, &arguments[1..2])?;
    push(vm, arguments[0], &bytes)
}

fn push(vm: &mut Vm, to: Value, bytes: &[u8]) -> NativeResult {
    vm.heap.charge(bytes.len());
    if !bytes.is_empty() {
        resizable(vm, to)?.bytes.extend_from_slice(bytes);
    }
    Ok(Value::None)
}

fn extend(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let code = array(vm, arguments[0])?.code;
    let bytes = match known(vm, arguments[1]) {
        Some(other) if other.code == code => other.bytes.clone(),
        Some(_) => return Err(vm.type_error("can only extend with array of same kind")),
        None => {
            let values = vm.collect(arguments[1])?;
            encoded(vm, code, &values)?
        }
    };
    push(vm, arguments[0], &bytes)
}

fn from_list(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::List(list) = vm.unwrap(arguments[1]) else { return Err(vm.type_error("arg must be list")) };
    let (code, values) = (array(vm, arguments[0])?.code, vm.heap[list].0.clone());
    let bytes = encoded(vm, code, &values)?;
    push(vm, arguments[0], &bytes)
}

fn from_bytes(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let code = array(vm, arguments[0])?.code;
    let bytes = whole_items(vm, code, arguments[1])?;
    push(vm, arguments[0], &bytes)
}

fn from_unicode(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if !array(vm, arguments[0])?.code.is_text() {
        return Err(vm.value_error("fromunicode() may only be called on unicode type arrays ('u' or 'w')"));
    }
    vm.text_argument(arguments[1], "fromunicode", "")?;
    let bytes = text_bytes(vm, arguments[1]);
    push(vm, arguments[0], &bytes)
}

fn to_unicode(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if !array(vm, arguments[0])?.code.is_text() {
        return Err(vm.value_error("tounicode() may only be called on unicode type arrays ('u' or 'w')"));
    }
    let items = items(vm, arguments[0])?;
    let text: String = items.iter().filter_map(|item| vm.as_str(*item)).collect();
    Ok(vm.str(text))
}

fn copy(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let copy = array(vm, arguments[0])?.clone();
    Ok(made(vm, copy))
}
