//! Processes, signals, input, shared memory and deadlock reports.

use crate::{
    kernel::{Config, Effect, tests::world::World},
    wire::{
        Boot, Bytes, LibraryPart, MemoryId, Pid, Reply, SemId, SharedId, StartMethod, Stream, ThreadState, Tid, ToKernel, ToProcess,
        WaitOn,
    },
};

fn exit(world: &mut World, pid: Pid, code: i32) {
    world.say(pid, ToKernel::Exit { code });
}

fn finished(world: &World) -> Option<i32> {
    world.effects.iter().find_map(|effect| match effect {
        Effect::Finished { exit_code, .. } => Some(*exit_code),
        _ => None,
    })
}

#[test]
fn a_run_is_over_when_no_process_is_left() {
    let mut world = World::new();
    let main = world.main;
    let child = world.spawn(main, StartMethod::Spawn);
    exit(&mut world, main, 3);
    assert_eq!(world.receive_all(child), [ToProcess::ParentExited { code: 3 }]);
    assert_eq!(finished(&world), None);
    exit(&mut world, child, 0);
    assert_eq!(finished(&world), Some(3));
    let summary = world.kernel.summary(1.0);
    let codes: Vec<_> = summary.processes.iter().map(|process| (process.pid, process.ppid, process.exit_code)).collect();
    assert_eq!(codes, [(main, Pid::INIT, Some(3)), (child, main, Some(0))]);
}

#[test]
fn a_parent_hears_of_its_children_and_a_crash_is_one_processs_own() {
    let mut world = World::new();
    let main = world.main;
    let (one, two) = (world.spawn(main, StartMethod::Spawn), world.spawn(main, StartMethod::Spawn));
    let mut effects = Vec::new();
    world.kernel.process_crashed(one, 1.0, &mut effects);
    assert!(effects.contains(&Effect::KillProcess { pid: one }));
    assert!(effects.contains(&Effect::Deliver { pid: main, message: ToProcess::ChildExited { pid: one, code: -11 } }));
    assert_eq!(world.kernel.exit_code(two), None);
}

#[test]
fn signals_end_unless_handled() {
    let mut world = World::new();
    let main = world.main;
    let child = world.spawn(main, StartMethod::Spawn);
    world.say(child, ToKernel::HandleSignal { signal: 15, handled: true });
    let kill = |pid, signal| move |call| ToKernel::Kill { call: Some(call), pid, signal };
    assert_eq!(world.ask(main, kill(child, 15)), Some(Reply::Done));
    assert_eq!(world.receive_all(child), [ToProcess::Signal { signal: 15 }]);
    assert_eq!(world.ask(main, kill(child, 0)), Some(Reply::Done));
    world.say(main, kill(child, 9)(crate::wire::CallId(0)));
    assert_eq!(world.kernel.exit_code(child), Some(-9));
    assert!(world.effects.contains(&Effect::KillProcess { pid: child }));
    assert!(matches!(world.ask(main, kill(child, 9)), Some(Reply::Failed { errno: 3, .. })));
    let mut effects = Vec::new();
    world.kernel.interrupt(0.0, &mut effects);
    assert_eq!(effects, [Effect::Deliver { pid: main, message: ToProcess::Signal { signal: 2 } }]);
}

#[test]
fn a_crashed_main_process_takes_its_daemons_along() {
    let mut world = World::new();
    let main = world.main;
    let boot = Box::new(Boot::main("main.py", ""));
    world.say(main, ToKernel::Spawn { call: crate::wire::CallId(0), method: StartMethod::Spawn, daemon: true, boot, ends: vec![] });
    let mut effects = Vec::new();
    world.kernel.process_crashed(main, 0.0, &mut effects);
    assert!(effects.contains(&Effect::Finished { exit_code: -11, time: 0.0 }));
}

