//! `functools.lru_cache`: a function whose latest results are remembered.
//!
//! A hit is answered here. For a miss the run loop calls the function, and what it returns comes back to
//! `remember`. Keys that are hashed or compared by Python code are left to the Python function of `_functools`.

use smallvec::SmallVec;

use super::{attributes, bind_method, keywords_of, with_attributes};
use crate::builtins::shared::class_argument;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

pub const PATH: &str = "functools._lru_cache_wrapper";

pub const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, user_function, maxsize, typed, cache_info_type, /)", new),
    method("__call__", "(self, /, *args, **kwargs)", call).plainly(call_plainly),
    method("__get__", "(self, instance, owner=None, /)", bind_method),
    method("cache_info", "(self, /)", info),
    method("cache_clear", "(self, /)", clear),
    getter("__dict__", attributes, None),
];

struct Cached {
    function: Value,
    /// In the order of last use.
    results: Ref<Dict>,
    maxsize: Option<usize>,
    typed: bool,
    info: Value,
    hits: i64,
    misses: i64,
}

/// A call whose result will be remembered.
#[derive(Debug)]
pub struct Missed {
    pub wrapper: Value,
    pub key: Value,
    pub hash: i64,
    pub call: CallRequest,
}

fn trace(data: &dyn std::any::Any, visitor: &mut Visitor) {
    if let Some(cached) = data.downcast_ref::<Cached>() {
        visitor.values(&[cached.function, cached.results.into(), cached.info]);
    }
}

fn cached(vm: &mut Vm, value: Value) -> Result<&mut Cached, Escape> {
    match vm.unwrap(value) {
        Value::Opaque(object) if vm.heap[object].get::<Cached>().is_some() => {
            Ok(vm.heap[object].get_mut().expect("checked above"))
        }
        _ => Err(vm.type_error("an lru_cache wrapper is required")),
    }
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let class = class_argument(vm, arguments[0], "_lru_cache_wrapper")?;
    let maxsize = match arguments[2] {
        Value::None => None,
        size => match vm.as_int(size) {
            Some(size) => Some(size.max(0) as usize),
            None => return Err(vm.type_error("maxsize should be integer or None")),
        },
    };
    let typed = vm.truth(arguments[3])?;
    let results = vm.new_dict();
    let cached = Cached { function: arguments[1], results, maxsize, typed, info: arguments[4], hits: 0, misses: 0 };
    let native = vm.native_class_at(PATH, METHODS);
    let made = vm.traced_opaque(native, cached, trace);
    Ok(with_attributes(vm, class, made))
}

fn call(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Cached { maxsize, typed, .. } = *cached(vm, arguments[0])?;
    let key = if maxsize == Some(0) { Value::None } else { make_key(vm, arguments, typed) };
    answer(vm, arguments[0], key, |vm| {
        let keywords = match arguments[2] {
            Value::Dict(keywords) if !vm.heap[keywords].is_empty() => keywords_of(vm, keywords),
            _ => Vec::new(),
        };
        (vm.sequence_items(arguments[1]).to_vec(), keywords)
    })
}

/// As `call`, with positional arguments only.
fn call_plainly(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (wrapper, given) = (arguments[0], &arguments[1..]);
    if cached(vm, wrapper)?.typed {
        let (given, keywords) = (vm.tuple(given), vm.new_dict());
        return call(vm, &[wrapper, given, keywords.into()]);
    }
    let key = match *given {
        [only @ (Value::Int(_) | Value::Str(_))] => only,
        _ => vm.tuple(given),
    };
    answer(vm, wrapper, key, |_| (given.to_vec(), Vec::new()))
}

