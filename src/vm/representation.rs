//! `repr()`, `str()` and `ascii()` of any value, as far as no Python code is involved.

use crate::object::*;
use crate::text::int::{Digits, IntRef, to_decimal};
use crate::vm::native::{Escape, NativeKind};
use crate::vm::special::Special;
use crate::vm::Vm;

impl Vm {
    /// `repr(value)`.
    pub fn repr(&mut self, value: Value) -> Result<String, Escape> {
        let mut text = String::new();
        self.write_repr(&mut text, value)?;
        Ok(text)
    }

    /// `str(value)`.
    pub fn to_str(&mut self, value: Value) -> Result<String, Escape> {
        match value {
            Value::Str(str) => Ok(self.heap[str].as_str().to_string()),
            Value::MappingProxy(proxy) => self.repr(Value::Dict(self.heap[proxy].0)),
            _ if !self.has_own_methods(value) => self.repr(value),
            _ => match self.special(value, self.known.__str__) {
                Special::Python(_) => Err(Escape::Defer),
                Special::Native(native) if !self.is_of_object(native) => {
                    let text = self.ask_native(native, value, &[])?;
                    self.expect_text(text, "__str__")
                }
                _ => self.repr(value),
            },
        }
    }

    /// `ascii(value)`.
    pub fn ascii(&mut self, value: Value) -> Result<String, Escape> {
        Ok(crate::text::string::ascii_escaped(&self.repr(value)?))
    }

    fn expect_text(&mut self, text: Value, method: &str) -> Result<String, Escape> {
        if let Some(text) = self.as_str(text) {
            return Ok(text.to_string());
        }
        let name = self.type_name(text);
        Err(self.type_error(format!("{method} returned non-string (type {name})")))
    }

    /// Appends `repr(value)`.
    pub fn write_repr(&mut self, out: &mut String, value: Value) -> Result<(), Escape> {
        let of_itertools = matches!(value, Value::Iter(iter) if matches!(self.heap[iter], Iter::Tool(_)));
        if !of_itertools && !self.has_own_methods(value) {
            return self.write_data_repr(out, value);
        }
        match self.special(value, self.known.__repr__) {
            Special::Python(_) => Err(Escape::Defer),
            Special::Native(native) if !self.is_of_object(native) => {
                let text = self.ask_native(native, value, &[])?;
                out.push_str(&self.expect_text(text, "__repr__")?);
                Ok(())
            }
            _ => match value {
                Value::Class(class) => {
                    out.push_str(&self.class_repr(class));
                    Ok(())
                }
                _ => {
                    out.push_str(&self.object_repr(value));
                    Ok(())
                }
            },
        }
    }

    /// `<module.Class object at 0x...>`.
    pub fn object_repr(&mut self, value: Value) -> String {
        let class = self.class_of(value);
        format!("<{} object at {:#x}>", self.qualified_class_name(class), value.identity())
    }

    /// A class's name with its module, if that is not `builtins`.
    pub fn qualified_class_name(&mut self, class: Ref<Class>) -> String {
        let qualified = self.heap[self.heap[class].qualified_name].as_str().to_string();
        let module = self.heap.get_name(self.heap[class].dict, self.known.__module__);
        match module.and_then(|module| self.as_str(module)) {
            Some(module) if module != "builtins" => format!("{module}.{qualified}"),
            _ => qualified,
        }
    }

    /// `<class 'module.Class'>`.
    pub fn class_repr(&mut self, class: Ref<Class>) -> String {
        format!("<class '{}'>", self.qualified_class_name(class))
    }

