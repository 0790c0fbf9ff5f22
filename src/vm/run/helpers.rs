//! What compiled functions call, one helper for a family of instructions: see `jit::Helpers` for what each answers.
//!
//! Each does what the run loop does for the same instruction. SAFETY: see `compiled`.

use super::compiled::{DONE, LEFT, Registers, UNKNOWN};
use crate::bytecode::Op;
use crate::jit::{Leave, Next};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::adaptors::Pair;
use crate::vm::frame::{Frame, Then};
use crate::vm::native::{Escape, NativeResult};
use crate::vm::operators::{BinaryOp, CompareOp};

fn is_in_place(op: &Op) -> bool {
    use Op::*;
    matches!(
        op,
        IAdd { .. } | ISub { .. } | IMul { .. } | ITrueDiv { .. } | IFloorDiv { .. } | IMod { .. } | IPow { .. } | IMatMul { .. }
            | ILShift { .. } | IRShift { .. } | IBitAnd { .. } | IBitOr { .. } | IBitXor { .. } | IAddImm { .. } | ISubImm { .. }
    )
}

fn answer(known: Option<bool>) -> i32 {
    known.map_or(UNKNOWN, i32::from)
}

impl Vm {
    pub(super) fn help_binary(&mut self, r: Registers, at: &Op) -> i32 {
        let immediate = |b: i16| Value::Int(b.into());
        let (op, dst, a, b) = match *at {
            Op::Add { dst, a, b } | Op::IAdd { dst, a, b } => (BinaryOp::Add, dst, a, r.get(b)),
            Op::Sub { dst, a, b } | Op::ISub { dst, a, b } => (BinaryOp::Sub, dst, a, r.get(b)),
            Op::Mul { dst, a, b } | Op::IMul { dst, a, b } => (BinaryOp::Mul, dst, a, r.get(b)),
            Op::TrueDiv { dst, a, b } | Op::ITrueDiv { dst, a, b } => (BinaryOp::TrueDiv, dst, a, r.get(b)),
            Op::FloorDiv { dst, a, b } | Op::IFloorDiv { dst, a, b } => (BinaryOp::FloorDiv, dst, a, r.get(b)),
            Op::Mod { dst, a, b } | Op::IMod { dst, a, b } => (BinaryOp::Mod, dst, a, r.get(b)),
            Op::Pow { dst, a, b } | Op::IPow { dst, a, b } => (BinaryOp::Pow, dst, a, r.get(b)),
            Op::AddImm { dst, a, b } | Op::IAddImm { dst, a, b } => (BinaryOp::Add, dst, a, immediate(b)),
            Op::SubImm { dst, a, b } | Op::ISubImm { dst, a, b } => (BinaryOp::Sub, dst, a, immediate(b)),
            Op::MulImm { dst, a, b } => (BinaryOp::Mul, dst, a, immediate(b)),
            Op::FloorDivImm { dst, a, b } => (BinaryOp::FloorDiv, dst, a, immediate(b)),
            Op::ModImm { dst, a, b } => (BinaryOp::Mod, dst, a, immediate(b)),
            Op::MatMul { dst, a, b } | Op::IMatMul { dst, a, b } => (BinaryOp::MatMul, dst, a, r.get(b)),
            Op::LShift { dst, a, b } | Op::ILShift { dst, a, b } => (BinaryOp::LShift, dst, a, r.get(b)),
            Op::RShift { dst, a, b } | Op::IRShift { dst, a, b } => (BinaryOp::RShift, dst, a, r.get(b)),
            Op::BitAnd { dst, a, b } | Op::IBitAnd { dst, a, b } => (BinaryOp::And, dst, a, r.get(b)),
            Op::BitOr { dst, a, b } | Op::IBitOr { dst, a, b } => (BinaryOp::Or, dst, a, r.get(b)),
            Op::BitXor { dst, a, b } | Op::IBitXor { dst, a, b } => (BinaryOp::Xor, dst, a, r.get(b)),
            _ => return LEFT,
        };
        let a = r.get(a);
        if let Some(result) = self.binary_quickly(op, a, b) {
            r.set(dst, result);
            return DONE;
        }
        let in_place = is_in_place(at);
        self.in_step(at, |vm| vm.binary(op, in_place, a, b, Then::Store(dst)))
    }

