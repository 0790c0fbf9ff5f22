//! The methods of `str` that look only at text.

use std::ops::Range;

use smallvec::SmallVec;

use crate::builtins::str::{LONGEST, receiver, receiver_text};
use crate::object::*;
use crate::text;
use crate::text::string::{self, Class as Category, Keep, Side, Text};
use crate::vm::native::*;
use crate::vm::{Exc, Vm};

pub const METHODS: &[NativeDef] = &[
    method("lower", "(self, /)", |vm, a| convert(vm, a, string::lower)),
    method("upper", "(self, /)", |vm, a| convert(vm, a, string::upper)),
    method("casefold", "(self, /)", |vm, a| convert(vm, a, string::casefold)),
    method("title", "(self, /)", |vm, a| convert(vm, a, string::title)),
    method("capitalize", "(self, /)", |vm, a| convert(vm, a, string::capitalize)),
    method("swapcase", "(self, /)", |vm, a| convert(vm, a, string::swapcase)),
    method("isalnum", "(self, /)", |vm, a| classify(vm, a, Category::Alnum)),
    method("isalpha", "(self, /)", |vm, a| classify(vm, a, Category::Alpha)),
    method("isascii", "(self, /)", |vm, a| classify(vm, a, Category::Ascii)),
    method("isdecimal", "(self, /)", |vm, a| classify(vm, a, Category::Decimal)),
    method("isdigit", "(self, /)", |vm, a| classify(vm, a, Category::Digit)),
    method("isidentifier", "(self, /)", |vm, a| classify(vm, a, Category::Identifier)),
    method("islower", "(self, /)", |vm, a| classify(vm, a, Category::Lower)),
    method("isnumeric", "(self, /)", |vm, a| classify(vm, a, Category::Numeric)),
    method("isprintable", "(self, /)", |vm, a| classify(vm, a, Category::Printable)),
    method("isspace", "(self, /)", |vm, a| classify(vm, a, Category::Space)),
    method("istitle", "(self, /)", |vm, a| classify(vm, a, Category::Title)),
    method("isupper", "(self, /)", |vm, a| classify(vm, a, Category::Upper)),
    method("find", "(self, sub, start=None, end=None, /)", |vm, a| find(vm, a, "find", string::find)),
    method("rfind", "(self, sub, start=None, end=None, /)", |vm, a| find(vm, a, "rfind", string::rfind)),
    method("index", "(self, sub, start=None, end=None, /)", |vm, a| index(vm, a, "index", string::find)),
    method("rindex", "(self, sub, start=None, end=None, /)", |vm, a| index(vm, a, "rindex", string::rfind)),
    method("count", "(self, sub, start=None, end=None, /)", count),
    method("startswith", "(self, prefix, start=None, end=None, /)", |vm, a| {
        affix(vm, a, "startswith", |text, part| text.starts_with(part))
    }),
    method("endswith", "(self, suffix, start=None, end=None, /)", |vm, a| {
        affix(vm, a, "endswith", |text, part| text.ends_with(part))
    }),
    method("removeprefix", "(self, prefix, /)", |vm, a| {
        remove(vm, a, "removeprefix", |text, part| text.strip_prefix(part))
    }),
    method("removesuffix", "(self, suffix, /)", |vm, a| {
        remove(vm, a, "removesuffix", |text, part| text.strip_suffix(part))
    }),
    method("replace", "(self, old, new, /, count=-1)", replace),
    method("split", "(self, /, sep=None, maxsplit=-1)", |vm, a| {
        split(vm, a, string::split_whitespace, string::split)
    }),
    method("rsplit", "(self, /, sep=None, maxsplit=-1)", |vm, a| {
        split(vm, a, string::rsplit_whitespace, string::rsplit)
    }),
    method("splitlines", "(self, /, keepends=False)", splitlines),
    method("partition", "(self, sep, /)", |vm, a| partition(vm, a, string::partition, true)),
    method("rpartition", "(self, sep, /)", |vm, a| partition(vm, a, string::rpartition, false)),
    method("strip", "(self, chars=None, /)", |vm, a| strip(vm, a, "strip", Side::Both)),
    method("lstrip", "(self, chars=None, /)", |vm, a| strip(vm, a, "lstrip", Side::Left)),
    method("rstrip", "(self, chars=None, /)", |vm, a| strip(vm, a, "rstrip", Side::Right)),
    method("center", "(self, width, fillchar=' ', /)", |vm, a| pad(vm, a, Keep::Center)),
    method("ljust", "(self, width, fillchar=' ', /)", |vm, a| pad(vm, a, Keep::Left)),
    method("rjust", "(self, width, fillchar=' ', /)", |vm, a| pad(vm, a, Keep::Right)),
    method("zfill", "(self, width, /)", zfill),
    method("expandtabs", "(self, /, tabsize=8)", expandtabs),
];

