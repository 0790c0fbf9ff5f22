//! Assignment to every kind of target, augmented and annotated too, and `del`.

use super::Generator;
use super::operators::immediate;
use crate::bytecode::{CodeKind, Op};
use crate::compile::error::{CompileError, CompileResult};
use crate::compile::fold::fold;
use crate::syntax::ast::{self, Expr};
use crate::syntax::{Ranged, TextRange};

impl<'a> Generator<'a> {
    pub(super) fn assign(&mut self, node: &'a ast::StmtAssign) -> CompileResult {
        self.scratch(|this| match &*node.targets {
            [target] => this.assign_one(target, &node.value),
            targets if fold(&node.value).is_some() => {
                targets.iter().try_for_each(|target| this.scratch(|this| this.assign_one(target, &node.value)))
            }
            targets => {
                let src = this.fresh(&node.value)?;
                targets.iter().try_for_each(|target| this.store(target, src))
            }
        })
    }

    fn assign_one(&mut self, target: &'a Expr, value: &'a Expr) -> CompileResult {
        if let Expr::Name(name) = target
            && let Some(register) = self.register_of(name.id.as_str())
        {
            return self.expression_to_variable(value, register);
        }
        if let (Some(targets), Some(values)) = (items(target), items(value))
            && targets.len() == values.len()
            && !targets.iter().chain(values).any(Expr::is_starred_expr)
        {
            return self.assign_in_parallel(targets, values);
        }
        let src = self.operand(value)?;
        self.store(target, src)
    }

    /// `a, b = x, y` without a tuple: all values first, then all stores.
    fn assign_in_parallel(&mut self, targets: &'a [Expr], values: &'a [Expr]) -> CompileResult {
        let mut overwritten = Vec::new();
        let mut sources = Vec::new();
        let direct = self.direct_last_target(targets);
        for (position, (target, value)) in targets.iter().zip(values).enumerate() {
            let is_last = position + 1 == targets.len();
            match direct {
                // Nothing can see that the last variable is bound before the others.
                Some(register) if is_last && !sources.contains(&Some(register)) && fold(value).is_none() => {
                    self.expression_to_variable(value, register)?;
                    sources.push(Some(register));
                }
                _ => sources.push(self.parallel_source(value, &overwritten)?),
            }
            overwritten.extend(self.registers_bound_by(target));
        }
        for ((target, value), source) in targets.iter().zip(values).zip(sources) {
            match (source, fold(value)) {
                (Some(src), _) => self.store(target, src)?,
                (None, Some(_)) => self.scratch(|this| this.assign_one(target, value))?,
                (None, None) => unreachable!("only constants are evaluated late"),
            }
        }
        Ok(())
    }

    /// The register of the last target, if all targets are different local variables.
    fn direct_last_target(&self, targets: &[Expr]) -> Option<u16> {
        let mut registers = Vec::new();
        for target in targets {
            let Expr::Name(name) = target else {
                return None;
            };
            let register = self.register_of(name.id.as_str())?;
            if registers.contains(&register) || self.unit.volatile.contains(&register) {
                return None;
            }
            registers.push(register);
        }
        registers.last().copied()
    }

    /// Where a value waits for its store; `None` for a constant, which can be loaded then.
    fn parallel_source(&mut self, value: &'a Expr, overwritten: &[u16]) -> CompileResult<Option<u16>> {
        if fold(value).is_some() {
            return Ok(None);
        }
        if let Expr::Name(name) = value
            && let Some(register) = self.register_of(name.id.as_str())
            && overwritten.contains(&register)
        {
            return self.fresh(value).map(Some);
        }
        self.operand(value).map(Some)
    }

    fn registers_bound_by(&self, target: &Expr) -> Vec<u16> {
        match target {
            Expr::Name(name) => self.register_of(name.id.as_str()).into_iter().collect(),
            Expr::Starred(starred) => self.registers_bound_by(&starred.value),
            other => {
                let parts = items(other).unwrap_or_default();
                parts.iter().flat_map(|part| self.registers_bound_by(part)).collect()
            }
        }
    }

