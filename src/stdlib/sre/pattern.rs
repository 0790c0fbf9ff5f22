//! `re.Pattern`.

use std::rc::Rc;

use super::found::new_match;
use super::replace;
use super::scanner;
use super::subject::Subject;
use crate::builtins::shared;
use crate::object::*;
use crate::text::sre::{Found, Mode};
use crate::vm::Vm;
use crate::vm::native::*;

const METHODS: &[NativeDef] = &[
    method("match", "(self, /, string, pos=0, endpos=9223372036854775807)", |vm, a| find(vm, a, Mode::Match)),
    method("fullmatch", "(self, /, string, pos=0, endpos=9223372036854775807)", |vm, a| find(vm, a, Mode::FullMatch)),
    method("search", "(self, /, string, pos=0, endpos=9223372036854775807)", |vm, a| find(vm, a, Mode::Search)),
    method("findall", "(self, /, string, pos=0, endpos=9223372036854775807)", find_all),
    method("finditer", "(self, /, string, pos=0, endpos=9223372036854775807)", scanner::find_iter),
    method("scanner", "(self, /, string, pos=0, endpos=9223372036854775807)", scanner::new),
    method("split", "(self, /, string, maxsplit=0)", replace::split),
    method("sub", "(self, /, repl, string, count=0)", |vm, a| replace::substitute(vm, a, false)),
    method("subn", "(self, /, repl, string, count=0)", |vm, a| replace::substitute(vm, a, true)),
    method("_matches", "(self, string, count, /)", matches),
    method("__repr__", "(self, /)", repr),
    method("__eq__", "(self, other, /)", equal),
    method("__hash__", "(self, /)", |vm, a| {
        let source = source(vm, a[0])?;
        Ok(Value::Int(vm.hash(source)?))
    }),
    method("__copy__", "(self, /)", |_, a| Ok(a[0])),
    method("__deepcopy__", "(self, memo, /)", |_, a| Ok(a[0])),
    class_method("__class_getitem__", "(cls, item, /)", shared::deferred),
    member("pattern", |vm, a| source(vm, a[0]), None),
    member("flags", |vm, a| Ok(Value::Int(pattern(vm, a[0])?.flags)), None),
    member("groups", |vm, a| Ok(Value::Int(pattern(vm, a[0])?.groups as i64)), None),
    getter("groupindex", group_index, None),
];

const PATH: &str = "re.Pattern";

/// A compiled pattern. The object's values are the pattern's text, the numbers of its named groups (a dict) and
/// the names of its groups (a tuple).
#[derive(Clone)]
pub struct Pattern {
    pub codes: Rc<[u32]>,
    pub groups: usize,
    flags: i64,
    /// Whether it is for bytes; None if it is for both.
    pub bytes: Option<bool>,
}

/// The data of a pattern object.
pub fn pattern(vm: &mut Vm, value: Value) -> Result<Pattern, Escape> {
    if let Value::Opaque(object) = vm.unwrap(value)
        && let Some(pattern) = vm.heap[object].get::<Pattern>()
    {
        return Ok(pattern.clone());
    }
    let name = vm.type_name(value);
    Err(vm.type_error(format!("a pattern is required, not '{name}'")))
}

fn values(vm: &mut Vm, value: Value) -> [Value; 3] {
    match vm.unwrap(value) {
        Value::Opaque(object) => {
            let values = &vm.heap[object].values;
            [values[0], values[1], values[2]]
        }
        _ => [Value::None; 3],
    }
}

fn source(vm: &mut Vm, value: Value) -> NativeResult {
    pattern(vm, value)?;
    Ok(values(vm, value)[0])
}

/// The numbers of a pattern's named groups.
pub fn group_numbers(vm: &mut Vm, value: Value) -> Option<Ref<Dict>> {
    match values(vm, value)[1] {
        Value::Dict(numbers) => Some(numbers),
        _ => None,
    }
}

/// The name of a group, or None.
pub fn group_name(vm: &mut Vm, value: Value, group: usize) -> Value {
    match values(vm, value)[2] {
        Value::Tuple(names) => vm.heap[names].0.get(group).copied().unwrap_or(Value::None),
        _ => Value::None,
    }
}

pub fn compile(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [source, flags, code, groups, numbers, names] = *arguments else { unreachable!("six parameters") };
    let (flags, groups) = (vm.int_argument(flags)?, vm.int_argument(groups)? as usize);
    let words = vm.items_argument(code)?;
    let mut codes = Vec::with_capacity(words.len());
    for word in words {
        match vm.as_int(word).and_then(|word| u32::try_from(word).ok()) {
            Some(word) => codes.push(word),
            None => return Err(vm.overflow_error("regular expression code size limit exceeded")),
        }
    }
    let bytes = match vm.unwrap(source) {
        Value::Str(_) => Some(false),
        Value::None => None,
        _ => Some(true),
    };
    let class = vm.native_class_at(PATH, METHODS);
    let made = vm.opaque(class, Pattern { codes: codes.into(), groups, flags, bytes });
    if let Value::Opaque(object) = made {
        vm.heap[object].values = vec![source, numbers, names];
    }
    Ok(made)
}

