//! What a thread that waits for a lock really waits for, told by the library's functions that it is in.

use crate::prelude::pack::FOLDER;
use crate::vm::Vm;

/// The library's functions that wait for others, by their files, and what for.
const PURPOSES: &[(&str, &[&str], &str)] = &[
    ("threading.py", &["Condition.wait", "Condition.wait_for"], "a notification of a Condition"),
    ("threading.py", &["Event.wait"], "an Event to be set"),
    ("threading.py", &["Semaphore.acquire"], "a Semaphore"),
    ("threading.py", &["Barrier.wait"], "the others at a Barrier"),
    ("queue.py", &["Queue.get"], "an item in a Queue"),
    ("queue.py", &["Queue.put"], "room in a Queue"),
    ("queue.py", &["Queue.join"], "every item of a Queue to be done"),
    ("concurrent/futures/_base.py", &["Future.result", "Future.exception"], "the result of a Future"),
    ("concurrent/futures/_base.py", &["wait", "as_completed"], "Futures to be done"),
    ("multiprocessing/pool.py", &["ApplyResult.wait", "ApplyResult.get"], "a result of a pool"),
    ("multiprocessing/pool.py", &["IMapIterator.next", "IMapIterator.__next__"], "a result of a pool"),
    ("asyncio/base_events.py", &["BaseEventLoop.run_forever", "BaseEventLoop._wait"], "something to happen in its event loop"),
];

impl Vm {
    /// What the outermost of the library's functions waits for that the program has called. None outside of it.
    pub(super) fn purpose_of_lock(&self) -> Option<&'static str> {
        let units = self.thread.frames.iter().rev().map(|frame| &self.heap[frame.code].unit);
        let inside = units.map_while(|unit| Some((unit.file.strip_prefix(FOLDER)?, unit.qualified_name.as_str())));
        inside.filter_map(|(file, function)| purpose(file, function)).last()
    }
}

fn purpose(file: &str, function: &str) -> Option<&'static str> {
    let is_it = |(of, functions, _): &&(&str, &[&str], &str)| file == *of && functions.contains(&function);
    PURPOSES.iter().find(is_it).map(|(_, _, purpose)| *purpose)
}
