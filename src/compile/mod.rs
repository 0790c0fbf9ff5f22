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
mod single;
pub mod tree;
mod unit;

use codegen::{Generator, Source};
use error::{CompileError, CompileResult};
use scope::ScopeTree;
pub use single::{compile_line, compile_single};

use crate::bytecode::CodeUnit;
use crate::syntax::{
    ParsedExpression, ParsedModule, SourceMap, SyntaxError, SyntaxErrorKind, SyntaxWarning,
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
