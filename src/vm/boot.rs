//! From a fresh VM to a running main thread, and from there to the process's exit.

use crate::bytecode::CodeUnit;
use crate::compile::{Names, compile_module, compile_program};
use crate::object::*;
use crate::syntax::{SyntaxError, check_digits};
use crate::vm::Vm;
use crate::vm::execute::ExecuteRequest;
use crate::vm::frame::Then;
use crate::vm::native::{Escape, NativeDef, NativeResult, function};
use crate::wire::{Boot, Bytes, decode};

/// Natives that the prelude's start-up and import code uses.
pub const NATIVES: &[NativeDef] = &[
    function("_exec_main", "()", exec_main),
    function("_exec_code", "(code, module, /)", exec_code),
    function("_hidden_code", "(code, /)", hidden_code),
    function("_exec_source", "(source, file, module, /)", exec_source),
    function("_exit_process", "(code, /)", exit_process),
    function("_flush", "()", flush),
    function("_payload", "()", payload),
    function("_arguments", "()", arguments),
    function("_native_module", "(name, /)", native_module),
    function("_is_native_module", "(name, /)", is_native_module),
    function("_write_stderr", "(text, /)", write_stderr),
    function("_raise_now", "(exception, /)", |_, arguments| Err(Escape::Raise(arguments[0]))),
    function("_new_module", "(name, /)", new_module),
];

impl Vm {
    /// Loads the prelude, whose encoded units these are: all that can be done before it is known what to run.
    pub fn prepare(&mut self, prelude: &[Bytes]) {
        self.define(self.prelude, "_modules", self.modules);
        let builtins = self.heap.allocate(Module { dict: self.builtins });
        self.define(self.modules, "builtins", builtins);
        self.define(self.prelude, "_builtins_module", builtins);
        let name = self.str("builtins");
        self.define(self.builtins, "__name__", name);
        for unit in prelude {
            self.load_prelude(decode(unit).expect("a pack of this build holds units that can be decoded"));
        }
        for name in ["__import__", "__build_class__"] {
            let function = self.prelude_function(name);
            self.define(self.builtins, name, function);
        }
        self.freeze();
    }

    /// Runs modules of the library that most programs import, which are here; the processes to come find them done.
    pub fn run_modules(&mut self, names: &[&str]) {
        let names = names.iter().map(|name| self.str(*name)).collect();
        let names = self.list(names);
        let run = self.prelude_function("_run_in_advance");
        self.fuel = i64::MAX;
        let done = self.call_value(run, &[names], Then::EndThread).map(|()| self.execute());
        assert!(done.is_ok() && self.thread.outcome.is_some(), "modules that run in advance do not wait");
        self.check_outcome("the library");
        self.freeze();
    }

    /// Becomes the process that `boot` describes.
    pub fn assume(&mut self, boot: Boot) {
        self.heap.set_limit(usize::try_from(boot.memory_limit).unwrap_or(usize::MAX));
        self.boot = boot;
        self.begin_watch();
    }

    /// Lets the main thread run the program.
    pub fn boot(&mut self) {
        self.report_start();
        let run = self.prelude_function("_run_main");
        self.call_value(run, &[], Then::EndThread).unwrap_or_else(|_| unreachable!("a plain function was pushed"));
    }

    fn load_prelude(&mut self, unit: CodeUnit) {
        let file = unit.file.clone();
        let Ok(code) = self.link_verified(unit, true) else { panic!("the prelude's {file} compiles to valid code") };
        let request =
            ExecuteRequest { code, globals: self.prelude, namespace: Value::Unbound, closure: Value::Unbound };
        self.fuel = i64::MAX;
        let done = self.execute_code(request, Then::EndThread).map(|()| self.execute());
        self.check_outcome(&file);
        assert!(done.is_ok(), "the prelude's {file} runs");
    }

    fn check_outcome(&mut self, what: &str) {
        if let Some(Err(exception)) = self.thread.outcome.take() {
            let text = self.repr(exception).unwrap_or_default();
            panic!("{what} raised {text}");
        }
    }

    /// What is left to say before the process ends.
    pub(super) fn finish_process(&mut self) {
        self.flush_output();
        crate::stdlib::process_ends(self);
    }

    fn module_request(&mut self, unit: CodeUnit, module: Ref<Module>) -> Escape {
        match self.link_verified(unit, false) {
            Ok(code) => self.execution_in(code, module),
            Err(escape) => escape,
        }
    }

