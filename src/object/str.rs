//! `Str`, `Bytes` and `ByteArray`.

use super::{Exports, Kind, Object, StrText, Visitor};
use crate::text::string::count_chars;

/// A `str`: UTF-8 with its length in code points.
pub struct Str {
    hash: std::cell::Cell<i64>,
    text: StrText,
    chars: usize,
    /// Whether the string is the one of its text in the VM's table of names.
    pub interned: bool,
}

impl Str {
    #[inline]
    pub fn new(text: impl Into<StrText>) -> Str {
        let text = text.into();
        let chars = count_chars(text.as_str());
        Str::with_chars(text, chars)
    }

    /// A text whose length in code points is known.
    #[inline(always)]
    pub fn with_chars(text: StrText, chars: usize) -> Str {
        Str { hash: std::cell::Cell::new(0), text, chars, interned: false }
    }

    #[inline(always)]
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// Whether the text is that of `other`.
    #[inline(always)]
    pub fn is_text_of(&self, other: &Str) -> bool {
        self.text == other.text
    }

    /// The text as it is stored.
    pub fn text(&self) -> &StrText {
        &self.text
    }

    /// The length in code points: `len()`.
    #[inline(always)]
    pub fn chars(&self) -> usize {
        self.chars
    }

    /// Whether every code point is ASCII, so that byte offsets are code point indices.
    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.chars == self.text.len()
    }

    /// `hash()`; computed once, never 0.
    #[inline]
    pub fn hash(&self) -> i64 {
        let known = self.hash.get();
        if known != 0 {
            return known;
        }
        let hash = hash_bytes(self.text.as_str().as_bytes());
        self.hash.set(hash);
        hash
    }
}

impl Object for Str {
    const KIND: Kind = Kind::Str;

    fn visit(&mut self, _: &mut Visitor) {}

    fn external_bytes(&self) -> usize {
        self.text.external_bytes()
    }
}

/// The hash of a `str` or `bytes`: never 0 (not computed yet) or -1 (an error in CPython).
/// One multiplication for eight bytes, and a finish that spreads every bit over all others.
pub fn hash_bytes(bytes: &[u8]) -> i64 {
    const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |state: u64, word: u64| (state.rotate_left(23) ^ word).wrapping_mul(MULTIPLIER);
    let (words, rest) = bytes.as_chunks::<8>();
    let state = words.iter().fold(bytes.len() as u64, |state, word| mix(state, u64::from_le_bytes(*word)));
    let last = rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
    let mut hash = mix(state, last);
    hash = (hash ^ hash >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    match (hash ^ hash >> 32) as i64 {
        0 | -1 => 1,
        hash => hash,
    }
}

/// A `bytes`.
pub struct Bytes(pub Box<[u8]>);

impl Object for Bytes {
    const KIND: Kind = Kind::Bytes;

    fn visit(&mut self, _: &mut Visitor) {}

    fn external_bytes(&self) -> usize {
        self.0.len()
    }
}

/// A `bytearray`, and the views of it.
pub struct ByteArray(pub Vec<u8>, pub Exports);

impl Object for ByteArray {
    const KIND: Kind = Kind::ByteArray;

    fn visit(&mut self, _: &mut Visitor) {}

    fn external_bytes(&self) -> usize {
        self.0.capacity()
    }
}
