//! What CPython says of a program that its grammar accepts, but whose literals are wrong.

use ruff_python_ast::Mod;
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType, Parsed,
};
use ruff_text_size::{TextRange, TextSize};

use super::tokens::{Kind, tokenize};
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
    let range = error.location;
    let string = || string_around(map.source(), range.start());
    match &error.error {
        ParseErrorType::ExpectedImaginaryNumber => {
            ("imaginary number required in complex literal".into(), range)
        }
        ParseErrorType::ExpectedRealNumber => {
            ("real number required in complex literal".into(), range)
        }
        ParseErrorType::FStringError(InterpolatedStringErrorType::InvalidConversionFlag) => {
            (conversion(&map.source()[range], 'f'), range)
        }
        ParseErrorType::TStringError(InterpolatedStringErrorType::InvalidConversionFlag) => {
            (conversion(&map.source()[range], 't'), range)
        }
        ParseErrorType::Lexical(LexicalErrorType::InvalidByteLiteral) => (
            "bytes can only contain ASCII literal characters".into(),
            string().unwrap_or(range),
        ),
        ParseErrorType::Lexical(_) => {
            let range = string().unwrap_or(range);
            let message = escapes::fault(&map.source()[range]);
            (message.unwrap_or_else(|| "invalid syntax".into()), range)
        }
        _ => ("invalid syntax".into(), range),
    }
}

fn conversion(flag: &str, kind: char) -> String {
    format!("{kind}-string: invalid conversion character '{flag}': expected 's', 'r', or 'a'")
}

/// The string literal, or the text of an f-string, that holds `offset`.
fn string_around(source: &str, offset: TextSize) -> Option<TextRange> {
    // The offsets are those of the source only if no line end has to be changed first.
    let tokens = tokenize(source).tokens;
    let offset = u32::from(offset);
    let is_string = |kind| {
        matches!(
            kind,
            Kind::String | Kind::FStringMiddle | Kind::TStringMiddle
        )
    };
    let token = tokens
        .iter()
        .find(|token| is_string(token.kind) && token.start <= offset && offset <= token.end)?;
    Some(TextRange::new(token.start.into(), token.end.into()))
}
