//! Code point indices into UTF-8.

use std::ops::Range;

/// A string with what makes indexing it fast.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    pub str: &'a str,
    /// Every code point is one byte, so that indices are offsets.
    pub ascii: bool,
}

impl<'a> Text<'a> {
    pub fn new(str: &'a str) -> Text<'a> {
        Text { str, ascii: str.is_ascii() }
    }

    /// The number of code points.
    pub fn len(self) -> usize {
        if self.ascii { self.str.len() } else { count_chars(self.str) }
    }

    pub fn is_empty(self) -> bool {
        self.str.is_empty()
    }

    /// The byte offset of code point `index`; the end for any index beyond it.
    pub fn offset(self, index: usize) -> usize {
        if self.ascii {
            return index.min(self.str.len());
        }
        self.str.char_indices().nth(index).map_or(self.str.len(), |(offset, _)| offset)
    }

    /// The index of the code point at byte `offset`.
    pub fn index(self, offset: usize) -> usize {
        if self.ascii { offset } else { count_chars(&self.str[..offset]) }
    }

    pub fn char_at(self, index: usize) -> Option<char> {
        if self.ascii {
            return self.str.as_bytes().get(index).map(|&byte| byte as char);
        }
        self.str.chars().nth(index)
    }

    /// The code points from `range.start` to `range.end`.
    pub fn slice(self, range: Range<usize>) -> &'a str {
        let start = self.offset(range.start);
        let rest = Text { str: &self.str[start..], ascii: self.ascii };
        &rest.str[..rest.offset(range.end.saturating_sub(range.start))]
    }

    /// `count` code points from `start` at every `step`th, forwards or backwards.
    pub fn stride(self, start: usize, step: i64, count: usize) -> String {
        if step == 1 {
            return self.slice(start..start + count).to_owned();
        }
        let place = |nth: usize| (start as i64 + step * nth as i64) as usize;
        if self.ascii {
            let bytes = self.str.as_bytes();
            return (0..count).map(|nth| bytes[place(nth)] as char).collect();
        }
        let chars: Vec<char> = self.str.chars().collect();
        (0..count).map(|nth| chars[place(nth)]).collect()
    }
}

/// The number of code points in `text`.
pub fn count_chars(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.as_bytes().iter().filter(|&&byte| byte as i8 >= -0x40).count()
}

/// The `start` and `end` arguments of `find` and its like as a range within `len`.
///
/// `None` where the range is empty in a way in which not even "" is found.
pub fn clamp(start: Option<i64>, end: Option<i64>, len: usize) -> Option<Range<usize>> {
    let from_end = |at: i64| if at < 0 { at.saturating_add(len as i64).max(0) } else { at } as usize;
    let start = start.map_or(0, from_end);
    let end = end.map_or(len, from_end).min(len);
    (start <= end).then_some(start..end)
}
