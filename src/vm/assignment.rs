//! Setting and deleting attributes.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::access::replace;
use crate::vm::frame::Then;
use crate::vm::native::Escape;

impl Vm {
    /// `object.name = value`.
    #[inline(never)]
    pub(super) fn set_attribute(
        &mut self,
        object: Value,
        name: Ref<Str>,
        value: Value,
        then: Then,
    ) -> Result<(), Escape> {
        let class = self.class_of(object);
        if !self.heap[class].immutable
            && self.is_overridden(class, self.known.__setattr__)
            && let Some(method) = self.lookup(class, self.known.__setattr__)
        {
            return self.call_method(method, object, &[Value::Str(name), value], replace(Value::None, then));
        }
        self.set_plainly(object, name, value, then)
    }

    /// `del object.name`.
    #[inline(never)]
    pub(super) fn delete_attribute(&mut self, object: Value, name: Ref<Str>, then: Then) -> Result<(), Escape> {
        let class = self.class_of(object);
        if !self.heap[class].immutable
            && self.is_overridden(class, self.known.__delattr__)
            && let Some(method) = self.lookup(class, self.known.__delattr__)
        {
            return self.call_method(method, object, &[Value::Str(name)], replace(Value::None, then));
        }
        self.set_plainly(object, name, Value::Unbound, then)
    }

    /// Sets the attribute, or deletes it if `value` is unbound.
    pub(super) fn set_plainly(&mut self, object: Value, name: Ref<Str>, value: Value, then: Then) -> Result<(), Escape> {
        let class = self.class_of(object);
        if let Some(attribute) = self.lookup(class, name)
            && self.is_data_descriptor(attribute)
        {
            return self.set_through_descriptor(attribute, object, name, value, then);
        }
        match object {
            Value::Instance(instance) => self.set_on_instance(instance, name, value)?,
            Value::Class(class) => self.set_on_class(class, name, value)?,
            Value::Module(module) => {
                let dict = self.heap[module].dict;
                self.set_in_dict(dict, object, name, value)?;
            }
            Value::Function(function) => {
                let dict = match self.heap[function].dict {
                    Some(dict) => dict,
                    None => self.new_dict(),
                };
                self.heap[function].dict = Some(dict);
                self.set_in_dict(dict, object, name, value)?;
            }
            Value::StaticMethod(_) | Value::ClassMethod(_) => {
                let dict = self.wrapper_dict(object).expect("it has one");
                self.set_in_dict(dict, object, name, value)?;
            }
            Value::Opaque(opaque) if self.heap[opaque].dict.is_some() => {
                let dict = self.heap[opaque].dict.expect("it was just seen");
                self.set_in_dict(dict, object, name, value)?;
            }
            _ => {
                let text = self.heap[name].as_str().to_string();
                let type_name = self.type_name(object);
                if self.lookup(class, name).is_some() {
                    let message = format!("'{type_name}' object attribute '{text}' is read-only");
                    return Err(self.attribute_error(object, name, message));
                }
                let message =
                    format!("'{type_name}' object has no attribute '{text}' and no __dict__ for setting new attributes");
                return Err(self.attribute_error(object, name, message));
            }
        }
        self.complete(then, Value::None)
    }

    fn set_in_dict(&mut self, dict: Ref<Dict>, object: Value, name: Ref<Str>, value: Value) -> Result<(), Escape> {
        if !value.is_unbound() {
            self.heap.set_name(dict, name, value);
            return Ok(());
        }
        match self.heap.remove_name(dict, name) {
            Some(_) => Ok(()),
            None => Err(self.no_attribute(object, name)),
        }
    }

