//! The run loop: executes the current thread's frames until it ends, waits or has used up its fuel.
//!
//! Calls and returns between Python functions stay inside the loop. While it runs, the top frame's
//! next instruction is in `pc` and its registers at `regs`; `save!` writes `pc` back before anything
//! that looks at frames, and `reload!` reads both again after anything that may have changed them.
//! What is off the fast path of an instruction reads its registers again: a value that is handed on
//! would otherwise be copied to memory before it is looked at.
//!
//! SAFETY, for the whole file: the verifier has checked that every register operand is below the
//! code's register count, that jumps stay within the code, and that constant, name and site indices
//! are in range; a frame is only pushed once the register stack holds its whole window, and the stack
//! only grows when a frame is pushed, after which `reload!` follows. So `regs` always points to the
//! top frame's window and `pc` into its code.

pub(super) mod compiled;
mod helpers;

use compiled::Registers;

use crate::bytecode::Op;
use crate::jit::Leave;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::adaptors::Pair;
use crate::vm::frame::{Frame, Then};
use crate::vm::division::{float_floor_div, float_modulo, floor_div, modulo};
use crate::vm::native::Escape;
use crate::vm::operators::{BinaryOp, CompareOp};
use crate::vm::patterns::{is_mapping, is_sequence};

/// Why the loop returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// The fuel is spent; the thread could go on.
    Fuel,
    /// The thread waits.
    Parked,
    /// The thread has ended.
    Ended,
}

impl Vm {
    /// Runs the current thread.
    pub(super) fn execute(&mut self) -> Pause {
        loop {
            let escape = match self.execute_frames() {
                Ok(pause) => return pause,
                Err(escape) => escape,
            };
            if let Some(pause) = self.escape_from_loop(escape) {
                return pause;
            }
        }
    }

