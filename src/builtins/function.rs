//! The attributes of functions, methods, generators, modules, cells and tracebacks.

use super::shared;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

pub const FUNCTION: &[NativeDef] = &[
    method("__call__", "(self, /, *args, **kwargs)", call),
    getter("__name__", |vm, a| field(vm, a, |f| f.name), Some(|vm, a| set_string(vm, a, "__name__", |f| &mut f.name))),
    getter(
        "__qualname__",
        |vm, a| field(vm, a, |f| f.qualified_name),
        Some(|vm, a| set_string(vm, a, "__qualname__", |f| &mut f.qualified_name)),
    ),
    member("__doc__", |vm, a| field(vm, a, |f| f.doc), Some(|vm, a| set_field(vm, a, |f| &mut f.doc))),
    member("__module__", |vm, a| field(vm, a, |f| f.module), Some(|vm, a| set_field(vm, a, |f| &mut f.module))),
    getter("__defaults__", |vm, a| field(vm, a, |f| f.defaults), Some(|vm, a| set_field(vm, a, |f| &mut f.defaults))),
    getter(
        "__kwdefaults__",
        |vm, a| field(vm, a, |f| f.keyword_defaults),
        Some(|vm, a| set_field(vm, a, |f| &mut f.keyword_defaults)),
    ),
    getter("__annotate__", |vm, a| field(vm, a, |f| f.annotate), Some(set_annotate)),
    getter("__annotations__", annotations, Some(set_annotations)),
    member("__closure__", |vm, a| field(vm, a, |f| f.closure), None),
    member("__builtins__", function_builtins, None),
    member("__globals__", |vm, a| field(vm, a, |f| f.globals.into()), None),
    getter("__code__", |vm, a| field(vm, a, |f| f.code.into()), Some(set_code)),
    getter("__dict__", function_dict, Some(set_function_dict)),
    method("__get__", "(self, instance, owner=None, /)", function_get),
    method("__repr__", "(self, /)", function_repr),
];

pub const METHOD: &[NativeDef] = &[
    method("__reduce__", "(self, /)", |_, _| Err(Escape::Defer)),
    method("__call__", "(self, /, *args, **kwargs)", call),
    static_method("__new__", "(cls, function, instance, /)", method_new),
    member("__self__", |vm, a| method_field(vm, a, |m| m.receiver), None),
    member("__func__", |vm, a| method_field(vm, a, |m| m.function), None),
    getter("__doc__", method_doc, None),
    method("__repr__", "(self, /)", |_, _| Err(Escape::Defer)),
    method("__eq__", "(self, other, /)", method_eq),
    method("__hash__", "(self, /)", method_hash),
    method("__get__", "(self, instance, owner=None, /)", |_, arguments| Ok(arguments[0])),
];

pub const MODULE: &[NativeDef] = &[
    static_method("__new__", "(cls, name, doc=None, /)", module_new),
    method("__init__", "(self, name, doc=None, /)", |_, _| Ok(Value::None)),
    member("__dict__", module_dict, None),
    getter("__annotations__", |_, _| Err(Escape::Defer), None),
    method("__repr__", "(self, /)", module_repr),
];

pub const GENERATOR: &[NativeDef] = &[
    getter("__name__", |vm, a| generator_field(vm, a, |g| g.name), Some(set_generator_name)),
    getter("__qualname__", |vm, a| generator_field(vm, a, |g| g.qualified_name), Some(set_generator_qualname)),
    getter("gi_frame", generator_frame, None),
    getter("gi_running", |vm, a| generator_field(vm, a, is_running), None),
    getter("gi_suspended", |vm, a| generator_field(vm, a, is_suspended), None),
    getter("gi_code", generator_code, None),
    getter("gi_yieldfrom", |vm, a| generator_field(vm, a, delegate), None),
    method("__repr__", "(self, /)", generator_repr),
];

pub const COROUTINE: &[NativeDef] = &[
    getter("__name__", |vm, a| generator_field(vm, a, |g| g.name), Some(set_generator_name)),
    getter("__qualname__", |vm, a| generator_field(vm, a, |g| g.qualified_name), Some(set_generator_qualname)),
    getter("cr_frame", generator_frame, None),
    member("cr_origin", |vm, a| generator_field(vm, a, |g| g.origin.map_or(Value::None, Value::Tuple)), None),
    getter("cr_running", |vm, a| generator_field(vm, a, is_running), None),
    getter("cr_suspended", |vm, a| generator_field(vm, a, is_suspended), None),
    getter("cr_code", generator_code, None),
    getter("cr_await", |vm, a| generator_field(vm, a, delegate), None),
    method("__repr__", "(self, /)", generator_repr),
];

