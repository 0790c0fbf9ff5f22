//! A kernel with processes that a test plays by hand, and channels whose order it chooses.

use std::collections::{BTreeMap, VecDeque};

use crate::{
    kernel::{Config, Effect, Kernel},
    sim::Random,
    wire::{Boot, Bytes, CallId, Pid, QueueId, Reply, StartMethod, Tid, ToKernel, ToProcess, encode_batch},
};

/// A kernel and the channels to and from it.
pub struct World {
    pub kernel: Kernel,
    pub main: Pid,
    pub effects: Vec<Effect>,
    to_kernel: BTreeMap<Pid, VecDeque<ToKernel>>,
    to_process: BTreeMap<Pid, VecDeque<ToProcess>>,
    /// What processes were lent of queues and have not taken.
    lent: BTreeMap<(Pid, QueueId), VecDeque<Bytes>>,
    calls: u64,
}

impl World {
    pub fn new() -> World {
        World::with(Config { can_fork: true, ..Config::default() })
    }

    pub fn with(config: Config) -> World {
        let mut world = World {
            kernel: Kernel::new(config),
            main: Pid(0),
            effects: Vec::new(),
            to_kernel: BTreeMap::new(),
            to_process: BTreeMap::new(),
            lent: BTreeMap::new(),
            calls: 0,
        };
        let mut effects = Vec::new();
        world.main = world.kernel.start_main(Boot::main("main.py", ""), 0.0, &mut effects);
        world.sort(effects);
        world
    }

    pub fn call(&mut self) -> CallId {
        self.calls += 1;
        CallId(self.calls)
    }

    /// Sends a message and has the kernel handle it at once, through the encoding.
    pub fn say(&mut self, pid: Pid, message: ToKernel) {
        let effects = self.kernel.handle_bytes(pid, &encode_batch(&[message]), 0.0).expect("what was encoded decodes");
        self.sort(effects);
    }

    /// Sends a message that the kernel gets later.
    pub fn post(&mut self, pid: Pid, message: ToKernel) {
        self.to_kernel.entry(pid).or_default().push_back(message);
    }

    /// Lets the kernel handle the next message of some process; false if there is none.
    pub fn carry_to_kernel(&mut self, random: &mut Random) -> bool {
        let senders: Vec<Pid> = self.to_kernel.iter().filter(|(_, queue)| !queue.is_empty()).map(|(pid, _)| *pid).collect();
        if senders.is_empty() {
            return false;
        }
        let pid = senders[random.below(senders.len())];
        let message = self.to_kernel.get_mut(&pid).and_then(VecDeque::pop_front).expect("it is not empty");
        self.say(pid, message);
        true
    }

    /// The next message for `pid`, if one has come.
    pub fn receive(&mut self, pid: Pid) -> Option<ToProcess> {
        self.to_process.get_mut(&pid)?.pop_front()
    }

    /// Every message for `pid` that has come.
    pub fn receive_all(&mut self, pid: Pid) -> Vec<ToProcess> {
        std::iter::from_fn(|| self.receive(pid)).collect()
    }

    /// The reply to `call`, dropping what came before it for this process.
    pub fn reply(&mut self, pid: Pid, call: CallId) -> Option<Reply> {
        while let Some(message) = self.receive(pid) {
            match message {
                ToProcess::Reply { call: answered, reply } if answered == call => return Some(reply),
                _ => {}
            }
        }
        None
    }

    /// Sends a request and returns its reply, if there is one at once.
    pub fn ask(&mut self, pid: Pid, message: impl FnOnce(CallId) -> ToKernel) -> Option<Reply> {
        let call = self.call();
        self.say(pid, message(call));
        self.reply(pid, call)
    }

    /// Takes the next item that `pid` was lent, as a process does before it asks for one.
    pub fn take_lent(&mut self, pid: Pid, queue: QueueId) -> Option<Bytes> {
        let item = self.lent.get_mut(&(pid, queue))?.pop_front()?;
        self.say(pid, ToKernel::Taken { queue, tid: Tid(0), at: 0.0 });
        Some(item)
    }

    /// Starts a child of `parent`.
    pub fn spawn(&mut self, parent: Pid, method: StartMethod) -> Pid {
        let boot = Box::new(Boot { payload: Some(Bytes::default()), ..Boot::main("main.py", "") });
        match self.ask(parent, |call| ToKernel::Spawn { call, method, daemon: false, boot, ends: Vec::new() }) {
            Some(Reply::Spawned { pid }) => pid,
            other => panic!("no process: {other:?}"),
        }
    }

    /// Takes effects that the kernel gave otherwise.
    pub fn take(&mut self, effects: Vec<Effect>) {
        self.sort(effects);
    }

    fn sort(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Deliver { pid, message } => {
                    match &message {
                        ToProcess::LendItems { queue, items } => self.lent.entry((pid, *queue)).or_default().extend(items.iter().cloned()),
                        ToProcess::RecallItems { queue } => drop(self.lent.remove(&(pid, *queue))),
                        _ => {}
                    }
                    self.to_process.entry(pid).or_default().push_back(message);
                }
                other => self.effects.push(other),
            }
        }
    }
}
