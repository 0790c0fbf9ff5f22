//! Backslashes in strings that escape nothing.

use super::Found;
use crate::syntax::TextRange;
use crate::syntax::tokens::{Kind, tokenize, with_plain_newlines};

/// CPython reads these; any other letter after a backslash is an error in the making.
const TEXT_ESCAPES: &str = "\n\r\\'\"abfnrtv01234567xNuU";
const BYTES_ESCAPES: &str = "\n\r\\'\"abfnrtv01234567x";

pub fn find(source: &str) -> Found {
    if !source.contains('\\') {
        return Found::new();
    }
    let text = with_plain_newlines(source);
    let mut found = Found::new();
    let mut raw = Vec::new();
    for token in tokenize(&text).tokens {
        let literal = &text[token.start as usize..token.end as usize];
        match token.kind {
            Kind::String => check_string(literal, token.start, &mut found),
            Kind::FStringStart | Kind::TStringStart => raw.push(literal.contains(['r', 'R'])),
            Kind::FStringEnd | Kind::TStringEnd => drop(raw.pop()),
            Kind::FStringMiddle | Kind::TStringMiddle if raw.last() == Some(&false) => {
                check(literal, token.start, TEXT_ESCAPES, &mut found);
            }
            _ => {}
        }
    }
    found
}

fn check_string(literal: &str, start: u32, found: &mut Found) {
    let Some(quote) = literal.find(['"', '\'']) else {
        return;
    };
    let prefix = literal[..quote].to_ascii_lowercase();
    if prefix.contains('r') {
        return;
    }
    let escapes = if prefix.contains('b') {
        BYTES_ESCAPES
    } else {
        TEXT_ESCAPES
    };
    check(&literal[quote..], start + quote as u32, escapes, found);
}

/// Reports the first faulty escape, as CPython does.
fn check(text: &str, start: u32, escapes: &str, found: &mut Found) {
    let mut rest = text;
    while let Some(index) = rest.find('\\') {
        let Some(c) = rest[index + 1..].chars().next() else {
            return;
        };
        let offset = start + (text.len() - rest.len() + index) as u32;
        if let Some((escape, octal)) = fault(&rest[index..], c, escapes) {
            let range = TextRange::new(offset.into(), (offset + 1).into());
            found.push((message(escape, octal), range));
            return;
        }
        rest = &rest[index + 1 + c.len_utf8()..];
    }
}

/// The faulty escape that `text` starts with, and whether it is an octal number that is too large.
fn fault<'a>(text: &'a str, c: char, escapes: &str) -> Option<(&'a str, bool)> {
    if matches!(c, '4'..='7') {
        let digits = text[1..]
            .bytes()
            .take(3)
            .take_while(|digit| matches!(digit, b'0'..=b'7'));
        return (digits.count() == 3).then(|| (&text[..4], true));
    }
    (!escapes.contains(c)).then(|| (&text[..1 + c.len_utf8()], false))
}

fn message(escape: &str, octal: bool) -> String {
    let kind = if octal { "octal escape" } else { "escape" };
    format!(
        "\"{escape}\" is an invalid {kind} sequence. Such sequences will not work in the future. \
         Did you mean \"\\{escape}\"? A raw string is also an option."
    )
}
