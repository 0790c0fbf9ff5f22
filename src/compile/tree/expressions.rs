//! Expressions.

use super::{Grower, NONE, Tree, int, node, text};
use crate::bytecode::Constant;
use crate::compile::fold::fold_literal;
use crate::syntax::ast::{
    self, BoolOp, CmpOp, Expr, ExprContext, FStringPart, InterpolatedElement, InterpolatedStringElement, Operator, UnaryOp,
};
use crate::syntax::{Ranged, TextRange};

/// How a node names what it holds: fields in the order of the grammar.
type Fields = Vec<(&'static str, Tree)>;

impl Grower<'_> {
    pub(super) fn expression(&self, expression: &Expr) -> Tree {
        let (class, fields) = self.operation(expression).or_else(|| self.display(expression)).unwrap_or_else(|| self.atom(expression));
        let range = expression.range();
        self.at(range, class, fields)
    }

    fn operation(&self, expression: &Expr) -> Option<(&'static str, Fields)> {
        Some(match expression {
            Expr::BoolOp(e) => {
                let op = if e.op == BoolOp::And { "And" } else { "Or" };
                ("BoolOp", vec![("op", node(op, vec![])), ("values", self.expressions(&e.values))])
            }
            Expr::Named(e) => {
                ("NamedExpr", vec![("target", self.expression(&e.target)), ("value", self.expression(&e.value))])
            }
            Expr::BinOp(e) => (
                "BinOp",
                vec![("left", self.expression(&e.left)), ("op", operator(e.op)), ("right", self.expression(&e.right))],
            ),
            Expr::UnaryOp(e) => {
                let op = match e.op {
                    UnaryOp::Invert => "Invert",
                    UnaryOp::Not => "Not",
                    UnaryOp::UAdd => "UAdd",
                    UnaryOp::USub => "USub",
                };
                ("UnaryOp", vec![("op", node(op, vec![])), ("operand", self.expression(&e.operand))])
            }
            Expr::Lambda(e) => (
                "Lambda",
                vec![("args", self.parameters(e.parameters.as_deref())), ("body", self.expression(&e.body))],
            ),
            Expr::If(e) => (
                "IfExp",
                vec![
                    ("test", self.expression(&e.test)),
                    ("body", self.expression(&e.body)),
                    ("orelse", self.expression(&e.orelse)),
                ],
            ),
            Expr::Await(e) => ("Await", vec![("value", self.expression(&e.value))]),
            Expr::Yield(e) => ("Yield", vec![("value", self.optional(e.value.as_deref()))]),
            Expr::YieldFrom(e) => ("YieldFrom", vec![("value", self.expression(&e.value))]),
            Expr::Compare(e) => (
                "Compare",
                vec![
                    ("left", self.expression(&e.left)),
                    ("ops", Tree::List(e.ops.iter().map(|op| node(comparison(*op), vec![])).collect())),
                    ("comparators", self.expressions(e.comparators.iter())),
                ],
            ),
            Expr::Call(e) => (
                "Call",
                vec![
                    ("func", self.expression(&e.func)),
                    ("args", self.expressions(e.arguments.args.iter())),
                    ("keywords", self.keywords(&e.arguments.keywords)),
                ],
            ),
            _ => return None,
        })
    }

    fn display(&self, expression: &Expr) -> Option<(&'static str, Fields)> {
        Some(match expression {
            Expr::Dict(e) => {
                let keys = e.items.iter().map(|item| self.optional(item.key.as_ref())).collect();
                ("Dict", vec![("keys", Tree::List(keys)), ("values", self.expressions(e.items.iter().map(|item| &item.value)))])
            }
            Expr::Set(e) => ("Set", vec![("elts", self.expressions(&e.elts))]),
            Expr::ListComp(e) => {
                ("ListComp", vec![("elt", self.expression(&e.elt)), ("generators", self.generators(&e.generators))])
            }
            Expr::SetComp(e) => {
                ("SetComp", vec![("elt", self.expression(&e.elt)), ("generators", self.generators(&e.generators))])
            }
            Expr::DictComp(e) => (
                "DictComp",
                vec![
                    ("key", self.optional(e.key.as_deref())),
                    ("value", self.expression(&e.value)),
                    ("generators", self.generators(&e.generators)),
                ],
            ),
            Expr::Generator(e) => {
                ("GeneratorExp", vec![("elt", self.expression(&e.elt)), ("generators", self.generators(&e.generators))])
            }
            Expr::List(e) => ("List", vec![("elts", self.expressions(&e.elts)), ("ctx", context(e.ctx))]),
            Expr::Tuple(e) => ("Tuple", vec![("elts", self.expressions(&e.elts)), ("ctx", context(e.ctx))]),
            _ => return None,
        })
    }

    fn atom(&self, expression: &Expr) -> (&'static str, Fields) {
        match expression {
            Expr::FString(e) => ("JoinedStr", vec![("values", self.pieces(e))]),
            Expr::TString(e) => {
                let elements = e.value.iter().flat_map(|part| part.elements.iter());
                ("TemplateStr", vec![("values", self.joined(elements, true))])
            }
            Expr::Attribute(e) => (
                "Attribute",
                vec![("value", self.expression(&e.value)), ("attr", text(e.attr.as_str())), ("ctx", context(e.ctx))],
            ),
            Expr::Subscript(e) => (
                "Subscript",
                vec![("value", self.expression(&e.value)), ("slice", self.expression(&e.slice)), ("ctx", context(e.ctx))],
            ),
            Expr::Starred(e) => ("Starred", vec![("value", self.expression(&e.value)), ("ctx", context(e.ctx))]),
            Expr::Name(e) => ("Name", vec![("id", text(e.id.as_str())), ("ctx", context(e.ctx))]),
            Expr::Slice(e) => (
                "Slice",
                vec![
                    ("lower", self.optional(e.lower.as_deref())),
                    ("upper", self.optional(e.upper.as_deref())),
                    ("step", self.optional(e.step.as_deref())),
                ],
            ),
            literal => {
                let value = fold_literal(literal).unwrap_or(Constant::None);
                let is_unicode = matches!(literal, Expr::StringLiteral(e) if e.value.is_unicode());
                let kind = if is_unicode { text("u") } else { NONE };
                ("Constant", vec![("value", Tree::Constant(value)), ("kind", kind)])
            }
        }
    }

    /// The parts of an f-string: literal text, with what is next to each other joined, and values.
    fn pieces(&self, string: &ast::ExprFString) -> Tree {
        let mut pieces = Pieces { grower: self, done: Vec::new(), text: String::new(), range: None };
        for part in &string.value {
            match part {
                FStringPart::Literal(literal) => pieces.push_text(literal.as_str(), literal.range()),
                FStringPart::FString(string) => string.elements.iter().for_each(|element| pieces.push(element, false)),
            }
        }
        pieces.finish()
    }

    fn joined<'e>(&self, elements: impl Iterator<Item = &'e InterpolatedStringElement>, template: bool) -> Tree {
        let mut pieces = Pieces { grower: self, done: Vec::new(), text: String::new(), range: None };
        elements.for_each(|element| pieces.push(element, template));
        pieces.finish()
    }

    fn interpolated(&self, element: &InterpolatedElement, template: bool) -> Tree {
        let conversion = match element.conversion.to_byte() {
            Some(letter) => i64::from(letter),
            None if element.debug_text.is_some() && element.format_spec.is_none() => i64::from(b'r'),
            None => -1,
        };
        let spec = match &element.format_spec {
            Some(spec) => self.at(spec.range(), "JoinedStr", vec![("values", self.joined(spec.elements.iter(), false))]),
            None => NONE,
        };
        let value = ("value", self.expression(&element.expression));
        let (conversion, spec) = (("conversion", int(conversion)), ("format_spec", spec));
        if template {
            let source = text(&self.map.source()[element.expression.range()]);
            return self.at(element.range(), "Interpolation", vec![value, ("str", source), conversion, spec]);
        }
        self.at(element.range(), "FormattedValue", vec![value, conversion, spec])
    }
}

