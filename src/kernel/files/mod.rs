//! The file system in memory that all processes of a run share.

mod table;
mod tree;

use crate::wire::{
    Bytes, Entry, Errno, Fd, FileAnswer, FileKind, FileName, FileRequest, FileStatus, MainFile, Pid, SeekFrom, Stream,
    open_flags,
};
use crate::kernel::byte_pipe::{BytePipeId, BytePipes, Side};
pub use table::Target;
use table::{OpenFile, Tables};
use tree::{Content, EXECUTE, Inode, Place, READ, ROOT, Tree, USER, WRITE};

/// The current directory of the main process.
const HOME: &str = "/home/student";
/// What the system has, before the program's own: directories that belong to nobody, then the user's.
const SYSTEM_DIRECTORIES: [&str; 3] = ["/dev", "/home", "/usr"];

/// Files, and who has which of them open.
pub struct Files {
    tree: Tree,
    tables: Tables,
}

/// What a request comes to: an answer, or a stream or pipe for others to read or write.
pub enum Outcome {
    Answer(FileAnswer),
    /// The data is for a standard stream.
    Output(Stream, Bytes),
    /// So many bytes are wanted of a pipe.
    ReadPipe(BytePipeId, u64),
    WritePipe(BytePipeId, Bytes),
}

type Answered = Result<FileAnswer, Errno>;

impl Files {
    /// What a run starts with.
    pub fn new() -> Files {
        let mut files = Files { tree: Tree::new(), tables: Tables::default() };
        for path in SYSTEM_DIRECTORIES {
            files.add(path, empty_directory(), 0o755, 0);
        }
        files.add("/tmp", empty_directory(), 0o777, 0);
        files.add("/dev/null", Content::Null, 0o666, 0);
        files.add(HOME, empty_directory(), 0o755, USER);
        files
    }

    fn add(&mut self, path: &str, content: Content, mode: u32, owner: u32) -> Option<Inode> {
        let home = self.tree.find(ROOT, HOME).unwrap_or(ROOT);
        let place = self.tree.place(home, path).ok()?;
        match self.tree.at(&place) {
            Some(inode) => Some(inode),
            None => self.tree.make(&place, content, mode, owner, 0).ok(),
        }
    }

    /// Makes the program's text a file under the name that the program goes by.
    pub fn add_main(&mut self, main: &MainFile) {
        self.add_folders(&main.name);
        if !main.name.starts_with('<') {
            self.add(&main.name, Content::Regular(Vec::new()), 0o644, USER);
        }
        let home = self.tree.find(ROOT, HOME).unwrap_or(ROOT);
        if let Ok(inode) = self.tree.find(home, &main.name) {
            // A text beyond the capacity is not there as a file.
            let _ = self.tree.write(inode, 0, main.source.as_bytes(), 0);
        }
    }

    /// Adds a file that is there from the start.
    pub fn add_file(&mut self, path: &str, content: Bytes) {
        self.add_folders(path);
        self.add(path, Content::Regular(content.0), 0o644, USER);
    }

    fn add_folders(&mut self, path: &str) {
        let slashes = path.match_indices('/').map(|(at, _)| at).filter(|at| *at > 0);
        for at in slashes.collect::<Vec<_>>() {
            self.add(&path[..at], empty_directory(), 0o755, USER);
        }
    }

    /// A process begins, where its parent is.
    pub fn start(&mut self, parent: Pid, pid: Pid) {
        let inherited = self.tables.directory(parent);
        let home = self.tree.find(ROOT, HOME).unwrap_or(ROOT);
        let directory = inherited.map_or(home, |(directory, _)| directory);
        self.tables.start(pid, directory, inherited.map(|(_, mask)| mask), &mut self.tree);
    }

    /// A copy of a process begins.
    pub fn fork(&mut self, parent: Pid, child: Pid) {
        self.tables.fork(parent, child, &mut self.tree);
    }

    pub fn process_ended(&mut self, pid: Pid) {
        self.tables.end(pid, &mut self.tree);
    }