    /// Appends the `repr()` of what a built-in type holds, which is what its `__repr__` returns.
    pub fn write_data_repr(&mut self, out: &mut String, value: Value) -> Result<(), Escape> {
        let heap = &self.heap;
        match value {
            Value::Str(str) => out.push_str(&crate::text::quoted(heap[str].as_str())),
            Value::Int(int) => out.push_str(Digits::decimal(int).as_str()),
            Value::Float(float) => out.push_str(&crate::text::float::repr(float)),
            Value::Bool(bool) => out.push_str(if bool { "True" } else { "False" }),
            Value::None => out.push_str("None"),
            Value::NotImplemented => out.push_str("NotImplemented"),
            Value::Ellipsis => out.push_str("Ellipsis"),
            Value::Unbound => out.push_str("<NULL>"),
            Value::BigInt(int) => match to_decimal(IntRef::Big(&heap[int].0), self.digits_limit) {
                Ok(text) => out.push_str(&text),
                Err(error) => return Err(self.value_error(error.message)),
            },
            Value::Complex(complex) => {
                let Complex { real, imag } = heap[complex];
                out.push_str(&crate::text::float::complex_repr(crate::text::float::Complex::new(real, imag)));
            }
            Value::Bytes(bytes) => out.push_str(&crate::text::bytes_repr(&heap[bytes].0)),
            Value::ByteArray(bytes) => {
                out.push_str(&format!("bytearray({})", crate::text::bytes_repr(&heap[bytes].0)));
            }
            Value::List(_) | Value::Tuple(_) | Value::Dict(_) | Value::DictView(_) => {
                return self.write_container(out, value);
            }
            Value::Set(_) => return self.write_set(out, value, "set"),
            Value::FrozenSet(_) => return self.write_set(out, value, "frozenset"),
            Value::Range(range) => {
                let Range { start, stop, step } = heap[range];
                out.push_str(&match step {
                    1 => format!("range({start}, {stop})"),
                    _ => format!("range({start}, {stop}, {step})"),
                });
            }
            Value::Slice(slice) => {
                let slice = &heap[slice];
                let parts = [slice.start, slice.stop, slice.step];
                out.push_str("slice(");
                self.write_items(out, &parts)?;
                out.push(')');
            }
            Value::MappingProxy(proxy) => {
                let dict = Value::Dict(heap[proxy].0);
                out.push_str("mappingproxy(");
                self.write_repr(out, dict)?;
                out.push(')');
            }
            Value::StaticMethod(method) => {
                let function = heap[method].function;
                return self.write_wrapper(out, "staticmethod", function);
            }
            Value::ClassMethod(method) => {
                let function = heap[method].function;
                if self.is_native_class_method(method) {
                    return self.write_repr(out, function);
                }
                return self.write_wrapper(out, "classmethod", function);
            }
            Value::Member(member) => out.push_str(&self.member_repr(member)),
            Value::BoundMethod(method) => return self.write_bound_method(out, method),
            Value::Class(class) => out.push_str(&self.class_repr(class)),
            other => {
                let text = self.opaque_repr(other);
                out.push_str(&text);
            }
        }
        Ok(())
    }

    fn write_wrapper(&mut self, out: &mut String, name: &str, function: Value) -> Result<(), Escape> {
        out.push('<');
        out.push_str(name);
        out.push('(');
        self.write_repr(out, function)?;
        out.push_str(")>");
        Ok(())
    }

    fn write_bound_method(&mut self, out: &mut String, method: Ref<BoundMethod>) -> Result<(), Escape> {
        let BoundMethod { function, receiver } = self.heap[method];
        if let Value::Native(native) = function {
            let (name, class) = (self.heap[native].def.name, self.type_name(receiver));
            let at = receiver.identity();
            out.push_str(&match self.fills_slot(native) {
                true => format!("<method-wrapper '{name}' of {class} object at {at:#x}>"),
                false => format!("<built-in method {name} of {class} object at {at:#x}>"),
            });
            return Ok(());
        }
        let name = match function {
            Value::Function(function) => self.as_str(self.heap[function].qualified_name).unwrap_or("?").to_string(),
            _ => return Err(Escape::Defer),
        };
        out.push_str(&format!("<bound method {name} of "));
        self.write_repr(out, receiver)?;
        out.push('>');
        Ok(())
    }

    /// The `repr()` of objects that show no more than what they are.
    fn opaque_repr(&mut self, value: Value) -> String {
        let at = value.identity();
        let text = |vm: &Vm, name: Value| vm.as_str(name).unwrap_or("?").to_string();
        match value {
            Value::Function(function) => self.function_repr(function),
            Value::Native(native) => self.native_repr(native),
            Value::Generator(generator) => {
                let (kind, name) = (self.type_name(value), text(self, self.heap[generator].qualified_name));
                format!("<{kind} object {name} at {at:#x}>")
            }
            Value::Module(module) => self.module_repr(module),
            Value::Cell(cell) => match self.heap[cell].0 {
                Value::Unbound => format!("<cell at {at:#x}: empty>"),
                content => {
                    format!("<cell at {at:#x}: {} object at {:#x}>", self.type_name(content), content.identity())
                }
            },
            Value::Code(code) => {
                let unit = &self.heap[code].unit;
                format!("<code object {} at {at:#x}, file \"{}\", line {}>", unit.name, unit.file, unit.first_line)
            }
            Value::Super(bound) => {
                let bound = &self.heap[bound];
                let (class, object, object_class) = (bound.class, bound.object, bound.object_class);
                let class = self.name_of(class);
                match object {
                    Value::Unbound => format!("<super: <class '{class}'>, NULL>"),
                    _ => format!("<super: <class '{class}'>, <{} object>>", self.name_of(object_class)),
                }
            }
            _ => self.object_repr(value),
        }
    }

    /// Functions of what stands in for a module in C look as they do there.
    pub fn function_repr(&self, function: Ref<Function>) -> String {
        let Function { code, qualified_name, .. } = self.heap[function];
        let name = self.as_str(qualified_name).unwrap_or("?");
        match self.heap[code].hidden && !name.contains('.') {
            true => format!("<built-in function {name}>"),
            false => format!("<function {name} at {:#x}>", Value::Function(function).identity()),
        }
    }

