//! The items of a `memoryview`: how they lie in memory, by the codes of `struct`.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::text::float::unnumbered;

/// How an item is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    pub code: u8,
    pub size: usize,
}

pub const BYTE: Item = Item { code: b'B', size: 1 };

impl Item {
    /// The item of a format such as `B` or `@i`.
    pub fn of(format: &str) -> Option<Item> {
        let &[code] = format.strip_prefix('@').unwrap_or(format).as_bytes() else { return None };
        let size = match code {
            b'b' | b'B' | b'c' | b'?' => 1,
            b'h' | b'H' => 2,
            b'i' | b'I' | b'f' => 4,
            b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'P' | b'd' => 8,
            _ => return None,
        };
        Some(Item { code, size })
    }

    pub fn is_byte(self) -> bool {
        self.size == 1 && self.code != b'?'
    }

    /// The lowest and the highest value of an integer.
    fn range(self) -> (i128, i128) {
        let bits = 8 * self.size as u32;
        if self.code.is_ascii_lowercase() { (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) } else { (0, (1 << bits) - 1) }
    }

    /// The value of the item in `bytes`.
    pub fn read(self, vm: &mut Vm, bytes: &[u8]) -> Value {
        let mut wide = [0; 8];
        wide[..self.size].copy_from_slice(bytes);
        let unsigned = u64::from_le_bytes(wide);
        match self.code {
            b'c' => vm.bytes(bytes),
            b'?' => Value::Bool(unsigned != 0),
            b'f' => Value::Float(f32::from_bits(unsigned as u32).into()),
            b'd' => Value::Float(f64::from_bits(unsigned)),
            code if code.is_ascii_lowercase() => {
                let unused = 64 - 8 * self.size as u32;
                Value::Int((unsigned << unused) as i64 >> unused)
            }
            _ => vm.int(unsigned.into()),
        }
    }

    /// The bytes of `value` as an item.
    pub fn write(self, vm: &mut Vm, value: Value) -> Result<Vec<u8>, Escape> {
        let wrong_type = |vm: &mut Vm| {
            let code = self.code as char;
            vm.type_error(format!("memoryview: invalid type for format '{code}'"))
        };
        let bits = match self.code {
            b'c' => match vm.bytes_of(value) {
                Some(&[byte]) => u64::from(byte),
                _ => return Err(wrong_type(vm)),
            },
            b'?' => u64::from(vm.flag_argument(value, false)?),
            b'f' => u64::from((unnumbered(vm.float_argument(value)?) as f32).to_bits()),
            b'd' => unnumbered(vm.float_argument(value)?).to_bits(),
            _ if vm.try_index(value)?.is_none() => return Err(wrong_type(vm)),
            _ => {
                let number = vm.big_argument(value)?;
                let (lowest, highest) = self.range();
                let number = i128::try_from(&number).ok();
                match number.filter(|number| (lowest..=highest).contains(number)) {
                    Some(number) => number as u64,
                    None => {
                        let code = self.code as char;
                        return Err(vm.value_error(format!("memoryview: invalid value for format '{code}'")));
                    }
                }
            }
        };
        Ok(bits.to_le_bytes()[..self.size].to_vec())
    }
}
