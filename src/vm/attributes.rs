//! The attributes of instances: slots by shape, or a dict.

use crate::object::*;
use crate::vm::Vm;

impl Vm {
    /// The instance's own attribute `name` (interned).
    pub fn instance_attribute(&self, instance: Ref<Instance>, name: Ref<Str>) -> Option<Value> {
        let object = &self.heap[instance];
        match object.dict {
            Some(dict) => self.heap.get_name(dict, name),
            None => self.shapes.slot(object.shape, name).and_then(|slot| object.slots[slot].bound()),
        }
    }

    /// The names of the attributes of an instance that has no dict.
    pub fn own_names(&self, instance: Ref<Instance>) -> &[Ref<Str>] {
        let Instance { class, shape, .. } = self.heap[instance];
        &self.shapes.names(shape)[self.heap[class].members.len()..]
    }

    /// Sets the instance's own attribute `name` (interned).
    pub fn set_instance_attribute(&mut self, instance: Ref<Instance>, name: Ref<Str>, value: Value) {
        let object = &self.heap[instance];
        let shape = object.shape;
        if let Some(dict) = object.dict {
            return self.heap.set_name(dict, name, value);
        }
        if let Some(slot) = self.shapes.slot(shape, name) {
            self.heap[instance].slots[slot] = value;
            return;
        }
        match self.shapes.with(shape, name) {
            Some(to) => {
                let object = &mut self.heap[instance];
                object.slots.push(value);
                object.shape = to;
                let (class, slots) = (object.class, object.slots.len() as u32);
                if slots > self.heap[class].most_slots {
                    self.heap[class].most_slots = slots;
                }
                self.heap.charge(16);
            }
            None => {
                let dict = self.instance_dict(instance);
                self.heap.set_name(dict, name, value);
            }
        }
    }

    /// Removes the instance's own attribute `name` (interned); returns whether there was one.
    pub fn delete_instance_attribute(&mut self, instance: Ref<Instance>, name: Ref<Str>) -> bool {
        if self.instance_attribute(instance, name).is_none() {
            return false;
        }
        let Instance { shape, dict: None, .. } = self.heap[instance] else { return self.delete_from_dict(instance, name) };
        let Some(slot) = self.shapes.slot(shape, name) else { return false };
        match self.shapes.without(shape, slot) {
            Some(to) => {
                let object = &mut self.heap[instance];
                object.slots.remove(slot);
                object.shape = to;
                true
            }
            None => self.delete_from_dict(instance, name),
        }
    }

    fn delete_from_dict(&mut self, instance: Ref<Instance>, name: Ref<Str>) -> bool {
        let dict = self.instance_dict(instance);
        self.heap.remove_name(dict, name).is_some()
    }

    /// The instance's `__dict__`. From now on its attributes live there.
    pub fn instance_dict(&mut self, instance: Ref<Instance>) -> Ref<Dict> {
        if let Some(dict) = self.heap[instance].dict {
            return dict;
        }
        let names = self.own_names(instance).to_vec();
        let members = self.heap[self.heap[instance].class].members.len();
        let slots = self.heap[instance].slots.split_off(members);
        let dict = self.new_dict();
        for (name, value) in names.into_iter().zip(slots) {
            self.heap.set_name(dict, name, value);
        }
        let object = &mut self.heap[instance];
        object.dict = Some(dict);
        object.shape = ShapeId::DICT;
        dict
    }
}
