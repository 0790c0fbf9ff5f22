//! What CPython warns of when it compiles: code that parses, but that hardly means what it says.

mod escapes;
mod expressions;
mod numbers;

use std::fmt;

use super::ast::visitor::{self, Visitor};
use super::ast::{Expr, Stmt};
use super::{ParsedExpression, ParsedModule, Ranged, SourceMap, TextRange};

/// A `SyntaxWarning`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxWarning {
    pub message: String,
    pub file: String,
    /// From 1.
    pub line: u32,
    /// The line without the space around it.
    pub text: String,
}

impl fmt::Display for SyntaxWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: SyntaxWarning: {}\n  {}",
            self.file, self.line, self.message, self.text
        )
    }
}

/// The warnings of a module in CPython's order.
pub fn warnings(module: &ParsedModule) -> Vec<SyntaxWarning> {
    let map = &module.map;
    let mut walker = expressions::Walker::default();
    walker.visit_body(&module.body);
    let mut found = in_literals(map.source(), &walker);
    let mut finally = FinallyWalker::default();
    finally.visit_body(&module.body);
    found.append(&mut finally.found);
    found.append(&mut walker.found);
    let located = |(message, range)| located(message, range, map, &module.file);
    found.into_iter().map(located).collect()
}

/// The warnings of an expression that stands alone.
pub fn expression_warnings(parsed: &ParsedExpression) -> Vec<SyntaxWarning> {
    let map = &parsed.map;
    let mut walker = expressions::Walker::default();
    walker.visit_expr(&parsed.expression);
    let mut found = in_literals(map.source(), &walker);
    found.append(&mut walker.found);
    let located = |(message, range)| located(message, range, map, &parsed.file);
    found.into_iter().map(located).collect()
}

/// What is warned of while the source is cut into tokens, in its order.
fn in_literals(source: &str, walker: &expressions::Walker) -> Found {
    let mut found = escapes::find(source);
    found.append(&mut numbers::find(source, &walker.numbers));
    crate::sorted::sort_by(&mut found, |(_, a), (_, b)| a.start().cmp(&b.start()));
    found
}

fn located(message: String, range: TextRange, map: &SourceMap, file: &str) -> SyntaxWarning {
    let line = map.line(range.start());
    let text = map.line_text(line).unwrap_or_default().trim().to_owned();
    SyntaxWarning {
        message,
        file: file.to_owned(),
        line,
        text,
    }
}

type Found = Vec<(String, TextRange)>;

/// Finds the statements that leave a `finally` block.
#[derive(Default)]
struct FinallyWalker {
    found: Found,
    in_finally: bool,
    /// Whether a loop lies between the statement and the `finally`: then CPython keeps quiet.
    in_loop: bool,
}

impl FinallyWalker {
    fn within(&mut self, in_finally: bool, in_loop: bool, body: &[Stmt]) {
        let outside = (self.in_finally, self.in_loop);
        (self.in_finally, self.in_loop) = (in_finally, in_loop);
        self.visit_body(body);
        (self.in_finally, self.in_loop) = outside;
    }

    fn leaves(&mut self, what: &str, range: TextRange) {
        self.found
            .push((format!("'{what}' in a 'finally' block"), range));
    }
}

impl<'a> Visitor<'a> for FinallyWalker {
    fn visit_expr(&mut self, _: &'a Expr) {}

    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(node) => self.within(false, false, &node.body),
            Stmt::ClassDef(node) => self.within(false, false, &node.body),
            Stmt::For(node) => {
                self.within(self.in_finally, true, &node.body);
                self.visit_body(&node.orelse);
            }
            Stmt::While(node) => {
                self.within(self.in_finally, true, &node.body);
                self.visit_body(&node.orelse);
            }
            Stmt::Try(node) => {
                self.visit_body(&node.body);
                node.handlers
                    .iter()
                    .for_each(|handler| self.visit_except_handler(handler));
                self.visit_body(&node.orelse);
                self.within(true, false, &node.finalbody);
            }
            Stmt::Return(_) if self.in_finally && !self.in_loop => {
                self.leaves("return", stmt.range())
            }
            Stmt::Break(_) if self.in_finally && !self.in_loop => {
                self.leaves("break", stmt.range())
            }
            Stmt::Continue(_) if self.in_finally && !self.in_loop => {
                self.leaves("continue", stmt.range());
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }
}
