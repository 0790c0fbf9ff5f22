//! Where cargo keeps the sources of a crate, for the data files in them.

use std::path::{Path, PathBuf};

use crate::command::{capture, cargo};

/// CPython's `Lib/`.
pub const PYTHON_LIBRARY: &str = "rustpython-pylib-0.6.0";
/// The Unicode data; its version says which Unicode it is (16.0, as in Python 3.14).
pub const UNICODE_DATA: &str = "unicode_names2-2.0.0";

/// The folder of a crate, named with its version, that the workspace depends on.
pub fn folder(name: &str) -> Result<PathBuf, String> {
    let packages = capture(cargo().args(["metadata", "--format-version", "1"])).unwrap_or_default();
    let manifest = format!("/{name}/Cargo.toml\"");
    let end = packages.find(&manifest).ok_or_else(|| format!("cargo metadata does not list the crate {name}"))?;
    let start = packages[..end].rfind('"').map_or(0, |quote| quote + 1);
    Ok(Path::new(&packages[start..end]).join(name))
}
