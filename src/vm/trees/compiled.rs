//! Code of syntax trees: compiled from source that was written from the tree, with the tree's positions.

use std::collections::HashMap;

use crate::bytecode::{CodeUnit, Constant, Position};
use crate::compile::{Compiled, Names};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::{Escape, NativeDef, NativeResult, function};

pub const INTRINSICS: &[NativeDef] = &[function("_compile_at", "(source, file, mode, places, /)", compile_at)];

/// Where what stands in the source stands in the tree.
#[derive(Default)]
struct Places {
    exact: HashMap<Position, Position>,
    /// The first and outermost node of each line.
    lines: HashMap<u32, Position>,
}

impl Places {
    fn add(&mut self, from: Position, to: Position) {
        self.lines.entry(from.line).or_insert(to);
        self.exact.insert(from, to);
    }

    fn of(&self, position: Position) -> Position {
        let known = self.exact.get(&position).or_else(|| self.lines.get(&position.line));
        known.copied().unwrap_or(position)
    }

    fn line(&self, line: u32) -> u32 {
        self.lines.get(&line).map_or(line, |position| position.line)
    }

    fn move_unit(&self, unit: &mut CodeUnit) {
        unit.first_line = self.line(unit.first_line);
        for position in &mut unit.positions {
            *position = self.of(*position);
        }
        for constant in &mut unit.constants {
            if let Constant::Code(inner) = constant {
                self.move_unit(inner);
            }
        }
    }
}

fn compile_at(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [source, file, mode] = [0, 1, 2].map(|at| vm.as_str(arguments[at]).unwrap_or_default().to_string());
    let places = places(vm, arguments[3])?;
    match vm.unit_of(&source, &file, &mode, Names::Namespace) {
        Ok(Compiled { mut unit, .. }) => {
            places.move_unit(&mut unit);
            Ok(vm.link_verified(unit, false)?.into())
        }
        Err(mut error) => {
            for line in [&mut error.line, &mut error.end_line] {
                *line = u32::try_from(*line).map_or(*line, |known| places.line(known) as i32);
            }
            error.text = None;
            Err(vm.syntax_error(&error))
        }
    }
}

/// The places, of which each is given as eight numbers.
fn places(vm: &mut Vm, given: Value) -> Result<Places, Escape> {
    let mut places = Places::default();
    for row in vm.collect(given)? {
        let mut numbers = Vec::with_capacity(8);
        for number in vm.collect(row)? {
            numbers.push(u32::try_from(vm.int_argument(number)?).unwrap_or_default());
        }
        if let [line, column, end_line, end_column, to_line, to_column, to_end_line, to_end_column] = numbers[..] {
            let to = Position { line: to_line, end_line: to_end_line, column: to_column, end_column: to_end_column };
            places.add(Position { line, end_line, column, end_column }, to);
        }
    }
    Ok(places)
}
