//! `zlib`: deflate, in one go and piece by piece, and checksums.

use miniz_oxide::deflate::core::{CompressorOxide, create_comp_flags_from_zip_params};
use miniz_oxide::deflate::stream::deflate;
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZError, MZFlush, MZStatus};

use super::binascii::start;
use super::checksums::{adler32, crc32};
use crate::object::*;
use crate::vm::native::*;
use crate::vm::{Exc, Vm};

pub const NATIVES: &[NativeDef] = &[
    function("crc32", "(data, value=0, /)", |vm, arguments| {
        let (data, start) = (vm.bytes_argument(arguments[0])?, start(vm, arguments[1])?);
        Ok(Value::Int(crc32(&data, start).into()))
    }),
    function("adler32", "(data, value=1, /)", |vm, arguments| {
        let value = if arguments[1].is_unbound() { Value::Int(1) } else { arguments[1] };
        let (data, start) = (vm.bytes_argument(arguments[0])?, start(vm, value)?);
        Ok(Value::Int(adler32(&data, start).into()))
    }),
    function("compress", "(data, /, level=-1, wbits=15)", compress_all),
    function("decompress", "(data, /, wbits=15, bufsize=16384)", decompress_all),
    function("compressobj", "(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None)", compressobj),
    function("decompressobj", "(wbits=15, zdict=b'')", decompressobj),
];

const COMPRESS: &[NativeDef] = &[
    method("compress", "(self, data, /)", |vm, arguments| {
        let data = vm.bytes_argument(arguments[1])?;
        let out = open_compressor(vm, arguments[0], "compressing data")?.run(&data, MZFlush::None);
        Ok(vm.bytes(out))
    }),
    method("flush", "(self, mode=4, /)", flush),
];

const DECOMPRESS: &[NativeDef] = &[
    method("decompress", "(self, data, /, max_length=0)", |vm, arguments| {
        let most = arguments[2].bound().map_or(Ok(0), |most| vm.int_argument(most))?;
        if most < 0 {
            return Err(vm.value_error("max_length must be non-negative"));
        }
        // What was left the last time comes again with the data, if it shall be read.
        decompressor(vm, arguments[0])?.tail.clear();
        decompress(vm, arguments, usize::try_from(most).ok().filter(|most| *most > 0))
    }),
    method("flush", "(self, length=16384, /)", |vm, arguments| {
        if arguments[1].bound().map_or(Ok(1), |length| vm.int_argument(length))? <= 0 {
            return Err(vm.value_error("length must be greater than zero"));
        }
        let rest = std::mem::take(&mut decompressor(vm, arguments[0])?.tail);
        feed(vm, arguments[0], rest, None)
    }),
    getter("eof", |vm, arguments| Ok(Value::Bool(decompressor(vm, arguments[0])?.ended)), None),
    getter("unused_data", |vm, arguments| {
        let bytes = decompressor(vm, arguments[0])?.unused.clone();
        Ok(vm.bytes(bytes))
    }, None),
    getter("unconsumed_tail", |vm, arguments| {
        let bytes = decompressor(vm, arguments[0])?.tail.clone();
        Ok(vm.bytes(bytes))
    }, None),
];

/// `_ZlibDecompressor`, which keeps what it has not read itself.
const KEEPING: &[NativeDef] = &[
    static_method("__new__", "(cls, wbits=15, zdict=b'')", |vm, arguments| {
        let (wrapping, dictionary) = (wrapping(vm, arguments[1])?, dictionary_argument(vm, arguments[2])?);
        let decompressor = Decompressor::new(wrapping, dictionary);
        let class = vm.native_class_at("zlib._ZlibDecompressor", KEEPING);
        Ok(vm.opaque(class, decompressor))
    }),
    method("decompress", "(self, data, max_length=-1)", |vm, arguments| {
        if decompressor(vm, arguments[0])?.ended {
            return Err(vm.raise_with(Exc::EOFError, &[]));
        }
        let most = arguments[2].bound().map_or(Ok(-1), |most| vm.int_argument(most))?;
        decompress(vm, arguments, usize::try_from(most).ok())
    }),
    getter("eof", |vm, arguments| Ok(Value::Bool(decompressor(vm, arguments[0])?.ended)), None),
    getter("unused_data", |vm, arguments| {
        let bytes = decompressor(vm, arguments[0])?.unused.clone();
        Ok(vm.bytes(bytes))
    }, None),
    getter("needs_input", |vm, arguments| {
        let decompressor = decompressor(vm, arguments[0])?;
        Ok(Value::Bool(!decompressor.ended && decompressor.tail.is_empty() && !decompressor.more))
    }, None),
];

