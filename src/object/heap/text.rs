//! `StrText`: the bytes of a string, in place, in a box, or at the start of a buffer that grows.
//!
//! Programs build strings by `text += more`. If every step copied what is there already, the time would
//! grow with the square of the length. So a concatenation puts its result into a buffer with room at the
//! end, and the next one, if it continues the text that fills the buffer, only appends: both strings then
//! are the first bytes of one buffer, which never change.

use std::cell::UnsafeCell;
use std::rc::Rc;

use super::{Heap, Ref};
use crate::object::Str;

/// The longest text that is held in place.
const IN_PLACE: usize = 22;
/// The shortest text that a concatenation makes room behind.
const SHORTEST_GROWN: usize = 128;

/// The text of a `Str`.
pub struct StrText(Storage);

enum Storage {
    InPlace { len: u8, bytes: [u8; IN_PLACE] },
    Boxed(Box<str>),
    /// The first `len` bytes of a buffer.
    Grown { len: usize, buffer: Rc<UnsafeCell<String>> },
}

impl StrText {
    #[inline(always)]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            // SAFETY: the bytes were copied from a str of this length.
            Storage::InPlace { len, bytes } => unsafe { str::from_utf8_unchecked(bytes.get_unchecked(..usize::from(*len))) },
            Storage::Boxed(text) => text,
            // SAFETY: the buffer held a str of this length when the text was made, and only grows. It grows
            // in `Heap::concat` alone, which has the heap to itself, and texts in buffers are only in
            // objects of the heap: so no reference that this function has given is held meanwhile.
            Storage::Grown { len, buffer } => unsafe { (*buffer.get()).get_unchecked(..*len) },
        }
    }

    #[inline(always)]
    pub fn len(&self) -> usize {
        match &self.0 {
            Storage::InPlace { len, .. } => usize::from(*len),
            Storage::Boxed(text) => text.len(),
            Storage::Grown { len, .. } => *len,
        }
    }

    /// Bytes that the text takes outside its object; those of a buffer are shared out.
    pub fn external_bytes(&self) -> usize {
        match &self.0 {
            Storage::InPlace { .. } => 0,
            Storage::Boxed(text) => text.len(),
            // SAFETY: as in `as_str`.
            Storage::Grown { buffer, .. } => unsafe { (*buffer.get()).capacity() / Rc::strong_count(buffer) },
        }
    }

    #[inline(always)]
    fn in_place(text: &str) -> Option<StrText> {
        if text.len() > IN_PLACE {
            return None;
        }
        let mut bytes = [0; IN_PLACE];
        copy_short(&mut bytes, text.as_bytes());
        Some(StrText(Storage::InPlace { len: text.len() as u8, bytes }))
    }
}

/// Copies at most `IN_PLACE` bytes to the start of `to`, in pieces of fixed sizes that may overlap: a copy
/// of a size that only the run knows is a call out of wasm.
#[inline(always)]
fn copy_short(to: &mut [u8], from: &[u8]) {
    let len = from.len();
    let to = &mut to[..len];
    if let (Some(first), Some(last)) = (from.first_chunk::<8>(), from.last_chunk::<8>()) {
        to[..8].copy_from_slice(first);
        if let Some(second) = from.get(8..16) {
            to[8..16].copy_from_slice(second);
        }
        to[len - 8..].copy_from_slice(last);
    } else if let (Some(first), Some(last)) = (from.first_chunk::<4>(), from.last_chunk::<4>()) {
        to[..4].copy_from_slice(first);
        to[len - 4..].copy_from_slice(last);
    } else if len > 0 {
        (to[0], to[len / 2], to[len - 1]) = (from[0], from[len / 2], from[len - 1]);
    }
}

impl PartialEq for StrText {
    #[inline(always)]
    fn eq(&self, other: &StrText) -> bool {
        match (&self.0, &other.0) {
            // What is behind a text in place is zero, so that whole words can be compared.
            (Storage::InPlace { len: a, bytes: x }, Storage::InPlace { len: b, bytes: y }) => a == b && x == y,
            _ => self.as_str() == other.as_str(),
        }
    }
}

impl From<&str> for StrText {
    #[inline]
    fn from(text: &str) -> StrText {
        StrText::in_place(text).unwrap_or_else(|| StrText(Storage::Boxed(text.into())))
    }
}

impl From<String> for StrText {
    #[inline]
    fn from(text: String) -> StrText {
        StrText::in_place(&text).unwrap_or_else(|| StrText(Storage::Boxed(text.into())))
    }
}

impl From<Box<str>> for StrText {
    fn from(text: Box<str>) -> StrText {
        StrText::in_place(&text).unwrap_or(StrText(Storage::Boxed(text)))
    }
}

impl StrText {
    /// How much more room than for the text itself `append_to` may take.
    pub const MARGIN: usize = IN_PLACE;

    /// Appends the text to `out`.
    #[inline]
    pub fn append_to(&self, out: &mut String) {
        match &self.0 {
            Storage::InPlace { len, bytes } => {
                // SAFETY: all bytes are appended, as that is a copy of a fixed size, and those beyond the text
                // are taken back, so that what stays is text again.
                unsafe {
                    let out = out.as_mut_vec();
                    let end = out.len() + usize::from(*len);
                    out.extend_from_slice(bytes);
                    out.truncate(end);
                }
            }
            _ => out.push_str(self.as_str()),
        }
    }
}

impl Heap {
    /// The string `a + b`.
    pub fn concat(&mut self, a: Ref<Str>, b: Ref<Str>) -> Ref<Str> {
        let chars = self[a].chars() + self[b].chars();
        let (start, end) = (self[a].as_str(), self[b].as_str());
        let (len, added) = (start.len() + end.len(), end.len());
        let text = if len <= IN_PLACE {
            let mut bytes = [0; IN_PLACE];
            copy_short(&mut bytes, start.as_bytes());
            copy_short(&mut bytes[start.len()..], end.as_bytes());
            StrText(Storage::InPlace { len: len as u8, bytes })
        } else if len < SHORTEST_GROWN {
            StrText(Storage::Boxed([start, end].concat().into()))
        } else {
            self.grow(a, b)
        };
        self.charge(added);
        self.allocate(Str::with_chars(text, chars))
    }

    /// The text `a + b`, in the buffer of `a` if that is all it holds, else in a new one.
    fn grow(&mut self, a: Ref<Str>, b: Ref<Str>) -> StrText {
        let len = self[a].as_str().len() + self[b].as_str().len();
        if let Storage::Grown { len: used, buffer } = &self[a].text().0
            && !matches!(&self[b].text().0, Storage::Grown { buffer: other, .. } if Rc::ptr_eq(buffer, other))
        {
            // SAFETY: nothing refers into the buffer: `b` is elsewhere, and see `StrText::as_str`.
            let whole = unsafe { &mut *buffer.get() };
            if whole.len() == *used {
                whole.push_str(self[b].as_str());
                return StrText(Storage::Grown { len, buffer: buffer.clone() });
            }
        }
        let mut whole = String::with_capacity(len + len / 8);
        whole.push_str(self[a].as_str());
        whole.push_str(self[b].as_str());
        StrText(Storage::Grown { len, buffer: Rc::new(UnsafeCell::new(whole)) })
    }
}
