//! The columns of library code. Packs leave them out: whoever wants them has the module's source as well, which is
//! compiled again for them.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::bytecode::{CodeUnit, Constant, Position};
use crate::compile::{Names, compile_module};
use crate::prelude::pack::FOLDER;
use crate::vm::Vm;

/// The units of the files that were compiled again.
#[derive(Default)]
pub struct Columns(RefCell<HashMap<Rc<str>, Vec<CodeUnit>>>);

impl Vm {
    /// Where the instructions of a unit come from: with the columns, if they or the source are here.
    pub fn positions_of<'a>(&self, unit: &'a CodeUnit) -> Cow<'a, [Position]> {
        let whole = !unit.file.starts_with(FOLDER) || unit.positions.iter().any(|position| position.end_column != 0);
        let again = if whole { None } else { self.compiled_again(unit) };
        again.map_or(Cow::Borrowed(&unit.positions), Cow::Owned)
    }

    fn compiled_again(&self, unit: &CodeUnit) -> Option<Vec<Position>> {
        let source = self.sources.get(&*unit.file)?;
        let mut files = self.columns.0.borrow_mut();
        let units = files.entry(unit.file.clone()).or_insert_with(|| all_units(source, &unit.file));
        let same = |other: &&CodeUnit| {
            other.first_line == unit.first_line
                && other.qualified_name == unit.qualified_name
                && other.ops == unit.ops
                && (&other.names, &other.sites) == (&unit.names, &unit.sites)
        };
        units.iter().find(same).map(|found| found.positions.clone())
    }
}

/// The units of a file, the inner ones first; none if it does not compile.
fn all_units(source: &str, file: &str) -> Vec<CodeUnit> {
    let mut units = Vec::new();
    if let Ok(module) = compile_module(source, file, Names::Globals) {
        flatten(module, &mut units);
    }
    units
}

fn flatten(mut unit: CodeUnit, into: &mut Vec<CodeUnit>) {
    for constant in std::mem::take(&mut unit.constants) {
        if let Constant::Code(inner) = constant {
            flatten(*inner, into);
        }
    }
    into.push(unit);
}
