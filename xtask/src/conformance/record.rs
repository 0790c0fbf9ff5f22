//! The record: how many tests each unit passed, and what stood in the way of the others.

use std::collections::BTreeMap;
use std::fs;

use super::{Collection, Unit, read};
use crate::command::root;

pub const HEAD: &str = "file\ttests\tpassed\tskipped\tfailed\tnot reached";
const MISSING_HEAD: &str = "class\ttest\tshown when it was recorded";

/// How many tests each unit has to pass.
pub struct Least(BTreeMap<String, usize>);

impl Least {
    pub fn of(&self, name: &str) -> usize {
        self.0.get(name).copied().unwrap_or_default()
    }

    pub fn is_above(&self, unit: &Unit) -> bool {
        unit.tally.passed < self.of(&unit.name)
    }
}

/// What the record says. How far one comes whose time runs out depends on the machine: half is due.
pub fn least(collection: &Collection) -> Result<Least, String> {
    let rows = rows(collection.record)?;
    let due = rows.iter().filter_map(|(name, line)| {
        let mut columns = line.split('\t').skip(2).map(str::parse::<usize>);
        let (passed, not_reached) = (columns.next()?.ok()?, columns.nth(2)?.ok()?);
        Some((name.clone(), if not_reached == 0 { passed } else { passed / 2 }))
    });
    Ok(Least(due.collect()))
}

/// Writes what was passed; units that were not run keep their lines.
pub fn write(collection: &Collection, units: &[Unit]) -> Result<(), String> {
    let mut record = rows(collection.record)?;
    record.extend(units.iter().map(|unit| (unit.name.clone(), unit.tally.line(&unit.name))));
    save(collection.record, HEAD, record.into_values())?;
    let by_class = || units.iter().filter(|unit| unit.name.contains('.'));
    if by_class().next().is_none() {
        return Ok(());
    }
    let old = read(collection.missing).unwrap_or_default();
    let kept = |line: &&str| by_class().all(|unit| line.split('\t').next() != Some(&unit.name));
    let mut missing: Vec<String> = old.lines().skip(1).filter(kept).map(str::to_owned).collect();
    for unit in by_class() {
        let test = |name: &str| name.rsplit('.').next().unwrap_or(name).to_owned();
        missing.extend(unit.missing.iter().map(|(name, why)| format!("{}\t{}\t{why}", unit.name, test(name))));
        if unit.tally.not_reached() > 0 {
            missing.push(format!("{}\t({} more)\tthe time was up before they were reached", unit.name, unit.tally.not_reached()));
        }
    }
    missing.sort();
    save(collection.missing, MISSING_HEAD, missing.into_iter())
}

/// The lines of a table by their first column, without its head.
fn rows(path: &str) -> Result<BTreeMap<String, String>, String> {
    if !root().join(path).exists() {
        return Ok(BTreeMap::new());
    }
    let text = read(path)?;
    Ok(text.lines().skip(1).filter_map(|line| Some((line.split_once('\t')?.0.to_owned(), line.to_owned()))).collect())
}

fn save(path: &str, head: &str, lines: impl Iterator<Item = String>) -> Result<(), String> {
    let lines: Vec<String> = std::iter::once(head.to_owned()).chain(lines).collect();
    fs::write(root().join(path), lines.join("\n") + "\n").map_err(|error| format!("{path}: {error}"))
}
