//! `split`, `splitlines`, `partition` and `strip`, for `str` and for `bytes`.

use std::ops::Range;

use crate::text::unicode::{is_line_break, is_space};
use crate::text::{Error, Result};

use super::{find_bytes, rfind_bytes};

/// A negative `maxsplit` means no limit.
fn limit(maxsplit: i64) -> usize {
    usize::try_from(maxsplit).unwrap_or(usize::MAX)
}

fn check_separator(empty: bool) -> Result<()> {
    if empty { Err(Error::value("empty separator")) } else { Ok(()) }
}

/// `str.split(maxsplit=...)` at runs of whitespace.
pub fn split_whitespace(text: &str, maxsplit: i64) -> Vec<&str> {
    let mut parts = Vec::new();
    if text.is_ascii() && maxsplit < 0 {
        let (bytes, mut at) = (text.as_bytes(), 0);
        while let Some(start) = bytes[at..].iter().position(|byte| !is_ascii_space(*byte)) {
            let start = at + start;
            at = bytes[start..].iter().position(|byte| is_ascii_space(*byte)).map_or(bytes.len(), |end| start + end);
            parts.push(&text[start..at]);
        }
        return parts;
    }
    let mut rest = text.trim_start_matches(is_space);
    while !rest.is_empty() {
        let end = rest.find(is_space).filter(|_| parts.len() < limit(maxsplit));
        let Some(end) = end else {
            parts.push(rest);
            break;
        };
        parts.push(&rest[..end]);
        rest = rest[end..].trim_start_matches(is_space);
    }
    parts
}

/// `str.isspace` of an ASCII character.
#[inline(always)]
fn is_ascii_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r' | 0x1c..=0x1f)
}

/// `str.rsplit(maxsplit=...)` at runs of whitespace.
pub fn rsplit_whitespace(text: &str, maxsplit: i64) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_end_matches(is_space);
    while !rest.is_empty() {
        if parts.len() >= limit(maxsplit) {
            parts.push(rest);
            break;
        }
        match rest.char_indices().rfind(|&(_, c)| is_space(c)) {
            Some((at, c)) => {
                parts.push(&rest[at + c.len_utf8()..]);
                rest = rest[..at].trim_end_matches(is_space);
            }
            None => {
                parts.push(rest);
                break;
            }
        }
    }
    parts.reverse();
    parts
}

/// `str.split(separator, maxsplit)`.
pub fn split<'a>(text: &'a str, separator: &str, maxsplit: i64) -> Result<Vec<&'a str>> {
    check_separator(separator.is_empty())?;
    let (mut parts, mut rest) = (Vec::new(), text);
    while parts.len() < limit(maxsplit) {
        let Some(at) = find_bytes(rest.as_bytes(), separator.as_bytes()) else { break };
        parts.push(&rest[..at]);
        rest = &rest[at + separator.len()..];
    }
    parts.push(rest);
    Ok(parts)
}

/// `str.rsplit(separator, maxsplit)`.
pub fn rsplit<'a>(text: &'a str, separator: &str, maxsplit: i64) -> Result<Vec<&'a str>> {
    check_separator(separator.is_empty())?;
    let mut parts: Vec<&str> = text.rsplitn(limit(maxsplit).saturating_add(1), separator).collect();
    parts.reverse();
    Ok(parts)
}

/// `bytes.isspace` of one byte: what `bytes.split` and `bytes.strip` remove by default.
pub fn is_byte_space(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

/// `bytes.split(maxsplit=...)` at runs of whitespace.
pub fn split_whitespace_bytes(bytes: &[u8], maxsplit: i64) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = strip_bytes(bytes, None, Side::Left);
    while !rest.is_empty() {
        if parts.len() >= limit(maxsplit) {
            parts.push(rest);
            break;
        }
        let end = rest.iter().position(|&byte| is_byte_space(byte)).unwrap_or(rest.len());
        parts.push(&rest[..end]);
        rest = strip_bytes(&rest[end..], None, Side::Left);
    }
    parts
}

/// `bytes.rsplit(maxsplit=...)` at runs of whitespace.
pub fn rsplit_whitespace_bytes(bytes: &[u8], maxsplit: i64) -> Vec<&[u8]> {
    let mut parts = Vec::new();
    let mut rest = strip_bytes(bytes, None, Side::Right);
    while !rest.is_empty() {
        if parts.len() >= limit(maxsplit) {
            parts.push(rest);
            break;
        }
        let start = rest.iter().rposition(|&byte| is_byte_space(byte)).map_or(0, |at| at + 1);
        parts.push(&rest[start..]);
        rest = strip_bytes(&rest[..start], None, Side::Right);
    }
    parts.reverse();
    parts
}

/// `bytes.split(separator, maxsplit)`.
pub fn split_bytes<'a>(bytes: &'a [u8], separator: &[u8], maxsplit: i64) -> Result<Vec<&'a [u8]>> {
    check_separator(separator.is_empty())?;
    let mut parts = Vec::new();
    let mut rest = bytes;
    while parts.len() < limit(maxsplit) {
        let Some(at) = find_bytes(rest, separator) else { break };
        parts.push(&rest[..at]);
        rest = &rest[at + separator.len()..];
    }
    parts.push(rest);
    Ok(parts)
}

