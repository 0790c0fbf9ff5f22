//! Which events there are at an instruction, and telling them one by one before it runs.

use crate::bytecode::Op;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::frame::Then;
use crate::vm::native::Escape;

/// What a trace or profile function is told.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event {
    Call,
    Line,
    Opcode,
    Return(Value),
    /// The class, the exception and the traceback.
    Exception(Value),
    ProfileCall,
    ProfileReturn(Value),
    NativeCall(Value),
    NativeReturn(Value),
    NativeException(Value),
}

impl Event {
    fn name(self) -> &'static str {
        match self {
            Event::Call | Event::ProfileCall => "call",
            Event::Line => "line",
            Event::Opcode => "opcode",
            Event::Return(_) | Event::ProfileReturn(_) => "return",
            Event::Exception(_) => "exception",
            Event::NativeCall(_) => "c_call",
            Event::NativeReturn(_) => "c_return",
            Event::NativeException(_) => "c_exception",
        }
    }

    fn argument(self) -> Value {
        match self {
            Event::Call | Event::Line | Event::Opcode | Event::ProfileCall => Value::None,
            Event::Return(value)
            | Event::Exception(value)
            | Event::ProfileReturn(value)
            | Event::NativeCall(value)
            | Event::NativeReturn(value)
            | Event::NativeException(value) => value,
        }
    }
}

/// What is told of a frame.
#[derive(Debug)]
pub struct Steps {
    /// Its `f_trace`.
    pub(super) function: Value,
    pub(super) lines: bool,
    pub(super) opcodes: bool,
    /// The events of the next instruction, or of an exception, that have not been told.
    pub(super) queue: Vec<Event>,
    /// The events of the next instruction were queued.
    arrived: bool,
    /// The events of the exception that leaves the frame, or goes to a handler in it, were queued.
    pub(super) raised: bool,
    /// The line and the instruction that ran last.
    last: (u32, u32),
    /// The native that the last instruction called.
    called: Value,
}

impl Default for Steps {
    fn default() -> Steps {
        Steps {
            function: Value::None,
            lines: true,
            opcodes: false,
            queue: Vec::new(),
            arrived: false,
            raised: false,
            last: (0, 0),
            called: Value::None,
        }
    }
}

impl Steps {
    pub fn visit(&self, visitor: &mut Visitor) {
        visitor.values(&[self.function, self.called]);
        self.queue.iter().for_each(|event| visitor.value(event.argument()));
    }

    pub(super) fn is_wanted(&self) -> bool {
        !self.function.is_none()
    }

    /// The function that hears of the event: an earlier one may have switched it off.
    fn function_for(&self, event: Event) -> Value {
        match event {
            Event::Line if !self.lines => Value::None,
            Event::Opcode if !self.opcodes => Value::None,
            _ => self.function,
        }
    }

    /// The line that ran last, while the frame is traced.
    pub fn last_line(&self) -> u32 {
        self.last.0
    }

    /// Forgets what was to be told.
    pub(super) fn reset(&mut self) {
        self.queue.clear();
        (self.arrived, self.raised, self.called) = (false, false, Value::None);
    }

    /// The frame is at that line already.
    pub(super) fn begin_within(&mut self, line: u32, at: u32) {
        self.reset();
        self.last = (line, at);
    }

    /// The frame goes on at an instruction of which nothing is told.
    pub(super) fn jump(&mut self, line: u32, at: u32) {
        self.begin_within(line, at);
        self.arrived = true;
    }

    pub(super) fn take_called(&mut self) -> Option<Value> {
        match std::mem::replace(&mut self.called, Value::None) {
            Value::None => None,
            called => Some(called),
        }
    }
}

