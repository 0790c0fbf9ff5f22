//! Sorting where comparisons are Python functions: the run loop calls them, and a merge sort goes on with each answer.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::frame::Then;
use crate::vm::native::Escape;
use crate::vm::operation::Operation;
use crate::vm::operators::CompareOp;
use crate::vm::ordering::Compare;

/// Runs of this many items and more are first asked whether they are in order already.
const WORTH_ASKING: usize = 8;

/// A stable merge sort of keys, bottom up, that waits for a comparison.
#[derive(Debug)]
pub struct ComparisonSort {
    keys: Vec<Value>,
    /// The indices of the keys: in order within each run of `width`.
    order: Vec<usize>,
    /// The part of the runs being merged that is in order.
    merged: Vec<usize>,
    width: usize,
    /// Where the runs being merged begin, and how many of each are taken.
    start: usize,
    left: usize,
    right: usize,
    /// Whether the comparison asked for tells if the runs are in order already.
    asks: bool,
}

impl ComparisonSort {
    pub fn of(keys: Vec<Value>) -> ComparisonSort {
        let order: Vec<usize> = (0..keys.len()).collect();
        let merged = Vec::with_capacity(keys.len());
        let mut sort = ComparisonSort { keys, order, merged, width: 1, start: 0, left: 0, right: 0, asks: false };
        sort.find_runs();
        sort
    }

    pub fn visit(&self, visitor: &mut Visitor) {
        visitor.values(&self.keys);
    }

    fn is_over(&self) -> bool {
        self.width >= self.order.len()
    }

    fn middle(&self) -> usize {
        self.start + self.width
    }

    fn end(&self) -> usize {
        (self.middle() + self.width).min(self.order.len())
    }

    /// Moves on to the next two runs that have to be merged.
    fn find_runs(&mut self) {
        while !self.is_over() && self.middle() >= self.order.len() {
            self.width *= 2;
            self.start = 0;
        }
        (self.left, self.right) = (0, 0);
        self.asks = self.width >= WORTH_ASKING;
    }

    /// The next comparison: whether the first is less than the second.
    fn question(&self) -> (Value, Value) {
        let (left, right) = match self.asks {
            true => (self.middle() - 1, self.middle()),
            false => (self.start + self.left, self.middle() + self.right),
        };
        (self.keys[self.order[right]], self.keys[self.order[left]])
    }

    fn answer(&mut self, less: bool) {
        if std::mem::take(&mut self.asks) {
            if !less {
                self.next_runs();
            }
            return;
        }
        if less {
            self.merged.push(self.order[self.middle() + self.right]);
            self.right += 1;
        } else {
            self.merged.push(self.order[self.start + self.left]);
            self.left += 1;
        }
        if self.left == self.width || self.middle() + self.right == self.end() {
            // What is left of the left run goes behind what is merged; what is left of the right one is in place.
            let (from, to) = (self.start + self.left, self.middle());
            self.merged.extend_from_slice(&self.order[from..to]);
            self.order[self.start..self.start + self.merged.len()].copy_from_slice(&self.merged);
            self.merged.clear();
            self.next_runs();
        }
    }

    fn next_runs(&mut self) {
        self.start = self.end();
        self.find_runs();
    }
}

impl Vm {
    /// Sorts on until Python has to be asked; in the end `then` gets the list of indices.
    pub(super) fn sort_on(&mut self, mut operation: Box<Operation>) -> Result<(), Escape> {
        loop {
            let Operation::Sort { sort, .. } = &mut *operation else { unreachable!("it sorts") };
            if sort.is_over() {
                let order = sort.order.iter().map(|index| Value::Int(*index as i64)).collect();
                let order = self.list(order);
                return self.complete(operation.into_then(), order);
            }
            let (a, b) = sort.question();
            match self.compare(Compare::Lt, a, b) {
                Ok(less) => sort.answer(less),
                Err(Escape::Defer) => return self.compare_then(CompareOp::Lt, a, b, Then::Operation(operation)),
                Err(escape) => return Err(escape),
            }
        }
    }

    /// A comparison has returned `result`.
    pub(super) fn sort_answered(&mut self, mut operation: Box<Operation>, result: Value) -> Result<(), Escape> {
        let Some(less) = self.truth_quickly(result) else {
            return self.truth_then(result, Then::Operation(operation));
        };
        let Operation::Sort { sort, .. } = &mut *operation else { unreachable!("it waits for a comparison") };
        sort.answer(less);
        self.sort_on(operation)
    }
}
