//! `_thread._local`: an object that has other attributes in each thread.
//!
//! Whenever a thread gets at an attribute, the instance's dict is exchanged for the thread's own, and the
//! plain operation goes on with that. A dict dies with its thread, or with the object.

use std::rc::Weak;

use crate::object::*;
use crate::vm::Vm;
use crate::vm::access::AttributeAction;
use crate::vm::native::*;
use crate::wire::Tid;

const PATH: &str = "_thread._local";

const METHODS: &[NativeDef] = &[
    static_method("__new__", "(cls, /, *args, **kwargs)", new),
    method("__getattribute__", "(self, name, /)", get_attribute),
    method("__setattr__", "(self, name, value, /)", set_attribute),
    method("__delattr__", "(self, name, /)", delete_attribute),
];

/// For the prelude.
pub const INTRINSICS: &[NativeDef] = &[function("_forget_local", "(local, /)", forget)];

struct Local {
    /// What `__init__` is called with in each thread that comes to the object.
    arguments: [Value; 2],
    /// The thread whose dict the instance has at the moment.
    current: Tid,
    dicts: Vec<Own>,
}

/// What a thread has for itself.
struct Own {
    tid: Tid,
    /// Nobody else has the strong reference: it tells whether the thread still runs.
    life: Weak<()>,
    dict: Ref<Dict>,
}

pub fn class(vm: &mut Vm) -> Ref<Class> {
    let class = vm.native_class_at(PATH, METHODS);
    vm.heap[class].layout = Layout::Object;
    vm.heap[class].immutable = false;
    vm.heap[class].without_dict = false;
    class
}

fn trace(data: &dyn std::any::Any, visitor: &mut Visitor) {
    let Some(local) = data.downcast_ref::<Local>() else { return };
    visitor.values(&local.arguments);
    for own in local.dicts.iter().filter(|own| own.life.strong_count() > 0) {
        visitor.reference(own.dict);
    }
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Class(class) = arguments[0] else { return Err(vm.type_error("a class is required")) };
    let given = !vm.sequence_items(arguments[1]).is_empty() || matches!(arguments[2], Value::Dict(dict) if vm.heap[dict].len() > 0);
    if given && !has_init(vm, class) {
        return Err(vm.type_error("Initialization arguments are not supported"));
    }
    let own = self::class(vm);
    let local = Local { arguments: [arguments[1], arguments[2]], current: vm.current_tid(), dicts: Vec::new() };
    let payload = vm.traced_opaque(own, local, trace);
    let instance = vm.allocate_instance(class, payload);
    begin(vm, instance);
    Ok(instance.into())
}

fn has_init(vm: &mut Vm, class: Ref<Class>) -> bool {
    match vm.lookup(class, vm.known.__init__) {
        Some(Value::Native(native)) => !vm.is_of_object(native),
        init => init.is_some(),
    }
}

fn local(vm: &mut Vm, value: Value) -> Result<(Ref<Instance>, &mut Local), Escape> {
    if let Value::Instance(instance) = value
        && let Value::Opaque(data) = vm.heap[instance].payload
        && vm.heap[data].get::<Local>().is_some()
    {
        return Ok((instance, vm.heap[data].get_mut().expect("checked above")));
    }
    Err(vm.type_error("a thread's local data is required"))
}

/// Gives the instance a dict for this thread, which comes to it for the first time.
fn begin(vm: &mut Vm, instance: Ref<Instance>) {
    let (tid, life, dict) = (vm.current_tid(), vm.thread_life(), vm.new_dict());
    if let Ok((_, local)) = local(vm, instance.into()) {
        local.dicts.retain(|own| own.life.strong_count() > 0);
        local.dicts.push(Own { tid, life, dict });
        local.current = tid;
    }
    place(vm, instance, dict);
}

fn place(vm: &mut Vm, instance: Ref<Instance>, dict: Ref<Dict>) {
    vm.heap[instance].dict = Some(dict);
    vm.heap[instance].shape = ShapeId::DICT;
}

/// Goes on with `action` on this thread's own dict. In a new one, `__init__` is called before.
fn enter(vm: &mut Vm, arguments: &[Value], action: AttributeAction) -> NativeResult {
    let tid = vm.current_tid();
    let (instance, local) = local(vm, arguments[0])?;
    if local.current != tid {
        let known = local.dicts.iter().find(|own| own.tid == tid).map(|own| own.dict);
        let initial = local.arguments;
        match known {
            Some(dict) => {
                local.current = tid;
                place(vm, instance, dict);
            }
            None => {
                begin(vm, instance);
                let class = vm.heap[instance].class;
                if has_init(vm, class) {
                    let operation = operation(action);
                    let mut all = vec![initial[0], initial[1], vm.str(operation)];
                    all.extend_from_slice(arguments);
                    return Err(vm.call_prelude("_begin_local", &all));
                }
            }
        }
    }
    vm.attribute_escape(arguments[0], arguments[1], action)
}

/// The method of `object` that does it.
fn operation(action: AttributeAction) -> &'static str {
    match action {
        AttributeAction::PlainSet(_) => "__setattr__",
        AttributeAction::PlainDelete => "__delattr__",
        _ => "__getattribute__",
    }
}

fn get_attribute(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    enter(vm, arguments, AttributeAction::PlainGet)
}

fn set_attribute(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    refuse_dict(vm, arguments)?;
    enter(vm, arguments, AttributeAction::PlainSet(arguments[2]))
}

fn delete_attribute(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    refuse_dict(vm, arguments)?;
    enter(vm, arguments, AttributeAction::PlainDelete)
}

fn refuse_dict(vm: &mut Vm, arguments: &[Value]) -> Result<(), Escape> {
    if vm.as_str(arguments[1]) != Some("__dict__") {
        return Ok(());
    }
    let message = format!("'{}' object attribute '__dict__' is read-only", vm.type_name(arguments[0]));
    Err(vm.raise(crate::vm::Exc::AttributeError, message))
}

/// Forgets this thread's dict: `__init__` has failed, and will be called again.
fn forget(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let tid = vm.current_tid();
    let (_, local) = local(vm, arguments[0])?;
    local.dicts.retain(|own| own.tid != tid);
    local.current = Tid(u32::MAX);
    Ok(Value::None)
}
