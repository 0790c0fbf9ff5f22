//! The binding of a call's arguments to a Python function's parameters.

use std::rc::Rc;

use smallvec::SmallVec;

use crate::bytecode::{CodeKind, CodeUnit};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::calls::Keywords;
use crate::vm::frame::Then;
use crate::vm::native::{Escape, keyword_hint};
use crate::vm::registers::{Window, copy_few};

impl Vm {
    /// The first registers of a call of `function`, its parameters, where the arguments and defaults fill
    /// all of them; `None` for what is an error.
    pub(super) fn bind_quickly(
        &mut self,
        function: Ref<Function>,
        arguments: &[Value],
        keywords: Keywords,
    ) -> Option<Window> {
        let code = self.heap[function].code;
        let parameters = self.heap[code].unit.parameters;
        let positional = usize::from(parameters.positional);
        let named = positional + usize::from(parameters.keyword_only);
        if arguments.len() > positional && !parameters.star_args {
            return None;
        }
        let (arguments, rest) = arguments.split_at(arguments.len().min(positional));
        let mut bound = Window::from_slice(arguments);
        bound.resize(named, Value::Unbound);
        let mut extra: SmallVec<[(Ref<Str>, Value); 4]> = SmallVec::new();
        if !keywords.is_empty() {
            let names = self.parameter_names(code);
            for (name, value) in keywords {
                match names.iter().position(|known| known == name) {
                    Some(index) if index >= usize::from(parameters.positional_only) => {
                        if !bound[index].is_unbound() {
                            return None;
                        }
                        bound[index] = *value;
                    }
                    _ if parameters.star_kwargs => extra.push((*name, *value)),
                    _ => return None,
                }
            }
        }
        self.fill_in(function, &mut bound[..positional]);
        if named > positional && bound[positional..].iter().any(|value| value.is_unbound()) {
            self.fill_in_named(function, positional, &mut bound);
        }
        if bound.iter().any(|value| value.is_unbound()) {
            return None;
        }
        if parameters.star_args {
            bound.push(self.tuple(rest));
        }
        if parameters.star_kwargs {
            bound.push(self.dict_of_names(&extra));
        }
        Some(bound)
    }

    /// Calls a function of few parameters on `count` arguments where they are, in the top frame's registers from `first`;
    /// the last of them belong to `names`. Returns whether it was called: not if something is unusual or wrong.
    pub(super) fn call_in_place(
        &mut self,
        function: Ref<Function>,
        first: u16,
        count: u16,
        names: Ref<Tuple>,
        then: Then,
    ) -> Result<bool, Escape> {
        const FEW: usize = 8;
        let code = self.heap[function].code;
        let unit = &self.heap[code].unit;
        let (parameters, kind) = (unit.parameters, unit.kind);
        let (positional, keywords) = (usize::from(parameters.positional), self.heap[names].0.len());
        let (named, given) = (positional + usize::from(parameters.keyword_only), usize::from(count) - keywords);
        let plain = kind == CodeKind::Function && !parameters.star_args && !parameters.star_kwargs;
        if !plain || named > FEW || given > positional {
            return Ok(false);
        }
        self.parameter_names(code);
        let start = self.frame().base as usize + usize::from(first);
        let mut bound = [Value::Unbound; FEW];
        let known = self.heap[code].parameter_names.get().map_or(&[][..], |known| known);
        let arguments = &self.thread.stack[start..start + usize::from(count)];
        copy_few(&mut bound[..given], &arguments[..given]);
        for (name, value) in self.heap[names].0.iter().zip(&arguments[given..]) {
            let Value::Str(name) = name else { return Ok(false) };
            match known.iter().position(|known| known == name) {
                Some(index) if index >= usize::from(parameters.positional_only) && bound[index].is_unbound() => {
                    bound[index] = *value;
                }
                _ => return Ok(false),
            }
        }
        let bound = &mut bound[..named];
        self.fill_in(function, &mut bound[..positional]);
        if bound[positional..].iter().any(|value| value.is_unbound()) {
            self.fill_in_named(function, positional, bound);
        }
        if bound.iter().any(|value| value.is_unbound()) {
            return Ok(false);
        }
        let Code { registers, locals, .. } = self.heap[code];
        self.push_frame(function, code, start as u32, registers, then)?;
        let window = &mut self.thread.stack[start..start + usize::from(locals)];
        copy_few(&mut window[..named], bound);
        window[named..].fill(Value::Unbound);
        Ok(true)
    }

