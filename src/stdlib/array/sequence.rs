//! What an array has as a sequence: items, slices, searching, comparing and repeating.

use crate::builtins::shared;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

use super::{Array, array, encoded, items, known, made, push, resizable};

pub const METHODS: &[NativeDef] = &[
    method("__len__", "(self, /)", |vm, a| Ok(Value::Int(array(vm, a[0])?.len() as i64))),
    method("__iter__", "(self, /)", |vm, a| Ok(vm.iter(Iter::Sequence { sequence: a[0], index: 0, reversed: false }))),
    method("__getitem__", "(self, key, /)", get_item),
    method("__setitem__", "(self, key, value, /)", set_item),
    method("__delitem__", "(self, key, /)", delete_item),
    method("__contains__", "(self, key, /)", |vm, a| Ok(Value::Bool(position(vm, a, Value::Unbound, Value::Unbound)?.is_some()))),
    method("__add__", "(self, value, /)", add),
    method("__iadd__", "(self, value, /)", add_in_place),
    method("__mul__", "(self, value, /)", multiply),
    method("__rmul__", "(self, value, /)", multiply),
    method("__imul__", "(self, value, /)", multiply_in_place),
    method("__eq__", "(self, value, /)", |vm, a| Ok(equal(vm, a)?.map_or(Value::NotImplemented, Value::Bool))),
    method("__ne__", "(self, value, /)", |vm, a| {
        let equal = equal(vm, a)?;
        Ok(equal.map_or(Value::NotImplemented, |equal| Value::Bool(!equal)))
    }),
    method("__lt__", "(self, value, /)", |vm, a| compared(vm, a, shared::lt)),
    method("__le__", "(self, value, /)", |vm, a| compared(vm, a, shared::le)),
    method("__gt__", "(self, value, /)", |vm, a| compared(vm, a, shared::gt)),
    method("__ge__", "(self, value, /)", |vm, a| compared(vm, a, shared::ge)),
    method("__repr__", "(self, /)", repr).on_the_whole(),
    method("insert", "(self, i, v, /)", insert),
    method("pop", "(self, i=-1, /)", pop),
    method("remove", "(self, v, /)", remove),
    method("index", "(self, v, start=0, stop=9223372036854775807, /)", |vm, a| {
        match position(vm, a, a[2], a[3])? {
            Some(index) => Ok(Value::Int(index as i64)),
            None => Err(vm.value_error("array.index(x): x not in array")),
        }
    }),
    method("count", "(self, v, /)", |vm, a| {
        let items = items(vm, a[0])?;
        let list = vm.list(items);
        Ok(Value::Int(vm.count_items(list, a[1])?))
    }),
    method("reverse", "(self, /)", |vm, a| {
        let array = array(vm, a[0])?;
        array.bytes.reverse();
        array.bytes.chunks_exact_mut(array.code.size()).for_each(<[u8]>::reverse);
        Ok(Value::None)
    }),
    method("clear", "(self, /)", |vm, a| {
        if array(vm, a[0])?.len() > 0 {
            resizable(vm, a[0])?.bytes.clear();
        }
        Ok(Value::None)
    }),
];

/// The place of an item, counted from the end where negative.
fn place(vm: &mut Vm, value: Value, index: Value, outside: &str) -> Result<usize, Escape> {
    let length = array(vm, value)?.len() as i64;
    let index = match vm.try_index(index)? {
        Some(index) => index.clamped(),
        None => return Err(vm.type_error("array indices must be integers")),
    };
    let place = if index < 0 { index.saturating_add(length) } else { index };
    match (0..length).contains(&place) {
        true => Ok(place as usize),
        false => Err(vm.index_error(outside)),
    }
}

fn get_item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Slice(slice) = arguments[1] else {
        let place = place(vm, arguments[0], arguments[1], "array index out of range")?;
        return match vm.unwrap(arguments[0]) {
            Value::Opaque(object) => Ok(vm.array_item(object, place).unwrap_or(Value::None)),
            _ => Err(vm.type_error("an array is required")),
        };
    };
    let length = array(vm, arguments[0])?.len();
    let (span, _) = vm.slice_span(slice, length)?;
    let array = array(vm, arguments[0])?;
    let bytes = span.indices().filter_map(|index| array.item(index)).flatten().copied().collect();
    let code = array.code;
    Ok(made(vm, Array::new(code, bytes)))
}

