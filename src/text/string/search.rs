//! `find`, `count` and `replace`, on bytes, and so on UTF-8: one encoding never occurs within another.

use std::ops::Range;

use super::{Text, clamp};

/// The offset of the first `needle` in `haystack`.
pub fn find_bytes(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let Some((&first, rest)) = needle.split_first() else {
        return Some(0);
    };
    let last = haystack.len().checked_sub(needle.len())?;
    let mut from = 0;
    while from <= last {
        let at = from + haystack[from..=last].iter().position(|&byte| byte == first)?;
        if &haystack[at + 1..at + needle.len()] == rest {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// The offset of the last `needle` in `haystack`.
pub fn rfind_bytes(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    if needle.is_empty() {
        return Some(haystack.len());
    }
    haystack.windows(needle.len()).rposition(|window| window == needle)
}

/// How often `needle` occurs without overlap; the empty one between all `len` elements.
pub fn count_bytes(haystack: &[u8], needle: &[u8]) -> usize {
    if needle.is_empty() {
        return haystack.len() + 1;
    }
    if let [byte] = needle {
        return haystack.iter().filter(|&other| other == byte).count();
    }
    let (mut count, mut from) = (0, 0);
    while let Some(at) = find_bytes(&haystack[from..], needle) {
        count += 1;
        from += at + needle.len();
    }
    count
}

/// `bytes.replace`; a negative `limit` replaces all.
pub fn replace_bytes(haystack: &[u8], old: &[u8], new: &[u8], limit: i64) -> Vec<u8> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut result = Vec::with_capacity(haystack.len());
    if old.is_empty() {
        insert_between(haystack.chunks(1), new, limit, &mut result);
        return result;
    }
    let mut from = 0;
    for _ in 0..limit {
        let Some(at) = find_bytes(&haystack[from..], old) else { break };
        result.extend_from_slice(&haystack[from..from + at]);
        result.extend_from_slice(new);
        from += at + old.len();
    }
    result.extend_from_slice(&haystack[from..]);
    result
}

/// `new` before each of `pieces` and at the end, at most `limit` times.
fn insert_between<'a>(
    pieces: impl Iterator<Item = &'a [u8]>,
    new: &[u8],
    limit: usize,
    into: &mut Vec<u8>,
) {
    let mut left = limit;
    for piece in pieces {
        if left > 0 {
            into.extend_from_slice(new);
            left -= 1;
        }
        into.extend_from_slice(piece);
    }
    if left > 0 {
        into.extend_from_slice(new);
    }
}

/// `str.replace`; a negative `limit` replaces all.
pub fn replace(text: &str, old: &str, new: &str, limit: i64) -> String {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    if !old.is_empty() {
        return text.replacen(old, new, limit);
    }
    let mut result = String::with_capacity(text.len());
    let mut left = limit;
    for c in text.chars() {
        if left > 0 {
            result.push_str(new);
            left -= 1;
        }
        result.push(c);
    }
    if left > 0 {
        result.push_str(new);
    }
    result
}

/// The byte range of the code points that `start` and `end` name.
fn byte_range(text: Text, start: Option<i64>, end: Option<i64>) -> Option<Range<usize>> {
    if start.is_none() && end.is_none() {
        return Some(0..text.str.len());
    }
    let range = clamp(start, end, text.len())?;
    Some(text.offset(range.start)..text.offset(range.end))
}

/// `str.find` as a code point index.
pub fn find(text: Text, needle: &str, start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let range = byte_range(text, start, end)?;
    let at = text.str[range.clone()].find(needle)?;
    Some(text.index(range.start + at))
}

/// `str.rfind` as a code point index.
pub fn rfind(text: Text, needle: &str, start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let range = byte_range(text, start, end)?;
    let at = text.str[range.clone()].rfind(needle)?;
    Some(text.index(range.start + at))
}

/// `str.count`.
pub fn count(text: Text, needle: &str, start: Option<i64>, end: Option<i64>) -> usize {
    match byte_range(text, start, end) {
        Some(range) if needle.is_empty() => super::count_chars(&text.str[range]) + 1,
        Some(range) => count_bytes(text.str[range].as_bytes(), needle.as_bytes()),
        None => 0,
    }
}

/// The part of `text` that `startswith` and `endswith` look at.
pub fn window<'a>(text: Text<'a>, start: Option<i64>, end: Option<i64>) -> Option<&'a str> {
    byte_range(text, start, end).map(|range| &text.str[range])
}
