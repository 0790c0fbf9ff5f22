//! A number's parts put together: sign, prefix, grouped digits, fraction, padding.

use super::spec::{Align, Sign, Spec, pad};

/// A number as digits, before grouping and padding.
pub(super) struct Number<'a> {
    pub negative: bool,
    /// `0x` and the like.
    pub prefix: &'a str,
    /// The digits before the point.
    pub whole: &'a str,
    /// The digits after the point, without it.
    pub fraction: &'a str,
    /// The point and what is neither whole nor fraction: an exponent, a percent sign.
    pub point: bool,
    pub tail: &'a str,
    /// Digits to a group.
    pub group: usize,
}

fn sign_text(negative: bool, sign: Option<Sign>) -> &'static str {
    match sign {
        _ if negative => "-",
        Some(Sign::Plus) => "+",
        Some(Sign::Space) => " ",
        _ => "",
    }
}

/// The number in the form that `spec` asks for.
pub(super) fn assemble(number: &Number, spec: &Spec) -> String {
    let head = format!("{}{}", sign_text(number.negative, spec.sign), number.prefix);
    let tail = behind_whole(number, spec);
    let width = spec.width.unwrap_or(0);
    let padded_with_zeros = spec.fill == '0' && spec.align == Align::AfterSign;
    // Zeros that pad are grouped like digits.
    let least = if padded_with_zeros { width.saturating_sub(head.len() + tail.len()) } else { 0 };
    let digits = group(number.whole, spec.grouping, number.group, least);
    let len = head.len() + digits.len() + tail.len();
    if spec.align != Align::AfterSign {
        return pad(&format!("{head}{digits}{tail}"), len, spec);
    }
    let fill: String = std::iter::repeat_n(spec.fill, width.saturating_sub(len)).collect();
    format!("{head}{fill}{digits}{tail}")
}

fn behind_whole(number: &Number, spec: &Spec) -> String {
    let point = if number.point { "." } else { "" };
    let fraction = match spec.fraction_grouping {
        Some(separator) => group_fraction(number.fraction, separator),
        None => number.fraction.to_owned(),
    };
    format!("{point}{fraction}{}", number.tail)
}

/// Groups of three from the point on.
fn group_fraction(digits: &str, separator: char) -> String {
    let mut result = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at % 3 == 0 {
            result.push(separator);
        }
        result.push(digit);
    }
    result
}

/// Groups of `size` from the right, with zeros before them up to a length of `least`.
///
/// A separator never comes first: the result may then be one longer than `least`.
fn group(digits: &str, separator: Option<char>, size: usize, least: usize) -> String {
    // Without digits it is an infinity or a NaN.
    let Some(separator) = separator.filter(|_| !digits.is_empty()) else {
        return format!("{}{digits}", "0".repeat(least.saturating_sub(digits.len())));
    };
    let mut reversed = String::with_capacity(least.max(digits.len() * 4 / 3 + 1));
    let mut digits = digits.chars().rev();
    for at in 0.. {
        let digit = digits.next();
        if digit.is_none() && reversed.len() >= least {
            break;
        }
        if at > 0 && at % size == 0 {
            reversed.push(separator);
        }
        reversed.push(digit.unwrap_or('0'));
    }
    reversed.chars().rev().collect()
}
