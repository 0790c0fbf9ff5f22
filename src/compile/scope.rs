//! Scopes and their symbols: where each name of each block lives.

use super::collect;
use super::error::CompileResult;
use super::resolve;
use crate::sorted::SortedMap;
use crate::syntax::TextRange;
use crate::syntax::ast;
use crate::syntax::ast::name::Name;

/// Index of a scope in its [`ScopeTree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ScopeId(pub u32);

/// What kind of block a scope belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    Module,
    Class,
    Function,
    Lambda,
    /// A generator expression, which is a function of its own.
    Generator,
    /// A list, set or dict comprehension, which runs inside its enclosing block.
    Comprehension,
    /// Annotations, type parameters and the values of type aliases: evaluated by a function on demand.
    Annotation,
}

impl ScopeKind {
    /// Whether names bound in it are local variables (and visible to nested blocks).
    pub fn is_function_like(self) -> bool {
        !matches!(self, Self::Module | Self::Class)
    }
}

/// Where a name of a scope lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// Bound in this very scope: a register in a function, a key of the namespace in a class or module.
    Local,
    /// Bound in this scope and captured by a nested function.
    Cell,
    /// Bound in an enclosing function.
    Free,
    /// Declared `global`.
    GlobalExplicit,
    /// Bound nowhere around: a global or a built-in name.
    GlobalImplicit,
}

/// How a name is used in a scope; the input of resolution.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    pub read: bool,
    pub bound: bool,
    pub parameter: bool,
    pub global: bool,
    pub nonlocal: bool,
    pub annotated: bool,
    /// Unbound somewhere, by `del` or by the end of an `except ... as` block.
    pub deleted: bool,
    /// Bound by `:=`, hence possibly in the middle of an expression that reads it.
    pub walrus: bool,
    /// The target of a comprehension.
    pub iteration: bool,
}

#[derive(Clone, Debug)]
pub struct Symbol {
    pub name: Name,
    pub uses: Uses,
    pub binding: Binding,
    /// In a class: also the variable of an enclosing function that a nested block captures.
    pub free_in_class: bool,
    /// Where it was declared `global` or `nonlocal`.
    pub declared: Option<TextRange>,
}

/// The symbols of one block.
#[derive(Debug)]
pub struct Scope {
    pub kind: ScopeKind,
    pub name: Name,
    pub parent: Option<ScopeId>,
    pub children: Vec<ScopeId>,
    symbols: Vec<Symbol>,
    index: SortedMap<Name, usize>,
    /// How many of the first symbols are parameters.
    pub parameters: usize,
    pub is_async: bool,
    pub has_yield: bool,
    /// A comprehension with `async for` or `await` in it.
    pub has_await: bool,
    /// In a class: a method uses `super()` or `__class__`.
    pub needs_class_cell: bool,
    /// In a class: annotations in it look names up in its namespace.
    pub needs_class_namespace: bool,
    /// In an annotation scope directly in a class: it looks names up in the class first.
    pub sees_class: bool,
}

impl Scope {
    pub fn new(kind: ScopeKind, name: Name, parent: Option<ScopeId>) -> Self {
        Self {
            kind,
            name,
            parent,
            children: Vec::new(),
            symbols: Vec::new(),
            index: SortedMap::new(),
            parameters: 0,
            is_async: false,
            has_yield: false,
            has_await: false,
            needs_class_cell: false,
            needs_class_namespace: false,
            sees_class: false,
        }
    }

    pub fn symbols(&self) -> &[Symbol] {
        &self.symbols
    }

    pub fn get(&self, name: &str) -> Option<&Symbol> {
        self.index.get(name).map(|&at| &self.symbols[at])
    }

    /// The symbol of that name, made if it is new.
    pub fn entry(&mut self, name: &Name) -> &mut Symbol {
        let at = match self.index.get(name) {
            Some(&at) => at,
            None => self.add(name),
        };
        &mut self.symbols[at]
    }

    fn add(&mut self, name: &Name) -> usize {
        let at = self.symbols.len();
        self.symbols.push(Symbol {
            name: name.clone(),
            uses: Uses::default(),
            binding: Binding::GlobalImplicit,
            free_in_class: false,
            declared: None,
        });
        self.index.insert(name.clone(), at);
        at
    }

    pub fn symbols_mut(&mut self) -> &mut [Symbol] {
        &mut self.symbols
    }

    /// Names that this block takes from enclosing functions, sorted: the order of its closure.
    pub fn free_names(&self) -> Vec<Name> {
        let free = |symbol: &&Symbol| symbol.binding == Binding::Free || symbol.free_in_class;
        let mut names: Vec<Name> = self.symbols.iter().filter(free).map(|s| s.name.clone()).collect();
        crate::sorted::sort(&mut names);
        names
    }
}

/// All scopes of one module, found by the syntax node that opens them.
#[derive(Debug, Default)]
pub struct ScopeTree {
    scopes: Vec<Scope>,
    by_node: SortedMap<(usize, Part), ScopeId>,
    annotations: SortedMap<ScopeId, ScopeId>,
}

/// Which of the scopes that a node opens is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Its body, or the value of a type alias or of a type parameter's bound.
    Body,
    /// Its annotations.
    Annotations,
    /// Its type parameters.
    TypeParameters,
    /// The default of a type parameter.
    Default,
}

impl ScopeTree {
    /// The scopes of a module's body.
    pub fn of_module(body: &[ast::Stmt]) -> CompileResult<Self> {
        let mut tree = collect::module(body)?;
        resolve::resolve(&mut tree)?;
        Ok(tree)
    }

    /// All scopes, the outermost first.
    pub fn ids(&self) -> impl Iterator<Item = ScopeId> + use<> {
        (0..self.scopes.len() as u32).map(ScopeId)
    }

    /// The scopes of a single expression, as `eval` compiles it.
    pub fn of_expression(expression: &ast::Expr) -> CompileResult<Self> {
        let mut tree = collect::expression(expression)?;
        resolve::resolve(&mut tree)?;
        Ok(tree)
    }

    pub const ROOT: ScopeId = ScopeId(0);

    pub fn get(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0 as usize]
    }

    pub fn get_mut(&mut self, id: ScopeId) -> &mut Scope {
        &mut self.scopes[id.0 as usize]
    }

    /// The scope that a syntax node opens. The node must be the very one that was analysed.
    pub fn of_node<T>(&self, node: &T, part: Part) -> Option<ScopeId> {
        self.by_node.get(&(address(node), part)).copied()
    }

    pub(super) fn add(&mut self, scope: Scope) -> ScopeId {
        let id = ScopeId(self.scopes.len() as u32);
        if let Some(parent) = scope.parent {
            self.get_mut(parent).children.push(id);
        }
        self.scopes.push(scope);
        id
    }

    /// The scope of the annotations of the variables of a class or module.
    pub fn annotations_of(&self, block: ScopeId) -> Option<ScopeId> {
        self.annotations.get(&block).copied()
    }

    pub(super) fn set_annotations_of(&mut self, block: ScopeId, annotations: ScopeId) {
        self.annotations.insert(block, annotations);
    }

    pub(super) fn register<T>(&mut self, node: &T, part: Part, id: ScopeId) {
        self.by_node.insert((address(node), part), id);
    }
}

/// A node's identity: the tree does not move between analysis and code generation.
fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node).addr()
}
