//! Names in statements and patterns, and the scopes that definitions open.

use super::Collector;
use crate::compile::error::{CompileError, CompileResult};
use crate::compile::scope::{Part, ScopeId, ScopeKind};
use crate::syntax::ast::{self, ExceptHandler, Expr, Pattern, Stmt, TypeParam};
use crate::syntax::{Ranged, TextRange};

impl Collector {
    pub(super) fn statements(&mut self, body: &[Stmt]) -> CompileResult {
        body.iter().try_for_each(|statement| self.statement(statement))
    }

    fn statement(&mut self, statement: &Stmt) -> CompileResult {
        match statement {
            Stmt::FunctionDef(function) => self.function(function),
            Stmt::ClassDef(class) => self.class(class),
            Stmt::Return(node) => self.expressions(node.value.iter().map(|value| &**value)),
            Stmt::Delete(node) => self.expressions(&node.targets),
            Stmt::TypeAlias(alias) => self.type_alias(alias),
            Stmt::Assign(node) => {
                self.expression(&node.value)?;
                self.expressions(&node.targets)
            }
            Stmt::AugAssign(node) => {
                if let Expr::Name(name) = &*node.target {
                    self.read(name.id.as_str());
                }
                self.expression(&node.target)?;
                self.expression(&node.value)
            }
            Stmt::AnnAssign(node) => self.annotated(node),
            Stmt::For(node) => {
                if node.is_async {
                    self.awaits(node.range(), "'async for'")?;
                }
                self.expression(&node.iter)?;
                self.expression(&node.target)?;
                self.statements(&node.body)?;
                self.statements(&node.orelse)
            }
            Stmt::While(node) => {
                self.expression(&node.test)?;
                self.statements(&node.body)?;
                self.statements(&node.orelse)
            }
            Stmt::If(node) => self.conditional(node),
            Stmt::With(node) => self.with(node),
            Stmt::Match(node) => self.matching(node),
            Stmt::Raise(node) => self.expressions([&node.exc, &node.cause].into_iter().flatten().map(|e| &**e)),
            Stmt::Try(node) => self.attempt(node),
            Stmt::Assert(node) => {
                self.expression(&node.test)?;
                self.expressions(node.msg.iter().map(|message| &**message))
            }
            Stmt::Import(node) => {
                for alias in &node.names {
                    let name = alias.asname.as_ref().map_or_else(|| first_part(&alias.name), |name| name.as_str());
                    self.bind(name);
                }
                Ok(())
            }
            Stmt::ImportFrom(node) => self.import_from(node),
            Stmt::Global(node) => self.declare(&node.names, node.range(), Declaration::Global),
            Stmt::Nonlocal(node) => self.declare(&node.names, node.range(), Declaration::Nonlocal),
            Stmt::Expr(node) => self.expression(&node.value),
            Stmt::Pass(_) | Stmt::Break(_) | Stmt::Continue(_) | Stmt::IpyEscapeCommand(_) => Ok(()),
        }
    }

    fn function(&mut self, function: &ast::StmtFunctionDef) -> CompileResult {
        self.expressions(function.decorator_list.iter().map(|decorator| &decorator.expression))?;
        self.defaults(&function.parameters)?;
        self.bind(function.name.as_str());
        self.with_type_parameters(function, function.name.as_str(), function.type_params.as_deref(), |this| {
            this.function_annotations(function)?;
            let id = this.open(function, Part::Body, ScopeKind::Function, function.name.as_str());
            this.tree.get_mut(id).is_async = function.is_async;
            this.inside(id, |this| {
                this.bind_parameters(&function.parameters)?;
                this.statements(&function.body)
            })
        })
    }

    fn function_annotations(&mut self, function: &ast::StmtFunctionDef) -> CompileResult {
        let mut annotations: Vec<&Expr> =
            function.parameters.iter().filter_map(|parameter| parameter.annotation()).collect();
        annotations.extend(function.returns.as_deref());
        if annotations.is_empty() {
            return Ok(());
        }
        let future = self.future_annotations;
        self.in_scope(function, Part::Annotations, ScopeKind::Annotation, "__annotate__", |this| {
            this.bind_parameter(".format", function.range())?;
            if future { Ok(()) } else { this.expressions(annotations) }
        })
    }

    fn class(&mut self, class: &ast::StmtClassDef) -> CompileResult {
        self.expressions(class.decorator_list.iter().map(|decorator| &decorator.expression))?;
        self.bind(class.name.as_str());
        self.with_type_parameters(class, class.name.as_str(), class.type_params.as_deref(), |this| {
            if let Some(arguments) = &class.arguments {
                this.arguments(arguments)?;
            }
            this.in_scope(class, Part::Body, ScopeKind::Class, class.name.as_str(), |this| {
                this.in_class(&class.name.id, |this| this.class_body(class))
            })
        })
    }

