//! Where coroutines were made: for the warning about one that was never awaited.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

pub const NATIVES: &[NativeDef] = &[
    function("get_coroutine_origin_tracking_depth", "()", |vm, _| Ok(vm.index(vm.origin_depth))),
    function("set_coroutine_origin_tracking_depth", "(depth)", |vm, arguments| {
        let depth = vm.int_argument(arguments[0])?;
        vm.origin_depth = usize::try_from(depth).map_err(|_| vm.value_error("depth must be >= 0"))?;
        Ok(Value::None)
    }),
];

impl Vm {
    /// The calls that lead to this point, the innermost first: a tuple of the file, the line and the function of each.
    #[cold]
    pub(super) fn origin(&mut self) -> Ref<Tuple> {
        let visible = self.thread.frames.iter().rev().filter(|frame| !self.heap[frame.code].hidden);
        let places: Vec<_> = visible.take(self.origin_depth).map(|frame| (frame.code, frame.pc.saturating_sub(1))).collect();
        let mut origin = Vec::with_capacity(places.len());
        for (code, instruction) in places {
            let line = Value::Int(self.line_of(code, instruction).into());
            let (file, name) = (self.heap[code].unit.file.clone(), self.heap[code].name);
            let file = self.str(&*file);
            origin.push(self.tuple([file, line, name.into()]));
        }
        self.heap.allocate(Tuple(origin.into()))
    }
}
