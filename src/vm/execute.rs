//! Running code in given namespaces, making functions, and imports.

use crate::bytecode::CodeUnit;
use crate::object::*;
use crate::vm::frame::Then;
use crate::vm::native::Escape;
use crate::vm::{Exc, Vm};

/// Code for the run loop to run.
#[derive(Debug)]
pub struct ExecuteRequest {
    pub code: Ref<Code>,
    pub globals: Ref<Dict>,
    /// Where names are stored: a dict or another mapping; unbound for the globals.
    pub namespace: Value,
    /// The closure of a class body: a tuple, or unbound.
    pub closure: Value,
}

impl Vm {
    pub(super) fn execute_code(&mut self, request: ExecuteRequest, then: Then) -> Result<(), Escape> {
        let ExecuteRequest { code, globals, namespace, closure } = request;
        let function = self.function(code, globals);
        self.heap[function].closure = closure;
        self.push_call(function, &[], then)?.namespace = namespace;
        Ok(())
    }

    /// Links a unit after checking it.
    pub fn link_verified(&mut self, unit: CodeUnit, hidden: bool) -> Result<Ref<Code>, Escape> {
        self.verified(&unit)?;
        self.link(unit, hidden)
    }

    #[inline(never)]
    pub(super) fn make_function(&mut self, dst: u16, index: u16, base: u16) -> Result<(), Escape> {
        let Value::Code(code) = self.heap[self.frame().code].constants[usize::from(index)] else {
            unreachable!("MakeFunction names a code constant")
        };
        let globals = self.globals();
        let function = self.function(code, globals);
        let [defaults, keyword_defaults, closure, annotate] = [0, 1, 2, 3].map(|offset| self.register(base + offset));
        let object = &mut self.heap[function];
        object.defaults = defaults;
        object.keyword_defaults = keyword_defaults;
        object.closure = closure;
        object.annotate = annotate;
        self.set_register(dst, function.into());
        Ok(())
    }

    pub(super) fn make_closure(&mut self, dst: u16, index: u16, base: u16) {
        let Value::Code(code) = self.heap[self.frame().code].constants[usize::from(index)] else {
            unreachable!("MakeClosure names a code constant")
        };
        let globals = self.globals();
        let function = self.function(code, globals);
        let count = self.heap[code].unit.free.len() as u16;
        if count > 0 {
            let cells = self.window(base, count);
            self.heap[function].closure = self.tuple(cells.to_vec());
        }
        self.set_register(dst, function.into());
    }

    #[inline(never)]
    pub(super) fn import_name(&mut self, dst: u16, name: u16, base: u16) -> Result<(), Escape> {
        let name = self.code_name(name);
        let (from_list, level) = (self.register(base), self.register(base + 1));
        let custom = self.heap.get_name(self.builtins, self.known.__import__);
        let known = self.heap.get_name(self.modules, name);
        if let (Some(module), Value::Int(0)) = (known, level)
            && self.stdlib.library.imports_running == 0
            && self.is_imported_plainly(module, name, from_list)
        {
            self.set_register(dst, module);
            return Ok(());
        }
        let Some(import) = custom else { return Err(self.raise(Exc::ImportError, "__import__ not found")) };
        let (globals, locals) = (Value::Dict(self.globals()), Value::None);
        self.call_value(import, &[name.into(), globals, locals, from_list, level], Then::Store(dst))
    }

    /// Whether `import name` gives the module of that name itself, with nothing left to load.
    fn is_imported_plainly(&self, module: Value, name: Ref<Str>, from_list: Value) -> bool {
        let Value::Module(module) = module else { return false };
        if from_list.is_none() {
            return !self.heap[name].as_str().contains('.');
        }
        let Value::Tuple(names) = from_list else { return false };
        let dict = self.heap[module].dict;
        self.heap[names].0.iter().all(|name| match name {
            Value::Str(name) => self.heap.find_name(dict, *name).is_some(),
            _ => false,
        })
    }

    #[inline(never)]
    pub(super) fn import_from(&mut self, dst: u16, module: Value, name: u16) -> Result<(), Escape> {
        let name = self.code_name(name);
        if let Value::Module(object) = module
            && let Some(value) = self.heap.get_name(self.heap[object].dict, name)
        {
            self.set_register(dst, value);
            return Ok(());
        }
        self.prelude_into(dst, "_import_from", &[module, name.into()])
    }

    #[inline(never)]
    pub(super) fn import_star(&mut self, module: Value) -> Result<(), Escape> {
        let namespace = match self.frame().namespace {
            Value::Unbound => Value::Dict(self.globals()),
            namespace => namespace,
        };
        self.display_call("_import_star", &[module, namespace])
    }

    /// A new, empty module.
    pub fn new_module(&mut self, name: &str) -> Ref<Module> {
        let dict = self.new_dict();
        let name = Value::Str(self.intern(name));
        for (key, value) in [
            (self.known.__name__, name),
            (self.known.__doc__, Value::None),
            (self.known.__package__, Value::None),
            (self.known.__loader__, Value::None),
            (self.known.__spec__, Value::None),
        ] {
            self.heap.set_name(dict, key, value);
        }
        self.heap.allocate(Module { dict })
    }

    /// The exception of a syntax error.
    pub fn syntax_error(&mut self, error: &crate::syntax::SyntaxError) -> Escape {
        use crate::syntax::SyntaxErrorKind;
        let exc = match error.kind {
            SyntaxErrorKind::SyntaxError => Exc::SyntaxError,
            SyntaxErrorKind::IndentationError => Exc::IndentationError,
            SyntaxErrorKind::TabError => Exc::TabError,
            SyntaxErrorKind::IncompleteInput => Exc::_IncompleteInputError,
        };
        let message = self.str(error.message.as_str());
        let file = self.str(error.file.as_str());
        let text = match &error.text {
            Some(text) => self.str(text.as_str()),
            None => Value::None,
        };
        let (line, column) = (Value::Int(error.line.into()), Value::Int(error.column.into()));
        let (end_line, end_column) = (Value::Int(error.end_line.into()), Value::Int(error.end_column.into()));
        let details = self.tuple(vec![file, line, column, text, end_line, end_column]);
        let escape = self.raise_with(exc, &[message, details]);
        for (name, value) in [
            ("msg", message),
            ("filename", file),
            ("lineno", line),
            ("offset", column),
            ("text", text),
            ("end_lineno", end_line),
            ("end_offset", end_column),
            ("print_file_and_line", Value::None),
        ] {
            self.annotate(&escape, name, value);
        }
        escape
    }

}
