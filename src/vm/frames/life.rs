//! How frame objects come to their frames and follow them: running, suspended, ended.

use super::{FrameObject, Place, natives, trace};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::frame::{Frame, Then};
use crate::vm::native::Escape;
use crate::vm::thread::{StackId, Thread};
use crate::vm::tracing::{FRAME_ATTRIBUTES, Steps};

impl Vm {
    fn new_frame_object(&mut self, data: FrameObject) -> Ref<Opaque> {
        let class = self.frame_class();
        let Value::Opaque(object) = self.traced_opaque(class, data, trace) else { unreachable!("an opaque was made") };
        object
    }

    fn frame_class(&mut self) -> Ref<Class> {
        let (known, class) = (self.stdlib.knows_class("frame"), self.native_class_at("frame", natives::METHODS));
        if !known {
            self.add_methods(class, FRAME_ATTRIBUTES);
        }
        class
    }

    /// The thread that has these frames.
    pub(in crate::vm) fn thread_of(&self, stack: StackId) -> Option<&Thread> {
        std::iter::once(&self.thread).chain(&self.others).find(|thread| thread.stack_id() == stack)
    }

    pub(in crate::vm) fn thread_of_mut(&mut self, stack: StackId) -> Option<&mut Thread> {
        std::iter::once(&mut self.thread).chain(&mut self.others).find(|thread| thread.stack_id() == stack)
    }

    /// Where the innermost frame is that shows in tracebacks, below `end`.
    pub(super) fn shown_below(&self, stack: StackId, end: usize) -> Option<(StackId, usize)> {
        let thread = self.thread_of(stack)?;
        let below = &thread.frames[..end.min(thread.frames.len())];
        match below.iter().rposition(|frame| !self.heap[frame.code].hidden) {
            Some(index) => Some((stack, index)),
            None => self.shown_below(stack.below()?, usize::MAX),
        }
    }

    /// The object of a frame on the stack, which it gets now if it has none.
    pub(in crate::vm) fn running_frame(&mut self, stack: StackId, index: usize) -> Ref<Opaque> {
        let frame = &self.thread_of(stack).expect("the thread lives").frames[index];
        if let Then::Framed(object) = frame.then {
            return object;
        }
        let Frame { code, function, generator, namespace, .. } = *frame;
        let code = self.origin_of(code);
        let object = self.new_frame_object(FrameObject {
            code,
            function,
            generator,
            namespace,
            place: Place::Running { stack, index },
            then: None,
            back: Value::None,
            steps: Steps::default(),
            extra: None,
        });
        let frame = &mut self.thread_of_mut(stack).expect("the thread lives").frames[index];
        let then = std::mem::replace(&mut frame.then, Then::Framed(object));
        self.frame_data_mut(object).then = Some(then);
        if let Some(generator) = generator {
            self.heap[generator].frame = Some(object);
        }
        object
    }

    /// A frame that is off the stack, or about to be, keeps its variables in its object.
    #[cold]
    #[inline(never)]
    pub(in crate::vm) fn end_frame(&mut self, frame: &mut Frame) {
        let Then::Framed(object) = frame.then else { return };
        let registers = self.variable_registers(frame);
        let back = match self.shown_below(self.thread.stack_id(), self.thread.frames.len()) {
            Some((stack, index)) => Value::Opaque(self.running_frame(stack, index)),
            None => Value::None,
        };
        let instruction = frame.pc.saturating_sub(1);
        let data = self.frame_data_mut(object);
        data.place = Place::Ended { instruction, registers };
        data.back = back;
        frame.then = data.then.take().expect("a running frame's object has its Then");
    }

    /// As `end_frame`, for a generator's frame that will go on.
    #[cold]
    #[inline(never)]
    pub(in crate::vm) fn suspend_frame(&mut self, frame: &mut Frame) {
        let (Then::Framed(object), Some(generator)) = (&frame.then, frame.generator) else { return };
        let data = self.frame_data_mut(*object);
        data.place = Place::Suspended(generator);
        frame.then = data.then.take().expect("a running frame's object has its Then");
    }

