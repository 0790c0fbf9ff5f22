//! `Tree`: directories and what is in them, by inode.

use crate::sorted::SortedMap;
use crate::wire::{Errno, FileKind, FileStatus};

/// The user that programs run as; the system's own directories belong to 0.
pub const USER: u32 = 1000;

pub const READ: u32 = 4;
pub const WRITE: u32 = 2;
pub const EXECUTE: u32 = 1;

/// What a file's number is, of which no two are the same in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Inode(pub u64);

pub const ROOT: Inode = Inode(2);

/// What a file is made of.
pub enum Content {
    Regular(Vec<u8>),
    Directory { names: SortedMap<String, Inode>, parent: Inode },
    /// Takes everything and gives nothing.
    Null,
}

/// A file or directory.
pub struct Node {
    pub content: Content,
    pub mode: u32,
    pub owner: u32,
    /// How many names it has.
    pub links: u32,
    /// How many open files and current directories it is kept alive by.
    pub users: u32,
    pub accessed: i64,
    pub modified: i64,
    pub changed: i64,
}

impl Node {
    fn new(content: Content, mode: u32, owner: u32, at: i64) -> Node {
        Node { content, mode, owner, links: 1, users: 0, accessed: at, modified: at, changed: at }
    }

    pub fn kind(&self) -> FileKind {
        match self.content {
            Content::Regular(_) => FileKind::Regular,
            Content::Directory { .. } => FileKind::Directory,
            Content::Null => FileKind::Device,
        }
    }

    /// Whether the user may do all that the bits say.
    pub fn check(&self, bits: u32) -> Result<(), Errno> {
        let granted = if self.owner == USER { self.mode >> 6 } else { self.mode };
        if granted & bits == bits { Ok(()) } else { Err(Errno::EACCES) }
    }

    /// Takes note that the contents have changed.
    pub fn touch(&mut self, at: i64) {
        (self.modified, self.changed) = (at, at);
    }
}

/// Where a name is, or would be: its directory and its last part.
pub struct Place {
    pub directory: Inode,
    pub name: String,
    /// The path says by a slash at its end that it names a directory.
    pub as_directory: bool,
}

/// All files.
pub struct Tree {
    nodes: SortedMap<Inode, Node>,
    next: u64,
    /// Bytes in regular files.
    used: u64,
}

/// What all regular files may hold.
const CAPACITY: u64 = 256 << 20;

impl Tree {
    /// A tree with a root.
    pub fn new() -> Tree {
        let content = Content::Directory { names: SortedMap::new(), parent: ROOT };
        let nodes = SortedMap::from([(ROOT, Node::new(content, 0o755, 0, 0))]);
        Tree { nodes, next: ROOT.0 + 1, used: 0 }
    }

    pub fn node(&self, inode: Inode) -> &Node {
        &self.nodes[&inode]
    }

    pub fn node_mut(&mut self, inode: Inode) -> &mut Node {
        self.nodes.get_mut(&inode).expect("an inode that is named or used has a node")
    }

    /// The names in a directory.
    pub fn names(&self, directory: Inode) -> Result<&SortedMap<String, Inode>, Errno> {
        match &self.node(directory).content {
            Content::Directory { names, .. } => Ok(names),
            _ => Err(Errno::ENOTDIR),
        }
    }

    fn names_mut(&mut self, directory: Inode) -> Result<&mut SortedMap<String, Inode>, Errno> {
        match &mut self.node_mut(directory).content {
            Content::Directory { names, .. } => Ok(names),
            _ => Err(Errno::ENOTDIR),
        }
    }

    /// The inode of a path.
    pub fn find(&self, from: Inode, path: &str) -> Result<Inode, Errno> {
        if path.is_empty() {
            return Err(Errno::ENOENT);
        }
        let mut at = if path.starts_with('/') { ROOT } else { from };
        for part in path.split('/').filter(|part| !part.is_empty()) {
            at = self.step(at, part)?;
        }
        if path.ends_with('/') { self.names(at).map(|_| at) } else { Ok(at) }
    }

    fn step(&self, at: Inode, part: &str) -> Result<Inode, Errno> {
        let Content::Directory { names, parent } = &self.node(at).content else { return Err(Errno::ENOTDIR) };
        self.node(at).check(EXECUTE)?;
        match part {
            "." => Ok(at),
            ".." => Ok(*parent),
            name => names.get(name).copied().ok_or(Errno::ENOENT),
        }
    }

    /// Where a path's last part is or would be.
    pub fn place(&self, from: Inode, path: &str) -> Result<Place, Errno> {
        let trimmed = path.trim_end_matches('/');
        let as_directory = trimmed.len() < path.len();
        let (folder, name) = match trimmed.rfind('/') {
            Some(at) => (&trimmed[..=at], &trimmed[at + 1..]),
            None => (".", trimmed),
        };
        match (path, name) {
            ("", _) => return Err(Errno::ENOENT),
            (_, "") => return Err(Errno::EEXIST),
            (_, "." | "..") => return Err(Errno::EINVAL),
            _ => {}
        }
        let directory = self.find(from, folder)?;
        self.node(directory).check(EXECUTE)?;
        Ok(Place { directory, name: name.to_owned(), as_directory })
    }

