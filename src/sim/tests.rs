//! The simulator with small programs: queues and locks between processes, sleep, deadlock.

use crate::{
    host::Host,
    process::{Acquisition, Leases, Program, Status},
    sim::{Captured, Outcome, SimConfig, SimRun, simulate},
    wire::{
        Boot, Bytes, CallId, Pid, QueueId, Reply, SemId, SharedId, StartMethod, Stream, Tid, ToKernel, ToProcess,
    },
};

/// A program as a sequence of steps, each of which may wait for a reply.
struct Script {
    steps: Box<dyn FnMut(&mut Hands) -> Status>,
    hands: Hands,
}

/// What a script works with.
#[derive(Default)]
struct Hands {
    step: u32,
    calls: u64,
    out: Vec<ToKernel>,
    replies: Vec<(CallId, Reply)>,
    exits: Vec<(Pid, i32)>,
    leases: Leases,
    now: f64,
}

impl Hands {
    fn call(&mut self) -> CallId {
        self.calls += 1;
        CallId(self.calls)
    }

    fn print(&mut self, text: &str) {
        self.out.push(ToKernel::Output { stream: Stream::Stdout, tid: Tid(0), text: text.as_bytes().into() });
    }

    fn spawn(&mut self, boot: &Boot, name: &str) {
        let boot = Boot { name: name.to_owned(), payload: Some(Bytes::default()), ..boot.clone() };
        let call = self.call();
        let (method, boot, ends) = (StartMethod::Spawn, Box::new(boot), Vec::new());
        self.out.push(ToKernel::Spawn { call, method, daemon: false, boot, ends });
    }

    /// Takes an item that was lent as if it had been asked for.
    fn take(&mut self, queue: QueueId, item: Bytes) {
        self.out.push(ToKernel::Taken { queue, tid: Tid(0), at: self.now });
        self.replies.push((CallId(0), Reply::Item { item, ends: Vec::new() }));
    }

    fn next(&mut self) -> Status {
        self.step += 1;
        Status::Ready
    }
}

const WAIT: Status = Status::Waiting { until: None };

impl Program for Script {
    fn deliver(&mut self, message: ToProcess, _: &mut dyn Host) {
        self.hands.leases.receive(&message);
        match message {
            ToProcess::Reply { call, reply } => self.hands.replies.push((call, reply)),
            ToProcess::LendItems { queue, items } => items.into_iter().for_each(|item| self.hands.take(queue, item)),
            ToProcess::RecallItems { queue } => self.hands.out.push(ToKernel::ReturnItems { queue }),
            ToProcess::ChildExited { pid, code } => self.hands.exits.push((pid, code)),
            _ => {}
        }
    }

    fn run(&mut self, host: &mut dyn Host) -> Status {
        self.hands.now = host.monotonic_ms();
        let status = (self.steps)(&mut self.hands);
        let mut out = std::mem::take(&mut self.hands.out);
        match status {
            Status::Exited(_) => self.hands.leases.return_all(&mut out),
            _ => self.hands.leases.end_slice(&mut out),
        }
        out.into_iter().for_each(|message| host.send(message));
        status
    }
}

fn script(steps: impl FnMut(&mut Hands) -> Status + 'static) -> Box<dyn Program> {
    Box::new(Script { steps: Box::new(steps), hands: Hands::default() })
}

fn run(seed: u64, mut program: impl FnMut(Boot) -> Box<dyn Program>) -> (SimRun, Captured) {
    let mut captured = Captured::default();
    let run = simulate(SimConfig::seeded(seed), Boot::main("main.py", ""), &mut program, &mut captured);
    (run, captured)
}

const QUEUE: QueueId = QueueId(SharedId { pid: Pid(10), count: 1 });
const LOCK: SemId = SemId(SharedId { pid: Pid(10), count: 2 });

