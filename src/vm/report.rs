//! Tracebacks of exception objects, as data for the text that Python prints.

use std::collections::HashMap;

use crate::bytecode::Position;
use crate::object::*;
use crate::text::traceback::{
    ExceptionIndex, ExceptionSummary, FrameSummary, Lookup, Misspelling, SyntaxDetails, Traceback as Printed, render,
    render_unraised,
};
use crate::vm::{Exc, Vm};
use crate::vm::native::{NativeDef, NativeResult, function};

pub const NATIVES: &[NativeDef] = &[
    function("_exception_chain", "(exception, /)", exception_chain),
    function("_render_exceptions", "(exceptions, messages, notes, limit, /)", render_exceptions),
    function("_render_unraised", "(exception, message, traceback, limit, /)", unraised),
];

/// `exception` and all exceptions that its causes, contexts and members lead to.
fn exception_chain(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let mut chain = vec![arguments[0]];
    let mut index = 0;
    while index < chain.len() {
        let mut linked = Vec::new();
        if let Some(data) = vm.exception_data(chain[index]) {
            linked.extend([vm.heap[data].cause, vm.heap[data].context]);
        }
        linked.extend(vm.group_members(chain[index]));
        for exception in linked {
            if vm.exception_data(exception).is_some() && !chain.iter().any(|known| known.is(exception)) {
                chain.push(exception);
            }
        }
        index += 1;
    }
    Ok(vm.list(chain))
}

/// The text of a traceback: the exceptions of `_exception_chain`, with the text of each and its notes, and at most `limit`
/// frames of each.
fn render_exceptions(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [Value::List(exceptions), Value::List(messages), Value::List(notes), limit] = *arguments else {
        return Err(vm.type_error("_render_exceptions() takes three lists"));
    };
    let exceptions = vm.heap[exceptions].0.clone();
    let messages = vm.strings(messages);
    let notes: Vec<Value> = vm.heap[notes].0.clone();
    let places: HashMap<i64, u32> =
        exceptions.iter().enumerate().map(|(index, exception)| (exception.identity(), index as u32)).collect();
    let mut printed = Printed::default();
    for ((exception, message), notes) in exceptions.iter().zip(messages).zip(notes) {
        let notes = match notes {
            Value::List(notes) => vm.strings(notes),
            _ => Vec::new(),
        };
        let mut summary = vm.summarise(*exception, &places);
        (summary.message, summary.notes) = (message, notes);
        keep_innermost(&mut summary.frames, limit);
        printed.exceptions.push(summary);
    }
    Ok(vm.str(render(&printed)))
}

/// What is printed of an exception that could not be raised, with its text and a traceback.
fn unraised(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [exception, message, traceback, limit] = *arguments else {
        return Err(vm.type_error("_render_unraised() takes four arguments"));
    };
    let mut summary = vm.summarise(exception, &HashMap::new());
    summary.message = vm.as_str(message).unwrap_or_default().to_string();
    summary.frames = vm.frames_of(traceback);
    keep_innermost(&mut summary.frames, limit);
    Ok(vm.str(render_unraised(&summary)))
}

/// Takes away the outermost frames where there are more than `limit`, if that is a number.
fn keep_innermost(frames: &mut Vec<FrameSummary>, limit: Value) {
    if let Value::Int(limit) = limit {
        let kept = usize::try_from(limit).unwrap_or_default();
        frames.drain(..frames.len().saturating_sub(kept));
    }
}

impl Vm {
    fn strings(&self, list: Ref<List>) -> Vec<String> {
        self.heap[list].0.iter().map(|text| self.as_str(*text).unwrap_or_default().to_string()).collect()
    }

    fn group_members(&mut self, exception: Value) -> Vec<Value> {
        let name = self.intern("exceptions");
        let Value::Instance(instance) = exception else { return Vec::new() };
        if !self.is_exception(exception, Exc::BaseExceptionGroup) {
            return Vec::new();
        }
        match self.instance_attribute(instance, name) {
            Some(Value::Tuple(members)) => self.heap[members].0.to_vec(),
            _ => Vec::new(),
        }
    }