    /// The standard stream or the pipe that text for `stream` goes to. None where the process has put a file in
    /// its place, which then has the text already.
    pub fn output(&mut self, pid: Pid, stream: Stream, text: &Bytes) -> Option<Target> {
        let fd = Fd(if stream == Stream::Stdout { 1 } else { 2 });
        match self.write(pid, fd, text.clone(), None, 0) {
            Ok(Outcome::Output(to, _)) => Some(Target::StandardOutput(to)),
            Ok(Outcome::WritePipe(pipe, _)) => Some(Target::Pipe(pipe, Side::Writing)),
            // Nobody waits for an answer who could be told that it is closed or full.
            Ok(Outcome::Answer(_) | Outcome::ReadPipe(..)) | Err(_) => None,
        }
    }

    /// The sides of pipes that nobody has open any more, each once.
    pub fn closed_pipes(&mut self) -> Vec<(BytePipeId, Side)> {
        self.tables.take_closed_pipes()
    }

    fn make_pipe(&mut self, pid: Pid, pipes: &mut BytePipes) -> Answered {
        let pipe = pipes.create();
        let reading = OpenFile::new(Target::Pipe(pipe, Side::Reading), true, false, false);
        let writing = OpenFile::new(Target::Pipe(pipe, Side::Writing), false, true, false);
        let reader = self.tables.open(pid, reading, &mut self.tree)?;
        match self.tables.open(pid, writing, &mut self.tree) {
            Ok(writer) => Ok(FileAnswer::Pipe(reader, writer)),
            Err(errno) => self.tables.close(pid, reader, &mut self.tree).and(Err(errno)),
        }
    }

    /// Does what a process asks for.
    pub fn handle(&mut self, pid: Pid, at: i64, request: FileRequest, pipes: &mut BytePipes) -> Result<Outcome, Errno> {
        match request {
            FileRequest::Write { fd, data, at: offset } => self.write(pid, fd, data, offset, at),
            FileRequest::Read { fd, size, at: offset } => match self.tables.file(pid, fd)?.target {
                Target::Pipe(pipe, Side::Reading) if offset.is_none() => Ok(Outcome::ReadPipe(pipe, size)),
                Target::Pipe(_, Side::Reading) => Err(Errno::ESPIPE),
                _ => self.read(pid, fd, size, offset, at).map(Outcome::Answer),
            },
            FileRequest::MakePipe => self.make_pipe(pid, pipes).map(Outcome::Answer),
            other => self.answer(pid, at, other).map(Outcome::Answer),
        }
    }

    fn answer(&mut self, pid: Pid, at: i64, request: FileRequest) -> Answered {
        match request {
            FileRequest::Open { path, flags, mode } => self.open(pid, &path, flags, mode, at),
            FileRequest::Close { fd } => self.tables.close(pid, fd, &mut self.tree).map(|()| FileAnswer::Done),
            FileRequest::Duplicate { fd, to } => {
                self.tables.duplicate(pid, fd, to, &mut self.tree).map(FileAnswer::Descriptor)
            }
            // `handle` has done these.
            FileRequest::Read { .. } | FileRequest::Write { .. } | FileRequest::MakePipe => Err(Errno::EINVAL),
            FileRequest::Seek { fd, offset, from } => self.seek(pid, fd, offset, from),
            FileRequest::Resize { file, size } => self.resize(pid, &file, size, at),
            FileRequest::Status { file } => self.status(pid, &file).map(FileAnswer::Status),
            FileRequest::Access { path, mode } => self.access(pid, &path, mode),
            FileRequest::List { file } => self.list(pid, &file),
            FileRequest::MakeDirectory { path, mode } => self.make_directory(pid, &path, mode, at),
            FileRequest::RemoveDirectory { path } => self.remove_directory(pid, &path, at),
            FileRequest::Unlink { path } => self.unlink(pid, &path, at),
            FileRequest::Rename { from, to } => self.rename(pid, &from, &to, at),
            FileRequest::SetMode { file, mode } => self.change(pid, &file, |node| {
                node.mode = mode & 0o7777;
                node.changed = at;
            }),
            FileRequest::SetTimes { file, accessed, modified } => self.change(pid, &file, |node| {
                (node.accessed, node.modified, node.changed) = (accessed, modified, at);
            }),
            FileRequest::CurrentDirectory => Ok(FileAnswer::Path(self.tree.path(self.directory(pid)?)?)),
            FileRequest::ChangeDirectory { to } => self.change_directory(pid, &to),
            FileRequest::SetMask { mask } => {
                let (_, before) = self.tables.directory(pid).ok_or(Errno::ESRCH)?;
                self.tables.set_mask(pid, mask & 0o777);
                Ok(FileAnswer::Count(before.into()))
            }
        }
    }

