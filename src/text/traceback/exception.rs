//! The last part of a traceback: the exception's class, message and notes.

use std::fmt::Write;

use super::frame::render_frames;
use super::{ExceptionSummary, FrameSummary};
use crate::syntax::SyntaxError;

/// The fields of a `SyntaxError`, any of which a program may have left `None`.
#[derive(Clone, Debug, Default)]
pub struct SyntaxDetails {
    pub message: Option<String>,
    pub file: Option<String>,
    pub line: Option<i64>,
    pub offset: Option<i64>,
    pub end_line: Option<i64>,
    pub end_offset: Option<i64>,
    pub text: Option<String>,
}

impl From<&SyntaxError> for SyntaxDetails {
    fn from(error: &SyntaxError) -> Self {
        Self {
            message: Some(error.message.clone()),
            file: Some(error.file.clone()),
            line: Some(error.line.into()),
            offset: Some(error.column.into()),
            end_line: Some(error.end_line.into()),
            end_offset: Some(error.end_column.into()),
            text: error.text.clone(),
        }
    }
}

impl SyntaxDetails {
    fn render(&self, class: &str, out: &mut String) {
        if let Some(line) = self.line {
            let file = self
                .file
                .as_deref()
                .filter(|file| !file.is_empty())
                .unwrap_or("<string>");
            let _ = writeln!(out, "  File \"{file}\", line {line}");
        }
        if let Some(text) = &self.text {
            let place = self
                .offset
                .map(|offset| (offset, self.end_offset, self.line == self.end_line));
            crate::syntax::write_marked_line(text, place, out);
        }
        let message = self
            .message
            .as_deref()
            .filter(|message| !message.is_empty());
        let _ = write!(
            out,
            "{class}: {}",
            message.unwrap_or("<no detail available>")
        );
        if let (None, Some(file)) = (self.line, &self.file) {
            let _ = write!(out, " ({file})");
        }
        out.push('\n');
    }
}

/// What `traceback.format_exception_only` returns, joined.
pub fn render_exception_only(exception: &ExceptionSummary) -> String {
    let mut out = String::new();
    let class = class_name(exception);
    match &exception.syntax {
        Some(details) => details.render(&class, &mut out),
        None => {
            let hint = exception
                .misspelling
                .as_ref()
                .map(|name| name.hint())
                .unwrap_or_default();
            let message = format!("{}{hint}", exception.message);
            let colon = if message.is_empty() { "" } else { ": " };
            let _ = writeln!(out, "{class}{colon}{message}");
        }
    }
    for note in &exception.notes {
        let _ = writeln!(out, "{note}");
    }
    out
}

/// What the default `sys.unraisablehook` prints of an exception: no carets, no notes, no hints.
pub fn render_unraised(exception: &ExceptionSummary) -> String {
    let mut out = String::new();
    if !exception.frames.is_empty() {
        out.push_str("Traceback (most recent call last):\n");
    }
    let plain = |frame: &FrameSummary| FrameSummary { columns: None, ..frame.clone() };
    let frames: Vec<FrameSummary> = exception.frames.iter().map(plain).collect();
    out.push_str(&render_frames(&frames));
    let _ = writeln!(out, "{}: {}", class_name(exception), exception.message);
    out
}

fn class_name(exception: &ExceptionSummary) -> String {
    match exception.module.as_deref() {
        Some("__main__" | "builtins") => exception.name.clone(),
        Some(module) => format!("{module}.{}", exception.name),
        None => format!("<unknown>.{}", exception.name),
    }
}