fn convert(vm: &mut Vm, arguments: &[Value], function: fn(&str) -> String) -> NativeResult {
    let text = function(vm.heap[receiver(arguments)].as_str());
    Ok(vm.str(text))
}

fn classify(vm: &mut Vm, arguments: &[Value], category: Category) -> NativeResult {
    Ok(Value::Bool(string::is_class(vm.heap[receiver(arguments)].as_str(), category)))
}

type Find = fn(Text, &str, Option<i64>, Option<i64>) -> Option<usize>;

fn search(vm: &mut Vm, arguments: &[Value], name: &str, function: Find) -> Result<Option<usize>, Escape> {
    let part = vm.text_argument(arguments[1], name, "1")?;
    let (start, end) = (vm.bound_argument(arguments[2])?, vm.bound_argument(arguments[3])?);
    Ok(function(receiver_text(vm, arguments), vm.heap[part].as_str(), start, end))
}

fn find(vm: &mut Vm, arguments: &[Value], name: &str, function: Find) -> NativeResult {
    let found = search(vm, arguments, name, function)?;
    Ok(Value::Int(found.map_or(-1, |at| at as i64)))
}

fn index(vm: &mut Vm, arguments: &[Value], name: &str, function: Find) -> NativeResult {
    match search(vm, arguments, name, function)? {
        Some(at) => Ok(Value::Int(at as i64)),
        None => Err(vm.value_error("substring not found")),
    }
}

fn count(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let part = vm.text_argument(arguments[1], "count", "1")?;
    let (start, end) = (vm.bound_argument(arguments[2])?, vm.bound_argument(arguments[3])?);
    let count = string::count(receiver_text(vm, arguments), vm.heap[part].as_str(), start, end);
    Ok(Value::Int(count as i64))
}

/// `startswith` and `endswith`, which also take a tuple of possibilities.
fn affix(vm: &mut Vm, arguments: &[Value], name: &str, test: fn(&str, &str) -> bool) -> NativeResult {
    let (start, end) = (vm.bound_argument(arguments[2])?, vm.bound_argument(arguments[3])?);
    let wanted = match vm.unwrap(arguments[1]) {
        Value::Tuple(tuple) => TupleItems::from_slice(&vm.heap[tuple].0),
        Value::Str(_) => TupleItems::from_slice(&[arguments[1]]),
        other => {
            let type_name = vm.type_name(other);
            let message = format!("{name} first arg must be str or a tuple of str, not {type_name}");
            return Err(vm.type_error(message));
        }
    };
    for part in wanted {
        let Some(part) = vm.as_str(part) else {
            let message = format!("tuple for {name} must only contain str, not {}", vm.type_name(part));
            return Err(vm.type_error(message));
        };
        let window = string::window(receiver_text(vm, arguments), start, end);
        if window.is_some_and(|text| test(text, part)) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn remove(
    vm: &mut Vm,
    arguments: &[Value],
    name: &str,
    function: for<'a> fn(&'a str, &str) -> Option<&'a str>,
) -> NativeResult {
    let Some(part) = vm.as_str(arguments[1]) else {
        let message = format!("{name}() argument must be str, not {}", vm.type_name_or_none(arguments[1]));
        return Err(vm.type_error(message));
    };
    let text = vm.heap[receiver(arguments)].as_str();
    match function(text, part).map(|rest| places(text, &[rest])) {
        Some(rest) => Ok(vm.part(receiver(arguments), rest[0].clone())),
        None => Ok(arguments[0]),
    }
}

fn replace(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let old = vm.text_argument(arguments[1], "replace", "1")?;
    let new = vm.text_argument(arguments[2], "replace", "2")?;
    let limit = vm.size_or(arguments[3], -1)?;
    let text = vm.heap[receiver(arguments)].as_str();
    let (old, new) = (vm.heap[old].as_str(), vm.heap[new].as_str());
    match string::replace(text, old, new, limit) {
        Some(replaced) => Ok(vm.str(replaced)),
        None => Ok(arguments[0]),
    }
}

type SplitSpace = for<'a> fn(&'a str, i64) -> Vec<&'a str>;
type SplitAt = for<'a> fn(&'a str, &str, i64) -> text::Result<Vec<&'a str>>;