impl Vm {
    /// A `Trace` was reached.
    #[cold]
    #[inline(never)]
    pub(in crate::vm) fn trace_point(&mut self) -> Result<(), Escape> {
        let frame = self.frame_mut();
        frame.pc -= 1;
        let (code, at) = (frame.code, frame.pc);
        match self.heap[code].twins {
            Twins::Stepping(origin) => self.step(code, origin, at),
            _ => {
                self.enter_twin(code, at);
                Ok(())
            }
        }
    }

    /// The top frame begins, or goes on after a `yield`, at `at`.
    fn enter_twin(&mut self, origin: Ref<Code>, at: u32) {
        let (plain, stepping) = self.twins(origin);
        self.lower();
        let tracers = &self.thread.tracers;
        if tracers.busy || !tracers.are_set() {
            self.frame_mut().code = plain;
            return;
        }
        let (traced, profiled) = (!tracers.trace.is_none(), !tracers.profile.is_none());
        let object = self.running_frame(self.thread.stack_id(), self.thread.frames.len() - 1);
        let last = match at.checked_sub(1) {
            Some(last) => (self.line_of(origin, last), last),
            None => (0, 0),
        };
        let steps = &mut self.frame_data_mut(object).steps;
        steps.begin_within(last.0, last.1);
        steps.queue.extend(traced.then_some(Event::Call));
        steps.queue.extend(profiled.then_some(Event::ProfileCall));
        self.frame_mut().code = stepping;
    }

    /// Tells the events of the instruction at `at` of the top frame, then lets it run.
    fn step(&mut self, code: Ref<Code>, origin: Ref<Code>, at: u32) -> Result<(), Escape> {
        let object = match self.frame().then {
            Then::Framed(object) if self.thread.tracers.are_set() => object,
            _ => {
                self.frame_mut().code = self.twins(origin).0;
                return Ok(());
            }
        };
        while !self.thread.tracers.busy {
            let steps = &mut self.frame_data_mut(object).steps;
            if !steps.queue.is_empty() {
                let event = steps.queue.remove(0);
                if self.tell_before(object, event)? {
                    return Ok(());
                }
            } else if std::mem::take(&mut steps.arrived) {
                break;
            } else if !steps.is_wanted() && self.thread.tracers.profile.is_none() {
                self.frame_mut().code = self.twins(origin).0;
                return Ok(());
            } else {
                self.arrive(object, at);
            }
        }
        self.lift(code, at);
        Ok(())
    }

    /// Puts the instruction itself where its `Trace` was, until another one is reached.
    fn lift(&mut self, code: Ref<Code>, at: u32) {
        self.lower();
        self.tracing.lifted = Some((code, at));
        let op = self.heap[code].unit.ops[at as usize];
        self.set_op(code, at as usize, op);
    }

    /// Puts back the `Trace` that was lifted last.
    pub(super) fn lower(&mut self) {
        if let Some((code, at)) = self.tracing.lifted.take() {
            self.set_op(code, at as usize, Op::Trace {});
        }
    }

    /// Queues the events of the instruction at `at`.
    fn arrive(&mut self, object: Ref<Opaque>, at: u32) {
        let unit = self.heap[self.frame_data(object).code].unit.clone();
        let (op, line) = (unit.ops[at as usize], unit.positions[at as usize].line);
        let result = self.result_of(op);
        let profiled = !self.thread.tracers.profile.is_none();
        let called = if profiled { self.called_native(op) } else { Value::None };
        let steps = &mut self.frame_data_mut(object).steps;
        steps.arrived = true;
        if let Some(called) = steps.take_called() {
            steps.queue.push(Event::NativeReturn(called));
        }
        if steps.is_wanted() {
            let (last_line, last_at) = steps.last;
            steps.last = (if line == 0 { last_line } else { line }, at);
            if steps.lines && line != 0 && (line != last_line || at <= last_at) {
                steps.queue.push(Event::Line);
            }
            steps.queue.extend(steps.opcodes.then_some(Event::Opcode));
            steps.queue.extend(result.map(Event::Return));
        }
        if profiled {
            steps.queue.extend(result.map(Event::ProfileReturn));
            if !called.is_none() {
                steps.queue.push(Event::NativeCall(called));
                steps.called = called;
            }
        }
    }