/// The parts of a formatted string in the making.
struct Pieces<'g, 'm> {
    grower: &'g Grower<'m>,
    done: Vec<Tree>,
    text: String,
    /// Where `text` stands.
    range: Option<TextRange>,
}

impl Pieces<'_, '_> {
    fn push(&mut self, element: &InterpolatedStringElement, template: bool) {
        match element {
            InterpolatedStringElement::Literal(literal) => self.push_text(&literal.value, literal.range()),
            InterpolatedStringElement::Interpolation(value) => {
                if let Some(debug) = &value.debug_text {
                    self.push_text(debug.as_str(), value.range());
                }
                self.flush();
                self.done.push(self.grower.interpolated(value, template));
            }
        }
    }

    fn push_text(&mut self, text: &str, range: TextRange) {
        if !text.is_empty() {
            self.text.push_str(text);
            self.range = Some(self.range.map_or(range, |first| Grower::span(first, range)));
        }
    }

    fn flush(&mut self) {
        if let Some(range) = self.range.take() {
            let value = Tree::Constant(Constant::Str(std::mem::take(&mut self.text)));
            self.done.push(self.grower.at(range, "Constant", vec![("value", value), ("kind", NONE)]));
        }
    }

    fn finish(mut self) -> Tree {
        self.flush();
        Tree::List(self.done)
    }
}

pub(super) fn operator(operator: Operator) -> Tree {
    let class = match operator {
        Operator::Add => "Add",
        Operator::Sub => "Sub",
        Operator::Mult => "Mult",
        Operator::MatMult => "MatMult",
        Operator::Div => "Div",
        Operator::Mod => "Mod",
        Operator::Pow => "Pow",
        Operator::LShift => "LShift",
        Operator::RShift => "RShift",
        Operator::BitOr => "BitOr",
        Operator::BitXor => "BitXor",
        Operator::BitAnd => "BitAnd",
        Operator::FloorDiv => "FloorDiv",
    };
    node(class, vec![])
}

fn comparison(operator: CmpOp) -> &'static str {
    match operator {
        CmpOp::Eq => "Eq",
        CmpOp::NotEq => "NotEq",
        CmpOp::Lt => "Lt",
        CmpOp::LtE => "LtE",
        CmpOp::Gt => "Gt",
        CmpOp::GtE => "GtE",
        CmpOp::Is => "Is",
        CmpOp::IsNot => "IsNot",
        CmpOp::In => "In",
        CmpOp::NotIn => "NotIn",
    }
}

fn context(context: ExprContext) -> Tree {
    let class = match context {
        ExprContext::Store => "Store",
        ExprContext::Del => "Del",
        ExprContext::Load | ExprContext::Invalid => "Load",
    };
    node(class, vec![])
}