fn split(vm: &mut Vm, arguments: &[Value], at_space: SplitSpace, at: SplitAt) -> NativeResult {
    let limit = vm.size_or(arguments[2], -1)?;
    let separator = arguments[1];
    let text = vm.heap[receiver(arguments)].as_str();
    let parts = if separator.is_unbound() || separator.is_none() {
        Ok(at_space(text, limit))
    } else if let Some(separator) = vm.as_str(separator) {
        at(text, separator, limit)
    } else {
        let message = format!("must be str or None, not {}", vm.type_name(separator));
        return Err(vm.type_error(message));
    };
    match parts.map(|parts| places(text, &parts)) {
        Ok(parts) => Ok(vm.list_of_parts(receiver(arguments), &parts)),
        Err(error) => Err(vm.raise_text(error)),
    }
}

/// Where in `text` these parts of it are.
fn places(text: &str, parts: &[&str]) -> SmallVec<[Range<usize>; 16]> {
    let place = |part: &&str| {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        start..start + part.len()
    };
    parts.iter().map(place).collect()
}

fn splitlines(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let keepends = vm.flag_or_false(arguments[1])?;
    let text = vm.heap[receiver(arguments)].as_str();
    let lines = places(text, &string::splitlines(text, keepends));
    Ok(vm.list_of_parts(receiver(arguments), &lines))
}

type Partition = for<'a> fn(&'a str, &str) -> text::Result<Option<(&'a str, &'a str)>>;

/// `partition` and `rpartition`; `first` says on which side the whole goes without a separator.
fn partition(vm: &mut Vm, arguments: &[Value], function: Partition, first: bool) -> NativeResult {
    let Some(separator) = vm.as_str(arguments[1]) else {
        let message = format!("must be str, not {}", vm.type_name(arguments[1]));
        return Err(vm.type_error(message));
    };
    let text = vm.heap[receiver(arguments)].as_str();
    let found = function(text, separator).map(|parts| parts.map(|(a, b)| (a.len(), text.len() - b.len()..text.len())));
    let parts = match found.map_err(|error| vm.raise_text(error))? {
        Some((end, after)) => [vm.part(receiver(arguments), 0..end), arguments[1], vm.part(receiver(arguments), after)],
        None => {
            let empty = vm.str("");
            if first { [arguments[0], empty, empty] } else { [empty, empty, arguments[0]] }
        }
    };
    Ok(vm.tuple(parts))
}

fn strip(vm: &mut Vm, arguments: &[Value], name: &str, side: Side) -> NativeResult {
    let chars = arguments[1];
    let text = vm.heap[receiver(arguments)].as_str();
    let stripped = if chars.is_unbound() || chars.is_none() {
        string::strip(text, None, side)
    } else if let Some(chars) = vm.as_str(chars) {
        string::strip(text, Some(chars), side)
    } else {
        let message = format!("{name} arg must be None or str");
        return Err(vm.type_error(message));
    };
    if stripped.len() == text.len() {
        return Ok(arguments[0]);
    }
    let kept = places(text, &[stripped]);
    Ok(vm.part(receiver(arguments), kept[0].clone()))
}

/// A width, refused where the result would not fit into memory.
pub(super) fn width_argument(vm: &mut Vm, value: Value) -> Result<i64, Escape> {
    let width = vm.size_argument(value)?;
    if width > LONGEST as i64 || !vm.heap.could_hold(usize::try_from(width).unwrap_or(0)) {
        return Err(vm.raise_with(Exc::MemoryError, &[]));
    }
    Ok(width)
}

fn pad(vm: &mut Vm, arguments: &[Value], keep: Keep) -> NativeResult {
    let width = width_argument(vm, arguments[1])?;
    let fill = match arguments[2] {
        Value::Unbound => ' ',
        fill => match vm.as_str(fill).map(|text| text.chars().collect::<Vec<_>>()).as_deref() {
            Some([c]) => *c,
            Some(_) => return Err(vm.type_error("The fill character must be exactly one character long")),
            None => {
                let name = vm.type_name(fill);
                let message = format!("The fill character must be a unicode character, not {name}");
                return Err(vm.type_error(message));
            }
        },
    };
    let padded = string::pad(receiver_text(vm, arguments), width, fill, keep);
    Ok(vm.str(padded))
}

fn zfill(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let width = width_argument(vm, arguments[1])?;
    let padded = string::zfill(receiver_text(vm, arguments), width);
    Ok(vm.str(padded))
}

fn expandtabs(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let size = vm.size_or(arguments[1], 8)?;
    let text = string::expandtabs(vm.heap[receiver(arguments)].as_str(), size);
    Ok(vm.str(text))
}
