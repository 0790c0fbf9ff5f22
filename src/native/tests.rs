//! The native host with small programs.

use std::sync::Arc;

use crate::{
    host::Host,
    kernel::Config,
    native::{Makes, NativeRun, Terminal, run},
    process::{Program, Status},
    wire::{Boot, Bytes, CallId, StartMethod, ToKernel, ToProcess},
};

/// Starts `children` processes that do what `child` does, and waits for them.
struct Parent {
    boot: Boot,
    left: u32,
    codes: Vec<i32>,
}

impl Program for Parent {
    fn deliver(&mut self, message: ToProcess, _: &mut dyn Host) {
        if let ToProcess::ChildExited { code, .. } = message {
            self.codes.push(code);
        }
    }

    fn run(&mut self, host: &mut dyn Host) -> Status {
        while self.left > 0 {
            let boot = Boot { payload: Some(Bytes(vec![self.left as u8])), ..self.boot.clone() };
            let (call, boot, ends) = (CallId(u64::from(self.left)), Box::new(boot), Vec::new());
            host.send(ToKernel::Spawn { call, method: StartMethod::Spawn, daemon: false, boot, ends });
            self.left -= 1;
        }
        if self.codes.len() < 4 { Status::Waiting { until: None } } else { Status::Exited(self.codes.iter().sum()) }
    }
}

/// Sleeps and exits with its number; number 1 crashes.
struct Child {
    number: i32,
    until: Option<f64>,
}

impl Program for Child {
    fn deliver(&mut self, _: ToProcess, _: &mut dyn Host) {}

    fn run(&mut self, host: &mut dyn Host) -> Status {
        let now = host.monotonic_ms();
        match *self.until.get_or_insert(now + 200.0) {
            until if now < until => Status::Waiting { until: Some(until) },
            _ if self.number == 1 => panic!("a crash that the test wants"),
            _ => Status::Exited(self.number),
        }
    }
}

fn run_parent() -> NativeRun {
    let makes: Makes = Arc::new(|boot: Boot| match &boot.payload {
        None => Box::new(Parent { boot, left: 4, codes: Vec::new() }),
        Some(number) => Box::new(Child { number: i32::from(number[0]), until: None }),
    });
    run(Config::default(), Boot::main("main.py", ""), makes, &mut Terminal::default())
}

#[test]
fn processes_run_side_by_side_and_one_may_crash() {
    let run = run_parent();
    assert_eq!(run.exit_code, -11 + 2 + 3 + 4);
    assert_eq!(run.summary.processes.len(), 5);
    let children = || run.summary.processes.iter().filter(|process| process.pid != run.summary.processes[0].pid);
    let last_start = children().map(|process| process.started).fold(0.0, f64::max);
    let first_end = children().filter_map(|process| process.ended).fold(f64::INFINITY, f64::min);
    assert!(last_start < first_end, "they sleep at the same time: {:?}", run.summary.processes);
    let json = &run.trace;
    assert!(json.contains("process_name"), "{json}");
}
