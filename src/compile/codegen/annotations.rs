//! Annotations: evaluated on demand, by a function that returns them as a dict.

use super::Generator;
use crate::bytecode::{CodeKind, Constant, Op, Parameters};
use crate::compile::error::CompileResult;
use crate::compile::scope::{Part, ScopeId};
use crate::syntax::ast::{self, CmpOp, Expr, Stmt};
use crate::syntax::{Ranged, TextRange};

/// `annotationlib.Format.VALUE_WITH_FAKE_GLOBALS`, the last format that `__annotate__` itself knows: `annotationlib`
/// has the others made by a function of the same code over other globals.
const LAST_FORMAT: i16 = 2;

impl<'a> Generator<'a> {
    /// The `__annotate__` function of a function, in a temporary; `None` without annotations.
    pub(super) fn function_annotations(&mut self, node: &'a ast::StmtFunctionDef) -> CompileResult<Option<u16>> {
        let Some(scope) = self.tree.of_node(node, Part::Annotations) else {
            return Ok(None);
        };
        let parameters = &node.parameters;
        let named = parameters.posonlyargs.iter().chain(&parameters.args).map(|p| &p.parameter);
        let starred = parameters.vararg.iter().map(|p| &**p);
        let keyword_only = parameters.kwonlyargs.iter().map(|p| &p.parameter);
        let all = named.chain(starred).chain(keyword_only).chain(parameters.kwarg.iter().map(|p| &**p));
        let mut items: Vec<(&str, &'a Expr)> =
            all.filter_map(|parameter| Some((parameter.name.as_str(), parameter.annotation()?))).collect();
        items.extend(node.returns.as_deref().map(|returns| ("return", returns)));
        let dst = self.temporary(node.range())?;
        let range = TextRange::new(node.range().start(), parameters.range().end());
        self.annotate_function(scope, &items, dst, range)?;
        Ok(Some(dst))
    }

    /// Binds the `__annotate__` function of the variables of a class or module, if they have any.
    pub(super) fn block_annotations(&mut self, body: &'a [Stmt], name: &str, range: TextRange) -> CompileResult {
        let Some(scope) = self.tree.annotations_of(self.unit.scope()) else {
            return Ok(());
        };
        let mut items = Vec::new();
        collect_annotations(body, &mut items);
        self.scratch(|this| {
            let function = this.temporary(range)?;
            this.annotate_function(scope, &items, function, range)?;
            this.store_name(name, function, range)
        })
    }

    fn annotate_function(
        &mut self,
        scope: ScopeId,
        items: &[(&'a str, &'a Expr)],
        dst: u16,
        range: TextRange,
    ) -> CompileResult {
        self.begin(CodeKind::Function, "__annotate__", scope, range);
        self.evaluator_prologue(range)?;
        let dict = self.temporary(range)?;
        self.emit(range, Op::BuildDict { dst: dict, base: dict, count: 0 });
        for (name, annotation) in items {
            self.scratch(|this| {
                let at = annotation.range();
                let key = this.unit.allocate(2, at)?;
                let name = this.mangled(name);
                this.constant(Constant::Str(name.to_string()), key, at)?;
                this.annotation(annotation, key + 1)?;
                this.emit(at, Op::DictAdd { dict, key, value: key + 1 });
                Ok(())
            })?;
        }
        self.unit.leave(range, Op::Return { src: dict });
        let code = self.finish();
        self.make_plain_function(code, dst, range)
    }

    fn annotation(&mut self, annotation: &'a Expr, dst: u16) -> CompileResult {
        if self.future_annotations {
            let text = self.map.source()[annotation.range()].to_owned();
            return self.constant(Constant::Str(text), dst, annotation.range());
        }
        match annotation {
            // `*args: *Ts`
            Expr::Starred(starred) => self.scratch(|this| {
                let src = this.operand(&starred.value)?;
                this.emit(annotation.range(), Op::UnpackSequence { src, base: dst, count: 1 });
                Ok(())
            }),
            annotation => self.expression(annotation, dst),
        }
    }

    /// The start of a function that evaluates something lazily: its parameter is the format.
    pub(super) fn evaluator_prologue(&mut self, range: TextRange) -> CompileResult {
        self.unit.parameters = Parameters {
            positional_only: 1,
            positional: 1,
            ..Parameters::default()
        };
        self.declare_variables(range)?;
        let known = self.label();
        let jump = super::conditions::immediate_jump(CmpOp::Gt, 0, LAST_FORMAT, false);
        self.unit.branch(range, jump.expect("`>` has an immediate form"), known);
        self.scratch(|this| {
            let exc = this.temporary(range)?;
            let name = this.name("NotImplementedError", range)?;
            this.emit(range, Op::LoadBuiltin { dst: exc, name });
            this.unit.leave(range, Op::Raise { exc });
            Ok(())
        })?;
        self.unit.place(known);
        Ok(())
    }
}

/// The annotated simple names of a block, those in its compound statements included.
fn collect_annotations<'a>(body: &'a [Stmt], items: &mut Vec<(&'a str, &'a Expr)>) {
    for statement in body {
        match statement {
            Stmt::AnnAssign(node) if node.simple => {
                if let Expr::Name(name) = &*node.target {
                    items.push((name.id.as_str(), &node.annotation));
                }
            }
            Stmt::If(node) => {
                collect_annotations(&node.body, items);
                for clause in &node.elif_else_clauses {
                    collect_annotations(&clause.body, items);
                }
            }
            Stmt::For(node) => {
                collect_annotations(&node.body, items);
                collect_annotations(&node.orelse, items);
            }
            Stmt::While(node) => {
                collect_annotations(&node.body, items);
                collect_annotations(&node.orelse, items);
            }
            Stmt::With(node) => collect_annotations(&node.body, items),
            Stmt::Try(node) => {
                collect_annotations(&node.body, items);
                for ast::ExceptHandler::ExceptHandler(handler) in &node.handlers {
                    collect_annotations(&handler.body, items);
                }
                collect_annotations(&node.orelse, items);
                collect_annotations(&node.finalbody, items);
            }
            Stmt::Match(node) => node.cases.iter().for_each(|case| collect_annotations(&case.body, items)),
            _ => {}
        }
    }
}
