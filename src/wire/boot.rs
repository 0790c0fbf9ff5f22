//! `Boot`: all that a new process knows when it starts.

use serde::{Deserialize, Serialize};

use crate::wire::{Bytes, Pid};

/// How a child comes to be, as `multiprocessing.get_start_method()` names it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StartMethod {
    /// A fresh VM that imports the main module as `__mp_main__`.
    #[default]
    Spawn,
    /// As `Spawn`, from a template that has imported main once.
    ForkServer,
    /// A copy of the parent's memory, in which only the forking thread lives on.
    Fork,
}

impl StartMethod {
    /// The name that Python knows it by.
    pub fn name(self) -> &'static str {
        match self {
            StartMethod::Spawn => "spawn",
            StartMethod::ForkServer => "forkserver",
            StartMethod::Fork => "fork",
        }
    }

    /// The method of that name.
    pub fn named(name: &str) -> Option<StartMethod> {
        [StartMethod::Spawn, StartMethod::ForkServer, StartMethod::Fork].into_iter().find(|method| method.name() == name)
    }
}

/// The main program's text. Children import it again, so every process gets it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MainFile {
    /// What `__file__` and tracebacks say.
    pub name: String,
    /// The text as it is in the file.
    pub source: String,
}

/// What a process is started from. A child gets its parent's, changed where a child differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Boot {
    /// Set by the kernel.
    pub pid: Pid,
    /// `os.getppid()`; set by the kernel.
    pub ppid: Pid,
    /// `multiprocessing.current_process().name`.
    pub name: String,
    /// `sys.argv`.
    pub argv: Vec<String>,
    /// The main program.
    pub main: MainFile,
    /// `os.cpu_count()`.
    pub cpus: u32,
    /// The default start method.
    pub start_method: StartMethod,
    /// How much memory the process may use.
    pub memory_limit: u64,
    /// What string hashes are seeded with; 0 for a random seed, as with `PYTHONHASHSEED=random`.
    pub hash_seed: u64,
    /// Switches that a host sets.
    pub flags: BootFlags,
    /// For a child: the pickled process object and preparation data. None in the main process.
    pub payload: Option<Bytes>,
}

/// Switches that a host sets for the whole run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BootFlags {
    /// Tell the kernel of thread states, for the trace and the deadlock report.
    pub trace: bool,
    /// `input()` may wait for text; without it, it is at the end of the file.
    pub stdin: bool,
    /// `stdout` is a terminal: flushed at each line.
    pub terminal: bool,
}

impl Boot {
    /// The main process of a program, with the defaults of the command line.
    pub fn main(name: impl Into<String>, source: impl Into<String>) -> Boot {
        let name = name.into();
        Boot {
            pid: Pid(0),
            ppid: Pid::INIT,
            name: "MainProcess".to_owned(),
            argv: vec![name.clone()],
            main: MainFile { name, source: source.into() },
            cpus: 1,
            start_method: StartMethod::Spawn,
            memory_limit: 256 << 20,
            hash_seed: 0,
            flags: BootFlags { trace: true, stdin: false, terminal: false },
            payload: None,
        }
    }

    /// Whether this is the program's first process.
    pub fn is_main(&self) -> bool {
        self.payload.is_none()
    }
}
