//! `Tables`: the files that processes have open, under the numbers that they know them by.

use crate::sorted::SortedMap;
use crate::kernel::byte_pipe::{BytePipeId, Side};
use crate::kernel::files::tree::{Inode, Tree};
use crate::wire::{Errno, Fd, Pid, Stream};

/// What a descriptor leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    File(Inode),
    StandardInput,
    StandardOutput(Stream),
    Pipe(BytePipeId, Side),
}

/// An open file: processes that got it from each other share its position.
#[derive(Clone, Debug)]
pub struct OpenFile {
    pub target: Target,
    pub position: u64,
    pub readable: bool,
    pub writable: bool,
    pub append: bool,
    /// How many descriptors lead here.
    descriptors: u32,
}

impl OpenFile {
    pub fn new(target: Target, readable: bool, writable: bool, append: bool) -> OpenFile {
        OpenFile { target, position: 0, readable, writable, append, descriptors: 0 }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct OpenId(u64);

/// What one process has.
struct Table {
    directory: Inode,
    mask: u32,
    descriptors: SortedMap<Fd, OpenId>,
}

/// The most descriptors that a process may have.
const MOST: usize = 1024;
const MASK: u32 = 0o022;

/// The descriptors of all processes.
#[derive(Default)]
pub struct Tables {
    processes: SortedMap<Pid, Table>,
    open: SortedMap<OpenId, OpenFile>,
    next: u64,
    /// Sides of pipes whose last descriptor is gone, until somebody asks for them.
    closed_pipes: Vec<(BytePipeId, Side)>,
}

impl Tables {
    /// A process begins, with the standard streams and nothing else open.
    pub fn start(&mut self, pid: Pid, directory: Inode, mask: Option<u32>, tree: &mut Tree) {
        tree.take(directory);
        let table = Table { directory, mask: mask.unwrap_or(MASK), descriptors: SortedMap::new() };
        self.processes.insert(pid, table);
        let streams = [
            OpenFile::new(Target::StandardInput, true, false, false),
            OpenFile::new(Target::StandardOutput(Stream::Stdout), false, true, false),
            OpenFile::new(Target::StandardOutput(Stream::Stderr), false, true, false),
        ];
        for stream in streams {
            let opened = self.open(pid, stream, tree);
            debug_assert!(opened.is_ok(), "an empty table has room");
        }
    }

    /// A copy of `parent` begins: it has all that its parent has.
    pub fn fork(&mut self, parent: Pid, child: Pid, tree: &mut Tree) {
        let Some(Table { directory, mask, descriptors }) = self.processes.get(&parent) else { return };
        let table = Table { directory: *directory, mask: *mask, descriptors: descriptors.clone() };
        tree.take(table.directory);
        for id in table.descriptors.values() {
            if let Some(open) = self.open.get_mut(id) {
                open.descriptors += 1;
            }
        }
        self.processes.insert(child, table);
    }

    /// A process has ended.
    pub fn end(&mut self, pid: Pid, tree: &mut Tree) {
        let Some(table) = self.processes.remove(&pid) else { return };
        tree.release(table.directory);
        for id in table.descriptors.into_values() {
            self.drop_one(id, tree);
        }
    }

    /// The current directory and the mask of a process.
    pub fn directory(&self, pid: Pid) -> Option<(Inode, u32)> {
        self.processes.get(&pid).map(|table| (table.directory, table.mask))
    }

    pub fn set_directory(&mut self, pid: Pid, directory: Inode, tree: &mut Tree) {
        if let Some(table) = self.processes.get_mut(&pid) {
            tree.take(directory);
            tree.release(std::mem::replace(&mut table.directory, directory));
        }
    }

    pub fn set_mask(&mut self, pid: Pid, mask: u32) {
        if let Some(table) = self.processes.get_mut(&pid) {
            table.mask = mask;
        }
    }

    /// Gives an open file the lowest free number.
    pub fn open(&mut self, pid: Pid, file: OpenFile, tree: &mut Tree) -> Result<Fd, Errno> {
        if let Target::File(inode) = file.target {
            tree.take(inode);
        }
        let id = OpenId(self.next);
        self.next += 1;
        self.open.insert(id, OpenFile { descriptors: 1, ..file });
        let table = self.processes.get_mut(&pid).ok_or(Errno::ESRCH)?;
        let added = table.add(id);
        if added.is_err() {
            self.drop_one(id, tree);
        }
        added
    }

    pub fn file(&self, pid: Pid, fd: Fd) -> Result<&OpenFile, Errno> {
        let id = self.id(pid, fd)?;
        Ok(&self.open[&id])
    }

    pub fn file_mut(&mut self, pid: Pid, fd: Fd) -> Result<&mut OpenFile, Errno> {
        let id = self.id(pid, fd)?;
        self.open.get_mut(&id).ok_or(Errno::EBADF)
    }

    fn id(&self, pid: Pid, fd: Fd) -> Result<OpenId, Errno> {
        self.processes.get(&pid).and_then(|table| table.descriptors.get(&fd)).copied().ok_or(Errno::EBADF)
    }

    pub fn close(&mut self, pid: Pid, fd: Fd, tree: &mut Tree) -> Result<(), Errno> {
        let removed = self.processes.get_mut(&pid).and_then(|table| table.descriptors.remove(&fd));
        self.drop_one(removed.ok_or(Errno::EBADF)?, tree);
        Ok(())
    }

    /// A second number for an open file: the one asked for, whose file is closed, or a free one.
    pub fn duplicate(&mut self, pid: Pid, fd: Fd, to: Option<Fd>, tree: &mut Tree) -> Result<Fd, Errno> {
        let id = self.id(pid, fd)?;
        if to == Some(fd) {
            return Ok(fd);
        }
        let table = self.processes.get_mut(&pid).ok_or(Errno::ESRCH)?;
        let replaced = match to {
            Some(to) if !(0..MOST as i32).contains(&to.0) => return Err(Errno::EBADF),
            Some(to) => table.descriptors.insert(to, id),
            None => None,
        };
        let added = to.map_or_else(|| table.add(id), Ok)?;
        if let Some(open) = self.open.get_mut(&id) {
            open.descriptors += 1;
        }
        if let Some(replaced) = replaced {
            self.drop_one(replaced, tree);
        }
        Ok(added)
    }

    fn drop_one(&mut self, id: OpenId, tree: &mut Tree) {
        let Some(open) = self.open.get_mut(&id) else { return };
        open.descriptors -= 1;
        if open.descriptors > 0 {
            return;
        }
        let target = open.target;
        self.open.remove(&id);
        match target {
            Target::File(inode) => tree.release(inode),
            Target::Pipe(pipe, side) => self.closed_pipes.push((pipe, side)),
            Target::StandardInput | Target::StandardOutput(_) => {}
        }
    }

    pub fn take_closed_pipes(&mut self) -> Vec<(BytePipeId, Side)> {
        std::mem::take(&mut self.closed_pipes)
    }
}

impl Table {
    fn add(&mut self, id: OpenId) -> Result<Fd, Errno> {
        let free = (0..MOST as i32).map(Fd).find(|fd| !self.descriptors.contains_key(fd)).ok_or(Errno::EMFILE)?;
        self.descriptors.insert(free, id);
        Ok(free)
    }
}