    #[expect(clippy::cognitive_complexity, reason = "one loop over all instructions")]
    fn execute_frames(&mut self) -> Result<Pause, Escape> {
        if self.thread.frames.is_empty() {
            return Ok(Pause::Ended);
        }
        let mut code: Ref<Code>;
        let mut first: *const Op;
        let mut pc: *const Op;
        let mut regs: *mut Value;

        macro_rules! frame {
            () => {{
                let last = self.thread.frames.len() - 1;
                // SAFETY: there is a frame while the loop runs.
                unsafe { self.thread.frames.get_unchecked_mut(last) }
            }};
        }
        macro_rules! load_frame {
            () => {{
                let frame = frame!();
                code = frame.code;
                let (base, at) = (frame.base as usize, frame.pc as usize);
                first = self.heap[code].ops.as_ptr();
                // SAFETY: see the file's argument.
                unsafe {
                    pc = first.add(at);
                    regs = self.thread.stack.as_mut_ptr().add(base);
                }
            }};
        }
        macro_rules! reload {
            () => {{
                if self.thread.frames.is_empty() {
                    return Ok(Pause::Ended);
                }
                load_frame!()
            }};
        }
        macro_rules! save {
            () => {{
                // SAFETY: both point into the code's instructions.
                let at = unsafe { pc.offset_from(first) } as u32;
                frame!().pc = at;
            }};
        }
        macro_rules! r {
            ($i:expr) => {
                // SAFETY: see the file's argument.
                unsafe { *regs.add($i as usize) }
            };
        }
        macro_rules! w {
            ($i:expr, $v:expr) => {{
                let value: Value = $v;
                // SAFETY: see the file's argument.
                unsafe { *regs.add($i as usize) = value }
            }};
        }
        macro_rules! slow {
            ($e:expr) => {{
                save!();
                $e?;
                reload!();
            }};
        }
        // A step that gives a value or escapes, without touching frames.
        macro_rules! value {
            ($dst:expr, $e:expr) => {{
                match $e {
                    Ok(value) => w!($dst, value),
                    Err(escape) => {
                        save!();
                        return Err(escape);
                    }
                }
            }};
        }
        macro_rules! safe_point {
            () => { safe_point!(pauses_here) };
            ($pauses:ident) => {
                self.fuel -= 1;
                if self.fuel < 0 || self.heap.wants_collection() {
                    save!();
                    if self.$pauses()? {
                        return Ok(Pause::Fuel);
                    }
                    reload!();
                }
            };
        }
        macro_rules! jump {
            ($to:expr) => {{
                let to = $to as isize;
                // SAFETY: see the file's argument.
                pc = unsafe { pc.offset(to) };
                if to < 0 {
                    safe_point!(pauses_after_jump);
                }
            }};
        }
        macro_rules! arithmetic {
            ($dst:expr, $a:expr, $b:expr, $checked:ident, $float:tt, $op:expr, $in_place:expr) => {{
                match ($a, $b) {
                    (Value::Int(x), Value::Int(y)) => match x.$checked(y) {
                        Some(z) => w!($dst, Value::Int(z)),
                        None => {
                            let value = self.big_arithmetic($op, x, y);
                            w!($dst, value)
                        }
                    },
                    (Value::Float(x), Value::Float(y)) => w!($dst, Value::Float(x $float y)),
                    (Value::Float(x), Value::Int(y)) => w!($dst, Value::Float(x $float y as f64)),
                    (Value::Int(x), Value::Float(y)) => w!($dst, Value::Float(x as f64 $float y)),
                    _ => match self.binary_quickly($op, $a, $b) {
                        Some(value) => w!($dst, value),
                        None => slow!(self.binary($op, $in_place, $a, $b, Then::Store($dst))),
                    },
                }
            }};
        }
        macro_rules! bitwise {
            ($dst:expr, $a:expr, $b:expr, $tok:tt, $op:expr, $in_place:expr) => {{
                match (r!($a), r!($b)) {
                    (Value::Int(x), Value::Int(y)) => w!($dst, Value::Int(x $tok y)),
                    (Value::Bool(x), Value::Bool(y)) => w!($dst, Value::Bool(x $tok y)),
                    _ => slow!(self.binary($op, $in_place, r!($a), r!($b), Then::Store($dst))),
                }
            }};
        }
        macro_rules! binary {
            ($dst:expr, $a:expr, $b:expr, $op:expr, $in_place:expr) => {
                slow!(self.binary($op, $in_place, r!($a), r!($b), Then::Store($dst)))
            };
        }
        macro_rules! floor_division {
            ($dst:expr, $a:expr, $b:expr, $int:ident, $float:ident, $op:expr, $in_place:expr) => {{
                match ($a, $b) {
                    (Value::Int(x), Value::Int(y)) if y > 0 => w!($dst, Value::Int($int(x, y))),
                    (Value::Float(x), Value::Float(y)) if y != 0.0 => w!($dst, Value::Float($float(x, y))),
                    _ => slow!(self.binary($op, $in_place, $a, $b, Then::Store($dst))),
                }
            }};
        }
        macro_rules! true_division {
            ($dst:expr, $a:expr, $b:expr, $in_place:expr) => {{
                match (r!($a), r!($b)) {
                    (Value::Float(x), Value::Float(y)) if y != 0.0 => w!($dst, Value::Float(x / y)),
                    (Value::Int(x), Value::Int(y)) if y != 0 && x.unsigned_abs() <= EXACT && y.unsigned_abs() <= EXACT => {
                        w!($dst, Value::Float(x as f64 / y as f64))
                    }
                    (Value::Float(x), Value::Int(y)) if y != 0 => w!($dst, Value::Float(x / y as f64)),
                    (Value::Int(x), Value::Float(y)) if y != 0.0 => w!($dst, Value::Float(x as f64 / y)),
                    _ => slow!(self.binary(BinaryOp::TrueDiv, $in_place, r!($a), r!($b), Then::Store($dst))),
                }
            }};
        }
        macro_rules! power {
            ($dst:expr, $a:expr, $b:expr, $in_place:expr) => {{
                match (r!($a), r!($b)) {
                    (Value::Float(x), Value::Float(y)) if x > 0.0 => {
                        let power = crate::text::float::power(x, y);
                        if power.is_finite() {
                            w!($dst, Value::Float(power));
                        } else {
                            slow!(self.binary(BinaryOp::Pow, $in_place, r!($a), r!($b), Then::Store($dst)))
                        }
                    }
                    _ => slow!(self.binary(BinaryOp::Pow, $in_place, r!($a), r!($b), Then::Store($dst))),
                }
            }};
        }
        macro_rules! compare {
            ($dst:expr, $a:expr, $b:expr, $tok:tt, $op:expr) => {{
                match (r!($a), r!($b)) {
                    (Value::Int(x), Value::Int(y)) => w!($dst, Value::Bool(x $tok y)),
                    (Value::Float(x), Value::Float(y)) => w!($dst, Value::Bool(x $tok y)),
                    _ => match self.compare_aside($op, r!($a), r!($b)) {
                        Some(result) => w!($dst, Value::Bool(result)),
                        None => slow!(self.compare_then($op, r!($a), r!($b), Then::Store($dst))),
                    },
                }
            }};
        }
        macro_rules! compare_jump {
            ($a:expr, $b:expr, $to:expr, $tok:tt, $op:expr, $when:expr) => {{
                match ($a, $b) {
                    (Value::Int(x), Value::Int(y)) => {
                        if (x $tok y) == $when {
                            jump!($to);
                        }
                    }
                    (Value::Float(x), Value::Float(y)) => {
                        if (x $tok y) == $when {
                            jump!($to);
                        }
                    }
                    _ => match self.compare_aside($op, $a, $b) {
                        Some(result) => {
                            if result == $when {
                                jump!($to);
                            }
                        }
                        None => slow!(self.compare_then($op, $a, $b, Then::Branch { to: i32::from($to), when: $when })),
                    },
                }
            }};
        }
        macro_rules! branch {
            ($src:expr, $to:expr, $when:expr) => {{
                match r!($src) {
                    Value::Bool(value) => {
                        if value == $when {
                            jump!($to);
                        }
                    }
                    _ => match self.truth_quickly(r!($src)) {
                        Some(truth) => {
                            if truth == $when {
                                jump!($to);
                            }
                        }
                        None => slow!(self.truth_then(r!($src), Then::Branch { to: $to, when: $when })),
                    },
                }
            }};
        }

        macro_rules! contains_jump {
            ($a:expr, $b:expr, $to:expr, $when:expr) => {
                match self.contains_quickly(r!($b), r!($a)) {
                    Some(found) => {
                        if found == $when {
                            jump!($to);
                        }
                    }
                    None => {
                        let then = Then::Branch { to: i32::from($to), when: $when };
                        slow!(self.contains_then(r!($b), r!($a), then))
                    }
                }
            };
        }
        macro_rules! load_item {
            ($dst:expr, $obj:expr, $key:expr) => {{
                match self.item_quickly($obj, $key) {
                    Some(value) => w!($dst, value),
                    None => match self.data_item($obj, $key) {
                        Some(value) => w!($dst, value),
                        None => slow!(self.load_item($obj, $key, Then::Store($dst))),
                    },
                }
            }};
        }

        // A call whose arguments are in place; `bound` is 1 if self precedes them. `next` is the loop's label.
        macro_rules! call {
            ($next:lifetime, $f:expr, $argc:expr, $dst:expr, $bound:expr) => {{
                let (first_argument, count) = ($f + 2 - $bound, $argc + $bound);
                match r!($f) {
                    Value::Function(function) if self.heap[self.heap[function].code].simple_arity == count => {
                        save!();
                        let base = frame!().base + u32::from(first_argument);
                        code = self.heap[function].code;
                        let Code { registers, locals, .. } = self.heap[code];
                        self.push_frame(function, code, base, registers, Then::Store($dst))?;
                        first = self.heap[code].ops.as_ptr();
                        pc = first;
                        // SAFETY: `push_frame` has made the stack large enough.
                        regs = unsafe { self.thread.stack.as_mut_ptr().add(base as usize) };
                        for local in count..locals {
                            w!(local, Value::Unbound);
                        }
                    }
                    Value::Native(native) => {
                        let result = self.call_native_window(native, Registers(regs), first_argument, count, $bound == 1);
                        match result {
                            Ok(value) => {
                                w!($dst, value);
                                continue $next;
                            }
                            Err(Escape::Raise(exception)) => {
                                save!();
                                return Err(Escape::Raise(exception));
                            }
                            Err(escape) => {
                                let arguments = self.window(first_argument, count);
                                slow!(self.native_escaped(native, &arguments, escape, Then::Store($dst)))
                            }
                        }
                    }
                    _ => slow!(self.call_window(r!($f), first_argument, count, Then::Store($dst))),
                }
                safe_point!();
            }};
        }

        load_frame!();
        'run: loop {
            // SAFETY: see the file's argument; code ends in an instruction that does not fall through.
            let op = unsafe { *pc };
            // SAFETY: as above.
            pc = unsafe { pc.add(1) };
            match op {
                Op::Nop {} => {}
                Op::Watch {} => {
                    save!();
                    self.watch_point();
                    reload!();
                }
                Op::Trace {} => slow!(self.trace_point()),
                Op::Unseal {} => slow!(self.unseal_frame()),
                Op::Enter { block } => {
                    let answer = match self.enter_compiled(code, regs, block) {
                        Some(answer) => answer,
                        // SAFETY: both point into the code's instructions.
                        None => unsafe { pc.offset_from(first) as i32 - 1 },
                    };
                    match answer {
                        Leave::RELOAD => load_frame!(),
                        Leave::PAUSE => {
                            if self.pauses_here()? {
                                return Ok(Pause::Fuel);
                            }
                            reload!();
                        }
                        Leave::ESCAPE => return Err(self.escape.take().expect("the function has put it by")),
                        _ => {
                            self.leave_compiled(answer);
                            load_frame!();
                        }
                    }
                }
                Op::Move { dst, src } => w!(dst, r!(src)),
                Op::LoadConst { dst, index } => w!(dst, self.heap[code].constants[index as usize]),
                Op::LoadInt { dst, value } => w!(dst, Value::Int(i64::from(value))),
                Op::LoadNone { dst } => w!(dst, Value::None),
                Op::LoadTrue { dst } => w!(dst, Value::Bool(true)),
                Op::LoadFalse { dst } => w!(dst, Value::Bool(false)),
                Op::Clear { dst } => w!(dst, Value::Unbound),
                Op::CheckBound { src, name } => {
                    if r!(src).is_unbound() {
                        save!();
                        return Err(self.unbound_local(name));
                    }
                }
                Op::DeleteLocal { reg, name } => {
                    if r!(reg).is_unbound() {
                        save!();
                        return Err(self.unbound_local(name));
                    }
                    w!(reg, Value::Unbound);
                    self.noticed_deletion(code);
                }

                Op::MakeCell { reg } => {
                    let cell = self.heap.allocate(Cell(r!(reg)));
                    w!(reg, Value::Cell(cell))
                }
                Op::LoadClosure { dst, index } => {
                    let function = frame!().function;
                    let Value::Tuple(closure) = self.heap[function].closure else {
                        unreachable!("code with free variables runs in a closure")
                    };
                    w!(dst, self.heap[closure].0[index as usize])
                }
                Op::LoadCell { dst, cell, name } => {
                    let Value::Cell(cell) = r!(cell) else { unreachable!("the register holds a cell") };
                    match self.heap[cell].0 {
                        Value::Unbound => {
                            save!();
                            return Err(self.unbound_cell(name));
                        }
                        value => w!(dst, value),
                    }
                }
                Op::StoreCell { cell, src } => {
                    let Value::Cell(cell) = r!(cell) else { unreachable!("the register holds a cell") };
                    self.heap[cell].0 = r!(src);
                }
                Op::DeleteCell { cell, name } => {
                    let Value::Cell(cell) = r!(cell) else { unreachable!("the register holds a cell") };
                    if self.heap[cell].0.is_unbound() {
                        save!();
                        return Err(self.unbound_cell(name));
                    }
                    self.heap[cell].0 = Value::Unbound;
                    self.noticed_deletion(code);
                }
                Op::LoadClassCell { dst, cell, name } => slow!(self.load_class_cell(dst, cell, name)),

                Op::LoadGlobal { dst, site } => {
                    let globals = self.heap[frame!().function].globals;
                    match self.cached_global(code, site, globals) {
                        Some(value) => w!(dst, value),
                        None => slow!(self.load_global(dst, code, site, globals)),
                    }
                }
                Op::StoreGlobal { src, site } => {
                    let globals = self.heap[frame!().function].globals;
                    let CacheSite { name, ref cache, .. } = self.heap[code].sites[site as usize];
                    let known = match *cache {
                        Cache::Global { index } => self.heap[globals].replace_name_at(index as usize, name, r!(src)),
                        _ => false,
                    };
                    if !known {
                        self.store_global(code, site, globals, r!(src));
                    }
                }
                Op::DeleteGlobal { name } => {
                    slow!(self.delete_global(name));
                    self.noticed_deletion(code);
                }
                Op::LoadName { dst, name } => slow!(self.load_name(dst, name)),
                Op::StoreName { src, name } => slow!(self.store_name(src, name)),
                Op::DeleteName { name } => {
                    slow!(self.delete_name(name));
                    self.noticed_deletion(code);
                }
                Op::LoadLocals { dst } => {
                    let frame = frame!();
                    let namespace = match frame.namespace {
                        Value::Unbound => Value::Dict(self.heap[frame.function].globals),
                        namespace => namespace,
                    };
                    w!(dst, namespace)
                }
                Op::LoadBuiltin { dst, name } => {
                    let name = self.heap[code].names[name as usize];
                    value!(dst, self.load_builtin(name))
                }

                Op::LoadAttr { dst, obj, site } => {
                    match self.cached_attribute(code, site, r!(obj)) {
                        Some(value) => w!(dst, value),
                        None => slow!(self.load_attribute(code, site, r!(obj), Then::Store(dst))),
                    }
                }
                Op::StoreAttr { obj, src, site } => {
                    if !self.store_cached_attribute(code, site, r!(obj), r!(src)) {
                        slow!(self.store_attribute(code, site, r!(obj), r!(src)))
                    }
                }
                Op::DeleteAttr { obj, site } => {
                    let name = self.heap[code].sites[site as usize].name;
                    slow!(self.delete_attribute(r!(obj), name, Then::Discard));
                    self.noticed_deletion(code);
                }
                Op::LoadMethod { f, obj, site } => {
                    match self.cached_method(code, site, r!(obj)) {
                        Some(function) => {
                            let object = r!(obj);
                            w!(f, function);
                            w!(f + 1, object)
                        }
                        None => slow!(self.load_method(code, site, r!(obj), f)),
                    }
                }
                Op::LoadSuperMethod { f, args, site } => slow!(self.load_super(code, site, args, f, true)),
                Op::LoadSuperAttr { dst, args, site } => slow!(self.load_super(code, site, args, dst, false)),
                Op::LoadSpecial { f, obj, which } => slow!(self.load_special(f, r!(obj), which)),
                Op::LoadItem { dst, obj, key } => load_item!(dst, r!(obj), r!(key)),
                Op::LoadItemImm { dst, obj, index } => load_item!(dst, r!(obj), Value::Int(i64::from(index))),
                Op::StoreItem { obj, key, src } => {
                    if !self.store_item_quickly(r!(obj), r!(key), r!(src)) {
                        slow!(self.store_item(r!(obj), r!(key), r!(src)))
                    }
                }
                Op::DeleteItem { obj, key } => {
                    slow!(self.delete_item(r!(obj), r!(key)));
                    self.noticed_deletion(code);
                }
                Op::BuildSlice { dst, base } => {
                    let slice = Slice { start: r!(base), stop: r!(base + 1), step: r!(base + 2) };
                    let slice = self.heap.allocate(slice);
                    w!(dst, Value::Slice(slice))
                }

                Op::Negative { dst, src } => match r!(src) {
                    Value::Int(value) if value != i64::MIN => w!(dst, Value::Int(-value)),
                    Value::Float(value) => w!(dst, Value::Float(-value)),
                    _ => slow!(self.unary(self.known.__neg__, "-", r!(src), Then::Store(dst))),
                },
                Op::Positive { dst, src } => slow!(self.unary(self.known.__pos__, "+", r!(src), Then::Store(dst))),
                Op::Invert { dst, src } => match r!(src) {
                    Value::Int(value) => w!(dst, Value::Int(!value)),
                    _ => slow!(self.unary(self.known.__invert__, "~", r!(src), Then::Store(dst))),
                },
                Op::Not { dst, src } => match self.truth_quickly(r!(src)) {
                    Some(truth) => w!(dst, Value::Bool(!truth)),
                    None => slow!(self.truth_then(r!(src), Then::Truth { dst, negate: true })),
                },

                Op::Add { dst, a, b } => arithmetic!(dst, r!(a), r!(b), checked_add, +, BinaryOp::Add, false),
                Op::Sub { dst, a, b } => arithmetic!(dst, r!(a), r!(b), checked_sub, -, BinaryOp::Sub, false),
                Op::Mul { dst, a, b } => arithmetic!(dst, r!(a), r!(b), checked_mul, *, BinaryOp::Mul, false),
                Op::TrueDiv { dst, a, b } => true_division!(dst, a, b, false),
                Op::FloorDiv { dst, a, b } => {
                    floor_division!(dst, r!(a), r!(b), floor_div, float_floor_div, BinaryOp::FloorDiv, false)
                }
                Op::Mod { dst, a, b } => {
                    floor_division!(dst, r!(a), r!(b), modulo, float_modulo, BinaryOp::Mod, false)
                }
                Op::Pow { dst, a, b } => power!(dst, a, b, false),
                Op::MatMul { dst, a, b } => binary!(dst, a, b, BinaryOp::MatMul, false),
                Op::LShift { dst, a, b } => binary!(dst, a, b, BinaryOp::LShift, false),
                Op::RShift { dst, a, b } => match (r!(a), r!(b)) {
                    (Value::Int(x), Value::Int(y)) if (0..64).contains(&y) => w!(dst, Value::Int(x >> y)),
                    _ => slow!(self.binary(BinaryOp::RShift, false, r!(a), r!(b), Then::Store(dst))),
                },
                Op::BitAnd { dst, a, b } => bitwise!(dst, a, b, &, BinaryOp::And, false),
                Op::BitOr { dst, a, b } => bitwise!(dst, a, b, |, BinaryOp::Or, false),
                Op::BitXor { dst, a, b } => bitwise!(dst, a, b, ^, BinaryOp::Xor, false),
                Op::IAdd { dst, a, b } => arithmetic!(dst, r!(a), r!(b), checked_add, +, BinaryOp::Add, true),
                Op::ISub { dst, a, b } => arithmetic!(dst, r!(a), r!(b), checked_sub, -, BinaryOp::Sub, true),
                Op::IMul { dst, a, b } => arithmetic!(dst, r!(a), r!(b), checked_mul, *, BinaryOp::Mul, true),
                Op::ITrueDiv { dst, a, b } => true_division!(dst, a, b, true),
                Op::IFloorDiv { dst, a, b } => {
                    floor_division!(dst, r!(a), r!(b), floor_div, float_floor_div, BinaryOp::FloorDiv, true)
                }
                Op::IMod { dst, a, b } => {
                    floor_division!(dst, r!(a), r!(b), modulo, float_modulo, BinaryOp::Mod, true)
                }
                Op::IPow { dst, a, b } => power!(dst, a, b, true),
                Op::IMatMul { dst, a, b } => binary!(dst, a, b, BinaryOp::MatMul, true),
                Op::ILShift { dst, a, b } => binary!(dst, a, b, BinaryOp::LShift, true),
                Op::IRShift { dst, a, b } => binary!(dst, a, b, BinaryOp::RShift, true),
                Op::IBitAnd { dst, a, b } => bitwise!(dst, a, b, &, BinaryOp::And, true),
                Op::IBitOr { dst, a, b } => bitwise!(dst, a, b, |, BinaryOp::Or, true),
                Op::IBitXor { dst, a, b } => bitwise!(dst, a, b, ^, BinaryOp::Xor, true),

                Op::AddImm { dst, a, b } => {
                    arithmetic!(dst, r!(a), Value::Int(i64::from(b)), checked_add, +, BinaryOp::Add, false)
                }
                Op::SubImm { dst, a, b } => {
                    arithmetic!(dst, r!(a), Value::Int(i64::from(b)), checked_sub, -, BinaryOp::Sub, false)
                }
                Op::MulImm { dst, a, b } => {
                    arithmetic!(dst, r!(a), Value::Int(i64::from(b)), checked_mul, *, BinaryOp::Mul, false)
                }
                Op::FloorDivImm { dst, a, b } => {
                    let b = Value::Int(i64::from(b));
                    floor_division!(dst, r!(a), b, floor_div, float_floor_div, BinaryOp::FloorDiv, false)
                }
                Op::ModImm { dst, a, b } => {
                    let b = Value::Int(i64::from(b));
                    floor_division!(dst, r!(a), b, modulo, float_modulo, BinaryOp::Mod, false)
                }
                Op::IAddImm { dst, a, b } => {
                    arithmetic!(dst, r!(a), Value::Int(i64::from(b)), checked_add, +, BinaryOp::Add, true)
                }
                Op::ISubImm { dst, a, b } => {
                    arithmetic!(dst, r!(a), Value::Int(i64::from(b)), checked_sub, -, BinaryOp::Sub, true)
                }

                Op::Lt { dst, a, b } => compare!(dst, a, b, <, CompareOp::Lt),
                Op::Le { dst, a, b } => compare!(dst, a, b, <=, CompareOp::Le),
                Op::Gt { dst, a, b } => compare!(dst, a, b, >, CompareOp::Gt),
                Op::Ge { dst, a, b } => compare!(dst, a, b, >=, CompareOp::Ge),
                Op::Eq { dst, a, b } => compare!(dst, a, b, ==, CompareOp::Eq),
                Op::Ne { dst, a, b } => compare!(dst, a, b, !=, CompareOp::Ne),
                Op::Is { dst, a, b } => w!(dst, Value::Bool(r!(a).is(r!(b)))),
                Op::IsNot { dst, a, b } => w!(dst, Value::Bool(!r!(a).is(r!(b)))),
                Op::In { dst, a, b } => match self.contains_quickly(r!(b), r!(a)) {
                    Some(found) => w!(dst, Value::Bool(found)),
                    None => slow!(self.contains_then(r!(b), r!(a), Then::Truth { dst, negate: false })),
                },
                Op::NotIn { dst, a, b } => match self.contains_quickly(r!(b), r!(a)) {
                    Some(found) => w!(dst, Value::Bool(!found)),
                    None => slow!(self.contains_then(r!(b), r!(a), Then::Truth { dst, negate: true })),
                },

                Op::Jump { to } => jump!(to),
                Op::JumpIfTrue { src, to } => branch!(src, to, true),
                Op::JumpIfFalse { src, to } => branch!(src, to, false),
                Op::JumpIfNone { src, to } => {
                    if r!(src).is_none() {
                        jump!(to);
                    }
                }
                Op::JumpIfNotNone { src, to } => {
                    if !r!(src).is_none() {
                        jump!(to);
                    }
                }
                Op::JumpIfBound { src, to } => {
                    if !r!(src).is_unbound() {
                        jump!(to);
                    }
                }
                Op::JumpIfLt { a, b, to } => compare_jump!(r!(a), r!(b), to, <, CompareOp::Lt, true),
                Op::JumpIfLe { a, b, to } => compare_jump!(r!(a), r!(b), to, <=, CompareOp::Le, true),
                Op::JumpIfGt { a, b, to } => compare_jump!(r!(a), r!(b), to, >, CompareOp::Gt, true),
                Op::JumpIfGe { a, b, to } => compare_jump!(r!(a), r!(b), to, >=, CompareOp::Ge, true),
                Op::JumpIfEq { a, b, to } => compare_jump!(r!(a), r!(b), to, ==, CompareOp::Eq, true),
                Op::JumpIfNe { a, b, to } => compare_jump!(r!(a), r!(b), to, !=, CompareOp::Ne, true),
                Op::JumpIfNotLt { a, b, to } => compare_jump!(r!(a), r!(b), to, <, CompareOp::Lt, false),
                Op::JumpIfNotLe { a, b, to } => compare_jump!(r!(a), r!(b), to, <=, CompareOp::Le, false),
                Op::JumpIfNotGt { a, b, to } => compare_jump!(r!(a), r!(b), to, >, CompareOp::Gt, false),
                Op::JumpIfNotGe { a, b, to } => compare_jump!(r!(a), r!(b), to, >=, CompareOp::Ge, false),
                Op::JumpIfNotEq { a, b, to } => compare_jump!(r!(a), r!(b), to, ==, CompareOp::Eq, false),
                Op::JumpIfNotNe { a, b, to } => compare_jump!(r!(a), r!(b), to, !=, CompareOp::Ne, false),
                Op::JumpIfLtImm { a, b, to } => {
                    compare_jump!(r!(a), Value::Int(i64::from(b)), to, <, CompareOp::Lt, true)
                }
                Op::JumpIfLeImm { a, b, to } => {
                    compare_jump!(r!(a), Value::Int(i64::from(b)), to, <=, CompareOp::Le, true)
                }
                Op::JumpIfGtImm { a, b, to } => {
                    compare_jump!(r!(a), Value::Int(i64::from(b)), to, >, CompareOp::Gt, true)
                }
                Op::JumpIfGeImm { a, b, to } => {
                    compare_jump!(r!(a), Value::Int(i64::from(b)), to, >=, CompareOp::Ge, true)
                }
                Op::JumpIfEqImm { a, b, to } => {
                    compare_jump!(r!(a), Value::Int(i64::from(b)), to, ==, CompareOp::Eq, true)
                }
                Op::JumpIfNeImm { a, b, to } => {
                    compare_jump!(r!(a), Value::Int(i64::from(b)), to, !=, CompareOp::Ne, true)
                }
                Op::JumpIfNotLtImm { a, b, to } => {
                    compare_jump!(r!(a), Value::Int(i64::from(b)), to, <, CompareOp::Lt, false)
                }
                Op::JumpIfNotLeImm { a, b, to } => {
                    compare_jump!(r!(a), Value::Int(i64::from(b)), to, <=, CompareOp::Le, false)
                }
                Op::JumpIfNotGtImm { a, b, to } => {
                    compare_jump!(r!(a), Value::Int(i64::from(b)), to, >, CompareOp::Gt, false)
                }
                Op::JumpIfNotGeImm { a, b, to } => {
                    compare_jump!(r!(a), Value::Int(i64::from(b)), to, >=, CompareOp::Ge, false)
                }
                Op::JumpIfNotEqImm { a, b, to } => {
                    compare_jump!(r!(a), Value::Int(i64::from(b)), to, ==, CompareOp::Eq, false)
                }
                Op::JumpIfNotNeImm { a, b, to } => {
                    compare_jump!(r!(a), Value::Int(i64::from(b)), to, !=, CompareOp::Ne, false)
                }
                Op::JumpIfIs { a, b, to } => {
                    if r!(a).is(r!(b)) {
                        jump!(to);
                    }
                }
                Op::JumpIfIsNot { a, b, to } => {
                    if !r!(a).is(r!(b)) {
                        jump!(to);
                    }
                }
                Op::JumpIfIn { a, b, to } => contains_jump!(a, b, to, true),
                Op::JumpIfNotIn { a, b, to } => contains_jump!(a, b, to, false),

                Op::GetIter { dst, src } => match self.data_iterator(r!(src)) {
                    Some(iterator) => w!(dst, iterator),
                    None => slow!(self.iterator_then(r!(src), Then::Store(dst))),
                },
                Op::ForNext { iter: source, dst, to } => match r!(source) {
                    Value::Iter(iter) => {
                        'taken: {
                            match &mut self.heap[iter] {
                                Iter::Range { next, step, remaining } => {
                                    if *remaining == 0 {
                                        continue 'run;
                                    }
                                    *remaining -= 1;
                                    let value = *next;
                                    *next = value.wrapping_add(*step);
                                    w!(dst, Value::Int(value));
                                    break 'taken;
                                }
                                Iter::List { list, index } => {
                                    let (list, at) = (*list, *index);
                                    if let Some(item) = self.heap[list].0.get(at).copied() {
                                        if let Iter::List { index, .. } = &mut self.heap[iter] {
                                            *index = at + 1;
                                        }
                                        w!(dst, item);
                                        break 'taken;
                                    }
                                }
                                Iter::Tuple { tuple, index } => {
                                    let (tuple, at) = (*tuple, *index);
                                    *index += 1;
                                    match self.heap[tuple].0.get(at).copied() {
                                        Some(item) => w!(dst, item),
                                        None => continue 'run,
                                    }
                                    break 'taken;
                                }
                                Iter::Str { str, offset } => {
                                    let (str, at) = (*str, *offset);
                                    if let Some(char) = self.ascii_char(str, at) {
                                        if let Iter::Str { offset, .. } = &mut self.heap[iter] {
                                            *offset = at + 1;
                                        }
                                        w!(dst, char);
                                        break 'taken;
                                    }
                                }
                                Iter::Enumerate { .. } | Iter::Zip { .. } | Iter::Dict { side: DictSide::Items, .. } => {
                                    // Where the loop begins with taking a pair apart that no variable holds, it
                                    // need not be put together.
                                    // SAFETY: the jump stays within the code.
                                    let body = unsafe { *pc.offset(to as isize) };
                                    if let Op::UnpackSequence { src, base, count: 2 } = body
                                        && src == dst
                                        && dst >= self.heap[code].locals
                                    {
                                        match self.advance_pair(iter) {
                                            Ok(Pair::Items(first, second)) => {
                                                w!(base, first);
                                                w!(base + 1, second);
                                                jump!(to + 1);
                                                continue 'run;
                                            }
                                            Ok(Pair::Ended) => continue 'run,
                                            Ok(Pair::Whole) => {}
                                            Err(escape) => {
                                                slow!(self.step_escaped(r!(source), escape, Then::ForNext { dst, to }));
                                                continue 'run;
                                            }
                                        }
                                    }
                                }
                                Iter::Map { function: function @ Value::Function(_), inner, .. } if inner.len() == 1 => {
                                    let (function, inner) = (*function, inner[0]);
                                    slow!(self.call_mapped(iter, function, inner, Then::ForNext { dst, to }));
                                    safe_point!();
                                    continue 'run;
                                }
                                _ => {}
                            }
                            match self.advance(r!(source)) {
                                Ok(Some(value)) => w!(dst, value),
                                Ok(None) => continue 'run,
                                Err(escape) => {
                                    slow!(self.step_escaped(r!(source), escape, Then::ForNext { dst, to }));
                                    continue 'run;
                                }
                            }
                        }
                        jump!(to);
                    }
                    Value::Generator(generator) => {
                        save!();
                        if !self.resume_loop(generator, dst, to)? {
                            self.resume(generator, Value::None, Then::ForNext { dst, to })?;
                        }
                        reload!();
                        safe_point!();
                    }
                    _ => slow!(self.next_then(r!(source), Then::ForNext { dst, to })),
                },

                Op::Call { f, argc, dst } => call!('run, f, argc, dst, 0),
                Op::CallMethod { f, argc, dst } => {
                    if r!(f + 1).is_unbound() { call!('run, f, argc, dst, 0) } else { call!('run, f, argc, dst, 1) }
                }
                Op::CallKeywords { f, argc, names } => {
                    slow!(self.call_keywords(code, f, argc, names));
                    safe_point!();
                }
                Op::CallUnpacked { f, dst } => {
                    slow!(self.call_unpacked(f, dst));
                    safe_point!();
                }
                Op::Return { src } => {
                    if let Frame { generator: None, then: Then::Store(dst), .. } = *frame!() {
                        let value = r!(src);
                        // Nothing of such a frame needs dropping.
                        std::mem::forget(self.thread.frames.pop());
                        load_frame!();
                        w!(dst, value);
                        continue 'run;
                    }
                    save!();
                    self.return_from_frame(r!(src))?;
                    reload!();
                }
                Op::ReturnNone {} => {
                    save!();
                    self.return_from_frame(Value::None)?;
                    reload!();
                }
                Op::MakeClosure { dst, code: index, base } => self.make_closure(dst, index, base),
                Op::MakeFunction { dst, code: index, base } => slow!(self.make_function(dst, index, base)),

                Op::Yield { dst, src } => {
                    save!();
                    if !self.yield_to_loop(r!(src), dst) {
                        if self.feed(r!(src)) {
                            w!(dst, Value::None);
                            safe_point!();
                            continue 'run;
                        }
                        self.yield_value(r!(src), dst)?;
                    }
                    reload!();
                }
                Op::AsyncYield { dst, src } => {
                    save!();
                    self.yield_value(r!(src), dst)?;
                    reload!();
                }
                Op::YieldFrom { dst, iter } => slow!(self.delegate(r!(iter), Value::None, dst)),
                Op::GetYieldFromIter { dst, src } => slow!(self.delegate_iterator(dst, r!(src))),
                Op::GetAwaitable { dst, src, context } => slow!(self.get_awaitable(dst, r!(src), context)),
                Op::GetAsyncIter { dst, src } => {
                    slow!(self.async_iterator(dst, r!(src)))
                }
                Op::GetAsyncNext { dst, src } => {
                    slow!(self.async_next(dst, r!(src)))
                }

                Op::BuildTuple { dst, base, count } => {
                    let tuple = match count {
                        2 => self.tuple([r!(base), r!(base + 1)]),
                        3 => self.tuple([r!(base), r!(base + 1), r!(base + 2)]),
                        _ => self.tuple_of_window(base, count),
                    };
                    w!(dst, tuple)
                }
                Op::BuildList { dst, base, count } => {
                    let items = (0..count).map(|offset| r!(base + offset)).collect();
                    let list = self.list(items);
                    w!(dst, list)
                }
                Op::BuildSet { dst, base, count } => slow!(self.build_set(dst, base, count)),
                Op::BuildDict { dst, base, count } => slow!(self.build_dict(dst, base, count)),
                Op::BuildString { dst, base, count } => {
                    let parts = self.window(base, count);
                    let text = self.join_strings(&parts);
                    w!(dst, text)
                }
                Op::ListAppend { list, src } => {
                    let Value::List(list) = r!(list) else { unreachable!("a display in the making is a list") };
                    self.heap[list].0.push(r!(src));
                    self.heap.charge(16);
                }
                Op::ListExtend { list, src } => slow!(self.extend_display(r!(list), r!(src))),
                Op::StarArgument { dst, src, f } => slow!(self.star_argument(dst, r!(src), r!(f))),
                Op::ListToTuple { dst, list } => {
                    let Value::List(list) = r!(list) else { unreachable!("a display in the making is a list") };
                    let items = self.heap[list].0.clone();
                    let tuple = self.tuple(items);
                    w!(dst, tuple)
                }
                Op::SetAdd { set, src } => {
                    if !self.add_to_set_quickly(r!(set), r!(src)) {
                        slow!(self.add_to_set_display(r!(set), r!(src)))
                    }
                }
                Op::SetUpdate { set, src } => slow!(self.update_set_display(r!(set), r!(src))),
                Op::DictAdd { dict, key, value } => {
                    if !self.store_item_quickly(r!(dict), r!(key), r!(value)) {
                        slow!(self.store_item(r!(dict), r!(key), r!(value)))
                    }
                }
                Op::DictUpdate { dict, src } => slow!(self.update_dict_display(r!(dict), r!(src))),
                Op::DictMerge { dict, src, f } => {
                    slow!(self.merge_keywords(r!(dict), r!(src), r!(f)))
                }
                Op::UnpackSequence { src, base, count } => match r!(src) {
                    Value::Tuple(tuple) if self.heap[tuple].0.len() == usize::from(count) => {
                        for offset in 0..count {
                            w!(base + offset, self.heap[tuple].0[usize::from(offset)]);
                        }
                    }
                    _ => slow!(self.unpack_sequence(r!(src), base, count)),
                },
                Op::UnpackStar { src, base, counts } => slow!(self.unpack_star(r!(src), base, counts)),

                Op::FormatSimple { dst, src } => match r!(src) {
                    text @ Value::Str(_) => w!(dst, text),
                    Value::Int(int) => w!(dst, self.decimal(int)),
                    _ => slow!(self.format_then(r!(src), Value::Unbound, Then::Store(dst))),
                },
                Op::FormatSpec { dst, src, spec } => slow!(self.format_then(r!(src), r!(spec), Then::Store(dst))),
                Op::Convert { dst, src, conversion } => slow!(self.convert(dst, r!(src), conversion)),

                Op::Raise { exc } => {
                    save!();
                    return Err(self.raise_value(r!(exc), Value::Unbound));
                }
                Op::RaiseFrom { exc, cause } => {
                    save!();
                    return Err(self.raise_value(r!(exc), r!(cause)));
                }
                Op::RaiseCurrent {} => {
                    save!();
                    return Err(self.raise_current());
                }
                Op::Reraise { exc } => {
                    save!();
                    return Err(Escape::Reraise(r!(exc)));
                }
                Op::PushHandled { saved, exc } => {
                    let previous = self.push_handled(r!(exc));
                    w!(saved, previous)
                }
                Op::PopHandled { saved } => self.pop_handled(r!(saved)),
                Op::MatchException { dst, exc, class } => slow!(self.match_exception(dst, r!(exc), r!(class))),
                Op::SplitGroup { dst, exc, class } => {
                    save!();
                    let here = Value::Traceback(self.traceback_here(Value::None, false));
                    slow!(self.prelude_into(dst, "_split_group", &[r!(exc), r!(class), here]))
                }
                Op::CombineRaised { dst, exc, raised } => {
                    slow!(self.prelude_into(dst, "_combine_raised", &[r!(exc), r!(raised)]))
                }
                Op::LoadExcInfo { base, exc } => {
                    let exception = r!(exc);
                    let class = Value::Class(self.class_of(exception));
                    let traceback = match self.exception_data(exception) {
                        Some(data) => self.heap[data].traceback,
                        None => Value::None,
                    };
                    w!(base, class);
                    w!(base + 1, exception);
                    w!(base + 2, traceback)
                }

                Op::ImportName { dst, name, base } => slow!(self.import_name(dst, name, base)),
                Op::ImportFrom { dst, module, name } => slow!(self.import_from(dst, r!(module), name)),
                Op::ImportStar { module } => slow!(self.import_star(r!(module))),

                Op::MatchMapping { dst, src } => match is_mapping(r!(src)) {
                    Some(answer) => w!(dst, Value::Bool(answer)),
                    None => slow!(self.prelude_into(dst, "_match_mapping", &[r!(src)])),
                },
                Op::MatchSequence { dst, src } => match is_sequence(r!(src)) {
                    Some(answer) => w!(dst, Value::Bool(answer)),
                    None => slow!(self.prelude_into(dst, "_match_sequence", &[r!(src)])),
                },
                Op::MatchKeys { dst, subject, keys } => match self.match_keys_quickly(r!(subject), r!(keys)) {
                    Some(values) => w!(dst, values),
                    None => slow!(self.prelude_into(dst, "_match_keys", &[r!(subject), r!(keys)])),
                },
                Op::MatchClass { dst, base, count } => {
                    let (subject, class, names) = (r!(base), r!(base + 1), r!(base + 2));
                    match self.match_class_quickly(subject, class, names, count) {
                        Some(values) => w!(dst, values),
                        None => {
                            let count = Value::Int(i64::from(count));
                            slow!(self.prelude_into(dst, "_match_class", &[subject, class, names, count]))
                        }
                    }
                }
                Op::GetLen { dst, src } => match self.data_len(r!(src)) {
                    Some(len) => w!(dst, Value::Int(len as i64)),
                    None => slow!(self.prelude_into(dst, "_get_len", &[r!(src)])),
                },
            }
        }
    }

    /// At a safe point: collects garbage if that is due, and says whether the fuel is spent.
    #[cold]
    #[inline(never)]
    fn pauses_here(&mut self) -> Result<bool, Escape> {
        if self.heap.wants_collection() {
            self.collect_garbage()?;
        }
        Ok(self.fuel < 0)
    }

    /// The same at the target of a jump.
    #[cold]
    #[inline(never)]
    fn pauses_after_jump(&mut self) -> Result<bool, Escape> {
        self.thread.jumped = true;
        let pauses = self.pauses_here()?;
        self.thread.jumped &= pauses;
        Ok(pauses)
    }
}
