//! Functions and lambdas: their units, defaults, closures, decorators and qualified names.

use super::{Generator, assemble, end_of_body};
use crate::bytecode::{CodeKind, CodeUnit, Constant, Op, Parameters};
use crate::compile::docstring;
use crate::compile::error::CompileResult;
use crate::compile::fold::fold;
use crate::compile::hoist::constants_in_loops;
use crate::compile::scope::{Binding, Part, Scope, ScopeId, ScopeKind};
use crate::compile::unit::Unit;
use crate::syntax::ast::name::Name;
use crate::syntax::ast::{self, Decorator, Expr};
use crate::syntax::{Ranged, TextRange};

/// What `MakeFunction` takes besides the code: registers, where there is something.
#[derive(Clone, Copy, Default)]
pub(super) struct Extras {
    pub defaults: Option<u16>,
    pub keyword_defaults: Option<u16>,
    pub annotate: Option<u16>,
}

impl Extras {
    fn is_empty(self) -> bool {
        self.defaults.is_none() && self.keyword_defaults.is_none() && self.annotate.is_none()
    }
}

impl<'a> Generator<'a> {
    /// Starts a unit inside the current one.
    #[inline(never)]
    pub(super) fn begin(&mut self, kind: CodeKind, name: &str, scope: ScopeId, range: TextRange) {
        let qualified = self.qualified_name(name);
        let mut unit = Unit::new(kind, name, qualified, scope);
        unit.first_line = self.map.line(range.start());
        self.outer.push(std::mem::replace(&mut self.unit, unit));
    }

    /// Ends the current unit and goes back to the one around it.
    #[inline(never)]
    pub(super) fn finish(&mut self) -> Box<CodeUnit> {
        let outer = self.outer.pop().expect("a unit that was begun has one around it");
        let unit = std::mem::replace(&mut self.unit, outer);
        Box::new(assemble(unit, self.map, self.file.clone()))
    }

    fn qualified_name(&self, name: &str) -> String {
        let is_generic = |unit: &&Unit<'a>| unit.name.starts_with("<generic parameters");
        let around = std::iter::once(&self.unit).chain(self.outer.iter().rev());
        let Some(parent) = around.into_iter().find(|unit| !is_generic(unit)) else {
            return name.to_owned();
        };
        let declared = self.scope(parent.scope()).get(&self.mangled(name)).map(|symbol| symbol.binding);
        match parent.kind {
            CodeKind::Module => name.to_owned(),
            _ if declared == Some(Binding::GlobalExplicit) => name.to_owned(),
            CodeKind::Class => format!("{}.{name}", parent.qualified_name),
            _ => format!("{}.<locals>.{name}", parent.qualified_name),
        }
    }

    pub(super) fn function(&mut self, node: &'a ast::StmtFunctionDef) -> CompileResult {
        let name = node.name.as_str();
        let range = TextRange::new(def_start(&node.decorator_list, node.range(), self), node.parameters.range().end());
        self.scratch(|this| {
            if node.decorator_list.is_empty()
                && let Some(register) = this.register_of(name)
                && !this.unit.volatile.contains(&register)
            {
                this.generic_function(node, register, range)?;
                this.unit.flow.bind(register);
                return Ok(());
            }
            let windows = this.decorators(&node.decorator_list)?;
            let value = this.temporary(range)?;
            this.generic_function(node, value, range)?;
            this.decorate(&node.decorator_list, &windows);
            this.store_name(name, windows.first().copied().unwrap_or(value), range)
        })
    }

    /// Evaluates decorators, each into a window whose first argument is the next one's window.
    pub(super) fn decorators(&mut self, decorators: &'a [Decorator]) -> CompileResult<Vec<u16>> {
        let mut windows = Vec::new();
        for decorator in decorators {
            let f = self.unit.allocate(2, decorator.range())?;
            self.expression(&decorator.expression, f)?;
            windows.push(f);
        }
        Ok(windows)
    }

