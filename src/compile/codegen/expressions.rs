//! Expressions: finding the value of each kind, and where it goes.

use super::Generator;
use crate::bytecode::{CodeKind, Constant, Op};
use crate::compile::error::{CompileError, CompileResult};
use crate::compile::fold::fold;
use crate::compile::hoist::same;
use crate::syntax::ast::{self, Expr};
use crate::syntax::{Ranged, TextRange};

impl<'a> Generator<'a> {
    /// The register where the value of an expression is: a variable's own, or a new temporary.
    pub(super) fn operand(&mut self, expression: &'a Expr) -> CompileResult<u16> {
        if let Expr::Name(name) = expression
            && let Some(register) = self.local_in_place(name.id.as_str(), name.range())?
        {
            return Ok(register);
        }
        if let Some(register) = self.hoisted(expression) {
            return Ok(register);
        }
        let dst = self.temporary(expression.range())?;
        self.expression(expression, dst)?;
        Ok(dst)
    }

    /// The register that keeps a constant for loops.
    fn hoisted(&self, expression: &Expr) -> Option<u16> {
        if self.unit.hoisted.is_empty() {
            return None;
        }
        let constant = fold(expression)?;
        let found = self.unit.hoisted.iter().find(|(known, _)| same(known, &constant));
        found.map(|(_, register)| *register)
    }

    /// Loads the constants that the unit's loops use into registers.
    pub(super) fn hoist(&mut self, constants: Vec<Constant>, range: TextRange) -> CompileResult {
        for constant in constants {
            let register = self.temporary(range)?;
            self.constant(constant.clone(), register, range)?;
            self.unit.hoisted.push((constant, register));
        }
        Ok(())
    }

    /// Like `operand`, but in a temporary of its own, which nothing else changes.
    pub(super) fn fresh(&mut self, expression: &'a Expr) -> CompileResult<u16> {
        let dst = self.temporary(expression.range())?;
        self.expression(expression, dst)?;
        Ok(dst)
    }

    /// Puts the value of an expression into a temporary.
    pub(super) fn expression(&mut self, expression: &'a Expr, dst: u16) -> CompileResult {
        self.deeper(expression.range(), |this| {
            this.scratch(|this| this.expression_inner(expression, dst))
        })
    }

    /// Puts the value of an expression into the register of a variable.
    ///
    /// Invariant: the variable keeps its old value until the expression can no longer read it or raise.
    pub(super) fn expression_to_variable(&mut self, expression: &'a Expr, register: u16) -> CompileResult {
        if writes_once(expression) {
            self.expression(expression, register)?;
        } else {
            self.scratch(|this| {
                let value = this.fresh(expression)?;
                this.move_to(register, value, expression.range());
                Ok(())
            })?;
        }
        self.unit.flow.bind(register);
        Ok(())
    }

