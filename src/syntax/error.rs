//! `SyntaxError` and its two subclasses as data, and how Python displays them.

use std::fmt;

use ruff_text_size::TextRange;

use super::{Position, SourceMap};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    SyntaxError,
    IndentationError,
    TabError,
    /// The source could become right if more lines came.
    IncompleteInput,
}

impl SyntaxErrorKind {
    pub fn name(self) -> &'static str {
        match self {
            Self::SyntaxError => "SyntaxError",
            Self::IndentationError => "IndentationError",
            Self::TabError => "TabError",
            Self::IncompleteInput => "_IncompleteInputError",
        }
    }
}

/// What Python's `SyntaxError` carries, numbered as Python numbers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    pub kind: SyntaxErrorKind,
    /// `msg`
    pub message: String,
    /// `filename`
    pub file: String,
    /// `lineno`, from 1
    pub line: i32,
    /// `offset`, in characters, from 1
    pub column: i32,
    /// `end_lineno`
    pub end_line: i32,
    /// `end_offset`, from 1, exclusive; 0 or less if CPython gives none
    pub end_column: i32,
    /// `text`, the line, with its newline unless the lexer found the error
    pub text: Option<String>,
}

impl SyntaxError {
    /// An error about the bytes in `range`.
    pub fn at(
        kind: SyntaxErrorKind,
        message: impl Into<String>,
        range: TextRange,
        map: &SourceMap,
        file: &str,
    ) -> Self {
        let start = map.position(range.start());
        let end = end_position(range, map);
        Self {
            kind,
            message: message.into(),
            file: file.to_owned(),
            line: start.line as i32,
            column: start.column as i32 + 1,
            end_line: end.line as i32,
            end_column: end.column as i32 + 1,
            text: map.line_text(start.line).map(|line| format!("{line}\n")),
        }
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  File \"{}\", line {}", self.file, self.line)?;
        if let Some(text) = &self.text {
            let same_line = self.line == self.end_line;
            let place = (self.column.into(), Some(self.end_column.into()), same_line);
            let mut lines = String::new();
            write_marked_line(text, Some(place), &mut lines);
            f.write_str(&lines)?;
        }
        write!(f, "{}: {}", self.kind.name(), self.message)
    }
}

impl std::error::Error for SyntaxError {}

/// A range that ends with a newline ends on the newline's own line.
fn end_position(range: TextRange, map: &SourceMap) -> Position {
    let before = map.source().get(..usize::from(range.end())).unwrap_or("");
    if range.is_empty() || !before.ends_with('\n') {
        return map.position(range.end());
    }
    let newline = map.position(before.len() as u32 - 1);
    Position {
        column: newline.column + 1,
        ..newline
    }
}

/// Writes a line of source, indented by four, and carets under a part of it.
///
/// `place` is the first character (from 1), the end (exclusive) and whether that is on this line:
/// numbers that a program may have set to anything.
pub fn write_marked_line(text: &str, place: Option<(i64, Option<i64>, bool)>, out: &mut String) {
    let whole = text.trim_end_matches('\n');
    let stripped = whole.trim_start_matches([' ', '\n', '\x0c']);
    out.push_str(&format!("    {stripped}\n"));
    let Some((start, end, same_line)) = place else {
        return;
    };
    let length = whole.chars().count() as i64;
    let beyond = |column: i64| !text.is_empty() && column > text.chars().count() as i64;
    let end = if same_line {
        end.filter(|end| *end != 0).unwrap_or(start)
    } else {
        length + 1
    };
    let start = if beyond(start) { length + 1 } else { start };
    let mut end = if beyond(end) { length + 1 } else { end };
    if start >= end || end < 0 {
        end = start + 1;
    }
    let indent = length - stripped.chars().count() as i64;
    let Ok(skipped) = usize::try_from(start - 1 - indent) else {
        return;
    };
    // Tabs and other space must be kept, or the carets would not stand under their text.
    let padding = stripped
        .chars()
        .take(skipped)
        .map(|c| if c.is_whitespace() { c } else { ' ' });
    let padding = padding.collect::<String>();
    out.push_str(&format!(
        "    {padding}{}\n",
        "^".repeat((end - start) as usize)
    ));
}
