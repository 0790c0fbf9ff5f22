//! What belongs to statements and expressions without being either: parameters, keywords, comprehensions, aliases.

use super::{Grower, NONE, Tree, int, node, optional_name, text};
use crate::syntax::ast;
use crate::syntax::Ranged;

impl Grower<'_> {
    pub(super) fn parameters(&self, parameters: Option<&ast::Parameters>) -> Tree {
        let empty = ast::Parameters::default();
        let parameters = parameters.unwrap_or(&empty);
        let by_position = || parameters.posonlyargs.iter().chain(&parameters.args);
        let several = |list: &[ast::ParameterWithDefault]| {
            Tree::List(list.iter().map(|each| self.parameter(&each.parameter)).collect())
        };
        let one = |parameter: Option<&ast::Parameter>| parameter.map_or(NONE, |parameter| self.parameter(parameter));
        node(
            "arguments",
            vec![
                ("posonlyargs", several(&parameters.posonlyargs)),
                ("args", several(&parameters.args)),
                ("vararg", one(parameters.vararg.as_deref())),
                ("kwonlyargs", several(&parameters.kwonlyargs)),
                ("kw_defaults", Tree::List(parameters.kwonlyargs.iter().map(|each| self.optional(each.default())).collect())),
                ("kwarg", one(parameters.kwarg.as_deref())),
                ("defaults", self.expressions(by_position().filter_map(ast::ParameterWithDefault::default))),
            ],
        )
    }

    fn parameter(&self, parameter: &ast::Parameter) -> Tree {
        let fields = vec![
            ("arg", text(parameter.name.as_str())),
            ("annotation", self.optional(parameter.annotation())),
            ("type_comment", NONE),
        ];
        // The star is no part of it.
        let range = match parameter.annotation() {
            Some(annotation) => Self::span(parameter.name.range(), annotation.range()),
            None => parameter.name.range(),
        };
        self.at(range, "arg", fields)
    }

    pub(super) fn keywords(&self, keywords: &[ast::Keyword]) -> Tree {
        let made = keywords.iter().map(|keyword| {
            let fields = vec![("arg", optional_name(keyword.arg.as_ref())), ("value", self.expression(&keyword.value))];
            self.at(keyword.range(), "keyword", fields)
        });
        Tree::List(made.collect())
    }

    pub(super) fn generators(&self, generators: &[ast::Comprehension]) -> Tree {
        let made = generators.iter().map(|generator| {
            node(
                "comprehension",
                vec![
                    ("target", self.expression(&generator.target)),
                    ("iter", self.expression(&generator.iter)),
                    ("ifs", self.expressions(&generator.ifs)),
                    ("is_async", int(generator.is_async)),
                ],
            )
        });
        Tree::List(made.collect())
    }

    pub(super) fn aliases(&self, aliases: &[ast::Alias]) -> Tree {
        let made = aliases.iter().map(|alias| {
            let fields = vec![("name", text(alias.name.as_str())), ("asname", optional_name(alias.asname.as_ref()))];
            self.at(alias.range(), "alias", fields)
        });
        Tree::List(made.collect())
    }

    pub(super) fn with_items(&self, items: &[ast::WithItem]) -> Tree {
        let made = items.iter().map(|item| {
            let target = self.optional(item.optional_vars.as_deref());
            node("withitem", vec![("context_expr", self.expression(&item.context_expr)), ("optional_vars", target)])
        });
        Tree::List(made.collect())
    }

    pub(super) fn handlers(&self, handlers: &[ast::ExceptHandler]) -> Tree {
        let made = handlers.iter().map(|handler| {
            let ast::ExceptHandler::ExceptHandler(handler) = handler;
            let fields = vec![
                ("type", self.optional(handler.type_.as_deref())),
                ("name", optional_name(handler.name.as_ref())),
                ("body", self.body(&handler.body)),
            ];
            self.at(handler.range(), "ExceptHandler", fields)
        });
        Tree::List(made.collect())
    }

    pub(super) fn type_parameters(&self, parameters: Option<&ast::TypeParams>) -> Tree {
        let made = parameters.into_iter().flat_map(|parameters| &parameters.type_params).map(|parameter| {
            let (class, name, bound, default) = match parameter {
                ast::TypeParam::TypeVar(p) => ("TypeVar", &p.name, Some(p.bound.as_deref()), &p.default),
                ast::TypeParam::TypeVarTuple(p) => ("TypeVarTuple", &p.name, None, &p.default),
                ast::TypeParam::ParamSpec(p) => ("ParamSpec", &p.name, None, &p.default),
            };
            let mut fields = vec![("name", text(name.as_str()))];
            fields.extend(bound.map(|bound| ("bound", self.optional(bound))));
            fields.push(("default_value", self.optional(default.as_deref())));
            self.at(parameter.range(), class, fields)
        });
        Tree::List(made.collect())
    }
}
