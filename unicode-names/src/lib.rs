//! The characters that Unicode names stand for, as `\N{BULLET}` needs them.
//!
//! The parser asks a crate of this name for them. That one carries its table inside, half a megabyte
//! that hardly any program needs; on the web this one is handed the table by [`install`] when a
//! program turns out to need it. Elsewhere size does not matter, and the complete crate answers.

mod derived;
mod table;

use std::sync::OnceLock;

static TABLE: OnceLock<String> = OnceLock::new();

/// Hands over the table: a line for each name, `<code point in hexadecimal> <name in capitals>`.
/// Only the first table counts.
pub fn install(table: String) {
    TABLE.get_or_init(|| table);
}

/// Whether names can be looked up.
pub fn is_ready() -> bool {
    cfg!(not(target_arch = "wasm32")) || TABLE.get().is_some()
}

/// The character of a name or formal alias, in any case; `None` where there is no such name, or no table yet.
pub fn character(name: &str) -> Option<char> {
    let name = name.to_ascii_uppercase();
    derived::character(&name).or_else(|| listed(&name))
}

/// The name of a character; `None` where it has none, or there is no table yet.
pub fn name(character: char) -> Option<String> {
    if character.is_control() {
        return None;
    }
    derived::name(character).or_else(|| listed_name(character))
}

#[cfg(not(target_arch = "wasm32"))]
fn listed_name(character: char) -> Option<String> {
    match TABLE.get() {
        Some(table) => table::name(table, character),
        None => complete::name(character).map(|name| name.to_string()),
    }
}

#[cfg(target_arch = "wasm32")]
fn listed_name(character: char) -> Option<String> {
    table::name(TABLE.get()?, character)
}

#[cfg(not(target_arch = "wasm32"))]
fn listed(name: &str) -> Option<char> {
    match TABLE.get() {
        Some(table) => table::find(table, name),
        None => complete::character(name),
    }
}

#[cfg(target_arch = "wasm32")]
fn listed(name: &str) -> Option<char> {
    table::find(TABLE.get()?, name)
}