    fn summarise(&mut self, exception: Value, places: &HashMap<i64, u32>) -> ExceptionSummary {
        let place = |value: Value| places.get(&value.identity()).map(|index| ExceptionIndex(*index));
        let class = self.class_of(exception);
        let mut summary = ExceptionSummary {
            module: Some(self.class_module(class).unwrap_or_else(|| "builtins".to_string())),
            name: self.heap[self.heap[class].qualified_name].as_str().to_string(),
            ..ExceptionSummary::default()
        };
        if let Some(data) = self.exception_data(exception) {
            let Exception { cause, context, suppress_context, traceback, .. } = self.heap[data];
            summary.frames = self.frames_of(traceback);
            (summary.cause, summary.context) = (place(cause), place(context));
            summary.suppress_context = suppress_context;
        }
        let members = self.group_members(exception);
        if !members.is_empty() {
            summary.members = Some(members.into_iter().filter_map(place).collect());
        }
        summary.syntax = self.syntax_details(exception);
        summary.misspelling = self.misspelling(exception);
        summary
    }

    fn frames_of(&self, mut traceback: Value) -> Vec<FrameSummary> {
        let mut frames = Vec::new();
        while let Value::Traceback(reference) = traceback {
            let Traceback { next, code, instruction, line, .. } = self.heap[reference];
            frames.push(self.frame_summary(code, instruction, line));
            traceback = next;
        }
        frames
    }

    fn frame_summary(&self, code: Ref<Code>, instruction: u32, line: Option<u32>) -> FrameSummary {
        let unit = &self.heap[code].unit;
        let position = match line {
            Some(line) => Position { line, end_line: line, ..Position::default() },
            None => self.positions_of(unit).get(instruction as usize).copied().unwrap_or_else(|| unit.position(instruction)),
        };
        let source: Vec<String> = match self.sources.get(&*unit.file) {
            Some(text) => {
                let (first, count) = (position.line.max(1) - 1, position.end_line.saturating_sub(position.line) + 1);
                text.lines().skip(first as usize).take(count as usize).map(str::to_string).collect()
            }
            None => Vec::new(),
        };
        let columns = match (source.first(), source.last()) {
            (Some(first), Some(last)) => {
                Some((characters(first, position.column), characters(last, position.end_column)))
            }
            _ => None,
        };
        FrameSummary {
            file: unit.file.to_string(),
            line: position.line,
            end_line: position.end_line,
            columns,
            name: unit.name.clone(),
            source,
        }
    }

    fn attribute_of(&mut self, exception: Value, name: &str) -> Option<Value> {
        let name = self.intern(name);
        match exception {
            Value::Instance(instance) => self.instance_attribute(instance, name),
            _ => None,
        }
    }

    fn syntax_details(&mut self, exception: Value) -> Option<SyntaxDetails> {
        if !self.is_exception(exception, Exc::SyntaxError) {
            return None;
        }
        self.syntax_details_of(exception)
    }
}

/// How many characters the first `bytes` bytes of a line are.
fn characters(line: &str, bytes: u32) -> u32 {
    line.char_indices().take_while(|(offset, _)| *offset < bytes as usize).count() as u32
}

impl Vm {
    fn syntax_details_of(&mut self, exception: Value) -> Option<SyntaxDetails> {
        let text = |vm: &mut Vm, name: &str| {
            let value = vm.attribute_of(exception, name)?;
            vm.as_str(value).map(str::to_string)
        };
        let number = |vm: &mut Vm, name: &str| {
            let value = vm.attribute_of(exception, name)?;
            vm.as_int(value)
        };
        // A message that is no text is shown as its text, as the parser of `xml` has it.
        let message = self.attribute_of(exception, "msg").filter(|message| !message.is_none());
        Some(SyntaxDetails {
            message: message.and_then(|message| self.to_str(message).ok()),
            file: text(self, "filename"),
            line: number(self, "lineno"),
            offset: number(self, "offset"),
            end_line: number(self, "end_lineno"),
            end_offset: number(self, "end_offset"),
            text: text(self, "text"),
        })
    }

