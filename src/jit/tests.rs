//! Every code gives a module that a browser accepts, whatever its registers are expected to hold.

use super::*;
use crate::bytecode::{CodeUnit, Constant};
use crate::object::{Cache, Heap, ShapeId};

/// A program with every instruction that is compiled.
const PROGRAM: &str = include_str!("tests/everything.py");

const HELPERS: Helpers = Helpers {
    binary: 1,
    load_item: 2,
    store_item: 3,
    load_attribute: 4,
    store_attribute: 5,
    load_method: 6,
    load_global: 7,
    other: 8,
    compare: 9,
    truth: 10,
    contains: 11,
    identical: 12,
    next: 13,
    call: 14,
    give_back: 15,
};

const VM: VmOffsets = {
    let vec = VecOffsets { items: 32, len: 36, capacity: 40 };
    let frame =
        FrameOffsets { size: 64, code: 0, function: 4, base: 8, pc: 12, then: 16, then_register: 20, generator: 32, namespace: 40 };
    VmOffsets { fuel: 8, allocated: 16, threshold: 20, recursion_limit: 24, stack: vec, frames: vec, frame }
};

/// The unit and the units of the functions and classes in it.
fn units(unit: &CodeUnit) -> Vec<&CodeUnit> {
    let inner = unit.constants.iter().filter_map(|constant| match constant {
        Constant::Code(inner) => Some(units(inner)),
        _ => None,
    });
    std::iter::once(unit).chain(inner.flatten().collect::<Vec<_>>()).collect()
}

fn caches(heap: &mut Heap) -> Vec<Cache> {
    let value = Value::Dict(heap.allocate(Dict::new()));
    let (shape, version) = (ShapeId(3), 4);
    vec![
        Cache::Empty,
        Cache::Slot { shape, version, slot: 5 },
        Cache::Class { shape, version, value },
        Cache::Type { version, value },
        Cache::Global { index: 6 },
        Cache::Builtin { version, index: 7 },
    ]
}

#[test]
fn every_code_gives_a_valid_module() {
    let mut heap = Heap::new(usize::MAX);
    let offsets = Offsets::of_this_build();
    let (globals, builtins) = (heap.allocate(Dict::new()), heap.allocate(Dict::new()));
    let name = heap.allocate(Str::new("name"));
    let program = crate::compile::compile_module(PROGRAM, "everything.py", Default::default()).expect("it compiles");
    let expected = [Tag::Unbound, Tag::Int, Tag::Float, Tag::Bool, Tag::List, Tag::Iter, Tag::Instance, Tag::Str];
    for unit in units(&program) {
        for (tag, cache) in expected.iter().flat_map(|tag| caches(&mut heap).into_iter().map(move |cache| (*tag, cache))).collect::<Vec<_>>() {
            let constants = vec![Value::Float(0.5); unit.constants.len()];
            let registers = unit.registers.max(unit.locals.len() as u16);
            let source = Source {
                ops: &unit.ops,
                constants: &constants,
                sites: unit.sites.iter().map(|_| Site { name, cache, other: cache, gives: Tag::Function }).collect(),
                registers,
                locals: unit.locals.len() as u16,
                expected: &vec![tag; usize::from(registers)],
                globals,
                builtins,
                helpers: HELPERS,
                type_versions: [(Tag::List, 4), (Tag::Dict, 1), (Tag::Set, 1), (Tag::Str, 1), (Tag::Tuple, 1)],
                globals_frozen: false,
                branches_on: true,
                vm: VM,
                offsets: &offsets,
            };
            let (module, _) = compile(&source).expect("it is not too long");
            let valid = wasmparser::Validator::new().validate_all(&module).map(drop);
            assert!(valid.is_ok(), "{} with {tag:?}: {valid:?}", unit.name);
            assert!(module.len() < 400 * unit.ops.len() + 200, "{}: {} bytes for {} instructions", unit.name, module.len(), unit.ops.len());
        }
    }
}
