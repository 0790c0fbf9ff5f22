//! `sys.stdout`, `sys.stderr` and `sys.stdin`: text to and from the kernel, and `input()`.
//!
//! Programs print a lot and ask little else of these streams, so what they mostly do is native. What goes
//! further (`buffer`, another encoding, closing) is done by a *twin*: a `TextIOWrapper` of the module `_io` over
//! the same descriptor. Once a stream has one, its methods defer to functions of the prelude that ask the twin.

mod twin;

use crate::builtins::shared::deferred;
use crate::object::*;
use crate::text::codec;
use crate::text::string::find_surrogate;
use crate::vm::native::*;
use crate::vm::wait::{Wait, WaitOn, Woken};
use crate::vm::{Exc, Vm};
use crate::wire::{Bytes as WireBytes, CallId, Reply, Stream, ToKernel, ToProcess};
use twin::{plain, twin};

pub use twin::INTRINSICS;

/// Text is held back until there is this much of it, unless the stream is a terminal.
const BUFFER: usize = 8192;

/// What was written and not sent yet.
#[derive(Default)]
pub struct Buffers {
    stdout: String,
    stderr: String,
    /// Standard input is over.
    at_end: bool,
    /// Text that was read and not handed out: `sys.stdin.read(n)`.
    unread: String,
    /// `sys.stdout.reconfigure(line_buffering=...)`.
    line_buffering: Option<bool>,
}

/// The data of a stream object.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Out,
    Err,
    In,
}

const METHODS: &[NativeDef] = &[
    method("write", "(self, text, /)", write),
    method("writelines", "(self, lines, /)", write_lines),
    method("flush", "(self, /)", flush),
    method("isatty", "(self, /)", isatty),
    method("fileno", "(self, /)", fileno),
    method("readable", "(self, /)", readable),
    method("writable", "(self, /)", writable),
    method("seekable", "(self, /)", |vm, arguments| plain(vm, arguments[0], |_, _| Value::Bool(false))),
    method("close", "(self, /)", deferred),
    method("detach", "(self, /)", deferred),
    method("seek", "(self, cookie, whence=0, /)", deferred),
    method("tell", "(self, /)", deferred),
    method("truncate", "(self, pos=None, /)", deferred),
    method("reconfigure", "(self, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)", reconfigure),
    method("readline", "(self, size=-1, /)", readline),
    method("read", "(self, size=-1, /)", read),
    method("readlines", "(self, hint=-1, /)", deferred),
    method("__iter__", "(self, /)", |_, arguments| Ok(arguments[0])),
    method("__next__", "(self, /)", next),
    method("__enter__", "(self, /)", |vm, arguments| plain(vm, arguments[0], |_, stream| stream)),
    method("__exit__", "(self, /, *args)", deferred),
    method("__repr__", "(self, /)", repr),
    getter("closed", |vm, arguments| plain(vm, arguments[0], |_, _| Value::Bool(false)), None),
    getter("encoding", |vm, arguments| plain(vm, arguments[0], |vm, _| vm.str("utf-8")), None),
    getter("errors", errors, None),
    getter("newlines", |vm, arguments| plain(vm, arguments[0], |_, _| Value::None), None),
    getter("line_buffering", line_buffering, None),
    getter("write_through", |vm, arguments| plain(vm, arguments[0], |_, _| Value::Bool(false)), None),
    getter("_CHUNK_SIZE", |_, _| Ok(Value::Int(8192)), None),
    getter("name", name, None),
    getter("mode", mode, None),
    getter("buffer", deferred, None),
];

/// `sys.stdin`, `sys.stdout` and `sys.stderr`.
pub fn standard_streams(vm: &mut Vm) -> [Value; 3] {
    let class = vm.native_class_at("_io.TextIOWrapper", METHODS);
    [Kind::In, Kind::Out, Kind::Err].map(|kind| vm.opaque(class, kind))
}

/// Whether `value` is the process's own `sys.stdout`, so that `print` need not call its `write`.
pub fn is_stdout(vm: &Vm, value: Value) -> bool {
    matches!(value, Value::Opaque(stream) if vm.heap[stream].get::<Kind>() == Some(&Kind::Out))
        && twin(vm, value).is_none()
}

/// Refuses text with lone surrogates, which standard output has no bytes for.
pub fn check_output(vm: &mut Vm, text: &str) -> Result<(), Escape> {
    if find_surrogate(text).is_none() {
        return Ok(());
    }
    let object = vm.str(text);
    let checked = codec::encode(text, codec::Encoding::Utf8, "strict");
    checked.map(drop).map_err(|error| vm.raise_codec(error, object))
}

