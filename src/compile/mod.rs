//! The compiler: from the syntax tree over scope analysis to register bytecode.
//!
//! Reading order: [`scope`] (where each name lives, by [`collect`] and [`resolve`]), [`codegen`]
//! (what code each kind of node becomes), [`unit`] (a code unit in the making: registers,
//! variables), [`flow`] (which variables are certainly bound), [`assembler`] (jumps and handlers).

mod assembler;
mod blocks;
mod codegen;
mod collect;
mod docstring;
mod error;
mod flow;
mod fold;
mod hoist;
pub mod mangle;
mod pools;
mod resolve;
mod scope;
pub mod tree;
mod unit;

use codegen::{Generator, Source};
use error::{CompileError, CompileResult};
use scope::ScopeTree;

use crate::bytecode::CodeUnit;
use crate::syntax::{
    ParsedExpression, ParsedModule, Ranged, SourceMap, SyntaxError, SyntaxErrorKind, SyntaxWarning, TextRange, ast,
    expression_warnings, parse_expression, parse_module, warnings,
};

/// Where the names of the outermost block live.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    /// In the globals, as in a module.
    #[default]
    Globals,
    /// In a namespace beside the globals, as in `exec` and `eval` with two dicts.
    Namespace,
}

/// The code of a source, and what CPython warns of in it.
pub struct Compiled {
    pub unit: CodeUnit,
    pub warnings: Vec<SyntaxWarning>,
}

/// Compiles the source of a module that nobody wants to be warned about.
pub fn compile_module(source: &str, file: &str, names: Names) -> Result<CodeUnit, SyntaxError> {
    let module = parse_module(source, file)?;
    module_code(&module, names).map_err(|error| located(error, &module.map, file))
}

/// Compiles the source of a program, as `exec` takes it.
pub fn compile_program(source: &str, file: &str, names: Names) -> Result<Compiled, SyntaxError> {
    let module = parse_module(source, file)?;
    let unit = module_code(&module, names).map_err(|error| located(error, &module.map, file))?;
    Ok(Compiled { unit, warnings: warnings(&module) })
}

/// Compiles the source of one interactive statement: the values of its expressions are shown.
pub fn compile_single(source: &str, file: &str, names: Names) -> Result<Compiled, SyntaxError> {
    let module = parse_module(source, file)?;
    let refused = |message: &str, range| {
        Err(SyntaxError::at(SyntaxErrorKind::SyntaxError, message.to_owned(), range, &module.map, file))
    };
    let line = |statement: &ast::Stmt| module.map.line(statement.range().start());
    match &module.body[..] {
        [] => return refused("invalid syntax", TextRange::default()),
        [first, second, ..] if is_compound(first) || line(second) > line(first) => {
            return refused("multiple statements found while compiling a single statement", first.range());
        }
        _ => {}
    }
    let code = ScopeTree::of_module(&module.body).and_then(|tree| {
        let source = source_of(&module, &tree, names);
        Generator::new(&Source { interactive: true, ..source }).module(&module.body)
    });
    let unit = code.map_err(|error| located(error, &module.map, file))?;
    Ok(Compiled { unit, warnings: warnings(&module) })
}

fn is_compound(statement: &ast::Stmt) -> bool {
    use ast::Stmt::*;
    matches!(
        statement,
        FunctionDef(_) | ClassDef(_) | For(_) | While(_) | If(_) | With(_) | Match(_) | Try(_)
    )
}

/// Compiles the source of an expression, as `eval` takes it.
pub fn compile_expression(source: &str, file: &str, names: Names) -> Result<Compiled, SyntaxError> {
    let parsed = parse_expression(source, file)?;
    let unit = expression_code(&parsed, names).map_err(|error| located(error, &parsed.map, file))?;
    Ok(Compiled { unit, warnings: expression_warnings(&parsed) })
}

fn module_code(module: &ParsedModule, names: Names) -> CompileResult<CodeUnit> {
    let tree = ScopeTree::of_module(&module.body)?;
    Generator::new(&source_of(module, &tree, names)).module(&module.body)
}

fn source_of<'a>(module: &'a ParsedModule, tree: &'a ScopeTree, names: Names) -> Source<'a> {
    Source {
        tree,
        map: &module.map,
        file: &module.file,
        future_annotations: collect::imports_future_annotations(&module.body),
        separate_namespace: names == Names::Namespace,
        interactive: false,
    }
}

fn expression_code(parsed: &ParsedExpression, names: Names) -> CompileResult<CodeUnit> {
    let tree = ScopeTree::of_expression(&parsed.expression)?;
    let source = Source {
        tree: &tree,
        map: &parsed.map,
        file: &parsed.file,
        future_annotations: false,
        separate_namespace: names == Names::Namespace,
        interactive: false,
    };
    Generator::new(&source).eval(&parsed.expression)
}

fn located(error: CompileError, map: &SourceMap, file: &str) -> SyntaxError {
    let details = error.into_details();
    SyntaxError::at(SyntaxErrorKind::SyntaxError, details.message, details.range, map, file)
}
