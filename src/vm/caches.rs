//! Inline caches: what an instruction that names an attribute remembers of the objects it has seen.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::access::{Found, is_plain_data};
use crate::vm::frame::Then;
use crate::vm::native::{Escape, NativeDef, NativeKind};

impl Vm {
    /// The global or built-in name, where the site's cache knows it.
    #[inline(always)]
    pub(super) fn cached_global(&self, code: Ref<Code>, site: u16, globals: Ref<Dict>) -> Option<Value> {
        let CacheSite { name, ref cache, .. } = self.heap[code].sites[site as usize];
        let entry = match *cache {
            Cache::Global { index } => self.heap[globals].entry_at(index as usize),
            Cache::Builtin { version, index } if self.heap[globals].keys_version() == version => {
                self.heap[self.builtins].entry_at(index as usize)
            }
            _ => None,
        };
        match entry {
            Some(entry) if matches!(entry.key, Value::Str(key) if key == name) => Some(entry.value),
            _ => None,
        }
    }

    /// The attribute, where the site's cache knows it.
    #[inline(always)]
    pub(super) fn cached_attribute(&self, code: Ref<Code>, site: u16, object: Value) -> Option<Value> {
        let CacheSite { name, ref cache, ref other, .. } = self.heap[code].sites[site as usize];
        match object {
            Value::Instance(instance) => {
                self.attribute_in(cache, instance).or_else(|| self.attribute_in(other, instance))
            }
            Value::Module(module) => self.module_attribute(cache, module, name),
            _ => None,
        }
    }

    #[inline(always)]
    fn attribute_in(&self, cache: &Cache, instance: Ref<Instance>) -> Option<Value> {
        let object = &self.heap[instance];
        match *cache {
            Cache::Slot { shape, version, slot } if object.shape == shape && self.heap[object.class].version == version => {
                object.slots[slot as usize].bound()
            }
            Cache::Class { shape, version, value } if object.shape == shape && self.heap[object.class].version == version => {
                Some(value)
            }
            _ => None,
        }
    }

    /// The attribute of a module, where the cache knows the index of its entry.
    #[inline(always)]
    fn module_attribute(&self, cache: &Cache, module: Ref<Module>, name: Ref<Str>) -> Option<Value> {
        let Cache::Global { index } = *cache else { return None };
        let entry = self.heap[self.heap[module].dict].entry_at(index as usize)?;
        matches!(entry.key, Value::Str(key) if key == name).then_some(entry.value)
    }

    /// The function to call with the object as its first argument, where the site's cache knows it.
    #[inline(always)]
    pub(super) fn cached_method(&self, code: Ref<Code>, site: u16, object: Value) -> Option<Value> {
        let CacheSite { ref cache, ref other, .. } = self.heap[code].sites[site as usize];
        self.method_in(cache, object).or_else(|| self.method_in(other, object))
    }

    #[inline(always)]
    fn method_in(&self, cache: &Cache, object: Value) -> Option<Value> {
        match *cache {
            Cache::Class { shape, version, value } => {
                let Value::Instance(instance) = object else { return None };
                let object = &self.heap[instance];
                (object.shape == shape && self.heap[object.class].version == version).then_some(value)
            }
            Cache::Type { version, value } => {
                (!matches!(object, Value::Instance(_)) && self.heap[self.class_of(object)].version == version)
                    .then_some(value)
            }
            _ => None,
        }
    }

    /// Stores where the site's cache knows the slot.
    #[inline(always)]
    pub(super) fn store_cached_attribute(&mut self, code: Ref<Code>, site: u16, object: Value, value: Value) -> bool {
        let Value::Instance(instance) = object else { return false };
        let CacheSite { cache, other, .. } = self.heap[code].sites[site as usize];
        self.store_by(cache, instance, value) || self.store_by(other, instance, value)
    }

    #[inline(always)]
    fn store_by(&mut self, cache: Cache, instance: Ref<Instance>, value: Value) -> bool {
        let (object_shape, class) = (self.heap[instance].shape, self.heap[instance].class);
        match cache {
            Cache::Slot { shape, version, slot } if object_shape == shape => {
                if self.heap[class].version != version {
                    return false;
                }
                self.heap[instance].slots[slot as usize] = value;
                true
            }
            Cache::Add { shape, version, to } if object_shape == shape => {
                if self.heap[class].version != version {
                    return false;
                }
                let object = &mut self.heap[instance];
                object.slots.push(value);
                object.shape = to;
                self.heap.charge(16);
                true
            }
            _ => false,
        }
    }

