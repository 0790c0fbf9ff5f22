//! Trying a pattern at one position or at all of them.

use smallvec::SmallVec;

use super::charset;
use super::codes::{info, op};
use super::matcher::{Ending, Matcher};
use super::subject::Subject;

/// Where a match may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// At the first position.
    Match,
    /// At the first position, and to the end.
    FullMatch,
    /// Anywhere.
    Search,
}

/// The spans of groups, those of a few groups without an allocation.
pub type Groups = SmallVec<[Option<(usize, usize)>; 6]>;

/// A match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub start: usize,
    pub end: usize,
    /// The spans of the groups.
    pub groups: Groups,
    /// The number of the group that was closed last; 0 for none.
    pub last: usize,
}

/// Finds a match in `start..end` of `text`. With `advance` it must not be an empty one at `start`.
pub fn find<S: Subject>(codes: &[u32], groups: usize, text: S, start: usize, end: usize, mode: Mode, advance: bool) -> Option<Found> {
    let end = end.min(text.len());
    if start > end {
        return None;
    }
    let mut matcher = Matcher::new(codes, text, end, groups);
    let at_end = mode == Mode::FullMatch;
    let mut attempt = |position: usize| {
        let ending = Ending { at_end, advanced: advance && position == start };
        let stop = matcher.match_at(0, position, ending)?;
        let groups = matcher.marks.chunks(2).map(|marks| (marks[1] != usize::MAX).then_some((marks[0], marks[1])));
        Some(Found { start: position, end: stop, groups: groups.collect(), last: matcher.last })
    };
    match mode {
        Mode::Match | Mode::FullMatch => attempt(start),
        Mode::Search => candidates(codes, text, start, end).find_map(&mut attempt),
    }
}

/// The positions at which a match can begin.
fn candidates<'a, S: Subject + 'a>(codes: &'a [u32], text: S, start: usize, end: usize) -> impl Iterator<Item = usize> + 'a {
    let hint = Hint::of(codes);
    let last = (end + 1).saturating_sub(hint.least);
    (start..last).filter(move |position| hint.allows(text, *position, end))
}

/// What the pattern's INFO block says of the beginning of a match.
struct Hint<'a> {
    /// How many characters a match has at least.
    least: usize,
    /// What it begins with.
    prefix: &'a [u32],
    /// The set that holds its first character.
    set: Option<&'a [u32]>,
}

impl<'a> Hint<'a> {
    fn of(codes: &'a [u32]) -> Hint<'a> {
        let mut hint = Hint { least: 0, prefix: &[], set: None };
        if codes[0] != op::INFO {
            return hint;
        }
        hint.least = codes[3] as usize;
        if codes[2] & info::PREFIX != 0 {
            hint.prefix = &codes[7..7 + codes[5] as usize];
        } else if codes[2] & info::CHARSET != 0 {
            hint.set = Some(&codes[5..]);
        }
        hint
    }

    fn allows<S: Subject>(&self, text: S, position: usize, end: usize) -> bool {
        let begins = |(offset, code): (usize, &u32)| position + offset < end && text.at(position + offset) == *code;
        match self.set {
            Some(set) => position < end && charset::contains(set, text.at(position)),
            None => self.prefix.iter().enumerate().all(begins),
        }
    }
}
