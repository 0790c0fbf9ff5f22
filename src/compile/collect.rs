//! The first pass of scope analysis: which names each block binds, reads and declares.

use super::error::{CompileError, CompileResult};
use super::mangle::mangle;
use super::scope::{Part, Scope, ScopeId, ScopeKind, ScopeTree, Uses};
use crate::syntax::ast::name::Name;
use crate::syntax::ast::{self, Expr, Stmt};
use crate::syntax::{Ranged, TextRange};

mod expressions;
mod statements;

pub fn module(body: &[Stmt]) -> CompileResult<ScopeTree> {
    let mut collector = Collector::new();
    collector.future_annotations = imports_future_annotations(body);
    collector.statements(body)?;
    Ok(collector.tree)
}

pub fn expression(expression: &Expr) -> CompileResult<ScopeTree> {
    let mut collector = Collector::new();
    collector.expression(expression)?;
    Ok(collector.tree)
}

/// Whether the module starts with `from __future__ import annotations`.
pub fn imports_future_annotations(body: &[Stmt]) -> bool {
    body.iter().any(|statement| match statement {
        Stmt::ImportFrom(import) => {
            let future = import.module.as_ref().is_some_and(|m| m.as_str() == "__future__");
            future && import.names.iter().any(|alias| alias.name.as_str() == "annotations")
        }
        _ => false,
    })
}

struct Collector {
    tree: ScopeTree,
    current: ScopeId,
    /// The class whose private names are mangled here.
    class: Option<Name>,
    future_annotations: bool,
}

impl Collector {
    fn new() -> Self {
        let mut tree = ScopeTree::default();
        let current = tree.add(Scope::new(ScopeKind::Module, Name::new("<module>"), None));
        Self {
            tree,
            current,
            class: None,
            future_annotations: false,
        }
    }

    fn scope(&mut self) -> &mut Scope {
        self.tree.get_mut(self.current)
    }

    /// Runs `body` in a new scope below the current one.
    fn in_scope<T>(
        &mut self,
        node: &T,
        part: Part,
        kind: ScopeKind,
        name: &str,
        body: impl FnOnce(&mut Self) -> CompileResult,
    ) -> CompileResult {
        let id = self.open(node, part, kind, name);
        self.inside(id, body)
    }

    fn open<T>(&mut self, node: &T, part: Part, kind: ScopeKind, name: &str) -> ScopeId {
        let id = self.add_scope(kind, name);
        self.tree.register(node, part, id);
        id
    }

    fn add_scope(&mut self, kind: ScopeKind, name: &str) -> ScopeId {
        let mut scope = Scope::new(kind, Name::new(name), Some(self.current));
        if kind == ScopeKind::Annotation {
            let parent = self.tree.get(self.current);
            scope.sees_class = parent.kind == ScopeKind::Class || parent.sees_class;
        }
        if scope.sees_class {
            scope.entry(&Name::new_static("__classdict__")).uses.read = true;
        }
        self.tree.add(scope)
    }

    fn inside(&mut self, id: ScopeId, body: impl FnOnce(&mut Self) -> CompileResult) -> CompileResult {
        let outer = std::mem::replace(&mut self.current, id);
        let result = body(self);
        self.current = outer;
        result
    }

    fn in_class(&mut self, class: &Name, body: impl FnOnce(&mut Self) -> CompileResult) -> CompileResult {
        let outer = self.class.replace(class.clone());
        let result = body(self);
        self.class = outer;
        result
    }

    fn mangled(&self, name: &str) -> Name {
        mangle(self.class.as_deref(), name)
    }

    fn note(&mut self, name: &str, set: impl FnOnce(&mut Uses)) {
        let name = self.mangled(name);
        set(&mut self.scope().entry(&name).uses);
    }

    fn bind(&mut self, name: &str) {
        self.note(name, |uses| uses.bound = true);
    }

    fn read(&mut self, name: &str) {
        self.note(name, |uses| uses.read = true);
        let functions = self.tree.get(self.current).kind.is_function_like();
        if name == "super" && functions {
            self.note("__class__", |uses| uses.read = true);
        }
    }

    fn bind_parameter(&mut self, name: &str, range: TextRange) -> CompileResult {
        let name = self.mangled(name);
        let symbol = self.scope().entry(&name);
        if symbol.uses.parameter {
            return Err(CompileError::new(
                format!("duplicate parameter '{name}' in function definition"),
                range,
            ));
        }
        symbol.uses.parameter = true;
        symbol.uses.bound = true;
        self.scope().parameters += 1;
        Ok(())
    }

    /// Parameters in the order of their registers: positional, keyword-only, `*args`, `**kwargs`.
    fn bind_parameters(&mut self, parameters: &ast::Parameters) -> CompileResult {
        let named = parameters.posonlyargs.iter().chain(&parameters.args).chain(&parameters.kwonlyargs);
        for parameter in named {
            self.bind_parameter(parameter.name().as_str(), parameter.range())?;
        }
        for parameter in parameters.vararg.iter().chain(&parameters.kwarg) {
            self.bind_parameter(parameter.name.as_str(), parameter.range())?;
        }
        Ok(())
    }

    fn defaults(&mut self, parameters: &ast::Parameters) -> CompileResult {
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = parameter.default() {
                self.expression(default)?;
            }
        }
        Ok(())
    }
}
