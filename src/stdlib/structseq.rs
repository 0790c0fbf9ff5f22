//! Tuples with named fields, as `sys.version_info` and `time.struct_time` are.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

const METHODS: &[NativeDef] = &[
    method("__repr__", "(self, /)", repr),
    static_method("__new__", "(cls, sequence=(), dict=None, /)", new),
];

/// The names of a class's fields, and how many of them are items of the tuple.
type Fields = (Vec<&'static str>, usize);

/// The fields of the classes that were made.
#[derive(Default)]
pub struct Sequences(RefMap<Ref<Class>, Fields>);

impl Vm {
    /// An instance of the class `path`, a tuple of the first `visible` of `fields`. What comes after
    /// them is an attribute only.
    pub fn struct_sequence(&mut self, path: &'static str, fields: &[(&'static str, Value)], visible: usize) -> Value {
        let class = self.struct_sequence_class(path);
        let names = || (fields.iter().map(|(name, _)| *name).collect(), visible);
        self.stdlib.sequences.0.entry(class).or_insert_with(names);
        let items: Vec<Value> = fields[..visible].iter().map(|(_, value)| *value).collect();
        let tuple = self.tuple(items);
        let instance = self.allocate_instance(class, tuple);
        for (name, value) in fields {
            let name = self.intern(name);
            self.set_instance_attribute(instance, name, *value);
        }
        instance.into()
    }

    fn struct_sequence_class(&mut self, path: &'static str) -> Ref<Class> {
        if let Some(class) = self.stdlib.class(path) {
            return class;
        }
        let (module, name) = path.rsplit_once('.').unwrap_or(("builtins", path));
        let class = self.new_class(name, &[self.types.tuple]);
        self.heap[class].named_fully = true;
        let (dict, module) = (self.heap[class].dict, self.str(module));
        self.heap.set_name(dict, self.known.__module__, module);
        // Without an owner, self stays the instance, which has the fields' names.
        self.add_functions(dict, METHODS);
        self.stdlib.remember_class(path, class);
        class
    }
}

/// Makes an instance of a sequence of its items, and of its further fields if there are more.
fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Class(class) = arguments[0] else { return Err(vm.type_error("a class is required")) };
    let known = vm.heap[class].mro.iter().find_map(|base| vm.stdlib.sequences.0.get(base)).cloned();
    let Some((names, visible)) = known else { return Err(vm.type_error("cannot create instances of this class")) };
    let path = vm.full_class_name(class);
    if matches!(path.as_str(), "sys.flags" | "sys.version_info") {
        return Err(vm.type_error(format!("cannot create '{path}' instances")));
    }
    if arguments[1].is_unbound() {
        return Err(vm.type_error("structseq() missing required argument 'sequence' (pos 1)"));
    }
    let items = vm.collect(arguments[1])?;
    let given = items.len();
    if given < visible || given > names.len() {
        let (bound, count) = match given < visible {
            _ if visible == names.len() => ("a", visible),
            true => ("an at least", visible),
            false => ("an at most", names.len()),
        };
        return Err(vm.type_error(format!("{path}() takes {bound} {count}-sequence ({given}-sequence given)")));
    }
    let tuple = vm.tuple(&items[..visible]);
    let instance = vm.allocate_instance(class, tuple);
    for (index, name) in names.into_iter().enumerate() {
        let name = vm.intern(name);
        vm.set_instance_attribute(instance, name, items.get(index).copied().unwrap_or(Value::None));
    }
    Ok(instance.into())
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Instance(instance) = arguments[0] else {
        return Err(vm.type_error("a structure sequence is required"));
    };
    let class = vm.heap[instance].class;
    let name = vm.full_class_name(class);
    let visible = match vm.heap[instance].payload {
        Value::Tuple(tuple) => vm.heap[tuple].0.to_vec(),
        _ => Vec::new(),
    };
    let names = vm.own_names(instance).to_vec();
    if !visible.iter().all(|value| is_plain(*value)) {
        let names = names[..visible.len()].iter().map(|name| Value::Str(*name)).collect::<Vec<_>>();
        let (name, names, values) = (vm.str(name), vm.tuple(names), vm.tuple(visible));
        return Err(vm.call_prelude("_struct_sequence_repr", &[name, names, values]));
    }
    let fields: Vec<String> = names
        .iter()
        .zip(&visible)
        .map(|(name, value)| format!("{}={}", vm.heap[*name].as_str(), plain_repr(*value)))
        .collect();
    Ok(vm.str(format!("{name}({})", fields.join(", "))))
}

fn is_plain(value: Value) -> bool {
    matches!(value, Value::Int(_) | Value::Float(_) | Value::Bool(_) | Value::None)
}

/// The `repr` of the plain values that such fields mostly are.
fn plain_repr(value: Value) -> String {
    match value {
        Value::Int(int) => int.to_string(),
        Value::Float(float) => crate::text::float::repr(float),
        Value::Bool(true) => "True".to_string(),
        Value::Bool(false) => "False".to_string(),
        _ => "None".to_string(),
    }
}
