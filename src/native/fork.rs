//! Forked processes: copies that the operating system makes of the runner, of which one Python process each lives on.
//!
//! A Python process is a web of addresses, and a copy of it needs the same ones. In a browser each process has a linear
//! memory of its own; here each forked one gets an address space. The copy serves its program on a socket, and
//! [`Remote`] is that program for the host, slice by slice, so that the simulator stays in command.

use std::{
    fs,
    io::{self, Read, Write},
    mem,
    net::Shutdown,
    os::unix::net::{UnixListener, UnixStream},
    panic,
    path::PathBuf,
    sync::Mutex,
};

use fork::{Fork, Signal};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    host::Host,
    native::Clock,
    process::{Program, Status},
    wire::{ToKernel, ToProcess, decode, encode},
};

/// What a host asks of a copy.
#[derive(Serialize, Deserialize)]
enum Ask {
    /// This has no answer.
    Deliver(ToProcess),
    Run(Slice),
    /// Copy yourself; the copy connects to this address.
    Fork { address: PathBuf },
}

/// What a copy has of its host for one slice: each question more would cost two changes of the process.
#[derive(Default, Serialize, Deserialize)]
struct Slice {
    monotonic_ms: f64,
    wall_ms: f64,
    slice_ms: f64,
    fuel: i64,
    has_stopwatch: bool,
}

/// What a copy says meanwhile and at the end. It reads the answer to the first.
#[derive(Serialize, Deserialize)]
enum Said {
    Entropy(usize),
    Ran { status: Status, spent_ms: f64, sent: Vec<ToKernel> },
    Forked(Result<(), String>),
}

/// Two forks at once would each keep the other's socket open.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// A program that can be forked.
pub struct Forkable(pub Box<dyn Program>);

impl Program for Forkable {
    fn deliver(&mut self, message: ToProcess, host: &mut dyn Host) {
        self.0.deliver(message, host);
    }

    fn run(&mut self, host: &mut dyn Host) -> Status {
        self.0.run(host)
    }

    fn fork(&mut self) -> Result<Box<dyn Program + Send>, String> {
        let _alone = ONE_AT_A_TIME.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let (here, there) = UnixStream::pair().map_err(in_words)?;
        match fork::fork().map_err(in_words)? {
            Fork::Parent(child) => Ok(Box::new(Remote { link: Link(here), child: Some(child) })),
            Fork::Child => {
                // While any copy of that end is open, this one does not hear that the host is gone.
                drop(here);
                serve(&mut *self.0, Link(there))
            }
        }
    }
}

/// A forked program, in an address space of its own.
struct Remote {
    link: Link,
    /// Its number for the operating system, if this is its parent there.
    child: Option<i32>,
}

impl Program for Remote {
    fn deliver(&mut self, message: ToProcess, _: &mut dyn Host) {
        self.link.send(&Ask::Deliver(message));
    }

    fn run(&mut self, host: &mut dyn Host) -> Status {
        self.link.send(&Ask::Run(Slice {
            monotonic_ms: host.monotonic_ms(),
            wall_ms: host.wall_ms(),
            slice_ms: host.slice_ms(),
            fuel: host.fuel(),
            has_stopwatch: host.stopwatch().is_some(),
        }));
        loop {
            match self.link.receive() {
                Said::Entropy(size) => {
                    let mut bytes = vec![0; size];
                    host.entropy(&mut bytes);
                    self.link.send(&bytes);
                }
                Said::Ran { status, spent_ms, sent } => {
                    host.spend(spent_ms);
                    sent.into_iter().for_each(|message| host.send(message));
                    return status;
                }
                Said::Forked(_) => unreachable!("`serve` answers `Run` with `Ran`"),
            }
        }
    }

    fn fork(&mut self) -> Result<Box<dyn Program + Send>, String> {
        // Its child is a stranger to this process: they have to find each other.
        let address = std::env::temp_dir().join(format!("spawnpoint-{}-{:?}", std::process::id(), std::thread::current().id()));
        let meeting = UnixListener::bind(&address).map_err(in_words)?;
        self.link.send(&Ask::Fork { address: address.clone() });
        let forked = self.link.receive();
        let met = meeting.accept();
        let _ = fs::remove_file(address);
        match forked {
            Said::Forked(Ok(())) => Ok(Box::new(Remote { link: Link(met.map_err(in_words)?.0), child: None })),
            Said::Forked(Err(why)) => Err(why),
            _ => unreachable!("`serve` answers `Fork` with `Forked`"),
        }
    }
}

