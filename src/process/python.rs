//! `Process`: a VM as a program that hosts run.

use crate::host::Host;
use crate::prelude::pack::{Pack, read_code};
use crate::process::relay::Relay;
use crate::process::{Program, Status};
use crate::vm::Vm;
use crate::vm::scheduler::Slice;
use crate::wire::{Boot, Bytes, ToProcess, WireError};

/// The modules that run before a process is known: what most programs import that start processes, all in the first pack.
/// Nothing of the process may stay in them, or `_begin` in the prelude's imports puts it right.
const IN_ADVANCE: [&str; 17] = [
    "collections.abc",
    "contextlib",
    "queue",
    "random",
    "sys",
    "threading",
    "time",
    "types",
    "multiprocessing",
    "multiprocessing.connection",
    "multiprocessing.pool",
    "multiprocessing.popen_fork",
    "multiprocessing.popen_spawn_posix",
    "multiprocessing.queues",
    "multiprocessing.spawn",
    "multiprocessing.synchronize",
    "multiprocessing.util",
];

/// The same for what many programs import besides. It lies in packs of its own, [`LATER_ASSETS`].
const LATER: [&str; 5] = ["collections", "dataclasses", "enum", "json", "re"];

/// The assets of the modules in `LATER` and of what they import.
pub const LATER_ASSETS: [&str; 4] = ["codecs", "data", "json", "re"];

/// A Python process.
pub struct Process {
    vm: Vm,
    relay: Relay,
    started: bool,
}

/// A process to be: its VM has loaded the prelude and waits to hear what to run.
pub struct Prepared {
    vm: Vm,
    relay: Relay,
}

#[cfg(not(target_arch = "wasm32"))]
impl Default for Prepared {
    fn default() -> Prepared {
        Prepared::new(crate::prelude::compiled::units())
    }
}

impl Prepared {
    fn new(prelude: &[Bytes]) -> Prepared {
        let relay = Relay::new();
        let mut vm = Vm::new(Boot::main("", ""), Box::new(relay.clone()));
        vm.prepare(prelude);
        Prepared { vm, relay }
    }

    /// Gets ready with the pack that every process has from the start: the prelude, and modules that can be imported
    /// without asking for them.
    pub fn with_pack(pack: &[u8]) -> Result<Prepared, WireError> {
        let Pack { prelude, modules, .. } = read_code(pack)?;
        let mut prepared = Prepared::new(&prelude);
        prepared.vm.add_modules(modules);
        Ok(prepared)
    }

    /// Runs what most programs import, so that every process that begins here finds it done. The modules are in the
    /// pack.
    pub fn run_modules(&mut self) {
        self.run_in_advance(&IN_ADVANCE);
    }

    /// Runs more of that, which lies in the packs of `LATER_ASSETS`.
    pub fn run_later_modules(&mut self, packs: &[Vec<u8>]) -> Result<(), WireError> {
        for pack in packs {
            self.vm.add_pack(pack)?;
        }
        self.run_in_advance(&LATER);
        Ok(())
    }

    fn run_in_advance(&mut self, modules: &[&str]) {
        self.relay.pretend_entropy();
        self.vm.run_modules(modules);
        self.relay.forget_entropy();
    }

    /// Runs a little of everything: see the module. No process may begin here then.
    pub fn warm_up(mut self) {
        self.vm.run_modules(&["_warming"]);
    }

    pub fn start(mut self, boot: Boot) -> Process {
        self.vm.assume(boot);
        Process { vm: self.vm, relay: self.relay, started: false }
    }
}

impl Program for Process {
    fn deliver(&mut self, message: ToProcess, _: &mut dyn Host) {
        if let ToProcess::Forked { .. } = message {
            self.relay.forget_entropy();
        }
        self.vm.deliver_message(message);
    }

    fn installed(&mut self, place: Option<u32>) {
        self.vm.installed(place);
    }

