//! Values, the heap and the types of objects. Nothing here calls Python or knows of the run loop.
//!
//! Reading order: [`value`], [`heap`], then a file for each family of objects.

mod kinds;

pub mod callable;
pub mod class;
pub mod containers;
pub mod deque;
pub mod dict;
pub mod exception;
pub mod exports;
pub mod generator;
pub mod heap;
pub mod iterator;
pub mod number;
pub mod opaque;
pub mod set;
pub mod shape;
pub mod str;
pub mod tool;
pub mod value;

pub use callable::*;
pub use class::*;
pub use containers::*;
pub use deque::*;
pub use dict::*;
pub use exception::*;
pub use exports::*;
pub use generator::*;
pub use heap::{Address, Deaths, Heap, Object, Offsets, QuickMap, Ref, RefMap, StrText, VecOffsets, Visitor};
pub use iterator::*;
pub use kinds::Kind;
pub use number::*;
pub use opaque::*;
pub use set::*;
pub use shape::*;
pub use str::*;
pub use tool::*;
pub use value::{Tag, Value};
