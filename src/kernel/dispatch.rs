//! What each message does, and how a request that waits is taken back.

use crate::{
    kernel::{
        Effect, Kernel,
        any::ready_indices,
        files::{Outcome, Target},
        lifecycle::refuse,
        office::{Item, Subject, Waiter},
    },
    wire::{CallId, FileAnswer, FileRequest, Pid, Reply, Stream, Tid, ToKernel, ToProcess, Waitable},
};

impl Kernel {
    pub(super) fn dispatch(&mut self, pid: Pid, message: ToKernel) {
        let waiter = |call, tid| Waiter { pid, call, tid };
        let caller = |call| Waiter { pid, call, tid: Tid(0) };
        let office = &mut self.office;
        match message {
            ToKernel::Output { stream, tid, text } => {
                match self.files.output(pid, stream, &text) {
                    Some(Target::StandardOutput(stream)) => self.write(pid, tid, stream, &text),
                    Some(Target::Pipe(pipe, _)) => self.byte_pipes.post(pipe, &text, office),
                    _ => {}
                }
            }
            ToKernel::ReadLine { call, .. } if pid != self.main => office.reply(caller(call), Reply::EndOfFile),
            ToKernel::ReadLine { call, prompt } => self.input.read_line(caller(call), prompt, office),
            ToKernel::ThreadState { tid, name, at, state } => {
                office.trace.thread(pid, tid, &name, at, &state);
                self.process(pid).thread_state(tid, name, state);
            }
            ToKernel::Idle { received } => self.process(pid).idle = Some(received),
            ToKernel::Spawn { call, method, daemon, boot, ends } => {
                let reply = self.spawn(pid, call, method, daemon, *boot, &ends);
                self.office.reply(caller(call), reply);
            }
            ToKernel::SetProcessName { name } => {
                office.trace.process_renamed(pid, &name);
                self.process(pid).name = name;
            }
            ToKernel::Kill { call, pid: target, signal } => {
                let reply = self.kill(target, signal);
                if let Some(call) = call {
                    self.office.reply(caller(call), reply);
                }
            }
            ToKernel::Hint { text } => self.hint(pid, text),
            ToKernel::GlobalsChanged { names } => {
                let (parent, child) = (self.process(pid).ppid, self.process(pid).name.clone());
                self.office.deliver(parent, ToProcess::GlobalsChanged { child, names });
            }
            ToKernel::HandleSignal { signal, handled } => self.process(pid).handle_signal(signal, handled),
            ToKernel::Exit { code } => self.end(pid, code),
            ToKernel::ReadLibrary { call, asset, module, part } => {
                office.park(caller(call), Subject::Library);
                office.effects.push(Effect::LibraryWanted { pid, call, asset, module, part });
            }
            ToKernel::ReadAhead { asset } => office.effects.push(Effect::LibraryAhead { asset }),
            ToKernel::Cancel { call } => self.cancel(pid, call),

            ToKernel::CreateSemaphore { sem, value, max, what } => {
                self.semaphores.create(pid, sem, value, max, what);
            }
            ToKernel::Acquire { call, sem, tid, blocking } => {
                self.semaphores.acquire(sem, waiter(call, tid), blocking, office);
            }
            ToKernel::Release { call, sem } => self.semaphores.release(sem, pid, call.map(caller), office),
            ToKernel::ReturnLease { sem, value, held, waiters } => {
                self.semaphores.give_back(sem, pid, value, held, waiters, office);
            }
            ToKernel::SemaphoreValue { call, sem } => self.semaphores.value(sem, caller(call), office),

            ToKernel::CreateQueue { queue, max_items, what } => self.queues.create(queue, max_items, what),
            ToKernel::Promise { queue, count } => self.queues.promise(queue, count),
            ToKernel::AwaitRoom { call, queue, tid, blocking } => {
                self.queues.await_room(queue, waiter(call, tid), blocking, office);
            }
            ToKernel::BreakPromise { queue } => self.queues.break_promise(queue, office),
            ToKernel::Put { call, queue, tid, at, item, ends, promised } => {
                let ends = self.pipes.send_off(ends);
                let item = Item { bytes: item, ends, sent: (pid, tid, at), sender: None };
                self.queues.put(queue, call.map(|call| waiter(call, tid)), item, promised, office);
            }
            ToKernel::Get { call, queue, tid, blocking } => {
                self.queues.get(queue, waiter(call, tid), blocking, office);
            }
            ToKernel::Taken { queue, tid, at } => self.queues.taken(queue, (pid, tid, at), office),
            ToKernel::ReturnItems { queue } => self.queues.items_returned(queue, pid, office),
            ToKernel::Flush { call, queues } => self.queues.flush(caller(call), queues, office),
            ToKernel::QueueState { call, queue } => self.queues.state(queue, caller(call), office),
            ToKernel::TaskDone { call, queue } => self.queues.task_done(queue, caller(call), office),
            ToKernel::JoinQueue { call, queue } => self.queues.join(queue, caller(call), office),

            ToKernel::Publish { call, name, value, lasting } => {
                let reply = self.names.publish(pid, name, value, lasting);
                office.reply(caller(call), reply);
            }
            ToKernel::LookUp { call, name } => office.reply(caller(call), self.names.look_up(&name)),
            ToKernel::Withdraw { call, name } => office.reply(caller(call), self.names.withdraw(&name)),

            ToKernel::CreatePipe { pipe, duplex, what } => self.pipes.create(pid, pipe, duplex, what),
            ToKernel::ClosePipe { end } => self.pipes.close(pid, end, office),
            ToKernel::Send { call, end, tid, at, item, ends } => {
                let ends = self.pipes.send_off(ends);
                let item = Item { bytes: item, ends, sent: (pid, tid, at), sender: None };
                self.pipes.send(end, waiter(call, tid), item, office);
            }
            ToKernel::Receive { call, end, tid, blocking } => {
                self.pipes.receive(end, waiter(call, tid), blocking, office);
            }
            ToKernel::WaitAny { call, on, blocking: true } => self.any.wait(caller(call), on, office),
            ToKernel::WaitAny { call, on, blocking: false } => {
                let ready = ready_indices(&on, |what| self.is_ready(what));
                self.office.reply(caller(call), Reply::Ready { ready });
            }

            ToKernel::CreateMemory { memory, bytes } => self.memories.create(pid, memory, bytes),
            ToKernel::BorrowMemory { call, memory } => self.memories.borrow(memory, caller(call), office),
            ToKernel::ReturnMemory { memory, bytes } => self.memories.give_back(memory, pid, bytes, office),

            ToKernel::File { call, at, request } => {
                self.file(caller(call), at, request);
            }
        }
    }

