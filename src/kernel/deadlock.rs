//! Who waits for whom, in words, and whether nobody can ever wake anybody again.

use crate::sorted::SortedSet;
use crate::{
    kernel::{
        Kernel,
        office::Subject,
        process::{Process, Thread, Wait},
    },
    wire::{CallId, Pid, Tid, WaitOn, Waitable},
};

/// In words, why nothing will ever happen again; None as long as something may.
///
/// Every living process must have said, after the last message that it was given, that all its
/// threads wait without a deadline; then no message is on its way to anybody.
pub fn report(kernel: &Kernel) -> Option<String> {
    let mut living = living(kernel).peekable();
    living.peek()?;
    for process in living {
        let idle = process.idle.is_some() && process.idle == kernel.office.delivered(process.pid);
        if !idle || waits_for_input(kernel, process) || kernel.office.awaits_library(process.pid) {
            return None;
        }
    }
    let head = match cycle(kernel) {
        Some(names) => format!("Deadlock: {} wait for each other.", join(&names)),
        None => "Every process waits, and none can wake another.".to_owned(),
    };
    let lines = [head].into_iter().chain(wait_lines(kernel)).chain(advice(kernel));
    Some(lines.collect::<Vec<_>>().join("\n"))
}

/// What a person should do about the classic reasons.
fn advice(kernel: &Kernel) -> SortedSet<String> {
    let waits = living(kernel).flat_map(|process| process.threads.values().map(move |thread| (process, thread)));
    let waits = waits.filter_map(|(process, thread)| thread.wait.as_ref().map(|wait| (process, wait)));
    let reasons = [undrained, unreleased, not_done];
    waits.filter_map(|(process, wait)| reasons.iter().find_map(|reason| reason(kernel, process, wait))).collect()
}

/// Somebody comes for the next item and has not said that the last one is done.
fn not_done(kernel: &Kernel, process: &Process, wait: &Wait) -> Option<String> {
    let WaitOn::QueueDone(queue) = target(kernel, process, wait) else { return None };
    let threads = || living(kernel).flat_map(|process| process.threads.values().map(move |thread| (process, thread)));
    let wants_more = |(process, thread): (&Process, &Thread)| {
        thread.wait.as_ref().is_some_and(|wait| target(kernel, process, wait) == WaitOn::QueueItem(queue))
    };
    threads().any(wants_more).then(|| {
        let what = kernel.queues.what(queue);
        format!("Hint: join() waits until task_done() was called for every item that was put into {what}.")
    })
}

fn undrained(kernel: &Kernel, process: &Process, wait: &Wait) -> Option<String> {
    let WaitOn::Call(call) = wait.on else { return None };
    (kernel.office.subject(process.pid, call) == Some(Subject::Flush)).then(|| {
        let name = &process.name;
        format!("Hint: {name} cannot end before its items are taken. Call get() for all of them before join().")
    })
}

fn unreleased(kernel: &Kernel, process: &Process, wait: &Wait) -> Option<String> {
    let WaitOn::Semaphore(sem) = target(kernel, process, wait) else { return None };
    let never = |holder: &Pid| *holder == process.pid || !is_alive(kernel, *holder);
    let holders = kernel.semaphores.holders(sem);
    let what = kernel.semaphores.what(sem);
    if holders == [process.pid] && what.starts_with("Lock ") && process.threads.len() == 1 {
        let name = &process.name;
        return Some(format!("Hint: {name} acquires {what} a second time. An RLock may be acquired again by who holds it."));
    }
    holders.iter().any(never).then(|| {
        format!("Hint: {what} was acquired and never released. A with statement releases it, whatever happens.")
    })
}

fn is_alive(kernel: &Kernel, pid: Pid) -> bool {
    kernel.processes.get(&pid).is_some_and(Process::is_alive)
}

/// One line for each thread that waits.
pub fn wait_lines(kernel: &Kernel) -> Vec<String> {
    let mut lines = Vec::new();
    for process in living(kernel) {
        for (tid, thread) in &process.threads {
            if let Some(wait) = &thread.wait {
                lines.push(format!("{} waits for {}", who(process, *tid, thread), what(kernel, process, wait)));
            }
        }
    }
    lines
}

fn living(kernel: &Kernel) -> impl Iterator<Item = &Process> {
    kernel.processes.values().filter(|process| process.is_alive())
}

fn waits_for_input(kernel: &Kernel, process: &Process) -> bool {
    !kernel.input.is_closed()
        && process.threads.values().filter_map(|thread| thread.wait.as_ref()).any(|wait| target(kernel, process, wait) == WaitOn::Input)
}

fn who(process: &Process, tid: Tid, thread: &Thread) -> String {
    let name = format!("{} (pid {})", process.name, process.pid);
    if tid == Tid(0) && process.threads.len() == 1 { name } else { format!("{} in {name}", thread.name) }
}

