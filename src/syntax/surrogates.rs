//! Lone surrogates in string literals: the parser makes U+FFFD of `"\ud800"`.

use std::cell::Cell;

use super::ast::visitor::transformer::{Transformer, walk_expr, walk_f_string, walk_interpolated_string_element, walk_t_string};
use super::ast::{Expr, FString, InterpolatedStringElement, Mod, StringLiteral, TString};
use super::{Ranged, TextRange};
use crate::text::string::{char_of, is_surrogate_code};

const REPLACED: char = char::REPLACEMENT_CHARACTER;

/// Puts surrogates where the source has escapes for them.
pub fn restore(tree: &mut Mod, source: &str) {
    if !has_escape(source) {
        return;
    }
    let restorer = Restorer { source, raw: Cell::new(false) };
    match tree {
        Mod::Module(module) => restorer.visit_body(&mut module.body),
        Mod::Expression(expression) => restorer.visit_expr(&mut expression.body),
    }
}

fn has_escape(source: &str) -> bool {
    source.match_indices("\\u").any(|(at, _)| matches!(source.as_bytes().get(at + 2), Some(b'd' | b'D')))
        || source.match_indices("\\U0000").any(|(at, _)| matches!(source.as_bytes().get(at + 6), Some(b'd' | b'D')))
}

struct Restorer<'a> {
    source: &'a str,
    /// Whether the f-string around has no escapes.
    raw: Cell<bool>,
}

impl Restorer<'_> {
    fn restored(&self, value: &str, range: TextRange, raw: bool) -> Option<Box<str>> {
        if raw || !value.contains(REPLACED) {
            return None;
        }
        let mut replacements = replacements(&self.source[range]).into_iter();
        let restored: String =
            value.chars().map(|c| if c == REPLACED { replacements.next().unwrap_or(c) } else { c }).collect();
        Some(restored.into())
    }

    /// Visits the elements of a string whose prefix says whether it is raw.
    fn within(&self, raw: bool, walk: impl FnOnce()) {
        let outer = self.raw.replace(raw);
        walk();
        self.raw.set(outer);
    }
}

impl Transformer for Restorer<'_> {
    // The left spine may be longer than the stack is deep.
    fn visit_expr(&self, expression: &mut Expr) {
        let mut expression = expression;
        loop {
            expression = match expression {
                Expr::BinOp(node) => {
                    self.visit_expr(&mut node.right);
                    &mut node.left
                }
                Expr::Attribute(node) => &mut node.value,
                Expr::Subscript(node) => {
                    self.visit_expr(&mut node.slice);
                    &mut node.value
                }
                Expr::Call(node) => {
                    self.visit_arguments(&mut node.arguments);
                    &mut node.func
                }
                other => return walk_expr(self, other),
            };
        }
    }

    fn visit_string_literal(&self, literal: &mut StringLiteral) {
        let raw = literal.flags.prefix().is_raw();
        if let Some(restored) = self.restored(&literal.value, literal.range(), raw) {
            literal.value = restored;
        }
    }

    fn visit_f_string(&self, string: &mut FString) {
        self.within(string.flags.prefix().is_raw(), || walk_f_string(self, string));
    }

    fn visit_t_string(&self, string: &mut TString) {
        self.within(string.flags.prefix().is_raw(), || walk_t_string(self, string));
    }

    fn visit_interpolated_string_element(&self, element: &mut InterpolatedStringElement) {
        if let InterpolatedStringElement::Literal(literal) = element
            && let Some(restored) = self.restored(&literal.value, literal.range, self.raw.get())
        {
            literal.value = restored;
        }
        walk_interpolated_string_element(self, element);
    }
}

/// What each U+FFFD in the value of a literal stands for: itself or a surrogate.
fn replacements(literal: &str) -> Vec<char> {
    let mut found = Vec::new();
    let mut rest = literal;
    while let Some(at) = rest.find(['\\', REPLACED]) {
        rest = &rest[at..];
        let length = match rest.as_bytes() {
            [b'\\', b'u', ..] => escape(rest, 4, &mut found),
            [b'\\', b'U', ..] => escape(rest, 8, &mut found),
            [b'\\', b'N', ..] => named(rest, &mut found),
            [b'\\', ..] => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            _ => {
                found.push(REPLACED);
                REPLACED.len_utf8()
            }
        };
        rest = rest.get(length..).unwrap_or("");
    }
    found
}

fn escape(rest: &str, digits: usize, found: &mut Vec<char>) -> usize {
    let code = rest.get(2..2 + digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let shown = code.filter(|code| is_surrogate_code(*code) || *code == u32::from(REPLACED));
    found.extend(shown.and_then(char_of));
    2 + digits
}

fn named(rest: &str, found: &mut Vec<char>) -> usize {
    let end = rest.find('}').map_or(2, |end| end + 1);
    if rest[..end].to_ascii_uppercase().contains("{REPLACEMENT CHARACTER}") {
        found.push(REPLACED);
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_replacement_is_told() {
        let surrogate = char_of(0xd800).unwrap();
        assert_eq!(replacements(r"'a\ud800b\ufffd\\ud800\U0000D800'"), [surrogate, REPLACED, surrogate]);
        assert_eq!(replacements("'\\N{REPLACEMENT CHARACTER}\u{fffd}'"), [REPLACED, REPLACED]);
    }
}
