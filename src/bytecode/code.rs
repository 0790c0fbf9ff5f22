//! `CodeUnit`: what the compiler makes of a module, class body, function, lambda or generator
//! expression. Plain data: it knows nothing of the heap, so that it can be stored and shared.

use serde::{Deserialize, Serialize};
use std::rc::Rc;

use super::Op;
use super::sealing::Sealed;

/// A constant of a code unit. The VM makes a heap value of it when it links the unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Constant {
    None,
    Bool(bool),
    Ellipsis,
    Int(i64),
    /// An int beyond `i64`, in decimal digits with an optional sign.
    BigInt(String),
    Float(f64),
    Complex { real: f64, imag: f64 },
    Str(String),
    Bytes(Vec<u8>),
    Tuple(Vec<Constant>),
    FrozenSet(Vec<Constant>),
    Code(#[serde(with = "super::sealing")] Box<CodeUnit>),
}

/// Where an instruction comes from. Lines count from 1; columns are UTF-8 bytes from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Position {
    pub line: u32,
    pub end_line: u32,
    pub column: u32,
    pub end_column: u32,
}

/// A row of the exception table: an exception raised by an instruction in `start..end` is stored in
/// register `exception`, and execution goes on at `target`. The first row that covers an instruction
/// wins: inner handlers come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handler {
    pub start: u32,
    pub end: u32,
    pub target: u32,
    pub exception: u16,
}

/// What a code unit is the body of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CodeKind {
    Module,
    Class,
    Function,
    Generator,
    Coroutine,
    AsyncGenerator,
}

/// The parameters of a function, in the order of its first registers: `positional` (of which the
/// first `positional_only` cannot be named), `keyword_only`, then `*args`, then `**kwargs`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameters {
    pub positional_only: u16,
    pub positional: u16,
    pub keyword_only: u16,
    pub star_args: bool,
    pub star_kwargs: bool,
}

impl Parameters {
    /// How many registers the parameters take.
    pub fn registers(&self) -> u16 {
        self.positional + self.keyword_only + u16::from(self.star_args) + u16::from(self.star_kwargs)
    }

    /// Whether every parameter is positional: a call needs no more than a count.
    pub fn is_simple(&self) -> bool {
        self.keyword_only == 0 && !self.star_args && !self.star_kwargs
    }
}

impl CodeUnit {
    /// Whether calling it makes a generator, coroutine or asynchronous generator.
    pub fn is_generator(&self) -> bool {
        matches!(self.kind, CodeKind::Generator | CodeKind::Coroutine | CodeKind::AsyncGenerator)
    }

    /// Forgets where the instructions of the unit and of those in it come from: no traceback shows them.
    pub fn forget_positions(&mut self) {
        self.positions.clear();
        self.inner_units().for_each(CodeUnit::forget_positions);
    }

    /// Forgets all but the lines of where the instructions of the unit and of those in it come from.
    pub fn forget_columns(&mut self) {
        for position in &mut self.positions {
            *position = Position { line: position.line, end_line: position.line, ..Position::default() };
        }
        self.inner_units().for_each(CodeUnit::forget_columns);
    }

    /// Has the code begin at another line. The functions in it stay where they are, as in CPython.
    pub fn move_to(&mut self, line: u32) {
        let moved = |at: u32| if at == 0 { 0 } else { (at + line).saturating_sub(self.first_line) };
        for position in &mut self.positions {
            (position.line, position.end_line) = (moved(position.line), moved(position.end_line));
        }
        self.first_line = line;
    }

    fn inner_units(&mut self) -> impl Iterator<Item = &mut CodeUnit> {
        self.constants.iter_mut().filter_map(|constant| match constant {
            Constant::Code(inner) => Some(&mut **inner),
            _ => None,
        })
    }

    /// Where an instruction comes from: the first line if it has none.
    pub fn position(&self, instruction: u32) -> Position {
        let first = Position { line: self.first_line, end_line: self.first_line, ..Position::default() };
        self.positions.get(instruction as usize).copied().unwrap_or(first)
    }
}

/// Compiled code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CodeUnit {
    pub kind: CodeKind,
    /// `__name__`: the function's or class's name, `<module>`, `<lambda>`, `<genexpr>`.
    pub name: String,
    pub qualified_name: String,
    /// The file name that tracebacks print.
    pub file: Rc<str>,
    pub first_line: u32,
    pub parameters: Parameters,
    /// How many registers a frame needs; at least `locals.len()`.
    pub registers: u16,
    /// The names of the first registers: parameters, then the other locals, cells included.
    pub locals: Vec<String>,
    /// Which of `locals` are made into cells by `MakeCell` (captured by an inner function).
    pub cells: Vec<u16>,
    /// The names of the closure's cells, by the index that `LoadClosure` takes.
    pub free: Vec<String>,
    pub doc: Option<String>,
    #[serde(with = "super::encoding")]
    pub ops: Rc<[Op]>,
    /// The position of each instruction, parallel to `ops`; or none.
    #[serde(with = "super::positions")]
    pub positions: Vec<Position>,
    pub constants: Vec<Constant>,
    /// Of linked code, which has its constants elsewhere: which of them are code of closures, and how many cells each takes.
    #[serde(skip)]
    pub closures: Vec<(u16, u16)>,
    pub names: Vec<String>,
    /// The inline-cache sites: for each, an index into `names`.
    pub sites: Vec<u16>,
    pub handlers: Vec<Handler>,
    /// In place of everything from `ops` on, as long as nobody has run the code: see [`super::sealing`].
    pub sealed: Option<Sealed>,
}
