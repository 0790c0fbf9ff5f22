//! `Code`, `Function`, `BoundMethod` and `Native`.

use std::cell::OnceCell;
use std::rc::Rc;

use super::{Dict, Kind, Object, Ref, ShapeId, Str, Value, Visitor};
use crate::bytecode::liveness::Liveness;
use crate::bytecode::{CodeUnit, Op};
use crate::vm::native::{NativeDef, Signature};

/// What an inline-cache site remembers.
#[derive(Clone, Copy)]
pub enum Cache {
    Empty,
    /// An instance attribute in `slot`, for instances of `shape` while their class has `version`.
    Slot { shape: ShapeId, version: u32, slot: u32 },
    /// A class attribute that is not a data descriptor, for instances of `shape` without an
    /// attribute of that name, while their class has `version`.
    Class { shape: ShapeId, version: u32, value: Value },
    /// A property whose getter is this function, for instances of `shape` while their class has `version`.
    Getter { shape: ShapeId, version: u32, getter: Ref<Function> },
    /// An item of the tuple that instances of `shape` wrap, while their class has `version`: a field of a named tuple.
    Item { shape: ShapeId, version: u32, index: u32 },
    /// Of a class that is asked itself: what it or a base of it has by the name (a class method as it is), while it
    /// has `version` and its metaclass, which has nothing by that name, has `meta`.
    OfClass { version: u32, meta: u32, value: Value },
    /// Storing: adds the attribute in the next slot and moves from `shape` to `to`.
    Add { shape: ShapeId, version: u32, to: ShapeId },
    /// The method of a built-in type, for values of the class with `version`.
    Type { version: u32, value: Value },
    /// A global at `index` of the globals' entries.
    Global { index: u32 },
    /// A built-in at `index`, while the globals have `version`.
    Builtin { version: u32, index: u32 },
}

/// A name in an instruction, with what was found for it last time.
pub struct CacheSite {
    pub name: Ref<Str>,
    pub cache: Cache,
    /// What `cache` remembered before: sites that see objects of two classes in turn are common.
    pub other: Cache,
}

impl CacheSite {
    pub fn new(name: Ref<Str>) -> CacheSite {
        CacheSite { name, cache: Cache::Empty, other: Cache::Empty }
    }

    /// Remembers one more case.
    pub fn remember(&mut self, cache: Cache) {
        self.other = std::mem::replace(&mut self.cache, cache);
    }
}

/// Linked code: a unit with its constants and names on the heap.
pub struct Code {
    /// What the code was made of, without its constants.
    pub unit: Rc<CodeUnit>,
    /// The unit's, as long as none is replaced.
    pub ops: Rc<[Op]>,
    pub constants: Box<[Value]>,
    pub names: Box<[Ref<Str>]>,
    /// What its functions are called, interned as `names` are.
    pub name: Ref<Str>,
    pub qualified_name: Ref<Str>,
    pub sites: Box<[CacheSite]>,
    /// How many registers a frame has.
    pub registers: u16,
    /// How many of them are parameters and other locals.
    pub locals: u16,
    /// The number of parameters of a plain function that only has positional ones; else `u16::MAX`.
    pub simple_arity: u16,
    /// Tracebacks leave its frames out: internal Python code of the prelude.
    pub hidden: bool,
    /// Its generators can be awaited: `types.coroutine` has marked them.
    pub iterable_coroutine: bool,
    /// Of the program itself, rather than of the prelude or the library.
    pub program: bool,
    /// The other codes of the same unit, while programs are traced.
    pub twins: Twins,
    /// The compiled function, if there is one, and how far from it the code is.
    pub tier: Tier,
    /// The names that arguments can be given by, once one was.
    pub parameter_names: OnceCell<Box<[Ref<Str>]>>,
    /// Which registers are live where, once that was asked for.
    pub known_liveness: OnceCell<Box<Liveness>>,
}

/// How hot a code is, and what was compiled of it: see `vm::tiering`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tier {
    /// The index of the compiled function in the table of functions; 0 if there is none.
    pub function: u32,
    /// The address of the globals that it was compiled for.
    pub globals: usize,
    /// The address of the code's instructions, in which it can be entered.
    pub ops: usize,
    /// For how many milliseconds the code has been running, roughly.
    pub heat: f32,
    /// How often the function has met a value of an unexpected type.
    pub surprises: u32,
}

