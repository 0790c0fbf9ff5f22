//! Operators and brackets.

use super::lexer::{Lexed, Lexer};
use super::{Kind, identifiers};

const LONG: [&str; 25] = [
    "**=", "//=", "<<=", ">>=", "...", "!=", "%=", "&=", "**", "*=", "+=", "-=", "->", "//", "/=",
    ":=", "<<", "<=", "<>", "==", ">=", ">>", "@=", "^=", "|=",
];

impl Lexer<'_> {
    pub fn operator(&mut self, c: char) -> Lexed<Kind> {
        if c == ':' && self.at_field_end() {
            self.position += 1;
            self.enter_format_spec();
            return Ok(Kind::Operator);
        }
        let rest = self.rest();
        if let Some(long) = LONG.iter().find(|long| rest.starts_with(**long)) {
            self.position += long.len();
            return Ok(Kind::Operator);
        }
        self.bump();
        match c {
            '(' | '[' | '{' => self.open_bracket(c),
            ')' | ']' | '}' => self.close_bracket(c),
            _ if !identifiers::is_printable(c) => Err(self.fault(format!(
                "invalid non-printable character U+{:04X}",
                u32::from(c)
            ))),
            _ => Ok(Kind::Operator),
        }
    }
}
