//! Liveness: which registers may still be read when control stands at an instruction.
//!
//! Temporaries keep what was computed last in them. Where it matters when an object dies, the
//! collector first clears those that nothing reads any more: backward data-flow analysis, done
//! for a unit when it is first asked for.

use super::verify::{is_terminator, width};
use super::{CodeUnit, Op, OperandKind};

/// A set of registers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registers(Vec<u64>);

impl Registers {
    fn new(count: usize) -> Registers {
        Registers(vec![0; count.div_ceil(64)])
    }

    /// All of so many.
    pub fn all(count: usize) -> Registers {
        Registers(vec![u64::MAX; count.div_ceil(64)])
    }

    pub fn contains(&self, register: usize) -> bool {
        self.0.get(register / 64).is_some_and(|word| word >> (register % 64) & 1 == 1)
    }

    fn insert(&mut self, register: usize) {
        self.0[register / 64] |= 1 << (register % 64);
    }

    fn remove(&mut self, register: usize) {
        self.0[register / 64] &= !(1 << (register % 64));
    }

    fn unite(&mut self, other: &Registers) {
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }

    /// The registers of both sets.
    pub fn united(mut self, other: &Registers) -> Registers {
        self.unite(other);
        self
    }
}

/// What an instruction reads and writes.
struct Effects {
    uses: Vec<usize>,
    defs: Vec<usize>,
}

/// The registers that are live before each instruction of a unit.
#[derive(Debug)]
pub struct Liveness(Vec<Registers>);

impl Liveness {
    /// Analyses a unit that the verifier has passed.
    pub fn of(unit: &CodeUnit) -> Liveness {
        let count = usize::from(unit.registers).max(unit.locals.len());
        let mut live = Liveness(vec![Registers::new(count); unit.ops.len()]);
        loop {
            let mut changed = false;
            for at in (0..unit.ops.len()).rev() {
                let mut before = live.across(unit, at);
                for used in effects(unit, &unit.ops[at]).uses {
                    before.insert(used);
                }
                changed |= before != live.0[at];
                live.0[at] = before;
            }
            if !changed {
                return live;
            }
        }
    }

    /// What is live before the instruction.
    pub fn before(&self, at: usize) -> &Registers {
        &self.0[at]
    }

    /// What is live while the instruction waits for its result: what later ones read, without what it
    /// writes itself.
    pub fn across(&self, unit: &CodeUnit, at: usize) -> Registers {
        let op = &unit.ops[at];
        let mut live = Registers::default();
        live.0.resize(self.0[at].0.len(), 0);
        for next in successors(op, at) {
            live.unite(&self.0[next]);
        }
        for def in effects(unit, op).defs {
            live.remove(def);
        }
        if let Some(handler) = unit.handlers.iter().find(|handler| (handler.start..handler.end).contains(&(at as u32))) {
            let mut handled = self.0[handler.target as usize].clone();
            handled.remove(usize::from(handler.exception));
            live.unite(&handled);
        }
        live
    }
}

fn successors(op: &Op, at: usize) -> impl Iterator<Item = usize> {
    let jump = op.operands().find(|operand| matches!(operand.kind, OperandKind::Jump | OperandKind::Jump16));
    let target = jump.map(|jump| (at as i64 + 1 + jump.value) as usize);
    let next = (!is_terminator(op)).then_some(at + 1);
    target.into_iter().chain(next)
}

fn effects(unit: &CodeUnit, op: &Op) -> Effects {
    let (mut uses, mut defs) = (Vec::new(), Vec::new());
    for operand in op.operands() {
        let register = operand.value as usize;
        match operand.kind {
            OperandKind::Def => defs.push(register),
            OperandKind::Use => uses.push(register),
            OperandKind::Base => {
                let group = register..register + base_width(unit, op, operand.field);
                if writes_group(op, operand.field) { defs.extend(group) } else { uses.extend(group) }
            }
            _ => {}
        }
    }
    match op {
        Op::MakeCell { reg } => uses.push(usize::from(*reg)),
        Op::CallKeywords { f, .. } => defs.push(usize::from(*f)),
        Op::Call { f, .. } => uses.retain(|used| *used != usize::from(*f) + 1),
        _ => {}
    }
    Effects { uses, defs }
}

fn base_width(unit: &CodeUnit, op: &Op, field: &str) -> usize {
    match op {
        Op::LoadSuperMethod { .. } if field == "f" => 2,
        Op::LoadSuperMethod { .. } => 3,
        // The constants of linked code are elsewhere.
        Op::CallKeywords { argc, .. } => 2 + usize::from(*argc),
        Op::MakeClosure { code, .. } => {
            let closure = unit.closures.iter().find(|(constant, _)| constant == code);
            closure.map_or(0, |(_, cells)| usize::from(*cells))
        }
        _ => width(unit, op).map_or(0, |width| width as usize),
    }
}

/// Whether the instruction writes the registers from its base, rather than reading them.
fn writes_group(op: &Op, field: &str) -> bool {
    match op {
        Op::LoadMethod { .. } | Op::LoadSpecial { .. } | Op::LoadExcInfo { .. } => true,
        Op::LoadSuperMethod { .. } => field == "f",
        Op::UnpackSequence { .. } | Op::UnpackStar { .. } => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytecode::Constant;
    use crate::compile::{Names, compile_module};

    #[test]
    fn an_argument_dies_with_the_call_that_takes_it() {
        let source = "def f(g, xs):\n    for x in xs:\n        g(xs, 1)\n    return 1\n";
        let module = compile_module(source, "<test>", Names::Globals).expect("it compiles");
        let unit = module.constants.iter().find_map(|constant| match constant {
            Constant::Code(unit) => Some(unit),
            _ => None,
        });
        let unit = unit.expect("the module has a function");
        let live = Liveness::of(unit);
        let at = unit.ops.iter().position(|op| matches!(op, Op::Call { .. })).expect("it calls");
        let Op::Call { f, .. } = unit.ops[at] else { unreachable!("it was just found") };
        assert!(live.before(at).contains(usize::from(f) + 2));
        assert!(!live.across(unit, at).contains(usize::from(f) + 2));
        let iterator = unit.ops.iter().find_map(|op| match op {
            Op::ForNext { iter, .. } => Some(usize::from(*iter)),
            _ => None,
        });
        assert!(live.across(unit, at).contains(iterator.expect("it loops")));
    }
}
