//! Source text to tree: the entry points.

use ruff_python_ast::{Mod, PythonVersion};
use ruff_python_parser::{Mode, ParseOptions, Parsed};

use super::ast::{Expr, ModExpression, ModModule, Suite};
use super::diagnosis::Start;
use super::{SourceMap, SyntaxError, SyntaxErrorKind, checks, diagnosis, messages, nesting, spine, surrogates};

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
    let module = read_module(source, file)?;
    checks::check_module(&module.body, &module.map, file)?;
    Ok(module)
}

/// Parses what is typed as one statement.
pub fn parse_line(source: &str, file: &str) -> Result<ParsedModule, SyntaxError> {
    let module = read(source, Start::Line, file)?;
    checks::check_module(&module.body, &module.map, file)?;
    Ok(module)
}

/// Parses a whole file without what only a compiler refuses, such as a `return` outside a function.
pub fn read_module(source: &str, file: &str) -> Result<ParsedModule, SyntaxError> {
    read(source, Start::File, file)
}

fn read(source: &str, start: Start, file: &str) -> Result<ParsedModule, SyntaxError> {
    let map = SourceMap::new(source);
    let parsed = parse(&map, start, file)?;
    let ModModule { body, .. } = parsed.expect_module();
    Ok(ParsedModule {
        file: file.to_owned(),
        body,
        map,
    })
}

/// Parses one expression, as `eval` does: spaces before it are skipped.
pub fn parse_expression(source: &str, file: &str) -> Result<ParsedExpression, SyntaxError> {
    let parsed = read_expression(source, file)?;
    checks::check_expression(&parsed.expression, &parsed.map, file)?;
    Ok(parsed)
}

/// Parses one expression without what only a compiler refuses.
pub fn read_expression(source: &str, file: &str) -> Result<ParsedExpression, SyntaxError> {
    let source = source.trim_start_matches([' ', '\t']);
    let map = SourceMap::new(source);
    let parsed = parse(&map, Start::Expression, file)?;
    let ModExpression { body, .. } = parsed.expect_expression();
    Ok(ParsedExpression {
        file: file.to_owned(),
        expression: *body,
        map,
    })
}

fn parse(map: &SourceMap, start: Start, file: &str) -> Result<Mod, SyntaxError> {
    let source = map.source();
    if source.contains('\0') {
        return Err(messages::null_bytes(map, file));
    }
    if let Err(excess) = nesting::check(source) {
        return Err(
            diagnosis::lexical(source, file).unwrap_or_else(|| excess.into_error(map, file))
        );
    }
    let parsed = parse_unchecked(source, start);
    if has_errors(&parsed) {
        let error = explain(&parsed, map, start, file);
        spine::dismantle_tree(&mut parsed.into_syntax());
        return Err(error);
    }
    // The parser does not mind how wide a tab is.
    let lexical = source
        .contains('\t')
        .then(|| diagnosis::lexical(source, file))
        .flatten();
    if let Some(error) = lexical.filter(|error| error.kind == SyntaxErrorKind::TabError) {
        spine::dismantle_tree(&mut parsed.into_syntax());
        return Err(error);
    }
    let mut tree = parsed.into_syntax();
    surrogates::restore(&mut tree, source);
    Ok(tree)
}

impl Drop for ParsedModule {
    fn drop(&mut self) {
        spine::dismantle(&mut self.body);
    }
}

impl Drop for ParsedExpression {
    fn drop(&mut self) {
        spine::dismantle_expression(&mut self.expression);
    }
}

fn explain(parsed: &Parsed<Mod>, map: &SourceMap, start: Start, file: &str) -> SyntaxError {
    let literal = messages::faulty_literal(parsed, map, file);
    match (diagnosis::explain(map.source(), start, file), literal) {
        (Some(error), Some(literal)) if literal.line < error.line => literal,
        (Some(error), _) => error,
        (None, Some(literal)) => literal,
        (None, None) => messages::translate(parsed, map, file),
    }
}

fn parse_unchecked(source: &str, start: Start) -> Parsed<Mod> {
    let mode = match start {
        Start::File | Start::Line => Mode::Module,
        Start::Expression => Mode::Expression,
    };
    let options = ParseOptions::from(mode).with_target_version(PythonVersion::PY314);
    ruff_python_parser::parse_unchecked(source, options)
}

fn has_errors(parsed: &Parsed<Mod>) -> bool {
    !parsed.errors().is_empty() || !parsed.unsupported_syntax_errors().is_empty()
}

/// The statements of a piece of code, such as the lines of a frame, if they parse by themselves.
pub fn parse_fragment(source: &str) -> Option<Suite> {
    Some(parse_piece(source, Start::File)?.expect_module().body)
}

/// The same for an expression.
pub fn parse_fragment_expression(source: &str) -> Option<Expr> {
    Some(
        *parse_piece(source, Start::Expression)?
            .expect_expression()
            .body,
    )
}

fn parse_piece(source: &str, start: Start) -> Option<Mod> {
    nesting::check_piece(source).ok()?;
    let parsed = parse_unchecked(source, start);
    (!has_errors(&parsed)).then(|| parsed.into_syntax())
}
