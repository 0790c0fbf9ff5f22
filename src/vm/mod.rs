//! The virtual machine of one process.
//!
//! Reading order: [`native`] (what built-ins written in Rust may do), [`types`], [`lookup`]; then
//! [`frame`], [`run`] (the loop), [`calls`], [`complete`] (where results go), [`unwind`] (where
//! exceptions go), [`access`], [`operators`], [`generators`], [`scheduler`] (threads), [`boot`].

pub mod access;
mod adaptors;
mod assignment;
pub mod attributes;
mod binding;
pub mod boot;
mod caches;
mod class_caches;
pub mod calls;
pub mod classes;
pub mod collecting;
mod columns;
pub mod complete;
mod conversion;
mod delegation;
pub mod dicts;
pub mod displays;
pub mod division;
pub mod equality;
pub mod exceptions;
pub mod execute;
pub mod execution;
mod exports;
pub mod finalization;
pub mod fork;
pub mod frame;
pub mod frames;
pub mod gc;
pub mod generators;
mod groups;
pub mod guard;
pub mod hashing;
mod imports_ahead;
pub mod inheritance;
pub mod items;
pub mod iteration;
pub mod keys;
pub mod link;
pub mod lookup;
pub mod make;
mod members;
pub mod names;
pub mod native;
pub mod numbers;
pub mod operation;
pub mod operators;
pub mod ordering;
pub mod origins;
pub mod output;
pub mod registers;
pub mod report;
pub mod representation;
pub mod run;
pub mod scheduler;
pub mod set_algebra;
mod sets;
mod signals;
pub mod special;
pub mod comparison_sort;
mod patterns;
mod purpose;
pub mod gathering;
pub mod summing;
pub mod thread;
mod tiering;
pub mod tools;
pub mod tracing;
pub mod trees;
pub mod truth;
pub mod types;
pub mod unseal;
pub mod unwind;
pub mod variables;
pub mod views;
pub mod wait;
mod windows;

use std::collections::HashMap;
use std::rc::Rc;

use crate::sorted::SortedSet;
use crate::host::Host;
use crate::object::*;
use crate::wire::{Boot, CallId, Tid};

pub use exceptions::Exc;
use guard::Guard;
use names::{Known, Names};
use thread::Thread;
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
    /// Classes made by Python code, as long as they live.
    made_classes: Vec<Ref<Class>>,
    next_version: u32,
    /// The namespace of the module `builtins`.
    pub builtins: Ref<Dict>,
    /// The namespace of the prelude: Python functions that natives defer to.
    pub prelude: Ref<Dict>,
    /// `sys.modules`.
    pub modules: Ref<Dict>,
    /// What the native modules keep.
    pub stdlib: crate::stdlib::State,
    /// How many digits an int may have to be converted from or to decimal text; 0 for no limit.
    pub digits_limit: usize,
    /// How many NaNs were made that differ from all others.
    pub nan_count: u32,
    pub host: Box<dyn Host>,
    /// What the process was started from.
    pub boot: Boot,
    /// The thread that holds the interpreter.
    pub(crate) thread: Thread,
    others: Vec<Thread>,
    /// The thread that ends the process when it ends, and gets its signals.
    main_thread: Tid,
    /// When the current thread's turn began, on the host's monotonic clock.
    turn: f64,
    /// The request that asks for a copy of this process: nothing changes here until it is answered.
    forking: Option<CallId>,
    /// The names of threads, for the timeline; set by `threading`.
    pub thread_names: HashMap<Tid, String>,
    /// Threads of which no state is reported.
    unseen_threads: SortedSet<Tid>,
    next_tid: u32,
    wait_count: u64,
    /// Calls and backward jumps until the loop looks up.
    fuel: i64,
    /// Set when the process is over.
    exit_code: Option<i32>,
    /// The sources of what was compiled, for tracebacks, by file name.
    pub sources: HashMap<String, Rc<str>>,
    pub columns: columns::Columns,
    guard: Guard,
    pub finalization: finalization::Finalization,
    refusals: exports::Refusals,
    /// How many calls coroutines note when they are made.
    origin_depth: usize,
    tracing: tracing::Tracing,
    tiering: tiering::Tiering,
    /// How a compiled function has escaped.
    escape: Option<native::Escape>,
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
            made_classes: Vec::new(),
            next_version: 1 << 16,
            builtins,
            prelude,
            modules,
            stdlib: Default::default(),
            nan_count: 0,
            digits_limit: crate::text::int::DEFAULT_DIGITS_LIMIT,
            host,
            boot,
            thread: Thread::new(Tid(0)),
            others: Vec::new(),
            main_thread: Tid(0),
            turn: 0.0,
            forking: None,
            thread_names: HashMap::new(),
            unseen_threads: SortedSet::new(),
            next_tid: 1,
            wait_count: 0,
            fuel: 0,
            exit_code: None,
            sources: HashMap::new(),
            columns: columns::Columns::default(),
            guard: Guard::default(),
            finalization: Default::default(),
            refusals: Default::default(),
            origin_depth: 0,
            tracing: Default::default(),
            tiering: Default::default(),
            escape: None,
        };
        vm.exceptions = exceptions::make_classes(&mut vm);
        crate::builtins::install(&mut vm);
        vm.install_core();
        crate::stdlib::install(&mut vm);
        vm
    }

    /// Shows `visitor` what the VM itself holds.
    fn visit_roots(&self, visitor: &mut Visitor) {
        self.types.visit(visitor);
        self.stdlib.visit(visitor);
        self.finalization.visit(visitor);
        for class in &self.exceptions {
            visitor.reference(*class);
        }
        for dict in [self.builtins, self.prelude, self.modules] {
            visitor.reference(dict);
        }
    }
}