pub const ASYNC_GENERATOR: &[NativeDef] = &[
    getter("__name__", |vm, a| generator_field(vm, a, |g| g.name), Some(set_generator_name)),
    getter("__qualname__", |vm, a| generator_field(vm, a, |g| g.qualified_name), Some(set_generator_qualname)),
    getter("ag_frame", generator_frame, None),
    member("ag_running", |vm, a| generator_field(vm, a, is_running), None),
    getter("ag_suspended", |vm, a| generator_field(vm, a, is_suspended), None),
    getter("ag_code", generator_code, None),
    getter("ag_await", |vm, a| generator_field(vm, a, delegate), None),
    method("__repr__", "(self, /)", generator_repr),
];

pub const CELL: &[NativeDef] = &[
    static_method("__new__", "(cls, contents=None, /)", cell_new),
    getter("cell_contents", cell_contents, Some(set_cell_contents)),
    method("__eq__", "(self, value, /)", shared::eq),
    method("__ne__", "(self, value, /)", shared::ne),
    method("__lt__", "(self, value, /)", shared::lt),
    method("__le__", "(self, value, /)", shared::le),
    method("__gt__", "(self, value, /)", shared::gt),
    method("__ge__", "(self, value, /)", shared::ge),
];

pub const TRACEBACK: &[NativeDef] = &[
    getter("tb_next", traceback_next, Some(set_traceback_next)),
    getter("tb_lineno", traceback_line, None),
    static_method("__new__", "(cls, tb_next, tb_frame, tb_lasti, tb_lineno)", traceback_new),
    member("tb_frame", |vm, a| traceback(vm, a[0]).map(|found| vm.traceback_frame(found)), None),
    member("tb_lasti", traceback_instruction, None),
];

/// Adds the natives of the types in this file.
pub fn install(vm: &mut Vm) {
    let types = vm.types;
    let (dict, name, none) = (vm.heap[types.function].dict, vm.intern("__type_params__"), vm.tuple([]));
    vm.heap.set_name(dict, name, none);
    for (class, natives) in [
        (types.function, FUNCTION),
        (types.function, super::function_new::NATIVES),
        (types.method, METHOD),
        (types.code, super::code::CODE),
        (types.module, MODULE),
        (types.generator, GENERATOR),
        (types.coroutine, COROUTINE),
        (types.async_generator, ASYNC_GENERATOR),
        (types.cell, CELL),
        (types.traceback, TRACEBACK),
    ] {
        vm.add_methods(class, natives);
    }
}

/// `f.__call__(...)` is `f(...)`.
pub fn call(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Err(super::descriptors::forward(vm, arguments[0], &[], arguments[1], arguments[2]))
}

/// `value`, with None for a missing one.
pub fn or_none(value: Value) -> Value {
    value.bound().unwrap_or(Value::None)
}

pub fn wrong(vm: &mut Vm, wanted: &str, found: Value) -> Escape {
    let found = vm.type_name(found);
    vm.type_error(format!("a {wanted} is required, not '{found}'"))
}

fn function(vm: &mut Vm, value: Value) -> Result<Ref<Function>, Escape> {
    match value {
        Value::Function(function) => Ok(function),
        _ => Err(wrong(vm, "function", value)),
    }
}

fn field(vm: &mut Vm, arguments: &[Value], get: fn(&Function) -> Value) -> NativeResult {
    let function = function(vm, arguments[0])?;
    Ok(or_none(get(&vm.heap[function])))
}

fn set_field(vm: &mut Vm, arguments: &[Value], place: fn(&mut Function) -> &mut Value) -> NativeResult {
    let function = function(vm, arguments[0])?;
    let value = if arguments[1].is_none() { Value::Unbound } else { arguments[1] };
    *place(&mut vm.heap[function]) = value;
    Ok(Value::None)
}

fn set_string(
    vm: &mut Vm,
    arguments: &[Value],
    attribute: &str,
    place: fn(&mut Function) -> &mut Value,
) -> NativeResult {
    let function = function(vm, arguments[0])?;
    *place(&mut vm.heap[function]) = name_to_set(vm, arguments[1], attribute)?;
    Ok(Value::None)
}

fn set_code(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let function = function(vm, arguments[0])?;
    let Value::Code(code) = arguments[1] else {
        return Err(vm.type_error("__code__ must be set to a code object"));
    };
    let (cells, free) = (vm.heap[vm.heap[function].code].unit.free.len(), vm.heap[code].unit.free.len());
    if cells != free {
        let name = vm.as_str(vm.heap[function].name).unwrap_or_default().to_owned();
        let message = format!("{name}() requires a code object with {cells} free vars, not {free}");
        return Err(vm.value_error(message));
    }
    vm.heap[function].code = code;
    Ok(Value::None)
}

