//! Names: where a variable lives, reading, binding and deleting it.

use super::Generator;
use crate::bytecode::{CodeKind, Constant, Op};
use crate::compile::error::CompileResult;
use crate::compile::mangle::mangle;
use crate::compile::scope::{Binding, ScopeKind, ScopeTree};
use crate::compile::unit::{Unit, Variable};
use crate::syntax::TextRange;
use crate::syntax::ast::name::Name;

/// Where a name lives, seen from the current point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Register(u16),
    Cell(u16),
    Global,
    /// The namespace of a class body or of `exec`, then the globals.
    Namespace,
    /// The namespace of a class body, then the cell in the register.
    NamespaceOrCell(u16),
}

impl<'a> Generator<'a> {
    pub(super) fn mangled(&self, name: &str) -> Name {
        mangle(self.class.as_deref(), name)
    }

    pub(super) fn place_of(&self, name: &Name) -> Place {
        for (depth, variables) in self.unit.scopes.iter().enumerate().rev() {
            if let Some(variable) = variables.by_name.get(name) {
                return self.place_of_variable(*variable, name, depth == 0);
            }
            let scope = self.scope(variables.scope);
            let binding = scope.get(name).map(|symbol| symbol.binding);
            let is_outermost = variables.scope == ScopeTree::ROOT;
            match binding {
                Some(Binding::GlobalExplicit) => return Place::Global,
                Some(Binding::Local) if is_outermost && !self.separate_namespace => return Place::Global,
                Some(Binding::Local) => return Place::Namespace,
                Some(Binding::Free) => {}
                _ if depth > 0 => return self.implicit_global_in_comprehension(),
                _ if scope.kind == ScopeKind::Class => return Place::Namespace,
                _ if is_outermost && self.separate_namespace => return Place::Namespace,
                _ => return Place::Global,
            }
        }
        Place::Global
    }

    fn implicit_global_in_comprehension(&self) -> Place {
        if self.separate_namespace && self.unit.scope() == ScopeTree::ROOT {
            Place::Namespace
        } else {
            Place::Global
        }
    }

    fn place_of_variable(&self, variable: Variable, name: &Name, own: bool) -> Place {
        let scope = self.scope(self.unit.scope());
        match variable {
            Variable::Register(register) => Place::Register(register),
            Variable::Cell(register) if own && scope.kind == ScopeKind::Class => {
                match scope.get(name).map(|symbol| symbol.binding) {
                    Some(Binding::Local) if self.unit.scopes.len() == 1 => Place::Namespace,
                    Some(Binding::Free) if self.unit.scopes.len() == 1 => Place::NamespaceOrCell(register),
                    _ => Place::Cell(register),
                }
            }
            Variable::Cell(register) => Place::Cell(register),
        }
    }

    /// The register that holds the cell of a variable that an inner function captures.
    pub(super) fn cell_of(&self, name: &Name) -> u16 {
        for variables in self.unit.scopes.iter().rev() {
            if let Some(Variable::Cell(register)) = variables.by_name.get(name) {
                return *register;
            }
        }
        unreachable!("scope analysis makes a cell of every captured variable, {name} too")
    }

    pub(super) fn load_name(&mut self, name: &str, dst: u16, range: TextRange) -> CompileResult {
        let name = self.mangled(name);
        let place = self.place_of(&name);
        if self.is_in_class_first(&name, place) {
            return self.load_name_seeing_class(&name, place, dst, range);
        }
        self.load_from(place, &name, dst, range)
    }

    fn load_from(&mut self, place: Place, name: &Name, dst: u16, range: TextRange) -> CompileResult {
        let op = match place {
            Place::Register(register) => {
                self.check_bound(register, name, range)?;
                self.move_to(dst, register, range);
                return Ok(());
            }
            Place::Cell(cell) => Op::LoadCell {
                dst,
                cell,
                name: self.name(name, range)?,
            },
            Place::Global => Op::LoadGlobal {
                dst,
                site: self.site(name, range)?,
            },
            Place::Namespace => Op::LoadName {
                dst,
                name: self.name(name, range)?,
            },
            Place::NamespaceOrCell(cell) => Op::LoadClassCell {
                dst,
                cell,
                name: self.name(name, range)?,
            },
        };
        self.emit(range, op);
        Ok(())
    }

    /// Whether an annotation in a class reads a name that the class's namespace may have.
    fn is_in_class_first(&self, name: &Name, place: Place) -> bool {
        let scope = self.scope(self.unit.scope());
        let found_here = scope.get(name).is_some_and(|symbol| !symbol.uses.global && !symbol.uses.bound);
        scope.sees_class && found_here && matches!(place, Place::Global | Place::Cell(_))
    }

    /// The namespace is asked for the item: who evaluates annotations as text has an object there that only raises KeyError.
    fn load_name_seeing_class(&mut self, name: &Name, place: Place, dst: u16, range: TextRange) -> CompileResult {
        let (elsewhere, end) = (self.label(), self.label());
        self.scratch(|this| {
            let key = this.unit.allocate(4, range)?;
            let (namespace, exc, class) = (key + 1, key + 2, key + 3);
            let cell = this.cell_of(&Name::new_static("__classdict__"));
            let index = this.name("__classdict__", range)?;
            this.emit(range, Op::LoadCell { dst: namespace, cell, name: index });
            this.constant(Constant::Str(name.to_string()), key, range)?;
            let guard = this.guard(exc);
            this.emit(range, Op::LoadItem { dst, obj: namespace, key });
            this.unguard(&guard);
            this.unit.jump(range, end);
            this.handle(&guard);
            let name = this.name("KeyError", range)?;
            this.emit(range, Op::LoadBuiltin { dst: class, name });
            this.emit(range, Op::MatchException { dst: class, exc, class });
            this.branch_on(class, elsewhere, true, range);
            this.unit.leave(range, Op::Reraise { exc });
            Ok(())
        })?;
        self.unit.place(elsewhere);
        self.load_from(place, name, dst, range)?;
        self.unit.place(end);
        Ok(())
    }

