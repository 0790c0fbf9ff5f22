//! The virtual machine of one process.
//!
//! Reading order: [`native`] (what built-ins written in Rust may do), [`types`], [`lookup`].

pub mod attributes;
pub mod collecting;
pub mod dicts;
pub mod equality;
pub mod exceptions;
pub mod guard;
pub mod hashing;
pub mod iteration;
pub mod lookup;
pub mod make;
pub mod names;
pub mod native;
pub mod numbers;
pub mod ordering;
pub mod output;
pub mod representation;
pub mod sets;
pub mod special;
pub mod truth;
pub mod types;
pub mod views;
pub mod wait;

use crate::host::Host;
use crate::object::*;
use crate::wire::Boot;

pub use exceptions::Exc;
use guard::Guard;
use names::{Known, Names};
use types::Types;

/// One process's interpreter: heap, built-ins, modules and threads.
pub struct Vm {
    pub heap: Heap,
    pub shapes: Shapes,
    pub types: Types,
    names: Names,
    /// Names that the VM looks up itself.
    pub known: Known,
    /// Strings of one ASCII character.
    ascii: Vec<Ref<Str>>,
    exceptions: Vec<Ref<Class>>,
    next_version: u32,
    /// The namespace of the module `builtins`.
    pub builtins: Ref<Dict>,
    /// The namespace of the prelude: Python functions that natives defer to.
    pub prelude: Ref<Dict>,
    /// `sys.modules`.
    pub modules: Ref<Dict>,
    /// What the native modules keep.
    pub stdlib: crate::stdlib::State,
    pub host: Box<dyn Host>,
    /// What the process was started from.
    pub boot: Boot,
    guard: Guard,
}

impl Vm {
    /// A VM with its built-ins, before any code has run.
    pub fn new(boot: Boot, host: Box<dyn Host>) -> Vm {
        let mut heap = Heap::new(usize::try_from(boot.memory_limit).unwrap_or(usize::MAX));
        let (mut shapes, mut names) = (Shapes::default(), Names::default());
        let types = Types::new(&mut heap, &mut shapes, |heap, name| names.intern(heap, name));
        let known = Known::new(&mut names, &mut heap);
        let ascii = (0..128u8).map(|byte| names.intern(&mut heap, (byte as char).to_string().as_str())).collect();
        let [builtins, prelude, modules] = [(); 3].map(|()| heap.allocate(Dict::new()));
        let mut vm = Vm {
            heap,
            shapes,
            types,
            names,
            known,
            ascii,
            exceptions: Vec::new(),
            next_version: 1 << 16,
            builtins,
            prelude,
            modules,
            stdlib: Default::default(),
            host,
            boot,
            guard: Guard::default(),
        };
        vm.exceptions = exceptions::make_classes(&mut vm);
        crate::builtins::install(&mut vm);
        crate::stdlib::install(&mut vm);
        vm
    }

    /// Shows `visitor` what the VM itself holds.
    fn visit_roots(&self, visitor: &mut Visitor) {
        self.types.visit(visitor);
        self.names.visit(visitor);
        self.shapes.visit(visitor);
        self.stdlib.visit(visitor);
        for class in &self.exceptions {
            visitor.reference(*class);
        }
        for dict in [self.builtins, self.prelude, self.modules] {
            visitor.reference(dict);
        }
    }
}
