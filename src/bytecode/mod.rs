//! Register bytecode: the instruction table, and the code units that the compiler makes and the VM links.
//!
//! Reading order: [`instruction`] (the one table), [`code`] (what surrounds the instructions).

pub mod code;
pub mod disassemble;
mod encoding;
pub mod instruction;
pub mod liveness;
mod positions;
pub mod sealing;
pub mod verify;

pub use code::*;
pub use instruction::*;
