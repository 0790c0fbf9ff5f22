//! Native modules: what the library's Python modules stand on.
//!
//! A module is made when it is first imported, so that starting stays cheap.

mod arguments;
mod array;
mod binascii;
mod bisect;
mod checksums;
mod cmath;
pub mod collections;
mod collector;
mod dates;
mod decimal;
mod errno;
pub mod functools;
mod hashes;
mod heapq;
mod hooks;
mod integers;
mod io;
pub mod itertools;
mod json;
pub mod library;
mod math;
mod memory_tracing;
mod monitoring;
pub mod multiprocessing;
pub mod operator;
mod pickle;
mod posix;
mod queue;
mod random;
mod signals;
mod signal_masks;
pub mod sre;
mod statistics;
pub mod streams;
mod structs;
mod structseq;
mod sums;
mod sys;
pub mod thread;
mod time;
mod types;
mod unicode_names;
pub mod weakref;
mod zlib;


pub use posix::not_a_path;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::NativeDef;
use crate::vm::{origins, tracing, trees};
use crate::wire::CallId;

/// A module written in Rust.
struct NativeModule {
    name: &'static str,
    /// Its functions.
    natives: &'static [NativeDef],
    /// Adds what is not a function: classes and constants.
    fill: fn(&mut Vm, Ref<Dict>),
}

const MODULES: &[NativeModule] = &[
    NativeModule { name: "sys", natives: sys::NATIVES, fill: sys::fill },
    NativeModule { name: "time", natives: time::NATIVES, fill: time::fill },
    NativeModule { name: "_posix", natives: posix::NATIVES, fill: posix::fill },
    NativeModule { name: "math", natives: math::NATIVES, fill: math::fill },
    NativeModule { name: "_thread", natives: thread::NATIVES, fill: thread::fill },
    NativeModule { name: "_queue", natives: &[], fill: queue::fill },
    NativeModule { name: "_signal_core", natives: signals::NATIVES, fill: |_, _| {} },
    NativeModule { name: "_random", natives: &[], fill: random::fill },
    NativeModule { name: "_collectionscore", natives: collections::NATIVES, fill: collections::fill },
    NativeModule { name: "_functoolscore", natives: functools::NATIVES, fill: functools::fill },
    NativeModule { name: "_heapqcore", natives: heapq::NATIVES, fill: |_, _| {} },
    NativeModule { name: "_bisectcore", natives: bisect::NATIVES, fill: |_, _| {} },
    NativeModule { name: "_statistics", natives: statistics::NATIVES, fill: |_, _| {} },
    NativeModule { name: "_array", natives: array::NATIVES, fill: array::fill },
    NativeModule { name: "_picklecore", natives: pickle::NATIVES, fill: pickle::fill },
    NativeModule { name: "_jsoncore", natives: json::NATIVES, fill: |_, _| {} },
    NativeModule { name: "_multiprocessing", natives: multiprocessing::NATIVES, fill: multiprocessing::fill },
    NativeModule { name: "_weakref_core", natives: weakref::NATIVES, fill: weakref::fill },
    NativeModule { name: "_sre", natives: sre::NATIVES, fill: sre::fill },
    NativeModule { name: "_struct", natives: structs::NATIVES, fill: structs::fill },
    NativeModule { name: "binascii", natives: binascii::NATIVES, fill: binascii::fill },
    NativeModule { name: "cmath", natives: cmath::NATIVES, fill: cmath::fill },
    NativeModule { name: "_decimalcore", natives: decimal::NATIVES, fill: decimal::fill },
    NativeModule { name: "_typescore", natives: &[], fill: types::fill },
    NativeModule { name: "_operatorcore", natives: operator::NATIVES, fill: operator::fill },
    NativeModule { name: "zlib", natives: zlib::NATIVES, fill: zlib::fill },
    NativeModule { name: "_md5", natives: hashes::MD5, fill: |_, _| {} },
    NativeModule { name: "_sha1", natives: hashes::SHA1, fill: |_, _| {} },
    NativeModule { name: "_sha2", natives: hashes::SHA2, fill: |_, _| {} },
    NativeModule { name: "_sha3", natives: hashes::SHA3, fill: |_, _| {} },
    NativeModule { name: "_blake2", natives: &[], fill: hashes::fill_blake2 },
    NativeModule { name: "_dates", natives: dates::NATIVES, fill: |_, _| {} },
    NativeModule { name: "errno", natives: errno::NATIVES, fill: errno::fill },
    NativeModule { name: "_iocore", natives: io::NATIVES, fill: io::fill },
    NativeModule { name: "itertools", natives: itertools::NATIVES, fill: itertools::fill },
    NativeModule { name: "_unicodenames", natives: unicode_names::NATIVES, fill: |_, _| {} },
    NativeModule { name: "_tracemalloc", natives: memory_tracing::NATIVES, fill: |_, _| {} },
    NativeModule { name: "gc", natives: collector::NATIVES, fill: collector::fill },
];

