//! `with` and `async with`.

use super::Generator;
use crate::bytecode::Op;
use crate::compile::blocks::{Block, BlockKind};
use crate::compile::error::CompileResult;
use crate::syntax::ast::{self, Stmt, WithItem};
use crate::syntax::{Ranged, TextRange};

const ENTER: u16 = 0;
const EXIT: u16 = 1;
const ASYNC_ENTER: u16 = 2;
const ASYNC_EXIT: u16 = 3;

impl<'a> Generator<'a> {
    pub(super) fn with(&mut self, node: &'a ast::StmtWith) -> CompileResult {
        self.with_items(&node.items, &node.body, node.is_async)
    }

    fn with_items(&mut self, items: &'a [WithItem], body: &'a [Stmt], is_async: bool) -> CompileResult {
        let Some((item, rest)) = items.split_first() else {
            return self.statements(body);
        };
        self.scratch(|this| this.with_item(item, rest, body, is_async))
    }

    fn with_item(
        &mut self,
        item: &'a WithItem,
        rest: &'a [WithItem],
        body: &'a [Stmt],
        is_async: bool,
    ) -> CompileResult {
        let range = item.context_expr.range();
        let exit = self.unit.allocate(2, range)?;
        let exception = self.unit.allocate(3, range)?;
        let entered = self.enter_context(item, exit, is_async)?;
        let outer = self.unit.code.current_handler();
        let guard = self.guard(exception);
        self.unit.blocks.push(Block {
            kind: BlockKind::With { exit, is_async },
            handler: outer,
        });
        if let Some(target) = &item.optional_vars {
            self.scratch(|this| this.store(target, entered))?;
        }
        self.with_items(rest, body, is_async)?;
        self.unit.blocks.pop();
        self.unguard(&guard);
        self.exit_without_exception(exit, is_async, range)?;
        let end = self.label();
        self.unit.jump(range, end);
        self.handle(&guard);
        self.exit_with_exception(exit, exception, is_async, range)?;
        self.unit.place(end);
        Ok(())
    }

    /// Calls the enter method; returns the register of its result.
    fn enter_context(&mut self, item: &'a WithItem, exit: u16, is_async: bool) -> CompileResult<u16> {
        let range = item.context_expr.range();
        let entered = self.temporary(range)?;
        self.scratch(|this| {
            let obj = this.operand(&item.context_expr)?;
            let (enter, leave) = if is_async { (ASYNC_ENTER, ASYNC_EXIT) } else { (ENTER, EXIT) };
            this.emit(range, Op::LoadSpecial { f: exit, obj, which: leave });
            let f = this.unit.allocate(2, range)?;
            this.emit(range, Op::LoadSpecial { f, obj, which: enter });
            this.emit(range, Op::CallMethod { f, argc: 0, dst: entered });
            if is_async {
                this.emit_await(entered, entered, 1, range)?;
            }
            Ok(())
        })?;
        Ok(entered)
    }

    pub(super) fn exit_without_exception(&mut self, exit: u16, is_async: bool, range: TextRange) -> CompileResult {
        self.scratch(|this| {
            let f = this.exit_window(exit, range)?;
            for dst in f + 2..f + 5 {
                this.emit(range, Op::LoadNone { dst });
            }
            this.call_exit(f, is_async, range)
        })
    }

    fn exit_window(&mut self, exit: u16, range: TextRange) -> CompileResult<u16> {
        let f = self.unit.allocate(5, range)?;
        self.move_to(f, exit, range);
        self.move_to(f + 1, exit + 1, range);
        Ok(f)
    }

    fn call_exit(&mut self, f: u16, is_async: bool, range: TextRange) -> CompileResult {
        self.emit(range, Op::CallMethod { f, argc: 3, dst: f });
        if is_async {
            self.emit_await(f, f, 2, range)?;
        }
        Ok(())
    }

    /// `exception` is followed by a register for the exception handled before, and one for another.
    fn exit_with_exception(&mut self, exit: u16, exception: u16, is_async: bool, range: TextRange) -> CompileResult {
        let (saved, second) = (exception + 1, exception + 2);
        let suppressed = self.label();
        self.emit(range, Op::PushHandled { saved, exc: exception });
        let cleanup = self.guard(second);
        self.scratch(|this| {
            let f = this.exit_window(exit, range)?;
            this.emit(range, Op::LoadExcInfo { base: f + 2, exc: exception });
            this.call_exit(f, is_async, range)?;
            this.branch_on(f, suppressed, true, range);
            Ok(())
        })?;
        self.unguard(&cleanup);
        self.emit(range, Op::PopHandled { saved });
        self.unit.leave(range, Op::Reraise { exc: exception });
        self.handle(&cleanup);
        self.emit(range, Op::PopHandled { saved });
        self.unit.leave(range, Op::Reraise { exc: second });
        self.unit.place(suppressed);
        self.emit(range, Op::PopHandled { saved });
        Ok(())
    }
}
