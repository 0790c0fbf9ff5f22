//! What is known of a scope so far: how its names have been used.

use std::collections::HashMap;

use crate::syntax::TextRange;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    Module,
    Class,
    Function {
        is_async: bool,
    },
    Comprehension,
    /// An expression of types, where some expressions may not stand; it is called this.
    Types(&'static str),
}

/// How a name has been used in a scope.
#[derive(Clone, Copy, Debug, Default)]
pub struct Uses {
    pub is_parameter: bool,
    pub is_used: bool,
    pub is_annotated: bool,
    pub is_assigned: bool,
    pub global: Option<TextRange>,
    pub nonlocal: Option<TextRange>,
}

pub struct Scope<'a> {
    pub kind: ScopeKind,
    names: HashMap<&'a str, Uses>,
    /// The declared names in order.
    declared: Vec<&'a str>,
    pub type_parameters: Vec<&'a str>,
    /// How many iterables of comprehensions are being walked.
    pub iterables: usize,
}

impl<'a> Scope<'a> {
    pub fn new(kind: ScopeKind) -> Self {
        Self {
            kind,
            names: HashMap::new(),
            declared: Vec::new(),
            type_parameters: Vec::new(),
            iterables: 0,
        }
    }

    pub fn uses(&self, name: &str) -> Uses {
        self.names.get(name).copied().unwrap_or_default()
    }

    pub fn update(&mut self, name: &'a str, change: impl FnOnce(&mut Uses)) {
        change(self.names.entry(name).or_default());
    }

    pub fn declare(&mut self, name: &'a str, change: impl FnOnce(&mut Uses)) {
        self.declared.push(name);
        self.update(name, change);
    }

    /// The first name that is declared both global and nonlocal, and where it was declared first.
    pub fn conflict(&self) -> Option<(&'a str, TextRange)> {
        self.declared.iter().find_map(|name| {
            let uses = self.uses(name);
            let (global, nonlocal) = (uses.global?, uses.nonlocal?);
            let first = if global.start() < nonlocal.start() {
                global
            } else {
                nonlocal
            };
            Some((*name, first))
        })
    }
}
