//! Names along the MRO, and the relation between classes.

use crate::object::*;
use crate::vm::Vm;

impl Vm {
    /// The attribute `name` (interned) of `class` or the first of its bases that has it, unbound.
    #[inline]
    pub fn lookup(&mut self, class: Ref<Class>, name: Ref<Str>) -> Option<Value> {
        if let Some(value) = self.heap[class].found.get(&name) {
            return value.bound();
        }
        self.lookup_along_mro(class, name)
    }

    fn lookup_along_mro(&mut self, class: Ref<Class>, name: Ref<Str>) -> Option<Value> {
        let heap = &self.heap;
        let found = heap[class].mro.iter().find_map(|base| heap.get_name(heap[*base].dict, name));
        self.heap[class].found.insert(name, found.unwrap_or(Value::Unbound));
        found
    }

    /// As `lookup`, without remembering the result.
    pub fn peek(&self, class: Ref<Class>, name: Ref<Str>) -> Option<Value> {
        let class = &self.heap[class];
        match class.found.get(&name) {
            Some(value) => value.bound(),
            None => class.mro.iter().find_map(|base| self.heap.get_name(self.heap[*base].dict, name)),
        }
    }

    /// Whether `class` is `base` or derives from it.
    #[inline]
    pub fn is_subclass(&self, class: Ref<Class>, base: Ref<Class>) -> bool {
        class == base || self.heap[class].mro.contains(&base)
    }

    /// Whether `value` is an instance of `class` or of a class derived from it.
    #[inline]
    pub fn is_instance(&self, value: Value, class: Ref<Class>) -> bool {
        self.is_subclass(self.class_of(value), class)
    }

    /// The name of `class`.
    pub fn name_of(&self, class: Ref<Class>) -> &str {
        self.heap[self.heap[class].name].as_str()
    }

    /// The name of the type of `value`, as error messages give it.
    pub fn type_name(&self, value: Value) -> String {
        self.message_name(self.class_of(value))
    }

    /// The name of a class as error messages give it: one that CPython has in C has its module in it.
    pub fn message_name(&self, class: Ref<Class>) -> String {
        let name = self.name_of(class);
        match self.class_module(class) {
            Some(module) if self.heap[class].named_fully => format!("{module}.{name}"),
            _ => name.to_string(),
        }
    }

    /// A class attribute has changed: forgets what lookups and inline caches remember of the class
    /// and of all classes derived from it.
    pub fn class_changed(&mut self, class: Ref<Class>) {
        let mut changed = vec![class];
        while let Some(class) = changed.pop() {
            self.next_version += 1;
            self.heap[class].version = self.next_version;
            self.heap[class].found.clear();
            self.heap[class].finalizable = self.lookup(class, self.known.__del__).is_some();
            changed.extend_from_slice(&self.heap[class].subclasses);
        }
    }

    /// An attribute of classes that nobody knows has changed by itself, as a property that is initialised again.
    pub fn some_class_changed(&mut self) {
        self.made_classes.clone().into_iter().for_each(|class| self.class_changed(class));
    }

    /// Derives a built-in class from another base than it was made with.
    pub fn rebase_class(&mut self, class: Ref<Class>, base: Ref<Class>) {
        self.next_version += 1;
        let mro = std::iter::once(class).chain(self.heap[base].mro.iter().copied()).collect();
        let version = self.next_version;
        let rebased = &mut self.heap[class];
        (rebased.bases, rebased.mro, rebased.version) = (vec![base], mro, version);
        rebased.found.clear();
        self.heap[base].subclasses.push(class);
    }

    /// A class of the built-in kind, derived from `bases`, in the built-in namespace.
    pub fn new_class(&mut self, name: &str, bases: &[Ref<Class>]) -> Ref<Class> {
        let name = self.intern(name);
        let dict = self.new_dict();
        let root_shape = self.shapes.add_root();
        self.next_version += 1;
        let version = self.next_version;
        let (metaclass, layout) = (self.heap[bases[0]].metaclass, self.heap[bases[0]].layout);
        let members = self.heap[bases[0]].members.clone();
        let base_mro = self.heap[bases[0]].mro.clone();
        let class = self.heap.allocate_cyclic(|itself| Class {
            name,
            qualified_name: name,
            bases: bases.to_vec(),
            base: Some(bases[0]),
            mro: std::iter::once(itself).chain(base_mro).collect(),
            dict,
            metaclass,
            layout,
            immutable: false,
            without_dict: false,
            named_fully: false,
            members,
            subclasses: Vec::new(),
            root_shape,
            version,
            found: Default::default(),
            finalizable: false,
            most_slots: 0,
        });
        for base in bases {
            self.heap[*base].subclasses.push(class);
        }
        class
    }
}
