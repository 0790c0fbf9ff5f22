//! The statements around the current point that `break`, `continue` and `return` have to leave.

use super::assembler::{HandlerId, Label};
use super::flow::Bound;
use crate::syntax::ast::Stmt;

/// How a block is left early.
#[derive(Clone, Copy, Debug)]
pub enum BlockKind<'a> {
    Loop { on_break: Label, on_continue: Label },
    /// The body of a `try` whose `finally` must run.
    Finally { body: &'a [Stmt] },
    /// The body of a handler or of a `finally` that runs because of an exception: `saved` is the
    /// exception that was being handled before, `name` the variable of `except ... as`.
    Handling { saved: u16, name: Option<&'a str> },
    /// The body of a `with`: the register of its exit method.
    With { exit: u16, is_async: bool },
}

#[derive(Clone, Copy, Debug)]
pub struct Block<'a> {
    pub kind: BlockKind<'a>,
    /// The handler that is in force outside the block.
    pub handler: Option<HandlerId>,
}

/// A handler being compiled: what covers its body, and where it starts.
#[derive(Debug)]
pub struct Guard {
    pub id: HandlerId,
    pub label: Label,
    pub exception: u16,
    pub outer: Option<HandlerId>,
    pub state: Option<Bound>,
}
