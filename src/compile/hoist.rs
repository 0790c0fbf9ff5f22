//! Constants that operators use in loops: they are loaded into registers once, before the body.

use super::fold::fold;
use crate::bytecode::Constant;
use crate::syntax::ast::{self, Comprehension, Expr, Operator, Stmt};
use crate::syntax::left_spine;

/// More than so many would cost a function that ends early more than they save.
const LIMIT: usize = 12;

/// The constants worth a register of their own in the unit of these statements.
pub fn constants_in_loops(body: &[Stmt]) -> Vec<Constant> {
    let mut finder = Finder::default();
    finder.statements(body);
    finder.found
}

/// The same for a generator expression, all of which is a loop but for its first iterable.
pub fn constants_in_generator(generators: &[Comprehension], element: &Expr) -> Vec<Constant> {
    let mut finder = Finder::default();
    finder.comprehension(generators, [element]);
    finder.found
}

#[derive(Default)]
struct Finder {
    found: Vec<Constant>,
    /// How many loops are around the current point.
    loops: u32,
}

impl Finder {
    fn statements(&mut self, body: &[Stmt]) {
        for statement in body {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Stmt) {
        match statement {
            Stmt::For(node) => {
                self.expression(&node.iter);
                self.in_loop(|this| this.statements(&node.body));
                self.statements(&node.orelse);
            }
            Stmt::While(node) => {
                self.in_loop(|this| {
                    this.expression(&node.test);
                    this.statements(&node.body);
                });
                self.statements(&node.orelse);
            }
            Stmt::If(node) => {
                self.expression(&node.test);
                self.statements(&node.body);
                for clause in &node.elif_else_clauses {
                    self.expressions(&clause.test);
                    self.statements(&clause.body);
                }
            }
            Stmt::Try(node) => {
                self.statements(&node.body);
                for ast::ExceptHandler::ExceptHandler(handler) in &node.handlers {
                    self.statements(&handler.body);
                }
                self.statements(&node.orelse);
                self.statements(&node.finalbody);
            }
            Stmt::With(node) => {
                self.expressions(node.items.iter().map(|item| &item.context_expr));
                self.statements(&node.body);
            }
            Stmt::Assign(node) => {
                self.expression(&node.value);
                self.expressions(&node.targets);
            }
            Stmt::AnnAssign(node) => self.expressions(node.value.as_deref()),
            Stmt::AugAssign(node) => {
                self.expression(&node.target);
                self.right_operand(node.op, &node.value);
            }
            Stmt::Expr(node) => self.expression(&node.value),
            Stmt::Return(node) => self.expressions(node.value.as_deref()),
            Stmt::Assert(node) => self.expression(&node.test),
            // What is inside definitions belongs to other units; the rest is rarely in hot loops.
            _ => {}
        }
    }

    fn in_loop(&mut self, body: impl FnOnce(&mut Self)) {
        self.loops += 1;
        body(self);
        self.loops -= 1;
    }

    fn expressions<'a>(&mut self, list: impl IntoIterator<Item = &'a Expr>) {
        for expression in list {
            self.expression(expression);
        }
    }

    fn expression(&mut self, expression: &Expr) {
        if fold(expression).is_some() {
            return;
        }
        let spine = left_spine(expression);
        for part in &spine {
            self.besides_left(part);
        }
        match spine.as_slice() {
            [.., Expr::BinOp(_), innermost] => self.operand(innermost),
            _ => {}
        }
    }

    /// The constants in an expression, but for those in its left operand.
    fn besides_left(&mut self, expression: &Expr) {
        match expression {
            Expr::BinOp(operation) => self.right_operand(operation.op, &operation.right),
            Expr::Compare(compare) => {
                self.operand(&compare.left);
                compare.comparators.iter().for_each(|right| self.comparand(right));
            }
            Expr::Subscript(subscript) => self.comparand(&subscript.slice),
            Expr::BoolOp(operation) => self.expressions(&operation.values),
            Expr::UnaryOp(operation) => self.expression(&operation.operand),
            Expr::Call(call) => {
                self.expressions(&call.arguments.args);
                self.expressions(call.arguments.keywords.iter().map(|keyword| &keyword.value));
            }
            Expr::If(node) => self.expressions([&*node.test, &node.body, &node.orelse]),
            Expr::Named(named) => self.expression(&named.value),
            Expr::Tuple(tuple) => self.expressions(&tuple.elts),
            Expr::List(list) => self.expressions(&list.elts),
            Expr::Starred(starred) => self.expression(&starred.value),
            Expr::ListComp(node) => self.comprehension(&node.generators, [&*node.elt]),
            Expr::SetComp(node) => self.comprehension(&node.generators, [&*node.elt]),
            Expr::DictComp(node) => {
                self.comprehension(&node.generators, node.key.as_deref().into_iter().chain([&*node.value]));
            }
            _ => {}
        }
    }

    fn comprehension<'a>(&mut self, generators: &[Comprehension], elements: impl IntoIterator<Item = &'a Expr>) {
        self.in_loop(|this| {
            for generator in generators {
                this.expressions(&generator.ifs);
            }
            this.expressions(elements);
        });
    }

    fn right_operand(&mut self, operator: Operator, right: &Expr) {
        let has_immediate = matches!(
            operator,
            Operator::Add | Operator::Sub | Operator::Mult | Operator::FloorDiv | Operator::Mod
        );
        if has_immediate { self.comparand(right) } else { self.operand(right) }
    }

    /// An operand for which a small int is part of the instruction.
    fn comparand(&mut self, expression: &Expr) {
        match fold(expression) {
            Some(Constant::Int(value)) if i16::try_from(value).is_ok() => {}
            _ => self.operand(expression),
        }
    }

    fn operand(&mut self, expression: &Expr) {
        match fold(expression) {
            None => self.expression(expression),
            Some(Constant::None) => {}
            Some(constant) => {
                let fits = self.loops > 0 && self.found.len() < LIMIT;
                if fits && !self.found.iter().any(|known| same(known, &constant)) {
                    self.found.push(constant);
                }
            }
        }
    }
}

/// Whether two constants are the very same value: `1` is not `1.0`, nor `0.0` the same as `-0.0`.
pub fn same(a: &Constant, b: &Constant) -> bool {
    a == b && format!("{a:?}") == format!("{b:?}")
}
