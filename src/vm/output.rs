//! Standard output and error: text is collected here and handed to the kernel in larger pieces.

use crate::vm::Vm;
use crate::wire::{Stream, Tid, ToKernel};

/// More text than this is handed over at the next newline at the latest.
const LARGEST_PIECE: usize = 8 * 1024;

/// Text of one thread for one stream that the kernel has not got yet.
#[derive(Default)]
pub struct Output {
    text: String,
    stream: Option<Stream>,
    tid: Tid,
}

impl Vm {
    /// Writes to the process's standard output.
    pub fn write_stdout(&mut self, text: &str) {
        self.write_stream(Stream::Stdout, text);
    }

    /// Writes to the process's standard error.
    pub fn write_stderr(&mut self, text: &str) {
        self.write_stream(Stream::Stderr, text);
    }

    /// Writes to a standard stream. Text reaches the kernel in the order of these calls.
    pub fn write_stream(&mut self, stream: Stream, text: &str) {
        let tid = Tid::default();
        if self.output.stream != Some(stream) || self.output.tid != tid {
            self.flush_output();
            (self.output.stream, self.output.tid) = (Some(stream), tid);
        }
        self.output.text.push_str(text);
        if self.output.text.len() >= LARGEST_PIECE {
            self.flush_output();
        }
    }

    /// Hands everything written so far to the kernel. Called before any other message is sent and
    /// at the end of a slice, so that nobody sees output later than what was caused by it.
    pub fn flush_output(&mut self) {
        if self.output.text.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.output.text);
        if let Some(stream) = self.output.stream {
            self.host.send(ToKernel::Output { stream, tid: self.output.tid, text: text.into_bytes().into() });
        }
    }
}