    fn class_body(&mut self, class: &ast::StmtClassDef) -> CompileResult {
        if class.type_params.is_some() {
            self.read(".type_params");
        }
        self.statements(&class.body)
    }

    /// Runs `body` in the scope of the type parameters, if there are any.
    fn with_type_parameters<T>(
        &mut self,
        node: &T,
        name: &str,
        parameters: Option<&ast::TypeParams>,
        body: impl FnOnce(&mut Self) -> CompileResult,
    ) -> CompileResult {
        let Some(parameters) = parameters else {
            return body(self);
        };
        let name = format!("<generic parameters of {name}>");
        self.in_scope(node, Part::TypeParameters, ScopeKind::Annotation, &name, |this| {
            this.bind_parameter(".defaults", parameters.range())?;
            this.bind_parameter(".kwdefaults", parameters.range())?;
            this.bind(".type_params");
            parameters.iter().try_for_each(|parameter| this.type_parameter(parameter))?;
            body(this)
        })
    }

    fn type_parameter(&mut self, parameter: &TypeParam) -> CompileResult {
        self.bind(parameter.name().as_str());
        let name = parameter.name().as_str();
        if let TypeParam::TypeVar(variable) = parameter
            && let Some(bound) = &variable.bound
        {
            self.in_scope(parameter, Part::Body, ScopeKind::Annotation, name, |this| {
                this.bind_parameter(".format", bound.range())?;
                this.expression(bound)
            })?;
        }
        if let Some(default) = parameter.default() {
            self.in_scope(parameter, Part::Default, ScopeKind::Annotation, name, |this| {
                this.bind_parameter(".format", default.range())?;
                this.expression(default)
            })?;
        }
        Ok(())
    }

    fn type_alias(&mut self, alias: &ast::StmtTypeAlias) -> CompileResult {
        self.expression(&alias.name)?;
        let name = match &*alias.name {
            Expr::Name(name) => name.id.as_str(),
            _ => "",
        };
        self.with_type_parameters(alias, name, alias.type_params.as_deref(), |this| {
            this.in_scope(alias, Part::Body, ScopeKind::Annotation, name, |this| {
                this.bind_parameter(".format", alias.range())?;
                this.expression(&alias.value)
            })
        })
    }

    fn annotated(&mut self, node: &ast::StmtAnnAssign) -> CompileResult {
        if let Some(value) = &node.value {
            self.expression(value)?;
        }
        match &*node.target {
            Expr::Name(name) => {
                let name = self.mangled(name.id.as_str());
                let symbol = self.scope().entry(&name);
                if node.simple && (symbol.uses.global || symbol.uses.nonlocal) {
                    let kind = if symbol.uses.global { "global" } else { "nonlocal" };
                    return Err(CompileError::new(
                        format!("annotated name '{name}' can't be {kind}"),
                        node.target.range(),
                    ));
                }
                if node.simple || node.value.is_some() {
                    symbol.uses.bound = true;
                }
                symbol.uses.annotated |= node.simple;
            }
            target => self.expression(target)?,
        }
        let evaluated = node.simple && !self.scope().kind.is_function_like();
        if !evaluated {
            return Ok(());
        }
        let id = self.annotations_of_block()?;
        if self.future_annotations {
            return Ok(());
        }
        self.inside(id, |this| this.expression(&node.annotation))
    }

    /// The scope of the annotations of the variables of the current class or module.
    fn annotations_of_block(&mut self) -> CompileResult<ScopeId> {
        let block = self.current;
        if let Some(id) = self.tree.annotations_of(block) {
            return Ok(id);
        }
        let id = self.add_scope(ScopeKind::Annotation, "__annotate__");
        self.tree.set_annotations_of(block, id);
        self.inside(id, |this| this.bind_parameter(".format", TextRange::default()))?;
        Ok(id)
    }

    fn conditional(&mut self, node: &ast::StmtIf) -> CompileResult {
        self.expression(&node.test)?;
        self.statements(&node.body)?;
        for clause in &node.elif_else_clauses {
            self.expressions(&clause.test)?;
            self.statements(&clause.body)?;
        }
        Ok(())
    }

    fn with(&mut self, node: &ast::StmtWith) -> CompileResult {
        if node.is_async {
            self.awaits(node.range(), "'async with'")?;
        }
        for item in &node.items {
            self.expression(&item.context_expr)?;
            self.expressions(item.optional_vars.iter().map(|target| &**target))?;
        }
        self.statements(&node.body)
    }

