//! `spawnpoint::text` against what CPython 3.14 answered: every line of `text/vectors.tsv` and `native.tsv`.

#[path = "text/numbers.rs"]
mod numbers;
#[path = "text/strings.rs"]
mod strings;

use spawnpoint::text::Result;

/// The arguments of a line.
pub struct Arguments(Vec<String>);

impl Arguments {
    pub fn text(&self, at: usize) -> &str {
        &self.0[at]
    }

    pub fn number(&self, at: usize) -> i64 {
        self.0[at].parse().expect("a number")
    }

    pub fn float(&self, at: usize) -> f64 {
        f64::from_bits(self.0[at].parse().expect("the bits of a float"))
    }

    pub fn flag(&self, at: usize) -> bool {
        self.0[at] == "True"
    }

    pub fn bytes(&self, at: usize) -> Vec<u8> {
        let pairs = self.0[at].as_bytes().chunks(2);
        pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).expect("hex")).collect()
    }
}

fn unescape(cell: &str) -> String {
    let mut result = String::new();
    let mut chars = cell.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('t')) => result.push('\t'),
            ('\\', Some('n')) => result.push('\n'),
            ('\\', Some('r')) => result.push('\r'),
            ('\\', Some(other)) => result.push(other),
            _ => result.push(c),
        }
    }
    result
}

fn show(result: Result<String>) -> String {
    result.unwrap_or_else(|error| format!("!{}: {}", error.kind.name(), error.message))
}

/// A line's question, CPython's answer, and ours where it differs.
fn check(line: &str) -> Option<String> {
    let mut cells: Vec<String> = line.split('\t').map(unescape).collect();
    let expected = cells.pop().expect("an answer");
    let operation = cells.remove(0);
    let arguments = Arguments(cells);
    let answer = numbers::answer(&operation, &arguments)
        .or_else(|| strings::answer(&operation, &arguments))
        .unwrap_or_else(|| panic!("no operation {operation}"));
    let answer = show(answer);
    (answer != expected).then(|| format!("{line}\n   CPython: {expected}\n   ours:    {answer}"))
}

#[test]
fn answers_as_cpython_does() {
    let lines = include_str!("text/vectors.tsv").split_terminator('\n');
    let lines = lines.chain(include_str!("text/native.tsv").split_terminator('\n'));
    let failures: Vec<String> = lines.filter_map(check).collect();
    assert!(failures.is_empty(), "{} lines differ:\n{}", failures.len(), failures.join("\n"));
}
