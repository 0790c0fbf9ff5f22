//! `Tool`: the iterators of `itertools`.

use super::{Class, Iter, Ref, Value, Visitor};

/// An iterator of `itertools`. `vm::tools` takes its steps.
#[derive(Clone)]
pub struct Tool {
    pub class: Ref<Class>,
    pub state: ToolState,
}

/// Where an iterator stands.
#[derive(Clone)]
pub enum ToolState {
    Ended,
    /// The steps are those of a generator of the prelude: a function or an iterator of the user's is involved.
    Generated(Value),
    Count { next: Value, step: Value },
    /// Without end where `left` is `None`.
    Repeat { item: Value, left: Option<i64> },
    /// `inner` is None once it has ended; then `saved` is gone through again and again.
    Cycle { inner: Value, saved: Vec<Value>, at: usize },
    /// `sources` iterates over iterables; `active`, of the latest of them, is None in between.
    Chain { sources: Value, active: Value },
    /// `at` items were taken; the next to give is the one numbered `wanted`.
    Slice { inner: Value, at: u64, wanted: u64, stop: Option<u64>, step: u64 },
    Pairs { inner: Value, before: Value },
    Batches { inner: Value, size: usize, strict: bool },
    /// Iterators that have ended are None.
    Longest { inner: Box<[Value]>, fill: Value },
    /// `groupby` without a key function: the latest run and its key, unbound before the first, and the item that was
    /// taken and that no run has given yet, or unbound.
    Groups { inner: Value, item: Value, wanted: Value, run: Value },
    /// A run of equal items of a `groupby`.
    Run { groups: Ref<Iter>, key: Value },
    Arranged(Arrangement),
}

/// Choices from pools, in lexicographic order: `product`, `permutations` and the two `combinations`.
#[derive(Clone)]
pub struct Arrangement {
    pub order: Order,
    /// One pool for each place of a product, else one.
    pub pools: Box<[Box<[Value]>]>,
    pub indices: Box<[usize]>,
    /// For permutations: how many swaps each place has left.
    pub cycles: Box<[usize]>,
    /// What was given last; empty before the first.
    pub row: Vec<Value>,
    pub started: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Product,
    Permutations,
    Combinations,
    WithReplacement,
}

impl Arrangement {
    /// Moves on to the next choice, which is then in `row`; false at the end.
    pub fn advance(&mut self) -> bool {
        if !self.started {
            self.started = true;
            return self.start();
        }
        match self.order {
            Order::Product => self.next_product(),
            Order::Permutations => self.next_permutation(),
            Order::Combinations => self.next_combination(),
            Order::WithReplacement => self.next_multiset(),
        }
    }

    fn start(&mut self) -> bool {
        let places = self.indices.len().min(self.places());
        let possible = match self.order {
            Order::Product => self.pools.iter().all(|pool| !pool.is_empty()),
            Order::Permutations | Order::Combinations => self.places() <= self.pools[0].len(),
            Order::WithReplacement => places == 0 || !self.pools[0].is_empty(),
        };
        if possible {
            self.row = (0..self.places()).map(|place| self.chosen(place)).collect();
        }
        possible
    }

    /// How many items a choice has.
    fn places(&self) -> usize {
        if self.order == Order::Permutations { self.cycles.len() } else { self.indices.len() }
    }

    fn chosen(&self, place: usize) -> Value {
        let pool = if self.order == Order::Product { place } else { 0 };
        self.pools[pool][self.indices[place]]
    }

    /// Brings `row` up to date from `place` on.
    fn choose_from(&mut self, place: usize) -> bool {
        let changed = self.row[place..].iter_mut().zip(&self.indices[place..]);
        match self.order {
            Order::Product => changed.zip(&self.pools[place..]).for_each(|((item, index), pool)| *item = pool[*index]),
            _ => {
                let pool = &self.pools[0];
                changed.for_each(|(item, index)| *item = pool[*index]);
            }
        }
        true
    }

    fn next_product(&mut self) -> bool {
        for place in (0..self.indices.len()).rev() {
            self.indices[place] += 1;
            if self.indices[place] < self.pools[place].len() {
                return self.choose_from(place);
            }
            self.indices[place] = 0;
        }
        false
    }

    fn next_permutation(&mut self) -> bool {
        let count = self.indices.len();
        for place in (0..self.cycles.len()).rev() {
            self.cycles[place] -= 1;
            if self.cycles[place] > 0 {
                self.indices.swap(place, count - self.cycles[place]);
                return self.choose_from(place);
            }
            let first = self.indices[place];
            self.indices.copy_within(place + 1.., place);
            self.indices[count - 1] = first;
            self.cycles[place] = count - place;
        }
        false
    }

    fn next_combination(&mut self) -> bool {
        let (count, places) = (self.pools[0].len(), self.indices.len());
        let Some(place) = (0..places).rev().find(|place| self.indices[*place] != place + count - places) else {
            return false;
        };
        let first = self.indices[place] + 1;
        for (offset, index) in self.indices[place..].iter_mut().enumerate() {
            *index = first + offset;
        }
        self.choose_from(place)
    }

    fn next_multiset(&mut self) -> bool {
        let last = self.pools[0].len().saturating_sub(1);
        let Some(place) = (0..self.indices.len()).rev().find(|place| self.indices[*place] != last) else {
            return false;
        };
        let index = self.indices[place] + 1;
        self.indices[place..].fill(index);
        self.choose_from(place)
    }
}

impl Tool {
    pub fn visit(&self, visitor: &mut Visitor) {
        visitor.reference(self.class);
        match &self.state {
            ToolState::Ended => {}
            ToolState::Arranged(arrangement) => {
                arrangement.pools.iter().for_each(|pool| visitor.values(pool));
                visitor.values(&arrangement.row);
            }
            ToolState::Cycle { inner, saved, .. } => {
                visitor.value(*inner);
                visitor.values(saved);
            }
            ToolState::Longest { inner, fill } => {
                visitor.values(inner);
                visitor.value(*fill);
            }
            ToolState::Generated(value) | ToolState::Repeat { item: value, .. } => visitor.value(*value),
            ToolState::Slice { inner, .. } | ToolState::Batches { inner, .. } => visitor.value(*inner),
            ToolState::Groups { inner, item, wanted, run } => visitor.values(&[*inner, *item, *wanted, *run]),
            ToolState::Run { groups, key } => {
                visitor.reference(*groups);
                visitor.value(*key);
            }
            ToolState::Count { next: a, step: b }
            | ToolState::Chain { sources: a, active: b }
            | ToolState::Pairs { inner: a, before: b } => visitor.values(&[*a, *b]),
        }
    }

    /// The iterators that it draws from.
    pub fn inner(&self) -> Vec<Value> {
        match &self.state {
            ToolState::Cycle { inner, .. }
            | ToolState::Slice { inner, .. }
            | ToolState::Pairs { inner, .. }
            | ToolState::Batches { inner, .. }
            | ToolState::Groups { inner, .. } => vec![*inner],
            ToolState::Run { groups, .. } => vec![Value::Iter(*groups)],
            ToolState::Chain { sources, active } => vec![*sources, *active],
            ToolState::Longest { inner, .. } => inner.to_vec(),
            _ => Vec::new(),
        }
    }
}