fn set_item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let code = array(vm, arguments[0])?.code;
    if let Value::Slice(slice) = arguments[1] {
        return set_slice(vm, arguments[0], slice, arguments[2]);
    }
    let place = place(vm, arguments[0], arguments[1], "array assignment index out of range")?;
    let item = encoded(vm, code, &arguments[2..3])?;
    array(vm, arguments[0])?.bytes[place * code.size()..][..code.size()].copy_from_slice(&item);
    Ok(Value::None)
}

fn set_slice(vm: &mut Vm, to: Value, slice: Ref<Slice>, value: Value) -> NativeResult {
    let Some(source) = known(vm, value).cloned() else {
        let name = vm.type_name(value);
        return Err(vm.type_error(format!("can only assign array (not \"{name}\") to array slice")));
    };
    let (code, length) = (array(vm, to)?.code, array(vm, to)?.len());
    if source.code != code {
        return Err(vm.raise_with(crate::vm::Exc::TypeError, &[]));
    }
    let (span, _) = vm.slice_span(slice, length)?;
    if source.len() == 0 || source.len() != span.count {
        resizable(vm, to)?;
    }
    if span.step == 1 {
        let (start, size) = (span.start as usize, code.size());
        array(vm, to)?.bytes.splice(start * size..(start + span.count) * size, source.bytes);
        return Ok(Value::None);
    }
    if source.len() != span.count {
        let (given, wanted) = (source.len(), span.count);
        let message = format!("attempt to assign array of size {given} to extended slice of size {wanted}");
        return Err(vm.value_error(message));
    }
    let array = array(vm, to)?;
    for (index, item) in span.indices().zip(source.bytes.chunks_exact(code.size())) {
        array.bytes[index * code.size()..][..code.size()].copy_from_slice(item);
    }
    Ok(Value::None)
}

fn delete_item(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let removed: Vec<usize> = match arguments[1] {
        Value::Slice(slice) => {
            let length = array(vm, arguments[0])?.len();
            vm.slice_span(slice, length)?.0.indices().collect()
        }
        index => vec![place(vm, arguments[0], index, "array assignment index out of range")?],
    };
    let array = resizable(vm, arguments[0])?;
    let (size, mut gone) = (array.code.size(), vec![false; array.len()]);
    removed.into_iter().for_each(|index| gone[index] = true);
    let kept = array.bytes.chunks_exact(size).zip(gone).filter(|(_, gone)| !gone);
    array.bytes = kept.flat_map(|(item, _)| item.to_vec()).collect();
    Ok(Value::None)
}

fn position(vm: &mut Vm, arguments: &[Value], start: Value, stop: Value) -> Result<Option<usize>, Escape> {
    let items = items(vm, arguments[0])?;
    let list = vm.list(items);
    vm.position(list, arguments[1], start, stop)
}

/// The other array of an operation; TypeError where it is none.
fn other_array(vm: &mut Vm, value: Value, what: &str) -> Result<Array, Escape> {
    if let Some(other) = known(vm, value) {
        return Ok(other.clone());
    }
    let name = vm.type_name(value);
    Err(vm.type_error(format!("can only {what} array (not \"{name}\") to array")))
}