    /// What is at a place.
    pub fn at(&self, place: &Place) -> Option<Inode> {
        self.names(place.directory).ok()?.get(&place.name).copied()
    }

    /// Makes a file or directory where nothing is.
    pub fn make(&mut self, place: &Place, content: Content, mode: u32, owner: u32, at: i64) -> Result<Inode, Errno> {
        // A directory that was removed takes nothing new.
        if self.node(place.directory).links == 0 {
            return Err(Errno::ENOENT);
        }
        let inode = Inode(self.next);
        self.next += 1;
        self.nodes.insert(inode, Node::new(content, mode, owner, at));
        self.link(place, inode, at)?;
        Ok(inode)
    }

    /// Enters a name.
    pub fn link(&mut self, place: &Place, inode: Inode, at: i64) -> Result<(), Errno> {
        self.names_mut(place.directory)?.insert(place.name.clone(), inode);
        self.node_mut(place.directory).touch(at);
        if let Content::Directory { parent, .. } = &mut self.node_mut(inode).content {
            *parent = place.directory;
        }
        Ok(())
    }

    /// Removes a name. What it named lives on while it is used.
    pub fn unlink(&mut self, place: &Place, at: i64) -> Result<(), Errno> {
        let Some(inode) = self.names_mut(place.directory)?.remove(&place.name) else { return Err(Errno::ENOENT) };
        self.node_mut(place.directory).touch(at);
        let node = self.node_mut(inode);
        node.links -= 1;
        node.changed = at;
        self.drop_unused(inode);
        Ok(())
    }

    /// Keeps a node alive.
    pub fn take(&mut self, inode: Inode) {
        self.node_mut(inode).users += 1;
    }

    /// Undoes `take`.
    pub fn release(&mut self, inode: Inode) {
        self.node_mut(inode).users -= 1;
        self.drop_unused(inode);
    }

    fn drop_unused(&mut self, inode: Inode) {
        let node = self.node(inode);
        if node.links > 0 || node.users > 0 {
            return;
        }
        if let Some(Node { content: Content::Regular(bytes), .. }) = self.nodes.remove(&inode) {
            self.used -= bytes.len() as u64;
        }
    }

    /// Makes a regular file that long; what is new is zero.
    pub fn resize(&mut self, inode: Inode, size: u64, at: i64) -> Result<(), Errno> {
        let used = self.used;
        let node = self.node_mut(inode);
        let Content::Regular(bytes) = &mut node.content else { return Err(Errno::EINVAL) };
        let others = used - bytes.len() as u64;
        if size > CAPACITY - others.min(CAPACITY) {
            return Err(Errno::ENOSPC);
        }
        bytes.resize(size as usize, 0);
        node.touch(at);
        self.used = others + size;
        Ok(())
    }

    /// Writes into a regular file, which grows as needed.
    pub fn write(&mut self, inode: Inode, offset: u64, data: &[u8], at: i64) -> Result<(), Errno> {
        let Content::Regular(bytes) = &self.node(inode).content else { return Err(Errno::EINVAL) };
        let end = offset.checked_add(data.len() as u64).ok_or(Errno::EFBIG)?;
        if end > bytes.len() as u64 {
            self.resize(inode, end, at)?;
        }
        let node = self.node_mut(inode);
        if let Content::Regular(bytes) = &mut node.content {
            bytes[offset as usize..end as usize].copy_from_slice(data);
        }
        node.touch(at);
        Ok(())
    }

    pub fn status(&self, inode: Inode) -> FileStatus {
        let node = self.node(inode);
        let (size, links) = match &node.content {
            Content::Regular(bytes) => (bytes.len() as u64, node.links),
            Content::Directory { names, .. } => (4096, node.links + 1 + self.count_directories(names)),
            Content::Null => (0, node.links),
        };
        FileStatus {
            kind: node.kind(),
            mode: node.mode,
            inode: inode.0,
            links,
            owner: node.owner,
            size,
            accessed: node.accessed,
            modified: node.modified,
            changed: node.changed,
        }
    }

    fn count_directories(&self, names: &SortedMap<String, Inode>) -> u32 {
        names.values().filter(|inode| self.node(**inode).kind() == FileKind::Directory).count() as u32
    }

    /// The path of a directory.
    pub fn path(&self, directory: Inode) -> Result<String, Errno> {
        let mut path = String::new();
        let mut at = directory;
        while at != ROOT {
            let Content::Directory { parent, .. } = &self.node(at).content else { return Err(Errno::ENOTDIR) };
            let name = self.names(*parent)?.iter().find(|(_, inode)| **inode == at);
            let (name, _) = name.ok_or(Errno::ENOENT)?;
            path = format!("/{name}{path}");
            at = *parent;
        }
        Ok(if path.is_empty() { "/".to_owned() } else { path })
    }

    /// Whether `inode` is `directory` or somewhere below it.
    pub fn is_below(&self, mut inode: Inode, directory: Inode) -> bool {
        while inode != directory {
            match &self.node(inode).content {
                Content::Directory { parent, .. } if *parent != inode => inode = *parent,
                _ => return false,
            }
        }
        true
    }
}
