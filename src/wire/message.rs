//! The messages between a process and the kernel.
//!
//! A channel keeps its order in each direction; nothing is said about the order between channels.
//! A request with a `CallId` is answered by exactly one `ToProcess::Reply` with that id, unless the
//! asking process ends first. After `Cancel` too: the answer is then `Cancelled`, or the result
//! that was already on its way.

use serde::{Deserialize, Serialize};

use crate::wire::{Boot, Bytes, CallId, FileAnswer, FileRequest, MemoryId, Pid, PipeEnd, PipeId, QueueId, SemId, StartMethod, Tid};

/// Where output goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stream {
    /// `sys.stdout`.
    Stdout,
    /// `sys.stderr`.
    Stderr,
}

/// A message from a process to the kernel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToKernel {
    /// Text for a standard stream, as UTF-8; it may be part of a line.
    Output { stream: Stream, tid: Tid, text: Bytes },
    /// Asks for a line of standard input. Replies: `Line`, `EndOfFile`.
    ReadLine { call: CallId, prompt: String },
    /// What a thread does now, for the trace and the report of who waits for whom.
    ThreadState { tid: Tid, name: String, at: f64, state: ThreadState },
    /// Every thread waits and none has a deadline; `received` counts the messages that this process
    /// has been given, so the kernel knows whether one is still on its way. Sent by `Driver`.
    Idle { received: u64 },

    /// Starts a child; `ends` are the pipe ends that it gets copies of. A fork gets copies of all
    /// that its parent holds, and wakes with `ToProcess::Forked`. Replies: `Spawned`, `Failed`.
    Spawn { call: CallId, method: StartMethod, daemon: bool, boot: Box<Boot>, ends: Vec<PipeEnd> },
    /// `multiprocessing.current_process().name = name`.
    SetProcessName { name: String },
    /// `os.kill`. Replies if there is a call: `Done`, `Failed` (no such process).
    Kill { call: Option<CallId>, pid: Pid, signal: u8 },
    /// A line for the person who runs the program, beside its output: what a mistake is and how to mend it.
    Hint { text: String },
    /// These globals of the main module differ here from what they were when this process began.
    GlobalsChanged { names: Vec<String> },
    /// Whether this process handles `signal` itself; otherwise it ends the process.
    HandleSignal { signal: u8, handled: bool },
    /// The last message of a process: its exit status, negative for the signal that ended it. Sent by
    /// `Driver`. Its leases were returned before; what is unflushed in its queues is lost.
    Exit { code: i32 },

    /// Asks for an asset of the library, because of one module in it: its code or its sources.
    /// Replies: `Asset`, `Failed`.
    ReadLibrary { call: CallId, asset: String, module: String, part: LibraryPart },

    /// An asset's code will be asked for soon: it may be fetched. There is no reply.
    ReadAhead { asset: String },

    /// Gives up waiting for `call`.
    Cancel { call: CallId },

    /// Makes a semaphore; `what` names it in reports, as in `Lock made at main.py:12`.
    CreateSemaphore { sem: SemId, value: u32, max: u32, what: String },
    /// Replies: `Acquired`, with a `ToProcess::Lease` before it if the asker may keep the semaphore;
    /// `NotAcquired` if it would have to wait and `blocking` is false.
    Acquire { call: CallId, sem: SemId, tid: Tid, blocking: bool },
    /// Replies if there is a call: `Done`, `TooMany`. Without one it must be known to be within the
    /// maximum, as it is when this process acquired what it releases.
    Release { call: Option<CallId>, sem: SemId },
    /// Gives a lease back, with the semaphore's value, how many of its units this process has
    /// acquired, and the calls that wait for it here, oldest first; the kernel answers those.
    ReturnLease { sem: SemId, value: u32, held: u32, waiters: Vec<(CallId, Tid)> },
    /// Reply: `Value`.
    SemaphoreValue { call: CallId, sem: SemId },

    /// Makes a queue for at most `max_items` (0: any number).
    CreateQueue { queue: QueueId, max_items: u32, what: String },
    /// `count` items will come that count as put from now on, in a queue without a bound.
    Promise { queue: QueueId, count: u32 },
    /// The same for one item of a queue with a bound. Replies: `Done`, `Full` if it would have to wait and
    /// `blocking` is false.
    AwaitRoom { call: CallId, queue: QueueId, tid: Tid, blocking: bool },
    /// An item that was promised does not come; it remains one that `JoinQueue` waits for.
    BreakPromise { queue: QueueId },
    /// Adds an item, with copies of the pipe ends that travel inside it, which may have been `promised`.
    /// Replies if there is a call: `Done` once it is all in the pipe.
    Put { call: Option<CallId>, queue: QueueId, tid: Tid, at: f64, item: Bytes, ends: Vec<PipeEnd>, promised: bool },
    /// Replies: `Item`, `Empty` if it would have to wait and `blocking` is false.
    Get { call: CallId, queue: QueueId, tid: Tid, blocking: bool },
    /// The next item that was lent of a queue was taken.
    Taken { queue: QueueId, tid: Tid, at: f64 },
    /// Gives back what was lent of a queue and not taken; the kernel still has it.
    ReturnItems { queue: QueueId },
    /// Waits until all that this process put into these queues fits into their pipes. Reply: `Done`.
    Flush { call: CallId, queues: Vec<QueueId> },
    /// Reply: `QueueState`.
    QueueState { call: CallId, queue: QueueId },
    /// `task_done()`. Replies: `Done`, `TooMany`.
    TaskDone { call: CallId, queue: QueueId },
    /// Waits until every item that was put is done. Reply: `Done`.
    JoinQueue { call: CallId, queue: QueueId },

    /// Publishes a value under a name for all processes; it stays after this process's end if it is
    /// `lasting`. Replies: `Done`, `Failed` (the name is taken).
    Publish { call: CallId, name: String, value: Bytes, lasting: bool },
    /// Replies: `Item` with the value, `Failed` (there is no such name).
    LookUp { call: CallId, name: String },
    /// Takes a name back. Replies: `Done`, `Failed` (there is no such name).
    Withdraw { call: CallId, name: String },

    /// Makes a pipe whose ends this process holds, one copy of each.
    CreatePipe { pipe: PipeId, duplex: bool, what: String },
    /// Closes this process's copy of an end.
    ClosePipe { end: PipeEnd },
    /// Replies: `Done` once it is all in the pipe, `BrokenPipe`.
    Send { call: CallId, end: PipeEnd, tid: Tid, at: f64, item: Bytes, ends: Vec<PipeEnd> },
    /// Replies: `Item`, `EndOfFile`, `Empty` if it would have to wait and `blocking` is false.
    Receive { call: CallId, end: PipeEnd, tid: Tid, blocking: bool },
    /// `connection.wait`: the reply is `Ready` with what is ready, which may be nothing if `blocking`
    /// is false.
    WaitAny { call: CallId, on: Vec<Waitable>, blocking: bool },

    /// Makes shared memory that starts with these bytes.
    CreateMemory { memory: MemoryId, bytes: Bytes },
    /// Asks for the only up-to-date copy. Reply: `Done`, after a `ToProcess::MemoryLease`.
    BorrowMemory { call: CallId, memory: MemoryId },
    /// Gives the copy back.
    ReturnMemory { memory: MemoryId, bytes: Bytes },

    /// Something about files; `at` is the time in nanoseconds since 1970, for what a file remembers.
    /// Replies: `File`, `Failed`.
    File { call: CallId, at: i64, request: FileRequest },
}