    fn set_on_instance(&mut self, instance: Ref<Instance>, name: Ref<Str>, value: Value) -> Result<(), Escape> {
        let class = self.heap[instance].class;
        if name == self.known.__dict__ && !self.heap[class].without_dict {
            let Value::Dict(dict) = self.unwrap(value) else {
                let message = format!("__dict__ must be set to a dictionary, not a '{}'", self.type_name(value));
                return Err(self.type_error(message));
            };
            self.instance_dict(instance);
            self.heap[instance].dict = Some(dict);
            return Ok(());
        }
        if value.is_unbound() {
            if self.delete_instance_attribute(instance, name) {
                return Ok(());
            }
            if self.heap[class].without_dict && self.lookup(class, name).is_some() {
                let (class_name, text) = (self.name_of(class), self.heap[name].as_str());
                let message = format!("'{class_name}' object attribute '{text}' is read-only");
                return Err(self.attribute_error(instance.into(), name, message));
            }
            return Err(self.no_attribute(instance.into(), name));
        }
        if self.heap[class].without_dict {
            let text = self.heap[name].as_str().to_string();
            let class_name = self.message_name(class);
            let message = match self.lookup(class, name) {
                Some(_) => format!("'{class_name}' object attribute '{text}' is read-only"),
                None => format!(
                    "'{class_name}' object has no attribute '{text}' and no __dict__ for setting new attributes"
                ),
            };
            return Err(self.attribute_error(instance.into(), name, message));
        }
        self.set_instance_attribute(instance, name, value);
        Ok(())
    }

    fn set_on_class(&mut self, class: Ref<Class>, name: Ref<Str>, value: Value) -> Result<(), Escape> {
        if self.heap[class].immutable {
            let (text, class) = (self.heap[name].as_str(), self.name_of(class));
            let message = format!("cannot set '{text}' attribute of immutable type '{class}'");
            return Err(self.type_error(message));
        }
        let dict = self.heap[class].dict;
        self.set_in_dict(dict, class.into(), name, value)?;
        self.class_changed(class);
        Ok(())
    }

    fn set_through_descriptor(
        &mut self,
        attribute: Value,
        object: Value,
        name: Ref<Str>,
        value: Value,
        then: Then,
    ) -> Result<(), Escape> {
        if let Value::Native(native) = attribute {
            return self.set_through_native(native, object, name, value, then);
        }
        if let Value::Member(member) = attribute {
            self.set_member(member, object, value)?;
            return self.complete(then, Value::None);
        }
        if let Value::Property(property) = self.unwrap_descriptor(attribute) {
            return self.set_through_property(property, object, value, then);
        }
        let descriptor_class = self.class_of(attribute);
        let method_name = if value.is_unbound() { self.known.__delete__ } else { self.known.__set__ };
        let Some(method) = self.lookup(descriptor_class, method_name) else {
            let message = self.heap[method_name].as_str().to_string();
            return Err(self.attribute_error(object, name, message));
        };
        let then = replace(Value::None, then);
        match value {
            Value::Unbound => self.call_method(method, attribute, &[object], then),
            value => self.call_method(method, attribute, &[object, value], then),
        }
    }

    fn set_through_native(
        &mut self,
        native: Ref<Native>,
        object: Value,
        name: Ref<Str>,
        value: Value,
        then: Then,
    ) -> Result<(), Escape> {
        let def = self.heap[native].def;
        let Some(set) = def.set else {
            let message = match def.stored {
                true => "readonly attribute".to_owned(),
                false => format!("attribute '{}' of '{}' objects is not writable", self.heap[name].as_str(), self.type_name(object)),
            };
            return Err(self.attribute_error(object, name, message));
        };
        match set(self, &[object, value]) {
            Ok(_) => self.complete(then, Value::None),
            Err(escape) => self.escape_into(escape, then),
        }
    }

    fn set_through_property(
        &mut self,
        property: Ref<Property>,
        object: Value,
        value: Value,
        then: Then,
    ) -> Result<(), Escape> {
        let Property { set, delete, .. } = self.heap[property];
        let (function, noun) = if value.is_unbound() { (delete, "deleter") } else { (set, "setter") };
        if function.is_none() {
            return Err(self.property_lacks(property, object, noun));
        }
        let then = replace(Value::None, then);
        match value {
            Value::Unbound => self.call_value(function, &[object], then),
            value => self.call_value(function, &[object, value], then),
        }
    }
}