    fn run(&mut self, host: &mut dyn Host) -> Status {
        self.relay.read(host);
        if !self.started {
            self.started = true;
            self.vm.boot();
        }
        let slice = self.vm.run_slice();
        self.relay.hand_over(host);
        match slice {
            Slice::Ready => Status::Ready,
            Slice::Waiting { until } => Status::Waiting { until },
            Slice::Exited(code) => Status::Exited(code),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::native::asset_code;
    use crate::prelude::library::{Entry, START, entries};
    use crate::wire::{Pid, ToKernel};

    /// A host that keeps what is printed and which assets are asked for, and has no more to give for random bytes than
    /// one byte.
    #[derive(Default)]
    struct Printed {
        text: String,
        assets: Vec<String>,
        entropy: u8,
    }

    impl Host for Printed {
        fn monotonic_ms(&mut self) -> f64 {
            0.0
        }

        fn wall_ms(&mut self) -> f64 {
            0.0
        }

        fn entropy(&mut self, buffer: &mut [u8]) {
            buffer.fill(self.entropy);
        }

        fn send(&mut self, message: ToKernel) {
            match message {
                ToKernel::Output { text, .. } => self.text.push_str(&String::from_utf8_lossy(&text)),
                ToKernel::ReadLibrary { asset, .. } | ToKernel::ReadAhead { asset } => self.assets.push(asset),
                _ => {}
            }
        }
    }

    /// What a process begins with.
    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Beginning {
        Plain,
        Modules,
        LaterModules,
    }
    use Beginning::{LaterModules, Modules, Plain};

    /// What the program prints that sees all modules of the first asset and of the later ones.
    fn printed(beginning: Beginning, entropy: u8, source: &str) -> String {
        let mut prepared = Prepared::with_pack(&asset_code(START).unwrap()).unwrap();
        let packs = LATER_ASSETS.map(|asset| asset_code(asset).unwrap());
        if beginning != Plain {
            prepared.run_modules();
        }
        if beginning == LaterModules {
            prepared.run_later_modules(&packs).unwrap();
        } else {
            packs.iter().for_each(|pack| prepared.vm.add_pack(pack).unwrap());
        }
        let mut process = prepared.start(Boot { pid: Pid(11), ..Boot::main("main.py", source) });
        let mut host = Printed { entropy, ..Printed::default() };
        while process.run(&mut host) == Status::Ready {}
        host.text
    }

    #[test]
    fn what_ran_in_advance_is_seen_when_it_is_imported() {
        let modules = [&IN_ADVANCE[..], &LATER[..]].concat().join("\", \"");
        let source = format!(
            "import sys
for name in [\"{modules}\"]:
    __import__(name)
    print(name, sorted(sys.modules))
    for name, module in sorted(sys.modules.items()):
        if name != \"_prelude\":
            print(name, module.__name__, sorted(vars(module)))
"
        );
        let plain = printed(Plain, 0, &source);
        assert!(plain.contains("multiprocessing.pool") && !plain.contains("Traceback (most"), "{plain}");
        assert_eq!(printed(Modules, 0, &source), plain);
        assert_eq!(printed(LaterModules, 0, &source), plain);
    }

    #[test]
    fn each_module_comes_with_what_it_imports_and_no_more() {
        let start = entries().iter().filter(|(_, entry)| matches!(entry, Entry::Module { asset: START, .. }));
        // `genericpath` and `os` need each other; it works with `os` first.
        let start = start.map(|(name, _)| *name).filter(|name| !["_warming", "genericpath"].contains(name));
        for name in start.chain(LATER) {
            let source = format!("import sys, {name}\nprint(sorted(sys.modules))");
            let plain = printed(Plain, 0, &source);
            assert_eq!(printed(Modules, 0, &source), plain, "{name}");
            assert_eq!(printed(LaterModules, 0, &source), plain, "{name}");
        }
    }

    #[test]
    fn what_the_program_imports_next_is_asked_for_together() {
        let source = "import sys\nimport json\nfrom statistics import mean\nif True:\n    import typing\nimport re\nimport nosuch";
        let prepared = Prepared::with_pack(&asset_code(START).unwrap()).unwrap();
        let mut process = prepared.start(Boot::main("main.py", source));
        let mut host = Printed::default();
        while process.run(&mut host) == Status::Ready {}
        assert_eq!(host.assets, ["json", "numbers", "re", "typing"]);
    }

    #[test]
    fn the_main_thread_is_of_its_process() {
        let source = "import threading\nprint(threading.main_thread().native_id == threading.get_native_id())";
        assert_eq!(printed(Modules, 0, source), "True\n");
    }

    #[test]
    fn objects_die_in_time_whatever_ran_in_advance() {
        let source = "class Noisy:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print('del', self.name)
for name in range(50):
    thing = Noisy(name)
    print('made', name)
del thing
print('deleted')";
        let all: String = (0..50)
            .map(|name| if name == 0 { "made 0\n".to_owned() } else { format!("del {}\nmade {name}\n", name - 1) })
            .collect();
        for beginning in [Plain, Modules, LaterModules] {
            let (expected, printed) = (format!("{all}del 49\ndeleted\n"), printed(beginning, 0, source));
            let wrong = expected.lines().zip(printed.lines()).position(|(expected, printed)| expected != printed);
            assert_eq!(wrong, None, "{beginning:?}");
        }
    }

    #[test]
    fn no_random_numbers_are_known_in_advance() {
        let source = "import random, multiprocessing
print(random.random(), multiprocessing.current_process().authkey.hex())";
        let (one, other) = (printed(LaterModules, 1, source), printed(LaterModules, 2, source));
        assert!(one.split(' ').zip(other.split(' ')).all(|(one, other)| one != other), "{one}{other}");
    }
}
