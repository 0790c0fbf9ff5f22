//! Explains a program that does not parse, in CPython's words.
//!
//! As in CPython, the program is matched against the grammar once more, with rules for common
//! mistakes. Where none applies it is "invalid syntax" at the last token that was looked at, and a
//! fault that the lexer finds further down comes before either.

mod actions;
mod expressions;
mod grammar;
mod keywords;
mod matcher;
mod memory;

use self::actions::{Finding, Place};
use self::matcher::{Matcher, Stop};
use super::tokens::{Fault, FaultPlace, Kind, Tokens, tokenize};
use super::{SourceMap, SyntaxError, SyntaxErrorKind, parse_module};

/// Where the matching starts: a file's statements or one expression.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Start {
    File,
    /// As a file, but for what is said of its end: more lines could come.
    Line,
    Expression,
}

impl Start {
    fn rule(self) -> &'static str {
        match self {
            Self::File | Self::Line => "file",
            Self::Expression => "eval",
        }
    }
}

/// What is wrong with `source`; nothing if CPython's grammar has no objection.
pub fn explain(source: &str, start: Start, file: &str) -> Option<SyntaxError> {
    // The last line of an expression, or of what is typed, is not ended for it, as a file's is.
    let is_open = start != Start::File && !source.ends_with(['\n', '\r']);
    let source = normalise(source);
    let tokens = tokenize(&source);
    let map = SourceMap::new(&source);
    let explainer = Explainer {
        map,
        file,
        tokens: &tokens,
        is_open,
    };
    let mut matcher = Matcher::new(&source, &tokens);
    let first = match matcher.run(start.rule(), false) {
        Ok(Some(_)) | Err(Stop::TooDeep) => return None,
        Err(Stop::Fault) => return tokens.fault.as_ref().map(|fault| explainer.fault(fault)),
        Err(Stop::Found(finding)) => {
            return Some(explainer.finding(&finding, matcher.furthest));
        }
        Ok(None) => matcher.furthest,
    };
    let error = match matcher.run(start.rule(), true) {
        Err(Stop::TooDeep) => return None,
        Err(Stop::Fault) => return tokens.fault.as_ref().map(|fault| explainer.fault(fault)),
        Err(Stop::Found(finding)) => explainer.finding(&finding, matcher.furthest),
        Ok(_) => explainer.generic(first, matcher.furthest),
    };
    Some(keywords::correct(error, &matcher, &explainer.map))
}

/// The first fault of the lexer, whatever stands before it.
pub fn lexical(source: &str, file: &str) -> Option<SyntaxError> {
    let source = normalise(source);
    let tokens = tokenize(&source);
    let map = SourceMap::new(&source);
    let explainer = Explainer {
        map,
        file,
        tokens: &tokens,
        is_open: false,
    };
    tokens.fault.as_ref().map(|fault| explainer.fault(fault))
}

/// Whether `source`, which does not parse, could become a program if more lines came.
pub fn wants_more(source: &str) -> bool {
    let source = normalise(source);
    let tokens = tokenize(&source);
    let mut matcher = Matcher::new(&source, &tokens);
    match matcher.run(Start::File.rule(), false) {
        Ok(Some(_)) => false,
        Err(Stop::Fault) => tokens.fault.as_ref().is_some_and(|fault| fault.at_end),
        _ => matcher.is_at_end(),
    }
}

/// Whether `source` is a program, or could become one if more lines came.
fn may_go_on(source: &str) -> bool {
    let source = normalise(source);
    let tokens = tokenize(&source);
    let mut matcher = Matcher::new(&source, &tokens);
    let fault_at_end = |fault: &Fault| matches!(fault.place, FaultPlace::Unclosed(_));
    match matcher.run(Start::File.rule(), false) {
        Ok(Some(_)) => parse_module(&source, "").is_ok(),
        Err(Stop::Fault) => tokens.fault.as_ref().is_some_and(fault_at_end),
        _ => matcher.is_at_end(),
    }
}

/// Every line ended by `\n`.
fn normalise(source: &str) -> String {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut text = source.replace("\r\n", "\n").replace('\r', "\n");
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

struct Explainer<'a> {
    map: SourceMap,
    file: &'a str,
    tokens: &'a Tokens,
    /// Whether CPython would not see the newline at the end.
    is_open: bool,
}

