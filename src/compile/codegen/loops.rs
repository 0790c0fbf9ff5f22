//! `for` and `while` loops, and leaving blocks early.

use super::Generator;
use super::operators::constant_container;
use crate::bytecode::Op;
use crate::compile::assembler::Label;
use crate::compile::blocks::{Block, BlockKind, Guard};
use crate::compile::error::{CompileError, CompileResult};
use crate::compile::fold::fold_truth;
use crate::syntax::ast::{self, Expr, Stmt};
use crate::syntax::{Ranged, TextRange};

impl<'a> Generator<'a> {
    pub(super) fn for_loop(&mut self, node: &'a ast::StmtFor) -> CompileResult {
        if node.is_async {
            return self.scratch(|this| this.async_for(node));
        }
        self.scratch(|this| this.sync_for(node))
    }

    /// The test for another value stands at the loop's end: one jump a round.
    fn sync_for(&mut self, node: &'a ast::StmtFor) -> CompileResult {
        let range = node.iter.range();
        let iter = self.temporary(range)?;
        self.scratch(|this| {
            let src = this.iterable(&node.iter)?;
            this.emit(range, Op::GetIter { dst: iter, src });
            Ok(())
        })?;
        let (body, next, end) = (self.label(), self.label(), self.label());
        let state = self.unit.flow.lasting();
        self.unit.jump(range, next);
        self.unit.code.place(body);
        self.unit.flow.resume(state);
        let dst = self.loop_target(&node.target)?;
        self.bind_loop_target(&node.target, dst)?;
        self.loop_body(&node.body, end, next)?;
        self.unit.place(next);
        self.for_next(iter, dst, body, range);
        self.statements(&node.orelse)?;
        self.unit.place(end);
        Ok(())
    }

    pub(super) fn for_next(&mut self, iter: u16, dst: u16, body: Label, range: TextRange) {
        self.unit.branch(range, Op::ForNext { iter, dst, to: 0 }, body);
    }

    /// What to iterate over; a display of constants becomes a constant.
    pub(super) fn iterable(&mut self, expression: &'a Expr) -> CompileResult<u16> {
        if let Some(constant) = constant_container(expression) {
            let register = self.temporary(expression.range())?;
            self.constant(constant, register, expression.range())?;
            return Ok(register);
        }
        self.operand(expression)
    }

    /// The register that each value of a loop is put into: a simple variable's own.
    pub(super) fn loop_target(&mut self, target: &'a Expr) -> CompileResult<u16> {
        if let Expr::Name(name) = target
            && let Some(register) = self.register_of(name.id.as_str())
        {
            return Ok(register);
        }
        self.temporary(target.range())
    }

    /// Binds the loop's target to the value in `src`, as `loop_target` gave it.
    pub(super) fn bind_loop_target(&mut self, target: &'a Expr, src: u16) -> CompileResult {
        self.scratch(|this| this.store(target, src))
    }

    fn loop_body(&mut self, body: &'a [Stmt], on_break: Label, on_continue: Label) -> CompileResult {
        let handler = self.unit.code.current_handler();
        let kind = BlockKind::Loop { on_break, on_continue };
        self.unit.blocks.push(Block { kind, handler });
        self.statements(body)?;
        self.unit.blocks.pop();
        Ok(())
    }

    fn async_for(&mut self, node: &'a ast::StmtFor) -> CompileResult {
        let range = node.iter.range();
        let iter = self.unit.allocate(2, range)?;
        self.scratch(|this| {
            let src = this.operand(&node.iter)?;
            this.emit(range, Op::GetAsyncIter { dst: iter, src });
            Ok(())
        })?;
        let (top, otherwise, end) = (self.label(), self.label(), self.label());
        let state = self.unit.flow.lasting();
        self.unit.code.place(top);
        self.unit.flow.resume(state);
        let guard = self.guard(iter + 1);
        let dst = self.loop_target(&node.target)?;
        self.async_next(iter, dst, range)?;
        self.unguard(&guard);
        self.bind_loop_target(&node.target, dst)?;
        self.loop_body(&node.body, end, top)?;
        self.unit.jump(range, top);
        self.end_async_for(&guard, otherwise, range)?;
        self.unit.place(otherwise);
        self.statements(&node.orelse)?;
        self.unit.place(end);
        Ok(())
    }

    pub(super) fn async_next(&mut self, iter: u16, dst: u16, range: TextRange) -> CompileResult {
        self.scratch(|this| {
            let next = this.temporary(range)?;
            this.emit(range, Op::GetAsyncNext { dst: next, src: iter });
            this.emit_await(dst, next, 3, range)
        })
    }

    /// The handler of an asynchronous loop: StopAsyncIteration ends it.
    pub(super) fn end_async_for(&mut self, guard: &Guard, end: Label, range: TextRange) -> CompileResult {
        self.handle(guard);
        self.scratch(|this| {
            let class = this.temporary(range)?;
            let name = this.name("StopAsyncIteration", range)?;
            let exc = guard.exception;
            this.emit(range, Op::LoadBuiltin { dst: class, name });
            this.emit(range, Op::MatchException { dst: class, exc, class });
            this.branch_on(class, end, true, range);
            this.unit.leave(range, Op::Reraise { exc });
            Ok(())
        })
    }

