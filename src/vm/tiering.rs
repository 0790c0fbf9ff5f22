//! When code is compiled, and when what was compiled is given up: see `jit`.
//!
//! Where the fuel ends, the code on top is taken to have been running. One that was long enough is compiled for what its
//! registers hold at that moment. If values of other types come too often, it is compiled again, expecting less.

use std::collections::VecDeque;
use std::mem::offset_of;
use std::rc::Rc;

use crate::bytecode::{CodeKind, Op, OperandKind};
use crate::jit::{self, Leave, MIXED, Site, Source, VmOffsets, blocks::Block};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::frame::Frame;
use crate::vm::run::compiled::helpers;
use crate::vm::thread::Thread;
use crate::vm::types::Types;

/// How many milliseconds code has to have been running. Debug builds compile nearly everything, so that what is wrong shows.
const HOT: f32 = if cfg!(debug_assertions) { 0.0 } else { 3.0 };
/// How many surprises a function is given up for, and how many functions one code may have, one after the other.
const SURPRISES: u32 = 50;
const MOST_VERSIONS: u32 = 6;
/// How many functions a process may have: each is an instance of its own for the browser.
const MOST_FUNCTIONS: usize = 1_000;

/// What the VM keeps of what it has compiled.
#[derive(Default)]
pub struct Tiering {
    /// The browser does not let one function end in another.
    without_branching: bool,
    /// The browser refuses everything.
    given_up: bool,
    offsets: Option<Offsets>,
    compiled: Vec<Record>,
    /// What the browser is compiling.
    pending: VecDeque<Pending>,
    /// How many functions it was given.
    functions: usize,
    /// The `Enter` that was taken out so that the instruction it stands for could run, and where it belongs.
    lifted: Option<(Ref<Code>, usize, Op)>,
}

struct Record {
    code: Ref<Code>,
    /// What each register is expected to hold; `Unbound` if nothing is known.
    expected: Box<[Tag]>,
    /// How many inline caches knew something.
    filled: usize,
    versions: u32,
    made: Option<Made>,
}

/// A compiled function.
#[derive(Clone)]
struct Made {
    function: u32,
    blocks: Rc<[Block]>,
    /// The address of the globals that it is compiled for.
    globals: usize,
}

/// One in the making.
struct Pending {
    /// None if it has died since.
    code: Option<Ref<Code>>,
    blocks: Rc<[Block]>,
    globals: usize,
}

impl Tiering {
    /// Forgets code that has died.
    pub fn prune(&mut self, marked: &Visitor) {
        self.lifted = self.lifted.filter(|(code, ..)| marked.has_reached(Value::Code(*code)));
        self.compiled.retain(|record| marked.has_reached(Value::Code(record.code)));
        for pending in &mut self.pending {
            pending.code = pending.code.filter(|code| marked.has_reached(Value::Code(*code)));
        }
    }

    /// Another entry has been reached, or the instruction has run in any case: the entry that was taken out is set again.
    #[inline(always)]
    pub(super) fn set_down(&mut self, heap: &mut Heap) {
        if let Some((code, at, op)) = self.lifted.take() {
            put(heap, code, at, op);
        }
    }

    /// Whether the browser is compiling something.
    pub(super) fn is_waiting(&self) -> bool {
        !self.pending.is_empty()
    }

    fn is_pending(&self, code: Ref<Code>) -> bool {
        self.pending.iter().any(|pending| pending.code == Some(code))
    }

    fn record_of(&mut self, code: Ref<Code>) -> Option<&mut Record> {
        self.compiled.iter_mut().find(|record| record.code == code)
    }
}

/// Replaces an instruction of a code that has instructions of its own.
fn put(heap: &mut Heap, code: Ref<Code>, at: usize, op: Op) -> Op {
    std::mem::replace(&mut Rc::make_mut(&mut heap[code].ops)[at], op)
}

impl Vm {
    /// The fuel is spent: what runs now has probably been running for most of these milliseconds. Returns whether there is
    /// something to compile.
    pub(super) fn sample(&mut self, elapsed: f64) -> bool {
        if !self.host.compiles() || self.tiering.given_up {
            return false;
        }
        let Some(frame) = self.thread.frames.last() else { return false };
        let code = frame.code;
        let object = &mut self.heap[code];
        object.tier.heat += elapsed as f32;
        // What generators do most is to come and go, which is not faster compiled.
        let kind = object.unit.kind;
        object.tier.heat >= HOT && matches!(kind, CodeKind::Function | CodeKind::Module) && self.compile_hot(code)
    }

