//! Type parameters and type aliases: a function around the definition makes the parameters.
//!
//! The run-time part is internal built-ins: `__type_parameter__(kind, name, bound, default)`,
//! `__generic_base__(parameters)` and `__type_alias__(name, parameters, value)`, where bound,
//! default and value are functions that evaluate on demand, or None.

use super::Generator;
use super::functions::Extras;
use crate::bytecode::{CodeKind, Constant, Op, Parameters};
use crate::compile::error::{CompileError, CompileResult};
use crate::compile::scope::Part;
use crate::syntax::ast::{self, Expr, TypeParam};
use crate::syntax::{Ranged, TextRange};

/// Registers of the parameters of the function around a definition with type parameters.
const DEFAULTS: u16 = 0;
const KEYWORD_DEFAULTS: u16 = 1;

impl<'a> Generator<'a> {
    pub(super) fn function_with_type_parameters(
        &mut self,
        node: &'a ast::StmtFunctionDef,
        extras: Extras,
        dst: u16,
        range: TextRange,
    ) -> CompileResult {
        self.in_type_parameters(node, node.name.as_str(), node.type_params.as_deref(), extras, dst, |this| {
            let function = this.temporary(range)?;
            let extras = Extras {
                defaults: Some(DEFAULTS),
                keyword_defaults: Some(KEYWORD_DEFAULTS),
                annotate: this.function_annotations(node)?,
            };
            this.function_object(node, extras, function, range)?;
            let parameters = this.temporary(range)?;
            this.load_name(".type_params", parameters, range)?;
            let site = this.site("__type_params__", range)?;
            this.emit(range, Op::StoreAttr { obj: function, src: parameters, site });
            Ok(function)
        })
    }

    pub(super) fn class_with_type_parameters(
        &mut self,
        node: &'a ast::StmtClassDef,
        dst: u16,
        range: TextRange,
    ) -> CompileResult {
        let extras = Extras::default();
        self.in_type_parameters(node, node.name.as_str(), node.type_params.as_deref(), extras, dst, |this| {
            let base = this.temporary(range)?;
            this.scratch(|this| {
                let f = this.internal("__generic_base__", range)?;
                let slot = this.temporary(range)?;
                this.load_name(".type_params", slot, range)?;
                this.emit(range, Op::Call { f, argc: 1, dst: base });
                Ok(())
            })?;
            let class = this.temporary(range)?;
            this.class_object(node, Some(base), class, range)?;
            Ok(class)
        })
    }

    pub(super) fn type_alias(&mut self, node: &'a ast::StmtTypeAlias) -> CompileResult {
        let Expr::Name(name) = &*node.name else {
            return Err(CompileError::new("cannot assign to expression here", node.name.range()));
        };
        let (name, range) = (name.id.as_str(), node.range());
        self.scratch(|this| {
            let dst = this.temporary(range)?;
            if node.type_params.is_none() {
                let none = this.temporary(range)?;
                this.constant(Constant::Tuple(Vec::new()), none, range)?;
                this.alias_object(node, name, none, dst)?;
            } else {
                let parameters = node.type_params.as_deref();
                this.in_type_parameters(node, name, parameters, Extras::default(), dst, |this| {
                    let alias = this.unit.allocate(2, range)?;
                    this.load_name(".type_params", alias + 1, range)?;
                    this.alias_object(node, name, alias + 1, alias)?;
                    Ok(alias)
                })?;
            }
            this.store_name(name, dst, range)
        })
    }

    fn alias_object(&mut self, node: &'a ast::StmtTypeAlias, name: &str, parameters: u16, dst: u16) -> CompileResult {
        let range = node.range();
        self.scratch(|this| {
            let f = this.internal("__type_alias__", range)?;
            let slots = this.unit.allocate(3, range)?;
            this.constant(Constant::Str(name.to_owned()), slots, range)?;
            this.move_to(slots + 1, parameters, range);
            this.evaluator(node, Part::Body, name, &node.value, slots + 2)?;
            this.emit(range, Op::Call { f, argc: 3, dst });
            Ok(())
        })
    }

    /// The window of a call of an internal built-in.
    fn internal(&mut self, name: &str, range: TextRange) -> CompileResult<u16> {
        let f = self.unit.allocate(2, range)?;
        let name = self.name(name, range)?;
        self.emit(range, Op::LoadBuiltin { dst: f, name });
        Ok(f)
    }