impl Explainer<'_> {
    /// An error of the parser, unless the lexer finds one further down.
    fn finding(&self, finding: &Finding, furthest: usize) -> SyntaxError {
        let kind = if finding.is_indentation {
            SyntaxErrorKind::IndentationError
        } else {
            SyntaxErrorKind::SyntaxError
        };
        let error = match finding.place {
            Place::Token(index) => self.at_token(kind, &finding.message, index, furthest),
            Place::Last => self.at_token(kind, &finding.message, furthest, furthest),
            Place::Range(start, end) => self.error(kind, &finding.message, start, end),
            Place::From(start) => {
                let mut error = self.error(kind, &finding.message, start, start);
                let (line, column) = self.end_of(furthest);
                (error.end_line, error.end_column) = (line, column - 1);
                error
            }
            Place::Before(offset) => {
                let mut error = self.error(kind, &finding.message, offset - 1, offset);
                error.end_column = 0;
                error
            }
        };
        self.prefer_fault(error, furthest)
    }

    fn generic(&self, first: usize, furthest: usize) -> SyntaxError {
        let message = match self.tokens.tokens[first].kind {
            Kind::Indent => Some("unexpected indent"),
            Kind::Dedent => Some("unexpected unindent"),
            _ => None,
        };
        if let Some(message) = message {
            return self.at_token(SyntaxErrorKind::IndentationError, message, first, furthest);
        }
        let kind = SyntaxErrorKind::SyntaxError;
        let mut error = self.at_token(kind, "invalid syntax", first, furthest);
        let is_last = first + 2 == self.tokens.tokens.len();
        if error.end_column == -1 || self.is_open && is_last {
            (error.column, error.end_column) = (0, 0);
        }
        if self.is_open && self.map.source().trim().is_empty() {
            (error.line, error.end_line) = (0, 0);
        }
        self.prefer_fault(error, furthest)
    }

    fn prefer_fault(&self, error: SyntaxError, furthest: usize) -> SyntaxError {
        let Some(fault) = &self.tokens.fault else {
            return error;
        };
        // The lexer says these at once; the others only when the parser asks for the token.
        let is_eager = matches!(fault.place, FaultPlace::Before(_) | FaultPlace::Range(..));
        if is_eager && !fault.in_fstring {
            return self.fault(fault);
        }
        let line = self.map.line(self.tokens.tokens[furthest].start);
        match fault.bracket {
            Some(bracket) if self.map.line(bracket) < line => self.unclosed(bracket),
            _ => error,
        }
    }

    fn unclosed(&self, bracket: u32) -> SyntaxError {
        let open = &self.map.source()[bracket as usize..bracket as usize + 1];
        self.fault(&Fault {
            kind: SyntaxErrorKind::SyntaxError,
            message: format!("'{open}' was never closed"),
            line_offset: bracket,
            place: FaultPlace::Unclosed(bracket),
            bracket: Some(bracket),
            in_fstring: false,
            at_end: true,
        })
    }

    fn at_token(
        &self,
        kind: SyntaxErrorKind,
        message: &str,
        index: usize,
        furthest: usize,
    ) -> SyntaxError {
        let token = self.tokens.tokens[index];
        if matches!(token.kind, Kind::Indent | Kind::Dedent | Kind::End) {
            return self.at_lexer(kind, message, index, furthest);
        }
        let mut error = self.error(kind, message, token.start, token.end);
        (error.end_line, error.end_column) = self.end_of(index);
        error
    }

    /// An error at a token that has no width: CPython marks where the lexer stands.
    fn at_lexer(
        &self,
        kind: SyntaxErrorKind,
        message: &str,
        index: usize,
        furthest: usize,
    ) -> SyntaxError {
        let start = self.tokens.tokens[index].start;
        let is_end = start as usize == self.map.source().len() && start > 0;
        let line = if is_end { start - 1 } else { start };
        let mut error = self.error(kind, message, line, line);
        error.column = if is_end {
            error.column
        } else {
            self.end_of(furthest).1 - 1
        };
        error.end_column = -1;
        error
    }

    /// The line and column (from 1) where a token ends; a newline ends on its own line.
    fn end_of(&self, index: usize) -> (i32, i32) {
        let token = self.tokens.tokens[index];
        let is_newline = token.kind == Kind::Newline;
        let end = if is_newline { token.end - 1 } else { token.end };
        let position = self.map.position(end);
        (
            position.line as i32,
            position.column as i32 + 1 + i32::from(is_newline),
        )
    }

    fn error(&self, kind: SyntaxErrorKind, message: &str, start: u32, end: u32) -> SyntaxError {
        let (start, end) = (self.map.position(start), self.map.position(end));
        SyntaxError {
            kind,
            message: message.to_owned(),
            file: self.file.to_owned(),
            line: start.line as i32,
            column: start.column as i32 + 1,
            end_line: end.line as i32,
            end_column: end.column as i32 + 1,
            text: self.map.line_text(start.line).map(|line| self.with_newline(start.line, line)),
        }
    }

    /// A line with the newline that CPython sees at its end.
    fn with_newline(&self, number: u32, line: &str) -> String {
        let is_last = number + 1 >= self.map.line_count();
        if self.is_open && is_last { line.to_owned() } else { format!("{line}\n") }
    }

    fn fault(&self, fault: &Fault) -> SyntaxError {
        let line = self.map.line(fault.line_offset);
        let line_start = self.map.line_start(line);
        let column = |offset: u32| {
            let before = &self.map.source()[u32::from(line_start) as usize..offset as usize];
            before.chars().count() as i32
        };
        let (column, end_column) = match fault.place {
            FaultPlace::Before(offset) => (column(offset), column(offset)),
            FaultPlace::Range(start, end) => (column(start) + 1, column(end) + 1),
            FaultPlace::Unclosed(offset) | FaultPlace::Start(offset) => (column(offset) + 1, 0),
            FaultPlace::End(offset) => (column(offset), -1),
        };
        let newline = if fault.kind == SyntaxErrorKind::SyntaxError {
            ""
        } else {
            "\n"
        };
        SyntaxError {
            kind: fault.kind,
            message: fault.message.clone(),
            file: self.file.to_owned(),
            line: line as i32,
            column,
            end_line: line as i32,
            end_column,
            text: self
                .map
                .line_text(line)
                .map(|text| format!("{text}{newline}")),
        }
    }
}
