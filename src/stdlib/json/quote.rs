//! Strings as JSON writes them.

use crate::object::Value;
use crate::text::string::code_of;
use crate::vm::Vm;
use crate::vm::native::{NativeResult, Escape};

/// `text` in double quotes, with escapes.
pub fn write(out: &mut String, text: &str, ascii: bool) {
    out.push('"');
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let plain = match byte {
            b'"' | b'\\' | 0..=0x1f => false,
            0x7f => !ascii,
            0x80.. if ascii => {
                // The whole character is escaped at its first byte.
                if text.is_char_boundary(at) {
                    out.push_str(&text[done..at]);
                    let char = text[at..].chars().next().unwrap_or_default();
                    done = at + char.len_utf8();
                    escape_beyond_ascii(out, char);
                }
                continue;
            }
            _ => true,
        };
        if !plain {
            out.push_str(&text[done..at]);
            done = at + 1;
            escape(out, byte);
        }
    }
    out.push_str(&text[done..]);
    out.push('"');
}

fn escape(out: &mut String, byte: u8) {
    match byte {
        b'"' => out.push_str("\\\""),
        b'\\' => out.push_str("\\\\"),
        b'\n' => out.push_str("\\n"),
        b'\r' => out.push_str("\\r"),
        b'\t' => out.push_str("\\t"),
        0x0c => out.push_str("\\f"),
        0x08 => out.push_str("\\b"),
        _ => unit(out, byte.into()),
    }
}

fn escape_beyond_ascii(out: &mut String, char: char) {
    match code_of(char) {
        code @ ..0x10000 => unit(out, code),
        code => {
            let offset = code - 0x10000;
            unit(out, 0xd800 + (offset >> 10));
            unit(out, 0xdc00 + (offset & 0x3ff));
        }
    }
}

/// One UTF-16 unit.
fn unit(out: &mut String, code: u32) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    out.push_str("\\u");
    for shift in [12, 8, 4, 0] {
        out.push(char::from(DIGITS[(code >> shift & 15) as usize]));
    }
}

/// `encode_basestring` and `encode_basestring_ascii`.
pub fn quote(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let ascii = vm.flag_argument(arguments[1], true)?;
    let Some(text) = vm.as_str(arguments[0]) else {
        let name = vm.type_name(arguments[0]);
        let error: Escape = vm.type_error(format!("first argument must be a string, not {name}"));
        return Err(error);
    };
    let mut out = String::with_capacity(text.len() + 2);
    write(&mut out, text, ascii);
    Ok(vm.str(out))
}
