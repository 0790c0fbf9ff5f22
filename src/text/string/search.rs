//! `find`, `count` and `replace`. Strings are searched as bytes: one character's UTF-8 never occurs within another's.

use std::ops::Range;

use super::{Text, clamp, count_bytes, find_bytes, rfind_bytes};

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

/// `str.replace`; a negative `limit` replaces all. `None` where there is nothing to replace.
pub fn replace(text: &str, old: &str, new: &str, limit: i64) -> Option<String> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    if old.is_empty() {
        return Some(insert_around_chars(text, new, limit));
    }
    let first = find_bytes(text.as_bytes(), old.as_bytes()).filter(|_| limit > 0)?;
    let mut result = String::with_capacity(text.len() + new.len().saturating_sub(old.len()));
    let (mut from, mut found) = (0, Some(first));
    for _ in 0..limit {
        let Some(at) = found else { break };
        result.push_str(&text[from..from + at]);
        result.push_str(new);
        from += at + old.len();
        found = find_bytes(&text.as_bytes()[from..], old.as_bytes());
    }
    result.push_str(&text[from..]);
    Some(result)
}

fn insert_around_chars(text: &str, new: &str, limit: usize) -> String {
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
    let at = find_bytes(&text.str.as_bytes()[range.clone()], needle.as_bytes())?;
    Some(text.index(range.start + at))
}

/// `str.rfind` as a code point index.
pub fn rfind(text: Text, needle: &str, start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let range = byte_range(text, start, end)?;
    let at = rfind_bytes(&text.str.as_bytes()[range.clone()], needle.as_bytes())?;
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
