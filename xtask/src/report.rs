//! Counts of passed and failed tests, taken from what test programs print.

use std::ops::AddAssign;

/// How many tests passed and failed; a known failure is neither.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Counts {
    pub passed: usize,
    pub failed: usize,
    pub known: usize,
}

impl Counts {
    pub const ONE_FAILED: Self = Self { passed: 0, failed: 1, known: 0 };

    /// One test that has the result of `step`.
    pub fn of(step: &Result<(), String>) -> Self {
        match step {
            Ok(()) => Self { passed: 1, failed: 0, known: 0 },
            Err(_) => Self::ONE_FAILED,
        }
    }

    /// Adds what a line of the output of `cargo test` or of Node's TAP reporter says.
    pub fn read(&mut self, line: &str) {
        if let Some(result) = line.strip_prefix("test result: ") {
            self.passed += number_before(result, " passed");
            self.failed += number_before(result, " failed");
            self.known += number_before(result, " known failures");
        } else if let Some(passed) = line.strip_prefix("# pass ") {
            self.passed += number(passed);
        } else if let Some(failed) = line.strip_prefix("# fail ").or_else(|| line.strip_prefix("# cancelled ")) {
            self.failed += number(failed);
        } else if let Some(known) = line.strip_prefix("# todo ") {
            self.known += number(known);
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.known += other.known;
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

fn number_before(text: &str, word: &str) -> usize {
    let Some((before, _)) = text.split_once(word) else { return 0 };
    number(before.rsplit(' ').next().unwrap_or_default())
}

fn number(text: &str) -> usize {
    text.trim().parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_failures_are_counted_apart() {
        let mut counts = Counts::default();
        counts.read("test result: ok. 12 passed; 0 failed; 3 known failures; 0 filtered out; finished in 0.01s");
        counts.read("test result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s");
        assert_eq!(counts, Counts { passed: 13, failed: 0, known: 3 });
    }

    #[test]
    fn counts_are_read_from_both_kinds_of_output() {
        let mut counts = Counts::default();
        for line in [
            "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test other ... ok",
            "# tests 7",
            "# pass 5",
            "# fail 1",
            "# cancelled 1",
            "# todo 2",
        ] {
            counts.read(line);
        }
        assert_eq!(counts, Counts { passed: 17, failed: 5, known: 2 });
    }
}
