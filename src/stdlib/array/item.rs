//! The items of an array: the types of C, by their codes.

use crate::object::*;
use crate::text::string::{char_of, code_of};
use crate::vm::Vm;
use crate::vm::native::*;
use crate::text::float::unnumbered;

/// The code of a type of C.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Code(u8);

pub const CODES: &str = "bBuwhHiIlLqQfd";

impl Code {
    pub fn argument(vm: &mut Vm, value: Value) -> Result<Code, Escape> {
        let Some(text) = vm.as_str(value).map(str::to_owned) else {
            let name = vm.type_name(value);
            return Err(vm.type_error(format!("array() argument 1 must be a unicode character, not {name}")));
        };
        match *text.as_bytes() {
            [code] if CODES.contains(&text) => Ok(Code(code)),
            [_] => {
                Err(vm.value_error("bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)"))
            }
            _ => {
                let count = text.chars().count();
                let message = format!("array() argument 1 must be a unicode character, not a string of length {count}");
                Err(vm.type_error(message))
            }
        }
    }

    pub fn char(self) -> char {
        self.0 as char
    }

    pub fn size(self) -> usize {
        match self.0 {
            b'b' | b'B' => 1,
            b'h' | b'H' => 2,
            b'i' | b'I' | b'f' | b'u' | b'w' => 4,
            _ => 8,
        }
    }

    pub fn is_text(self) -> bool {
        matches!(self.0, b'u' | b'w')
    }

    fn bounds(self) -> (i128, i128) {
        let bits = 8 * self.size() as u32;
        match self.0.is_ascii_lowercase() {
            true => (-(1 << (bits - 1)), (1 << (bits - 1)) - 1),
            false => (0, (1 << bits) - 1),
        }
    }

    /// The type's name in error messages.
    fn name(self) -> &'static str {
        match self.0 {
            b'b' => "signed char",
            b'B' => "unsigned byte integer",
            b'h' => "signed short integer",
            b'H' => "unsigned short",
            b'i' => "signed integer",
            b'I' => "unsigned int",
            b'l' | b'q' => "signed long",
            _ => "unsigned long",
        }
    }

    /// The value of the item in `bytes`.
    pub fn read(self, vm: &mut Vm, bytes: &[u8]) -> Value {
        let mut word = [0; 8];
        word[..bytes.len()].copy_from_slice(bytes);
        let raw = u64::from_le_bytes(word);
        match self.0 {
            b'u' | b'w' => {
                let char = char_of(raw as u32).unwrap_or(char::REPLACEMENT_CHARACTER);
                vm.char(char)
            }
            b'f' => Value::Float(f32::from_bits(raw as u32).into()),
            b'd' => Value::Float(f64::from_bits(raw)),
            code if code.is_ascii_lowercase() => {
                let unused = 64 - 8 * bytes.len() as u32;
                Value::Int((raw << unused) as i64 >> unused)
            }
            _ => vm.int(raw.into()),
        }
    }

    /// Appends the bytes of a value.
    pub fn write(self, vm: &mut Vm, value: Value, into: &mut Vec<u8>) -> Result<(), Escape> {
        let raw = match self.0 {
            b'u' | b'w' => self.text_item(vm, value)?.into(),
            b'f' => u64::from((unnumbered(self.float(vm, value)?) as f32).to_bits()),
            b'd' => unnumbered(self.float(vm, value)?).to_bits(),
            _ => self.integer(vm, value)?,
        };
        into.extend_from_slice(&raw.to_le_bytes()[..self.size()]);
        Ok(())
    }

    fn text_item(self, vm: &mut Vm, value: Value) -> Result<u32, Escape> {
        let mut chars = vm.as_str(value).map(str::chars);
        match chars.as_mut().map(|chars| (chars.next(), chars.next())) {
            Some((Some(char), None)) => Ok(code_of(char)),
            Some(_) => {
                let count = vm.as_str(value).map_or(0, |text| text.chars().count());
                Err(vm.type_error(format!("array item must be a unicode character, not a string of length {count}")))
            }
            None => {
                let name = vm.type_name(value);
                Err(vm.type_error(format!("array item must be a unicode character, not {name}")))
            }
        }
    }

    fn float(self, vm: &mut Vm, value: Value) -> Result<f64, Escape> {
        match vm.unwrap(value) {
            Value::Float(float) => Ok(float),
            Value::Int(_) | Value::BigInt(_) | Value::Bool(_) => vm.float_argument(value),
            _ if defines_any(vm, value, &["__float__", "__index__"]) => Err(Escape::Defer),
            _ => {
                let name = vm.type_name(value);
                Err(vm.type_error(format!("must be real number, not {name}")))
            }
        }
    }

    fn integer(self, vm: &mut Vm, value: Value) -> Result<u64, Escape> {
        let number = match vm.unwrap(value) {
            Value::Int(int) => Some(i128::from(int)),
            Value::Bool(bool) => Some(i128::from(bool)),
            Value::BigInt(big) => i128::try_from(&vm.heap[big].0).ok(),
            _ if defines_any(vm, value, &["__index__"]) => return Err(Escape::Defer),
            _ => {
                let name = vm.type_name(value);
                return Err(vm.type_error(format!("'{name}' object cannot be interpreted as an integer")));
            }
        };
        let (lowest, highest) = self.bounds();
        match number {
            Some(number) if (lowest..=highest).contains(&number) => Ok(number as u64),
            number => {
                let is_low = match number {
                    Some(number) => number < lowest,
                    None => vm.int_ref(value).is_some_and(|number| number.is_negative()),
                };
                let which = if is_low { "less than minimum" } else { "greater than maximum" };
                Err(vm.overflow_error(format!("{} is {which}", self.name())))
            }
        }
    }

}

fn defines_any(vm: &mut Vm, value: Value, names: &[&str]) -> bool {
    names.iter().any(|name| {
        let name = vm.intern(name);
        vm.defines(value, name)
    })
}
