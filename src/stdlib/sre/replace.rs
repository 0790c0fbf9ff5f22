//! Substitution and splitting. What calls Python (a function that makes the replacement, the parser of templates) is
//! deferred to the prelude.

use super::found::{Match, data};
use super::pattern::{all, pattern};
use super::subject::Subject;
use crate::object::*;
use crate::text::sre::Found;
use crate::vm::Vm;
use crate::vm::native::*;

/// A parsed template: literal pieces with the numbers of groups between them. The object's values are the pieces.
#[derive(Clone)]
struct Template {
    groups: Vec<usize>,
}

/// Makes a template of what `re._parser.parse_template` gives: pieces and numbers in turn.
pub fn template(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    pattern(vm, arguments[0])?;
    let parts = vm.items_argument(arguments[1])?;
    let groups: Option<Vec<usize>> =
        parts.iter().skip(1).step_by(2).map(|group| usize::try_from(vm.as_int(*group)?).ok()).collect();
    let Some(groups) = groups else { return Err(vm.type_error("invalid template")) };
    let class = vm.native_class_at("_sre.SRE_Template", &[]);
    let made = vm.opaque(class, Template { groups });
    if let Value::Opaque(object) = made {
        vm.heap[object].values = parts.into_iter().step_by(2).collect();
    }
    Ok(made)
}

/// What is put in place of a match.
enum Replacement {
    Literal(Value),
    Template { groups: Vec<usize>, pieces: Vec<Value> },
}

impl Replacement {
    /// Reads an argument; defers for what Python has to look at first.
    fn of(vm: &mut Vm, value: Value) -> Result<Replacement, Escape> {
        let plain = match value {
            Value::Str(text) => !vm.heap[text].as_str().contains('\\'),
            Value::Bytes(bytes) => !vm.heap[bytes].0.contains(&b'\\'),
            Value::Opaque(object) => {
                let Some(Template { groups }) = vm.heap[object].get::<Template>().cloned() else { return Err(Escape::Defer) };
                return Ok(Replacement::Template { groups, pieces: vm.heap[object].values.clone() });
            }
            _ => false,
        };
        if plain { Ok(Replacement::Literal(value)) } else { Err(Escape::Defer) }
    }

    /// Adds to `parts` what replaces a match.
    fn fill(&self, vm: &mut Vm, subject: &Subject, found: &Found, parts: &mut Vec<Value>) -> Result<(), Escape> {
        let (groups, pieces) = match self {
            Replacement::Literal(text) => {
                parts.push(*text);
                return Ok(());
            }
            Replacement::Template { groups, pieces } => (groups, pieces),
        };
        for (index, piece) in pieces.iter().enumerate() {
            parts.push(*piece);
            let Some(group) = groups.get(index) else { continue };
            let span = match group {
                0 => Some((found.start, found.end)),
                group if *group <= found.groups.len() => found.groups[group - 1],
                _ => return Err(vm.index_error("no such group")),
            };
            parts.push(subject.group(vm, span));
        }
        Ok(())
    }
}

/// How many at most: 0 or a missing argument is no limit.
pub fn limit(vm: &mut Vm, count: Value) -> Result<usize, Escape> {
    let count = if count.is_unbound() { 0 } else { vm.int_argument(count)? };
    Ok(match count {
        0 => usize::MAX,
        count if count < 0 => 0,
        count => count as usize,
    })
}

/// `sub` and `subn`.
pub fn substitute(vm: &mut Vm, arguments: &[Value], counted: bool) -> NativeResult {
    let data = pattern(vm, arguments[0])?;
    let replacement = Replacement::of(vm, arguments[1])?;
    let subject = Subject::new(vm, &data, arguments[2])?;
    let most = limit(vm, arguments[3])?;
    let found = all(vm, &data, &subject, 0, subject.len, most);
    let (mut parts, mut position) = (Vec::new(), 0);
    for found in &found {
        parts.push(subject.piece(vm, position, found.start));
        replacement.fill(vm, &subject, found, &mut parts)?;
        position = found.end;
    }
    let whole = position == 0 && parts.is_empty() && matches!(subject.string, Value::Str(_) | Value::Bytes(_));
    let result = if whole {
        subject.string
    } else {
        parts.push(subject.piece(vm, position, subject.len));
        subject.join(vm, &parts)?
    };
    let count = Value::Int(found.len() as i64);
    Ok(if counted { vm.tuple([result, count]) } else { result })
}

/// `Match.expand`.
pub fn expand(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Match { subject, found, .. } = data(vm, arguments[0])?;
    let (subject, found) = (subject.clone(), found.clone());
    let replacement = Replacement::of(vm, arguments[1])?;
    let mut parts = Vec::new();
    replacement.fill(vm, &subject, &found, &mut parts)?;
    subject.join(vm, &parts)
}

pub fn split(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = pattern(vm, arguments[0])?;
    let subject = Subject::new(vm, &data, arguments[1])?;
    let most = limit(vm, arguments[2])?;
    let (mut parts, mut position) = (Vec::new(), 0);
    for found in all(vm, &data, &subject, 0, subject.len, most) {
        parts.push(subject.piece(vm, position, found.start));
        for span in &found.groups {
            parts.push(match span {
                Some((start, end)) => subject.piece(vm, *start, *end),
                None => Value::None,
            });
        }
        position = found.end;
    }
    parts.push(subject.piece(vm, position, subject.len));
    Ok(vm.list(parts))
}
