//! The format specifications that most programs use, without the general machinery: alignment with a fill of one
//! byte, zeros, a width, commas, a precision, and the type that belongs to the value.

use super::spec::Align;
use crate::text::float::fixed_text;
use crate::text::int::Digits;

/// The widest result made here.
const WIDEST: usize = 200;

/// `[[fill]align][0][width][,][.precision][type]`.
struct Common {
    fill: u8,
    align: Option<Align>,
    zeros: bool,
    width: usize,
    commas: bool,
    precision: Option<usize>,
    kind: Option<u8>,
}

impl Common {
    fn parse(spec: &str) -> Option<Common> {
        let mut rest = spec.as_bytes();
        let (mut fill, mut align) = (b' ', None);
        if let [given, sign @ (b'<' | b'>' | b'^'), ..] = *rest {
            (fill, align, rest) = (given, Some(alignment(sign)), &rest[2..]);
        } else if let [sign @ (b'<' | b'>' | b'^'), ..] = *rest {
            (align, rest) = (Some(alignment(sign)), &rest[1..]);
        }
        let zeros = take(&mut rest, b'0');
        let width = number(&mut rest)?.unwrap_or(0);
        let commas = take(&mut rest, b',');
        let precision = if take(&mut rest, b'.') { Some(number(&mut rest)??) } else { None };
        let kind = match *rest {
            [] => None,
            [kind @ (b'd' | b'f' | b's')] => Some(kind),
            _ => return None,
        };
        // Zeros with an alignment or with commas are the general machinery's.
        let simple = fill.is_ascii() && !(zeros && (commas || align.is_some()));
        simple.then_some(Common { fill, align, zeros, width, commas, precision, kind })
    }

    /// A number, in digits that may begin with a minus sign.
    fn number(&self, digits: &str) -> String {
        let grouped = self.commas.then(|| with_commas(digits));
        let digits = grouped.as_deref().unwrap_or(digits);
        if !self.zeros {
            return self.pad(digits, digits.len(), Align::Right);
        }
        let (sign, digits) = digits.split_at(usize::from(digits.starts_with('-')));
        let mut text = String::with_capacity(self.width.max(digits.len() + 1));
        text.push_str(sign);
        text.extend(std::iter::repeat_n('0', self.width.saturating_sub(sign.len() + digits.len())));
        text.push_str(digits);
        text
    }

    /// `text`, `len` characters long, in the width.
    fn pad(&self, text: &str, len: usize, own: Align) -> String {
        let missing = self.width.saturating_sub(len);
        let before = match self.align.unwrap_or(own) {
            Align::Left => 0,
            Align::Center => missing / 2,
            Align::Right | Align::AfterSign => missing,
        };
        let fill = char::from(self.fill);
        let mut padded = String::with_capacity(text.len() + missing);
        padded.extend(std::iter::repeat_n(fill, before));
        padded.push_str(text);
        padded.extend(std::iter::repeat_n(fill, missing - before));
        padded
    }
}

fn alignment(sign: u8) -> Align {
    match sign {
        b'<' => Align::Left,
        b'^' => Align::Center,
        _ => Align::Right,
    }
}

fn take(rest: &mut &[u8], wanted: u8) -> bool {
    let taken = rest.first() == Some(&wanted);
    if taken {
        *rest = &rest[1..];
    }
    taken
}

/// A number, if there is one; `None` if it is too large.
fn number(rest: &mut &[u8]) -> Option<Option<usize>> {
    let mut number = None;
    while let [digit @ b'0'..=b'9', ..] = **rest {
        let value = number.unwrap_or(0) * 10 + usize::from(digit - b'0');
        if value > WIDEST {
            return None;
        }
        (number, *rest) = (Some(value), &rest[1..]);
    }
    Some(number)
}

/// A comma after each third digit before the point, counted from there.
fn with_commas(digits: &str) -> String {
    let (sign, digits) = digits.split_at(usize::from(digits.starts_with('-')));
    let whole = digits.find('.').unwrap_or(digits.len());
    let mut text = String::with_capacity(digits.len() + whole / 3 + 1);
    text.push_str(sign);
    for (at, digit) in digits[..whole].char_indices() {
        if at > 0 && (whole - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text.push_str(&digits[whole..]);
    text
}

/// `format(value, spec)`; `None` if that is for the general machinery, which also finds what is wrong.
pub fn common_int(value: i64, spec: &str) -> Option<String> {
    let common = Common::parse(spec)?;
    let plain = common.precision.is_none() && matches!(common.kind, None | Some(b'd'));
    plain.then(|| common.number(Digits::decimal(value).as_str()))
}

/// As [`common_int`], for a float.
pub fn common_float(value: f64, spec: &str) -> Option<String> {
    let common = Common::parse(spec)?;
    if common.kind != Some(b'f') {
        return None;
    }
    let digits = fixed_text(value, common.precision.unwrap_or(6))?;
    Some(common.number(&digits))
}

/// As [`common_int`], for a string of so many characters.
pub fn common_str(text: &str, chars: usize, spec: &str) -> Option<String> {
    let common = Common::parse(spec)?;
    let plain = common.precision.is_none() && !common.zeros && !common.commas && matches!(common.kind, None | Some(b's'));
    plain.then(|| common.pad(text, chars, Align::Left))
}

#[cfg(test)]
mod tests {
    use super::super::{format_float, format_int, format_str};
    use super::*;
    use crate::text::int::IntRef;
    use crate::text::string::Text;

    /// Whatever is made here is what the general machinery makes.
    #[test]
    fn agrees_with_the_general_machinery() {
        let parts: [&[&str]; 6] = [
            &["", "<", ">", "^", "*<", "0>", "x^", "=", "+", "é<"],
            &["", "0"],
            &["", "1", "7", "12"],
            &["", ",", "_"],
            &["", ".0", ".2", ".", ".9"],
            &["", "d", "f", "s", "x", "e"],
        ];
        let mut specs = vec![String::new()];
        for choices in parts {
            specs = specs.iter().flat_map(|start| choices.iter().map(move |end| format!("{start}{end}"))).collect();
        }
        let mut common = 0;
        for spec in specs.iter().filter(|spec| !spec.is_empty()) {
            for value in [0, 7, -42, 1_234_567, -123_456, i64::MIN] {
                if let Some(text) = common_int(value, spec) {
                    assert_eq!(Ok(text), format_int(IntRef::Small(value), spec, "int", 4300), "{value} as {spec}");
                    common += 1;
                }
                let value = value as f64 / 8.0;
                if let Some(text) = common_float(value, spec) {
                    assert_eq!(Ok(text), format_float(value, spec), "{value} as {spec}");
                }
            }
            for text in ["", "spam", "größer als zehn"] {
                if let Some(padded) = common_str(text, text.chars().count(), spec) {
                    assert_eq!(Ok(padded), format_str(Text::new(text), spec), "{text} as {spec}");
                }
            }
        }
        assert!(common > 100);
    }
}