#[test]
fn there_is_a_limit_on_living_processes() {
    let mut world = World::with(Config { max_processes: 2, ..Config::default() });
    let main = world.main;
    let child = world.spawn(main, StartMethod::Spawn);
    let boot = Box::new(Boot::main("main.py", ""));
    let spawn = |call| ToKernel::Spawn { call, method: StartMethod::Spawn, daemon: false, boot, ends: vec![] };
    match world.ask(main, spawn) {
        Some(Reply::Failed { errno: 11, text }) => assert_eq!(text, "Resource temporarily unavailable"),
        other => panic!("{other:?}"),
    }
    exit(&mut world, child, 0);
    world.spawn(main, StartMethod::Spawn);
}

#[test]
fn only_the_main_process_reads_input() {
    let mut world = World::with(Config { stdin: true, ..Config::default() });
    let main = world.main;
    let child = world.spawn(main, StartMethod::Spawn);
    let read = |call| ToKernel::ReadLine { call, prompt: "? ".to_owned() };
    assert_eq!(world.ask(child, read), Some(Reply::EndOfFile));
    let call = world.call();
    world.say(main, read(call));
    assert!(world.effects.contains(&Effect::InputWanted { pid: main, prompt: "? ".to_owned() }));
    let mut effects = Vec::new();
    world.kernel.send_input("on", 0.0, &mut effects);
    assert_eq!(effects, []);
    world.kernel.send_input("e\ntwo", 0.0, &mut effects);
    let reply = Reply::Line { text: "one\n".to_owned() };
    assert_eq!(effects, [Effect::Deliver { pid: main, message: ToProcess::Reply { call, reply } }]);
    world.kernel.close_input(0.0, &mut effects);
    assert_eq!(world.ask(main, read), Some(Reply::Line { text: "two".to_owned() }));
    assert_eq!(world.ask(main, read), Some(Reply::EndOfFile));
}

#[test]
fn output_names_its_process() {
    let mut world = World::new();
    let text = Bytes::from("hé\n".as_bytes());
    world.say(world.main, ToKernel::Output { stream: Stream::Stderr, tid: Tid(2), text });
    assert!(world.effects.iter().any(|effect| matches!(effect,
        Effect::Output { process, text, tid: Tid(2), stream: Stream::Stderr, .. }
            if process == "MainProcess" && text == "hé\n")));
}

#[test]
fn shared_memory_travels_with_what_was_written() {
    let mut world = World::new();
    let main = world.main;
    let memory = MemoryId(SharedId::new(main, 1));
    world.say(main, ToKernel::CreateMemory { memory, bytes: Bytes(vec![0]) });
    let child = world.spawn(main, StartMethod::Spawn);
    let call = world.call();
    world.say(child, ToKernel::BorrowMemory { call, memory });
    assert_eq!(world.receive_all(main), [ToProcess::RecallMemory { memory }]);
    world.say(main, ToKernel::ReturnMemory { memory, bytes: Bytes(vec![5]) });
    let lease = ToProcess::MemoryLease { memory, bytes: Bytes(vec![5]) };
    assert_eq!(world.receive_all(child), [lease, ToProcess::Reply { call, reply: Reply::Done }]);
}

fn wait(world: &mut World, pid: Pid, on: WaitOn) {
    let state = ThreadState::Waiting { label: "acquire()".to_owned(), on, deadline: false };
    world.say(pid, ToKernel::ThreadState { tid: Tid(0), name: "MainThread".to_owned(), at: 0.0, state });
}

/// Tells that `pid` waits, having received all there is.
fn idle(world: &mut World, pid: Pid, received: u64) {
    world.say(pid, ToKernel::Idle { received });
}

fn lock(world: &mut World, count: u32) -> SemId {
    let sem = SemId(SharedId::new(world.main, count));
    let main = world.main;
    world.say(main, ToKernel::CreateSemaphore { sem, value: 1, max: 1, what: format!("Lock {count}") });
    world.say(main, ToKernel::ReturnLease { sem, value: 1, held: 0, waiters: vec![] });
    sem
}