    fn file(&mut self, caller: Waiter, at: i64, request: FileRequest) {
        let reply = match self.files.handle(caller.pid, at, request, &mut self.byte_pipes) {
            Ok(Outcome::Answer(answer)) => Reply::File(answer),
            Ok(Outcome::Output(stream, data)) => {
                self.write(caller.pid, Tid(0), stream, &data);
                Reply::File(FileAnswer::Count(data.len() as u64))
            }
            Ok(Outcome::ReadPipe(pipe, size)) => return self.byte_pipes.read(pipe, size, caller, &mut self.office),
            Ok(Outcome::WritePipe(pipe, data)) => return self.byte_pipes.write(pipe, data, caller, &mut self.office),
            Err(errno) => refuse(errno, errno.text()),
        };
        self.office.reply(caller, reply);
    }

    /// Gives up a request; if it is not waiting any more, its answer is on its way.
    fn cancel(&mut self, pid: Pid, call: CallId) {
        if self.office.subject(pid, call).is_some() {
            self.forget(pid, call);
            self.office.reply(Waiter { pid, call, tid: Tid(0) }, Reply::Cancelled);
        }
    }

    /// Takes a waiting request out of wherever it waits.
    pub(super) fn forget(&mut self, pid: Pid, call: CallId) {
        let office = &mut self.office;
        match office.unpark(pid, call) {
            // The host's answer finds nobody.
            None | Some(Subject::Library) => {}
            Some(Subject::Semaphore(sem)) => self.semaphores.forget(sem, pid, call),
            Some(Subject::QueueItem(queue) | Subject::QueueRoom(queue) | Subject::QueueDone(queue)) => {
                self.queues.forget(queue, pid, call, office);
            }
            Some(Subject::PipeItem(end) | Subject::PipeRoom(end)) => self.pipes.forget(end, pid, call, office),
            Some(Subject::BytePipe(pipe)) => self.byte_pipes.forget(pipe, pid, call),
            Some(Subject::Memory(memory)) => self.memories.forget(memory, pid, call),
            Some(Subject::Flush) => self.queues.forget_flush(pid, call),
            Some(Subject::Any) => self.any.forget(pid, call),
            Some(Subject::Input) => self.input.forget(pid, call),
        }
    }

    pub(super) fn write(&mut self, pid: Pid, tid: Tid, stream: Stream, bytes: &[u8]) {
        let text = self.output.text(pid, stream, bytes);
        if !text.is_empty() {
            let process = self.process(pid).name.clone();
            let time = self.office.now;
            self.office.effects.push(Effect::Output { pid, tid, process, stream, text, time });
        }
    }

    fn hint(&mut self, pid: Pid, text: String) {
        if self.hints.insert(text.clone()) {
            let process = self.process(pid).name.clone();
            self.office.effects.push(Effect::Hint { pid, process, text, time: self.office.now });
        }
    }

    fn is_ready(&self, what: Waitable) -> bool {
        match what {
            Waitable::Pipe(end) => self.pipes.is_ready(end),
            Waitable::Queue(queue) => self.queues.is_ready(queue),
            Waitable::Process(pid) => !self.is_alive(pid),
        }
    }

    /// Moves pipe ends that travelled in items, and answers those who wait for one of several things.
    pub(super) fn settle(&mut self) {
        for (pid, ends) in std::mem::take(&mut self.office.arrived) {
            self.pipes.arrive(pid, &ends);
        }
        for (pipe, side) in self.files.closed_pipes() {
            self.byte_pipes.close(pipe, side, &mut self.office);
        }
        while let Some(end) = self.office.dropped.pop() {
            self.pipes.lose(end, &mut self.office);
        }
        if self.any.is_empty() {
            return;
        }
        let mut any = std::mem::take(&mut self.any);
        let mut office = std::mem::take(&mut self.office);
        any.settle(&mut office, |what| self.is_ready(what));
        self.office = office;
        self.any = any;
    }

    pub(super) fn hand_out(&mut self, effects: &mut Vec<Effect>) {
        effects.append(&mut self.office.effects);
    }

    pub(super) fn tell_deadlock(&mut self) {
        if self.deadlock_told {
            return;
        }
        if let Some(text) = self.deadlock() {
            if !self.is_alive(self.main) {
                // Nobody is left whom it could tell anything: a terminal is back at its prompt by now.
                return self.end_all();
            }
            self.deadlock_told = true;
            self.office.effects.push(Effect::Deadlock { text, time: self.office.now });
        }
    }
}
