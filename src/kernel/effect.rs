//! What the kernel asks of its host.

use serde::{Serialize, Serializer};

use crate::wire::{Bytes, CallId, LibraryPart, Pid, Stream, Tid, ToProcess, encode};

/// Something for the host to do, in the order given.
///
/// In JavaScript these are objects with a `type`; what processes read is encoded bytes there.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Effect {
    /// Give `message` to a process, which may still be starting: messages wait for it.
    Deliver {
        pid: Pid,
        #[serde(serialize_with = "as_bytes")]
        message: ToProcess,
    },
    /// Start a process; `boot` is an encoded `Boot`. Answer `process_could_not_start` if that fails.
    StartProcess { pid: Pid, ppid: Pid, name: String, boot: Bytes },
    /// Copy the memory of `parent`, as it is before its next message, into a new process.
    ForkProcess { pid: Pid, parent: Pid, name: String },
    /// End a process at once, whatever it does; the kernel already counts it as ended.
    KillProcess { pid: Pid },
    /// A process was told to end and to hand its leases back first. If it has not ended soon (a
    /// fifth of a second), call `kill_now`.
    KillSoon { pid: Pid },
    /// Text that a process wrote.
    Output { pid: Pid, tid: Tid, process: String, stream: Stream, text: String, time: f64 },
    /// What a process does changed.
    Process(ProcessEvent),
    /// A process waits for a line of input: call `send_input` or `close_input`.
    InputWanted { pid: Pid, prompt: String },
    /// A process needs an asset of the library for this module: call `library_read` with it.
    LibraryWanted { pid: Pid, call: CallId, asset: String, module: String, part: LibraryPart },
    /// An asset's code will be wanted soon.
    LibraryAhead { asset: String },
    /// Every process waits and none can wake another. The program hangs, as it would in CPython.
    Deadlock { text: String, time: f64 },
    /// A mistake that a process has made, and how to mend it; each text once a run.
    Hint { pid: Pid, process: String, text: String, time: f64 },
    /// No process is left.
    Finished { exit_code: i32, time: f64 },
}

fn as_bytes<S: Serializer>(message: &ToProcess, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(&encode(message))
}

/// The `process` event of the public interface.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProcessEvent {
    pub pid: Pid,
    pub ppid: Pid,
    pub name: String,
    pub state: ProcessState,
    /// What is waited for, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exit_code: Option<i32>,
    pub time: f64,
}

/// What a process does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ProcessState {
    Start,
    Running,
    Waiting,
    Exit,
}
