//! The parser's errors in CPython's words.

use ruff_python_parser::{LexicalErrorType, ParseError, ParseErrorType};

use super::{SourceMap, SyntaxError, SyntaxErrorKind};

pub fn translate(error: &ParseError, map: &SourceMap, file: &str) -> SyntaxError {
    let kind = match &error.error {
        ParseErrorType::UnexpectedIndentation
        | ParseErrorType::Lexical(LexicalErrorType::IndentationError) => {
            SyntaxErrorKind::IndentationError
        }
        _ => SyntaxErrorKind::SyntaxError,
    };
    SyntaxError::at(kind, message(&error.error), error.location, map, file)
}

fn message(error: &ParseErrorType) -> String {
    match error {
        ParseErrorType::UnexpectedIndentation => "unexpected indent".into(),
        ParseErrorType::Lexical(LexicalErrorType::IndentationError) => {
            "unindent does not match any outer indentation level".into()
        }
        _ => "invalid syntax".into(),
    }
}
