//! Walking and dropping expressions that are deep only to their left, such as `1+1+1+...`.

use std::mem;

use ruff_python_ast::visitor::transformer::{Transformer, walk_expr};

use super::ast::{Expr, ExprNoneLiteral, Mod, Stmt};

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

/// Takes statements apart, so that dropping them does not recurse along the spines.
pub fn dismantle(body: &mut [Stmt]) {
    Dismantler.visit_body(body);
}

pub fn dismantle_expression(expr: &mut Expr) {
    Dismantler.visit_expr(expr);
}

pub fn dismantle_tree(tree: &mut Mod) {
    match tree {
        Mod::Module(module) => dismantle(&mut module.body),
        Mod::Expression(expression) => dismantle_expression(&mut expression.body),
    }
}

struct Dismantler;

impl Transformer for Dismantler {
    fn visit_expr(&self, expr: &mut Expr) {
        let mut rest = take_left_operand(expr);
        walk_expr(self, expr);
        while let Some(mut left) = rest {
            rest = take_left_operand(&mut left);
            walk_expr(self, &mut left);
        }
    }
}

fn take_left_operand(expr: &mut Expr) -> Option<Expr> {
    let left = match expr {
        Expr::BinOp(node) => &mut node.left,
        Expr::Attribute(node) => &mut node.value,
        Expr::Subscript(node) => &mut node.value,
        Expr::Call(node) => &mut node.func,
        _ => return None,
    };
    Some(mem::replace(
        &mut **left,
        Expr::NoneLiteral(ExprNoneLiteral::default()),
    ))
}

#[cfg(test)]
mod tests {
    use super::super::parse_module;

    /// Natively the stack would only overflow far later, so the stack is made small.
    #[test]
    fn long_chains_are_dropped_without_recursion() {
        let parse = || {
            let chain = "f(".to_owned() + &"1+".repeat(5000) + "1)\n";
            assert!(parse_module(&chain, "main.py").is_ok());
            assert!(parse_module(&(chain + "1 2"), "main.py").is_err());
        };
        let thread = std::thread::Builder::new()
            .stack_size(512 * 1024)
            .spawn(parse);
        thread.expect("a thread").join().expect("no overflow");
    }
}
