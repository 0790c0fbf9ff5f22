//! `pack OUT_DIR`: writes the assets of the library, compiled and compressed.
//!
//! A package of its own so that the other commands of xtask don't wait for the engine to compile.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use flate2::{Compression, write::GzEncoder};
use spawnpoint::native::{asset_code, asset_sources};
use spawnpoint::prelude::library::{Entry, START, entries};

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(folder), None) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: pack OUT_DIR");
        return ExitCode::from(2);
    };
    match write_all(&folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("pack: {message}");
            ExitCode::FAILURE
        }
    }
}

fn write_all(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let assets: BTreeSet<&str> = entries().values().filter_map(asset_of).collect();
    for asset in assets {
        let (code, sources) = (asset_code(asset)?, asset_sources(asset)?);
        let code = if asset == START { compress_well(&code) } else { compress(&code) };
        write(&folder.join(format!("{asset}.code")), code)?;
        write(&folder.join(format!("{asset}.sources")), compress(&sources))?;
    }
    Ok(())
}

fn asset_of(entry: &Entry) -> Option<&'static str> {
    match entry {
        Entry::Module { asset, .. } => Some(asset),
        Entry::Absent(_) => None,
    }
}

fn write(path: &Path, compressed: std::io::Result<Vec<u8>>) -> Result<(), String> {
    let written = compressed.and_then(|bytes| fs::write(path, bytes));
    written.map_err(|error| format!("{}: {error}", path.display()))
}

/// The compression is ours, as many hosts compress only files of types that they know.
fn compress(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// What every visitor loads is worth some seconds of the build.
fn compress_well(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut compressed = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Gzip, bytes, &mut compressed)?;
    Ok(compressed)
}
