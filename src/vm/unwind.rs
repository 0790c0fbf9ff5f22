//! Raising: from the place of an exception to its handler, through frames and the operations between.

use crate::bytecode::Op;
use crate::object::*;
use crate::vm::frame::Then;
use crate::vm::native::Escape;
use crate::vm::operation::Operation;
use crate::vm::run::Pause;
use crate::vm::{Exc, Vm};

impl Vm {
    /// Does what an escape that reached the run loop asks for; says why the loop must pause, if so.
    pub(super) fn escape_from_loop(&mut self, mut escape: Escape) -> Option<Pause> {
        loop {
            let exception = match escape {
                Escape::Raise(exception) => {
                    self.add_context(exception);
                    exception
                }
                Escape::Reraise(exception) => exception,
                Escape::Pause => return Some(Pause::Parked),
                Escape::Defer => {
                    // A native that has no prelude function of its own was used by another native.
                    let error = self.raise(Exc::SystemError, "a native deferred where nothing takes over");
                    escape = error;
                    continue;
                }
                other => match self.escape_into(other, Then::Discard) {
                    Ok(()) => return self.pause_after(),
                    Err(next) => {
                        escape = next;
                        continue;
                    }
                },
            };
            match self.unwind(exception) {
                Ok(()) => return self.pause_after(),
                Err(next) => escape = next,
            }
        }
    }

    fn pause_after(&self) -> Option<Pause> {
        self.thread.frames.is_empty().then_some(Pause::Ended)
    }

    /// Makes the exception being handled the context of a new one.
    pub(super) fn add_context(&mut self, exception: Value) {
        let handled = self.thread.handled;
        if handled.is_none() || handled.is(exception) {
            return;
        }
        let Some(data) = self.exception_data(exception) else { return };
        self.cut_chain(handled, exception);
        self.heap[data].context = handled;
    }

    /// Cuts the chain of contexts from `start` where it leads to `exception`, so that it stays a chain. A program
    /// can have made a circle of it, which is found with a second link that goes half as fast (Floyd's algorithm).
    fn cut_chain(&mut self, start: Value, exception: Value) {
        let (mut link, mut slow, mut slow_moves) = (start, start, false);
        while let Some(data) = self.exception_data(link) {
            let context = self.heap[data].context;
            if context.is(exception) {
                self.heap[data].context = Value::None;
                return;
            }
            link = context;
            if link.is(slow) {
                return;
            }
            if slow_moves {
                slow = self.exception_data(slow).map_or(Value::None, |data| self.heap[data].context);
            }
            slow_moves = !slow_moves;
        }
    }

    /// An exception begins to be handled; returns what `pop_handled` needs to restore what was handled before.
    /// In a generator that is Unbound for its caller's: whoever resumes it later may be handling another one.
    #[inline]
    pub(super) fn push_handled(&mut self, exception: Value) -> Value {
        let previous = std::mem::replace(&mut self.thread.handled, exception);
        match self.frame().generator {
            Some(generator) if previous.is(self.heap[generator].handled) => Value::Unbound,
            _ => previous,
        }
    }

    #[inline]
    pub(super) fn pop_handled(&mut self, saved: Value) {
        self.thread.handled = match self.frame().generator {
            Some(generator) if saved.is_unbound() => self.heap[generator].handled,
            _ => saved,
        };
    }

