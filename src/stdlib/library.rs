//! Modules of the library as the prelude imports them: found in a pack, which is asked for where it is not here yet.

use super::multiprocessing::calls::{park, reply};
use crate::sorted::{SortedMap, SortedSet};
use crate::bytecode::CodeUnit;
use crate::object::*;
use crate::prelude::library::{Entry, START, entry, stands_in};
use crate::prelude::pack::{PackedModule, read_code, read_sources};
use crate::vm::native::*;
use crate::vm::wait::Woken;
use crate::vm::{Exc, Vm};
use crate::wire::{LibraryPart, Reply, ToKernel, WireError, decode};

/// Natives that the prelude's import code uses.
pub const NATIVES: &[NativeDef] = &[
    function("_library_module", "(name, /)", library_module),
    function("_absent_module", "(name, /)", absent_module),
    function("_imports_running", "(count, /)", imports_running),
    function("_missing_sources", "(exceptions, /)", missing_sources),
    function("_missing_source", "(file, /)", missing_source),
    function("_fetch_sources", "(name, /)", fetch_sources),
    function("_known_source", "(file, /)", known_source),
];

/// What of the library is here.
#[derive(Default)]
pub struct Library {
    modules: SortedMap<String, PackedModule>,
    /// The assets that were asked for ahead.
    ahead: SortedSet<&'static str>,
    /// How many imports are under way: a module in `sys.modules` may be unfinished.
    pub imports_running: i64,
}

impl Vm {
    /// Adds the modules of a pack to those that can be imported without asking.
    pub fn add_pack(&mut self, pack: &[u8]) -> Result<(), WireError> {
        self.add_modules(read_code(pack)?.modules);
        Ok(())
    }

    /// Adds modules to those that can be imported without asking.
    pub fn add_modules(&mut self, modules: Vec<PackedModule>) {
        self.stdlib.library.modules.extend(modules.into_iter().map(|module| (module.name.clone(), module)));
    }

    /// The name of the library module that was compiled from `file`, if its source is not here.
    pub fn module_without_source(&self, file: &str) -> Option<&str> {
        let module = if self.sources.contains_key(file) { None } else { self.module_in(file) };
        module.map(|module| &*module.name)
    }

    /// The library module that was compiled from `file`.
    fn module_in(&self, file: &str) -> Option<&PackedModule> {
        self.stdlib.library.modules.values().find(|module| module.file == file)
    }
}

/// The code of a library module, its file and whether it is a package; None if there is no such module.
fn library_module(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let name = name_of(vm, arguments[0]);
    if let Some(module) = vm.stdlib.library.modules.get(&name) {
        let module = module.clone();
        return linked(vm, &module);
    }
    let Some(Entry::Module { asset, .. }) = entry(&name) else { return Ok(Value::None) };
    Err(ask(vm, asset, name, LibraryPart::Code, arguments, code_arrived))
}

fn linked(vm: &mut Vm, module: &PackedModule) -> NativeResult {
    let unit: CodeUnit = match decode(&module.code) {
        Ok(unit) => unit,
        Err(error) => return Err(import_error(vm, &module.name, &error.to_string())),
    };
    let code = vm.link_verified(unit, stands_in(&module.name))?;
    let file = vm.str(module.file.as_str());
    Ok(vm.tuple([code.into(), file, Value::Bool(module.package)]))
}

fn code_arrived(vm: &mut Vm, state: &[Value], woken: Woken) -> NativeResult {
    let name = name_of(vm, state[1]);
    let problem = match reply(woken) {
        Some(Reply::Asset { pack }) => match vm.add_pack(&pack) {
            Ok(()) if vm.stdlib.library.modules.contains_key(&name) => return library_module(vm, &state[1..]),
            Ok(()) => "it is not where it should be".to_owned(),
            Err(error) => error.to_string(),
        },
        Some(Reply::Failed { text, .. }) => text,
        _ => "there is no answer".to_owned(),
    };
    Err(import_error(vm, &name, &problem))
}

fn import_error(vm: &mut Vm, name: &str, problem: &str) -> Escape {
    let escape = vm.raise(Exc::ImportError, format!("cannot load module '{name}': {problem}"));
    let name = vm.str(name);
    vm.annotate(&escape, "name", name);
    escape
}