    /// Compiles the code of the frame on top: if it is not compiled yet, or if it has come to a part of which nothing was
    /// known when it was.
    fn compile_hot(&mut self, code: Ref<Code>) -> bool {
        if self.is_watched_or_traced(code) || self.tiering.is_pending(code) {
            return false;
        }
        let Code { ref sites, tier, .. } = self.heap[code];
        let filled = sites.iter().filter(|site| !matches!(site.cache, Cache::Empty)).count();
        let held = self.held_types();
        match self.tiering.record_of(code) {
            None => {
                self.tiering.compiled.push(Record { code, expected: held, filled, versions: 0, made: None });
            }
            Some(record) if filled > record.filled => {
                record.filled = filled;
                for (expected, held) in record.expected.iter_mut().zip(&held) {
                    if *expected != MIXED {
                        *expected = *held;
                    }
                }
            }
            Some(Record { made: Some(made), .. }) => {
                if tier.function == 0 {
                    let made = made.clone();
                    self.let_enter(code, &made);
                }
                return false;
            }
            Some(_) => {}
        }
        self.compile(code)
    }

    fn is_watched_or_traced(&self, code: Ref<Code>) -> bool {
        self.heap[code].ops.iter().any(|op| matches!(op, Op::Watch {} | Op::Trace {} | Op::Unseal {}))
    }

    /// The types of what the registers of the frame on top hold.
    fn held_types(&self) -> Box<[Tag]> {
        let frame = self.frame();
        let (base, count) = (frame.base as usize, usize::from(self.heap[frame.code].registers));
        self.thread.stack[base..base + count].iter().map(|value| value.tag()).collect()
    }

    /// Hands the module of the frame on top to the browser; returns whether there is one.
    fn compile(&mut self, code: Ref<Code>) -> bool {
        if self.tiering.is_pending(code) || self.tiering.functions >= MOST_FUNCTIONS {
            return false;
        }
        let Some(record) = self.tiering.record_of(code) else { return false };
        if record.versions >= MOST_VERSIONS {
            return false;
        }
        record.versions += 1;
        let expected = record.expected.clone();
        let globals = self.heap[self.frame().function].globals;
        let Some((module, blocks)) = self.compiled(code, globals, &expected) else { return false };
        self.tiering.functions += 1;
        self.host.compile(module);
        self.tiering.pending.push_back(Pending { code: Some(code), blocks: blocks.into(), globals: globals.address() });
        true
    }

    /// The browser has compiled what was asked of it first, or refused it.
    pub fn installed(&mut self, place: Option<u32>) {
        let Some(Pending { code, blocks, globals }) = self.tiering.pending.pop_front() else { return };
        let Some(function) = place else {
            self.tiering.given_up = self.tiering.without_branching;
            self.tiering.without_branching = true;
            return;
        };
        let Some(code) = code else { return };
        let made = Made { function, blocks, globals };
        if let Some(record) = self.tiering.record_of(code) {
            record.made = Some(made.clone());
        }
        if !self.is_watched_or_traced(code) {
            self.let_enter(code, &made);
        }
    }

    /// Sets the entries of a function. No frame is running meanwhile.
    fn let_enter(&mut self, code: Ref<Code>, made: &Made) {
        self.leave_tier(code);
        let Code { ops, unit, tier, .. } = &mut self.heap[code];
        let ops = Rc::make_mut(ops);
        for (number, block) in made.blocks.iter().enumerate() {
            if let (true, Ok(number)) = (block.is_worth_entering(&unit.ops), u16::try_from(number)) {
                ops[block.start] = Op::Enter { block: number };
            }
        }
        let ops = ops.as_ptr() as usize;
        *tier = Tier { function: made.function, globals: made.globals, ops, heat: tier.heat, surprises: 0 };
    }

    fn compiled(&mut self, code: Ref<Code>, globals: Ref<Dict>, expected: &[Tag]) -> Option<(Vec<u8>, Vec<Block>)> {
        let offsets = *self.tiering.offsets.get_or_insert_with(Offsets::of_this_build);
        let object = &self.heap[code];
        jit::compile(&Source {
            ops: &object.unit.ops,
            constants: &object.constants,
            sites: object.sites.iter().map(|site| self.site(site, globals)).collect(),
            registers: object.registers,
            locals: object.locals,
            expected,
            globals,
            builtins: self.builtins,
            type_versions: self.type_versions(),
            globals_frozen: self.heap.is_frozen(globals),
            branches_on: !self.tiering.without_branching,
            helpers: helpers(),
            vm: Vm::offsets(),
            offsets: &offsets,
        })
    }

