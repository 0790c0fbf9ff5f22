//! Processes that say anything at all, and are killed, crash and exit in between.

use std::collections::BTreeSet;

use crate::{
    kernel::{Effect, tests::world::World},
    sim::Random,
    wire::{
        Boot, Bytes, CallId, MemoryId, Pid, PipeEnd, PipeId, QueueId, SemId, SharedId, Side, StartMethod,
        Stream, Tid, ToKernel, ToProcess, Waitable,
    },
};

/// A run in which every process picks its messages by chance.
struct Chaos {
    world: World,
    random: Random,
    /// What was asked and not answered.
    open: BTreeSet<(Pid, CallId)>,
    leases: BTreeSet<(Pid, SemId)>,
}

impl Chaos {
    fn run(seed: u64) {
        let world = World::new();
        let (open, leases) = (BTreeSet::new(), BTreeSet::new());
        let mut chaos = Chaos { world, random: Random::new(seed), open, leases };
        for _ in 0..400 {
            let living = chaos.world.kernel.living();
            let Some(&pid) = living.get(chaos.random.below(living.len().max(1))) else { break };
            chaos.act(pid);
            chaos.receive();
        }
        chaos.end();
    }

    fn act(&mut self, pid: Pid) {
        if self.random.one_in(60) {
            let mut effects = Vec::new();
            self.world.kernel.process_crashed(pid, 0.0, &mut effects);
            self.world.take(effects);
            return;
        }
        let message = self.any_message(pid);
        self.world.say(pid, message);
    }

    fn any_message(&mut self, pid: Pid) -> ToKernel {
        let call = self.world.call();
        let (tid, at, blocking) = (Tid(self.random.below(2) as u32), 0.0, self.random.one_in(2));
        let id = SharedId::new(Pid(10), self.random.below(3) as u32);
        let (sem, queue, pipe, memory) = (SemId(id), QueueId(id), PipeId(id), MemoryId(id));
        let end = self.end_of(pipe);
        let ends = if self.random.one_in(3) { vec![self.end_of(PipeId(id)), end] } else { Vec::new() };
        let item = Bytes(vec![0; if self.random.one_in(3) { 50_000 } else { 3 }]);
        let what = "it".to_owned();
        let other = Pid(10 + self.random.below(6) as u32);
        match self.random.below(27) {
            0 => ToKernel::CreateSemaphore { sem, value: 1, max: 1, what },
            1 => ToKernel::CreateQueue { queue, max_items: self.random.below(3) as u32, what },
            2 => ToKernel::CreatePipe { pipe, duplex: blocking, what },
            3 => ToKernel::CreateMemory { memory, bytes: item },
            4 => ToKernel::ClosePipe { end },
            5 => ToKernel::Output { stream: Stream::Stdout, tid, text: item },
            6 => ToKernel::Release { call: None, sem },
            7 => match self.open.iter().find(|(asker, _)| *asker == pid) {
                Some((_, waiting)) => ToKernel::Cancel { call: *waiting },
                None => ToKernel::Idle { received: 0 },
            },
            8 if self.random.one_in(5) => ToKernel::Exit { code: 0 },
            9 if self.random.one_in(3) => ToKernel::Kill { call: None, pid: other, signal: 15 },
            8..=10 => match self.random.below(4) {
                0 => ToKernel::Promise { queue, count: 2 },
                1 => ToKernel::BreakPromise { queue },
                other => ToKernel::Put { call: None, queue, tid, at, item, ends, promised: other == 2 },
            },
            11 => ToKernel::Idle { received: 1000 },
            12 => match self.leases.iter().find(|(holder, _)| *holder == pid).copied() {
                Some(lease) => {
                    self.leases.remove(&lease);
                    ToKernel::ReturnLease { sem: lease.1, value: 1, held: 0, waiters: Vec::new() }
                }
                None => ToKernel::ReturnLease { sem, value: 1, held: 0, waiters: Vec::new() },
            },
            13 => ToKernel::ReturnMemory { memory, bytes: item },
            asks => {
                self.open.insert((pid, call));
                match asks {
                    14 | 15 => {
                        let method = if blocking { StartMethod::Fork } else { StartMethod::Spawn };
                        let boot = Box::new(Boot::main("main.py", ""));
                        ToKernel::Spawn { call, method, daemon: self.random.one_in(3), boot, ends }
                    }
                    16 => ToKernel::Acquire { call, sem, tid, blocking },
                    17 => ToKernel::Release { call: Some(call), sem },
                    18 => ToKernel::Put { call: Some(call), queue, tid, at, item, ends, promised: false },
                    19 => ToKernel::AwaitRoom { call, queue, tid, blocking },
                    20 => ToKernel::Get { call, queue, tid, blocking },
                    21 => ToKernel::Flush { call, queues: vec![queue] },
                    22 => ToKernel::JoinQueue { call, queue },
                    23 => ToKernel::Send { call, end, tid, at, item, ends },
                    24 => ToKernel::Receive { call, end, tid, blocking },
                    25 => {
                        let on = vec![Waitable::Pipe(end), Waitable::Queue(queue), Waitable::Process(other)];
                        ToKernel::WaitAny { call, on, blocking }
                    }
                    _ => ToKernel::BorrowMemory { call, memory },
                }
            }
        }
    }

    fn end_of(&mut self, pipe: PipeId) -> PipeEnd {
        PipeEnd { pipe, side: if self.random.one_in(2) { Side::Left } else { Side::Right } }
    }

    fn receive(&mut self) {
        for pid in (10..80).map(Pid) {
            for message in self.world.receive_all(pid) {
                match message {
                    ToProcess::Reply { call, .. } => {
                        assert!(self.open.remove(&(pid, call)), "{pid} got an answer that it did not ask for");
                    }
                    ToProcess::Lease { sem, .. } => drop(self.leases.insert((pid, sem))),
                    _ => {}
                }
            }
        }
    }

    /// Everything ends, once, whatever was going on.
    fn end(&mut self) {
        while let Some(&pid) = self.world.kernel.living().first() {
            let mut effects = Vec::new();
            self.world.kernel.kill_now(pid, 0.0, &mut effects);
            self.world.take(effects);
        }
        let ends = self.world.effects.iter().filter(|effect| matches!(effect, Effect::Finished { .. })).count();
        assert_eq!(ends, 1);
        assert_eq!(self.world.kernel.office.parked_count(), 0);
    }
}

#[test]
fn whatever_processes_say_the_kernel_stands() {
    for seed in 0..300 {
        Chaos::run(seed);
    }
}
