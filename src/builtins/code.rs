//! Code objects: what the compiler has made, as `inspect`, `traceback` and `dis` look at it. Offsets are given in
//! units of two, as in CPython: instruction `n` is at offset `2 * n`.

use std::rc::Rc;

use crate::bytecode::disassemble::instruction;
use crate::bytecode::{CodeKind, CodeUnit, Constant, FORMAT, Position};
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::wire::{decode, encode};

pub const CODE: &[NativeDef] = &[
    member("co_name", |vm, a| text(vm, a, |code| code.unit.name.clone()), None),
    member("co_qualname", |vm, a| text(vm, a, |code| code.unit.qualified_name.clone()), None),
    member("co_filename", |vm, a| text(vm, a, |code| code.unit.file.to_string()), None),
    member("co_firstlineno", |vm, a| number(vm, a, |code| code.unit.first_line.into()), None),
    member("co_argcount", |vm, a| number(vm, a, |code| code.unit.parameters.positional.into()), None),
    member("co_posonlyargcount", |vm, a| number(vm, a, |code| code.unit.parameters.positional_only.into()), None),
    member("co_kwonlyargcount", |vm, a| number(vm, a, |code| code.unit.parameters.keyword_only.into()), None),
    member("co_nlocals", |vm, a| number(vm, a, |code| code.unit.locals.len() as i64), None),
    member("co_stacksize", |vm, a| number(vm, a, |code| code.unit.registers.into()), None),
    member("co_flags", |vm, a| number(vm, a, flags), None),
    getter("co_varnames", |vm, a| names(vm, a, |code| code.unit.locals.clone()), None),
    getter("co_cellvars", |vm, a| names(vm, a, cell_names), None),
    getter("co_freevars", |vm, a| names(vm, a, |code| code.unit.free.clone()), None),
    member("co_names", |vm, a| names(vm, a, |code| code.unit.names.clone()), None),
    member("co_consts", constants, None),
    method("co_positions", "(self, /)", positions),
    method("co_lines", "(self, /)", lines),
    method("replace", "(self, /, **changes)", replace),
    method("__replace__", "(self, /, **changes)", replace),
    method("__repr__", "(self, /)", repr),
    method("__eq__", "(self, other, /)", eq),
    method("__hash__", "(self, /)", hash),
];

/// What `marshal` makes of code objects.
pub const INTRINSICS: &[NativeDef] = &[
    function("_code_bytes", "(code, /)", |vm, a| {
        let code = code(vm, a[0])?;
        let bytes = encode(&(FORMAT, vm.whole_unit(code)?));
        Ok(vm.bytes(bytes))
    }),
    function("_type_name", "(cls, /)", |vm, a| {
        let Value::Class(class) = a[0] else { return Err(vm.type_error("a class is required")) };
        let name = vm.message_name(class);
        Ok(vm.str(name))
    }),
    function("_name_fully", "(*classes)", |vm, a| {
        for class in vm.collect(a[0])? {
            if let Value::Class(class) = class {
                vm.heap[class].named_fully = true;
            }
        }
        Ok(Value::None)
    }),
    function("_instructions", "(code, /)", instructions),
    function("_instruction_table", "()", instruction_table),
    function("_code_of_bytes", "(data, /)", of_bytes),
];

/// The flag of generators that can be awaited.
const ITERABLE_COROUTINE: i64 = 0x100;

fn code(vm: &mut Vm, value: Value) -> Result<Ref<Code>, Escape> {
    match value {
        Value::Code(code) => vm.unseal(code).map(|()| code),
        other => {
            let found = vm.type_name(other);
            Err(vm.type_error(format!("a code object is required, not '{found}'")))
        }
    }
}

/// The instructions of a code object as text.
fn instructions(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let code = code(vm, arguments[0])?;
    let unit = vm.whole_unit(code)?;
    let texts = unit.ops.iter().enumerate().map(|(at, op)| instruction(&unit, at, op));
    let texts = texts.map(|text| vm.str(text)).collect();
    Ok(vm.list(texts))
}

/// The names of all instructions, each with the kinds of its operands.
fn instruction_table(vm: &mut Vm, _: &[Value]) -> NativeResult {
    let rows = crate::bytecode::instruction_table().map(|(name, kinds)| {
        let kinds = kinds.map(|kind| vm.str(format!("{kind:?}"))).collect::<Vec<_>>();
        let (name, kinds) = (vm.str(name), vm.list(kinds));
        vm.tuple([name, kinds])
    });
    let rows = rows.collect();
    Ok(vm.list(rows))
}

