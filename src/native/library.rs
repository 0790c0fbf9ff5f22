//! The library as files: our own modules in the repository, CPython's where cargo keeps the crate that carries them.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use crate::{
    prelude::{
        compiled,
        library::{Entry, Origin, START, entries, entry},
        pack::{ModuleText, pack_code, pack_sources},
    },
    wire::LibraryPart,
};

/// What was compiled once is there for every process of the run.
static COMPILED: Mutex<BTreeMap<String, Arc<[u8]>>> = Mutex::new(BTreeMap::new());

/// A pack with that one module.
pub fn module(name: &str, part: LibraryPart) -> Result<Vec<u8>, String> {
    match part {
        LibraryPart::Sources => Ok(pack_sources(&[read(name)?])),
        LibraryPart::Code => compiled(name).map(|pack| pack.to_vec()),
    }
}

/// A pack with the code of all modules of an asset, and of the prelude where every process has the asset.
pub fn asset_code(asset: &str) -> Result<Vec<u8>, String> {
    let prelude = if asset == START { compiled::units().to_vec() } else { Vec::new() };
    pack_code(prelude, &texts(asset)?)
}

/// A pack with the sources of all modules of an asset.
pub fn asset_sources(asset: &str) -> Result<Vec<u8>, String> {
    Ok(pack_sources(&texts(asset)?))
}

fn texts(asset: &str) -> Result<Vec<ModuleText>, String> {
    let inside = |entry: &Entry| matches!(entry, Entry::Module { asset: other, .. } if *other == asset);
    entries().iter().filter(|(_, entry)| inside(entry)).map(|(name, _)| read(name)).collect()
}

fn compiled(name: &str) -> Result<Arc<[u8]>, String> {
    let known = || COMPILED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(pack) = known().get(name) {
        return Ok(pack.clone());
    }
    let pack: Arc<[u8]> = pack_code(Vec::new(), &[read(name)?])?.into();
    known().insert(name.to_owned(), pack.clone());
    Ok(pack)
}

fn read(name: &str) -> Result<ModuleText, String> {
    let Some(Entry::Module { origin, .. }) = entry(name) else {
        return Err(format!("the library has no module '{name}'"));
    };
    let Some(folder) = folder(origin) else {
        return Ok(super::zones::module(name));
    };
    let stem = name.replace('.', "/");
    let paths = [format!("{stem}.py"), format!("{stem}/__init__.py")];
    let found = paths.into_iter().find(|path| folder.join(path).is_file());
    let path = found.ok_or_else(|| format!("there is no file for '{name}' in {}", folder.display()))?;
    let text = fs::read_to_string(folder.join(&path)).map_err(|error| format!("{path}: {error}"))?;
    let text = if origin == Origin::Lib { super::amendments::amended(name, text)? } else { text };
    Ok(ModuleText { name: name.to_owned(), path, text })
}


/// Where the modules lie; `None` for those that are made.
fn folder(origin: Origin) -> Option<PathBuf> {
    match origin {
        Origin::Own => Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/prelude/lib")),
        Origin::Lib => Some(PathBuf::from(rustpython_pylib::LIB_PATH)),
        Origin::Made => None,
    }
}
