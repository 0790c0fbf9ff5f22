//! `try`, `raise` and `assert`.

use super::{Generator, nowhere};
use crate::bytecode::Op;
use crate::compile::assembler::{HandlerId, Label};
use crate::compile::blocks::{Block, BlockKind};
use crate::compile::error::{CompileError, CompileResult};
use crate::syntax::ast::{self, ExceptHandler, ExceptHandlerExceptHandler, Expr, Stmt};
use crate::syntax::{Ranged, TextRange};

/// The registers of a handler: the exception, what was being handled before, and a second exception.
#[derive(Clone, Copy)]
struct Slots {
    exc: u16,
    saved: u16,
    second: u16,
}

impl<'a> Generator<'a> {
    pub(super) fn attempt(&mut self, node: &'a ast::StmtTry) -> CompileResult {
        // A line of its own, for debuggers.
        self.emit(keyword_range(node), Op::Nop {});
        self.scratch(|this| {
            if node.finalbody.is_empty() {
                this.try_except(node)
            } else {
                this.try_finally(node)
            }
        })
    }

    fn slots(&mut self, range: TextRange) -> CompileResult<Slots> {
        let exc = self.unit.allocate(3, range)?;
        Ok(Slots {
            exc,
            saved: exc + 1,
            second: exc + 2,
        })
    }

    fn try_finally(&mut self, node: &'a ast::StmtTry) -> CompileResult {
        let range = keyword_range(node);
        let slots = self.slots(range)?;
        let handler = self.unit.code.current_handler();
        let guard = self.guard(slots.exc);
        self.unit.blocks.push(Block {
            kind: BlockKind::Finally { body: &node.finalbody },
            handler,
        });
        if node.handlers.is_empty() {
            self.statements(&node.body)?;
            self.statements(&node.orelse)?;
        } else {
            self.scratch(|this| this.try_except(node))?;
        }
        self.unit.blocks.pop();
        self.unguard(&guard);
        self.statements(&node.finalbody)?;
        let end = self.label();
        self.unit.jump(nowhere(), end);
        self.handle(&guard);
        self.finally_after_exception(&node.finalbody, slots, nowhere())?;
        self.unit.place(end);
        Ok(())
    }

    fn finally_after_exception(&mut self, body: &'a [Stmt], slots: Slots, range: TextRange) -> CompileResult {
        let Slots { exc, saved, second } = slots;
        self.emit(range, Op::PushHandled { saved, exc });
        self.handling(saved, second, None, |this| this.statements(body))?;
        self.emit(range, Op::PopHandled { saved });
        self.unit.leave(range, Op::Reraise { exc });
        Ok(())
    }

    /// Runs `body` while an exception is being handled: if another comes, or the body is left early,
    /// `saved` is restored and the name forgotten.
    ///
    /// The code that follows is where the body ends normally; it has to do the same.
    fn handling(
        &mut self,
        saved: u16,
        second: u16,
        name: Option<&'a str>,
        body: impl FnOnce(&mut Self) -> CompileResult,
    ) -> CompileResult {
        let handler = self.unit.code.current_handler();
        let guard = self.guard(second);
        self.unit.blocks.push(Block {
            kind: BlockKind::Handling { saved, name },
            handler,
        });
        body(self)?;
        self.unit.blocks.pop();
        self.unguard(&guard);
        let after = self.label();
        self.unit.jump(nowhere(), after);
        self.handle(&guard);
        self.stop_handling(saved, name, nowhere())?;
        self.unit.leave(nowhere(), Op::Reraise { exc: second });
        self.unit.place(after);
        Ok(())
    }

    fn try_except(&mut self, node: &'a ast::StmtTry) -> CompileResult {
        let range = keyword_range(node);
        let slots = self.slots(range)?;
        let guard = self.guard(slots.exc);
        self.statements(&node.body)?;
        self.unguard(&guard);
        self.statements(&node.orelse)?;
        let end = self.label();
        self.unit.jump(nowhere(), end);
        self.handle(&guard);
        self.emit(nowhere(), Op::PushHandled { saved: slots.saved, exc: slots.exc });
        if node.is_star {
            self.except_star(&node.handlers, slots, end, range)?;
        } else {
            self.except(&node.handlers, slots, end, nowhere())?;
        }
        self.unit.place(end);
        Ok(())
    }

