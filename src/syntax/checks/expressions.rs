//! Expressions: calls, and what may not stand among types.

use super::Checker;
use super::scope::ScopeKind;
use crate::syntax::ast::visitor::{self, Visitor};
use crate::syntax::ast::{Arguments, Expr, ExprContext, Keyword, Parameters, Pattern, Stmt};
use crate::syntax::{Ranged, TextRange, left_spine};

impl<'a> Visitor<'a> for Checker<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        self.check_statement(stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        // The innermost left operand first: a long chain must not nest.
        for expr in left_spine(expr).into_iter().rev() {
            self.check_node(expr);
        }
    }

    fn visit_annotation(&mut self, expr: &'a Expr) {
        self.in_types("an annotation", expr);
    }

    fn visit_arguments(&mut self, arguments: &'a Arguments) {
        self.check_keywords(&arguments.keywords);
        visitor::walk_arguments(self, arguments);
    }

    fn visit_parameters(&mut self, parameters: &'a Parameters) {
        self.check_parameters(parameters);
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        self.check_pattern(pattern, &mut Vec::new());
    }
}

impl<'a> Checker<'a> {
    /// Checks a node and its parts, but for its left operand.
    fn check_node(&mut self, expr: &'a Expr) {
        match expr {
            Expr::BinOp(node) => self.visit_expr(&node.right),
            Expr::Subscript(node) => self.visit_expr(&node.slice),
            Expr::Call(node) => self.visit_arguments(&node.arguments),
            Expr::Attribute(node) => {
                if node.ctx != ExprContext::Load {
                    self.check_assigned(node.attr.as_str(), node.range());
                }
            }
            Expr::Name(node) => self.use_name(node),
            Expr::Named(node) => {
                self.check_among_types("named expression", node.range());
                self.check_in_iterable(node.range());
                self.visit_expr(&node.value);
                self.assign_outside_comprehensions(&node.target);
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                self.check_among_types("yield expression", expr.range());
                if matches!(self.scope().kind, ScopeKind::Module | ScopeKind::Class) {
                    let from = if expr.is_yield_from_expr() {
                        " from"
                    } else {
                        ""
                    };
                    self.report(format!("'yield{from}' outside function"), expr.range());
                }
                visitor::walk_expr(self, expr);
            }
            Expr::Await(_) => {
                self.check_among_types("await expression", expr.range());
                match self.scope().kind {
                    ScopeKind::Module | ScopeKind::Class => {
                        self.report("'await' outside function", expr.range());
                    }
                    ScopeKind::Function { is_async: false } => {
                        self.report("'await' outside async function", expr.range());
                    }
                    _ => {}
                }
                visitor::walk_expr(self, expr);
            }
            Expr::Lambda(node) => self.check_lambda(node),
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {
                self.check_comprehension(expr);
            }
            _ => visitor::walk_expr(self, expr),
        }
    }

    pub fn in_types(&mut self, place: &'static str, expr: &'a Expr) {
        self.in_scope(ScopeKind::Types(place), |checker| checker.visit_expr(expr));
    }

    fn check_among_types(&mut self, what: &str, range: TextRange) {
        if let ScopeKind::Types(place) = self.scope().kind {
            self.report(format!("{what} cannot be used within {place}"), range);
        }
    }

    fn check_in_iterable(&mut self, range: TextRange) {
        if self.scope().iterables > 0 {
            let message =
                "assignment expression cannot be used in a comprehension iterable expression";
            self.report(message, range);
        }
    }

    fn check_keywords(&mut self, keywords: &'a [Keyword]) {
        for (index, keyword) in keywords.iter().enumerate() {
            let Some(name) = &keyword.arg else { continue };
            self.check_assigned(name.as_str(), keyword.range());
            let is_same =
                |other: &&Keyword| other.arg.as_ref().is_some_and(|arg| arg.id == name.id);
            if let Some(again) = keywords[index + 1..].iter().find(is_same) {
                self.report(format!("keyword argument repeated: {name}"), again.range());
            }
        }
    }
}
