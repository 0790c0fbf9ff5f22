//! The kernel's thread: it takes messages of all processes and carries out what the kernel asks for.

use std::{
    collections::BTreeMap,
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, Sender, TryRecvError, channel},
    },
    thread,
};

use crate::{
    kernel::{Config, Effect, Kernel},
    native::{
        Clock, Terminal,
        process::{self, Order, Surroundings},
        terminal,
    },
    process::{Program, Status},
    sim::Outside,
    trace::RunSummary,
    wire::{Boot, Pid, Stream, ToKernel, decode},
};

/// How long a process that is told to end may take, in milliseconds.
const GRACE_MS: f64 = 200.0;
/// What a shell says of a program that SIGINT ended.
const INTERRUPTED: i32 = 130;

/// Makes the program of a process, in the thread that runs it.
pub type Makes = Arc<dyn Fn(Boot) -> Box<dyn Program> + Send + Sync>;

/// What the kernel's thread hears.
pub enum Event {
    Messages(Pid, Vec<ToKernel>),
    /// Why a process did not come to be.
    CouldNotStart(Pid, String),
    Crashed(Pid),
    Line(Option<String>),
    Interrupt,
}

/// A run that is over.
pub struct NativeRun {
    /// The main process's exit status, negative for a signal.
    pub exit_code: i32,
    pub summary: RunSummary,
    /// Chrome Trace Event JSON.
    pub trace: String,
}

/// Runs a program from `boot` to its end.
pub fn run(config: Config, boot: Boot, makes: Makes, terminal: &mut Terminal) -> NativeRun {
    let clock = Clock::start();
    let (sender, events) = channel();
    on_interrupt(sender.clone());
    let (processes, doomed) = (BTreeMap::new(), Vec::new());
    let mut machine =
        Machine { kernel: Kernel::new(config), clock, sender, processes, doomed, makes, terminal, finished: None };
    let mut effects = Vec::new();
    machine.kernel.start_main(boot, clock.now(), &mut effects);
    machine.carry_out(effects);
    let exit_code = machine.listen(&events);
    machine.terminal.flush();
    let now = clock.now();
    NativeRun { exit_code, summary: machine.kernel.summary(now), trace: machine.kernel.trace_json(now) }
}

/// Ctrl-C is SIGINT for every process; the second one ends the runner, whatever the program does.
fn on_interrupt(events: Sender<Event>) {
    let pressed = AtomicBool::new(false);
    let handler = move || {
        if pressed.swap(true, Ordering::Relaxed) || events.send(Event::Interrupt).is_err() {
            std::process::exit(INTERRUPTED);
        }
    };
    // A second run in one process keeps the first one's handler; without any, Ctrl-C ends the runner at once.
    let _ = ctrlc::set_handler(handler);
}

struct Machine<'a> {
    kernel: Kernel,
    clock: Clock,
    sender: Sender<Event>,
    processes: BTreeMap<Pid, Channel>,
    /// When processes that were told to end are ended by force.
    doomed: Vec<(f64, Pid)>,
    makes: Makes,
    terminal: &'a mut Terminal,
    finished: Option<i32>,
}

/// The way to a process.
struct Channel {
    inbox: Sender<Order>,
    killed: Arc<AtomicBool>,
}