/// Standard error shows lone surrogates as escapes.
fn error_output(text: &str) -> String {
    let bytes = codec::encode(text, codec::Encoding::Utf8, "backslashreplace").unwrap_or_default();
    String::from_utf8(bytes).expect("escapes are text")
}

/// Writes text to a standard stream.
pub fn write_text(vm: &mut Vm, stream: Stream, text: &str) {
    let terminal = vm.stdlib.streams.line_buffering.unwrap_or(vm.boot.flags.terminal);
    let buffers = &mut vm.stdlib.streams;
    match stream {
        Stream::Stdout => {
            buffers.stdout.push_str(text);
            if buffers.stdout.len() >= BUFFER || (terminal && text.contains('\n')) {
                flush_stream(vm, Stream::Stdout);
            }
        }
        Stream::Stderr => {
            match find_surrogate(text) {
                None => buffers.stderr.push_str(text),
                Some(_) => buffers.stderr.push_str(&error_output(text)),
            }
            if buffers.stderr.len() >= BUFFER || text.contains('\n') {
                flush_stream(vm, Stream::Stderr);
            }
        }
    }
}

/// Sends what a standard stream holds back.
pub fn flush_stream(vm: &mut Vm, stream: Stream) {
    let buffers = &mut vm.stdlib.streams;
    let text = match stream {
        Stream::Stdout => std::mem::take(&mut buffers.stdout),
        Stream::Stderr => std::mem::take(&mut buffers.stderr),
    };
    if !text.is_empty() {
        let tid = vm.current_tid();
        vm.host.send(ToKernel::Output { stream, tid, text: WireBytes(text.into_bytes()) });
    }
}

/// Sends what both streams hold back: at the end of the process, and before a child starts.
pub fn flush_all(vm: &mut Vm) {
    flush_stream(vm, Stream::Stdout);
    flush_stream(vm, Stream::Stderr);
}

/// Which stream it is. Defers if it has a twin.
fn kind(vm: &mut Vm, value: Value) -> Result<Kind, Escape> {
    match vm.unwrap(value) {
        Value::Opaque(stream) if vm.heap[stream].get::<Kind>().is_some() => match vm.heap[stream].values.first() {
            Some(_) => Err(Escape::Defer),
            None => Ok(*vm.heap[stream].get::<Kind>().expect("checked above")),
        },
        _ => Err(vm.type_error("a standard stream is required")),
    }
}

fn unsupported(vm: &mut Vm, what: &'static str) -> Escape {
    let raise = vm.prelude_function("_unsupported_operation");
    let what = vm.str(what);
    Escape::call(raise, &[what])
}

fn write(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let stream = match kind(vm, arguments[0])? {
        Kind::In => return Err(unsupported(vm, "not writable")),
        Kind::Out => Stream::Stdout,
        Kind::Err => Stream::Stderr,
    };
    let text = vm.str_argument(arguments[1], "write() argument")?;
    if stream == Stream::Stdout {
        check_output(vm, &text)?;
    }
    write_text(vm, stream, &text);
    Ok(vm.index(text.chars().count()))
}

fn write_lines(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    kind(vm, arguments[0])?;
    for line in vm.items_argument(arguments[1])? {
        write(vm, &[arguments[0], line])?;
    }
    Ok(Value::None)
}

fn flush(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match kind(vm, arguments[0])? {
        Kind::Out => flush_stream(vm, Stream::Stdout),
        Kind::Err => flush_stream(vm, Stream::Stderr),
        Kind::In => {}
    }
    Ok(Value::None)
}

/// What changes nothing but line buffering stays native.
fn reconfigure(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let kind = kind(vm, arguments[0])?;
    let [encoding, errors, newline, lines, through] = [1, 2, 3, 4, 5].map(|index| arguments[index].bound());
    let given = |option: Option<Value>| option.is_some_and(|value| !value.is_none());
    let utf8 = !given(encoding) || encoding.and_then(|name| vm.as_str(name)).is_some_and(|name| name.eq_ignore_ascii_case("utf-8"));
    let strict = !given(errors) || errors.and_then(|name| vm.as_str(name)) == Some("strict");
    if !utf8 || !strict || newline.is_some() || given(through) || (given(lines) && kind != Kind::Out) {
        return Err(Escape::Defer);
    }
    flush_all(vm);
    if given(lines) {
        let lines = vm.flag_argument(lines.unwrap_or(Value::None), false)?;
        vm.stdlib.streams.line_buffering = Some(lines);
    }
    Ok(Value::None)
}

