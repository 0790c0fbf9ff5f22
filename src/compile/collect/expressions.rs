//! Names in expressions, and the scopes that lambdas and comprehensions open.

use super::Collector;
use crate::compile::error::{CompileError, CompileResult};
use crate::compile::scope::{Part, ScopeId, ScopeKind};
use crate::syntax::ast::{self, Expr, ExprContext, InterpolatedStringElement};
use crate::syntax::{Ranged, TextRange, left_spine};

impl Collector {
    pub(super) fn expressions<'a>(&mut self, list: impl IntoIterator<Item = &'a Expr>) -> CompileResult {
        list.into_iter().try_for_each(|expression| self.expression(expression))
    }

    pub(super) fn expression(&mut self, expression: &Expr) -> CompileResult {
        for part in left_spine(expression).into_iter().rev() {
            self.besides_left(part)?;
        }
        Ok(())
    }

    /// The names in an expression, but for those in its left operand.
    fn besides_left(&mut self, expression: &Expr) -> CompileResult {
        match expression {
            Expr::Name(name) => {
                match name.ctx {
                    ExprContext::Load => self.read(name.id.as_str()),
                    ExprContext::Store => self.bind(name.id.as_str()),
                    ExprContext::Del => self.note(name.id.as_str(), |uses| {
                        uses.bound = true;
                        uses.deleted = true;
                    }),
                    ExprContext::Invalid => {}
                }
                Ok(())
            }
            Expr::BinOp(operation) => self.expression(&operation.right),
            Expr::BoolOp(operation) => self.expressions(&operation.values),
            Expr::UnaryOp(operation) => self.expression(&operation.operand),
            Expr::Compare(compare) => {
                self.expression(&compare.left)?;
                self.expressions(&compare.comparators)
            }
            Expr::Call(call) => self.arguments(&call.arguments),
            Expr::Attribute(_) => Ok(()),
            Expr::Subscript(subscript) => self.expression(&subscript.slice),
            Expr::Slice(slice) => {
                let parts = [&slice.lower, &slice.upper, &slice.step];
                self.expressions(parts.into_iter().flatten().map(|part| &**part))
            }
            Expr::If(conditional) => {
                self.expression(&conditional.test)?;
                self.expression(&conditional.body)?;
                self.expression(&conditional.orelse)
            }
            Expr::Named(named) => self.named(named),
            Expr::Lambda(lambda) => self.lambda(lambda),
            Expr::Tuple(tuple) => self.expressions(&tuple.elts),
            Expr::List(list) => self.expressions(&list.elts),
            Expr::Set(set) => self.expressions(&set.elts),
            Expr::Dict(dict) => self.dict(dict),
            Expr::Starred(starred) => self.expression(&starred.value),
            Expr::ListComp(c) => self.comprehension(c, "<listcomp>", &c.generators, &[&c.elt]),
            Expr::SetComp(c) => self.comprehension(c, "<setcomp>", &c.generators, &[&c.elt]),
            Expr::DictComp(c) => {
                let elements: Vec<&Expr> = c.key.iter().map(|key| &**key).chain([&*c.value]).collect();
                self.comprehension(c, "<dictcomp>", &c.generators, &elements)
            }
            Expr::Generator(g) => self.comprehension(g, "<genexpr>", &g.generators, &[&g.elt]),
            Expr::FString(string) => self.interpolated(string.value.elements()),
            Expr::TString(string) => self.interpolated(string.value.elements()),
            Expr::Await(node) => {
                self.awaits(node.range(), "'await'")?;
                self.expression(&node.value)
            }
            Expr::Yield(node) => {
                self.yields(node.range(), "'yield'")?;
                self.expressions(node.value.iter().map(|value| &**value))
            }
            Expr::YieldFrom(node) => {
                self.yields(node.range(), "'yield from'")?;
                self.expression(&node.value)
            }
            Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_)
            | Expr::IpyEscapeCommand(_) => Ok(()),
        }
    }

    fn dict(&mut self, dict: &ast::ExprDict) -> CompileResult {
        for item in dict {
            self.expressions(&item.key)?;
            self.expression(&item.value)?;
        }
        Ok(())
    }

    pub(super) fn arguments(&mut self, arguments: &ast::Arguments) -> CompileResult {
        self.expressions(&arguments.args)?;
        self.expressions(arguments.keywords.iter().map(|keyword| &keyword.value))
    }

    fn interpolated<'a>(
        &mut self,
        elements: impl Iterator<Item = &'a InterpolatedStringElement>,
    ) -> CompileResult {
        for element in elements {
            if let InterpolatedStringElement::Interpolation(value) = element {
                self.expression(&value.expression)?;
                if let Some(spec) = &value.format_spec {
                    self.interpolated(spec.elements.iter())?;
                }
            }
        }
        Ok(())
    }

    fn lambda(&mut self, lambda: &ast::ExprLambda) -> CompileResult {
        if let Some(parameters) = &lambda.parameters {
            self.defaults(parameters)?;
        }
        self.in_scope(lambda, Part::Body, ScopeKind::Lambda, "<lambda>", |this| {
            if let Some(parameters) = &lambda.parameters {
                this.bind_parameters(parameters)?;
            }
            this.expression(&lambda.body)
        })
    }

    /// The first iterable belongs to the enclosing block, everything else to the comprehension.
    fn comprehension<T>(
        &mut self,
        node: &T,
        name: &str,
        generators: &[ast::Comprehension],
        elements: &[&Expr],
    ) -> CompileResult {
        let Some(first) = generators.first() else {
            return Ok(());
        };
        self.expression(&first.iter)?;
        let kind = match name {
            "<genexpr>" => ScopeKind::Generator,
            _ => ScopeKind::Comprehension,
        };
        let id = self.open(node, Part::Body, kind, name);
        self.inside(id, |this| this.comprehension_body(generators, elements))?;
        let has_await = self.tree.get(id).has_await;
        if kind == ScopeKind::Comprehension && has_await {
            self.scope().has_await = true;
        }
        Ok(())
    }

    fn comprehension_body(&mut self, generators: &[ast::Comprehension], elements: &[&Expr]) -> CompileResult {
        if self.scope().kind == ScopeKind::Generator {
            self.scope().has_yield = true;
            self.bind_parameter(".0", generators[0].range())?;
        }
        for (position, generator) in generators.iter().enumerate() {
            if position > 0 {
                self.expression(&generator.iter)?;
            }
            if generator.is_async {
                self.scope().has_await = true;
            }
            self.iteration_target(&generator.target)?;
            self.expressions(&generator.ifs)?;
        }
        self.expressions(elements.iter().copied())
    }

    fn iteration_target(&mut self, target: &Expr) -> CompileResult {
        match target {
            Expr::Name(name) => {
                self.note(name.id.as_str(), |uses| {
                    uses.bound = true;
                    uses.iteration = true;
                });
                Ok(())
            }
            Expr::Tuple(tuple) => tuple.iter().try_for_each(|part| self.iteration_target(part)),
            Expr::List(list) => list.iter().try_for_each(|part| self.iteration_target(part)),
            Expr::Starred(starred) => self.iteration_target(&starred.value),
            other => self.expression(other),
        }
    }

    /// `:=` binds in the block around all comprehensions that it stands in.
    fn named(&mut self, named: &ast::ExprNamed) -> CompileResult {
        self.expression(&named.value)?;
        let Expr::Name(target) = &*named.target else {
            return self.expression(&named.target);
        };
        let name = self.mangled(target.id.as_str());
        let holder = self.walrus_holder(&name, target)?;
        let kind = self.tree.get(holder).kind;
        let global_there = self.tree.get(holder).get(&name).is_some_and(|s| s.uses.global);
        for scope in self.scopes_up_to(holder) {
            let uses = &mut self.tree.get_mut(scope).entry(&name).uses;
            if kind == ScopeKind::Module || global_there {
                uses.global = true;
            } else {
                uses.nonlocal = true;
            }
        }
        let uses = &mut self.tree.get_mut(holder).entry(&name).uses;
        uses.bound = true;
        uses.walrus = true;
        Ok(())
    }

    fn walrus_holder(&self, name: &str, target: &ast::ExprName) -> CompileResult<ScopeId> {
        let mut id = self.current;
        loop {
            let scope = self.tree.get(id);
            if !matches!(scope.kind, ScopeKind::Comprehension | ScopeKind::Generator) {
                break;
            }
            if scope.get(name).is_some_and(|symbol| symbol.uses.iteration) {
                let message =
                    format!("assignment expression cannot rebind comprehension iteration variable '{name}'");
                return Err(CompileError::new(message, target.range()));
            }
            id = scope.parent.expect("a comprehension has an enclosing scope");
        }
        if id != self.current && self.tree.get(id).kind == ScopeKind::Class {
            let message = "assignment expression within a comprehension cannot be used in a class body";
            return Err(CompileError::new(message, target.range()));
        }
        Ok(id)
    }

    fn scopes_up_to(&self, holder: ScopeId) -> Vec<ScopeId> {
        let mut scopes = Vec::new();
        let mut id = self.current;
        while id != holder {
            scopes.push(id);
            id = self.tree.get(id).parent.expect("the holder encloses the current scope");
        }
        scopes
    }

    fn yields(&mut self, range: TextRange, what: &str) -> CompileResult {
        let scope = self.scope();
        match scope.kind {
            ScopeKind::Function | ScopeKind::Lambda => {
                scope.has_yield = true;
                Ok(())
            }
            ScopeKind::Comprehension | ScopeKind::Generator => {
                let place = match scope.name.as_str() {
                    "<listcomp>" => "list comprehension",
                    "<setcomp>" => "set comprehension",
                    "<dictcomp>" => "dict comprehension",
                    _ => "generator expression",
                };
                Err(CompileError::new(format!("'yield' inside {place}"), range))
            }
            _ => Err(CompileError::new(format!("{what} outside function"), range)),
        }
    }

    pub(super) fn awaits(&mut self, range: TextRange, what: &str) -> CompileResult {
        self.scope().has_await = true;
        let mut id = self.current;
        loop {
            let scope = self.tree.get(id);
            match scope.kind {
                ScopeKind::Comprehension => {}
                ScopeKind::Generator => return Ok(()),
                ScopeKind::Function if scope.is_async => return Ok(()),
                ScopeKind::Function | ScopeKind::Lambda => {
                    return Err(CompileError::new(format!("{what} outside async function"), range));
                }
                _ => return Err(CompileError::new(format!("{what} outside function"), range)),
            }
            id = scope.parent.expect("a comprehension has an enclosing scope");
        }
    }
}
