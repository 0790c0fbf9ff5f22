//! Both halves of the lease protocol against each other, under random delays.

use std::collections::BTreeMap;

use crate::{
    kernel::tests::world::World,
    process::{Acquisition, Leases, Releasing},
    sim::Random,
    wire::{CallId, Pid, Reply, SemId, SharedId, StartMethod, Tid, ToKernel, ToProcess},
};

/// A process whose threads acquire and release semaphores over and over.
struct Player {
    pid: Pid,
    leases: Leases,
    threads: Vec<Thread>,
}

struct Thread {
    rounds: u32,
    doing: Doing,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Doing {
    Nothing,
    Acquiring(usize, CallId),
    CancelSent(usize, CallId),
    Holding(usize),
    Releasing(CallId),
}

struct Game {
    world: World,
    random: Random,
    sems: Vec<(SemId, u32)>,
    players: Vec<Player>,
    /// How often each thread of the game acquired something.
    acquired: u32,
}

impl Game {
    fn new(seed: u64, players: usize, threads: usize, sems: &[u32], rounds: u32) -> Game {
        let (mut world, mut random) = (World::new(), Random::new(seed));
        let main = world.main;
        let mut pids = vec![main];
        let mut leases = Leases::default();
        let mut out = Vec::new();
        let sems: Vec<(SemId, u32)> = (0..).zip(sems).map(|(count, max)| (SemId(SharedId::new(main, count)), *max)).collect();
        for (sem, max) in &sems {
            leases.create(*sem, *max, *max, "Lock".to_owned(), &mut out);
        }
        out.into_iter().for_each(|message| world.post(main, message));
        while world.carry_to_kernel(&mut random) {}
        pids.extend((1..players).map(|_| world.spawn(main, StartMethod::Spawn)));
        let mut leases = Some(leases);
        let players = pids.into_iter().map(|pid| Player {
            pid,
            leases: leases.take().unwrap_or_default(),
            threads: (0..threads).map(|_| Thread { rounds, doing: Doing::Nothing }).collect(),
        });
        Game { players: players.collect(), world, random, sems, acquired: 0 }
    }

    fn play(&mut self) {
        let mut idle = 0;
        while idle < 200 {
            let acted = match self.random.below(3) {
                0 => self.world.carry_to_kernel(&mut self.random),
                1 => self.receive(),
                _ => self.slice(),
            };
            idle = if acted { 0 } else { idle + 1 };
            self.check();
        }
        for player in &self.players {
            for thread in &player.threads {
                assert_eq!((thread.rounds, thread.doing), (0, Doing::Nothing), "a thread never came to its end");
            }
        }
    }

    fn receive(&mut self) -> bool {
        let index = self.random.below(self.players.len());
        let player = &mut self.players[index];
        let Some(message) = self.world.receive(player.pid) else { return false };
        player.leases.receive(&message);
        if let ToProcess::Reply { call, reply } = message {
            player.answer(call, &reply, &mut self.acquired);
        }
        true
    }

    /// Some steps of some threads of a process, then the end of its slice.
    fn slice(&mut self) -> bool {
        let index = self.random.below(self.players.len());
        let mut out = Vec::new();
        let mut acted = false;
        for _ in 0..1 + self.random.below(6) {
            let thread = self.random.below(self.players[index].threads.len());
            acted |= self.step(index, thread, &mut out);
            for call in self.players[index].leases.take_granted() {
                self.players[index].answer(call, &Reply::Acquired, &mut self.acquired);
            }
        }
        self.players[index].leases.end_slice(&mut out);
        acted |= !out.is_empty();
        let pid = self.players[index].pid;
        out.into_iter().for_each(|message| self.world.post(pid, message));
        acted
    }

