//! What CPython says of a program that its grammar accepts, but whose literals are wrong.

use ruff_python_ast::Mod;
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType, Parsed,
};
use ruff_text_size::{TextRange, TextSize};

use super::tokens::{Kind, Token, tokenize};
use super::{SourceMap, SyntaxError, SyntaxErrorKind, escapes};

pub fn null_bytes(map: &SourceMap, file: &str) -> SyntaxError {
    let message = "source code cannot contain null bytes";
    let range = TextRange::default();
    let error = SyntaxError::at(SyntaxErrorKind::SyntaxError, message, range, map, file);
    SyntaxError {
        text: None,
        ..error
    }
}

/// The first literal with a faulty character or escape: CPython says so as soon as it has read it.
pub fn faulty_literal(parsed: &Parsed<Mod>, map: &SourceMap, file: &str) -> Option<SyntaxError> {
    let mut errors = parsed.errors().iter();
    errors.find_map(|error| {
        let (message, range) = describe(error, map);
        let is_literal = message.starts_with("(unicode error)")
            || message.starts_with("(value error)")
            || message.starts_with("bytes can only");
        let kind = SyntaxErrorKind::SyntaxError;
        is_literal.then(|| SyntaxError::at(kind, message, range, map, file))
    })
}

pub fn translate(parsed: &Parsed<Mod>, map: &SourceMap, file: &str) -> SyntaxError {
    let (message, range) = match parsed.errors().first() {
        Some(error) => describe(error, map),
        None => {
            let first = parsed.unsupported_syntax_errors().first();
            (
                "invalid syntax".to_owned(),
                first.map_or(TextRange::default(), |error| error.range),
            )
        }
    };
    SyntaxError::at(SyntaxErrorKind::SyntaxError, message, range, map, file)
}

fn describe(error: &ParseError, map: &SourceMap) -> (String, TextRange) {
    use InterpolatedStringErrorType as Field;
    let range = error.location;
    let source = map.source();
    match &error.error {
        ParseErrorType::ExpectedImaginaryNumber => {
            ("imaginary number required in complex literal".into(), range)
        }
        ParseErrorType::ExpectedRealNumber => {
            ("real number required in complex literal".into(), range)
        }
        ParseErrorType::FStringError(Field::InvalidConversionFlag) => {
            (conversion(&source[range], 'f'), range)
        }
        ParseErrorType::TStringError(Field::InvalidConversionFlag) => {
            (conversion(&source[range], 't'), range)
        }
        ParseErrorType::FStringError(Field::ConversionFlagNotImmediatelyAfterExclamation) => {
            (late_conversion('f'), from_exclamation(source, range))
        }
        ParseErrorType::TStringError(Field::ConversionFlagNotImmediatelyAfterExclamation) => {
            (late_conversion('t'), from_exclamation(source, range))
        }
        ParseErrorType::OtherError(message) if message.contains("non-bytes") => {
            let next = token_after(source, range.end()).unwrap_or(range);
            ("cannot mix bytes and nonbytes literals".into(), next)
        }
        ParseErrorType::Lexical(error) => literal(error, source, range),
        _ => ("invalid syntax".into(), range),
    }
}

/// A literal with a faulty character or escape. Text in an f-string is only decoded when the token
/// after it is known, so that one is marked.
fn literal(error: &LexicalErrorType, source: &str, range: TextRange) -> (String, TextRange) {
    let Some((kind, string)) = string_around(source, range.start()) else {
        return ("invalid syntax".into(), range);
    };
    let text = &source[string];
    let message = match (error, kind) {
        (LexicalErrorType::InvalidByteLiteral, _) => {
            Some("bytes can only contain ASCII literal characters".into())
        }
        (_, Kind::String) => escapes::fault(text),
        _ => escapes::text_fault(text),
    };
    let place = match kind {
        Kind::String => string,
        _ => token_after(source, string.end()).unwrap_or(string),
    };
    (message.unwrap_or_else(|| "invalid syntax".into()), place)
}

fn late_conversion(kind: char) -> String {
    format!("{kind}-string: conversion type must come right after the exclamation mark")
}

/// The exclamation mark, the space after it and the letter.
fn from_exclamation(source: &str, range: TextRange) -> TextRange {
    let before = &source[..usize::from(range.end())];
    let start = before
        .rfind('!')
        .map_or(range.start(), |index| TextSize::new(index as u32));
    let after = source[usize::from(start)..].trim_start_matches(['!', ' ', '\t']);
    let rest = after.trim_start_matches(char::is_alphanumeric);
    TextRange::new(start, TextSize::new((source.len() - rest.len()) as u32))
}

fn conversion(flag: &str, kind: char) -> String {
    format!("{kind}-string: invalid conversion character '{flag}': expected 's', 'r', or 'a'")
}

/// The string literal, or the text of an f-string, that holds `offset`.
fn string_around(source: &str, offset: TextSize) -> Option<(Kind, TextRange)> {
    let offset = u32::from(offset);
    let is_string = |kind| {
        matches!(
            kind,
            Kind::String | Kind::FStringMiddle | Kind::TStringMiddle
        )
    };
    let tokens = tokens(source);
    let token = tokens
        .iter()
        .find(|token| is_string(token.kind) && token.start <= offset && offset <= token.end)?;
    Some((
        token.kind,
        TextRange::new(token.start.into(), token.end.into()),
    ))
}

fn token_after(source: &str, offset: TextSize) -> Option<TextRange> {
    let offset = u32::from(offset);
    let token = tokens(source)
        .into_iter()
        .find(|token| token.start >= offset)?;
    Some(TextRange::new(token.start.into(), token.end.into()))
}

/// The tokens with their places in `source`, where a line may also end in `\r`.
fn tokens(source: &str) -> Vec<Token> {
    let text = source.replace("\r\n", " \n").replace('\r', "\n");
    tokenize(&(text + "\n")).tokens
}
