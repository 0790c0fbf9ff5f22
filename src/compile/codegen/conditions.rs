//! Conditions: jumps on the truth of an expression, with comparison and jump in one instruction.

use super::Generator;
use super::operators::immediate;
use crate::bytecode::Op;
use crate::compile::assembler::Label;
use crate::compile::error::CompileResult;
use crate::compile::fold::fold_truth;
use crate::syntax::ast::{self, BoolOp, CmpOp, Expr, UnaryOp};
use crate::syntax::{Ranged, TextRange};

impl<'a> Generator<'a> {
    /// Jumps to `to` if the expression is true.
    pub(super) fn jump_if(&mut self, expression: &'a Expr, to: Label) -> CompileResult {
        self.jump_on(expression, to, true)
    }

    /// Jumps to `to` if the expression is false.
    pub(super) fn jump_unless(&mut self, expression: &'a Expr, to: Label) -> CompileResult {
        self.jump_on(expression, to, false)
    }

    fn jump_on(&mut self, expression: &'a Expr, to: Label, when: bool) -> CompileResult {
        self.deeper(expression.range(), |this| {
            this.scratch(|this| this.jump_on_inner(expression, to, when))
        })
    }

    #[inline(never)]
    fn jump_on_inner(&mut self, expression: &'a Expr, to: Label, when: bool) -> CompileResult {
        let range = expression.range();
        if let Some(truth) = fold_truth(expression) {
            if truth == when {
                self.unit.jump(range, to);
            }
            return Ok(());
        }
        match expression {
            Expr::UnaryOp(operation) if operation.op == UnaryOp::Not => self.jump_on(&operation.operand, to, !when),
            Expr::BoolOp(operation) => self.jump_on_bool_operation(operation, to, when),
            Expr::Compare(compare) => self.jump_on_compare(compare, to, when),
            Expr::If(conditional) => self.jump_on_conditional(conditional, to, when),
            _ => {
                let src = self.operand(expression)?;
                self.branch_on(src, to, when, range);
                Ok(())
            }
        }
    }

    pub(super) fn branch_on(&mut self, src: u16, to: Label, when: bool, range: TextRange) {
        let op = if when {
            Op::JumpIfTrue { src, to: 0 }
        } else {
            Op::JumpIfFalse { src, to: 0 }
        };
        self.unit.branch(range, op, to);
    }

    #[inline(never)]
    fn jump_on_bool_operation(&mut self, operation: &'a ast::ExprBoolOp, to: Label, when: bool) -> CompileResult {
        // `or` jumps to a true target, and `and` to a false one, from each operand.
        let each = (operation.op == BoolOp::Or) == when;
        let Some((last, before)) = operation.values.split_last() else {
            return Ok(());
        };
        let end = self.label();
        for value in before {
            self.jump_on(value, if each { to } else { end }, if each { when } else { !when })?;
        }
        self.jump_on(last, to, when)?;
        self.unit.place(end);
        Ok(())
    }

    fn jump_on_conditional(&mut self, node: &'a ast::ExprIf, to: Label, when: bool) -> CompileResult {
        let (otherwise, end) = (self.label(), self.label());
        self.jump_unless(&node.test, otherwise)?;
        self.jump_on(&node.body, to, when)?;
        self.unit.jump(node.range(), end);
        self.unit.place(otherwise);
        self.jump_on(&node.orelse, to, when)?;
        self.unit.place(end);
        Ok(())
    }

    #[inline(never)]
    fn jump_on_compare(&mut self, compare: &'a ast::ExprCompare, to: Label, when: bool) -> CompileResult {
        let range = compare.range();
        let end = self.label();
        let mut a = self.operand(&compare.left)?;
        let last = compare.ops.len() - 1;
        for (position, (operator, right)) in compare.ops.iter().zip(&compare.comparators).enumerate() {
            if position == last {
                self.jump_on_comparison(*operator, a, right, to, when, range)?;
            } else {
                let b = self.comparand(*operator, right)?;
                let on_false = if when { end } else { to };
                self.unit.branch(range, comparison_jump(*operator, a, b, false), on_false);
                a = b;
            }
        }
        self.unit.place(end);
        Ok(())
    }

