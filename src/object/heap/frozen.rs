//! Frozen objects: those that every process begins with, which collections neither free nor, as long as nobody has
//! changed them, look at.
//!
//! A frozen object that is unchanged refers to frozen objects only. Whoever changes an object gets at it by
//! `IndexMut`, which notes that; types that do without are always looked at. Fields that are filled in through a
//! shared reference must therefore hold nothing that no other field holds; builds with debug assertions check that at
//! each collection.

use std::ptr::NonNull;

use super::{Header, Heap, Mark, Object, Ref, Visitor};
use crate::object::Str;
use crate::object::kinds::{Kind, for_each_kind};

/// A frozen object counts as reached by every collection.
const FROZEN: Mark = 3;
/// The same, as long as it need not be looked at.
const UNCHANGED: Mark = 7;

/// What has been frozen.
#[derive(Default)]
pub(super) struct Frozen {
    /// The objects that may refer to others that are not frozen.
    changed: Vec<NonNull<Header>>,
    bytes: usize,
}

impl Frozen {
    /// What the objects took when they were frozen, in their slots and outside.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Visits what changed objects refer to.
    pub(super) fn show_changed(&self, visitor: &mut Visitor) {
        for object in &self.changed {
            visitor.visit_again(*object);
        }
    }
}

impl Header {
    pub(super) fn is_frozen(&self) -> bool {
        self.mark & FROZEN == FROZEN
    }

    /// Whether a change would have to be noted.
    #[inline(always)]
    pub(super) fn is_unchanged(&self) -> bool {
        self.mark == UNCHANGED
    }

    pub(super) fn freeze(&mut self) {
        self.mark = if notes_changes(self.kind) || !holds_others(self.kind) { UNCHANGED } else { FROZEN };
    }
}

impl Heap {
    /// Keeps all that is alive for good, right after a collection: further ones need not look at it again.
    pub fn freeze(&mut self) {
        self.pages.freeze();
        // SAFETY: every slot begins with a valid header.
        let changed = self.pages.objects().filter(|object| unsafe { !object.as_ref().is_unchanged() }).collect();
        self.frozen = Frozen { changed, bytes: self.used() };
        (self.live, self.allocated, self.threshold) = (self.frozen.bytes, 0, super::LEAST_THRESHOLD);
    }

    /// Moves a text to the heap that is frozen at once: it stays for good.
    pub fn allocate_lasting(&mut self, text: Str) -> Ref<Str> {
        let text = self.allocate(text);
        self.frozen.bytes += size_of::<Str>() + self[text].external_bytes();
        let mut header = text.header();
        // SAFETY: the object was just made, and nobody else looks at headers.
        unsafe { header.as_mut() }.freeze();
        text
    }

    /// Takes note that an unchanged object may change.
    #[cold]
    #[inline(never)]
    pub(super) fn note_change(&mut self, mut object: NonNull<Header>) {
        // SAFETY: frozen objects are never freed, and nobody else looks at headers.
        unsafe { object.as_mut() }.mark = FROZEN;
        self.frozen.changed.push(object);
    }

    /// Whether a change of the object would have to be noted.
    pub fn is_frozen<T>(&self, object: super::Ref<T>) -> bool {
        // SAFETY: references are to objects that live.
        unsafe { object.header.as_ref() }.is_unchanged()
    }

    /// Checks that no unchanged object has to be visited: what it refers to counts as reached.
    #[cfg(debug_assertions)]
    pub(super) fn check_unchanged(&self, visitor: &mut Visitor) {
        // SAFETY: every slot begins with a valid header.
        for object in self.pages.objects().filter(|object| unsafe { object.as_ref() }.is_unchanged()) {
            assert!(visitor.unreached_children(object).is_empty(), "a frozen object has changed without a note");
        }
    }
}

/// Whether it is noted when an object of `kind` may change: see [`Object::NOTES_CHANGES`].
fn notes_changes(kind: Kind) -> bool {
    macro_rules! of_kind {
        ($($kind:ident),*) => {
            match kind {
                Kind::Free => false,
                $( Kind::$kind => <crate::object::$kind as Object>::NOTES_CHANGES, )*
            }
        };
    }
    for_each_kind!(of_kind)
}

fn holds_others(kind: Kind) -> bool {
    !matches!(kind, Kind::Str | Kind::Bytes | Kind::ByteArray | Kind::BigInt | Kind::Complex | Kind::Range)
}