    fn step(&mut self, index: usize, thread: usize, out: &mut Vec<ToKernel>) -> bool {
        let call = self.world.call();
        let player = &mut self.players[index];
        let doing = player.threads[thread].doing;
        player.threads[thread].doing = match doing {
            Doing::Nothing if player.threads[thread].rounds == 0 => return false,
            Doing::Nothing => {
                let which = self.random.below(self.sems.len());
                let blocking = !self.random.one_in(5);
                match player.leases.acquire(self.sems[which].0, call, Tid(thread as u32), blocking, out) {
                    Acquisition::Acquired => {
                        self.acquired += 1;
                        Doing::Holding(which)
                    }
                    Acquisition::NotAcquired => Doing::Nothing,
                    Acquisition::Wait => Doing::Acquiring(which, call),
                }
            }
            Doing::Acquiring(which, waiting) if self.random.one_in(20) => match player.leases.cancel(waiting, out) {
                true => Doing::Nothing,
                false => Doing::CancelSent(which, waiting),
            },
            Doing::Holding(which) => {
                let (sem, max) = self.sems[which];
                player.threads[thread].rounds -= 1;
                match player.leases.release(sem, max, call, out) {
                    Releasing::Released => Doing::Nothing,
                    Releasing::Wait => Doing::Releasing(call),
                    Releasing::TooMany => panic!("what was acquired can be released"),
                }
            }
            Doing::Acquiring(..) | Doing::CancelSent(..) | Doing::Releasing(_) => return false,
        };
        true
    }

