//! Numbers.

use super::lexer::{Lexed, Lexer};
use super::{FaultPlace, Kind};

impl Lexer<'_> {
    pub fn number(&mut self) -> Lexed<Kind> {
        if self.peek() == Some('0') {
            self.position += 1;
            let radix = self.peek().map(|c| c.to_ascii_lowercase());
            match radix {
                Some('x') => return self.radix_number(16, "hexadecimal"),
                Some('o') => return self.radix_number(8, "octal"),
                Some('b') => return self.radix_number(2, "binary"),
                _ => return self.number_after_zero(),
            }
        }
        if self.peek() != Some('.') {
            self.decimal_digits()?;
        }
        self.number_after_digits()
    }

    fn radix_number(&mut self, radix: u32, name: &str) -> Lexed<Kind> {
        self.position += 1;
        loop {
            if self.peek() == Some('_') {
                self.position += 1;
            }
            match self.peek() {
                Some(c) if c.is_digit(radix) => {}
                Some(c) if c.is_ascii_digit() => return Err(self.wrong_digit(c, name)),
                _ => return Err(self.fault(format!("invalid {name} literal"))),
            }
            while self.peek().is_some_and(|c| c.is_digit(radix)) {
                self.position += 1;
            }
            if self.peek() != Some('_') {
                break;
            }
        }
        match self.peek() {
            Some(c) if c.is_ascii_digit() => Err(self.wrong_digit(c, name)),
            _ => self.end_number(name),
        }
    }

    fn wrong_digit(&mut self, digit: char, name: &str) -> Box<super::Fault> {
        self.position += 1;
        self.fault(format!("invalid digit '{digit}' in {name} literal"))
    }

    fn number_after_zero(&mut self) -> Lexed<Kind> {
        loop {
            if self.peek() == Some('_') {
                self.position += 1;
                if !self.at_digit() {
                    return Err(self.fault("invalid decimal literal"));
                }
            }
            if self.peek() != Some('0') {
                break;
            }
            self.position += 1;
        }
        let zeros_end = self.position;
        if !self.at_digit() {
            return self.number_after_digits();
        }
        self.decimal_digits()?;
        if matches!(self.peek(), Some('.' | 'e' | 'E' | 'j' | 'J')) {
            return self.number_after_digits();
        }
        let place = FaultPlace::Range(self.start as u32, zeros_end as u32);
        let message = "leading zeros in decimal integer literals are not permitted; \
                       use an 0o prefix for octal integers";
        Err(self.fault_at(message, place, self.start))
    }

    fn at_digit(&self) -> bool {
        self.peek().is_some_and(|c| c.is_ascii_digit())
    }

    fn decimal_digits(&mut self) -> Lexed<()> {
        loop {
            while self.at_digit() {
                self.position += 1;
            }
            if self.peek() != Some('_') {
                return Ok(());
            }
            self.position += 1;
            if !self.at_digit() {
                return Err(self.fault("invalid decimal literal"));
            }
        }
    }

    /// The fraction, the exponent and the `j`.
    fn number_after_digits(&mut self) -> Lexed<Kind> {
        if self.peek() == Some('.') {
            self.position += 1;
            if self.at_digit() {
                self.decimal_digits()?;
            }
        }
        if matches!(self.peek(), Some('e' | 'E')) {
            let sign = usize::from(matches!(self.peek_at(1), Some('+' | '-')));
            if self.peek_at(1 + sign).is_some_and(|c| c.is_ascii_digit()) {
                self.position += 1 + sign;
                self.decimal_digits()?;
            } else if sign == 1 {
                self.position += 2;
                return Err(self.fault("invalid decimal literal"));
            }
        }
        if matches!(self.peek(), Some('j' | 'J')) {
            self.position += 1;
            return self.end_number("imaginary");
        }
        self.end_number("decimal")
    }

    /// A number may not run into a name, unless that is a keyword which can follow an operand.
    fn end_number(&mut self, name: &str) -> Lexed<Kind> {
        let rest = self.rest();
        let runs_on = rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
        if runs_on && !runs_into_keyword(rest) {
            return Err(self.fault(format!("invalid {name} literal")));
        }
        Ok(Kind::Number)
    }
}

/// Whether what follows a number starts with a keyword that CPython lets follow it, with a warning.
pub fn runs_into_keyword(rest: &str) -> bool {
    const FOLLOWERS: [&str; 5] = ["and", "else", "for", "or", "not"];
    let goes_on = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || c == '_';
    let is_whole = |word| rest.strip_prefix(word).is_some_and(|rest| !rest.starts_with(goes_on));
    ["if", "in", "is"].iter().any(|word| rest.starts_with(word)) || FOLLOWERS.into_iter().any(is_whole)
}
