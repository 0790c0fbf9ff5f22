//! The built-in types: one class object for each, and the class of any value.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::{NativeDef, NativeKind};

macro_rules! define_types {
    ($( $field:ident $name:literal $layout:ident )*) => {
        /// The classes of the built-in types.
        #[derive(Clone, Copy)]
        pub struct Types {
            $( pub $field: Ref<Class>, )*
        }

        impl Types {
            /// Makes the classes, without attributes yet.
            pub fn new(vm_heap: &mut Heap, shapes: &mut Shapes, mut intern: impl FnMut(&mut Heap, &str) -> Ref<Str>) -> Types {
                let (object, type_) = bootstrap(vm_heap, shapes, &mut intern);
                $(
                    #[allow(unused_mut)]
                    let mut $field = match $name {
                        "object" => object,
                        "type" => type_,
                        name => {
                            let name = intern(vm_heap, name);
                            new_builtin(vm_heap, shapes, name, object, type_, Layout::$layout)
                        }
                    };
                )*
                let types = Types { $( $field ),* };
                types.derive_bool(vm_heap);
                types
            }

            pub fn visit(&self, visitor: &mut Visitor) {
                $( visitor.reference(self.$field); )*
            }

            /// Every built-in type with its name.
            pub fn all(&self) -> Vec<(&'static str, Ref<Class>)> {
                vec![ $( ($name, self.$field) ),* ]
            }
        }
    };
}

define_types! {
    object "object" Object
    type_ "type" Type
    none "NoneType" Final
    not_implemented "NotImplementedType" Final
    ellipsis "ellipsis" Final
    bool "bool" Final
    int "int" Int
    float "float" Float
    complex "complex" Complex
    str "str" Str
    bytes "bytes" Bytes
    bytearray "bytearray" ByteArray
    list "list" List
    tuple "tuple" Tuple
    dict "dict" Dict
    set "set" Set
    frozenset "frozenset" FrozenSet
    range "range" Final
    slice "slice" Final
    function "function" Final
    builtin_function "builtin_function_or_method" Final
    method_wrapper "method-wrapper" Final
    method_descriptor "method_descriptor" Final
    wrapper_descriptor "wrapper_descriptor" Final
    classmethod_descriptor "classmethod_descriptor" Final
    getset_descriptor "getset_descriptor" Final
    member_descriptor "member_descriptor" Final
    method "method" Final
    module "module" Module
    cell "cell" Final
    code "code" Final
    generator "generator" Final
    coroutine "coroutine" Final
    async_generator "async_generator" Final
    dict_keys "dict_keys" Final
    dict_values "dict_values" Final
    dict_items "dict_items" Final
    property "property" Property
    staticmethod "staticmethod" StaticMethod
    classmethod "classmethod" ClassMethod
    super_ "super" Final
    traceback "traceback" Final
    mappingproxy "mappingproxy" Final
    base_exception "BaseException" Exception
    range_iterator "range_iterator" Final
    list_iterator "list_iterator" Final
    list_reverseiterator "list_reverseiterator" Final
    tuple_iterator "tuple_iterator" Final
    str_iterator "str_iterator" Final
    bytes_iterator "bytes_iterator" Final
    bytearray_iterator "bytearray_iterator" Final
    dict_keyiterator "dict_keyiterator" Final
    dict_valueiterator "dict_valueiterator" Final
    dict_itemiterator "dict_itemiterator" Final
    dict_reversekeyiterator "dict_reversekeyiterator" Final
    dict_reversevalueiterator "dict_reversevalueiterator" Final
    dict_reverseitemiterator "dict_reverseitemiterator" Final
    set_iterator "set_iterator" Final
    iterator "iterator" Final
    reversed "reversed" Object
    callable_iterator "callable_iterator" Final
    deque_iterator "_deque_iterator" Object
    deque_reverse_iterator "_deque_reverse_iterator" Object
    enumerate "enumerate" Object
    zip "zip" Object
    map "map" Object
    filter "filter" Object
}

/// `object` and `type`, which refer to each other.
fn bootstrap(
    heap: &mut Heap,
    shapes: &mut Shapes,
    intern: &mut impl FnMut(&mut Heap, &str) -> Ref<Str>,
) -> (Ref<Class>, Ref<Class>) {
    let (object_name, type_name) = (intern(heap, "object"), intern(heap, "type"));
    let dict = heap.allocate(Dict::new());
    // A class needs a metaclass from the start: `type` is its own until both exist.
    let placeholder = heap.allocate(Dict::new());
    let type_ = heap.allocate_cyclic(|itself| Class {
        name: type_name,
        qualified_name: type_name,
        bases: Vec::new(),
        base: None,
        mro: vec![itself],
        dict: placeholder,
        metaclass: itself,
        layout: Layout::Type,
        immutable: true,
        without_dict: true,
        named_fully: false,
        members: Vec::new(),
        subclasses: Vec::new(),
        root_shape: shapes.add_root(),
        version: 1,
        found: Default::default(),
        finalizable: false,
        most_slots: 0,
    });
    let object = heap.allocate_cyclic(|itself| Class {
        name: object_name,
        qualified_name: object_name,
        bases: Vec::new(),
        base: None,
        mro: vec![itself],
        dict,
        metaclass: type_,
        layout: Layout::Object,
        immutable: true,
        without_dict: true,
        named_fully: false,
        members: Vec::new(),
        subclasses: vec![type_],
        root_shape: shapes.add_root(),
        version: 2,
        found: Default::default(),
        finalizable: false,
        most_slots: 0,
    });
    heap[type_].bases = vec![object];
    heap[type_].base = Some(object);
    heap[type_].mro = vec![type_, object];
    (object, type_)
}