    fn check(&self) {
        let mut holders: BTreeMap<usize, u32> = BTreeMap::new();
        for thread in self.players.iter().flat_map(|player| &player.threads) {
            if let Doing::Holding(which) = thread.doing {
                *holders.entry(which).or_default() += 1;
            }
        }
        for (which, count) in holders {
            assert!(count <= self.sems[which].1, "{count} threads hold a semaphore of {}", self.sems[which].1);
        }
    }
}

impl Player {
    fn answer(&mut self, call: CallId, reply: &Reply, acquired: &mut u32) {
        let waits_for = |thread: &&mut Thread| match thread.doing {
            Doing::Acquiring(_, waiting) | Doing::CancelSent(_, waiting) | Doing::Releasing(waiting) => waiting == call,
            _ => false,
        };
        let thread = self.threads.iter_mut().find(waits_for).expect("no call is answered twice");
        thread.doing = match (thread.doing, reply) {
            (Doing::Acquiring(which, _) | Doing::CancelSent(which, _), Reply::Acquired) => {
                *acquired += 1;
                Doing::Holding(which)
            }
            (Doing::Acquiring(..), Reply::NotAcquired) => Doing::Nothing,
            (Doing::CancelSent(..), Reply::NotAcquired | Reply::Cancelled) => Doing::Nothing,
            (Doing::Releasing(_), Reply::Done) => Doing::Nothing,
            other => panic!("an answer to something else: {other:?}"),
        };
    }
}

#[test]
fn a_lock_is_held_once_and_nobody_waits_for_ever() {
    for seed in 0..150 {
        Game::new(seed, 3, 2, &[1], 10).play();
    }
}

#[test]
fn semaphores_admit_as_many_as_they_count() {
    for seed in 0..150 {
        Game::new(seed, 4, 3, &[2, 1, 3], 8).play();
    }
}

#[test]
fn a_lock_that_nobody_else_wants_costs_no_message() {
    let mut world = World::new();
    let (mut leases, mut out) = (Leases::default(), Vec::new());
    let sem = SemId(SharedId::new(world.main, 1));
    leases.create(sem, 1, 1, "Lock".to_owned(), &mut out);
    for round in 0..1000 {
        let call = CallId(round);
        assert_eq!(leases.acquire(sem, call, Tid(0), true, &mut out), Acquisition::Acquired);
        assert_eq!(leases.release(sem, 1, call, &mut out), Releasing::Released);
        leases.end_slice(&mut out);
    }
    assert_eq!(out.len(), 1, "only the creation");
    assert_eq!(leases.release(sem, 1, CallId(1), &mut out), Releasing::TooMany);
    world.say(world.main, out.remove(0));
    assert_eq!(world.receive_all(world.main), []);
}

/// Acquires `sem` for `pid`, whose leases these are, carrying all messages at once.
fn acquire(world: &mut World, sem: SemId, pid: Pid, leases: &mut Leases) -> Option<Reply> {
    let call = world.call();
    let mut out = Vec::new();
    match leases.acquire(sem, call, Tid(0), true, &mut out) {
        Acquisition::Acquired => return Some(Reply::Acquired),
        Acquisition::NotAcquired => return Some(Reply::NotAcquired),
        Acquisition::Wait => out.into_iter().for_each(|message| world.say(pid, message)),
    }
    let mut answer = None;
    for message in world.receive_all(pid) {
        leases.receive(&message);
        match message {
            ToProcess::Reply { call: answered, reply } if answered == call => answer = Some(reply),
            _ => {}
        }
    }
    answer
}

fn a_lock_in_two_processes() -> (World, SemId, Pid, Leases, Leases) {
    let mut world = World::new();
    let (main, mut leases, mut out) = (world.main, Leases::default(), Vec::new());
    let sem = SemId(SharedId::new(main, 1));
    leases.create(sem, 1, 1, "Lock".to_owned(), &mut out);
    world.say(main, out.remove(0));
    let child = world.spawn(main, StartMethod::Spawn);
    (world, sem, child, leases, Leases::default())
}

/// Hands over what the process was asked for.
fn end_slice(world: &mut World, pid: Pid, leases: &mut Leases) {
    let mut out = Vec::new();
    world.receive_all(pid).iter().for_each(|message| leases.receive(message));
    leases.end_slice(&mut out);
    out.into_iter().for_each(|message| world.say(pid, message));
}

#[test]
fn a_killed_process_leaves_its_lock_locked_and_its_free_lock_free() {
    for held in [true, false] {
        let (mut world, sem, child, mut ours, mut theirs) = a_lock_in_two_processes();
        let main = world.main;
        assert_eq!(acquire(&mut world, sem, child, &mut theirs), None);
        end_slice(&mut world, main, &mut ours);
        end_slice(&mut world, child, &mut theirs);
        if !held {
            theirs.release(sem, 1, CallId(99), &mut Vec::new());
        }
        world.say(main, ToKernel::Kill { call: None, pid: child, signal: 15 });
        assert_eq!(world.receive_all(child), [ToProcess::Signal { signal: 15 }], "its lease is wanted first");
        let mut out = Vec::new();
        theirs.return_all(&mut out);
        out.push(ToKernel::Exit { code: -15 });
        out.into_iter().for_each(|message| world.say(child, message));
        assert_eq!(world.kernel.exit_code(child), Some(-15));
        let expected = (!held).then_some(Reply::Acquired);
        assert_eq!(acquire(&mut world, sem, main, &mut ours), expected, "held: {held}");
    }
}

#[test]
fn a_crashed_process_gives_its_lease_back() {
    let (mut world, sem, child, mut ours, mut theirs) = a_lock_in_two_processes();
    let main = world.main;
    acquire(&mut world, sem, child, &mut theirs);
    end_slice(&mut world, main, &mut ours);
    world.kernel.process_crashed(child, 0.0, &mut Vec::new());
    assert_eq!(world.kernel.exit_code(child), Some(-11));
    assert_eq!(acquire(&mut world, sem, main, &mut ours), Some(Reply::Acquired));
}

#[test]
fn a_lock_of_another_can_be_released_once() {
    let (mut world, sem, child, mut ours, mut theirs) = a_lock_in_two_processes();
    let main = world.main;
    assert_eq!(acquire(&mut world, sem, main, &mut ours), Some(Reply::Acquired));
    for expected in [Reply::Done, Reply::TooMany] {
        let (call, mut out) = (world.call(), Vec::new());
        assert_eq!(theirs.release(sem, 1, call, &mut out), Releasing::Wait);
        world.say(child, out.remove(0));
        end_slice(&mut world, main, &mut ours);
        assert_eq!(world.reply(child, call), Some(expected));
    }
}
