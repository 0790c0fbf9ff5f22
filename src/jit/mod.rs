//! The second tier: hot code as functions of WebAssembly.
//!
//! The run loop interprets every instruction; where a code is hot, a function of its own does the same without fetching
//! and decoding instructions, and with what is known of the values at hand. It works on the same registers in the same
//! memory, and it does fast paths only: where an instruction would call Python, raise, or do anything that is rare, the
//! function *leaves*, and the run loop executes that instruction and those after it until the next [entry](blocks::Block).
//! So the run loop alone says what Python means, everything can still wait, be traced and be forked between any two
//! instructions, and a function can be thrown away at any time.
//!
//! [`blocks`] finds the basic blocks and the entries, [`lowering`] goes through the instructions, with [`arithmetic`],
//! [`comparisons`], [`objects`] and [`calls`] for the families, and [`wasm`] writes the bytes. When a code is hot, and what happens
//! with the module, is decided in `vm::tiering`; what functions call is in `vm::run::compiled`.
//!
//! A function takes the address of the VM, that of the frame's registers, and the number of the block to begin with. It
//! returns a [`Leave`].

mod arithmetic;
pub mod blocks;
mod calls;
mod comparisons;
mod lowering;
mod objects;
#[cfg(test)]
mod tests;
mod wasm;

use crate::bytecode::Op;
use crate::object::{Cache, Dict, Offsets, Ref, Str, Tag, Value, VecOffsets};

/// How a function ends: from 0 on, the index of the instruction that the run loop goes on with; below, one of these.
pub struct Leave;

impl Leave {
    /// Frames have come or gone: the run loop goes on with the one on top.
    pub const RELOAD: i32 = -1;
    /// The same, and a safe point is due.
    pub const PAUSE: i32 = -2;
    /// The escape that the VM has put by.
    pub const ESCAPE: i32 = -3;
    /// Frames have come or gone, and the one on top may go on in a compiled function. The run loop does not see it.
    pub const GO_ON: i32 = -4;
    /// Set in an index: a value was not of the type that was expected. That counts: see `vm::tiering`.
    pub const SURPRISED: i32 = 1 << 30;
}

/// What a function calls for an instruction: `fn(vm, registers, instruction) -> i32`, as indices into the table of
/// functions. But for the questions they return 1 if the instruction is done, 0 if the run loop has to do it, and below 0
/// what to leave with.
#[derive(Clone, Copy)]
pub struct Helpers {
    pub binary: u32,
    pub load_item: u32,
    pub store_item: u32,
    pub load_attribute: u32,
    pub store_attribute: u32,
    pub load_method: u32,
    pub load_global: u32,
    pub call: u32,
    pub give_back: u32,
    pub other: u32,
    /// Questions: 0 or 1, or 2 if the run loop has to find the answer.
    pub compare: u32,
    pub truth: u32,
    pub contains: u32,
    pub identical: u32,
    /// One of [`Next`], or below 0 what to leave with.
    pub next: u32,
}

/// What the helper for `ForNext` says.
pub struct Next;

impl Next {
    pub const ENDED: i32 = 0;
    pub const TAKEN: i32 = 1;
    /// Taken, and apart: the instruction that would do it is to be skipped.
    pub const PAIR: i32 = 2;
    pub const LEAVE: i32 = 3;
}

/// Where fields of the VM are, in bytes from its address.
#[derive(Clone, Copy)]
pub struct VmOffsets {
    /// An `i64`.
    pub fuel: u32,
    /// Bytes allocated since the last collection, and how many are due: a word each.
    pub allocated: u32,
    pub threshold: u32,
    /// A word.
    pub recursion_limit: u32,
    /// The registers and the frames of the running thread.
    pub stack: VecOffsets,
    pub frames: VecOffsets,
    pub frame: FrameOffsets,
}

/// Where the fields of a frame are.
#[derive(Clone, Copy)]
pub struct FrameOffsets {
    pub size: u32,
    pub code: u32,
    pub function: u32,
    pub base: u32,
    pub pc: u32,
    /// 0 where the result goes to a register, and which.
    pub then: u32,
    pub then_register: u32,
    /// 0 where there is none.
    pub generator: u32,
    pub namespace: u32,
}

/// What is known at a site.
#[derive(Clone, Copy)]
pub struct Site {
    pub name: Ref<Str>,
    pub cache: Cache,
    pub other: Cache,
    /// What it gives at the moment, where that is a global or a method.
    pub gives: Tag,
}

/// What is compiled.
pub struct Source<'a> {
    pub ops: &'a [Op],
    pub constants: &'a [Value],
    pub sites: Vec<Site>,
    pub registers: u16,
    /// How many of the registers are variables.
    pub locals: u16,
    /// What the registers are expected to hold.
    pub expected: &'a [Tag],
    /// The namespaces that functions of this code see: the function is only entered where these are theirs.
    pub globals: Ref<Dict>,
    pub builtins: Ref<Dict>,
    /// The versions that the classes of some built-in types have for good.
    pub type_versions: [(Tag, u32); 5],
    /// A store to them has to be noted: see `object::heap`.
    pub globals_frozen: bool,
    /// The browser lets one function end in another.
    pub branches_on: bool,
    pub helpers: Helpers,
    pub vm: VmOffsets,
    pub offsets: &'a Offsets,
}

/// What a register is expected to hold that has held values of several types: there is nothing to gain by expecting the
/// value that this is the tag of.
pub const MIXED: Tag = Tag::NotImplemented;

/// More instructions than this are not worth a function: the browser takes too long over it.
const MOST_OPS: usize = 4_000;

/// The module with the function, and the blocks that it can begin with; `None` if there is too much of it.
pub fn compile(source: &Source<'_>) -> Option<(Vec<u8>, Vec<blocks::Block>)> {
    if source.ops.len() > MOST_OPS {
        return None;
    }
    let blocks = blocks::of(source.ops, source.locals);
    let module = lowering::Lowering::new(source, &blocks).module();
    Some((module, blocks))
}