    /// What the exception says was looked up in vain, with the names that were there.
    fn misspelling(&mut self, exception: Value) -> Option<Misspelling> {
        let name = |vm: &mut Vm, attribute: &str| {
            let value = vm.attribute_of(exception, attribute)?;
            vm.as_str(value).map(str::to_string)
        };
        if self.is_exception(exception, Exc::NameError) {
            let name = name(self, "name")?;
            let candidates = self.variables_at(exception);
            let on_self = match self.self_at(exception) {
                Some(object) => self.attribute_names(object).contains(&name),
                None => false,
            };
            return Some(Misspelling { name, lookup: Lookup::Variable { candidates, on_self } });
        }
        if self.is_exception(exception, Exc::AttributeError) {
            let name = name(self, "name")?;
            let object = self.attribute_of(exception, "obj")?;
            let candidates = self.attribute_names(object);
            let through_self = self.self_at(exception).is_some_and(|found| found.is(object));
            return Some(Misspelling { name, lookup: Lookup::Attribute { candidates, through_self } });
        }
        if self.is_exception(exception, Exc::ImportError) {
            let name = name(self, "name_from")?;
            let module = self.attribute_of(exception, "module")?;
            let candidates = self.attribute_names(module);
            return Some(Misspelling { name, lookup: Lookup::Import { candidates } });
        }
        None
    }

    fn innermost_entry(&self, exception: Value) -> Option<Ref<Traceback>> {
        let mut link = match self.exception_data(exception) {
            Some(data) => self.heap[data].traceback,
            None => Value::None,
        };
        let mut innermost = None;
        while let Value::Traceback(traceback) = link {
            innermost = Some(traceback);
            link = self.heap[traceback].next;
        }
        innermost
    }

    /// The local `self` of the innermost frame of an exception's traceback.
    fn self_at(&mut self, exception: Value) -> Option<Value> {
        let entry = self.innermost_entry(exception)?;
        self.traceback_variable(entry, "self")
    }

    /// The variables that the innermost frame of an exception's traceback could see.
    fn variables_at(&self, exception: Value) -> Vec<String> {
        let mut names = Vec::new();
        if let Some(traceback) = self.innermost_entry(exception) {
            let Traceback { code, function, .. } = self.heap[traceback];
            let unit = &self.heap[code].unit;
            names.extend(unit.locals.iter().chain(&unit.free).cloned());
            names.extend(self.key_texts(self.heap[function].globals));
        }
        names.extend(self.key_texts(self.builtins));
        names.extend(["False", "None", "True"].map(str::to_string));
        names
    }

    fn key_texts(&self, dict: Ref<Dict>) -> Vec<String> {
        self.heap[dict].iter().filter_map(|entry| self.as_str(entry.key)).map(str::to_string).collect()
    }

    /// The names that `dir(object)` lists, in its order, as far as they can be had without calling Python.
    pub fn attribute_names(&self, object: Value) -> Vec<String> {
        let mut names = match object {
            Value::Instance(instance) => {
                match self.heap[instance].dict {
                    Some(dict) => self.key_texts(dict),
                    None => self.own_names(instance).iter().map(|name| self.heap[*name].as_str().to_string()).collect(),
                }
            }
            Value::Module(module) => self.key_texts(self.heap[module].dict),
            Value::Function(function) => self.heap[function].dict.map_or(Vec::new(), |dict| self.key_texts(dict)),
            Value::Opaque(opaque) => self.heap[opaque].dict.map_or(Vec::new(), |dict| self.key_texts(dict)),
            _ => Vec::new(),
        };
        let class = match object {
            Value::Class(class) => Some(class),
            Value::Module(_) => None,
            _ => Some(self.class_of(object)),
        };
        if let Some(class) = class {
            for base in &self.heap[class].mro {
                names.extend(self.key_texts(self.heap[*base].dict));
            }
        }
        crate::sorted::sort(&mut names);
        names.dedup();
        names
    }
}
