//! Hints about mistakes of which CPython says little or nothing; they go to the person, not into the output.
//!
//! A global that a child changes and its parent reads is noticed where it is read: the child tells which
//! names changed, and the parent's names then miss their inline caches once.

use crate::sorted::SortedSet;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::wire::ToKernel;

/// Globals of the main module of which children have changed their own copies.
#[derive(Default)]
pub struct StaleGlobals {
    watched: Vec<Stale>,
    /// Those of which the person has been told.
    told: SortedSet<String>,
}

impl StaleGlobals {
    /// Whether reads are to be watched.
    pub fn any(&self) -> bool {
        !self.watched.is_empty()
    }

    fn watch(&mut self, stale: Stale) {
        if !self.told.contains(&stale.name) {
            self.watched.push(stale);
        }
    }

    /// The first to change `name`, if it is watched; it no longer is.
    fn read(&mut self, name: &str) -> Option<Stale> {
        let (read, others) = std::mem::take(&mut self.watched).into_iter().partition(|stale| stale.name == name);
        self.watched = others;
        Vec::into_iter(read).next()
    }
}

struct Stale {
    name: String,
    child: String,
    /// The identity of the value here; once this process has set another, all is well.
    identity: i64,
}

/// Tells the person something in one line.
pub fn hint(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let text = vm.str_argument(arguments[0], "a hint")?;
    vm.host.send(ToKernel::Hint { text });
    Ok(Value::None)
}

/// Tells the parent which globals of the main module have changed here.
pub fn tell_changed_globals(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let names = vm.items_argument(arguments[0])?;
    let names = names.into_iter().map(|name| vm.str_argument(name, "a name")).collect::<Result<_, _>>()?;
    vm.host.send(ToKernel::GlobalsChanged { names });
    Ok(Value::None)
}

/// Watches for reads of these names.
pub fn globals_changed(vm: &mut Vm, child: &str, names: &[String]) {
    let Some(globals) = main_globals(vm) else { return };
    for text in names {
        let name = vm.intern(text);
        let Some(value) = vm.heap.remove_name(globals, name) else { continue };
        // In another place of the dict: inline caches that know the old one ask again.
        vm.heap.set_name(globals, name, value);
        let stale = Stale { name: text.clone(), child: child.to_string(), identity: value.identity() };
        vm.stdlib.processes.stale.watch(stale);
    }
}

fn main_globals(vm: &Vm) -> Option<Ref<Dict>> {
    match vm.heap.get_name(vm.modules, vm.known.__main__)? {
        Value::Module(module) => Some(vm.heap[module].dict),
        _ => None,
    }
}

impl Vm {
    /// A global is read whose inline cache was empty, and there are stale ones.
    #[cold]
    pub fn read_stale_global(&mut self, globals: Ref<Dict>, name: Ref<Str>, value: Value) {
        if main_globals(self) != Some(globals) {
            return;
        }
        let name = self.heap[name].as_str().to_string();
        let Some(Stale { child, identity, .. }) = self.stdlib.processes.stale.read(&name) else { return };
        if identity == value.identity() {
            self.stdlib.processes.stale.told.insert(name.clone());
            self.host.send(ToKernel::Hint { text: stale_hint(&name, &child) });
        }
    }
}

fn stale_hint(name: &str, child: &str) -> String {
    format!(
        "{child} changed the global {name}, but only its own copy: processes share no variables. To get the result \
         back, return it from a function that Pool.map calls, or use a Queue or a Value."
    )
}