    fn directory(&self, pid: Pid) -> Result<Inode, Errno> {
        self.tables.directory(pid).map(|(directory, _)| directory).ok_or(Errno::ESRCH)
    }

    fn find(&self, pid: Pid, path: &str) -> Result<Inode, Errno> {
        self.tree.find(self.directory(pid)?, path)
    }

    fn place(&self, pid: Pid, path: &str) -> Result<Place, Errno> {
        self.tree.place(self.directory(pid)?, path)
    }

    /// The inode of a named or open file.
    fn inode(&self, pid: Pid, file: &FileName) -> Result<Inode, Errno> {
        match file {
            FileName::Path(path) => self.find(pid, path),
            FileName::Open(fd) => match self.tables.file(pid, *fd)?.target {
                Target::File(inode) => Ok(inode),
                Target::StandardInput | Target::StandardOutput(_) | Target::Pipe(..) => Err(Errno::EINVAL),
            },
        }
    }

    fn open(&mut self, pid: Pid, path: &str, flags: u32, mode: u32, at: i64) -> Answered {
        let access = flags & open_flags::ACCESS;
        let writable = access == open_flags::WRITE_ONLY || access == open_flags::READ_WRITE;
        let readable = access != open_flags::WRITE_ONLY;
        let inode = match self.find(pid, path) {
            Ok(_) if flags & open_flags::CREATE != 0 && flags & open_flags::EXCLUSIVE != 0 => return Err(Errno::EEXIST),
            Ok(inode) => {
                let node = self.tree.node(inode);
                match node.kind() {
                    FileKind::Directory if writable || flags & open_flags::CREATE != 0 => return Err(Errno::EISDIR),
                    FileKind::Directory => {}
                    _ if flags & open_flags::DIRECTORY != 0 => return Err(Errno::ENOTDIR),
                    _ => {}
                }
                node.check(if readable { READ } else { 0 } | if writable { WRITE } else { 0 })?;
                if writable && flags & open_flags::TRUNCATE != 0 && node.kind() == FileKind::Regular {
                    self.tree.resize(inode, 0, at)?;
                }
                inode
            }
            Err(Errno::ENOENT) if flags & open_flags::CREATE != 0 => self.create(pid, path, mode, at)?,
            Err(errno) => return Err(errno),
        };
        let append = flags & open_flags::APPEND != 0;
        let file = OpenFile::new(Target::File(inode), readable, writable, append);
        self.tables.open(pid, file, &mut self.tree).map(FileAnswer::Descriptor)
    }

    fn create(&mut self, pid: Pid, path: &str, mode: u32, at: i64) -> Result<Inode, Errno> {
        let (directory, mask) = self.tables.directory(pid).ok_or(Errno::ESRCH)?;
        let place = self.tree.place(directory, path)?;
        if place.as_directory {
            return Err(Errno::EISDIR);
        }
        self.tree.node(place.directory).check(WRITE | EXECUTE)?;
        self.tree.make(&place, Content::Regular(Vec::new()), mode & !mask & 0o7777, USER, at)
    }

    fn read(&mut self, pid: Pid, fd: Fd, size: u64, offset: Option<u64>, at: i64) -> Answered {
        let file = self.tables.file_mut(pid, fd)?;
        if !file.readable {
            return Err(Errno::EBADF);
        }
        let Target::File(inode) = file.target else { return Err(Errno::EINVAL) };
        let from = offset.unwrap_or(file.position);
        let node = self.tree.node_mut(inode);
        let data = match &node.content {
            Content::Regular(bytes) => {
                let start = from.min(bytes.len() as u64);
                let end = start.saturating_add(size).min(bytes.len() as u64);
                bytes[start as usize..end as usize].to_vec()
            }
            Content::Null => Vec::new(),
            Content::Directory { .. } => return Err(Errno::EISDIR),
        };
        node.accessed = at;
        if offset.is_none() {
            file.position = from + data.len() as u64;
        }
        Ok(FileAnswer::Data(Bytes(data)))
    }

