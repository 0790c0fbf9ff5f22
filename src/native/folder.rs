//! Files of the machine for the file system of a program.

use std::{fs, path::Path};

use crate::wire::Bytes;

/// The files at `paths` and in the folders there, by their absolute paths.
pub fn read_all(paths: &[String]) -> Result<Vec<(String, Bytes)>, String> {
    let mut files = Vec::new();
    for path in paths {
        let absolute = fs::canonicalize(path).map_err(|error| format!("can't add '{path}': {error}"))?;
        read(&absolute, &mut files)?;
    }
    Ok(files)
}

fn read(path: &Path, files: &mut Vec<(String, Bytes)>) -> Result<(), String> {
    let failed = |error| format!("can't add '{}': {error}", path.display());
    if path.is_file() {
        let content = fs::read(path).map_err(failed)?;
        files.push((path.to_string_lossy().into_owned(), Bytes(content)));
    } else if path.is_dir() && path.file_name().is_none_or(|name| name != "__pycache__") {
        for entry in fs::read_dir(path).map_err(failed)?.flatten() {
            read(&entry.path(), files)?;
        }
    }
    Ok(())
}