/// What is remembered under `key`; else asks for the call with these arguments and keywords.
fn answer(
    vm: &mut Vm,
    wrapper: Value,
    key: Value,
    given: impl FnOnce(&mut Vm) -> (Vec<Value>, Vec<(Ref<Str>, Value)>),
) -> NativeResult {
    let Cached { function, results, maxsize, .. } = *cached(vm, wrapper)?;
    let hash = vm.hash(key)?;
    if maxsize != Some(0)
        && let Some(place) = vm.dict_find_hashed(results, hash, key)?
    {
        if maxsize.is_some() && place + 1 < vm.heap[results].entry_count() {
            let entry = vm.heap[results].remove_at(place);
            vm.dict_add(results, hash, entry.key, entry.value);
        }
        let last = if maxsize.is_some() { vm.heap[results].entry_count() - 1 } else { place };
        cached(vm, wrapper)?.hits += 1;
        return Ok(vm.heap[results].entry_at(last).map_or(Value::None, |entry| entry.value));
    }
    cached(vm, wrapper)?.misses += 1;
    let (arguments, keywords) = given(vm);
    let call = CallRequest { callable: function, arguments, keywords };
    Err(Escape::Remember(Box::new(Missed { wrapper, key, hash, call })))
}

/// What a call is remembered under: its only argument, if it is a plain int or str, else a tuple of all.
fn make_key(vm: &mut Vm, arguments: &[Value], typed: bool) -> Value {
    let positional = vm.sequence_items(arguments[1]);
    let keywords = match arguments[2] {
        Value::Dict(keywords) if !vm.heap[keywords].is_empty() => Some(keywords),
        _ => None,
    };
    if keywords.is_none() && !typed {
        return match *positional {
            [only @ (Value::Int(_) | Value::Str(_))] => only,
            _ => arguments[1],
        };
    }
    let mut key: SmallVec<[Value; 8]> = SmallVec::from_slice(positional);
    let mut values = key.clone();
    if let Some(keywords) = keywords {
        key.push(Value::Ellipsis);
        for entry in vm.heap[keywords].iter() {
            key.extend([entry.key, entry.value]);
            values.push(entry.value);
        }
        // Told apart from a call with the same values by position.
        key.push(Value::NotImplemented);
    }
    if typed {
        key.extend(values.iter().map(|value| Value::Class(vm.class_of(*value))));
    }
    vm.tuple(&key[..])
}

/// The function has returned: its result is remembered, in place of the oldest if there are too many.
pub fn remember(vm: &mut Vm, wrapper: Value, (hash, key): (i64, Value), result: Value) -> Result<(), Escape> {
    let Cached { results, maxsize, .. } = *cached(vm, wrapper)?;
    if maxsize == Some(0) {
        return Ok(());
    }
    if vm.dict_find_hashed(results, hash, key)?.is_none() {
        vm.dict_add(results, hash, key, result);
        if maxsize.is_some_and(|maxsize| vm.heap[results].len() > maxsize) {
            vm.heap[results].remove_first();
        }
    }
    Ok(())
}

fn info(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Cached { results, maxsize, info, hits, misses, .. } = *cached(vm, arguments[0])?;
    let maxsize = maxsize.map_or(Value::None, |maxsize| Value::Int(maxsize as i64));
    let size = Value::Int(vm.heap[results].len() as i64);
    Err(Escape::call(info, &[Value::Int(hits), Value::Int(misses), maxsize, size]))
}

fn clear(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let cached = cached(vm, arguments[0])?;
    (cached.hits, cached.misses) = (0, 0);
    let results = cached.results;
    vm.heap[results].clear();
    Ok(Value::None)
}

/// For the Python function: the wrapped one, the results, how many may be kept, whether types matter.
pub fn parts(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Cached { function, results, maxsize, typed, .. } = *cached(vm, arguments[0])?;
    let maxsize = maxsize.map_or(Value::None, |maxsize| Value::Int(maxsize as i64));
    Ok(vm.tuple([function, results.into(), maxsize, Value::Bool(typed)]))
}

/// Counts a hit or a miss.
pub fn count(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let hit = vm.truth(arguments[1])?;
    let cached = cached(vm, arguments[0])?;
    cached.hits += i64::from(hit);
    cached.misses += i64::from(!hit);
    Ok(Value::None)
}
