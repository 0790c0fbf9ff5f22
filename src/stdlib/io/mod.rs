//! `_iocore`: the hot parts of `_io`, whose classes are in Python because they call each other.

mod bytes_io;
mod lines;
mod string_io;
mod text_reader;
mod text_writer;

use crate::object::*;
use crate::text::codec::Encoding;
use crate::vm::native::*;
use crate::vm::{Exc, Vm};

pub const NATIVES: &[NativeDef] = &[];

/// Adds the classes.
pub fn fill(vm: &mut Vm, module: Ref<Dict>) {
    let classes = [
        ("StringIO", string_io::class(vm)),
        ("BytesIO", bytes_io::class(vm)),
        ("TextReader", text_reader::class(vm)),
        ("TextWriter", text_writer::class(vm)),
    ];
    for (name, class) in classes {
        vm.define(module, name, class);
    }
}

/// The data of an object of one of these classes.
fn data<'a, T: 'static>(vm: &'a mut Vm, value: Value, name: &str) -> Result<&'a mut T, Escape> {
    match vm.unwrap(value) {
        Value::Opaque(object) if vm.heap[object].get::<T>().is_some() => {
            Ok(vm.heap[object].get_mut().expect("checked above"))
        }
        _ => Err(vm.type_error(format!("a {name} is required"))),
    }
}

/// An object of the class in `arguments[0]`, which derives from `native`.
fn make(vm: &mut Vm, native: Ref<Class>, arguments: &[Value], data: impl std::any::Any) -> NativeResult {
    let made = vm.opaque(native, data);
    match arguments[0] {
        Value::Class(class) => Ok(vm.wrap(class, made)),
        _ => Ok(made),
    }
}

/// How much to read: None for all there is.
fn size_argument(vm: &mut Vm, value: Value) -> Result<Option<usize>, Escape> {
    match value {
        Value::Unbound | Value::None => Ok(None),
        Value::Instance(_) | Value::Int(_) | Value::Bool(_) | Value::BigInt(_) => {
            Ok(usize::try_from(vm.int_argument(value)?).ok())
        }
        other => {
            let name = vm.type_name(other);
            Err(vm.type_error(format!("argument should be integer or None, not '{name}'")))
        }
    }
}

/// The place that `seek(offset, whence)` leads to.
fn sought(vm: &mut Vm, arguments: &[Value], position: usize, length: usize, negative: &str) -> Result<usize, Escape> {
    let offset = vm.int_argument(arguments[1])?;
    let whence = arguments[2].bound().map_or(Ok(0), |whence| vm.int_argument(whence))?;
    let base = match whence {
        0 if offset < 0 => return Err(vm.value_error(format!("{negative} {offset}"))),
        0 => 0,
        1 => position,
        2 => length,
        _ => return Err(vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    Ok((base as i64).saturating_add(offset).max(0) as usize)
}

fn stop(vm: &mut Vm) -> Escape {
    vm.raise_with(Exc::StopIteration, &[])
}

/// The encoding of that name.
fn encoding(vm: &mut Vm, name: Value) -> Result<Encoding, Escape> {
    let name = vm.str_argument(name, "encoding")?;
    Encoding::parse(&name).map_err(|error| vm.raise_text(error))
}
