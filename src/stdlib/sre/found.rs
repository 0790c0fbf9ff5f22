//! `re.Match`.

use super::pattern::{group_name, group_numbers};
use super::replace;
use super::subject::Subject;
use crate::builtins::shared;
use crate::object::*;
use crate::text::sre::Found;
use crate::vm::Vm;
use crate::vm::native::*;

const METHODS: &[NativeDef] = &[
    method("group", "(self, /, *args)", group).plainly(group_plainly),
    method("groups", "(self, /, default=None)", groups),
    method("groupdict", "(self, /, default=None)", group_dict),
    method("start", "(self, group=0, /)", |vm, a| Ok(Value::Int(bounds(vm, a)?.0))),
    method("end", "(self, group=0, /)", |vm, a| Ok(Value::Int(bounds(vm, a)?.1))),
    method("span", "(self, group=0, /)", |vm, a| {
        let bounds = bounds(vm, a)?;
        Ok(pair(vm, bounds))
    }),
    method("expand", "(self, /, template)", replace::expand),
    method("__getitem__", "(self, key, /)", |vm, a| {
        let index = index(vm, a[0], a[1])?;
        text(vm, a[0], index, Value::None)
    }),
    method("__repr__", "(self, /)", repr),
    method("__copy__", "(self, /)", |_, a| Ok(a[0])),
    method("__deepcopy__", "(self, memo, /)", |_, a| Ok(a[0])),
    class_method("__class_getitem__", "(cls, item, /)", shared::deferred),
    member("string", |vm, a| Ok(data(vm, a[0])?.subject.string), None),
    member("re", |vm, a| Ok(data(vm, a[0])?.pattern), None),
    member("pos", |vm, a| Ok(Value::Int(data(vm, a[0])?.bounds.0 as i64)), None),
    member("endpos", |vm, a| Ok(Value::Int(data(vm, a[0])?.bounds.1 as i64)), None),
    getter("lastindex", |vm, a| Ok(optional(data(vm, a[0])?.found.last)), None),
    getter("lastgroup", |vm, a| {
        let Match { pattern, ref found, .. } = *data(vm, a[0])?;
        let last = found.last;
        Ok(if last == 0 { Value::None } else { group_name(vm, pattern, last) })
    }, None),
    getter("regs", |vm, a| {
        let data = data(vm, a[0])?;
        let spans: Vec<(i64, i64)> = (0..=data.found.groups.len()).map(|group| data.bounds_of(group)).collect();
        let pairs: Vec<Value> = spans.into_iter().map(|span| pair(vm, span)).collect();
        Ok(vm.tuple(pairs))
    }, None),
];

/// A match.
pub struct Match {
    pub pattern: Value,
    pub subject: Subject,
    pub found: Found,
    /// Where it was looked for.
    bounds: (usize, usize),
}

fn trace(data: &dyn std::any::Any, visitor: &mut Visitor) {
    if let Some(data) = data.downcast_ref::<Match>() {
        visitor.value(data.pattern);
        visitor.value(data.subject.string);
    }
}

pub fn new_match(vm: &mut Vm, pattern: Value, subject: &Subject, found: Found, bounds: (usize, usize)) -> Value {
    let class = vm.native_class_at("re.Match", METHODS);
    vm.traced_opaque(class, Match { pattern, subject: subject.clone(), found, bounds }, trace)
}

/// The data of a match object.
pub fn data(vm: &mut Vm, value: Value) -> Result<&Match, Escape> {
    match vm.unwrap(value) {
        Value::Opaque(object) if vm.heap[object].get::<Match>().is_some() => {
            Ok(vm.heap[object].get().expect("checked above"))
        }
        _ => Err(vm.type_error("a match is required")),
    }
}

/// What a group of a match matched, `default` if it did not.
fn text(vm: &mut Vm, object: Value, group: usize, default: Value) -> NativeResult {
    let data = data(vm, object)?;
    let Some((start, end)) = data.span(group) else { return Ok(default) };
    let subject = data.subject.clone();
    Ok(subject.piece(vm, start, end))
}

