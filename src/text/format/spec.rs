//! The format specification mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.

use crate::text::{Error, Result};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Align {
    Left,
    Right,
    Center,
    /// The padding goes between the sign and the digits.
    AfterSign,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    Minus,
    Plus,
    Space,
}

/// A format specification.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spec {
    pub fill: char,
    pub align: Align,
    /// `None` where the specification has no sign.
    pub sign: Option<Sign>,
    /// `z`: a negative zero is shown as zero.
    pub no_negative_zero: bool,
    pub alternate: bool,
    pub width: Option<usize>,
    /// `,` or `_` between the digits before the point.
    pub grouping: Option<char>,
    pub precision: Option<usize>,
    /// `,` or `_` between the digits after the point.
    pub fraction_grouping: Option<char>,
    /// The presentation type; `None` where it is left out.
    pub kind: Option<char>,
}

struct Scanner<'a> {
    rest: &'a str,
}

impl Scanner<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn take(&mut self, wanted: char) -> bool {
        match self.rest.strip_prefix(wanted) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn number(&mut self) -> Result<Option<usize>> {
        let digits = self.rest.len() - self.rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, rest) = self.rest.split_at(digits);
        self.rest = rest;
        if number.is_empty() {
            return Ok(None);
        }
        match number.parse::<usize>() {
            Ok(value) if value <= i32::MAX as usize => Ok(Some(value)),
            _ => Err(Error::value("Too many decimal digits in format string")),
        }
    }

    /// `,` or `_`, but not both.
    fn grouping(&mut self) -> Result<Option<char>> {
        let comma = self.take(',');
        let underscore = self.take('_');
        if underscore && (comma || self.peek() == Some(',')) {
            return Err(Error::value("Cannot specify both ',' and '_'."));
        }
        Ok(if comma { Some(',') } else { underscore.then_some('_') })
    }
}

fn alignment(c: char) -> Option<Align> {
    match c {
        '<' => Some(Align::Left),
        '>' => Some(Align::Right),
        '^' => Some(Align::Center),
        '=' => Some(Align::AfterSign),
        _ => None,
    }
}

impl Spec {
    /// Parses `text` for an object of the type called `type_name`, with that type's own alignment
    /// and presentation type.
    pub fn parse(text: &str, type_name: &str, align: Align, kind: Option<char>) -> Result<Spec> {
        let mut scanner = Scanner { rest: text };
        let (fill, given) = fill_and_align(&mut scanner);
        let sign = match scanner.peek() {
            Some('+') => Some(Sign::Plus),
            Some('-') => Some(Sign::Minus),
            Some(' ') => Some(Sign::Space),
            _ => None,
        };
        if sign.is_some() {
            scanner.rest = &scanner.rest[1..];
        }
        let no_negative_zero = scanner.take('z');
        let alternate = scanner.take('#');
        let zero = fill.is_none() && scanner.take('0');
        let own = if zero && align == Align::Right { Align::AfterSign } else { align };
        let width = scanner.number()?;
        let grouping = scanner.grouping()?;
        let (precision, fraction_grouping) = precision(&mut scanner)?;
        let given_kind = kind_of(&mut scanner, text, type_name)?.or(kind);
        check_grouping(grouping.or(fraction_grouping), grouping, given_kind)?;
        Ok(Spec {
            fill: fill.unwrap_or(if zero { '0' } else { ' ' }),
            align: given.unwrap_or(own),
            sign,
            no_negative_zero,
            alternate,
            width,
            grouping,
            precision,
            fraction_grouping,
            kind: given_kind,
        })
    }
}

fn fill_and_align(scanner: &mut Scanner) -> (Option<char>, Option<Align>) {
    let mut chars = scanner.rest.chars();
    let first = chars.next();
    if let Some(align) = chars.next().and_then(alignment) {
        scanner.rest = chars.as_str();
        return (first, Some(align));
    }
    let align = first.and_then(alignment);
    if align.is_some() {
        scanner.rest = &scanner.rest[1..];
    }
    (None, align)
}

fn precision(scanner: &mut Scanner) -> Result<(Option<usize>, Option<char>)> {
    if !scanner.take('.') {
        return Ok((None, None));
    }
    let precision = scanner.number()?;
    let grouping = scanner.grouping()?;
    if precision.is_none() && grouping.is_none() {
        return Err(Error::value("Format specifier missing precision"));
    }
    Ok((precision, grouping))
}

fn kind_of(scanner: &mut Scanner, text: &str, type_name: &str) -> Result<Option<char>> {
    let mut chars = scanner.rest.chars();
    let kind = chars.next();
    if chars.next().is_some() {
        return Err(Error::value(format!(
            "Invalid format specifier '{text}' for object of type '{type_name}'"
        )));
    }
    Ok(kind)
}

fn check_grouping(separator: Option<char>, grouping: Option<char>, kind: Option<char>) -> Result<()> {
    let Some(separator) = separator else { return Ok(()) };
    match kind {
        None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => Ok(()),
        Some('b' | 'o' | 'x' | 'X') if grouping == Some('_') => Ok(()),
        Some(kind) => Err(Error::value(format!("Cannot specify '{separator}' with {}.", code(kind)))),
    }
}

/// A presentation type as messages show it.
fn code(kind: char) -> String {
    if (' '..='~').contains(&kind) && kind != ' ' {
        format!("'{kind}'")
    } else {
        format!("'\\x{:x}'", kind as u32)
    }
}

pub(super) fn unknown_kind(kind: char, type_name: &str) -> Error {
    Error::value(format!("Unknown format code {} for object of type '{type_name}'", code(kind)))
}

/// `text`, `len` code points long, in the width and alignment of `spec`.
pub(super) fn pad(text: &str, len: usize, spec: &Spec) -> String {
    let missing = spec.width.unwrap_or(0).saturating_sub(len);
    let left = match spec.align {
        Align::Left => 0,
        Align::Center => missing / 2,
        Align::Right | Align::AfterSign => missing,
    };
    let mut result = String::with_capacity(text.len() + missing * spec.fill.len_utf8());
    result.extend(std::iter::repeat_n(spec.fill, left));
    result.push_str(text);
    result.extend(std::iter::repeat_n(spec.fill, missing - left));
    result
}