    fn jump_on_comparison(
        &mut self,
        operator: CmpOp,
        a: u16,
        right: &'a Expr,
        to: Label,
        when: bool,
        range: TextRange,
    ) -> CompileResult {
        let none = matches!(right, Expr::NoneLiteral(_));
        let op = match (operator, immediate(right)) {
            (CmpOp::Is, _) if none => none_jump(a, when),
            (CmpOp::IsNot, _) if none => none_jump(a, !when),
            (_, Some(b)) if let Some(op) = immediate_jump(operator, a, b, when) => op,
            _ => {
                let b = self.comparand(operator, right)?;
                comparison_jump(operator, a, b, when)
            }
        };
        self.unit.branch(range, op, to);
        Ok(())
    }

    /// `and`/`or` as a value: the first operand that decides.
    #[inline(never)]
    pub(super) fn bool_operation(&mut self, operation: &'a ast::ExprBoolOp, dst: u16) -> CompileResult {
        let end = self.label();
        let Some((last, before)) = operation.values.split_last() else {
            return Ok(());
        };
        for value in before {
            self.expression(value, dst)?;
            self.branch_on(dst, end, operation.op == BoolOp::Or, value.range());
        }
        self.expression(last, dst)?;
        self.unit.place(end);
        Ok(())
    }
}

fn none_jump(src: u16, when: bool) -> Op {
    if when {
        Op::JumpIfNone { src, to: 0 }
    } else {
        Op::JumpIfNotNone { src, to: 0 }
    }
}

/// `not a < b` is not `a >= b`: both may be false, and either may be any method.
fn comparison_jump(operator: CmpOp, a: u16, b: u16, when: bool) -> Op {
    match (operator, when) {
        (CmpOp::Lt, true) => Op::JumpIfLt { a, b, to: 0 },
        (CmpOp::LtE, true) => Op::JumpIfLe { a, b, to: 0 },
        (CmpOp::Gt, true) => Op::JumpIfGt { a, b, to: 0 },
        (CmpOp::GtE, true) => Op::JumpIfGe { a, b, to: 0 },
        (CmpOp::Eq, true) => Op::JumpIfEq { a, b, to: 0 },
        (CmpOp::NotEq, true) => Op::JumpIfNe { a, b, to: 0 },
        (CmpOp::Lt, false) => Op::JumpIfNotLt { a, b, to: 0 },
        (CmpOp::LtE, false) => Op::JumpIfNotLe { a, b, to: 0 },
        (CmpOp::Gt, false) => Op::JumpIfNotGt { a, b, to: 0 },
        (CmpOp::GtE, false) => Op::JumpIfNotGe { a, b, to: 0 },
        (CmpOp::Eq, false) => Op::JumpIfNotEq { a, b, to: 0 },
        (CmpOp::NotEq, false) => Op::JumpIfNotNe { a, b, to: 0 },
        (CmpOp::Is, true) | (CmpOp::IsNot, false) => Op::JumpIfIs { a, b, to: 0 },
        (CmpOp::Is, false) | (CmpOp::IsNot, true) => Op::JumpIfIsNot { a, b, to: 0 },
        (CmpOp::In, true) | (CmpOp::NotIn, false) => Op::JumpIfIn { a, b, to: 0 },
        (CmpOp::In, false) | (CmpOp::NotIn, true) => Op::JumpIfNotIn { a, b, to: 0 },
    }
}

pub(super) fn immediate_jump(operator: CmpOp, a: u16, b: i16, when: bool) -> Option<Op> {
    Some(match (operator, when) {
        (CmpOp::Lt, true) => Op::JumpIfLtImm { a, b, to: 0 },
        (CmpOp::LtE, true) => Op::JumpIfLeImm { a, b, to: 0 },
        (CmpOp::Gt, true) => Op::JumpIfGtImm { a, b, to: 0 },
        (CmpOp::GtE, true) => Op::JumpIfGeImm { a, b, to: 0 },
        (CmpOp::Eq, true) => Op::JumpIfEqImm { a, b, to: 0 },
        (CmpOp::NotEq, true) => Op::JumpIfNeImm { a, b, to: 0 },
        (CmpOp::Lt, false) => Op::JumpIfNotLtImm { a, b, to: 0 },
        (CmpOp::LtE, false) => Op::JumpIfNotLeImm { a, b, to: 0 },
        (CmpOp::Gt, false) => Op::JumpIfNotGtImm { a, b, to: 0 },
        (CmpOp::GtE, false) => Op::JumpIfNotGeImm { a, b, to: 0 },
        (CmpOp::Eq, false) => Op::JumpIfNotEqImm { a, b, to: 0 },
        (CmpOp::NotEq, false) => Op::JumpIfNotNeImm { a, b, to: 0 },
        _ => return None,
    })
}
