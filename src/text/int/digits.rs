//! The digits of integers that fit 64 bits, written into a place of their own from the last to the first.

const PAIRS: &[u8; 200] = b"\
    0001020304050607080910111213141516171819\
    2021222324252627282930313233343536373839\
    4041424344454647484950515253545556575859\
    6061626364656667686970717273747576777879\
    8081828384858687888990919293949596979899";

/// Room for 64 binary digits, a prefix and a sign.
const ROOM: usize = 67;

/// Digits with what precedes them.
pub struct Digits {
    bytes: [u8; ROOM],
    start: usize,
}

impl Digits {
    /// As `str` shows an int.
    pub fn decimal(value: i64) -> Digits {
        let mut digits = Digits { bytes: [0; ROOM], start: ROOM };
        let mut rest = value.unsigned_abs();
        while rest > u64::from(u32::MAX) {
            let low = (rest % 1_000_000_000) as u32;
            rest /= 1_000_000_000;
            let end = digits.start;
            digits.push_decimal(low);
            while digits.start > end - 9 {
                digits.push(b'0');
            }
        }
        digits.push_decimal(rest as u32);
        digits.push_sign(value);
        digits
    }

    /// As `bin`, `oct` and `hex` show an int; `bits` is how many a digit stands for, `prefix` is not reversed.
    pub fn in_bits(value: i64, bits: u32, prefix: &str) -> Digits {
        let mut digits = Digits { bytes: [0; ROOM], start: ROOM };
        let mut rest = value.unsigned_abs();
        loop {
            let digit = (rest & ((1 << bits) - 1)) as u8;
            digits.push(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 });
            rest >>= bits;
            if rest == 0 {
                break;
            }
        }
        prefix.bytes().rev().for_each(|byte| digits.push(byte));
        digits.push_sign(value);
        digits
    }

    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.bytes[self.start..]).expect("digits are ASCII")
    }

    #[inline]
    fn push(&mut self, byte: u8) {
        self.start -= 1;
        self.bytes[self.start] = byte;
    }

    fn push_decimal(&mut self, mut rest: u32) {
        while rest >= 100 {
            self.push_pair(rest % 100);
            rest /= 100;
        }
        if rest >= 10 { self.push_pair(rest) } else { self.push(b'0' + rest as u8) }
    }

    #[inline]
    fn push_pair(&mut self, number: u32) {
        let at = number as usize * 2;
        self.push(PAIRS[at + 1]);
        self.push(PAIRS[at]);
    }

    fn push_sign(&mut self, value: i64) {
        if value < 0 {
            self.push(b'-');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_of_the_formatter() {
        let mut values = vec![0, 1, -1, 9, 10, 99, 100, 999_999_999, 1_000_000_000, 4_294_967_295, 4_294_967_296, i64::MAX, i64::MIN];
        values.extend((0..19).flat_map(|power| [10_i64.pow(power), 10_i64.pow(power) - 1, -(10_i64.pow(power))]));
        for value in values {
            assert_eq!(Digits::decimal(value).as_str(), value.to_string());
            let sign = if value < 0 { "-" } else { "" };
            let magnitude = value.unsigned_abs();
            assert_eq!(Digits::in_bits(value, 4, "0x").as_str(), format!("{sign}0x{magnitude:x}"));
            assert_eq!(Digits::in_bits(value, 3, "").as_str(), format!("{sign}{magnitude:o}"));
            assert_eq!(Digits::in_bits(value, 1, "0b").as_str(), format!("{sign}0b{magnitude:b}"));
        }
    }
}