    fn type_versions(&self) -> [(Tag, u32); 5] {
        let Types { list, dict, set, str, tuple, .. } = self.types;
        let types = [(Tag::List, list), (Tag::Dict, dict), (Tag::Set, set), (Tag::Str, str), (Tag::Tuple, tuple)];
        types.map(|(tag, class)| (tag, self.heap[class].version))
    }

    fn site(&self, site: &CacheSite, globals: Ref<Dict>) -> Site {
        let CacheSite { name, cache, other } = *site;
        let entry = |dict: Ref<Dict>, index: u32| self.heap[dict].entry_at(index as usize).map(|entry| entry.value);
        let gives = match cache {
            Cache::Global { index } => entry(globals, index),
            Cache::Builtin { index, .. } => entry(self.builtins, index),
            Cache::Class { value, .. } | Cache::Type { value, .. } => Some(value),
            _ => None,
        };
        Site { name, cache, other, gives: gives.map_or(Tag::Unbound, Value::tag) }
    }

    /// A function has left at an instruction, which the run loop executes next.
    #[inline]
    pub(super) fn leave_compiled(&mut self, answer: i32) {
        let at = (answer & !Leave::SURPRISED) as usize;
        let frame = self.frame_mut();
        frame.pc = at as u32;
        let code = frame.code;
        if answer & Leave::SURPRISED != 0 {
            self.surprised(code, at);
        }
        let Code { ref ops, ref unit, .. } = self.heap[code];
        if let Op::Enter { .. } = ops[at] {
            let op = unit.ops[at];
            let enter = put(&mut self.heap, code, at, op);
            self.tiering.lifted = Some((code, at, enter));
        }
    }

    /// A function has left at this instruction as a value was not of the type that it expected.
    #[cold]
    #[inline(never)]
    fn surprised(&mut self, code: Ref<Code>, at: usize) {
        self.heap[code].tier.surprises += 1;
        let held = self.held_types();
        let op = self.heap[code].unit.ops[at];
        let Some(record) = self.tiering.record_of(code) else { return };
        for operand in op.operands().filter(|operand| operand.kind == OperandKind::Use) {
            let register = operand.value as usize;
            let expected = &mut record.expected[register];
            // Where that was expected all the same, it was for another reason that cannot be told from here.
            if record.versions > 1 || ![Tag::Unbound, held[register]].contains(expected) {
                *expected = MIXED;
            }
        }
        if self.heap[code].tier.surprises >= SURPRISES {
            self.heap[code].tier.surprises = 0;
            self.compile(code);
        }
    }

    /// Lets the run loop interpret the code from now on, until it is hot again. The instructions stay where they are: the
    /// run loop may be at one of them.
    pub(super) fn leave_tier(&mut self, code: Ref<Code>) {
        if self.heap[code].tier.function == 0 {
            return;
        }
        self.tiering.set_down(&mut self.heap);
        let Code { ops, unit, tier, .. } = &mut self.heap[code];
        *tier = Tier::default();
        for (op, original) in Rc::make_mut(ops).iter_mut().zip(&unit.ops[..]) {
            if let Op::Enter { .. } = op {
                *op = *original;
            }
        }
    }

    /// The memory is that of another process: the functions that it speaks of are not in this one's table.
    pub(super) fn forget_compiled(&mut self) {
        self.tiering.pending.clear();
        self.tiering.functions = 0;
        for record in std::mem::take(&mut self.tiering.compiled) {
            self.leave_tier(record.code);
        }
    }

    /// Where compiled code finds the fields that it needs.
    fn offsets() -> VmOffsets {
        let (heap, thread) = (offset_of!(Vm, heap), offset_of!(Vm, thread));
        let (allocated, threshold) = Heap::PACE;
        VmOffsets {
            fuel: offset_of!(Vm, fuel) as u32,
            allocated: (heap + allocated) as u32,
            threshold: (heap + threshold) as u32,
            recursion_limit: offset_of!(Vm, stdlib.recursion_limit) as u32,
            stack: VecOffsets::of::<Value>(thread + offset_of!(Thread, stack)),
            frames: VecOffsets::of::<Frame>(thread + offset_of!(Thread, frames)),
            frame: Frame::OFFSETS,
        }
    }
}
