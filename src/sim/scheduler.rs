//! The seeded scheduler.

use std::collections::{BTreeMap, VecDeque};

use crate::{
    host::Host,
    kernel::{Effect, Kernel},
    process::{Driver, Factory, Status},
    sim::{Outcome, Outside, Random, SimConfig, SimRun},
    wire::{Boot, Pid, ToKernel, ToProcess, decode, encode},
};

/// 2026-01-01T00:00:00Z, when every simulation begins.
const EPOCH_MS: f64 = 1_767_225_600_000.0;
/// What asking for the time takes, so that a loop which waits for it ends.
const ASKING_MS: f64 = 0.001;
/// How long a slice is, and what the way between two slices takes at most.
const SLICE_MS: f64 = 0.4;
/// Calls and backward jumps between two looks at the clock: so few that a process that only waits for others, in a loop,
/// does not hold them up.
const FUEL: i64 = 1_000;
/// How long a process that is told to end may take.
const GRACE_MS: f64 = 200.0;

/// Runs a program from `boot` to its end.
pub fn simulate(config: SimConfig, boot: Boot, factory: &mut dyn Factory, outside: &mut dyn Outside) -> SimRun {
    let mut sim = Sim {
        kernel: Kernel::new(config.kernel),
        random: Random::new(config.seed),
        now: 0.0,
        processes: BTreeMap::new(),
        doomed: Vec::new(),
        finished: None,
        factory,
        outside,
    };
    let mut effects = Vec::new();
    sim.kernel.start_main(boot, 0.0, &mut effects);
    sim.carry_out(effects);
    let (outcome, steps) = sim.run(config.max_steps);
    SimRun {
        outcome,
        summary: sim.kernel.summary(sim.now),
        trace: sim.kernel.trace_json(sim.now),
        steps,
        ended: sim.now,
    }
}

struct Sim<'a> {
    kernel: Kernel,
    random: Random,
    now: f64,
    processes: BTreeMap<Pid, Running>,
    /// When processes that were told to end are ended by force.
    doomed: Vec<(f64, Pid)>,
    finished: Option<i32>,
    factory: &'a mut dyn Factory,
    outside: &'a mut dyn Outside,
}

/// A process and its channels.
struct Running {
    driver: Driver,
    status: Status,
    inbox: VecDeque<ToProcess>,
    outbox: VecDeque<ToKernel>,
}

#[derive(Clone, Copy)]
enum Step {
    Run(Pid),
    Deliver(Pid),
    Handle(Pid),
}

