//! The numbers of the signals that the kernel and the processes act on, as Linux has them.

pub const SIGINT: u8 = 2;
pub const SIGKILL: u8 = 9;
pub const SIGALRM: u8 = 14;
pub const SIGTERM: u8 = 15;
pub const SIGCHLD: u8 = 17;
/// SIGCHLD, SIGCONT, SIGURG and SIGWINCH do nothing unless handled.
pub const HARMLESS: [u8; 4] = [SIGCHLD, 18, 23, 28];
