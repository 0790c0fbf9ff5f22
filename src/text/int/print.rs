//! Integers as digits: `str`, `bin`, `oct`, `hex`.

use dashu_int::{IBig, Sign, Word};
use smallvec::SmallVec;

use super::{Digits, IntRef, bit_length};
use crate::text::{Error, Result};

/// `str(a)`; `limit` is `sys.get_int_max_str_digits()`, 0 for none.
pub fn to_decimal(a: IntRef, limit: usize) -> Result<String> {
    let value = match a {
        IntRef::Small(x) => return Ok(Digits::decimal(x).as_str().to_owned()),
        IntRef::Big(value) => value,
    };
    let too_long = || {
        Error::value(format!(
            "Exceeds the limit ({limit} digits) for integer string conversion; \
             use sys.set_int_max_str_digits() to increase the limit"
        ))
    };
    // Ten bits make more than three digits: refuse before the work of converting.
    if limit != 0 && bit_length(a) / 10 * 3 > limit {
        return Err(too_long());
    }
    let text = short_decimal(value).unwrap_or_else(|| value.to_string());
    let digits = text.len() - usize::from(text.starts_with('-'));
    if limit != 0 && digits > limit {
        return Err(too_long());
    }
    Ok(text)
}

/// `value` in decimal, if it is short enough for dividing all of it again for every nine digits.
fn short_decimal(value: &IBig) -> Option<String> {
    const LONGEST_BYTES: usize = 256;
    const NINE_DIGITS: u64 = 1_000_000_000;
    let (sign, words) = value.as_sign_words();
    if size_of_val(words) > LONGEST_BYTES {
        return None;
    }
    let halves = |word: &Word| (0..Word::BITS / 32).map({ let word = *word; move |half| (word >> (32 * half)) as u32 });
    let mut limbs: SmallVec<[u32; LONGEST_BYTES / 4]> = words.iter().flat_map(halves).collect();
    let mut groups = Vec::with_capacity(size_of_val(words) / 3 + 1);
    while !limbs.is_empty() {
        let mut rest = 0;
        for limb in limbs.iter_mut().rev() {
            let dividend = rest << 32 | u64::from(*limb);
            (*limb, rest) = ((dividend / NINE_DIGITS) as u32, dividend % NINE_DIGITS);
        }
        groups.push(rest as u32);
        while limbs.last() == Some(&0) {
            limbs.pop();
        }
    }
    let mut text = String::with_capacity(groups.len() * 9 + 1);
    if sign == Sign::Negative {
        text.push('-');
    }
    let first = groups.pop()?;
    text.push_str(Digits::decimal(first.into()).as_str());
    for group in groups.into_iter().rev() {
        // A digit before the nine keeps their zeros.
        text.push_str(&Digits::decimal(i64::from(group) + NINE_DIGITS as i64).as_str()[1..]);
    }
    Some(text)
}

/// The digits in `radix` (2 to 36, lower case) with a minus sign where negative and no prefix.
pub fn to_radix(a: IntRef, radix: u32) -> String {
    match (a, radix) {
        (IntRef::Small(x), 10) => Digits::decimal(x).as_str().to_owned(),
        (IntRef::Small(x), 2 | 8 | 16) => Digits::in_bits(x, radix.ilog2(), "").as_str().to_owned(),
        _ => a.big().in_radix(radix).to_string(),
    }
}

/// `bin(a)`, `oct(a)`, `hex(a)`: the sign, the prefix for `radix` 2, 8 or 16, the digits.
pub fn to_prefixed(a: IntRef, radix: u32) -> String {
    let prefix = match radix {
        2 => "0b",
        8 => "0o",
        _ => "0x",
    };
    if let IntRef::Small(x) = a {
        return Digits::in_bits(x, radix.ilog2(), prefix).as_str().to_owned();
    }
    let text = to_radix(a, radix);
    match text.strip_prefix('-') {
        Some(digits) => format!("-{prefix}{digits}"),
        None => format!("{prefix}{text}"),
    }
}