    #[inline(never)]
    pub(super) fn load_attribute(
        &mut self,
        code: Ref<Code>,
        site: u16,
        object: Value,
        then: Then,
    ) -> Result<(), Escape> {
        let name = self.heap[code].sites[usize::from(site)].name;
        match object {
            Value::Instance(instance) => {
                if let Some(getter) = self.cached_getter(code, site, instance) {
                    return self.call_function(getter, &[object], &[], then);
                }
                if let Some(item) = self.cached_item(code, site, instance) {
                    return self.complete(then, item);
                }
                if name == self.known.__class__ && self.tells_its_class(instance) {
                    let Instance { class, shape, .. } = self.heap[instance];
                    if shape != ShapeId::DICT {
                        let (version, value) = (self.heap[class].version, class.into());
                        self.heap[code].sites[usize::from(site)].remember(Cache::Class { shape, version, value });
                    }
                    return self.complete(then, class.into());
                }
                self.remember_slot(code, site, instance, name);
            }
            Value::Module(module) => self.remember_entry(code, site, module, name),
            Value::Class(class) => match self.cached_in_class(code, site, class) {
                Some(Value::ClassMethod(method)) => {
                    let method = self.bind_class_method(method, class);
                    return self.complete(then, method);
                }
                Some(value) => return self.complete(then, value),
                None => self.remember_in_class(code, site, class, name),
            },
            Value::Super(_) => {}
            _ => {
                if let Some(native) = self.native_getter(code, site, object, name) {
                    return match self.call_getter(native, object) {
                        Ok(value) => self.complete(then, value),
                        Err(escape) => self.native_escaped(native, &[object], escape, then),
                    };
                }
            }
        }
        self.get_attribute(object, name, then)
    }

    /// The native that computes the attribute of an object of a built-in type, which the site's cache remembers.
    fn native_getter(&mut self, code: Ref<Code>, site: u16, object: Value, name: Ref<Str>) -> Option<Ref<Native>> {
        let class = self.class_of(object);
        let version = self.heap[class].version;
        if let Cache::Type { version: known, value: Value::Native(native) } = self.heap[code].sites[usize::from(site)].cache
            && known == version
        {
            return Some(native);
        }
        let Some(value @ Value::Native(native)) = self.lookup(class, name) else { return None };
        let NativeDef { kind, yields, .. } = self.heap[native].def;
        let computed = *kind == NativeKind::Getter && !yields;
        if !computed || self.overrides_getattribute(class) || self.lookup(class, self.known.__getattr__).is_some() {
            return None;
        }
        self.heap[code].sites[usize::from(site)].remember(Cache::Type { version, value });
        Some(native)
    }

    /// Whether nothing but `object` has a say in what the `__class__` of an instance is.
    fn tells_its_class(&mut self, instance: Ref<Instance>) -> bool {
        let class = self.heap[instance].class;
        let found = self.lookup(class, self.known.__class__);
        matches!(found, Some(Value::Native(native)) if self.is_of_object(native)) && !self.overrides_getattribute(class)
    }

    /// The function that computes the attribute, where the site's cache knows it.
    fn cached_getter(&self, code: Ref<Code>, site: u16, instance: Ref<Instance>) -> Option<Ref<Function>> {
        let CacheSite { ref cache, ref other, .. } = self.heap[code].sites[usize::from(site)];
        let object = &self.heap[instance];
        [cache, other].into_iter().find_map(|cache| match *cache {
            Cache::Getter { shape, version, getter } => {
                (object.shape == shape && self.heap[object.class].version == version).then_some(getter)
            }
            _ => None,
        })
    }

    /// Fills the cache of a site where a module has the attribute.
    fn remember_entry(&mut self, code: Ref<Code>, site: u16, module: Ref<Module>, name: Ref<Str>) {
        if name == self.known.__dict__ || self.lookup(self.types.module, name).is_some() {
            return;
        }
        if let Some(index) = self.heap.find_name(self.heap[module].dict, name) {
            self.heap[code].sites[usize::from(site)].cache = Cache::Global { index: index as u32 };
        }
    }

    /// Fills the cache of a site whose attribute the class keeps in a slot of its own (`__slots__`).
    fn remember_member(&mut self, code: Ref<Code>, site: u16, shape: ShapeId, version: u32, member: Ref<Member>) {
        let slot = self.heap[member].slot;
        self.heap[code].sites[usize::from(site)].remember(Cache::Slot { shape, version, slot });
    }

    /// Fills the cache of a site where the attribute is in a slot and no data descriptor hides it, or where
    /// the class has plain data by that name.
    fn remember_slot(&mut self, code: Ref<Code>, site: u16, instance: Ref<Instance>, name: Ref<Str>) {
        let Instance { class, shape, .. } = self.heap[instance];
        if shape == ShapeId::DICT || self.overrides_getattribute(class) {
            return;
        }
        let (version, in_class) = (self.heap[class].version, self.lookup(class, name));
        if let Some(Value::Member(member)) = in_class {
            return self.remember_member(code, site, shape, version, member);
        }
        if let Some(Value::Opaque(field)) = in_class
            && let Some(index) = crate::stdlib::collections::field::index_of(&self.heap, field)
        {
            self.heap[code].sites[usize::from(site)].remember(Cache::Item { shape, version, index: index as u32 });
            return;
        }
        if let Some(attribute) = in_class
            && self.is_data_descriptor(attribute)
        {
            if let Value::Property(property) = attribute
                && let Value::Function(getter) = self.heap[property].get
                && self.lookup(class, self.known.__getattr__).is_none()
            {
                self.heap[code].sites[usize::from(site)].remember(Cache::Getter { shape, version, getter });
            }
            return;
        }
        let cache = match (self.shapes.slot(shape, name), in_class) {
            (Some(slot), _) => Cache::Slot { shape, version, slot: slot as u32 },
            (None, Some(value)) if is_plain_data(value) => Cache::Class { shape, version, value },
            _ => return,
        };
        self.heap[code].sites[usize::from(site)].remember(cache);
    }

