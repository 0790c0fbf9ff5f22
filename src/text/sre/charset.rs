//! Sets of characters.

use super::codes::op;
use super::units::{in_category, unicode_upper};

/// The words of a bitmap of 256 characters.
const BITMAP: usize = 8;
/// The words of the 256 bytes that say which bitmap is for a block of characters.
const BLOCKS: usize = 64;

fn bit(words: &[u32], index: usize) -> bool {
    words[index / 32] >> (index % 32) & 1 == 1
}

/// Whether the set that starts at `codes` holds `code`.
pub fn contains(mut codes: &[u32], code: u32) -> bool {
    let mut inside = true;
    loop {
        let (operator, rest) = (codes[0], &codes[1..]);
        let (hit, length) = match operator {
            op::LITERAL => (rest[0] == code, 1),
            op::CATEGORY => (in_category(rest[0], code), 1),
            op::RANGE => (rest[0] <= code && code <= rest[1], 2),
            op::RANGE_UNI_IGNORE => {
                let within = |code| rest[0] <= code && code <= rest[1];
                (within(code) || within(unicode_upper(code)), 2)
            }
            op::CHARSET => (code < 256 && bit(rest, code as usize), BITMAP),
            op::BIGCHARSET => (in_blocks(rest, code), 1 + BLOCKS + BITMAP * rest[0] as usize),
            op::NEGATE => {
                inside = !inside;
                (false, 0)
            }
            // The end of the set.
            _ => return !inside,
        };
        if hit {
            return inside;
        }
        codes = &rest[length..];
    }
}

fn in_blocks(rest: &[u32], code: u32) -> bool {
    if code >= 1 << 16 {
        return false;
    }
    let (high, low) = ((code >> 8) as usize, (code & 0xff) as usize);
    let block = (rest[1 + high / 4] >> (8 * (high % 4)) & 0xff) as usize;
    bit(&rest[1 + BLOCKS..], block * 256 + low)
}