    /// Puts defaults where a positional parameter has no argument.
    fn fill_in(&self, function: Ref<Function>, bound: &mut [Value]) {
        if let Value::Tuple(defaults) = self.heap[function].defaults {
            let defaults = self.heap[defaults].0.iter().rev();
            for (slot, default) in bound.iter_mut().rev().zip(defaults).filter(|(slot, _)| slot.is_unbound()) {
                *slot = *default;
            }
        }
    }

    /// Puts defaults where one of the keyword-only parameters, which come after `positional` others, has no argument.
    fn fill_in_named(&mut self, function: Ref<Function>, positional: usize, bound: &mut [Value]) {
        let Function { code, keyword_defaults: Value::Dict(defaults), .. } = self.heap[function] else { return };
        self.parameter_names(code);
        let names = self.heap[code].parameter_names.get().map_or(&[][..], |names| names);
        for (slot, name) in bound.iter_mut().zip(names).skip(positional).filter(|(slot, _)| slot.is_unbound()) {
            *slot = self.heap.get_name(defaults, *name).unwrap_or(Value::Unbound);
        }
    }

    /// The names of the parameters other than `*args` and `**kwargs`, interned.
    fn parameter_names(&mut self, code: Ref<Code>) -> &[Ref<Str>] {
        if self.heap[code].parameter_names.get().is_none() {
            let unit = self.heap[code].unit.clone();
            let named = usize::from(unit.parameters.positional + unit.parameters.keyword_only);
            let names = unit.locals[..named].iter().map(|name| self.intern(name)).collect();
            let _ = self.heap[code].parameter_names.set(names);
        }
        self.heap[code].parameter_names.get().expect("it is set by now")
    }

    /// A dict of keyword arguments.
    pub(super) fn dict_of_names(&mut self, entries: Keywords) -> Value {
        let dict = self.heap.allocate(Dict::with_capacity(entries.len()));
        for (name, value) in entries {
            self.heap.set_name(dict, *name, *value);
        }
        Value::Dict(dict)
    }

    /// The first registers of a call of `function`: its parameters.
    pub(super) fn bind_parameters(
        &mut self,
        function: Ref<Function>,
        arguments: &[Value],
        keywords: Keywords,
    ) -> Result<Vec<Value>, Escape> {
        let unit = self.heap[self.heap[function].code].unit.clone();
        let parameters = unit.parameters;
        let positional = usize::from(parameters.positional);
        let named = positional + usize::from(parameters.keyword_only);
        let mut bound = Vec::with_capacity(usize::from(unit.registers));
        bound.resize(named, Value::Unbound);
        let taken = arguments.len().min(positional);
        bound[..taken].copy_from_slice(&arguments[..taken]);
        let extra = self.bind_keywords(function, &unit, &mut bound, keywords)?;
        if arguments.len() > positional && !parameters.star_args {
            return Err(self.too_many_arguments(function, &unit, &bound, arguments.len()));
        }
        self.fill_defaults(function, &unit, &mut bound)?;
        if parameters.star_args {
            let rest = arguments[taken..].to_vec();
            bound.push(self.tuple(rest));
        }
        if parameters.star_kwargs {
            let dict = self.new_dict();
            for (name, value) in extra {
                self.heap.set_name(dict, name, value);
            }
            bound.push(Value::Dict(dict));
        }
        Ok(bound)
    }

