//! How objects that are not plain data are taken apart.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::NativeKind;

use super::opcodes::*;
use super::pickler::{Pickler, Task};
use super::{Step, Stop, error};

impl Pickler {
    /// Writes an object of any kind that has no opcode of its own.
    pub fn save_kind(&mut self, vm: &mut Vm, value: Value) -> Step {
        if let Some(reducer) = self.registered_reducer(vm, value) {
            self.tasks.push(Task::Reduced(value));
            return Err(Stop::Need(reducer, vec![value]));
        }
        match value {
            Value::Class(class) => self.save_class(vm, class),
            Value::Function(_) => self.save_global(vm, value, None),
            Value::Native(native) => self.save_native(vm, native),
            Value::NotImplemented => self.save_singleton(vm, "NotImplemented"),
            Value::Ellipsis => self.save_singleton(vm, "Ellipsis"),
            Value::BoundMethod(method) => self.save_method(vm, method),
            Value::Instance(instance) => self.save_instance(vm, instance),
            Value::Opaque(_) => self.save_opaque(vm, value),
            _ => match data_parts(vm, value) {
                Some((callable, arguments)) => {
                    let arguments = vm.tuple(arguments);
                    self.save_call(vm, value, callable, arguments)
                }
                None => self.save_reducible(vm, value),
            },
        }
    }

    /// An object of a built-in type that has a `__reduce__` of its own: iterators.
    fn save_reducible(&mut self, vm: &mut Vm, value: Value) -> Step {
        let class = vm.class_of(value);
        for (hook, arguments) in [("__reduce_ex__", vec![value, Value::Int(self.protocol.into())]), ("__reduce__", vec![value])] {
            let name = vm.intern(hook);
            if let Some(reduce @ (Value::Native(_) | Value::Function(_))) = vm.lookup(class, name)
                && !vm.inherits_from_object(class, hook)
            {
                self.tasks.push(Task::Reduced(value));
                return Err(Stop::Need(reduce, arguments));
            }
        }
        Err(cannot_pickle(vm, value))
    }

    fn registered_reducer(&mut self, vm: &mut Vm, value: Value) -> Option<Value> {
        let class = Value::Class(vm.class_of(value));
        let own = match self.dispatch_table {
            Value::Dict(table) => class_entry(vm, table, class),
            _ => None,
        };
        own.or_else(|| {
            let (copyreg, table) = (vm.intern("copyreg"), vm.intern("dispatch_table"));
            let Some(Value::Module(module)) = vm.heap.get_name(vm.modules, copyreg) else { return None };
            match vm.heap.get_name(vm.heap[module].dict, table) {
                Some(Value::Dict(table)) => class_entry(vm, table, class),
                _ => None,
            }
        })
    }

    fn save_class(&mut self, vm: &mut Vm, class: Ref<Class>) -> Step {
        let types = vm.types;
        for (singleton, own) in [
            (Value::None, types.none),
            (Value::NotImplemented, types.not_implemented),
            (Value::Ellipsis, types.ellipsis),
        ] {
            if class == own {
                let arguments = vm.tuple([singleton]);
                return self.save_call(vm, class.into(), types.type_.into(), arguments);
            }
        }
        self.save_global(vm, class.into(), None)
    }

    fn save_singleton(&mut self, vm: &mut Vm, name: &'static str) -> Step {
        let value = vm.builtin(name);
        self.save_global(vm, value, Some(name.to_owned()))
    }

    /// A method of a built-in type is an attribute of that type.
    fn save_native(&mut self, vm: &mut Vm, native: Ref<Native>) -> Step {
        let def = vm.heap[native].def;
        match (vm.heap[native].owner, def.kind) {
            (Value::Class(owner), NativeKind::Method | NativeKind::ClassMethod | NativeKind::StaticMethod) => {
                let name = Value::Str(vm.intern(def.name));
                self.save_attribute(vm, native.into(), owner.into(), name)
            }
            _ => self.save_global(vm, native.into(), None),
        }
    }