impl Sim<'_> {
    fn run(&mut self, max_steps: u64) -> (Outcome, u64) {
        let mut possible = Vec::new();
        for step in 0..max_steps {
            if let Some(code) = self.finished {
                return (Outcome::Finished(code), step);
            }
            self.possible_steps(&mut possible);
            if possible.is_empty() {
                if let Some(why) = self.pass_time() {
                    return (Outcome::Deadlock(why), step);
                }
                continue;
            }
            match possible[self.random.below(possible.len())] {
                Step::Run(pid) => self.run_slice(pid),
                Step::Deliver(pid) => self.deliver_one(pid),
                Step::Handle(pid) => self.handle_one(pid),
            }
        }
        (Outcome::TooLong, max_steps)
    }

    fn possible_steps(&self, steps: &mut Vec<Step>) {
        steps.clear();
        for (&pid, process) in &self.processes {
            let runs = match process.status {
                Status::Ready => true,
                Status::Waiting { until } => until.is_some_and(|until| until <= self.now),
                Status::Exited(_) => false,
            };
            if runs {
                steps.push(Step::Run(pid));
            }
            if !process.inbox.is_empty() {
                steps.push(Step::Deliver(pid));
            }
            if !process.outbox.is_empty() {
                steps.push(Step::Handle(pid));
            }
        }
    }

    /// Nothing can happen now: jumps to the next deadline. If there is none, says why nothing ever
    /// will happen.
    fn pass_time(&mut self) -> Option<String> {
        let deadlines = self.processes.values().filter_map(|process| match process.status {
            Status::Waiting { until } => until,
            _ => None,
        });
        let next = deadlines.chain(self.doomed.iter().map(|(at, _)| *at)).fold(f64::INFINITY, f64::min);
        if next.is_infinite() {
            return Some(self.kernel.deadlock().unwrap_or_else(|| self.kernel.wait_graph().join("\n")));
        }
        self.now = self.now.max(next);
        let (due, later): (Vec<_>, Vec<_>) = std::mem::take(&mut self.doomed).into_iter().partition(|(at, _)| *at <= self.now);
        self.doomed = later;
        for (_, pid) in due {
            let mut effects = Vec::new();
            self.kernel.kill_now(pid, self.now, &mut effects);
            self.carry_out(effects);
        }
        None
    }

    fn run_slice(&mut self, pid: Pid) {
        let Some(process) = self.processes.get_mut(&pid) else { return };
        let mut host = SimHost { now: &mut self.now, random: &mut self.random, outbox: &mut process.outbox };
        process.status = process.driver.run(&mut host);
        self.now += SLICE_MS * (1 + self.random.below(100)) as f64 / 100.0;
    }

    fn deliver_one(&mut self, pid: Pid) {
        let Some(process) = self.processes.get_mut(&pid) else { return };
        let Some(message) = process.inbox.pop_front() else { return };
        let mut host = SimHost { now: &mut self.now, random: &mut self.random, outbox: &mut process.outbox };
        process.driver.deliver(message, &mut host);
        if !matches!(process.status, Status::Exited(_)) {
            process.status = Status::Ready;
        }
    }

    fn handle_one(&mut self, pid: Pid) {
        let Some(process) = self.processes.get_mut(&pid) else { return };
        let Some(message) = process.outbox.pop_front() else { return };
        // Through the encoding, as between workers.
        let message = decode(&encode(&message)).expect("what was encoded decodes");
        let mut effects = Vec::new();
        self.kernel.handle(pid, message, self.now, &mut effects);
        self.carry_out(effects);
        if self.kernel.exit_code(pid).is_some() {
            self.processes.remove(&pid);
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Deliver { pid, message } => {
                    if let Some(process) = self.processes.get_mut(&pid) {
                        process.inbox.push_back(message);
                    }
                }
                Effect::StartProcess { pid, boot, .. } => {
                    let boot = decode(&boot).expect("the kernel encoded it");
                    let driver = Driver::new(self.factory.make(boot));
                    self.admit(pid, driver, Status::Ready);
                }
                Effect::ForkProcess { pid, parent, .. } => self.fork(pid, parent),
                Effect::KillProcess { pid } => drop(self.processes.remove(&pid)),
                Effect::KillSoon { pid } => self.doomed.push((self.now + GRACE_MS, pid)),
                Effect::Output { stream, text, .. } => self.outside.output(stream, &text),
                Effect::Hint { text, .. } => self.outside.hint(&text),
                Effect::InputWanted { .. } => self.feed_input(),
                Effect::LibraryWanted { pid, call, module, part, .. } => {
                    let (pack, mut effects) = (self.outside.library(&module, part), Vec::new());
                    self.kernel.library_read(pid, call, pack, self.now, &mut effects);
                    self.carry_out(effects);
                }
                Effect::LibraryAhead { .. } => {}
                Effect::Finished { exit_code, .. } => self.finished = Some(exit_code),
                // What they report is in the outcome.
                Effect::Process(_) | Effect::Deadlock { .. } => {}
            }
        }
    }

    fn admit(&mut self, pid: Pid, driver: Driver, status: Status) {
        let (inbox, outbox) = (VecDeque::new(), VecDeque::new());
        self.processes.insert(pid, Running { driver, status, inbox, outbox });
    }

    fn fork(&mut self, pid: Pid, parent: Pid) {
        let parent = self.processes.get_mut(&parent).ok_or_else(|| "its parent has ended".to_owned());
        match parent.and_then(|parent| parent.driver.fork()) {
            // Until its first message it is still its parent.
            Ok(program) => self.admit(pid, Driver::new(program), Status::Waiting { until: None }),
            Err(why) => {
                let mut effects = Vec::new();
                self.kernel.process_could_not_start(pid, &why, self.now, &mut effects);
                self.carry_out(effects);
            }
        }
    }

    fn feed_input(&mut self) {
        let mut effects = Vec::new();
        match self.outside.input() {
            Some(line) => self.kernel.send_input(&line, self.now, &mut effects),
            None => self.kernel.close_input(self.now, &mut effects),
        }
        self.carry_out(effects);
    }
}

/// What a simulated process runs on.
struct SimHost<'a> {
    now: &'a mut f64,
    random: &'a mut Random,
    outbox: &'a mut VecDeque<ToKernel>,
}

impl Host for SimHost<'_> {
    fn monotonic_ms(&mut self) -> f64 {
        *self.now += ASKING_MS;
        *self.now
    }

    fn wall_ms(&mut self) -> f64 {
        EPOCH_MS + self.monotonic_ms()
    }

    fn entropy(&mut self, buffer: &mut [u8]) {
        self.random.fill(buffer);
    }

    fn slice_ms(&self) -> f64 {
        SLICE_MS
    }

    fn fuel(&self) -> i64 {
        FUEL
    }

    fn spend(&mut self, ms: f64) {
        *self.now += ms;
    }

    fn send(&mut self, message: ToKernel) {
        self.outbox.push_back(message);
    }
}
