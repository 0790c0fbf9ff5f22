//! Generators and coroutines: resuming, yielding, delegating, throwing and closing.

use crate::bytecode::{CodeKind, Op};
use crate::object::*;
use crate::vm::frame::{Frame, Then};
use crate::vm::native::Escape;
use crate::vm::operation::{Check, Operation};
use crate::vm::registers::copy_few;
use crate::vm::{Exc, Vm};

/// What a method of a generator asks the run loop to do.
#[derive(Debug)]
pub struct GeneratorRequest {
    pub generator: Ref<Generator>,
    pub action: Resume,
}

/// How a generator is resumed.
#[derive(Clone, Copy, Debug)]
pub enum Resume {
    Send(Value),
    /// Raises the exception where it stands.
    Throw(Value),
    Close,
}

impl Vm {
    /// A generator, coroutine or asynchronous generator whose frame has these first registers.
    pub(super) fn new_generator(&mut self, function: Ref<Function>, first: &[Value]) -> Value {
        let code = self.heap[function].code;
        let count = usize::from(self.heap[code].registers);
        let mut registers = Vec::with_capacity(count);
        registers.extend_from_slice(first);
        registers.resize(count, Value::Unbound);
        self.heap.charge(registers.len() * 16);
        let Function { name, qualified_name, .. } = self.heap[function];
        let is_coroutine = self.heap[code].unit.kind == CodeKind::Coroutine;
        if is_coroutine && self.heap[code].program {
            self.noticed_coroutine();
        }
        let origin = (is_coroutine && self.origin_depth > 0).then(|| self.origin());
        Value::Generator(self.heap.allocate(Generator {
            state: GeneratorState::Created,
            function,
            name,
            qualified_name,
            pc: 0,
            resume: 0,
            registers: registers.into(),
            handled: Value::None,
            delegate: Value::None,
            kept: false,
            finalizer: Value::Unbound,
            finalized: false,
            frame: None,
            origin,
        }))
    }

    /// What a native was given for a generator, coroutine or asynchronous generator; TypeError for anything else.
    pub fn generator_argument(&mut self, value: Value) -> Result<Ref<Generator>, Escape> {
        match value {
            Value::Generator(generator) => Ok(generator),
            _ => Err(self.type_error("a generator is required")),
        }
    }

    pub(super) fn generator_request(&mut self, request: GeneratorRequest, then: Then) -> Result<(), Escape> {
        let GeneratorRequest { generator, action } = request;
        match action {
            Resume::Send(value) => self.resume(generator, value, then),
            Resume::Throw(exception) => self.throw_into(generator, exception, then),
            Resume::Close => self.close(generator, then),
        }
    }

