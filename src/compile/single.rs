//! One interactive statement: the values of its expressions are shown.

use super::codegen::{Generator, Source};
use super::scope::ScopeTree;
use super::{Compiled, Names, located, source_of};
use crate::syntax::{ParsedModule, Ranged, SyntaxError, SyntaxErrorKind, TextRange, TextSize, ast, parse_line, wants_more, warnings};

/// Compiles the source of one interactive statement.
pub fn compile_single(source: &str, file: &str, names: Names) -> Result<Compiled, SyntaxError> {
    let module = parse_line(source, file)?;
    check_single(&module)?;
    if is_open(&module, false) {
        return Err(at_end(&module));
    }
    single_code(&module, names)
}

/// The same where more lines may follow: a block is open until an empty line ends it.
pub fn compile_line(source: &str, file: &str, names: Names) -> Result<Compiled, SyntaxError> {
    let incomplete = |error| SyntaxError { kind: SyntaxErrorKind::IncompleteInput, message: "incomplete input".to_owned(), ..error };
    let module = parse_line(source, file).map_err(|error| if wants_more(source) { incomplete(error) } else { error })?;
    check_single(&module)?;
    if is_open(&module, true) {
        return Err(incomplete(at_end(&module)));
    }
    single_code(&module, names)
}

fn single_code(module: &ParsedModule, names: Names) -> Result<Compiled, SyntaxError> {
    let code = ScopeTree::of_module(&module.body).and_then(|tree| {
        let source = source_of(module, &tree, names);
        Generator::new(&Source { interactive: true, ..source }).module(&module.body)
    });
    let unit = code.map_err(|error| located(error, &module.map, &module.file))?;
    Ok(Compiled { unit, warnings: warnings(module) })
}

fn check_single(module: &ParsedModule) -> Result<(), SyntaxError> {
    const INVALID: &str = "invalid syntax";
    let line = |statement: &ast::Stmt| module.map.line(statement.range().start());
    match &module.body[..] {
        [] => Err(at_end(module)),
        [first, second, ..] if is_compound(first) => {
            let start = second.range().start();
            let rest = &module.map.source()[start.into()..];
            let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len()).max(1);
            Err(refused(module, INVALID, TextRange::at(start, TextSize::new(word as u32))))
        }
        [first, second, ..] if line(second) > line(first) => {
            let message = "multiple statements found while compiling a single statement";
            Err(refused(module, message, TextRange::at(first.range().end(), TextSize::new(1))))
        }
        _ => Ok(()),
    }
}

/// Whether the block that the source ends with could go on: one that is indented has ended, if dedents are implied.
fn is_open(module: &ParsedModule, waits_for_dedent: bool) -> bool {
    let last = module.map.source().rsplit('\n').next().unwrap_or_default();
    let is_indented = last.starts_with([' ', '\t']);
    module.body.last().is_some_and(is_compound) && !last.is_empty() && (waits_for_dedent || !is_indented)
}

fn refused(module: &ParsedModule, message: &str, range: TextRange) -> SyntaxError {
    let mut error = SyntaxError::at(SyntaxErrorKind::SyntaxError, message, range, &module.map, &module.file);
    if error.line as u32 == module.map.line_count() {
        error.text = module.map.line_text(error.line as u32).map(str::to_owned);
    }
    error
}

/// The end of the source comes too early: CPython marks no column of it.
fn at_end(module: &ParsedModule) -> SyntaxError {
    let source = module.map.source();
    let ended = source.strip_suffix('\n').unwrap_or(source);
    let place = TextRange::empty(TextSize::new(ended.len() as u32));
    let error = refused(module, "invalid syntax", place);
    let line = if source.is_empty() { 0 } else { error.line };
    SyntaxError { line, end_line: line, column: 0, end_column: 0, ..error }
}

fn is_compound(statement: &ast::Stmt) -> bool {
    use ast::Stmt::*;
    matches!(
        statement,
        FunctionDef(_) | ClassDef(_) | For(_) | While(_) | If(_) | With(_) | Match(_) | Try(_)
    )
}
