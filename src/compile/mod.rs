//! The compiler: from the syntax tree over scope analysis to register bytecode.

mod collect;
mod error;
mod mangle;
mod resolve;
mod scope;

pub use error::{CompileError, CompileResult};
