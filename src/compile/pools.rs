//! The tables beside the code of a unit: constants, names and inline-cache sites, each value once.

use std::collections::HashMap;

use super::error::{CompileError, CompileResult};
use crate::bytecode::Constant;
use crate::syntax::TextRange;

#[derive(Debug, Default)]
pub struct Pools {
    pub constants: Vec<Constant>,
    pub names: Vec<String>,
    pub sites: Vec<u16>,
    /// By the text that stands for a constant, which tells `1` from `1.0` and `0.0` from `-0.0`.
    constant_index: HashMap<String, u16>,
    name_index: HashMap<String, u16>,
    global_sites: HashMap<String, u16>,
}

impl Pools {
    pub fn constant(&mut self, constant: Constant, range: TextRange) -> CompileResult<u16> {
        if matches!(constant, Constant::Code(_)) {
            return push(&mut self.constants, constant, range);
        }
        let key = format!("{constant:?}");
        if let Some(index) = self.constant_index.get(&key) {
            return Ok(*index);
        }
        let index = push(&mut self.constants, constant, range)?;
        self.constant_index.insert(key, index);
        Ok(index)
    }

    pub fn name(&mut self, name: &str, range: TextRange) -> CompileResult<u16> {
        if let Some(index) = self.name_index.get(name) {
            return Ok(*index);
        }
        let index = push(&mut self.names, name.to_owned(), range)?;
        self.name_index.insert(name.to_owned(), index);
        Ok(index)
    }

    pub fn site(&mut self, name: &str, range: TextRange) -> CompileResult<u16> {
        let name = self.name(name, range)?;
        push(&mut self.sites, name, range)
    }

    /// The site of a global, which all instructions of the unit share: where the global is, is the same for all.
    pub fn global_site(&mut self, name: &str, range: TextRange) -> CompileResult<u16> {
        if let Some(site) = self.global_sites.get(name) {
            return Ok(*site);
        }
        let site = self.site(name, range)?;
        self.global_sites.insert(name.to_owned(), site);
        Ok(site)
    }
}

fn push<T>(pool: &mut Vec<T>, value: T, range: TextRange) -> CompileResult<u16> {
    let index = u16::try_from(pool.len())
        .map_err(|_| CompileError::new("too many constants and names in one block: split it into functions", range))?;
    pool.push(value);
    Ok(index)
}