/// Main starts two children and gets three items from each.
fn producers_and_consumer(boot: Boot) -> Box<dyn Program> {
    let mut got = Vec::new();
    if !boot.is_main() {
        return script(move |hands| match hands.step {
            0..3 => {
                let (call, item, ends) = (None, Bytes(vec![hands.step as u8]), Vec::new());
                hands.out.push(ToKernel::Put { call, queue: QUEUE, tid: Tid(0), at: hands.now, item, ends, promised: false });
                hands.next()
            }
            _ => Status::Exited(0),
        });
    }
    script(move |hands| match hands.step {
        0 => {
            hands.out.push(ToKernel::CreateQueue { queue: QUEUE, max_items: 0, what: "Queue".to_owned() });
            hands.spawn(&boot, "A");
            hands.spawn(&boot, "B");
            hands.next()
        }
        _ if got.len() < 6 => {
            for (_, reply) in hands.replies.drain(..) {
                if let Reply::Item { item, .. } = reply {
                    got.push(item[0]);
                }
            }
            if hands.step as usize <= got.len() + 1 && got.len() < 6 {
                let call = hands.call();
                hands.out.push(ToKernel::Get { call, queue: QUEUE, tid: Tid(0), blocking: true });
                hands.step += 1;
            }
            if got.len() < 6 { WAIT } else { Status::Ready }
        }
        _ if hands.exits.len() < 2 => WAIT,
        _ => {
            hands.print(&format!("{got:?}"));
            hands.step = 99;
            Status::Exited(0)
        }
    })
}

#[test]
fn a_seed_is_a_run() {
    let mut outputs = std::collections::BTreeSet::new();
    for seed in 0..40 {
        let (first, text) = run(seed, producers_and_consumer);
        let (again, same) = run(seed, producers_and_consumer);
        assert_eq!((&first.trace, &text), (&again.trace, &same));
        assert_eq!(first.outcome, Outcome::Finished(0));
        assert_eq!(first.summary.processes.len(), 3);
        outputs.insert(text.stdout);
    }
    assert!(outputs.len() > 1, "other seeds find other orders: {outputs:?}");
}

/// Two children acquire a lock and never release it.
fn stuck(boot: Boot) -> Box<dyn Program> {
    if boot.is_main() {
        return script(move |hands| match hands.step {
            0 => {
                hands.leases.create(LOCK, 1, 1, "Lock".to_owned(), &mut hands.out);
                hands.spawn(&boot, "A");
                hands.spawn(&boot, "B");
                hands.next()
            }
            _ if hands.exits.len() < 2 => WAIT,
            _ => Status::Exited(0),
        });
    }
    script(move |hands| {
        if hands.step == 0 {
            hands.step = 1;
            let call = hands.call();
            assert_eq!(hands.leases.acquire(LOCK, call, Tid(0), true, &mut hands.out), Acquisition::Wait);
        }
        WAIT
    })
}

#[test]
fn what_waits_for_ever_is_reported() {
    for seed in 0..20 {
        match run(seed, stuck).0.outcome {
            Outcome::Deadlock(text) => assert_eq!(text, "Every process waits, and none can wake another."),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn sleeping_takes_virtual_time_only() {
    let (run, _) = run(1, |_| {
        script(|hands| match hands.step {
            0 => {
                hands.step = 1;
                Status::Waiting { until: Some(hands.now + 3_600_000.0) }
            }
            _ => Status::Exited(7),
        })
    });
    assert_eq!(run.outcome, Outcome::Finished(7));
    assert!(run.ended >= 3_600_000.0);
}

#[test]
fn a_run_that_does_not_end_is_ended() {
    let config = SimConfig { max_steps: 1000, ..SimConfig::seeded(0) };
    let mut factory = |_| script(|_| Status::Ready);
    let run = simulate(config, Boot::main("main.py", ""), &mut factory, &mut Captured::default());
    assert_eq!(run.outcome, Outcome::TooLong);
}
