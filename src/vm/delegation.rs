//! Delegation (`yield from`, `await`): what a generator takes values from, and chains of generators, which are resumed
//! and suspended all at once.

use crate::bytecode::CodeKind;
use crate::object::*;
use crate::vm::frame::{Frame, Then};
use crate::vm::native::Escape;
use crate::vm::registers::copy_few;
use crate::vm::Vm;

impl Vm {
    /// Whether resuming the generator concerns its registers only.
    #[inline(always)]
    pub(super) fn is_plain(&self, generator: Ref<Generator>) -> bool {
        let Generator { state, handled, frame, .. } = self.heap[generator];
        state == GeneratorState::Suspended && frame.is_none() && handled.is_none() && self.thread.handled.is_none()
    }

    /// Puts the frame of a plain generator on top, running; returns where its registers are.
    #[inline(always)]
    fn enter_plain(&mut self, generator: Ref<Generator>, then: Then) -> Result<usize, Escape> {
        let Generator { function, pc, .. } = self.heap[generator];
        let code = self.heap[function].code;
        let base = self.thread.top(&self.heap);
        let frame = Frame { code, function, base: base as u32, pc, then, generator: Some(generator), namespace: Value::Unbound };
        self.push(frame, self.heap[code].registers)?;
        let object = &mut self.heap[generator];
        object.state = GeneratorState::Running;
        copy_few(&mut self.thread.stack[base..base + object.registers.len()], &object.registers);
        Ok(base)
    }

    /// Resumes a generator that a `for` loop walks through, if it is a plain one: its next value goes to `dst`.
    /// Returns whether it was resumed.
    #[inline(always)]
    pub(super) fn resume_loop(&mut self, generator: Ref<Generator>, dst: u16, to: i16) -> Result<bool, Escape> {
        if !self.is_plain(generator) {
            return Ok(false);
        }
        let base = self.enter_plain(generator, Then::ForNext { dst, to })?;
        let Generator { delegate, resume, .. } = self.heap[generator];
        if delegate.is_none() {
            self.thread.stack[base + usize::from(resume)] = Value::None;
        } else {
            self.send_in(generator, Value::None)?;
        }
        Ok(true)
    }

    /// Sends `value` into the generator whose frame was just put on top, or through it into the last of those that
    /// delegate to each other from there.
    #[inline(never)]
    pub(super) fn send_in(&mut self, mut generator: Ref<Generator>, value: Value) -> Result<(), Escape> {
        loop {
            let Generator { resume, delegate, .. } = self.heap[generator];
            match delegate {
                Value::None => {
                    self.set_register(resume, value);
                    return Ok(());
                }
                Value::Generator(inner) if self.is_plain(inner) => {
                    self.enter_plain(inner, Then::Delegate { dst: resume })?;
                    self.heap[generator].kept = true;
                    generator = inner;
                }
                delegate => return self.delegate(delegate, value, resume),
            }
        }
    }

    /// `yield value` in a generator that a `for` loop walks through, if there is nothing special about it. Returns
    /// whether it was done.
    #[inline(always)]
    pub(super) fn yield_to_loop(&mut self, value: Value, resume: u16) -> bool {
        let Some(&Frame { base, pc, then: Then::ForNext { dst, to }, generator: Some(generator), .. }) = self.thread.frames.last()
        else {
            return false;
        };
        let object = &mut self.heap[generator];
        if !object.handled.is_none() || !self.thread.handled.is_none() {
            return false;
        }
        (object.pc, object.resume, object.state) = (pc, resume, GeneratorState::Suspended);
        let count = object.registers.len();
        copy_few(&mut object.registers, &self.thread.stack[base as usize..base as usize + count]);
        // Nothing of such a frame needs dropping.
        std::mem::forget(self.thread.frames.pop());
        let frame = self.frame_mut();
        frame.pc = frame.pc.wrapping_add_signed(i32::from(to));
        let index = frame.base as usize + usize::from(dst);
        self.thread.stack[index] = value;
        true
    }

    /// Keeps the registers of the top frame in its generator until it is resumed, which gives `resume` its value.
    pub(super) fn suspend(&mut self, resume: u16) -> Ref<Generator> {
        let &Frame { base, pc, generator, .. } = self.frame();
        let generator = generator.expect("only a generator's code yields");
        let object = &mut self.heap[generator];
        object.state = GeneratorState::Suspended;
        if !std::mem::take(&mut object.kept) {
            (object.pc, object.resume) = (pc, resume);
            let start = base as usize;
            let count = object.registers.len();
            copy_few(&mut object.registers, &self.thread.stack[start..start + count]);
        }
        generator
    }

    /// The delegate of the top frame's generator has yielded `value`, and so does every generator that delegates to the
    /// next one from there.
    fn yield_on(&mut self, value: Value, mut dst: u16) -> Result<(), Escape> {
        loop {
            let Some(&Frame { generator: Some(generator), ref then, .. }) = self.thread.frames.last() else {
                unreachable!("only a generator's code delegates")
            };
            let special = matches!(then, Then::Framed(_)) || !self.thread.handled.is_none();
            if special || !self.heap[generator].handled.is_none() {
                return self.yield_value(value, dst);
            }
            self.suspend(dst);
            match self.thread.frames.pop().expect("it was just seen").then {
                Then::Delegate { dst: next } => dst = next,
                then => return self.complete(then, value),
            }
        }
    }

    /// `yield from`: sends `value` to the iterator; what it yields, the top frame's generator yields.
    #[inline(never)]
    pub(super) fn delegate(&mut self, iterator: Value, value: Value, dst: u16) -> Result<(), Escape> {
        let generator = self.frame().generator.expect("only a generator's code delegates");
        self.heap[generator].delegate = iterator;
        let then = Then::Delegate { dst };
        match iterator {
            Value::Generator(inner) => self.resume(inner, value, then),
            _ if value.is_none() => self.next_then(iterator, then),
            _ => {
                let class = self.class_of(iterator);
                match self.lookup(class, self.known.send) {
                    Some(send) => self.call_method(send, iterator, &[value], then),
                    None => {
                        let send = self.prelude_function("_delegate_send");
                        self.call_value(send, &[iterator, value], then)
                    }
                }
            }
        }
    }

    pub(super) fn delegate_yielded(&mut self, value: Value, dst: u16) -> Result<(), Escape> {
        if self.is_stepping(self.frame().code) && self.tell_delegated(value, dst)? {
            return Ok(());
        }
        if self.tracing.armed { self.yield_value(value, dst) } else { self.yield_on(value, dst) }
    }

    /// The top frame's generator no longer delegates.
    pub(super) fn end_delegation(&mut self) {
        if let Some(generator) = self.thread.frames.last().and_then(|frame| frame.generator) {
            let object = &mut self.heap[generator];
            (object.delegate, object.kept) = (Value::None, false);
        }
    }

    /// What `yield from` takes values from; a coroutine only within one.
    #[inline(never)]
    pub(super) fn delegate_iterator(&mut self, dst: u16, value: Value) -> Result<(), Escape> {
        if let Value::Generator(generator) = value
            && self.is_coroutine(generator)
        {
            let code = &self.heap[self.frame().code];
            if !code.iterable_coroutine && code.unit.kind != CodeKind::Coroutine {
                return Err(self.type_error("cannot 'yield from' a coroutine object in a non-coroutine generator"));
            }
            self.set_register(dst, value);
            return Ok(());
        }
        self.iterator_then(value, Then::Store(dst))
    }
}