    /// The register of a local variable that may be used in place, checked to be bound.
    pub(super) fn local_in_place(&mut self, name: &str, range: TextRange) -> CompileResult<Option<u16>> {
        let name = self.mangled(name);
        let Place::Register(register) = self.place_of(&name) else {
            return Ok(None);
        };
        if self.unit.volatile.contains(&register) {
            return Ok(None);
        }
        self.check_bound(register, &name, range)?;
        Ok(Some(register))
    }

    pub(super) fn check_bound(&mut self, register: u16, name: &Name, range: TextRange) -> CompileResult {
        if self.unit.flow.is_bound(register) {
            return Ok(());
        }
        let name = self.name(name, range)?;
        self.emit(range, Op::CheckBound { src: register, name });
        self.unit.flow.bind(register);
        Ok(())
    }

    /// The register that a name may be bound in directly.
    pub(super) fn register_of(&self, name: &str) -> Option<u16> {
        match self.place_of(&self.mangled(name)) {
            Place::Register(register) => Some(register),
            _ => None,
        }
    }

    pub(super) fn store_name(&mut self, name: &str, src: u16, range: TextRange) -> CompileResult {
        let name = self.mangled(name);
        let op = match self.place_of(&name) {
            Place::Register(register) => {
                self.move_to(register, src, range);
                self.unit.flow.bind(register);
                return Ok(());
            }
            Place::Cell(cell) | Place::NamespaceOrCell(cell) => Op::StoreCell { cell, src },
            Place::Global => Op::StoreGlobal {
                src,
                site: self.unit.pools.global_site(&name, range)?,
            },
            Place::Namespace => Op::StoreName {
                src,
                name: self.name(&name, range)?,
            },
        };
        self.emit(range, op);
        Ok(())
    }

    pub(super) fn delete_name(&mut self, name: &str, range: TextRange) -> CompileResult {
        let name = self.mangled(name);
        let place = self.place_of(&name);
        let index = self.name(&name, range)?;
        let op = match place {
            Place::Register(reg) => {
                self.emit(range, Op::DeleteLocal { reg, name: index });
                self.unit.flow.unbind(reg);
                return Ok(());
            }
            Place::Cell(cell) | Place::NamespaceOrCell(cell) => Op::DeleteCell { cell, name: index },
            Place::Global => Op::DeleteGlobal { name: index },
            Place::Namespace => Op::DeleteName { name: index },
        };
        self.emit(range, op);
        Ok(())
    }

    /// Unbinds the variable of `except ... as` at the end of its block, bound or not.
    pub(super) fn forget_name(&mut self, name: &str, range: TextRange) -> CompileResult {
        if let Some(register) = self.register_of(name) {
            self.emit(range, Op::Clear { dst: register });
            self.unit.flow.unbind(register);
            return Ok(());
        }
        self.scratch(|this| {
            let none = this.temporary(range)?;
            this.emit(range, Op::LoadNone { dst: none });
            this.store_name(name, none, range)
        })?;
        self.delete_name(name, range)
    }

    /// Gives the variables of a function-like unit their registers and cells.
    pub(super) fn declare_variables(&mut self, range: TextRange) -> CompileResult {
        let scope = self.scope(self.unit.scope());
        let mut cells = Vec::new();
        for (position, symbol) in scope.symbols().iter().enumerate() {
            if !matches!(symbol.binding, Binding::Local | Binding::Cell) {
                continue;
            }
            let register = self.unit.allocate(1, range)?;
            self.unit.locals.push(symbol.name.to_string());
            let variable = if symbol.binding == Binding::Cell {
                cells.push(register);
                Variable::Cell(register)
            } else {
                if position < scope.parameters {
                    self.unit.flow.bind(register);
                }
                note_uses(&mut self.unit, register, symbol.uses);
                Variable::Register(register)
            };
            self.unit.scopes[0].by_name.insert(symbol.name.clone(), variable);
        }
        for reg in &cells {
            self.emit(range, Op::MakeCell { reg: *reg });
        }
        self.unit.cells = cells;
        self.declare_closure(range)
    }

    /// Fetches the cells that the unit takes from around it into registers.
    pub(super) fn declare_closure(&mut self, range: TextRange) -> CompileResult {
        let free = self.scope(self.unit.scope()).free_names();
        for (index, name) in free.iter().enumerate() {
            let dst = self.unit.allocate(1, range)?;
            self.emit(range, Op::LoadClosure { dst, index: index as u16 });
            self.unit.scopes[0].by_name.insert(name.clone(), Variable::Cell(dst));
        }
        self.unit.free = free;
        Ok(())
    }

    /// Whether the current unit is the body of a function of any kind.
    pub(super) fn in_function(&self) -> bool {
        !matches!(self.unit.kind, CodeKind::Module | CodeKind::Class)
    }
}

pub(super) fn note_uses(unit: &mut Unit, register: u16, uses: crate::compile::scope::Uses) {
    if uses.walrus {
        unit.volatile.push(register);
    }
    if uses.deleted {
        unit.flow.deletable(register);
    }
}
