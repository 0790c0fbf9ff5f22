//! `BaseException` and the built-in exceptions that carry more than their `args`.

use crate::object::*;
use crate::vm::native::*;
use crate::vm::{Exc, Vm};

/// Adds the natives of the built-in exception classes.
pub fn install(vm: &mut Vm) {
    for (exc, natives) in [
        (Exc::BaseException, BASE),
        (Exc::BaseExceptionGroup, GROUP),
        (Exc::KeyError, KEY_ERROR),
        (Exc::OSError, OS_ERROR),
        (Exc::StopIteration, STOP_ITERATION),
        (Exc::SystemExit, SYSTEM_EXIT),
        (Exc::ImportError, IMPORT_ERROR),
        (Exc::SyntaxError, SYNTAX_ERROR),
        (Exc::NameError, NAME_ERROR),
        (Exc::AttributeError, ATTRIBUTE_ERROR),
        (Exc::UnicodeDecodeError, UNICODE_ERROR),
        (Exc::UnicodeEncodeError, UNICODE_ERROR),
    ] {
        let class = vm.exception_class(exc);
        vm.add_methods(class, natives);
    }
    for (exc, fields) in DEFAULTS {
        let dict = vm.heap[vm.exception_class(*exc)].dict;
        for field in *fields {
            let field = vm.intern(field);
            vm.heap.set_name(dict, field, Value::None);
        }
    }
    let class = vm.exception_class(Exc::OSError);
    for alias in ["IOError", "EnvironmentError"] {
        let alias = vm.intern(alias);
        vm.heap.set_name(vm.builtins, alias, class.into());
    }
}

/// Attributes that are None unless an instance has its own.
const DEFAULTS: &[(Exc, &[&str])] = &[
    (Exc::OSError, &["errno", "strerror", "filename", "filename2"]),
    (Exc::ImportError, &["name", "path", "name_from", "msg"]),
    (Exc::NameError, &["name"]),
    (Exc::AttributeError, &["name", "obj"]),
    (
        Exc::SyntaxError,
        &["msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset", "print_file_and_line"],
    ),
];

const BASE: &[NativeDef] = &[
    static_method("__new__", "(cls, /, *args, **kwargs)", new),
    method("__init__", "(self, /, *args, **kwargs)", init),
    method("__str__", "(self, /)", str),
    method("__repr__", "(self, /)", defer),
    method("__reduce__", "(self, /)", reduce),
    method("__setstate__", "(self, state, /)", set_state),
    method("with_traceback", "(self, object, /)", with_traceback),
    method("add_note", "(self, object, /)", add_note),
    getter("args", args, Some(set_args)),
    getter("__cause__", cause, Some(set_cause)),
    getter("__context__", context, Some(set_context)),
    member("__suppress_context__", suppress_context, Some(set_suppress_context)),
    getter("__traceback__", traceback, Some(set_traceback)),
];
const GROUP: &[NativeDef] = &[
    static_method("__new__", "(cls, /, *args, **kwargs)", defer),
    method("__init__", "(self, /, *args, **kwargs)", |_, _| Ok(Value::None)),
    method("__str__", "(self, /)", defer),
    method("__setattr__", "(self, name, value, /)", defer),
    method("derive", "(self, exceptions, /)", defer),
    method("subgroup", "(self, condition, /)", defer),
    method("split", "(self, condition, /)", defer),
    class_method("__class_getitem__", "(cls, item, /)", defer),
];
const KEY_ERROR: &[NativeDef] = &[method("__str__", "(self, /)", key_error_str)];
const OS_ERROR: &[NativeDef] = &[
    static_method("__new__", "(cls, /, *args, **kwargs)", os_error_new),
    method("__init__", "(self, /, *args, **kwargs)", os_error_init),
    method("__str__", "(self, /)", os_error_str),
    getter("characters_written", characters_written, Some(set_characters_written)),
];
const STOP_ITERATION: &[NativeDef] = &[member("value", first_argument, Some(set_value))];
const SYSTEM_EXIT: &[NativeDef] = &[member("code", exit_code, Some(set_code))];
const IMPORT_ERROR: &[NativeDef] = &[method("__init__", "(self, /, *args, **kwargs)", import_error_init)];
const SYNTAX_ERROR: &[NativeDef] = &[
    method("__init__", "(self, /, *args, **kwargs)", syntax_error_init),
    method("__str__", "(self, /)", syntax_error_str),
];
const NAME_ERROR: &[NativeDef] = &[method("__init__", "(self, /, *args, **kwargs)", keyword_fields_init)];
const ATTRIBUTE_ERROR: &[NativeDef] = &[method("__init__", "(self, /, *args, **kwargs)", keyword_fields_init)];
const UNICODE_ERROR: &[NativeDef] = &[
    method("__init__", "(self, /, *args, **kwargs)", unicode_error_init),
    method("__str__", "(self, /)", unicode_error_str),
];

