//! Steps of `itertools.groupby` without a key function, and of the runs that it gives.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::equality::quick_same_or_equal;
use crate::vm::native::Escape;

type Step = Result<Option<Value>, Escape>;

impl Vm {
    /// The next run with its key: what the run before has left is passed over.
    pub(super) fn advance_groups(&mut self, groups: Ref<Iter>) -> Step {
        loop {
            let Some(&mut ToolState::Groups { inner, item, wanted, run }) = self.tool(groups) else { return Ok(None) };
            if item.is_unbound() {
                let Some(next) = self.advance(inner)? else { return Ok(None) };
                self.set_waiting(groups, next);
                continue;
            }
            match self.belongs(wanted, item) {
                Some(true) => self.set_waiting(groups, Value::Unbound),
                Some(false) => return Ok(Some(self.begin_run(groups, inner, item))),
                None => return Err(self.call_prelude("_groups_on", &[groups.into(), groups.into(), inner, item, wanted, run])),
            }
        }
    }

    fn begin_run(&mut self, groups: Ref<Iter>, inner: Value, key: Value) -> Value {
        let class = crate::stdlib::itertools::run_class(self);
        let run = self.iter(Iter::Tool(Box::new(Tool { class, state: ToolState::Run { groups, key } })));
        self.set_tool(groups, ToolState::Groups { inner, item: key, wanted: key, run });
        self.tuple([key, run])
    }

    /// The next item of a run, which ends at the first that is not its key, or when another run has begun.
    pub(super) fn advance_run(&mut self, iter: Ref<Iter>, groups: Ref<Iter>, key: Value) -> Step {
        let Some(&mut ToolState::Groups { inner, mut item, run, .. }) = self.tool(groups) else { return Ok(None) };
        if !matches!(run, Value::Iter(run) if run == iter) {
            return Ok(None);
        }
        if item.is_unbound() {
            let Some(next) = self.advance(inner)? else { return Ok(None) };
            item = next;
            self.set_waiting(groups, item);
        }
        match self.belongs(key, item) {
            Some(true) => {
                self.set_waiting(groups, Value::Unbound);
                Ok(Some(item))
            }
            Some(false) => Ok(None),
            None => Err(self.call_prelude("_groups_on", &[iter.into(), groups.into(), inner, item, key, run])),
        }
    }

    /// Whether an item belongs to the run of a key, unbound before the first; `None` if only Python can tell.
    fn belongs(&self, key: Value, item: Value) -> Option<bool> {
        if key.is_unbound() { Some(false) } else { quick_same_or_equal(&self.heap, key, item) }
    }

    /// Sets what was taken and no run has given yet.
    fn set_waiting(&mut self, groups: Ref<Iter>, value: Value) {
        if let Some(ToolState::Groups { item, .. }) = self.tool(groups) {
            *item = value;
        }
    }
}
