//! How the functions in a unit are stored: what a call needs to know of each, and the rest as bytes. Most functions
//! of a module are never called by the program that imports it, so they are decoded when they are first run.

use std::rc::Rc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{CodeUnit, Constant, Handler, Op, Position};
use crate::wire::{Bytes, WireError, decode, encode};

/// An encoded [`Body`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed(Bytes);

/// What only running or looking at code needs: the fields of a unit of the same names.
#[derive(Serialize, Deserialize)]
struct Body {
    #[serde(with = "super::encoding")]
    ops: Rc<[Op]>,
    #[serde(with = "super::positions")]
    positions: Vec<Position>,
    constants: Vec<Constant>,
    names: Vec<String>,
    sites: Vec<u16>,
    handlers: Vec<Handler>,
}

impl CodeUnit {
    /// The unit without its body, and without its file, which is the one of the unit that it stands in.
    fn sealed(&self) -> CodeUnit {
        let mut unit = self.clone();
        if unit.sealed.is_none() {
            let body = Body {
                ops: std::mem::replace(&mut unit.ops, Rc::new([])),
                positions: std::mem::take(&mut unit.positions),
                constants: std::mem::take(&mut unit.constants),
                names: std::mem::take(&mut unit.names),
                sites: std::mem::take(&mut unit.sites),
                handlers: std::mem::take(&mut unit.handlers),
            };
            unit.sealed = Some(Sealed(encode(&body).into()));
        }
        unit.file = Rc::from("");
        unit
    }

    /// The unit with its body, if that can be decoded.
    pub fn unsealed(&self) -> Result<CodeUnit, WireError> {
        let Some(Sealed(bytes)) = &self.sealed else { return Ok(self.clone()) };
        let Body { ops, positions, constants, names, sites, handlers } = decode(bytes)?;
        Ok(CodeUnit {
            kind: self.kind,
            name: self.name.clone(),
            qualified_name: self.qualified_name.clone(),
            file: self.file.clone(),
            first_line: self.first_line,
            parameters: self.parameters,
            registers: self.registers,
            locals: self.locals.clone(),
            cells: self.cells.clone(),
            free: self.free.clone(),
            doc: self.doc.clone(),
            closures: self.closures.clone(),
            sealed: None,
            ops,
            positions,
            constants,
            names,
            sites,
            handlers,
        })
    }
}

pub fn serialize<S: Serializer>(unit: &CodeUnit, serializer: S) -> Result<S::Ok, S::Error> {
    unit.sealed().serialize(serializer)
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Box<CodeUnit>, D::Error> {
    Deserialize::deserialize(deserializer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::{Names, compile_module};

    fn inner(unit: &CodeUnit) -> &CodeUnit {
        let inner = unit.constants.iter().find_map(|constant| match constant {
            Constant::Code(inner) => Some(inner),
            _ => None,
        });
        inner.expect("the unit holds a function")
    }

    #[test]
    fn a_function_comes_back_whole() {
        let unit = compile_module("def f(a, *, b=2):\n    return [a + 1000 for _ in b]\n", "f.py", Names::Globals).unwrap();
        let stored: CodeUnit = decode(&encode(&unit)).unwrap();
        assert!(inner(&stored).ops.is_empty() && inner(&stored).file.is_empty());
        let mut opened = inner(&stored).unsealed().unwrap();
        opened.file = unit.file.clone();
        assert_eq!(&opened, inner(&unit));
    }

    #[test]
    fn what_is_sealed_stays_so_when_it_is_stored_again() {
        let unit = compile_module("def f():\n    return 1\n", "f.py", Names::Globals).unwrap();
        let stored: CodeUnit = decode(&encode(&unit)).unwrap();
        assert_eq!(encode(&stored), encode(&unit));
    }

    #[test]
    fn a_broken_body_is_an_error() {
        let unit = compile_module("def f():\n    return 1\n", "f.py", Names::Globals).unwrap();
        let mut stored = inner(&unit).sealed();
        stored.sealed = Some(Sealed(Bytes(vec![1, 255])));
        assert!(stored.unsealed().is_err());
    }
}
