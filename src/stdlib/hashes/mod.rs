//! `_md5`, `_sha1`, `_sha2`, `_sha3` and `_blake2`: the hash functions under `hashlib`.

mod blake2;


use digest::{Digest, DynDigest, ExtendableOutput, Update, XofReader};

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;
use blake2::{Blake2, Parameters, Width};

/// The constructor of an algorithm.
macro_rules! constructor {
    ($name:literal, $state:expr) => {
        function($name, "(data=b'', *, usedforsecurity=True, string=b'')", |vm, arguments| {
            let data = arguments[0].bound().or(arguments[2].bound());
            let class = class(vm);
            start(vm, class, Hash { name: $name, state: $state }, data)
        })
    };
}

/// The same for a fixed length of digest.
macro_rules! plain {
    ($name:literal, $hasher:ty, $block:literal) => {
        constructor!($name, State::Plain { hasher: Box::new(<$hasher>::new()), block: $block })
    };
}

pub const MD5: &[NativeDef] = &[plain!("md5", md5::Md5, 64)];
pub const SHA1: &[NativeDef] = &[plain!("sha1", sha1::Sha1, 64)];
pub const SHA2: &[NativeDef] = &[
    plain!("sha224", sha2::Sha224, 64),
    plain!("sha256", sha2::Sha256, 64),
    plain!("sha384", sha2::Sha384, 128),
    plain!("sha512", sha2::Sha512, 128),
];
pub const SHA3: &[NativeDef] = &[
    plain!("sha3_224", sha3::Sha3_224, 144),
    plain!("sha3_256", sha3::Sha3_256, 136),
    plain!("sha3_384", sha3::Sha3_384, 104),
    plain!("sha3_512", sha3::Sha3_512, 72),
    constructor!("shake_128", State::Shake128(Default::default())),
    constructor!("shake_256", State::Shake256(Default::default())),
];

const METHODS: &[NativeDef] = &[
    method("update", "(self, data, /)", update),
    method("digest", "(self, length=None, /)", digest),
    method("hexdigest", "(self, length=None, /)", hexdigest),
    method("copy", "(self, /)", copy),
    getter("name", |vm, arguments| {
        let name = hash(vm, arguments[0])?.name;
        Ok(vm.str(name))
    }, None),
    getter("digest_size", |vm, arguments| {
        let size = hash(vm, arguments[0])?.state.digest_size();
        Ok(vm.index(size))
    }, None),
    getter("block_size", |vm, arguments| {
        let size = hash(vm, arguments[0])?.state.block_size();
        Ok(vm.index(size))
    }, None),
    method("__repr__", "(self, /)", |vm, arguments| {
        let (name, at) = (hash(vm, arguments[0])?.name, arguments[0].identity());
        Ok(vm.str(format!("<{name} _hashlib.HASH object @ {at:#x}>")))
    }),
];

const BLAKE2_NEW: &str = "(cls, data=b'', /, *, digest_size=None, key=b'', salt=b'', person=b'', fanout=1, depth=1, \
                          leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, \
                          usedforsecurity=True, string=b'')";
const BLAKE2B: &[NativeDef] =
    &[static_method("__new__", BLAKE2_NEW, |vm, arguments| start_blake2(vm, Width::B, arguments))];
const BLAKE2S: &[NativeDef] =
    &[static_method("__new__", BLAKE2_NEW, |vm, arguments| start_blake2(vm, Width::S, arguments))];

/// Adds the classes of BLAKE2, whose limits are their attributes.
pub fn fill_blake2(vm: &mut Vm, module: Ref<Dict>) {
    for width in [Width::B, Width::S] {
        let class = blake2_class(vm, width);
        vm.define(module, width.name(), class);
    }
}

fn blake2_class(vm: &mut Vm, width: Width) -> Ref<Class> {
    let (path, new) = match width {
        Width::B => ("_blake2.blake2b", BLAKE2B),
        Width::S => ("_blake2.blake2s", BLAKE2S),
    };
    if let Some(class) = vm.stdlib.class(path) {
        return class;
    }
    let class = vm.native_class_at(path, new);
    vm.add_methods(class, METHODS);
    let (dict, most, word) = (vm.heap[class].dict, width.most() as i64, width.parameter() as i64);
    for (name, number) in
        [("MAX_DIGEST_SIZE", most), ("MAX_KEY_SIZE", most), ("SALT_SIZE", word), ("PERSON_SIZE", word)]
    {
        vm.define(dict, name, Value::Int(number));
    }
    class
}

/// A hash in the making.
struct Hash {
    name: &'static str,
    state: State,
}

enum State {
    Plain { hasher: Box<dyn DynDigest>, block: usize },
    Shake128(sha3::Shake128),
    Shake256(sha3::Shake256),
    Blake2(Blake2),
}

impl Clone for State {
    fn clone(&self) -> State {
        match self {
            State::Plain { hasher, block } => State::Plain { hasher: hasher.box_clone(), block: *block },
            State::Shake128(hasher) => State::Shake128(hasher.clone()),
            State::Shake256(hasher) => State::Shake256(hasher.clone()),
            State::Blake2(hasher) => State::Blake2(hasher.clone()),
        }
    }
}

impl State {
    fn update(&mut self, data: &[u8]) {
        match self {
            State::Plain { hasher, .. } => hasher.update(data),
            State::Shake128(hasher) => hasher.update(data),
            State::Shake256(hasher) => hasher.update(data),
            State::Blake2(hasher) => hasher.update(data),
        }
    }

