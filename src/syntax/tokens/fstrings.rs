//! F-strings and t-strings: their text, and where their fields start and end.

use super::lexer::{Lexed, Lexer};
use super::{FaultPlace, Kind};

/// An f-string or t-string that is being read.
pub struct FString {
    kind: char,
    pub quote: char,
    pub size: usize,
    raw: bool,
    start: usize,
    /// Whether its text is being read, not the expression in a field.
    pub in_text: bool,
    in_format_spec: bool,
    /// Brackets open inside it.
    pub depth: i32,
    /// How many were open where the innermost field starts; -1 outside fields.
    pub field_depth: i32,
}

impl FString {
    pub const MAX_NESTING: usize = 149;
    const MAX_FIELD_NESTING: i32 = 3;

    pub fn new(kind: char, quote: char, size: usize, raw: bool, start: usize) -> Self {
        Self {
            kind,
            quote,
            size,
            raw,
            start,
            in_text: true,
            in_format_spec: false,
            depth: 0,
            field_depth: -1,
        }
    }

    fn middle(&self) -> Kind {
        if self.kind == 'f' {
            Kind::FStringMiddle
        } else {
            Kind::TStringMiddle
        }
    }

    fn end(&self) -> Kind {
        if self.kind == 'f' {
            Kind::FStringEnd
        } else {
            Kind::TStringEnd
        }
    }
}

impl Lexer<'_> {
    /// `f` or `t`, for messages.
    pub fn fstring_kind(&self) -> char {
        self.fstrings.last().map_or('f', |fstring| fstring.kind)
    }

    /// Whether a colon here would end a field's expression.
    pub fn at_field_end(&self) -> bool {
        self.fstrings
            .last()
            .is_some_and(|fstring| fstring.depth - 1 == fstring.field_depth)
    }

    pub fn enter_format_spec(&mut self) {
        if let Some(fstring) = self.fstrings.last_mut() {
            fstring.in_text = true;
            fstring.in_format_spec = true;
        }
    }

    pub fn leave_field(&mut self, close: char) {
        let Some(fstring) = self.fstrings.last_mut() else {
            return;
        };
        fstring.depth -= 1;
        if close == '}' && fstring.depth == fstring.field_depth {
            fstring.field_depth -= 1;
            fstring.in_text = true;
            fstring.in_format_spec = fstring.field_depth >= 0;
        }
    }

    /// The next token of an f-string's text; nothing if a field starts right here.
    pub fn fstring_text(&mut self) -> Lexed<Option<Kind>> {
        self.start = self.position;
        let Some(fstring) = self.fstrings.last() else {
            return Ok(None);
        };
        let (middle, end, size) = (fstring.middle(), fstring.end(), fstring.size);
        let quotes = fstring.quote.to_string().repeat(size);
        loop {
            if self.rest().starts_with(&quotes) {
                if self.position > self.start {
                    return Ok(Some(middle));
                }
                self.position += size;
                self.fstrings.pop();
                return Ok(Some(end));
            }
            if self.fstring_character()? {
                let is_empty = self.position == self.start;
                return Ok((!is_empty).then_some(middle));
            }
        }
    }

    /// Reads one character of text; whether the text ends before it.
    fn fstring_character(&mut self) -> Lexed<bool> {
        let Some(fstring) = self.fstrings.last_mut() else {
            return Ok(true);
        };
        let mut ahead = self.source[self.position..].chars();
        let (c, next) = (ahead.next(), ahead.next());
        match (c, next) {
            (Some('\n'), _) if fstring.size == 1 && fstring.in_format_spec => {
                let message = format!(
                    "{}-string: newlines are not allowed in format specifiers for single quoted {}-strings",
                    fstring.kind, fstring.kind
                );
                let place = FaultPlace::Before(self.position as u32 + 1);
                return Err(self.fault_at(message, place, self.position));
            }
            (None, _) => return Err(self.unterminated_fstring()),
            (Some('\n'), _) if fstring.size == 1 => return Err(self.unterminated_fstring()),
            (Some('{'), Some('{')) if !fstring.in_format_spec => self.position += 2,
            (Some('{'), _) => {
                fstring.field_depth = fstring.depth;
                fstring.in_text = false;
                if fstring.field_depth >= FString::MAX_FIELD_NESTING {
                    let message = format!("{}-string: expressions nested too deeply", fstring.kind);
                    return Err(self.fault(message));
                }
                return Ok(true);
            }
            (Some('}'), Some('}')) if !fstring.in_format_spec => self.position += 2,
            (Some('}'), _) => {
                fstring.in_text = false;
                return Ok(true);
            }
            (Some('\\'), Some('{' | '}')) => self.position += 1,
            (Some('\\'), Some('N')) if !fstring.raw => self.skip_character_name(),
            (Some('\\'), Some(escaped)) => self.position += 1 + escaped.len_utf8(),
            (Some(c), _) => self.position += c.len_utf8(),
        }
        Ok(false)
    }

    /// Skips `\N{...}`, whose braces are no field.
    fn skip_character_name(&mut self) {
        let rest = self.rest();
        let name = rest
            .strip_prefix("\\N{")
            .and_then(|name| name.find(['}', '\n', '"', '\'']));
        self.position += match name {
            Some(length) if rest[3 + length..].starts_with('}') => 3 + length + 1,
            _ => 2,
        };
    }

    fn unterminated_fstring(&self) -> Box<super::Fault> {
        let Some(fstring) = self.fstrings.last() else {
            return self.fault("invalid syntax");
        };
        let triple = if fstring.size == 3 {
            "triple-quoted "
        } else {
            ""
        };
        let mut line = self.line_number(self.position);
        if self.peek().is_none() {
            line -= 1;
        }
        let kind = fstring.kind;
        let message =
            format!("unterminated {triple}{kind}-string literal (detected at line {line})");
        let place = FaultPlace::Before(fstring.start as u32 + 1);
        self.fault_at(message, place, fstring.start)
    }
}
