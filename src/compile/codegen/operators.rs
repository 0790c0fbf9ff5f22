//! Unary, binary and comparison operators.

use super::Generator;
use crate::bytecode::{Constant, Op};
use crate::compile::error::CompileResult;
use crate::compile::fold::{fold, fold_binary};
use crate::syntax::ast::{self, CmpOp, Expr, Operator, UnaryOp};
use crate::syntax::{Ranged, TextRange};

impl<'a> Generator<'a> {
    #[inline(never)]
    pub(super) fn unary(&mut self, operation: &'a ast::ExprUnaryOp, dst: u16) -> CompileResult {
        let src = self.operand(&operation.operand)?;
        let op = match operation.op {
            UnaryOp::USub => Op::Negative { dst, src },
            UnaryOp::UAdd => Op::Positive { dst, src },
            UnaryOp::Invert => Op::Invert { dst, src },
            UnaryOp::Not => Op::Not { dst, src },
        };
        self.emit(operation.range(), op);
        Ok(())
    }

    /// Evaluates `a + b + c + ...` from its innermost operation outwards: such chains may be long.
    #[inline(never)]
    pub(super) fn binary(&mut self, operation: &'a ast::ExprBinOp, dst: u16) -> CompileResult {
        let mut chain = vec![operation];
        let mut left = &*operation.left;
        while let Expr::BinOp(inner) = left {
            chain.push(inner);
            left = &inner.left;
        }
        let mut chain = chain.into_iter().rev().peekable();
        let mut a = match self.folded_prefix(left, &mut chain)? {
            Some(register) => register,
            None => self.operand(left)?,
        };
        let mut between = None;
        while let Some(step) = chain.next() {
            let target = match (chain.peek(), between) {
                (None, _) => dst,
                (Some(_), Some(register)) => register,
                (Some(_), None) => *between.insert(self.temporary(step.range())?),
            };
            self.scratch(|this| this.binary_step(step.op, target, a, &step.right, step.range(), false))?;
            a = target;
        }
        Ok(())
    }

    /// Folds the constant operations that a chain starts with.
    fn folded_prefix(
        &mut self,
        left: &'a Expr,
        chain: &mut std::iter::Peekable<impl Iterator<Item = &'a ast::ExprBinOp>>,
    ) -> CompileResult<Option<u16>> {
        let Some(mut value) = fold(left) else {
            return Ok(None);
        };
        let mut range = left.range();
        let mut folded_any = false;
        while let Some(step) = chain.peek() {
            let Some(folded) = fold(&step.right).and_then(|right| fold_binary(step.op, &value, &right)) else {
                break;
            };
            value = folded;
            range = step.range();
            folded_any = true;
            chain.next();
        }
        if !folded_any {
            return self.operand(left).map(Some);
        }
        let register = self.temporary(range)?;
        self.constant(value, register, range)?;
        Ok(Some(register))
    }

    /// `dst = a <operator> right`.
    #[inline(never)]
    pub(super) fn binary_step(
        &mut self,
        operator: Operator,
        dst: u16,
        a: u16,
        right: &'a Expr,
        range: TextRange,
        in_place: bool,
    ) -> CompileResult {
        if let Some(b) = immediate(right)
            && let Some(op) = with_immediate(operator, dst, a, b, in_place)
        {
            self.emit(range, op);
            return Ok(());
        }
        let b = self.operand(right)?;
        let op = if in_place {
            in_place_operation(operator, dst, a, b)
        } else {
            binary_operation(operator, dst, a, b)
        };
        self.emit(range, op);
        Ok(())
    }

    /// A comparison as a value; in a chain, each operand is evaluated once and no further than needed.
    #[inline(never)]
    pub(super) fn compare(&mut self, compare: &'a ast::ExprCompare, dst: u16) -> CompileResult {
        let range = compare.range();
        let end = self.label();
        let mut a = self.operand(&compare.left)?;
        let last = compare.ops.len() - 1;
        for (position, (operator, right)) in compare.ops.iter().zip(&compare.comparators).enumerate() {
            let b = self.comparand(*operator, right)?;
            self.emit(range, comparison(*operator, dst, a, b));
            if position < last {
                self.unit.branch(range, Op::JumpIfFalse { src: dst, to: 0 }, end);
            }
            a = b;
        }
        self.unit.place(end);
        Ok(())
    }

