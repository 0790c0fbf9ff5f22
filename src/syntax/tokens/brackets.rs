//! Brackets: which are open and whether they close in order.

use super::Kind;
use super::lexer::{Lexed, Lexer};

const MAX_LEVEL: usize = 200;

pub struct Bracket {
    pub open: char,
    pub offset: usize,
}

impl Lexer<'_> {
    pub fn open_bracket(&mut self, open: char) -> Lexed<Kind> {
        if self.brackets.len() >= MAX_LEVEL {
            return Err(self.fault("too many nested parentheses"));
        }
        self.brackets.push(Bracket {
            open,
            offset: self.start,
        });
        if let Some(fstring) = self.fstrings.last_mut() {
            fstring.depth += 1;
        }
        Ok(Kind::Operator)
    }

    pub fn close_bracket(&mut self, close: char) -> Lexed<Kind> {
        let outside_fields = self
            .fstrings
            .last()
            .is_some_and(|fstring| fstring.depth == 0);
        if outside_fields && close == '}' {
            let prefix = self.fstring_kind();
            return Err(self.fault(format!("{prefix}-string: single '}}' is not allowed")));
        }
        let Some(bracket) = self.brackets.pop() else {
            return Err(self.fault(format!("unmatched '{close}'")));
        };
        if !matches!((bracket.open, close), ('(', ')') | ('[', ']') | ('{', '}')) {
            return Err(self.mismatch(&bracket, close));
        }
        self.leave_field(close);
        Ok(Kind::Operator)
    }

    fn mismatch(&self, bracket: &Bracket, close: char) -> Box<super::Fault> {
        let field_opens = |fstring: &super::fstrings::FString| {
            bracket.open == '{' && fstring.depth - 1 == fstring.field_depth
        };
        if self.fstrings.last().is_some_and(field_opens) {
            return self.fault(format!(
                "{}-string: unmatched '{close}'",
                self.fstring_kind()
            ));
        }
        let open = bracket.open;
        let mut message =
            format!("closing parenthesis '{close}' does not match opening parenthesis '{open}'");
        let line = self.line_number(bracket.offset);
        if line != self.line_number(self.start) {
            message += &format!(" on line {line}");
        }
        self.fault(message)
    }
}