    fn save_method(&mut self, vm: &mut Vm, method: Ref<BoundMethod>) -> Step {
        let (function, receiver) = (vm.heap[method].function, vm.heap[method].receiver);
        let name = match function {
            Value::Function(function) => vm.heap[function].name,
            Value::Native(native) => {
                let name = vm.heap[native].def.name;
                Value::Str(vm.intern(name))
            }
            _ => return Err(cannot_pickle(vm, method.into())),
        };
        self.save_attribute(vm, method.into(), receiver, name)
    }

    /// `getattr(object, name)`.
    fn save_attribute(&mut self, vm: &mut Vm, value: Value, object: Value, name: Value) -> Step {
        let arguments = vm.tuple([object, name]);
        let getattr = vm.builtin("getattr");
        self.save_call(vm, value, getattr, arguments)
    }

    fn save_opaque(&mut self, vm: &mut Vm, value: Value) -> Step {
        if let Some(ends) = &mut self.ends
            && let Some(end) = super::end_of(vm, value)
        {
            let index = ends.len();
            ends.push(end);
            self.end_objects.push(value);
            // The receiver gets its copies of the ends in this order.
            super::encode::int(&mut self.out, index as i64);
            self.out.push(BINPERSID);
            self.memoize(value);
            return Ok(());
        }
        self.save_reducible(vm, value)
    }

    fn save_instance(&mut self, vm: &mut Vm, instance: Ref<Instance>) -> Step {
        let (value, class) = (Value::Instance(instance), vm.heap[instance].class);
        let protocol = Value::Int(self.protocol.into());
        if vm.is_subclass(class, vm.types.type_) {
            return self.save_global(vm, value, None);
        }
        for (hook, arguments) in [("__reduce_ex__", vec![value, protocol]), ("__reduce__", vec![value])] {
            if vm.inherits_from_object(class, hook) {
                continue;
            }
            let name = vm.intern(hook);
            return match vm.lookup(class, name) {
                Some(function) => {
                    self.tasks.push(Task::Reduced(value));
                    Err(Stop::Need(function, arguments))
                }
                None => Err(cannot_pickle(vm, value)),
            };
        }
        for hook in ["__getnewargs_ex__", "__getnewargs__"] {
            let name = vm.intern(hook);
            if vm.lookup(class, name).is_some_and(|found| matches!(found, Value::Function(_))) {
                self.tasks.push(Task::Reduced(value));
                return Err(Stop::Need(vm.prelude_function("object___reduce_ex__"), vec![value, protocol]));
            }
        }
        self.save_new_object(vm, instance, class)
    }

    /// The default: an empty instance by `__new__`, items of a derived list or dict, then the state.
    fn save_new_object(&mut self, vm: &mut Vm, instance: Ref<Instance>, class: Ref<Class>) -> Step {
        let value = Value::Instance(instance);
        let payload = vm.heap[instance].payload;
        let getstate = vm.intern("__getstate__");
        let inherits = vm.inherits_from_object(class, "__getstate__");
        let own = if inherits { None } else { vm.lookup(class, getstate) };
        let (arguments, items) = match payload {
            Value::Unbound => (Vec::new(), None),
            // It says itself what it is made of.
            Value::Opaque(_) if own.is_some() => (Vec::new(), None),
            Value::List(list) => (Vec::new(), Some(Task::ListItems { of: value, items: vm.heap[list].0.clone(), next: 0 })),
            Value::Dict(dict) => {
                let items = vm.heap[dict].iter().flat_map(|entry| [entry.key, entry.value]).collect();
                (Vec::new(), Some(Task::DictItems { of: value, items, next: 0 }))
            }
            Value::Set(set) => (vec![table_items(vm, &vm.heap[set].0.clone())], None),
            Value::FrozenSet(set) => (vec![table_items(vm, &vm.heap[set].0.clone())], None),
            Value::Opaque(_) | Value::Module(_) | Value::Property(_) | Value::Exception(_) => {
                return Err(cannot_pickle(vm, value));
            }
            plain => (vec![plain], None),
        };
        let arguments = vm.tuple(arguments);
        // Last first: the state, the items, the memo, the object.
        self.tasks.push(Task::Within { of: value, part: "object" });
        match own {
            Some(function) => self.need(function, vec![value], Task::State(value)),
            None => {
                let state = vm.instance_state(instance);
                self.save_state(value, state);
            }
        }
        self.tasks.extend(items);
        self.tasks.push(Task::Memoize(value));
        // A set's constructor takes its items; `__new__` alone would leave it empty.
        let op = if matches!(payload, Value::Set(_)) { REDUCE } else { NEWOBJ };
        self.tasks.push(Task::Op(op));
        self.push_part(value, "__new__ arguments", arguments);
        self.push_part(value, "class", class.into());
        Ok(())
    }

