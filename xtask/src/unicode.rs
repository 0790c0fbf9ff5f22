//! The table of Unicode names that the site fetches when a program names a character.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{capture, cargo};

/// The crate whose data is packed; its version says which Unicode it is (16.0, as in Python 3.14).
const CRATE: &str = "unicode_names2-2.0.0";

/// Writes the names and formal aliases of all characters, without those that a rule makes from the code point.
pub fn write_names(to: &Path) -> Result<(), String> {
    let data = data_folder()?;
    let mut table = String::new();
    for line in read(&data.join("UnicodeData.txt"))?.lines() {
        let mut fields = line.split(';');
        let (code, name) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        // A control character has no name, and `<CJK Ideograph, First>` stands for a rule.
        if !name.is_empty() && !name.starts_with('<') {
            table.push_str(&row(code, name));
        }
    }
    for line in read(&data.join("NameAliases.txt"))?.lines().filter(|line| !line.starts_with('#')) {
        if let Some((code, rest)) = line.split_once(';') {
            table.push_str(&row(code, rest.split(';').next().unwrap_or_default()));
        }
    }
    fs::write(to, table).map_err(|error| format!("{}: {error}", to.display()))
}

fn row(code: &str, name: &str) -> String {
    format!("{} {name}\n", code.trim_start_matches('0'))
}

/// Where cargo keeps the crate's data files.
fn data_folder() -> Result<PathBuf, String> {
    let packages = capture(cargo().args(["metadata", "--format-version", "1"])).unwrap_or_default();
    let manifest = format!("/{CRATE}/Cargo.toml\"");
    let end = packages.find(&manifest).ok_or_else(|| format!("cargo metadata does not list the crate {CRATE}"))?;
    let start = packages[..end].rfind('"').map_or(0, |quote| quote + 1);
    Ok(Path::new(&packages[start..end]).join(CRATE).join("data"))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
