//! Names: globals, built-ins, namespaces of class bodies, and the errors of unbound ones.

use crate::object::*;
use crate::vm::frame::Then;
use crate::vm::native::Escape;
use crate::vm::{Exc, Vm};

impl Vm {
    #[inline(never)]
    pub(super) fn unbound_local(&mut self, name: u16) -> Escape {
        let name = self.code_name(name);
        let text = self.heap[name].as_str();
        let message = format!("cannot access local variable '{text}' where it is not associated with a value");
        self.name_error(Exc::UnboundLocalError, name, message)
    }

    #[inline(never)]
    pub(super) fn unbound_cell(&mut self, name: u16) -> Escape {
        let name = self.code_name(name);
        let text = self.heap[name].as_str();
        if self.heap[self.frame().code].unit.free.iter().any(|free| free == text) {
            let message =
                format!("cannot access free variable '{text}' where it is not associated with a value in enclosing scope");
            return self.name_error(Exc::NameError, name, message);
        }
        let message = format!("cannot access local variable '{text}' where it is not associated with a value");
        self.name_error(Exc::UnboundLocalError, name, message)
    }

    pub(super) fn undefined(&mut self, name: Ref<Str>) -> Escape {
        let message = format!("name '{}' is not defined", self.heap[name].as_str());
        self.name_error(Exc::NameError, name, message)
    }

    /// `dst =` the global or built-in of a site whose cache does not know it.
    #[inline(never)]
    pub(super) fn load_global(&mut self, dst: u16, code: Ref<Code>, site: u16, globals: Ref<Dict>) -> Result<(), Escape> {
        let value = match self.find_global(code, site, globals) {
            Ok(value) => value,
            Err(Escape::Defer) => return self.ask_for_global(dst, self.heap[code].sites[usize::from(site)].name, globals),
            Err(escape) => return Err(escape),
        };
        self.set_register(dst, value);
        Ok(())
    }

    /// Has the object that stands in globals for the built-ins make up what is not there.
    fn ask_for_global(&mut self, dst: u16, name: Ref<Str>, globals: Ref<Dict>) -> Result<(), Escape> {
        let builtins = self.heap.get_name(globals, self.known.__builtins__).unwrap_or(Value::None);
        let load = self.prelude_function("_load_missing");
        self.call_value(load, &[builtins, Value::Str(name)], Then::Store(dst))
    }

    /// The global or built-in of an inline-cache site, which remembers where it was. Defers to the object that
    /// stands for the built-ins if that is no mere dict and has to be asked.
    fn find_global(&mut self, code: Ref<Code>, site: u16, globals: Ref<Dict>) -> Result<Value, Escape> {
        let name = self.heap[code].sites[usize::from(site)].name;
        if let Some(index) = self.heap.find_name(globals, name) {
            self.heap[code].sites[usize::from(site)].cache = Cache::Global { index: index as u32 };
            let value = self.heap[globals].entry_at(index).expect("the index was just found").value;
            if self.stdlib.processes.stale.any() {
                self.read_stale_global(globals, name, value);
            }
            return Ok(value);
        }
        if let Some(builtins) = self.other_builtins(globals) {
            return match self.heap.get_name(builtins, name) {
                Some(value) => Ok(value),
                None if matches!(self.heap.get_name(globals, self.known.__builtins__), Some(Value::Instance(_))) => Err(Escape::Defer),
                None => Err(self.undefined(name)),
            };
        }
        if let Some(index) = self.heap.find_name(self.builtins, name) {
            let version = self.heap[globals].keys_version();
            self.heap[code].sites[usize::from(site)].cache = Cache::Builtin { version, index: index as u32 };
            return Ok(self.heap[self.builtins].entry_at(index).expect("the index was just found").value);
        }
        Err(self.undefined(name))
    }

    /// The built-ins that a program has put into its globals itself, as it may for `exec`.
    fn other_builtins(&self, globals: Ref<Dict>) -> Option<Ref<Dict>> {
        let dict = match self.unwrap(self.heap.get_name(globals, self.known.__builtins__)?) {
            Value::Dict(dict) => dict,
            Value::Module(module) => self.heap[module].dict,
            _ => return None,
        };
        (dict != self.builtins).then_some(dict)
    }

