//! Class definitions: the body is a unit of its own, called by `__build_class__`.

use super::{Generator, nowhere};
use super::functions::def_start;
use crate::bytecode::{CodeKind, CodeUnit, Constant, Op};
use crate::compile::docstring;
use crate::compile::error::CompileResult;
use crate::compile::scope::{Part, ScopeId};
use crate::compile::unit::Variable;
use crate::syntax::ast;
use crate::syntax::ast::name::Name;
use crate::syntax::{Ranged, TextRange};

impl<'a> Generator<'a> {
    pub(super) fn class(&mut self, node: &'a ast::StmtClassDef) -> CompileResult {
        let range = TextRange::new(def_start(&node.decorator_list, node.range(), self), node.range().end());
        self.scratch(|this| {
            let windows = this.decorators(&node.decorator_list)?;
            let value = this.temporary(range)?;
            if node.type_params.is_some() {
                this.class_with_type_parameters(node, value, range)?;
            } else {
                this.class_object(node, None, value, range)?;
            }
            this.decorate(&node.decorator_list, &windows);
            this.store_name(node.name.as_str(), windows.first().copied().unwrap_or(value), range)
        })
    }

    /// Makes the class in `dst`; `generic_base` is the register of an additional last base.
    pub(super) fn class_object(
        &mut self,
        node: &'a ast::StmtClassDef,
        generic_base: Option<u16>,
        dst: u16,
        range: TextRange,
    ) -> CompileResult {
        self.scratch(|this| {
            let code = this.class_body(node, range)?;
            let f = this.unit.allocate(2, range)?;
            let name = this.name("__build_class__", range)?;
            this.emit(range, Op::LoadBuiltin { dst: f, name });
            let body = this.unit.allocate(2, range)?;
            this.make_plain_function(code, body, range)?;
            this.constant(Constant::Str(node.name.to_string()), body + 1, range)?;
            this.call_with_more(f, 2, node.arguments.as_deref(), generic_base, dst, range)
        })
    }

    fn class_body(&mut self, node: &'a ast::StmtClassDef, range: TextRange) -> CompileResult<Box<CodeUnit>> {
        let id = self.tree.of_node(node, Part::Body).expect("scope analysis saw the class");
        self.begin(CodeKind::Class, node.name.as_str(), id, node.range());
        let outer_class = self.class.replace(node.name.id.clone());
        self.declare_closure(range)?;
        let class_cell = self.class_cell(id, range)?;
        self.class_namespace_cell(id, range)?;
        self.class_prologue(node, range)?;
        let (doc, body) = docstring::split(&node.body);
        if let Some(doc) = doc {
            self.store_constant("__doc__", Constant::Str(doc), node.body[0].range())?;
        }
        self.block_annotations(&node.body, "__annotate_func__", range)?;
        self.statements(body)?;
        self.static_attributes(nowhere())?;
        self.class_epilogue(class_cell, nowhere())?;
        self.class = outer_class;
        Ok(self.finish())
    }

    /// The cell that methods find their class in.
    fn class_cell(&mut self, id: ScopeId, range: TextRange) -> CompileResult<Option<u16>> {
        if !self.scope(id).needs_class_cell {
            return Ok(None);
        }
        let reg = self.temporary(range)?;
        self.emit(range, Op::Clear { dst: reg });
        self.emit(range, Op::MakeCell { reg });
        self.unit.scopes[0].by_name.insert(Name::new_static("__class__"), Variable::Cell(reg));
        Ok(Some(reg))
    }

    /// The cell that annotations find the class's namespace in.
    fn class_namespace_cell(&mut self, id: ScopeId, range: TextRange) -> CompileResult {
        if self.scope(id).needs_class_namespace {
            let reg = self.temporary(range)?;
            self.emit(range, Op::LoadLocals { dst: reg });
            self.emit(range, Op::MakeCell { reg });
            let name = Name::new_static("__classdict__");
            self.unit.scopes[0].by_name.insert(name, Variable::Cell(reg));
        }
        Ok(())
    }

    fn class_prologue(&mut self, node: &'a ast::StmtClassDef, range: TextRange) -> CompileResult {
        self.scratch(|this| {
            let value = this.temporary(range)?;
            let name = this.name("__name__", range)?;
            this.emit(range, Op::LoadName { dst: value, name });
            let name = this.name("__module__", range)?;
            this.emit(range, Op::StoreName { src: value, name });
            Ok(())
        })?;
        let qualified = self.unit.qualified_name.clone();
        self.store_constant("__qualname__", Constant::Str(qualified), range)?;
        let line = i64::from(self.unit.first_line);
        self.store_constant("__firstlineno__", Constant::Int(line), range)?;
        if node.type_params.is_some() {
            self.scratch(|this| {
                let value = this.temporary(range)?;
                this.load_name(".type_params", value, range)?;
                this.store_name("__type_params__", value, range)
            })?;
        }
        Ok(())
    }

    fn store_constant(&mut self, name: &str, constant: Constant, range: TextRange) -> CompileResult {
        self.scratch(|this| {
            let src = this.temporary(range)?;
            this.constant(constant, src, range)?;
            let name = this.name(name, range)?;
            this.emit(range, Op::StoreName { src, name });
            Ok(())
        })
    }

    fn static_attributes(&mut self, range: TextRange) -> CompileResult {
        let names = std::mem::take(&mut self.unit.static_attributes);
        let names = names.into_iter().map(Constant::Str).collect();
        self.store_constant("__static_attributes__", Constant::Tuple(names), range)
    }

    fn class_epilogue(&mut self, class_cell: Option<u16>, range: TextRange) -> CompileResult {
        let Some(src) = class_cell else {
            self.unit.leave(range, Op::ReturnNone {});
            return Ok(());
        };
        let name = self.name("__classcell__", range)?;
        self.emit(range, Op::StoreName { src, name });
        self.unit.leave(range, Op::Return { src });
        Ok(())
    }

    /// Notes `self.name = ...` in a method as an attribute of the class.
    pub(super) fn note_static_attribute(&mut self, attribute: &ast::ExprAttribute) {
        let ast::Expr::Name(object) = &*attribute.value else {
            return;
        };
        let is_self = self.unit.parameters.positional > 0
            && self.unit.locals.first().is_some_and(|first| first == object.id.as_str());
        let name = self.mangled(attribute.attr.as_str());
        if let Some(class) = self.outer.last_mut()
            && class.kind == CodeKind::Class
            && is_self
            && !class.static_attributes.iter().any(|known| *known == name.as_str())
        {
            class.static_attributes.push(name.to_string());
        }
    }
}