fn set_annotate(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let function = function(vm, arguments[0])?;
    vm.heap[function].annotations = Value::Unbound;
    set_field(vm, arguments, |f| &mut f.annotate)
}

fn set_annotations(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    set_field(vm, &[arguments[0], Value::None], |f| &mut f.annotate)?;
    set_field(vm, arguments, |f| &mut f.annotations)
}

/// The annotations, evaluated by the `__annotate__` function when they are first asked for.
fn annotations(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let function = function(vm, arguments[0])?;
    let Function { annotate, annotations, .. } = vm.heap[function];
    if let Some(known) = annotations.bound() {
        return Ok(known);
    }
    if annotate.bound().is_some() {
        return Err(Escape::Defer);
    }
    let empty = vm.new_dict();
    vm.heap[function].annotations = empty.into();
    Ok(empty.into())
}

fn function_dict(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let function = function(vm, arguments[0])?;
    if let Some(dict) = vm.heap[function].dict {
        return Ok(dict.into());
    }
    let dict = vm.new_dict();
    vm.heap[function].dict = Some(dict);
    Ok(dict.into())
}

fn function_builtins(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    function(vm, arguments[0])?;
    Ok(vm.builtins.into())
}

fn set_function_dict(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let function = function(vm, arguments[0])?;
    let Value::Dict(dict) = arguments[1] else {
        return Err(vm.type_error("__dict__ must be set to a dictionary"));
    };
    vm.heap[function].dict = Some(dict);
    Ok(Value::None)
}

fn function_get(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match arguments[1] {
        Value::None => Ok(arguments[0]),
        receiver => Ok(vm.heap.allocate(BoundMethod { function: arguments[0], receiver }).into()),
    }
}

fn function_repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let function = function(vm, arguments[0])?;
    let text = vm.function_repr(function);
    Ok(vm.str(text))
}

fn bound_method(vm: &mut Vm, value: Value) -> Result<Ref<BoundMethod>, Escape> {
    match value {
        Value::BoundMethod(method) => Ok(method),
        _ => Err(wrong(vm, "method", value)),
    }
}

fn method_new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if !super::functions::is_callable(vm, arguments[1]) {
        return Err(vm.type_error("first argument must be callable"));
    }
    if arguments[2].is_none() {
        return Err(vm.type_error("instance must not be None"));
    }
    let (function, receiver) = (arguments[1], arguments[2]);
    Ok(vm.heap.allocate(BoundMethod { function, receiver }).into())
}

fn method_doc(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match method_field(vm, arguments, |method| method.function)? {
        Value::Function(function) => Ok(vm.heap[function].doc.bound().unwrap_or(Value::None)),
        _ => Ok(Value::None),
    }
}

fn method_field(vm: &mut Vm, arguments: &[Value], get: fn(&BoundMethod) -> Value) -> NativeResult {
    let method = bound_method(vm, arguments[0])?;
    Ok(get(&vm.heap[method]))
}

pub fn method_eq(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match (arguments[0], arguments[1]) {
        (Value::BoundMethod(a), Value::BoundMethod(b)) => {
            let (a, b) = (&vm.heap[a], &vm.heap[b]);
            Ok(Value::Bool(a.function.is(b.function) && a.receiver.is(b.receiver)))
        }
        (a, b) if a.is(b) => Ok(Value::Bool(true)),
        _ => Ok(Value::NotImplemented),
    }
}

pub fn method_hash(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    use super::object::identity_hash;
    match arguments[0] {
        Value::BoundMethod(method) => {
            let method = &vm.heap[method];
            Ok(Value::Int(identity_hash(method.function) ^ identity_hash(method.receiver).rotate_left(7)))
        }
        other => Ok(Value::Int(identity_hash(other))),
    }
}

fn module_new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let dict = vm.new_dict();
    let doc = or_none(arguments[2]);
    let known = [(vm.known.__name__, arguments[1]), (vm.known.__doc__, doc)];
    let none = [vm.known.__package__, vm.known.__loader__, vm.known.__spec__].map(|name| (name, Value::None));
    for (name, value) in known.into_iter().chain(none) {
        vm.heap.set_name(dict, name, value);
    }
    let module = vm.heap.allocate(Module { dict });
    match arguments[0] {
        Value::Class(class) => Ok(vm.wrap(class, module.into())),
        other => Err(wrong(vm, "class", other)),
    }
}

fn module(vm: &mut Vm, value: Value) -> Result<Ref<Module>, Escape> {
    match vm.unwrap(value) {
        Value::Module(module) => Ok(module),
        other => Err(wrong(vm, "module", other)),
    }
}

fn module_dict(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let module = module(vm, arguments[0])?;
    Ok(vm.heap[module].dict.into())
}

fn module_repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let module = module(vm, arguments[0])?;
    let text = vm.module_repr(module);
    Ok(vm.str(text))
}

