//! Queues: order, capacity, flushing, cancelling; and random runs.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::{
    kernel::tests::world::World,
    sim::Random,
    wire::{Bytes, CallId, Pid, QueueId, Reply, SharedId, StartMethod, Tid, ToKernel, ToProcess},
};

fn a_queue(world: &mut World, max_items: u32) -> QueueId {
    let queue = QueueId(SharedId::new(world.main, 1));
    world.say(world.main, ToKernel::CreateQueue { queue, max_items, what: "Queue".to_owned() });
    queue
}

fn put(queue: QueueId, bytes: Vec<u8>, call: Option<CallId>) -> ToKernel {
    ToKernel::Put { call, queue, tid: Tid(0), at: 0.0, item: Bytes(bytes), ends: Vec::new(), promised: false }
}

fn feed(queue: QueueId, bytes: Vec<u8>) -> ToKernel {
    ToKernel::Put { call: None, queue, tid: Tid(0), at: 0.0, item: Bytes(bytes), ends: Vec::new(), promised: true }
}

fn await_room(queue: QueueId, call: CallId, blocking: bool) -> ToKernel {
    ToKernel::AwaitRoom { call, queue, tid: Tid(0), blocking }
}

fn put_now(world: &mut World, pid: Pid, queue: QueueId, bytes: Vec<u8>) {
    world.say(pid, put(queue, bytes, None));
}

fn get(world: &mut World, pid: Pid, queue: QueueId) -> Option<Reply> {
    if let Some(item) = world.take_lent(pid, queue) {
        return Some(Reply::Item { item, ends: Vec::new() });
    }
    world.ask(pid, |call| ToKernel::Get { call, queue, tid: Tid(0), blocking: false })
}

fn item(bytes: &[u8]) -> Option<Reply> {
    Some(Reply::Item { item: bytes.into(), ends: Vec::new() })
}

#[test]
fn items_come_in_order_and_to_getters_in_order() {
    let mut world = World::new();
    let (main, queue) = (world.main, a_queue(&mut world, 0));
    let (first, second) = (world.spawn(main, StartMethod::Spawn), world.spawn(main, StartMethod::Spawn));
    assert_eq!(get(&mut world, main, queue), Some(Reply::Empty));
    for pid in [second, first] {
        assert_eq!(world.ask(pid, |call| ToKernel::Get { call, queue, tid: Tid(0), blocking: true }), None);
    }
    for byte in [1, 2, 3] {
        put_now(&mut world, main, queue, vec![byte]);
    }
    let got = |messages: Vec<ToProcess>| match messages.as_slice() {
        [ToProcess::Reply { reply: Reply::Item { item, .. }, .. }] => item.to_vec(),
        other => panic!("{other:?}"),
    };
    assert_eq!(got(world.receive_all(second)), [1]);
    assert_eq!(got(world.receive_all(first)), [2]);
    assert_eq!(get(&mut world, main, queue), item(&[3]));
}

#[test]
fn the_only_reader_is_lent_what_comes_next() {
    let mut world = World::new();
    let (main, queue) = (world.main, a_queue(&mut world, 4));
    for byte in 0..4 {
        put_now(&mut world, main, queue, vec![byte]);
    }
    assert_eq!(get(&mut world, main, queue), item(&[0]));
    let items = [[1], [2], [3]].map(|byte| Bytes(byte.into())).to_vec();
    assert_eq!(world.receive_all(main), [ToProcess::LendItems { queue, items }]);
    let state = |size, empty| Some(Reply::QueueState { size, empty, full: false });
    assert_eq!(world.ask(main, |call| ToKernel::QueueState { call, queue }), state(3, false), "they are not taken yet");
    for byte in 1..4 {
        assert_eq!(world.take_lent(main, queue), Some(Bytes(vec![byte])));
    }
    assert_eq!(world.ask(main, |call| ToKernel::QueueState { call, queue }), state(0, true));
    assert_eq!(get(&mut world, main, queue), Some(Reply::Empty));
}

