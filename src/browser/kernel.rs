//! The kernel in its worker: messages in, effects out.

use std::cell::RefCell;

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

use crate::{
    browser::feed::trace_feed,
    kernel::{Config, Effect, Kernel},
    prelude::pack::check_format,
    process::LATER_ASSETS,
    wire::{Boot, BootFlags, Bytes, CallId, Pid, StartMethod, ToProcess, encode_batch},
};

thread_local! {
    static KERNEL: RefCell<Option<Kernel>> = const { RefCell::new(None) };
}

/// What the page says about a run.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RunSpec {
    name: String,
    source: String,
    argv: Vec<String>,
    stdin: Option<String>,
    start_method: StartMethod,
    cpus: u32,
    processes: usize,
    memory: f64,
}

/// An effect as JavaScript gets it: what one process is sent at once is one batch.
#[derive(Serialize)]
#[serde(untagged)]
enum Told {
    Deliver {
        #[serde(rename = "type")]
        kind: &'static str,
        pid: Pid,
        batch: Bytes,
    },
    Other(Effect),
}

/// An error unless the pack that every process has from the start is of the same build as this engine.
#[wasm_bindgen]
pub fn kernel_check_library(pack: &[u8]) -> Result<(), JsError> {
    check_format(pack).map_err(|error| JsError::new(&format!("the Python library cannot be used: {error}")))
}

/// The assets whose packs `process_run_later_modules` needs.
#[wasm_bindgen]
pub fn kernel_later_assets() -> Vec<String> {
    LATER_ASSETS.map(str::to_owned).to_vec()
}

/// Makes this instance the kernel of a run, and starts its main process.
#[wasm_bindgen]
pub fn kernel_start(run: JsValue, now: f64) -> Result<JsValue, JsValue> {
    console_error_panic_hook::set_once();
    let run: RunSpec = serde_wasm_bindgen::from_value(run)?;
    let config = Config { max_processes: run.processes, stdin: true, can_fork: true, ..Config::default() };
    let mut kernel = Kernel::new(config);
    let mut effects = Vec::new();
    kernel.start_main(main_boot(run), now, &mut effects);
    KERNEL.set(Some(kernel));
    told(effects)
}

fn main_boot(run: RunSpec) -> Boot {
    let mut boot = Boot::main(run.name, run.source);
    boot.argv.extend(run.argv);
    boot.cpus = run.cpus;
    boot.start_method = run.start_method;
    boot.memory_limit = run.memory as u64;
    boot.flags = BootFlags { trace: true, stdin: true, terminal: run.stdin.is_none() };
    boot
}

/// Takes a batch of messages of process `pid`.
#[wasm_bindgen]
pub fn kernel_handle(pid: u32, batch: &[u8], now: f64) -> Result<JsValue, JsValue> {
    let effects = with_kernel(|kernel| kernel.handle_bytes(Pid(pid), batch, now));
    told(effects.map_err(|error| JsValue::from_str(&format!("process {pid} sent {error}")))?)
}

/// The instance of process `pid` trapped, or its worker is gone.
#[wasm_bindgen]
pub fn kernel_crashed(pid: u32, now: f64) -> Result<JsValue, JsValue> {
    act(|kernel, effects| kernel.process_crashed(Pid(pid), now, effects))
}

/// There is no worker to be had for process `pid`.
#[wasm_bindgen]
pub fn kernel_could_not_start(pid: u32, why: &str, now: f64) -> Result<JsValue, JsValue> {
    act(|kernel, effects| kernel.process_could_not_start(Pid(pid), why, now, effects))
}

/// The process was told to end and has not done so in time.
#[wasm_bindgen]
pub fn kernel_kill_now(pid: u32, now: f64) -> Result<JsValue, JsValue> {
    act(|kernel, effects| kernel.kill_now(Pid(pid), now, effects))
}

/// Ends every process: the page has ended their workers already.
#[wasm_bindgen]
pub fn kernel_stop(now: f64) -> Result<JsValue, JsValue> {
    act(|kernel, effects| {
        for pid in kernel.living() {
            kernel.kill_now(pid, now, effects);
        }
    })
}

/// Ctrl-C.
#[wasm_bindgen]
pub fn kernel_interrupt(now: f64) -> Result<JsValue, JsValue> {
    act(|kernel, effects| kernel.interrupt(now, effects))
}

