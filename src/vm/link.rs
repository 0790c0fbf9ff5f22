//! Linking: a code unit's constants and names become heap values.

use std::rc::Rc;

use dashu_int::IBig;

use crate::bytecode::{CodeKind, CodeUnit, Constant};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::Escape;
use crate::vm::unseal::sealed_ops;

impl Vm {
    /// Makes `unit` executable. `hidden` code leaves no trace in tracebacks.
    pub fn link(&mut self, unit: CodeUnit, hidden: bool) -> Result<Ref<Code>, Escape> {
        let code = self.linked(unit, hidden)?;
        Ok(self.placed(code))
    }

    /// Code with these constants in place of the unit's.
    pub fn code_with(&mut self, unit: CodeUnit, constants: Box<[Value]>, hidden: bool) -> Ref<Code> {
        let code = self.assembled(unit, constants, hidden);
        self.placed(code)
    }

    pub(super) fn linked(&mut self, mut unit: CodeUnit, hidden: bool) -> Result<Code, Escape> {
        // They are not kept beside the values: a module's would hold the code of everything in it twice.
        unit.closures = closures(&unit.constants);
        let mut constants = Vec::with_capacity(unit.constants.len());
        for constant in std::mem::take(&mut unit.constants) {
            constants.push(match constant {
                Constant::Code(inner) => self.inner_code(*inner, &unit.file, hidden)?,
                plain => self.constant(&plain, hidden),
            });
        }
        Ok(self.assembled(unit, constants.into(), hidden))
    }

    /// Only the library's and the prelude's code stays sealed: the program's is watched, whatever it does.
    fn inner_code(&mut self, mut unit: CodeUnit, file: &Rc<str>, hidden: bool) -> Result<Value, Escape> {
        let hidden = hidden || is_native_in_cpython(&unit, file);
        if unit.sealed.is_some() {
            unit.file = file.clone();
            if is_program(&unit, hidden) {
                unit = self.opened(&unit)?;
            }
        }
        Ok(Value::Code(self.link(unit, hidden)?))
    }

    fn assembled(&mut self, unit: CodeUnit, constants: Box<[Value]>, hidden: bool) -> Code {
        let names: Box<[Ref<Str>]> = unit.names.iter().map(|name| self.intern(name)).collect();
        let sites =
            unit.sites.iter().map(|name| CacheSite::new(names[*name as usize])).collect();
        let simple = unit.parameters.is_simple() && unit.kind == CodeKind::Function;
        Code {
            program: is_program(&unit, hidden),
            twins: Twins::None,
            tier: Tier::default(),
            parameter_names: Default::default(),
            known_liveness: Default::default(),
            ops: if unit.sealed.is_some() { sealed_ops() } else { unit.ops.clone() },
            constants,
            names,
            name: self.intern(&unit.name),
            qualified_name: self.intern(&unit.qualified_name),
            sites,
            hidden,
            iterable_coroutine: false,
            registers: unit.registers.max(unit.locals.len() as u16),
            locals: unit.locals.len() as u16,
            simple_arity: if simple { unit.parameters.positional } else { u16::MAX },
            unit: Rc::new(unit),
        }
    }

    fn placed(&mut self, code: Code) -> Ref<Code> {
        let (program, hidden) = (code.program, code.hidden);
        let code = self.heap.allocate(code);
        if program {
            self.note_program_code(code);
        }
        if !hidden {
            self.note_traceable_code(code);
        }
        code
    }

    pub(super) fn constant(&mut self, constant: &Constant, hidden: bool) -> Value {
        match constant {
            Constant::None => Value::None,
            Constant::Bool(value) => Value::Bool(*value),
            Constant::Ellipsis => Value::Ellipsis,
            Constant::Int(value) => Value::Int(*value),
            Constant::BigInt(digits) => {
                let value: IBig = digits.parse().expect("the compiler writes valid digits");
                self.int(value)
            }
            Constant::Float(value) => Value::Float(*value),
            Constant::Complex { real, imag } => self.complex(*real, *imag),
            Constant::Str(text) if text.len() <= 20 => Value::Str(self.intern(text)),
            Constant::Str(text) => self.str(text.as_str()),
            Constant::Bytes(bytes) => self.bytes(bytes.as_slice()),
            Constant::Tuple(items) => {
                let items: Vec<Value> = items.iter().map(|item| self.constant(item, hidden)).collect();
                self.tuple(items)
            }
            Constant::FrozenSet(items) => {
                let mut table = SetTable::default();
                for item in items {
                    let item = self.constant(item, hidden);
                    let hash = self.hash(item).expect("constants can be hashed");
                    if table.find(hash, |other| matches!(self.equal(other, item), Ok(true))).is_none() {
                        table.insert_new(hash, item);
                    }
                }
                Value::FrozenSet(self.heap.allocate(FrozenSet(table)))
            }
            Constant::Code(_) => unreachable!("the verifier has found no code within another constant"),
        }
    }

    /// A function of `code` without closure or defaults.
    pub fn function(&mut self, code: Ref<Code>, globals: Ref<Dict>) -> Ref<Function> {
        let Code { name, qualified_name, .. } = self.heap[code];
        let doc = match &self.heap[code].unit.doc {
            Some(doc) => self.str(StrText::from(doc.as_str())),
            None => Value::None,
        };
        let module = self.heap.get_name(globals, self.known.__name__).unwrap_or(Value::None);
        self.heap.allocate(Function {
            code,
            globals,
            name: name.into(),
            qualified_name: qualified_name.into(),
            defaults: Value::Unbound,
            keyword_defaults: Value::Unbound,
            closure: Value::Unbound,
            annotate: Value::Unbound,
            annotations: Value::Unbound,
            doc,
            module,
            dict: None,
        })
    }
}

const ELEMENT_TREE: &str = "/xml/etree/ElementTree.py";

/// Whether it is the body of a class that CPython has in C, so that its frames are in no traceback.
fn is_native_in_cpython(unit: &CodeUnit, file: &str) -> bool {
    const CLASSES: [(&str, &str); 5] = [
        ("Future", "/asyncio/futures.py"),
        ("Task", "/asyncio/tasks.py"),
        ("Element", ELEMENT_TREE),
        ("TreeBuilder", ELEMENT_TREE),
        ("XMLParser", ELEMENT_TREE),
    ];
    unit.kind == CodeKind::Class && CLASSES.iter().any(|(name, end)| &*unit.name == *name && file.ends_with(end))
}

/// Whether it is code of the program itself.
fn is_program(unit: &CodeUnit, hidden: bool) -> bool {
    !hidden && !unit.file.starts_with(crate::prelude::pack::FOLDER)
}

/// Which of the constants are code of closures, and how many cells each takes.
fn closures(constants: &[Constant]) -> Vec<(u16, u16)> {
    let closures = (0..).zip(constants).filter_map(|(index, constant)| match constant {
        Constant::Code(unit) if !unit.free.is_empty() => Some((index, unit.free.len() as u16)),
        _ => None,
    });
    closures.collect()
}
