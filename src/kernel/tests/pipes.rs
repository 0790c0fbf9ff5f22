//! Pipes: messages, ends, the end of the file.

use crate::{
    kernel::tests::world::World,
    wire::{Bytes, Pid, PipeEnd, PipeId, QueueId, Reply, SharedId, Side, StartMethod, Tid, ToKernel, Waitable},
};

fn a_pipe(world: &mut World, duplex: bool) -> (PipeEnd, PipeEnd) {
    let pipe = PipeId(SharedId::new(world.main, 7));
    world.say(world.main, ToKernel::CreatePipe { pipe, duplex, what: "Pipe".to_owned() });
    (PipeEnd { pipe, side: Side::Left }, PipeEnd { pipe, side: Side::Right })
}

fn send(world: &mut World, pid: Pid, end: PipeEnd, bytes: &[u8]) -> Option<Reply> {
    let item = Bytes::from(bytes);
    world.ask(pid, |call| ToKernel::Send { call, end, tid: Tid(0), at: 0.0, item, ends: Vec::new() })
}

fn receive(world: &mut World, pid: Pid, end: PipeEnd) -> Option<Reply> {
    world.ask(pid, |call| ToKernel::Receive { call, end, tid: Tid(0), blocking: true })
}

fn item(bytes: &[u8]) -> Option<Reply> {
    Some(Reply::Item { item: bytes.into(), ends: Vec::new() })
}

#[test]
fn messages_keep_their_bounds_both_ways() {
    let mut world = World::new();
    let (main, (left, right)) = (world.main, a_pipe(&mut world, true));
    assert_eq!(send(&mut world, main, left, b"ab"), Some(Reply::Done));
    assert_eq!(send(&mut world, main, left, b"c"), Some(Reply::Done));
    assert_eq!(send(&mut world, main, right, b"back"), Some(Reply::Done));
    assert_eq!(receive(&mut world, main, right), item(b"ab"));
    assert_eq!(receive(&mut world, main, right), item(b"c"));
    assert_eq!(receive(&mut world, main, left), item(b"back"));
}

#[test]
fn the_end_comes_when_no_process_holds_the_other_end() {
    let mut world = World::new();
    let (main, (left, right)) = (world.main, a_pipe(&mut world, true));
    let child = world.spawn(main, StartMethod::Fork);
    send(&mut world, child, right, b"last");
    world.say(main, ToKernel::ClosePipe { end: right });
    assert_eq!(receive(&mut world, main, left), item(b"last"));
    let call = world.call();
    world.say(main, ToKernel::Receive { call, end: left, tid: Tid(0), blocking: true });
    assert_eq!(world.receive(main), None, "the child still holds it");
    world.say(main, ToKernel::Kill { call: None, pid: child, signal: 9 });
    assert_eq!(world.reply(main, call), Some(Reply::EndOfFile));
    assert_eq!(send(&mut world, main, left, b"x"), Some(Reply::BrokenPipe));
}

#[test]
fn a_sender_waits_for_room_and_learns_of_a_broken_pipe() {
    let mut world = World::new();
    let (main, (left, right)) = (world.main, a_pipe(&mut world, false));
    let child = world.spawn(main, StartMethod::Fork);
    world.say(main, ToKernel::ClosePipe { end: right });
    world.say(child, ToKernel::ClosePipe { end: left });
    assert_eq!(send(&mut world, child, right, &[1; 65_532]), Some(Reply::Done));
    let call = world.call();
    let item = Bytes(vec![2; 3]);
    world.say(child, ToKernel::Send { call, end: right, tid: Tid(0), at: 0.0, item, ends: Vec::new() });
    assert_eq!(world.receive(child), None);
    world.say(main, ToKernel::ClosePipe { end: left });
    assert_eq!(world.reply(child, call), Some(Reply::BrokenPipe));
}

#[test]
fn an_end_that_travels_in_a_queue_stays_open() {
    let mut world = World::new();
    let (main, (left, right)) = (world.main, a_pipe(&mut world, true));
    let queue = QueueId(SharedId::new(main, 8));
    world.say(main, ToKernel::CreateQueue { queue, max_items: 0, what: "Queue".to_owned() });
    let child = world.spawn(main, StartMethod::Spawn);
    let (item, ends) = (Bytes::default(), vec![right]);
    world.say(main, ToKernel::Put { call: None, queue, tid: Tid(0), at: 0.0, item, ends, promised: false });
    world.say(main, ToKernel::ClosePipe { end: right });
    assert_eq!(send(&mut world, main, left, b"hello"), Some(Reply::Done));
    let got = world.ask(child, |call| ToKernel::Get { call, queue, tid: Tid(0), blocking: true });
    assert_eq!(got, Some(Reply::Item { item: Bytes::default(), ends: vec![right] }));
    assert_eq!(receive(&mut world, child, right), self::item(b"hello"));
    world.say(child, ToKernel::Exit { code: 0 });
    assert_eq!(receive(&mut world, main, left), Some(Reply::EndOfFile));
}

#[test]
fn waiting_for_several_things_ends_with_the_first() {
    let mut world = World::new();
    let (main, (left, right)) = (world.main, a_pipe(&mut world, true));
    let child = world.spawn(main, StartMethod::Fork);
    let on = vec![Waitable::Pipe(left), Waitable::Process(child)];
    let now = world.ask(main, |call| ToKernel::WaitAny { call, on: on.clone(), blocking: false });
    assert_eq!(now, Some(Reply::Ready { ready: vec![] }));
    let (first, second) = (world.call(), world.call());
    world.say(main, ToKernel::WaitAny { call: first, on: on.clone(), blocking: true });
    send(&mut world, child, right, b"x");
    assert_eq!(world.reply(main, first), Some(Reply::Ready { ready: vec![0] }));
    receive(&mut world, main, left);
    world.say(main, ToKernel::WaitAny { call: second, on, blocking: true });
    world.say(child, ToKernel::Exit { code: 3 });
    assert_eq!(world.reply(main, second), Some(Reply::Ready { ready: vec![1] }));
}
