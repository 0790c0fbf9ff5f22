//! `format(float, spec)`.

use super::grouping::{Number, assemble};
use super::spec::{Align, Spec, unknown_kind};
use crate::text::float::{Conversion, Style, fixed_text, repr, to_text};
use crate::text::{Error, Result};

/// `format(value, spec)`.
pub fn format_float(value: f64, spec: &str) -> Result<String> {
    if spec.is_empty() {
        return Ok(repr(value));
    }
    if let Some(text) = fixed_quickly(value, spec) {
        return Ok(text);
    }
    let spec = Spec::parse(spec, "float", Align::Right, None)?;
    format_parsed(value, &spec, "float")
}

/// `format(value, "10.2f")` and the like: a width, some places and nothing else.
fn fixed_quickly(value: f64, spec: &str) -> Option<String> {
    let (width, places) = spec.strip_suffix('f')?.split_once('.')?;
    let ([place @ b'0'..=b'9'], false) = (places.as_bytes(), width.starts_with(['0', '+'])) else { return None };
    let width: usize = if width.is_empty() { 0 } else { width.parse().ok().filter(|width| *width < 100)? };
    let text = fixed_text(value, usize::from(place - b'0'))?;
    Some(if text.len() < width { " ".repeat(width - text.len()) + &text } else { text })
}

/// The value in the form of `spec`, whose alignment is already the type's.
pub(super) fn format_parsed(value: f64, spec: &Spec, type_name: &str) -> Result<String> {
    let style = style_of(spec, true).ok_or_else(|| unknown_kind(spec.kind.unwrap_or('g'), type_name))?;
    check_precision(style.precision)?;
    Ok(format_styled(value, spec, style))
}

pub(super) fn check_precision(precision: usize) -> Result<()> {
    if precision >= i32::MAX as usize - 10 {
        return Err(Error::value("precision too large"));
    }
    Ok(())
}

/// How the digits are written; `None` where the presentation type is not one of floats.
///
/// `dot_zero` says whether a whole number without a presentation type shows `.0`.
pub(super) fn style_of(spec: &Spec, dot_zero: bool) -> Option<Style> {
    let conversion = match spec.kind {
        None if spec.precision.is_none() => Conversion::Shortest,
        None | Some('g' | 'G' | 'n') => Conversion::General,
        Some('e' | 'E') => Conversion::Exponent,
        Some('f' | 'F' | '%') => Conversion::Fixed,
        Some(_) => return None,
    };
    Some(Style {
        conversion,
        precision: spec.precision.unwrap_or(6),
        alternate: spec.alternate,
        dot_zero: dot_zero && spec.kind.is_none(),
    })
}

pub(super) fn format_styled(value: f64, spec: &Spec, style: Style) -> String {
    let percent = spec.kind == Some('%');
    let value = if percent { value * 100.0 } else { value };
    let mut text = to_text(value.abs(), style);
    if matches!(spec.kind, Some('E' | 'F' | 'G')) {
        text.make_ascii_uppercase();
    }
    let zero = !text.bytes().any(|byte| matches!(byte, b'1'..=b'9' | b'a'..=b'z' | b'A'..=b'Z'));
    let zero = zero || value == 0.0;
    let negative = value.is_sign_negative() && !value.is_nan() && !(zero && spec.no_negative_zero);
    if percent {
        text.push('%');
    }
    let parts = Parts::of(&text);
    let number = Number {
        negative,
        prefix: "",
        whole: parts.whole,
        fraction: parts.fraction,
        point: parts.point,
        tail: parts.tail,
        group: 3,
    };
    assemble(&number, spec)
}

/// The digits of a decimal number: before the point, after it, and what follows them.
pub struct DecimalText<'a> {
    pub negative: bool,
    pub whole: &'a str,
    pub fraction: &'a str,
    pub tail: &'a str,
}

/// Signs, groups and pads the digits of a decimal number as `spec` says.
pub fn format_decimal(text: &DecimalText, spec: &Spec) -> String {
    let number = Number {
        negative: text.negative,
        prefix: "",
        whole: text.whole,
        fraction: text.fraction,
        point: !text.fraction.is_empty() || (spec.alternate && !text.whole.is_empty()),
        tail: text.tail,
        group: 3,
    };
    assemble(&number, spec)
}

struct Parts<'a> {
    whole: &'a str,
    point: bool,
    fraction: &'a str,
    tail: &'a str,
}

impl Parts<'_> {
    fn of(text: &str) -> Parts<'_> {
        let (whole, rest) = split_digits(text);
        match rest.strip_prefix('.') {
            Some(rest) => {
                let (fraction, tail) = split_digits(rest);
                Parts { whole, point: true, fraction, tail }
            }
            None => Parts { whole, point: false, fraction: "", tail: rest },
        }
    }
}

fn split_digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}
