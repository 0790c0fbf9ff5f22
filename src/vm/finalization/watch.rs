//! The watch: collections where reference counting would have noticed a death.
//!
//! While an object of the program's own is tracked, the first instruction of each of the program's
//! lines is replaced by `Watch`. Reaching one collects, lets the line's own instruction run, and is
//! set again when another is reached. What cannot be afforded is not done: collections cost credit,
//! those that find something earn it back, and with none left the lines run as they are until a `del`
//! of the program's, a new object to track or some time has brought new credit. A program that deletes or
//! makes objects all the time without any dying soon gets credit by time only.

use super::Collection;
use crate::bytecode::{CodeKind, Op};
use crate::object::*;
use crate::vm::Vm;

/// What a watch may spend at first, in collections of a small heap.
const ALLOWANCE: usize = 400;
/// What a collection that found something earns beyond its cost.
const REWARD: usize = 4;
/// How many coroutines are worth a collection each.
const COROUTINES: usize = 20;
/// A heap of this size costs one unit of credit to collect.
const UNIT_BYTES: usize = 1 << 20;
/// How many deletions, and how many new objects, bring credit while no collection finds anything.
const PATIENCE: usize = 100;
/// How often credit comes by itself, in milliseconds.
const REFILL_MS: f64 = 50.0;

#[derive(Default)]
pub struct Watch {
    active: bool,
    allowed: bool,
    credit: usize,
    /// Deletions that have brought credit since a collection last found anything.
    deletions: usize,
    /// New objects that have.
    additions: usize,
    /// How many coroutines the program has made, as far as they count.
    coroutines: usize,
    /// The instruction whose `Watch` was lifted so that it could run.
    lifted: Option<(Ref<Code>, usize)>,
    /// All code of the program.
    codes: Vec<Ref<Code>>,
    refilled_at: f64,
}

impl Watch {
    fn renew_patience(&mut self) {
        (self.deletions, self.additions) = (0, 0);
    }

    /// Forgets code that has died.
    pub fn prune(&mut self, marked: &Visitor) {
        self.codes.retain(|code| marked.has_reached(Value::Code(*code)));
        self.lifted = self.lifted.filter(|(code, _)| marked.has_reached(Value::Code(*code)));
    }
}

impl Vm {
    /// The program begins: what ran before has neither earned nor spent anything.
    pub(in crate::vm) fn begin_watch(&mut self) {
        let codes = std::mem::take(&mut self.finalization.watch.codes);
        self.finalization.watch = Watch { codes, ..Watch::default() };
    }

    /// Takes note of code of the program that was just linked.
    pub fn note_program_code(&mut self, code: Ref<Code>) {
        self.finalization.watch.codes.push(code);
        let unit = &self.heap[code].unit;
        let may_be_open = !unit.handlers.is_empty() || unit.kind == CodeKind::Coroutine;
        self.finalization.has_generators |= unit.is_generator() && may_be_open;
        if self.finalization.watch.active {
            self.set_watches(code);
        }
    }

    /// Something is tracked from now on.
    pub(super) fn begin_watching(&mut self) {
        if !self.finalization.watch.allowed {
            self.finalization.watch.allowed = true;
            self.earn(ALLOWANCE);
        }
        if self.finalization.watch.additions < PATIENCE {
            self.finalization.watch.additions += 1;
            self.earn(REWARD);
        }
    }

    /// A name, attribute or item has been deleted by `code`: worth a look.
    #[inline]
    pub fn noticed_deletion(&mut self, code: Ref<Code>) {
        if self.finalization.watch.deletions < PATIENCE && self.heap[code].program {
            self.earn_by_deletion();
        }
    }

    #[cold]
    fn earn_by_deletion(&mut self) {
        if !self.finalization.is_idle() {
            self.finalization.watch.deletions += 1;
            self.earn(REWARD);
        }
    }

    /// The program has made a coroutine: whether it is awaited shows soon. The first ones are enough to learn from.
    #[cold]
    #[inline(never)]
    pub fn noticed_coroutine(&mut self) {
        if self.finalization.watch.coroutines < COROUTINES {
            self.finalization.watch.coroutines += 1;
            self.earn(1 + self.heap.used_unfrozen() / UNIT_BYTES);
        }
    }

    /// Time has passed.
    pub fn refill_watch(&mut self, now: f64) {
        if !self.finalization.tracked.is_empty() && now - self.finalization.watch.refilled_at >= REFILL_MS {
            self.finalization.watch.refilled_at = now;
            self.earn(REWARD);
        }
    }

    fn earn(&mut self, credit: usize) {
        let worthwhile =
            self.finalization.has_generators || self.finalization.tracked.values().any(|tracked| tracked.by_program);
        if !worthwhile {
            return;
        }
        let watch = &mut self.finalization.watch;
        watch.credit = (watch.credit + credit).min(ALLOWANCE);
        if !watch.active {
            watch.active = true;
            for code in self.finalization.watch.codes.clone() {
                self.set_watches(code);
            }
        }
    }

    fn set_watches(&mut self, code: Ref<Code>) {
        self.leave_tier(code);
        let unit = self.heap[code].unit.clone();
        let ops = std::rc::Rc::make_mut(&mut self.heap[code].ops);
        let mut line = 0;
        for (op, position) in ops.iter_mut().zip(&unit.positions) {
            if position.line != line {
                line = position.line;
                if !matches!(op, Op::Trace {}) {
                    *op = Op::Watch {};
                }
            }
        }
    }

    /// Where the program is traced, that comes first.
    fn place_watch(&mut self, code: Ref<Code>, at: usize) {
        if !matches!(self.heap[code].ops[at], Op::Trace {}) {
            std::rc::Rc::make_mut(&mut self.heap[code].ops)[at] = Op::Watch {};
        }
    }

    fn stop_watching(&mut self) {
        self.finalization.watch.active = false;
        self.finalization.watch.lifted = None;
        for code in self.finalization.watch.codes.clone() {
            self.leave_tier(code);
            self.heap[code].ops = self.heap[code].unit.ops.clone();
            self.arm_again(code);
        }
    }

    /// A `Watch` has been reached: collects if that can be afforded; the instruction itself comes next.
    #[cold]
    #[inline(never)]
    pub(in crate::vm) fn watch_point(&mut self) {
        let frame = self.frame_mut();
        frame.pc -= 1;
        let (code, at) = (frame.code, frame.pc as usize);
        if let Some((code, at)) = self.finalization.watch.lifted.replace((code, at))
            && self.finalization.watch.active
        {
            self.place_watch(code, at);
        }
        let op = self.heap[code].unit.ops[at];
        std::rc::Rc::make_mut(&mut self.heap[code].ops)[at] = op;
        if self.finalization.running {
            return;
        }
        let cost = 1 + self.heap.used_unfrozen() / UNIT_BYTES;
        if self.finalization.watch.credit < cost || self.finalization.is_idle() {
            self.stop_watching();
            return;
        }
        self.finalization.watch.credit -= cost;
        self.collect_dead(Collection::Prompt);
        if !self.finalization.tasks.is_empty() {
            self.finalization.watch.renew_patience();
            self.earn(cost + REWARD);
        }
        self.start_finalizers();
    }
}
