//! Syntax trees as values: what `compile` makes of source with `ast.PyCF_ONLY_AST`.

mod compiled;

pub use compiled::INTRINSICS;

use crate::bytecode::{Constant, Position};
use crate::compile::tree::{Node, Tree, expression_tree, module_tree};
use crate::object::*;
use crate::syntax::check_digits;
use crate::vm::Vm;
use crate::vm::native::Escape;

/// The flag of `compile` that asks for a tree.
pub const ONLY_TREE: i64 = 0x400;

impl Vm {
    /// Has the prelude build the nodes of a source's tree.
    pub(super) fn syntax_tree(&mut self, source: &str, file: &str, mode: &str) -> Escape {
        let tree = check_digits(source, file, self.digits_limit).and_then(|()| match mode {
            "eval" => expression_tree(source, file),
            "single" => module_tree(source, file, "Interactive"),
            _ => module_tree(source, file, "Module"),
        });
        match tree {
            Ok(tree) => {
                let (grow, plan) = (self.prelude_function("_grow_tree"), self.tree_plan(&tree));
                Escape::call(grow, &[plan])
            }
            Err(error) => self.syntax_error(&error),
        }
    }

    /// A node as a tuple of its class's name, its fields and its position; other values are themselves.
    fn tree_plan(&mut self, tree: &Tree) -> Value {
        match tree {
            Tree::Constant(Constant::Str(text)) => Value::Str(self.intern(text)),
            Tree::Constant(constant) => self.constant(constant, false),
            Tree::List(items) => {
                let items = items.iter().map(|item| self.tree_plan(item)).collect();
                self.list(items)
            }
            Tree::Node(node) => self.node_plan(node),
        }
    }

    fn node_plan(&mut self, node: &Node) -> Value {
        let fields = self.new_dict();
        for (name, tree) in &node.fields {
            let (name, value) = (self.intern(name), self.tree_plan(tree));
            self.heap.set_name(fields, name, value);
        }
        if let Some(Position { line, end_line, column, end_column }) = node.position {
            let places = [("lineno", line), ("col_offset", column), ("end_lineno", end_line), ("end_col_offset", end_column)];
            for (name, number) in places {
                let name = self.intern(name);
                self.heap.set_name(fields, name, Value::Int(number.into()));
            }
        }
        let class = Value::Str(self.intern(node.class));
        self.tuple([class, fields.into()])
    }
}
