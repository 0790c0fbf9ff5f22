//! `str.format` and what the prelude does it with where Python code is involved.

use crate::builtins::str::receiver;
use crate::object::*;
use crate::text::format::{Access, Argument, Field, Piece, parse_template, position_out_of_range};
use crate::vm::Vm;
use crate::vm::native::*;

pub const METHODS: &[NativeDef] = &[
    method("format", "(self, /, *args, **kwargs)", format),
    method("format_map", "(self, mapping, /)", format_map),
];

/// Functions for the prelude.
pub const FUNCTIONS: &[NativeDef] = &[function("_template_pieces", "(template, /)", template_pieces)];

fn template_of(vm: &mut Vm, template: Ref<Str>) -> Result<Vec<Piece>, Escape> {
    parse_template(vm.heap[template].as_str()).map_err(|error| vm.raise_text(error))
}

fn format(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let pieces = template_of(vm, receiver(arguments))?;
    let positional = match arguments[1] {
        Value::Tuple(tuple) => vm.heap[tuple].0.to_vec(),
        _ => Vec::new(),
    };
    let text = render(vm, &pieces, Some(&positional), arguments[2])?;
    Ok(vm.str(text))
}

fn format_map(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let pieces = template_of(vm, receiver(arguments))?;
    if !matches!(arguments[1], Value::Dict(_)) {
        return Err(Escape::Defer);
    }
    let text = render(vm, &pieces, None, arguments[1])?;
    Ok(vm.str(text))
}

/// The text of `pieces`; without `positional` it is `format_map`'s.
fn render(vm: &mut Vm, pieces: &[Piece], positional: Option<&[Value]>, named: Value) -> Result<String, Escape> {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Literal(literal) => text.push_str(literal),
            Piece::Field(field) => text.push_str(&render_field(vm, field, positional, named)?),
        }
    }
    Ok(text)
}

fn render_field(
    vm: &mut Vm,
    field: &Field,
    positional: Option<&[Value]>,
    named: Value,
) -> Result<String, Escape> {
    let mut value = argument(vm, &field.first, positional, named)?;
    for access in &field.path {
        value = follow(vm, value, access)?;
    }
    let spec = render(vm, &field.spec, positional, named)?;
    let converted = match field.conversion {
        None => return vm.format(value, &spec),
        Some('r') => vm.repr(value)?,
        Some('a') => vm.ascii(value)?,
        Some(_) => vm.to_str(value)?,
    };
    let converted = vm.str(converted);
    vm.format(converted, &spec)
}

fn argument(vm: &mut Vm, first: &Argument, positional: Option<&[Value]>, named: Value) -> NativeResult {
    match (first, positional) {
        (Argument::Position(_), None) => Err(vm.value_error("Format string contains positional fields")),
        (Argument::Position(position), Some(positional)) => match positional.get(*position) {
            Some(value) => Ok(*value),
            None => Err(vm.raise_text(position_out_of_range(*position))),
        },
        (Argument::Keyword(name), _) => {
            let key = Value::Str(vm.intern(name));
            item(vm, named, key)
        }
    }
}

/// `container[key]` of a dict, a list or a tuple.
fn item(vm: &mut Vm, container: Value, key: Value) -> NativeResult {
    if let Value::Dict(dict) = container {
        return match vm.dict_get(dict, key)? {
            Some(value) => Ok(value),
            None => Err(vm.key_error(key)),
        };
    }
    let (name, items) = match container {
        Value::List(list) => ("list", &vm.heap[list].0[..]),
        Value::Tuple(tuple) => ("tuple", &vm.heap[tuple].0[..]),
        _ => return Err(Escape::Defer),
    };
    let Value::Int(index) = key else { return Err(Escape::Defer) };
    match items.get(index as usize) {
        Some(value) => Ok(*value),
        None => Err(vm.index_error(format!("{name} index out of range"))),
    }
}

fn follow(vm: &mut Vm, value: Value, access: &Access) -> NativeResult {
    match access {
        Access::Attribute(_) => Err(Escape::Defer),
        Access::Index(index) => item(vm, value, Value::Int(*index as i64)),
        Access::Key(name) => {
            let key = Value::Str(vm.intern(name));
            item(vm, value, key)
        }
    }
}

/// A template as the prelude walks it: strings, and for each field a tuple of the argument (a
/// position or a name), its path (pairs of whether it is an attribute and a name or index), the
/// conversion or None, and the specification (again such a list).
fn template_pieces(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let template = vm.text_argument(arguments[0], "format", "1")?;
    let pieces = template_of(vm, template)?;
    Ok(pieces_value(vm, &pieces))
}

fn pieces_value(vm: &mut Vm, pieces: &[Piece]) -> Value {
    let mut values = Vec::with_capacity(pieces.len());
    for piece in pieces {
        values.push(match piece {
            Piece::Literal(text) => vm.str(text.as_str()),
            Piece::Field(field) => field_value(vm, field),
        });
    }
    vm.list(values)
}

fn field_value(vm: &mut Vm, field: &Field) -> Value {
    let first = match &field.first {
        Argument::Position(position) => Value::Int(*position as i64),
        Argument::Keyword(name) => Value::Str(vm.intern(name)),
    };
    let mut path = Vec::with_capacity(field.path.len());
    for access in &field.path {
        let (attribute, key) = match access {
            Access::Attribute(name) => (true, Value::Str(vm.intern(name))),
            Access::Key(name) => (false, Value::Str(vm.intern(name))),
            Access::Index(index) => (false, Value::Int(*index as i64)),
        };
        path.push(vm.tuple([Value::Bool(attribute), key]));
    }
    let path = vm.list(path);
    let conversion = field.conversion.map_or(Value::None, |c| vm.char(c));
    let spec = pieces_value(vm, &field.spec);
    vm.tuple([first, path, conversion, spec])
}