fn defer(_: &mut Vm, _: &[Value]) -> NativeResult {
    Err(Escape::Defer)
}

impl Vm {
    /// The arguments of an exception: `exception.args`.
    pub fn exception_args(&self, exception: Value) -> &[Value] {
        match self.exception_data(exception).map(|data| self.heap[data].args) {
            Some(Value::Tuple(args)) => &self.heap[args].0,
            _ => &[],
        }
    }

    /// The exception's own attribute `name`.
    pub fn exception_field(&mut self, exception: Value, name: &str) -> Option<Value> {
        let name = self.intern(name);
        match exception {
            Value::Instance(instance) => self.instance_attribute(instance, name),
            _ => None,
        }
    }

    fn set_exception_field(&mut self, exception: Value, name: &str, value: Value) {
        let name = self.intern(name);
        if let Value::Instance(instance) = exception {
            self.set_instance_attribute(instance, name, value);
        }
    }

    /// `OSError(errno, text)`, as an instance of the class that the number stands for.
    pub fn os_error(&mut self, errno: i32, text: &str) -> Escape {
        self.os_error_about(errno, text, &[])
    }

    /// As `os_error`, about the file or two files of these names.
    pub fn os_error_about(&mut self, errno: i32, text: &str, files: &[Value]) -> Escape {
        let arguments = [Value::Int(errno.into()), self.str(text)];
        let class = self.exception_class(class_of_errno(errno.into()));
        let exception = self.new_exception(class, &arguments);
        self.set_exception_field(exception.into(), "errno", arguments[0]);
        self.set_exception_field(exception.into(), "strerror", arguments[1]);
        for (field, file) in ["filename", "filename2"].into_iter().zip(files) {
            self.set_exception_field(exception.into(), field, *file);
        }
        Escape::Raise(exception.into())
    }
}

fn tuple_items(vm: &Vm, tuple: Value) -> Vec<Value> {
    match tuple {
        Value::Tuple(tuple) => vm.heap[tuple].0.to_vec(),
        _ => Vec::new(),
    }
}

fn class_argument(vm: &mut Vm, value: Value) -> Result<Ref<Class>, Escape> {
    match value {
        Value::Class(class) if vm.is_subclass(class, vm.types.base_exception) => Ok(class),
        _ => Err(vm.type_error("BaseException.__new__(X): X is not an exception type")),
    }
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class_argument(vm, arguments[0])?;
    let args = tuple_items(vm, arguments[1]);
    Ok(vm.new_exception(class, &args).into())
}

fn data(vm: &mut Vm, exception: Value) -> Result<Ref<Exception>, Escape> {
    match vm.exception_data(exception) {
        Some(data) => Ok(data),
        None => Err(vm.type_error("an exception is required")),
    }
}

