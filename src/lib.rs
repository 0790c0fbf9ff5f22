//! Spawnpoint: Python whose `multiprocessing` and `threading` really run in a web page.
//!
//! Modules in reading order.

pub mod syntax;
pub mod compile;
pub mod bytecode;
pub mod object;
pub mod text;
pub mod vm;
pub mod builtins;
pub mod stdlib;
pub mod prelude;
pub mod wire;
pub mod kernel;
pub mod trace;
pub mod host;
pub mod process;
pub mod sim;
#[cfg(not(target_arch = "wasm32"))]
pub mod native;
#[cfg(target_arch = "wasm32")]
pub mod browser;