#[test]
fn a_second_reader_gets_what_the_first_was_lent_and_has_not_taken() {
    let mut world = World::new();
    let (main, queue) = (world.main, a_queue(&mut world, 0));
    let child = world.spawn(main, StartMethod::Spawn);
    for byte in 0..4 {
        put_now(&mut world, main, queue, vec![byte]);
    }
    assert_eq!(get(&mut world, main, queue), item(&[0]));
    let call = world.call();
    world.say(child, ToKernel::Get { call, queue, tid: Tid(0), blocking: false });
    assert_eq!(world.receive(child), None, "whether there is one is known when they are back");
    assert!(world.receive_all(main).contains(&ToProcess::RecallItems { queue }));
    // It took one before it heard of that.
    world.say(main, ToKernel::Taken { queue, tid: Tid(0), at: 0.0 });
    world.say(main, ToKernel::ReturnItems { queue });
    assert_eq!(world.reply(child, call), item(&[2]));
    assert_eq!(get(&mut world, main, queue), item(&[3]));
    put_now(&mut world, main, queue, vec![4]);
    put_now(&mut world, main, queue, vec![5]);
    assert_eq!(get(&mut world, main, queue), item(&[4]));
    assert_eq!(world.take_lent(main, queue), None, "nothing is lent of a queue with two readers");
}

#[test]
fn what_an_ended_reader_was_lent_is_in_the_queue_again() {
    let mut world = World::new();
    let (main, queue) = (world.main, a_queue(&mut world, 0));
    let child = world.spawn(main, StartMethod::Spawn);
    for byte in 0..4 {
        put_now(&mut world, main, queue, vec![byte]);
    }
    assert_eq!(get(&mut world, child, queue), item(&[0]));
    assert_eq!(world.take_lent(child, queue), Some(Bytes(vec![1])));
    world.say(main, ToKernel::Kill { call: None, pid: child, signal: 9 });
    assert!(world.receive_all(child).contains(&ToProcess::Signal { signal: 9 }), "it may hand back first");
    world.say(child, ToKernel::Exit { code: -9 });
    assert_eq!(get(&mut world, main, queue), item(&[2]));
    assert_eq!(get(&mut world, main, queue), item(&[3]));
}

#[test]
fn a_flush_waits_for_the_pipe_as_a_feeder_thread_does() {
    let mut world = World::new();
    let (main, queue) = (world.main, a_queue(&mut world, 0));
    let child = world.spawn(main, StartMethod::Spawn);
    let flush = |call| ToKernel::Flush { call, queues: vec![queue] };
    put_now(&mut world, child, queue, vec![0; 65_532]);
    assert_eq!(world.ask(child, flush), Some(Reply::Done), "it fills the pipe exactly");
    put_now(&mut world, child, queue, vec![1; 1]);
    let call = world.call();
    world.say(child, flush(call));
    assert_eq!(world.receive(child), None, "join before get hangs");
    assert_eq!(world.ask(main, flush), Some(Reply::Done), "another process has nothing to flush");
    get(&mut world, main, queue);
    assert_eq!(world.reply(child, call), Some(Reply::Done));
}

#[test]
fn a_killed_process_loses_what_it_had_not_flushed() {
    let mut world = World::new();
    let (main, queue) = (world.main, a_queue(&mut world, 0));
    let child = world.spawn(main, StartMethod::Spawn);
    put_now(&mut world, child, queue, vec![1; 10]);
    put_now(&mut world, child, queue, vec![2; 100_000]);
    put_now(&mut world, main, queue, vec![3; 10]);
    world.say(main, ToKernel::Kill { call: None, pid: child, signal: 9 });
    assert_eq!(get(&mut world, main, queue), item(&[1; 10]));
    assert_eq!(get(&mut world, main, queue), item(&[3; 10]));
    assert_eq!(get(&mut world, main, queue), Some(Reply::Empty));
}

#[test]
fn a_bounded_queue_lets_putters_in_one_by_one() {
    let mut world = World::new();
    let (main, queue) = (world.main, a_queue(&mut world, 2));
    for byte in 0..2 {
        assert_eq!(world.ask(main, |call| await_room(queue, call, false)), Some(Reply::Done));
        world.say(main, feed(queue, vec![byte]));
    }
    assert_eq!(world.ask(main, |call| await_room(queue, call, false)), Some(Reply::Full));
    let (third, fourth) = (world.call(), world.call());
    world.say(main, await_room(queue, third, true));
    world.say(main, await_room(queue, fourth, true));
    world.say(main, ToKernel::Cancel { call: third });
    assert_eq!(world.reply(main, third), Some(Reply::Cancelled));
    let state = world.ask(main, |call| ToKernel::QueueState { call, queue });
    assert_eq!(state, Some(Reply::QueueState { size: 2, empty: false, full: true }));
    get(&mut world, main, queue);
    world.say(main, feed(queue, vec![3]));
    assert_eq!(get(&mut world, main, queue), item(&[1]));
    assert_eq!(get(&mut world, main, queue), item(&[3]));
}

