//! Comprehensions: their scopes, and where they may be asynchronous.

use super::Checker;
use super::scope::ScopeKind;
use crate::syntax::Ranged;
use crate::syntax::ast::visitor::{self, Visitor};
use crate::syntax::ast::{Comprehension, Expr};

impl<'a> Checker<'a> {
    pub fn check_comprehension(&mut self, expr: &'a Expr) {
        let (elements, generators) = parts(expr);
        self.check_asynchronous(expr);
        let Some((first, rest)) = generators.split_first() else {
            return;
        };
        self.visit_iterable(&first.iter);
        self.in_scope(ScopeKind::Comprehension, |checker| {
            checker.visit_expr(&first.target);
            checker.visit_conditions(first);
            for generator in rest {
                checker.visit_expr(&generator.target);
                checker.visit_iterable(&generator.iter);
                checker.visit_conditions(generator);
            }
            for element in elements {
                checker.visit_expr(element);
            }
        });
    }

    fn visit_iterable(&mut self, iterable: &'a Expr) {
        self.scope().iterables += 1;
        self.visit_expr(iterable);
        self.scope().iterables -= 1;
    }

    fn visit_conditions(&mut self, generator: &'a Comprehension) {
        for condition in &generator.ifs {
            self.visit_expr(condition);
        }
    }

    fn check_asynchronous(&mut self, expr: &'a Expr) {
        let may_be = matches!(
            self.scope().kind,
            ScopeKind::Function { is_async: true } | ScopeKind::Comprehension
        );
        if !may_be && !expr.is_generator_expr() && is_asynchronous(expr) {
            let message = "asynchronous comprehension outside of an asynchronous function";
            self.report(message, expr.range());
        }
    }
}

/// What a comprehension yields, and its clauses.
fn parts(expr: &Expr) -> (Vec<&Expr>, &[Comprehension]) {
    match expr {
        Expr::ListComp(node) => (vec![&*node.elt], &node.generators),
        Expr::SetComp(node) => (vec![&*node.elt], &node.generators),
        Expr::Generator(node) => (vec![&*node.elt], &node.generators),
        Expr::DictComp(node) => (
            node.key
                .iter()
                .map(|key| &**key)
                .chain([&*node.value])
                .collect(),
            &node.generators,
        ),
        _ => (Vec::new(), &[]),
    }
}

fn is_asynchronous(expr: &Expr) -> bool {
    let (elements, generators) = parts(expr);
    let mut finder = AwaitFinder {
        found: generators.iter().any(|generator| generator.is_async),
    };
    for (index, generator) in generators.iter().enumerate() {
        // The first iterable is evaluated outside.
        if index > 0 {
            finder.visit_expr(&generator.iter);
        }
        for condition in &generator.ifs {
            finder.visit_expr(condition);
        }
    }
    for element in elements {
        finder.visit_expr(element);
    }
    finder.found
}

/// Looks for `await` and for asynchronous comprehensions within.
struct AwaitFinder {
    found: bool,
}

impl<'a> Visitor<'a> for AwaitFinder {
    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            _ if self.found => {}
            Expr::Await(_) => self.found = true,
            Expr::Lambda(_) | Expr::Generator(_) => {}
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) => {
                self.found = is_asynchronous(expr);
            }
            _ => {
                for expr in crate::syntax::left_spine(expr).into_iter().rev() {
                    self.visit_parts(expr);
                }
            }
        }
    }
}

impl AwaitFinder {
    fn visit_parts(&mut self, expr: &Expr) {
        match expr {
            Expr::BinOp(node) => self.visit_expr(&node.right),
            Expr::Subscript(node) => self.visit_expr(&node.slice),
            Expr::Call(node) => self.visit_arguments(&node.arguments),
            Expr::Attribute(_) => {}
            Expr::Await(_) => self.found = true,
            _ => visitor::walk_expr(self, expr),
        }
    }
}
