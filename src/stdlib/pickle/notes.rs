//! What a failed pickling was about: the notes that lead from the object at fault to the outermost one.

use crate::object::*;
use crate::vm::Vm;

use super::pickler::{Pickler, Task};

impl Pickler {
    /// The notes, innermost first: tuples of a text and, for an item of a dict, its key.
    ///
    /// The tasks still to be done tell. Those that save something directly above a mark have not begun; a mark
    /// without them is of what has begun and has failed.
    pub fn notes(&self, vm: &mut Vm) -> Vec<Value> {
        let mut notes = Vec::new();
        let mut waiting = 0;
        // An object whose `__getstate__` has failed is not being written yet.
        let asked = match self.tasks.last() {
            Some(Task::State(of)) => *of,
            _ => Value::Unbound,
        };
        for task in self.tasks.iter().rev() {
            if matches!(task, Task::Within { of, part: "object" } if of.is(asked)) {
                continue;
            }
            if matches!(task, Task::Save(_)) {
                waiting += 1;
                continue;
            }
            if let Some((text, key)) = note(vm, task, std::mem::take(&mut waiting)) {
                let text = vm.str(format!("when serializing {text}"));
                let note: Vec<Value> = [text].into_iter().chain(key).collect();
                notes.push(vm.tuple(note));
            }
        }
        notes
    }
}

/// What a mark says when so many objects directly above it have not been begun.
fn note(vm: &mut Vm, task: &Task, waiting: usize) -> Option<(String, Option<Value>)> {
    let named = |vm: &mut Vm, value: Value| {
        let class = vm.class_of(value);
        let name = vm.full_class_name(class);
        name.strip_prefix("__main__.").map_or(name.clone(), str::to_owned)
    };
    match *task {
        Task::EndTuple(tuple) => {
            let index = vm.heap[tuple].0.len() - 1 - waiting;
            Some((format!("{} item {index}", named(vm, tuple.into())), None))
        }
        Task::EndFrozenSet(set) => Some((format!("{} element", named(vm, set)), None)),
        Task::EndListItems { of, end, .. } => {
            let index = end - 1 - waiting;
            Some((format!("{} item {index}", named(vm, of)), None))
        }
        Task::EndSetItems { of } => Some((format!("{} element", named(vm, of)), None)),
        Task::EndDictItems { of, end, .. } => {
            let place = end - 1 - waiting;
            let key = key_at(vm, of, place / 2).filter(|_| place % 2 == 1)?;
            Some((format!("{} item", named(vm, of)), Some(key)))
        }
        Task::Within { of, part } if waiting == 0 => Some((format!("{} {part}", named(vm, of)), None)),
        _ => None,
    }
}

fn key_at(vm: &Vm, of: Value, index: usize) -> Option<Value> {
    let dict = match of {
        Value::Dict(dict) => dict,
        Value::Instance(instance) => match vm.heap[instance].payload {
            Value::Dict(dict) => dict,
            _ => return None,
        },
        _ => return None,
    };
    vm.heap[dict].iter().nth(index).map(|entry| entry.key)
}
