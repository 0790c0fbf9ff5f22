//! Statements: which code each kind becomes.

use super::{Generator, assemble, end_of_body};
use crate::bytecode::{CodeUnit, Constant, Op};
use crate::compile::assembler::Label;
use crate::compile::docstring;
use crate::compile::error::CompileResult;
use crate::compile::fold::{fold, fold_truth};
use crate::compile::hoist::constants_in_loops;
use crate::syntax::{Ranged, TextRange};
use crate::syntax::ast::{self, Expr, Stmt};

impl<'a> Generator<'a> {
    pub(super) fn statements(&mut self, body: &'a [Stmt]) -> CompileResult {
        body.iter().try_for_each(|statement| self.statement(statement))
    }

    fn statement(&mut self, statement: &'a Stmt) -> CompileResult {
        self.deeper(statement.range(), |this| this.statement_inner(statement))
    }

    fn statement_inner(&mut self, statement: &'a Stmt) -> CompileResult {
        match statement {
            Stmt::FunctionDef(node) => self.function(node),
            Stmt::ClassDef(node) => self.class(node),
            Stmt::Return(node) => self.return_statement(node),
            Stmt::Delete(node) => node.targets.iter().try_for_each(|target| self.delete(target)),
            Stmt::TypeAlias(node) => self.type_alias(node),
            Stmt::Assign(node) => self.assign(node),
            Stmt::AugAssign(node) => self.augmented(node),
            Stmt::AnnAssign(node) => self.annotated(node),
            Stmt::For(node) => self.for_loop(node),
            Stmt::While(node) => self.while_loop(node),
            Stmt::If(node) => self.conditional(node),
            Stmt::With(node) => self.with(node),
            Stmt::Match(node) => self.matching(node),
            Stmt::Raise(node) => self.raise(node),
            Stmt::Try(node) => self.attempt(node),
            Stmt::Assert(node) => self.assert(node),
            Stmt::Import(node) => self.import(node),
            Stmt::ImportFrom(node) => self.import_from(node),
            Stmt::Expr(node) => self.expression_statement(&node.value),
            Stmt::Break(node) => self.leave_loop(node.range(), true),
            Stmt::Continue(node) => self.leave_loop(node.range(), false),
            Stmt::Pass(node) => {
                // A line that a debugger stops at.
                self.emit(node.range, Op::Nop {});
                Ok(())
            }
            Stmt::Global(_) | Stmt::Nonlocal(_) | Stmt::IpyEscapeCommand(_) => Ok(()),
        }
    }

    fn expression_statement(&mut self, value: &'a Expr) -> CompileResult {
        if self.interactive && self.outer.is_empty() {
            return self.display(value);
        }
        if fold(value).is_some() {
            return Ok(());
        }
        self.scratch(|this| this.operand(value).map(|_| ()))?;
        if enters_debugger(value) {
            // Where the debugger stops that has just been entered.
            self.emit(value.range(), Op::Nop {});
        }
        Ok(())
    }

    /// Passes the value to `sys.displayhook`.
    fn display(&mut self, value: &'a Expr) -> CompileResult {
        self.scratch(|this| {
            let range = value.range();
            let f = this.unit.allocate(3, range)?;
            this.expression(value, f + 2)?;
            let name = this.name("_display", range)?;
            this.emit(range, Op::LoadBuiltin { dst: f, name });
            this.emit(range, Op::Clear { dst: f + 1 });
            this.emit(range, Op::Call { f, argc: 1, dst: f });
            Ok(())
        })
    }

    fn conditional(&mut self, node: &'a ast::StmtIf) -> CompileResult {
        let end = self.label();
        self.clause(Some(&node.test), &node.body, end, !node.elif_else_clauses.is_empty())?;
        for (position, clause) in node.elif_else_clauses.iter().enumerate() {
            let more = position + 1 < node.elif_else_clauses.len();
            self.clause(clause.test.as_ref(), &clause.body, end, more)?;
        }
        self.unit.place(end);
        Ok(())
    }

    fn clause(
        &mut self,
        test: Option<&'a Expr>,
        body: &'a [Stmt],
        end: Label,
        more: bool,
    ) -> CompileResult {
        let Some(test) = test else {
            return self.statements(body);
        };
        if let (false, Some(target)) = (more, self.jump_of_loop(body)) {
            return self.jump_if(test, target);
        }
        let next = self.label();
        if fold_truth(test) == Some(false) {
            let state = self.unit.flow.snapshot();
            self.unit.flow.resume(None);
            self.statements(body)?;
            self.unit.flow.resume(state);
            return Ok(());
        }
        self.jump_unless(test, next)?;
        self.statements(body)?;
        if more {
            self.unit.jump(body.last().map_or(test.range(), Ranged::range), end);
        }
        self.unit.place(next);
        Ok(())
    }

    fn finish_outermost(self) -> CodeUnit {
        let Self { unit, map, file, .. } = self;
        assemble(unit, map, file)
    }

    /// The body of a module: its docstring, annotations and statements.
    pub fn module(mut self, body: &'a [Stmt]) -> CompileResult<CodeUnit> {
        let range = TextRange::default();
        // What is typed in is shown, also where it is a string.
        let (doc, rest) = if self.interactive { (None, body) } else { docstring::split(body) };
        if let Some(doc) = &doc {
            let constant = Constant::Str(doc.clone());
            self.scratch(|this| {
                let value = this.temporary(body[0].range())?;
                this.constant(constant, value, body[0].range())?;
                this.store_name("__doc__", value, body[0].range())
            })?;
        }
        self.unit.doc = doc;
        self.block_annotations(body, "__annotate__", range)?;
        self.hoist(constants_in_loops(rest), range)?;
        self.statements(rest)?;
        let last = body.last().map_or(range, end_of_body);
        self.unit.leave(last, Op::ReturnNone {});
        Ok(self.finish_outermost())
    }

    /// A unit that returns the value of an expression.
    pub fn eval(mut self, expression: &'a Expr) -> CompileResult<CodeUnit> {
        let src = self.operand(expression)?;
        self.unit.leave(expression.range(), Op::Return { src });
        Ok(self.finish_outermost())
    }
}

/// `breakpoint()` and `pdb.set_trace()`.
fn enters_debugger(value: &Expr) -> bool {
    let Expr::Call(call) = value else { return false };
    match &*call.func {
        Expr::Name(name) => name.id.as_str() == "breakpoint" || name.id.as_str() == "set_trace",
        Expr::Attribute(attribute) => attribute.attr.as_str() == "set_trace",
        _ => false,
    }
}
