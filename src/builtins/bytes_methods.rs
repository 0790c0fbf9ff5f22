//! The methods of `bytes` and `bytearray` that look only at bytes: their results are of the type that
//! they are called on.

use crate::builtins::bytes_like::{like, needle, receiver};
use crate::builtins::str_methods::width_argument;
use crate::object::*;
use crate::text::string::{self, Class as Category, Keep, Side};
use crate::text::{self, Error};
use crate::vm::Vm;
use crate::vm::native::*;

pub const METHODS: &[NativeDef] = &[
    method("lower", "(self, /)", |vm, a| convert(vm, a, <[u8]>::to_ascii_lowercase)),
    method("upper", "(self, /)", |vm, a| convert(vm, a, <[u8]>::to_ascii_uppercase)),
    method("title", "(self, /)", |vm, a| convert(vm, a, string::title_bytes)),
    method("capitalize", "(self, /)", |vm, a| convert(vm, a, string::capitalize_bytes)),
    method("swapcase", "(self, /)", |vm, a| convert(vm, a, string::swapcase_bytes)),
    method("isalnum", "(self, /)", |vm, a| classify(vm, a, Category::Alnum)),
    method("isalpha", "(self, /)", |vm, a| classify(vm, a, Category::Alpha)),
    method("isascii", "(self, /)", |vm, a| classify(vm, a, Category::Ascii)),
    method("isdigit", "(self, /)", |vm, a| classify(vm, a, Category::Digit)),
    method("islower", "(self, /)", |vm, a| classify(vm, a, Category::Lower)),
    method("isspace", "(self, /)", |vm, a| classify(vm, a, Category::Space)),
    method("istitle", "(self, /)", |vm, a| classify(vm, a, Category::Title)),
    method("isupper", "(self, /)", |vm, a| classify(vm, a, Category::Upper)),
    method("find", "(self, sub, start=None, end=None, /)", |vm, a| find(vm, a, string::find_bytes)),
    method("rfind", "(self, sub, start=None, end=None, /)", |vm, a| find(vm, a, string::rfind_bytes)),
    method("index", "(self, sub, start=None, end=None, /)", |vm, a| index(vm, a, string::find_bytes)),
    method("rindex", "(self, sub, start=None, end=None, /)", |vm, a| index(vm, a, string::rfind_bytes)),
    method("count", "(self, sub, start=None, end=None, /)", count),
    method("startswith", "(self, prefix, start=None, end=None, /)", |vm, a| {
        affix(vm, a, "startswith", |bytes, part| bytes.starts_with(part))
    }),
    method("endswith", "(self, suffix, start=None, end=None, /)", |vm, a| {
        affix(vm, a, "endswith", |bytes, part| bytes.ends_with(part))
    }),
    method("removeprefix", "(self, prefix, /)", |vm, a| {
        remove(vm, a, |bytes, part| bytes.strip_prefix(part).unwrap_or(bytes))
    }),
    method("removesuffix", "(self, suffix, /)", |vm, a| {
        remove(vm, a, |bytes, part| bytes.strip_suffix(part).unwrap_or(bytes))
    }),
    method("replace", "(self, old, new, count=-1, /)", replace),
    method("split", "(self, /, sep=None, maxsplit=-1)", |vm, a| {
        split(vm, a, string::split_whitespace_bytes, string::split_bytes)
    }),
    method("rsplit", "(self, /, sep=None, maxsplit=-1)", |vm, a| {
        split(vm, a, string::rsplit_whitespace_bytes, string::rsplit_bytes)
    }),
    method("splitlines", "(self, /, keepends=False)", splitlines),
    method("partition", "(self, sep, /)", |vm, a| partition(vm, a, string::partition_bytes, true)),
    method("rpartition", "(self, sep, /)", |vm, a| partition(vm, a, string::rpartition_bytes, false)),
    method("strip", "(self, bytes=None, /)", |vm, a| strip(vm, a, Side::Both)),
    method("lstrip", "(self, bytes=None, /)", |vm, a| strip(vm, a, Side::Left)),
    method("rstrip", "(self, bytes=None, /)", |vm, a| strip(vm, a, Side::Right)),
    method("center", "(self, width, fillchar=b' ', /)", |vm, a| pad(vm, a, "center", Keep::Center)),
    method("ljust", "(self, width, fillchar=b' ', /)", |vm, a| pad(vm, a, "ljust", Keep::Left)),
    method("rjust", "(self, width, fillchar=b' ', /)", |vm, a| pad(vm, a, "rjust", Keep::Right)),
    method("zfill", "(self, width, /)", zfill),
    method("expandtabs", "(self, /, tabsize=8)", expandtabs),
    method("translate", "(self, table, /, delete=b'')", translate),
    static_method("maketrans", "(frm, to, /)", maketrans),
];

