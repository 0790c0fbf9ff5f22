//! printf-style formatting: what `%` on `str` and `bytes` is made of.
//!
//! Bytes are formatted through the string whose characters have their values.

use std::borrow::Cow;

use crate::text::float::{Conversion, Style, to_text};
use crate::text::int::{IntRef, to_decimal, to_radix};
use crate::text::string::Text;
use crate::text::{Error, Result};

/// A part of a format.
#[derive(Clone, PartialEq, Debug)]
pub enum PercentPiece<'a> {
    Literal(Cow<'a, str>),
    Conversion(PercentConversion),
}

/// `%(key)flags width.precision kind`.
#[derive(Clone, PartialEq, Debug)]
pub struct PercentConversion {
    pub key: Option<String>,
    pub left: bool,
    pub plus: bool,
    pub space: bool,
    pub alternate: bool,
    pub zero: bool,
    pub width: Option<Amount>,
    pub precision: Option<Amount>,
    pub kind: char,
    /// The index of `kind` in the format if there is no such kind, for the message.
    pub index: usize,
}

/// A width or a precision: given, or `*`, which takes the next argument.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Amount {
    Given(usize),
    Argument,
}

/// The conversions that there are.
const KINDS: &str = "sradiuoxXeEfFgGc";

impl PercentConversion {
    /// Whether nothing is said but the kind, the width, the precision, and how the width is filled.
    pub fn is_plain(&self) -> bool {
        !(self.plus || self.space || self.alternate) && self.key.is_none()
    }
}

/// Walks a format piece by piece, so that what goes wrong goes wrong in order.
pub struct PercentParser<'a> {
    rest: &'a str,
    format: &'a str,
    /// Whether the argument is a mapping, so that keys may be used.
    mapping: bool,
}

impl<'a> PercentParser<'a> {
    pub fn new(format: &'a str, mapping: bool) -> PercentParser<'a> {
        PercentParser { rest: format, format, mapping }
    }

    fn peek(&self) -> Result<char> {
        self.rest.chars().next().ok_or_else(|| Error::value("incomplete format"))
    }

    fn advance(&mut self, c: char) {
        self.rest = &self.rest[c.len_utf8()..];
    }

    fn literal(&mut self) -> PercentPiece<'a> {
        let mut text = Cow::Borrowed("");
        loop {
            let at = self.rest.find('%').unwrap_or(self.rest.len());
            text += &self.rest[..at];
            self.rest = &self.rest[at..];
            let Some(after) = self.rest.strip_prefix("%%") else { break };
            text += "%";
            self.rest = after;
        }
        PercentPiece::Literal(text)
    }

    fn conversion(&mut self) -> Result<PercentPiece<'a>> {
        self.advance('%');
        let mut conversion = PercentConversion {
            key: self.key()?,
            left: false,
            plus: false,
            space: false,
            alternate: false,
            zero: false,
            width: None,
            precision: None,
            kind: ' ',
            index: 0,
        };
        self.flags(&mut conversion)?;
        conversion.width = self.amount("width too big")?;
        if self.peek()? == '.' {
            self.advance('.');
            conversion.precision = self.amount("precision too big")?.or(Some(Amount::Given(0)));
        }
        if matches!(self.peek()?, 'h' | 'l' | 'L') {
            self.advance('l');
        }
        conversion.kind = self.peek()?;
        if !KINDS.contains(conversion.kind) {
            let offset = self.format.len() - self.rest.len();
            conversion.index = Text::new(self.format).index(offset);
        }
        self.advance(conversion.kind);
        Ok(PercentPiece::Conversion(conversion))
    }

    /// A mapping key may contain balanced parentheses.
    fn key(&mut self) -> Result<Option<String>> {
        if !self.rest.starts_with('(') {
            return Ok(None);
        }
        if !self.mapping {
            return Err(Error::type_("format requires a mapping"));
        }
        let mut open = 0;
        for (at, c) in self.rest.char_indices() {
            match c {
                '(' => open += 1,
                ')' => open -= 1,
                _ => {}
            }
            if open == 0 {
                let key = self.rest[1..at].to_owned();
                self.rest = &self.rest[at + 1..];
                return Ok(Some(key));
            }
        }
        Err(Error::value("incomplete format key"))
    }

    fn flags(&mut self, conversion: &mut PercentConversion) -> Result<()> {
        loop {
            let c = self.peek()?;
            match c {
                '-' => conversion.left = true,
                '+' => conversion.plus = true,
                ' ' => conversion.space = true,
                '#' => conversion.alternate = true,
                '0' => conversion.zero = true,
                _ => return Ok(()),
            }
            self.advance(c);
        }
    }

    fn amount(&mut self, too_big: &str) -> Result<Option<Amount>> {
        if self.peek()? == '*' {
            self.advance('*');
            return Ok(Some(Amount::Argument));
        }
        let end = self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        if digits.is_empty() {
            return Ok(None);
        }
        match digits.parse::<usize>() {
            Ok(value) if value <= i32::MAX as usize => Ok(Some(Amount::Given(value))),
            _ => Err(Error::value(too_big)),
        }
    }
}

