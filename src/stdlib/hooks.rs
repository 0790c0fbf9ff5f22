//! What native modules ask of the run loop.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::Escape;
use crate::wire::Tid;

impl Vm {
    pub fn current_tid(&self) -> Tid { Tid(0) }
    pub fn handled_exception(&self) -> Value { Value::None }
    pub fn cpu_ms(&mut self) -> f64 { self.host.monotonic_ms() }
    pub fn wake(&mut self, _key: u64, _value: Value) -> bool { false }
    pub fn spawn_thread(&mut self, _: Value, _: &[Value], _: &[(Ref<Str>, Value)]) -> Result<Tid, Escape> { Err(self.runtime_error("threads are not there yet")) }
    pub fn prelude_function(&mut self, name: &str) -> Value { let name = self.intern(name); self.heap.get_name(self.prelude, name).unwrap_or(Value::Unbound) }
    pub fn exit_now(&mut self, _: i32) -> Escape { self.runtime_error("exit is not there yet") }
    pub fn set_thread_name(&mut self, _: String) {}
    pub fn interrupt(&mut self, _: u8) {}
    pub fn other_threads(&self) -> i64 { 0 }
    pub fn collect_soon(&mut self) {}
}
