//! What a `Pickler` or `Unpickler` remembers from one object to the next.

use std::collections::HashMap;

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

/// The memo: what was written or read, in order.
#[derive(Default)]
pub struct Memo {
    /// The indices by identity, for writing.
    pub indices: HashMap<i64, u32>,
    /// The values, which must stay where they are.
    pub values: Vec<Value>,
}

const METHODS: &[NativeDef] = &[method("items", "(self, /)", items), method("values", "(self, /)", values)];

/// An empty memory.
pub fn make(vm: &mut Vm, _: &[Value]) -> NativeResult {
    let class = vm.native_class_at("_pickle.Memory", METHODS);
    Ok(vm.traced_opaque(class, Memo::default(), |data, visitor| {
        if let Some(memo) = data.downcast_ref::<Memo>() {
            visitor.values(&memo.values);
        }
    }))
}

/// The memo of a memory object.
pub fn of(vm: &mut Vm, value: Value) -> Option<&mut Memo> {
    match value {
        Value::Opaque(object) => vm.heap[object].get_mut::<Memo>(),
        _ => None,
    }
}

/// `{id: (index, object)}`, as `pickle._Pickler` has it.
fn items(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let all = of(vm, arguments[0]).map(|memo| memo.values.clone()).unwrap_or_default();
    let dict = vm.new_dict();
    for (index, value) in all.into_iter().enumerate() {
        let index = vm.index(index);
        let entry = vm.tuple([index, value]);
        vm.dict_set(dict, Value::Int(value.identity()), entry)?;
    }
    Ok(dict.into())
}

/// `{index: object}`, as `pickle._Unpickler` has it.
fn values(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let all = of(vm, arguments[0]).map(|memo| memo.values.clone()).unwrap_or_default();
    let dict = vm.new_dict();
    for (index, value) in all.into_iter().enumerate() {
        if !value.is_unbound() {
            let index = vm.index(index);
            vm.dict_set(dict, index, value)?;
        }
    }
    Ok(dict.into())
}
