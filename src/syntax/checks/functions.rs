//! Functions, classes and lambdas: their parameters and the scopes that they open.

use super::Checker;
use super::scope::ScopeKind;
use crate::syntax::Ranged;
use crate::syntax::ast::visitor::Visitor;
use crate::syntax::ast::{
    Expr, ExprLambda, Parameter, Parameters, StmtClassDef, StmtFunctionDef, StmtTypeAlias,
    TypeParam, TypeParams,
};

const GENERIC: ScopeKind = ScopeKind::Types("the definition of a generic");

impl<'a> Checker<'a> {
    pub fn check_function(&mut self, node: &'a StmtFunctionDef) {
        self.assign(node.name.as_str(), node.range());
        for decorator in &node.decorator_list {
            self.visit_decorator(decorator);
        }
        self.visit_defaults(&node.parameters);
        self.with_type_parameters(node.type_params.as_deref(), |checker| {
            for parameter in node.parameters.iter() {
                if let Some(annotation) = parameter.annotation() {
                    checker.visit_annotation(annotation);
                }
            }
            if let Some(returns) = &node.returns {
                checker.visit_annotation(returns);
            }
            checker.in_scope(
                ScopeKind::Function {
                    is_async: node.is_async,
                },
                |checker| {
                    checker.check_parameters(&node.parameters);
                    checker.visit_body(&node.body);
                },
            );
        });
    }

    pub fn check_class(&mut self, node: &'a StmtClassDef) {
        self.assign(node.name.as_str(), node.range());
        for decorator in &node.decorator_list {
            self.visit_decorator(decorator);
        }
        self.with_type_parameters(node.type_params.as_deref(), |checker| {
            if let Some(arguments) = &node.arguments {
                checker.visit_arguments(arguments);
            }
            checker.in_scope(ScopeKind::Class, |checker| checker.visit_body(&node.body));
        });
    }

    pub fn check_type_alias(&mut self, node: &'a StmtTypeAlias) {
        self.visit_expr(&node.name);
        self.with_type_parameters(node.type_params.as_deref(), |checker| {
            checker.in_types("a type alias", &node.value);
        });
    }

    pub fn check_lambda(&mut self, node: &'a ExprLambda) {
        if let Some(parameters) = &node.parameters {
            self.visit_defaults(parameters);
        }
        self.in_scope(ScopeKind::Function { is_async: false }, |checker| {
            if let Some(parameters) = &node.parameters {
                checker.check_parameters(parameters);
            }
            checker.visit_expr(&node.body);
        });
    }

    fn visit_defaults(&mut self, parameters: &'a Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = parameter.default() {
                self.visit_expr(default);
            }
        }
    }

    /// Binds the parameters in the function's own scope.
    pub fn check_parameters(&mut self, parameters: &'a Parameters) {
        let plain = parameters
            .iter_non_variadic_params()
            .map(|parameter| &parameter.parameter);
        let rest = parameters
            .vararg
            .iter()
            .chain(&parameters.kwarg)
            .map(|parameter| &**parameter);
        for parameter in plain.chain(rest) {
            self.check_parameter(parameter);
        }
    }

    fn check_parameter(&mut self, parameter: &'a Parameter) {
        let name = parameter.name.as_str();
        // CPython's node starts at the name, behind any stars.
        let range = parameter
            .range()
            .add_start(parameter.name.start() - parameter.start());
        self.check_assigned(name, range);
        if self.scope().uses(name).is_parameter {
            self.report(
                format!("duplicate argument '{name}' in function definition"),
                range,
            );
        }
        self.scope().update(name, |uses| uses.is_parameter = true);
    }

    fn with_type_parameters(
        &mut self,
        parameters: Option<&'a TypeParams>,
        walk: impl FnOnce(&mut Self),
    ) {
        let Some(parameters) = parameters else {
            return walk(self);
        };
        self.in_scope(GENERIC, |checker| {
            checker.check_type_parameters(parameters);
            walk(checker);
        });
    }

    fn check_type_parameters(&mut self, parameters: &'a TypeParams) {
        let mut has_default = false;
        for parameter in parameters.iter() {
            let name = parameter.name().as_str();
            if self.scope().type_parameters.contains(&name) {
                self.report(
                    format!("duplicate type parameter '{name}'"),
                    parameter.range(),
                );
            }
            self.scope().type_parameters.push(name);
            self.visit_type_parts(parameter);
            let default = parameter.default().is_some();
            if has_default && !default {
                let message =
                    format!("non-default type parameter '{name}' follows default type parameter");
                self.report(message, parameter.range());
            }
            has_default |= default;
        }
    }

    fn visit_type_parts(&mut self, parameter: &'a TypeParam) {
        let place = match parameter {
            TypeParam::TypeVar(node) => {
                let is_tuple = node.bound.as_deref().is_some_and(Expr::is_tuple_expr);
                let place = if is_tuple {
                    "a TypeVar constraint"
                } else {
                    "a TypeVar bound"
                };
                if let Some(bound) = &node.bound {
                    self.in_types(place, bound);
                }
                "a TypeVar default"
            }
            TypeParam::ParamSpec(_) => "a ParamSpec default",
            TypeParam::TypeVarTuple(_) => "a TypeVarTuple default",
        };
        if let Some(default) = parameter.default() {
            self.in_types(place, default);
        }
    }
}