/// The codes that one unit has while programs are traced: see `vm::tracing`.
#[derive(Clone, Copy, Debug, Default)]
pub enum Twins {
    #[default]
    None,
    /// Functions have this one; its frames go on in one of the others.
    Origin { plain: Ref<Code>, stepping: Ref<Code> },
    /// Runs as if nothing was traced.
    Plain(Ref<Code>),
    /// Stops before each instruction.
    Stepping(Ref<Code>),
}

impl Code {
    /// Whether its instructions, constants and names have not been decoded yet.
    pub fn is_sealed(&self) -> bool {
        self.unit.sealed.is_some()
    }

    /// Which registers are live where.
    pub fn liveness(&self) -> &Liveness {
        self.known_liveness.get_or_init(|| Liveness::of(&self.unit).into())
    }
}

impl Object for Code {
    const KIND: Kind = Kind::Code;
    const NOTES_CHANGES: bool = true;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.values(&self.constants);
        // Names are interned, and last. What the caches of `sites` hold is used only while a class of the remembered
        // version is at hand, and that class holds it too: a cache must not keep a class alive.
        match self.twins {
            Twins::None => {}
            Twins::Origin { plain, stepping } => [plain, stepping].iter().for_each(|code| visitor.reference(*code)),
            Twins::Plain(origin) | Twins::Stepping(origin) => visitor.reference(origin),
        }
    }
}

/// A Python function.
pub struct Function {
    pub code: Ref<Code>,
    pub globals: Ref<Dict>,
    pub name: Value,
    pub qualified_name: Value,
    /// A tuple, or unbound.
    pub defaults: Value,
    /// A dict, or unbound.
    pub keyword_defaults: Value,
    /// A tuple of cells, or unbound.
    pub closure: Value,
    /// The `__annotate__` function, or unbound.
    pub annotate: Value,
    /// The annotations, once evaluated, or unbound.
    pub annotations: Value,
    pub doc: Value,
    pub module: Value,
    /// Further attributes.
    pub dict: Option<Ref<Dict>>,
}

impl Object for Function {
    const KIND: Kind = Kind::Function;
    const NOTES_CHANGES: bool = true;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.reference(self.code);
        visitor.reference(self.globals);
        visitor.values(&[self.name, self.qualified_name, self.defaults, self.keyword_defaults, self.closure]);
        visitor.values(&[self.annotate, self.annotations, self.doc, self.module]);
        if let Some(dict) = self.dict {
            visitor.reference(dict);
        }
    }
}

/// A callable with its first argument.
pub struct BoundMethod {
    pub function: Value,
    pub receiver: Value,
}

impl Object for BoundMethod {
    const KIND: Kind = Kind::BoundMethod;
    const NOTES_CHANGES: bool = true;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.value(self.function);
        visitor.value(self.receiver);
    }
}

/// A built-in function or method.
pub struct Native {
    pub def: &'static NativeDef,
    /// The class that a method belongs to, or the module of a function; unbound for neither.
    pub owner: Value,
    /// The signature, parsed at the first call.
    pub signature: OnceCell<Rc<Signature>>,
    /// What calls with positional arguments alone look at.
    pub arity: std::cell::Cell<Arity>,
    /// The prelude function that takes over when Python code is involved; looked up when first needed.
    pub slow: Value,
}

/// With how many arguments a native can be called without binding them.
#[derive(Clone, Copy)]
pub struct Arity {
    pub fewest: u8,
    pub most: u8,
}

impl Arity {
    /// No number will do: the signature has not been parsed, or has more than positional parameters.
    pub const NONE: Arity = Arity { fewest: u8::MAX, most: 0 };

    #[inline(always)]
    pub fn allows(self, count: usize) -> bool {
        usize::from(self.fewest) <= count && count <= usize::from(self.most)
    }
}

impl Default for Arity {
    fn default() -> Arity {
        Arity::NONE
    }
}

impl Object for Native {
    const KIND: Kind = Kind::Native;
    const NOTES_CHANGES: bool = true;

    fn visit(&mut self, visitor: &mut Visitor) {
        visitor.value(self.owner);
        visitor.value(self.slow);
    }
}
