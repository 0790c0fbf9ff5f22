//! The syntax tree as `ast.parse` gives it: nodes with the names, fields and positions of CPython's grammar, as plain
//! data that knows neither the parser nor the heap.

mod expressions;
mod parts;
mod patterns;
mod statements;

use super::codegen::position;
use crate::bytecode::{Constant, Position};
use crate::syntax::{Ranged, SourceMap, SyntaxError, TextRange, ast, read_expression, read_module};

/// What a field of a node holds.
#[derive(Clone, Debug)]
pub enum Tree {
    Constant(Constant),
    List(Vec<Tree>),
    Node(Box<Node>),
}

/// A node: an instance of a class of the module `ast`.
#[derive(Clone, Debug)]
pub struct Node {
    pub class: &'static str,
    pub fields: Vec<(&'static str, Tree)>,
    /// Where it is; columns are bytes.
    pub position: Option<Position>,
}

/// The tree of a module's source.
pub fn module_tree(source: &str, file: &str, class: &'static str) -> Result<Tree, SyntaxError> {
    let module = read_module(source, file)?;
    let grower = Grower { map: &module.map };
    let mut fields = vec![("body", grower.body(&module.body))];
    if class == "Module" {
        fields.push(("type_ignores", Tree::List(Vec::new())));
    }
    Ok(node(class, fields))
}

/// The tree of an expression's source.
pub fn expression_tree(source: &str, file: &str) -> Result<Tree, SyntaxError> {
    let parsed = read_expression(source, file)?;
    let grower = Grower { map: &parsed.map };
    Ok(node("Expression", vec![("body", grower.expression(&parsed.expression))]))
}

/// Makes nodes of one source.
struct Grower<'a> {
    map: &'a SourceMap,
}

const NONE: Tree = Tree::Constant(Constant::None);

/// A node without a position.
fn node(class: &'static str, fields: Vec<(&'static str, Tree)>) -> Tree {
    Tree::Node(Box::new(Node { class, fields, position: None }))
}

fn text(text: impl Into<String>) -> Tree {
    Tree::Constant(Constant::Str(text.into()))
}

fn int(number: impl Into<i64>) -> Tree {
    Tree::Constant(Constant::Int(number.into()))
}

fn optional_name(name: Option<&ast::Identifier>) -> Tree {
    name.map_or(NONE, |name| text(name.as_str()))
}

impl Grower<'_> {
    /// A node that stands at `range`.
    fn at(&self, range: TextRange, class: &'static str, fields: Vec<(&'static str, Tree)>) -> Tree {
        let position = Some(position(self.map, range));
        Tree::Node(Box::new(Node { class, fields, position }))
    }

    fn body(&self, statements: &[ast::Stmt]) -> Tree {
        Tree::List(statements.iter().map(|statement| self.statement(statement)).collect())
    }

    fn expressions<'e>(&self, expressions: impl IntoIterator<Item = &'e ast::Expr>) -> Tree {
        Tree::List(expressions.into_iter().map(|expression| self.expression(expression)).collect())
    }

    fn optional(&self, expression: Option<&ast::Expr>) -> Tree {
        expression.map_or(NONE, |expression| self.expression(expression))
    }

    /// From the start of one node to the end of another.
    fn span(start: TextRange, end: TextRange) -> TextRange {
        TextRange::new(start.start(), end.end())
    }

    fn range_of(node: &impl Ranged) -> TextRange {
        node.range()
    }
}
