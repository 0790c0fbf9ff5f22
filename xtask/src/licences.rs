//! The licences of what the site ships and others wrote, in one file with ours.

use std::fs;
use std::path::Path;

use crate::command::root;
use crate::crates::{self, PYTHON_LIBRARY, UNICODE_DATA};

/// Writes our licence, and those of CPython's library and of the Unicode data.
pub fn write(to: &Path) -> Result<(), String> {
    let ours = root().join("LICENSE");
    let python = crates::folder(PYTHON_LIBRARY)?.join("Lib/PSF-LICENSE");
    let unicode = crates::folder(UNICODE_DATA)?.join("data/LICENSE-UNICODE");
    let text = [
        read(&ours)?,
        section("The files in library/ are compiled from CPython's standard library, which has this licence:", &read(&python)?),
        section("unicode-names.txt is made from the Unicode Character Database, which has this licence:", &read(&unicode)?),
    ];
    fs::write(to, text.concat()).map_err(|error| format!("{}: {error}", to.display()))
}

fn section(title: &str, licence: &str) -> String {
    format!("\n{}\n{title}\n\n{}\n", "-".repeat(80), licence.trim_end())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
