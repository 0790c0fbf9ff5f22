//! Native modules: what the library's Python modules stand on.
//!
//! A module is made when it is first imported, so that starting stays cheap.

use std::collections::HashMap;

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::NativeDef;

/// A module written in Rust.
struct NativeModule {
    name: &'static str,
    /// Its functions.
    natives: &'static [NativeDef],
    /// Adds what is not a function: classes and constants.
    fill: fn(&mut Vm, Ref<Dict>),
}

const MODULES: &[NativeModule] = &[];

/// What native modules keep for the whole life of the process.
#[derive(Default)]
pub struct State {
    /// Classes of native objects by `module.name`.
    classes: HashMap<&'static str, Ref<Class>>,
}

impl State {
    pub fn visit(&self, visitor: &mut Visitor) {
        for class in self.classes.values() {
            visitor.reference(*class);
        }
    }
}

/// What native modules need from the start.
pub fn install(_vm: &mut Vm) {}

/// Whether `name` is a module written in Rust.
pub fn is_native(name: &str) -> bool {
    MODULES.iter().any(|module| module.name == name)
}

/// The module that a native function belongs to.
pub fn module_of(def: &'static NativeDef) -> Option<&'static str> {
    MODULES.iter().find(|module| module.natives.iter().any(|own| std::ptr::eq(own, def))).map(|module| module.name)
}

/// Makes the native module `name`, if there is one. It is not entered into `sys.modules`.
pub fn load(vm: &mut Vm, name: &str) -> Option<Ref<Module>> {
    let native = MODULES.iter().find(|module| module.name == name)?;
    let dict = vm.new_dict();
    let text = vm.str(native.name);
    let package = vm.str("");
    let known = [(vm.known.__name__, text), (vm.known.__package__, package)];
    let none = [vm.known.__doc__, vm.known.__loader__, vm.known.__spec__].map(|name| (name, Value::None));
    for (name, value) in known.into_iter().chain(none) {
        vm.heap.set_name(dict, name, value);
    }
    vm.add_functions(dict, native.natives);
    (native.fill)(vm, dict);
    Some(vm.heap.allocate(Module { dict }))
}

impl Vm {
    /// The class of a native module's objects, made at the first call. `path` is `module.Name`.
    pub fn native_class_at(&mut self, path: &'static str, natives: &'static [NativeDef]) -> Ref<Class> {
        if let Some(class) = self.stdlib.classes.get(path) {
            return *class;
        }
        let (module, name) = path.rsplit_once('.').unwrap_or(("builtins", path));
        let class = self.new_class(name, &[self.types.object]);
        self.heap[class].layout = Layout::Opaque;
        self.heap[class].immutable = true;
        self.heap[class].without_dict = true;
        let (dict, module) = (self.heap[class].dict, self.str(module));
        self.heap.set_name(dict, self.known.__module__, module);
        self.add_methods(class, natives);
        self.stdlib.classes.insert(path, class);
        class
    }

    /// Sets `name` in a namespace.
    pub fn define(&mut self, namespace: Ref<Dict>, name: &str, value: impl Into<Value>) {
        let name = self.intern(name);
        self.heap.set_name(namespace, name, value.into());
    }
}
