//! Comparisons of identity with literals, calls and subscripts of what has neither, and assertions
//! that cannot fail.

use super::Found;
use crate::syntax::ast::visitor::{self, Visitor};
use crate::syntax::ast::{CmpOp, Expr, ExprCompare, ExprSubscript, Number, Stmt};
use crate::syntax::{Ranged, TextRange, left_spine};

#[derive(Default)]
pub struct Walker {
    pub found: Found,
    /// The literals of numbers.
    pub numbers: Vec<TextRange>,
}

impl<'a> Visitor<'a> for Walker {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Stmt::Assert(node) = stmt
            && let Expr::Tuple(tuple) = &*node.test
            && !tuple.elts.is_empty()
        {
            self.warn(
                "assertion is always true, perhaps remove parentheses?",
                stmt.range(),
            );
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        for expr in left_spine(expr).into_iter().rev() {
            self.check(expr);
        }
    }
}

impl Walker {
    fn warn(&mut self, message: impl Into<String>, range: TextRange) {
        self.found.push((message.into(), range));
    }

    /// Checks a node and its parts, but for its left operand.
    fn check(&mut self, expr: &Expr) {
        match expr {
            Expr::BinOp(node) => self.visit_expr(&node.right),
            Expr::Attribute(_) => {}
            Expr::NumberLiteral(node) => self.numbers.push(node.range()),
            Expr::Subscript(node) => {
                self.check_subscript(node);
                self.visit_expr(&node.slice);
            }
            Expr::Call(node) => {
                if let Some(name) = type_name(&node.func).filter(|name| *name != "function") {
                    let message =
                        format!("'{name}' object is not callable; perhaps you missed a comma?");
                    self.warn(message, expr.range());
                }
                self.visit_arguments(&node.arguments);
            }
            Expr::Compare(node) => {
                self.check_identity(node);
                visitor::walk_expr(self, expr);
            }
            _ => visitor::walk_expr(self, expr),
        }
    }

    fn check_identity(&mut self, node: &ExprCompare) {
        let mut left = &*node.left;
        for (operator, right) in node.ops.iter().zip(&node.comparators) {
            let (is, equals) = match operator {
                CmpOp::Is => ("is", "=="),
                CmpOp::IsNot => ("is not", "!="),
                _ => {
                    left = right;
                    continue;
                }
            };
            if let Some(name) = literal_name(left).or_else(|| literal_name(right)) {
                let message = format!("\"{is}\" with '{name}' literal. Did you mean \"{equals}\"?");
                return self.warn(message, node.range());
            }
            left = right;
        }
    }

    fn check_subscript(&mut self, node: &ExprSubscript) {
        let Some(name) = type_name(&node.value) else {
            return;
        };
        let has_items = matches!(name, "str" | "bytes" | "list" | "tuple" | "dict");
        if !has_items {
            let message =
                format!("'{name}' object is not subscriptable; perhaps you missed a comma?");
            return self.warn(message, node.range());
        }
        let is_sequence = name != "dict";
        let Some(index) = type_name(&node.slice).filter(|_| is_sequence) else {
            return;
        };
        if !matches!(index, "int" | "bool" | "slice") {
            let message = format!(
                "{name} indices must be integers or slices, not {index}; perhaps you missed a comma?"
            );
            self.warn(message, node.range());
        }
    }
}

/// The type of a literal that `is` should not be asked about.
fn literal_name(expr: &Expr) -> Option<&'static str> {
    match expr {
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) => type_name(expr),
        Expr::Tuple(_) if is_constant(expr) => type_name(expr),
        _ => None,
    }
}

fn is_constant(expr: &Expr) -> bool {
    match expr {
        Expr::Tuple(node) => node.elts.iter().all(is_constant),
        _ => expr.is_literal_expr(),
    }
}

/// The type that an expression surely has.
fn type_name(expr: &Expr) -> Option<&'static str> {
    Some(match expr {
        Expr::NumberLiteral(node) => match node.value {
            Number::Int(_) => "int",
            Number::Float(_) => "float",
            Number::Complex { .. } => "complex",
        },
        Expr::StringLiteral(_) | Expr::FString(_) => "str",
        Expr::BytesLiteral(_) => "bytes",
        Expr::BooleanLiteral(_) => "bool",
        Expr::NoneLiteral(_) => "NoneType",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::Tuple(_) => "tuple",
        Expr::List(_) | Expr::ListComp(_) => "list",
        Expr::Dict(_) | Expr::DictComp(_) => "dict",
        Expr::Set(_) | Expr::SetComp(_) => "set",
        Expr::Generator(_) => "generator",
        Expr::Lambda(_) => "function",
        Expr::TString(_) => "string.templatelib.Template",
        _ => return None,
    })
}