    fn except(&mut self, handlers: &'a [ExceptHandler], slots: Slots, end: Label, range: TextRange) -> CompileResult {
        let Slots { exc, saved, second } = slots;
        let cleanup = self.guard(second);
        for (position, ExceptHandler::ExceptHandler(handler)) in handlers.iter().enumerate() {
            let next = self.label();
            match &handler.type_ {
                Some(kind) => self.match_type(kind, exc, next, handler.range())?,
                None if position + 1 < handlers.len() => {
                    return Err(CompileError::new("default 'except:' must be last", handler.range()));
                }
                None => {}
            }
            self.except_clause(handler, slots, cleanup.outer, end)?;
            self.unit.place(next);
        }
        self.unguard(&cleanup);
        self.emit(range, Op::PopHandled { saved });
        self.unit.leave(range, Op::Reraise { exc });
        self.handle(&cleanup);
        self.emit(range, Op::PopHandled { saved });
        self.unit.leave(range, Op::Reraise { exc: second });
        Ok(())
    }

    /// Jumps to `next` unless the exception is of the type.
    fn match_type(&mut self, kind: &'a Expr, exc: u16, next: Label, range: TextRange) -> CompileResult {
        self.scratch(|this| {
            let class = this.operand(kind)?;
            let dst = this.temporary(range)?;
            this.emit(range, Op::MatchException { dst, exc, class });
            this.branch_on(dst, next, false, range);
            Ok(())
        })
    }

    /// The body of a clause, inside the clean-up that pops the exception; it ends with a jump to `end`.
    fn except_clause(
        &mut self,
        handler: &'a ExceptHandlerExceptHandler,
        slots: Slots,
        outer: Option<HandlerId>,
        end: Label,
    ) -> CompileResult {
        let Slots { exc, saved, second } = slots;
        let name = handler.name.as_ref().map(|name| name.as_str());
        let forgetting = name.map(|_| self.guard(second));
        if let Some(name) = &handler.name {
            self.store_name(name.as_str(), exc, name.range())?;
        }
        self.unit.blocks.push(Block {
            kind: BlockKind::Handling { saved, name },
            handler: outer,
        });
        self.statements(&handler.body)?;
        self.unit.blocks.pop();
        let inner = self.unit.code.enter_handler(outer);
        self.stop_handling(saved, name, nowhere())?;
        self.unit.jump(nowhere(), end);
        if let Some(guard) = forgetting {
            self.handle(&guard);
            self.stop_handling(saved, name, nowhere())?;
            self.unit.leave(nowhere(), Op::Reraise { exc: second });
            self.unit.code.enter_handler(guard.outer);
        } else {
            self.unit.code.enter_handler(inner);
        }
        Ok(())
    }

    fn stop_handling(&mut self, saved: u16, name: Option<&'a str>, range: TextRange) -> CompileResult {
        self.emit(range, Op::PopHandled { saved });
        match name {
            Some(name) => self.forget_name(name, range),
            None => Ok(()),
        }
    }

    /// The body of an `except*` clause, with its part of the group in `exc` bound to its name.
    fn handler_body(&mut self, handler: &'a ExceptHandlerExceptHandler, slots: Slots, exc: u16) -> CompileResult {
        let name = handler.name.as_ref();
        let saved = slots.saved;
        self.handling(saved, slots.second, name.map(|name| name.as_str()), |this| {
            if let Some(name) = name {
                this.store_name(name.as_str(), exc, name.range())?;
            }
            this.statements(&handler.body)
        })?;
        self.stop_handling(saved, name.map(|name| name.as_str()), nowhere())
    }