    fn native_repr(&self, native: Ref<Native>) -> String {
        let is_slot = self.fills_slot(native);
        let native = &self.heap[native];
        let name = native.def.name;
        match native.owner {
            Value::Class(owner) if native.def.kind == NativeKind::Method => {
                let owner = self.message_name(owner);
                match is_slot {
                    true => format!("<slot wrapper '{name}' of '{owner}' objects>"),
                    false => format!("<method '{name}' of '{owner}' objects>"),
                }
            }
            Value::Class(owner) if native.def.kind == NativeKind::Getter => {
                let kind = if native.def.stored { "member" } else { "attribute" };
                format!("<{kind} '{name}' of '{}' objects>", self.message_name(owner))
            }
            Value::Class(owner) if native.def.kind == NativeKind::ClassMethod => {
                format!("<method '{name}' of '{}' objects>", self.message_name(owner))
            }
            Value::Class(owner) if native.def.kind == NativeKind::StaticMethod && name == "__new__" => {
                format!("<built-in method {name} of type object at {:#x}>", Value::Class(owner).identity())
            }
            _ => format!("<built-in function {name}>"),
        }
    }

    pub(crate) fn module_repr(&mut self, module: Ref<Module>) -> String {
        let dict = self.heap[module].dict;
        let attribute = |vm: &Vm, name| vm.heap.get_name(dict, name).and_then(|value| vm.as_str(value)).map(str::to_owned);
        let name = attribute(self, self.known.__name__).unwrap_or_else(|| "?".to_string());
        match attribute(self, self.known.__file__) {
            Some(file) => format!("<module '{name}' from '{file}'>"),
            None if crate::stdlib::is_native(&name) || name == "builtins" => format!("<module '{name}' (built-in)>"),
            None => format!("<module '{name}'>"),
        }
    }

    fn write_container(&mut self, out: &mut String, value: Value) -> Result<(), Escape> {
        if !self.begin_showing(value) {
            out.push_str(match value {
                Value::List(_) => "[...]",
                Value::Tuple(_) => "(...)",
                Value::Dict(_) => "{...}",
                _ => "...",
            });
            return Ok(());
        }
        let result = self.deeper(" while getting the repr of an object", |vm| match value {
            Value::List(list) => {
                let items = vm.heap[list].0.clone();
                vm.write_between(out, "[", &items, "]")
            }
            Value::Tuple(tuple) => {
                let items = vm.heap[tuple].0.to_vec();
                vm.write_between(out, "(", &items, if items.len() == 1 { ",)" } else { ")" })
            }
            Value::DictView(view) => {
                let items = vm.view_items(view);
                let open = format!("{}([", vm.type_name(value));
                vm.write_between(out, &open, &items, "])")
            }
            Value::Dict(dict) => vm.write_dict(out, dict),
            _ => Ok(()),
        });
        self.end_showing(value);
        result
    }

    fn write_between(&mut self, out: &mut String, open: &str, items: &[Value], close: &str) -> Result<(), Escape> {
        out.push_str(open);
        self.write_items(out, items)?;
        out.push_str(close);
        Ok(())
    }

    fn write_items(&mut self, out: &mut String, items: &[Value]) -> Result<(), Escape> {
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            self.write_repr(out, *item)?;
        }
        Ok(())
    }

    fn write_dict(&mut self, out: &mut String, dict: Ref<Dict>) -> Result<(), Escape> {
        out.push('{');
        for (index, entry) in self.dict_entries(dict).into_iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            self.write_repr(out, entry.key)?;
            out.push_str(": ");
            self.write_repr(out, entry.value)?;
        }
        out.push('}');
        Ok(())
    }

    /// Appends the `repr()` of a set whose class has `name`.
    fn write_set(&mut self, out: &mut String, set: Value, name: &str) -> Result<(), Escape> {
        let items: Vec<Value> = self.set_elements(set).into_iter().map(|(_, item)| item).collect();
        if items.is_empty() {
            out.push_str(&format!("{name}()"));
            return Ok(());
        }
        if !self.begin_showing(set) {
            out.push_str(&format!("{name}(...)"));
            return Ok(());
        }
        let plain = name == "set";
        let open = if plain { "{".to_string() } else { format!("{name}({{") };
        let result = self.deeper(" while getting the repr of an object", |vm| {
            vm.write_between(out, &open, &items, if plain { "}" } else { "})" })
        });
        self.end_showing(set);
        result
    }
}

/// The `__repr__` of sets and of `bytearray`, which name the class of the instance.
pub fn named_repr(vm: &mut Vm, arguments: &[Value]) -> crate::vm::native::NativeResult {
    let (mut text, name) = (String::new(), vm.type_name(arguments[0]));
    match vm.unwrap(arguments[0]) {
        Value::ByteArray(bytes) => text = format!("{name}({})", crate::text::bytes_repr(&vm.heap[bytes].0)),
        set => vm.write_set(&mut text, set, &name)?,
    }
    Ok(vm.str(text))
}

/// The `__repr__` of built-in types.
pub fn data_repr(vm: &mut Vm, arguments: &[Value]) -> crate::vm::native::NativeResult {
    let mut text = String::new();
    vm.write_data_repr(&mut text, arguments[0])?;
    Ok(vm.str(text))
}
