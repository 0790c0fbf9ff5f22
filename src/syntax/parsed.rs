//! Source text to tree: the entry points.

use ruff_python_parser::ParseError;

use super::ast::{Expr, ModExpression, ModModule, Suite};
use super::diagnosis::Start;
use super::{SourceMap, SyntaxError, diagnosis, messages, nesting};

/// A module that has passed every check of syntax.
#[derive(Clone, Debug)]
pub struct ParsedModule {
    pub file: String,
    pub body: Suite,
    pub map: SourceMap,
}

/// An expression for `eval`.
#[derive(Clone, Debug)]
pub struct ParsedExpression {
    pub file: String,
    pub expression: Expr,
    pub map: SourceMap,
}

/// Parses a whole file, as `exec` does.
pub fn parse_module(source: &str, file: &str) -> Result<ParsedModule, SyntaxError> {
    let map = SourceMap::new(source);
    nesting::check(&map, file)?;
    let parsed = ruff_python_parser::parse_module(source)
        .map_err(|error| explain(&error, Start::File, &map, file))?;
    let ModModule { body, .. } = parsed.into_syntax();
    Ok(ParsedModule {
        file: file.to_owned(),
        body,
        map,
    })
}

/// Parses one expression, as `eval` does: spaces before it are skipped.
pub fn parse_expression(source: &str, file: &str) -> Result<ParsedExpression, SyntaxError> {
    let source = source.trim_start_matches([' ', '\t']);
    let map = SourceMap::new(source);
    nesting::check(&map, file)?;
    let parsed = ruff_python_parser::parse_expression(source)
        .map_err(|error| explain(&error, Start::Expression, &map, file))?;
    let ModExpression { body, .. } = parsed.into_syntax();
    Ok(ParsedExpression {
        file: file.to_owned(),
        expression: *body,
        map,
    })
}

/// CPython's explanation, or the parser's own where CPython's grammar sees nothing wrong.
fn explain(error: &ParseError, start: Start, map: &SourceMap, file: &str) -> SyntaxError {
    diagnosis::explain(map.source(), start, file)
        .unwrap_or_else(|| messages::translate(error, map, file))
}

/// The statements of a piece of code, such as the lines of a frame, if they parse by themselves.
pub fn parse_fragment(source: &str) -> Option<Suite> {
    nesting::check(&SourceMap::new(source), "").ok()?;
    let parsed = ruff_python_parser::parse_module(source).ok()?;
    Some(parsed.into_syntax().body)
}

/// The same for an expression.
pub fn parse_fragment_expression(source: &str) -> Option<Expr> {
    nesting::check(&SourceMap::new(source), "").ok()?;
    let parsed = ruff_python_parser::parse_expression(source).ok()?;
    Some(*parsed.into_syntax().body)
}
