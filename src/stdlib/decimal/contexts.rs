//! Contexts: the settings that programs see as attributes of a `Context`, the one that each thread works by, and what
//! happens when an operation meets a condition.

use super::number::was_exhausted;
use super::settings::conditions::*;
use super::settings::{GREATEST_EXPONENT, MOST_PRECISION, Rounding, Settings, Work};
use crate::object::*;
use crate::vm::{Exc, Vm};
use crate::vm::native::*;
use crate::wire::Tid;

/// What the module keeps.
#[derive(Default)]
pub struct State {
    current: QuickMap<Tid, Value>,
    /// `Context`, `DefaultContext`, and the exceptions by the bit of their condition.
    context: Option<Ref<Class>>,
    default: Option<Value>,
    exceptions: Vec<Value>,
    /// The functions of `_decimalcontexts` that do what is left to Python, by name.
    helpers: Option<Ref<Dict>>,
}

impl State {
    pub fn visit(&self, visitor: &mut Visitor) {
        self.current.values().chain(&self.default).chain(&self.exceptions).for_each(|value| visitor.value(*value));
        self.context.iter().for_each(|class| visitor.reference(*class));
        self.helpers.iter().for_each(|helpers| visitor.reference(*helpers));
    }

    pub fn thread_ended(&mut self, tid: Tid) {
        self.current.remove(&tid);
    }
}

/// The native half of a `Context`.
#[derive(Clone)]
pub struct Data {
    pub settings: Settings,
    pub capitals: bool,
    /// The conditions that were met, and those that raise.
    flags: u32,
    traps: u32,
}

impl Data {
    pub fn flag(&mut self, conditions: u32) {
        self.flags |= conditions;
    }
}

const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, /, *args, **kwargs)", new),
    getter("prec", |vm, a| Ok(Value::Int(data(vm, a[0])?.settings.precision)), Some(set_precision)),
    getter("rounding", |vm, a| {
        let name = data(vm, a[0])?.settings.rounding.name();
        Ok(vm.str(name))
    }, Some(set_rounding)),
    getter("Emin", |vm, a| Ok(Value::Int(data(vm, a[0])?.settings.least_exponent)), Some(set_least)),
    getter("Emax", |vm, a| Ok(Value::Int(data(vm, a[0])?.settings.greatest_exponent)), Some(set_greatest)),
    getter("capitals", |vm, a| Ok(Value::Int(data(vm, a[0])?.capitals.into())), Some(set_capitals)),
    getter("clamp", |vm, a| Ok(Value::Int(data(vm, a[0])?.settings.clamp.into())), Some(set_clamp)),
    getter("_flags", |vm, a| Ok(Value::Int(data(vm, a[0])?.flags.into())), Some(|vm, a| set_bits(vm, a, |data| &mut data.flags))),
    getter("_traps", |vm, a| Ok(Value::Int(data(vm, a[0])?.traps.into())), Some(|vm, a| set_bits(vm, a, |data| &mut data.traps))),
    method("Etiny", "(self, /)", |vm, a| Ok(Value::Int(data(vm, a[0])?.settings.tiny()))),
    method("Etop", "(self, /)", |vm, a| Ok(Value::Int(data(vm, a[0])?.settings.top()))),
];

pub fn class(vm: &mut Vm) -> Ref<Class> {
    vm.native_class_at("_decimalcore.Settings", METHODS)
}

/// The settings that a new `Context` starts from.
fn fresh() -> Data {
    let settings = Settings {
        precision: 28,
        rounding: Rounding::HalfEven,
        least_exponent: -999_999,
        greatest_exponent: 999_999,
        clamp: false,
    };
    Data { settings, capitals: true, flags: 0, traps: ANY_INVALID | DIVISION_BY_ZERO | OVERFLOW }
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Class(own) = arguments[0] else { return Err(vm.type_error("Context.__new__(X): X is not a type object")) };
    Ok(wrapped(vm, own, fresh()))
}