    /// `except*`: each clause takes its part of the group; what the clauses raise is gathered.
    fn except_star(
        &mut self,
        handlers: &'a [ExceptHandler],
        slots: Slots,
        end: Label,
        range: TextRange,
    ) -> CompileResult {
        // matched, rest, and the list of what is raised.
        let matched = self.unit.allocate(3, range)?;
        let (rest, raised) = (matched + 1, matched + 2);
        self.handling(slots.saved, slots.second, None, |this| {
            this.emit(range, Op::BuildList { dst: raised, base: raised, count: 0 });
            this.move_to(rest, slots.exc, range);
            for ExceptHandler::ExceptHandler(handler) in handlers {
                this.star_handler(handler, matched, raised)?;
            }
            this.emit(range, Op::ListAppend { list: raised, src: rest });
            this.emit(range, Op::CombineRaised { dst: matched, exc: slots.exc, raised });
            Ok(())
        })?;
        self.emit(range, Op::PopHandled { saved: slots.saved });
        self.unit.branch(range, Op::JumpIfNone { src: matched, to: 0 }, end);
        self.unit.leave(range, Op::Reraise { exc: matched });
        Ok(())
    }

    fn star_handler(&mut self, handler: &'a ExceptHandlerExceptHandler, matched: u16, raised: u16) -> CompileResult {
        let Some(kind) = &handler.type_ else {
            return Err(CompileError::new("expected one or more exception types", handler.range()));
        };
        let range = kind.range();
        let rest = matched + 1;
        let next = self.label();
        self.unit.branch(range, Op::JumpIfNone { src: rest, to: 0 }, next);
        self.scratch(|this| {
            let class = this.operand(kind)?;
            this.emit(handler.range(), Op::SplitGroup { dst: matched, exc: rest, class });
            this.emit(range, Op::UnpackSequence { src: matched, base: matched, count: 2 });
            Ok(())
        })?;
        self.unit.branch(range, Op::JumpIfNone { src: matched, to: 0 }, next);
        self.scratch(|this| {
            let inner = this.slots(range)?;
            let guard = this.guard(inner.exc);
            this.emit(range, Op::PushHandled { saved: inner.saved, exc: matched });
            this.handler_body(handler, inner, matched)?;
            this.unguard(&guard);
            this.unit.jump(range, next);
            this.handle(&guard);
            this.emit(range, Op::ListAppend { list: raised, src: inner.exc });
            Ok(())
        })?;
        self.unit.place(next);
        Ok(())
    }

    pub(super) fn raise(&mut self, node: &'a ast::StmtRaise) -> CompileResult {
        let range = node.range();
        self.scratch(|this| {
            let op = match (&node.exc, &node.cause) {
                (None, _) => Op::RaiseCurrent {},
                (Some(exc), None) => Op::Raise {
                    exc: this.operand(exc)?,
                },
                (Some(exc), Some(cause)) => Op::RaiseFrom {
                    exc: this.operand(exc)?,
                    cause: this.operand(cause)?,
                },
            };
            this.unit.leave(range, op);
            Ok(())
        })
    }

    pub(super) fn assert(&mut self, node: &'a ast::StmtAssert) -> CompileResult {
        let range = node.test.range();
        let end = self.label();
        self.jump_if(&node.test, end)?;
        self.scratch(|this| {
            let exc = this.unit.allocate(2, range)?;
            let name = this.name("AssertionError", range)?;
            this.emit(range, Op::LoadBuiltin { dst: exc, name });
            if let Some(message) = &node.msg {
                let argument = this.temporary(range)?;
                this.expression(message, argument)?;
                this.emit(range, Op::Call { f: exc, argc: 1, dst: exc });
            }
            this.unit.leave(range, Op::Raise { exc });
            Ok(())
        })?;
        self.unit.place(end);
        Ok(())
    }
}

/// The first line of a statement: where its own bookkeeping is reported.
fn keyword_range(node: &ast::StmtTry) -> TextRange {
    TextRange::at(node.range().start(), 3.into())
}