#[test]
fn what_is_promised_counts_before_it_comes_and_not_if_it_never_does() {
    let mut world = World::new();
    let (main, queue) = (world.main, a_queue(&mut world, 0));
    let state = |size, empty| Some(Reply::QueueState { size, empty, full: false });
    world.say(main, ToKernel::Promise { queue, count: 2 });
    assert_eq!(world.ask(main, |call| ToKernel::QueueState { call, queue }), state(2, true));
    world.say(main, ToKernel::BreakPromise { queue });
    world.say(main, feed(queue, vec![7]));
    assert_eq!(world.ask(main, |call| ToKernel::QueueState { call, queue }), state(1, false));
    assert_eq!(get(&mut world, main, queue), item(&[7]));
    assert_eq!(world.ask(main, |call| ToKernel::TaskDone { call, queue }), Some(Reply::Done));
    let join = world.call();
    world.say(main, ToKernel::JoinQueue { call: join, queue });
    assert_eq!(world.receive(main), None, "the lost one is never done");
}

#[test]
fn a_simple_queue_blocks_its_putter_while_the_pipe_is_full() {
    let mut world = World::new();
    let (main, queue) = (world.main, a_queue(&mut world, 0));
    let small = world.ask(main, |call| put(queue, vec![1], Some(call)));
    assert_eq!(small, Some(Reply::Done));
    let call = world.call();
    world.say(main, put(queue, vec![2; 70_000], Some(call)));
    assert_eq!(world.receive(main), None);
    get(&mut world, main, queue);
    assert_eq!(world.receive(main), None, "it is still larger than the pipe");
    assert_eq!(get(&mut world, main, queue), item(&[2; 70_000]));
}

#[test]
fn tasks_are_done_once() {
    let mut world = World::new();
    let (main, queue) = (world.main, a_queue(&mut world, 0));
    put_now(&mut world, main, queue, vec![1]);
    let join = world.call();
    world.say(main, ToKernel::JoinQueue { call: join, queue });
    assert_eq!(world.receive(main), None);
    let done = world.call();
    world.say(main, ToKernel::TaskDone { call: done, queue });
    assert_eq!(world.reply(main, done), Some(Reply::Done));
    assert_eq!(world.reply(main, join), Some(Reply::Done));
    assert_eq!(world.ask(main, |call| ToKernel::TaskDone { call, queue }), Some(Reply::TooMany));
}

/// Producers put numbered items, consumers get with cancels in between, all under random delays.
struct Traffic {
    world: World,
    random: Random,
    queue: QueueId,
    producers: Vec<Producer>,
    consumers: Vec<Consumer>,
}

struct Producer {
    pid: Pid,
    next: u32,
    waiting: Option<CallId>,
    cancelling: bool,
    size: usize,
    /// What it sends once there is room.
    admitted: Option<Vec<u8>>,
    accepted: Vec<u32>,
}

struct Consumer {
    pid: Pid,
    waiting: Option<CallId>,
    cancelling: bool,
    lent: VecDeque<Bytes>,
    got: Vec<(u8, u32)>,
}

impl Consumer {
    fn take(&mut self, item: &[u8]) {
        let number = item[item.len() - 4..].try_into().expect("four bytes");
        self.got.push((item[0], u32::from_le_bytes(number)));
    }
}

const ITEMS: u32 = 30;

impl Traffic {
    fn new(seed: u64, max_items: u32) -> Traffic {
        let (mut world, mut random) = (World::new(), Random::new(seed));
        let (main, queue) = (world.main, a_queue(&mut world, max_items));
        let producers = (0..2 + random.below(2)).map(|_| Producer {
            pid: world.spawn(main, StartMethod::Spawn),
            next: 0,
            waiting: None,
            cancelling: false,
            size: if random.one_in(2) { 40_000 } else { 1 },
            admitted: None,
            accepted: Vec::new(),
        });
        let producers = producers.collect();
        let consumers = (0..1 + random.below(3)).map(|_| Consumer {
            pid: world.spawn(main, StartMethod::Spawn),
            waiting: None,
            cancelling: false,
            lent: VecDeque::new(),
            got: Vec::new(),
        });
        let consumers = consumers.collect();
        Traffic { world, random, queue, producers, consumers }
    }

    fn run(&mut self) {
        let mut idle = 0;
        while idle < 300 {
            let acted = match self.random.below(4) {
                0 => self.world.carry_to_kernel(&mut self.random),
                1 => self.produce(),
                2 => self.consume(),
                _ => self.receive(),
            };
            idle = if acted { 0 } else { idle + 1 };
        }
        self.check();
    }

