//! Spawnpoint: Python whose `multiprocessing` and `threading` really run in a web page.
//!
//! # Bird's eye view
//!
//! ```text
//!  page (www/)            one per document or embed: editor, console, timeline; creates all workers
//!    |  messages
//!  kernel worker          process table, queues, pipes, semaphores, shared memory, wait graph, trace
//!    |            |
//!  process worker ...     one Web Worker for each Python process: one wasm instance, one VM
//! ```
//!
//! A program's text goes through [`syntax`] (the parser, errors in CPython's words) and [`compile`]
//! (scopes, register allocation) to [`bytecode`]. [`vm`] executes it over the values and the traced
//! heap of [`object`], with the natives of [`builtins`] and [`stdlib`] and the Python of [`prelude`].
//! [`process`] makes a VM a program that a host runs in slices; what processes share is asked of
//! [`kernel`] in the messages of [`wire`].
//!
//! # What everything else stands on
//!
//! Architecture invariant: **the VM is stackless.** All Python frames live in [`vm::thread::Thread`];
//! the loop in [`vm::run`] returns when a thread must wait, so a blocked `queue.get()` is a VM that
//! has returned. Nothing blocks a worker, and no shared memory or special header is needed.
//!
//! Architecture invariant: **the run loop alone says what Python means.** Where code is hot in a browser, [`jit`] makes a
//! WebAssembly function of it, which does the fast paths on the same registers and frames, and leaves to the loop for the
//! rest. It keeps nothing on the engine's stack, and can be thrown away between any two instructions.
//!
//! Architecture invariant: **a native never calls Python** ([`vm::native`]). It returns a value or
//! escapes; where user code is involved it defers to a Python function of the prelude. So every line
//! of Python can wait, be switched and be interrupted.
//!
//! Architecture invariant: **garbage is collected at safe points of the run loop only**
//! ([`object::heap`], [`vm::gc`]), never inside a native, so natives need no rooting.
//!
//! Architecture invariant: **the kernel does no I/O** ([`kernel::Kernel`]): messages in, effects out,
//! no clock. The same kernel runs in a worker, in a thread and in the simulator.
//!
//! Architecture invariant: **the world is behind [`host::Host`].** `kernel` and `wire` know nothing of
//! `vm`; only `browser` knows the web; only `syntax` knows the parser. `tests/house_rules.rs` checks it.
//!
//! # Where to start
//!
//! For the language: [`vm::run`], then [`vm::calls`], then [`jit`]. For processes: [`wire::ToKernel`], then
//! [`kernel`]. For the page: `www/` and `worker/`. Modules stand in reading order.

pub mod syntax;
pub mod compile;
pub mod bytecode;
pub mod object;
pub mod text;
pub mod vm;
pub mod jit;
pub mod builtins;
pub mod stdlib;
pub mod prelude;
pub mod wire;
pub mod kernel;
pub mod trace;
pub mod host;
pub mod process;
pub mod sim;
mod sorted;
#[cfg(not(target_arch = "wasm32"))]
pub mod native;
#[cfg(target_arch = "wasm32")]
pub mod browser;
