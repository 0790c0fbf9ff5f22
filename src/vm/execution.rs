//! `exec`, `eval` and `compile`, and the namespaces of the caller: `globals`, `locals`, `vars`, `dir`.

use crate::bytecode::CodeUnit;
use crate::compile::{Compiled, Names, compile_expression, compile_program, compile_line, compile_single};
use crate::object::*;
use crate::stdlib::not_a_path;
use crate::syntax::{SyntaxError, SyntaxWarning, check_digits};
use crate::vm::{Exc, Vm};
use crate::vm::execute::ExecuteRequest;
use crate::vm::native::{Escape, NativeDef, NativeResult, function};
use crate::vm::trees::ONLY_TREE;

pub const NATIVES: &[NativeDef] = &[
    function("exec", "(source, /, globals=None, locals=None, *, closure=None)", exec),
    function("eval", "(source, /, globals=None, locals=None)", eval),
    function("compile", "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)", compile),
    function("globals", "()", |vm, _| Ok(vm.globals().into())),
    function("locals", "()", |vm, _| Ok(vm.locals())),
    function("vars", "(object=None, /)", vars),
    function("dir", "(object=None, /)", dir),
];

fn exec(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    run(vm, arguments, "exec")?;
    unreachable!("running code escapes")
}

fn eval(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    run(vm, arguments, "eval")?;
    unreachable!("running code escapes")
}

fn run(vm: &mut Vm, arguments: &[Value], mode: &str) -> Result<(), Escape> {
    let (globals, namespace) = vm.namespaces(arguments[1], arguments[2], mode)?;
    let given = arguments.get(3).copied().unwrap_or(Value::None);
    let names = if namespace.is_unbound() { Names::Globals } else { Names::Namespace };
    let mut closure = Value::Unbound;
    let code = match arguments[0] {
        Value::Code(code) => {
            closure = vm.closure_for(code, given, mode)?;
            code
        }
        source => {
            if !matches!(given, Value::None | Value::Unbound) {
                return Err(vm.type_error("closure can only be used when source is a code object"));
            }
            let source = vm.source_text(source, mode)?;
            let source = if mode == "eval" { source.trim_start_matches([' ', '\t']).to_string() } else { source };
            let (code, warnings) = vm.compile_source(&source, "<string>", mode, names)?;
            if !warnings.is_empty() {
                let warnings = vm.warning_list(&warnings);
                let run = [Value::Str(vm.intern(mode)), code.into(), globals.into(), namespace.bound().unwrap_or(Value::None)];
                return Err(vm.call_prelude("_run_warned", &[&run[..], &[warnings]].concat()));
            }
            code
        }
    };
    let key = vm.known.__builtins__;
    if vm.heap.find_name(globals, key).is_none() {
        vm.heap.set_name(globals, key, vm.builtins.into());
    }
    Err(Escape::Execute(Box::new(ExecuteRequest { code, globals, namespace, closure })))
}

/// The flags of `compile()`: those of `__future__`, and those of the compiler itself.
const KNOWN_FLAGS: i64 = 0x1fe_ff10;

/// The flag of `compile()` for lines that are typed one by one, and what it makes of the mode `single`.
const ALLOWS_INCOMPLETE: i64 = 0x4000;
const INTERACTIVE: &str = "interactive";

