//! One Python process in a worker: boot, deliver, run, take what it says.
//!
//! Architecture invariant: numbers and bytes only cross here, and nothing on the other side is
//! remembered here, so that a copy of the linear memory is a copy of the process.

use std::cell::RefCell;
use std::collections::VecDeque;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::{
    browser::clock::{Clock, fill_with_entropy, stopwatch},
    host::Host,
    process::{Driver, Prepared, Status},
    wire::{Boot, ToKernel, ToProcess, decode, decode_batch, encode_batch},
};

/// `process_run` says this when the process can go on at once.
const READY: f64 = -1.0;
/// `process_run` says this when the process is over.
const EXITED: f64 = -2.0;

thread_local! {
    static PROCESS: RefCell<Option<Running>> = const { RefCell::new(None) };
    static PREPARED: RefCell<Option<Prepared>> = const { RefCell::new(None) };
    static PACKS: RefCell<Vec<Vec<u8>>> = const { RefCell::new(Vec::new()) };
}

struct Running {
    driver: Driver,
    host: WorkerHost,
}

#[derive(Default)]
struct WorkerHost {
    clock: Clock,
    outbox: Vec<ToKernel>,
    modules: VecDeque<Vec<u8>>,
}

impl Host for WorkerHost {
    fn monotonic_ms(&mut self) -> f64 {
        self.clock.monotonic_ms()
    }

    fn wall_ms(&mut self) -> f64 {
        self.clock.wall_ms()
    }

    fn entropy(&mut self, buffer: &mut [u8]) {
        fill_with_entropy(buffer);
    }

    fn stopwatch(&self) -> Option<fn() -> f64> {
        Some(stopwatch)
    }

    fn compiles(&self) -> bool {
        true
    }

    fn fuel(&self) -> i64 {
        if cfg!(debug_assertions) { 20 } else { 20_000 }
    }

    fn compile(&mut self, module: Vec<u8>) {
        self.modules.push_back(module);
    }

    fn send(&mut self, message: ToKernel) {
        self.outbox.push(message);
    }
}

/// Does in advance what every process begins with, so that one that is asked for starts at once. The
/// prelude comes in `pack`, which the kernel has checked, and its modules can be imported without asking for them.
#[wasm_bindgen]
pub fn process_prepare(pack: &[u8]) {
    console_error_panic_hook::set_once();
    let prepared = Prepared::with_pack(pack).unwrap_or_else(|error| panic!("the start of the library cannot be read: {error}"));
    PREPARED.set(Some(prepared));
}

/// Does still more in advance: runs the modules that most programs import.
#[wasm_bindgen]
pub fn process_run_modules() {
    PREPARED.with_borrow_mut(|prepared| prepared.as_mut().expect("process_prepare comes first").run_modules());
}

/// Takes a pack of the library for [`process_run_later_modules`].
#[wasm_bindgen]
pub fn process_take_pack(pack: Vec<u8>) {
    PACKS.with_borrow_mut(|packs| packs.push(pack));
}

/// Does still more in advance: runs what many programs import, which lies in the packs of `LATER_ASSETS`.
#[wasm_bindgen]
pub fn process_run_later_modules() {
    let packs = PACKS.take();
    PREPARED.with_borrow_mut(|prepared| {
        let prepared = prepared.as_mut().expect("process_prepare comes first");
        prepared.run_later_modules(&packs).unwrap_or_else(|error| panic!("the library cannot be read: {error}"));
    });
}

/// Has the browser's compiler see what programs do. A fresh instance has to follow.
#[wasm_bindgen]
pub fn process_warm_up() {
    PREPARED.take().expect("process_prepare comes first").warm_up();
}

/// Hands over the table of Unicode names, which the engine does not carry.
#[wasm_bindgen]
pub fn names_install(table: String) {
    crate::syntax::install_names(table);
}

/// Makes this instance the process that `boot` describes.
#[wasm_bindgen]
pub fn process_boot(boot: &[u8], to_run: f64, to_wall: f64) {
    console_error_panic_hook::set_once();
    let boot: Boot = decode(boot).unwrap_or_else(|error| panic!("a process cannot start: {error}"));
    let prepared = PREPARED.take().expect("a worker is prepared before it becomes a process");
    let host = WorkerHost { clock: Clock { to_run, to_wall }, outbox: Vec::new(), modules: VecDeque::new() };
    let driver = Driver::new(Box::new(prepared.start(boot)));
    PROCESS.set(Some(Running { driver, host }));
}

/// The memory of this instance is a copy of a parent's now; its clock is that of another worker.
#[wasm_bindgen]
pub fn process_forked(to_run: f64, to_wall: f64) {
    with_process(|process| {
        process.host.clock = Clock { to_run, to_wall };
        process.host.modules.clear();
    });
}

/// Hands over a batch of messages; they are acted on in the next slice.
#[wasm_bindgen]
pub fn process_deliver(batch: &[u8]) {
    let messages: Vec<ToProcess> = decode_batch(batch).unwrap_or_else(|error| panic!("a process was sent {error}"));
    with_process(|process| {
        for message in messages {
            process.driver.deliver(message, &mut process.host);
        }
    });
}

/// Runs a slice. Below zero: `READY` or `EXITED`; otherwise the process waits until that time of the
/// run, or without end at infinity.
#[wasm_bindgen]
pub fn process_run() -> f64 {
    match with_process(|process| process.driver.run(&mut process.host)) {
        Status::Ready => READY,
        Status::Exited(_) => EXITED,
        Status::Waiting { until } => until.unwrap_or(f64::INFINITY).max(0.0),
    }
}

/// What the process has said since the last call, for the kernel; empty if nothing.
#[wasm_bindgen]
pub fn process_take_outbox() -> Vec<u8> {
    let said = with_process(|process| std::mem::take(&mut process.host.outbox));
    if said.is_empty() { Vec::new() } else { encode_batch(&said) }
}

/// The next WebAssembly module whose function "f" is to be put in the engine's table of functions; empty if there is none.
/// It imports the memory and the table as "m" and "t" of "e".
#[wasm_bindgen]
pub fn process_take_module() -> Vec<u8> {
    with_process(|process| process.host.modules.pop_front().unwrap_or_default())
}

/// Where it is in the table, in the order in which the modules were taken; 0 if the browser refuses the module.
#[wasm_bindgen]
pub fn process_installed(place: u32) {
    with_process(|process| process.driver.installed((place != 0).then_some(place)));
}

/// The engine's table of functions.
#[wasm_bindgen]
pub fn process_table() -> wasm_bindgen::JsValue {
    wasm_bindgen::function_table()
}

/// Traps, as a bug in the engine would. Only tests call it.
#[wasm_bindgen]
pub fn process_trap() {
    std::process::abort();
}

fn with_process<T>(act: impl FnOnce(&mut Running) -> T) -> T {
    PROCESS.with_borrow_mut(|process| act(process.as_mut().expect("process_boot comes first")))
}
