//! The second pass of scope analysis: where each name lives, given all blocks around it.

use super::error::{CompileError, CompileResult};
use super::scope::{Binding, ScopeId, ScopeKind, ScopeTree};
use crate::sorted::{SortedMap, SortedSet};
use crate::syntax::ast::name::Name;

/// Names that a block takes from around it, and whether a function captures them.
///
/// A comprehension runs in the frame of the block around it, so what it reads there need not be a cell.
type FreeNames = SortedMap<Name, bool>;

pub fn resolve(tree: &mut ScopeTree) -> CompileResult {
    share_globals(tree);
    resolve_block(tree, ScopeTree::ROOT, &SortedSet::new())?;
    Ok(())
}

/// What any block declares `global` is so in the outermost one, too, where that has a namespace beside
/// the globals.
fn share_globals(tree: &mut ScopeTree) {
    let mut names = SortedSet::new();
    for id in tree.ids().skip(1) {
        names.extend(tree.get(id).symbols().iter().filter(|symbol| symbol.uses.global).map(|symbol| symbol.name.clone()));
    }
    let root = tree.get_mut(ScopeTree::ROOT);
    for symbol in root.symbols_mut() {
        symbol.uses.global |= names.contains(&symbol.name);
    }
}

/// Resolves the names of a block and of those inside it, given what enclosing functions bind.
fn resolve_block(tree: &mut ScopeTree, id: ScopeId, around: &SortedSet<Name>) -> CompileResult<FreeNames> {
    let free = resolve_own(tree, id, around)?;
    let visible = visible_inside(tree, id, around);
    let mut captured = FreeNames::new();
    for child in tree.get(id).children.clone() {
        for (name, by_function) in resolve_block(tree, child, &visible)? {
            *captured.entry(name).or_default() |= by_function;
        }
    }
    let passed = settle_captured(tree, id, captured);
    Ok(merge(tree.get(id).kind, free, passed))
}

fn resolve_own(tree: &mut ScopeTree, id: ScopeId, around: &SortedSet<Name>) -> CompileResult<FreeNames> {
    let mut free = FreeNames::new();
    let scope = tree.get_mut(id);
    for symbol in scope.symbols_mut() {
        symbol.binding = if symbol.uses.global {
            Binding::GlobalExplicit
        } else if symbol.uses.nonlocal {
            if !around.contains(&symbol.name) {
                let message = format!("no binding for nonlocal '{}' found", symbol.name);
                return Err(CompileError::new(message, symbol.declared.unwrap_or_default()));
            }
            Binding::Free
        } else if symbol.uses.bound {
            Binding::Local
        } else if around.contains(&symbol.name) {
            Binding::Free
        } else {
            Binding::GlobalImplicit
        };
        if symbol.binding == Binding::Free {
            free.insert(symbol.name.clone(), true);
        }
    }
    Ok(free)
}

/// The names bound by functions that the blocks inside this one can see.
fn visible_inside(tree: &ScopeTree, id: ScopeId, around: &SortedSet<Name>) -> SortedSet<Name> {
    let scope = tree.get(id);
    let mut visible = around.clone();
    match scope.kind {
        ScopeKind::Module => {}
        ScopeKind::Class => {
            visible.insert(Name::new_static("__class__"));
            visible.insert(Name::new_static("__classdict__"));
        }
        _ => {
            for symbol in scope.symbols() {
                match symbol.binding {
                    Binding::Local => visible.insert(symbol.name.clone()),
                    Binding::GlobalExplicit => visible.remove(&symbol.name),
                    _ => false,
                };
            }
        }
    }
    visible
}

/// Makes cells of the names that inner blocks capture here; returns those to be taken from further out.
fn settle_captured(tree: &mut ScopeTree, id: ScopeId, captured: FreeNames) -> FreeNames {
    let mut passed = FreeNames::new();
    let kind = tree.get(id).kind;
    for (name, by_function) in captured {
        let scope = tree.get_mut(id);
        match kind {
            ScopeKind::Module => {}
            ScopeKind::Class if name == "__class__" => scope.needs_class_cell = true,
            ScopeKind::Class if name == "__classdict__" => scope.needs_class_namespace = true,
            ScopeKind::Class => {
                scope.entry(&name).free_in_class = true;
                passed.insert(name, true);
            }
            _ => {
                let symbol = scope.entry(&name);
                match symbol.binding {
                    Binding::Local | Binding::Cell => {
                        if by_function {
                            symbol.binding = Binding::Cell;
                        }
                    }
                    _ => {
                        symbol.binding = Binding::Free;
                        passed.insert(name, by_function);
                    }
                }
            }
        }
    }
    passed
}