/// `bytes.rsplit(separator, maxsplit)`.
pub fn rsplit_bytes<'a>(bytes: &'a [u8], separator: &[u8], maxsplit: i64) -> Result<Vec<&'a [u8]>> {
    check_separator(separator.is_empty())?;
    let mut parts = Vec::new();
    let mut rest = bytes;
    while parts.len() < limit(maxsplit) {
        let Some(at) = rfind_bytes(rest, separator) else { break };
        parts.push(&rest[at + separator.len()..]);
        rest = &rest[..at];
    }
    parts.push(rest);
    parts.reverse();
    Ok(parts)
}

/// `str.splitlines(keepends)`.
pub fn splitlines(text: &str, keepends: bool) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_line_break(c) {
            continue;
        }
        let mut next = at + c.len_utf8();
        if c == '\r' && chars.next_if(|&(_, c)| c == '\n').is_some() {
            next += 1;
        }
        lines.push(&text[start..if keepends { next } else { at }]);
        start = next;
    }
    if start < text.len() {
        lines.push(&text[start..]);
    }
    lines
}

/// `bytes.splitlines(keepends)`: only `\n`, `\r` and `\r\n` end a line.
pub fn splitlines_bytes(bytes: &[u8], keepends: bool) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    let mut start = 0;
    while let Some(at) = bytes[start..].iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
        let end = start + at;
        let next = end + if bytes[end..].starts_with(b"\r\n") { 2 } else { 1 };
        lines.push(&bytes[start..if keepends { next } else { end }]);
        start = next;
    }
    if start < bytes.len() {
        lines.push(&bytes[start..]);
    }
    lines
}

/// `str.partition`: the parts around the first separator, `None` where there is none.
pub fn partition<'a>(text: &'a str, separator: &str) -> Result<Option<(&'a str, &'a str)>> {
    check_separator(separator.is_empty())?;
    Ok(text.split_once(separator))
}

/// `str.rpartition`: the parts around the last separator, `None` where there is none.
pub fn rpartition<'a>(text: &'a str, separator: &str) -> Result<Option<(&'a str, &'a str)>> {
    check_separator(separator.is_empty())?;
    Ok(text.rsplit_once(separator))
}

type BytesPair<'a> = (&'a [u8], &'a [u8]);

/// `bytes.partition`.
pub fn partition_bytes<'a>(bytes: &'a [u8], separator: &[u8]) -> Result<Option<BytesPair<'a>>> {
    check_separator(separator.is_empty())?;
    let at = find_bytes(bytes, separator);
    Ok(at.map(|at| (&bytes[..at], &bytes[at + separator.len()..])))
}

/// `bytes.rpartition`.
pub fn rpartition_bytes<'a>(bytes: &'a [u8], separator: &[u8]) -> Result<Option<BytesPair<'a>>> {
    check_separator(separator.is_empty())?;
    let at = rfind_bytes(bytes, separator);
    Ok(at.map(|at| (&bytes[..at], &bytes[at + separator.len()..])))
}

/// Which ends `strip`, `lstrip` and `rstrip` look at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    Both,
    Left,
    Right,
}

/// `str.strip(chars)` and its one-sided forms; whitespace where `chars` is `None`.
pub fn strip<'a>(text: &'a str, chars: Option<&str>, side: Side) -> &'a str {
    if text.is_ascii() {
        let kept = match chars {
            None => strip_where(text.as_bytes(), is_ascii_space, side),
            Some(chars) => strip_where(text.as_bytes(), |byte| chars.as_bytes().contains(&byte), side),
        };
        return &text[kept];
    }
    let removed = |c: char| chars.map_or_else(|| is_space(c), |chars| chars.contains(c));
    let text = if side == Side::Right { text } else { text.trim_start_matches(removed) };
    if side == Side::Left { text } else { text.trim_end_matches(removed) }
}

/// The range that is left of `bytes` without those to be removed at its ends.
#[inline(always)]
fn strip_where(bytes: &[u8], removed: impl Fn(u8) -> bool, side: Side) -> Range<usize> {
    let (mut start, mut end) = (0, bytes.len());
    if side != Side::Right {
        while start < end && removed(bytes[start]) {
            start += 1;
        }
    }
    if side != Side::Left {
        while start < end && removed(bytes[end - 1]) {
            end -= 1;
        }
    }
    start..end
}

/// `bytes.strip(chars)` and its one-sided forms; whitespace where `chars` is `None`.
pub fn strip_bytes<'a>(bytes: &'a [u8], chars: Option<&[u8]>, side: Side) -> &'a [u8] {
    let kept = match chars {
        None => strip_where(bytes, is_byte_space, side),
        Some(chars) => strip_where(bytes, |byte| chars.contains(&byte), side),
    };
    &bytes[kept]
}