    fn write(&mut self, pid: Pid, fd: Fd, data: Bytes, offset: Option<u64>, at: i64) -> Result<Outcome, Errno> {
        let file = self.tables.file_mut(pid, fd)?;
        if !file.writable {
            return Err(Errno::EBADF);
        }
        let inode = match file.target {
            Target::File(inode) => inode,
            Target::StandardOutput(stream) => return Ok(Outcome::Output(stream, data)),
            Target::Pipe(..) if offset.is_some() => return Err(Errno::ESPIPE),
            Target::Pipe(pipe, _) => return Ok(Outcome::WritePipe(pipe, data)),
            Target::StandardInput => return Err(Errno::EBADF),
        };
        let count = data.len() as u64;
        if let Content::Regular(bytes) = &self.tree.node(inode).content {
            let to = if file.append { bytes.len() as u64 } else { offset.unwrap_or(file.position) };
            if offset.is_none() {
                file.position = to + count;
            }
            self.tree.write(inode, to, &data, at)?;
        }
        Ok(Outcome::Answer(FileAnswer::Count(count)))
    }

    fn seek(&mut self, pid: Pid, fd: Fd, offset: i64, from: SeekFrom) -> Answered {
        let file = self.tables.file_mut(pid, fd)?;
        let Target::File(inode) = file.target else { return Err(Errno::ESPIPE) };
        let base = match from {
            SeekFrom::Start => 0,
            SeekFrom::Current => file.position,
            SeekFrom::End => match &self.tree.node(inode).content {
                Content::Regular(bytes) => bytes.len() as u64,
                Content::Directory { .. } | Content::Null => 0,
            },
        };
        file.position = base.checked_add_signed(offset).ok_or(Errno::EINVAL)?;
        Ok(FileAnswer::Count(file.position))
    }

    fn resize(&mut self, pid: Pid, file: &FileName, size: u64, at: i64) -> Answered {
        let inode = self.inode(pid, file)?;
        match file {
            FileName::Open(fd) if !self.tables.file(pid, *fd)?.writable => return Err(Errno::EINVAL),
            FileName::Open(_) => {}
            FileName::Path(_) => self.tree.node(inode).check(WRITE)?,
        }
        if self.tree.node(inode).kind() == FileKind::Directory {
            return Err(Errno::EISDIR);
        }
        self.tree.resize(inode, size, at).map(|()| FileAnswer::Done)
    }

    fn status(&self, pid: Pid, file: &FileName) -> Result<FileStatus, Errno> {
        if let FileName::Open(fd) = file {
            let target = self.tables.file(pid, *fd)?.target;
            let null = self.tree.status(self.tree.find(ROOT, "/dev/null")?);
            match target {
                Target::File(_) => {}
                Target::Pipe(..) => return Ok(FileStatus { kind: FileKind::Pipe, mode: 0o600, owner: USER, ..null }),
                Target::StandardInput | Target::StandardOutput(_) => return Ok(null),
            }
        }
        Ok(self.tree.status(self.inode(pid, file)?))
    }

    fn access(&self, pid: Pid, path: &str, mode: u32) -> Answered {
        let inode = self.find(pid, path)?;
        self.tree.node(inode).check(mode & (READ | WRITE | EXECUTE)).map(|()| FileAnswer::Done)
    }

    fn list(&self, pid: Pid, file: &FileName) -> Answered {
        let inode = self.inode(pid, file)?;
        let names = self.tree.names(inode)?;
        self.tree.node(inode).check(READ)?;
        let entry = |(name, inode): (&String, &Inode)| Entry {
            name: name.clone(),
            inode: inode.0,
            kind: self.tree.node(*inode).kind(),
        };
        Ok(FileAnswer::Entries(names.iter().map(entry).collect()))
    }