fn convert(vm: &mut Vm, arguments: &[Value], function: fn(&[u8]) -> Vec<u8>) -> NativeResult {
    let bytes = function(receiver(vm, arguments));
    Ok(like(vm, arguments[0], bytes))
}

fn classify(vm: &mut Vm, arguments: &[Value], category: Category) -> NativeResult {
    Ok(Value::Bool(string::is_class_bytes(receiver(vm, arguments), category)))
}

/// The part that `start` and `end` name, and where it starts.
fn window<'vm>(vm: &'vm Vm, arguments: &[Value], start: Option<i64>, end: Option<i64>) -> Option<(usize, &'vm [u8])> {
    let bytes = receiver(vm, arguments);
    let range = string::clamp(start, end, bytes.len())?;
    Some((range.start, &bytes[range]))
}

type Find = fn(&[u8], &[u8]) -> Option<usize>;

fn search(vm: &mut Vm, arguments: &[Value], function: Find) -> Result<Option<usize>, Escape> {
    let (start, end) = (vm.bound_argument(arguments[2])?, vm.bound_argument(arguments[3])?);
    let needle = needle(vm, arguments[1])?;
    let found = window(vm, arguments, start, end);
    Ok(found.and_then(|(offset, bytes)| function(bytes, &needle).map(|at| offset + at)))
}

fn find(vm: &mut Vm, arguments: &[Value], function: Find) -> NativeResult {
    let found = search(vm, arguments, function)?;
    Ok(Value::Int(found.map_or(-1, |at| at as i64)))
}

fn index(vm: &mut Vm, arguments: &[Value], function: Find) -> NativeResult {
    match search(vm, arguments, function)? {
        Some(at) => Ok(Value::Int(at as i64)),
        None => Err(vm.value_error("subsection not found")),
    }
}

fn count(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (start, end) = (vm.bound_argument(arguments[2])?, vm.bound_argument(arguments[3])?);
    let needle = needle(vm, arguments[1])?;
    let count = window(vm, arguments, start, end).map_or(0, |(_, bytes)| string::count_bytes(bytes, &needle));
    Ok(Value::Int(count as i64))
}

fn affix(vm: &mut Vm, arguments: &[Value], name: &str, test: fn(&[u8], &[u8]) -> bool) -> NativeResult {
    let (start, end) = (vm.bound_argument(arguments[2])?, vm.bound_argument(arguments[3])?);
    let wanted = match vm.unwrap(arguments[1]) {
        Value::Tuple(tuple) => vm.heap[tuple].0.to_vec(),
        other if vm.bytes_of(other).is_some() => vec![other],
        other => {
            let type_name = vm.type_name(other);
            let message = format!("{name} first arg must be bytes or a tuple of bytes, not {type_name}");
            return Err(vm.type_error(message));
        }
    };
    for part in wanted {
        let part = vm.bytes_argument(part)?;
        if window(vm, arguments, start, end).is_some_and(|(_, bytes)| test(bytes, &part)) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn remove(
    vm: &mut Vm,
    arguments: &[Value],
    function: for<'a> fn(&'a [u8], &[u8]) -> &'a [u8],
) -> NativeResult {
    let part = vm.bytes_argument(arguments[1])?;
    let rest = function(receiver(vm, arguments), &part).to_vec();
    Ok(like(vm, arguments[0], rest))
}

fn replace(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (old, new) = (vm.bytes_argument(arguments[1])?, vm.bytes_argument(arguments[2])?);
    let limit = vm.size_or(arguments[3], -1)?;
    let replaced = string::replace_bytes(receiver(vm, arguments), &old, &new, limit);
    Ok(like(vm, arguments[0], replaced))
}

type SplitSpace = for<'a> fn(&'a [u8], i64) -> Vec<&'a [u8]>;
type SplitAt = for<'a> fn(&'a [u8], &[u8], i64) -> text::Result<Vec<&'a [u8]>>;

