//! Code that was stored is decoded, checked and linked when it is first run or looked at.

use std::rc::Rc;

use crate::bytecode::{CodeUnit, Op, verify::verify};
use crate::object::*;
use crate::vm::native::Escape;
use crate::vm::{Exc, Vm};

/// The instructions of sealed code.
pub fn sealed_ops() -> Rc<[Op]> {
    thread_local! {
        static OPS: Rc<[Op]> = Rc::new([Op::Unseal {}]);
    }
    OPS.with(Rc::clone)
}

impl Vm {
    /// Gives code its instructions, constants and names, if it does not have them yet. SystemError if what was
    /// stored cannot be decoded.
    pub fn unseal(&mut self, code: Ref<Code>) -> Result<(), Escape> {
        if !self.heap[code].is_sealed() {
            return Ok(());
        }
        let Code { ref unit, hidden, .. } = self.heap[code];
        let unit = self.opened(&unit.clone())?;
        let linked = self.linked(unit, hidden)?;
        let object = &mut self.heap[code];
        object.ops = linked.unit.ops.clone();
        object.unit = linked.unit;
        object.constants = linked.constants;
        object.names = linked.names;
        object.sites = linked.sites;
        Ok(())
    }

    /// The unit with its body, checked.
    pub(super) fn opened(&mut self, sealed: &CodeUnit) -> Result<CodeUnit, Escape> {
        match sealed.unsealed() {
            Ok(unit) => self.verified(&unit).map(|()| unit),
            Err(error) => Err(self.raise(Exc::SystemError, format!("stored code cannot be decoded: {error}"))),
        }
    }

    /// The frame on top has come to run sealed code.
    #[cold]
    #[inline(never)]
    pub(super) fn unseal_frame(&mut self) -> Result<(), Escape> {
        let frame = self.frame_mut();
        frame.pc = 0;
        let code = frame.code;
        self.unseal(code)
    }

    pub(super) fn verified(&mut self, unit: &CodeUnit) -> Result<(), Escape> {
        verify(unit).map_err(|error| {
            let message = format!("the compiler made invalid code for {}: {error:?}", unit.qualified_name);
            self.raise(Exc::SystemError, message)
        })
    }
}
