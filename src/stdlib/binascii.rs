//! `binascii`: bytes as hexadecimal digits and base 64, and checksums.

use super::checksums::{crc32, crc_hqx};
use crate::object::*;
use crate::vm::native::*;
use crate::vm::{Exc, Vm};

pub const NATIVES: &[NativeDef] = &[
    function("hexlify", "(data, sep=None, bytes_per_sep=1)", hexlify),
    function("b2a_hex", "(data, sep=None, bytes_per_sep=1)", hexlify),
    function("unhexlify", "(hexstr, /)", unhexlify),
    function("a2b_hex", "(hexstr, /)", unhexlify),
    function("b2a_base64", "(data, /, *, newline=True)", b2a_base64),
    function("a2b_base64", "(data, /, *, strict_mode=False)", a2b_base64),
    function("b2a_uu", "(data, /, *, backtick=False)", b2a_uu),
    function("a2b_uu", "(data, /)", a2b_uu),
    function("b2a_qp", "(data, quotetabs=False, istext=True, header=False)", b2a_qp),
    function("a2b_qp", "(data, header=False)", a2b_qp),
    function("crc32", "(data, crc=0, /)", |vm, arguments| {
        let (data, start) = (vm.bytes_argument(arguments[0])?, start(vm, arguments[1])?);
        Ok(Value::Int(crc32(&data, start).into()))
    }),
    function("crc_hqx", "(data, crc, /)", |vm, arguments| {
        let (data, start) = (vm.bytes_argument(arguments[0])?, start(vm, arguments[1])?);
        Ok(Value::Int(crc_hqx(&data, start as u16).into()))
    }),
];

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Adds the exceptions.
pub fn fill(vm: &mut Vm, module: Ref<Dict>) {
    let error = vm.native_exception("binascii.Error", Exc::ValueError);
    vm.define(module, "Error", error);
    let incomplete = vm.native_exception("binascii.Incomplete", Exc::Exception);
    vm.define(module, "Incomplete", incomplete);
}

fn error(vm: &mut Vm, message: impl Into<String>) -> Escape {
    let class = vm.native_exception("binascii.Error", Exc::ValueError);
    let message = vm.str(message.into());
    Escape::Raise(Value::Instance(vm.new_exception(class, &[message])))
}

/// Where a checksum goes on from.
pub fn start(vm: &mut Vm, value: Value) -> Result<u32, Escape> {
    value.bound().map_or(Ok(0), |value| Ok(vm.int_argument(value)? as u32))
}

/// Bytes, or text that is ASCII.
fn ascii_argument(vm: &mut Vm, value: Value) -> Result<Vec<u8>, Escape> {
    match vm.as_str(value).map(str::to_owned) {
        Some(text) if text.is_ascii() => Ok(text.into_bytes()),
        Some(_) => Err(vm.value_error("string argument should contain only ASCII characters")),
        None => match vm.bytes_of(value) {
            Some(bytes) => Ok(bytes.to_vec()),
            None => {
                let name = vm.type_name(value);
                Err(vm.type_error(format!("argument should be bytes, buffer or ASCII string, not '{name}'")))
            }
        },
    }
}

fn hexlify(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = vm.bytes_argument(arguments[0])?;
    let digits: Vec<String> = data.iter().map(|byte| format!("{byte:02x}")).collect();
    let separator = match arguments[1] {
        Value::Unbound | Value::None => return Ok(vm.bytes(digits.concat().into_bytes())),
        value => String::from_utf8_lossy(&ascii_argument(vm, value)?).into_owned(),
    };
    if separator.chars().count() != 1 {
        return Err(vm.value_error("sep must be length 1."));
    }
    let group = arguments[2].bound().map_or(Ok(1), |group| vm.int_argument(group))?;
    let size = (group.unsigned_abs() as usize).max(1);
    // Counted from the end, unless the number is negative.
    let first = if group > 0 { digits.len() % size } else { 0 };
    let (head, rest) = digits.split_at(first);
    let groups = std::iter::once(head).filter(|head| !head.is_empty()).chain(rest.chunks(size));
    let text = groups.map(<[String]>::concat).collect::<Vec<_>>().join(&separator);
    Ok(vm.bytes(text.into_bytes()))
}