/// Functions of modules that are spread over several files.
const MORE: &[(&str, &[NativeDef])] =
    &[("sys", tracing::NATIVES), ("sys", origins::NATIVES), ("_posix", posix::FILES), ("_posix", posix::STATUS), ("_posix", posix::DIRECTORIES)];

/// What native modules keep for the whole life of the process.
pub struct State {
    /// Classes of native objects by `module.name`.
    classes: QuickMap<&'static str, Ref<Class>>,
    /// The classes of tuples with named fields.
    sequences: structseq::Sequences,
    /// The classes of `datetime`, once it was imported.
    dates: Option<dates::Classes>,
    /// The standard streams' buffers.
    pub streams: streams::Buffers,
    /// `sys.getrecursionlimit()`: frames that a thread may have.
    pub recursion_limit: usize,
    /// `sys.getswitchinterval()` in seconds.
    pub switch_interval: f64,
    /// All threads but daemons have ended, and there will be no more.
    pub threads_over: bool,
    /// `atexit`'s functions have run.
    pub finalizing: bool,
    /// `gc.disable()` was called.
    pub collector_disabled: bool,
    /// Threads that can be joined.
    pub running_threads: Vec<thread::Running>,
    /// When SIGALRM comes.
    pub alarm: signals::Alarm,
    /// Signals that have come and that every thread blocks, each a bit.
    pending_signals: u64,
    /// `threading.stack_size()`, which has no effect.
    pub stack_size: i64,
    /// Other processes and what is shared with them.
    pub processes: multiprocessing::Processes,
    /// The formats of `struct` that were used last.
    formats: structs::Formats,
    /// `decimal`'s contexts.
    pub decimal: decimal::State,
    /// The library.
    pub library: library::Library,
    last_call: u64,
}

impl Default for State {
    fn default() -> Self {
        State {
            classes: Default::default(),
            sequences: Default::default(),
            formats: Default::default(),
            dates: None,
            streams: Default::default(),
            recursion_limit: 1000,
            switch_interval: 0.005,
            threads_over: false,
            finalizing: false,
            collector_disabled: false,
            running_threads: Vec::new(),
            alarm: Default::default(),
            pending_signals: 0,
            stack_size: 0,
            processes: Default::default(),
            decimal: Default::default(),
            library: Default::default(),
            last_call: 0,
        }
    }
}

impl State {
    fn class(&self, path: &str) -> Option<Ref<Class>> {
        self.classes.get(path).copied()
    }

    pub fn knows_class(&self, path: &str) -> bool {
        self.classes.contains_key(path)
    }

    fn remember_class(&mut self, path: &'static str, class: Ref<Class>) {
        self.classes.insert(path, class);
    }

    /// A number for a request to the kernel, not used before.
    pub fn next_call(&mut self) -> CallId {
        self.last_call += 1;
        CallId(self.last_call)
    }

    pub fn visit(&self, visitor: &mut Visitor) {
        for class in self.classes.values() {
            visitor.reference(*class);
        }
        self.running_threads.iter().for_each(|running| running.visit(visitor));
        self.processes.visit(visitor);
        self.decimal.visit(visitor);
        self.dates.iter().for_each(|dates| dates.visit(visitor));
    }
}

/// What native modules need from the start.
pub fn install(vm: &mut Vm) {
    vm.add_functions(vm.builtins, streams::INPUT);
    vm.add_functions(vm.prelude, weakref::INTRINSICS);
    vm.add_functions(vm.prelude, streams::INTRINSICS);
    vm.add_functions(vm.prelude, itertools::INTRINSICS);
    vm.add_functions(vm.prelude, thread::INTRINSICS);
    vm.add_functions(vm.prelude, sys::INTRINSICS);
    vm.add_functions(vm.prelude, tracing::INTRINSICS);
    vm.add_functions(vm.prelude, trees::INTRINSICS);
}

/// Takes note of every message from the kernel, before a reply wakes its thread.
pub fn delivered(vm: &mut Vm, message: &crate::wire::ToProcess) {
    multiprocessing::delivered(vm, message);
}

/// Nobody waits for the answer to `call` any more.
pub fn wait_given_up(vm: &mut Vm, call: CallId) {
    multiprocessing::wait_given_up(vm, call);
}

/// A slice is over: hands back what the kernel has asked for.
pub fn slice_ended(vm: &mut Vm) {
    multiprocessing::end_slice(vm);
}

