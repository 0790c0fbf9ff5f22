//! Arming codes, and the twins of a code that its frames go on in.

use std::rc::Rc;

use crate::bytecode::Op;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::frame::Then;

impl Vm {
    /// Takes note of code that was just linked and is not internal.
    pub fn note_traceable_code(&mut self, code: Ref<Code>) {
        self.tracing.codes.push(code);
        if self.tracing.armed {
            self.arm(code);
        }
    }

    /// The code that functions have of which this is a twin, if it is one.
    pub(in crate::vm) fn origin_of(&self, code: Ref<Code>) -> Ref<Code> {
        match self.heap[code].twins {
            Twins::Plain(origin) | Twins::Stepping(origin) => origin,
            Twins::None | Twins::Origin { .. } => code,
        }
    }

    pub(in crate::vm) fn is_stepping(&self, code: Ref<Code>) -> bool {
        matches!(self.heap[code].twins, Twins::Stepping(_))
    }

    /// Arms all codes if some thread has a trace or profile function, else disarms them.
    pub(super) fn arm_as_needed(&mut self) {
        let needed = std::iter::once(&self.thread).chain(&self.others).any(|thread| thread.tracers.are_set());
        if needed == self.tracing.armed {
            return;
        }
        self.tracing.armed = needed;
        for code in self.tracing.codes.clone() {
            if needed {
                self.arm(code);
            } else {
                self.disarm(code);
            }
        }
    }

    fn arm(&mut self, code: Ref<Code>) {
        if self.unseal(code).is_err() {
            return;
        }
        self.leave_tier(code);
        for at in entries(&self.heap[code]) {
            self.set_op(code, at, Op::Trace {});
        }
    }

    /// Arms a code whose instructions have become the unit's again.
    pub(in crate::vm) fn arm_again(&mut self, code: Ref<Code>) {
        if self.tracing.armed && !matches!(self.heap[code].twins, Twins::Plain(_)) {
            self.arm(code);
        }
    }

    /// The instructions stay where they are: a frame may be running them.
    fn disarm(&mut self, code: Ref<Code>) {
        for at in entries(&self.heap[code]) {
            let op = self.heap[code].unit.ops[at];
            self.set_op(code, at, op);
        }
    }

    /// Replaces an instruction. Where the code still has those of its unit, it gets its own, and the unit's live on.
    pub(super) fn set_op(&mut self, code: Ref<Code>, at: usize, op: Op) {
        Rc::make_mut(&mut self.heap[code].ops)[at] = op;
    }

    /// The twins of a code: the plain and the stepping one.
    pub(super) fn twins(&mut self, origin: Ref<Code>) -> (Ref<Code>, Ref<Code>) {
        if let Twins::Origin { plain, stepping } = self.heap[origin].twins {
            return (plain, stepping);
        }
        let ops = self.heap[origin].unit.ops.clone();
        let traces = vec![Op::Trace {}; ops.len()];
        let plain = self.twin(origin, ops, Twins::Plain(origin));
        let stepping = self.twin(origin, traces.into(), Twins::Stepping(origin));
        self.heap[origin].twins = Twins::Origin { plain, stepping };
        if self.heap[origin].program {
            self.note_program_code(plain);
        }
        (plain, stepping)
    }

    fn twin(&mut self, origin: Ref<Code>, ops: Rc<[Op]>, twins: Twins) -> Ref<Code> {
        let code = &self.heap[origin];
        let names = code.unit.sites.iter().map(|name| code.names[usize::from(*name)]);
        let twin = Code {
            unit: code.unit.clone(),
            ops,
            constants: code.constants.clone(),
            names: code.names.clone(),
            name: code.name,
            qualified_name: code.qualified_name,
            sites: names.map(CacheSite::new).collect(),
            registers: code.registers,
            locals: code.locals,
            simple_arity: code.simple_arity,
            hidden: code.hidden,
            iterable_coroutine: code.iterable_coroutine,
            program: code.program,
            twins,
            tier: Tier::default(),
            parameter_names: Default::default(),
            known_liveness: Default::default(),
        };
        self.heap.allocate(twin)
    }

    /// Lets a frame of the running thread go on in its stepping code if it has a trace function of its own.
    pub(in crate::vm) fn step_on(&mut self, index: usize) {
        let frame = &self.thread.frames[index];
        let (code, pc) = (frame.code, frame.pc);
        let Then::Framed(object) = frame.then else { return };
        if self.is_stepping(code) || !self.frame_data(object).steps.is_wanted() {
            return;
        }
        self.lower();
        let origin = self.origin_of(code);
        let line = self.line_of(origin, pc.saturating_sub(1));
        self.frame_data_mut(object).steps.begin_within(line, pc.saturating_sub(1));
        self.thread.frames[index].code = self.twins(origin).1;
    }
}

/// Where frames of a code begin, and where its generators go on.
fn entries(code: &Code) -> Vec<usize> {
    let mut entries = vec![0];
    if code.unit.is_generator() {
        let yields = code.unit.ops.iter().enumerate();
        let yields = yields.filter(|(_, op)| matches!(op, Op::Yield { .. } | Op::AsyncYield { .. } | Op::YieldFrom { .. }));
        entries.extend(yields.map(|(at, _)| at + 1));
    }
    entries
}
