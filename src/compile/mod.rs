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
mod unit;

use codegen::{Generator, Source};
use error::{CompileError, CompileResult};
use scope::ScopeTree;

use crate::bytecode::CodeUnit;
use crate::syntax::{
    ParsedExpression, ParsedModule, SourceMap, SyntaxError, SyntaxErrorKind, parse_expression, parse_module,
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

/// Compiles the source of a module, as `exec` takes it.
pub fn compile_module(source: &str, file: &str, names: Names) -> Result<CodeUnit, SyntaxError> {
    let module = parse_module(source, file)?;
    module_code(&module, names).map_err(|error| located(error, &module.map, file))
}

/// Compiles the source of an expression, as `eval` takes it.
pub fn compile_expression(source: &str, file: &str, names: Names) -> Result<CodeUnit, SyntaxError> {
    let parsed = parse_expression(source, file)?;
    expression_code(&parsed, names).map_err(|error| located(error, &parsed.map, file))
}

fn module_code(module: &ParsedModule, names: Names) -> CompileResult<CodeUnit> {
    let tree = ScopeTree::of_module(&module.body)?;
    let source = Source {
        tree: &tree,
        map: &module.map,
        file: &module.file,
        future_annotations: collect::imports_future_annotations(&module.body),
        separate_namespace: names == Names::Namespace,
    };
    Generator::new(&source).module(&module.body)
}

fn expression_code(parsed: &ParsedExpression, names: Names) -> CompileResult<CodeUnit> {
    let tree = ScopeTree::of_expression(&parsed.expression)?;
    let source = Source {
        tree: &tree,
        map: &parsed.map,
        file: &parsed.file,
        future_annotations: false,
        separate_namespace: names == Names::Namespace,
    };
    Generator::new(&source).eval(&parsed.expression)
}

fn located(error: CompileError, map: &SourceMap, file: &str) -> SyntaxError {
    let details = error.into_details();
    SyntaxError::at(SyntaxErrorKind::SyntaxError, details.message, details.range, map, file)
}