    /// Calls the decorators, innermost first, each result taking the place of its window.
    pub(super) fn decorate(&mut self, decorators: &'a [Decorator], windows: &[u16]) {
        for (decorator, f) in decorators.iter().zip(windows).rev() {
            let range = decorator.expression.range();
            self.emit(range, Op::Call { f: *f, argc: 1, dst: *f });
        }
    }

    /// Makes the function in `dst`, within the scope of its type parameters if it has any.
    fn generic_function(&mut self, node: &'a ast::StmtFunctionDef, dst: u16, range: TextRange) -> CompileResult {
        self.scratch(|this| {
            let mut extras = this.defaults(&node.parameters)?;
            if node.type_params.is_some() {
                return this.function_with_type_parameters(node, extras, dst, range);
            }
            extras.annotate = this.function_annotations(node)?;
            this.function_object(node, extras, dst, range)
        })
    }

    pub(super) fn function_object(
        &mut self,
        node: &'a ast::StmtFunctionDef,
        extras: Extras,
        dst: u16,
        range: TextRange,
    ) -> CompileResult {
        let scope = self.tree.of_node(node, Part::Body).expect("scope analysis saw the function");
        let kind = function_kind(self.scope(scope));
        self.begin(kind, node.name.as_str(), scope, node.range());
        self.unit.parameters = parameters(&node.parameters);
        self.declare_variables(range)?;
        let (doc, body) = docstring::split(&node.body);
        self.unit.doc = doc;
        self.hoist(constants_in_loops(body), range)?;
        self.statements(body)?;
        let last = node.body.last().map_or(range, end_of_body);
        self.unit.leave(last, Op::ReturnNone {});
        let code = self.finish();
        self.make_function(code, extras, dst, range)
    }

    #[inline(never)]
    pub(super) fn lambda(&mut self, node: &'a ast::ExprLambda, dst: u16) -> CompileResult {
        let range = node.range();
        let extras = match &node.parameters {
            Some(parameters) => self.defaults(parameters)?,
            None => Extras::default(),
        };
        let scope = self.tree.of_node(node, Part::Body).expect("scope analysis saw the lambda");
        let kind = function_kind(self.scope(scope));
        self.begin(kind, "<lambda>", scope, range);
        self.unit.parameters = node.parameters.as_deref().map(parameters).unwrap_or_default();
        self.declare_variables(range)?;
        self.return_value(&node.body, node.body.range())?;
        let code = self.finish();
        self.make_function(code, extras, dst, range)
    }