#[test]
fn a_name_is_taken_once_and_goes_with_its_owner_unless_it_lasts() {
    let mut world = World::new();
    let main = world.main;
    let child = world.spawn(main, StartMethod::Spawn);
    let mut publish = |name: &str, lasting| {
        let (name, value) = (name.to_owned(), Bytes(vec![1]));
        world.ask(child, |call| ToKernel::Publish { call, name, value, lasting })
    };
    assert_eq!(publish("address", false), Some(Reply::Done));
    assert_eq!(publish("memory", true), Some(Reply::Done));
    assert!(matches!(publish("memory", false), Some(Reply::Failed { errno: 17, .. })));
    world.say(child, ToKernel::Exit { code: 0 });
    let mut look_up = |name: &str| world.ask(main, |call| ToKernel::LookUp { call, name: name.to_owned() });
    assert!(matches!(look_up("address"), Some(Reply::Failed { errno: 2, .. })));
    assert_eq!(look_up("memory"), Some(Reply::Item { item: Bytes(vec![1]), ends: Vec::new() }));
    let mut withdraw = || world.ask(main, |call| ToKernel::Withdraw { call, name: "memory".to_owned() });
    assert_eq!(withdraw(), Some(Reply::Done));
    assert!(matches!(withdraw(), Some(Reply::Failed { errno: 2, .. })));
}

#[test]
fn two_locks_taken_crosswise_are_reported() {
    let mut world = World::new();
    let main = world.main;
    let (first, second) = (lock(&mut world, 1), lock(&mut world, 2));
    let (one, two) = (world.spawn(main, StartMethod::Spawn), world.spawn(main, StartMethod::Spawn));
    world.say(one, ToKernel::SetProcessName { name: "One".to_owned() });
    world.say(two, ToKernel::SetProcessName { name: "Two".to_owned() });
    let mut received = std::collections::BTreeMap::new();
    for (pid, sem) in [(one, first), (two, second), (one, second), (two, first)] {
        let call = world.call();
        world.say(pid, ToKernel::Acquire { call, sem, tid: Tid(0), blocking: true });
    }
    for pid in [one, two] {
        for message in world.receive_all(pid) {
            *received.entry(pid).or_insert(0) += 1;
            if let ToProcess::Recall { sem } = message {
                world.say(pid, ToKernel::ReturnLease { sem, value: 0, held: 1, waiters: vec![] });
            }
        }
    }
    wait(&mut world, main, WaitOn::Process(one));
    wait(&mut world, one, WaitOn::Semaphore(second));
    wait(&mut world, two, WaitOn::Semaphore(first));
    idle(&mut world, one, received[&one]);
    idle(&mut world, two, received[&two]);
    assert_eq!(world.kernel.deadlock(), None, "main could still act");
    idle(&mut world, main, 1);
    assert_eq!(world.kernel.deadlock(), None, "a message is on its way to main");
    idle(&mut world, main, 2);
    let report = format!(
        "Deadlock: One (pid {one}) and Two (pid {two}) wait for each other.\n\
         MainProcess (pid {main}) waits for the end of One (pid {one})\n\
         One (pid {one}) waits for Lock 2, which Two (pid {two}) holds\n\
         Two (pid {two}) waits for Lock 1, which One (pid {one}) holds"
    );
    assert_eq!(world.kernel.deadlock().as_deref(), Some(report.as_str()));
    assert!(world.effects.contains(&Effect::Deadlock { text: report, time: 0.0 }));
}

#[test]
fn the_trace_has_slices_and_flows() {
    let mut world = World::new();
    let main = world.main;
    let queue = crate::wire::QueueId(SharedId::new(main, 1));
    world.say(main, ToKernel::CreateQueue { queue, max_items: 0, what: "Queue".to_owned() });
    let mut state = |at, state| {
        world.say(main, ToKernel::ThreadState { tid: Tid(0), name: "MainThread".to_owned(), at, state });
    };
    state(0.0, ThreadState::Started);
    state(1.0, ThreadState::Running);
    let item = Bytes::default();
    world.say(main, ToKernel::Put { call: None, queue, tid: Tid(0), at: 1.5, item, ends: vec![], promised: false });
    world.ask(main, |call| ToKernel::Get { call, queue, tid: Tid(0), blocking: true });
    wait(&mut world, main, WaitOn::Timer);
    let json = world.kernel.trace_json(4.0);
    for part in [
        r#""name":"process_name","ph":"M","pid":10,"args":{"name":"MainProcess"}"#,
        r#""name":"thread_name","ph":"M","pid":10,"tid":0,"args":{"name":"MainThread"}"#,
        r#""name":"running","cat":"running","ph":"X","ts":1000.0,"#,
        r#""name":"acquire()","cat":"waiting","ph":"X","#,
        r#""ph":"s","id":1,"ts":1500.0,"#,
        r#""ph":"f","bp":"e","id":1,"#,
    ] {
        assert!(json.contains(part), "{part} is not in {json}");
    }
    assert_eq!(world.kernel.summary(4.0).max_parallel, 1);
}

