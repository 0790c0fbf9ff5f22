//! Telling of exceptions that pass through a frame, and of its end by one.

use super::steps::Event;
use crate::bytecode::Op;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::frame::Then;
use crate::vm::native::Escape;
use crate::vm::operation::Operation;

impl Vm {
    /// The object of the top frame if it steps and somebody wants to hear of it.
    fn stepping_frame(&self) -> Option<Ref<Opaque>> {
        let frame = self.frame();
        match frame.then {
            Then::Framed(object) if self.is_stepping(frame.code) => {
                let tracers = &self.thread.tracers;
                (tracers.are_set() && !tracers.busy).then_some(object)
            }
            _ => None,
        }
    }

    /// Whether the exception that unwinds the top frame is the one of which it was told last.
    #[cold]
    #[inline(never)]
    pub(in crate::vm) fn unwinding_was_told(&self) -> bool {
        self.stepping_frame().is_some_and(|object| self.frame_data(object).steps.raised)
    }

    /// Tells of an exception that has come to the top frame, which goes on at a handler if there is one. Returns
    /// whether a trace function runs first: the exception is raised again after it.
    #[cold]
    #[inline(never)]
    pub(in crate::vm) fn tell_unwinding(&mut self, exception: Value, handled: bool) -> Result<bool, Escape> {
        let Some(object) = self.stepping_frame() else { return Ok(false) };
        if !self.frame_data(object).steps.raised {
            self.queue_unwinding(object, exception, handled);
        }
        while !self.frame_data(object).steps.queue.is_empty() {
            let event = self.frame_data_mut(object).steps.queue.remove(0);
            if self.tell(object, event, || Then::Operation(Box::new(Operation::Raise { exception })))? {
                return Ok(true);
            }
        }
        self.frame_data_mut(object).steps.reset();
        Ok(false)
    }

    fn queue_unwinding(&mut self, object: Ref<Opaque>, exception: Value, handled: bool) {
        let at = self.frame().pc.saturating_sub(1) as usize;
        let again = matches!(
            self.heap[self.frame_data(object).code].unit.ops[at],
            Op::Reraise { .. } | Op::RaiseCurrent {}
        );
        let class = Value::Class(self.class_of(exception));
        let traceback = self.exception_data(exception).map_or(Value::None, |data| self.heap[data].traceback);
        let details = self.tuple(vec![class, exception, traceback]);
        let steps = &mut self.frame_data_mut(object).steps;
        let called = steps.take_called();
        steps.reset();
        steps.raised = true;
        steps.queue.extend(called.map(Event::NativeException));
        steps.queue.extend((!again).then_some(Event::Exception(details)));
        if !handled {
            steps.queue.extend([Event::Return(Value::None), Event::ProfileReturn(Value::None)]);
        }
    }

    /// The delegate of the top frame has yielded `value`, which the frame yields in turn: tells of that.
    #[cold]
    #[inline(never)]
    pub(in crate::vm) fn tell_delegated(&mut self, value: Value, dst: u16) -> Result<bool, Escape> {
        let Some(object) = self.stepping_frame() else { return Ok(false) };
        if !self.frame_data(object).steps.raised {
            let steps = &mut self.frame_data_mut(object).steps;
            steps.reset();
            steps.raised = true;
            steps.queue.extend([Event::Return(value), Event::ProfileReturn(value)]);
        }
        while !self.frame_data(object).steps.queue.is_empty() {
            let event = self.frame_data_mut(object).steps.queue.remove(0);
            let then = Then::Delegate { dst };
            if self.tell(object, event, || Then::Operation(Box::new(Operation::Replace { value, then })))? {
                return Ok(true);
            }
        }
        self.frame_data_mut(object).steps.reset();
        Ok(false)
    }
}