const CONSTANTS: &[(&str, i64)] = &[
    ("MAX_WBITS", 15),
    ("DEFLATED", 8),
    ("DEF_MEM_LEVEL", 8),
    ("DEF_BUF_SIZE", 16384),
    ("Z_NO_COMPRESSION", 0),
    ("Z_BEST_SPEED", 1),
    ("Z_BEST_COMPRESSION", 9),
    ("Z_DEFAULT_COMPRESSION", -1),
    ("Z_DEFAULT_STRATEGY", 0),
    ("Z_FILTERED", 1),
    ("Z_HUFFMAN_ONLY", 2),
    ("Z_RLE", 3),
    ("Z_FIXED", 4),
    ("Z_NO_FLUSH", 0),
    ("Z_PARTIAL_FLUSH", 1),
    ("Z_SYNC_FLUSH", 2),
    ("Z_FULL_FLUSH", 3),
    ("Z_FINISH", 4),
];

/// Adds the constants and classes.
pub fn fill(vm: &mut Vm, module: Ref<Dict>) {
    for (name, number) in CONSTANTS {
        vm.define(module, name, Value::Int(*number));
    }
    let error = error_class(vm);
    vm.define(module, "error", error);
    let class = vm.native_class_at("zlib._ZlibDecompressor", KEEPING);
    vm.define(module, "_ZlibDecompressor", class);
    for name in ["ZLIB_VERSION", "ZLIB_RUNTIME_VERSION"] {
        let version = vm.str("1.3.1");
        vm.define(module, name, version);
    }
}

fn error_class(vm: &mut Vm) -> Ref<Class> {
    vm.native_exception("zlib.error", Exc::Exception)
}

fn error(vm: &mut Vm, message: &str) -> Escape {
    let (class, message) = (error_class(vm), vm.str(message));
    Escape::Raise(Value::Instance(vm.new_exception(class, &[message])))
}

/// What stands around the deflated data.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrapping {
    Zlib,
    Raw,
    Gzip,
    /// That of zlib or of gzip: the header says which.
    Either,
}

fn wrapping(vm: &mut Vm, wbits: Value) -> Result<Wrapping, Escape> {
    let known = known_wrapping(vm, wbits)?;
    known.ok_or_else(|| vm.value_error("Invalid initialization option"))
}

/// `None` for a number that stands for no wrapping.
fn known_wrapping(vm: &mut Vm, wbits: Value) -> Result<Option<Wrapping>, Escape> {
    let wbits = wbits.bound().map_or(Ok(15), |wbits| vm.int_argument(wbits))?;
    Ok(match wbits {
        0 | 8..=15 => Some(Wrapping::Zlib),
        -15..=-8 => Some(Wrapping::Raw),
        24..=31 => Some(Wrapping::Gzip),
        32 | 40..=47 => Some(Wrapping::Either),
        _ => None,
    })
}

/// The same for what is to be written: it has to be said how far back it may refer.
fn wrapping_to_write(vm: &mut Vm, wbits: Value) -> Result<Wrapping, Escape> {
    match wrapping(vm, wbits)? {
        Wrapping::Either => Err(vm.value_error("Invalid initialization option")),
        _ if matches!(wbits, Value::Int(0)) => Err(vm.value_error("Invalid initialization option")),
        wrapping => Ok(wrapping),
    }
}

/// Deflates piece by piece.
struct Compressor {
    state: Box<CompressorOxide>,
    wrapping: Wrapping,
    level: i32,
    /// For the end of the stream.
    checksum: u32,
    length: u32,
    begun: bool,
    ended: bool,
    dictionary: Option<Vec<u8>>,
}

const GZIP_HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];

/// The header of a zlib stream: its second byte says how hard it was tried, and whether a dictionary is needed, which the
/// header ends with the checksum of then.
fn zlib_header(level: i32, dictionary: Option<&[u8]>) -> Vec<u8> {
    const METHOD: u8 = 0x78;
    let effort = match level {
        0 | 1 => 0,
        2..=5 => 1,
        -1 | 6 => 2,
        _ => 3,
    };
    let flags = effort << 6 | if dictionary.is_some() { NEEDS_DICTIONARY } else { 0 };
    let check = 31 - u16::from_be_bytes([METHOD, flags]) % 31;
    let mut header = vec![METHOD, flags + check as u8];
    header.extend(dictionary.into_iter().flat_map(|dictionary| adler32(dictionary, 1).to_be_bytes()));
    header
}

