//! Strings without fields, and the start of those with.

use super::fstrings::FString;
use super::lexer::{Lexed, Lexer};
use super::{FaultPlace, Kind};

impl Lexer<'_> {
    /// A string behind a prefix of `length` letters.
    pub fn prefixed_string(&mut self, length: usize) -> Lexed<Kind> {
        let prefix = self.rest()[..length].to_ascii_lowercase();
        const CLASHES: [(char, char); 8] = [
            ('u', 'b'),
            ('u', 'r'),
            ('u', 'f'),
            ('u', 't'),
            ('b', 'f'),
            ('b', 't'),
            ('f', 't'),
            ('t', 'f'),
        ];
        let clash = CLASHES
            .iter()
            .find(|(a, b)| prefix.contains(*a) && prefix.contains(*b));
        if let Some((a, b)) = clash {
            self.position += length;
            let place = FaultPlace::Range(self.start as u32, self.position as u32);
            let message = format!("'{a}' and '{b}' prefixes are incompatible");
            return Err(self.fault_at(message, place, self.start));
        }
        self.position += length;
        let raw = prefix.contains('r');
        match prefix.chars().find(|c| matches!(c, 'f' | 't')) {
            Some(kind) => self.start_fstring(kind, raw),
            None => self.string(),
        }
    }

    /// Reads the opening quotes: the quote and whether there are one or three.
    pub fn opening_quotes(&mut self) -> (char, usize) {
        let quote = self.bump().unwrap_or('"');
        let triple = [quote, quote].iter().collect::<String>();
        if self.rest().starts_with(&triple) {
            self.position += 2;
            return (quote, 3);
        }
        (quote, 1)
    }

    fn start_fstring(&mut self, kind: char, raw: bool) -> Lexed<Kind> {
        let (quote, size) = self.opening_quotes();
        if self.fstrings.len() >= FString::MAX_NESTING {
            return Err(self.fault("too many nested f-strings or t-strings"));
        }
        self.fstrings
            .push(FString::new(kind, quote, size, raw, self.start));
        Ok(if kind == 'f' {
            Kind::FStringStart
        } else {
            Kind::TStringStart
        })
    }

    pub fn string(&mut self) -> Lexed<Kind> {
        let (quote, size) = self.opening_quotes();
        let mut closing = 0;
        let mut escaped_quote = false;
        while closing < size {
            match self.peek() {
                None => return Err(self.unterminated(quote, size, false)),
                Some('\n') if size == 1 => {
                    return Err(self.unterminated(quote, size, escaped_quote));
                }
                Some(c) if c == quote => {
                    closing += 1;
                    self.position += 1;
                    // An empty string: the second quote ends it.
                    continue;
                }
                Some('\\') => {
                    self.position += 1;
                    escaped_quote |= self.peek() == Some(quote);
                    self.bump();
                }
                Some(_) => {
                    self.bump();
                }
            }
            closing = 0;
        }
        Ok(Kind::String)
    }

    fn unterminated(&self, quote: char, size: usize, escaped_quote: bool) -> Box<super::Fault> {
        let matches = |fstring: &FString| fstring.quote == quote && fstring.size == size;
        if self.fstrings.last().is_some_and(matches) {
            let place = FaultPlace::Before(self.start as u32 + 1);
            let message = format!("{}-string: expecting '}}'", self.fstring_kind());
            return self.fault_at(message, place, self.start);
        }
        let triple = if size == 3 { "triple-quoted " } else { "" };
        let mut line = self.line_number(self.position);
        if self.peek().is_none() {
            // The last line ends where the file does.
            line -= 1;
        }
        let hint = if escaped_quote {
            "; perhaps you escaped the end quote?"
        } else {
            ""
        };
        let message =
            format!("unterminated {triple}string literal (detected at line {line}){hint}");
        let place = FaultPlace::Before(self.start as u32 + 1);
        self.fault_at(message, place, self.start)
    }
}
