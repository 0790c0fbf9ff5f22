//! What `Pattern.scanner()` gives: a position in a string that each match moves on.

use super::found::new_match;
use super::pattern::{pattern, range};
use super::subject::Subject;
use crate::object::*;
use crate::text::sre::Mode;
use crate::vm::Vm;
use crate::vm::native::*;

const METHODS: &[NativeDef] = &[
    method("match", "(self, /)", |vm, a| next(vm, a, Mode::Match)),
    method("search", "(self, /)", |vm, a| next(vm, a, Mode::Search)),
    getter("pattern", |vm, a| Ok(scanner(vm, a[0])?.pattern), None),
];

struct Scanner {
    pattern: Value,
    subject: Subject,
    bounds: (usize, usize),
    /// Where to go on; None at the end.
    position: Option<usize>,
    /// The last match was empty: the next one must not be an empty one at the same position.
    advance: bool,
}

fn trace(data: &dyn std::any::Any, visitor: &mut Visitor) {
    if let Some(scanner) = data.downcast_ref::<Scanner>() {
        visitor.value(scanner.pattern);
        visitor.value(scanner.subject.string);
    }
}

/// `Pattern.scanner`.
pub fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(open(vm, arguments)?.0)
}

/// A scanner, and where it begins.
fn open(vm: &mut Vm, arguments: &[Value]) -> Result<(Value, usize), Escape> {
    let data = pattern(vm, arguments[0])?;
    let (subject, start, end) = range(vm, &data, arguments)?;
    let class = vm.native_class_at("_sre.SRE_Scanner", METHODS);
    let scanner = Scanner { pattern: arguments[0], subject, bounds: (start, end), position: Some(start), advance: false };
    Ok((vm.traced_opaque(class, scanner, trace), start))
}

/// `Pattern.finditer`.
pub fn find_iter(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (Value::Opaque(scanner), position) = open(vm, arguments)? else { return Ok(Value::None) };
    Ok(vm.iter(Iter::Matches { scanner, position, advance: false }))
}

/// A match object that an iterator has come to.
#[derive(Clone, Copy)]
pub struct Next {
    pub object: Value,
    pub end: usize,
    pub is_empty: bool,
}

/// The first match from `position` on.
pub fn next_match(vm: &mut Vm, scanner: Ref<Opaque>, position: usize, advance: bool) -> Result<Option<Next>, Escape> {
    let state = self::scanner(vm, scanner.into())?;
    let (object, subject, bounds) = (state.pattern, state.subject.clone(), state.bounds);
    let data = pattern(vm, object)?;
    let Some(found) = subject.find(vm, &data, position, bounds.1, Mode::Search, advance) else { return Ok(None) };
    let (end, is_empty) = (found.end, found.start == found.end);
    Ok(Some(Next { object: new_match(vm, object, &subject, found, bounds), end, is_empty }))
}

fn scanner(vm: &mut Vm, value: Value) -> Result<&mut Scanner, Escape> {
    match vm.unwrap(value) {
        Value::Opaque(object) if vm.heap[object].get::<Scanner>().is_some() => {
            Ok(vm.heap[object].get_mut().expect("checked above"))
        }
        _ => Err(vm.type_error("a scanner is required")),
    }
}

fn next(vm: &mut Vm, arguments: &[Value], mode: Mode) -> NativeResult {
    let state = scanner(vm, arguments[0])?;
    let (object, subject, bounds) = (state.pattern, state.subject.clone(), state.bounds);
    let (Some(position), advance) = (state.position, state.advance) else { return Ok(Value::None) };
    let data = pattern(vm, object)?;
    let found = subject.find(vm, &data, position, bounds.1, mode, advance);
    let state = scanner(vm, arguments[0])?;
    state.position = found.as_ref().map(|found| found.end);
    state.advance = found.as_ref().is_some_and(|found| found.start == found.end);
    match found {
        Some(found) => Ok(new_match(vm, object, &subject, found, bounds)),
        None => Ok(Value::None),
    }
}