fn init(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = data(vm, arguments[0])?;
    if let Value::Dict(keywords) = arguments[2]
        && !vm.heap[keywords].is_empty()
    {
        let name = vm.type_name(arguments[0]);
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    vm.heap[data].args = arguments[1];
    Ok(Value::None)
}

fn str(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match vm.exception_args(arguments[0]) {
        [] => Ok(vm.str("")),
        [Value::Str(text)] => Ok(Value::Str(*text)),
        [only] => Err(Escape::call(vm.types.str.into(), &[*only])),
        _ => {
            let data = data(vm, arguments[0])?;
            Err(Escape::call(vm.types.str.into(), &[vm.heap[data].args]))
        }
    }
}

fn reduce(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = data(vm, arguments[0])?;
    let mut parts = vec![vm.class_of(arguments[0]).into(), vm.heap[data].args];
    if let Value::Instance(instance) = arguments[0] {
        let dict = vm.instance_dict(instance);
        let copy = vm.heap[dict].clone();
        let copy = vm.heap.allocate(copy);
        // The object that lacks an attribute may be anything, and need not go where its exception goes.
        if vm.is_subclass(vm.class_of(arguments[0]), vm.exception_class(Exc::AttributeError)) {
            let name = vm.intern("obj");
            vm.heap.remove_name(copy, name);
        }
        if !vm.heap[copy].is_empty() {
            parts.push(Value::Dict(copy));
        }
    }
    Ok(vm.tuple(parts))
}

fn set_state(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (Value::Instance(instance), Value::Dict(state)) = (arguments[0], arguments[1]) else {
        return Ok(Value::None);
    };
    let entries: Vec<_> = vm.heap[state].iter().copied().collect();
    for entry in entries {
        if let Value::Str(name) = entry.key {
            let name = vm.intern_str(name);
            vm.set_instance_attribute(instance, name, entry.value);
        }
    }
    Ok(Value::None)
}

fn with_traceback(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    set_traceback(vm, arguments)?;
    Ok(arguments[0])
}

fn add_note(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if vm.as_str(arguments[1]).is_none() {
        let name = vm.type_name(arguments[1]);
        return Err(vm.type_error(format!("add_note() argument must be str, not {name}")));
    }
    let Value::Instance(instance) = arguments[0] else {
        return Ok(Value::None);
    };
    match vm.instance_attribute(instance, vm.known.__notes__) {
        Some(Value::List(notes)) => vm.heap[notes].0.push(arguments[1]),
        Some(_) => return Err(vm.type_error("Cannot add note: __notes__ is not a list")),
        None => {
            let notes = vm.list(vec![arguments[1]]);
            vm.set_instance_attribute(instance, vm.known.__notes__, notes);
        }
    }
    Ok(Value::None)
}

fn args(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = data(vm, arguments[0])?;
    Ok(vm.heap[data].args)
}

fn set_args(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = data(vm, arguments[0])?;
    let items = match arguments[1] {
        Value::Tuple(_) => arguments[1],
        Value::List(list) => {
            let items = vm.heap[list].0.clone();
            vm.tuple(items)
        }
        Value::Unbound => return Err(vm.type_error("args may not be deleted")),
        other => {
            let name = vm.type_name(other);
            return Err(vm.type_error(format!("'{name}' object is not iterable")));
        }
    };
    vm.heap[data].args = items;
    Ok(Value::None)
}

fn cause(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = data(vm, arguments[0])?;
    Ok(vm.heap[data].cause)
}

/// The exception or None in `value`, for the attribute `what`.
fn exception_or_none(vm: &mut Vm, value: Value, what: &str) -> Result<Value, Escape> {
    match value {
        Value::None => Ok(value),
        Value::Unbound => Err(vm.type_error(format!("{what} may not be deleted"))),
        _ if vm.exception_data(value).is_some() => Ok(value),
        _ => {
            let what = what.trim_matches('_');
            Err(vm.type_error(format!("exception {what} must be None or derive from BaseException")))
        }
    }
}

fn set_cause(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = data(vm, arguments[0])?;
    let cause = exception_or_none(vm, arguments[1], "__cause__")?;
    let exception = &mut vm.heap[data];
    (exception.cause, exception.suppress_context) = (cause, true);
    Ok(Value::None)
}

fn context(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = data(vm, arguments[0])?;
    Ok(vm.heap[data].context)
}

fn set_context(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = data(vm, arguments[0])?;
    vm.heap[data].context = exception_or_none(vm, arguments[1], "__context__")?;
    Ok(Value::None)
}

fn suppress_context(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = data(vm, arguments[0])?;
    Ok(Value::Bool(vm.heap[data].suppress_context))
}

fn set_suppress_context(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = data(vm, arguments[0])?;
    match arguments[1] {
        Value::Bool(value) => vm.heap[data].suppress_context = value,
        _ => return Err(vm.type_error("attribute value type must be bool")),
    }
    Ok(Value::None)
}

fn traceback(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = data(vm, arguments[0])?;
    Ok(vm.heap[data].traceback)
}

fn set_traceback(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = data(vm, arguments[0])?;
    match arguments[1] {
        Value::None | Value::Traceback(_) => vm.heap[data].traceback = arguments[1],
        Value::Unbound => return Err(vm.type_error("__traceback__ may not be deleted")),
        _ => return Err(vm.type_error("__traceback__ must be a traceback or None")),
    }
    Ok(Value::None)
}

fn key_error_str(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match vm.exception_args(arguments[0]) {
        [only] => {
            let only = *only;
            Err(Escape::call(vm.builtin("repr"), &[only]))
        }
        _ => str(vm, arguments),
    }
}

impl Vm {
    /// The built-in function or class `name`; unbound if there is none.
    pub fn builtin(&mut self, name: &str) -> Value {
        let name = self.intern(name);
        self.heap.get_name(self.builtins, name).unwrap_or(Value::Unbound)
    }
}

fn own_or(vm: &mut Vm, exception: Value, field: &str, fallback: Value) -> NativeResult {
    Ok(vm.exception_field(exception, field).unwrap_or(fallback))
}

fn first_argument(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let first = vm.exception_args(arguments[0]).first().copied().unwrap_or(Value::None);
    own_or(vm, arguments[0], "value", first)
}

fn set_value(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    vm.set_exception_field(arguments[0], "value", arguments[1].bound().unwrap_or(Value::None));
    Ok(Value::None)
}

fn exit_code(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let code = match vm.exception_args(arguments[0]) {
        [] => Value::None,
        [only] => *only,
        _ => args(vm, arguments)?,
    };
    own_or(vm, arguments[0], "code", code)
}

fn set_code(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    vm.set_exception_field(arguments[0], "code", arguments[1].bound().unwrap_or(Value::None));
    Ok(Value::None)
}

/// Sets the keyword arguments as fields, which must be among the class's own.
fn keyword_fields_init(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if let Value::Dict(keywords) = arguments[2] {
        let entries: Vec<_> = vm.heap[keywords].iter().copied().collect();
        for entry in entries {
            let text = vm.as_str(entry.key).unwrap_or_default().to_owned();
            let known = DEFAULTS.iter().any(|(exc, fields)| {
                fields.contains(&text.as_str()) && vm.is_subclass(vm.class_of(arguments[0]), vm.exception_class(*exc))
            });
            if !known {
                let name = vm.type_name(arguments[0]);
                return Err(vm.type_error(format!("{name}() got an unexpected keyword argument '{text}'")));
            }
            vm.set_exception_field(arguments[0], &text, entry.value);
        }
    }
    let data = data(vm, arguments[0])?;
    vm.heap[data].args = arguments[1];
    Ok(Value::None)
}

fn import_error_init(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    keyword_fields_init(vm, arguments)?;
    if let [message] = *vm.exception_args(arguments[0]) {
        vm.set_exception_field(arguments[0], "msg", message);
    }
    Ok(Value::None)
}

fn syntax_error_init(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    keyword_fields_init(vm, arguments)?;
    let args = vm.exception_args(arguments[0]).to_vec();
    if let Some(message) = args.first() {
        vm.set_exception_field(arguments[0], "msg", *message);
    }
    if let Some(details) = args.get(1) {
        let fields = ["filename", "lineno", "offset", "text", "end_lineno", "end_offset"];
        for (field, value) in fields.into_iter().zip(tuple_items(vm, *details)) {
            vm.set_exception_field(arguments[0], field, value);
        }
    }
    Ok(Value::None)
}

fn syntax_error_str(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Some(message) = vm.exception_field(arguments[0], "msg") else {
        return str(vm, arguments);
    };
    let Some(message) = vm.as_str(message).map(str::to_owned) else {
        return Err(Escape::call(vm.types.str.into(), &[message]));
    };
    let file = vm.exception_field(arguments[0], "filename");
    let file = file.and_then(|file| vm.as_str(file)).map(|file| file.rsplit('/').next().unwrap_or(file).to_owned());
    let line = vm.exception_field(arguments[0], "lineno").and_then(|line| vm.as_int(line));
    let text = match (file, line) {
        (Some(file), Some(line)) => format!("{message} ({file}, line {line})"),
        (Some(file), None) => format!("{message} ({file})"),
        (None, Some(line)) => format!("{message} (line {line})"),
        (None, None) => message,
    };
    Ok(vm.str(text))
}

/// Which class an `errno` stands for.
fn class_of_errno(errno: i64) -> Exc {
    match errno {
        11 | 114 | 115 => Exc::BlockingIOError,
        10 => Exc::ChildProcessError,
        32 | 108 => Exc::BrokenPipeError,
        103 => Exc::ConnectionAbortedError,
        111 => Exc::ConnectionRefusedError,
        104 => Exc::ConnectionResetError,
        17 => Exc::FileExistsError,
        2 => Exc::FileNotFoundError,
        4 => Exc::InterruptedError,
        21 => Exc::IsADirectoryError,
        20 => Exc::NotADirectoryError,
        1 | 13 => Exc::PermissionError,
        3 => Exc::ProcessLookupError,
        110 => Exc::TimeoutError,
        _ => Exc::OSError,
    }
}

fn os_error_new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let mut class = class_argument(vm, arguments[0])?;
    let args = tuple_items(vm, arguments[1]);
    if class == vm.exception_class(Exc::OSError)
        && (2..=5).contains(&args.len())
        && let Some(errno) = vm.as_int(args[0])
    {
        class = vm.exception_class(class_of_errno(errno));
    }
    let made = vm.new_exception(class, &args).into();
    if has_own_new(vm, class) {
        set_os_error_fields(vm, made, &args)?;
    }
    Ok(made)
}