    /// Leaves frames until one handles `exception`. Where an operation turns the exception into a value
    /// (StopIteration at the end of a loop), execution goes on there.
    pub(super) fn unwind(&mut self, mut exception: Value) -> Result<(), Escape> {
        if std::mem::take(&mut self.thread.jumped) {
            self.frame_mut().pc += 1;
        }
        loop {
            let Some(frame) = self.thread.frames.last() else {
                self.thread.outcome = Some(Err(exception));
                return Ok(());
            };
            let (code, instruction) = (frame.code, frame.pc.saturating_sub(1));
            let handler = self.find_handler(code, instruction);
            let stepping = self.is_stepping(code);
            if !(stepping && self.unwinding_was_told()) {
                self.add_traceback(exception, handler.is_none());
            }
            if stepping && self.tell_unwinding(exception, handler.is_some())? {
                return Ok(());
            }
            if let Some(handler) = handler {
                self.set_register(handler.exception, exception);
                self.frame_mut().pc = handler.target;
                return Ok(());
            }
            let mut frame = self.thread.frames.pop().expect("there is a frame");
            if let Then::Framed(_) = frame.then {
                self.end_frame(&mut frame);
            }
            let raised = match frame.generator {
                Some(generator) => self.generator_raised(generator, exception)?,
                None => exception,
            };
            match self.catch(frame.then, raised)? {
                None => return Ok(()),
                // A generator may have made another exception of it.
                Some(raised) => exception = raised,
            }
        }
    }

    fn find_handler(&self, code: Ref<Code>, instruction: u32) -> Option<crate::bytecode::Handler> {
        let handlers = &self.heap[code].unit.handlers;
        handlers.iter().find(|handler| (handler.start..handler.end).contains(&instruction)).copied()
    }

    /// Adds the top frame, where it is now, to the exception's traceback.
    fn add_traceback(&mut self, exception: Value, goes: bool) {
        let frame = self.frame();
        let (code, instruction) = (self.origin_of(frame.code), frame.pc.saturating_sub(1));
        if self.heap[code].hidden {
            return;
        }
        let Some(data) = self.exception_data(exception) else { return };
        let next = self.heap[data].traceback;
        // What is raised again goes on from where it was raised first.
        let again = match self.heap[code].unit.ops.get(instruction as usize) {
            Some(Op::Reraise { .. }) => true,
            Some(Op::RaiseCurrent {}) => self.thread.handled.is(exception),
            _ => false,
        };
        if again {
            if let Value::Traceback(first) = next {
                let Traceback { code: known, depth, .. } = self.heap[first];
                // It was caught here, and leaves for good now.
                if goes && known == code && depth as usize == self.thread.frames.len() - 1 {
                    self.heap[first].registers = self.variable_registers(self.frame());
                    self.heap[first].depth = u32::MAX;
                }
            }
            return;
        }
        let traceback = self.traceback_here(next, goes);
        self.heap[data].traceback = Value::Traceback(traceback);
    }

    /// A traceback of the top frame, where it is now, that goes on with `next`. If the frame is about to go, its variables
    /// are kept.
    pub(super) fn traceback_here(&mut self, next: Value, goes: bool) -> Ref<Traceback> {
        let frame = self.frame();
        let (code, function, instruction, namespace) =
            (self.origin_of(frame.code), frame.function, frame.pc.saturating_sub(1), frame.namespace);
        let object = match self.frame().then {
            Then::Framed(object) => Some(object),
            _ => None,
        };
        let (depth, registers) = match (goes, object) {
            (false, _) => (self.thread.frames.len() as u32 - 1, Box::default()),
            (true, Some(_)) => (u32::MAX, Box::default()),
            (true, None) => (u32::MAX, self.variable_registers(self.frame())),
        };
        self.heap.allocate(Traceback {
            next,
            code,
            instruction,
            line: None,
            function,
            namespace,
            depth,
            registers,
            frame: object,
        })
    }

    /// What waited for the result of a call meets an exception: returns it, unless it was caught.
    pub(super) fn catch(&mut self, then: Then, exception: Value) -> Result<Option<Value>, Escape> {
        match then {
            Then::ForNext { .. } if self.is_exception(exception, Exc::StopIteration) => Ok(None),
            Then::Delegate { dst } if self.is_exception(exception, Exc::StopIteration) => {
                let value = self.stop_value(exception);
                self.end_delegation();
                self.set_register(dst, value);
                Ok(None)
            }
            Then::Delegate { .. } => {
                self.end_delegation();
                // One that was thrown in comes here first.
                if self.exception_data(exception).is_some_and(|data| self.heap[data].context.is_none()) {
                    self.add_context(exception);
                }
                Ok(Some(exception))
            }
            Then::Operation(operation) => self.operation_raised(*operation, exception),
            _ => Ok(Some(exception)),
        }
    }

