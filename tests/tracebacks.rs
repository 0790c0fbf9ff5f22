//! Renders the exceptions described in `tracebacks/cases.txt` and compares with CPython's text.

use spawnpoint::text::traceback::{
    ExceptionIndex, ExceptionSummary, FrameSummary, Lookup, Misspelling, SyntaxDetails, Traceback,
    closest_name, render,
};

#[test]
fn tracebacks_are_those_of_cpython() {
    let cases = include_str!("tracebacks/cases.txt");
    let mut failures = String::new();
    for case in cases.split("\ncase ") {
        let (name, case) = case.split_once('\n').expect("a name and lines");
        let expected = expected_text(case);
        let actual = render(&read(case));
        if actual != expected {
            failures += &format!("--- {name}\nexpected:\n{expected}\nactual:\n{actual}\n");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

fn expected_text(case: &str) -> String {
    let lines = case.lines().filter_map(|line| line.strip_prefix('>'));
    lines
        .map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned() + "\n")
        .collect()
}

fn read(case: &str) -> Traceback {
    let mut traceback = Traceback::default();
    for line in case.lines().filter(|line| !line.starts_with('>')) {
        let (key, value) = line.split_once(' ').unwrap_or((line, ""));
        if key == "exception" {
            let (module, name) = value.split_once(' ').expect("a module and a name");
            traceback.exceptions.push(ExceptionSummary {
                module: Some(module.to_owned()),
                name: name.to_owned(),
                ..ExceptionSummary::default()
            });
        } else {
            let exception = traceback
                .exceptions
                .last_mut()
                .expect("an exception comes first");
            read_field(exception, key, value);
        }
    }
    traceback
}

fn read_field(exception: &mut ExceptionSummary, key: &str, value: &str) {
    match key {
        "message" => exception.message = unescape(value),
        "note" => exception.notes.push(unescape(value)),
        "frame" => exception.frames.push(read_frame(value)),
        "source" => {
            let frame = exception
                .frames
                .last_mut()
                .expect("source follows its frame");
            frame.source.push(value.to_owned());
        }
        "suppress" => exception.suppress_context = true,
        "cause" => exception.cause = Some(read_index(value)),
        "context" => exception.context = Some(read_index(value)),
        "members" => exception.members = Some(value.split(' ').map(read_index).collect()),
        "syntax" => exception.syntax = Some(read_syntax(value)),
        "syntax-msg" => syntax(exception).message = Some(unescape(value)),
        "syntax-filename" => syntax(exception).file = Some(unescape(value)),
        "syntax-text" => syntax(exception).text = Some(unescape(value)),
        _ => panic!("no field is called {key}"),
    }
}

fn syntax(exception: &mut ExceptionSummary) -> &mut SyntaxDetails {
    exception.syntax.as_mut().expect("syntax comes first")
}

fn read_syntax(value: &str) -> SyntaxDetails {
    let mut numbers = value.split(' ').map(|number| number.parse().ok());
    let mut next = || numbers.next().flatten();
    let (line, offset, end_line, end_offset) = (next(), next(), next(), next());
    SyntaxDetails {
        line,
        offset,
        end_line,
        end_offset,
        ..SyntaxDetails::default()
    }
}

fn read_frame(value: &str) -> FrameSummary {
    let fields = value.splitn(6, ' ').collect::<Vec<_>>();
    let number = |index: usize| fields[index].parse::<u32>();
    FrameSummary {
        line: number(0).expect("a line"),
        end_line: number(1).expect("a line"),
        columns: number(2).ok().zip(number(3).ok()),
        file: fields[4].to_owned(),
        name: fields[5].to_owned(),
        source: Vec::new(),
    }
}

fn read_index(value: &str) -> ExceptionIndex {
    ExceptionIndex(value.parse().expect("an index"))
}

fn unescape(value: &str) -> String {
    value
        .replace("\\\\", "\0")
        .replace("\\n", "\n")
        .replace('\0', "\\")
}

/// Each line of the table is a wrong name, what CPython suggests (or `None`) and the candidates.
#[test]
fn suggestions_are_those_of_cpython() {
    for line in include_str!("tracebacks/suggestions.txt").lines() {
        let words = line.split(' ').collect::<Vec<_>>();
        let suggestion = closest_name(words[0], &words[2..]).unwrap_or("None");
        assert_eq!(suggestion, words[1], "{line}");
    }
}

fn hint(name: &str, lookup: Lookup) -> String {
    Misspelling {
        name: name.to_owned(),
        lookup,
    }
    .hint()
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn hints_name_what_was_meant() {
    let variable = |candidates: &[&str], on_self| Lookup::Variable {
        candidates: names(candidates),
        on_self,
    };
    assert_eq!(
        hint("pritn", variable(&["print", "x"], false)),
        ". Did you mean: 'print'?"
    );
    assert_eq!(
        hint("count", variable(&["counts"], true)),
        ". Did you mean: 'self.count'?"
    );
    assert_eq!(
        hint("math", variable(&["x"], false)),
        ". Did you forget to import 'math'?"
    );
    assert_eq!(
        hint("time", variable(&["Time"], false)),
        ". Did you mean: 'Time'? Or did you forget to import 'time'?"
    );
    assert_eq!(hint("zzz", variable(&["print"], false)), "");
    let attribute = |through_self| Lookup::Attribute {
        candidates: names(&["_count"]),
        through_self,
    };
    assert_eq!(hint("count", attribute(true)), ". Did you mean: '_count'?");
    assert_eq!(hint("count", attribute(false)), "");
    let import = Lookup::Import {
        candidates: names(&["Process"]),
    };
    assert_eq!(hint("Proces", import), ". Did you mean: 'Process'?");
}