impl<'a> Iterator for PercentParser<'a> {
    type Item = Result<PercentPiece<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        if self.rest.starts_with('%') && !self.rest.starts_with("%%") {
            return Some(self.conversion());
        }
        Some(Ok(self.literal()))
    }
}

/// A conversion whose width and precision are known.
#[derive(Clone, Copy, Debug)]
pub struct PercentStyle<'a> {
    pub conversion: &'a PercentConversion,
    pub width: usize,
    pub precision: Option<usize>,
    /// `-`, or a negative width that came as an argument.
    pub left: bool,
}

impl PercentStyle<'_> {
    /// `text` is a sign and a prefix (`head`) and digits.
    fn number(&self, head: &str, digits: &str) -> String {
        let missing = self.width.saturating_sub(head.len() + digits.len());
        if self.left {
            return format!("{head}{digits}{}", " ".repeat(missing));
        }
        if self.conversion.zero {
            return format!("{head}{}{digits}", "0".repeat(missing));
        }
        format!("{}{head}{digits}", " ".repeat(missing))
    }

    fn sign(&self, negative: bool) -> &'static str {
        match self.conversion {
            _ if negative => "-",
            PercentConversion { plus: true, .. } => "+",
            PercentConversion { space: true, .. } => " ",
            _ => "",
        }
    }
}

/// `%s`, `%r` and `%a` of a text that is already converted.
pub fn percent_text(text: Text, style: &PercentStyle) -> String {
    let shown = style.precision.map_or(text.str, |precision| text.slice(0..precision));
    let missing = " ".repeat(style.width.saturating_sub(Text { str: shown, ascii: text.ascii }.len()));
    if style.left { format!("{shown}{missing}") } else { format!("{missing}{shown}") }
}

/// `%c`.
pub fn percent_char(c: char, style: &PercentStyle) -> String {
    let missing = " ".repeat(style.width.saturating_sub(1));
    if style.left { format!("{c}{missing}") } else { format!("{missing}{c}") }
}

/// `%d %i %u %o %x %X`.
pub fn percent_int(value: IntRef, style: &PercentStyle, limit: usize) -> Result<String> {
    let (radix, prefix) = match style.conversion.kind {
        'o' => (8, "0o"),
        'x' => (16, "0x"),
        'X' => (16, "0X"),
        _ => (10, ""),
    };
    let mut text = if radix == 10 { to_decimal(value, limit)? } else { to_radix(value, radix) };
    if style.conversion.kind == 'X' {
        text.make_ascii_uppercase();
    }
    let digits = text.trim_start_matches('-');
    let zeros = "0".repeat(style.precision.unwrap_or(0).saturating_sub(digits.len()));
    let prefix = if style.conversion.alternate { prefix } else { "" };
    let head = format!("{}{prefix}", style.sign(value.is_negative()));
    Ok(style.number(&head, &format!("{zeros}{digits}")))
}

/// `%e %E %f %F %g %G`.
pub fn percent_float(value: f64, style: &PercentStyle) -> Result<String> {
    let kind = style.conversion.kind;
    let precision = style.precision.unwrap_or(6);
    super::float::check_precision(precision)?;
    let conversion = match kind.to_ascii_lowercase() {
        'e' => Conversion::Exponent,
        'f' => Conversion::Fixed,
        _ => Conversion::General,
    };
    let how = Style { conversion, precision, alternate: style.conversion.alternate, dot_zero: false };
    let mut digits = to_text(value.abs(), how);
    if kind.is_ascii_uppercase() {
        digits.make_ascii_uppercase();
    }
    let negative = value.is_sign_negative() && !value.is_nan();
    Ok(style.number(style.sign(negative), &digits))
}

/// The error for a conversion that there is not.
pub fn unsupported_conversion(conversion: &PercentConversion) -> Error {
    let kind = conversion.kind;
    let shown = if (' '..='~').contains(&kind) { kind } else { '?' };
    Error::value(format!(
        "unsupported format character '{shown}' (0x{:x}) at index {}",
        kind as u32, conversion.index
    ))
}