    #[inline(never)]
    fn expression_inner(&mut self, expression: &'a Expr, dst: u16) -> CompileResult {
        let range = expression.range();
        if let Some(constant) = fold(expression) {
            return self.constant(constant, dst, range);
        }
        match expression {
            Expr::Name(name) => self.load_name(name.id.as_str(), dst, range),
            Expr::BinOp(operation) => self.binary(operation, dst),
            Expr::BoolOp(operation) => self.bool_operation(operation, dst),
            Expr::UnaryOp(operation) => self.unary(operation, dst),
            Expr::Compare(compare) => self.compare(compare, dst),
            Expr::Call(call) => self.call(call, dst),
            Expr::Attribute(attribute) => self.attribute(attribute, dst),
            Expr::Subscript(subscript) => self.subscript(subscript, dst),
            Expr::Slice(slice) => self.slice(slice, dst),
            Expr::If(conditional) => self.conditional_expression(conditional, dst),
            Expr::Named(named) => self.named(named, dst),
            Expr::Lambda(lambda) => self.lambda(lambda, dst),
            Expr::Tuple(tuple) => self.tuple(&tuple.elts, dst, range),
            Expr::List(list) => self.list(&list.elts, dst, range),
            Expr::Set(set) => self.set(&set.elts, dst, range),
            Expr::Dict(dict) => self.dict(dict, dst),
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) => self.comprehension(expression, dst),
            Expr::Generator(generator) => self.generator_expression(generator, dst),
            Expr::FString(string) => self.formatted_string(string, dst),
            Expr::TString(string) => self.template_string(string, dst),
            Expr::Await(node) => self.await_expression(node, dst),
            Expr::Yield(node) => self.yield_expression(node, dst),
            Expr::YieldFrom(node) => self.yield_from(node, dst),
            Expr::Starred(_) => Err(CompileError::new("can't use starred expression here", range)),
            Expr::StringLiteral(_)
            | Expr::BytesLiteral(_)
            | Expr::NumberLiteral(_)
            | Expr::BooleanLiteral(_)
            | Expr::NoneLiteral(_)
            | Expr::EllipsisLiteral(_) => unreachable!("literals are folded"),
            Expr::IpyEscapeCommand(_) => Err(CompileError::new("invalid syntax", range)),
        }
    }

    #[inline(never)]
    fn attribute(&mut self, attribute: &'a ast::ExprAttribute, dst: u16) -> CompileResult {
        if self.super_attribute(attribute, dst)? {
            return Ok(());
        }
        let obj = self.operand(&attribute.value)?;
        let range = self.attribute_range(attribute);
        let site = self.attribute_site(attribute)?;
        self.emit(range, Op::LoadAttr { dst, obj, site });
        Ok(())
    }

    pub(super) fn attribute_site(&mut self, attribute: &ast::ExprAttribute) -> CompileResult<u16> {
        let name = self.mangled(attribute.attr.as_str());
        self.site(&name, attribute.range())
    }

    /// Where an attribute access is reported: at its name alone, if that is on a later line.
    pub(super) fn attribute_range(&self, attribute: &ast::ExprAttribute) -> TextRange {
        let name = attribute.attr.range();
        let start = self.map.line(attribute.range().start());
        if start == self.map.line(name.end()) {
            attribute.range()
        } else {
            name
        }
    }

    #[inline(never)]
    fn subscript(&mut self, subscript: &'a ast::ExprSubscript, dst: u16) -> CompileResult {
        let range = subscript.range();
        let obj = self.operand(&subscript.value)?;
        if let Some(index) = super::operators::immediate(&subscript.slice) {
            self.emit(range, Op::LoadItemImm { dst, obj, index });
            return Ok(());
        }
        let key = self.operand(&subscript.slice)?;
        self.emit(range, Op::LoadItem { dst, obj, key });
        Ok(())
    }

    #[inline(never)]
    fn slice(&mut self, slice: &'a ast::ExprSlice, dst: u16) -> CompileResult {
        let base = self.unit.allocate(3, slice.range())?;
        let parts = [&slice.lower, &slice.upper, &slice.step];
        for (register, part) in (base..).zip(parts) {
            match part {
                Some(part) => self.expression(part, register)?,
                None => self.emit(slice.range(), Op::LoadNone { dst: register }),
            }
        }
        self.emit(slice.range(), Op::BuildSlice { dst, base });
        Ok(())
    }

    #[inline(never)]
    fn conditional_expression(&mut self, node: &'a ast::ExprIf, dst: u16) -> CompileResult {
        let (otherwise, end) = (self.label(), self.label());
        self.jump_unless(&node.test, otherwise)?;
        self.expression(&node.body, dst)?;
        self.unit.jump(node.range(), end);
        self.unit.place(otherwise);
        self.expression(&node.orelse, dst)?;
        self.unit.place(end);
        Ok(())
    }

    #[inline(never)]
    fn named(&mut self, named: &'a ast::ExprNamed, dst: u16) -> CompileResult {
        let Expr::Name(name) = &*named.target else {
            let message = "cannot use assignment expressions with this target";
            return Err(CompileError::new(message, named.target.range()));
        };
        self.expression(&named.value, dst)?;
        self.store_name(name.id.as_str(), dst, named.range())
    }

    #[inline(never)]
    fn yield_expression(&mut self, node: &'a ast::ExprYield, dst: u16) -> CompileResult {
        let range = node.range();
        self.check_in_function("'yield'", range)?;
        let src = match &node.value {
            Some(value) => self.operand(value)?,
            None => {
                let none = self.temporary(range)?;
                self.emit(range, Op::LoadNone { dst: none });
                none
            }
        };
        self.emit_yield(dst, src, range)
    }

    /// Yields `src`; `dst =` what is sent. An asynchronous generator marks its own values, for it
    /// yields to the event loop what it waits for too.
    pub(super) fn emit_yield(&mut self, dst: u16, src: u16, range: TextRange) -> CompileResult {
        if self.unit.kind != CodeKind::AsyncGenerator {
            self.emit(range, Op::Yield { dst, src });
            return Ok(());
        }
        self.scratch(|this| {
            let f = this.unit.allocate(3, range)?;
            let name = this.name("_AsyncYielded", range)?;
            this.emit(range, Op::LoadBuiltin { dst: f, name });
            this.move_to(f + 2, src, range);
            this.emit(range, Op::Call { f, argc: 1, dst: f });
            this.emit(range, Op::AsyncYield { dst, src: f });
            Ok(())
        })
    }

    #[inline(never)]
    fn yield_from(&mut self, node: &'a ast::ExprYieldFrom, dst: u16) -> CompileResult {
        let range = node.range();
        self.check_in_function("'yield from'", range)?;
        if matches!(self.unit.kind, CodeKind::Coroutine | CodeKind::AsyncGenerator) {
            return Err(CompileError::new("'yield from' inside async function", range));
        }
        let src = self.operand(&node.value)?;
        let iter = self.temporary(range)?;
        self.emit(range, Op::GetYieldFromIter { dst: iter, src });
        self.emit(range, Op::YieldFrom { dst, iter });
        Ok(())
    }

    #[inline(never)]
    fn await_expression(&mut self, node: &'a ast::ExprAwait, dst: u16) -> CompileResult {
        let src = self.operand(&node.value)?;
        self.emit_await(dst, src, 0, node.range())
    }

    /// Awaits `src`; `context` as in `GetAwaitable`.
    pub(super) fn emit_await(&mut self, dst: u16, src: u16, context: u16, range: TextRange) -> CompileResult {
        self.scratch(|this| {
            let iter = this.temporary(range)?;
            this.emit(range, Op::GetAwaitable { dst: iter, src, context });
            this.emit(range, Op::YieldFrom { dst, iter });
            Ok(())
        })
    }

    fn check_in_function(&self, what: &str, range: TextRange) -> CompileResult {
        if self.in_function() {
            return Ok(());
        }
        Err(CompileError::new(format!("{what} outside function"), range))
    }
}

/// Whether code for the expression writes its destination once, as the last thing on each path.
fn writes_once(expression: &Expr) -> bool {
    match expression {
        Expr::BoolOp(_) | Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Named(_) => false,
        Expr::Compare(compare) => compare.ops.len() == 1,
        Expr::If(conditional) => writes_once(&conditional.body) && writes_once(&conditional.orelse),
        Expr::UnaryOp(operation) => operation.op != ast::UnaryOp::Not || writes_once(&operation.operand),
        _ => true,
    }
}
