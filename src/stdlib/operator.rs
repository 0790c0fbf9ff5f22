//! `_operator`: what of `operator` cannot be written in Python.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

pub const NATIVES: &[NativeDef] = &[function("_compare_digest", "(a, b, /)", compare_digest)];

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