impl ToKernel {
    /// Takes in the message that would follow this one, if the two can be said in one.
    pub fn absorb(&mut self, next: &ToKernel) -> bool {
        match (self, next) {
            (ToKernel::Output { stream, tid, text }, ToKernel::Output { stream: same, tid: also, text: more })
                if (*stream, *tid) == (*same, *also) =>
            {
                text.0.extend_from_slice(more);
                true
            }
            (ToKernel::Promise { queue, count }, ToKernel::Promise { queue: same, count: more }) if queue == same => {
                *count += more;
                true
            }
            _ => false,
        }
    }
}

/// What of a library module is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LibraryPart {
    /// What runs.
    Code,
    /// What tracebacks show.
    Sources,
}

/// Something `connection.wait` can wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Waitable {
    /// A connection has an item or is at its end.
    Pipe(PipeEnd),
    /// A queue has an item.
    Queue(QueueId),
    /// A process has ended.
    Process(Pid),
}

/// What a thread does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ThreadState {
    /// It exists.
    Started,
    /// It has the interpreter.
    Running,
    /// It waits; `label` says what for, in words for a person, as in `queue.get()`.
    Waiting { label: String, on: WaitOn, deadline: bool },
    /// It is over.
    Ended,
}

/// What a thread waits for, as the kernel knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WaitOn {
    /// The interpreter lock: it could run.
    Gil,
    /// `time.sleep`, a timer.
    Timer,
    /// Another process's end.
    Process(Pid),
    /// The end of any child.
    AnyChild,
    /// Another thread's end.
    Thread(Tid),
    /// A lock of this process, and the thread that has it if one does.
    ThreadLock(Option<Tid>),
    /// A semaphore or lock that processes share.
    Semaphore(SemId),
    /// An item of a queue.
    QueueItem(QueueId),
    /// Room in a queue, or its items being taken.
    QueueRoom(QueueId),
    /// Every item of a queue to be done.
    QueueDone(QueueId),
    /// An item or the end of a pipe.
    PipeItem(PipeEnd),
    /// Room in a pipe.
    PipeRoom(PipeEnd),
    /// A line of standard input.
    Input,
    /// The answer to this request; the kernel knows what that waits for.
    Call(CallId),
}

