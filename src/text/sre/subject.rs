//! What is searched: characters that are found by index.

use crate::text::string::code_of;

/// Characters by index. Bytes and ASCII text are searched as they are, other text as a slice of characters.
pub trait Subject: Copy {
    fn len(&self) -> usize;
    /// The code point at `index`, which is below the length.
    fn at(&self, index: usize) -> u32;
}

impl Subject for &[u8] {
    #[inline(always)]
    fn len(&self) -> usize {
        <[u8]>::len(self)
    }

    #[inline(always)]
    fn at(&self, index: usize) -> u32 {
        u32::from(self[index])
    }
}

impl Subject for &[char] {
    #[inline(always)]
    fn len(&self) -> usize {
        <[char]>::len(self)
    }

    #[inline(always)]
    fn at(&self, index: usize) -> u32 {
        code_of(self[index])
    }
}