    fn generator_noun(&self, generator: Ref<Generator>) -> &'static str {
        match self.heap[self.heap[self.heap[generator].function].code].unit.kind {
            CodeKind::Coroutine => "coroutine",
            CodeKind::AsyncGenerator => "async generator",
            _ => "generator",
        }
    }

    /// Resumes a generator with the value that its `yield` returns; what it yields goes to `then`.
    #[inline(never)]
    pub(super) fn resume(&mut self, generator: Ref<Generator>, value: Value, then: Then) -> Result<(), Escape> {
        match self.heap[generator].state {
            GeneratorState::Running => {
                let noun = self.generator_noun(generator);
                Err(self.value_error(format!("{noun} already executing")))
            }
            GeneratorState::Finished => self.ended_again(generator, then),
            GeneratorState::Created if !value.is_none() => {
                let noun = self.generator_noun(generator);
                Err(self.type_error(format!("can't send non-None value to a just-started {noun}")))
            }
            GeneratorState::Created => self.enter(generator, then),
            GeneratorState::Suspended => {
                self.enter(generator, then)?;
                self.send_in(generator, value)
            }
        }
    }

    fn ended_again(&mut self, generator: Ref<Generator>, then: Then) -> Result<(), Escape> {
        if self.generator_noun(generator) == "coroutine" {
            return Err(self.runtime_error("cannot reuse already awaited coroutine"));
        }
        if self.generator_noun(generator) == "async generator" {
            return Err(self.raise_with(Exc::StopAsyncIteration, &[]));
        }
        self.stopped(Value::None, then)
    }

    /// A generator has ended with `value`: falls through a loop, else raises StopIteration.
    pub(super) fn stopped(&mut self, value: Value, then: Then) -> Result<(), Escape> {
        match then {
            Then::ForNext { .. } => Ok(()),
            Then::Delegate { dst } => {
                self.end_delegation();
                self.set_register(dst, value);
                Ok(())
            }
            Then::Operation(operation) => match *operation {
                Operation::NextOr { default, then } => self.complete(then, default),
                Operation::Gather { gather, then } => self.gathered(gather, then),
                Operation::Close { then, .. } => self.complete(then, value),
                other => self.raise_stop(value, Then::Operation(Box::new(other))),
            },
            then => self.raise_stop(value, then),
        }
    }

    fn raise_stop(&mut self, value: Value, then: Then) -> Result<(), Escape> {
        let escape = match value {
            Value::None => self.raise_with(Exc::StopIteration, &[]),
            value => self.raise_with(Exc::StopIteration, &[value]),
        };
        self.annotate(&escape, "value", value);
        let Escape::Raise(exception) = escape else { unreachable!("raise_with raises") };
        match self.catch(then, exception)? {
            Some(exception) => Err(Escape::Raise(exception)),
            None => Ok(()),
        }
    }

    /// Puts the generator's frame on top, running.
    #[inline]
    fn enter(&mut self, generator: Ref<Generator>, then: Then) -> Result<(), Escape> {
        let Generator { function, pc, frame, .. } = self.heap[generator];
        let code = self.heap[function].code;
        let base = self.thread.top(&self.heap);
        let then = match frame {
            None => then,
            Some(object) => self.resume_frame(object, then),
        };
        let frame = Frame { code, function, base: base as u32, pc, then, generator: Some(generator), namespace: Value::Unbound };
        self.push(frame, self.heap[code].registers)?;
        let object = &mut self.heap[generator];
        copy_few(&mut self.thread.stack[base..base + object.registers.len()], &object.registers);
        object.state = GeneratorState::Running;
        if object.handled.is_none() && self.thread.handled.is_none() {
            return Ok(());
        }
        let own = std::mem::replace(&mut object.handled, self.thread.handled);
        if !own.is_none() {
            self.thread.handled = own;
        }
        Ok(())
    }

    /// Takes the generator's frame off the stack, as it is left for good or until it is resumed.
    #[inline]
    fn leave(&mut self, generator: Ref<Generator>) {
        if self.heap[generator].handled.is_none() && self.thread.handled.is_none() {
            return;
        }
        let outer = self.heap[generator].handled;
        let own = std::mem::replace(&mut self.thread.handled, outer);
        let inherited = own.is(outer) && (own.is_none() || !self.handles_itself(generator));
        self.heap[generator].handled = if inherited { Value::None } else { own };
    }

    /// Whether the generator is suspended where it handles an exception itself: the one handled before
    /// is still to be restored.
    fn handles_itself(&self, generator: Ref<Generator>) -> bool {
        let Generator { function, pc, .. } = self.heap[generator];
        let code = &self.heap[self.heap[function].code];
        let live = code.liveness().before(pc as usize);
        code.unit.ops.iter().any(|op| matches!(op, Op::PushHandled { saved, .. } if live.contains(usize::from(*saved))))
    }

    /// `yield value`: suspends the top frame's generator.
    #[inline(never)]
    pub(super) fn yield_value(&mut self, value: Value, resume: u16) -> Result<(), Escape> {
        if let Some(generator) = self.frame().generator {
            // Its locals may have been set through the object of its frame.
            self.heap[generator].kept = false;
        }
        let generator = self.suspend(resume);
        self.leave(generator);
        let mut frame = self.thread.frames.pop().expect("it was just seen");
        if let Then::Framed(_) = frame.then {
            self.suspend_frame(&mut frame);
        }
        self.complete(frame.then, value)
    }

    /// The generator's code has returned.
    pub(super) fn generator_returned(
        &mut self,
        generator: Ref<Generator>,
        value: Value,
        then: Then,
    ) -> Result<(), Escape> {
        self.leave(generator);
        self.finish(generator);
        if self.generator_noun(generator) == "async generator" {
            return Err(self.raise_with(Exc::StopAsyncIteration, &[]));
        }
        self.stopped(value, then)
    }

    fn finish(&mut self, generator: Ref<Generator>) {
        let object = &mut self.heap[generator];
        object.state = GeneratorState::Finished;
        object.registers = Box::default();
        (object.handled, object.delegate) = (Value::None, Value::None);
        object.frame = None;
    }

    /// An exception leaves the generator's code: StopIteration becomes RuntimeError (PEP 479).
    pub(super) fn generator_raised(&mut self, generator: Ref<Generator>, exception: Value) -> Result<Value, Escape> {
        self.leave(generator);
        self.finish(generator);
        let noun = self.generator_noun(generator);
        let name = if self.is_exception(exception, Exc::StopIteration) {
            "StopIteration"
        } else if noun == "async generator" && self.is_exception(exception, Exc::StopAsyncIteration) {
            "StopAsyncIteration"
        } else {
            return Ok(exception);
        };
        let escape = self.runtime_error(format!("{noun} raised {name}"));
        let Escape::Raise(error) = escape else { unreachable!("runtime_error raises") };
        if let Some(data) = self.exception_data(error) {
            self.heap[data].cause = exception;
            self.heap[data].context = exception;
            self.heap[data].suppress_context = true;
        }
        Ok(error)
    }

    fn throw_into(&mut self, generator: Ref<Generator>, exception: Value, then: Then) -> Result<(), Escape> {
        match self.heap[generator].state {
            GeneratorState::Running => {
                let noun = self.generator_noun(generator);
                Err(self.value_error(format!("{noun} already executing")))
            }
            GeneratorState::Finished if self.generator_noun(generator) == "coroutine" => {
                Err(self.runtime_error("cannot reuse already awaited coroutine"))
            }
            GeneratorState::Finished => Err(Escape::Reraise(exception)),
            GeneratorState::Created => {
                self.finish(generator);
                Err(Escape::Reraise(exception))
            }
            GeneratorState::Suspended => {
                let handles = !self.heap[generator].handled.is_none();
                self.enter(generator, then)?;
                let delegate = self.heap[generator].delegate;
                if handles && delegate.is_none() {
                    self.add_context(exception);
                }
                if self.thread.tracers.are_set() {
                    self.step_on(self.thread.frames.len() - 1);
                }
                match delegate {
                    Value::None => self.unwind(exception),
                    delegate => self.throw_into_delegate(generator, delegate, exception),
                }
            }
        }
    }

    fn throw_into_delegate(
        &mut self,
        generator: Ref<Generator>,
        delegate: Value,
        exception: Value,
    ) -> Result<(), Escape> {
        let dst = self.heap[generator].resume;
        if let Value::Generator(inner) = delegate {
            if self.is_exception(exception, Exc::GeneratorExit) {
                // The delegate is closed first; then the exception goes on here.
                self.end_delegation();
                return self.close(inner, Then::Operation(Box::new(Operation::Raise { exception })));
            }
            return self.throw_into(inner, exception, Then::Delegate { dst });
        }
        let step = if self.is_exception(exception, Exc::GeneratorExit) { "_delegate_close" } else { "_delegate_throw" };
        let step = self.prelude_function(step);
        self.call_value(step, &[delegate, exception], Then::Delegate { dst })
    }

    fn close(&mut self, generator: Ref<Generator>, then: Then) -> Result<(), Escape> {
        match self.heap[generator].state {
            GeneratorState::Finished => self.complete(then, Value::None),
            GeneratorState::Created => {
                self.finish(generator);
                self.complete(then, Value::None)
            }
            GeneratorState::Running | GeneratorState::Suspended => {
                let class = self.exception_class(Exc::GeneratorExit);
                let exit = Value::Instance(self.new_exception(class, &[]));
                let noun = self.generator_noun(generator);
                self.throw_into(generator, exit, Then::Operation(Box::new(Operation::Close { noun, then })))
            }
        }
    }

    #[inline(never)]
    pub(super) fn async_iterator(&mut self, dst: u16, value: Value) -> Result<(), Escape> {
        let class = self.class_of(value);
        let Some(method) = self.lookup(class, self.known.__aiter__) else {
            let name = self.name_of(class);
            let message = format!("'async for' requires an object with __aiter__ method, got {name}");
            return Err(self.type_error(message));
        };
        self.call_method(method, value, &[], Then::Operation(Box::new(Operation::Check { what: Check::AsyncIterator, then: Then::Store(dst) })))
    }

    #[inline(never)]
    pub(super) fn async_next(&mut self, dst: u16, iterator: Value) -> Result<(), Escape> {
        let class = self.class_of(iterator);
        let Some(method) = self.lookup(class, self.known.__anext__) else {
            let name = self.name_of(class);
            let message = format!("'async for' requires an iterator with __anext__ method, got {name}");
            return Err(self.type_error(message));
        };
        self.call_method(method, iterator, &[], Then::Store(dst))
    }

    #[inline(never)]
    pub(super) fn get_awaitable(&mut self, dst: u16, value: Value, context: u16) -> Result<(), Escape> {
        if let Value::Generator(generator) = value
            && self.is_awaitable_generator(value)
        {
            if self.is_coroutine(generator) && !self.heap[generator].delegate.is_none() {
                return Err(self.runtime_error("coroutine is being awaited already"));
            }
            self.set_register(dst, value);
            return Ok(());
        }
        let class = self.class_of(value);
        let Some(method) = self.lookup(class, self.known.__await__) else {
            let name = self.type_name(value);
            let message = match context {
                1 => format!("'async with' received an object from __aenter__ that does not implement __await__: {name}"),
                2 => format!("'async with' received an object from __aexit__ that does not implement __await__: {name}"),
                3 => format!("'async for' received an invalid object from __anext__: {name}"),
                _ => format!("'{name}' object can't be awaited"),
            };
            return Err(self.type_error(message));
        };
        let check = Operation::Check { what: Check::Awaitable, then: Then::Store(dst) };
        self.call_method(method, value, &[], Then::Operation(Box::new(check)))
    }

    /// A coroutine, or a generator that `types.coroutine` has marked.
    pub(super) fn is_awaitable_generator(&self, value: Value) -> bool {
        let Value::Generator(generator) = value else { return false };
        self.is_coroutine(generator) || self.heap[self.heap[self.heap[generator].function].code].iterable_coroutine
    }

    pub(super) fn is_coroutine(&self, generator: Ref<Generator>) -> bool {
        self.heap[self.heap[self.heap[generator].function].code].unit.kind == CodeKind::Coroutine
    }
}
