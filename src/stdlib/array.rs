//! `_array`: the types of C under `array.array`.

use super::multiprocessing::typed::{self, Code};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

pub const NATIVES: &[NativeDef] = &[
    function("size", "(code, /)", |vm, arguments| {
        let code = Code::argument(vm, arguments[0])?;
        Ok(vm.index(code.size()))
    }),
    function("decode", "(code, data, /)", |vm, arguments| {
        let code = Code::argument(vm, arguments[0])?;
        let data = vm.bytes_argument(arguments[1])?;
        Ok(typed::decode(vm, code, &data))
    }),
    function("encode", "(code, value, /)", |vm, arguments| {
        let code = Code::argument(vm, arguments[0])?;
        let data = typed::encode(vm, code, arguments[1])?;
        Ok(vm.bytes(data))
    }),
    function("checked", "(code, value, /)", checked),
];

/// The value as an item of an array: an int must fit, a float is rounded to its type.
fn checked(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let code = Code::argument(vm, arguments[0])?;
    let data = typed::encode(vm, code, arguments[1])?;
    let stored = typed::decode(vm, code, &data);
    match (vm.unwrap(arguments[1]), stored) {
        (given @ (Value::Int(_) | Value::BigInt(_)), stored @ (Value::Int(_) | Value::BigInt(_))) => {
            let (given, kept) = (vm.big_argument(given)?, vm.big_argument(stored)?);
            match given == kept {
                true => Ok(stored),
                false if given < kept => Err(vm.overflow_error("value is less than minimum")),
                false => Err(vm.overflow_error("value is greater than maximum")),
            }
        }
        _ => Ok(stored),
    }
}