/// Whether a derived class makes its instances in a way of its own: then they are as `__new__` has left them.
fn has_own_new(vm: &mut Vm, class: Ref<Class>) -> bool {
    matches!(vm.lookup(class, vm.known.__new__), Some(Value::StaticMethod(method)) if matches!(vm.heap[method].function, Value::Function(_)))
}

fn os_error_init(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = vm.class_of(arguments[0]);
    if has_own_new(vm, class) {
        return Ok(Value::None);
    }
    init(vm, arguments)?;
    let args = tuple_items(vm, arguments[1]);
    set_os_error_fields(vm, arguments[0], &args)
}

fn set_os_error_fields(vm: &mut Vm, error: Value, args: &[Value]) -> NativeResult {
    if !(2..=5).contains(&args.len()) {
        return Ok(Value::None);
    }
    let class = vm.exception_class(Exc::BlockingIOError);
    let counts = args.len() == 3 && vm.is_instance(error, class) && vm.as_int(args[2]).is_some();
    let third = if counts { CHARACTERS_WRITTEN } else { "filename" };
    for (field, index) in [("errno", 0), ("strerror", 1), (third, 2), ("filename2", 4)] {
        if let Some(value) = args.get(index) {
            vm.set_exception_field(error, field, *value);
        }
    }
    if !counts {
        let data = data(vm, error)?;
        vm.heap[data].args = vm.tuple(args[..2].to_vec());
    }
    Ok(Value::None)
}