fn wrapped(vm: &mut Vm, class_of: Ref<Class>, data: Data) -> Value {
    let class = class(vm);
    let data = vm.opaque(class, data);
    vm.wrap(class_of, data)
}

fn reference(vm: &mut Vm, value: Value) -> Result<Ref<Opaque>, Escape> {
    match vm.unwrap(value) {
        Value::Opaque(object) if vm.heap[object].get::<Data>().is_some() => Ok(object),
        _ => Err(vm.type_error("optional argument must be a context")),
    }
}

/// The native half of a context.
pub fn data(vm: &mut Vm, value: Value) -> Result<&mut Data, Escape> {
    let object = reference(vm, value)?;
    Ok(vm.heap[object].get_mut::<Data>().expect("was looked at"))
}

/// A setting between `least` and `most`.
fn setting(vm: &mut Vm, value: Value, name: &str, least: i64, most: i64) -> Result<i64, Escape> {
    if value.is_unbound() {
        return Err(vm.raise(Exc::AttributeError, "context attributes cannot be deleted"));
    }
    let range = |most: i64| match (name, most) {
        ("prec", _) => "[1, MAX_PREC]".to_owned(),
        ("Emin", _) => "[MIN_EMIN, 0]".to_owned(),
        ("Emax", _) => "[0, MAX_EMAX]".to_owned(),
        _ => "[0, 1]".to_owned(),
    };
    let wrong = match vm.integer_argument(value)?.as_ref().small() {
        Some(number) if (least..=most).contains(&number) => return Ok(number),
        Some(_) => format!("valid range for {name} is {}", range(most)),
        None => return Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
    };
    let of_two = most - least == 1;
    let wrong = if of_two { format!("valid values for {name} are 0 or 1") } else { wrong };
    Err(vm.value_error(wrong))
}

fn set_precision(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let precision = setting(vm, arguments[1], "prec", 1, MOST_PRECISION)?;
    data(vm, arguments[0])?.settings.precision = precision;
    Ok(Value::None)
}

fn set_least(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let least = setting(vm, arguments[1], "Emin", -GREATEST_EXPONENT, 0)?;
    data(vm, arguments[0])?.settings.least_exponent = least;
    Ok(Value::None)
}

fn set_greatest(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let greatest = setting(vm, arguments[1], "Emax", 0, GREATEST_EXPONENT)?;
    data(vm, arguments[0])?.settings.greatest_exponent = greatest;
    Ok(Value::None)
}

fn set_capitals(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let capitals = setting(vm, arguments[1], "capitals", 0, 1)?;
    data(vm, arguments[0])?.capitals = capitals == 1;
    Ok(Value::None)
}

fn set_clamp(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let clamp = setting(vm, arguments[1], "clamp", 0, 1)?;
    data(vm, arguments[0])?.settings.clamp = clamp == 1;
    Ok(Value::None)
}

fn set_rounding(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let rounding = rounding_argument(vm, arguments[1])?;
    data(vm, arguments[0])?.settings.rounding = rounding;
    Ok(Value::None)
}

/// A way of rounding by its name.
pub fn rounding_argument(vm: &mut Vm, value: Value) -> Result<Rounding, Escape> {
    let rounding = vm.as_str(value).and_then(Rounding::of);
    rounding.ok_or_else(|| {
        vm.type_error(
            "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   \
             ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]",
        )
    })
}

fn set_bits(vm: &mut Vm, arguments: &[Value], bits: fn(&mut Data) -> &mut u32) -> NativeResult {
    let value = vm.int_argument(arguments[1])? as u32;
    *bits(data(vm, arguments[0])?) = value;
    Ok(Value::None)
}