fn errors(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let errors = if kind(vm, arguments[0])? == Kind::Err { "backslashreplace" } else { "strict" };
    Ok(vm.str(errors))
}

fn line_buffering(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let terminal = vm.boot.flags.terminal;
    Ok(Value::Bool(match kind(vm, arguments[0])? {
        Kind::In => terminal,
        Kind::Out => vm.stdlib.streams.line_buffering.unwrap_or(terminal),
        Kind::Err => true,
    }))
}

fn isatty(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    kind(vm, arguments[0])?;
    Ok(Value::Bool(vm.boot.flags.terminal))
}

fn fileno(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(Value::Int(match kind(vm, arguments[0])? {
        Kind::In => 0,
        Kind::Out => 1,
        Kind::Err => 2,
    }))
}

fn readable(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(Value::Bool(kind(vm, arguments[0])? == Kind::In))
}

fn writable(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(Value::Bool(kind(vm, arguments[0])? != Kind::In))
}

fn stream_name(kind: Kind) -> &'static str {
    match kind {
        Kind::In => "<stdin>",
        Kind::Out => "<stdout>",
        Kind::Err => "<stderr>",
    }
}

fn name(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let kind = kind(vm, arguments[0])?;
    Ok(vm.str(stream_name(kind)))
}

fn mode(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let mode = if kind(vm, arguments[0])? == Kind::In { "r" } else { "w" };
    Ok(vm.str(mode))
}

fn repr(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let kind = kind(vm, arguments[0])?;
    let mode = if kind == Kind::In { "r" } else { "w" };
    let name = stream_name(kind);
    Ok(vm.str(format!("<_io.TextIOWrapper name='{name}' mode='{mode}' encoding='utf-8'>")))
}

/// Parks until a line of standard input is there; `then` makes the result of it. An empty line is
/// the end of the file.
fn ask_for_line(
    vm: &mut Vm,
    prompt: String,
    resume: fn(&mut Vm, &[Value], Woken) -> NativeResult,
) -> Result<Value, Escape> {
    flush_all(vm);
    let call = vm.stdlib.next_call();
    vm.host.send(ToKernel::ReadLine { call, prompt });
    Err(wait_for(call, "input", Vec::new(), resume))
}

fn wait_for(call: CallId, label: &'static str, state: Vec<Value>, resume: fn(&mut Vm, &[Value], Woken) -> NativeResult) -> Escape {
    Escape::Wait(Box::new(Wait { on: WaitOn::Kernel(call.0), deadline: None, label, subject: None, state, resume }))
}

/// The line in the kernel's answer; empty at the end of the file.
fn line_of(vm: &mut Vm, woken: Woken) -> String {
    match woken {
        Woken::Reply(ToProcess::Reply { reply: Reply::Line { text }, .. }) => text,
        _ => {
            vm.stdlib.streams.at_end = true;
            String::new()
        }
    }
}

fn has_no_input(vm: &Vm) -> bool {
    !vm.boot.is_main() || !vm.boot.flags.stdin || vm.stdlib.streams.at_end
}

/// Text that was read before, up to a newline.
fn buffered_line(vm: &mut Vm) -> Option<String> {
    let unread = &mut vm.stdlib.streams.unread;
    if unread.is_empty() {
        return None;
    }
    let end = unread.find('\n').map_or(unread.len(), |end| end + 1);
    Some(unread.drain(..end).collect())
}

fn readline(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if kind(vm, arguments[0])? != Kind::In {
        return Err(unsupported(vm, "not readable"));
    }
    if let Some(line) = buffered_line(vm) {
        return Ok(vm.str(line));
    }
    if has_no_input(vm) {
        return Ok(vm.str(""));
    }
    ask_for_line(vm, String::new(), |vm, _, woken| {
        let line = line_of(vm, woken);
        Ok(vm.str(line))
    })
}

fn next(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if kind(vm, arguments[0])? != Kind::In {
        return Err(unsupported(vm, "not readable"));
    }
    if let Some(line) = buffered_line(vm) {
        return Ok(vm.str(line));
    }
    if has_no_input(vm) {
        return Err(vm.raise_with(Exc::StopIteration, &[]));
    }
    ask_for_line(vm, String::new(), |vm, _, woken| {
        let line = line_of(vm, woken);
        if line.is_empty() { Err(vm.raise_with(Exc::StopIteration, &[])) } else { Ok(vm.str(line)) }
    })
}