fn of_bytes(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let decoded = match arguments[0] {
        Value::Bytes(data) => decode::<(u64, CodeUnit)>(&vm.heap[data].0),
        _ => return Err(vm.type_error("a bytes object is required")),
    };
    match decoded {
        Ok((FORMAT, unit)) => Ok(vm.link_verified(unit, false)?.into()),
        _ => Err(vm.value_error("bad marshal data (code of another build)")),
    }
}

fn text(vm: &mut Vm, arguments: &[Value], get: fn(&Code) -> String) -> NativeResult {
    let code = code(vm, arguments[0])?;
    let text = get(&vm.heap[code]);
    Ok(vm.str(text))
}

fn number(vm: &mut Vm, arguments: &[Value], get: fn(&Code) -> i64) -> NativeResult {
    let code = code(vm, arguments[0])?;
    Ok(Value::Int(get(&vm.heap[code])))
}

fn names(vm: &mut Vm, arguments: &[Value], get: fn(&Code) -> Vec<String>) -> NativeResult {
    let code = code(vm, arguments[0])?;
    let names = get(&vm.heap[code]);
    let names: Vec<Value> = names.iter().map(|name| Value::Str(vm.intern(name))).collect();
    Ok(vm.tuple(names))
}

fn cell_names(code: &Code) -> Vec<String> {
    code.unit.cells.iter().map(|cell| code.unit.locals[*cell as usize].clone()).collect()
}

/// The `CO_*` bits that `inspect` looks at.
fn flags(code: &Code) -> i64 {
    let parameters = &code.unit.parameters;
    let kind = match code.unit.kind {
        CodeKind::Module | CodeKind::Class => 0,
        CodeKind::Function => 0x3,
        CodeKind::Generator => 0x23,
        CodeKind::Coroutine => 0x83,
        CodeKind::AsyncGenerator => 0x203,
    };
    let iterable = if code.iterable_coroutine { ITERABLE_COROUTINE } else { 0 };
    kind | iterable | (i64::from(parameters.star_args) << 2) | (i64::from(parameters.star_kwargs) << 3)
}

fn constants(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let code = code(vm, arguments[0])?;
    let constants = vm.heap[code].constants.to_vec();
    Ok(vm.tuple(constants))
}

fn unit(vm: &mut Vm, arguments: &[Value]) -> Result<Rc<CodeUnit>, Escape> {
    let code = code(vm, arguments[0])?;
    Ok(vm.heap[code].unit.clone())
}

/// For each instruction its line, last line, column and last column.
fn positions(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let unit = unit(vm, arguments)?;
    if vm.module_without_source(&unit.file).is_some() {
        return Err(Escape::Defer);
    }
    let rows: Vec<Value> = vm.positions_of(&unit).iter().map(|position| vm.position_tuple(*position)).collect();
    let rows = vm.list(rows);
    vm.iterator(rows)
}

/// For each run of instructions of one line where it starts, where it ends, and the line.
fn lines(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let unit = unit(vm, arguments)?;
    let mut rows = Vec::new();
    let mut start = 0;
    for run in unit.positions.chunk_by(|a, b| a.line == b.line) {
        let end = start + run.len();
        let line = if run[0].line == 0 { Value::None } else { Value::Int(run[0].line.into()) };
        rows.push(vm.tuple([Value::Int(2 * start as i64), Value::Int(2 * end as i64), line]));
        start = end;
    }
    let rows = vm.list(rows);
    vm.iterator(rows)
}

impl Vm {
    /// The unit of a code object with its constants, which linked code has as values.
    fn whole_unit(&mut self, code: Ref<Code>) -> Result<CodeUnit, Escape> {
        self.unseal(code)?;
        let mut unit = (*self.heap[code].unit).clone();
        let values = self.heap[code].constants.clone();
        unit.constants = values.iter().map(|value| self.as_constant(*value)).collect::<Result<_, Escape>>()?;
        Ok(unit)
    }

