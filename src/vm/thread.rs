//! Green threads: each has its own frames and registers.

use std::rc::{Rc, Weak};

use crate::object::*;
use crate::vm::frame::Frame;
use crate::vm::tracing::Tracers;
use crate::vm::wait::{Wait, Woken};
use crate::wire::Tid;

/// What a thread is doing.
#[derive(Debug)]
pub enum ThreadState {
    Ready,
    Waiting(Box<Wait>),
    /// Was waiting, and goes on with this when it runs next.
    Woken(Box<Wait>, Woken),
    Finished,
}

/// Which frames of a thread: its own, or those of a handler of a signal that stands on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StackId {
    pub tid: Tid,
    pub signal_depth: u32,
}

impl StackId {
    /// The frames that these stand on: those of what the signal has interrupted.
    pub fn below(self) -> Option<StackId> {
        Some(StackId { signal_depth: self.signal_depth.checked_sub(1)?, ..self })
    }
}

/// A thread.
pub struct Thread {
    pub tid: Tid,
    pub stack: Vec<Value>,
    pub frames: Vec<Frame>,
    /// The exception being handled, or None.
    pub handled: Value,
    pub state: ThreadState,
    /// How the result of a native that waits is used: see `Vm::park`.
    pub waiting_then: Option<crate::vm::frame::Then>,
    /// When its wait began, in the order of all waits.
    pub waiting_since: u64,
    /// An exception to raise in the thread as soon as it runs (`KeyboardInterrupt`).
    pub pending_exception: Option<Value>,
    /// It pauses at the target of a jump: an exception that comes now comes from the instruction there, and not from the
    /// one before, which may lie outside of the loop's `try`.
    pub jumped: bool,
    /// What belongs to the thread alone knows by this that it still runs.
    pub life: Option<Rc<()>>,
    /// The handlers of signals that it stands on: each has a thread of its own in the main thread's name.
    pub signal_depth: u32,
    /// Of a handler's thread: which signal it handles.
    pub signal: Option<u8>,
    /// The signals that it has blocked, each a bit.
    pub blocked: u64,
    /// A handler runs in its name: it stands still.
    pub held: bool,
    /// The timeline and reports do without the next thread that it starts.
    pub starts_unseen: bool,
    /// What `sys.settrace` and `sys.setprofile` have set for it.
    pub tracers: Tracers,
    /// The result of the thread's first frame, or the exception that ended it.
    pub outcome: Option<Result<Value, Value>>,
}

impl Thread {
    pub fn new(tid: Tid) -> Thread {
        Thread {
            tid,
            stack: Vec::new(),
            frames: Vec::new(),
            handled: Value::None,
            state: ThreadState::Ready,
            waiting_then: None,
            waiting_since: 0,
            pending_exception: None,
            jumped: false,
            life: None,
            signal_depth: 0,
            signal: None,
            blocked: 0,
            held: false,
            starts_unseen: false,
            tracers: Tracers::default(),
            outcome: None,
        }
    }

    /// Whether nothing of it has run yet.
    pub fn is_at_its_beginning(&self) -> bool {
        matches!(&self.frames[..], [frame] if frame.pc == 0)
    }

    pub fn stack_id(&self) -> StackId {
        StackId { tid: self.tid, signal_depth: self.signal_depth }
    }

    /// A reference to the thread's life, dead as soon as it has ended.
    pub fn life(&mut self) -> Weak<()> {
        Rc::downgrade(self.life.get_or_insert_default())
    }

    /// The first register above the running frame's window.
    pub fn top(&self, heap: &Heap) -> usize {
        match self.frames.last() {
            Some(frame) => frame.base as usize + heap[frame.code].registers as usize,
            None => 0,
        }
    }

    /// Shows everything that the thread holds. Registers above the top frame's window are dead: they are
    /// cleared, so that a later frame cannot find a freed object in a register that it has not written.
    pub fn visit(&mut self, heap_top: usize, visitor: &mut Visitor) {
        let top = heap_top.min(self.stack.len());
        visitor.values(&self.stack[..top]);
        self.stack[top..].fill(Value::Unbound);
        for frame in &self.frames {
            frame.visit(visitor);
        }
        visitor.value(self.handled);
        if let ThreadState::Waiting(wait) | ThreadState::Woken(wait, _) = &self.state {
            wait.visit(visitor);
        }
        if let ThreadState::Woken(_, Woken::Notified(value)) = &self.state {
            visitor.value(*value);
        }
        if let Some(then) = &self.waiting_then {
            then.visit(visitor);
        }
        self.tracers.visit(visitor);
        if let Some(exception) = self.pending_exception {
            visitor.value(exception);
        }
        if let Some(Ok(value) | Err(value)) = self.outcome {
            visitor.value(value);
        }
    }
}
