//! The ends of this process's children and of its parent: exit codes, `os.waitpid`, joining.

use super::calls;
use super::process::pid_argument;
use crate::sorted::SortedMap;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use crate::vm::wait::{Wait, WaitOn, Woken};
use crate::wire::{self, Pid};

/// Keys on which threads wait for a child's end. Heap addresses are below.
const CHILD: u64 = 1 << 62;
/// The key on which threads wait for the parent's end.
const PARENT: u64 = CHILD | 1 << 40;
/// The key on which threads wait for the end of any child.
const ANY_CHILD: u64 = CHILD | 1 << 41;

const ECHILD: i32 = 10;
const WNOHANG: i64 = 1;

/// The children of this process, from their start on.
#[derive(Default)]
pub struct Children(SortedMap<Pid, Child>);

#[derive(Default)]
struct Child {
    code: Option<i32>,
    /// `os.waitpid` or a join has told its exit code: `os.waitpid` does not know it any more.
    reaped: bool,
}

impl Children {
    pub fn add(&mut self, pid: Pid) {
        self.0.entry(pid).or_default();
    }

    fn code(&mut self, pid: Pid) -> Option<i32> {
        let child = self.0.get_mut(&pid)?;
        child.reaped |= child.code.is_some();
        child.code
    }

    /// An ended child that `wanted` means and nobody has asked for; an error if it means no child at all.
    fn reap(&mut self, wanted: i64) -> Result<Option<(Pid, i32)>, NoChild> {
        let meant = |pid: Pid| wanted <= 0 || i64::from(pid.0) == wanted;
        let mut children = self.0.iter_mut().filter(|(pid, child)| meant(**pid) && !child.reaped).peekable();
        children.peek().ok_or(NoChild)?;
        let ended = children.find_map(|(pid, child)| child.code.map(|code| (*pid, code, child)));
        Ok(ended.map(|(pid, code, child)| {
            child.reaped = true;
            (pid, code)
        }))
    }
}

/// `ChildProcessError`.
struct NoChild;

pub fn child_exited(vm: &mut Vm, pid: Pid, code: i32) {
    vm.stdlib.processes.children.0.entry(pid).or_default().code = Some(code);
    for key in [CHILD | u64::from(pid.0), ANY_CHILD] {
        while vm.wake(key, Value::Int(code.into())) {}
    }
}

pub fn parent_exited(vm: &mut Vm) {
    vm.stdlib.processes.parent_exited = true;
    vm.boot.ppid = Pid::INIT;
    while vm.wake(PARENT, Value::None) {}
}

/// The pids of those children that have not ended, as far as is known.
pub fn living_children(vm: &mut Vm, _: &[Value]) -> NativeResult {
    let living = vm.stdlib.processes.children.0.iter().filter(|(_, child)| child.code.is_none());
    let pids = living.map(|(pid, _)| Value::Int(pid.0.into())).collect();
    Ok(vm.list(pids))
}

/// A child's exit code, or None while it runs.
pub fn exit_code(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let pid = pid_argument(vm, arguments[0])?;
    Ok(vm.stdlib.processes.children.code(pid).map_or(Value::None, |code| Value::Int(code.into())))
}

/// Waits for a child's end; returns its exit code, or None if the time is up first.
pub fn wait_exit(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let pid = pid_argument(vm, arguments[0])?;
    if let Some(code) = vm.stdlib.processes.children.code(pid) {
        return Ok(Value::Int(code.into()));
    }
    let deadline = calls::deadline(vm, arguments[1])?;
    let on = WaitOn::Key(CHILD | u64::from(pid.0));
    let parked = wait(on, deadline, "process join", &arguments[..1], |vm, state, woken| match woken {
        Woken::Notified(_) => exit_code(vm, state),
        _ => Ok(Value::None),
    });
    Err(calls::about(parked, wire::WaitOn::Process(pid)))
}

/// Waits for the end of a child, of any if `pid` is not above 0; returns `(pid, status)`, and `(0, 0)`
/// where `options` says not to wait.
pub fn waitpid(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (wanted, options) = (vm.int_argument(arguments[0])?, vm.int_argument(arguments[1])?);
    match vm.stdlib.processes.children.reap(wanted) {
        Err(NoChild) => Err(vm.os_error(ECHILD, "No child processes")),
        Ok(Some((pid, code))) => {
            // As wait(2) encodes it: an exit status above a byte, a signal in it.
            let status = if code < 0 { -code } else { (code & 0xff) << 8 };
            Ok(vm.tuple([Value::Int(pid.0.into()), Value::Int(status.into())]))
        }
        Ok(None) if options & WNOHANG != 0 => Ok(vm.tuple([Value::Int(0), Value::Int(0)])),
        Ok(None) => {
            let child = u32::try_from(wanted).ok().filter(|pid| *pid > 0);
            let key = child.map_or(ANY_CHILD, |pid| CHILD | u64::from(pid));
            let parked = wait(WaitOn::Key(key), None, "os.wait", arguments, |vm, state, _| waitpid(vm, state));
            Err(match child {
                Some(pid) => calls::about(parked, wire::WaitOn::Process(Pid(pid))),
                None => calls::about(parked, wire::WaitOn::AnyChild),
            })
        }
    }
}

fn wait(on: WaitOn, deadline: Option<f64>, label: &'static str, state: &[Value], resume: calls::Resume) -> Escape {
    Escape::Wait(Box::new(Wait { on, deadline, label, subject: None, state: state.to_vec(), resume }))
}

/// Waits for the parent's end; returns whether it has ended.
pub fn wait_parent(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if vm.stdlib.processes.parent_exited {
        return Ok(Value::Bool(true));
    }
    let deadline = calls::deadline(vm, arguments[0])?;
    Err(wait(WaitOn::Key(PARENT), deadline, "parent join", &[], |_, _, woken| {
        Ok(Value::Bool(matches!(woken, Woken::Notified(_))))
    }))
}
