//! Numbers that run into a keyword, as in `1if x else y`.

use super::Found;
use crate::syntax::TextRange;
use crate::syntax::tokens::runs_into_keyword;

/// Finds those among the literals at `numbers`.
pub fn find(source: &str, numbers: &[TextRange]) -> Found {
    let faulty = numbers.iter().filter(|range| source.get(range.end().into()..).is_some_and(runs_into_keyword));
    faulty.map(|range| (format!("invalid {} literal", kind(&source[*range])), *range)).collect()
}

fn kind(literal: &str) -> &'static str {
    let lower = literal.to_ascii_lowercase();
    match lower.as_bytes() {
        [b'0', b'x', ..] => "hexadecimal",
        [b'0', b'o', ..] => "octal",
        [b'0', b'b', ..] => "binary",
        [.., b'j'] => "imaginary",
        _ => "decimal",
    }
}
