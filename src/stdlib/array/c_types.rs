//! Single values of C's types as bytes, which `ctypes` stands on: ints wrap around as in C.

use crate::stdlib::multiprocessing::typed::{self, Code};
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
];
