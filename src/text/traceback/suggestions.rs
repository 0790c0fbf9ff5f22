//! "Did you mean": the closest name to one that was not found.

use super::is_stdlib_module;

/// More candidates than this are not searched.
const MAX_CANDIDATES: usize = 750;
/// Longer names, in bytes, are not compared.
const MAX_NAME: usize = 40;
const MOVE_COST: usize = 2;
const CASE_COST: usize = 1;

/// A name that was looked up in vain.
#[derive(Clone, Debug)]
pub struct Misspelling {
    /// The exception's `name` (`name_from` for an `ImportError`).
    pub name: String,
    pub lookup: Lookup,
}

/// Where a name was looked up, with the names that were there.
#[derive(Clone, Debug)]
pub enum Lookup {
    /// By a `NameError`: the locals, globals and built-ins of the innermost frame, in this order.
    /// `on_self` says that the frame's local `self` has an attribute of the name.
    Variable {
        candidates: Vec<String>,
        on_self: bool,
    },
    /// By an `AttributeError`: `dir(object)`. `through_self` says that the object is the local
    /// `self` of the innermost frame, so that private names are known there.
    Attribute {
        candidates: Vec<String>,
        through_self: bool,
    },
    /// By `from module import name`: `dir(module)`.
    Import { candidates: Vec<String> },
}

impl Misspelling {
    /// What is said after the exception's message; nothing if no name comes close.
    pub fn hint(&self) -> String {
        let suggestion = self.suggestion();
        let meant = suggestion
            .as_ref()
            .map(|name| format!(". Did you mean: '{name}'?"));
        let forgotten =
            matches!(self.lookup, Lookup::Variable { .. }) && is_stdlib_module(&self.name);
        match (meant, forgotten) {
            (Some(meant), false) => meant,
            (Some(meant), true) => format!("{meant} Or did you forget to import '{}'?", self.name),
            (None, true) => format!(". Did you forget to import '{}'?", self.name),
            (None, false) => String::new(),
        }
    }

    fn suggestion(&self) -> Option<String> {
        let name = self.name.as_str();
        match &self.lookup {
            Lookup::Variable { on_self: true, .. } => Some(format!("self.{name}")),
            Lookup::Variable { candidates, .. } => closest(name, candidates, false),
            Lookup::Attribute {
                candidates,
                through_self,
            } => closest(name, candidates, !through_self),
            Lookup::Import { candidates } => closest(name, candidates, true),
        }
    }
}

fn closest(name: &str, candidates: &[String], hide_private: bool) -> Option<String> {
    let hide_private = hide_private && !name.starts_with('_');
    let visible = |candidate: &&str| !(hide_private && candidate.starts_with('_'));
    let candidates = candidates
        .iter()
        .map(String::as_str)
        .filter(visible)
        .collect::<Vec<_>>();
    closest_name(name, &candidates).map(str::to_owned)
}

/// The candidate that takes the fewest changes to become `name`, unless those are too many.
pub fn closest_name<'a>(name: &str, candidates: &[&'a str]) -> Option<&'a str> {
    if candidates.len() > MAX_CANDIDATES || name.len() > MAX_NAME {
        return None;
    }
    let mut best: Option<(&str, usize)> = None;
    for candidate in candidates.iter().filter(|candidate| **candidate != name) {
        // At most a third of the characters involved may need a change.
        let bound = (name.len() + candidate.len() + 3) * MOVE_COST / 6;
        let beaten = best.map_or(usize::MAX, |(_, distance)| distance);
        let Some(bound) = beaten.checked_sub(1).map(|beaten| bound.min(beaten)) else {
            break;
        };
        if let Some(distance) = distance(name.as_bytes(), candidate.as_bytes(), bound) {
            best = Some((candidate, distance));
        }
    }
    best.map(|(candidate, _)| candidate)
}

/// The cost of turning `a` into `b`, if it is at most `bound`.
fn distance(a: &[u8], b: &[u8], bound: usize) -> Option<usize> {
    let (a, b) = trim_common(a, b);
    if a.is_empty() || b.is_empty() {
        return Some(MOVE_COST * (a.len() + b.len())).filter(|cost| *cost <= bound);
    }
    let (short, long) = if b.len() < a.len() { (b, a) } else { (a, b) };
    if long.len() > MAX_NAME || (long.len() - short.len()) * MOVE_COST > bound {
        return None;
    }
    let mut row = (1..=short.len())
        .map(|length| length * MOVE_COST)
        .collect::<Vec<_>>();
    for (done, byte) in long.iter().enumerate() {
        let mut diagonal = done * MOVE_COST;
        let mut result = diagonal;
        for (index, other) in short.iter().enumerate() {
            let substitute = diagonal + substitution_cost(*byte, *other);
            diagonal = row[index];
            result = substitute.min(result.min(diagonal) + MOVE_COST);
            row[index] = result;
        }
        if row.iter().all(|cost| *cost > bound) {
            return None;
        }
    }
    row.last().copied().filter(|cost| *cost <= bound)
}

fn trim_common<'a>(a: &'a [u8], b: &'a [u8]) -> (&'a [u8], &'a [u8]) {
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[prefix..], &b[prefix..]);
    let suffix = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    (&a[..a.len() - suffix], &b[..b.len() - suffix])
}

fn substitution_cost(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE_COST
    } else {
        MOVE_COST
    }
}