fn compile(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let mode = vm.as_str(arguments[2]).unwrap_or_default().to_string();
    if !["exec", "eval", "single"].contains(&mode.as_str()) {
        return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'"));
    }
    let file = match vm.unwrap(arguments[1]) {
        Value::Str(file) => vm.heap[file].as_str().to_string(),
        Value::Bytes(file) => String::from_utf8_lossy(&vm.heap[file].0).into_owned(),
        _ => {
            let name = vm.intern("__fspath__");
            let escape = if vm.defines(arguments[1], name) { Escape::Defer } else { not_a_path(vm, arguments[1]) };
            return Err(escape);
        }
    };
    if let Value::Instance(_) = vm.unwrap(arguments[0]) {
        return Err(Escape::Defer);
    }
    let source = vm.source_text(arguments[0], "compile")?;
    let flags = match arguments[3].bound() {
        Some(flags) => vm.int_argument(flags)?,
        None => 0,
    };
    if flags & !KNOWN_FLAGS != 0 {
        return Err(vm.value_error("compile(): unrecognised flags"));
    }
    if let Some(optimize) = arguments[5].bound()
        && !(-1..=2).contains(&vm.int_argument(optimize)?)
    {
        return Err(vm.value_error("compile(): invalid optimize value"));
    }
    if flags & ONLY_TREE != 0 {
        return Err(vm.syntax_tree(&source, &file, &mode));
    }
    // What has no file has no lines in tracebacks, as long as nobody puts them into `linecache`.
    if file.starts_with('<') {
        vm.sources.remove(&file);
    } else {
        vm.sources.insert(file.clone(), source.as_str().into());
    }
    let mode = if mode == "single" && flags & ALLOWS_INCOMPLETE != 0 { INTERACTIVE } else { &mode };
    let (code, warnings) = vm.compile_source(&source, &file, mode, Names::Namespace)?;
    if !warnings.is_empty() {
        let warnings = vm.warning_list(&warnings);
        return Err(vm.call_prelude("_compiled_warned", &[code.into(), warnings]));
    }
    Ok(code.into())
}

fn vars(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match arguments[0] {
        Value::Unbound => Ok(vm.locals()),
        Value::Instance(instance) => {
            let (class, name) = (vm.heap[instance].class, vm.known.__dict__);
            match vm.lookup(class, name) {
                None | Some(Value::Native(_)) if !vm.heap[class].without_dict => Ok(vm.instance_dict(instance).into()),
                _ => Err(Escape::Defer),
            }
        }
        Value::Module(module) => Ok(vm.heap[module].dict.into()),
        Value::Class(class) => {
            let dict = vm.heap[class].dict;
            Ok(vm.heap.allocate(MappingProxy(dict)).into())
        }
        _ => Err(Escape::Defer),
    }
}

fn dir(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let object = arguments[0];
    if object.is_unbound() {
        let Value::Dict(locals) = vm.locals() else { return Err(Escape::Defer) };
        let mut names: Vec<String> =
            vm.heap[locals].iter().filter_map(|entry| vm.as_str(entry.key)).map(str::to_string).collect();
        crate::sorted::sort(&mut names);
        return Ok(vm.string_list(names));
    }
    let (class, name) = (vm.class_of(object), vm.known.__dir__);
    if let Some(Value::Function(_)) = vm.lookup(class, name) {
        return Err(Escape::Defer);
    }
    let names = vm.attribute_names(object);
    Ok(vm.string_list(names))
}

impl Vm {
    /// The cells that `code` runs with: as many as it has free variables.
    fn closure_for(&mut self, code: Ref<Code>, given: Value, mode: &str) -> Result<Value, Escape> {
        let needed = self.heap[code].unit.free.len();
        match given {
            Value::None | Value::Unbound if needed == 0 => Ok(Value::Unbound),
            Value::None | Value::Unbound if mode == "eval" => {
                Err(self.type_error("code object passed to eval() may not contain free variables"))
            }
            _ if needed == 0 => Err(self.type_error("cannot use a closure with this code object")),
            Value::Tuple(cells) if self.heap[cells].0.len() == needed && self.are_cells(cells) => Ok(given),
            _ => {
                let message = format!("code object requires a closure of exactly length {needed}");
                Err(self.type_error(message))
            }
        }
    }

    fn are_cells(&self, tuple: Ref<Tuple>) -> bool {
        self.heap[tuple].0.iter().all(|cell| matches!(cell, Value::Cell(_)))
    }

    fn string_list(&mut self, texts: Vec<String>) -> Value {
        let items = texts.into_iter().map(|text| self.str(text)).collect();
        self.list(items)
    }

    fn source_text(&mut self, source: Value, what: &str) -> Result<String, Escape> {
        let text = self.text_to_compile(source, what)?;
        match text.contains('\0') {
            true => Err(self.raise(Exc::SyntaxError, "source code string cannot contain null bytes")),
            false => Ok(text),
        }
    }

    fn text_to_compile(&mut self, source: Value, what: &str) -> Result<String, Escape> {
        match self.unwrap(source) {
            Value::Str(text) => Ok(self.heap[text].as_str().to_string()),
            Value::Bytes(bytes) => Ok(String::from_utf8_lossy(&self.heap[bytes].0).into_owned()),
            _ => {
                if let Ok(bytes) = self.bytes_argument(source) {
                    return Ok(String::from_utf8_lossy(&bytes).into_owned());
                }
                let other = if what == "compile" { "AST" } else { "code" };
                Err(self.type_error(format!("{what}() arg 1 must be a string, bytes or {other} object")))
            }
        }
    }