#[test]
fn join_before_get_of_much_data_is_explained() {
    let mut world = World::new();
    let main = world.main;
    let queue = crate::wire::QueueId(SharedId::new(main, 1));
    world.say(main, ToKernel::CreateQueue { queue, max_items: 0, what: "Queue".to_owned() });
    let child = world.spawn(main, StartMethod::Spawn);
    let item = Bytes(vec![0; 1_000_000]);
    world.say(child, ToKernel::Put { call: None, queue, tid: Tid(0), at: 0.0, item, ends: vec![], promised: false });
    let call = world.call();
    world.say(child, ToKernel::Flush { call, queues: vec![queue] });
    wait(&mut world, child, WaitOn::Call(call));
    wait(&mut world, main, WaitOn::Process(child));
    idle(&mut world, child, 0);
    idle(&mut world, main, 1);
    let report = format!(
        "Every process waits, and none can wake another.\n\
         MainProcess (pid {main}) waits for the end of MainProcess (pid {child})\n\
         MainProcess (pid {child}) waits for the items that it put into Queue to be taken\n\
         Hint: MainProcess cannot end before its items are taken. Call get() for all of them before join()."
    );
    assert_eq!(world.kernel.deadlock(), Some(report));
}

#[test]
fn a_semaphore_that_others_release_is_held_by_nobody() {
    let mut world = World::new();
    let (main, sem) = (world.main, lock(&mut world, 1));
    let child = world.spawn(main, StartMethod::Spawn);
    let report = |world: &mut World| {
        let call = world.call();
        world.say(child, ToKernel::Acquire { call, sem, tid: Tid(0), blocking: true });
        wait(world, child, WaitOn::Call(call));
        wait(world, main, WaitOn::Process(child));
        for pid in [child, main] {
            let received = world.kernel.office.delivered(pid).unwrap_or_default();
            idle(world, pid, received);
        }
        world.kernel.deadlock().unwrap_or_default()
    };
    world.ask(child, |call| ToKernel::Acquire { call, sem, tid: Tid(0), blocking: true });
    world.say(child, ToKernel::ReturnLease { sem, value: 0, held: 1, waiters: vec![] });
    assert!(report(&mut world).contains("waits for Lock 1, which it itself holds"));
    // This wakes the child, which gives back what it got with it.
    world.say(main, ToKernel::Release { call: None, sem });
    world.say(child, ToKernel::ReturnLease { sem, value: 0, held: 2, waiters: vec![] });
    let said = report(&mut world);
    assert!(said.contains("waits for Lock 1") && !said.contains("holds") && !said.contains("Hint"), "{said}");
}

#[test]
fn a_part_of_the_library_is_asked_of_the_host_once_for_each_request() {
    let mut world = World::new();
    let (main, call) = (world.main, world.call());
    let (asset, module, part) = ("text".to_owned(), "re".to_owned(), LibraryPart::Code);
    world.say(main, ToKernel::ReadLibrary { call, asset: asset.clone(), module: module.clone(), part });
    assert!(world.effects.contains(&Effect::LibraryWanted { pid: main, call, asset, module, part }));
    world.say(main, ToKernel::Idle { received: 0 });
    assert_eq!(world.kernel.deadlock(), None);
    for pack in [Ok(vec![1, 2]), Err("again".to_owned())] {
        let mut effects = Vec::new();
        world.kernel.library_read(main, call, pack, 1.0, &mut effects);
        world.take(effects);
    }
    let reply = Reply::Asset { pack: Bytes(vec![1, 2]) };
    assert_eq!(world.receive_all(main), [ToProcess::Reply { call, reply }]);
}