    fn make_directory(&mut self, pid: Pid, path: &str, mode: u32, at: i64) -> Answered {
        let (directory, mask) = self.tables.directory(pid).ok_or(Errno::ESRCH)?;
        if self.tree.find(directory, path).is_ok() {
            return Err(Errno::EEXIST);
        }
        let place = self.tree.place(directory, path)?;
        self.tree.node(place.directory).check(WRITE | EXECUTE)?;
        self.tree.make(&place, empty_directory(), mode & !mask & 0o7777, USER, at)?;
        Ok(FileAnswer::Done)
    }

    /// A name that may be removed from its directory, and what it names.
    fn removable(&self, pid: Pid, path: &str) -> Result<(Place, Inode), Errno> {
        let place = self.place(pid, path).map_err(|errno| if errno == Errno::EEXIST { Errno::EBUSY } else { errno })?;
        let inode = self.tree.at(&place).ok_or(Errno::ENOENT)?;
        let node = self.tree.node(inode);
        if place.as_directory && node.kind() != FileKind::Directory {
            return Err(Errno::ENOTDIR);
        }
        self.tree.node(place.directory).check(WRITE | EXECUTE)?;
        if node.owner != USER {
            return Err(Errno::EPERM);
        }
        Ok((place, inode))
    }

    fn remove_directory(&mut self, pid: Pid, path: &str, at: i64) -> Answered {
        let (place, inode) = self.removable(pid, path)?;
        if !self.tree.names(inode)?.is_empty() {
            return Err(Errno::ENOTEMPTY);
        }
        self.tree.unlink(&place, at).map(|()| FileAnswer::Done)
    }

    fn unlink(&mut self, pid: Pid, path: &str, at: i64) -> Answered {
        let (place, inode) = self.removable(pid, path)?;
        if self.tree.node(inode).kind() == FileKind::Directory {
            return Err(Errno::EISDIR);
        }
        self.tree.unlink(&place, at).map(|()| FileAnswer::Done)
    }

    fn rename(&mut self, pid: Pid, from: &str, to: &str, at: i64) -> Answered {
        let (source, inode) = self.removable(pid, from)?;
        let target = self.place(pid, to)?;
        self.tree.node(target.directory).check(WRITE | EXECUTE)?;
        let is_directory = self.tree.node(inode).kind() == FileKind::Directory;
        if target.as_directory && !is_directory {
            return Err(Errno::ENOTDIR);
        }
        if is_directory && self.tree.is_below(target.directory, inode) {
            return Err(Errno::EINVAL);
        }
        if let Some(existing) = self.tree.at(&target) {
            if existing == inode {
                return Ok(FileAnswer::Done);
            }
            match (is_directory, self.tree.names(existing)) {
                (true, Err(errno)) => return Err(errno),
                (true, Ok(names)) if !names.is_empty() => return Err(Errno::ENOTEMPTY),
                (false, Ok(_)) => return Err(Errno::EISDIR),
                _ => self.tree.unlink(&target, at)?,
            }
        }
        self.tree.link(&target, inode, at)?;
        // The node now has two names for a moment; `unlink` counts the first one out.
        self.tree.node_mut(inode).links += 1;
        self.tree.unlink(&source, at).map(|()| FileAnswer::Done)
    }

    fn change(&mut self, pid: Pid, file: &FileName, change: impl FnOnce(&mut tree::Node)) -> Answered {
        let inode = self.inode(pid, file)?;
        let node = self.tree.node_mut(inode);
        if node.owner != USER {
            return Err(Errno::EPERM);
        }
        change(node);
        Ok(FileAnswer::Done)
    }

    fn change_directory(&mut self, pid: Pid, to: &FileName) -> Answered {
        let inode = self.inode(pid, to)?;
        self.tree.names(inode)?;
        self.tree.node(inode).check(EXECUTE)?;
        self.tables.set_directory(pid, inode, &mut self.tree);
        Ok(FileAnswer::Done)
    }
}

fn empty_directory() -> Content {
    Content::Directory { names: Default::default(), parent: ROOT }
}