    pub(super) fn while_loop(&mut self, node: &'a ast::StmtWhile) -> CompileResult {
        match fold_truth(&node.test) {
            // `:=` may bind in the test what the body reads, so the test must come first.
            None if !self.unit.volatile.is_empty() => self.while_testing_first(node),
            None => self.while_testing_last(node),
            Some(true) => self.while_testing_first(node),
            Some(false) => {
                let state = self.unit.flow.snapshot();
                let (end, dead) = (self.label(), self.label());
                self.unit.flow.resume(None);
                self.loop_body(&node.body, end, dead)?;
                self.unit.flow.resume(state);
                self.statements(&node.orelse)
            }
        }
    }

    fn while_testing_last(&mut self, node: &'a ast::StmtWhile) -> CompileResult {
        let (body, test, end) = (self.label(), self.label(), self.label());
        let state = self.unit.flow.lasting();
        self.unit.jump(node.test.range(), test);
        self.unit.code.place(body);
        self.unit.flow.resume(state);
        self.loop_body(&node.body, end, test)?;
        self.unit.place(test);
        self.jump_if(&node.test, body)?;
        self.statements(&node.orelse)?;
        self.unit.place(end);
        Ok(())
    }

    fn while_testing_first(&mut self, node: &'a ast::StmtWhile) -> CompileResult {
        let (top, otherwise, end) = (self.label(), self.label(), self.label());
        let state = self.unit.flow.lasting();
        self.unit.code.place(top);
        self.unit.flow.resume(state);
        self.jump_unless(&node.test, otherwise)?;
        self.loop_body(&node.body, end, top)?;
        self.unit.jump(node.test.range(), top);
        self.unit.place(otherwise);
        self.statements(&node.orelse)?;
        self.unit.place(end);
        Ok(())
    }

    pub(super) fn leave_loop(&mut self, range: TextRange, is_break: bool) -> CompileResult {
        let is_loop = |block: &Block| matches!(block.kind, BlockKind::Loop { .. });
        let Some(depth) = self.unit.blocks.iter().rposition(is_loop) else {
            let message = if is_break { "'break' outside loop" } else { "'continue' not properly in loop" };
            return Err(CompileError::new(message, range));
        };
        let BlockKind::Loop { on_break, on_continue } = self.unit.blocks[depth].kind else {
            unreachable!("the block was found to be a loop");
        };
        let target = if is_break { on_break } else { on_continue };
        self.leaving(depth + 1, range, |this| {
            this.unit.jump(range, target);
            Ok(())
        })
    }

    /// Where a body goes that is nothing but `break` or `continue`, if nothing is to be done on the way.
    pub(super) fn jump_of_loop(&self, body: &[Stmt]) -> Option<Label> {
        let BlockKind::Loop { on_break, on_continue } = self.unit.blocks.last()?.kind else {
            return None;
        };
        match body {
            [Stmt::Break(_)] => Some(on_break),
            [Stmt::Continue(_)] => Some(on_continue),
            _ => None,
        }
    }

    pub(super) fn return_statement(&mut self, node: &'a ast::StmtReturn) -> CompileResult {
        let range = node.range();
        if !self.in_function() {
            return Err(CompileError::new("'return' outside function", range));
        }
        let Some(value) = node.value.as_deref().filter(|value| !value.is_none_literal_expr()) else {
            return self.leaving(0, range, |this| {
                this.unit.leave(range, Op::ReturnNone {});
                Ok(())
            });
        };
        if self.unit.kind == crate::bytecode::CodeKind::AsyncGenerator {
            return Err(CompileError::new("'return' with value in async generator", range));
        }
        let only_loops = self.unit.blocks.iter().all(|block| matches!(block.kind, BlockKind::Loop { .. }));
        if only_loops {
            return self.return_value(value, range);
        }
        self.scratch(|this| {
            let src = this.fresh(value)?;
            this.leaving(0, range, |this| {
                this.unit.leave(range, Op::Return { src });
                Ok(())
            })
        })
    }

    /// Returns a value where nothing is to be done on the way out.
    pub(super) fn return_value(&mut self, value: &'a Expr, range: TextRange) -> CompileResult {
        let Expr::If(conditional) = value else {
            return self.scratch(|this| {
                let src = this.operand(value)?;
                this.unit.leave(range, Op::Return { src });
                Ok(())
            });
        };
        let otherwise = self.label();
        self.jump_unless(&conditional.test, otherwise)?;
        self.return_value(&conditional.body, range)?;
        self.unit.place(otherwise);
        self.return_value(&conditional.orelse, range)
    }

    /// Runs what the blocks above `keep` do when they are left, then `leave` outside them.
    fn leaving(
        &mut self,
        keep: usize,
        range: TextRange,
        leave: impl FnOnce(&mut Self) -> CompileResult,
    ) -> CompileResult {
        let blocks = self.unit.blocks.clone();
        let handler = self.unit.code.current_handler();
        while self.unit.blocks.len() > keep {
            let block = self.unit.blocks.pop().expect("there are more blocks than to be kept");
            self.unit.code.enter_handler(block.handler);
            self.leave_block(&block, range)?;
        }
        leave(self)?;
        self.unit.blocks = blocks;
        self.unit.code.enter_handler(handler);
        Ok(())
    }

    fn leave_block(&mut self, block: &Block<'a>, range: TextRange) -> CompileResult {
        match block.kind {
            BlockKind::Loop { .. } => Ok(()),
            BlockKind::Finally { body } => self.statements(body),
            BlockKind::Handling { saved, name } => {
                self.emit(range, Op::PopHandled { saved });
                match name {
                    Some(name) => self.forget_name(name, range),
                    None => Ok(()),
                }
            }
            BlockKind::With { exit, is_async } => self.exit_without_exception(exit, is_async, range),
        }
    }
}
