//! Looking for bytes eight at a time.

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = LOW << 7;
const WORD: usize = 8;

/// The eight bytes of `bytes` from `at`.
#[inline(always)]
fn word_at(bytes: &[u8], at: usize) -> u64 {
    bytes[at..].first_chunk().map_or(0, |word| u64::from_le_bytes(*word))
}

/// The high bits of the bytes of `word` that are equal to those of `pattern`.
#[inline(always)]
fn matches(word: u64, pattern: u64) -> u64 {
    let differences = word ^ pattern;
    !(((differences & !HIGH) + !HIGH) | differences | !HIGH)
}

/// The offset of the first `byte`.
#[inline]
pub fn find_byte(haystack: &[u8], byte: u8) -> Option<usize> {
    let pattern = u64::from(byte) * LOW;
    let mut at = 0;
    while at + WORD <= haystack.len() {
        let hits = matches(word_at(haystack, at), pattern);
        if hits != 0 {
            return Some(at + hits.trailing_zeros() as usize / 8);
        }
        at += WORD;
    }
    haystack[at..].iter().position(|other| *other == byte).map(|offset| at + offset)
}

/// How often `byte` occurs.
pub fn count_byte(haystack: &[u8], byte: u8) -> usize {
    let pattern = u64::from(byte) * LOW;
    let (words, rest) = haystack.as_chunks::<WORD>();
    let in_words: u32 = words.iter().map(|word| matches(u64::from_le_bytes(*word), pattern).count_ones()).sum();
    in_words as usize + rest.iter().filter(|other| **other == byte).count()
}

/// The offset of the first `needle`: where its first and its last byte are at the right distance, the others are
/// compared.
#[inline]
pub fn find_bytes(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let (first, last) = match *needle {
        [] => return Some(0),
        [byte] => return find_byte(haystack, byte),
        [first, .., last] => (first, last),
    };
    let distance = needle.len() - 1;
    let starts = (haystack.len() + 1).checked_sub(needle.len())?;
    let (first_pattern, last_pattern) = (u64::from(first) * LOW, u64::from(last) * LOW);
    let mut at = 0;
    while at + WORD <= starts {
        let mut hits =
            matches(word_at(haystack, at), first_pattern) & matches(word_at(haystack, at + distance), last_pattern);
        while hits != 0 {
            let candidate = at + hits.trailing_zeros() as usize / 8;
            if haystack[candidate..].starts_with(needle) {
                return Some(candidate);
            }
            hits &= hits - 1;
        }
        at += WORD;
    }
    (at..starts).find(|at| haystack[*at] == first && haystack[*at..].starts_with(needle))
}

/// The offset of the last `needle`.
pub fn rfind_bytes(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let Some(first) = needle.first() else { return Some(haystack.len()) };
    let starts = (haystack.len() + 1).checked_sub(needle.len())?;
    (0..starts).rfind(|at| haystack[*at] == *first && haystack[*at..].starts_with(needle))
}

/// How often `needle` occurs without overlap; the empty one between all `len` elements.
pub fn count_bytes(haystack: &[u8], needle: &[u8]) -> usize {
    match needle {
        [] => return haystack.len() + 1,
        [byte] => return count_byte(haystack, *byte),
        _ => {}
    }
    let (mut count, mut from) = (0, 0);
    while let Some(at) = find_bytes(&haystack[from..], needle) {
        count += 1;
        from += at + needle.len();
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plainly(haystack: &[u8], needle: &[u8]) -> Vec<usize> {
        (0..=haystack.len()).filter(|at| haystack[*at..].starts_with(needle)).collect()
    }

    #[test]
    fn finds_what_a_plain_search_finds() {
        let mut state: u32 = 1;
        let mut random = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % below
        };
        for _ in 0..if cfg!(miri) { 200 } else { 20_000 } {
            let letters = [2, 3, 200][random(3) as usize];
            let mut text = |longest| -> Vec<u8> {
                let len = random(longest);
                (0..len).map(|_| (random(letters) as u8).wrapping_add(0x7e)).collect()
            };
            let (haystack, needle) = (text(60), text(5));
            let places = plainly(&haystack, &needle);
            assert_eq!(find_bytes(&haystack, &needle), places.first().copied());
            assert_eq!(rfind_bytes(&haystack, &needle), places.last().copied());
            if let [byte] = needle[..] {
                assert_eq!(count_byte(&haystack, byte), places.len());
            }
        }
    }
}