/// How much was written before waiting would have begun: `BlockingIOError` may say so.
const CHARACTERS_WRITTEN: &str = "characters_written";

fn characters_written(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match vm.exception_field(arguments[0], CHARACTERS_WRITTEN) {
        Some(count) if !count.is_none() => Ok(count),
        _ => Err(vm.raise(Exc::AttributeError, CHARACTERS_WRITTEN)),
    }
}

fn set_characters_written(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let count = match arguments[1] {
        Value::Unbound => {
            characters_written(vm, arguments)?;
            Value::None
        }
        count => Value::Int(vm.int_argument(count)?),
    };
    vm.set_exception_field(arguments[0], CHARACTERS_WRITTEN, count);
    Ok(Value::None)
}

fn os_error_str(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let errno = vm.exception_field(arguments[0], "errno").and_then(|errno| vm.as_int(errno));
    let text = vm.exception_field(arguments[0], "strerror").and_then(|text| vm.as_str(text).map(str::to_owned));
    let (Some(errno), Some(text)) = (errno, text) else {
        return str(vm, arguments);
    };
    match vm.exception_field(arguments[0], "filename") {
        Some(file) if !file.is_none() => Err(Escape::Defer),
        _ => Ok(vm.str(format!("[Errno {errno}] {text}"))),
    }
}

