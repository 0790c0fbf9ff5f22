//! The instruction table, from which the enum, its operand descriptions and the disassembler come.
//!
//! Registers are a window of the thread's register stack: parameters, then the other locals, then
//! temporaries. An instruction is 8 bytes: a 16-bit tag and up to three 16-bit operands, or one
//! 16-bit and one 32-bit operand.

use std::fmt;

/// A register that the instruction writes.
pub type Def = u16;
/// A register that the instruction reads.
pub type Use = u16;
/// The first of several consecutive registers.
pub type Base = u16;
/// A signed immediate.
pub type Imm = i16;
/// A 32-bit signed immediate.
pub type Imm32 = i32;
/// A jump relative to the next instruction; negative jumps charge the budget.
pub type Jump = i32;
/// A 16-bit jump relative to the next instruction; negative jumps charge the budget.
pub type Jump16 = i16;
/// An index into [`super::CodeUnit::constants`].
pub type Const = u16;
/// An index into [`super::CodeUnit::names`].
pub type Name = u16;
/// An index into [`super::CodeUnit::sites`]: a name with an inline cache.
pub type Site = u16;
/// A number of registers, pairs or arguments, as the instruction says.
pub type Count = u16;

/// What an operand means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OperandKind {
    Def,
    Use,
    Base,
    Imm,
    Imm32,
    Jump,
    Jump16,
    Const,
    Name,
    Site,
    Count,
}

/// One operand of an instruction, for the disassembler and the verifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operand {
    pub field: &'static str,
    pub kind: OperandKind,
    pub value: i64,
}

/// The FNV-1a hash of `text`.
const fn fingerprint(text: &str) -> u64 {
    let (bytes, mut hash, mut at) = (text.as_bytes(), 0xcbf2_9ce4_8422_2325_u64, 0);
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x100_0000_01b3);
        at += 1;
    }
    hash
}

/// The name and kind of each operand.
type Shape = &'static [(&'static str, OperandKind)];

/// No instruction has more operands.
pub const OPERANDS: usize = 3;

/// The operands, and zeros after them.
const fn padded<const N: usize>(operands: [i32; N]) -> [i32; OPERANDS] {
    let (mut all, mut at) = ([0; OPERANDS], 0);
    while at < N {
        all[at] = operands[at];
        at += 1;
    }
    all
}