    #[inline(never)]
    pub(super) fn load_method(&mut self, code: Ref<Code>, site: u16, object: Value, f: u16) -> Result<(), Escape> {
        let CacheSite { name, cache, .. } = self.heap[code].sites[usize::from(site)];
        if let Value::Module(module) = object {
            if let Some(value) = self.module_attribute(&cache, module, name) {
                self.set_register(f, value);
                self.set_register(f + 1, Value::Unbound);
                return Ok(());
            }
            self.remember_entry(code, site, module, name);
        }
        if let Value::Instance(instance) = object
            && let Some(value) = self.cached_slot(code, site, instance)
        {
            self.set_register(f, value);
            self.set_register(f + 1, Value::Unbound);
            return Ok(());
        }
        if let Value::Class(class) = object {
            if let Some(value) = self.cached_in_class(code, site, class) {
                let (function, receiver) = match value {
                    Value::ClassMethod(method) => (self.heap[method].function, object),
                    value => (value, Value::Unbound),
                };
                self.set_register(f, function);
                self.set_register(f + 1, receiver);
                return Ok(());
            }
            self.remember_in_class(code, site, class, name);
        }
        let class = self.class_of(object);
        let plain = !matches!(object, Value::Class(_) | Value::Super(_)) && !self.overrides_getattribute(class);
        if plain && let Some(Found::Method(function)) = self.find(object, name)? {
            self.remember_method(code, site, object, class, function);
            self.set_register(f, function);
            self.set_register(f + 1, object);
            return Ok(());
        }
        if let Value::Instance(instance) = object {
            self.remember_slot(code, site, instance, name);
        }
        self.set_register(f + 1, Value::Unbound);
        self.get_attribute(object, name, Then::Store(f))
    }

    /// What an instance has itself under the site's name, where the site's cache knows the slot.
    fn cached_slot(&self, code: Ref<Code>, site: u16, instance: Ref<Instance>) -> Option<Value> {
        let CacheSite { ref cache, ref other, .. } = self.heap[code].sites[usize::from(site)];
        [cache, other].into_iter().filter(|cache| matches!(cache, Cache::Slot { .. })).find_map(|cache| self.attribute_in(cache, instance))
    }

    fn remember_method(&mut self, code: Ref<Code>, site: u16, object: Value, class: Ref<Class>, value: Value) {
        let version = self.heap[class].version;
        let cache = match object {
            Value::Instance(instance) => match self.heap[instance].shape {
                ShapeId::DICT => return,
                shape => Cache::Class { shape, version, value },
            },
            Value::Module(_) | Value::Function(_) => return,
            Value::Opaque(_) if !self.heap[class].without_dict => return,
            _ => Cache::Type { version, value },
        };
        self.heap[code].sites[usize::from(site)].remember(cache);
    }

    #[inline(never)]
    pub(super) fn store_attribute(
        &mut self,
        code: Ref<Code>,
        site: u16,
        object: Value,
        value: Value,
    ) -> Result<(), Escape> {
        let name = self.heap[code].sites[usize::from(site)].name;
        let before = match object {
            Value::Instance(instance) => Some((instance, self.heap[instance].shape)),
            _ => None,
        };
        self.set_attribute(object, name, value, Then::Discard)?;
        if let Some((instance, shape)) = before {
            self.remember_store(code, site, instance, shape, name);
        }
        Ok(())
    }

    /// Fills the cache of a store's site, given the shape that the instance had before.
    fn remember_store(&mut self, code: Ref<Code>, site: u16, instance: Ref<Instance>, before: ShapeId, name: Ref<Str>) {
        let Instance { class, shape, .. } = self.heap[instance];
        if before == ShapeId::DICT || shape == ShapeId::DICT || self.has_own_setattr(class) {
            return;
        }
        let (version, in_class) = (self.heap[class].version, self.lookup(class, name));
        if let Some(Value::Member(member)) = in_class {
            return self.remember_member(code, site, shape, version, member);
        }
        if let Some(attribute) = in_class
            && self.is_data_descriptor(attribute)
        {
            return;
        }
        let cache = match self.shapes.slot(before, name) {
            Some(slot) => Cache::Slot { shape: before, version, slot: slot as u32 },
            None if self.shapes.names(shape).len() == self.shapes.names(before).len() + 1 => {
                Cache::Add { shape: before, version, to: shape }
            }
            None => return,
        };
        self.heap[code].sites[usize::from(site)].remember(cache);
    }

    fn has_own_setattr(&mut self, class: Ref<Class>) -> bool {
        self.is_overridden(class, self.known.__setattr__)
    }
}
