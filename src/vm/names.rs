//! Interned strings, and those that the VM itself uses.

use crate::object::*;

/// The table of interned strings. They live as long as the VM: shapes and caches compare them by address.
#[derive(Default)]
pub struct Names(QuickMap<Box<str>, Ref<Str>>);

impl Names {
    pub fn intern(&mut self, heap: &mut Heap, text: &str) -> Ref<Str> {
        if let Some(name) = self.0.get(text) {
            return *name;
        }
        let mut name = Str::new(text);
        name.interned = true;
        let name = heap.allocate_lasting(name);
        self.0.insert(text.into(), name);
        name
    }
}

macro_rules! define_known {
    ($($name:ident)*) => {
        /// Names that the VM looks up itself.
        pub struct Known { $( pub $name: Ref<Str>, )* }

        impl Known {
            pub fn new(names: &mut Names, heap: &mut Heap) -> Known {
                Known { $( $name: names.intern(heap, stringify!($name)), )* }
            }
        }
    };
}

define_known! {
    __abs__ __add__ __aenter__ __aexit__ __aiter__ __and__ __anext__ __annotate__ __annotations__ __await__ __bases__
    __bool__ __build_class__ __builtins__ __call__ __class__ __class_getitem__ __classcell__ __cause__ __complex__ __contains__
    __context__ __debug__ __del__ __delattr__ __delete__ __delitem__ __dict__ __dir__ __divmod__ __doc__ __enter__
    __eq__ __exit__ __file__ __float__ __floordiv__ __format__ __func__ __ge__ __get__ __getattr__ __getattribute__
    __getitem__ __gt__ __hash__ __iadd__ __iand__ __ifloordiv__ __ilshift__ __imatmul__ __imod__ __import__ __imul__
    __index__ __init__ __init_subclass__ __instancecheck__ __int__ __invert__ __ior__ __ipow__ __irshift__ __isub__
    __iter__ __itruediv__ __ixor__ __le__ __len__ __length_hint__ __lshift__ __lt__ __main__ __matmul__ __match_args__
    __missing__ __mod__ __module__ __mro__ __mro_entries__ __mul__ __name__ __ne__ __neg__ __new__ __next__ __or__
    __package__ __path__ __pos__ __pow__ __prepare__ __qualname__ __radd__ __rand__ __rdivmod__ __repr__ __reversed__
    __rfloordiv__ __rlshift__ __rmatmul__ __rmod__ __rmul__ __ror__ __round__ __rpow__ __rrshift__ __rshift__ __rsub__
    __rtruediv__ __rxor__ __self__ __set__ __set_name__ __setattr__ __setitem__ __slots__ __str__ __sub__ __subclasscheck__
    __suppress_context__ __traceback__ __truediv__ __trunc__ __type_params__ __weakref__ __xor__ __notes__ __all__ __spec__ __loader__
    __abstractmethods__ _abc_impl _abc_instancecheck _version args close code fset metaclass mro msg name negative obj path
    positive print send throw value version
}