    fn bind_keywords(
        &mut self,
        function: Ref<Function>,
        unit: &Rc<CodeUnit>,
        bound: &mut [Value],
        keywords: Keywords,
    ) -> Result<Vec<(Ref<Str>, Value)>, Escape> {
        let parameters = unit.parameters;
        let mut extra = Vec::new();
        let mut misnamed: Vec<String> = Vec::new();
        for (name, value) in keywords {
            let text = self.heap[*name].as_str();
            let found = unit.locals[..bound.len()].iter().position(|local| local == text);
            match found {
                Some(index) if index >= usize::from(parameters.positional_only) => {
                    if !bound[index].is_unbound() {
                        let message =
                            format!("{}() got multiple values for argument '{text}'", self.callable_name(function));
                        return Err(self.type_error(message));
                    }
                    bound[index] = *value;
                }
                _ if parameters.star_kwargs => extra.push((*name, *value)),
                Some(_) => misnamed.push(text.to_string()),
                None => {
                    let nameable = &unit.locals[usize::from(parameters.positional_only)..bound.len()];
                    let hint = keyword_hint(text, nameable.iter().map(String::as_str));
                    let name = self.callable_name(function);
                    let message = format!("{name}() got an unexpected keyword argument '{text}'{hint}");
                    return Err(self.type_error(message));
                }
            }
        }
        if !misnamed.is_empty() {
            let message = format!(
                "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                self.callable_name(function),
                misnamed.join(", ")
            );
            return Err(self.type_error(message));
        }
        Ok(extra)
    }

    fn callable_name(&self, function: Ref<Function>) -> String {
        self.as_str(self.heap[function].qualified_name).unwrap_or("function").to_string()
    }

    fn fill_defaults(
        &mut self,
        function: Ref<Function>,
        unit: &Rc<CodeUnit>,
        bound: &mut [Value],
    ) -> Result<(), Escape> {
        let positional = usize::from(unit.parameters.positional);
        if let Value::Tuple(defaults) = self.heap[function].defaults {
            let defaults = &self.heap[defaults].0;
            let first = positional.saturating_sub(defaults.len());
            let skipped = defaults.len() - (positional - first);
            for (slot, default) in bound[first..positional].iter_mut().zip(&defaults[skipped..]) {
                if slot.is_unbound() {
                    *slot = *default;
                }
            }
        }
        let missing = missing_names(&bound[..positional], &unit.locals);
        if !missing.is_empty() {
            return Err(self.missing_arguments(function, "positional", &missing));
        }
        if let Value::Dict(defaults) = self.heap[function].keyword_defaults {
            for index in positional..bound.len() {
                if bound[index].is_unbound() {
                    let name = self.intern(&unit.locals[index]);
                    bound[index] = self.heap.get_name(defaults, name).unwrap_or(Value::Unbound);
                }
            }
        }
        let missing = missing_names(&bound[positional..], &unit.locals[positional..]);
        if !missing.is_empty() {
            return Err(self.missing_arguments(function, "keyword-only", &missing));
        }
        Ok(())
    }

    fn missing_arguments(&mut self, function: Ref<Function>, kind: &str, names: &[String]) -> Escape {
        let list = match names {
            [one] => one.clone(),
            [first, second] => format!("{first} and {second}"),
            [most @ .., last] => format!("{}, and {last}", most.join(", ")),
            [] => unreachable!("something is missing"),
        };
        let plural = if names.len() == 1 { "" } else { "s" };
        let callable = self.callable_name(function);
        self.type_error(format!("{callable}() missing {} required {kind} argument{plural}: {list}", names.len()))
    }

    fn too_many_arguments(
        &mut self,
        function: Ref<Function>,
        unit: &Rc<CodeUnit>,
        bound: &[Value],
        given: usize,
    ) -> Escape {
        let most = usize::from(unit.parameters.positional);
        let defaults = match self.heap[function].defaults {
            Value::Tuple(defaults) => self.heap[defaults].0.len(),
            _ => 0,
        };
        let keyword_only = bound[most..].iter().filter(|value| !value.is_unbound()).count();
        let (takes, plural) = match defaults {
            0 => (most.to_string(), most != 1),
            _ => (format!("from {} to {most}", most - defaults), true),
        };
        let s = |plural| if plural { "s" } else { "" };
        let was = if given == 1 && keyword_only == 0 { "was" } else { "were" };
        let given = match keyword_only {
            0 => format!("{given}"),
            n => format!("{given} positional argument{} (and {n} keyword-only argument{})", s(given != 1), s(n != 1)),
        };
        let callable = self.callable_name(function);
        self.type_error(format!("{callable}() takes {takes} positional argument{} but {given} {was} given", s(plural)))
    }
}

fn missing_names(bound: &[Value], names: &[String]) -> Vec<String> {
    bound.iter().zip(names).filter(|(value, _)| value.is_unbound()).map(|(_, name)| format!("'{name}'")).collect()
}
