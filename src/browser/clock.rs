//! Clock and entropy of a worker, through imported functions that take and give numbers and bytes only.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;

    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(buffer: &mut [u8]);
}

/// The most that `crypto.getRandomValues` gives at once.
const MOST_ENTROPY: usize = 65_536;

/// What to add to the worker's own `performance.now()`. Each worker counts from its own start, so
/// the page says where the run began.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    /// To milliseconds since the run began.
    pub to_run: f64,
    /// To milliseconds since 1970.
    pub to_wall: f64,
}

impl Clock {
    /// Milliseconds since the run began.
    pub fn monotonic_ms(self) -> f64 {
        performance_now() + self.to_run
    }

    /// Milliseconds since 1970.
    pub fn wall_ms(self) -> f64 {
        performance_now() + self.to_wall
    }
}

/// Milliseconds since the worker began.
pub fn stopwatch() -> f64 {
    performance_now()
}

/// Fills `buffer` with random bytes.
pub fn fill_with_entropy(buffer: &mut [u8]) {
    for part in buffer.chunks_mut(MOST_ENTROPY) {
        get_random_values(part);
    }
}
