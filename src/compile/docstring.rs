//! Docstrings: the string that opens a body, with its common indentation removed.

use crate::syntax::ast::{Expr, Stmt};

/// The docstring of a body, cleaned, and the statements after it.
pub fn split(body: &[Stmt]) -> (Option<String>, &[Stmt]) {
    if let Some((Stmt::Expr(first), rest)) = body.split_first()
        && let Expr::StringLiteral(string) = &*first.value
    {
        return (Some(clean(string.value.to_str())), rest);
    }
    (None, body)
}

/// Removes the indentation that all lines but the first have in common, and that of the first.
fn clean(doc: &str) -> String {
    let lines: Vec<&str> = doc.split('\n').collect();
    let indents = lines.iter().skip(1).filter(|line| !line.trim_start_matches(' ').is_empty());
    let margin = indents.map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0);
    let mut cleaned = vec![lines[0].trim_start_matches(' ')];
    for line in &lines[1..] {
        let blank = line.len() - line.trim_start_matches(' ').len();
        cleaned.push(&line[margin.min(blank)..]);
    }
    cleaned.join("\n")
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn common_indentation_goes() {
        assert_eq!(clean("One.\n\n    Two.\n      Three.\n    "), "One.\n\nTwo.\n  Three.\n");
        assert_eq!(clean("  alone"), "alone");
    }
}