    /// The generator whose frame has this object goes on as the frame that is pushed next.
    #[cold]
    #[inline(never)]
    pub(in crate::vm) fn resume_frame(&mut self, object: Ref<Opaque>, then: Then) -> Then {
        let place = Place::Running { stack: self.thread.stack_id(), index: self.thread.frames.len() };
        let data = self.frame_data_mut(object);
        data.place = place;
        data.then = Some(then);
        Then::Framed(object)
    }

    /// The registers of the parameters and other locals of a frame, which is the one on top or was just popped.
    pub(in crate::vm) fn variable_registers(&self, frame: &Frame) -> Box<[Value]> {
        let (start, count) = (frame.base as usize, usize::from(self.heap[frame.code].locals));
        self.thread.stack[start..start + count].into()
    }

    /// The frame of a generator that has not ended, else None.
    pub fn generator_frame(&mut self, generator: Ref<Generator>) -> Value {
        let Generator { state, function, frame, .. } = self.heap[generator];
        if let Some(object) = frame {
            return object.into();
        }
        match state {
            GeneratorState::Finished => Value::None,
            GeneratorState::Running => {
                let threads = std::iter::once(&self.thread).chain(&self.others);
                let found = threads.filter_map(|thread| {
                    let index = thread.frames.iter().position(|frame| frame.generator == Some(generator))?;
                    Some((thread.stack_id(), index))
                }).next();
                found.map_or(Value::None, |(stack, index)| self.running_frame(stack, index).into())
            }
            GeneratorState::Created | GeneratorState::Suspended => {
                let object = self.new_frame_object(FrameObject {
                    code: self.heap[function].code,
                    function,
                    generator: Some(generator),
                    namespace: Value::Unbound,
                    place: Place::Suspended(generator),
                    then: None,
                    back: Value::None,
                    steps: Steps::default(),
                    extra: None,
                });
                self.heap[generator].frame = Some(object);
                object.into()
            }
        }
    }

    /// The frame of an entry of a traceback.
    pub fn traceback_frame(&mut self, traceback: Ref<Traceback>) -> Value {
        let Traceback { code, function, instruction, frame, namespace, depth, .. } = self.heap[traceback];
        if let Some(object) = frame {
            return object.into();
        }
        let object = if self.still_runs(traceback) {
            self.running_frame(self.thread.stack_id(), depth as usize)
        } else {
            let registers = self.heap[traceback].registers.clone();
            let place = Place::Ended { instruction, registers };
            let (generator, then, back, steps, extra) = (None, None, Value::None, Steps::default(), None);
            self.new_frame_object(FrameObject { code, function, generator, namespace, place, then, back, steps, extra })
        };
        self.heap[traceback].frame = Some(object);
        object.into()
    }

    /// An entry of a traceback for a frame object, as `types.TracebackType` makes it.
    pub fn new_traceback(&mut self, next: Value, frame: Value, lasti: i64, line: i64) -> Result<Ref<Traceback>, Escape> {
        let frame = self.frame_argument(frame)?;
        let FrameObject { code, function, namespace, .. } = *self.frame_data(frame);
        Ok(self.heap.allocate(Traceback {
            next,
            code,
            instruction: u32::try_from(lasti / 2).unwrap_or_default(),
            line: Some(u32::try_from(line).unwrap_or_default()),
            function,
            namespace,
            depth: u32::MAX,
            registers: Box::default(),
            frame: Some(frame),
        }))
    }

    /// Whether the frame that caught the exception still has it at hand: then it is the one that the traceback means.
    fn still_runs(&self, traceback: Ref<Traceback>) -> bool {
        let Traceback { depth, function, code, .. } = self.heap[traceback];
        let Some(frame) = self.thread.frames.get(depth as usize) else { return false };
        if frame.function != function || self.origin_of(frame.code) != code {
            return false;
        }
        let (start, count) = (frame.base as usize, usize::from(self.heap[code].registers));
        let registers = &self.thread.stack[start..start + count];
        registers.iter().chain([&self.thread.handled]).any(|value| self.leads_through(*value, traceback))
    }

    fn leads_through(&self, exception: Value, traceback: Ref<Traceback>) -> bool {
        let mut link = match (exception, self.exception_data(exception)) {
            (Value::Traceback(_), _) => exception,
            (_, Some(data)) => self.heap[data].traceback,
            _ => return false,
        };
        while let Value::Traceback(entry) = link {
            if entry == traceback {
                return true;
            }
            link = self.heap[entry].next;
        }
        false
    }
}
