//! Guards for natives that follow a structure: against depth, and against coming back to an object.

use crate::object::Value;
use crate::vm::native::Escape;
use crate::vm::{Exc, Vm};
use crate::wire::Tid;

/// How deep natives may follow nested containers. Rust's stack has to hold it, on wasm too.
const DEEPEST: usize = 400;

/// Where the natives that are running are.
#[derive(Default)]
pub struct Guard {
    depth: usize,
    /// The objects whose `repr()` is under way, by thread and address: on Rust's stack or in the prelude.
    showing: Vec<(Tid, i64)>,
}

impl Vm {
    /// Runs `step` one level deeper; RecursionError if that is too deep. `during` completes the message.
    pub fn deeper<T>(
        &mut self,
        during: &str,
        step: impl FnOnce(&mut Vm) -> Result<T, Escape>,
    ) -> Result<T, Escape> {
        if self.guard.depth >= DEEPEST {
            return Err(self.raise(Exc::RecursionError, format!("maximum recursion depth exceeded{during}")));
        }
        self.guard.depth += 1;
        let result = step(self);
        self.guard.depth -= 1;
        result
    }

    /// Notes that the `repr()` of `value` begins; false if it is under way already.
    pub fn begin_showing(&mut self, value: Value) -> bool {
        let address = (self.current_tid(), value.identity());
        if self.guard.showing.contains(&address) {
            return false;
        }
        self.guard.showing.push(address);
        true
    }

    /// Notes that the `repr()` of `value` has ended.
    pub fn end_showing(&mut self, value: Value) {
        let address = (self.current_tid(), value.identity());
        if let Some(index) = self.guard.showing.iter().rposition(|known| *known == address) {
            self.guard.showing.remove(index);
        }
    }
}
