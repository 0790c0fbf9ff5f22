//! Queues: `multiprocessing.Queue` with its feeder threads and its pipe, as one thing.

use std::collections::VecDeque;

use crate::sorted::SortedMap;
use crate::{
    kernel::{
        lending::Lending,
        office::{Item, Office, Subject, Waiter},
        semaphore::refuse_unknown,
        stream::{PIPE_CAPACITY, Stream},
    },
    wire::{CallId, Pid, QueueId, Reply, Tid},
};

/// All queues of a run.
#[derive(Default)]
pub struct Queues {
    all: SortedMap<QueueId, Queue>,
    flushes: Vec<(Waiter, Vec<QueueId>)>,
}

struct Queue {
    what: String,
    max_items: u32,
    /// Items put and not taken, as CPython's semaphore counts them: those that are promised too, and what a
    /// killed process took along in its feeder.
    size: u32,
    unfinished: u32,
    stream: Stream,
    lending: Lending,
    getters: VecDeque<Getter>,
    putters: VecDeque<Waiter>,
    joiners: Vec<Waiter>,
}

/// A thread that wants an item.
struct Getter {
    waiter: Waiter,
    /// It waits until there is one, not only until what is lent has come back.
    blocking: bool,
}

impl Queues {
    pub fn create(&mut self, queue: QueueId, max_items: u32, what: String) {
        let new = Queue {
            what,
            max_items,
            size: 0,
            unfinished: 0,
            stream: Stream::new(PIPE_CAPACITY),
            lending: Lending::default(),
            getters: VecDeque::new(),
            putters: VecDeque::new(),
            joiners: Vec::new(),
        };
        self.all.entry(queue).or_insert(new);
    }

    /// `count` items count as put from now on: the feeder of their process brings them.
    pub fn promise(&mut self, id: QueueId, count: u32) {
        if let Some(queue) = self.all.get_mut(&id) {
            queue.count(count);
        }
    }

    /// The same for one item, once there is room.
    pub fn await_room(&mut self, id: QueueId, waiter: Waiter, blocking: bool, office: &mut Office) {
        let Some(queue) = self.all.get_mut(&id) else {
            return refuse_unknown(Some(waiter), "queue", office);
        };
        if !queue.is_full() {
            queue.count(1);
            office.reply(waiter, Reply::Done);
        } else if blocking {
            office.park(waiter, Subject::QueueRoom(id));
            queue.putters.push_back(waiter);
        } else {
            office.reply(waiter, Reply::Full);
        }
    }

    /// An item that was promised does not come.
    pub fn break_promise(&mut self, id: QueueId, office: &mut Office) {
        if let Some(queue) = self.all.get_mut(&id) {
            queue.size = queue.size.saturating_sub(1);
            queue.admit(office);
        }
    }

    pub fn put(&mut self, id: QueueId, waiter: Option<Waiter>, mut item: Item, promised: bool, office: &mut Office) {
        let Some(queue) = self.all.get_mut(&id) else {
            office.dropped.append(&mut item.ends);
            return refuse_unknown(waiter, "queue", office);
        };
        if let Some(waiter) = waiter {
            office.park(waiter, Subject::QueueRoom(id));
            item.sender = Some(waiter);
        }
        if !promised {
            queue.count(1);
        }
        queue.stream.push(item, office);
        queue.settle(office);
        self.answer_flushes(office);
    }

    pub fn get(&mut self, id: QueueId, waiter: Waiter, blocking: bool, office: &mut Office) {
        let Some(queue) = self.all.get_mut(&id) else {
            return refuse_unknown(Some(waiter), "queue", office);
        };
        queue.lending.asked(waiter.pid);
        office.park(waiter, Subject::QueueItem(id));
        queue.getters.push_back(Getter { waiter, blocking });
        queue.settle(office);
        queue.lend_or_recall(id, office);
        self.answer_flushes(office);
    }

    /// A reader took an item that it was lent.
    pub fn taken(&mut self, id: QueueId, by: (Pid, Tid, f64), office: &mut Office) {
        let Some(queue) = self.all.get_mut(&id) else { return };
        if queue.lending.taken()
            && let Some(item) = queue.stream.pop(office)
        {
            office.trace.flow(item.sent, by);
            queue.size = queue.size.saturating_sub(1);
            queue.admit(office);
        }
        self.answer_flushes(office);
    }

    /// What `pid` was lent and has not taken is in the queue again.
    pub fn items_returned(&mut self, id: QueueId, pid: Pid, office: &mut Office) {
        if let Some(queue) = self.all.get_mut(&id).filter(|queue| queue.lending.is_out_to(pid)) {
            queue.take_home(office);
        }
        self.answer_flushes(office);
    }

    /// Whether `pid` has items of some queue.
    pub fn any_lent_to(&self, pid: Pid) -> bool {
        self.all.values().any(|queue| queue.lending.is_out_to(pid))
    }

    pub fn flush(&mut self, waiter: Waiter, queues: Vec<QueueId>, office: &mut Office) {
        office.park(waiter, Subject::Flush);
        self.flushes.push((waiter, queues));
        self.answer_flushes(office);
    }

    pub fn state(&self, id: QueueId, waiter: Waiter, office: &mut Office) {
        let Some(queue) = self.all.get(&id) else {
            return refuse_unknown(Some(waiter), "queue", office);
        };
        let reply = Reply::QueueState { size: queue.size, empty: queue.stream.is_empty(), full: queue.is_full() };
        office.reply(waiter, reply);
    }

