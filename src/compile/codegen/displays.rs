//! Displays: tuples, lists, sets and dicts written out.

use super::Generator;
use crate::bytecode::{Constant, Op};
use crate::compile::error::CompileResult;
use crate::compile::fold::fold;
use crate::syntax::ast::{self, Expr};
use crate::syntax::{Ranged, TextRange};

/// Displays with more items than this are built item by item, in few registers.
const AT_ONCE: usize = 64;

/// Lists of at least so many constants are made from one constant tuple.
const CONSTANT_LIST: usize = 8;

impl<'a> Generator<'a> {
    #[inline(never)]
    pub(super) fn tuple(&mut self, items: &'a [Expr], dst: u16, range: TextRange) -> CompileResult {
        if fits(items) {
            let (base, count) = self.items(items, range)?;
            self.emit(range, Op::BuildTuple { dst, base, count });
            return Ok(());
        }
        let list = self.temporary(range)?;
        self.list(items, list, range)?;
        self.emit(range, Op::ListToTuple { dst, list });
        Ok(())
    }

    #[inline(never)]
    pub(super) fn list(&mut self, items: &'a [Expr], dst: u16, range: TextRange) -> CompileResult {
        if items.len() >= CONSTANT_LIST
            && let Some(constants) = items.iter().map(fold).collect::<Option<Vec<Constant>>>()
        {
            let list = self.unit.allocate(2, range)?;
            self.constant(Constant::Tuple(constants), list + 1, range)?;
            self.emit(range, Op::BuildList { dst: list, base: list, count: 0 });
            self.emit(range, Op::ListExtend { list, src: list + 1 });
            self.move_to(dst, list, range);
            return Ok(());
        }
        if fits(items) {
            let (base, count) = self.items(items, range)?;
            self.emit(range, Op::BuildList { dst, base, count });
            return Ok(());
        }
        let list = self.temporary(range)?;
        self.emit(range, Op::BuildList { dst: list, base: list, count: 0 });
        self.extend_list(items, list, range)?;
        self.move_to(dst, list, range);
        Ok(())
    }

    pub(super) fn extend_list(&mut self, items: &'a [Expr], list: u16, range: TextRange) -> CompileResult {
        for item in items {
            self.scratch(|this| {
                let op = match item {
                    Expr::Starred(starred) => Op::ListExtend {
                        list,
                        src: this.operand(&starred.value)?,
                    },
                    item => Op::ListAppend {
                        list,
                        src: this.operand(item)?,
                    },
                };
                this.emit(range, op);
                Ok(())
            })?;
        }
        Ok(())
    }

    #[inline(never)]
    pub(super) fn set(&mut self, items: &'a [Expr], dst: u16, range: TextRange) -> CompileResult {
        if fits(items) {
            let (base, count) = self.items(items, range)?;
            self.emit(range, Op::BuildSet { dst, base, count });
            return Ok(());
        }
        let set = self.temporary(range)?;
        self.emit(range, Op::BuildSet { dst: set, base: set, count: 0 });
        for item in items {
            self.scratch(|this| {
                let op = match item {
                    Expr::Starred(starred) => Op::SetUpdate {
                        set,
                        src: this.operand(&starred.value)?,
                    },
                    item => Op::SetAdd {
                        set,
                        src: this.operand(item)?,
                    },
                };
                this.emit(range, op);
                Ok(())
            })?;
        }
        self.move_to(dst, set, range);
        Ok(())
    }

    #[inline(never)]
    pub(super) fn dict(&mut self, dict: &'a ast::ExprDict, dst: u16) -> CompileResult {
        let range = dict.range();
        let at_once = dict.items.iter().take(AT_ONCE / 2).take_while(|item| item.key.is_some()).count();
        let (first, rest) = dict.items.split_at(at_once);
        let base = self.unit.allocate((2 * first.len()).max(1), range)?;
        for (register, item) in (base..).step_by(2).zip(first) {
            if let Some(key) = &item.key {
                self.expression(key, register)?;
            }
            self.expression(&item.value, register + 1)?;
        }
        let count = first.len() as u16;
        if rest.is_empty() {
            self.emit(range, Op::BuildDict { dst, base, count });
            return Ok(());
        }
        self.emit(range, Op::BuildDict { dst: base, base, count });
        for item in rest {
            self.scratch(|this| this.dict_item(item, base, range))?;
        }
        self.move_to(dst, base, range);
        Ok(())
    }

    fn dict_item(&mut self, item: &'a ast::DictItem, dict: u16, range: TextRange) -> CompileResult {
        let op = match &item.key {
            Some(key) => Op::DictAdd {
                dict,
                key: self.operand(key)?,
                value: self.operand(&item.value)?,
            },
            None => Op::DictUpdate {
                dict,
                src: self.operand(&item.value)?,
            },
        };
        self.emit(range, op);
        Ok(())
    }

    /// Evaluates items into consecutive registers.
    fn items(&mut self, items: &'a [Expr], range: TextRange) -> CompileResult<(u16, u16)> {
        let base = self.unit.mark();
        for item in items {
            let register = self.temporary(range)?;
            self.expression(item, register)?;
        }
        // An empty display still names a register that exists.
        if items.is_empty() {
            self.temporary(range)?;
        }
        Ok((base, items.len() as u16))
    }
}

fn fits(items: &[Expr]) -> bool {
    items.len() <= AT_ONCE && !items.iter().any(Expr::is_starred_expr)
}