    /// Runs `body` in the function of the type parameters, which is called at once; `dst =` its result.
    fn in_type_parameters<T>(
        &mut self,
        node: &'a T,
        name: &str,
        parameters: Option<&'a ast::TypeParams>,
        extras: Extras,
        dst: u16,
        body: impl FnOnce(&mut Self) -> CompileResult<u16>,
    ) -> CompileResult {
        let parameters = parameters.expect("the definition has type parameters");
        let range = parameters.range();
        let scope = self.tree.of_node(node, Part::TypeParameters).expect("scope analysis saw the parameters");
        let f = self.unit.allocate(4, range)?;
        self.begin(CodeKind::Function, &format!("<generic parameters of {name}>"), scope, range);
        self.unit.parameters = Parameters {
            positional_only: 2,
            positional: 2,
            ..Parameters::default()
        };
        self.declare_variables(range)?;
        self.type_parameters(parameters)?;
        self.scratch(|this| {
            let src = body(this)?;
            this.unit.leave(range, Op::Return { src });
            Ok(())
        })?;
        let code = self.finish();
        self.make_plain_function(code, f, range)?;
        self.argument_or_unbound(f + 2, extras.defaults, range);
        self.argument_or_unbound(f + 3, extras.keyword_defaults, range);
        self.emit(range, Op::Call { f, argc: 2, dst });
        Ok(())
    }

    fn argument_or_unbound(&mut self, slot: u16, src: Option<u16>, range: TextRange) {
        match src {
            Some(src) => self.move_to(slot, src, range),
            None => self.emit(range, Op::LoadNone { dst: slot }),
        }
    }

    fn type_parameters(&mut self, parameters: &'a ast::TypeParams) -> CompileResult {
        let range = parameters.range();
        self.scratch(|this| {
            let base = this.unit.allocate(parameters.len(), range)?;
            for (register, parameter) in (base..).zip(parameters) {
                this.type_parameter(parameter, register)?;
                this.store_name(parameter.name().as_str(), register, parameter.range())?;
            }
            let count = parameters.len() as u16;
            this.emit(range, Op::BuildTuple { dst: base, base, count });
            this.store_name(".type_params", base, range)
        })
    }

    fn type_parameter(&mut self, parameter: &'a TypeParam, dst: u16) -> CompileResult {
        let range = parameter.range();
        let (kind, bound) = match parameter {
            TypeParam::TypeVar(variable) => match variable.bound.as_deref() {
                Some(constraints @ Expr::Tuple(_)) => ("Constraints", Some(constraints)),
                bound => ("TypeVar", bound),
            },
            TypeParam::TypeVarTuple(_) => ("TypeVarTuple", None),
            TypeParam::ParamSpec(_) => ("ParamSpec", None),
        };
        let name = parameter.name().as_str();
        self.scratch(|this| {
            let f = this.internal("__type_parameter__", range)?;
            let slots = this.unit.allocate(4, range)?;
            this.constant(Constant::Str(kind.to_owned()), slots, range)?;
            this.constant(Constant::Str(name.to_owned()), slots + 1, range)?;
            match bound {
                Some(bound) => this.evaluator(parameter, Part::Body, name, bound, slots + 2)?,
                None => this.emit(range, Op::LoadNone { dst: slots + 2 }),
            }
            match parameter.default() {
                Some(default) => this.evaluator(parameter, Part::Default, name, default, slots + 3)?,
                None => this.emit(range, Op::LoadNone { dst: slots + 3 }),
            }
            this.emit(range, Op::Call { f, argc: 4, dst });
            Ok(())
        })
    }

    /// A function that evaluates an expression on demand.
    fn evaluator<T>(&mut self, node: &'a T, part: Part, name: &str, value: &'a Expr, dst: u16) -> CompileResult {
        let range = value.range();
        let scope = self.tree.of_node(node, part).expect("scope analysis saw the expression");
        self.begin(CodeKind::Function, name, scope, range);
        self.evaluator_prologue(range)?;
        self.scratch(|this| {
            let src = this.operand(value)?;
            this.unit.leave(range, Op::Return { src });
            Ok(())
        })?;
        let code = self.finish();
        self.make_plain_function(code, dst, range)
    }
}
