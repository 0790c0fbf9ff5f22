//! The variables of a frame: reading all of them, and assigning one through `f_locals`.

use super::Place;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::thread::StackId;

/// Where a variable of a frame lies.
enum Location {
    Stack { stack: StackId, index: usize },
    Generator { generator: Ref<Generator>, register: usize },
    Ended { register: usize },
    Cell(Ref<Cell>),
}

impl Vm {
    /// The registers of a frame's variables as they are.
    fn frame_registers(&self, object: Ref<Opaque>) -> Box<[Value]> {
        let data = self.frame_data(object);
        match &data.place {
            Place::Ended { registers, .. } => registers.clone(),
            Place::Suspended(generator) => {
                let count = usize::from(self.heap[data.code].locals).min(self.heap[*generator].registers.len());
                self.heap[*generator].registers[..count].into()
            }
            Place::Running { stack, index } => {
                let (thread, count) = (self.thread_of(*stack), usize::from(self.heap[data.code].locals));
                let Some((thread, frame)) = thread.and_then(|thread| Some((thread, thread.frames.get(*index)?))) else {
                    return Box::default();
                };
                thread.stack[frame.base as usize..frame.base as usize + count].into()
            }
        }
    }

    /// A local variable of the frame that an entry of a traceback stands for, if it is bound.
    pub fn traceback_variable(&mut self, traceback: Ref<Traceback>, name: &str) -> Option<Value> {
        let code = self.heap[traceback].code;
        let register = self.heap[code].unit.locals.iter().position(|local| local == name)?;
        let Value::Opaque(frame) = self.traceback_frame(traceback) else { return None };
        match *self.frame_registers(frame).get(register)? {
            Value::Cell(cell) => self.heap[cell].0.bound(),
            value => value.bound(),
        }
    }

    /// The bound variables of a frame as a new dict; the frame's own namespace if it has one.
    pub(super) fn frame_variables(&mut self, object: Ref<Opaque>) -> Ref<Dict> {
        let registers = self.frame_registers(object);
        let data = self.frame_data(object);
        let (unit, closure, extra) = (self.heap[data.code].unit.clone(), self.heap[data.function].closure, data.extra);
        let dict = self.variables(&unit, &registers, closure);
        if let Some(extra) = extra {
            let entries: Vec<_> = self.heap[extra].iter().copied().collect();
            for entry in entries {
                if let Value::Str(name) = entry.key {
                    self.heap.set_name(dict, name, entry.value);
                }
            }
        }
        dict
    }

    /// Assigns a variable of the frame; a name that the code does not have is kept beside them. An unbound value
    /// deletes one of these; whether there was one is the result.
    pub(super) fn assign_variable(&mut self, object: Ref<Opaque>, name: Ref<Str>, value: Value) -> bool {
        if let Some(location) = self.variable_location(object, name) {
            let deletes = value.is_unbound();
            if !deletes {
                self.store_variable(object, location, value);
            }
            return !deletes;
        }
        let extra = match self.frame_data(object).extra {
            Some(extra) => extra,
            None => {
                let extra = self.new_dict();
                self.frame_data_mut(object).extra = Some(extra);
                extra
            }
        };
        if value.is_unbound() {
            return self.heap.remove_name(extra, name).is_some();
        }
        self.heap.set_name(extra, name, value);
        true
    }

    /// Whether the code has a variable of that name.
    pub(super) fn has_variable(&self, object: Ref<Opaque>, name: Ref<Str>) -> bool {
        let unit = &self.heap[self.frame_data(object).code].unit;
        let name = self.heap[name].as_str();
        unit.locals.iter().chain(&unit.free).any(|local| local == name)
    }

    fn variable_location(&self, object: Ref<Opaque>, name: Ref<Str>) -> Option<Location> {
        let (data, name) = (self.frame_data(object), self.heap[name].as_str());
        let unit = &self.heap[data.code].unit;
        let Some(register) = unit.locals.iter().position(|local| local == name) else {
            let free = unit.free.iter().position(|free| free == name)?;
            let Value::Tuple(cells) = self.heap[data.function].closure else { return None };
            let Value::Cell(cell) = *self.heap[cells].0.get(free)? else { return None };
            return Some(Location::Cell(cell));
        };
        let (location, now) = match &data.place {
            Place::Ended { registers, .. } => (Location::Ended { register }, *registers.get(register)?),
            Place::Suspended(generator) => {
                let now = *self.heap[*generator].registers.get(register)?;
                (Location::Generator { generator: *generator, register }, now)
            }
            Place::Running { stack, index } => {
                let thread = self.thread_of(*stack)?;
                let index = thread.frames.get(*index)?.base as usize + register;
                (Location::Stack { stack: *stack, index }, thread.stack[index])
            }
        };
        Some(match now {
            Value::Cell(cell) => Location::Cell(cell),
            _ => location,
        })
    }

    fn store_variable(&mut self, object: Ref<Opaque>, location: Location, value: Value) {
        match location {
            Location::Cell(cell) => self.heap[cell].0 = value,
            Location::Generator { generator, register } => self.heap[generator].registers[register] = value,
            Location::Ended { register } => {
                if let Place::Ended { registers, .. } = &mut self.frame_data_mut(object).place {
                    registers[register] = value;
                }
            }
            Location::Stack { stack, index } => {
                if let Some(thread) = self.thread_of_mut(stack) {
                    thread.stack[index] = value;
                }
            }
        }
    }
}