    fn operation_raised(&mut self, operation: Operation, exception: Value) -> Result<Option<Value>, Escape> {
        let (then, value) = match operation {
            Operation::AttributeOr { default, then } if self.is_exception(exception, Exc::AttributeError) => {
                (then, default)
            }
            Operation::HasAttribute { then } if self.is_exception(exception, Exc::AttributeError) => {
                (then, Value::Bool(false))
            }
            Operation::NextOr { default, then } if self.is_exception(exception, Exc::StopIteration) => (then, default),
            Operation::Close { then, .. } if self.is_exception(exception, Exc::GeneratorExit) => (then, Value::None),
            Operation::Close { then, .. } if self.is_exception(exception, Exc::StopIteration) => {
                (then, self.stop_value(exception))
            }
            Operation::Attribute { object, name, fallback, then }
                if self.is_exception(exception, Exc::AttributeError) =>
            {
                self.call_method(fallback, object, &[Value::Str(name)], then)?;
                return Ok(None);
            }
            other => return self.catch(other.into_then(), exception),
        };
        self.complete(then, value)?;
        Ok(None)
    }

    /// The value of a StopIteration.
    pub(super) fn stop_value(&mut self, exception: Value) -> Value {
        let Value::Instance(instance) = exception else { return Value::None };
        if let Some(value) = self.instance_attribute(instance, self.known.value) {
            return value;
        }
        match self.exception_data(exception).map(|data| self.heap[data].args) {
            Some(Value::Tuple(args)) => self.heap[args].0.first().copied().unwrap_or(Value::None),
            _ => Value::None,
        }
    }

    /// `raise value` and `raise value from cause` (unbound: none given). A class is called first.
    #[inline(never)]
    pub(super) fn raise_value(&mut self, value: Value, cause: Value) -> Escape {
        let function = self.prelude_function("_raise");
        match value {
            Value::Instance(_) if self.exception_data(value).is_some() && cause.is_unbound() => Escape::Raise(value),
            Value::Class(class) if cause.is_unbound() && self.makes_plain_exceptions(class) => {
                Escape::Raise(self.new_exception(class, &[]).into())
            }
            _ if cause.is_unbound() => Escape::call(function, &[value]),
            _ => Escape::call(function, &[value, cause]),
        }
    }

    #[inline(never)]
    pub(super) fn raise_current(&mut self) -> Escape {
        match self.thread.handled {
            Value::None => self.runtime_error("No active exception to reraise"),
            exception => Escape::Reraise(exception),
        }
    }

    pub(super) fn recursion_error(&mut self) -> Escape {
        // Room for the handler and what it calls, as in CPython, which lets the limit be exceeded by some frames.
        self.raise(Exc::RecursionError, "maximum recursion depth exceeded")
    }

    #[inline(never)]
    pub(super) fn match_exception(&mut self, dst: u16, exception: Value, class: Value) -> Result<(), Escape> {
        let matches = match class {
            Value::Class(class) => self.matches_class(exception, class)?,
            Value::Tuple(classes) => {
                let classes = self.heap[classes].0.to_vec();
                let mut matches = false;
                for class in classes {
                    matches |= match class {
                        Value::Class(class) => self.matches_class(exception, class)?,
                        _ => return Err(self.not_an_exception_class()),
                    };
                }
                matches
            }
            _ => return Err(self.not_an_exception_class()),
        };
        self.set_register(dst, Value::Bool(matches));
        Ok(())
    }

    fn matches_class(&mut self, exception: Value, class: Ref<Class>) -> Result<bool, Escape> {
        if !self.is_subclass(class, self.types.base_exception) {
            return Err(self.not_an_exception_class());
        }
        Ok(self.is_instance(exception, class))
    }

    fn not_an_exception_class(&mut self) -> Escape {
        self.type_error("catching classes that do not inherit from BaseException is not allowed")
    }
}
