//! The tests that say nothing about programs in a web page: they are left out.

use std::collections::{BTreeMap, BTreeSet};

use super::read;

const TABLE: &str = "tests/conformance/uncounted.tsv";

/// By the class of CPython's file, or `file.Class`, the tests; no test at all means every one of the class.
pub struct Uncounted(BTreeMap<String, BTreeSet<String>>);

impl Uncounted {
    pub fn read() -> Result<Uncounted, String> {
        let mut table: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for line in read(TABLE)?.lines().skip(1) {
            let [class, test, _reason] = line.split('\t').collect::<Vec<_>>()[..] else {
                return Err(format!("{TABLE}: three columns are due in {line:?}"));
            };
            let tests = table.entry(class.to_owned()).or_default();
            if test != "*" {
                tests.insert(test.to_owned());
            }
        }
        Ok(Uncounted(table))
    }

    /// Whether some tests of a class count.
    pub fn leaves_some_of(&self, class: &str) -> bool {
        self.tests(class).is_none_or(|tests| !tests.is_empty())
    }

    /// What tells the runner to leave them out of a class's tests.
    pub fn words_for_class(&self, file: &str, class: &str) -> Vec<String> {
        self.tests(class).into_iter().flatten().map(|test| format!("-test.{file}.{class}.{test}$")).collect()
    }

    /// What tells the runner to leave them out of a file that is run as a whole.
    pub fn words_for_file(&self, file: &str) -> Vec<String> {
        let mut words = Vec::new();
        for (class, tests) in &self.0 {
            if class.strip_prefix(file).is_some_and(|rest| rest.starts_with('.')) {
                words.extend(tests.iter().map(|test| format!("-test.{class}.{test}$")));
                if tests.is_empty() {
                    words.push(format!("-test.{class}."));
                }
            }
        }
        words
    }

    /// A class of CPython's file is `_TestX` where the tests for a kind of process are `WithKindTestX`.
    fn tests(&self, class: &str) -> Option<&BTreeSet<String>> {
        let kinds = ["WithProcesses", "WithManager", "WithThreads"];
        let base = kinds.iter().find_map(|kind| class.strip_prefix(kind)).map(|rest| format!("_{rest}"));
        self.0.get(base.as_deref().unwrap_or(class))
    }
}