/// Why the catalogue says that there can be no such module, or None.
fn absent_module(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match entry(&name_of(vm, arguments[0])) {
        Some(Entry::Absent(why)) => Ok(vm.str(why)),
        _ => Ok(Value::None),
    }
}

fn imports_running(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    vm.stdlib.library.imports_running = vm.as_int(arguments[0]).unwrap_or_default();
    Ok(Value::None)
}

/// The names of the library modules that the exceptions' tracebacks lead through and whose sources are not here.
fn missing_sources(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::List(exceptions) = arguments[0] else { return Err(vm.type_error("_missing_sources() takes a list")) };
    let exceptions = vm.heap[exceptions].0.clone();
    let mut files = SortedSet::new();
    for exception in exceptions {
        let Some(data) = vm.exception_data(exception) else { continue };
        let mut link = vm.heap[data].traceback;
        while let Value::Traceback(traceback) = link {
            let Traceback { next, code, .. } = vm.heap[traceback];
            files.insert(vm.heap[code].unit.file.clone());
            link = next;
        }
    }
    let names: Vec<String> = files.iter().filter_map(|file| vm.module_without_source(file).map(str::to_owned)).collect();
    let names = names.into_iter().map(|name| vm.str(name)).collect();
    Ok(vm.list(names))
}

/// The name of the library module that was compiled from a file and whose source is not here, or None.
fn missing_source(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let file = name_of(vm, arguments[0]);
    let name = vm.module_without_source(&file).map(str::to_owned);
    Ok(name.map_or(Value::None, |name| vm.str(name)))
}

/// The text of a file that was compiled, or None.
fn known_source(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let source = vm.sources.get(&name_of(vm, arguments[0])).cloned();
    Ok(source.map_or(Value::None, |source| vm.str(&*source)))
}

/// Makes the source of a library module known.
fn fetch_sources(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let name = name_of(vm, arguments[0]);
    let Some(Entry::Module { asset, .. }) = entry(&name) else { return Ok(Value::None) };
    Err(ask(vm, asset, name, LibraryPart::Sources, arguments, sources_arrived))
}

/// What cannot be had is not asked for again: a traceback then has no line of the file, as in CPython.
fn sources_arrived(vm: &mut Vm, state: &[Value], woken: Woken) -> NativeResult {
    if let Some(Reply::Asset { pack }) = reply(woken) {
        for (file, text) in read_sources(&pack).unwrap_or_default() {
            vm.sources.insert(file, text.into());
        }
    }
    let name = name_of(vm, state[1]);
    if let Some(module) = vm.stdlib.library.modules.get(&name) {
        vm.sources.entry(module.file.clone()).or_insert_with(|| "".into());
    }
    Ok(Value::None)
}

fn ask(
    vm: &mut Vm,
    asset: &str,
    module: String,
    part: LibraryPart,
    state: &[Value],
    resume: fn(&mut Vm, &[Value], Woken) -> NativeResult,
) -> Escape {
    let call = vm.stdlib.next_call();
    vm.host.send(ToKernel::ReadLibrary { call, asset: asset.to_owned(), module, part });
    if part == LibraryPart::Code {
        read_ahead(vm, asset);
    }
    park(call, "import", None, state, resume)
}

/// Has the assets fetched that the imports to come will ask for, each once, so that it need not wait for one after the
/// other; `asset` was asked for just now.
fn read_ahead(vm: &mut Vm, asset: &str) {
    let library = &vm.stdlib.library;
    let absent = vm.imports_ahead().filter(|name| !library.modules.contains_key(*name));
    let assets = absent.filter_map(|name| match entry(name) {
        Some(Entry::Module { asset, .. }) if !library.ahead.contains(asset) => Some(asset),
        _ => None,
    });
    let assets: SortedSet<&str> = assets.filter(|ahead| ![asset, START].contains(ahead)).collect();
    for asset in assets {
        vm.stdlib.library.ahead.insert(asset);
        vm.host.send(ToKernel::ReadAhead { asset: asset.to_owned() });
    }
}

fn name_of(vm: &Vm, name: Value) -> String {
    vm.as_str(name).unwrap_or_default().to_owned()
}
