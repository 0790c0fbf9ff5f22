//! The file system: names, positions that processes share, and files that outlive their names.

use crate::{
    kernel::tests::world::World,
    wire::{
        Bytes, Errno, Fd, FileAnswer, FileName, FileRequest, Pid, Reply, SeekFrom, StartMethod, ToKernel, open_flags,
    },
};

/// The kernel's answer to a request of process `pid`.
fn ask(world: &mut World, pid: Pid, request: FileRequest) -> Result<FileAnswer, Errno> {
    match world.ask(pid, |call| ToKernel::File { call, at: 5, request }) {
        Some(Reply::File(answer)) => Ok(answer),
        Some(Reply::Failed { errno, .. }) => Err(Errno(errno)),
        other => panic!("a request about a file is answered at once, not with {other:?}"),
    }
}

fn open(world: &mut World, pid: Pid, path: &str, flags: u32) -> Fd {
    match ask(world, pid, FileRequest::Open { path: path.to_owned(), flags, mode: 0o666 }) {
        Ok(FileAnswer::Descriptor(fd)) => fd,
        other => panic!("{path} can be opened: {other:?}"),
    }
}

fn read(world: &mut World, pid: Pid, fd: Fd) -> Vec<u8> {
    match ask(world, pid, FileRequest::Read { fd, size: 3, at: None }) {
        Ok(FileAnswer::Data(data)) => data.0,
        other => panic!("descriptor {fd:?} can be read: {other:?}"),
    }
}

fn write(world: &mut World, pid: Pid, fd: Fd, text: &str) {
    let data = Bytes(text.as_bytes().to_vec());
    assert_eq!(ask(world, pid, FileRequest::Write { fd, data, at: None }), Ok(FileAnswer::Count(text.len() as u64)));
}

const NEW: u32 = open_flags::READ_WRITE | open_flags::CREATE;

#[test]
fn a_forked_child_shares_its_parents_position_and_a_spawned_one_has_nothing_open() {
    let mut world = World::new();
    let main = world.main;
    let fd = open(&mut world, main, "shared", NEW);
    write(&mut world, main, fd, "abcdef");
    assert_eq!(ask(&mut world, main, FileRequest::Seek { fd, offset: 0, from: SeekFrom::Start }), Ok(FileAnswer::Count(0)));
    let child = world.spawn(main, StartMethod::Fork);
    assert_eq!(read(&mut world, child, fd), b"abc");
    assert_eq!(read(&mut world, main, fd), b"def");
    let stranger = world.spawn(main, StartMethod::Spawn);
    assert_eq!(ask(&mut world, stranger, FileRequest::Read { fd, size: 1, at: None }), Err(Errno::EBADF));
    let own = open(&mut world, stranger, "shared", 0);
    assert_eq!(read(&mut world, stranger, own), b"abc");
}

#[test]
fn an_unlinked_file_lives_as_long_as_somebody_has_it_open() {
    let mut world = World::new();
    let main = world.main;
    let fd = open(&mut world, main, "gone", NEW);
    write(&mut world, main, fd, "still");
    let child = world.spawn(main, StartMethod::Fork);
    let unlink = FileRequest::Unlink { path: "gone".to_owned() };
    assert_eq!(ask(&mut world, main, unlink.clone()), Ok(FileAnswer::Done));
    assert_eq!(ask(&mut world, main, unlink), Err(Errno::ENOENT));
    world.say(main, ToKernel::Exit { code: 0 });
    let status = ask(&mut world, child, FileRequest::Status { file: FileName::Open(fd) });
    assert!(matches!(status, Ok(FileAnswer::Status(status)) if status.size == 5 && status.links == 0), "{status:?}");
}

#[test]
fn the_program_is_a_file_and_the_system_belongs_to_nobody() {
    let mut world = World::new();
    let main = world.main;
    open(&mut world, main, "/home/student/main.py", 0);
    let refused = ask(&mut world, main, FileRequest::MakeDirectory { path: "/etc".to_owned(), mode: 0o777 });
    assert_eq!(refused, Err(Errno::EACCES));
    let null = open(&mut world, main, "/dev/null", open_flags::READ_WRITE);
    write(&mut world, main, null, "nothing");
    assert_eq!(read(&mut world, main, null), b"");
}

#[test]
fn a_directory_cannot_be_moved_into_itself_and_no_file_can_be_larger_than_all() {
    let mut world = World::new();
    let main = world.main;
    let make = |path: &str| FileRequest::MakeDirectory { path: path.to_owned(), mode: 0o777 };
    assert_eq!(ask(&mut world, main, make("a")), Ok(FileAnswer::Done));
    assert_eq!(ask(&mut world, main, make("a/b")), Ok(FileAnswer::Done));
    let into = FileRequest::Rename { from: "a".to_owned(), to: "a/b/c".to_owned() };
    assert_eq!(ask(&mut world, main, into), Err(Errno::EINVAL));
    let fd = open(&mut world, main, "huge", NEW);
    let resize = FileRequest::Resize { file: FileName::Open(fd), size: 1 << 40 };
    assert_eq!(ask(&mut world, main, resize), Err(Errno::ENOSPC));
}
