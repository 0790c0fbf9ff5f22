//! Output: bytes of processes put together to text, so that no character is cut in two.

use crate::sorted::SortedMap;
use crate::wire::{Pid, Stream};

/// The beginnings of characters whose rest has not come yet.
#[derive(Default)]
pub struct Output {
    cut: SortedMap<(Pid, bool), Vec<u8>>,
}

impl Output {
    /// The text that `bytes` complete; what is not UTF-8 becomes U+FFFD.
    pub fn text(&mut self, pid: Pid, stream: Stream, bytes: &[u8]) -> String {
        let key = (pid, stream == Stream::Stderr);
        let mut all = self.cut.remove(&key).unwrap_or_default();
        all.extend_from_slice(bytes);
        let tail = all.split_off(all.len() - cut_length(&all));
        if !tail.is_empty() {
            self.cut.insert(key, tail);
        }
        String::from_utf8_lossy(&all).into_owned()
    }
}

/// How many bytes at the end begin a character without completing it.
fn cut_length(bytes: &[u8]) -> usize {
    for length in 1..=bytes.len().min(3) {
        let lead = bytes[bytes.len() - length];
        let needs = match lead {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            0x80..=0xBF => continue,
            _ => return 0,
        };
        return if needs > length { length } else { 0 };
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_in_two_pieces_comes_whole() {
        let mut output = Output::default();
        let bytes = "aé€𝄞z".as_bytes();
        let text: String = bytes.iter().map(|byte| output.text(Pid(1), Stream::Stdout, &[*byte])).collect();
        assert_eq!(text, "aé€𝄞z");
        assert_eq!(output.text(Pid(1), Stream::Stderr, b"a\xffb"), "a\u{fffd}b");
    }
}
