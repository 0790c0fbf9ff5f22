//! Comprehensions, which run inside the block around them, and generator expressions, which do not.

use super::Generator;
use crate::sorted::SortedMap;
use crate::bytecode::{CodeKind, Op, Parameters};
use crate::compile::error::CompileResult;
use crate::compile::hoist::constants_in_generator;
use crate::compile::scope::{Binding, Part, ScopeId};
use crate::compile::unit::{Variable, Variables};
use crate::syntax::ast::{self, Comprehension, Expr};
use crate::syntax::{Ranged, TextRange};

/// What a comprehension does with each round.
#[derive(Clone, Copy)]
enum Element<'a> {
    List(&'a Expr, u16),
    Set(&'a Expr, u16),
    /// Without a key: the items of the value, a dict.
    Dict(Option<&'a Expr>, &'a Expr, u16),
    Yield(&'a Expr),
}

impl<'a> Generator<'a> {
    /// Builds the result in `dst`, a temporary.
    #[inline(never)]
    pub(super) fn comprehension(&mut self, expression: &'a Expr, dst: u16) -> CompileResult {
        let range = expression.range();
        let (scope, generators, element, empty): (_, &'a [Comprehension], _, _) = match expression {
            Expr::ListComp(node) => (
                self.tree.of_node(node, Part::Body),
                &node.generators,
                Element::List(&node.elt, dst),
                Op::BuildList { dst, base: dst, count: 0 },
            ),
            Expr::SetComp(node) => (
                self.tree.of_node(node, Part::Body),
                &node.generators,
                Element::Set(&node.elt, dst),
                Op::BuildSet { dst, base: dst, count: 0 },
            ),
            Expr::DictComp(node) => (
                self.tree.of_node(node, Part::Body),
                &node.generators,
                Element::Dict(node.key.as_deref(), &node.value, dst),
                Op::BuildDict { dst, base: dst, count: 0 },
            ),
            _ => unreachable!("only comprehensions come here"),
        };
        let scope = scope.expect("scope analysis saw the comprehension");
        let iter = self.iterator(&generators[0])?;
        self.enter_comprehension(scope, generators.len() > 1, range)?;
        self.emit(range, empty);
        self.rounds(generators, iter, element)?;
        self.unit.scopes.pop();
        Ok(())
    }

    fn enter_comprehension(&mut self, id: ScopeId, may_read_early: bool, range: TextRange) -> CompileResult {
        let mut by_name = SortedMap::new();
        for symbol in self.scope(id).symbols() {
            if !matches!(symbol.binding, Binding::Local | Binding::Cell) {
                continue;
            }
            let register = self.temporary(range)?;
            self.unit.flow.unbind(register);
            let is_cell = symbol.binding == Binding::Cell;
            if is_cell || may_read_early {
                self.emit(range, Op::Clear { dst: register });
            }
            if is_cell {
                self.emit(range, Op::MakeCell { reg: register });
                by_name.insert(symbol.name.clone(), Variable::Cell(register));
            } else {
                by_name.insert(symbol.name.clone(), Variable::Register(register));
            }
        }
        self.unit.scopes.push(Variables { scope: id, by_name });
        Ok(())
    }

    /// The iterator of one `for` of a comprehension, in a temporary.
    fn iterator(&mut self, generator: &'a Comprehension) -> CompileResult<u16> {
        let range = generator.iter.range();
        let iter = self.temporary(range)?;
        self.scratch(|this| {
            let src = this.iterable(&generator.iter)?;
            this.emit(
                range,
                if generator.is_async {
                    Op::GetAsyncIter { dst: iter, src }
                } else {
                    Op::GetIter { dst: iter, src }
                },
            );
            Ok(())
        })?;
        Ok(iter)
    }

    /// The loop of the first generator, whose iterator is there, around those of the others.
    fn rounds(&mut self, generators: &'a [Comprehension], iter: u16, element: Element<'a>) -> CompileResult {
        let (first, rest) = generators.split_first().expect("a comprehension has a generator");
        if first.is_async {
            return self.async_rounds(first, rest, iter, element);
        }
        let (body, next) = (self.label(), self.label());
        let range = first.range();
        let state = self.unit.flow.lasting();
        self.unit.jump(range, next);
        self.unit.code.place(body);
        self.unit.flow.resume(state);
        self.scratch(|this| {
            let dst = this.loop_target(&first.target)?;
            this.bind_loop_target(&first.target, dst)?;
            this.round(first, rest, element, next)?;
            this.unit.place(next);
            this.for_next(iter, dst, body, first.iter.range());
            Ok(())
        })
    }

    fn round(
        &mut self,
        generator: &'a Comprehension,
        rest: &'a [Comprehension],
        element: Element<'a>,
        next: crate::compile::assembler::Label,
    ) -> CompileResult {
        for condition in &generator.ifs {
            self.jump_unless(condition, next)?;
        }
        match rest.first() {
            None => self.scratch(|this| this.element(element)),
            Some(inner) => self.scratch(|this| {
                let iter = this.iterator(inner)?;
                this.rounds(rest, iter, element)
            }),
        }
    }

    fn async_rounds(
        &mut self,
        first: &'a Comprehension,
        rest: &'a [Comprehension],
        iter: u16,
        element: Element<'a>,
    ) -> CompileResult {
        let top = self.label();
        let end = self.label();
        let range = first.range();
        let state = self.unit.flow.lasting();
        self.unit.code.place(top);
        self.unit.flow.resume(state);
        self.scratch(|this| {
            let exception = this.temporary(range)?;
            let guard = this.guard(exception);
            let dst = this.loop_target(&first.target)?;
            this.async_next(iter, dst, range)?;
            this.unguard(&guard);
            this.bind_loop_target(&first.target, dst)?;
            this.round(first, rest, element, top)?;
            this.unit.jump(range, top);
            this.end_async_for(&guard, end, range)
        })?;
        self.unit.place(end);
        Ok(())
    }

    fn element(&mut self, element: Element<'a>) -> CompileResult {
        match element {
            Element::List(value, list) => {
                let src = self.operand(value)?;
                self.emit(value.range(), Op::ListAppend { list, src });
            }
            Element::Set(value, set) => {
                let src = self.operand(value)?;
                self.emit(value.range(), Op::SetAdd { set, src });
            }
            Element::Dict(Some(key), value, dict) => {
                let range = TextRange::new(key.range().start(), value.range().end());
                let key = self.operand(key)?;
                let value = self.operand(value)?;
                self.emit(range, Op::DictAdd { dict, key, value });
            }
            Element::Dict(None, value, dict) => {
                let src = self.operand(value)?;
                self.emit(value.range(), Op::DictUpdate { dict, src });
            }
            Element::Yield(value) => {
                let src = self.operand(value)?;
                let sent = self.temporary(value.range())?;
                self.emit_yield(sent, src, value.range())?;
            }
        }
        Ok(())
    }

    /// A generator function of its own, called at once with the first iterator.
    #[inline(never)]
    pub(super) fn generator_expression(&mut self, node: &'a ast::ExprGenerator, dst: u16) -> CompileResult {
        let range = node.range();
        let scope = self.tree.of_node(node, Part::Body).expect("scope analysis saw the generator");
        let kind = if self.scope(scope).has_await { CodeKind::AsyncGenerator } else { CodeKind::Generator };
        let f = self.unit.allocate(2, range)?;
        self.begin(kind, "<genexpr>", scope, range);
        self.unit.parameters = Parameters {
            positional: 1,
            ..Parameters::default()
        };
        self.declare_variables(range)?;
        self.hoist(constants_in_generator(&node.generators, &node.elt), range)?;
        self.rounds(&node.generators, 0, Element::Yield(&node.elt))?;
        self.unit.leave(range, Op::ReturnNone {});
        let code = self.finish();
        self.make_plain_function(code, f, range)?;
        self.iterator(&node.generators[0])?;
        self.emit(range, Op::Call { f, argc: 1, dst });
        Ok(())
    }
}
