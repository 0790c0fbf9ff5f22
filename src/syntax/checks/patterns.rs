//! The patterns of `match`.

use super::Checker;
use crate::syntax::ast::comparable::ComparableExpr;
use crate::syntax::ast::visitor::Visitor;
use crate::syntax::ast::{Expr, Identifier, Pattern, PatternMatchClass, PatternMatchMapping};
use crate::syntax::{Ranged, TextRange};

impl<'a> Checker<'a> {
    /// Checks a pattern; `names` are those that the whole pattern has bound so far.
    pub fn check_pattern(&mut self, pattern: &'a Pattern, names: &mut Vec<&'a str>) {
        match pattern {
            Pattern::MatchValue(node) => {
                if matches!(*node.value, Expr::FString(_) | Expr::TString(_)) {
                    let message = "patterns may only match literals and attribute lookups";
                    self.report(message, node.value.range());
                }
                self.visit_expr(&node.value);
            }
            Pattern::MatchSingleton(_) => {}
            Pattern::MatchSequence(node) => {
                let stars = node
                    .patterns
                    .iter()
                    .filter(|pattern| pattern.is_match_star())
                    .count();
                if stars > 1 {
                    self.report("multiple starred names in sequence pattern", node.range());
                }
                self.check_commas(&node.patterns);
                node.patterns
                    .iter()
                    .for_each(|pattern| self.check_pattern(pattern, names));
            }
            Pattern::MatchMapping(node) => self.check_mapping(node, names),
            Pattern::MatchClass(node) => self.check_class_pattern(node, names),
            Pattern::MatchStar(node) => self.capture(node.name.as_ref(), node.range(), names),
            Pattern::MatchAs(node) => {
                if let Some(pattern) = &node.pattern {
                    self.check_pattern(pattern, names);
                }
                self.capture(node.name.as_ref(), node.range(), names);
            }
            Pattern::MatchOr(node) => self.check_alternatives(&node.patterns, names),
        }
    }

    /// The parser lets `[a b]` pass.
    fn check_commas(&mut self, patterns: &[Pattern]) {
        for pair in patterns.windows(2) {
            let between = TextRange::new(pair[0].end(), pair[1].start());
            if !self.map.source()[between].contains(',') {
                self.report("invalid syntax", pair[1].range());
            }
        }
    }

    fn capture(
        &mut self,
        name: Option<&'a Identifier>,
        range: TextRange,
        names: &mut Vec<&'a str>,
    ) {
        let Some(name) = name.map(|name| name.as_str()) else {
            return;
        };
        if names.contains(&name) {
            self.report(
                format!("multiple assignments to name '{name}' in pattern"),
                range,
            );
        }
        names.push(name);
        self.assign(name, range);
    }

    fn check_mapping(&mut self, node: &'a PatternMatchMapping, names: &mut Vec<&'a str>) {
        for (index, key) in node.keys.iter().enumerate() {
            let same = |other: &Expr| ComparableExpr::from(other) == ComparableExpr::from(key);
            if is_literal(key) && node.keys[..index].iter().any(same) {
                let text = repr(key, &self.map.source()[key.range()]);
                self.report(
                    format!("mapping pattern checks duplicate key ({text})"),
                    node.range(),
                );
            }
            self.visit_expr(key);
        }
        node.patterns
            .iter()
            .for_each(|pattern| self.check_pattern(pattern, names));
        self.capture(node.rest.as_ref(), node.range(), names);
    }

    fn check_class_pattern(&mut self, node: &'a PatternMatchClass, names: &mut Vec<&'a str>) {
        let keywords = &node.arguments.keywords;
        for (index, keyword) in keywords.iter().enumerate() {
            let is_same =
                |other: &&crate::syntax::ast::PatternKeyword| other.attr.id == keyword.attr.id;
            if let Some(again) = keywords[index + 1..].iter().find(is_same) {
                let message = format!("attribute name repeated in class pattern: {}", keyword.attr);
                self.report(message, again.pattern.range());
            }
        }
        self.visit_expr(&node.cls);
        node.arguments
            .patterns
            .iter()
            .for_each(|pattern| self.check_pattern(pattern, names));
        keywords
            .iter()
            .for_each(|keyword| self.check_pattern(&keyword.pattern, names));
    }

    /// All alternatives bind the same names, so each starts from those bound before.
    fn check_alternatives(&mut self, patterns: &'a [Pattern], names: &mut Vec<&'a str>) {
        let before = names.clone();
        for (index, pattern) in patterns.iter().enumerate() {
            if index + 1 < patterns.len() {
                self.check_refutable(pattern);
            }
            let mut bound = before.clone();
            self.check_pattern(pattern, &mut bound);
            if index == 0 {
                *names = bound;
            }
        }
    }

    fn check_refutable(&mut self, pattern: &Pattern) {
        let Pattern::MatchAs(node) = pattern else {
            return;
        };
        if node.pattern.is_some() {
            return;
        }
        let what = match &node.name {
            Some(name) => format!("name capture '{name}'"),
            None => "wildcard".to_owned(),
        };
        self.report(
            format!("{what} makes remaining patterns unreachable"),
            node.range(),
        );
    }
}

fn is_literal(key: &Expr) -> bool {
    !matches!(key, Expr::Attribute(_) | Expr::Name(_))
}

/// The key as `repr` would show it: as it is written, but for the quotes of a plain string.
fn repr(key: &Expr, text: &str) -> String {
    match key {
        Expr::StringLiteral(node) if !node.value.to_str().contains(['\'', '\\', '\n']) => {
            format!("'{}'", node.value.to_str())
        }
        _ => text.to_owned(),
    }
}
