//! The terminal: the standard streams of the runner itself.

use std::io::{self, BufWriter, Stdin, Stdout, Write};

use crate::{
    native::library,
    sim::Outside,
    wire::{LibraryPart, Stream},
};

/// Writes what processes write, in the order in which they do, and reads lines.
pub struct Terminal {
    stdout: BufWriter<Stdout>,
    stdin: Stdin,
    /// Whether hints are wanted.
    pub hints: bool,
}

impl Default for Terminal {
    fn default() -> Terminal {
        Terminal { stdout: BufWriter::with_capacity(1 << 16, io::stdout()), stdin: io::stdin(), hints: false }
    }
}

impl Terminal {
    /// Writes out what is buffered. A reader that has gone away is no reason to end the program.
    pub fn flush(&mut self) {
        let _ = self.stdout.flush();
    }
}

impl Outside for Terminal {
    fn output(&mut self, stream: Stream, text: &str) {
        match stream {
            Stream::Stdout => {
                let _ = self.stdout.write_all(text.as_bytes());
            }
            Stream::Stderr => {
                self.flush();
                let _ = io::stderr().write_all(text.as_bytes());
            }
        }
    }

    fn hint(&mut self, text: &str) {
        if self.hints {
            self.output(Stream::Stderr, &format!("spawnpoint: hint: {text}\n"));
        }
    }

    fn input(&mut self) -> Option<String> {
        self.flush();
        read_line(&self.stdin)
    }

    fn library(&mut self, module: &str, part: LibraryPart) -> Result<Vec<u8>, String> {
        library::module(module, part)
    }
}

/// The next line of standard input; None at its end.
pub fn read_line(stdin: &Stdin) -> Option<String> {
    let mut line = String::new();
    match stdin.read_line(&mut line) {
        Ok(0) | Err(_) => None,
        Ok(_) => Some(line),
    }
}