impl Machine<'_> {
    fn listen(&mut self, events: &Receiver<Event>) -> i32 {
        loop {
            if let Some(code) = self.finished {
                return code;
            }
            match self.next_event(events) {
                Some(event) => self.hear(event),
                None => self.end_doomed(),
            }
        }
    }

    /// The next event; None when a doomed process's time is up first.
    fn next_event(&mut self, events: &Receiver<Event>) -> Option<Event> {
        match events.try_recv() {
            Ok(event) => return Some(event),
            // Output is written when there is nothing else to do.
            Err(TryRecvError::Empty | TryRecvError::Disconnected) => self.terminal.flush(),
        }
        let soonest = self.doomed.iter().map(|(at, _)| *at).fold(f64::INFINITY, f64::min);
        if soonest.is_infinite() {
            return events.recv().ok();
        }
        events.recv_timeout(self.clock.until(soonest)).ok()
    }

    fn hear(&mut self, event: Event) {
        let (now, mut effects) = (self.clock.now(), Vec::new());
        match event {
            Event::Messages(pid, messages) => {
                for message in messages {
                    self.kernel.handle(pid, message, now, &mut effects);
                }
            }
            Event::CouldNotStart(pid, why) => self.kernel.process_could_not_start(pid, &why, now, &mut effects),
            Event::Crashed(pid) => self.kernel.process_crashed(pid, now, &mut effects),
            Event::Line(Some(line)) => self.kernel.send_input(&line, now, &mut effects),
            Event::Interrupt => self.kernel.interrupt(now, &mut effects),
            Event::Line(None) => self.kernel.close_input(now, &mut effects),
        }
        self.carry_out(effects);
    }

    fn end_doomed(&mut self) {
        let (now, mut effects) = (self.clock.now(), Vec::new());
        let (due, later): (Vec<_>, Vec<_>) = std::mem::take(&mut self.doomed).into_iter().partition(|(at, _)| *at <= now);
        self.doomed = later;
        for (_, pid) in due {
            self.kernel.kill_now(pid, now, &mut effects);
        }
        self.carry_out(effects);
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Deliver { pid, message } => {
                    if let Some(channel) = self.processes.get(&pid) {
                        // One that has just ended no longer listens.
                        let _ = channel.inbox.send(Order::Deliver(message));
                    }
                }
                Effect::StartProcess { pid, boot, .. } => {
                    let boot = decode(&boot).expect("the kernel encoded it");
                    let (makes, surroundings) = (self.makes.clone(), self.admit(pid));
                    process::start(surroundings, Status::Ready, move || makes(boot));
                }
                Effect::ForkProcess { pid, parent, .. } => {
                    // The parent's own thread makes the copy and starts it.
                    let surroundings = self.admit(pid);
                    let parent = self.processes.get(&parent).expect("a process that has just asked is there");
                    let _ = parent.inbox.send(Order::Fork(surroundings));
                }
                Effect::KillProcess { pid } => {
                    if let Some(channel) = self.processes.remove(&pid) {
                        channel.killed.store(true, Ordering::Relaxed);
                    }
                }
                Effect::KillSoon { pid } => self.doomed.push((self.clock.now() + GRACE_MS, pid)),
                Effect::Output { stream, text, .. } => self.terminal.output(stream, &text),
                Effect::InputWanted { .. } => self.ask_for_line(),
                Effect::LibraryWanted { pid, call, module, part, .. } => {
                    let (pack, mut effects) = (self.terminal.library(&module, part), Vec::new());
                    self.kernel.library_read(pid, call, pack, self.clock.now(), &mut effects);
                    self.carry_out(effects);
                }
                Effect::Hint { text, .. } => self.terminal.hint(&text),
                Effect::Deadlock { text, .. } => self.terminal.output(Stream::Stderr, &format!("spawnpoint: {text}\n")),
                Effect::Finished { exit_code, .. } => self.finished = Some(exit_code),
                Effect::Process(_) | Effect::LibraryAhead { .. } => {}
            }
        }
    }

    /// Makes the channel of a process to be.
    fn admit(&mut self, pid: Pid) -> Surroundings {
        let (inbox, orders) = channel();
        let killed = Arc::new(AtomicBool::new(false));
        self.processes.insert(pid, Channel { inbox, killed: killed.clone() });
        Surroundings { pid, clock: self.clock, inbox: orders, events: self.sender.clone(), killed }
    }

    /// Reads a line on a thread of its own: the kernel has others to listen to meanwhile.
    fn ask_for_line(&mut self) {
        self.terminal.flush();
        let events = self.sender.clone();
        thread::spawn(move || {
            // The kernel is gone when the run is over.
            let _ = events.send(Event::Line(terminal::read_line(&io::stdin())));
        });
    }
}