impl Drop for Remote {
    fn drop(&mut self) {
        // Copies that were made later have this socket too, so that closing it is not enough.
        let _ = self.link.0.shutdown(Shutdown::Both);
        self.child.map(fork::waitpid);
    }
}

/// In the copy: does what is asked until nobody asks any more.
fn serve(program: &mut dyn Program, link: Link) -> ! {
    // Ctrl-C is the kernel's to hear, once.
    let _ = fork::setsid();
    let served = panic::catch_unwind(panic::AssertUnwindSafe(|| answer_all(program, link)));
    drop(served);
    end()
}

fn answer_all(program: &mut dyn Program, link: Link) {
    let mut host = RemoteHost { link, slice: Slice::default(), spent_ms: 0.0, sent: Vec::new() };
    loop {
        let answer = match host.link.receive() {
            Ask::Deliver(message) => {
                program.deliver(message, &mut host);
                continue;
            }
            Ask::Run(slice) => {
                host.slice = slice;
                let status = program.run(&mut host);
                Said::Ran { status, spent_ms: mem::take(&mut host.spent_ms), sent: mem::take(&mut host.sent) }
            }
            Ask::Fork { address } => Said::Forked(match fork::fork() {
                Ok(Fork::Parent(_)) => Ok(()),
                Ok(Fork::Child) => match UnixStream::connect(address) {
                    Ok(stream) => serve(program, Link(stream)),
                    Err(_) => end(),
                },
                Err(error) => Err(in_words(error)),
            }),
        };
        host.link.send(&answer);
    }
}

/// Ends a copy of the runner without the runner's own cleaning up.
fn end() -> ! {
    let _ = fork::signal_process(fork::current_process_id(), Signal::KILL);
    std::process::abort()
}

/// The host as a copy sees it.
struct RemoteHost {
    link: Link,
    slice: Slice,
    spent_ms: f64,
    sent: Vec<ToKernel>,
}

impl Host for RemoteHost {
    fn monotonic_ms(&mut self) -> f64 {
        self.slice.monotonic_ms
    }

    fn wall_ms(&mut self) -> f64 {
        self.slice.wall_ms
    }

    fn entropy(&mut self, buffer: &mut [u8]) {
        self.link.send(&Said::Entropy(buffer.len()));
        let bytes: Vec<u8> = self.link.receive();
        buffer.copy_from_slice(&bytes);
    }

    fn stopwatch(&self) -> Option<fn() -> f64> {
        self.slice.has_stopwatch.then_some(Clock::stopwatch)
    }

    fn slice_ms(&self) -> f64 {
        self.slice.slice_ms
    }

    fn fuel(&self) -> i64 {
        self.slice.fuel
    }

    fn spend(&mut self, ms: f64) {
        self.spent_ms += ms;
    }

    fn send(&mut self, message: ToKernel) {
        self.sent.push(message);
    }
}

/// One end of the socket between a copy and its host. Each message goes as its length and its bytes.
struct Link(UnixStream);

impl Link {
    fn send<T: Serialize>(&mut self, message: &T) {
        let bytes = encode(message);
        let length = (bytes.len() as u64).to_le_bytes();
        self.0.write_all(&[&length, bytes.as_slice()].concat()).unwrap_or_else(|_| gone());
    }

    fn receive<T: DeserializeOwned>(&mut self) -> T {
        let mut length = [0; 8];
        self.0.read_exact(&mut length).unwrap_or_else(|_| gone());
        let mut bytes = vec![0; u64::from_le_bytes(length) as usize];
        self.0.read_exact(&mut bytes).unwrap_or_else(|_| gone());
        decode(&bytes).expect("both ends are one build")
    }
}

/// The other end is no more. That is how a copy ends; for a host it is the crash of that process.
fn gone() -> ! {
    panic::resume_unwind(Box::new("the other end of a forked process is gone"))
}

fn in_words(error: io::Error) -> String {
    format!("it cannot be copied: {error}")
}