    /// Evaluates the defaults of parameters into a tuple and a dict.
    fn defaults(&mut self, parameters: &'a ast::Parameters) -> CompileResult<Extras> {
        let range = parameters.range();
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let positional: Vec<&'a Expr> = positional.filter_map(|parameter| parameter.default()).collect();
        let mut extras = Extras::default();
        if !positional.is_empty() {
            let dst = self.temporary(range)?;
            self.scratch(|this| this.default_tuple(&positional, dst, range))?;
            extras.defaults = Some(dst);
        }
        let named: Vec<(&Name, &'a Expr)> = parameters
            .kwonlyargs
            .iter()
            .filter_map(|parameter| Some((parameter.name().id(), parameter.default()?)))
            .collect();
        if !named.is_empty() {
            let dst = self.temporary(range)?;
            self.scratch(|this| this.default_dict(&named, dst, range))?;
            extras.keyword_defaults = Some(dst);
        }
        Ok(extras)
    }

    fn default_tuple(&mut self, values: &[&'a Expr], dst: u16, range: TextRange) -> CompileResult {
        if let Some(constants) = values.iter().map(|value| fold(value)).collect() {
            return self.constant(Constant::Tuple(constants), dst, range);
        }
        let base = self.unit.allocate(values.len(), range)?;
        for (register, value) in (base..).zip(values) {
            self.expression(value, register)?;
        }
        let count = values.len() as u16;
        self.emit(range, Op::BuildTuple { dst, base, count });
        Ok(())
    }

    fn default_dict(&mut self, named: &[(&Name, &'a Expr)], dst: u16, range: TextRange) -> CompileResult {
        let base = self.unit.allocate(2 * named.len(), range)?;
        for (register, (name, value)) in (base..).step_by(2).zip(named) {
            let name = self.mangled(name);
            self.constant(Constant::Str(name.to_string()), register, range)?;
            self.expression(value, register + 1)?;
        }
        let count = named.len() as u16;
        self.emit(range, Op::BuildDict { dst, base, count });
        Ok(())
    }

    pub(super) fn make_plain_function(&mut self, code: Box<CodeUnit>, dst: u16, range: TextRange) -> CompileResult {
        self.make_function(code, Extras::default(), dst, range)
    }

    pub(super) fn make_function(&mut self, code: Box<CodeUnit>, extras: Extras, dst: u16, range: TextRange) -> CompileResult {
        if extras.is_empty() {
            return self.make_closure(code, dst, range);
        }
        self.scratch(|this| {
            let base = this.unit.allocate(4, range)?;
            this.extra(base, extras.defaults, range);
            this.extra(base + 1, extras.keyword_defaults, range);
            this.closure(&code.free, base + 2, range)?;
            this.extra(base + 3, extras.annotate, range);
            let code = this.unit.pools.constant(Constant::Code(code), range)?;
            this.emit(range, Op::MakeFunction { dst, code, base });
            Ok(())
        })
    }

    /// A function with nothing but its code and closure.
    fn make_closure(&mut self, code: Box<CodeUnit>, dst: u16, range: TextRange) -> CompileResult {
        self.scratch(|this| {
            let base = this.unit.allocate(code.free.len().max(1), range)?;
            for (register, name) in (base..).zip(&code.free) {
                let cell = this.cell_of(&Name::new(name));
                this.move_to(register, cell, range);
            }
            let code = this.unit.pools.constant(Constant::Code(code), range)?;
            this.emit(range, Op::MakeClosure { dst, code, base });
            Ok(())
        })
    }

    fn extra(&mut self, register: u16, src: Option<u16>, range: TextRange) {
        match src {
            Some(src) => self.move_to(register, src, range),
            None => self.emit(range, Op::Clear { dst: register }),
        }
    }

    fn closure(&mut self, free: &[String], dst: u16, range: TextRange) -> CompileResult {
        if free.is_empty() {
            self.emit(range, Op::Clear { dst });
            return Ok(());
        }
        self.scratch(|this| {
            // The slot of the annotations lies between: the tuple's items go above it.
            this.unit.allocate(1, range)?;
            let base = this.unit.allocate(free.len(), range)?;
            for (register, name) in (base..).zip(free) {
                let cell = this.cell_of(&Name::new(name));
                this.move_to(register, cell, range);
            }
            let count = free.len() as u16;
            this.emit(range, Op::BuildTuple { dst, base, count });
            Ok(())
        })
    }
}

fn function_kind(scope: &Scope) -> CodeKind {
    match (scope.is_async, scope.has_yield) {
        (true, true) => CodeKind::AsyncGenerator,
        (true, false) => CodeKind::Coroutine,
        (false, true) => CodeKind::Generator,
        (false, false) => {
            debug_assert!(scope.kind != ScopeKind::Class);
            CodeKind::Function
        }
    }
}

fn parameters(parameters: &ast::Parameters) -> Parameters {
    Parameters {
        positional_only: parameters.posonlyargs.len() as u16,
        positional: (parameters.posonlyargs.len() + parameters.args.len()) as u16,
        keyword_only: parameters.kwonlyargs.len() as u16,
        star_args: parameters.vararg.is_some(),
        star_kwargs: parameters.kwarg.is_some(),
    }
}

/// Where the `def` or `class` itself starts, after the decorators.
pub(super) fn def_start(decorators: &[Decorator], range: TextRange, generator: &Generator<'_>) -> crate::syntax::TextSize {
    let Some(last) = decorators.last() else {
        return range.start();
    };
    let line = generator.map.line(last.range().end());
    let next = generator.map.line_start(line + 1);
    next.min(range.end())
}
