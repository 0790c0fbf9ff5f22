//! `match` cases and their patterns.

use super::{Grower, NONE, Tree, node, optional_name, text};
use crate::bytecode::Constant;
use crate::syntax::ast::{MatchCase, Pattern, Singleton};

impl Grower<'_> {
    pub(super) fn cases(&self, cases: &[MatchCase]) -> Tree {
        let made = cases.iter().map(|case| {
            let (pattern, guard) = (self.pattern(&case.pattern), self.optional(case.guard.as_deref()));
            node("match_case", vec![("pattern", pattern), ("guard", guard), ("body", self.body(&case.body))])
        });
        Tree::List(made.collect())
    }

    fn patterns<'p>(&self, patterns: impl IntoIterator<Item = &'p Pattern>) -> Tree {
        Tree::List(patterns.into_iter().map(|pattern| self.pattern(pattern)).collect())
    }

    fn pattern(&self, pattern: &Pattern) -> Tree {
        let (class, fields) = match pattern {
            Pattern::MatchValue(p) => ("MatchValue", vec![("value", self.expression(&p.value))]),
            Pattern::MatchSingleton(p) => {
                let value = match p.value {
                    Singleton::None => Constant::None,
                    Singleton::True => Constant::Bool(true),
                    Singleton::False => Constant::Bool(false),
                };
                ("MatchSingleton", vec![("value", Tree::Constant(value))])
            }
            Pattern::MatchSequence(p) => ("MatchSequence", vec![("patterns", self.patterns(&p.patterns))]),
            Pattern::MatchMapping(p) => (
                "MatchMapping",
                vec![
                    ("keys", self.expressions(&p.keys)),
                    ("patterns", self.patterns(&p.patterns)),
                    ("rest", optional_name(p.rest.as_ref())),
                ],
            ),
            Pattern::MatchClass(p) => {
                let keywords = &p.arguments.keywords;
                let names = keywords.iter().map(|keyword| text(keyword.attr.as_str())).collect();
                (
                    "MatchClass",
                    vec![
                        ("cls", self.expression(&p.cls)),
                        ("patterns", self.patterns(&p.arguments.patterns)),
                        ("kwd_attrs", Tree::List(names)),
                        ("kwd_patterns", self.patterns(keywords.iter().map(|keyword| &keyword.pattern))),
                    ],
                )
            }
            Pattern::MatchStar(p) => ("MatchStar", vec![("name", optional_name(p.name.as_ref()))]),
            Pattern::MatchAs(p) => {
                let inner = p.pattern.as_deref().map_or(NONE, |inner| self.pattern(inner));
                ("MatchAs", vec![("pattern", inner), ("name", optional_name(p.name.as_ref()))])
            }
            Pattern::MatchOr(p) => ("MatchOr", vec![("patterns", self.patterns(&p.patterns))]),
        };
        self.at(Self::range_of(pattern), class, fields)
    }
}