    /// Writes what sets an object's state, unless there is none.
    pub fn save_state(&mut self, of: Value, state: Value) {
        if !state.is_none() {
            self.tasks.push(Task::Op(BUILD));
            self.push_part(of, "state", state);
        }
    }

    /// Pushes a part of an object.
    fn push_part(&mut self, of: Value, part: &'static str, value: Value) {
        self.tasks.extend([Task::Within { of, part }, Task::Save(value)]);
    }

    /// Writes the value that a `__reduce__` has returned for `object`.
    pub fn save_reduced(&mut self, vm: &mut Vm, object: Value, reduced: Value) -> Step {
        if let Some(name) = vm.as_str(reduced).map(str::to_owned) {
            return self.save_global(vm, object, Some(name));
        }
        self.tasks.push(Task::Within { of: object, part: "object" });
        let Value::Tuple(parts) = reduced else {
            let kind = vm.type_name(reduced);
            let message = format!("__reduce__ must return a string or tuple, not {kind}");
            return Err(error(vm, "PicklingError", message).into());
        };
        let parts = vm.heap[parts].0.to_vec();
        if !(2..=6).contains(&parts.len()) {
            let message = "tuple returned by __reduce__ must contain 2 through 6 elements";
            return Err(error(vm, "PicklingError", message).into());
        }
        if !matches!(parts[1], Value::Tuple(_)) {
            let kind = vm.type_name(parts[1]);
            let message = format!("second item of the tuple returned by __reduce__ must be a tuple, not {kind}");
            return Err(error(vm, "PicklingError", message).into());
        }
        let part = |index: usize| parts.get(index).copied().unwrap_or(Value::None);
        self.save_construction(vm, object, parts[0], parts[1], [part(2), part(3), part(4), part(5)]);
        Ok(())
    }

    /// Writes `callable(*arguments)`, which makes the object.
    fn save_call(&mut self, vm: &mut Vm, object: Value, callable: Value, arguments: Value) -> Step {
        self.tasks.push(Task::Within { of: object, part: "object" });
        self.save_construction(vm, object, callable, arguments, [Value::None; 4]);
        Ok(())
    }

    /// Writes `callable(*arguments)` and what comes after it: state, list items, dict items, state setter.
    fn save_construction(
        &mut self,
        vm: &mut Vm,
        object: Value,
        callable: Value,
        arguments: Value,
        [state, list_items, dict_items, setter]: [Value; 4],
    ) {
        if !state.is_none() {
            match setter {
                Value::None => self.save_state(object, state),
                setter => {
                    self.tasks.extend([Task::Op(POP), Task::Op(REDUCE), Task::Op(TUPLE2)]);
                    self.push_part(object, "state", state);
                    self.tasks.push(Task::Save(object));
                    self.push_part(object, "state setter", setter);
                }
            }
        }
        for (iterator, setting) in [(dict_items, true), (list_items, false)] {
            if !iterator.is_none() {
                self.need(vm.types.list.into(), vec![iterator], Task::Items { of: object, setting });
            }
        }
        self.tasks.push(Task::Memoize(object));
        self.push_construction(vm, object, callable, arguments);
    }

