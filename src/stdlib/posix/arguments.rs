//! Paths and descriptors as the functions of `posix` take them.

use super::directory;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::wire::{Fd, FileName};

/// A call of a function of `posix`, for errors and for calling it again.
#[derive(Clone, Copy)]
pub struct Call<'a> {
    pub name: &'static str,
    pub arguments: &'a [Value],
}

impl Call<'_> {
    /// The path in an argument.
    pub fn path(self, vm: &mut Vm, index: usize) -> Result<String, Escape> {
        match self.file_or(vm, index, "string, bytes or os.PathLike")? {
            FileName::Path(path) => Ok(path),
            FileName::Open(_) => Err(self.wrong_type(vm, index, "string, bytes or os.PathLike")),
        }
    }

    /// The path or descriptor in an argument.
    pub fn file(self, vm: &mut Vm, index: usize) -> Result<FileName, Escape> {
        self.file_or(vm, index, "string, bytes, os.PathLike or integer")
    }

    /// The path or descriptor in an argument, or the current directory if there is none.
    pub fn directory(self, vm: &mut Vm, index: usize) -> Result<FileName, Escape> {
        match self.arguments[index] {
            Value::Unbound | Value::None => Ok(FileName::Path(".".to_owned())),
            _ => self.file_or(vm, index, "string, bytes, os.PathLike, integer or None"),
        }
    }

    fn file_or(self, vm: &mut Vm, index: usize, expected: &str) -> Result<FileName, Escape> {
        let argument = directory::path_of_entry(vm, self.arguments[index]).unwrap_or(self.arguments[index]);
        let path = match vm.unwrap(argument) {
            Value::Str(text) => vm.heap[text].as_str().to_owned(),
            Value::Bytes(bytes) => String::from_utf8_lossy(&vm.heap[bytes].0).into_owned(),
            Value::Int(fd) => return Ok(FileName::Open(Fd(i32::try_from(fd).unwrap_or(-1)))),
            Value::Instance(_) => return Err(self.convert(vm, index, expected)),
            _ => return Err(self.wrong_type(vm, index, expected)),
        };
        if path.contains('\0') {
            return Err(vm.value_error(format!("{}: embedded null character in path", self.name)));
        }
        Ok(FileName::Path(path))
    }

    fn signature(self) -> Signature {
        Signature::parse(super::native(self.name).expect("a call names the function that it is of").signature)
    }

    fn wrong_type(self, vm: &mut Vm, index: usize, expected: &str) -> Escape {
        let found = vm.type_name(self.arguments[index]);
        let parameter = self.signature().names[index];
        vm.type_error(format!("{}: {parameter} should be {expected}, not {found}", self.name))
    }

    /// Has the prelude ask objects for their paths and call the function again.
    fn convert(self, vm: &mut Vm, index: usize, expected: &str) -> Escape {
        let class = vm.class_of(self.arguments[index]);
        let name = vm.intern("__fspath__");
        if vm.lookup(class, name).is_none() {
            return self.wrong_type(vm, index, expected);
        }
        let signature = self.signature();
        let bound = self.arguments.iter().enumerate().filter(|(_, value)| !value.is_unbound());
        let (positional, named): (Vec<_>, Vec<_>) = bound.partition(|(index, _)| *index < signature.positional);
        let positional: Vec<Value> = positional.into_iter().map(|(_, value)| *value).collect();
        let keywords = vm.new_dict();
        for (index, value) in named {
            vm.define(keywords, signature.names[index], *value);
        }
        let (name, positional) = (vm.str(self.name), vm.tuple(positional));
        vm.call_prelude("_posix_with_paths", &[name, positional, Value::Dict(keywords)])
    }
}

/// The descriptor in an argument.
pub fn descriptor(vm: &mut Vm, value: Value) -> Result<Fd, Escape> {
    let fd = vm.int_argument(value)?;
    i32::try_from(fd).map(Fd).map_err(|_| vm.overflow_error("Python int too large to convert to C int"))
}

/// An int that must not be negative.
pub fn size(vm: &mut Vm, value: Value) -> Result<u64, Escape> {
    let size = vm.int_argument(value)?;
    u64::try_from(size).map_err(|_| vm.os_error(22, "Invalid argument"))
}

/// The permission bits in an argument.
pub fn mode(vm: &mut Vm, value: Value, default: u32) -> Result<u32, Escape> {
    value.bound().map_or(Ok(default), |value| Ok(vm.int_argument(value)? as u32))
}