    /// Asks for `code` to run in `module`.
    fn execution_in(&self, code: Ref<Code>, module: Ref<Module>) -> Escape {
        let globals = self.heap[module].dict;
        Escape::Execute(Box::new(ExecuteRequest {
            code,
            globals,
            namespace: Value::Unbound,
            closure: Value::Unbound,
        }))
    }

    /// The code of a module's source. The warnings of the program's own file are printed; library modules have none.
    fn module_unit(&mut self, source: &str, file: &str) -> Result<CodeUnit, SyntaxError> {
        check_digits(source, file, self.digits_limit)?;
        if file != self.boot.main.name {
            return compile_module(source, file, Names::Globals);
        }
        let compiled = compile_program(source, file, Names::Globals)?;
        for warning in &compiled.warnings {
            self.write_stderr(&format!("{warning}\n"));
        }
        Ok(compiled.unit)
    }

    /// Compiles a module's source and runs it in the module.
    pub fn run_module(&mut self, source: &str, file: &str, module: Ref<Module>) -> Escape {
        self.sources.insert(file.to_string(), source.into());
        match self.module_unit(source, file) {
            Ok(unit) => self.module_request(unit, module),
            Err(error) => self.syntax_error(&error),
        }
    }
}

/// Runs the main file as `__main__`.
fn exec_main(vm: &mut Vm, _: &[Value]) -> NativeResult {
    let module = vm.new_module("__main__");
    let name = vm.intern("builtins");
    let builtins = vm.heap.get_name(vm.modules, name).unwrap_or(Value::Dict(vm.builtins));
    let main = vm.boot.main.clone();
    let file = vm.str(main.name.as_str());
    let dict = vm.heap[module].dict;
    vm.heap.set_name(dict, vm.known.__builtins__, builtins);
    vm.heap.set_name(dict, vm.known.__file__, file);
    let name = vm.known.__main__;
    vm.heap.set_name(vm.modules, name, module.into());
    Err(vm.run_module(&main.source, &main.name, module))
}

/// Runs `code` in `module`.
fn exec_code(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [Value::Code(code), Value::Module(module)] = *arguments else {
        return Err(vm.type_error("_exec_code() takes code and a module"));
    };
    Err(vm.execution_in(code, module))
}

/// The same code, whose frames tracebacks leave out.
fn hidden_code(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Code(code) = arguments[0] else { return Err(vm.type_error("_hidden_code() takes code")) };
    vm.unseal(code)?;
    let (unit, constants) = ((*vm.heap[code].unit).clone(), vm.heap[code].constants.clone());
    Ok(vm.code_with(unit, constants, true).into())
}

/// Compiles `source` and runs it in `module`.
fn exec_source(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [source, file, Value::Module(module)] = *arguments else {
        return Err(vm.type_error("_exec_source() takes a source, a file name and a module"));
    };
    let text = |value| vm.as_str(value).unwrap_or_default().to_string();
    let (source, file) = (text(source), text(file));
    Err(vm.run_module(&source, &file, module))
}

/// Ends the process.
fn exit_process(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let code = vm.as_int(arguments[0]).unwrap_or(1);
    Err(vm.exit_now(code as i32))
}

fn write_stderr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let text = vm.as_str(arguments[0]).unwrap_or_default().to_string();
    vm.write_stderr(&text);
    Ok(Value::None)
}

fn flush(vm: &mut Vm, _: &[Value]) -> NativeResult {
    vm.flush_output();
    Ok(Value::None)
}

/// What the parent has sent along: bytes, or None in the main process.
fn payload(vm: &mut Vm, _: &[Value]) -> NativeResult {
    match vm.boot.payload.clone() {
        Some(bytes) => Ok(vm.bytes(bytes.0)),
        None => Ok(Value::None),
    }
}

/// What `sys.argv` is at first.
fn arguments(vm: &mut Vm, _: &[Value]) -> NativeResult {
    let arguments = vm.boot.argv.clone().into_iter().map(|argument| vm.str(argument)).collect();
    Ok(vm.list(arguments))
}

/// A module written in Rust, or None.
fn native_module(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let name = vm.as_str(arguments[0]).unwrap_or_default().to_string();
    Ok(crate::stdlib::load(vm, &name).map_or(Value::None, Value::Module))
}

fn is_native_module(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let name = vm.as_str(arguments[0]).unwrap_or_default();
    Ok(Value::Bool(name == "_prelude" || crate::stdlib::is_native(name)))
}

fn new_module(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let name = vm.as_str(arguments[0]).unwrap_or_default().to_string();
    Ok(vm.new_module(&name).into())
}
