//! The rules of the architecture, checked against the text of the sources.

use std::fs;
use std::path::{Path, PathBuf};

/// One file of the repository: its path from the root, with forward slashes, and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The lines of code with their numbers: without comments, and without the unit tests at the end.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
        lines.enumerate().map(|(index, line)| (index + 1, line.split("//").next().unwrap_or_default()))
    }

    fn is_in(&self, folders: &[&str]) -> bool {
        folders.iter().any(|folder| self.path.starts_with(folder))
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder` with one of `extensions`, but for what is generated or installed.
fn sources(folder: &str, extensions: &[&str]) -> Vec<Source> {
    let mut paths = Vec::new();
    collect(&root().join(folder), &mut paths);
    paths.retain(|path| extensions.is_empty() || path.extension().is_some_and(|found| extensions.iter().any(|one| found == *one)));
    paths.sort();
    let relative = |path: &Path| path.strip_prefix(root()).expect("it is below the root").to_string_lossy().replace('\\', "/");
    // What is not text holds no rules to break.
    paths.iter().filter_map(|path| Some(Source { path: relative(path), text: fs::read_to_string(path).ok()? })).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let skipped = [".git", "target", "node_modules", "dist"].iter().any(|skipped| name == *skipped);
        match (skipped, path.is_dir()) {
            (true, _) => {}
            (false, true) => collect(&path, paths),
            (false, false) => paths.push(path),
        }
    }
}

fn rust() -> Vec<Source> {
    sources("src", &["rs"])
}

/// Whether `word` stands in `line` at the start of a word; one that ends in `_` or `:` may go on.
fn names(line: &str, word: &str) -> bool {
    let open = word.ends_with(['_', ':', '!', '(']);
    let part = |character: char| character.is_alphanumeric() || character == '_';
    line.match_indices(word).any(|(at, _)| {
        !line[..at].ends_with(part) && (open || !line[at + word.len()..].starts_with(part))
    })
}

/// Each line of code outside `allowed` that names one of `words`.
fn uses(files: &[Source], allowed: &[&str], words: &[&str]) -> Vec<String> {
    let outside = files.iter().filter(|file| !file.is_in(allowed) && !file.path.ends_with("/tests.rs"));
    let lines = outside.flat_map(|file| file.code().map(move |(number, line)| (file, number, line)));
    let breaking = lines.filter(|(_, _, line)| words.iter().any(|word| names(line, word)));
    breaking.map(|(file, number, line)| format!("{}:{number}: {}", file.path, line.trim())).collect()
}

fn assert_none(found: Vec<String>, rule: &str) {
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}

#[test]
fn only_the_browser_host_knows_the_web() {
    let words = ["web_sys", "js_sys", "wasm_bindgen", "serde_wasm_bindgen", "JsValue", "console_error_panic_hook"];
    assert_none(uses(&rust(), &["src/browser/"], &words), "only src/browser may name the web's bindings");
}

#[test]
fn only_the_syntax_module_knows_the_parser() {
    assert_none(uses(&rust(), &["src/syntax/"], &["ruff_"]), "only src/syntax may name ruff's crates; others use crate::syntax");
}

#[test]
fn unsafe_code_stays_in_the_heap_and_the_run_loop() {
    let allowed = ["src/object/heap", "src/vm/run"];
    assert_none(uses(&rust(), &allowed, &["unsafe"]), "unsafe belongs in the heap and the run loop only");
}

#[test]
fn every_unsafe_block_says_why_it_is_safe() {
    let unexplained = |file: &Source| {
        let lines: Vec<&str> = file.text.lines().collect();
        let blocks = file.code().filter(|(_, line)| names(line, "unsafe") && !line.contains("unsafe_"));
        let bare = blocks.filter(|(number, _)| {
            // The reason stands on the line itself or in the comment right above the statement.
            let above = lines[..number - 1].iter().rev().take(8).take_while(|line| !line.trim().is_empty());
            !lines[number - 1].contains("SAFETY") && !above.clone().any(|line| line.contains("SAFETY") || line.contains("# Safety"))
        });
        bare.map(|(number, line)| format!("{}:{number}: {}", file.path, line.trim())).collect::<Vec<_>>()
    };
    assert_none(rust().iter().flat_map(unexplained).collect(), "each unsafe block needs a SAFETY sentence");
}

#[test]
fn clock_entropy_and_output_go_through_the_host() {
    let hosts = ["src/native/", "src/browser/", "src/bin/"];
    let words = [
        "std::time::Instant", "Instant::now", "SystemTime", "std::time::{", "getrandom", "rand::", "RandomState", "thread_rng",
        "println!", "print!", "eprintln!", "eprint!", "dbg!", "std::fs", "std::env", "std::net", "std::process", "std::thread",
        "io::stdout", "io::stderr", "io::stdin",
    ];
    assert_none(uses(&rust(), &hosts, &words), "clock, entropy and output are reached through `Host`");
}

#[test]
fn kernel_and_wire_know_nothing_of_the_vm() {
    let files: Vec<Source> = rust().into_iter().filter(|file| file.is_in(&["src/kernel/", "src/wire/"])).collect();
    let words = ["crate::vm", "crate::object", "crate::builtins", "crate::stdlib", "crate::compile", "crate::bytecode", "super::vm"];
    assert_none(uses(&files, &[], &words), "src/kernel and src/wire know nothing of the VM");
}

#[test]
fn every_file_opens_with_a_sentence_that_says_what_it_is() {
    let rust = ["src", "tests", "xtask"].map(|folder| sources(folder, &["rs"])).into_iter().flatten();
    let scripts = ["www", "worker", "xtask", "tests/browser", "benches"].map(|folder| sources(folder, &["ts", "mjs"])).into_iter().flatten();
    let prelude = sources("src/prelude", &["py"]).into_iter();
    let silent = |file: &Source| {
        let first = file.text.lines().next().unwrap_or_default();
        let openings: &[&str] = match file.path.rsplit('.').next() {
            Some("rs") => &["//! "],
            Some("py") => &["# ", "\"\"\""],
            _ => &["// ", "/** ", "/**"],
        };
        !openings.iter().any(|opening| first.starts_with(opening)) || first.contains("(in construction)")
    };
    let found = rust.chain(scripts).chain(prelude).filter(silent).map(|file| file.path).collect();
    assert_none(found, "every file opens with a sentence that says what it is");
}

#[test]
fn no_file_names_a_path_of_one_machine() {
    // Put together here, so that this file does not break its own rule. Programs do have a home of their own.
    let paths = ["work", "root", "Users", "home"].map(|folder| format!("/{folder}/"));
    let named = |file: &Source| {
        let lines = file.text.lines().enumerate();
        let lines = lines.filter(|(_, line)| !line.contains("/home/student"));
        let bad = lines.filter(|(_, line)| paths.iter().any(|path| starts_a_path(line, path)));
        bad.map(|(index, line)| format!("{}:{}: {}", file.path, index + 1, line.trim())).collect::<Vec<_>>()
    };
    assert_none(sources(".", &[]).iter().flat_map(named).collect(), "no file names an absolute path of one machine");
}

/// Whether an absolute path begins with `path` somewhere in `line`; `https://host/work/` does not count.
fn starts_a_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| !line[..at].ends_with(|before: char| before.is_alphanumeric() || "_.-/:".contains(before)))
}
