//! The class `frame`, and what the prelude's `FrameLocalsProxy` is made of.

use super::Place;
use crate::bytecode::CodeKind;
use crate::object::*;
use crate::vm::generators::{GeneratorRequest, Resume};
use crate::vm::native::*;
use crate::vm::tracing::SET_LINE;
use crate::vm::Vm;
use crate::vm::thread::{StackId, Thread};

/// Natives of the prelude.
pub const NATIVES: &[NativeDef] = &[
    function("_getframe", "(depth=0, /)", getframe),
    function("_traceback_here", "(/)", traceback_here),
    function("_frame_variables", "(frame, /)", |vm, a| {
        let frame = vm.frame_argument(a[0])?;
        Ok(vm.frame_variables(frame).into())
    }),
    function("_frame_assign", "(frame, name, value=None, /)", assign),
    function("_frame_has", "(frame, name, /)", |vm, a| {
        let (frame, name) = (vm.frame_argument(a[0])?, a[1]);
        Ok(Value::Bool(matches!(name, Value::Str(name) if vm.has_variable(frame, name))))
    }),
];

pub(super) const METHODS: &[NativeDef] = &[
    getter("f_code", |vm, a| {
        let frame = vm.frame_argument(a[0])?;
        Ok(vm.frame_data(frame).code.into())
    }, None),
    getter("f_globals", |vm, a| {
        let frame = vm.frame_argument(a[0])?;
        Ok(vm.heap[vm.frame_data(frame).function].globals.into())
    }, None),
    getter("f_builtins", |vm, a| vm.frame_argument(a[0]).map(|_| vm.builtins.into()), None),
    getter("f_locals", locals, None),
    getter("f_back", back, None),
    getter("f_lineno", line, Some(SET_LINE)),
    getter("f_lasti", |vm, a| {
        let frame = vm.frame_argument(a[0])?;
        let at = vm.frame_instruction(frame);
        Ok(Value::Int(at.map_or(-1, |at| 2 * i64::from(at))))
    }, None),
    getter("f_generator", |vm, a| {
        let frame = vm.frame_argument(a[0])?;
        Ok(vm.frame_data(frame).generator.map_or(Value::None, Value::Generator))
    }, None),
    method("clear", "(self, /)", clear),
    method("__repr__", "(self, /)", repr),
];

/// The frame that is `depth` frames away from the innermost one of the thread that shows in tracebacks.
pub fn getframe(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let depth = match arguments[0].bound() {
        Some(depth) => vm.int_argument(depth)?.max(0) as usize,
        None => 0,
    };
    match vm.shown_frame(vm.thread.stack_id(), depth) {
        Some(frame) => Ok(frame.into()),
        None => Err(vm.value_error("call stack is not deep enough")),
    }
}

/// An entry of a traceback for the innermost frame of the thread that shows, or None.
fn traceback_here(vm: &mut Vm, _: &[Value]) -> NativeResult {
    let Some(frame) = vm.shown_frame(vm.thread.stack_id(), 0) else { return Ok(Value::None) };
    let (line, instruction) = (vm.frame_line(frame), vm.frame_instruction(frame).unwrap_or_default());
    let traceback = vm.new_traceback(Value::None, frame.into(), 2 * i64::from(instruction), line.into())?;
    Ok(traceback.into())
}

/// The `__name__` of the module that the frame `depth` frames away belongs to.
pub fn module_name(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Ok(Value::Opaque(frame)) = getframe(vm, arguments) else { return Ok(Value::None) };
    let globals = vm.heap[vm.frame_data(frame).function].globals;
    Ok(vm.heap.get_name(globals, vm.known.__name__).unwrap_or(Value::None))
}

/// The innermost frame of each thread, by its number.
pub fn current_frames(vm: &mut Vm, _: &[Value]) -> NativeResult {
    let threads = std::iter::once(&vm.thread).chain(&vm.others).filter(|thread| !thread.held);
    let stacks: Vec<StackId> = threads.map(Thread::stack_id).collect();
    let dict = vm.new_dict();
    for stack in stacks {
        if let Some(frame) = vm.shown_frame(stack, 0) {
            vm.dict_set(dict, Value::Int(crate::stdlib::thread::ident(stack.tid)), frame.into())?;
        }
    }
    Ok(dict.into())
}

