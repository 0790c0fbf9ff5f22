//! The list of object kinds, from which the tags, `Value` and the heap's dispatch are made.

/// Calls `$callback!` with the names of all object types. Each is a type of `crate::object`, a
/// variant of [`Kind`] and a variant of `Value`.
macro_rules! for_each_kind {
    ($callback:ident) => {
        $callback! {
            Str, Bytes, ByteArray, BigInt, Complex, List, Tuple, Dict, Set, FrozenSet, Range, Slice, Function, Native,
            BoundMethod, Class, Instance, Module, Cell, Code, Generator, Iter, DictView, Property, Member, StaticMethod,
            ClassMethod, Super, Exception, Traceback, Opaque, MappingProxy
        }
    };
}
pub(crate) use for_each_kind;

macro_rules! define_kind {
    ($($kind:ident),*) => {
        /// The tag in an object's header.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Kind {
            /// A slot without an object.
            Free,
            $($kind,)*
        }
    };
}
for_each_kind!(define_kind);
