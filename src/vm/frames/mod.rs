//! Frames as Python sees them: what `sys._getframe()`, a traceback's `tb_frame` and a generator's `gi_frame` give.
//!
//! Most frames never get an object. One that does is told of it by its `Then`, which becomes `Then::Framed` and lies
//! in the object meanwhile: whoever pops such a frame hands its variables to the object, and frames without an object
//! pay nothing.

mod life;
mod natives;
mod variables;

pub use natives::{NATIVES, current_frames, getframe, module_name};

use crate::object::*;
use crate::vm::frame::Then;
use crate::vm::native::Escape;
use crate::vm::tracing::Steps;
use crate::vm::Vm;
use crate::vm::thread::StackId;

/// Where a frame is.
#[derive(Clone, Debug)]
enum Place {
    /// On the stack of a thread.
    Running { stack: StackId, index: usize },
    /// In its generator.
    Suspended(Ref<Generator>),
    /// Gone; its variables as they were, and the instruction that it was at.
    Ended { instruction: u32, registers: Box<[Value]> },
}

/// What a frame object knows.
pub struct FrameObject {
    pub(super) code: Ref<Code>,
    function: Ref<Function>,
    generator: Option<Ref<Generator>>,
    /// The namespace of a class body or of executed code; unbound for functions.
    namespace: Value,
    place: Place,
    /// What becomes of the frame's result, while it runs.
    then: Option<Then>,
    /// The frame that called it, once it has ended.
    back: Value,
    /// What is told of it while the program is traced.
    pub(super) steps: Steps,
    /// Names that `f_locals` got and the code does not have.
    extra: Option<Ref<Dict>>,
}

fn trace(data: &dyn std::any::Any, visitor: &mut Visitor) {
    let Some(frame) = data.downcast_ref::<FrameObject>() else { return };
    visitor.reference(frame.code);
    visitor.reference(frame.function);
    if let Some(generator) = frame.generator {
        visitor.reference(generator);
    }
    visitor.values(&[frame.namespace, frame.back]);
    frame.steps.visit(visitor);
    if let Some(then) = &frame.then {
        then.visit(visitor);
    }
    if let Some(extra) = frame.extra {
        visitor.reference(extra);
    }
    match &frame.place {
        Place::Running { .. } => {}
        Place::Suspended(generator) => visitor.reference(*generator),
        Place::Ended { registers, .. } => visitor.values(registers),
    }
}

impl Vm {
    pub(super) fn frame_data(&self, object: Ref<Opaque>) -> &FrameObject {
        self.heap[object].get().expect("only frame objects are asked")
    }

    pub(super) fn frame_data_mut(&mut self, object: Ref<Opaque>) -> &mut FrameObject {
        self.heap[object].get_mut().expect("only frame objects are asked")
    }

    /// `value` as a frame object.
    pub(super) fn frame_argument(&mut self, value: Value) -> Result<Ref<Opaque>, Escape> {
        match value {
            Value::Opaque(object) if self.heap[object].get::<FrameObject>().is_some() => Ok(object),
            other => {
                let name = self.type_name(other);
                Err(self.type_error(format!("a frame is required, not '{name}'")))
            }
        }
    }

    /// The line of an instruction.
    pub fn line_of(&self, code: Ref<Code>, instruction: u32) -> u32 {
        self.heap[code].unit.position(instruction).line
    }
}