    /// Stores a global that the site's cache does not know.
    #[inline(never)]
    pub(super) fn store_global(&mut self, code: Ref<Code>, site: u16, globals: Ref<Dict>, value: Value) {
        let name = self.heap[code].sites[usize::from(site)].name;
        let index = self.heap.place_name(globals, name, value);
        self.heap[code].sites[usize::from(site)].cache = Cache::Global { index: index as u32 };
    }

    /// A built-in, internal ones of the prelude first.
    #[inline(never)]
    pub(super) fn load_builtin(&mut self, name: Ref<Str>) -> Result<Value, Escape> {
        let found = self.heap.get_name(self.prelude, name).or_else(|| self.heap.get_name(self.builtins, name));
        found.ok_or_else(|| self.undefined(name))
    }

    #[inline(never)]
    pub(super) fn delete_global(&mut self, name: u16) -> Result<(), Escape> {
        let (name, globals) = (self.code_name(name), self.globals());
        match self.heap.remove_name(globals, name) {
            Some(_) => Ok(()),
            None => Err(self.undefined(name)),
        }
    }

    #[inline(never)]
    pub(super) fn load_name(&mut self, dst: u16, name: u16) -> Result<(), Escape> {
        let name = self.code_name(name);
        let value = match self.frame().namespace {
            Value::Dict(namespace) => self.heap.get_name(namespace, name),
            Value::Unbound => None,
            namespace => {
                let load = self.prelude_function("_load_name");
                let (globals, key) = (Value::Dict(self.globals()), Value::Str(name));
                return self.call_value(load, &[namespace, key, globals], Then::Store(dst));
            }
        };
        let value = match value {
            Some(value) => value,
            None => self.global_or_builtin(name)?,
        };
        self.set_register(dst, value);
        Ok(())
    }

    fn global_or_builtin(&mut self, name: Ref<Str>) -> Result<Value, Escape> {
        let globals = self.globals();
        let found = self.heap.get_name(globals, name).or_else(|| {
            let builtins = self.other_builtins(globals).unwrap_or(self.builtins);
            self.heap.get_name(builtins, name)
        });
        found.ok_or_else(|| self.undefined(name))
    }

    #[inline(never)]
    pub(super) fn store_name(&mut self, src: u16, name: u16) -> Result<(), Escape> {
        let (name, value) = (self.code_name(name), self.register(src));
        let namespace = match self.frame().namespace {
            Value::Unbound => Value::Dict(self.globals()),
            namespace => namespace,
        };
        match namespace {
            Value::Dict(dict) => {
                self.heap.set_name(dict, name, value);
                Ok(())
            }
            mapping => self.store_item(mapping, Value::Str(name), value),
        }
    }

    #[inline(never)]
    pub(super) fn delete_name(&mut self, name: u16) -> Result<(), Escape> {
        let name = self.code_name(name);
        let namespace = match self.frame().namespace {
            Value::Unbound => Value::Dict(self.globals()),
            namespace => namespace,
        };
        match namespace {
            Value::Dict(dict) => match self.heap.remove_name(dict, name) {
                Some(_) => Ok(()),
                None => Err(self.undefined(name)),
            },
            mapping => self.delete_item(mapping, Value::Str(name)),
        }
    }

    #[inline(never)]
    pub(super) fn load_class_cell(&mut self, dst: u16, cell: u16, name: u16) -> Result<(), Escape> {
        if let Value::Dict(namespace) = self.frame().namespace
            && let Some(value) = self.heap.get_name(namespace, self.code_name(name))
        {
            self.set_register(dst, value);
            return Ok(());
        }
        let Value::Cell(cell) = self.register(cell) else { unreachable!("the register holds a cell") };
        match self.heap[cell].0 {
            Value::Unbound => Err(self.unbound_cell(name)),
            value => {
                self.set_register(dst, value);
                Ok(())
            }
        }
    }
}
