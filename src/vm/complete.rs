//! Completion: sending a result to where it is wanted.

use crate::object::*;
use crate::vm::frame::Then;
use crate::vm::native::Escape;
use crate::vm::operation::{Check, Operation};
use crate::vm::Vm;

impl Vm {
    /// Sends `value`, the result of a call that the top frame made, to `then`.
    pub(super) fn complete(&mut self, then: Then, value: Value) -> Result<(), Escape> {
        match then {
            Then::Store(dst) => self.set_register(dst, value),
            Then::Discard => {}
            Then::Retry => self.frame_mut().pc -= 1,
            Then::Init { instance, dst } => {
                self.check_init(value)?;
                self.set_register(dst, instance.into());
            }
            Then::Truth { dst, negate } => match self.truth_quickly(value) {
                Some(truth) => self.set_register(dst, Value::Bool(truth != negate)),
                None => return self.truth_then(value, Then::Truth { dst, negate }),
            },
            Then::Branch { to, when } => match self.truth_quickly(value) {
                Some(truth) if truth == when => self.jump(to),
                Some(_) => {}
                None => return self.truth_then(value, Then::Branch { to, when }),
            },
            Then::ForNext { dst, to } => {
                self.set_register(dst, value);
                self.jump(i32::from(to));
            }
            Then::Delegate { dst } => return self.delegate_yielded(value, dst),
            Then::Framed(_) => unreachable!("a frame with an object gets its Then back when it is popped"),
            Then::EndThread => self.thread.outcome = Some(Ok(value)),
            Then::Operation(operation) => {
                return match *operation {
                    Operation::Gather { .. } => self.gather_item(operation, value),
                    Operation::Sort { .. } => self.sort_answered(operation, value),
                    operation => self.continue_operation(operation, value),
                };
            }
        }
        Ok(())
    }

    fn jump(&mut self, to: i32) {
        let frame = self.frame_mut();
        frame.pc = frame.pc.wrapping_add_signed(to);
    }

    fn check_init(&mut self, value: Value) -> Result<(), Escape> {
        if value.is_none() {
            return Ok(());
        }
        let message = format!("__init__() should return None, not '{}'", self.type_name(value));
        Err(self.type_error(message))
    }

    fn continue_operation(&mut self, operation: Operation, value: Value) -> Result<(), Escape> {
        match operation {
            Operation::Binary { op, in_place, a, b, rest, then } => match value {
                Value::NotImplemented => self.try_binary(op, in_place, a, b, rest, then),
                value => self.complete(then, value),
            },
            Operation::Compare { op, a, b, rest, then } => match value {
                Value::NotImplemented => self.try_compare(op, a, b, rest, then),
                value => self.complete(then, value),
            },
            Operation::New { class, arguments, keywords, then } => {
                self.initialise(class, value, &arguments, &keywords, then)
            }
            Operation::Init { result, then } => {
                self.check_init(value)?;
                self.complete(then, result)
            }
            Operation::HasAttribute { then } => self.complete(then, Value::Bool(true)),
            Operation::Replace { value, then } => self.complete(then, value),
            Operation::CallBound { arguments, then } => self.call_value(value, &arguments, then),
            Operation::Check { what, then } => {
                let value = self.check_result(what, value)?;
                self.complete(then, value)
            }
            Operation::Unpack { base } => {
                self.spread(base, value);
                Ok(())
            }
            Operation::Raise { exception } => Err(Escape::Reraise(exception)),
            Operation::Close { noun, .. } => Err(self.runtime_error(format!("{noun} ignored GeneratorExit"))),
            Operation::Iterator { then } => {
                let class = self.class_of(value);
                if self.lookup(class, self.known.__next__).is_none() {
                    let message = format!("iter() returned non-iterator of type '{}'", self.name_of(class));
                    return Err(self.type_error(message));
                }
                self.complete(then, value)
            }
            Operation::Remember { wrapper, key, hash, then } => {
                // What cannot be compared without Python any more is not remembered.
                let _ = crate::stdlib::functools::cache::remember(self, wrapper, (hash, key), value);
                self.complete(then, value)
            }
            Operation::Search { search, then } => self.continue_search(search, value, then),
            Operation::Gather { .. } | Operation::Sort { .. } => unreachable!("`complete` keeps it in its box"),
            Operation::Attribute { then, .. }
            | Operation::AttributeOr { then, .. }
            | Operation::NextOr { then, .. } => self.complete(then, value),
        }
    }

    fn length_beyond_size(&mut self, length: Value) -> Escape {
        let Value::BigInt(big) = length else { unreachable!("only big integers are beyond it") };
        match self.heap[big].0.sign() {
            dashu_base::Sign::Negative => self.value_error("__len__() should return >= 0"),
            dashu_base::Sign::Positive => {
                self.raise(crate::vm::Exc::OverflowError, "cannot fit 'int' into an index-sized integer")
            }
        }
    }

    /// Checks what a special method returned.
    fn check_result(&mut self, what: Check, value: Value) -> Result<Value, Escape> {
        let name = self.type_name(value);
        match what {
            Check::Bool if !matches!(value, Value::Bool(_)) => {
                Err(self.type_error(format!("__bool__ should return bool, returned {name}")))
            }
            Check::Bool => Ok(value),
            Check::Length | Check::LengthAsBool => match self.as_int(value) {
                Some(length) if length < 0 => Err(self.value_error("__len__() should return >= 0")),
                Some(length) if what == Check::LengthAsBool => Ok(Value::Bool(length != 0)),
                Some(length) => Ok(Value::Int(length)),
                None if matches!(value, Value::BigInt(_)) => Err(self.length_beyond_size(value)),
                None => Err(self.type_error(format!("'{name}' object cannot be interpreted as an integer"))),
            },
            Check::Awaitable if self.is_awaitable_generator(value) => {
                Err(self.type_error("__await__() returned a coroutine"))
            }
            Check::Awaitable => {
                let class = self.class_of(value);
                match self.lookup(class, self.known.__next__) {
                    Some(_) => Ok(value),
                    None => Err(self.type_error(format!("__await__() returned non-iterator of type '{name}'"))),
                }
            }
            Check::AsyncIterator => {
                let class = self.class_of(value);
                match self.lookup(class, self.known.__anext__) {
                    Some(_) => Ok(value),
                    None => {
                        let problem = "received an object from __aiter__ that does not implement __anext__";
                        Err(self.type_error(format!("'async for' {problem}: {name}")))
                    }
                }
            }
            Check::Str(method) => match self.as_str(value) {
                Some(_) => Ok(value),
                None if method == "__format__" => Err(self.type_error(format!("__format__ must return a str, not {name}"))),
                None => Err(self.type_error(format!("{method} returned non-string (type {name})"))),
            },
        }
    }

    /// The result of a frame: pops it and sends the value on.
    #[inline(never)]
    pub(super) fn return_from_frame(&mut self, value: Value) -> Result<(), Escape> {
        let mut frame = self.thread.frames.pop().expect("Python code is running");
        if let Then::Framed(_) = frame.then {
            self.end_frame(&mut frame);
        }
        match frame.generator {
            Some(generator) => self.generator_returned(generator, value, frame.then),
            None => self.complete(frame.then, value),
        }
    }
}