    pub(super) fn help_compare(&mut self, r: Registers, at: &Op) -> i32 {
        let immediate = |b: i16| Value::Int(b.into());
        let (op, a, b) = match *at {
            Op::Lt { a, b, .. } | Op::JumpIfLt { a, b, .. } | Op::JumpIfNotLt { a, b, .. } => (CompareOp::Lt, a, r.get(b)),
            Op::Le { a, b, .. } | Op::JumpIfLe { a, b, .. } | Op::JumpIfNotLe { a, b, .. } => (CompareOp::Le, a, r.get(b)),
            Op::Gt { a, b, .. } | Op::JumpIfGt { a, b, .. } | Op::JumpIfNotGt { a, b, .. } => (CompareOp::Gt, a, r.get(b)),
            Op::Ge { a, b, .. } | Op::JumpIfGe { a, b, .. } | Op::JumpIfNotGe { a, b, .. } => (CompareOp::Ge, a, r.get(b)),
            Op::Eq { a, b, .. } | Op::JumpIfEq { a, b, .. } | Op::JumpIfNotEq { a, b, .. } => (CompareOp::Eq, a, r.get(b)),
            Op::Ne { a, b, .. } | Op::JumpIfNe { a, b, .. } | Op::JumpIfNotNe { a, b, .. } => (CompareOp::Ne, a, r.get(b)),
            Op::JumpIfLtImm { a, b, .. } | Op::JumpIfNotLtImm { a, b, .. } => (CompareOp::Lt, a, immediate(b)),
            Op::JumpIfLeImm { a, b, .. } | Op::JumpIfNotLeImm { a, b, .. } => (CompareOp::Le, a, immediate(b)),
            Op::JumpIfGtImm { a, b, .. } | Op::JumpIfNotGtImm { a, b, .. } => (CompareOp::Gt, a, immediate(b)),
            Op::JumpIfGeImm { a, b, .. } | Op::JumpIfNotGeImm { a, b, .. } => (CompareOp::Ge, a, immediate(b)),
            Op::JumpIfEqImm { a, b, .. } | Op::JumpIfNotEqImm { a, b, .. } => (CompareOp::Eq, a, immediate(b)),
            Op::JumpIfNeImm { a, b, .. } | Op::JumpIfNotNeImm { a, b, .. } => (CompareOp::Ne, a, immediate(b)),
            _ => return UNKNOWN,
        };
        answer(match (r.get(a), b) {
            (Value::Int(x), Value::Int(y)) => Some(op.holds(x.cmp(&y))),
            (Value::Float(x), Value::Float(y)) => Some(x.partial_cmp(&y).map_or(op == CompareOp::Ne, |order| op.holds(order))),
            (a, b) => self.compare_aside(op, a, b),
        })
    }

    pub(super) fn help_truth(&mut self, r: Registers, at: &Op) -> i32 {
        match *at {
            Op::Not { src, .. } | Op::JumpIfTrue { src, .. } | Op::JumpIfFalse { src, .. } => answer(self.truth_quickly(r.get(src))),
            _ => UNKNOWN,
        }
    }

    pub(super) fn help_contains(&mut self, r: Registers, at: &Op) -> i32 {
        match *at {
            Op::In { a, b, .. } | Op::NotIn { a, b, .. } | Op::JumpIfIn { a, b, .. } | Op::JumpIfNotIn { a, b, .. } => {
                answer(self.contains_quickly(r.get(b), r.get(a)))
            }
            _ => UNKNOWN,
        }
    }

    pub(super) fn help_identical(&mut self, r: Registers, at: &Op) -> i32 {
        match *at {
            Op::Is { a, b, .. } | Op::IsNot { a, b, .. } | Op::JumpIfIs { a, b, .. } | Op::JumpIfIsNot { a, b, .. } => {
                r.get(a).is(r.get(b)).into()
            }
            _ => UNKNOWN,
        }
    }

    pub(super) fn help_load_item(&mut self, r: Registers, at: &Op) -> i32 {
        let (dst, object, key) = match *at {
            Op::LoadItem { dst, obj, key } => (dst, r.get(obj), r.get(key)),
            Op::LoadItemImm { dst, obj, index } => (dst, r.get(obj), Value::Int(index.into())),
            _ => return LEFT,
        };
        if let Some(item) = self.item_of_data(object, key) {
            r.set(dst, item);
            return DONE;
        }
        self.in_step(at, |vm| vm.load_item(object, key, Then::Store(dst)))
    }

    pub(super) fn help_store_item(&mut self, r: Registers, at: &Op) -> i32 {
        let (object, key, value) = match *at {
            Op::StoreItem { obj, key, src } => (r.get(obj), r.get(key), r.get(src)),
            Op::DictAdd { dict, key, value } => (r.get(dict), r.get(key), r.get(value)),
            _ => return LEFT,
        };
        if self.store_item_quickly(object, key, value) {
            return DONE;
        }
        self.in_step(at, |vm| vm.store_item(object, key, value))
    }