impl Match {
    fn span(&self, group: usize) -> Option<(usize, usize)> {
        match group {
            0 => Some((self.found.start, self.found.end)),
            group => self.found.groups[group - 1],
        }
    }

    fn bounds_of(&self, group: usize) -> (i64, i64) {
        self.span(group).map_or((-1, -1), |(start, end)| (start as i64, end as i64))
    }
}

fn optional(number: usize) -> Value {
    if number == 0 { Value::None } else { Value::Int(number as i64) }
}

fn pair(vm: &mut Vm, (start, end): (i64, i64)) -> Value {
    vm.tuple([Value::Int(start), Value::Int(end)])
}

/// The number of a group that is given by number or name.
fn index(vm: &mut Vm, object: Value, group: Value) -> Result<usize, Escape> {
    let data = data(vm, object)?;
    let (pattern, count) = (data.pattern, data.found.groups.len());
    let number = match vm.unwrap(group) {
        Value::Str(name) => {
            let name = vm.intern_str(name);
            let numbers = group_numbers(vm, pattern);
            numbers.and_then(|numbers| vm.heap.get_name(numbers, name)).and_then(|number| vm.as_int(number))
        }
        other => vm.as_int(other),
    };
    match number.and_then(|number| usize::try_from(number).ok()).filter(|number| *number <= count) {
        Some(number) => Ok(number),
        None => Err(vm.index_error("no such group")),
    }
}

fn bounds(vm: &mut Vm, arguments: &[Value]) -> Result<(i64, i64), Escape> {
    let group = if arguments[1].is_unbound() { 0 } else { index(vm, arguments[0], arguments[1])? };
    Ok(data(vm, arguments[0])?.bounds_of(group))
}

fn group(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let mut asked = TupleItems::from_slice(&arguments[..1]);
    asked.extend_from_slice(vm.sequence_items(arguments[1]));
    group_plainly(vm, &asked)
}

fn group_plainly(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let object = arguments[0];
    let one = |vm: &mut Vm, group| {
        let index = index(vm, object, group)?;
        text(vm, object, index, Value::None)
    };
    match *arguments {
        [_] => text(vm, object, 0, Value::None),
        [_, group] => one(vm, group),
        _ => {
            let texts = arguments[1..].iter().map(|group| one(vm, *group)).collect::<Result<Vec<Value>, Escape>>()?;
            Ok(vm.tuple(texts))
        }
    }
}

fn default(value: Value) -> Value {
    if value.is_unbound() { Value::None } else { value }
}

fn groups(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (count, default) = (data(vm, arguments[0])?.found.groups.len(), default(arguments[1]));
    let mut texts = TupleItems::with_capacity(count);
    for group in 1..=count {
        texts.push(text(vm, arguments[0], group, default)?);
    }
    Ok(vm.tuple(texts))
}

fn group_dict(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let pattern = data(vm, arguments[0])?.pattern;
    let (default, made) = (default(arguments[1]), vm.new_dict());
    let Some(numbers) = group_numbers(vm, pattern) else { return Ok(made.into()) };
    let named: Vec<(Value, Value)> = vm.heap[numbers].iter().map(|entry| (entry.key, entry.value)).collect();
    for (name, number) in named {
        let (Value::Str(name), Some(group)) = (name, vm.as_int(number)) else { continue };
        let (name, text) = (vm.intern_str(name), text(vm, arguments[0], group as usize, default)?);
        vm.heap.set_name(made, name, text);
    }
    Ok(made.into())
}

/// How much of a match its `repr()` shows.
const SHOWN: usize = 50;

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let text = text(vm, arguments[0], 0, Value::None)?;
    let shown: String = vm.repr(text)?.chars().take(SHOWN).collect();
    let Found { start, end, .. } = data(vm, arguments[0])?.found;
    Ok(vm.str(format!("<re.Match object; span=({start}, {end}), match={shown}>")))
}
