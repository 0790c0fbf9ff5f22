//! The templates of `str.format`: literal text and replacement fields.

use crate::text::{Error, Result};

/// A part of a template.
#[derive(Clone, PartialEq, Debug)]
pub enum Piece {
    Literal(String),
    Field(Field),
}

/// `{first.path[path]!conversion:spec}`.
#[derive(Clone, PartialEq, Debug)]
pub struct Field {
    pub first: Argument,
    pub path: Vec<Access>,
    /// `r`, `s` or `a`.
    pub conversion: Option<char>,
    /// The format specification, itself a template one level deep.
    pub spec: Vec<Piece>,
}

/// Which argument a field shows; automatic numbers are already given out.
#[derive(Clone, PartialEq, Debug)]
pub enum Argument {
    Position(usize),
    Keyword(String),
}

/// A step from an argument to what a field shows.
#[derive(Clone, PartialEq, Debug)]
pub enum Access {
    Attribute(String),
    Index(usize),
    Key(String),
}

/// Splits a template; fields without a number get theirs in order.
pub fn parse_template(text: &str) -> Result<Vec<Piece>> {
    parse_pieces(text, 2, &mut Numbering::Undecided)
}

/// The message of the `IndexError` for a position without an argument.
pub fn position_out_of_range(position: usize) -> Error {
    Error::index(format!("Replacement index {position} out of range for positional args tuple"))
}

enum Numbering {
    Undecided,
    Automatic(usize),
    Manual,
}

impl Numbering {
    fn next(&mut self) -> Result<usize> {
        let number = match self {
            Numbering::Undecided => 0,
            Numbering::Automatic(next) => *next,
            Numbering::Manual => {
                return Err(Error::value(
                    "cannot switch from manual field specification to automatic field numbering",
                ));
            }
        };
        *self = Numbering::Automatic(number + 1);
        Ok(number)
    }

    fn manual(&mut self) -> Result<()> {
        if matches!(self, Numbering::Automatic(_)) {
            return Err(Error::value(
                "cannot switch from automatic field numbering to manual field specification",
            ));
        }
        *self = Numbering::Manual;
        Ok(())
    }
}

fn parse_pieces(text: &str, depth: usize, numbering: &mut Numbering) -> Result<Vec<Piece>> {
    if depth == 0 {
        return Err(Error::value("Max string recursion exceeded"));
    }
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        literal.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(brace) {
            literal.push_str(brace);
            rest = after;
            continue;
        }
        if brace == "}" || rest.is_empty() {
            return Err(Error::value(format!("Single '{brace}' encountered in format string")));
        }
        if !literal.is_empty() {
            pieces.push(Piece::Literal(std::mem::take(&mut literal)));
        }
        let (field, after) = parse_field(rest, depth, numbering)?;
        pieces.push(Piece::Field(field));
        rest = after;
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        pieces.push(Piece::Literal(literal));
    }
    Ok(pieces)
}

/// Parses what follows a `{`, and returns what follows its `}`.
fn parse_field<'a>(text: &'a str, depth: usize, numbering: &mut Numbering) -> Result<(Field, &'a str)> {
    let end = end_of_name(text)?;
    let (name, rest) = text.split_at(end);
    let (conversion, spec, rest) = parse_suffix(rest)?;
    let (first, path) = parse_name(name, numbering)?;
    if let Some(unknown) = conversion.filter(|c| !matches!(c, 'r' | 's' | 'a')) {
        return Err(unknown_conversion(unknown));
    }
    let spec = if spec.contains(['{', '}']) {
        parse_pieces(spec, depth - 1, numbering)?
    } else if spec.is_empty() {
        Vec::new()
    } else {
        vec![Piece::Literal(spec.to_owned())]
    };
    Ok((Field { first, path, conversion, spec }, rest))
}

fn unknown_conversion(c: char) -> Error {
    if ('!'..='~').contains(&c) {
        return Error::value(format!("Unknown conversion specifier {c}"));
    }
    Error::value(format!("Unknown conversion specifier \\x{:x}", c as u32))
}

/// The offset of the `}`, `:` or `!` that ends a field's name; within brackets they belong to the name.
fn end_of_name(text: &str) -> Result<usize> {
    let mut bracket = false;
    for (at, c) in text.char_indices() {
        match c {
            '{' => return Err(Error::value("unexpected '{' in field name")),
            '[' => bracket = true,
            ']' => bracket = false,
            '}' | ':' | '!' if !bracket => return Ok(at),
            _ => {}
        }
    }
    Err(Error::value("expected '}' before end of string"))
}

/// The conversion, the specification, and what follows the field.
fn parse_suffix(text: &str) -> Result<(Option<char>, &str, &str)> {
    if let Some(rest) = text.strip_prefix('}') {
        return Ok((None, "", rest));
    }
    let mut conversion = None;
    let mut rest = text;
    if let Some(after) = text.strip_prefix('!') {
        let mut chars = after.chars();
        let Some(c) = chars.next() else {
            return Err(Error::value("end of string while looking for conversion specifier"));
        };
        conversion = Some(c);
        rest = chars.as_str();
        if let Some(after) = rest.strip_prefix('}') {
            return Ok((conversion, "", after));
        }
        if !rest.is_empty() && !rest.starts_with(':') {
            return Err(Error::value("expected ':' after conversion specifier"));
        }
    }
    let spec = rest.strip_prefix(':').unwrap_or(rest);
    let end = end_of_spec(spec)?;
    Ok((conversion, &spec[..end], &spec[end + 1..]))
}

/// The offset of the `}` that closes the field.
fn end_of_spec(text: &str) -> Result<usize> {
    let mut open = 1;
    for (at, c) in text.char_indices() {
        match c {
            '{' => open += 1,
            '}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Ok(at);
        }
    }
    Err(Error::value("unmatched '{' in format spec"))
}

fn parse_name(name: &str, numbering: &mut Numbering) -> Result<(Argument, Vec<Access>)> {
    let end = name.find(['.', '[']).unwrap_or(name.len());
    let (first, rest) = name.split_at(end);
    let argument = if first.is_empty() {
        Argument::Position(numbering.next()?)
    } else if let Some(position) = index(first)? {
        numbering.manual()?;
        Argument::Position(position)
    } else {
        Argument::Keyword(first.to_owned())
    };
    Ok((argument, parse_path(rest)?))
}

/// A number made of ASCII digits only.
fn index(text: &str) -> Result<Option<usize>> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(None);
    }
    match text.parse::<usize>() {
        Ok(value) if value <= i64::MAX as usize => Ok(Some(value)),
        _ => Err(Error::value("Too many decimal digits in format string")),
    }
}

fn parse_path(text: &str) -> Result<Vec<Access>> {
    let mut path = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (access, after) = parse_access(rest)?;
        path.push(access);
        rest = after;
    }
    Ok(path)
}

fn parse_access(text: &str) -> Result<(Access, &str)> {
    let empty = || Error::value("Empty attribute in format string");
    if let Some(rest) = text.strip_prefix('.') {
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if name.is_empty() {
            return Err(empty());
        }
        return Ok((Access::Attribute(name.to_owned()), after));
    }
    let Some(rest) = text.strip_prefix('[') else {
        return Err(Error::value("Only '.' or '[' may follow ']' in format field specifier"));
    };
    let (key, after) =
        rest.split_once(']').ok_or_else(|| Error::value("Missing ']' in format string"))?;
    if key.is_empty() {
        return Err(empty());
    }
    let access = match index(key)? {
        Some(position) => Access::Index(position),
        None => Access::Key(key.to_owned()),
    };
    Ok((access, after))
}