    pub(super) fn help_load_attribute(&mut self, r: Registers, at: &Op) -> i32 {
        let Op::LoadAttr { dst, obj, site } = *at else { return LEFT };
        let (code, object) = (self.running_code(), r.get(obj));
        if let Some(value) = self.cached_attribute(code, site, object) {
            r.set(dst, value);
            return DONE;
        }
        self.in_step(at, |vm| vm.load_attribute(code, site, object, Then::Store(dst)))
    }

    pub(super) fn help_store_attribute(&mut self, r: Registers, at: &Op) -> i32 {
        let Op::StoreAttr { obj, src, site } = *at else { return LEFT };
        let (code, object, value) = (self.running_code(), r.get(obj), r.get(src));
        if self.store_cached_attribute(code, site, object, value) {
            return DONE;
        }
        self.in_step(at, |vm| vm.store_attribute(code, site, object, value))
    }

    pub(super) fn help_load_method(&mut self, r: Registers, at: &Op) -> i32 {
        let Op::LoadMethod { f, obj, site } = *at else { return LEFT };
        let (code, object) = (self.running_code(), r.get(obj));
        if let Some(function) = self.cached_method(code, site, object) {
            r.set(f, function);
            r.set(f + 1, object);
            return DONE;
        }
        self.in_step(at, |vm| vm.load_method(code, site, object, f))
    }

    pub(super) fn help_load_global(&mut self, r: Registers, at: &Op) -> i32 {
        let Op::LoadGlobal { dst, site } = *at else { return LEFT };
        let globals = self.heap[self.frame().function].globals;
        let code = self.running_code();
        if let Some(value) = self.cached_global(code, site, globals) {
            r.set(dst, value);
            return DONE;
        }
        self.in_step(at, |vm| vm.load_global(dst, code, site, globals))
    }

    pub(super) fn help_otherwise(&mut self, r: Registers, at: &Op) -> i32 {
        match *at {
            Op::MakeCell { reg } => {
                let cell = self.heap.allocate(Cell(r.get(reg)));
                r.set(reg, Value::Cell(cell));
            }
            Op::LoadClosure { dst, index } => {
                let Value::Tuple(closure) = self.heap[self.frame().function].closure else { return LEFT };
                r.set(dst, self.heap[closure].0[usize::from(index)]);
            }
            Op::LoadCell { dst, cell, .. } => {
                let Value::Cell(cell) = r.get(cell) else { return LEFT };
                return r.set_some(dst, self.heap[cell].0.bound());
            }
            Op::StoreCell { cell, src } => {
                let Value::Cell(cell) = r.get(cell) else { return LEFT };
                self.heap[cell].0 = r.get(src);
            }
            Op::BuildSlice { dst, base } => {
                let slice = Slice { start: r.get(base), stop: r.get(base + 1), step: r.get(base + 2) };
                let slice = self.heap.allocate(slice);
                r.set(dst, Value::Slice(slice));
            }
            Op::GetIter { dst, src } => {
                let source = r.get(src);
                match self.data_iterator(source) {
                    Some(iterator) => r.set(dst, iterator),
                    None => return self.in_step(at, |vm| vm.iterator_then(source, Then::Store(dst))),
                }
            }
            Op::BuildTuple { dst, base, count } => {
                let tuple = self.tuple_of_window(base, count);
                r.set(dst, tuple);
            }
            Op::BuildList { dst, base, count } => {
                let items = (0..count).map(|offset| r.get(base + offset)).collect();
                let list = self.list(items);
                r.set(dst, list);
            }
            Op::BuildString { dst, base, count } => {
                let parts = self.window(base, count);
                let text = self.join_strings(&parts);
                r.set(dst, text);
            }
            Op::ListAppend { list, src } => {
                let Value::List(list) = r.get(list) else { return LEFT };
                self.heap[list].0.push(r.get(src));
                self.heap.charge(16);
            }
            Op::ListToTuple { dst, list } => {
                let Value::List(list) = r.get(list) else { return LEFT };
                let items = self.heap[list].0.clone();
                let tuple = self.tuple(items);
                r.set(dst, tuple);
            }
            Op::SetAdd { set, src } => {
                let (set, item) = (r.get(set), r.get(src));
                if !self.add_to_set_quickly(set, item) {
                    return self.in_step(at, |vm| vm.add_to_set_display(set, item));
                }
            }
            Op::UnpackSequence { src, base, count } => match r.get(src) {
                Value::Tuple(tuple) if self.heap[tuple].0.len() == usize::from(count) => {
                    (0..count).zip(&self.heap[tuple].0).for_each(|(offset, item)| r.set(base + offset, *item));
                }
                source => return self.in_step(at, |vm| vm.unpack_sequence(source, base, count)),
            },
            Op::FormatSimple { dst, src } => match r.get(src) {
                text @ Value::Str(_) => r.set(dst, text),
                Value::Int(int) => {
                    let text = self.decimal(int);
                    r.set(dst, text);
                }
                value => return self.in_step(at, |vm| vm.format_then(value, Value::Unbound, Then::Store(dst))),
            },
            Op::MakeClosure { dst, code, base } => self.make_closure(dst, code, base),
            Op::PushHandled { saved, exc } => {
                let previous = self.push_handled(r.get(exc));
                r.set(saved, previous);
            }
            Op::PopHandled { saved } => self.pop_handled(r.get(saved)),
            _ => return self.help_with_step(r, at),
        }
        DONE
    }

