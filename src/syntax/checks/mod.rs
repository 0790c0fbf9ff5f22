//! Errors in a tree that parses, as CPython's symbol table and compiler find them.
//!
//! One walk in CPython's order, which remembers the first error. What needs every scope to be known
//! (such as "no binding for nonlocal") is found by the crate's compiler, which resolves names.

mod comprehensions;
mod expressions;
mod functions;
mod names;
mod patterns;
mod scope;
mod statements;

use super::ast::visitor::Visitor;
use super::ast::{Expr, Stmt};
use super::{SourceMap, SyntaxError, SyntaxErrorKind, TextRange, TextSize};
use scope::{Scope, ScopeKind};

pub fn check_module(body: &[Stmt], map: &SourceMap, file: &str) -> Result<(), SyntaxError> {
    let mut checker = Checker::new(map);
    checker.find_future_imports(body);
    checker.visit_body(body);
    checker.finish(file)
}

pub fn check_expression(body: &Expr, map: &SourceMap, file: &str) -> Result<(), SyntaxError> {
    let mut checker = Checker::new(map);
    checker.visit_expr(body);
    checker.finish(file)
}

struct Checker<'a> {
    map: &'a SourceMap,
    scopes: Vec<Scope<'a>>,
    /// The first error.
    error: Option<(String, TextRange)>,
    surroundings: Surroundings,
    /// The start of the last statement that may be `from __future__`.
    future_end: TextSize,
}

/// The blocks around a statement, within its function, that `return`, `break` and `continue` leave.
#[derive(Clone, Copy, Default)]
struct Surroundings {
    in_loop: bool,
    /// Whether there is an `except*` block, which nothing may leave.
    in_except_star: bool,
    /// Whether it lies within the loop.
    except_star_in_loop: bool,
}

impl<'a> Checker<'a> {
    fn new(map: &'a SourceMap) -> Self {
        Self {
            map,
            scopes: vec![Scope::new(ScopeKind::Module)],
            error: None,
            surroundings: Surroundings::default(),
            future_end: TextSize::default(),
        }
    }

    fn finish(mut self, file: &str) -> Result<(), SyntaxError> {
        self.close_scope();
        match self.error {
            None => Ok(()),
            Some((message, range)) => Err(SyntaxError::at(
                SyntaxErrorKind::SyntaxError,
                message,
                range,
                self.map,
                file,
            )),
        }
    }

    fn report(&mut self, message: impl Into<String>, range: TextRange) {
        if self.error.is_none() {
            self.error = Some((message.into(), range));
        }
    }

    /// Walks in a new scope, away from the blocks around it.
    fn in_scope(&mut self, kind: ScopeKind, walk: impl FnOnce(&mut Self)) {
        let iterables = self.scopes.last().map_or(0, |scope| scope.iterables);
        let mut scope = Scope::new(kind);
        scope.iterables = iterables;
        self.scopes.push(scope);
        let surroundings = std::mem::take(&mut self.surroundings);
        walk(self);
        self.surroundings = surroundings;
        self.close_scope();
    }

    fn close_scope(&mut self) {
        let Some(scope) = self.scopes.pop() else {
            return;
        };
        if let Some((name, range)) = scope.conflict() {
            self.report(format!("name '{name}' is nonlocal and global"), range);
        }
    }

    fn scope(&mut self) -> &mut Scope<'a> {
        self.scopes
            .last_mut()
            .expect("the module's scope stays open until the walk ends")
    }
}
