//! Statements.

use super::expressions::operator;
use super::{Grower, NONE, Tree, int, optional_name, text};
use crate::syntax::ast::{self, ElifElseClause, Stmt};
use crate::syntax::{Ranged, TextRange};

type Fields = Vec<(&'static str, Tree)>;

impl Grower<'_> {
    pub(super) fn statement(&self, statement: &Stmt) -> Tree {
        match statement {
            Stmt::FunctionDef(s) => self.function(s),
            Stmt::ClassDef(s) => self.class(s),
            Stmt::If(s) => {
                let fields = vec![
                    ("test", self.expression(&s.test)),
                    ("body", self.body(&s.body)),
                    ("orelse", self.clauses(&s.elif_else_clauses)),
                ];
                self.at(s.range, "If", fields)
            }
            _ => {
                let (class, fields) = self.compound(statement).unwrap_or_else(|| self.simple(statement));
                self.at(statement.range(), class, fields)
            }
        }
    }

    fn function(&self, function: &ast::StmtFunctionDef) -> Tree {
        let fields = vec![
            ("name", text(function.name.as_str())),
            ("args", self.parameters(Some(&function.parameters))),
            ("body", self.body(&function.body)),
            ("decorator_list", self.decorators(&function.decorator_list)),
            ("returns", self.optional(function.returns.as_deref())),
            ("type_comment", NONE),
            ("type_params", self.type_parameters(function.type_params.as_deref())),
        ];
        let class = if function.is_async { "AsyncFunctionDef" } else { "FunctionDef" };
        self.at(self.after_decorators(function.range, &function.decorator_list), class, fields)
    }

    fn class(&self, class: &ast::StmtClassDef) -> Tree {
        let (bases, keywords) = match &class.arguments {
            Some(arguments) => (self.expressions(arguments.args.iter()), self.keywords(&arguments.keywords)),
            None => (Tree::List(Vec::new()), Tree::List(Vec::new())),
        };
        let fields = vec![
            ("name", text(class.name.as_str())),
            ("bases", bases),
            ("keywords", keywords),
            ("body", self.body(&class.body)),
            ("decorator_list", self.decorators(&class.decorator_list)),
            ("type_params", self.type_parameters(class.type_params.as_deref())),
        ];
        self.at(self.after_decorators(class.range, &class.decorator_list), "ClassDef", fields)
    }

    fn decorators(&self, decorators: &[ast::Decorator]) -> Tree {
        self.expressions(decorators.iter().map(|decorator| &decorator.expression))
    }

    /// Where a definition itself stands: it begins at `def`, `async` or `class`.
    fn after_decorators(&self, range: TextRange, decorators: &[ast::Decorator]) -> TextRange {
        let Some(last) = decorators.last() else { return range };
        let between = &self.map.source()[TextRange::new(last.end(), range.end())];
        let mut skipped = 0;
        for line in between.split_inclusive('\n') {
            let code = line.trim_start_matches([' ', '\t', '\u{c}']);
            if !code.is_empty() && !code.starts_with(['#', '\n', '\r']) && skipped > 0 {
                skipped += line.len() - code.len();
                break;
            }
            skipped += line.len();
        }
        TextRange::new(last.end() + crate::syntax::TextSize::new(skipped as u32), range.end())
    }

    /// `elif` is an `if` within `else`.
    fn clauses(&self, clauses: &[ElifElseClause]) -> Tree {
        let Some((first, rest)) = clauses.split_first() else { return Tree::List(Vec::new()) };
        let Some(test) = &first.test else { return self.body(&first.body) };
        let end = clauses.last().map_or(first.range(), |last| last.range());
        let fields =
            vec![("test", self.expression(test)), ("body", self.body(&first.body)), ("orelse", self.clauses(rest))];
        Tree::List(vec![self.at(Self::span(first.range(), end), "If", fields)])
    }

    fn compound(&self, statement: &Stmt) -> Option<(&'static str, Fields)> {
        Some(match statement {
            Stmt::For(s) => (
                if s.is_async { "AsyncFor" } else { "For" },
                vec![
                    ("target", self.expression(&s.target)),
                    ("iter", self.expression(&s.iter)),
                    ("body", self.body(&s.body)),
                    ("orelse", self.body(&s.orelse)),
                    ("type_comment", NONE),
                ],
            ),
            Stmt::While(s) => (
                "While",
                vec![("test", self.expression(&s.test)), ("body", self.body(&s.body)), ("orelse", self.body(&s.orelse))],
            ),
            Stmt::With(s) => (
                if s.is_async { "AsyncWith" } else { "With" },
                vec![("items", self.with_items(&s.items)), ("body", self.body(&s.body)), ("type_comment", NONE)],
            ),
            Stmt::Match(s) => ("Match", vec![("subject", self.expression(&s.subject)), ("cases", self.cases(&s.cases))]),
            Stmt::Try(s) => (
                if s.is_star { "TryStar" } else { "Try" },
                vec![
                    ("body", self.body(&s.body)),
                    ("handlers", self.handlers(&s.handlers)),
                    ("orelse", self.body(&s.orelse)),
                    ("finalbody", self.body(&s.finalbody)),
                ],
            ),
            _ => return None,
        })
    }

    fn simple(&self, statement: &Stmt) -> (&'static str, Fields) {
        match statement {
            Stmt::Return(s) => ("Return", vec![("value", self.optional(s.value.as_deref()))]),
            Stmt::Delete(s) => ("Delete", vec![("targets", self.expressions(&s.targets))]),
            Stmt::TypeAlias(s) => (
                "TypeAlias",
                vec![
                    ("name", self.expression(&s.name)),
                    ("type_params", self.type_parameters(s.type_params.as_deref())),
                    ("value", self.expression(&s.value)),
                ],
            ),
            Stmt::Assign(s) => (
                "Assign",
                vec![("targets", self.expressions(&s.targets)), ("value", self.expression(&s.value)), ("type_comment", NONE)],
            ),
            Stmt::AugAssign(s) => (
                "AugAssign",
                vec![("target", self.expression(&s.target)), ("op", operator(s.op)), ("value", self.expression(&s.value))],
            ),
            Stmt::AnnAssign(s) => (
                "AnnAssign",
                vec![
                    ("target", self.expression(&s.target)),
                    ("annotation", self.expression(&s.annotation)),
                    ("value", self.optional(s.value.as_deref())),
                    ("simple", int(s.simple)),
                ],
            ),
            Stmt::Raise(s) => (
                "Raise",
                vec![("exc", self.optional(s.exc.as_deref())), ("cause", self.optional(s.cause.as_deref()))],
            ),
            Stmt::Assert(s) => {
                ("Assert", vec![("test", self.expression(&s.test)), ("msg", self.optional(s.msg.as_deref()))])
            }
            Stmt::Import(s) => ("Import", vec![("names", self.aliases(&s.names))]),
            Stmt::ImportFrom(s) => (
                "ImportFrom",
                vec![
                    ("module", optional_name(s.module.as_ref())),
                    ("names", self.aliases(&s.names)),
                    ("level", int(s.level)),
                ],
            ),
            Stmt::Global(s) => ("Global", vec![("names", identifiers(&s.names))]),
            Stmt::Nonlocal(s) => ("Nonlocal", vec![("names", identifiers(&s.names))]),
            Stmt::Expr(s) => ("Expr", vec![("value", self.expression(&s.value))]),
            Stmt::Break(_) => ("Break", vec![]),
            Stmt::Continue(_) => ("Continue", vec![]),
            _ => ("Pass", vec![]),
        }
    }
}

fn identifiers(names: &[ast::Identifier]) -> Tree {
    Tree::List(names.iter().map(|name| text(name.as_str())).collect())
}