impl Vm {
    fn shown_frame(&mut self, stack: StackId, depth: usize) -> Option<Ref<Opaque>> {
        let (mut stack, mut index) = self.shown_below(stack, usize::MAX)?;
        for _ in 0..depth {
            (stack, index) = self.shown_below(stack, index)?;
        }
        Some(self.running_frame(stack, index))
    }

    /// The instruction that a frame is at; `None` before the first.
    pub(super) fn frame_instruction(&self, frame: Ref<Opaque>) -> Option<u32> {
        match &self.frame_data(frame).place {
            Place::Ended { instruction, .. } => Some(*instruction),
            Place::Suspended(generator) => self.heap[*generator].pc.checked_sub(1),
            Place::Running { stack, index } => self.thread_of(*stack)?.frames.get(*index)?.pc.checked_sub(1),
        }
    }

    fn frame_line(&self, frame: Ref<Opaque>) -> u32 {
        let code = self.frame_data(frame).code;
        match self.frame_instruction(frame) {
            // What cleans up stands nowhere.
            Some(instruction) => match self.line_of(code, instruction) {
                0 => match self.frame_data(frame).steps.last_line() {
                    0 => self.line_before(code, instruction),
                    line => line,
                },
                line => line,
            },
            None => self.heap[code].unit.first_line,
        }
    }

    /// The line of the last instruction before this one that stands somewhere.
    fn line_before(&self, code: Ref<Code>, instruction: u32) -> u32 {
        (0..instruction).rev().map(|at| self.line_of(code, at)).find(|line| *line > 0).unwrap_or(self.heap[code].unit.first_line)
    }
}

fn line(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let frame = vm.frame_argument(arguments[0])?;
    Ok(Value::Int(vm.frame_line(frame).into()))
}

fn back(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let frame = vm.frame_argument(arguments[0])?;
    match vm.frame_data(frame).place {
        Place::Ended { .. } => Ok(vm.frame_data(frame).back),
        Place::Suspended(_) => Ok(Value::None),
        Place::Running { stack, index } => match vm.shown_below(stack, index) {
            Some((stack, index)) => Ok(vm.running_frame(stack, index).into()),
            None => Ok(Value::None),
        },
    }
}

/// The namespace that the code runs in; for a function a `FrameLocalsProxy`.
fn locals(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let frame = vm.frame_argument(arguments[0])?;
    let data = vm.frame_data(frame);
    if !data.namespace.is_unbound() {
        return Ok(data.namespace);
    }
    if vm.heap[data.code].unit.kind == CodeKind::Module {
        return Ok(vm.heap[data.function].globals.into());
    }
    let proxy = vm.prelude_function("FrameLocalsProxy");
    Err(Escape::call(proxy, &[arguments[0]]))
}

/// Assigns a variable, or deletes it if no value is given; says whether that could be done.
fn assign(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let frame = vm.frame_argument(arguments[0])?;
    let Value::Str(name) = arguments[1] else {
        return Err(vm.type_error("the name of a variable must be a str"));
    };
    let name = vm.intern_str(name);
    Ok(Value::Bool(vm.assign_variable(frame, name, arguments[2])))
}

fn clear(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let frame = vm.frame_argument(arguments[0])?;
    match vm.frame_data(frame).place {
        Place::Running { .. } => Err(vm.runtime_error("cannot clear an executing frame")),
        Place::Suspended(generator) if vm.heap[generator].state == GeneratorState::Created => {
            Err(Escape::Generator(Box::new(GeneratorRequest { generator, action: Resume::Close })))
        }
        Place::Suspended(_) => Err(vm.runtime_error("cannot clear a suspended frame")),
        Place::Ended { instruction, .. } => {
            vm.frame_data_mut(frame).place = Place::Ended { instruction, registers: Box::default() };
            Ok(Value::None)
        }
    }
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let frame = vm.frame_argument(arguments[0])?;
    let (line, unit) = (vm.frame_line(frame), vm.heap[vm.frame_data(frame).code].unit.clone());
    let address = arguments[0].identity();
    Ok(vm.str(format!("<frame at {address:#x}, file '{}', line {line}, code {}>", unit.file, unit.name)))
}
