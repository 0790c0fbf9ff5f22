//! Frames as Python sees them: what `sys._getframe()` and a traceback's `tb_frame` give. A frame object is a
//! picture of its frame: it does not follow what the frame does later.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

/// Natives of the prelude.
pub const NATIVES: &[NativeDef] = &[function("_frame_at", "(depth, /)", frame_at)];

const METHODS: &[NativeDef] = &[
    getter("f_code", |vm, a| Ok(picture(vm, a[0])?.code.into()), None),
    getter("f_globals", |vm, a| Ok(picture(vm, a[0])?.globals), None),
    getter("f_locals", |vm, a| Ok(picture(vm, a[0])?.locals), None),
    getter("f_builtins", |vm, a| picture(vm, a[0]).map(|_| vm.builtins.into()), None),
    getter("f_back", |vm, a| Ok(picture(vm, a[0])?.back), None),
    getter("f_lineno", |vm, a| {
        let Picture { code, instruction, .. } = picture(vm, a[0])?;
        Ok(Value::Int(vm.line_of(code, instruction).into()))
    }, None),
    getter("f_lasti", |vm, a| Ok(Value::Int(picture(vm, a[0])?.instruction.into())), None),
    getter("f_trace", |vm, a| picture(vm, a[0]).map(|_| Value::None), None),
    method("clear", "(self, /)", |vm, a| picture(vm, a[0]).map(|_| Value::None)),
    method("__repr__", "(self, /)", repr),
];

/// A frame as it was.
#[derive(Clone, Copy)]
struct Picture {
    code: Ref<Code>,
    /// The instruction that it was at.
    instruction: u32,
    globals: Value,
    locals: Value,
    /// The frame that called it, or None.
    back: Value,
}

fn trace(data: &dyn std::any::Any, visitor: &mut Visitor) {
    if let Some(picture) = data.downcast_ref::<Picture>() {
        visitor.reference(picture.code);
        [picture.globals, picture.locals, picture.back].into_iter().for_each(|value| visitor.value(value));
    }
}

fn picture(vm: &mut Vm, value: Value) -> Result<Picture, Escape> {
    if let Value::Opaque(object) = value
        && let Some(picture) = vm.heap[object].get::<Picture>()
    {
        return Ok(*picture);
    }
    Err(vm.type_error("a frame is required"))
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Picture { code, instruction, .. } = picture(vm, arguments[0])?;
    let (unit, line) = (vm.heap[code].unit.clone(), vm.line_of(code, instruction));
    let address = arguments[0].identity();
    Ok(vm.str(format!("<frame at {address:#x}, file '{}', line {line}, code {}>", unit.file, unit.name)))
}

/// The frame that is `depth` frames away from the innermost one that shows in tracebacks.
fn frame_at(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let depth = vm.int_argument(arguments[0])?.max(0) as usize;
    let shown: Vec<usize> =
        (0..vm.thread.frames.len()).filter(|index| !vm.heap[vm.thread.frames[*index].code].hidden).collect();
    let Some(count) = shown.len().checked_sub(depth).filter(|count| *count > 0) else {
        return Err(vm.value_error("call stack is not deep enough"));
    };
    let mut back = Value::None;
    for index in &shown[..count] {
        let frame = &vm.thread.frames[*index];
        let (code, instruction, function) = (frame.code, frame.pc.saturating_sub(1), frame.function);
        let (globals, locals) = (Value::Dict(vm.heap[function].globals), vm.locals_of(*index));
        back = vm.frame_object(Picture { code, instruction, globals, locals, back });
    }
    Ok(back)
}

impl Vm {
    fn frame_object(&mut self, picture: Picture) -> Value {
        let class = self.native_class_at("frame", METHODS);
        self.traced_opaque(class, picture, trace)
    }

    /// The line of an instruction.
    pub fn line_of(&self, code: Ref<Code>, instruction: u32) -> u32 {
        let unit = &self.heap[code].unit;
        unit.positions.get(instruction as usize).map_or(unit.first_line, |position| position.line)
    }

    /// The frame of a generator that has not ended, else None.
    pub fn generator_frame(&mut self, generator: Ref<Generator>) -> Value {
        let Generator { state, function, pc, ref registers, .. } = self.heap[generator];
        if state == GeneratorState::Finished {
            return Value::None;
        }
        let registers = registers.to_vec();
        let Function { code, globals, closure, .. } = self.heap[function];
        let unit = self.heap[code].unit.clone();
        let locals = self.variables(&unit, &registers, closure).into();
        let instruction = pc.saturating_sub(1);
        self.frame_object(Picture { code, instruction, globals: globals.into(), locals, back: Value::None })
    }

    /// The frame of an entry of a traceback; its variables are gone.
    pub fn traceback_frame(&mut self, traceback: Ref<Traceback>) -> Value {
        let Traceback { code, instruction, globals, .. } = self.heap[traceback];
        let module = self.heap[code].unit.kind == crate::bytecode::CodeKind::Module;
        let locals = if module { globals } else { self.new_dict().into() };
        self.frame_object(Picture { code, instruction, globals, locals, back: Value::None })
    }
}