    /// Binds a target to the value in `src`.
    pub(super) fn store(&mut self, target: &'a Expr, src: u16) -> CompileResult {
        let range = target.range();
        match target {
            Expr::Name(name) => self.store_name(name.id.as_str(), src, range),
            Expr::Attribute(attribute) => self.scratch(|this| {
                this.note_static_attribute(attribute);
                let obj = this.operand(&attribute.value)?;
                let site = this.attribute_site(attribute)?;
                let range = this.attribute_range(attribute);
                this.emit(range, Op::StoreAttr { obj, src, site });
                Ok(())
            }),
            Expr::Subscript(subscript) => self.scratch(|this| {
                let obj = this.operand(&subscript.value)?;
                let key = this.operand(&subscript.slice)?;
                this.emit(range, Op::StoreItem { obj, key, src });
                Ok(())
            }),
            Expr::Tuple(_) | Expr::List(_) => {
                let targets = items(target).unwrap_or_default();
                self.scratch(|this| this.unpack(targets, src, range))
            }
            Expr::Starred(_) => {
                Err(CompileError::new("starred assignment target must be in a list or tuple", range))
            }
            _ => Err(CompileError::new("cannot assign to expression here", range)),
        }
    }

    fn unpack(&mut self, targets: &'a [Expr], src: u16, range: TextRange) -> CompileResult {
        let mut stars = targets.iter().enumerate().filter(|(_, target)| target.is_starred_expr());
        let star = stars.next().map(|(position, _)| position);
        if stars.next().is_some() {
            return Err(CompileError::new("multiple starred expressions in assignment", range));
        }
        if let Some(base) = self.consecutive_registers(targets) {
            let count = targets.len() as u16;
            self.emit(range, Op::UnpackSequence { src, base, count });
            for register in base..base + count {
                self.unit.flow.bind(register);
            }
            return Ok(());
        }
        let base = self.unpack_to_temporaries(targets.len(), star, src, range)?;
        for (register, target) in (base..).zip(targets) {
            match target {
                Expr::Starred(starred) => self.store(&starred.value, register)?,
                target => self.store(target, register)?,
            }
        }
        Ok(())
    }

    /// Unpacks into temporaries, the item at `star` taking what the others leave.
    pub(super) fn unpack_to_temporaries(
        &mut self,
        count: usize,
        star: Option<usize>,
        src: u16,
        range: TextRange,
    ) -> CompileResult<u16> {
        let base = self.unit.allocate(count.max(1), range)?;
        let Some(before) = star else {
            self.emit(range, Op::UnpackSequence { src, base, count: count as u16 });
            return Ok(base);
        };
        let after = count - before - 1;
        if before > 255 || after > 255 {
            return Err(CompileError::new("too many expressions in star-unpacking assignment", range));
        }
        let counts = (before << 8 | after) as u16;
        self.emit(range, Op::UnpackStar { src, base, counts });
        Ok(base)
    }

    /// The first register, if the targets are local variables in consecutive registers.
    fn consecutive_registers(&self, targets: &[Expr]) -> Option<u16> {
        let register = |target: &Expr| match target {
            Expr::Name(name) => self.register_of(name.id.as_str()),
            _ => None,
        };
        let base = register(targets.first()?)?;
        let in_order = targets.iter().zip(base..).all(|(target, expected)| register(target) == Some(expected));
        in_order.then_some(base)
    }

