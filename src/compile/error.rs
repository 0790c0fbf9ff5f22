//! What the compiler refuses: a `SyntaxError` with the place it points at.

use crate::syntax::TextRange;

/// A `SyntaxError` found after parsing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError {
    pub message: String,
    pub range: TextRange,
}

impl CompileError {
    pub fn new(message: impl Into<String>, range: TextRange) -> Self {
        Self {
            message: message.into(),
            range,
        }
    }
}

pub type CompileResult<T = ()> = Result<T, CompileError>;