    /// The right operand of a comparison: constant displays after `in` become constants.
    pub(super) fn comparand(&mut self, operator: CmpOp, right: &'a Expr) -> CompileResult<u16> {
        if matches!(operator, CmpOp::In | CmpOp::NotIn)
            && let Some(constant) = constant_container(right)
        {
            let register = self.temporary(right.range())?;
            self.constant(constant, register, right.range())?;
            return Ok(register);
        }
        self.operand(right)
    }
}

/// A list or set of constants that is only looked into, as a tuple or frozenset.
pub(super) fn constant_container(expression: &Expr) -> Option<Constant> {
    let fold_all = |items: &[Expr]| items.iter().map(fold).collect::<Option<Vec<Constant>>>();
    match expression {
        Expr::List(list) => fold_all(&list.elts).map(Constant::Tuple),
        Expr::Set(set) => fold_all(&set.elts).map(Constant::FrozenSet),
        _ => None,
    }
}

/// The value of an expression that is a small int constant.
pub(super) fn immediate(expression: &Expr) -> Option<i16> {
    match expression {
        Expr::NumberLiteral(_) | Expr::UnaryOp(_) => match fold(expression)? {
            Constant::Int(value) => i16::try_from(value).ok(),
            _ => None,
        },
        _ => None,
    }
}

fn with_immediate(operator: Operator, dst: u16, a: u16, b: i16, in_place: bool) -> Option<Op> {
    Some(match (operator, in_place) {
        (Operator::Add, false) => Op::AddImm { dst, a, b },
        (Operator::Sub, false) => Op::SubImm { dst, a, b },
        (Operator::Mult, false) => Op::MulImm { dst, a, b },
        (Operator::FloorDiv, false) => Op::FloorDivImm { dst, a, b },
        (Operator::Mod, false) => Op::ModImm { dst, a, b },
        (Operator::Add, true) => Op::IAddImm { dst, a, b },
        (Operator::Sub, true) => Op::ISubImm { dst, a, b },
        _ => return None,
    })
}

fn binary_operation(operator: Operator, dst: u16, a: u16, b: u16) -> Op {
    match operator {
        Operator::Add => Op::Add { dst, a, b },
        Operator::Sub => Op::Sub { dst, a, b },
        Operator::Mult => Op::Mul { dst, a, b },
        Operator::MatMult => Op::MatMul { dst, a, b },
        Operator::Div => Op::TrueDiv { dst, a, b },
        Operator::Mod => Op::Mod { dst, a, b },
        Operator::Pow => Op::Pow { dst, a, b },
        Operator::LShift => Op::LShift { dst, a, b },
        Operator::RShift => Op::RShift { dst, a, b },
        Operator::BitOr => Op::BitOr { dst, a, b },
        Operator::BitXor => Op::BitXor { dst, a, b },
        Operator::BitAnd => Op::BitAnd { dst, a, b },
        Operator::FloorDiv => Op::FloorDiv { dst, a, b },
    }
}

fn in_place_operation(operator: Operator, dst: u16, a: u16, b: u16) -> Op {
    match operator {
        Operator::Add => Op::IAdd { dst, a, b },
        Operator::Sub => Op::ISub { dst, a, b },
        Operator::Mult => Op::IMul { dst, a, b },
        Operator::MatMult => Op::IMatMul { dst, a, b },
        Operator::Div => Op::ITrueDiv { dst, a, b },
        Operator::Mod => Op::IMod { dst, a, b },
        Operator::Pow => Op::IPow { dst, a, b },
        Operator::LShift => Op::ILShift { dst, a, b },
        Operator::RShift => Op::IRShift { dst, a, b },
        Operator::BitOr => Op::IBitOr { dst, a, b },
        Operator::BitXor => Op::IBitXor { dst, a, b },
        Operator::BitAnd => Op::IBitAnd { dst, a, b },
        Operator::FloorDiv => Op::IFloorDiv { dst, a, b },
    }
}

fn comparison(operator: CmpOp, dst: u16, a: u16, b: u16) -> Op {
    match operator {
        CmpOp::Eq => Op::Eq { dst, a, b },
        CmpOp::NotEq => Op::Ne { dst, a, b },
        CmpOp::Lt => Op::Lt { dst, a, b },
        CmpOp::LtE => Op::Le { dst, a, b },
        CmpOp::Gt => Op::Gt { dst, a, b },
        CmpOp::GtE => Op::Ge { dst, a, b },
        CmpOp::Is => Op::Is { dst, a, b },
        CmpOp::IsNot => Op::IsNot { dst, a, b },
        CmpOp::In => Op::In { dst, a, b },
        CmpOp::NotIn => Op::NotIn { dst, a, b },
    }
}
