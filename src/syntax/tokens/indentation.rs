//! Indents, dedents and what may be wrong with them.

use super::lexer::{Lexed, Lexer};
use super::{Fault, FaultPlace, Kind};
use crate::syntax::SyntaxErrorKind;

const TAB_SIZE: usize = 8;
const MAX_INDENTATION: usize = 100;

/// The columns of the blocks that are open: with tabs to every eighth column, and with tabs of one
/// column. Both must tell the same story, or the program would depend on the size of a tab.
#[derive(Default)]
pub struct Indentation {
    open: Vec<(usize, usize)>,
    /// Indents, or dedents if negative, that are still to be told.
    pending: i32,
}

impl Indentation {
    pub fn next_pending(&mut self) -> Option<Kind> {
        match self.pending {
            0 => None,
            1.. => {
                self.pending -= 1;
                Some(Kind::Indent)
            }
            _ => {
                self.pending += 1;
                Some(Kind::Dedent)
            }
        }
    }

    fn current(&self) -> (usize, usize) {
        self.open.last().copied().unwrap_or((0, 0))
    }

    fn update(&mut self, (column, other): (usize, usize)) -> Result<(), Misfit> {
        let (top, other_top) = self.current();
        if column == top {
            return if other == other_top {
                Ok(())
            } else {
                Err(Misfit::Tabs)
            };
        }
        if column > top {
            if self.open.len() + 1 >= MAX_INDENTATION {
                return Err(Misfit::TooDeep);
            }
            if other <= other_top {
                return Err(Misfit::Tabs);
            }
            self.open.push((column, other));
            self.pending = 1;
            return Ok(());
        }
        while column < self.current().0 {
            self.open.pop();
            self.pending -= 1;
        }
        match self.current() {
            (top, _) if top != column => Err(Misfit::Dedent),
            (_, other_top) if other_top != other => Err(Misfit::Tabs),
            _ => Ok(()),
        }
    }
}

enum Misfit {
    Tabs,
    TooDeep,
    Dedent,
}

impl Lexer<'_> {
    /// Reads the space that a line starts with; whether nothing follows it.
    pub fn indent(&mut self) -> Lexed<bool> {
        let mut columns = (0, 0);
        loop {
            columns = match self.peek() {
                Some(' ') => (columns.0 + 1, columns.1 + 1),
                Some('\t') => ((columns.0 / TAB_SIZE + 1) * TAB_SIZE, columns.1 + 1),
                Some('\x0c') => (0, 0),
                _ => break,
            };
            self.position += 1;
        }
        if matches!(self.peek(), Some('#' | '\n')) {
            return Ok(true);
        }
        if self.brackets.is_empty() {
            self.indentation
                .update(columns)
                .map_err(|misfit| self.misfit(&misfit))?;
        }
        Ok(false)
    }

    fn misfit(&self, misfit: &Misfit) -> Box<Fault> {
        let (kind, message) = match misfit {
            Misfit::Tabs => (
                SyntaxErrorKind::TabError,
                "inconsistent use of tabs and spaces in indentation",
            ),
            Misfit::TooDeep => (
                SyntaxErrorKind::IndentationError,
                "too many levels of indentation",
            ),
            Misfit::Dedent => (
                SyntaxErrorKind::IndentationError,
                "unindent does not match any outer indentation level",
            ),
        };
        let line_end = self.position + self.rest().find('\n').unwrap_or(0);
        let line_start = self.source[..self.position]
            .rfind('\n')
            .map_or(0, |newline| newline + 1);
        let place = match misfit {
            Misfit::Dedent => FaultPlace::End(line_end as u32 + 1),
            _ => FaultPlace::Start(line_start as u32),
        };
        let fault = self.fault_at(message, place, self.position);
        Box::new(Fault { kind, ..*fault })
    }
}
