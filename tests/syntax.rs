//! Parses the snippets under `syntax/` and compares with what CPython says of them.

use spawnpoint::compile::{Names, compile_expression, compile_module};
use spawnpoint::syntax::{SyntaxError, parse_module, warnings};

#[test]
fn errors_are_those_of_cpython() {
    let mut failures = Vec::new();
    let mut count = 0;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/syntax");
    for entry in std::fs::read_dir(folder).expect("the snippets' folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a file of snippets");
        let answer = match path.file_name().and_then(|name| name.to_str()) {
            Some("expressions.txt") => answer_expression,
            Some("warnings.txt") => answer_warnings,
            _ => answer,
        };
        for (name, source, expected) in snippets(&text) {
            count += 1;
            let actual = answer(&source);
            // CPython keeps the place of the vague error under the text of the suggestion.
            let is_typo = expected.contains("invalid syntax. Did you mean");
            let skipped = |text: &str| text.split_once('\n').map(|(_, text)| text.to_owned());
            let same = actual == expected || is_typo && skipped(&actual) == skipped(&expected);
            if !same {
                failures.push(format!(
                    "### {name}\n{source}expected:\n{expected}\nactual:\n{actual}\n"
                ));
            }
        }
    }
    assert!(count > 100, "only {count} snippets");
    let failed = failures.len();
    assert!(
        failures.is_empty(),
        "{}\n{failed} of {count} differ",
        failures.join("\n")
    );
}

fn snippets(text: &str) -> Vec<(String, String, String)> {
    let chunks = text.split("### ").skip(1);
    chunks
        .map(|chunk| {
            let (name, body) = chunk.split_once('\n').expect("a name");
            let (mut source, mut expected) = (String::new(), Vec::new());
            for line in body.split_inclusive('\n') {
                match line.strip_prefix("--- ") {
                    Some(line) => expected.push(line.trim_end_matches('\n')),
                    None => source += line,
                }
            }
            (name.to_owned(), source, expected.join("\n"))
        })
        .collect()
}

fn answer(source: &str) -> String {
    describe(compile_module(source, "main.py", Names::Globals).err())
}

/// The snippet's last newline is the file's.
fn answer_expression(source: &str) -> String {
    let source = source.strip_suffix('\n').unwrap_or(source);
    describe(compile_expression(source, "main.py", Names::Globals).err())
}

fn answer_warnings(source: &str) -> String {
    let module = parse_module(source, "main.py").expect("only warnings");
    let warnings = warnings(&module)
        .into_iter()
        .map(|warning| warning.to_string());
    warnings.collect::<Vec<_>>().join("\n")
}

fn describe(error: Option<SyntaxError>) -> String {
    error.map_or("ok".to_owned(), |error| {
        let numbers = [error.line, error.column, error.end_line, error.end_column];
        format!(
            "{}\n{error}",
            numbers.map(|number| number.to_string()).join(" ")
        )
    })
}
