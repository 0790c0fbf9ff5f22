//! The browser host: what Web Workers call. One wasm instance is either one process or the kernel.

mod clock;
mod feed;
mod kernel;
mod process;