/// The bit for it in the second byte of a zlib header.
const NEEDS_DICTIONARY: u8 = 0x20;

/// So far back does deflated data refer at most.
const WINDOW: usize = 1 << 15;

/// A dictionary as what came before the data.
fn dictionary_argument(vm: &mut Vm, value: Value) -> Result<Option<Vec<u8>>, Escape> {
    match value {
        Value::Unbound | Value::None => Ok(None),
        value => Ok(Some(vm.bytes_argument(value)?).filter(|bytes| !bytes.is_empty())),
    }
}

impl Compressor {
    fn new(level: i32, wrapping: Wrapping, dictionary: Option<Vec<u8>>) -> Compressor {
        let flags = create_comp_flags_from_zip_params(if level < 0 { 6 } else { level }, -15, 0);
        let checksum = u32::from(wrapping == Wrapping::Zlib);
        let mut state = Box::new(CompressorOxide::new(flags));
        if let Some(dictionary) = &dictionary {
            // What is deflated before the data and thrown away is what the data may refer to.
            deflate_all(&mut state, dictionary, MZFlush::Sync);
        }
        Compressor { state, wrapping, level, checksum, length: 0, begun: false, ended: false, dictionary }
    }

    fn run(&mut self, data: &[u8], flush: MZFlush) -> Vec<u8> {
        let mut out = Vec::new();
        if !std::mem::replace(&mut self.begun, true) {
            match self.wrapping {
                Wrapping::Zlib => out.extend(zlib_header(self.level, self.dictionary.as_deref())),
                Wrapping::Gzip => out.extend_from_slice(&GZIP_HEADER),
                Wrapping::Raw | Wrapping::Either => {}
            }
        }
        let checksum = if self.wrapping == Wrapping::Zlib { adler32 } else { crc32 };
        self.checksum = checksum(data, self.checksum);
        self.length = self.length.wrapping_add(data.len() as u32);
        out.extend(deflate_all(&mut self.state, data, flush));
        self.ended = flush == MZFlush::Finish;
        match self.wrapping {
            Wrapping::Zlib if flush == MZFlush::Finish => out.extend_from_slice(&self.checksum.to_be_bytes()),
            Wrapping::Gzip if flush == MZFlush::Finish => {
                out.extend_from_slice(&self.checksum.to_le_bytes());
                out.extend_from_slice(&self.length.to_le_bytes());
            }
            _ => {}
        }
        out
    }
}

fn deflate_all(state: &mut CompressorOxide, mut data: &[u8], flush: MZFlush) -> Vec<u8> {
    let (mut out, mut buffer) = (Vec::new(), vec![0; 16384]);
    loop {
        let step = deflate(state, data, &mut buffer, flush);
        out.extend_from_slice(&buffer[..step.bytes_written]);
        data = &data[step.bytes_consumed..];
        let full = step.bytes_written == buffer.len();
        match step.status {
            Ok(MZStatus::Ok) if full || !data.is_empty() || (flush == MZFlush::Finish) => {}
            _ => return out,
        }
    }
}

fn compressor(vm: &mut Vm, value: Value) -> Result<&mut Compressor, Escape> {
    match value {
        Value::Opaque(object) if vm.heap[object].get::<Compressor>().is_some() => {
            Ok(vm.heap[object].get_mut().expect("checked above"))
        }
        _ => Err(vm.type_error("a Compress object is required")),
    }
}

/// A compressor whose stream has not ended.
fn open_compressor<'a>(vm: &'a mut Vm, value: Value, doing: &str) -> Result<&'a mut Compressor, Escape> {
    if compressor(vm, value)?.ended {
        return Err(error(vm, &format!("Error -2 while {doing}: inconsistent stream state")));
    }
    compressor(vm, value)
}

fn level_argument(vm: &mut Vm, value: Value, bad: fn(&mut Vm) -> Escape) -> Result<i32, Escape> {
    let level = value.bound().map_or(Ok(-1), |level| vm.int_argument(level))?;
    if (-1..=9).contains(&level) { Ok(level as i32) } else { Err(bad(vm)) }
}

fn compress_all(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = vm.bytes_argument(arguments[0])?;
    let level = level_argument(vm, arguments[1], |vm| error(vm, "Bad compression level"))?;
    let wrapping = wrapping_to_write(vm, arguments[2])?;
    let out = Compressor::new(level, wrapping, None).run(&data, MZFlush::Finish);
    Ok(vm.bytes(out))
}