    fn attempt(&mut self, node: &ast::StmtTry) -> CompileResult {
        self.statements(&node.body)?;
        for ExceptHandler::ExceptHandler(handler) in &node.handlers {
            self.expressions(handler.type_.iter().map(|kind| &**kind))?;
            if let Some(name) = &handler.name {
                self.note(name.as_str(), |uses| {
                    uses.bound = true;
                    uses.deleted = true;
                });
            }
            self.statements(&handler.body)?;
        }
        self.statements(&node.orelse)?;
        self.statements(&node.finalbody)
    }

    fn import_from(&mut self, node: &ast::StmtImportFrom) -> CompileResult {
        for alias in &node.names {
            if alias.name.as_str() == "*" {
                if self.scope().kind != ScopeKind::Module {
                    return Err(CompileError::new("import * only allowed at module level", node.range()));
                }
                continue;
            }
            self.bind(alias.asname.as_ref().unwrap_or(&alias.name).as_str());
        }
        Ok(())
    }

    fn matching(&mut self, node: &ast::StmtMatch) -> CompileResult {
        self.expression(&node.subject)?;
        for case in &node.cases {
            self.pattern(&case.pattern)?;
            self.expressions(case.guard.iter().map(|guard| &**guard))?;
            self.statements(&case.body)?;
        }
        Ok(())
    }

    fn pattern(&mut self, pattern: &Pattern) -> CompileResult {
        match pattern {
            Pattern::MatchValue(node) => self.expression(&node.value),
            Pattern::MatchSingleton(_) => Ok(()),
            Pattern::MatchSequence(node) => self.patterns(&node.patterns),
            Pattern::MatchMapping(node) => {
                self.expressions(&node.keys)?;
                self.patterns(&node.patterns)?;
                self.captured(node.rest.as_ref())
            }
            Pattern::MatchClass(node) => {
                self.expression(&node.cls)?;
                self.patterns(&node.arguments.patterns)?;
                self.patterns(node.arguments.keywords.iter().map(|keyword| &keyword.pattern))
            }
            Pattern::MatchStar(node) => self.captured(node.name.as_ref()),
            Pattern::MatchAs(node) => {
                self.patterns(node.pattern.iter().map(|inner| &**inner))?;
                self.captured(node.name.as_ref())
            }
            Pattern::MatchOr(node) => self.patterns(&node.patterns),
        }
    }

    fn patterns<'a>(&mut self, patterns: impl IntoIterator<Item = &'a Pattern>) -> CompileResult {
        patterns.into_iter().try_for_each(|pattern| self.pattern(pattern))
    }

    fn captured(&mut self, name: Option<&ast::Identifier>) -> CompileResult {
        if let Some(name) = name {
            self.bind(name.as_str());
        }
        Ok(())
    }

    fn declare(&mut self, names: &[ast::Identifier], range: TextRange, as_what: Declaration) -> CompileResult {
        if as_what == Declaration::Nonlocal && self.scope().kind == ScopeKind::Module {
            return Err(CompileError::new("nonlocal declaration not allowed at module level", range));
        }
        for identifier in names {
            let name = self.mangled(identifier.as_str());
            let symbol = self.scope().entry(&name);
            if let Some(message) = as_what.conflict(symbol.uses) {
                return Err(CompileError::new(message.replace("{}", &name), range));
            }
            symbol.declared = Some(range);
            match as_what {
                Declaration::Global => symbol.uses.global = true,
                Declaration::Nonlocal => symbol.uses.nonlocal = true,
            }
        }
        Ok(())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Declaration {
    Global,
    Nonlocal,
}

impl Declaration {
    /// What is wrong with declaring a name so after it was used so, `{}` standing for the name.
    fn conflict(self, uses: crate::compile::scope::Uses) -> Option<&'static str> {
        let (both, messages) = match self {
            Self::Global => (uses.nonlocal, GLOBAL_CONFLICTS),
            Self::Nonlocal => (uses.global, NONLOCAL_CONFLICTS),
        };
        if both {
            return Some("name '{}' is nonlocal and global");
        }
        let [parameter, annotated, assigned, used] = messages;
        if uses.parameter {
            Some(parameter)
        } else if uses.annotated {
            Some(annotated)
        } else if uses.bound {
            Some(assigned)
        } else if uses.read {
            Some(used)
        } else {
            None
        }
    }
}

const GLOBAL_CONFLICTS: [&str; 4] = [
    "name '{}' is parameter and global",
    "annotated name '{}' can't be global",
    "name '{}' is assigned to before global declaration",
    "name '{}' is used prior to global declaration",
];

const NONLOCAL_CONFLICTS: [&str; 4] = [
    "name '{}' is parameter and nonlocal",
    "annotated name '{}' can't be nonlocal",
    "name '{}' is assigned to before nonlocal declaration",
    "name '{}' is used prior to nonlocal declaration",
];

fn first_part(dotted: &str) -> &str {
    dotted.split('.').next().unwrap_or(dotted)
}