    pub(super) fn help_with_step(&mut self, r: Registers, at: &Op) -> i32 {
        let code = self.running_code();
        match *at {
            Op::LoadSuperMethod { f, args, site } => self.in_step(at, |vm| vm.load_super(code, site, args, f, true)),
            Op::LoadSuperAttr { dst, args, site } => self.in_step(at, |vm| vm.load_super(code, site, args, dst, false)),
            Op::LoadSpecial { f, obj, which } => self.in_step(at, |vm| vm.load_special(f, r.get(obj), which)),
            Op::BuildSet { dst, base, count } => self.in_step(at, |vm| vm.build_set(dst, base, count)),
            Op::BuildDict { dst, base, count } => self.in_step(at, |vm| vm.build_dict(dst, base, count)),
            Op::ListExtend { list, src } => self.in_step(at, |vm| vm.extend_display(r.get(list), r.get(src))),
            Op::StarArgument { dst, src, f } => self.in_step(at, |vm| vm.star_argument(dst, r.get(src), r.get(f))),
            Op::SetUpdate { set, src } => self.in_step(at, |vm| vm.update_set_display(r.get(set), r.get(src))),
            Op::DictUpdate { dict, src } => self.in_step(at, |vm| vm.update_dict_display(r.get(dict), r.get(src))),
            Op::DictMerge { dict, src, f } => self.in_step(at, |vm| vm.merge_keywords(r.get(dict), r.get(src), r.get(f))),
            Op::UnpackStar { src, base, counts } => self.in_step(at, |vm| vm.unpack_star(r.get(src), base, counts)),
            Op::FormatSpec { dst, src, spec } => {
                self.in_step(at, |vm| vm.format_then(r.get(src), r.get(spec), Then::Store(dst)))
            }
            Op::Convert { dst, src, conversion } => self.in_step(at, |vm| vm.convert(dst, r.get(src), conversion)),
            Op::MakeFunction { dst, code, base } => self.in_step(at, |vm| vm.make_function(dst, code, base)),
            Op::MatchException { dst, exc, class } => self.in_step(at, |vm| vm.match_exception(dst, r.get(exc), r.get(class))),
            Op::CallKeywords { f, argc, names } => {
                self.come_to(at);
                let step = self.call_keywords(code, f, argc, names);
                self.leave_at_safe_point(step)
            }
            Op::CallUnpacked { f, dst } => {
                self.come_to(at);
                let step = self.call_unpacked(f, dst);
                self.leave_at_safe_point(step)
            }
            _ => LEFT,
        }
    }