    fn produce(&mut self) -> bool {
        let index = self.random.below(self.producers.len());
        let call = self.world.call();
        let producer = &mut self.producers[index];
        match producer.waiting {
            Some(waiting) if !producer.cancelling && self.random.one_in(10) => {
                producer.cancelling = true;
                self.world.post(producer.pid, ToKernel::Cancel { call: waiting });
            }
            None if producer.next < ITEMS => {
                let mut bytes = vec![index as u8; producer.size];
                bytes.extend(producer.next.to_le_bytes());
                if self.random.one_in(4) {
                    self.world.post(producer.pid, put(self.queue, bytes, Some(call)));
                } else {
                    producer.admitted = Some(bytes);
                    self.world.post(producer.pid, await_room(self.queue, call, true));
                }
                producer.waiting = Some(call);
            }
            _ => return false,
        }
        true
    }

    fn consume(&mut self) -> bool {
        let index = self.random.below(self.consumers.len());
        let call = self.world.call();
        let consumer = &mut self.consumers[index];
        if let Some(item) = consumer.lent.pop_front() {
            self.world.post(consumer.pid, ToKernel::Taken { queue: self.queue, tid: Tid(0), at: 0.0 });
            consumer.take(&item);
            return true;
        }
        match consumer.waiting {
            None => {
                let blocking = !self.random.one_in(4);
                consumer.waiting = Some(call);
                self.world.post(consumer.pid, ToKernel::Get { call, queue: self.queue, tid: Tid(0), blocking });
            }
            Some(waiting) if !consumer.cancelling && self.random.one_in(10) => {
                consumer.cancelling = true;
                self.world.post(consumer.pid, ToKernel::Cancel { call: waiting });
            }
            Some(_) => return false,
        }
        // A consumer that asks again for ever is no progress once all is produced.
        self.producers.iter().any(|producer| producer.next < ITEMS)
    }

    fn receive(&mut self) -> bool {
        let mut acted = false;
        for producer in &mut self.producers {
            if let Some(ToProcess::Reply { call, reply }) = self.world.receive(producer.pid) {
                assert_eq!(producer.waiting.take(), Some(call), "answered once");
                producer.cancelling = false;
                let admitted = producer.admitted.take();
                match reply {
                    Reply::Done => {
                        producer.accepted.push(producer.next);
                        if let Some(bytes) = admitted {
                            self.world.post(producer.pid, feed(self.queue, bytes));
                        }
                    }
                    Reply::Cancelled => {}
                    other => panic!("{other:?}"),
                }
                producer.next += 1;
                acted = true;
            }
        }
        for consumer in &mut self.consumers {
            match self.world.receive(consumer.pid) {
                Some(ToProcess::Reply { call, reply }) => {
                    assert_eq!(consumer.waiting.take(), Some(call), "answered once");
                    consumer.cancelling = false;
                    if let Reply::Item { item, .. } = reply {
                        consumer.take(&item);
                        acted = true;
                    }
                }
                Some(ToProcess::LendItems { items, .. }) => consumer.lent.extend(items),
                Some(ToProcess::RecallItems { queue }) => {
                    consumer.lent.clear();
                    self.world.post(consumer.pid, ToKernel::ReturnItems { queue });
                    acted = true;
                }
                _ => {}
            }
        }
        acted
    }

    fn check(&mut self) {
        let mut got: BTreeMap<u8, Vec<u32>> = BTreeMap::new();
        for consumer in &self.consumers {
            let mut last: BTreeMap<u8, u32> = BTreeMap::new();
            for (producer, number) in &consumer.got {
                assert!(last.insert(*producer, *number).is_none_or(|before| before < *number), "in order");
                got.entry(*producer).or_default().push(*number);
            }
        }
        for (index, producer) in (0..).zip(&self.producers) {
            assert_eq!(producer.next, ITEMS, "every put was answered");
            let numbers = got.remove(&index).unwrap_or_default();
            let unique: BTreeSet<u32> = numbers.iter().copied().collect();
            assert_eq!(unique.len(), numbers.len(), "nothing came twice");
            assert_eq!(unique, producer.accepted.iter().copied().collect(), "nothing was lost");
        }
    }
}

#[test]
fn nothing_is_lost_or_doubled() {
    for seed in 0..200 {
        Traffic::new(seed, (seed % 4) as u32).run();
    }
}
