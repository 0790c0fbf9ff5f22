//! One code unit in the making: its code, its registers and its variables.

use super::assembler::{Assembler, Label};
use super::blocks::Block;
use super::error::{CompileError, CompileResult};
use super::flow::Flow;
use super::pools::Pools;
use super::scope::ScopeId;
use crate::sorted::SortedMap;
use crate::bytecode::{CodeKind, Constant, Op, Parameters};
use crate::syntax::TextRange;
use crate::syntax::ast::name::Name;

/// Where a variable of the unit lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variable {
    Register(u16),
    /// In a cell that the register holds.
    Cell(u16),
}

/// The variables of the unit's own scope, or of a comprehension inside it.
#[derive(Debug)]
pub struct Variables {
    pub scope: ScopeId,
    pub by_name: SortedMap<Name, Variable>,
}

#[derive(Debug)]
pub struct Unit<'a> {
    pub kind: CodeKind,
    pub name: String,
    pub qualified_name: String,
    pub first_line: u32,
    pub parameters: Parameters,
    pub doc: Option<String>,
    pub locals: Vec<String>,
    pub cells: Vec<u16>,
    pub free: Vec<Name>,
    pub pools: Pools,
    pub flow: Flow,
    pub blocks: Vec<Block<'a>>,
    /// The unit's own scope, then those of the comprehensions around the current point.
    pub scopes: Vec<Variables>,
    /// Registers that `:=` may change in the middle of an expression.
    pub volatile: Vec<u16>,
    /// In a class: the attributes that its methods assign on their first parameter.
    pub static_attributes: Vec<String>,
    /// Constants that stay in registers of their own.
    pub hoisted: Vec<(Constant, u16)>,
    pub code: Assembler,
    next: u16,
    registers: u16,
}

/// So many registers that instructions with eight bits for a count cannot overflow.
const REGISTER_LIMIT: u16 = 60_000;

impl Unit<'_> {
    pub fn new(kind: CodeKind, name: &str, qualified_name: String, scope: ScopeId) -> Self {
        let own = Variables {
            scope,
            by_name: SortedMap::new(),
        };
        let mut flow = Flow::default();
        flow.start();
        Self {
            kind,
            name: name.to_owned(),
            qualified_name,
            first_line: 1,
            parameters: Parameters::default(),
            doc: None,
            locals: Vec::new(),
            cells: Vec::new(),
            free: Vec::new(),
            pools: Pools::default(),
            flow,
            blocks: Vec::new(),
            scopes: vec![own],
            volatile: Vec::new(),
            static_attributes: Vec::new(),
            hoisted: Vec::new(),
            code: Assembler::default(),
            next: 0,
            registers: 0,
        }
    }

    pub fn scope(&self) -> ScopeId {
        self.scopes[0].scope
    }

    pub fn registers(&self) -> u16 {
        self.registers
    }

    /// The first of `count` fresh registers, above all in use.
    pub fn allocate(&mut self, count: usize, range: TextRange) -> CompileResult<u16> {
        let first = self.next;
        let end = usize::from(first) + count;
        if end > usize::from(REGISTER_LIMIT) {
            return Err(CompileError::new("expression too large: split it", range));
        }
        self.next = end as u16;
        self.registers = self.registers.max(self.next);
        Ok(first)
    }

    pub fn mark(&self) -> u16 {
        self.next
    }

    /// Frees all registers from `mark` on.
    pub fn release(&mut self, mark: u16) {
        self.next = mark;
    }

    pub fn emit(&mut self, range: TextRange, op: Op) {
        if self.flow.is_reachable() {
            self.code.emit(range, op);
        }
    }

    /// A jump that control may or may not take.
    pub fn branch(&mut self, range: TextRange, op: Op, to: Label) {
        if self.flow.is_reachable() {
            self.code.jump(range, op, to);
            self.flow.jumps_to(to);
        }
    }

    pub fn jump(&mut self, range: TextRange, to: Label) {
        self.branch(range, Op::Jump { to: 0 }, to);
        self.flow.stop();
    }

    /// Emits an instruction after which control does not go on.
    pub fn leave(&mut self, range: TextRange, op: Op) {
        self.emit(range, op);
        self.flow.stop();
    }

    pub fn label(&mut self) -> Label {
        self.code.label()
    }

    /// Places a label that all jumps seen so far go forward to.
    pub fn place(&mut self, label: Label) {
        self.code.place(label);
        self.flow.arrive(label);
    }
}