fn compressobj(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let level = level_argument(vm, arguments[0], |vm| vm.value_error("Invalid initialization option"))?;
    let wrapping = wrapping_to_write(vm, arguments[2])?;
    let dictionary = dictionary_argument(vm, arguments[5])?;
    let class = vm.native_class_at("zlib.Compress", COMPRESS);
    Ok(vm.opaque(class, Compressor::new(level, wrapping, dictionary)))
}

fn flush(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let mode = match arguments[1].bound().map_or(Ok(4), |mode| vm.int_argument(mode))? {
        0 => return Ok(vm.bytes(Vec::new())),
        1 => MZFlush::Partial,
        2 => MZFlush::Sync,
        3 => MZFlush::Full,
        _ => MZFlush::Finish,
    };
    let out = open_compressor(vm, arguments[0], "flushing")?.run(&[], mode);
    Ok(vm.bytes(out))
}

/// Inflates piece by piece.
struct Decompressor {
    state: Box<InflateState>,
    wrapping: Wrapping,
    dictionary: Option<Vec<u8>>,
    /// The start of a header that is not whole yet.
    header: Vec<u8>,
    in_header: bool,
    /// How many bytes that follow the deflated data are still to come.
    trailer: usize,
    ended: bool,
    /// What follows the end.
    unused: Vec<u8>,
    /// What was not read because enough came out.
    tail: Vec<u8>,
    /// More may come out without more going in.
    more: bool,
}

impl Decompressor {
    fn new(wrapping: Wrapping, dictionary: Option<Vec<u8>>) -> Decompressor {
        let state = match (wrapping, &dictionary) {
            (Wrapping::Zlib | Wrapping::Either, _) => InflateState::new_boxed(DataFormat::Zlib),
            (Wrapping::Raw, Some(dictionary)) => inflated_before(dictionary),
            _ => InflateState::new_boxed(DataFormat::Raw),
        };
        Decompressor {
            state,
            wrapping,
            dictionary,
            header: Vec::new(),
            in_header: wrapping != Wrapping::Raw,
            trailer: if wrapping == Wrapping::Gzip { 8 } else { 0 },
            ended: false,
            unused: Vec::new(),
            tail: Vec::new(),
            more: false,
        }
    }

    /// Takes data and gives at most `most` bytes.
    fn run(&mut self, mut data: Vec<u8>, most: Option<usize>) -> Result<Vec<u8>, &'static str> {
        if self.in_header {
            self.header.append(&mut data);
            if self.wrapping == Wrapping::Either {
                match self.header[..] {
                    [] | [0x1f] => return Ok(Vec::new()),
                    [0x1f, 0x8b, ..] => {
                        self.wrapping = Wrapping::Gzip;
                        self.state = InflateState::new_boxed(DataFormat::Raw);
                        self.trailer = 8;
                    }
                    _ => self.wrapping = Wrapping::Zlib,
                }
            }
            let length = if self.wrapping == Wrapping::Gzip { gzip_header_length(&self.header)? } else { self.zlib_header_length()? };
            match length {
                None => return Ok(Vec::new()),
                Some(length) => data = self.header.split_off(length),
            }
            self.in_header = false;
        }
        let mut out = Vec::new();
        let mut rest = &data[..];
        let mut finished = self.ended;
        self.more = false;
        while !finished {
            let room = most.map_or(16384, |most| (most - out.len()).min(16384));
            if room == 0 {
                self.more = true;
                break;
            }
            let mut buffer = vec![0; room];
            let step = inflate(&mut self.state, rest, &mut buffer, MZFlush::None);
            out.extend_from_slice(&buffer[..step.bytes_written]);
            rest = &rest[step.bytes_consumed..];
            match step.status {
                Ok(MZStatus::StreamEnd) => finished = true,
                Ok(_) if step.bytes_written == room || (!rest.is_empty() && step.bytes_consumed > 0) => {}
                Ok(_) | Err(MZError::Buf) => break,
                Err(_) => return Err("Error -3 while decompressing data: invalid data"),
            }
        }
        if finished {
            let trailer = self.trailer.min(rest.len());
            self.trailer -= trailer;
            rest = &rest[trailer..];
            self.ended = self.trailer == 0;
            self.unused.extend_from_slice(rest);
        } else {
            self.tail = rest.to_vec();
        }
        Ok(out)
    }
}

