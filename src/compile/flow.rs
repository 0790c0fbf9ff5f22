//! Which variables are certainly bound at a point of the code, so that reading them needs no check.

use crate::sorted::SortedMap;

use super::assembler::Label;

/// The registers whose variables are certainly bound.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bound(Vec<u64>);

impl Bound {
    pub fn contains(&self, register: u16) -> bool {
        let word = self.0.get(usize::from(register / 64));
        word.is_some_and(|word| word & Self::bit(register) != 0)
    }

    pub fn insert(&mut self, register: u16) {
        let at = usize::from(register / 64);
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        self.0[at] |= Self::bit(register);
    }

    pub fn remove(&mut self, register: u16) {
        if let Some(word) = self.0.get_mut(usize::from(register / 64)) {
            *word &= !Self::bit(register);
        }
    }

    fn intersect(&mut self, other: &Self) {
        self.0.truncate(other.0.len());
        for (word, also) in self.0.iter_mut().zip(&other.0) {
            *word &= also;
        }
    }

    fn bit(register: u16) -> u64 {
        1 << (register % 64)
    }
}

/// The state at the point being compiled: `None` where control cannot get to.
#[derive(Debug, Default)]
pub struct Flow {
    now: Option<Bound>,
    at_labels: SortedMap<Label, Bound>,
    /// Registers whose variables are unbound somewhere in the unit.
    deletable: Vec<u16>,
}

impl Flow {
    pub fn start(&mut self) {
        self.now = Some(Bound::default());
    }

    pub fn is_reachable(&self) -> bool {
        self.now.is_some()
    }

    pub fn deletable(&mut self, register: u16) {
        self.deletable.push(register);
    }

    pub fn is_bound(&self, register: u16) -> bool {
        self.now.as_ref().is_none_or(|bound| bound.contains(register))
    }

    pub fn bind(&mut self, register: u16) {
        if let Some(bound) = &mut self.now {
            bound.insert(register);
        }
    }

    pub fn unbind(&mut self, register: u16) {
        if let Some(bound) = &mut self.now {
            bound.remove(register);
        }
    }

    /// Control may go from here to `label`.
    pub fn jumps_to(&mut self, label: Label) {
        let Some(now) = &self.now else {
            return;
        };
        match self.at_labels.get_mut(&label) {
            Some(state) => state.intersect(now),
            None => {
                self.at_labels.insert(label, now.clone());
            }
        }
    }

    /// Control does not go on from here.
    pub fn stop(&mut self) {
        self.now = None;
    }

    /// Control may come here by jumps to `label` that were all seen.
    pub fn arrive(&mut self, label: Label) {
        let Some(state) = self.at_labels.get(&label) else {
            return;
        };
        match &mut self.now {
            Some(now) => now.intersect(state),
            None => self.now = Some(state.clone()),
        }
    }

    pub fn snapshot(&self) -> Option<Bound> {
        self.now.clone()
    }

    /// What holds wherever control may be between here and later points: at the head of a loop that
    /// starts here, or in the handler of a `try` that starts here.
    pub fn lasting(&self) -> Option<Bound> {
        let mut bound = self.now.clone()?;
        for register in &self.deletable {
            bound.remove(*register);
        }
        Some(bound)
    }

    pub fn resume(&mut self, state: Option<Bound>) {
        self.now = state;
    }
}
