//! `SyntaxError` and its two subclasses as data, and how Python displays them.

use std::fmt;

use ruff_text_size::TextRange;

use super::SourceMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    SyntaxError,
    IndentationError,
    TabError,
}

impl SyntaxErrorKind {
    pub fn name(self) -> &'static str {
        match self {
            Self::SyntaxError => "SyntaxError",
            Self::IndentationError => "IndentationError",
            Self::TabError => "TabError",
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
    pub line: u32,
    /// `offset`, in characters, from 1
    pub column: u32,
    /// `end_lineno`
    pub end_line: u32,
    /// `end_offset`, from 1, exclusive
    pub end_column: u32,
    /// `text`, the line with its newline
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
        let end = map.position(range.end());
        Self {
            kind,
            message: message.into(),
            file: file.to_owned(),
            line: start.line,
            column: start.column + 1,
            end_line: end.line,
            end_column: end.column + 1,
            text: map.line_text(start.line).map(|line| format!("{line}\n")),
        }
    }

    /// The place, the line and the carets, each line ended: what stands above the message.
    pub fn write_location(&self, out: &mut impl fmt::Write) -> fmt::Result {
        writeln!(out, "  File \"{}\", line {}", self.file, self.line)?;
        let Some(text) = &self.text else {
            return Ok(());
        };
        let whole = text.trim_end_matches('\n');
        let stripped = whole.trim_start_matches([' ', '\n', '\x0c']);
        writeln!(out, "    {stripped}")?;
        if let Some(carets) = self.carets(whole, stripped) {
            writeln!(out, "    {carets}")?;
        }
        Ok(())
    }

    fn carets(&self, whole: &str, stripped: &str) -> Option<String> {
        let length = whole.chars().count() as u32;
        let indent = length - stripped.chars().count() as u32;
        let start = self.column;
        let mut end = if self.line == self.end_line {
            if self.end_column == 0 {
                start
            } else {
                self.end_column
            }
        } else {
            length + 1
        };
        if start == end {
            end = start + 1;
        }
        let skipped = start.checked_sub(1 + indent)? as usize;
        // Tabs and other space must be kept, or the carets would not stand under their text.
        let padding = stripped
            .chars()
            .take(skipped)
            .map(|c| if c.is_whitespace() { c } else { ' ' });
        let padding = padding.collect::<String>();
        Some(padding + &"^".repeat(end.saturating_sub(start) as usize))
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_location(f)?;
        write!(f, "{}: {}", self.kind.name(), self.message)
    }
}

impl std::error::Error for SyntaxError {}
