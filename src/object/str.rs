//! `Str`, `Bytes` and `ByteArray`.

use super::{Kind, Object, Text, Visitor};
use crate::text::string::count_chars;

/// A `str`: UTF-8 with its length in code points.
pub struct Str {
    hash: std::cell::Cell<i64>,
    text: Text,
    chars: usize,
    /// Whether the string is the one of its text in the VM's table of names.
    pub interned: bool,
}

impl Str {
    #[inline]
    pub fn new(text: impl Into<Text>) -> Str {
        let text = text.into();
        let chars = count_chars(text.as_str());
        Str::with_chars(text, chars)
    }

    /// A text whose length in code points is known.
    #[inline(always)]
    pub fn with_chars(text: Text, chars: usize) -> Str {
        Str { hash: std::cell::Cell::new(0), text, chars, interned: false }
    }

    #[inline(always)]
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// The text as it is stored.
    pub fn text(&self) -> &Text {
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
/// Multiply-and-fold over eight bytes at a time, as in wyhash.
pub fn hash_bytes(bytes: &[u8]) -> i64 {
    const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |state: u64, word: u64| {
        let product = u128::from(state ^ word) * u128::from(MULTIPLIER);
        (product as u64) ^ ((product >> 64) as u64)
    };
    let mut state = MULTIPLIER ^ bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        state = mix(state, u64::from_le_bytes(word));
    }
    let last = chunks.remainder().iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
    match mix(mix(state, last), MULTIPLIER) as i64 {
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

/// A `bytearray`.
pub struct ByteArray(pub Vec<u8>);

impl Object for ByteArray {
    const KIND: Kind = Kind::ByteArray;

    fn visit(&mut self, _: &mut Visitor) {}

    fn external_bytes(&self) -> usize {
        self.0.capacity()
    }
}
