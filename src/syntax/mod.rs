//! Python's syntax: source text in, a checked tree or CPython's `SyntaxError` out.
//!
//! Nothing else in the crate names the parser's crates: the tree is [`ast`], a place in the source
//! is a byte offset ([`TextRange`]), and [`SourceMap`] turns it into a line and a column.
//!
//! Reading order: [`parsed`] (the entry points), [`nesting`] and [`digits`] (what is refused before parsing),
//! [`checks`] (errors in a tree that parses) and, for programs that do not parse, [`tokens`] and
//! [`diagnosis`] (CPython's tokens and grammar, which know the usual mistakes).
//!
//! Invariant: a tree that leaves this module nests shallowly enough for recursive walks, except
//! along its left spine (`1+1+1+...`, `a.b.c...`), which [`left_spine`] walks without recursion.

mod checks;
mod diagnosis;
mod digits;
mod error;
mod escapes;
mod messages;
mod nesting;
mod parsed;
mod source_map;
mod spine;
mod surrogates;
mod tokens;
mod warnings;

pub use diagnosis::wants_more;
pub use digits::check_digits;
pub use error::{SyntaxError, SyntaxErrorKind, write_marked_line};
pub use parsed::{
    ParsedExpression, ParsedModule, parse_expression, parse_fragment, parse_fragment_expression,
    parse_line, parse_module, read_expression, read_module,
};
pub use ruff_python_ast as ast;
pub use ruff_text_size::{Ranged, TextRange, TextSize};
pub use source_map::{Position, SourceMap};
pub use spine::left_spine;
pub use unicode_names2::{character as named_character, install as install_names, is_ready as has_names, name as character_name};
pub use warnings::{SyntaxWarning, expression_warnings, warnings};