fn new_builtin(
    heap: &mut Heap,
    shapes: &mut Shapes,
    name: Ref<Str>,
    object: Ref<Class>,
    type_: Ref<Class>,
    layout: Layout,
) -> Ref<Class> {
    let dict = heap.allocate(Dict::new());
    let root_shape = shapes.add_root();
    let class = heap.allocate_cyclic(|itself| Class {
        name,
        qualified_name: name,
        bases: vec![object],
        base: Some(object),
        mro: vec![itself, object],
        dict,
        metaclass: type_,
        layout,
        immutable: true,
        without_dict: true,
        named_fully: false,
        members: Vec::new(),
        subclasses: Vec::new(),
        root_shape,
        // Root shapes are numbered without gaps, so that this is unique as a version too.
        version: root_shape.0 + 2,
        found: Default::default(),
        finalizable: false,
        most_slots: 0,
    });
    heap[object].subclasses.push(class);
    class
}

impl Types {
    fn derive_bool(&self, heap: &mut Heap) {
        heap[self.bool].bases = vec![self.int];
        heap[self.bool].base = Some(self.int);
        heap[self.bool].mro = vec![self.bool, self.int, self.object];
        heap[self.object].subclasses.retain(|class| *class != self.bool);
        heap[self.int].subclasses.push(self.bool);
    }
}

impl Vm {
    /// `type(value)`.
    #[inline]
    pub fn class_of(&self, value: Value) -> Ref<Class> {
        let types = &self.types;
        match value {
            Value::Instance(instance) => self.heap[instance].class,
            Value::Int(_) | Value::BigInt(_) => types.int,
            Value::Float(_) => types.float,
            Value::Str(_) => types.str,
            Value::List(_) => types.list,
            Value::Tuple(_) => types.tuple,
            Value::Dict(_) => types.dict,
            Value::Bool(_) => types.bool,
            Value::None => types.none,
            Value::Class(class) => self.heap[class].metaclass,
            Value::Opaque(opaque) => self.heap[opaque].class,
            Value::Unbound => types.none,
            Value::NotImplemented => types.not_implemented,
            Value::Ellipsis => types.ellipsis,
            Value::Bytes(_) => types.bytes,
            Value::ByteArray(_) => types.bytearray,
            Value::Complex(_) => types.complex,
            Value::Set(_) => types.set,
            Value::FrozenSet(_) => types.frozenset,
            Value::Range(_) => types.range,
            Value::Slice(_) => types.slice,
            Value::Function(_) => types.function,
            Value::Native(native) => self.native_class(native),
            Value::BoundMethod(method) => match self.heap[method].function {
                Value::Native(native) if self.fills_slot(native) => types.method_wrapper,
                Value::Native(_) => types.builtin_function,
                _ => types.method,
            },
            Value::Module(_) => types.module,
            Value::Cell(_) => types.cell,
            Value::Code(_) => types.code,
            Value::Generator(generator) => self.generator_class(generator),
            Value::Iter(iter) => self.iterator_class(iter),
            Value::DictView(view) => match self.heap[view].side {
                DictSide::Keys => types.dict_keys,
                DictSide::Values => types.dict_values,
                DictSide::Items => types.dict_items,
            },
            Value::Property(_) => types.property,
            Value::Member(_) => types.member_descriptor,
            Value::StaticMethod(_) => types.staticmethod,
            Value::ClassMethod(method) => match self.is_native_class_method(method) {
                true => types.classmethod_descriptor,
                false => types.classmethod,
            },
            Value::Super(_) => types.super_,
            Value::Exception(_) => types.base_exception,
            Value::Traceback(_) => types.traceback,
            Value::MappingProxy(_) => types.mappingproxy,
        }
    }

    fn native_class(&self, native: Ref<Native>) -> Ref<Class> {
        match self.heap[native].def.kind {
            NativeKind::Method if self.fills_slot(native) => self.types.wrapper_descriptor,
            NativeKind::Method => self.types.method_descriptor,
            NativeKind::Getter if self.heap[native].def.stored => self.types.member_descriptor,
            NativeKind::Getter => self.types.getset_descriptor,
            _ => self.types.builtin_function,
        }
    }