fn add(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let other = other_array(vm, arguments[1], "append")?;
    let Array { code, mut bytes, .. } = array(vm, arguments[0])?.clone();
    if other.code != code {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    bytes.extend_from_slice(&other.bytes);
    Ok(made(vm, Array::new(code, bytes)))
}

fn add_in_place(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Some(other) = known(vm, arguments[1]).cloned() else {
        let name = vm.type_name(arguments[1]);
        return Err(vm.type_error(format!("can only extend with array (not \"{name}\")")));
    };
    if other.code != array(vm, arguments[0])?.code {
        return Err(vm.type_error("can only extend with array of same kind"));
    }
    push(vm, arguments[0], &other.bytes)?;
    Ok(arguments[0])
}

fn repeated(vm: &mut Vm, arguments: &[Value]) -> Result<Option<Array>, Escape> {
    let length = array(vm, arguments[0])?.bytes.len();
    let Some(count) = vm.repeat_count(arguments[1], length)? else { return Ok(None) };
    let Array { code, bytes, .. } = array(vm, arguments[0])?.clone();
    Ok(Some(Array::new(code, bytes.repeat(count))))
}

fn multiply(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match repeated(vm, arguments)? {
        Some(repeated) => Ok(made(vm, repeated)),
        None => vm.not_a_count(arguments[1]),
    }
}

fn multiply_in_place(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match repeated(vm, arguments)? {
        Some(repeated) => {
            if repeated.len() != array(vm, arguments[0])?.len() {
                resizable(vm, arguments[0])?.bytes = repeated.bytes;
            }
            Ok(arguments[0])
        }
        None => vm.not_a_count(arguments[1]),
    }
}

/// Whether two arrays have the same items; `None` if one is no array. Each item is an object of its own: a NaN equals
/// none.
fn equal(vm: &mut Vm, arguments: &[Value]) -> Result<Option<bool>, Escape> {
    if known(vm, arguments[1]).is_none() {
        return Ok(None);
    }
    let (ours, theirs) = (items(vm, arguments[0])?, items(vm, arguments[1])?);
    if ours.len() != theirs.len() {
        return Ok(Some(false));
    }
    for (a, b) in ours.into_iter().zip(theirs) {
        let same = match (a, b) {
            (Value::Float(a), Value::Float(b)) => a == b,
            _ => vm.equal(a, b)?,
        };
        if !same {
            return Ok(Some(false));
        }
    }
    Ok(Some(true))
}

fn compared(vm: &mut Vm, arguments: &[Value], compare: NativeFn) -> NativeResult {
    if known(vm, arguments[1]).is_none() {
        return Ok(Value::NotImplemented);
    }
    let (ours, theirs) = (items(vm, arguments[0])?, items(vm, arguments[1])?);
    let lists = [vm.list(ours), vm.list(theirs)];
    compare(vm, &lists)
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (code, is_text) = (array(vm, arguments[0])?.code.char(), array(vm, arguments[0])?.code.is_text());
    let class = vm.class_of(arguments[0]);
    let (name, items) = (vm.name_of(class).to_string(), items(vm, arguments[0])?);
    if items.is_empty() {
        return Ok(vm.str(format!("{name}('{code}')")));
    }
    let shown = if is_text {
        let text: String = items.iter().filter_map(|item| vm.as_str(*item)).collect();
        crate::text::quoted(&text)
    } else {
        let list = vm.list(items);
        vm.repr(list)?
    };
    Ok(vm.str(format!("{name}('{code}', {shown})")))
}

fn insert(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let index = vm.to_size(arguments[1])?;
    let code = array(vm, arguments[0])?.code;
    let item = encoded(vm, code, &arguments[2..3])?;
    let array = resizable(vm, arguments[0])?;
    let length = array.len() as i64;
    let place = if index < 0 { (index + length).max(0) } else { index.min(length) } as usize * code.size();
    array.bytes.splice(place..place, item);
    Ok(Value::None)
}

fn pop(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if array(vm, arguments[0])?.len() == 0 {
        return Err(vm.index_error("pop from empty array"));
    }
    let index = arguments[1].bound().unwrap_or(Value::Int(-1));
    let place = place(vm, arguments[0], index, "pop index out of range")?;
    let array = resizable(vm, arguments[0])?;
    let (code, size) = (array.code, array.code.size());
    let item: Vec<u8> = array.bytes.drain(place * size..(place + 1) * size).collect();
    Ok(code.read(vm, &item))
}

fn remove(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Some(place) = position(vm, arguments, Value::Unbound, Value::Unbound)? else {
        return Err(vm.value_error("array.remove(x): x not in array"));
    };
    let array = resizable(vm, arguments[0])?;
    let size = array.code.size();
    array.bytes.drain(place * size..(place + 1) * size);
    Ok(Value::None)
}
