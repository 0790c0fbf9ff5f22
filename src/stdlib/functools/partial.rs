//! `functools.partial`: a call with some of its arguments.

use super::{attributes, bind_method, keywords_of, set_attributes, with_attributes};
use crate::builtins::shared::class_argument;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

pub const PATH: &str = "functools.partial";

pub const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, func, /, *args, **keywords)", |_, _| Err(Escape::Defer)),
    method("__call__", "(self, /, *args, **keywords)", call),
    method("__get__", "(self, instance, owner=None, /)", bind_method),
    member("func", |vm, arguments| Ok(partial(vm, arguments[0])?.func), None),
    member("args", |vm, arguments| Ok(partial(vm, arguments[0])?.args), None),
    member("keywords", |vm, arguments| Ok(partial(vm, arguments[0])?.keywords.into()), None),
    getter("__dict__", attributes, Some(set_attributes)),
];

struct Partial {
    func: Value,
    /// A tuple.
    args: Value,
    keywords: Ref<Dict>,
    /// Where the arguments have this object, those of the call go first.
    placeholder: Value,
    /// How many such places there are.
    places: usize,
}

fn trace(data: &dyn std::any::Any, visitor: &mut Visitor) {
    if let Some(partial) = data.downcast_ref::<Partial>() {
        visitor.values(&[partial.func, partial.args, partial.keywords.into(), partial.placeholder]);
    }
}

fn partial(vm: &mut Vm, value: Value) -> Result<&mut Partial, Escape> {
    match vm.unwrap(value) {
        Value::Opaque(object) if vm.heap[object].get::<Partial>().is_some() => {
            Ok(vm.heap[object].get_mut().expect("checked above"))
        }
        _ => Err(vm.type_error("a partial is required")),
    }
}

fn read(vm: &mut Vm, arguments: &[Value]) -> Result<Partial, Escape> {
    let [func, args, Value::Dict(keywords), placeholder] = *arguments else {
        return Err(vm.type_error("invalid partial state"));
    };
    let places = vm.sequence_items(args).iter().filter(|argument| argument.is(placeholder)).count();
    Ok(Partial { func, args, keywords, placeholder, places })
}

/// Makes one of arguments that were checked.
pub fn make(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class_argument(vm, arguments[0], "partial")?;
    let partial = read(vm, &arguments[1..])?;
    let native = vm.native_class_at(PATH, METHODS);
    let made = vm.traced_opaque(native, partial, trace);
    Ok(with_attributes(vm, class, made))
}

/// Becomes another one, with other attributes if there are any.
pub fn set(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let changed = read(vm, &arguments[1..5])?;
    *partial(vm, arguments[0])? = changed;
    if let (Value::Dict(attributes), Value::Opaque(object)) = (arguments[5], arguments[0]) {
        vm.heap[object].dict = Some(attributes);
    }
    Ok(Value::None)
}

fn call(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Partial { func, args, keywords, placeholder, places } = *partial(vm, arguments[0])?;
    let mut given = vm.sequence_items(arguments[1]).iter().copied();
    if given.len() < places {
        let message = format!("missing positional arguments in 'partial' call; expected at least {places}, got {}", given.len());
        return Err(vm.type_error(message));
    }
    let own = vm.sequence_items(args).iter();
    let mut all: Vec<Value> =
        own.map(|own| if places > 0 && own.is(placeholder) { given.next().unwrap_or(*own) } else { *own }).collect();
    all.extend(given);
    let mut named = if vm.heap[keywords].is_empty() { Vec::new() } else { keywords_of(vm, keywords) };
    if named.len() < vm.heap[keywords].len() {
        return Err(vm.type_error("keywords must be strings"));
    }
    if let Value::Dict(more) = arguments[2]
        && !vm.heap[more].is_empty()
    {
        for (name, value) in keywords_of(vm, more) {
            match named.iter_mut().find(|(known, _)| *known == name) {
                Some(known) => known.1 = value,
                None => named.push((name, value)),
            }
        }
    }
    Err(Escape::Call(Box::new(CallRequest { callable: func, arguments: all, keywords: named })))
}