/// A message from the kernel to a process.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToProcess {
    /// The one answer to a request.
    Reply { call: CallId, reply: Reply },
    /// The first message to a forked child: `call` is its parent's `Spawn`.
    Forked { call: CallId, pid: Pid, ppid: Pid },
    /// A child has ended; its parent is told once, unasked.
    ChildExited { pid: Pid, code: i32 },
    /// A child has changed its own copies of these globals of the main module.
    GlobalsChanged { child: String, names: Vec<String> },
    /// The parent has ended; `os.getppid()` is 1 from now on.
    ParentExited { code: i32 },
    /// A signal: run its handler, or end with `Exit { code: -signal }` after returning all leases.
    /// SIGKILL is only sent so that leases come home, and cannot be handled.
    Signal { signal: u8 },
    /// This semaphore is kept here from now on, with this value, and costs no message.
    Lease { sem: SemId, value: u32 },
    /// Another process wants it: return it at the end of the next slice.
    Recall { sem: SemId },
    /// The next items of a queue, lent to its only reader so far: they are taken without a request, each
    /// with `Taken`.
    LendItems { queue: QueueId, items: Vec<Bytes> },
    /// Another thread or process wants them, or may: give back those that are not taken.
    RecallItems { queue: QueueId },
    /// The only up-to-date copy of this memory.
    MemoryLease { memory: MemoryId, bytes: Bytes },
    /// Another process wants it: return it at the end of the next slice.
    RecallMemory { memory: MemoryId },
}

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// It is done.
    Done,
    /// The wait was given up, and nothing was taken.
    Cancelled,
    /// The operating system says no: an `errno` and a text for `OSError`.
    Failed { errno: i32, text: String },
    /// A child was started.
    Spawned { pid: Pid },
    /// A line with its newline.
    Line { text: String },
    /// Nothing more will come.
    EndOfFile,
    /// The semaphore is acquired.
    Acquired,
    /// It would have had to wait.
    NotAcquired,
    /// `semaphore or lock released too many times`, `task_done() called too many times`.
    TooMany,
    /// A semaphore's value.
    Value { value: u32 },
    /// An item, and the pipe ends in it, of which this process now holds copies.
    Item { item: Bytes, ends: Vec<PipeEnd> },
    /// Nothing to take at the moment.
    Empty,
    /// A pack with the module, and maybe others.
    Asset { pack: Bytes },
    /// No room at the moment.
    Full,
    /// How many items were put and not taken, whether one could be taken, whether there is no room.
    QueueState { size: u32, empty: bool, full: bool },
    /// Nobody is left to read it.
    BrokenPipe,
    /// Indices into `WaitAny::on`.
    Ready { ready: Vec<u32> },
    /// What was asked about files.
    File(FileAnswer),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(stream: Stream, tid: u32, text: &str) -> ToKernel {
        ToKernel::Output { stream, tid: Tid(tid), text: text.as_bytes().into() }
    }

    #[test]
    fn output_of_one_thread_to_one_stream_is_one_message() {
        let mut first = output(Stream::Stdout, 1, "a\n");
        assert!(first.absorb(&output(Stream::Stdout, 1, "b\n")));
        assert_eq!(first, output(Stream::Stdout, 1, "a\nb\n"));
        assert!(!first.absorb(&output(Stream::Stderr, 1, "c\n")));
        assert!(!first.absorb(&output(Stream::Stdout, 2, "c\n")));
    }
}