    pub(super) fn augmented(&mut self, node: &'a ast::StmtAugAssign) -> CompileResult {
        self.scratch(|this| match &*node.target {
            Expr::Name(name) => this.augmented_name(node, name),
            Expr::Attribute(attribute) => {
                this.note_static_attribute(attribute);
                let obj = this.operand(&attribute.value)?;
                let value = this.temporary(node.range())?;
                let range = this.attribute_range(attribute);
                let site = this.attribute_site(attribute)?;
                this.emit(range, Op::LoadAttr { dst: value, obj, site });
                this.binary_step(node.op, value, value, &node.value, node.range(), true)?;
                let site = this.attribute_site(attribute)?;
                this.emit(range, Op::StoreAttr { obj, src: value, site });
                Ok(())
            }
            Expr::Subscript(subscript) => this.augmented_item(node, subscript),
            target => Err(CompileError::new(
                "illegal expression for augmented assignment",
                target.range(),
            )),
        })
    }

    fn augmented_name(&mut self, node: &'a ast::StmtAugAssign, name: &'a ast::ExprName) -> CompileResult {
        let id = name.id.as_str();
        if let Some(register) = self.local_in_place(id, name.range())? {
            return self.binary_step(node.op, register, register, &node.value, node.range(), true);
        }
        let value = self.temporary(name.range())?;
        self.load_name(id, value, name.range())?;
        self.binary_step(node.op, value, value, &node.value, node.range(), true)?;
        self.store_name(id, value, name.range())
    }

    fn augmented_item(&mut self, node: &'a ast::StmtAugAssign, subscript: &'a ast::ExprSubscript) -> CompileResult {
        let range = subscript.range();
        let obj = self.operand(&subscript.value)?;
        let key = self.operand(&subscript.slice)?;
        let value = self.temporary(range)?;
        match immediate(&subscript.slice) {
            Some(index) => self.emit(range, Op::LoadItemImm { dst: value, obj, index }),
            None => self.emit(range, Op::LoadItem { dst: value, obj, key }),
        }
        self.binary_step(node.op, value, value, &node.value, node.range(), true)?;
        self.emit(range, Op::StoreItem { obj, key, src: value });
        Ok(())
    }

    /// `x: int = 1`; annotations of variables are evaluated on demand, by `__annotate__`.
    pub(super) fn annotated(&mut self, node: &'a ast::StmtAnnAssign) -> CompileResult {
        if let Some(value) = &node.value {
            return self.scratch(|this| this.assign_one(&node.target, value));
        }
        let in_function = self.in_function();
        debug_assert!(in_function || matches!(self.unit.kind, CodeKind::Module | CodeKind::Class));
        self.scratch(|this| match &*node.target {
            Expr::Attribute(attribute) => this.operand(&attribute.value).map(|_| ()),
            Expr::Subscript(subscript) => {
                this.operand(&subscript.value)?;
                this.operand(&subscript.slice).map(|_| ())
            }
            _ => Ok(()),
        })
    }

    pub(super) fn delete(&mut self, target: &'a Expr) -> CompileResult {
        let range = target.range();
        match target {
            Expr::Name(name) => self.delete_name(name.id.as_str(), range),
            Expr::Attribute(attribute) => self.scratch(|this| {
                let obj = this.operand(&attribute.value)?;
                let site = this.attribute_site(attribute)?;
                let range = this.attribute_range(attribute);
                this.emit(range, Op::DeleteAttr { obj, site });
                Ok(())
            }),
            Expr::Subscript(subscript) => self.scratch(|this| {
                let obj = this.operand(&subscript.value)?;
                let key = this.operand(&subscript.slice)?;
                this.emit(range, Op::DeleteItem { obj, key });
                Ok(())
            }),
            Expr::Tuple(_) | Expr::List(_) => {
                let parts = items(target).unwrap_or_default();
                parts.iter().try_for_each(|part| self.delete(part))
            }
            _ => Err(CompileError::new("cannot delete expression", range)),
        }
    }
}

/// The items of a tuple or list written out.
fn items(expression: &Expr) -> Option<&[Expr]> {
    match expression {
        Expr::Tuple(tuple) => Some(&tuple.elts),
        Expr::List(list) => Some(&list.elts),
        _ => None,
    }
}
