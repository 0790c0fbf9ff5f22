//! Constant folding: what the value of an expression is, where it is certain before the program runs.

mod integers;

use dashu_int::UBig;

use crate::bytecode::Constant;
use crate::syntax::ast::{self, Expr, Number, Operator, UnaryOp};
use crate::text::int;
use integers::{fold_integers, integer};

/// Strings longer than this are left to be made when the program runs.
const STRING_LIMIT: usize = 4096;

/// The constant that an expression certainly evaluates to.
pub fn fold(expression: &Expr) -> Option<Constant> {
    match expression {
        Expr::BinOp(operation) => fold_chain(operation),
        Expr::UnaryOp(operation) => fold_unary(operation.op, fold(&operation.operand)?),
        Expr::Tuple(tuple) => {
            let items: Option<Vec<Constant>> = tuple.iter().map(fold).collect();
            Some(Constant::Tuple(items?))
        }
        Expr::Name(name) if name.id.as_str() == "__debug__" => Some(Constant::Bool(true)),
        literal => fold_literal(literal),
    }
}

/// The truth of an expression, where it is certain.
pub fn fold_truth(expression: &Expr) -> Option<bool> {
    if let Expr::UnaryOp(operation) = expression
        && operation.op == UnaryOp::Not
    {
        return fold_truth(&operation.operand).map(|truth| !truth);
    }
    Some(truth(&fold(expression)?))
}

fn truth(constant: &Constant) -> bool {
    match constant {
        Constant::None => false,
        Constant::Bool(value) => *value,
        Constant::Int(value) => *value != 0,
        Constant::Float(value) => *value != 0.0,
        Constant::Complex { real, imag } => *real != 0.0 || *imag != 0.0,
        Constant::Str(value) => !value.is_empty(),
        Constant::Bytes(value) => !value.is_empty(),
        Constant::Tuple(items) | Constant::FrozenSet(items) => !items.is_empty(),
        Constant::BigInt(_) | Constant::Ellipsis | Constant::Code(_) => true,
    }
}

pub(super) fn fold_literal(expression: &Expr) -> Option<Constant> {
    Some(match expression {
        Expr::NumberLiteral(number) => number_constant(&number.value),
        Expr::StringLiteral(string) => Constant::Str(string.value.to_str().to_owned()),
        Expr::BytesLiteral(bytes) => Constant::Bytes(bytes.value.bytes().collect()),
        Expr::BooleanLiteral(boolean) => Constant::Bool(boolean.value),
        Expr::NoneLiteral(_) => Constant::None,
        Expr::EllipsisLiteral(_) => Constant::Ellipsis,
        _ => return None,
    })
}

fn number_constant(number: &Number) -> Constant {
    match number {
        Number::Int(int) => match int.as_i64() {
            Some(value) => Constant::Int(value),
            None => Constant::BigInt(decimal(&int.to_string())),
        },
        Number::Float(value) => Constant::Float(*value),
        Number::Complex { real, imag } => Constant::Complex {
            real: *real,
            imag: *imag,
        },
    }
}

/// The decimal digits of an int literal in any base.
fn decimal(literal: &str) -> String {
    let digits = literal.replace('_', "");
    let radix = match digits.get(..2) {
        Some("0x" | "0X") => 16,
        Some("0o" | "0O") => 8,
        Some("0b" | "0B") => 2,
        _ => return digits,
    };
    UBig::from_str_radix(&digits[2..], radix).map_or(digits, |value| value.to_string())
}

/// Folds `a + b + c + ...` in a loop: such chains may be very long.
fn fold_chain(operation: &ast::ExprBinOp) -> Option<Constant> {
    let mut steps = vec![(operation.op, &*operation.right)];
    let mut left = &*operation.left;
    while let Expr::BinOp(inner) = left {
        steps.push((inner.op, &inner.right));
        left = &inner.left;
    }
    let mut value = fold(left)?;
    for (operator, right) in steps.into_iter().rev() {
        value = fold_binary(operator, &value, &fold(right)?)?;
    }
    Some(value)
}