/// Text for standard input.
#[wasm_bindgen]
pub fn kernel_send_input(text: &str, now: f64) -> Result<JsValue, JsValue> {
    act(|kernel, effects| kernel.send_input(text, now, effects))
}

/// The pack that process `pid` asked for.
#[wasm_bindgen]
pub fn kernel_library_read(pid: u32, call: f64, pack: Vec<u8>, now: f64) -> Result<JsValue, JsValue> {
    act(|kernel, effects| kernel.library_read(Pid(pid), CallId(call as u64), Ok(pack), now, effects))
}

/// The pack that process `pid` asked for cannot be had.
#[wasm_bindgen]
pub fn kernel_library_failed(pid: u32, call: f64, why: String, now: f64) -> Result<JsValue, JsValue> {
    act(|kernel, effects| kernel.library_read(Pid(pid), CallId(call as u64), Err(why), now, effects))
}

/// The end of standard input.
#[wasm_bindgen]
pub fn kernel_close_input(now: f64) -> Result<JsValue, JsValue> {
    act(|kernel, effects| kernel.close_input(now, effects))
}

/// Which processes began to run or to wait since the last call, as effects.
#[wasm_bindgen]
pub fn kernel_states(now: f64) -> Result<JsValue, JsValue> {
    act(|kernel, effects| kernel.report_states(now, effects))
}

/// At most `most` records of the trace, from number `from` on, as numbers; see `feed`.
#[wasm_bindgen]
pub fn kernel_feed(from: usize, most: usize) -> Vec<f64> {
    with_kernel(|kernel| trace_feed(kernel.trace(), from, most))
}

/// The text of a label that the feed names; undefined beyond the last.
#[wasm_bindgen]
pub fn kernel_label(id: u32) -> Option<String> {
    with_kernel(|kernel| kernel.trace().label_of(id).map(str::to_owned))
}

/// The processes of the run and how many ran at once.
#[wasm_bindgen]
pub fn kernel_summary(now: f64) -> Result<JsValue, JsValue> {
    Ok(serde_wasm_bindgen::to_value(&with_kernel(|kernel| kernel.summary(now)))?)
}

/// The trace as Chrome Trace Event JSON.
#[wasm_bindgen]
pub fn kernel_trace(now: f64) -> String {
    with_kernel(|kernel| kernel.trace_json(now))
}

fn act(ask: impl FnOnce(&mut Kernel, &mut Vec<Effect>)) -> Result<JsValue, JsValue> {
    let mut effects = Vec::new();
    with_kernel(|kernel| ask(kernel, &mut effects));
    told(effects)
}

fn with_kernel<T>(act: impl FnOnce(&mut Kernel) -> T) -> T {
    KERNEL.with_borrow_mut(|kernel| act(kernel.as_mut().expect("kernel_start comes first")))
}

/// Effects as an array of objects.
fn told(effects: Vec<Effect>) -> Result<JsValue, JsValue> {
    Ok(serde_wasm_bindgen::to_value(&gather(effects))?)
}

/// Joins the messages to each process into one batch. A fork copies its parent as it is before its
/// next message, so nothing moves past one.
fn gather(effects: Vec<Effect>) -> Vec<Told> {
    let mut told = Vec::new();
    let mut letters: Vec<(Pid, Vec<ToProcess>)> = Vec::new();
    for effect in effects {
        match effect {
            Effect::Deliver { pid, message } => match letters.iter_mut().find(|(to, _)| *to == pid) {
                Some((_, messages)) => messages.push(message),
                None => letters.push((pid, vec![message])),
            },
            Effect::ForkProcess { .. } | Effect::KillProcess { .. } | Effect::Finished { .. } => {
                send_off(&mut letters, &mut told);
                told.push(Told::Other(effect));
            }
            other => told.push(Told::Other(other)),
        }
    }
    send_off(&mut letters, &mut told);
    told
}

fn send_off(letters: &mut Vec<(Pid, Vec<ToProcess>)>, told: &mut Vec<Told>) {
    told.extend(letters.drain(..).map(|(pid, messages)| Told::Deliver {
        kind: "deliver",
        pid,
        batch: Bytes(encode_batch(&messages)),
    }));
}
