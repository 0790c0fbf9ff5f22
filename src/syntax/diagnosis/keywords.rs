//! "Did you mean 'while'?": a misspelt keyword that explains invalid syntax.

use super::super::tokens::{KEYWORDS, Kind, tokenize};
use super::super::{SourceMap, SyntaxError};
use super::matcher::Matcher;
use super::{may_go_on, normalise};
use crate::text::traceback::closest_name;

/// Longer code, in characters, is not searched.
const MAX_CODE: usize = 1024;
const MAX_NAMES: usize = 10;
const MAX_MATCHES: usize = 3;
const CUTOFF: f64 = 0.5;

/// Replaces the message if a keyword in place of a name of the line makes it parse.
pub fn correct(error: SyntaxError, matcher: &Matcher, map: &SourceMap) -> SyntaxError {
    let is_vague =
        error.message == "invalid syntax" || error.message.contains("Perhaps you forgot a comma");
    if !is_vague {
        return error;
    }
    let statement = matcher.last_statement;
    let first = statement.map_or(1, |index| map.line(matcher.tokens.tokens[index].start));
    let last = error.line as u32;
    let lines = (first..=last).filter_map(|line| map.line_text(line).map(str::to_owned));
    let code = crate::text::traceback::dedent(&lines.collect::<Vec<_>>());
    match find(&code) {
        Some(typo) => SyntaxError {
            message: format!("invalid syntax. Did you mean '{}'?", typo.keyword),
            column: typo.start as i32 + 1,
            end_column: typo.end as i32 + 1,
            end_line: error.line,
            text: code.last().map(|line| format!("{line}\n")),
            ..error
        },
        None => error,
    }
}

struct Typo {
    keyword: &'static str,
    /// Columns in characters.
    start: usize,
    end: usize,
}

/// A name on the last line of `code` with a keyword in whose place the code parses.
fn find(code: &[String]) -> Option<Typo> {
    let text = code.join("\n");
    if text.chars().count() > MAX_CODE {
        return None;
    }
    let source = normalise(&text);
    let last_line = source
        .trim_end_matches('\n')
        .rfind('\n')
        .map_or(0, |index| index + 1);
    let tokens = tokenize(&source).tokens;
    let names = tokens
        .iter()
        .filter(|token| token.kind == Kind::Name && token.start as usize >= last_line);
    for token in names.take(MAX_NAMES) {
        let (start, end) = (token.start as usize, token.end as usize);
        for keyword in candidates(&source[start..end]) {
            let changed = format!("{}{keyword}{}", &source[..start], &source[end..]);
            if may_go_on(&changed) {
                let column = |offset: usize| source[last_line..offset].chars().count();
                return Some(Typo {
                    keyword,
                    start: column(start),
                    end: column(end),
                });
            }
        }
    }
    None
}

fn candidates(name: &str) -> Vec<&'static str> {
    let mut matches = closest_name(name, &KEYWORDS)
        .into_iter()
        .collect::<Vec<_>>();
    let mut similar = KEYWORDS
        .iter()
        .map(|keyword| (similarity(keyword, name), *keyword))
        .filter(|(similarity, _)| *similarity >= CUTOFF)
        .collect::<Vec<_>>();
    crate::sorted::sort_by(&mut similar, |a, b| b.partial_cmp(a).unwrap_or(std::cmp::Ordering::Equal));
    matches.extend(similar.iter().take(MAX_MATCHES).map(|(_, keyword)| keyword));
    matches.truncate(MAX_MATCHES);
    matches
}

/// Twice the characters in common, in order, over all characters: what `difflib` calls the ratio.
fn similarity(a: &str, b: &str) -> f64 {
    let (a, b) = (a.chars().collect::<Vec<_>>(), b.chars().collect::<Vec<_>>());
    2.0 * common(&a, &b) as f64 / (a.len() + b.len()) as f64
}

/// The longest run that both share, and what they share before and after it.
fn common(a: &[char], b: &[char]) -> usize {
    let (mut start_a, mut start_b, mut longest) = (0, 0, 0);
    for i in 0..a.len() {
        for j in 0..b.len() {
            let run = a[i..]
                .iter()
                .zip(&b[j..])
                .take_while(|(x, y)| x == y)
                .count();
            if run > longest {
                (start_a, start_b, longest) = (i, j, run);
            }
        }
    }
    if longest == 0 {
        return 0;
    }
    common(&a[..start_a], &b[..start_b])
        + longest
        + common(&a[start_a + longest..], &b[start_b + longest..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn similar_keywords() {
        assert_eq!(candidates("whlie")[0], "while");
        assert!(candidates("fro").contains(&"for"));
        assert!(candidates("xyzzy").is_empty());
        assert!((similarity("while", "whlie") - 0.8).abs() < 1e-9);
    }
}