    pub(super) fn help_next(&mut self, r: Registers, at: &Op) -> i32 {
        let Op::ForNext { iter: source, dst, to } = *at else { return Next::LEAVE };
        let then = Then::ForNext { dst, to };
        match r.get(source) {
            Value::Iter(iter) => {
                match &mut self.heap[iter] {
                    Iter::Tuple { tuple, index } => {
                        let (tuple, at) = (*tuple, *index);
                        *index += 1;
                        return r.set_some(dst, self.heap[tuple].0.get(at).copied());
                    }
                    Iter::Str { str, offset } => {
                        let (str, at) = (*str, *offset);
                        *offset += 1;
                        if let Some(char) = self.ascii_char(str, at) {
                            r.set(dst, char);
                            return Next::TAKEN;
                        }
                        if let Iter::Str { offset, .. } = &mut self.heap[iter] {
                            *offset = at;
                        }
                    }
                    _ => {}
                }
                if let Iter::Enumerate { .. } | Iter::Zip { .. } | Iter::Dict { side: DictSide::Items, .. } = self.heap[iter]
                    // SAFETY: the jump stays within the code.
                    && let Op::UnpackSequence { src, base, count: 2 } = unsafe { *(&raw const *at).offset(to as isize + 1) }
                    && src == dst
                    && dst >= self.heap[self.running_code()].locals
                {
                    match self.advance_pair(iter) {
                        Ok(Pair::Items(first, second)) => {
                            r.set(base, first);
                            r.set(base + 1, second);
                            return Next::PAIR;
                        }
                        Ok(Pair::Ended) => return Next::ENDED,
                        Ok(Pair::Whole) => {}
                        Err(escape) => return self.leave_in_step(at, r.get(source), escape, then),
                    }
                }
                if let Iter::Map { function: Value::Function(_), .. } = self.heap[iter] {
                    return Next::LEAVE;
                }
                match self.advance_iter(iter) {
                    Ok(Some(value)) => {
                        r.set(dst, value);
                        Next::TAKEN
                    }
                    Ok(None) => Next::ENDED,
                    Err(escape) => self.leave_in_step(at, r.get(source), escape, then),
                }
            }
            Value::Generator(generator) => {
                self.come_to(at);
                let step = match self.resume_loop(generator, dst, to) {
                    Ok(true) => Ok(()),
                    Ok(false) => self.resume(generator, Value::None, then),
                    Err(escape) => Err(escape),
                };
                self.leave_at_safe_point(step)
            }
            _ => Next::LEAVE,
        }
    }

    fn leave_in_step(&mut self, at: &Op, source: Value, escape: Escape, then: Then) -> i32 {
        self.come_to(at);
        let step = self.step_escaped(source, escape, then);
        self.leave_after(step)
    }

    pub(super) fn help_call(&mut self, r: Registers, at: &Op) -> i32 {
        let (f, argc, dst, bound) = match *at {
            Op::Call { f, argc, dst } => (f, argc, dst, 0),
            Op::CallMethod { f, argc, dst } => (f, argc, dst, u16::from(!r.get(f + 1).is_unbound())),
            _ => return LEFT,
        };
        let (first, count) = (f + 2 - bound, argc + bound);
        match r.get(f) {
            Value::Function(function) if self.heap[self.heap[function].code].simple_arity == count => {
                self.come_to(at);
                let step = self.push_in_place(function, first, count, Then::Store(dst));
                self.leave_at_safe_point(step)
            }
            Value::Native(native) => match self.call_native_window(native, r, first, count, bound == 1) {
                Ok(value) => {
                    r.set(dst, value);
                    DONE
                }
                Err(escape) => {
                    self.come_to(at);
                    let step = match escape {
                        Escape::Raise(_) => Err(escape),
                        _ => {
                            let arguments = self.window(first, count);
                            self.native_escaped(native, &arguments, escape, Then::Store(dst))
                        }
                    };
                    self.leave_at_safe_point(step)
                }
            },
            callee => {
                self.come_to(at);
                let step = self.call_window(callee, first, count, Then::Store(dst));
                self.leave_at_safe_point(step)
            }
        }
    }

    /// The arguments are copied, so that the native can have them and the VM.
    #[inline(always)]
    pub(super) fn call_native_window(&mut self, native: Ref<Native>, r: Registers, first: u16, count: u16, bound: bool) -> NativeResult {
        match (count, bound) {
            (1, true) => self.call_found_native(native, &[r.get(first)]),
            (2, true) => self.call_found_native(native, &[r.get(first), r.get(first + 1)]),
            (3, true) => self.call_found_native(native, &[r.get(first), r.get(first + 1), r.get(first + 2)]),
            (0, _) => self.call_native_quickly(native, &[]),
            (1, _) => self.call_native_quickly(native, &[r.get(first)]),
            (2, _) => self.call_native_quickly(native, &[r.get(first), r.get(first + 1)]),
            _ => self.call_native_quickly(native, &self.window(first, count)),
        }
    }

    pub(super) fn help_give_back(&mut self, r: Registers, at: &Op) -> i32 {
        let value = match *at {
            Op::Return { src } => r.get(src),
            Op::ReturnNone {} => Value::None,
            _ => return LEFT,
        };
        let Some(Frame { generator: None, then: Then::Store(dst), .. }) = self.thread.frames.last() else { return LEFT };
        let dst = *dst;
        // Nothing of such a frame needs dropping.
        std::mem::forget(self.thread.frames.pop());
        self.set_register(dst, value);
        Leave::GO_ON
    }
}
