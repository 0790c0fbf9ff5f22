//! Statements.

use super::Checker;
use super::scope::ScopeKind;
use crate::syntax::ast::visitor::{self, Visitor};
use crate::syntax::ast::{
    Alias, ExceptHandler, Stmt, StmtAnnAssign, StmtFor, StmtImportFrom, StmtTry, StmtWith,
};
use crate::syntax::{Ranged, TextRange};

impl<'a> Checker<'a> {
    pub fn check_statement(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(node) => self.check_function(node),
            Stmt::ClassDef(node) => self.check_class(node),
            Stmt::TypeAlias(node) => self.check_type_alias(node),
            Stmt::AnnAssign(node) => self.check_annotated(node),
            Stmt::AugAssign(node) => {
                // CPython's symbol table only sees the store.
                self.visit_expr(&node.target);
                self.visit_expr(&node.value);
            }
            Stmt::Assign(node) => {
                self.visit_expr(&node.value);
                node.targets
                    .iter()
                    .for_each(|target| self.visit_expr(target));
            }
            Stmt::For(node) => self.check_for(node),
            Stmt::While(node) => {
                self.visit_expr(&node.test);
                self.in_loop(|checker| checker.visit_body(&node.body));
                self.visit_body(&node.orelse);
            }
            Stmt::With(node) => self.check_with(node),
            Stmt::Try(node) => self.check_try(node),
            Stmt::Import(node) => node.names.iter().for_each(|alias| self.check_import(alias)),
            Stmt::ImportFrom(node) => self.check_import_from(node),
            Stmt::Global(node) => self.declare_global(&node.names, node.range()),
            Stmt::Nonlocal(node) => self.declare_nonlocal(&node.names, node.range()),
            Stmt::Return(node) => {
                self.check_return(node.range());
                visitor::walk_stmt(self, stmt);
            }
            Stmt::Break(node) => self.check_loop_control("'break' outside loop", node.range()),
            Stmt::Continue(node) => {
                self.check_loop_control("'continue' not properly in loop", node.range());
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn check_annotated(&mut self, node: &'a StmtAnnAssign) {
        self.annotate(node);
        if !node.target.is_name_expr() {
            self.visit_expr(&node.target);
        }
        self.visit_annotation(&node.annotation);
        if let Some(value) = &node.value {
            self.visit_expr(value);
        }
    }

    fn check_for(&mut self, node: &'a StmtFor) {
        if node.is_async {
            self.check_in_async("'async for' outside async function", node.range());
        }
        self.visit_expr(&node.target);
        self.visit_expr(&node.iter);
        self.in_loop(|checker| checker.visit_body(&node.body));
        self.visit_body(&node.orelse);
    }

    fn check_with(&mut self, node: &'a StmtWith) {
        if node.is_async {
            self.check_in_async("'async with' outside async function", node.range());
        }
        for item in &node.items {
            self.visit_with_item(item);
        }
        self.visit_body(&node.body);
    }

    fn check_in_async(&mut self, message: &str, range: TextRange) {
        if self.scope().kind != (ScopeKind::Function { is_async: true }) {
            self.report(message, range);
        }
    }

    fn in_loop(&mut self, walk: impl FnOnce(&mut Self)) {
        let outside = self.surroundings;
        self.surroundings.in_loop = true;
        self.surroundings.except_star_in_loop = false;
        walk(self);
        self.surroundings = outside;
    }

    fn check_return(&mut self, range: TextRange) {
        if !matches!(self.scope().kind, ScopeKind::Function { .. }) {
            self.report("'return' outside function", range);
        }
        self.check_leaving(self.surroundings.in_except_star, range);
    }

    fn check_loop_control(&mut self, message: &str, range: TextRange) {
        self.check_leaving(self.surroundings.except_star_in_loop, range);
        if !self.surroundings.in_loop {
            self.report(message, range);
        }
    }

    fn check_leaving(&mut self, is_trapped: bool, range: TextRange) {
        if is_trapped {
            let message = "'break', 'continue' and 'return' cannot appear in an except* block";
            self.report(message, range);
        }
    }

    fn check_try(&mut self, node: &'a StmtTry) {
        self.visit_body(&node.body);
        for ExceptHandler::ExceptHandler(handler) in &node.handlers {
            if let Some(type_) = &handler.type_ {
                self.visit_expr(type_);
            }
            if let Some(name) = &handler.name {
                self.assign(name.as_str(), handler.range());
            }
            let outside = self.surroundings;
            self.surroundings.in_except_star |= node.is_star;
            self.surroundings.except_star_in_loop |= node.is_star;
            self.visit_body(&handler.body);
            self.surroundings = outside;
        }
        self.visit_body(&node.orelse);
        self.visit_body(&node.finalbody);
    }

    fn check_import(&mut self, alias: &'a Alias) {
        let name = match &alias.asname {
            Some(name) => name.as_str(),
            None => alias.name.as_str().split('.').next().unwrap_or(""),
        };
        // An import binds, yet a later `global` may still name it.
        self.check_assigned(name, alias.range());
    }

    fn check_import_from(&mut self, node: &'a StmtImportFrom) {
        if is_future_import(node) && node.start() > self.future_end {
            let message = "from __future__ imports must occur at the beginning of the file";
            self.report(message, node.range());
        }
        for alias in &node.names {
            if alias.name.as_str() == "*" && self.scope().kind != ScopeKind::Module {
                self.report("import * only allowed at module level", alias.range());
            }
            self.check_import(alias);
        }
    }

    /// Finds where `from __future__` may stand: after the docstring, before any other statement.
    pub fn find_future_imports(&mut self, body: &[Stmt]) {
        let may_stand = |(index, stmt): &(usize, &Stmt)| match stmt {
            Stmt::Expr(node) => *index == 0 && node.value.is_string_literal_expr(),
            Stmt::ImportFrom(node) => is_future_import(node),
            _ => false,
        };
        let leading = body.iter().enumerate().take_while(may_stand);
        self.future_end = leading.last().map_or(0.into(), |(_, stmt)| stmt.start());
    }
}

fn is_future_import(node: &StmtImportFrom) -> bool {
    node.level == 0 && node.module.as_deref() == Some("__future__")
}
