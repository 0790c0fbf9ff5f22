//! The disassembler: a code unit as text, for tests and for looking at.

use std::fmt::{self, Display, Formatter};

use super::{CodeUnit, Constant, Op, Operand, OperandKind};

/// Shows a code unit and those inside it.
pub struct Disassembly<'a>(pub &'a CodeUnit);

impl Display for Disassembly<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let unit = self.0;
        writeln!(f, "{:?} {} ({} registers)", unit.kind, unit.qualified_name, unit.registers)?;
        let mut line = 0;
        for (at, op) in unit.ops.iter().enumerate() {
            let here = unit.positions.get(at).map_or(0, |position| position.line);
            if here == line {
                write!(f, "     ")?;
            } else {
                write!(f, "{here:4} ")?;
                line = here;
            }
            writeln!(f, "{at:4} {}", instruction(unit, at, op))?;
        }
        for handler in &unit.handlers {
            let register = register(unit, i64::from(handler.exception));
            writeln!(f, "     {}..{} -> {} {register}", handler.start, handler.end, handler.target)?;
        }
        for constant in &unit.constants {
            if let Constant::Code(inner) = constant {
                write!(f, "\n{}", Disassembly(inner))?;
            }
        }
        Ok(())
    }
}

/// One instruction with its operands resolved.
pub fn instruction(unit: &CodeUnit, at: usize, op: &Op) -> String {
    let operands: Vec<String> = op.operands().map(|operand| show(unit, at, &operand)).collect();
    format!("{} {}", op.name(), operands.join(" ")).trim_end().to_owned()
}

fn show(unit: &CodeUnit, at: usize, operand: &Operand) -> String {
    let index = usize::try_from(operand.value).unwrap_or(usize::MAX);
    let name = |index: usize| unit.names.get(index).map_or("?", String::as_str);
    match operand.kind {
        OperandKind::Def | OperandKind::Use | OperandKind::Base => register(unit, operand.value),
        OperandKind::Imm | OperandKind::Imm32 => format!("{}", operand.value),
        OperandKind::Count => format!("#{}", operand.value),
        OperandKind::Jump | OperandKind::Jump16 => format!("->{}", at as i64 + 1 + operand.value),
        OperandKind::Const => unit.constants.get(index).map_or("?".to_owned(), constant),
        OperandKind::Name => name(index).to_owned(),
        OperandKind::Site => name(unit.sites.get(index).map_or(usize::MAX, |site| usize::from(*site))).to_owned(),
    }
}

fn register(unit: &CodeUnit, index: i64) -> String {
    match unit.locals.get(index as usize) {
        Some(name) => name.clone(),
        None => format!("r{index}"),
    }
}

fn constant(constant: &Constant) -> String {
    let all = |items: &[Constant]| items.iter().map(self::constant).collect::<Vec<_>>().join(", ");
    match constant {
        Constant::None => "None".to_owned(),
        Constant::Bool(true) => "True".to_owned(),
        Constant::Bool(false) => "False".to_owned(),
        Constant::Ellipsis => "...".to_owned(),
        Constant::Int(value) => value.to_string(),
        Constant::BigInt(digits) => digits.clone(),
        Constant::Float(value) => format!("{value:?}"),
        Constant::Complex { real, imag } => format!("({real:?}+{imag:?}j)"),
        Constant::Str(text) => format!("{text:?}"),
        Constant::Bytes(bytes) => format!("b{:?}", String::from_utf8_lossy(bytes)),
        Constant::Tuple(items) => format!("({})", all(items)),
        Constant::FrozenSet(items) => format!("frozenset({})", all(items)),
        Constant::Code(unit) => format!("<{}>", unit.qualified_name),
    }
}
