//! Walking and dropping expressions that are deep only to their left, such as `1+1+1+...`.

use super::ast::Expr;

/// `expr`, its left operand, that one's left operand and so on: outermost first.
///
/// A call's function, an attribute's object and a subscript's object count as left operands.
pub fn left_spine(expr: &Expr) -> Vec<&Expr> {
    let mut spine = vec![expr];
    let mut current = expr;
    while let Some(left) = left_operand(current) {
        spine.push(left);
        current = left;
    }
    spine
}

fn left_operand(expr: &Expr) -> Option<&Expr> {
    match expr {
        Expr::BinOp(node) => Some(&node.left),
        Expr::Attribute(node) => Some(&node.value),
        Expr::Subscript(node) => Some(&node.value),
        Expr::Call(node) => Some(&node.func),
        _ => None,
    }
}
