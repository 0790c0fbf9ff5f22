//! Requests about the files that all processes of a run share, and their answers.

use serde::{Deserialize, Serialize};

use crate::wire::Bytes;

/// A process's number for a file that it has open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fd(pub i32);

/// A file, by its path or by a descriptor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileName {
    /// From the current directory if it does not begin with a slash.
    Path(String),
    /// An open file.
    Open(Fd),
}

/// The bits of `FileRequest::Open::flags`, with the numbers that they have on Linux.
pub mod open_flags {
    pub const WRITE_ONLY: u32 = 0o1;
    pub const READ_WRITE: u32 = 0o2;
    /// Which bits say whether it is read or written.
    pub const ACCESS: u32 = 0o3;
    pub const CREATE: u32 = 0o100;
    pub const EXCLUSIVE: u32 = 0o200;
    pub const TRUNCATE: u32 = 0o1000;
    pub const APPEND: u32 = 0o2000;
    pub const DIRECTORY: u32 = 0o20_0000;
}

/// What a process wants of the file system.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FileRequest {
    /// Answer: `Descriptor`.
    Open { path: String, flags: u32, mode: u32 },
    /// Answer: `Done`.
    Close { fd: Fd },
    /// Answer: `Descriptor`, the number asked for or the lowest that is free.
    Duplicate { fd: Fd, to: Option<Fd> },
    /// From the file's position, or from `at` without moving it. Answer: `Data`, empty at the end.
    Read { fd: Fd, size: u64, at: Option<u64> },
    /// Answer: `Count`, of the bytes written.
    Write { fd: Fd, data: Bytes, at: Option<u64> },
    /// Answer: `Count`, the new position.
    Seek { fd: Fd, offset: i64, from: SeekFrom },
    /// Answer: `Done`.
    Resize { file: FileName, size: u64 },
    /// Answer: `Status`.
    Status { file: FileName },
    /// Whether the process may do what the bits of `mode` say. Answer: `Done`.
    Access { path: String, mode: u32 },
    /// Answer: `Entries`.
    List { file: FileName },
    /// Answer: `Done`.
    MakeDirectory { path: String, mode: u32 },
    /// Answer: `Done`.
    RemoveDirectory { path: String },
    /// Answer: `Done`.
    Unlink { path: String },
    /// Answer: `Done`.
    Rename { from: String, to: String },
    /// Answer: `Done`.
    SetMode { file: FileName, mode: u32 },
    /// Nanoseconds since 1970. Answer: `Done`.
    SetTimes { file: FileName, accessed: i64, modified: i64 },
    /// Answer: `Path`.
    CurrentDirectory,
    /// Answer: `Done`.
    ChangeDirectory { to: FileName },
    /// Answer: `Pipe`.
    MakePipe,
    /// Answer: `Count`, the mask before.
    SetMask { mask: u32 },
}

/// What an offset counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SeekFrom {
    Start,
    Current,
    End,
}

/// What the file system says to a request that it grants.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FileAnswer {
    Done,
    Descriptor(Fd),
    /// The side to read and the side to write.
    Pipe(Fd, Fd),
    Data(Bytes),
    Count(u64),
    Status(FileStatus),
    Entries(Vec<Entry>),
    Path(String),
}

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileKind {
    Regular,
    Directory,
    /// `/dev/null` and a terminal.
    Device,
    Pipe,
}

/// What `os.stat` tells. Times are nanoseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileStatus {
    pub kind: FileKind,
    /// The permission bits.
    pub mode: u32,
    pub inode: u64,
    pub links: u32,
    pub owner: u32,
    pub size: u64,
    pub accessed: i64,
    pub modified: i64,
    pub changed: i64,
}

/// A name in a directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub name: String,
    pub inode: u64,
    pub kind: FileKind,
}
