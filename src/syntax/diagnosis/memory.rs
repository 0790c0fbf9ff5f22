//! What each rule matched at each token, so that trying again costs nothing.

use super::grammar::RuleIndex;

/// One row of rules for each token that was tried.
pub struct Memory {
    rules: usize,
    rows: Vec<Option<Box<[Answer]>>>,
    /// Rows before this are forgotten.
    start: usize,
}

/// 0 is unknown, 1 no match, and more the end of the match, two too high.
type Answer = u32;

impl Memory {
    pub fn new(tokens: usize, rules: usize) -> Self {
        Self {
            rules,
            rows: vec![None; tokens + 1],
            start: 0,
        }
    }

    pub fn clear(&mut self) {
        self.rows.fill(None);
        self.start = 0;
    }

    pub fn forget_before(&mut self, position: usize) {
        self.rows[self.start..position].fill(None);
        self.start = position;
    }

    /// The end of the match, or that there is none, if that is known.
    pub fn get(&self, rule: RuleIndex, position: usize) -> Option<Option<usize>> {
        match self.rows.get(position)?.as_ref()?[rule] {
            0 => None,
            answer => Some((answer as usize).checked_sub(2)),
        }
    }

    pub fn insert(&mut self, rule: RuleIndex, position: usize, end: Option<usize>) {
        let Some(row) = self.rows.get_mut(position) else {
            return;
        };
        let row = row.get_or_insert_with(|| vec![0; self.rules].into_boxed_slice());
        row[rule] = end.map_or(1, |end| end as Answer + 2);
    }
}