fn what(kernel: &Kernel, process: &Process, wait: &Wait) -> String {
    match target(kernel, process, wait) {
        WaitOn::Process(pid) => format!("the end of {}", name(kernel, pid)),
        WaitOn::AnyChild => "the end of a child".to_owned(),
        WaitOn::Thread(tid) => format!("the end of thread {}", thread_name(process, tid)),
        WaitOn::ThreadLock(Some(tid)) => format!("a lock that thread {} holds", thread_name(process, tid)),
        WaitOn::Semaphore(sem) => match kernel.semaphores.holders(sem).as_slice() {
            [] => kernel.semaphores.what(sem).to_owned(),
            holders => {
                let names: Vec<String> = holders.iter().map(|pid| holder(kernel, process, *pid)).collect();
                let verb = if names.len() == 1 { "holds" } else { "hold" };
                format!("{}, which {} {verb}", kernel.semaphores.what(sem), join(&names))
            }
        },
        WaitOn::QueueItem(queue) => format!("an item in {}", kernel.queues.what(queue)),
        WaitOn::QueueRoom(queue) => format!("its items to be taken from {}", kernel.queues.what(queue)),
        WaitOn::QueueDone(queue) => format!("every item of {} to be done", kernel.queues.what(queue)),
        WaitOn::PipeItem(end) => format!("an item from {}", kernel.pipes.what(end.pipe)),
        WaitOn::PipeRoom(end) => format!("room in {}", kernel.pipes.what(end.pipe)),
        WaitOn::Input => "input".to_owned(),
        WaitOn::Call(call) if kernel.office.subject(process.pid, call) == Some(Subject::Flush) => {
            format!("the items that it put into {} to be taken", kernel.queues.flushed_by(process.pid, call).join(", "))
        }
        WaitOn::Call(call) if kernel.office.subject(process.pid, call) == Some(Subject::Any) => any_of(kernel, process.pid, call),
        WaitOn::Call(call) if matches!(kernel.office.subject(process.pid, call), Some(Subject::BytePipe(_))) => {
            "the other end of a pipe".to_owned()
        }
        WaitOn::ThreadLock(None) | WaitOn::Gil | WaitOn::Timer | WaitOn::Call(_) => wait.label.clone(),
    }
}

/// What `connection.wait` waits for.
fn any_of(kernel: &Kernel, pid: Pid, call: CallId) -> String {
    let names = kernel.any.awaited(pid, call).iter().map(|on| match *on {
        Waitable::Process(pid) => format!("the end of {}", name(kernel, pid)),
        Waitable::Queue(queue) => format!("an item in {}", kernel.queues.what(queue)),
        Waitable::Pipe(end) => format!("an item from {}", kernel.pipes.what(end.pipe)),
    });
    names.collect::<Vec<_>>().join(" or ")
}

/// What a thread waits for; where it only says which request, the kernel looks up where that waits.
fn target(kernel: &Kernel, process: &Process, wait: &Wait) -> WaitOn {
    let WaitOn::Call(call) = wait.on else { return wait.on };
    match kernel.office.subject(process.pid, call) {
        Some(Subject::Semaphore(sem)) => WaitOn::Semaphore(sem),
        Some(Subject::QueueItem(queue)) => WaitOn::QueueItem(queue),
        Some(Subject::QueueRoom(queue)) => WaitOn::QueueRoom(queue),
        Some(Subject::QueueDone(queue)) => WaitOn::QueueDone(queue),
        Some(Subject::PipeItem(end)) => WaitOn::PipeItem(end),
        Some(Subject::PipeRoom(end)) => WaitOn::PipeRoom(end),
        Some(Subject::Input) => WaitOn::Input,
        Some(Subject::BytePipe(_) | Subject::Memory(_) | Subject::Flush | Subject::Any | Subject::Library) | None => wait.on,
    }
}

fn name(kernel: &Kernel, pid: Pid) -> String {
    kernel.processes.get(&pid).map_or_else(|| format!("pid {pid}"), |process| format!("{} (pid {pid})", process.name))
}

fn holder(kernel: &Kernel, asker: &Process, pid: Pid) -> String {
    match kernel.processes.get(&pid) {
        _ if pid == asker.pid => "it itself".to_owned(),
        Some(process) if !process.is_alive() => format!("{}, which has ended,", name(kernel, pid)),
        _ => name(kernel, pid),
    }
}

fn thread_name(process: &Process, tid: Tid) -> String {
    process.threads.get(&tid).map_or_else(|| tid.0.to_string(), |thread| thread.name.clone())
}

fn join(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The names of processes that wait for each other in a circle.
fn cycle(kernel: &Kernel) -> Option<Vec<String>> {
    for process in living(kernel) {
        let mut path = Vec::new();
        if let Some(start) = find_cycle(kernel, process.pid, &mut path, &mut SortedSet::new()) {
            return Some(path[start..].iter().map(|pid| name(kernel, *pid)).collect()).filter(|names: &Vec<_>| names.len() > 1);
        }
    }
    None
}

/// Follows waits from `pid`; on meeting a process of `path` again, says where in it.
fn find_cycle(kernel: &Kernel, pid: Pid, path: &mut Vec<Pid>, seen: &mut SortedSet<Pid>) -> Option<usize> {
    if let Some(start) = path.iter().position(|other| *other == pid) {
        return Some(start);
    }
    if !seen.insert(pid) {
        return None;
    }
    path.push(pid);
    for next in awaited(kernel, pid) {
        if let Some(start) = find_cycle(kernel, next, path, seen) {
            return Some(start);
        }
    }
    path.pop();
    None
}

/// The processes that `pid` waits for.
fn awaited(kernel: &Kernel, pid: Pid) -> Vec<Pid> {
    let Some(process) = kernel.processes.get(&pid).filter(|process| process.is_alive()) else { return Vec::new() };
    let waits = process.threads.values().filter_map(|thread| thread.wait.as_ref());
    waits.flat_map(|wait| awaited_for(kernel, target(kernel, process, wait))).filter(|other| *other != pid).collect()
}

fn awaited_for(kernel: &Kernel, on: WaitOn) -> Vec<Pid> {
    match on {
        WaitOn::Process(pid) => vec![pid],
        WaitOn::Semaphore(sem) => kernel.semaphores.holders(sem),
        WaitOn::PipeItem(end) => {
            kernel.pipes.holders(crate::wire::PipeEnd { pipe: end.pipe, side: end.side.other() })
        }
        _ => Vec::new(),
    }
}