const UNICODE_FIELDS: [&str; 5] = ["encoding", "object", "start", "end", "reason"];

fn unicode_error_init(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    init(vm, arguments)?;
    let args = tuple_items(vm, arguments[1]);
    if args.len() != UNICODE_FIELDS.len() {
        let (name, count) = (vm.type_name(arguments[0]), args.len());
        return Err(vm.type_error(format!("{name}() takes exactly 5 arguments ({count} given)")));
    }
    for (field, value) in UNICODE_FIELDS.into_iter().zip(args) {
        vm.set_exception_field(arguments[0], field, value);
    }
    Ok(Value::None)
}

fn unicode_error_str(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    // Also of exceptions made by Rust code, which have their arguments only.
    let [encoding, object, start, end, reason] = *vm.exception_args(arguments[0]) else {
        return str(vm, arguments);
    };
    let (Some(start), Some(end)) = (vm.as_int(start), vm.as_int(end)) else {
        return str(vm, arguments);
    };
    let encoding = vm.as_str(encoding).unwrap_or_default().to_owned();
    let reason = vm.as_str(reason).unwrap_or_default().to_owned();
    let last = end - 1;
    let text = match (object, end - start) {
        (Value::Bytes(bytes), 1) => {
            let byte = vm.heap[bytes].0.get(start as usize).copied().unwrap_or_default();
            format!("'{encoding}' codec can't decode byte {byte:#04x} in position {start}: {reason}")
        }
        (Value::Bytes(_), _) => format!("'{encoding}' codec can't decode bytes in position {start}-{last}: {reason}"),
        (Value::Str(text), 1) => {
            let char = vm.heap[text].as_str().chars().nth(start as usize).map_or(0, crate::text::string::code_of);
            let shown = match char {
                0..=0xff => format!("\\x{char:02x}"),
                0x100..=0xffff => format!("\\u{char:04x}"),
                _ => format!("\\U{char:08x}"),
            };
            format!("'{encoding}' codec can't encode character '{shown}' in position {start}: {reason}")
        }
        _ => format!("'{encoding}' codec can't encode characters in position {start}-{last}: {reason}"),
    };
    Ok(vm.str(text))
}
