//! The operating system's clocks and entropy.

use std::{
    collections::hash_map::RandomState,
    hash::BuildHasher,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// The clock of a run, which begins with it.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    start: Instant,
}

#[expect(clippy::disallowed_methods, reason = "this is where a native host takes the time from")]
impl Clock {
    /// A clock that begins now.
    pub fn start() -> Clock {
        Clock { start: Instant::now() }
    }

    /// Milliseconds since the start.
    pub fn now(&self) -> f64 {
        self.start.elapsed().as_secs_f64() * 1000.0
    }

    /// Milliseconds since the first call.
    pub fn stopwatch() -> f64 {
        static ORIGIN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
        ORIGIN.get_or_init(Instant::now).elapsed().as_secs_f64() * 1000.0
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub fn wall_ms() -> f64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64() * 1000.0)
    }

    /// How long it is until `at`, a time of this clock.
    pub fn until(&self, at: f64) -> Duration {
        let ms = (at - self.now()).max(0.0);
        // `from_secs_f64` refuses what no clock can reach; a day at a time is as good.
        Duration::from_secs_f64((ms / 1000.0).min(86_400.0))
    }
}

/// Fills `buffer` with random bytes: the standard library keys each `RandomState` from the system's entropy.
pub fn entropy(buffer: &mut [u8]) {
    for chunk in buffer.chunks_mut(8) {
        let bytes = RandomState::new().hash_one(Clock::wall_ms().to_bits()).to_le_bytes();
        chunk.copy_from_slice(&bytes[..chunk.len()]);
    }
}
