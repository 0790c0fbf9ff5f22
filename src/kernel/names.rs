//! Names that processes publish for each other: addresses of listeners, blocks of shared memory.


use crate::sorted::SortedMap;
use crate::wire::{Bytes, Pid, Reply};

const ENOENT: i32 = 2;
const EEXIST: i32 = 17;

/// All published names of a run.
#[derive(Default)]
pub struct Names(SortedMap<String, Published>);

struct Published {
    value: Bytes,
    /// Who takes it along at its end.
    owner: Option<Pid>,
}

impl Names {
    pub fn publish(&mut self, pid: Pid, name: String, value: Bytes, lasting: bool) -> Reply {
        if self.0.contains_key(&name) {
            return Reply::Failed { errno: EEXIST, text: "File exists".to_owned() };
        }
        self.0.insert(name, Published { value, owner: (!lasting).then_some(pid) });
        Reply::Done
    }

    pub fn look_up(&self, name: &str) -> Reply {
        self.0.get(name).map_or_else(unknown, |found| Reply::Item { item: found.value.clone(), ends: Vec::new() })
    }

    pub fn withdraw(&mut self, name: &str) -> Reply {
        self.0.remove(name).map_or_else(unknown, |_| Reply::Done)
    }

    pub fn process_ended(&mut self, pid: Pid) {
        self.0.retain(|_, published| published.owner != Some(pid));
    }
}

fn unknown() -> Reply {
    Reply::Failed { errno: ENOENT, text: "No such file or directory".to_owned() }
}
