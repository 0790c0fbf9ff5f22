//! Folding of operators on integers, within the limits that CPython keeps so that constants stay small.

use crate::bytecode::Constant;
use crate::syntax::ast::Operator;
use crate::text::int::{self, Int, Power};

/// A product, power or shift of more bits is left to be computed when the program runs.
const BIT_LIMIT: usize = 128;

/// The value of an integer constant.
pub fn integer(constant: &Constant) -> Option<Int> {
    match constant {
        Constant::Int(value) => Some(Int::Small(*value)),
        Constant::BigInt(digits) => Some(Int::Big(digits.parse().ok()?)),
        _ => None,
    }
}

/// The constant of an integer.
pub fn constant(value: Int) -> Constant {
    match value {
        Int::Small(value) => Constant::Int(value),
        Int::Big(value) => Constant::BigInt(value.to_string()),
    }
}

/// `a operator b`; `None` if it is an error or would become large.
pub fn fold_integers(operator: Operator, left: &Int, right: &Int) -> Option<Constant> {
    let (a, b) = (left.as_ref(), right.as_ref());
    let bits = int::bit_length(a);
    let fits = |bits: usize| (bits <= BIT_LIMIT).then_some(());
    Some(constant(match operator {
        Operator::Add => int::add(a, b),
        Operator::Sub => int::sub(a, b),
        Operator::Mult => {
            fits(bits + int::bit_length(b))?;
            int::mul(a, b).ok()?
        }
        Operator::Div => return int::true_div(a, b).ok().map(Constant::Float),
        Operator::FloorDiv => int::floor_div(a, b).ok()?,
        Operator::Mod => int::modulo(a, b).ok()?,
        Operator::Pow => {
            fits(bits.saturating_mul(usize::try_from(b.small()?).unwrap_or(0)))?;
            match int::pow(a, b).ok()? {
                Power::Int(value) => value,
                Power::Float(value) => return Some(Constant::Float(value)),
            }
        }
        Operator::LShift => {
            fits(bits.saturating_add(usize::try_from(b.small()?).ok()?))?;
            int::shl(a, b).ok()?
        }
        Operator::RShift => int::shr(a, b).ok()?,
        Operator::BitAnd => int::and(a, b),
        Operator::BitOr => int::or(a, b),
        Operator::BitXor => int::xor(a, b),
        Operator::MatMult => return None,
    }))
}