    /// What the instruction returns or yields.
    fn result_of(&self, op: Op) -> Option<Value> {
        match op {
            Op::Return { src } | Op::Yield { src, .. } | Op::AsyncYield { src, .. } => Some(self.register(src)),
            Op::ReturnNone {} => Some(Value::None),
            _ => None,
        }
    }

    /// The built-in function or method that the instruction calls, or None.
    fn called_native(&mut self, op: Op) -> Value {
        let (f, receiver) = match op {
            Op::CallMethod { f, .. } | Op::CallKeywords { f, .. } | Op::CallUnpacked { f, .. } => (f, self.register(f + 1)),
            Op::Call { f, .. } => (f, Value::Unbound),
            _ => return Value::None,
        };
        let callee = self.register(f);
        let function = match callee {
            Value::BoundMethod(method) => self.heap[method].function,
            other => other,
        };
        let is_native = match function {
            Value::Native(_) => true,
            Value::Function(function) => self.heap[self.heap[function].code].hidden,
            _ => false,
        };
        match (is_native, receiver) {
            (false, _) => Value::None,
            (true, Value::Unbound) => callee,
            (true, receiver) => self.heap.allocate(BoundMethod { function: callee, receiver }).into(),
        }
    }

    /// Calls the function that wants to hear of an event of the next instruction, if there is one.
    fn tell_before(&mut self, object: Ref<Opaque>, event: Event) -> Result<bool, Escape> {
        match event {
            // The frame has not begun: its line is that of its `def`, or of the `yield`.
            Event::Call | Event::ProfileCall => self.tell(object, event, || Then::Discard),
            _ => {
                self.frame_mut().pc += 1;
                let told = self.tell(object, event, || Then::Retry)?;
                if !told {
                    self.frame_mut().pc -= 1;
                }
                Ok(told)
            }
        }
    }

    /// Calls the function that wants to hear of the event, if there is one.
    pub(super) fn tell(
        &mut self,
        object: Ref<Opaque>,
        event: Event,
        then: impl FnOnce() -> Then,
    ) -> Result<bool, Escape> {
        let function = match event {
            Event::Call => self.thread.tracers.trace,
            Event::Line | Event::Opcode | Event::Return(_) | Event::Exception(_) => {
                self.frame_data(object).steps.function_for(event)
            }
            _ => self.thread.tracers.profile,
        };
        if function.is_none() || (!is_profile(event) && self.thread.tracers.trace.is_none()) {
            return Ok(false);
        }
        let (tell, name) = (self.prelude_function("_tell"), self.intern(event.name()));
        let arguments = [function, object.into(), name.into(), event.argument(), Value::Bool(is_profile(event))];
        self.call_value(tell, &arguments, then())?;
        self.thread.tracers.busy = true;
        Ok(true)
    }

    /// A trace function has returned, which is the frame's from now on unless it is None.
    pub(super) fn told(&mut self, frame: Ref<Opaque>, result: Value, profile: bool) {
        self.thread.tracers.busy = false;
        if !profile && !result.is_none() {
            self.frame_data_mut(frame).steps.function = result;
        }
    }

    /// A trace or profile function has raised an exception: it is never called again.
    pub(super) fn telling_failed(&mut self, frame: Ref<Opaque>, profile: bool) {
        self.thread.tracers.busy = false;
        if profile {
            self.thread.tracers.profile = Value::None;
        } else {
            self.thread.tracers.trace = Value::None;
            self.frame_data_mut(frame).steps.function = Value::None;
        }
        self.frame_data_mut(frame).steps.reset();
        self.arm_as_needed();
    }
}

fn is_profile(event: Event) -> bool {
    !matches!(event, Event::Call | Event::Line | Event::Opcode | Event::Return(_) | Event::Exception(_))
}
