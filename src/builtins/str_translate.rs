//! `str.translate` and `str.maketrans`.

use crate::builtins::str::receiver;
use crate::object::*;
use crate::text::string;
use crate::vm::Vm;
use crate::vm::native::*;

pub const METHODS: &[NativeDef] = &[
    method("translate", "(self, table, /)", translate),
    static_method("maketrans", "(x, y=None, z=None, /)", maketrans),
];

/// What a dict has for the code point `code`.
fn replacement(vm: &Vm, table: Ref<Dict>, code: i64) -> Option<Value> {
    let dict = &vm.heap[table];
    let found = dict.find(code, |key| matches!(key, Value::Int(other) if other == code))?;
    dict.entry_at(found).map(|entry| entry.value)
}

/// `str.translate` with a dict; other tables are the prelude's.
fn translate(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Dict(table) = arguments[1] else { return Err(Escape::Defer) };
    let text: Box<str> = vm.heap[receiver(arguments)].as_str().into();
    let mut result = String::with_capacity(text.len());
    for c in text.chars() {
        match replacement(vm, table, i64::from(string::code_of(c))) {
            None => result.push(c),
            Some(value) => push_replacement(vm, value, &mut result)?,
        }
    }
    Ok(vm.str(result))
}

fn push_replacement(vm: &mut Vm, value: Value, into: &mut String) -> Result<(), Escape> {
    match vm.unwrap(value) {
        Value::None => {}
        Value::Str(text) => into.push_str(vm.heap[text].as_str()),
        Value::Int(_) | Value::Bool(_) | Value::BigInt(_) => {
            let code = vm.as_int(value).and_then(|code| u32::try_from(code).ok());
            match code.and_then(string::char_of) {
                Some(c) => into.push(c),
                None => return Err(vm.value_error("character mapping must be in range(0x110000)")),
            }
        }
        _ => return Err(vm.type_error("character mapping must return integer, None or str")),
    }
    Ok(())
}

fn maketrans(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [from, to, removed] = *arguments else { unreachable!("three parameters") };
    if to.is_unbound() {
        return maketrans_of_dict(vm, from);
    }
    for (value, which) in [(to, "2"), (removed, "3")] {
        if !value.is_unbound() {
            vm.text_argument(value, "maketrans", which)?;
        }
    }
    let Some(from) = vm.as_str(from) else {
        return Err(vm.type_error("first maketrans argument must be a string if there is a second argument"));
    };
    let from: Vec<char> = from.chars().collect();
    let to = vm.text_argument(to, "maketrans", "2")?;
    let to: Vec<char> = vm.heap[to].as_str().chars().collect();
    if from.len() != to.len() {
        return Err(vm.value_error("the first two maketrans arguments must have equal length"));
    }
    let table = vm.new_dict();
    for (from, to) in from.into_iter().zip(to) {
        set_code(vm, table, from, Value::Int(i64::from(string::code_of(to))));
    }
    if !removed.is_unbound() {
        let removed = vm.text_argument(removed, "maketrans", "3")?;
        let removed: Vec<char> = vm.heap[removed].as_str().chars().collect();
        removed.into_iter().for_each(|c| set_code(vm, table, c, Value::None));
    }
    Ok(Value::Dict(table))
}

/// `table[ord(c)] = value`.
fn set_code(vm: &mut Vm, table: Ref<Dict>, c: char, value: Value) {
    set_int(vm, table, i64::from(string::code_of(c)), value);
}

fn set_int(vm: &mut Vm, table: Ref<Dict>, code: i64, value: Value) {
    let dict = &mut vm.heap[table];
    match dict.find(code, |key| matches!(key, Value::Int(other) if other == code)) {
        Some(at) => *dict.value_at_mut(at).expect("a live entry") = value,
        None => {
            dict.insert_new(code, Value::Int(code), value);
        }
    }
}

/// `str.maketrans(dict)`: keys of one character become its code point.
fn maketrans_of_dict(vm: &mut Vm, source: Value) -> NativeResult {
    let Value::Dict(source) = vm.unwrap(source) else {
        return Err(vm.type_error("if you give only one argument to maketrans it must be a dict"));
    };
    let entries: Vec<(Value, Value)> = vm.heap[source].iter().map(|entry| (entry.key, entry.value)).collect();
    let table = vm.new_dict();
    for (key, value) in entries {
        match vm.unwrap(key) {
            Value::Int(code) => set_int(vm, table, code, value),
            Value::Str(text) => {
                let mut chars = vm.heap[text].as_str().chars();
                match (chars.next(), chars.next()) {
                    (Some(c), None) => set_code(vm, table, c, value),
                    _ => return Err(vm.value_error("string keys in translate table must be of length 1")),
                }
            }
            _ => return Err(vm.type_error("keys in translate table must be strings or integers")),
        }
    }
    Ok(Value::Dict(table))
}
