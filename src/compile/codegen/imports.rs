//! `import` in all its forms.

use super::Generator;
use crate::bytecode::{Constant, Op};
use crate::compile::error::{CompileError, CompileResult};
use crate::syntax::ast;
use crate::syntax::{Ranged, TextRange};

/// What `from __future__ import` may name.
const FUTURE_FEATURES: [&str; 10] = [
    "nested_scopes",
    "generators",
    "division",
    "absolute_import",
    "with_statement",
    "print_function",
    "unicode_literals",
    "barry_as_FLUFL",
    "generator_stop",
    "annotations",
];

impl<'a> Generator<'a> {
    pub(super) fn import(&mut self, node: &'a ast::StmtImport) -> CompileResult {
        let range = node.range();
        for alias in &node.names {
            let name = alias.name.as_str();
            self.scratch(|this| {
                let module = this.import_module(name, Constant::None, 0, range)?;
                let Some(bound) = &alias.asname else {
                    let first = name.split('.').next().unwrap_or(name);
                    return this.store_name(first, module, range);
                };
                for part in name.split('.').skip(1) {
                    let name = this.name(part, range)?;
                    this.emit(range, Op::ImportFrom { dst: module, module, name });
                }
                this.store_name(bound.as_str(), module, range)
            })?;
        }
        Ok(())
    }

    pub(super) fn import_from(&mut self, node: &'a ast::StmtImportFrom) -> CompileResult {
        let range = node.range();
        let module = node.module.as_ref().map_or("", |module| module.as_str());
        if module == "__future__" && node.level == 0 {
            check_features(node)?;
        }
        let names = node.names.iter().map(|alias| Constant::Str(alias.name.to_string()));
        let names = Constant::Tuple(names.collect());
        self.scratch(|this| {
            let module = this.import_module(module, names, node.level, range)?;
            for alias in &node.names {
                let name = alias.name.as_str();
                if name == "*" {
                    this.emit(range, Op::ImportStar { module });
                    continue;
                }
                this.scratch(|this| {
                    let dst = this.temporary(range)?;
                    let index = this.name(name, range)?;
                    this.emit(range, Op::ImportFrom { dst, module, name: index });
                    this.store_name(alias.asname.as_ref().map_or(name, |name| name.as_str()), dst, range)
                })?;
            }
            Ok(())
        })
    }

    fn import_module(&mut self, name: &str, from: Constant, level: u32, range: TextRange) -> CompileResult<u16> {
        let dst = self.temporary(range)?;
        self.scratch(|this| {
            let base = this.unit.allocate(2, range)?;
            this.constant(from, base, range)?;
            this.constant(Constant::Int(i64::from(level)), base + 1, range)?;
            let name = this.name(name, range)?;
            this.emit(range, Op::ImportName { dst, name, base });
            Ok(())
        })?;
        Ok(dst)
    }
}

fn check_features(node: &ast::StmtImportFrom) -> CompileResult {
    for alias in &node.names {
        match alias.name.as_str() {
            "braces" => return Err(CompileError::new("not a chance", alias.range())),
            name if FUTURE_FEATURES.contains(&name) => {}
            name => {
                let message = format!("future feature {name} is not defined");
                return Err(CompileError::new(message, alias.range()));
            }
        }
    }
    Ok(())
}