    pub fn task_done(&mut self, id: QueueId, waiter: Waiter, office: &mut Office) {
        let Some(queue) = self.all.get_mut(&id) else {
            return refuse_unknown(Some(waiter), "queue", office);
        };
        if queue.unfinished == 0 {
            return office.reply(waiter, Reply::TooMany);
        }
        queue.unfinished -= 1;
        office.reply(waiter, Reply::Done);
        queue.answer_joiners(office);
    }

    pub fn join(&mut self, id: QueueId, waiter: Waiter, office: &mut Office) {
        let Some(queue) = self.all.get_mut(&id) else {
            return refuse_unknown(Some(waiter), "queue", office);
        };
        office.park(waiter, Subject::QueueDone(id));
        queue.joiners.push(waiter);
        queue.answer_joiners(office);
    }

    /// Whether `get` would find an item.
    pub fn is_ready(&self, id: QueueId) -> bool {
        self.all.get(&id).is_some_and(|queue| !queue.stream.is_empty())
    }

    /// Takes a waiting request out.
    pub fn forget(&mut self, id: QueueId, pid: Pid, call: CallId, office: &mut Office) {
        let Some(queue) = self.all.get_mut(&id) else { return };
        let is_it = |waiter: &Waiter| (waiter.pid, waiter.call) == (pid, call);
        queue.getters.retain(|getter| !is_it(&getter.waiter));
        queue.joiners.retain(|waiter| !is_it(waiter));
        queue.putters.retain(|waiter| !is_it(waiter));
        queue.uncount(|queue| queue.stream.drop_unflushed(office, |item| item.sender.as_ref().is_some_and(is_it)));
        self.answer_flushes(office);
    }

    /// Takes a waiting flush out.
    pub fn forget_flush(&mut self, pid: Pid, call: CallId) {
        self.flushes.retain(|(waiter, _)| (waiter.pid, waiter.call) != (pid, call));
    }

    /// What a process had not flushed is lost with it.
    pub fn process_ended(&mut self, pid: Pid, office: &mut Office) {
        for queue in self.all.values_mut() {
            queue.stream.drop_unflushed(office, |item| item.sent.0 == pid);
            if queue.lending.is_out_to(pid) {
                queue.take_home(office);
            }
        }
        self.answer_flushes(office);
    }

    /// What the queues that a flush waits for are called in reports.
    pub fn flushed_by(&self, pid: Pid, call: CallId) -> Vec<&str> {
        let flush = self.flushes.iter().find(|(waiter, _)| (waiter.pid, waiter.call) == (pid, call));
        let unflushed = |id: &&QueueId| self.all.get(id).is_some_and(|queue| queue.stream.holds_back(pid));
        flush.map_or(Vec::new(), |(_, queues)| queues.iter().filter(unflushed).map(|id| self.what(*id)).collect())
    }

    /// What a queue is called in reports.
    pub fn what(&self, id: QueueId) -> &str {
        self.all.get(&id).map_or("a queue", |queue| &queue.what)
    }

    fn answer_flushes(&mut self, office: &mut Office) {
        let all = &self.all;
        self.flushes.retain(|(waiter, queues)| {
            let waits = queues.iter().any(|id| all.get(id).is_some_and(|queue| queue.stream.holds_back(waiter.pid)));
            if !waits {
                office.reply(*waiter, Reply::Done);
            }
            waits
        });
    }
}

impl Queue {
    fn is_full(&self) -> bool {
        self.max_items > 0 && self.size >= self.max_items
    }

    fn count(&mut self, items: u32) {
        self.size += items;
        self.unfinished += items;
    }

    /// Serves getters in the order in which they came, and lets putters in where room appears.
    fn settle(&mut self, office: &mut Office) {
        while !self.lending.is_out()
            && !self.stream.is_empty()
            && let Some(getter) = self.getters.pop_front()
            && let Some(item) = self.stream.pop(office)
        {
            office.reply_item(getter.waiter, item);
            self.size = self.size.saturating_sub(1);
            self.admit(office);
        }
        if !self.lending.is_out() {
            self.getters.retain(|getter| {
                if !getter.blocking {
                    office.reply(getter.waiter, Reply::Empty);
                }
                getter.blocking
            });
        }
    }

    /// After a request: who still waits gets what is lent, or else the only reader may be lent more.
    fn lend_or_recall(&mut self, id: QueueId, office: &mut Office) {
        if self.getters.is_empty() {
            self.lending.lend(id, &self.stream, office);
        } else {
            self.lending.recall(id, office);
        }
    }

    fn take_home(&mut self, office: &mut Office) {
        self.lending.returned();
        self.settle(office);
    }

    fn admit(&mut self, office: &mut Office) {
        while !self.is_full()
            && let Some(putter) = self.putters.pop_front()
        {
            self.count(1);
            office.reply(putter, Reply::Done);
        }
    }

    /// Removes items that their putter took back, so that they were never put.
    fn uncount(&mut self, remove: impl FnOnce(&mut Queue) -> usize) {
        let removed = remove(self) as u32;
        self.size = self.size.saturating_sub(removed);
        self.unfinished = self.unfinished.saturating_sub(removed);
    }

    fn answer_joiners(&mut self, office: &mut Office) {
        if self.unfinished == 0 {
            for waiter in self.joiners.drain(..) {
                office.reply(waiter, Reply::Done);
            }
        }
    }
}