/// The arguments `string`, `pos` and `endpos` of most methods.
pub fn range(vm: &mut Vm, pattern: &Pattern, arguments: &[Value]) -> Result<(Subject, usize, usize), Escape> {
    let subject = Subject::new(vm, pattern, arguments[1])?;
    let mut bound = |value: Value, default: usize| match value {
        Value::Unbound => Ok(default),
        Value::BigInt(_) => Ok(subject.len),
        value => Ok((vm.int_argument(value)?.max(0) as usize).min(subject.len)),
    };
    let (start, end) = (bound(arguments[2], 0)?, bound(arguments[3], subject.len)?);
    Ok((subject, start, end))
}

fn find(vm: &mut Vm, arguments: &[Value], mode: Mode) -> NativeResult {
    let pattern = pattern(vm, arguments[0])?;
    let (subject, start, end) = range(vm, &pattern, arguments)?;
    match subject.find(vm, &pattern, start, end, mode, false) {
        Some(found) => Ok(new_match(vm, arguments[0], &subject, found, (start, end))),
        None => Ok(Value::None),
    }
}

/// All matches in `start..end`, at most `most` of them.
pub fn all(vm: &Vm, pattern: &Pattern, subject: &Subject, mut start: usize, end: usize, most: usize) -> Vec<Found> {
    let (mut all, mut advance) = (Vec::new(), false);
    while all.len() < most
        && let Some(found) = subject.find(vm, pattern, start, end, Mode::Search, advance)
    {
        advance = found.start == found.end;
        start = found.end;
        all.push(found);
    }
    all
}

fn find_all(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let pattern = pattern(vm, arguments[0])?;
    let (subject, start, end) = range(vm, &pattern, arguments)?;
    let found = all(vm, &pattern, &subject, start, end, usize::MAX);
    let mut items = Vec::with_capacity(found.len());
    for found in found {
        items.push(match found.groups.len() {
            0 => subject.piece(vm, found.start, found.end),
            1 => subject.group(vm, found.groups[0]),
            _ => {
                let groups: Vec<Value> = found.groups.iter().map(|span| subject.group(vm, *span)).collect();
                vm.tuple(groups)
            }
        });
    }
    Ok(vm.list(items))
}

/// The first `count` match objects, or all of them for 0.
fn matches(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let pattern = pattern(vm, arguments[0])?;
    let subject = Subject::new(vm, &pattern, arguments[1])?;
    let most = replace::limit(vm, arguments[2])?;
    let bounds = (0, subject.len);
    let found = all(vm, &pattern, &subject, 0, subject.len, most);
    let matches = found.into_iter().map(|found| new_match(vm, arguments[0], &subject, found, bounds)).collect();
    Ok(vm.list(matches))
}

fn group_index(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    pattern(vm, arguments[0])?;
    let numbers = match group_numbers(vm, arguments[0]) {
        Some(numbers) => numbers,
        None => vm.new_dict(),
    };
    Ok(vm.heap.allocate(MappingProxy(numbers)).into())
}

fn equal(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let one = pattern(vm, arguments[0])?;
    let Ok(other) = pattern(vm, arguments[1]) else { return Ok(Value::NotImplemented) };
    let alike = one.flags == other.flags && one.bytes == other.bytes && one.codes == other.codes;
    let (a, b) = (source(vm, arguments[0])?, source(vm, arguments[1])?);
    Ok(Value::Bool(alike && vm.equal(a, b)?))
}

const UNICODE: i64 = 32;
const LOCALE_OR_ASCII: i64 = 4 | 256;
const FLAGS: [(i64, &str); 8] = [
    (2, "re.IGNORECASE"),
    (4, "re.LOCALE"),
    (8, "re.MULTILINE"),
    (16, "re.DOTALL"),
    (32, "re.UNICODE"),
    (64, "re.VERBOSE"),
    (128, "re.DEBUG"),
    (256, "re.ASCII"),
];
/// How much of a pattern its `repr()` shows.
const SHOWN: usize = 200;

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Pattern { mut flags, bytes, .. } = pattern(vm, arguments[0])?;
    // What holds for every pattern of text is not shown.
    if bytes == Some(false) && flags & (LOCALE_OR_ASCII | UNICODE) == UNICODE {
        flags &= !UNICODE;
    }
    let mut names: Vec<String> = FLAGS.iter().filter(|(bit, _)| flags & bit != 0).map(|(_, name)| name.to_string()).collect();
    let rest = FLAGS.iter().fold(flags, |rest, (bit, _)| rest & !bit);
    if rest != 0 {
        names.push(format!("{rest:#x}"));
    }
    let source = source(vm, arguments[0])?;
    let shown: String = vm.repr(source)?.chars().take(SHOWN).collect();
    let flags = if names.is_empty() { String::new() } else { format!(", {}", names.join("|")) };
    Ok(vm.str(format!("re.compile({shown}{flags})")))
}
