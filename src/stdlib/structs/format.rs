//! `Format`: a format string of `struct`, with where each field is.

/// What a format describes.
#[derive(Clone)]
pub struct Format {
    pub text: String,
    pub fields: Vec<Field>,
    pub size: usize,
    /// How many values are packed and unpacked.
    pub values: usize,
    pub big_endian: bool,
    /// Sizes and alignment are C's rather than the standard ones.
    pub native: bool,
}

/// Equal units one after the other, or bytes.
#[derive(Clone)]
pub struct Field {
    pub unit: Unit,
    pub code: char,
    pub offset: usize,
    /// How many units, or bytes of `s` and `p`.
    pub count: usize,
}

/// What a letter stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Pad,
    Char,
    Bool,
    Bytes,
    Pascal,
    Half,
    Single,
    Double,
    /// Its size is the first number in C, else the second.
    Int { signed: bool, native: usize, standard: usize },
}

impl Unit {
    fn of(code: char, native: bool) -> Option<Unit> {
        let int = |native, standard| Unit::Int { signed: code.is_ascii_lowercase(), native, standard };
        Some(match code {
            'x' => Unit::Pad,
            'c' => Unit::Char,
            '?' => Unit::Bool,
            's' => Unit::Bytes,
            'p' => Unit::Pascal,
            'e' => Unit::Half,
            'f' => Unit::Single,
            'd' => Unit::Double,
            'b' | 'B' => int(1, 1),
            'h' | 'H' => int(2, 2),
            'i' | 'I' => int(4, 4),
            'l' | 'L' => int(8, 4),
            'q' | 'Q' => int(8, 8),
            'n' | 'N' if native => int(8, 8),
            'P' if native => int(8, 8),
            _ => return None,
        })
    }

    pub fn size(self, in_c: bool) -> usize {
        match self {
            Unit::Pad | Unit::Char | Unit::Bool | Unit::Bytes | Unit::Pascal => 1,
            Unit::Half => 2,
            Unit::Single => 4,
            Unit::Double => 8,
            Unit::Int { native, standard, .. } => if in_c { native } else { standard },
        }
    }
}

impl Format {
    pub fn parse(text: &str) -> Result<Format, String> {
        let (order, rest) = match text.chars().next() {
            Some(order @ ('@' | '=' | '<' | '>' | '!')) => (order, &text[1..]),
            _ => ('@', text),
        };
        let native = order == '@';
        let mut format = Format {
            text: text.to_owned(),
            fields: Vec::new(),
            size: 0,
            values: 0,
            big_endian: matches!(order, '>' | '!'),
            native,
        };
        let mut count: Option<usize> = None;
        for code in rest.chars() {
            if let Some(digit) = code.to_digit(10) {
                let number = count.unwrap_or(0).checked_mul(10).and_then(|number| number.checked_add(digit as usize));
                count = Some(number.filter(|number| *number < 1 << 31).ok_or("total struct size too long")?);
                continue;
            }
            if code.is_ascii_whitespace() {
                if count.is_some() {
                    return Err("bad char in struct format".to_owned());
                }
                continue;
            }
            let unit = Unit::of(code, native).ok_or("bad char in struct format")?;
            format.add(unit, code, count.take().unwrap_or(1));
        }
        if count.is_some() {
            return Err("repeat count given without format specifier".to_owned());
        }
        Ok(format)
    }

    fn add(&mut self, unit: Unit, code: char, count: usize) {
        let size = unit.size(self.native);
        if self.native {
            self.size = self.size.next_multiple_of(size);
        }
        self.values += match unit {
            Unit::Pad => 0,
            Unit::Bytes | Unit::Pascal => 1,
            _ => count,
        };
        self.fields.push(Field { unit, code, offset: self.size, count });
        self.size += size * count;
    }
}

/// The value of a half-precision float.
pub fn half(bits: u16) -> f64 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1f), f64::from(bits & 0x3ff));
    sign * match exponent {
        0 => fraction * (-24f64).exp2(),
        0x1f if fraction == 0.0 => f64::INFINITY,
        0x1f => f64::NAN,
        _ => (1.0 + fraction / 1024.0) * f64::from(exponent - 15).exp2(),
    }
}

/// The half-precision float nearest to a number, ties to even; None if it is too large.
pub fn half_bits(value: f64) -> Option<u16> {
    let sign = if value.is_sign_negative() { 0x8000 } else { 0 };
    let size = value.abs();
    if size.is_nan() {
        return Some(sign | 0x7e00);
    }
    if size.is_infinite() {
        return Some(sign | 0x7c00);
    }
    // In units of the last place, whose size the exponent says.
    let exponent = if size == 0.0 { -14 } else { (((size.to_bits() >> 52) as i32) - 1023).max(-14) };
    let mut units = (size * f64::from(10 - exponent).exp2()).round_ties_even() as u32;
    let mut exponent = exponent;
    if units == 2048 {
        (units, exponent) = (1024, exponent + 1);
    }
    if exponent > 15 {
        return None;
    }
    let bits = if units < 1024 { units } else { (exponent + 15) as u32 * 1024 + units - 1024 };
    Some(sign | bits as u16)
}
