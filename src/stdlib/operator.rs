//! `_operatorcore`: operators that, as natives, do not become methods of a class that has them as attributes, and `itemgetter`.

use crate::builtins::shared::class_argument;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

/// An operator as a function: here for numbers, in the prelude for all else.
macro_rules! operator {
    ($name:literal, $ints:expr, $floats:expr) => {
        function($name, "(a, b, /)", |_, arguments| {
            let ints: fn(i64, i64) -> Option<Value> = $ints;
            let floats: fn(f64, f64) -> Option<Value> = $floats;
            let result = match *arguments {
                [Value::Int(a), Value::Int(b)] => ints(a, b),
                [Value::Float(a), Value::Float(b)] => floats(a, b),
                _ => None,
            };
            result.ok_or(Escape::Defer)
        })
    };
}

macro_rules! comparison {
    ($name:literal, $operator:tt) => {
        operator!($name, |a, b| Some(Value::Bool(a $operator b)), |a, b| Some(Value::Bool(a $operator b)))
    };
}

macro_rules! arithmetic {
    ($name:literal, $checked:ident, $operator:tt) => {
        operator!($name, |a, b| a.$checked(b).map(Value::Int), |a, b| Some(Value::Float(a $operator b)))
    };
}

macro_rules! bitwise {
    ($name:literal, $operator:tt) => {
        operator!($name, |a, b| Some(Value::Int(a $operator b)), |_, _| None)
    };
}

pub const NATIVES: &[NativeDef] = &[
    comparison!("lt", <),
    comparison!("le", <=),
    comparison!("eq", ==),
    comparison!("ne", !=),
    comparison!("ge", >=),
    comparison!("gt", >),
    arithmetic!("add", checked_add, +),
    arithmetic!("sub", checked_sub, -),
    arithmetic!("mul", checked_mul, *),
    bitwise!("and_", &),
    bitwise!("or_", |),
    bitwise!("xor", ^),
    function("_compare_digest", "(a, b, /)", compare_digest),
];

/// Adds the class.
pub fn fill(vm: &mut Vm, module: Ref<Dict>) {
    let class = vm.native_class_at(ITEMGETTER, GETTER);
    vm.define(module, "itemgetter", class);
}

const ITEMGETTER: &str = "operator.itemgetter";

const GETTER: &[NativeDef] = &[
    static_method("__new__", "(cls, item, /, *items)", new_getter),
    method("__call__", "(self, obj, /)", |vm, arguments| {
        pick(vm, arguments[0], arguments[1]).unwrap_or(Err(Escape::Defer))
    }),
    method("_items", "(self, /)", |vm, arguments| match vm.unwrap(arguments[0]) {
        Value::Opaque(getter) => {
            let items = vm.heap[getter].values.clone();
            Ok(vm.tuple(items))
        }
        _ => Err(Escape::Defer),
    }),
];

struct ItemGetter;

fn new_getter(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class_argument(vm, arguments[0], "itemgetter")?;
    let native = vm.native_class_at(ITEMGETTER, GETTER);
    let made = vm.opaque(native, ItemGetter);
    let Value::Opaque(getter) = made else { unreachable!("it was just made") };
    let more = vm.sequence_items(arguments[2]).to_vec();
    vm.heap[getter].values.push(arguments[1]);
    vm.heap[getter].values.extend(more);
    Ok(vm.wrap(class, made))
}

/// Whether `function` is an `itemgetter`.
pub fn is_item_getter(vm: &Vm, function: Value) -> bool {
    matches!(function, Value::Opaque(getter) if vm.heap[getter].get::<ItemGetter>().is_some())
}

/// What an `itemgetter` takes from a container of a built-in type; `None` if that needs Python or fails.
pub fn pick(vm: &mut Vm, getter: Value, object: Value) -> Option<NativeResult> {
    let Value::Opaque(getter) = vm.unwrap(getter) else { return None };
    let object = match object {
        Value::Instance(_) => match vm.unwrap(object) {
            tuple @ Value::Tuple(_) if !vm.redefines_items(object) => tuple,
            _ => return None,
        },
        object => object,
    };
    if let [only] = vm.heap[getter].values[..] {
        return vm.item_of_data(object, only).map(Ok);
    }
    let wanted = vm.heap[getter].values.clone();
    let items: Option<Vec<Value>> = wanted.into_iter().map(|key| vm.item_of_data(object, key)).collect();
    Some(Ok(vm.tuple(items?)))
}

/// Whether two secrets are equal, in a time that does not depend on where they differ.
fn compare_digest(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let texts = [arguments[0], arguments[1]].map(|value| vm.as_str(value).map(str::to_owned));
    let (a, b) = match texts {
        [Some(a), Some(b)] if a.is_ascii() && b.is_ascii() => (a.into_bytes(), b.into_bytes()),
        [Some(_), Some(_)] => return Err(vm.type_error("comparing strings with non-ASCII characters is not supported")),
        [None, None] => (vm.bytes_argument(arguments[0])?, vm.bytes_argument(arguments[1])?),
        _ => {
            let names = [vm.type_name(arguments[0]).to_string(), vm.type_name(arguments[1]).to_string()];
            let message = format!("unsupported operand types(s) or combination of types: '{}' and '{}'", names[0], names[1]);
            return Err(vm.type_error(message));
        }
    };
    let differences = a.iter().zip(&b).fold(0, |differences, (a, b)| differences | (a ^ b));
    Ok(Value::Bool(a.len() == b.len() && differences == 0))
}