fn fold_unary(operator: UnaryOp, value: Constant) -> Option<Constant> {
    Some(match (operator, value) {
        (UnaryOp::USub, value @ (Constant::Int(_) | Constant::BigInt(_))) => {
            integers::constant(int::neg(integer(&value)?.as_ref()))
        }
        (UnaryOp::USub, Constant::Float(value)) => Constant::Float(-value),
        (UnaryOp::USub, Constant::Complex { real, imag }) => Constant::Complex {
            real: -real,
            imag: -imag,
        },
        (UnaryOp::UAdd, value @ (Constant::Int(_) | Constant::BigInt(_) | Constant::Float(_))) => value,
        (UnaryOp::Invert, value @ (Constant::Int(_) | Constant::BigInt(_))) => {
            integers::constant(int::invert(integer(&value)?.as_ref()))
        }
        (UnaryOp::Not, value) => Constant::Bool(!truth(&value)),
        _ => return None,
    })
}

/// The result of an operator on constants; `None` if it is not certain, or an error.
pub fn fold_binary(operator: Operator, a: &Constant, b: &Constant) -> Option<Constant> {
    match (a, b) {
        (Constant::Int(_) | Constant::BigInt(_), Constant::Int(_) | Constant::BigInt(_)) => {
            fold_integers(operator, &integer(a)?, &integer(b)?)
        }
        (Constant::Float(a), Constant::Float(b)) => fold_floats(operator, *a, *b),
        (Constant::Int(a), Constant::Float(b)) => fold_floats(operator, exact(*a)?, *b),
        (Constant::Float(a), Constant::Int(b)) => fold_floats(operator, *a, exact(*b)?),
        (Constant::Str(a), Constant::Str(b)) if operator == Operator::Add && a.len() + b.len() <= STRING_LIMIT => {
            Some(Constant::Str(format!("{a}{b}")))
        }
        (Constant::Str(text), Constant::Int(times)) | (Constant::Int(times), Constant::Str(text))
            if operator == Operator::Mult =>
        {
            let times = usize::try_from((*times).max(0)).ok()?;
            let fits = text.len().checked_mul(times)? <= STRING_LIMIT;
            fits.then(|| Constant::Str(text.repeat(times)))
        }
        _ => None,
    }
}

/// The float of an int, if it has one exactly.
fn exact(value: i64) -> Option<f64> {
    (value.unsigned_abs() <= 1 << 53).then_some(value as f64)
}

fn fold_floats(operator: Operator, a: f64, b: f64) -> Option<Constant> {
    let value = match operator {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult => a * b,
        Operator::Div if b != 0.0 => a / b,
        _ => return None,
    };
    Some(Constant::Float(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse_expression;

    fn value(source: &str) -> Option<Constant> {
        fold(&parse_expression(source, "<test>").expect("the test's source parses").expression)
    }

    #[test]
    fn arithmetic_as_python_does_it() {
        assert_eq!(value("2 * 3 + 1"), Some(Constant::Int(7)));
        assert_eq!(value("-7 // 2"), Some(Constant::Int(-4)));
        assert_eq!(value("-7 % 3"), Some(Constant::Int(2)));
        assert_eq!(value("1 / 2"), Some(Constant::Float(0.5)));
        assert_eq!(value("1 // 0"), None);
        assert_eq!(value("1 << 62"), Some(Constant::Int(1 << 62)));
        assert_eq!(value("1 << 200"), None);
        assert_eq!(value("1 << -1"), None);
        assert_eq!(value("2 ** 64"), Some(Constant::BigInt("18446744073709551616".into())));
        assert_eq!(value("2 ** 64 // 4"), Some(Constant::Int(1 << 62)));
        assert_eq!(value("2 ** 100"), None);
        assert_eq!(value("10 ** 20 - 10 ** 20"), Some(Constant::Int(0)));
        assert_eq!(value("2 ** -1"), Some(Constant::Float(0.5)));
        assert_eq!(value("10 ** 100"), None);
        assert_eq!(value("-9223372036854775808"), Some(Constant::Int(i64::MIN)));
        assert_eq!(value("0xFFFFFFFFFFFFFFFFFF"), Some(Constant::BigInt("4722366482869645213695".into())));
    }

    #[test]
    fn strings_and_tuples() {
        assert_eq!(value("'a' 'b' + 'c'"), Some(Constant::Str("abc".into())));
        assert_eq!(value("(1, 'x')"), Some(Constant::Tuple(vec![Constant::Int(1), Constant::Str("x".into())])));
        assert_eq!(value("(1, x)"), None);
    }
}
