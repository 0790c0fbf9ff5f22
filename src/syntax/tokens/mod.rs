//! Tokens as CPython cuts them, to explain a program that does not parse.
//!
//! The parser has a lexer of its own, but CPython's errors depend on where its tokens start and
//! end, how deep in brackets they stand and which of them was reached. So a program that does not
//! parse is cut again by these rules.

mod brackets;
mod fstrings;
mod identifiers;
mod indentation;
mod lexer;
mod numbers;
mod operators;
mod strings;

pub use lexer::tokenize;
pub use numbers::runs_into_keyword;

use super::SyntaxErrorKind;

/// A source whose lines all end with `\n`, at the same byte offsets.
pub fn with_plain_newlines(source: &str) -> String {
    source.replace("\r\n", " \n").replace('\r', "\n") + "\n"
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Name,
    Keyword,
    Number,
    String,
    FStringStart,
    FStringMiddle,
    FStringEnd,
    TStringStart,
    TStringMiddle,
    TStringEnd,
    Operator,
    Newline,
    Indent,
    Dedent,
    End,
}

#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub kind: Kind,
    /// Byte offsets; for indents and dedents, where the lexer stood.
    pub start: u32,
    pub end: u32,
    /// How many brackets are open after the token.
    pub level: u32,
}

/// The tokens up to the end or to the first fault.
#[derive(Debug)]
pub struct Tokens {
    pub tokens: Vec<Token>,
    /// What the lexer says when it is asked for the token after the last one.
    pub fault: Option<Fault>,
}

/// An error that the lexer itself finds.
#[derive(Debug, Clone)]
pub struct Fault {
    pub kind: SyntaxErrorKind,
    pub message: String,
    /// Byte offset of the line that is shown, and of the place on it that is marked.
    pub line_offset: u32,
    pub place: FaultPlace,
    /// The byte offset of the innermost bracket that is open there.
    pub bracket: Option<u32>,
    pub in_fstring: bool,
    /// Whether it is only that the source ends too early.
    pub at_end: bool,
}

#[derive(Debug, Clone, Copy)]
pub enum FaultPlace {
    /// The character that ends at this byte offset.
    Before(u32),
    /// From a byte offset to another.
    Range(u32, u32),
    /// The bracket at this byte offset, which is still open at the end of the file.
    Unclosed(u32),
    /// The character that starts at this byte offset, without an end.
    Start(u32),
    /// As `Before`, without an end.
    End(u32),
}

pub const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];