    /// The construction itself: `copyreg.__newobj__` has opcodes of its own.
    fn push_construction(&mut self, vm: &mut Vm, of: Value, callable: Value, arguments: Value) {
        let items = match arguments {
            Value::Tuple(tuple) => vm.heap[tuple].0.to_vec(),
            _ => Vec::new(),
        };
        let name = match callable {
            Value::Function(function) => vm.as_str(vm.heap[function].name).unwrap_or_default().to_owned(),
            _ => String::new(),
        };
        match (name.as_str(), items.as_slice()) {
            ("__newobj__", [class, rest @ ..]) => {
                let (class, rest) = (*class, vm.tuple(rest.to_vec()));
                self.tasks.push(Task::Op(NEWOBJ));
                self.push_part(of, "__new__ arguments", rest);
                self.push_part(of, "class", class);
            }
            ("__newobj_ex__", [class, args, kwargs]) if self.protocol >= 4 => {
                self.tasks.push(Task::Op(NEWOBJ_EX));
                self.push_part(of, "__new__ arguments", *kwargs);
                self.push_part(of, "__new__ arguments", *args);
                self.push_part(of, "class", *class);
            }
            _ => {
                self.tasks.push(Task::Op(REDUCE));
                self.push_part(of, "reconstructor arguments", arguments);
                self.push_part(of, "reconstructor", callable);
            }
        }
    }
}

impl Pickler {
    fn need(&mut self, callable: Value, arguments: Vec<Value>, then: Task) {
        self.tasks.push(Task::Need { callable, arguments, then: Box::new(then) });
    }

    /// Pushes the items in the answer, a list.
    pub fn push_items(&mut self, vm: &Vm, of: Value, setting: bool) {
        let Value::List(list) = self.answer else { return };
        let items = vm.heap[list].0.clone();
        self.tasks.push(if setting {
            let items = items.into_iter().flat_map(|pair| vm_pair(vm, pair)).collect();
            Task::DictItems { of, items, next: 0 }
        } else {
            Task::ListItems { of, items, next: 0 }
        });
    }
}

/// The key and the value in a pair.
fn vm_pair(vm: &Vm, pair: Value) -> [Value; 2] {
    match pair {
        Value::Tuple(tuple) => match *vm.heap[tuple].0 {
            [key, value] => [key, value],
            _ => [Value::None; 2],
        },
        _ => [Value::None; 2],
    }
}

fn class_entry(vm: &Vm, table: Ref<Dict>, class: Value) -> Option<Value> {
    vm.heap[table].iter().find(|entry| entry.key.is(class)).map(|entry| entry.value)
}

fn cannot_pickle(vm: &mut Vm, value: Value) -> Stop {
    let class = vm.class_of(value);
    let name = vm.full_class_name(class);
    let message = match (name.as_str(), name.strip_prefix("_io.")) {
        ("code" | "memoryview", _) => format!("cannot pickle {name} objects"),
        (_, Some(name)) => format!("cannot pickle '{name}' instances"),
        _ => format!("cannot pickle '{name}' object"),
    };
    vm.type_error(message).into()
}

fn table_items(vm: &mut Vm, table: &SetTable) -> Value {
    let items = table.iter().map(|(_, item)| item).collect();
    vm.list(items)
}

/// The class and the arguments that make a built-in value again.
fn data_parts(vm: &mut Vm, value: Value) -> Option<(Value, Vec<Value>)> {
    let types = vm.types;
    Some(match value {
        Value::Complex(complex) => {
            let Complex { real, imag } = vm.heap[complex];
            (types.complex.into(), vec![Value::Float(real), Value::Float(imag)])
        }
        Value::Range(range) => {
            let Range { start, stop, step } = vm.heap[range];
            (types.range.into(), [start, stop, step].map(Value::Int).to_vec())
        }
        Value::Slice(slice) => {
            let Slice { start, stop, step } = vm.heap[slice];
            (types.slice.into(), vec![start, stop, step])
        }
        Value::Bytes(bytes) => {
            let text: String = vm.heap[bytes].0.iter().map(|byte| char::from(*byte)).collect();
            let (text, latin) = (vm.str(text), vm.str("latin1"));
            (types.bytes.into(), vec![text, latin])
        }
        Value::ByteArray(bytes) => {
            let bytes = vm.heap[bytes].0.clone();
            (types.bytearray.into(), vec![vm.bytes(bytes)])
        }
        Value::Set(set) => {
            let table = vm.heap[set].0.clone();
            (types.set.into(), vec![table_items(vm, &table)])
        }
        Value::FrozenSet(set) => {
            let table = vm.heap[set].0.clone();
            (types.frozenset.into(), vec![table_items(vm, &table)])
        }
        _ => return None,
    })
}
