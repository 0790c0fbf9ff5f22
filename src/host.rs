//! `Host`: everything a process needs from outside: its clock, its entropy and its messages to the kernel.

use crate::wire::ToKernel;

/// What a process runs on: a Web Worker, an operating-system thread or the simulator.
///
/// Architecture invariant: the VM reaches the world through this trait only, so that the
/// simulator can replay a run from its seed.
pub trait Host {
    /// Milliseconds on a clock that never goes back; its origin is the start of the run.
    fn monotonic_ms(&mut self) -> f64;
    /// Milliseconds since 1970-01-01T00:00:00Z.
    fn wall_ms(&mut self) -> f64;
    /// Fills `buffer` with random bytes.
    fn entropy(&mut self, buffer: &mut [u8]);
    /// A function that counts milliseconds from some moment, for reading the time within a slice
    /// without the host. None in the simulator, where each reading takes its time instead.
    fn stopwatch(&self) -> Option<fn() -> f64> {
        None
    }
    /// How long a slice lasts at most, in milliseconds.
    fn slice_ms(&self) -> f64 {
        8.0
    }
    /// How many calls and backward jumps there are between two looks at the clock. In the simulator, where each look
    /// takes its time, that says how much a process gets done in a slice.
    fn fuel(&self) -> i64 {
        20_000
    }
    /// Takes note that a slice has taken so long by readings of the time without a stopwatch.
    fn spend(&mut self, _ms: f64) {}
    /// Whether [`Host::compile`] does anything.
    fn compiles(&self) -> bool {
        false
    }
    /// Has the function "f" of a WebAssembly module put in the table of functions. What came of it is said by
    /// `Program::installed`, in the order of these calls.
    fn compile(&mut self, _module: Vec<u8>) {}
    /// Hands `message` to the kernel. Messages of one process arrive in the order of these calls.
    fn send(&mut self, message: ToKernel);
}