fn unhexlify(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let text = ascii_argument(vm, arguments[0])?;
    if text.len() % 2 == 1 {
        return Err(error(vm, "Odd-length string"));
    }
    let digit = |byte: u8| (byte as char).to_digit(16).map(|digit| digit as u8);
    let bytes: Option<Vec<u8>> = text.chunks_exact(2).map(|pair| Some(digit(pair[0])? << 4 | digit(pair[1])?)).collect();
    match bytes {
        Some(bytes) => Ok(vm.bytes(bytes)),
        None => Err(error(vm, "Non-hexadecimal digit found")),
    }
}

fn b2a_base64(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = vm.bytes_argument(arguments[0])?;
    let newline = vm.flag_argument(arguments[1], true)?;
    let mut text = Vec::with_capacity(data.len() / 3 * 4 + 5);
    for group in data.chunks(3) {
        let word = group.iter().fold(0u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for index in 0..4 {
            let sextet = ALPHABET[(word >> (18 - 6 * index) & 63) as usize];
            text.push(if index <= group.len() { sextet } else { b'=' });
        }
    }
    if newline {
        text.push(b'\n');
    }
    Ok(vm.bytes(text))
}

fn a2b_base64(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let text = ascii_argument(vm, arguments[0])?;
    let strict = vm.flag_argument(arguments[1], false)?;
    match decode_base64(&text, strict) {
        Ok(bytes) => Ok(vm.bytes(bytes)),
        Err(message) => Err(error(vm, message)),
    }
}

fn decode_base64(text: &[u8], strict: bool) -> Result<Vec<u8>, String> {
    let (mut bytes, mut held, mut count, mut pads) = (Vec::new(), 0u32, 0, 0);
    if strict && text.first() == Some(&b'=') {
        return Err("Leading padding not allowed".to_owned());
    }
    for (at, byte) in text.iter().enumerate() {
        if *byte == b'=' {
            pads += 1;
            if count >= 2 && count + pads >= 4 {
                if strict && at + 1 < text.len() {
                    return Err("Excess data after padding".to_owned());
                }
                return Ok(bytes);
            }
            if strict && count == 0 {
                return Err("Excess padding not allowed".to_owned());
            }
            continue;
        }
        let Some(sextet) = ALPHABET.iter().position(|letter| letter == byte) else {
            if strict {
                return Err("Only base64 data is allowed".to_owned());
            }
            continue;
        };
        if strict && pads > 0 {
            return Err("Discontinuous padding not allowed".to_owned());
        }
        pads = 0;
        held = held << 6 | sextet as u32;
        if count > 0 {
            bytes.push((held >> (6 - 2 * count)) as u8);
        }
        count = (count + 1) % 4;
    }
    match count {
        0 => Ok(bytes),
        1 => Err(format!(
            "Invalid base64-encoded string: number of data characters ({}) cannot be 1 more than a multiple of 4",
            bytes.len() / 3 * 4 + 1
        )),
        _ => Err("Incorrect padding".to_owned()),
    }
}

fn b2a_uu(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = vm.bytes_argument(arguments[0])?;
    let backtick = vm.flag_argument(arguments[1], false)?;
    if data.len() > 45 {
        return Err(error(vm, "At most 45 bytes at once"));
    }
    let letter = |six: u32| if six == 0 && backtick { b'`' } else { b' ' + six as u8 };
    let mut text = vec![letter(data.len() as u32)];
    for group in data.chunks(3) {
        let word = group.iter().fold(0u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        text.extend((0..4).map(|index| letter(word >> (18 - 6 * index) & 63)));
    }
    text.push(b'\n');
    Ok(vm.bytes(text))
}

fn a2b_uu(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let text = ascii_argument(vm, arguments[0])?;
    let length = text.first().map_or(0, |first| usize::from(first.wrapping_sub(b' ') & 63));
    let mut bytes = Vec::new();
    let body = text.get(1..).unwrap_or_default();
    let letters: Vec<u8> = body.iter().copied().take_while(|byte| !matches!(byte, b'\n' | b'\r')).collect();
    if letters.iter().any(|byte| !(b' '..=b' ' + 64).contains(byte)) {
        return Err(error(vm, "Illegal char"));
    }
    for group in letters.chunks(4) {
        let word = (0..4).fold(0u32, |word, at| word << 6 | u32::from(group.get(at).map_or(0, |byte| (byte - b' ') & 63)));
        bytes.extend_from_slice(&word.to_be_bytes()[1..]);
    }
    if bytes.iter().skip(length).any(|byte| *byte != 0) {
        return Err(error(vm, "Trailing garbage"));
    }
    bytes.resize(length, 0);
    Ok(vm.bytes(bytes))
}

/// The longest line of quoted-printable text.
const LINE: usize = 76;

fn b2a_qp(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = vm.bytes_argument(arguments[0])?;
    let quote_tabs = vm.flag_argument(arguments[1], false)?;
    let is_text = vm.flag_argument(arguments[2], true)?;
    let header = vm.flag_argument(arguments[3], false)?;
    let (mut text, mut column): (Vec<u8>, usize) = (Vec::new(), 0);
    let mut at = 0;
    while at < data.len() {
        let byte = data[at];
        let newline = if data[at..].starts_with(b"\r\n") { 2 } else { usize::from(byte == b'\n') };
        if is_text && newline > 0 {
            text.extend_from_slice(&data[at..at + newline]);
            (at, column) = (at + newline, 0);
            continue;
        }
        let next = data.get(at + 1);
        let ends_line = matches!(next, None | Some(b'\n')) || data[at + 1..].starts_with(b"\r\n");
        let blank = matches!(byte, b' ' | b'\t');
        let quoted = byte > b'~'
            || byte == b'='
            || (header && byte == b'_')
            || (byte == b'.' && column == 0 && matches!(next, None | Some(b'\n' | b'\r' | 0)))
            || (blank && (quote_tabs || (ends_line && is_text) || next.is_none()))
            || (!blank && byte < b' ' && (!matches!(byte, b'\n' | b'\r') || !is_text))
            || (byte < b' ' && !blank && is_text);
        let width = if quoted { 3 } else { 1 };
        if column + width >= LINE && !matches!(next, None | Some(b'\n')) {
            text.extend_from_slice(b"=\n");
            column = 0;
        }
        match byte {
            _ if quoted => text.extend_from_slice(format!("={byte:02X}").as_bytes()),
            b' ' if header => text.push(b'_'),
            _ => text.push(byte),
        }
        column += width;
        at += 1;
    }
    Ok(vm.bytes(text))
}

fn a2b_qp(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = ascii_argument(vm, arguments[0])?;
    let header = vm.flag_argument(arguments[1], false)?;
    let digit = |at: usize| data.get(at).and_then(|byte| (*byte as char).to_digit(16)).map(|digit| digit as u8);
    let (mut bytes, mut at) = (Vec::new(), 0);
    while at < data.len() {
        match (data[at], data.get(at + 1)) {
            (b'=', Some(b'\n' | b'\r')) => {
                at = data[at..].iter().position(|byte| *byte == b'\n').map_or(data.len(), |end| at + end + 1);
                continue;
            }
            (b'=', None) => {}
            (b'=', Some(b'=')) => {
                bytes.push(b'=');
                at += 1;
            }
            (b'=', Some(_)) => match (digit(at + 1), digit(at + 2)) {
                (Some(high), Some(low)) => {
                    bytes.push(high << 4 | low);
                    at += 2;
                }
                _ => bytes.push(b'='),
            },
            (b'_', _) if header => bytes.push(b' '),
            (byte, _) => bytes.push(byte),
        }
        at += 1;
    }
    Ok(vm.bytes(bytes))
}