impl Decompressor {
    /// How much of a zlib header stands before what is inflated, once it is all there: nothing, or all of it if there is
    /// a dictionary, with which it is only known then how to inflate.
    fn zlib_header_length(&mut self) -> Result<Option<usize>, &'static str> {
        let [method, flags, rest @ ..] = &self.header[..] else { return Ok(None) };
        if method & 15 != 8 || !u16::from_be_bytes([*method, *flags]).is_multiple_of(31) {
            return Err("Error -3 while decompressing data: incorrect header check");
        }
        if flags & NEEDS_DICTIONARY == 0 {
            return Ok(Some(0));
        }
        let Some(checksum) = rest.first_chunk() else { return Ok(None) };
        let Some(dictionary) = &self.dictionary else { return Err("Error 2 while decompressing data") };
        if adler32(dictionary, 1) != u32::from_be_bytes(*checksum) {
            return Err("Error -3 while setting zdict: invalid input data");
        }
        self.state = inflated_before(dictionary);
        self.trailer = 4;
        Ok(Some(6))
    }
}

/// The state after a dictionary as stored data that everybody has read.
fn inflated_before(dictionary: &[u8]) -> Box<InflateState> {
    let mut state = InflateState::new_boxed(DataFormat::Raw);
    let mut out = vec![0; WINDOW];
    // Half a window, as a stored block has at most 65535 bytes.
    for part in dictionary[dictionary.len().saturating_sub(WINDOW)..].chunks(WINDOW / 2) {
        let length = part.len() as u16;
        let mut block = vec![0];
        block.extend_from_slice(&length.to_le_bytes());
        block.extend_from_slice(&(!length).to_le_bytes());
        block.extend_from_slice(part);
        inflate(&mut state, &block, &mut out, MZFlush::None).status.ok();
    }
    state
}

/// How long the header of a gzip member is, once it is all there.
fn gzip_header_length(bytes: &[u8]) -> Result<Option<usize>, &'static str> {
    if bytes.len() < 10 {
        return Ok(None);
    }
    if bytes[..2] != [0x1f, 0x8b] {
        return Err("Error -3 while decompressing data: incorrect header check");
    }
    let flags = bytes[3];
    let mut at = 10;
    if flags & 4 != 0 {
        let Some(length) = bytes.get(at..at + 2) else { return Ok(None) };
        at += 2 + usize::from(length[0]) + 256 * usize::from(length[1]);
    }
    for flag in [8, 16] {
        if flags & flag != 0 {
            let Some(end) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0)) else { return Ok(None) };
            at += end + 1;
        }
    }
    if flags & 2 != 0 {
        at += 2;
    }
    Ok((bytes.len() >= at).then_some(at))
}

fn decompressor(vm: &mut Vm, value: Value) -> Result<&mut Decompressor, Escape> {
    match value {
        Value::Opaque(object) if vm.heap[object].get::<Decompressor>().is_some() => {
            Ok(vm.heap[object].get_mut().expect("checked above"))
        }
        _ => Err(vm.type_error("a Decompress object is required")),
    }
}

fn decompressobj(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (wrapping, dictionary) = (wrapping(vm, arguments[0])?, dictionary_argument(vm, arguments[1])?);
    let decompressor = Decompressor::new(wrapping, dictionary);
    let class = vm.native_class_at("zlib.Decompress", DECOMPRESS);
    Ok(vm.opaque(class, decompressor))
}

fn decompress(vm: &mut Vm, arguments: &[Value], most: Option<usize>) -> NativeResult {
    let mut data = std::mem::take(&mut decompressor(vm, arguments[0])?.tail);
    data.extend_from_slice(&vm.bytes_argument(arguments[1])?);
    feed(vm, arguments[0], data, most)
}

fn feed(vm: &mut Vm, decompressor_value: Value, data: Vec<u8>, most: Option<usize>) -> NativeResult {
    match decompressor(vm, decompressor_value)?.run(data, most) {
        Ok(out) => {
            vm.heap.charge(out.len());
            Ok(vm.bytes(out))
        }
        Err(message) => Err(error(vm, message)),
    }
}

fn decompress_all(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let data = vm.bytes_argument(arguments[0])?;
    let known = known_wrapping(vm, arguments[1])?;
    let wrapping = known.ok_or_else(|| error(vm, "Error -2 while preparing to decompress data: inconsistent stream state"))?;
    let mut decompressor = Decompressor::new(wrapping, None);
    match decompressor.run(data, None) {
        Ok(_) if !decompressor.ended => Err(error(vm, "Error -5 while decompressing data: incomplete or truncated stream")),
        Ok(out) => Ok(vm.bytes(out)),
        Err(message) => Err(error(vm, message)),
    }
}
