//! The catalogue of the library: which modules there are, in which asset each lies, and which cannot be there.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Whose module it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Ours: in `src/prelude/lib`.
    Own,
    /// CPython's.
    Lib,
    /// Written by the build from data.
    Made,
}

/// What the catalogue says of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    Module { asset: &'static str, origin: Origin },
    /// It cannot be there; why. For no reason if it is CPython's own and another does its work: no file is it either.
    Absent(&'static str),
}

/// The asset that every process has from the start.
pub const START: &str = "start";

const CATALOGUE: &str = include_str!("catalogue.txt");

/// What `import name` finds.
pub fn entry(name: &str) -> Option<Entry> {
    entries().get(name).copied()
}

/// Whether it is there in place of a module that CPython has in C, whose frames tracebacks do not show.
pub fn stands_in(name: &str) -> bool {
    match entry(name) {
        Some(Entry::Module { origin: Origin::Own, .. }) => name.starts_with('_') || ["atexit", "posix", "pyexpat"].contains(&name),
        Some(Entry::Module { origin: Origin::Lib, .. }) => ["_pydatetime", "_pydecimal"].contains(&name),
        _ => false,
    }
}

/// All entries by name.
pub fn entries() -> &'static BTreeMap<&'static str, Entry> {
    static ENTRIES: OnceLock<BTreeMap<&'static str, Entry>> = OnceLock::new();
    ENTRIES.get_or_init(|| lines().flat_map(|(entry, names)| names.split(' ').map(move |name| (name, entry))).collect())
}

/// Each line's entry, and its names.
fn lines() -> impl Iterator<Item = (Entry, &'static str)> {
    let lines = CATALOGUE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| parse(line).unwrap_or_else(|| panic!("the catalogue has a line that says nothing: {line:?}")))
}

fn parse(line: &'static str) -> Option<(Entry, &'static str)> {
    let (asset, rest) = line.split_once(' ')?;
    if asset == "absent" {
        let (names, why) = rest.split_once(':')?;
        return Some((Entry::Absent(why.trim_start()), names));
    }
    let (origin, names) = rest.split_once(' ')?;
    let origin = match origin {
        "own" => Origin::Own,
        "lib" => Origin::Lib,
        "made" => Origin::Made,
        _ => return None,
    };
    Some((Entry::Module { asset, origin }, names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_in_one_line_only() {
        let names = lines().map(|(_, names)| names.split(' ').count()).sum::<usize>();
        assert_eq!(entries().len(), names);
    }

    #[test]
    fn names_are_found() {
        assert_eq!(entry("queue"), Some(Entry::Module { asset: START, origin: Origin::Lib }));
        assert!(matches!(entry("sqlite3"), Some(Entry::Absent(why)) if !why.is_empty()));
        assert_eq!(entry("_stat"), Some(Entry::Absent("")));
        assert_eq!(entry("nosuch"), None);
    }
}