fn generator(vm: &mut Vm, value: Value) -> Result<Ref<Generator>, Escape> {
    match value {
        Value::Generator(generator) => Ok(generator),
        _ => Err(wrong(vm, "generator", value)),
    }
}

fn generator_field(vm: &mut Vm, arguments: &[Value], get: fn(&Generator) -> Value) -> NativeResult {
    let generator = generator(vm, arguments[0])?;
    Ok(or_none(get(&vm.heap[generator])))
}

fn set_generator_name(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let generator = generator(vm, arguments[0])?;
    vm.heap[generator].name = name_to_set(vm, arguments[1], "__name__")?;
    Ok(Value::None)
}

fn set_generator_qualname(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let generator = generator(vm, arguments[0])?;
    vm.heap[generator].qualified_name = name_to_set(vm, arguments[1], "__qualname__")?;
    Ok(Value::None)
}

fn name_to_set(vm: &mut Vm, name: Value, attribute: &str) -> NativeResult {
    match vm.as_str(name) {
        Some(_) => Ok(name),
        None => Err(vm.type_error(format!("{attribute} must be set to a string object"))),
    }
}

fn is_running(generator: &Generator) -> Value {
    Value::Bool(generator.state == GeneratorState::Running)
}

fn is_suspended(generator: &Generator) -> Value {
    Value::Bool(generator.state == GeneratorState::Suspended)
}

/// What a suspended generator waits for.
fn delegate(generator: &Generator) -> Value {
    if generator.state == GeneratorState::Suspended { generator.delegate } else { Value::None }
}

fn generator_frame(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let generator = generator(vm, arguments[0])?;
    Ok(vm.generator_frame(generator))
}

fn generator_code(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let generator = generator(vm, arguments[0])?;
    let function = vm.heap[generator].function;
    Ok(vm.heap[function].code.into())
}

fn generator_repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let generator = generator(vm, arguments[0])?;
    let kind = vm.type_name(arguments[0]);
    let name = vm.as_str(vm.heap[generator].qualified_name).unwrap_or("?").to_owned();
    let address = arguments[0].identity();
    Ok(vm.str(format!("<{kind} object {name} at {address:#x}>")))
}

fn cell_new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(vm.heap.allocate(Cell(arguments[1])).into())
}

fn cell_contents(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match arguments[0] {
        Value::Cell(cell) => match vm.heap[cell].0 {
            Value::Unbound => Err(vm.value_error("cell is empty")),
            value => Ok(value),
        },
        other => Err(wrong(vm, "cell", other)),
    }
}

fn set_cell_contents(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match arguments[0] {
        Value::Cell(cell) => vm.heap[cell].0 = arguments[1],
        other => return Err(wrong(vm, "cell", other)),
    }
    Ok(Value::None)
}

fn traceback(vm: &mut Vm, value: Value) -> Result<Ref<Traceback>, Escape> {
    match value {
        Value::Traceback(traceback) => Ok(traceback),
        _ => Err(wrong(vm, "traceback", value)),
    }
}

fn traceback_next(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let traceback = traceback(vm, arguments[0])?;
    Ok(vm.heap[traceback].next)
}

fn set_traceback_next(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let traceback = traceback(vm, arguments[0])?;
    if arguments[1].is_unbound() {
        return Err(vm.type_error("can't delete tb_next attribute"));
    }
    let next = traceback_or_none(vm, arguments[1])?;
    let mut link = next;
    while let Value::Traceback(entry) = link {
        if entry == traceback {
            return Err(vm.value_error("traceback loop detected"));
        }
        link = vm.heap[entry].next;
    }
    vm.heap[traceback].next = next;
    Ok(Value::None)
}

fn traceback_line(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let traceback = traceback(vm, arguments[0])?;
    let Traceback { code, instruction, line, .. } = vm.heap[traceback];
    Ok(Value::Int(line.unwrap_or_else(|| vm.line_of(code, instruction)).into()))
}

fn traceback_instruction(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let traceback = traceback(vm, arguments[0])?;
    Ok(Value::Int(2 * i64::from(vm.heap[traceback].instruction)))
}

fn traceback_new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let next = traceback_or_none(vm, arguments[1])?;
    let line = vm.int_argument(arguments[4])?;
    let instruction = vm.int_argument(arguments[3])?;
    let traceback = vm.new_traceback(next, arguments[2], instruction, line)?;
    Ok(traceback.into())
}

fn traceback_or_none(vm: &mut Vm, value: Value) -> NativeResult {
    match value {
        Value::None | Value::Traceback(_) => Ok(value),
        other => {
            let name = vm.type_name(other);
            Err(vm.type_error(format!("expected traceback object or None, got '{name}'")))
        }
    }
}
