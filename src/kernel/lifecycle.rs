//! How processes begin, get signals and end.

use crate::{
    kernel::{
        Effect, Kernel, ProcessState,
        process::{Process, SignalAction},
    },
    wire::{Boot, CallId, Errno, Pid, PipeEnd, Reply, SIGCHLD, SIGKILL, SIGTERM, StartMethod, ToProcess, encode},
};

impl Kernel {
    pub(super) fn process(&mut self, pid: Pid) -> &mut Process {
        self.processes.get_mut(&pid).expect("only a process that was started is heard")
    }

    pub(super) fn is_alive(&self, pid: Pid) -> bool {
        self.processes.get(&pid).is_some_and(Process::is_alive)
    }

    pub(super) fn spawn(
        &mut self,
        parent: Pid,
        call: CallId,
        method: StartMethod,
        daemon: bool,
        boot: Boot,
        ends: &[PipeEnd],
    ) -> Reply {
        if self.living().len() >= self.config.max_processes {
            return refuse(Errno::EAGAIN, "Resource temporarily unavailable".to_owned());
        }
        if method != StartMethod::Fork {
            let pid = self.start(parent, daemon, boot);
            self.pipes.hold(pid, ends);
            return Reply::Spawned { pid };
        }
        if !self.config.can_fork {
            return refuse(Errno::ENOSYS, "the start method 'fork' is not available here; use 'spawn'".to_owned());
        }
        let pid = self.fork(parent, call, daemon, boot.name);
        Reply::Spawned { pid }
    }

    pub(super) fn start(&mut self, parent: Pid, daemon: bool, mut boot: Boot) -> Pid {
        let pid = self.register(parent, daemon, &boot.name);
        self.files.start(parent, pid);
        (boot.pid, boot.ppid) = (pid, parent);
        let (name, boot) = (boot.name.clone(), encode(&boot).into());
        self.office.effects.push(Effect::StartProcess { pid, ppid: parent, name, boot });
        pid
    }

    fn fork(&mut self, parent: Pid, call: CallId, daemon: bool, name: String) -> Pid {
        let pid = self.register(parent, daemon, &name);
        if let Some(mut child) = self.processes.remove(&pid) {
            child.inherit_handlers(&self.processes[&parent]);
            self.processes.insert(pid, child);
        }
        self.pipes.fork(parent, pid);
        self.files.fork(parent, pid);
        self.office.effects.push(Effect::ForkProcess { pid, parent, name });
        self.office.deliver(pid, ToProcess::Forked { call, pid, ppid: parent });
        pid
    }

    fn register(&mut self, ppid: Pid, daemon: bool, name: &str) -> Pid {
        let pid = Pid(self.next_pid);
        self.next_pid += 1;
        let process = Process::new(pid, ppid, name.to_owned(), daemon);
        let now = self.office.now;
        self.office.trace.process_started(pid, ppid, name, now);
        self.office.effects.push(Effect::Process(process.event(ProcessState::Start, None, now)));
        self.office.open_mailbox(pid);
        self.processes.insert(pid, process);
        pid
    }

    pub(super) fn kill(&mut self, target: Pid, signal: u8) -> Reply {
        if !self.is_alive(target) {
            return refuse(Errno::ESRCH, Errno::ESRCH.text());
        }
        if signal != 0 {
            self.signal(target, signal);
        }
        Reply::Done
    }

    pub(super) fn signal(&mut self, pid: Pid, signal: u8) {
        match self.process(pid).action(signal) {
            SignalAction::Ignore => {}
            SignalAction::Handle => self.office.deliver(pid, ToProcess::Signal { signal }),
            SignalAction::End => self.begin_to_end(pid, signal),
        }
    }

    /// Ends a process by a signal: at once, or when it has handed its leases back, whose values it
    /// alone knows. A lock that it holds then stays locked, as CPython's does.
    fn begin_to_end(&mut self, pid: Pid, signal: u8) {
        if self.process(pid).dying.is_some() {
            return;
        }
        if self.semaphores.any_leased_to(pid) || self.memories.any_leased_to(pid) || self.queues.any_lent_to(pid) {
            self.process(pid).dying = Some(signal);
            self.office.deliver(pid, ToProcess::Signal { signal });
            self.office.effects.push(Effect::KillSoon { pid });
        } else {
            self.end_by_force(pid, -i32::from(signal));
        }
    }

    pub(super) fn end_from_outside(&mut self, pid: Pid, code: i32, now: f64, effects: &mut Vec<Effect>) {
        self.office.now = now;
        if self.is_alive(pid) {
            self.end_by_force(pid, code);
            self.settle();
            self.tell_deadlock();
        }
        self.hand_out(effects);
    }

    fn end_by_force(&mut self, pid: Pid, code: i32) {
        self.office.effects.push(Effect::KillProcess { pid });
        self.end(pid, code);
    }

    pub(super) fn end(&mut self, pid: Pid, code: i32) {
        let now = self.office.now;
        let process = self.process(pid);
        process.exit_code = Some(code);
        process.threads.clear();
        let event = process.event(ProcessState::Exit, None, now);
        self.office.effects.push(Effect::Process(event));
        self.office.trace.process_ended(pid, code, now);
        self.let_go(pid);
        self.tell_family(pid, code);
        if pid == self.main {
            self.end_daemons();
        }
        if self.is_finished() && !self.finish_told {
            self.finish_told = true;
            let exit_code = self.processes[&self.main].exit_code.unwrap_or(0);
            self.office.effects.push(Effect::Finished { exit_code, time: now });
        }
    }

    /// Closes and drops all that a process had.
    fn let_go(&mut self, pid: Pid) {
        for call in self.office.parked_calls(pid) {
            self.forget(pid, call);
        }
        self.office.close_mailbox(pid);
        self.semaphores.process_ended(pid, &mut self.office);
        self.memories.process_ended(pid, &mut self.office);
        self.queues.process_ended(pid, &mut self.office);
        self.pipes.process_ended(pid, &mut self.office);
        self.names.process_ended(pid);
        self.files.process_ended(pid);
    }

    fn tell_family(&mut self, pid: Pid, code: i32) {
        let parent = self.processes[&pid].ppid;
        // The signal first: who waits for the child then finds it handled.
        if self.is_alive(parent) {
            self.signal(parent, SIGCHLD);
        }
        self.office.deliver(parent, ToProcess::ChildExited { pid, code });
        let children: Vec<Pid> = self.processes.values().filter(|child| child.ppid == pid).map(|child| child.pid).collect();
        for child in children {
            self.process(child).ppid = Pid::INIT;
            self.office.deliver(child, ToProcess::ParentExited { code });
        }
    }

    /// The main process ends its daemons itself when it exits in order. One that crashed or was
    /// killed cannot, and nobody else would: the run would never be over.
    fn end_daemons(&mut self) {
        for pid in self.living() {
            if self.processes[&pid].daemon && self.is_alive(pid) {
                self.end_by_force(pid, -i32::from(SIGTERM));
            }
        }
    }

    /// Ends what the main process has left, where none of it can ever go on.
    pub(super) fn end_all(&mut self) {
        for pid in self.living() {
            if self.is_alive(pid) {
                self.end_by_force(pid, -i32::from(SIGKILL));
            }
        }
    }
}

pub(super) fn refuse(errno: Errno, text: String) -> Reply {
    Reply::Failed { errno: errno.0, text }
}