    /// Whether CPython makes the method from a slot of its type's structure; others are in a table of methods.
    pub fn fills_slot(&self, native: Ref<Native>) -> bool {
        const METHODS: &[&str] = &[
            "__ceil__", "__class_getitem__", "__complex__", "__bytes__", "__copy__", "__deepcopy__", "__dir__", "__enter__",
            "__exit__", "__floor__", "__format__", "__getnewargs__", "__getstate__", "__init_subclass__",
            "__instancecheck__", "__length_hint__", "__new__", "__prepare__", "__reduce__", "__reduce_ex__", "__reversed__",
            "__round__", "__set_name__", "__setstate__", "__sizeof__", "__subclasscheck__", "__subclasses__", "__subclasshook__", "__trunc__",
        ];
        let Native { def: NativeDef { kind, name, .. }, owner, .. } = self.heap[native];
        let types = &self.types;
        let in_both = match *name {
            "__contains__" => [types.dict, types.set, types.frozenset].iter().any(|class| owner.is((*class).into())),
            "__getitem__" => [types.dict, types.list].iter().any(|class| owner.is((*class).into())),
            _ => false,
        };
        !in_both && *kind == NativeKind::Method && name.starts_with("__") && name.ends_with("__") && !METHODS.contains(name)
    }

    /// Whether a class method belongs to a native type, rather than being made by a program, of whatever.
    pub fn is_native_class_method(&self, method: Ref<ClassMethod>) -> bool {
        matches!(self.heap[method].function, Value::Native(native) if self.heap[native].def.kind == NativeKind::ClassMethod)
    }

    fn generator_class(&self, generator: Ref<Generator>) -> Ref<Class> {
        use crate::bytecode::CodeKind;
        let function = self.heap[generator].function;
        match self.heap[self.heap[function].code].unit.kind {
            CodeKind::Coroutine => self.types.coroutine,
            CodeKind::AsyncGenerator => self.types.async_generator,
            _ => self.types.generator,
        }
    }

    fn iterator_class(&self, iter: Ref<Iter>) -> Ref<Class> {
        let types = &self.types;
        match &self.heap[iter] {
            Iter::Done | Iter::Sequence { reversed: false, .. } => types.iterator,
            Iter::Sequence { reversed: true, .. } => types.reversed,
            Iter::Range { .. } => types.range_iterator,
            Iter::List { .. } => types.list_iterator,
            Iter::ListReversed { .. } => types.list_reverseiterator,
            Iter::Tuple { .. } => types.tuple_iterator,
            Iter::Str { .. } => types.str_iterator,
            Iter::Bytes { .. } => types.bytes_iterator,
            Iter::ByteArray { .. } => types.bytearray_iterator,
            Iter::Dict { side, reversed, .. } => match (side, reversed) {
                (DictSide::Keys, false) => types.dict_keyiterator,
                (DictSide::Values, false) => types.dict_valueiterator,
                (DictSide::Items, false) => types.dict_itemiterator,
                (DictSide::Keys, true) => types.dict_reversekeyiterator,
                (DictSide::Values, true) => types.dict_reversevalueiterator,
                (DictSide::Items, true) => types.dict_reverseitemiterator,
            },
            Iter::Set { .. } => types.set_iterator,
            Iter::Callable { .. } | Iter::Matches { .. } => types.callable_iterator,
            Iter::Enumerate { .. } => types.enumerate,
            Iter::Zip { .. } => types.zip,
            Iter::Map { .. } => types.map,
            Iter::Filter { .. } => types.filter,
            Iter::Tool(tool) => tool.class,
            Iter::Deque { reversed: false, .. } => types.deque_iterator,
            Iter::Deque { reversed: true, .. } => types.deque_reverse_iterator,
        }
    }

    /// Adds natives to a built-in type.
    pub fn add_methods(&mut self, class: Ref<Class>, natives: &'static [NativeDef]) {
        for def in natives {
            let native = self.new_native(def, Value::Class(class));
            let value = match def.kind {
                NativeKind::ClassMethod => Value::ClassMethod(self.heap.allocate(ClassMethod::new(native))),
                NativeKind::StaticMethod => Value::StaticMethod(self.heap.allocate(StaticMethod::new(native))),
                NativeKind::Method | NativeKind::Function | NativeKind::Getter => native,
            };
            let (name, dict) = (self.intern(def.name), self.heap[class].dict);
            self.heap.set_name(dict, name, value);
        }
    }

    /// Adds natives to a module's namespace.
    pub fn add_functions(&mut self, namespace: Ref<Dict>, natives: &'static [NativeDef]) {
        for def in natives {
            let native = self.new_native(def, Value::Unbound);
            let name = self.intern(def.name);
            self.heap.set_name(namespace, name, native);
        }
    }

    fn new_native(&mut self, def: &'static NativeDef, owner: Value) -> Value {
        let native = Native { def, owner, signature: Default::default(), arity: Default::default(), slow: Value::Unbound };
        Value::Native(self.heap.allocate(native))
    }
}
