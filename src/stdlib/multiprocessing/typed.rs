//! Numbers in shared memory, as C has them.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::text::float::unnumbered;

/// A type of C, by its code in `array` and `struct`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Code(char);

impl Code {
    pub fn argument(vm: &mut Vm, value: Value) -> Result<Code, Escape> {
        let code = vm.as_str(value).and_then(|text| text.chars().next()).unwrap_or(' ');
        if "cbB?uhHiIlLqQfd".contains(code) { Ok(Code(code)) } else { Err(vm.type_error(format!("bad typecode {code:?}"))) }
    }

    pub fn size(self) -> usize {
        match self.0 {
            'c' | 'b' | 'B' | '?' => 1,
            'h' | 'H' => 2,
            'i' | 'I' | 'f' | 'u' => 4,
            _ => 8,
        }
    }

    fn signed(self) -> bool {
        self.0.is_lowercase()
    }
}

/// The value of bytes.
pub fn decode(vm: &mut Vm, code: Code, bytes: &[u8]) -> Value {
    let mut word = [0; 8];
    word[..bytes.len()].copy_from_slice(bytes);
    let raw = u64::from_le_bytes(word);
    match code.0 {
        'c' => vm.bytes(bytes),
        '?' => Value::Bool(raw != 0),
        'u' => vm.char(char::from_u32(raw as u32).unwrap_or('\u{fffd}')),
        'f' => Value::Float(f32::from_bits(raw as u32).into()),
        'd' => Value::Float(f64::from_bits(raw)),
        _ if code.signed() => {
            let shift = 64 - 8 * bytes.len() as u32;
            Value::Int(((raw << shift) as i64) >> shift)
        }
        _ => vm.int(raw.into()),
    }
}

/// The bytes of a value; ints wrap around as in C.
pub fn encode(vm: &mut Vm, code: Code, value: Value) -> Result<Vec<u8>, Escape> {
    let raw = match code.0 {
        'c' => byte(vm, value)?,
        'u' => character(vm, value)?,
        '?' => vm.truth(value)?.into(),
        'f' => u64::from((unnumbered(vm.float_argument(value)?) as f32).to_bits()),
        'd' => unnumbered(vm.float_argument(value)?).to_bits(),
        _ => wrapped(vm, value)?,
    };
    Ok(raw.to_le_bytes()[..code.size()].to_vec())
}

fn byte(vm: &mut Vm, value: Value) -> Result<u64, Escape> {
    let what = "one character bytes, bytearray, or an integer in range(256) expected, not";
    match vm.unwrap(value) {
        Value::Int(int) if (0..256).contains(&int) => Ok(int as u64),
        Value::Int(_) => Err(vm.type_error("integer not in range(256)")),
        Value::Bytes(_) | Value::ByteArray(_) => match vm.bytes_argument(value)?[..] {
            [byte] => Ok(byte.into()),
            ref bytes => {
                let (kind, length) = (vm.type_name(value), bytes.len());
                Err(vm.type_error(format!("{what} {kind} of length {length}")))
            }
        },
        _ => {
            let kind = vm.type_name(value);
            Err(vm.type_error(format!("{what} {kind}")))
        }
    }
}

fn character(vm: &mut Vm, value: Value) -> Result<u64, Escape> {
    let Some(characters) = vm.as_str(value).map(|text| text.chars().collect::<Vec<_>>()) else {
        let kind = vm.type_name(value);
        return Err(vm.type_error(format!("a unicode character expected, not instance of {kind}")));
    };
    match characters[..] {
        [character] => Ok(u32::from(character).into()),
        _ => {
            let length = characters.len();
            Err(vm.type_error(format!("a unicode character expected, not a string of length {length}")))
        }
    }
}

fn wrapped(vm: &mut Vm, value: Value) -> Result<u64, Escape> {
    let big = match vm.unwrap(value) {
        Value::Int(int) => return Ok(int as u64),
        Value::Bool(bool) => return Ok(bool.into()),
        _ => vm.big_argument(value)?,
    };
    let modulus = dashu_int::IBig::ONE << 64;
    let reduced = ((big % &modulus) + &modulus) % modulus;
    Ok(u64::try_from(reduced).unwrap_or(0))
}