/// Reads all lines to the end of the file, then hands out as many characters as were asked for.
fn read(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if kind(vm, arguments[0])? != Kind::In {
        return Err(unsupported(vm, "not readable"));
    }
    let size = arguments[1].bound().unwrap_or(Value::Int(-1));
    let size = Value::Int(vm.as_int(size).unwrap_or(-1));
    read_on(vm, size)
}

/// At most `size` bytes of standard input, but not less than one character: what is there of a line.
pub fn read_bytes(vm: &mut Vm, size: u64) -> NativeResult {
    if let Some(line) = buffered_line(vm) {
        return Ok(first_bytes(vm, line, size));
    }
    if has_no_input(vm) {
        return Ok(vm.bytes(Vec::new()));
    }
    flush_all(vm);
    let call = vm.stdlib.next_call();
    vm.host.send(ToKernel::ReadLine { call, prompt: String::new() });
    Err(wait_for(call, "input", vec![Value::Int(size as i64)], |vm, state, woken| {
        let line = line_of(vm, woken);
        let size = vm.as_int(state[0]).unwrap_or(0) as u64;
        Ok(first_bytes(vm, line, size))
    }))
}

/// The first bytes of a line, whose rest will be read next.
fn first_bytes(vm: &mut Vm, line: String, size: u64) -> Value {
    let first = line.chars().next().map_or(0, char::len_utf8);
    let size = usize::try_from(size).unwrap_or(usize::MAX).min(line.len());
    let end = line.floor_char_boundary(size).max(first);
    vm.stdlib.streams.unread.insert_str(0, &line[end..]);
    vm.bytes(line[..end].as_bytes())
}

fn read_on(vm: &mut Vm, size: Value) -> NativeResult {
    let wanted = vm.as_int(size).and_then(|size| usize::try_from(size).ok());
    let enough = wanted.is_some_and(|wanted| vm.stdlib.streams.unread.chars().count() >= wanted);
    if !enough && !has_no_input(vm) {
        flush_all(vm);
        let call = vm.stdlib.next_call();
        vm.host.send(ToKernel::ReadLine { call, prompt: String::new() });
        return Err(wait_for(call, "input", vec![size], |vm, state, woken| {
            let line = line_of(vm, woken);
            vm.stdlib.streams.unread.push_str(&line);
            read_on(vm, state[0])
        }));
    }
    let unread = std::mem::take(&mut vm.stdlib.streams.unread);
    let Some(wanted) = wanted else {
        return Ok(vm.str(unread));
    };
    let end = unread.char_indices().nth(wanted).map_or(unread.len(), |(index, _)| index);
    vm.stdlib.streams.unread = unread[end..].to_owned();
    Ok(vm.str(&unread[..end]))
}

/// The built-in function `input`, for a prompt that is a string already.
pub const INPUT: &[NativeDef] = &[function("input", "(prompt='', /)", input)];

/// Whether `sys.stdin` and `sys.stdout` are this process's own, so that `input` need not call their methods.
fn are_standard(vm: &mut Vm) -> bool {
    let sys = vm.intern("sys");
    let Some(Value::Module(sys)) = vm.heap.get_name(vm.modules, sys) else { return true };
    let dict = vm.heap[sys].dict;
    [("stdin", Kind::In), ("stdout", Kind::Out)].into_iter().all(|(name, kind)| {
        let name = vm.intern(name);
        match vm.heap.get_name(dict, name) {
            Some(Value::Opaque(stream)) => vm.heap[stream].get::<Kind>() == Some(&kind) && vm.heap[stream].values.is_empty(),
            _ => false,
        }
    })
}

fn input(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if !are_standard(vm) {
        return Err(Escape::Defer);
    }
    let prompt = match arguments[0] {
        Value::Unbound => String::new(),
        prompt => vm.as_str(prompt).map(str::to_owned).ok_or(Escape::Defer)?,
    };
    write_text(vm, Stream::Stdout, &prompt);
    if let Some(line) = buffered_line(vm) {
        return Ok(vm.str(line.trim_end_matches('\n')));
    }
    if has_no_input(vm) {
        flush_all(vm);
        return Err(vm.raise(Exc::EOFError, "EOF when reading a line"));
    }
    ask_for_line(vm, prompt, |vm, _, woken| match line_of(vm, woken) {
        line if line.is_empty() => Err(vm.raise(Exc::EOFError, "EOF when reading a line")),
        line => Ok(vm.str(line.trim_end_matches('\n'))),
    })
}