    /// The code of a source, not linked yet.
    pub(super) fn unit_of(
        &self,
        source: &str,
        file: &str,
        mode: &str,
        names: Names,
    ) -> Result<Compiled, SyntaxError> {
        check_digits(source, file, self.digits_limit)?;
        match mode {
            "eval" => compile_expression(source, file, names),
            INTERACTIVE => compile_line(source, file, names),
            "single" => compile_single(source, file, names),
            _ => compile_program(source, file, names),
        }
    }

    fn compile_source(&mut self, source: &str, file: &str, mode: &str, names: Names) -> Result<(Ref<Code>, Vec<SyntaxWarning>), Escape> {
        match self.unit_of(source, file, mode, names) {
            Ok(Compiled { unit, warnings }) => Ok((self.link_verified(unit, false)?, warnings)),
            Err(error) => Err(self.syntax_error(&error)),
        }
    }

    /// The warnings as tuples of message, file and line, for the prelude to issue.
    fn warning_list(&mut self, warnings: &[SyntaxWarning]) -> Value {
        let mut items = Vec::with_capacity(warnings.len());
        for SyntaxWarning { message, file, line, .. } in warnings {
            let (message, file) = (self.str(message.as_str()), self.str(file.as_str()));
            items.push(self.tuple([message, file, Value::Int(i64::from(*line))]));
        }
        self.list(items)
    }

    /// The globals and the namespace (unbound if they are one) that `exec` and `eval` run code in.
    fn namespaces(&mut self, globals: Value, locals: Value, what: &str) -> Result<(Ref<Dict>, Value), Escape> {
        let given = match globals {
            Value::Unbound | Value::None => None,
            value => match self.unwrap(value) {
                Value::Dict(dict) => Some(dict),
                _ => {
                    let message = format!("{what}() globals must be a dict, not {}", self.type_name(value));
                    return Err(self.type_error(message));
                }
            },
        };
        match (given, locals) {
            (Some(globals), Value::Unbound | Value::None) => Ok((globals, Value::Unbound)),
            (Some(globals), Value::Dict(locals)) if locals == globals => Ok((globals, Value::Unbound)),
            (Some(globals), locals) => Ok((globals, locals)),
            (None, Value::Unbound | Value::None) => {
                let (globals, locals) = (self.globals(), self.locals());
                let same = matches!(locals, Value::Dict(locals) if locals == globals);
                Ok((globals, if same { Value::Unbound } else { locals }))
            }
            (None, locals) => Ok((self.globals(), locals)),
        }
    }

    /// The namespace of the running frame; for a function a copy of its bound variables.
    fn locals(&mut self) -> Value {
        self.locals_of(self.thread.frames.len() - 1)
    }

    /// The variables of the frame with that index.
    pub(super) fn locals_of(&mut self, index: usize) -> Value {
        let frame = &self.thread.frames[index];
        let (base, function) = (frame.base as usize, frame.function);
        if !frame.namespace.is_unbound() {
            return frame.namespace;
        }
        let unit = self.heap[frame.code].unit.clone();
        if unit.kind == crate::bytecode::CodeKind::Module {
            return self.heap[function].globals.into();
        }
        let registers = self.thread.stack[base..base + unit.locals.len()].to_vec();
        self.variables(&unit, &registers, self.heap[function].closure).into()
    }

    /// The bound variables of a function whose first registers and closure are given.
    pub(super) fn variables(&mut self, unit: &CodeUnit, registers: &[Value], closure: Value) -> Ref<Dict> {
        let cells = match closure {
            Value::Tuple(cells) => self.heap[cells].0.to_vec(),
            _ => Vec::new(),
        };
        let dict = self.new_dict();
        let own = unit.locals.iter().zip(registers.to_vec());
        for (name, value) in own.chain(unit.free.iter().zip(cells)) {
            let value = match value {
                Value::Cell(cell) => self.heap[cell].0,
                value => value,
            };
            if !value.is_unbound() {
                let name = self.intern(name);
                self.heap.set_name(dict, name, value);
            }
        }
        dict
    }
}