fn split(vm: &mut Vm, arguments: &[Value], at_space: SplitSpace, at: SplitAt) -> NativeResult {
    let limit = vm.size_or(arguments[2], -1)?;
    let parts = if arguments[1].is_unbound() || arguments[1].is_none() {
        Ok(owned(at_space(receiver(vm, arguments), limit)))
    } else {
        let separator = vm.bytes_argument(arguments[1])?;
        at(receiver(vm, arguments), &separator, limit).map(owned)
    };
    list(vm, arguments[0], parts)
}

fn owned(parts: Vec<&[u8]>) -> Vec<Vec<u8>> {
    parts.into_iter().map(<[u8]>::to_vec).collect()
}

fn list(vm: &mut Vm, of: Value, parts: Result<Vec<Vec<u8>>, Error>) -> NativeResult {
    let parts = parts.map_err(|error| vm.raise_text(error))?;
    let parts: Vec<Value> = parts.into_iter().map(|part| like(vm, of, part)).collect();
    Ok(vm.list(parts))
}

fn splitlines(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let keepends = vm.flag_or_false(arguments[1])?;
    let lines = owned(string::splitlines_bytes(receiver(vm, arguments), keepends));
    list(vm, arguments[0], Ok(lines))
}

type Partition = for<'a> fn(&'a [u8], &[u8]) -> text::Result<Option<(&'a [u8], &'a [u8])>>;

fn partition(vm: &mut Vm, arguments: &[Value], function: Partition, first: bool) -> NativeResult {
    let separator = vm.bytes_argument(arguments[1])?;
    let whole = receiver(vm, arguments).to_vec();
    let parts = match function(&whole, &separator).map_err(|error| vm.raise_text(error))? {
        Some((before, after)) => [before.to_vec(), separator.to_vec(), after.to_vec()],
        None if first => [whole, Vec::new(), Vec::new()],
        None => [Vec::new(), Vec::new(), whole],
    };
    let parts = parts.map(|part| like(vm, arguments[0], part));
    Ok(vm.tuple(parts))
}

fn strip(vm: &mut Vm, arguments: &[Value], side: Side) -> NativeResult {
    let chars = match arguments[1] {
        Value::Unbound | Value::None => None,
        chars => Some(vm.bytes_argument(chars)?),
    };
    let stripped = string::strip_bytes(receiver(vm, arguments), chars.as_deref(), side).to_vec();
    Ok(like(vm, arguments[0], stripped))
}

fn pad(vm: &mut Vm, arguments: &[Value], name: &str, keep: Keep) -> NativeResult {
    let width = width_argument(vm, arguments[1])?;
    let fill = match arguments[2] {
        Value::Unbound => b' ',
        fill => match vm.bytes_of(fill) {
            Some([byte]) => *byte,
            Some(bytes) => {
                let message = format!(
                    "{name}(): argument 2 must be a byte string of length 1, not a bytes object of length {}",
                    bytes.len()
                );
                return Err(vm.type_error(message));
            }
            None => {
                let type_name = vm.type_name(fill);
                let message = format!("{name}() argument 2 must be a byte string of length 1, not {type_name}");
                return Err(vm.type_error(message));
            }
        },
    };
    let padded = string::pad_bytes(receiver(vm, arguments), width, fill, keep);
    Ok(like(vm, arguments[0], padded))
}

fn zfill(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let width = width_argument(vm, arguments[1])?;
    let padded = string::zfill_bytes(receiver(vm, arguments), width);
    Ok(like(vm, arguments[0], padded))
}

fn expandtabs(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let size = vm.size_or(arguments[1], 8)?;
    let expanded = string::expandtabs_bytes(receiver(vm, arguments), size);
    Ok(like(vm, arguments[0], expanded))
}

fn translate(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let table = match arguments[1] {
        Value::None => None,
        table => Some(vm.bytes_argument(table)?),
    };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let deleted = match arguments[2] {
        Value::Unbound => Vec::new(),
        deleted => vm.bytes_argument(deleted)?,
    };
    let kept = receiver(vm, arguments).iter().filter(|byte| !deleted.contains(byte));
    let translated: Vec<u8> =
        kept.map(|&byte| table.as_ref().map_or(byte, |table| table[byte as usize])).collect();
    Ok(like(vm, arguments[0], translated))
}

fn maketrans(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (from, to) = (vm.bytes_argument(arguments[0])?, vm.bytes_argument(arguments[1])?);
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.iter().zip(&to) {
        table[*from as usize] = *to;
    }
    Ok(vm.bytes(table))
}