    fn as_constant(&mut self, value: Value) -> Result<Constant, Escape> {
        Ok(match value {
            Value::None => Constant::None,
            Value::Bool(value) => Constant::Bool(value),
            Value::Ellipsis => Constant::Ellipsis,
            Value::Int(value) => Constant::Int(value),
            Value::Float(value) => Constant::Float(value),
            Value::BigInt(int) => Constant::BigInt(self.heap[int].0.to_string()),
            Value::Complex(complex) => {
                let Complex { real, imag } = self.heap[complex];
                Constant::Complex { real, imag }
            }
            Value::Str(text) => Constant::Str(self.heap[text].as_str().to_owned()),
            Value::Bytes(bytes) => Constant::Bytes(self.heap[bytes].0.to_vec()),
            Value::Code(code) => Constant::Code(self.whole_unit(code)?.into()),
            Value::Tuple(items) => {
                let items = self.heap[items].0.to_vec();
                Constant::Tuple(items.into_iter().map(|item| self.as_constant(item)).collect::<Result<_, Escape>>()?)
            }
            Value::FrozenSet(_) => {
                let items = self.collect(value)?;
                let items = items.into_iter().map(|item| self.as_constant(item)).collect::<Result<_, Escape>>()?;
                Constant::FrozenSet(items)
            }
            other => {
                let name = self.type_name(other);
                return Err(self.value_error(format!("unmarshallable object: a constant of type '{name}'")));
            }
        })
    }

    fn position_tuple(&mut self, position: Position) -> Value {
        let Position { line, end_line, column, end_column } = position;
        if line == 0 {
            return self.tuple([Value::None; 4]);
        }
        self.tuple([line, end_line, column, end_column].map(|number| Value::Int(number.into())))
    }
}

/// A copy that differs in its name, file, first line or flags.
fn replace(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let code = code(vm, arguments[0])?;
    let (mut unit, hidden) = ((*vm.heap[code].unit).clone(), vm.heap[code].hidden);
    let mut iterable = vm.heap[code].iterable_coroutine;
    let changes = match arguments[1] {
        Value::Dict(changes) => vm.dict_entries(changes),
        _ => Vec::new(),
    };
    for change in changes {
        let field = vm.as_str(change.key).unwrap_or_default().to_owned();
        match (field.as_str(), change.value) {
            ("co_flags", value) => iterable = vm.int_argument(value)? & ITERABLE_COROUTINE != 0,
            ("co_firstlineno", value) => unit.move_to(u32::try_from(vm.int_argument(value)?).unwrap_or(1)),
            ("co_name" | "co_qualname" | "co_filename", value) => {
                let Some(text) = vm.as_str(value).map(str::to_owned) else {
                    let found = vm.type_name(value);
                    return Err(vm.type_error(format!("replace() argument '{field}' must be str, not {found}")));
                };
                match field.as_str() {
                    "co_name" => unit.name = text,
                    "co_qualname" => unit.qualified_name = text,
                    _ => unit.file = text.into(),
                }
            }
            _ => return Err(vm.type_error(format!("code.replace() cannot change {field} here"))),
        }
    }
    let constants = vm.heap[code].constants.clone();
    let made = vm.code_with(unit, constants, hidden);
    vm.heap[made].iterable_coroutine = iterable;
    Ok(made.into())
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let unit = unit(vm, arguments)?;
    let address = arguments[0].identity();
    let text =
        format!("<code object {} at {address:#x}, file \"{}\", line {}>", unit.name, unit.file, unit.first_line);
    Ok(vm.str(text))
}

fn eq(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let one = code(vm, arguments[0])?;
    let Value::Code(other) = arguments[1] else { return Ok(Value::NotImplemented) };
    Ok(Value::Bool(is_same(vm, one, other)?))
}

fn is_same(vm: &mut Vm, one: Ref<Code>, other: Ref<Code>) -> Result<bool, Escape> {
    vm.unseal(one)?;
    vm.unseal(other)?;
    let (a, b) = (&vm.heap[one].unit, &vm.heap[other].unit);
    let alike = a.name == b.name
        && (a.first_line, a.parameters) == (b.first_line, b.parameters)
        && a.ops == b.ops
        && a.positions == b.positions
        && (&a.names, &a.locals, &a.free) == (&b.names, &b.locals, &b.free);
    let (a, b) = (vm.heap[one].constants.clone(), vm.heap[other].constants.clone());
    if !alike || a.len() != b.len() {
        return Ok(false);
    }
    for (a, b) in a.into_iter().zip(b) {
        let same = match (a, b) {
            (Value::Code(a), Value::Code(b)) => is_same(vm, a, b)?,
            _ => vm.class_of(a) == vm.class_of(b) && vm.same_or_equal(a, b)?,
        };
        if !same {
            return Ok(false);
        }
    }
    Ok(true)
}

fn hash(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let unit = unit(vm, arguments)?;
    let name = vm.str(unit.name.as_str());
    let hash = vm.hash_key(name)?;
    Ok(Value::Int(hash ^ (i64::from(unit.first_line) << 16) ^ unit.ops.len() as i64))
}
