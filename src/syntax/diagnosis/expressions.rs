//! What a piece of matched source is: the names that CPython has for expressions, and which part
//! of one is no target.

use super::super::ast::Expr;
use super::super::{Ranged, parse_fragment_expression};

/// What an assignment, a `del` or a `for` would store to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum TargetKind {
    Star,
    Delete,
    For,
}

/// A piece of source as an expression, read by the real parser.
pub enum Piece {
    One(Expr),
    /// A tuple without parentheses.
    Many(Vec<Expr>),
}

/// How far the offsets in a [`Piece`] lie behind those in its text.
pub const SHIFT: u32 = 1;

impl Piece {
    pub fn read(text: &str) -> Option<Self> {
        if text.starts_with("yield") {
            return parse_fragment_expression(&format!("({text}\n)")).map(Self::One);
        }
        let Expr::List(list) = parse_fragment_expression(&format!("[{text}\n]"))? else {
            return None;
        };
        let mut elements = list.elts;
        if elements.len() == 1 && !text.trim_end().ends_with(',') {
            return elements.pop().map(Self::One);
        }
        Some(Self::Many(elements))
    }

    pub fn name(&self) -> &'static str {
        match self {
            Self::One(expr) => name(expr),
            Self::Many(_) => "tuple",
        }
    }

    /// The first part that cannot be stored to.
    pub fn invalid_target(&self, kind: TargetKind) -> Option<&Expr> {
        match self {
            Self::One(expr) => invalid_target(expr, kind),
            Self::Many(elements) => elements.iter().find_map(|expr| invalid_target(expr, kind)),
        }
    }

    /// The byte range in the text that was read.
    pub fn range(&self, length: u32) -> (u32, u32) {
        match self {
            Self::One(expr) => range(expr),
            Self::Many(_) => (0, length),
        }
    }
}

pub fn range(expr: &Expr) -> (u32, u32) {
    (
        u32::from(expr.start()) - SHIFT,
        u32::from(expr.end()) - SHIFT,
    )
}

fn invalid_target(expr: &Expr, kind: TargetKind) -> Option<&Expr> {
    let first = |elements: &'_ [Expr]| {
        elements
            .iter()
            .position(|e| invalid_target(e, kind).is_some())
    };
    match expr {
        Expr::List(node) => first(&node.elts).and_then(|i| invalid_target(&node.elts[i], kind)),
        Expr::Tuple(node) => first(&node.elts).and_then(|i| invalid_target(&node.elts[i], kind)),
        Expr::Starred(_) if kind == TargetKind::Delete => Some(expr),
        Expr::Starred(node) => invalid_target(&node.value, kind),
        Expr::Compare(node) if kind == TargetKind::For => {
            let is_in = node.ops.first().is_some_and(|operator| operator.is_in());
            is_in.then(|| invalid_target(&node.left, kind)).flatten()
        }
        Expr::Name(_) | Expr::Subscript(_) | Expr::Attribute(_) => None,
        _ => Some(expr),
    }
}

/// CPython's name for a kind of expression.
pub fn name(expr: &Expr) -> &'static str {
    match expr {
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Lambda(_) => "lambda",
        Expr::Call(_) => "function call",
        Expr::BoolOp(_) | Expr::BinOp(_) | Expr::UnaryOp(_) => "expression",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) => "f-string expression",
        Expr::TString(_) => "t-string expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(node) if node.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) => "literal",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        Expr::Slice(_) | Expr::IpyEscapeCommand(_) => "expression",
    }
}
