//! The type `bytes`, apart from what it shares with `bytearray`.

use crate::builtins::bytes_like::from_arguments;
use crate::builtins::{number, str_percent};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

pub const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, /, source=b'', encoding='utf-8', errors='strict')", new),
    method("__hash__", "(self, /)", number::hash),
    method("__mod__", "(self, value, /)", str_percent::bytes_mod),
    method("__bytes__", "(self, /)", |_, a| Ok(a[0])),
    method("__getnewargs__", "(self, /)", |vm, a| Ok(vm.tuple([a[0]]))),
    class_method("fromhex", "(cls, string, /)", from_hex),
];

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Class(class) = arguments[0] else {
        return Err(vm.type_error("bytes.__new__(X): X is not a type object"));
    };
    let same = matches!(arguments[1], Value::Bytes(_)) && arguments[2].is_unbound() && arguments[3].is_unbound();
    let bytes = if same {
        arguments[1]
    } else {
        let bytes = from_arguments(vm, "bytes", &arguments[1..])?;
        vm.bytes(bytes)
    };
    Ok(vm.wrap(class, bytes))
}

fn from_hex(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let bytes = parse_hex(vm, arguments[1])?;
    let bytes = vm.bytes(bytes);
    match arguments[0] {
        Value::Class(class) if class != vm.types.bytes => Err(Escape::call(class.into(), &[bytes])),
        _ => Ok(bytes),
    }
}

/// Pairs of hexadecimal digits, between which there may be whitespace.
pub(super) fn parse_hex(vm: &mut Vm, source: Value) -> Result<Vec<u8>, Escape> {
    let text: Vec<char> = match (vm.as_str(source), vm.bytes_of(source)) {
        (Some(text), _) => text.chars().collect(),
        (None, Some(bytes)) => bytes.iter().map(|&byte| byte as char).collect(),
        (None, None) => {
            let message = format!("fromhex() argument must be str or bytes-like, not {}", vm.type_name(source));
            return Err(vm.type_error(message));
        }
    };
    let mut bytes = Vec::with_capacity(text.len() / 2);
    let mut at = 0;
    while at < text.len() {
        if text[at].is_ascii_whitespace() || text[at] == '\x0b' {
            at += 1;
            continue;
        }
        let digit = |at: usize| text.get(at).and_then(|c| c.to_digit(16));
        match (digit(at), digit(at + 1)) {
            (Some(high), Some(low)) => bytes.push((high * 16 + low) as u8),
            (Some(_), None) if at + 1 >= text.len() => {
                return Err(vm.value_error("fromhex() arg must contain an even number of hexadecimal digits"));
            }
            (high, _) => {
                let wrong = at + usize::from(high.is_some());
                let message = format!("non-hexadecimal number found in fromhex() arg at position {wrong}");
                return Err(vm.value_error(message));
            }
        }
        at += 2;
    }
    Ok(bytes)
}
