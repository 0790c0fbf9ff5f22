//! How long to wait for a lock.

use crate::object::Value;
use crate::vm::native::Escape;
use crate::vm::Vm;

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
    let seconds = timeout.bound().map_or(Ok(-1.0), |timeout| vm.timeout_argument(timeout))?;
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
    Ok(Patience::Until(Some(vm.host.monotonic_ms() + seconds * 1e3)))
}