/// `_install`: what `_decimalcontexts` has that natives need.
pub fn install(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (Value::Class(context), Value::Tuple(exceptions), Value::Dict(helpers)) = (arguments[0], arguments[2], arguments[3]) else {
        return Err(vm.type_error("_install() takes a class, a context, a tuple and a dict"));
    };
    let exceptions = vm.heap[exceptions].0.to_vec();
    let state = &mut vm.stdlib.decimal;
    (state.context, state.default, state.exceptions) = (Some(context), Some(arguments[1]), exceptions);
    state.helpers = Some(helpers);
    Ok(Value::None)
}

/// A call of the helper `name` in Python.
pub fn helper(vm: &mut Vm, name: &str, arguments: &[Value]) -> Escape {
    let name = vm.intern(name);
    let function = vm.stdlib.decimal.helpers.and_then(|helpers| vm.heap.get_name(helpers, name));
    Escape::call(function.expect("_decimalcontexts has told its helpers"), arguments)
}

/// The context of the running thread; a copy of the default one when it is asked for first.
pub fn current(vm: &mut Vm) -> NativeResult {
    let tid = vm.current_tid();
    if let Some(context) = vm.stdlib.decimal.current.get(&tid) {
        return Ok(*context);
    }
    let (class, mut data) = match (vm.stdlib.decimal.context, vm.stdlib.decimal.default) {
        (Some(class), Some(default)) => (class, data(vm, default)?.clone()),
        _ => (class(vm), fresh()),
    };
    data.flags = 0;
    let context = wrapped(vm, class, data);
    vm.stdlib.decimal.current.insert(tid, context);
    Ok(context)
}

pub fn set_current(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if reference(vm, arguments[0]).is_err() {
        return Err(vm.type_error("argument must be a context"));
    }
    let tid = vm.current_tid();
    vm.stdlib.decimal.current.insert(tid, arguments[0]);
    Ok(Value::None)
}

/// The context that a `context` argument asks for.
pub fn argument(vm: &mut Vm, value: Value) -> NativeResult {
    match value {
        Value::Unbound | Value::None => current(vm),
        _ => reference(vm, value).map(|_| value),
    }
}

/// Does an operation by `context` and reports what it has met.
pub fn work<T>(vm: &mut Vm, context: Value, operation: impl FnOnce(&mut Work) -> T) -> Result<T, Escape> {
    let mut work = Work::new(data(vm, context)?.settings);
    let result = operation(&mut work);
    check_room(vm)?;
    report(vm, context, work.met)?;
    Ok(result)
}

/// Raises if what was done since needed more memory than there is.
pub fn check_room(vm: &mut Vm) -> Result<(), Escape> {
    if was_exhausted() { Err(vm.raise(Exc::MemoryError, "")) } else { Ok(()) }
}

/// Notes the conditions in the flags of `context`, and raises if one of them is trapped.
pub fn report(vm: &mut Vm, context: Value, met: u32) -> Result<(), Escape> {
    if met == 0 {
        return Ok(());
    }
    let data = data(vm, context)?;
    data.flags |= met;
    let trapped = data.traps & met;
    if trapped == 0 { Ok(()) } else { Err(raised(vm, trapped)) }
}

/// The exception for trapped conditions: of the first signal among them, with all of them in a list.
fn raised(vm: &mut Vm, trapped: u32) -> Escape {
    let exceptions = &vm.stdlib.decimal.exceptions;
    let conditions: Vec<Value> =
        exceptions.iter().enumerate().filter(|(bit, _)| trapped >> bit & 1 == 1).map(|(_, class)| *class).collect();
    let bit = if trapped & ANY_INVALID != 0 { 0 } else { trapped.trailing_zeros() };
    let Some(Value::Class(class)) = exceptions.get(bit as usize).copied() else {
        return vm.value_error("decimal: an operation has failed before the module was there");
    };
    let list = vm.list(conditions);
    Escape::Raise(Value::Instance(vm.new_exception(class, &[list])))
}

/// `_report`: as if an operation had met the conditions.
pub fn report_argument(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let met = vm.int_argument(arguments[1])? as u32;
    report(vm, arguments[0], met)?;
    Ok(Value::None)
}