macro_rules! instructions {
    ($( $(#[doc = $doc:literal])+ $name:ident { $($field:ident : $kind:ident),* } )*) => {
        /// One instruction.
        #[derive(Clone, Copy)]
        #[repr(u16)]
        pub enum Op {
            $( $(#[doc = $doc])+ $name { $($field: $kind),* }, )*
        }

        /// The instructions by number.
        #[repr(u16)]
        enum Tag { $( $name, )* }

        /// The name and the operands of each instruction, by its number.
        static TABLE: &[(&str, Shape)] = &[
            $( (stringify!($name), &[ $( (stringify!($field), OperandKind::$kind) ),* ]), )*
        ];

        /// Tells the instructions of one build from those of another that differ: compiled code may come
        /// from a cache.
        pub const FORMAT: u64 = fingerprint(concat!("2;", $( stringify!($name $($kind)*), ";" ),*));

        impl Op {
            /// The instruction's number, and its operands in the order of the table.
            pub(super) fn parts(&self) -> (u16, [i32; OPERANDS]) {
                match *self {
                    $( Op::$name { $($field),* } => (Tag::$name as u16, padded([$( i32::from($field) ),*])), )*
                }
            }

            /// The instruction of these parts, if there is one of that number.
            #[expect(non_upper_case_globals, reason = "the constants are called like the instructions")]
            pub(super) fn from_parts(number: u16, operands: [i32; OPERANDS]) -> Option<Op> {
                $( const $name: u16 = Tag::$name as u16; )*
                let mut operands = operands.into_iter();
                let mut next = || operands.next().unwrap_or_default();
                Some(match number {
                    $( $name => Op::$name { $( $field: next() as $kind ),* }, )*
                    _ => return None,
                })
            }
        }
    };
}

impl Op {
    /// The instruction's number, which is its first half-word.
    pub fn number(&self) -> u16 {
        self.parts().0
    }

    /// The instruction's name.
    pub fn name(&self) -> &'static str {
        TABLE[usize::from(self.parts().0)].0
    }

    /// The instruction's operands in the order of the table.
    pub fn operands(&self) -> impl Iterator<Item = Operand> + Clone {
        let (number, values) = self.parts();
        let shape = TABLE[usize::from(number)].1;
        shape.iter().zip(values).map(|(&(field, kind), value)| Operand { field, kind, value: value.into() })
    }

    /// Sets where the instruction jumps to; false if it does not jump or not as far.
    pub fn set_jump(&mut self, offset: i64) -> bool {
        let (number, mut operands) = self.parts();
        let Ok(offset) = i32::try_from(offset) else { return false };
        let shape = TABLE[usize::from(number)].1;
        let fits = |kind| kind == OperandKind::Jump || kind == OperandKind::Jump16 && i16::try_from(offset).is_ok();
        let Some(at) = shape.iter().position(|(_, kind)| fits(*kind)) else { return false };
        operands[at] = offset;
        *self = Op::from_parts(number, operands).expect("it is an instruction's number");
        true
    }
}

/// Every instruction's name and the kinds of its operands, by its number.
pub fn instruction_table() -> impl Iterator<Item = (&'static str, impl Iterator<Item = OperandKind>)> {
    TABLE.iter().map(|(name, shape)| (*name, shape.iter().map(|(_, kind)| *kind)))
}

impl OperandKind {
    /// Of the operands of an instruction, by its number; none if there is no such instruction.
    pub(super) fn of(number: u16) -> Option<impl Iterator<Item = OperandKind>> {
        Some(TABLE.get(usize::from(number))?.1.iter().map(|(_, kind)| *kind))
    }

    /// Whether there are operands of the kind below zero.
    pub(super) fn is_signed(self) -> bool {
        matches!(self, OperandKind::Imm | OperandKind::Imm32 | OperandKind::Jump | OperandKind::Jump16)
    }
}

impl PartialEq for Op {
    fn eq(&self, other: &Op) -> bool {
        self.parts() == other.parts()
    }
}

impl Eq for Op {}

impl fmt::Debug for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        f.debug_map().entries(self.operands().map(|operand| (operand.field, operand.value))).finish()
    }
}

instructions! {
    /// Does nothing.
    Nop {}
    /// Stands in for the first instruction of a line while the collector watches for objects that die:
    /// see `vm::finalization`. Never part of a code unit.
    Watch {}
    /// Stands where the run loop tells a trace function before it goes on: see `vm::tracing`. Never part of a
    /// code unit.
    Trace {}
    /// The only instruction of code whose own have not been decoded yet: see `vm::unseal`. Never part of a code unit.
    Unseal {}
    /// Stands where the run loop may enter the code's compiled function, at this block: see `jit`. Never part of a code
    /// unit.
    Enter { block: Count }

    // Loads and moves.

    /// `dst = src`.
    Move { dst: Def, src: Use }
    /// `dst = constants[index]`.
    LoadConst { dst: Def, index: Const }
    /// `dst = value`, an int.
    LoadInt { dst: Def, value: Imm32 }
    /// `dst = None`.
    LoadNone { dst: Def }
    /// `dst = True`.
    LoadTrue { dst: Def }
    /// `dst = False`.
    LoadFalse { dst: Def }
    /// Makes `dst` unbound.
    Clear { dst: Def }
    /// Raises UnboundLocalError for `name` if `src` is unbound.
    CheckBound { src: Use, name: Name }
    /// `del` of a local: raises UnboundLocalError if it is unbound, else makes it unbound.
    DeleteLocal { reg: Use, name: Name }

    // Cells: variables that inner functions capture. A cell lives in a register.

    /// Wraps the content of `reg` (a parameter's value, or unbound) in a new cell.
    MakeCell { reg: Def }
    /// `dst =` the cell number `index` of the running function's closure.
    LoadClosure { dst: Def, index: Count }
    /// `dst =` the content of `cell`; NameError or UnboundLocalError for `name` if it is empty.
    LoadCell { dst: Def, cell: Use, name: Name }
    /// Stores `src` in `cell`.
    StoreCell { cell: Use, src: Use }
    /// Empties `cell`; raises if it is empty already.
    DeleteCell { cell: Use, name: Name }
    /// In a class body: `dst =` the namespace's `name`, or the content of `cell`.
    LoadClassCell { dst: Def, cell: Use, name: Name }

    // Names.

    /// `dst =` the global or built-in name of `site`.
    LoadGlobal { dst: Def, site: Site }
    /// Stores `src` as the global name of `site`.
    StoreGlobal { src: Use, site: Site }
    /// Deletes the global `name`.
    DeleteGlobal { name: Name }
    /// `dst =` `name` from the frame's namespace, globals or built-ins (class bodies, exec).
    LoadName { dst: Def, name: Name }
    /// Stores `src` as `name` in the frame's namespace.
    StoreName { src: Use, name: Name }
    /// Deletes `name` from the frame's namespace.
    DeleteName { name: Name }
    /// `dst =` the frame's namespace itself (a class body's `__dict__` in the making).
    LoadLocals { dst: Def }
    /// `dst =` the built-in `name`, even where the program shadows it; also internal ones.
    LoadBuiltin { dst: Def, name: Name }

    // Attributes and items.

    /// `dst = obj.name`.
    LoadAttr { dst: Def, obj: Use, site: Site }
    /// `obj.name = src`.
    StoreAttr { obj: Use, src: Use, site: Site }
    /// `del obj.name`.
    DeleteAttr { obj: Use, site: Site }
    /// Prepares a method call: `f = ` the callable, `f+1 =` self or unbound (see `Call`).
    LoadMethod { f: Base, obj: Use, site: Site }
    /// `super().name(...)`: `args` holds the global `super`, `args+1` the class, `args+2` self;
    /// `f`, `f+1` as in `LoadMethod`.
    LoadSuperMethod { f: Base, args: Base, site: Site }
    /// `dst = super().name`, `args` as in `LoadSuperMethod`.
    LoadSuperAttr { dst: Def, args: Base, site: Site }
    /// Looks up a special method on the type of `obj` for `with`; `which`: 0 `__enter__`,
    /// 1 `__exit__`, 2 `__aenter__`, 3 `__aexit__`; `f`, `f+1` as in `LoadMethod`.
    LoadSpecial { f: Base, obj: Use, which: Count }
    /// `dst = obj[key]`.
    LoadItem { dst: Def, obj: Use, key: Use }
    /// `dst = obj[index]` for a small constant.
    LoadItemImm { dst: Def, obj: Use, index: Imm }
    /// `obj[key] = src`.
    StoreItem { obj: Use, key: Use, src: Use }
    /// `del obj[key]`.
    DeleteItem { obj: Use, key: Use }
    /// `dst = slice(base, base+1, base+2)`.
    BuildSlice { dst: Def, base: Base }

    // Unary operators.

    /// `dst = -src`.
    Negative { dst: Def, src: Use }
    /// `dst = +src`.
    Positive { dst: Def, src: Use }
    /// `dst = ~src`.
    Invert { dst: Def, src: Use }
    /// `dst = not src`.
    Not { dst: Def, src: Use }

    // Binary operators.

    /// `dst = a + b`.
    Add { dst: Def, a: Use, b: Use }
    /// `dst = a - b`.
    Sub { dst: Def, a: Use, b: Use }
    /// `dst = a * b`.
    Mul { dst: Def, a: Use, b: Use }
    /// `dst = a / b`.
    TrueDiv { dst: Def, a: Use, b: Use }
    /// `dst = a // b`.
    FloorDiv { dst: Def, a: Use, b: Use }
    /// `dst = a % b`.
    Mod { dst: Def, a: Use, b: Use }
    /// `dst = a ** b`.
    Pow { dst: Def, a: Use, b: Use }
    /// `dst = a @ b`.
    MatMul { dst: Def, a: Use, b: Use }
    /// `dst = a << b`.
    LShift { dst: Def, a: Use, b: Use }
    /// `dst = a >> b`.
    RShift { dst: Def, a: Use, b: Use }
    /// `dst = a & b`.
    BitAnd { dst: Def, a: Use, b: Use }
    /// `dst = a | b`.
    BitOr { dst: Def, a: Use, b: Use }
    /// `dst = a ^ b`.
    BitXor { dst: Def, a: Use, b: Use }

    // Augmented assignment: tries the in-place method first.

    /// `dst = a; dst += b`.
    IAdd { dst: Def, a: Use, b: Use }
    /// `dst = a; dst -= b`.
    ISub { dst: Def, a: Use, b: Use }
    /// `dst = a; dst *= b`.
    IMul { dst: Def, a: Use, b: Use }
    /// `dst = a; dst /= b`.
    ITrueDiv { dst: Def, a: Use, b: Use }
    /// `dst = a; dst //= b`.
    IFloorDiv { dst: Def, a: Use, b: Use }
    /// `dst = a; dst %= b`.
    IMod { dst: Def, a: Use, b: Use }
    /// `dst = a; dst **= b`.
    IPow { dst: Def, a: Use, b: Use }
    /// `dst = a; dst @= b`.
    IMatMul { dst: Def, a: Use, b: Use }
    /// `dst = a; dst <<= b`.
    ILShift { dst: Def, a: Use, b: Use }
    /// `dst = a; dst >>= b`.
    IRShift { dst: Def, a: Use, b: Use }
    /// `dst = a; dst &= b`.
    IBitAnd { dst: Def, a: Use, b: Use }
    /// `dst = a; dst |= b`.
    IBitOr { dst: Def, a: Use, b: Use }
    /// `dst = a; dst ^= b`.
    IBitXor { dst: Def, a: Use, b: Use }

    // With a small int on the right.

    /// `dst = a + b`.
    AddImm { dst: Def, a: Use, b: Imm }
    /// `dst = a - b`.
    SubImm { dst: Def, a: Use, b: Imm }
    /// `dst = a * b`.
    MulImm { dst: Def, a: Use, b: Imm }
    /// `dst = a // b`.
    FloorDivImm { dst: Def, a: Use, b: Imm }
    /// `dst = a % b`.
    ModImm { dst: Def, a: Use, b: Imm }
    /// `dst = a; dst += b`.
    IAddImm { dst: Def, a: Use, b: Imm }
    /// `dst = a; dst -= b`.
    ISubImm { dst: Def, a: Use, b: Imm }

    // Comparisons.

    /// `dst = a < b`.
    Lt { dst: Def, a: Use, b: Use }
    /// `dst = a <= b`.
    Le { dst: Def, a: Use, b: Use }
    /// `dst = a > b`.
    Gt { dst: Def, a: Use, b: Use }
    /// `dst = a >= b`.
    Ge { dst: Def, a: Use, b: Use }
    /// `dst = a == b`.
    Eq { dst: Def, a: Use, b: Use }
    /// `dst = a != b`.
    Ne { dst: Def, a: Use, b: Use }
    /// `dst = a is b`.
    Is { dst: Def, a: Use, b: Use }
    /// `dst = a is not b`.
    IsNot { dst: Def, a: Use, b: Use }
    /// `dst = a in b`.
    In { dst: Def, a: Use, b: Use }
    /// `dst = a not in b`.
    NotIn { dst: Def, a: Use, b: Use }

    // Jumps.

    /// Jumps.
    Jump { to: Jump }
    /// Jumps if `src` is true.
    JumpIfTrue { src: Use, to: Jump }
    /// Jumps if `src` is false.
    JumpIfFalse { src: Use, to: Jump }
    /// Jumps if `src is None`.
    JumpIfNone { src: Use, to: Jump }
    /// Jumps if `src is not None`.
    JumpIfNotNone { src: Use, to: Jump }
    /// Jumps if `src` is bound (default values of comprehension-like helpers, `match` state).
    JumpIfBound { src: Use, to: Jump }
    /// Jumps if `a < b`.
    JumpIfLt { a: Use, b: Use, to: Jump16 }
    /// Jumps if `a <= b`.
    JumpIfLe { a: Use, b: Use, to: Jump16 }
    /// Jumps if `a > b`.
    JumpIfGt { a: Use, b: Use, to: Jump16 }
    /// Jumps if `a >= b`.
    JumpIfGe { a: Use, b: Use, to: Jump16 }
    /// Jumps if `a == b`.
    JumpIfEq { a: Use, b: Use, to: Jump16 }
    /// Jumps if `a != b`.
    JumpIfNe { a: Use, b: Use, to: Jump16 }
    /// Jumps if `not a < b`.
    JumpIfNotLt { a: Use, b: Use, to: Jump16 }
    /// Jumps if `not a <= b`.
    JumpIfNotLe { a: Use, b: Use, to: Jump16 }
    /// Jumps if `not a > b`.
    JumpIfNotGt { a: Use, b: Use, to: Jump16 }
    /// Jumps if `not a >= b`.
    JumpIfNotGe { a: Use, b: Use, to: Jump16 }
    /// Jumps if `not a == b`.
    JumpIfNotEq { a: Use, b: Use, to: Jump16 }
    /// Jumps if `not a != b`.
    JumpIfNotNe { a: Use, b: Use, to: Jump16 }
    /// Jumps if `a < b`, a small int.
    JumpIfLtImm { a: Use, b: Imm, to: Jump16 }
    /// Jumps if `a <= b`, a small int.
    JumpIfLeImm { a: Use, b: Imm, to: Jump16 }
    /// Jumps if `a > b`, a small int.
    JumpIfGtImm { a: Use, b: Imm, to: Jump16 }
    /// Jumps if `a >= b`, a small int.
    JumpIfGeImm { a: Use, b: Imm, to: Jump16 }
    /// Jumps if `a == b`, a small int.
    JumpIfEqImm { a: Use, b: Imm, to: Jump16 }
    /// Jumps if `a != b`, a small int.
    JumpIfNeImm { a: Use, b: Imm, to: Jump16 }
    /// Jumps if `not a < b`, a small int.
    JumpIfNotLtImm { a: Use, b: Imm, to: Jump16 }
    /// Jumps if `not a <= b`, a small int.
    JumpIfNotLeImm { a: Use, b: Imm, to: Jump16 }
    /// Jumps if `not a > b`, a small int.
    JumpIfNotGtImm { a: Use, b: Imm, to: Jump16 }
    /// Jumps if `not a >= b`, a small int.
    JumpIfNotGeImm { a: Use, b: Imm, to: Jump16 }
    /// Jumps if `not a == b`, a small int.
    JumpIfNotEqImm { a: Use, b: Imm, to: Jump16 }
    /// Jumps if `not a != b`, a small int.
    JumpIfNotNeImm { a: Use, b: Imm, to: Jump16 }
    /// Jumps if `a is b`.
    JumpIfIs { a: Use, b: Use, to: Jump16 }
    /// Jumps if `a is not b`.
    JumpIfIsNot { a: Use, b: Use, to: Jump16 }
    /// Jumps if `a in b`.
    JumpIfIn { a: Use, b: Use, to: Jump16 }
    /// Jumps if `a not in b`.
    JumpIfNotIn { a: Use, b: Use, to: Jump16 }

    // Iteration.

    /// `dst = iter(src)`.
    GetIter { dst: Def, src: Use }
    /// If `iter` has another value: `dst =` it, and jumps (usually back to the loop's body).
    /// At its end, falls through.
    ForNext { iter: Use, dst: Def, to: Jump16 }

    // Calls. `f` holds the callable, `f+1` self or unbound, `f+2`... the arguments; the callee's
    // window starts at its first argument, so everything from `f` on is lost.

    /// `dst = f(args)`; `argc` positional arguments. `f+1` holds nothing of meaning: there is no self.
    Call { f: Base, argc: Count, dst: Def }
    /// `dst = f(args)` after `LoadMethod` and the like: `f+1` holds self or unbound, which `argc`
    /// does not count.
    CallMethod { f: Base, argc: Count, dst: Def }
    /// `f = f(args)`; `argc` arguments in all, of which the last are named by the tuple `names`.
    CallKeywords { f: Base, argc: Count, names: Const }
    /// `dst = f(*args, **kwargs)`: `f+2` holds a list or tuple, `f+3` a dict or unbound.
    CallUnpacked { f: Base, dst: Def }
    /// Returns `src`.
    Return { src: Use }
    /// Returns None.
    ReturnNone {}
    /// `dst =` a function of `constants[code]`: `base` holds a tuple of defaults, `base+1` a dict
    /// of keyword defaults, `base+2` the closure tuple, `base+3` the `__annotate__` function; each
    /// may be unbound.
    MakeFunction { dst: Def, code: Const, base: Base }

    /// `dst =` a function of `constants[code]` without defaults and annotations; its closure is the
    /// cells from `base`, as many as the code has free names.
    MakeClosure { dst: Def, code: Const, base: Base }

    // Generators and coroutines.

    /// Yields `src`; when resumed, `dst =` the value sent.
    Yield { dst: Def, src: Use }
    /// Delegates to the iterator `iter` until it ends; `dst =` its result. The value first sent is None.
    YieldFrom { dst: Def, iter: Use }
    /// `dst =` what `yield from src` iterates over (a generator as it is, else `iter(src)`).
    GetYieldFromIter { dst: Def, src: Use }
    /// `dst =` the iterator that awaiting `src` drives; `context`: 0 await, 1 `__aenter__`, 2 `__aexit__`, 3 `__anext__`.
    GetAwaitable { dst: Def, src: Use, context: Count }
    /// `dst = src.__aiter__()`.
    GetAsyncIter { dst: Def, src: Use }
    /// `dst = src.__anext__()`, still to be awaited.
    GetAsyncNext { dst: Def, src: Use }
    /// Yields `src`, an `_AsyncYielded`, from an asynchronous generator; `dst =` the value sent.
    AsyncYield { dst: Def, src: Use }

    // Displays.

    /// `dst =` a tuple of `count` registers from `base`.
    BuildTuple { dst: Def, base: Base, count: Count }
    /// `dst =` a list of `count` registers from `base`.
    BuildList { dst: Def, base: Base, count: Count }
    /// `dst =` a set of `count` registers from `base`.
    BuildSet { dst: Def, base: Base, count: Count }
    /// `dst =` a dict of `count` pairs key, value from `base`.
    BuildDict { dst: Def, base: Base, count: Count }
    /// `dst =` the concatenation of `count` strings from `base`.
    BuildString { dst: Def, base: Base, count: Count }
    /// Appends `src` to `list`.
    ListAppend { list: Use, src: Use }
    /// Extends `list` by the iterable `src` (a star in a display or a call).
    ListExtend { list: Use, src: Use }
    /// `dst =` a list or tuple of the items of `src`, the only `*` argument of a call of what `f` holds.
    StarArgument { dst: Def, src: Use, f: Use }
    /// `dst = tuple(list)`.
    ListToTuple { dst: Def, list: Use }
    /// Adds `src` to `set`.
    SetAdd { set: Use, src: Use }
    /// Adds all of the iterable `src` to `set`.
    SetUpdate { set: Use, src: Use }
    /// `dict[key] = value`.
    DictAdd { dict: Use, key: Use, value: Use }
    /// `dict.update(src)`: `{**src}`.
    DictUpdate { dict: Use, src: Use }
    /// Adds the keywords of `**src` to `dict`; TypeError about the callable in `f` for a repeated or
    /// non-string key.
    DictMerge { dict: Use, src: Use, f: Use }
    /// Unpacks `src` into exactly `count` registers from `base`.
    UnpackSequence { src: Use, base: Base, count: Count }
    /// Unpacks `src` into `counts >> 8` registers, a list, and `counts & 255` registers from `base`.
    UnpackStar { src: Use, base: Base, counts: Count }

    // Strings.

    /// `dst = format(src, "")`.
    FormatSimple { dst: Def, src: Use }
    /// `dst = format(src, spec)`.
    FormatSpec { dst: Def, src: Use, spec: Use }
    /// `dst =` 0 `str(src)`, 1 `repr(src)`, 2 `ascii(src)`.
    Convert { dst: Def, src: Use, conversion: Count }

    // Exceptions. A handler finds the exception in the register that its table entry names.

    /// `raise exc`.
    Raise { exc: Use }
    /// `raise exc from cause`.
    RaiseFrom { exc: Use, cause: Use }
    /// `raise` alone: the exception being handled, or RuntimeError.
    RaiseCurrent {}
    /// Raises `exc` again, as it is, without adding to its context.
    Reraise { exc: Use }
    /// Makes `exc` the exception being handled; `saved =` the one before.
    PushHandled { saved: Def, exc: Use }
    /// Makes `saved` the exception being handled again.
    PopHandled { saved: Use }
    /// `dst =` whether `exc` matches `class` (a class or a tuple of classes).
    MatchException { dst: Def, exc: Use, class: Use }
    /// `except* class`: `dst =` a tuple of what of `exc` matches and of the rest, each a group or None.
    SplitGroup { dst: Def, exc: Use, class: Use }
    /// `dst =` what an `except*` statement raises at its end: `exc` the original, `raised` a list of
    /// what its handlers raised and what none took, or None.
    CombineRaised { dst: Def, exc: Use, raised: Use }
    /// `base, base+1, base+2 =` type, value and traceback of `exc`.
    LoadExcInfo { base: Base, exc: Use }

    // Imports.

    /// `dst = __import__(name, fromlist=base, level=base+1)`.
    ImportName { dst: Def, name: Name, base: Base }
    /// `dst = module.name`, or the submodule of that name; ImportError if there is none.
    ImportFrom { dst: Def, module: Use, name: Name }
    /// `from module import *`.
    ImportStar { module: Use }

    // Match.

    /// `dst =` whether `src` is a mapping pattern's subject.
    MatchMapping { dst: Def, src: Use }
    /// `dst =` whether `src` is a sequence pattern's subject.
    MatchSequence { dst: Def, src: Use }
    /// `dst =` a tuple of the values of `keys` (a tuple) in `subject`, or None.
    MatchKeys { dst: Def, subject: Use, keys: Use }
    /// `base` subject, `base+1` class, `base+2` tuple of keyword names; `count` positional
    /// patterns. `dst =` a tuple of the attributes, or None.
    MatchClass { dst: Def, base: Base, count: Count }
    /// `dst = len(src)`.
    GetLen { dst: Def, src: Use }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instruction_is_eight_bytes() {
        assert_eq!(std::mem::size_of::<Op>(), 8);
    }
}
