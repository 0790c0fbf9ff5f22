//! The table of Unicode names that the site fetches when a program names a character.

use std::fs;
use std::path::Path;

use crate::crates::{self, UNICODE_DATA};

/// Writes the names and formal aliases of all characters, without those that a rule makes from the code point.
pub fn write_names(to: &Path) -> Result<(), String> {
    let data = crates::folder(UNICODE_DATA)?.join("data");
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

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