fn merge(kind: ScopeKind, own: FreeNames, passed: FreeNames) -> FreeNames {
    let is_frame = kind != ScopeKind::Comprehension;
    let mut free = FreeNames::new();
    for name in own.into_keys() {
        free.insert(name, is_frame);
    }
    for (name, by_function) in passed {
        *free.entry(name).or_default() |= by_function || is_frame;
    }
    free
}

#[cfg(test)]
mod tests {
    use super::super::scope::{Binding, ScopeId, ScopeTree};
    use crate::compile::{Names, compile_module};
    use crate::syntax::parse_module;

    fn tree(source: &str) -> ScopeTree {
        let module = parse_module(source, "<test>").expect("the test's source parses");
        ScopeTree::of_module(&module.body).expect("the test's source compiles")
    }

    fn error(source: &str) -> String {
        compile_module(source, "<test>", Names::Globals).expect_err("the test's source is refused").message
    }

    fn binding(tree: &ScopeTree, scope: u32, name: &str) -> Binding {
        tree.get(ScopeId(scope)).get(name).expect("the name occurs there").binding
    }

    #[test]
    fn closures_capture_cells() {
        let tree = tree("def f(a):\n    b = 1\n    def g():\n        return a + c\n    return g\n");
        assert_eq!(binding(&tree, 1, "a"), Binding::Cell);
        assert_eq!(binding(&tree, 1, "b"), Binding::Local);
        assert_eq!(binding(&tree, 2, "a"), Binding::Free);
        assert_eq!(binding(&tree, 2, "c"), Binding::GlobalImplicit);
    }

    #[test]
    fn comprehensions_read_locals_without_cells() {
        let tree = tree("def f(a):\n    return [a + i for i in range(3)]\n");
        assert_eq!(binding(&tree, 1, "a"), Binding::Local);
        assert_eq!(binding(&tree, 2, "a"), Binding::Free);
        assert_eq!(binding(&tree, 2, "i"), Binding::Local);
    }

    #[test]
    fn functions_in_comprehensions_capture() {
        let tree = tree("def f(a):\n    return [lambda: a + i for i in range(3)]\n");
        assert_eq!(binding(&tree, 1, "a"), Binding::Cell);
        assert_eq!(binding(&tree, 2, "i"), Binding::Cell);
    }

    #[test]
    fn methods_see_past_their_class() {
        let tree = tree("def f():\n    x = 1\n    class A:\n        x = 2\n        def m(self):\n            super()\n            return x\n");
        assert_eq!(binding(&tree, 1, "x"), Binding::Cell);
        assert_eq!(binding(&tree, 2, "x"), Binding::Local);
        assert!(tree.get(ScopeId(2)).get("x").unwrap().free_in_class);
        assert!(tree.get(ScopeId(2)).needs_class_cell);
        assert_eq!(tree.get(ScopeId(3)).free_names(), ["__class__", "x"]);
    }

    #[test]
    fn assignment_expressions_bind_outside_comprehensions() {
        let tree = tree("def f():\n    return [y := i for i in range(3)], y\n");
        assert_eq!(binding(&tree, 1, "y"), Binding::Local);
        assert_eq!(binding(&tree, 2, "y"), Binding::Free);
    }

    #[test]
    fn bad_declarations() {
        assert_eq!(error("def f():\n    nonlocal x\n"), "no binding for nonlocal 'x' found");
        assert_eq!(error("def f(x):\n    global x\n"), "name 'x' is parameter and global");
        assert_eq!(
            error("def f():\n    x = 1\n    global x\n"),
            "name 'x' is assigned to before global declaration"
        );
    }
}
