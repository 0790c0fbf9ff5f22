//! How long to wait for a lock.

use crate::object::Value;
use crate::vm::native::Escape;
use crate::vm::{Exc, Vm};

pub const TIMEOUT_MAX: f64 = 9_223_372_036.0;

/// How long an `acquire` may take.
pub enum Patience {
    /// Not at all.
    None,
    /// Until this time, or for ever.
    Until(Option<f64>),
}

/// Reads `blocking` and `timeout` as the locks of `threading` take them.
pub fn patience(vm: &mut Vm, blocking: Value, timeout: Value) -> Result<Patience, Escape> {
    let blocking = vm.flag_argument(blocking, true)?;
    let seconds = timeout.bound().map_or(Ok(-1.0), |timeout| vm.float_argument(timeout))?;
    if !blocking {
        if seconds != -1.0 {
            return Err(vm.value_error("can't specify a timeout for a non-blocking call"));
        }
        return Ok(Patience::None);
    }
    if seconds == 0.0 {
        return Ok(Patience::None);
    }
    if seconds == -1.0 {
        return Ok(Patience::Until(None));
    }
    if seconds < 0.0 {
        return Err(vm.value_error("timeout value must be a non-negative number"));
    }
    if seconds > TIMEOUT_MAX || seconds.is_nan() {
        return Err(vm.raise(Exc::OverflowError, "timeout value is too large"));
    }
    Ok(Patience::Until(Some(vm.host.monotonic_ms() + seconds * 1e3)))
}
