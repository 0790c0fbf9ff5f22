//! Code generation: walks the syntax tree and emits register bytecode.
//!
//! Conventions: a local variable is used in its own register; `operand` finds a value wherever it
//! is, `expression` puts it where it is wanted, and writes there only as its last act if that is a
//! variable. Temporaries are a stack, so that the window of a call is above all that is in use.

use std::rc::Rc;

use super::assembler::Label;
use super::blocks::Guard;
use super::error::{CompileError, CompileResult};
use super::scope::{Scope, ScopeId, ScopeTree};
use super::unit::Unit;
use crate::bytecode::{CodeUnit, Constant, Op, Position};
use crate::syntax::ast::{self, name::Name};
use crate::syntax::{Ranged, SourceMap, TextRange, TextSize};

mod annotations;
mod assign;
mod calls;
mod classes;
mod comprehensions;
mod conditions;
mod displays;
mod exceptions;
mod expressions;
mod functions;
mod generics;
mod imports;
mod loops;
mod names;
mod operators;
mod patterns;
mod statements;
mod strings;
mod with;

/// Expressions nested deeper than this are refused rather than overflow the stack.
const DEPTH_LIMIT: u32 = 300;

pub struct Generator<'a> {
    tree: &'a ScopeTree,
    map: &'a SourceMap,
    file: Rc<str>,
    future_annotations: bool,
    /// Names of the outermost block live in a namespace beside the globals (`exec` with two dicts).
    separate_namespace: bool,
    /// Expression statements of the outermost block show their values.
    interactive: bool,
    /// The class whose private names are mangled here.
    class: Option<Name>,
    unit: Unit<'a>,
    outer: Vec<Unit<'a>>,
    depth: u32,
}

/// What surrounds the code to be generated.
pub struct Source<'a> {
    pub tree: &'a ScopeTree,
    pub map: &'a SourceMap,
    pub file: &'a str,
    pub future_annotations: bool,
    pub separate_namespace: bool,
    pub interactive: bool,
}

impl<'a> Generator<'a> {
    pub fn new(source: &Source<'a>) -> Self {
        let kind = crate::bytecode::CodeKind::Module;
        Self {
            tree: source.tree,
            map: source.map,
            file: source.file.into(),
            future_annotations: source.future_annotations,
            separate_namespace: source.separate_namespace,
            interactive: source.interactive,
            class: None,
            unit: Unit::new(kind, "<module>", "<module>".to_owned(), ScopeTree::ROOT),
            outer: Vec::new(),
            depth: 0,
        }
    }

    fn emit(&mut self, range: TextRange, op: Op) {
        self.unit.emit(range, op);
    }

    fn name(&mut self, name: &str, range: TextRange) -> CompileResult<u16> {
        self.unit.pools.name(name, range)
    }

    fn site(&mut self, name: &str, range: TextRange) -> CompileResult<u16> {
        self.unit.pools.site(name, range)
    }

    fn temporary(&mut self, range: TextRange) -> CompileResult<u16> {
        self.unit.allocate(1, range)
    }

    /// Runs `body` and frees the temporaries that it leaves.
    fn scratch<T>(&mut self, body: impl FnOnce(&mut Self) -> CompileResult<T>) -> CompileResult<T> {
        let mark = self.unit.mark();
        let result = body(self);
        self.unit.release(mark);
        result
    }

    /// Counts the nesting of expressions and statements around `body`.
    fn deeper<T>(&mut self, range: TextRange, body: impl FnOnce(&mut Self) -> CompileResult<T>) -> CompileResult<T> {
        if self.depth == DEPTH_LIMIT {
            return Err(CompileError::new("too many nested expressions: split the statement", range));
        }
        self.depth += 1;
        let result = body(self);
        self.depth -= 1;
        result
    }

    fn scope(&self, id: ScopeId) -> &'a Scope {
        self.tree.get(id)
    }

    fn constant(&mut self, constant: Constant, dst: u16, range: TextRange) -> CompileResult {
        let op = match constant {
            Constant::None => Op::LoadNone { dst },
            Constant::Bool(true) => Op::LoadTrue { dst },
            Constant::Bool(false) => Op::LoadFalse { dst },
            Constant::Int(value) if i32::try_from(value).is_ok() => Op::LoadInt {
                dst,
                value: value as i32,
            },
            constant => Op::LoadConst {
                dst,
                index: self.unit.pools.constant(constant, range)?,
            },
        };
        self.emit(range, op);
        Ok(())
    }

    fn move_to(&mut self, dst: u16, src: u16, range: TextRange) {
        if dst != src {
            self.emit(range, Op::Move { dst, src });
        }
    }

    /// Starts a region whose exceptions go to a handler that is placed later.
    fn guard(&mut self, exception: u16) -> Guard {
        let label = self.unit.label();
        let id = self.unit.code.handler(label, exception);
        let outer = self.unit.code.enter_handler(Some(id));
        Guard {
            id,
            label,
            exception,
            outer,
            state: self.unit.flow.lasting(),
        }
    }

    /// Ends the region.
    fn unguard(&mut self, guard: &Guard) {
        self.unit.code.enter_handler(guard.outer);
    }

    /// Starts the handler's code; control must not fall into it.
    fn handle(&mut self, guard: &Guard) {
        debug_assert!(!self.unit.flow.is_reachable());
        self.unit.code.place(guard.label);
        let used = self.unit.code.covers_anything(guard.id);
        self.unit.flow.resume(guard.state.clone().filter(|_| used));
    }

    fn label(&mut self) -> Label {
        self.unit.label()
    }
}

/// Makes the code unit of what was generated.
fn assemble(unit: Unit<'_>, map: &SourceMap, file: Rc<str>) -> CodeUnit {
    let registers = unit.registers();
    let assembled = unit.code.finish();
    CodeUnit {
        kind: unit.kind,
        name: unit.name,
        qualified_name: unit.qualified_name,
        file,
        first_line: unit.first_line,
        parameters: unit.parameters,
        registers,
        locals: unit.locals,
        cells: unit.cells,
        free: unit.free.iter().map(|name| name.to_string()).collect(),
        doc: unit.doc,
        positions: assembled.ranges.iter().map(|range| position(map, *range)).collect(),
        ops: assembled.ops.into(),
        constants: unit.pools.constants,
        closures: Vec::new(),
        names: unit.pools.names,
        sites: unit.pools.sites,
        handlers: assembled.handlers,
        sealed: None,
    }
}

/// Where instructions stand that no line of the program asks for: cleaning up, and the ends of blocks.
pub(super) fn nowhere() -> TextRange {
    TextRange::empty(u32::MAX.into())
}

/// Where a body ends after its last statement.
pub(super) fn end_of_body(last: &ast::Stmt) -> TextRange {
    match last {
        ast::Stmt::If(_) | ast::Stmt::For(_) | ast::Stmt::While(_) | ast::Stmt::Try(_) | ast::Stmt::With(_) | ast::Stmt::Match(_) => {
            nowhere()
        }
        simple => simple.range(),
    }
}

pub(super) fn position(map: &SourceMap, range: TextRange) -> Position {
    if range == nowhere() {
        return Position::default();
    }
    let (line, column) = line_and_column(map, range.start());
    let (end_line, end_column) = line_and_column(map, range.end());
    Position {
        line,
        end_line,
        column,
        end_column,
    }
}

fn line_and_column(map: &SourceMap, offset: TextSize) -> (u32, u32) {
    let line = map.line(offset);
    (line, u32::from(offset) - u32::from(map.line_start(line)))
}
