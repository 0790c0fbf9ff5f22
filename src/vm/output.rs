//! Standard output and error as the VM itself uses them; the buffers are those of `sys.stdout` and `sys.stderr`.

use crate::stdlib::streams::{flush_all, write_text};
use crate::vm::Vm;
use crate::wire::Stream;

impl Vm {
    /// Writes to the process's standard output.
    pub fn write_stdout(&mut self, text: &str) {
        write_text(self, Stream::Stdout, text);
    }

    /// Writes to the process's standard error.
    pub fn write_stderr(&mut self, text: &str) {
        write_text(self, Stream::Stderr, text);
    }

    /// Hands everything written so far to the kernel. Called before any other message is sent and
    /// at the end of a slice, so that nobody sees output later than what was caused by it.
    pub fn flush_output(&mut self) {
        flush_all(self);
    }
}