/// A thread has ended: wakes who waits for that.
pub fn thread_ended(vm: &mut Vm, tid: crate::wire::Tid) {
    vm.stdlib.decimal.thread_ended(tid);
    thread::thread_ended(vm, tid);
}

/// Whether the process has an open end of a pipe.
pub fn holds_pipe_ends(vm: &Vm) -> bool {
    multiprocessing::holds_pipe_ends(vm)
}

/// The open ends of pipes whose objects `marked` has not reached.
pub fn dead_pipe_ends(vm: &mut Vm, heap: &Heap, marked: &Visitor) -> Vec<crate::wire::PipeEnd> {
    multiprocessing::dead_pipe_ends(vm, heap, marked)
}

/// Closes what dead objects have left open.
pub fn close_pipe_ends(vm: &mut Vm, ends: Vec<crate::wire::PipeEnd>) {
    multiprocessing::close_pipe_ends(vm, ends);
}

/// Sends SIGALRM if it is due.
pub fn ring_alarm(vm: &mut Vm, now: f64) {
    signals::ring_alarm(vm, now);
}

/// A signal has been handled.
pub fn signal_handled(vm: &mut Vm) {
    signals::handled(vm);
}

/// The process is about to exit: hands back all that it holds.
pub fn process_ends(vm: &mut Vm) {
    multiprocessing::before_exit(vm);
}

/// Whether `name` is a module written in Rust.
pub fn is_native(name: &str) -> bool {
    MODULES.iter().any(|module| module.name == name)
}

/// The module that a native function belongs to.
pub fn module_of(def: &'static NativeDef) -> Option<&'static str> {
    let modules = MODULES.iter().map(|module| (module.name, module.natives)).chain(MORE.iter().copied());
    modules.into_iter().find(|(_, natives)| natives.iter().any(|own| std::ptr::eq(own, def))).map(|(name, _)| name)
}

/// Makes the native module `name`, if there is one. It is not entered into `sys.modules`.
pub fn load(vm: &mut Vm, name: &str) -> Option<Ref<Module>> {
    if name == "_prelude" {
        return Some(vm.heap.allocate(Module { dict: vm.prelude }));
    }
    let native = MODULES.iter().find(|module| module.name == name)?;
    let dict = vm.new_dict();
    let text = vm.str(native.name);
    let package = vm.str("");
    let known = [(vm.known.__name__, text), (vm.known.__package__, package)];
    let none = [vm.known.__doc__, vm.known.__loader__, vm.known.__spec__].map(|name| (name, Value::None));
    for (name, value) in known.into_iter().chain(none) {
        vm.heap.set_name(dict, name, value);
    }
    vm.add_functions(dict, native.natives);
    for (_, natives) in MORE.iter().filter(|(module, _)| *module == name) {
        vm.add_functions(dict, natives);
    }
    (native.fill)(vm, dict);
    Some(vm.heap.allocate(Module { dict }))
}

impl Vm {
    /// The class of a native module's objects, made at the first call. `path` is `module.Name`.
    pub fn native_class_at(&mut self, path: &'static str, natives: &'static [NativeDef]) -> Ref<Class> {
        if let Some(class) = self.stdlib.class(path) {
            return class;
        }
        let (module, name) = path.rsplit_once('.').unwrap_or(("builtins", path));
        let class = self.new_class(name, &[self.types.object]);
        self.heap[class].layout = Layout::Opaque;
        self.heap[class].immutable = true;
        self.heap[class].without_dict = true;
        self.heap[class].named_fully = module != "builtins";
        let (dict, module) = (self.heap[class].dict, self.str(module));
        self.heap.set_name(dict, self.known.__module__, module);
        self.add_methods(class, natives);
        self.stdlib.remember_class(path, class);
        class
    }

    /// An exception class of a native module, made at the first call. `path` is `module.Name`.
    pub fn native_exception(&mut self, path: &'static str, base: crate::vm::Exc) -> Ref<Class> {
        if let Some(class) = self.stdlib.class(path) {
            return class;
        }
        let (module, name) = path.rsplit_once('.').unwrap_or(("builtins", path));
        let class = self.new_class(name, &[self.exception_class(base)]);
        let (dict, module) = (self.heap[class].dict, self.str(module));
        self.heap.set_name(dict, self.known.__module__, module);
        self.stdlib.remember_class(path, class);
        class
    }

    /// Sets `name` in a namespace.
    pub fn define(&mut self, namespace: Ref<Dict>, name: &str, value: impl Into<Value>) {
        let name = self.intern(name);
        self.heap.set_name(namespace, name, value.into());
    }
}
