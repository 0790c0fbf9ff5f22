//! Inline caches for attributes that a class has itself (`Color.RED`, `Vector.unit()`), and for the fields of named tuples.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::access::is_plain_data;

impl Vm {
    /// What the class or a base of it has by the site's name, where the site's cache knows it; a class method as it is.
    pub(super) fn cached_in_class(&self, code: Ref<Code>, site: u16, class: Ref<Class>) -> Option<Value> {
        let CacheSite { ref cache, ref other, .. } = self.heap[code].sites[usize::from(site)];
        let Class { version: own, metaclass, .. } = self.heap[class];
        [cache, other].into_iter().find_map(|cache| match *cache {
            Cache::OfClass { version, meta, value } if version == own && meta == self.heap[metaclass].version => {
                match value {
                    // It may have been given another class, which makes a descriptor of it.
                    Value::Instance(member) if self.heap[member].class != class => None,
                    _ => Some(value),
                }
            }
            _ => None,
        })
    }

    /// Fills the cache of a site where the class or a base of it has what it gives as it is, or a class method.
    pub(super) fn remember_in_class(&mut self, code: Ref<Code>, site: u16, class: Ref<Class>, name: Ref<Str>) {
        let metaclass = self.heap[class].metaclass;
        if self.overrides_getattribute(metaclass) || self.lookup(metaclass, name).is_some() {
            return;
        }
        let Some(attribute) = self.lookup(class, name) else { return };
        let value = match attribute {
            Value::StaticMethod(method) => self.heap[method].function,
            Value::ClassMethod(method) if matches!(self.heap[method].function, Value::Function(_)) => attribute,
            // A member of an enumeration: what its class has decides whether it is a descriptor.
            Value::Instance(instance) if self.heap[instance].class == class => {
                if self.lookup(class, self.known.__get__).is_some() {
                    return;
                }
                attribute
            }
            Value::Function(_) => attribute,
            attribute if is_plain_data(attribute) => attribute,
            _ => return,
        };
        let (version, meta) = (self.heap[class].version, self.heap[metaclass].version);
        self.heap[code].sites[usize::from(site)].remember(Cache::OfClass { version, meta, value });
    }

    /// The item of the tuple that the instance wraps, where the site's cache knows that it is asked for.
    pub(super) fn cached_item(&self, code: Ref<Code>, site: u16, instance: Ref<Instance>) -> Option<Value> {
        let Instance { class, shape: own, payload: Value::Tuple(tuple), .. } = self.heap[instance] else { return None };
        let CacheSite { ref cache, ref other, .. } = self.heap[code].sites[usize::from(site)];
        [cache, other].into_iter().find_map(|cache| match *cache {
            Cache::Item { shape, version, index } if shape == own && version == self.heap[class].version => {
                self.heap[tuple].0.get(index as usize).copied()
            }
            _ => None,
        })
    }
}