    /// The digest so far; `length` is for those of any length.
    fn digest(&self, length: usize) -> Vec<u8> {
        let mut digest = vec![0; length];
        match self.clone() {
            State::Plain { hasher, .. } => return hasher.finalize().into_vec(),
            State::Shake128(hasher) => hasher.finalize_xof().read(&mut digest),
            State::Shake256(hasher) => hasher.finalize_xof().read(&mut digest),
            State::Blake2(hasher) => return hasher.finish(),
        }
        digest
    }

    fn any_length(&self) -> bool {
        matches!(self, State::Shake128(_) | State::Shake256(_))
    }

    fn digest_size(&self) -> usize {
        match self {
            State::Plain { hasher, .. } => hasher.output_size(),
            State::Shake128(_) | State::Shake256(_) => 0,
            State::Blake2(hasher) => hasher.size(),
        }
    }

    fn block_size(&self) -> usize {
        match self {
            State::Plain { block, .. } => *block,
            State::Shake128(_) => 168,
            State::Shake256(_) => 136,
            State::Blake2(hasher) => hasher.width().block(),
        }
    }
}

fn class(vm: &mut Vm) -> Ref<Class> {
    vm.native_class_at("_hashlib.HASH", METHODS)
}

fn hash(vm: &mut Vm, value: Value) -> Result<&mut Hash, Escape> {
    match value {
        Value::Opaque(object) if vm.heap[object].get::<Hash>().is_some() => {
            Ok(vm.heap[object].get_mut().expect("checked above"))
        }
        _ => Err(vm.type_error("a hash object is required")),
    }
}

/// The bytes to hash.
fn data_argument(vm: &mut Vm, value: Value) -> Result<Vec<u8>, Escape> {
    match vm.unwrap(value) {
        Value::Str(_) => Err(vm.type_error("Strings must be encoded before hashing")),
        Value::Bytes(_) | Value::ByteArray(_) => vm.bytes_argument(value),
        _ => vm.bytes_argument(value).map_err(|_| vm.type_error("object supporting the buffer API required")),
    }
}

fn start(vm: &mut Vm, class: Ref<Class>, mut hash: Hash, data: Option<Value>) -> NativeResult {
    if let Some(data) = data {
        hash.state.update(&data_argument(vm, data)?);
    }
    Ok(vm.opaque(class, hash))
}

fn start_blake2(vm: &mut Vm, width: Width, arguments: &[Value]) -> NativeResult {
    let [_, data, size, key, salt, person, fanout, depth, leaf_size, node_offset, node_depth, inner_size, last_node, _, string] =
        *arguments
    else {
        unreachable!("the signature has fifteen parameters")
    };
    let bytes = |vm: &mut Vm, value: Value| value.bound().map_or(Ok(Vec::new()), |value| vm.bytes_argument(value));
    let number = |vm: &mut Vm, value: Value, default: u64| {
        value.bound().filter(|value| !value.is_none()).map_or(Ok(default), |value| Ok(vm.int_argument(value)? as u64))
    };
    let parameters = Parameters {
        size: number(vm, size, width.most() as u64)? as usize,
        key: bytes(vm, key)?,
        salt: bytes(vm, salt)?,
        person: bytes(vm, person)?,
        fanout: number(vm, fanout, 1)? as u8,
        depth: number(vm, depth, 1)? as u8,
        leaf_size: number(vm, leaf_size, 0)? as u32,
        node_offset: number(vm, node_offset, 0)?,
        node_depth: number(vm, node_depth, 0)? as u8,
        inner_size: number(vm, inner_size, 0)? as u8,
        last_node: vm.flag_argument(last_node, false)?,
    };
    match Blake2::new(width, &parameters) {
        Ok(hasher) => {
            let class = blake2_class(vm, width);
            start(vm, class, Hash { name: width.name(), state: State::Blake2(hasher) }, data.bound().or(string.bound()))
        }
        Err(message) => Err(vm.value_error(message)),
    }
}

fn update(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = data_argument(vm, arguments[1])?;
    hash(vm, arguments[0])?.state.update(&data);
    Ok(Value::None)
}

fn digest_bytes(vm: &mut Vm, arguments: &[Value], function: &str) -> Result<Vec<u8>, Escape> {
    let any_length = hash(vm, arguments[0])?.state.any_length();
    let length = match (any_length, arguments[1].bound()) {
        (true, Some(length)) => usize::try_from(vm.int_argument(length)?).unwrap_or(usize::MAX),
        (true, None) => return Err(vm.type_error(format!("{function}() missing required argument 'length' (pos 1)"))),
        (false, Some(_)) => return Err(vm.type_error(format!("HASH.{function}() takes no arguments (1 given)"))),
        (false, None) => 0,
    };
    if length >= 1 << 29 {
        return Err(vm.value_error("length is too large"));
    }
    Ok(hash(vm, arguments[0])?.state.digest(length))
}

fn digest(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let bytes = digest_bytes(vm, arguments, "digest")?;
    Ok(vm.bytes(bytes))
}

fn hexdigest(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let bytes = digest_bytes(vm, arguments, "hexdigest")?;
    let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(vm.str(text))
}

fn copy(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (class, hash) = {
        let class = vm.class_of(arguments[0]);
        let hash = hash(vm, arguments[0])?;
        (class, Hash { name: hash.name, state: hash.state.clone() })
    };
    Ok(vm.opaque(class, hash))
}
