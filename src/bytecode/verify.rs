//! The verifier: what the run loop relies on when it does not check indices itself.
//!
//! A unit that passes names only registers below `registers`, jumps only within its code, never
//! runs off its end, and indexes its tables within their bounds; so do the units inside it.

use super::{CodeUnit, Constant, Op, Operand, OperandKind};

/// What is wrong with a unit, and at which instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyError {
    pub unit: String,
    pub at: usize,
    pub problem: &'static str,
}

/// Checks a unit and all units inside it; of one whose body is sealed, what can be seen.
pub fn verify(unit: &CodeUnit) -> Result<(), VerifyError> {
    check_variables(unit).map_err(|problem| error(unit, 0, problem))?;
    if unit.sealed.is_some() {
        return Ok(());
    }
    check_tables(unit).map_err(|problem| error(unit, 0, problem))?;
    for (at, op) in unit.ops.iter().enumerate() {
        check_instruction(unit, at, op).map_err(|problem| error(unit, at, problem))?;
    }
    for handler in &unit.handlers {
        let ordered = handler.start < handler.end && handler.end as usize <= unit.ops.len();
        if !ordered || handler.target as usize >= unit.ops.len() || handler.exception >= unit.registers {
            return Err(error(unit, handler.start as usize, "a row of the exception table is out of range"));
        }
    }
    if unit.constants.iter().any(holds_code) {
        return Err(error(unit, 0, "code within another constant"));
    }
    unit.constants.iter().try_for_each(|constant| match constant {
        Constant::Code(inner) => verify(inner),
        _ => Ok(()),
    })
}

/// Whether it is a container that holds code.
fn holds_code(constant: &Constant) -> bool {
    match constant {
        Constant::Tuple(items) | Constant::FrozenSet(items) => {
            items.iter().any(|item| matches!(item, Constant::Code(_)) || holds_code(item))
        }
        _ => false,
    }
}

fn error(unit: &CodeUnit, at: usize, problem: &'static str) -> VerifyError {
    VerifyError {
        unit: unit.qualified_name.clone(),
        at,
        problem,
    }
}

fn check_variables(unit: &CodeUnit) -> Result<(), &'static str> {
    let registers = usize::from(unit.registers);
    if unit.locals.len() > registers || usize::from(unit.parameters.registers()) > unit.locals.len() {
        return Err("more variables than registers");
    }
    if unit.parameters.positional_only > unit.parameters.positional {
        return Err("more positional-only parameters than positional ones");
    }
    if unit.cells.iter().any(|cell| *cell >= unit.registers) {
        return Err("a cell is in no register");
    }
    Ok(())
}

fn check_tables(unit: &CodeUnit) -> Result<(), &'static str> {
    if !unit.positions.is_empty() && unit.positions.len() != unit.ops.len() {
        return Err("not every instruction has a position");
    }
    if unit.sites.iter().any(|site| usize::from(*site) >= unit.names.len()) {
        return Err("a site has no name");
    }
    match unit.ops.last() {
        Some(last) if is_terminator(last) => Ok(()),
        _ => Err("control can run off the end of the code"),
    }
}

/// Whether control never goes on to the next instruction.
pub(super) fn is_terminator(op: &Op) -> bool {
    matches!(
        op,
        Op::Jump { .. }
            | Op::Return { .. }
            | Op::ReturnNone {}
            | Op::Raise { .. }
            | Op::RaiseFrom { .. }
            | Op::RaiseCurrent {}
            | Op::Reraise { .. }
    )
}

fn check_instruction(unit: &CodeUnit, at: usize, op: &Op) -> Result<(), &'static str> {
    let mut base = None;
    for operand in op.operands() {
        check_operand(unit, at, &operand)?;
        if operand.kind == OperandKind::Base && base.is_none() {
            base = Some(operand.value);
        }
    }
    if let Some(base) = base
        && base + width(unit, op)? > i64::from(unit.registers)
    {
        return Err("a group of registers reaches beyond the frame");
    }
    Ok(())
}

fn check_operand(unit: &CodeUnit, at: usize, operand: &Operand) -> Result<(), &'static str> {
    let below = |length: usize| operand.value >= 0 && operand.value < length as i64;
    let (fine, problem) = match operand.kind {
        OperandKind::Def | OperandKind::Use => (below(usize::from(unit.registers)), "no such register"),
        // How far the group reaches is checked with the whole instruction.
        OperandKind::Base => (operand.value >= 0, "no such register"),
        OperandKind::Imm | OperandKind::Imm32 | OperandKind::Count => (true, ""),
        OperandKind::Jump | OperandKind::Jump16 => {
            let target = at as i64 + 1 + operand.value;
            (target >= 0 && target < unit.ops.len() as i64, "a jump leaves the code")
        }
        OperandKind::Const => (below(unit.constants.len()), "no such constant"),
        OperandKind::Name => (below(unit.names.len()), "no such name"),
        OperandKind::Site => (below(unit.sites.len()), "no such site"),
    };
    if fine { Ok(()) } else { Err(problem) }
}

/// How many registers from its base an instruction uses.
pub(super) fn width(unit: &CodeUnit, op: &Op) -> Result<i64, &'static str> {
    Ok(match *op {
        Op::LoadMethod { .. } | Op::LoadSpecial { .. } | Op::ImportName { .. } => 2,
        Op::LoadSuperMethod { f, args, .. } => i64::from(f.max(args)) - i64::from(f) + 3,
        Op::LoadSuperAttr { .. } | Op::BuildSlice { .. } | Op::LoadExcInfo { .. } | Op::MatchClass { .. } => 3,
        Op::Call { argc, .. } | Op::CallMethod { argc, .. } => 2 + i64::from(argc),
        Op::CallKeywords { argc, names, .. } => {
            let named = match unit.constants.get(usize::from(names)) {
                Some(Constant::Tuple(names)) => names.len(),
                _ => return Err("the names of keyword arguments are no tuple"),
            };
            if named > usize::from(argc) {
                return Err("more keyword names than arguments");
            }
            2 + i64::from(argc)
        }
        Op::CallUnpacked { .. } | Op::MakeFunction { .. } => 4,
        Op::MakeClosure { code, .. } => match unit.constants.get(usize::from(code)) {
            Some(Constant::Code(inner)) => inner.free.len() as i64,
            _ => return Err("a function is made of a constant that is no code"),
        },
        Op::BuildTuple { count, .. }
        | Op::BuildList { count, .. }
        | Op::BuildSet { count, .. }
        | Op::BuildString { count, .. }
        | Op::UnpackSequence { count, .. } => i64::from(count),
        Op::BuildDict { count, .. } => 2 * i64::from(count),
        Op::UnpackStar { counts, .. } => i64::from(counts >> 8) + 1 + i64::from(counts & 255),
        _ => return Err("the verifier does not know how many registers this takes"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::{Names, compile_module};

    fn unit() -> CodeUnit {
        compile_module("def f(a, b):\n    return print(a, sep=b)\n", "<test>", Names::Globals).expect("it compiles")
    }

    #[test]
    fn compiled_code_passes() {
        assert_eq!(verify(&unit()), Ok(()));
    }

    #[test]
    fn broken_code_is_refused() {
        let mut beyond = unit();
        beyond.registers = 0;
        assert!(verify(&beyond).is_err());
        let mut endless = unit();
        endless.ops = endless.ops[..endless.ops.len() - 1].into();
        endless.positions.pop();
        assert_eq!(verify(&endless).unwrap_err().problem, "control can run off the end of the code");
        let mut nameless = unit();
        nameless.names.clear();
        assert!(verify(&nameless).is_err());
    }
}
