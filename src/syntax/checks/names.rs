//! Names: how they are used, and what `global` and `nonlocal` may still say of them.

use super::Checker;
use super::scope::ScopeKind;
use crate::syntax::Ranged;
use crate::syntax::TextRange;
use crate::syntax::ast::{Expr, ExprContext, ExprName, Identifier, StmtAnnAssign};

const DEBUG: &str = "__debug__";

impl<'a> Checker<'a> {
    pub fn use_name(&mut self, node: &'a ExprName) {
        let name = node.id.as_str();
        match node.ctx {
            ExprContext::Load => self.scope().update(name, |uses| uses.is_used = true),
            ExprContext::Store => self.assign(name, node.range()),
            ExprContext::Del => {
                self.check_deleted(name, node.range());
                self.scope().update(name, |uses| uses.is_assigned = true);
            }
            ExprContext::Invalid => {}
        }
    }

    /// Notes that `name` is bound here; `range` is what CPython marks if it may not be.
    pub fn assign(&mut self, name: &'a str, range: TextRange) {
        self.check_assigned(name, range);
        self.scope().update(name, |uses| uses.is_assigned = true);
    }

    pub fn check_assigned(&mut self, name: &str, range: TextRange) {
        if name == DEBUG {
            self.report("cannot assign to __debug__", range);
        }
    }

    fn check_deleted(&mut self, name: &str, range: TextRange) {
        if name == DEBUG {
            self.report("cannot delete __debug__", range);
        }
    }

    /// An assignment expression binds in the scope around the comprehensions that it stands in.
    pub fn assign_outside_comprehensions(&mut self, target: &'a Expr) {
        let Expr::Name(node) = target else { return };
        self.check_assigned(node.id.as_str(), node.range());
        let outside = |scope: &&mut super::Scope<'a>| scope.kind != ScopeKind::Comprehension;
        if let Some(scope) = self.scopes.iter_mut().rev().find(outside) {
            scope.update(node.id.as_str(), |uses| uses.is_assigned = true);
        }
    }

    /// The target of `x: int`; `(x): int` binds without annotating.
    pub fn annotate(&mut self, node: &'a StmtAnnAssign) {
        let Expr::Name(target) = &*node.target else {
            return;
        };
        let name = target.id.as_str();
        let uses = self.scope().uses(name);
        let in_module = self.scope().kind == ScopeKind::Module;
        let declared = match (uses.global, uses.nonlocal) {
            (Some(_), _) => Some("global"),
            (_, Some(_)) => Some("nonlocal"),
            _ => None,
        };
        if let Some(declared) = declared.filter(|_| node.simple && !in_module) {
            self.report(
                format!("annotated name '{name}' can't be {declared}"),
                node.range(),
            );
        }
        self.check_assigned(name, target.range());
        let (simple, assigned) = (node.simple, node.simple || node.value.is_some());
        self.scope().update(name, |uses| {
            uses.is_annotated |= simple;
            uses.is_assigned |= assigned;
        });
    }

    pub fn declare_global(&mut self, names: &'a [Identifier], range: TextRange) {
        for name in names {
            self.check_declaration(name.as_str(), "global", range);
            self.scope().declare(name.as_str(), |uses| {
                uses.global = uses.global.or(Some(range))
            });
        }
    }

    pub fn declare_nonlocal(&mut self, names: &'a [Identifier], range: TextRange) {
        if self.scope().kind == ScopeKind::Module {
            self.report("nonlocal declaration not allowed at module level", range);
        }
        for name in names {
            self.check_declaration(name.as_str(), "nonlocal", range);
            self.check_type_parameter(name.as_str(), range);
            let declare =
                |uses: &mut super::scope::Uses| uses.nonlocal = uses.nonlocal.or(Some(range));
            self.scope().declare(name.as_str(), declare);
        }
    }

    fn check_declaration(&mut self, name: &str, declaration: &str, range: TextRange) {
        let uses = self.scope().uses(name);
        let message = if uses.is_parameter {
            format!("name '{name}' is parameter and {declaration}")
        } else if uses.is_used {
            format!("name '{name}' is used prior to {declaration} declaration")
        } else if uses.is_annotated {
            format!("annotated name '{name}' can't be {declaration}")
        } else if uses.is_assigned {
            format!("name '{name}' is assigned to before {declaration} declaration")
        } else {
            return;
        };
        self.report(message, range);
    }

    fn check_type_parameter(&mut self, name: &str, range: TextRange) {
        let enclosing = self.scopes.iter().rev().skip(1);
        let mut binding = enclosing.skip_while(|scope| {
            !scope.type_parameters.contains(&name) && !scope.uses(name).is_assigned
        });
        if binding
            .next()
            .is_some_and(|scope| scope.type_parameters.contains(&name))
        {
            let message = format!("nonlocal binding not allowed for type parameter '{name}'");
            self.report(message, range);
        }
    }
}
