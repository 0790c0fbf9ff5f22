//! What the compiler refuses: a `SyntaxError` with the place it points at.

use crate::syntax::TextRange;

/// A `SyntaxError` found after parsing. Boxed, for results pass through deep recursion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    pub message: String,
    pub range: TextRange,
}

impl CompileError {
    pub fn new(message: impl Into<String>, range: TextRange) -> Self {
        let message = message.into();
        Self(Box::new(Details { message, range }))
    }

    pub fn into_details(self) -> Details {
        *self.0
    }
}

pub type CompileResult<T = ()> = Result<T, CompileError>;
