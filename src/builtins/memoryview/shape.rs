//! The shape of a `memoryview` of several dimensions, or of none: how its items, which lie one after the other, are
//! grouped (C order).

use crate::object::*;
use crate::vm::native::*;
use crate::vm::{Exc, Vm};

/// The lengths of dimensions, outermost first.
pub type Shape = std::rc::Rc<[usize]>;

/// The most dimensions that a view can have.
const MOST: usize = 64;

/// The lengths of the dimensions into which `value` asks to group `count` items.
pub fn lengths_argument(vm: &mut Vm, value: Value, count: usize) -> Result<Vec<usize>, Escape> {
    let lengths = match vm.unwrap(value) {
        Value::Tuple(_) | Value::List(_) => vm.items_argument(vm.unwrap(value))?,
        _ => return Err(vm.type_error("shape must be a list or a tuple")),
    };
    if lengths.len() > MOST {
        return Err(vm.value_error("memoryview: number of dimensions must not exceed 64"));
    }
    let mut shape = Vec::with_capacity(lengths.len());
    for length in lengths {
        shape.push(length_argument(vm, length)?);
    }
    let product = shape.iter().try_fold(1usize, |product, length| product.checked_mul(*length));
    if product != Some(count) {
        return Err(vm.type_error("memoryview: product(shape) * itemsize != buffer size"));
    }
    Ok(shape)
}

fn length_argument(vm: &mut Vm, value: Value) -> Result<usize, Escape> {
    if !matches!(vm.unwrap(value), Value::Int(_) | Value::Bool(_) | Value::BigInt(_)) {
        return Err(vm.type_error("memoryview.cast(): elements of shape must be integers"));
    }
    match usize::try_from(vm.int_argument(value)?) {
        Ok(length) if length > 0 => Ok(length),
        _ => Err(vm.value_error("memoryview.cast(): elements of shape must be integers > 0")),
    }
}

/// Bytes from one item of each dimension to the next.
pub fn strides(shape: &[usize], item_size: usize) -> Vec<i64> {
    let mut strides = vec![item_size as i64; shape.len()];
    for dimension in (1..shape.len()).rev() {
        strides[dimension - 1] = strides[dimension] * shape[dimension] as i64;
    }
    strides
}

/// Which item of all `key` picks from a view of `shape`.
pub fn place(vm: &mut Vm, shape: &[usize], key: Value) -> Result<usize, Escape> {
    let Value::Tuple(indices) = key else { return Err(no_part(vm, shape.is_empty())) };
    let indices = vm.heap[indices].0.to_vec();
    let dimensions = shape.len();
    if indices.len() < dimensions {
        return Err(vm.raise(Exc::NotImplementedError, "sub-views are not implemented"));
    }
    if indices.len() > dimensions {
        let message = format!("cannot index {dimensions}-dimension view with {}-element tuple", indices.len());
        return Err(vm.type_error(message));
    }
    let mut place = 0;
    for (dimension, (length, index)) in shape.iter().zip(indices).enumerate() {
        place = place * length + index_on(vm, dimension + 1, *length, index)?;
    }
    Ok(place)
}

/// `index` from the front of a dimension of `length` items; `dimension` counts from one.
pub fn index_on(vm: &mut Vm, dimension: usize, length: usize, index: Value) -> Result<usize, Escape> {
    let index = match vm.try_index(index)? {
        Some(index) => index.clamped(),
        None => return Err(vm.type_error("memoryview: invalid slice key")),
    };
    let place = if index < 0 { index.saturating_add(length as i64) } else { index };
    match usize::try_from(place).ok().filter(|place| *place < length) {
        Some(place) => Ok(place),
        None => Err(vm.index_error(format!("index out of bounds on dimension {dimension}"))),
    }
}

/// What is said of an index that leaves dimensions open.
pub fn no_part(vm: &mut Vm, single: bool) -> Escape {
    if single {
        vm.type_error("invalid indexing of 0-dim memory")
    } else {
        vm.raise(Exc::NotImplementedError, "multi-dimensional sub-views are not implemented")
    }
}

/// `items` as lists of lists.
pub fn nested(vm: &mut Vm, shape: &[usize], items: &[Value]) -> Value {
    let Some((length, inner)) = shape.split_first() else { return items[0] };
    if inner.is_empty() {
        return vm.list(items.to_vec());
    }
    let parts = items.chunks((items.len() / length.max(&1)).max(1)).map(|part| nested(vm, inner, part)).collect();
    vm.list(parts)
}
