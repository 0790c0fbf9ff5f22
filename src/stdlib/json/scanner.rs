//! The reader: an explicit stack of open arrays and objects.

use crate::object::*;
use crate::vm::native::{Escape, NativeResult};
use crate::vm::{Exc, Vm};

use super::text::{byte_offset, number_length, read_string};
use super::{DEEPEST, Step, Stop, too_deep};

/// Names are looked up here before they are made: objects of one kind have the same ones.
const NAMES: usize = 256;

/// The functions that a decoder was made with.
struct Hooks {
    object: Value,
    pairs: Value,
    float: Value,
    int: Value,
    constant: Value,
}

enum Open {
    Array(Vec<Value>),
    /// An object and the name whose value comes next.
    Object { dict: Ref<Dict>, pairs: Vec<Value>, name: Value },
}

/// What the answer to the last need is.
enum Then {
    Start,
    Value,
}

/// A reading in progress.
pub struct Scanner {
    document: Value,
    text: String,
    ascii: bool,
    at: usize,
    strict: bool,
    hooks: Hooks,
    open: Vec<Open>,
    names: Vec<Option<Ref<Str>>>,
    then: Then,
}

/// What is in a text at a place.
enum Found {
    Value(Value),
    /// The beginning of a container that is not empty.
    Opened,
}

impl Scanner {
    pub fn new(vm: &mut Vm, arguments: &[Value]) -> Result<Scanner, Escape> {
        let Some(text) = vm.as_str(arguments[0]).map(str::to_owned) else {
            let name = vm.type_name(arguments[0]);
            return Err(vm.type_error(format!("first argument must be a string, not {name}")));
        };
        let index = vm.int_argument(arguments[1])?;
        let Ok(index) = usize::try_from(index) else {
            return Err(vm.value_error("idx cannot be negative"));
        };
        let hooks = match arguments[3] {
            Value::Tuple(hooks) => vm.heap[hooks].0.to_vec(),
            _ => Vec::new(),
        };
        let [object, pairs, float, int, constant] = hooks[..] else {
            return Err(vm.type_error("five hooks are required"));
        };
        let ascii = text.is_ascii();
        let at = byte_offset(&text, ascii, index);
        Ok(Scanner {
            document: arguments[0],
            at: at.unwrap_or(text.len()),
            text,
            ascii,
            strict: vm.flag_argument(arguments[2], true)?,
            hooks: Hooks { object, pairs, float, int, constant },
            open: Vec::new(),
            names: vec![None; NAMES],
            then: Then::Start,
        })
    }

    pub fn visit(&self, visitor: &mut Visitor) {
        let Hooks { object, pairs, float, int, constant } = self.hooks;
        visitor.values(&[self.document, object, pairs, float, int, constant]);
        for open in &self.open {
            match open {
                Open::Array(items) => visitor.values(items),
                Open::Object { dict, pairs, name } => {
                    visitor.reference(*dict);
                    visitor.values(pairs);
                    visitor.value(*name);
                }
            }
        }
        for name in self.names.iter().flatten() {
            visitor.reference(*name);
        }
    }

    /// Reads until the value is complete, or a hook has to be called. The result is `(value, end)`.
    pub fn run(&mut self, vm: &mut Vm, answer: Value) -> Step<Value> {
        let mut found = match std::mem::replace(&mut self.then, Then::Value) {
            Then::Start => self.value(vm)?,
            Then::Value => Found::Value(answer),
        };
        loop {
            let value = match found {
                Found::Opened => {
                    found = self.value(vm)?;
                    continue;
                }
                Found::Value(value) => value,
            };
            let Some(open) = self.open.last_mut() else {
                let end = self.index(self.at);
                let end = vm.index(end);
                return Ok(vm.tuple([value, end]));
            };
            found = match open {
                Open::Array(items) => {
                    items.push(value);
                    self.after_item(vm)?
                }
                Open::Object { dict, pairs, name } => {
                    if self.hooks.pairs.is_none() {
                        let (dict, name) = (*dict, *name);
                        vm.dict_set(dict, name, value)?;
                    } else {
                        pairs.push(vm.tuple([*name, value]));
                    }
                    self.after_member(vm)?
                }
            };
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// The index of a byte in code points.
    fn index(&self, at: usize) -> usize {
        if self.ascii { at } else { self.text[..at].chars().count() }
    }

    fn error(&self, vm: &mut Vm, message: &str, at: usize) -> Stop {
        let index = vm.index(self.index(at));
        decode_error(vm, message, self.document, index)
    }

    /// The value that begins here; the machine's need if a hook makes it.
    fn value(&mut self, vm: &mut Vm) -> Step<Found> {
        let rest = &self.text.as_bytes()[self.at..];
        let (value, length) = match rest {
            [b'"', ..] => {
                let text = self.string(vm)?;
                return Ok(Found::Value(vm.str(text)));
            }
            [b'{', ..] => return self.open_object(vm),
            [b'[', ..] => return self.open_array(vm),
            [b'n', b'u', b'l', b'l', ..] => (Value::None, 4),
            [b't', b'r', b'u', b'e', ..] => (Value::Bool(true), 4),
            [b'f', b'a', b'l', b's', b'e', ..] => (Value::Bool(false), 5),
            [b'N', b'a', b'N', ..] => return self.constant(vm, "NaN"),
            _ if rest.starts_with(b"Infinity") => return self.constant(vm, "Infinity"),
            _ if rest.starts_with(b"-Infinity") => return self.constant(vm, "-Infinity"),
            _ => return self.number(vm),
        };
        self.at += length;
        Ok(Found::Value(value))
    }

    fn constant(&mut self, vm: &mut Vm, name: &str) -> Step<Found> {
        self.at += name.len();
        let name = vm.str(name);
        Err(Stop::Need(self.hooks.constant, vec![name]))
    }

    fn number(&mut self, vm: &mut Vm) -> Step<Found> {
        let Some((length, whole)) = number_length(&self.text.as_bytes()[self.at..]) else {
            let index = vm.index(self.index(self.at));
            return Err(vm.raise_with(Exc::StopIteration, &[index]).into());
        };
        let text = &self.text[self.at..self.at + length];
        self.at += length;
        let (hook, own) = if whole { (self.hooks.int, vm.types.int) } else { (self.hooks.float, vm.types.float) };
        if hook.is(own.into()) {
            if whole && length <= 18 {
                return Ok(Found::Value(Value::Int(text.parse().unwrap_or(0))));
            }
            if let (false, Ok(float)) = (whole, text.parse()) {
                return Ok(Found::Value(Value::Float(float)));
            }
        }
        let text = vm.ascii_str(text);
        Err(Stop::Need(hook, vec![text]))
    }

    fn open_array(&mut self, vm: &mut Vm) -> Step<Found> {
        self.at += 1;
        self.skip_space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Found::Value(vm.list(Vec::new())));
        }
        if self.open.len() >= DEEPEST {
            return Err(too_deep(vm, "decoding a JSON array from a unicode string"));
        }
        self.open.push(Open::Array(Vec::new()));
        Ok(Found::Opened)
    }

    /// After an array's item: a comma or the end.
    fn after_item(&mut self, vm: &mut Vm) -> Step<Found> {
        if !self.comma(vm, b']', "array")? {
            return Ok(Found::Opened);
        }
        match self.open.pop() {
            Some(Open::Array(items)) => Ok(Found::Value(vm.list(items))),
            _ => unreachable!("an array is open"),
        }
    }

    /// Reads past a comma, or past the closing bracket: whether it was that.
    fn comma(&mut self, vm: &mut Vm, close: u8, what: &str) -> Step<bool> {
        self.skip_space();
        match self.peek() {
            Some(byte) if byte == close => {
                self.at += 1;
                return Ok(true);
            }
            Some(b',') => {}
            _ => return Err(self.error(vm, "Expecting ',' delimiter", self.at)),
        }
        let comma = self.at;
        self.at += 1;
        self.skip_space();
        if self.peek() == Some(close) {
            return Err(self.error(vm, &format!("Illegal trailing comma before end of {what}"), comma));
        }
        Ok(false)
    }

    fn open_object(&mut self, vm: &mut Vm) -> Step<Found> {
        self.at += 1;
        self.skip_space();
        let dict = vm.new_dict();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return self.made_object(vm, dict, Vec::new());
        }
        if self.open.len() >= DEEPEST {
            return Err(too_deep(vm, "decoding a JSON object from a unicode string"));
        }
        let name = self.name(vm)?;
        self.open.push(Open::Object { dict, pairs: Vec::new(), name });
        Ok(Found::Opened)
    }

    /// A name and its colon.
    fn name(&mut self, vm: &mut Vm) -> Step<Value> {
        if self.peek() != Some(b'"') {
            return Err(self.error(vm, "Expecting property name enclosed in double quotes", self.at));
        }
        let text = self.string(vm)?;
        self.skip_space();
        if self.peek() != Some(b':') {
            return Err(self.error(vm, "Expecting ':' delimiter", self.at));
        }
        self.at += 1;
        self.skip_space();
        Ok(Value::Str(self.known_name(vm, text)))
    }

    fn known_name(&mut self, vm: &mut Vm, text: String) -> Ref<Str> {
        let place = text.bytes().fold(text.len(), |hash, byte| hash.wrapping_mul(31) ^ usize::from(byte)) % NAMES;
        if let Some(known) = self.names[place]
            && vm.heap[known].as_str() == text
        {
            return known;
        }
        let made = vm.new_str(text);
        self.names[place] = Some(made);
        made
    }

    fn after_member(&mut self, vm: &mut Vm) -> Step<Found> {
        if !self.comma(vm, b'}', "object")? {
            let next = self.name(vm)?;
            if let Some(Open::Object { name, .. }) = self.open.last_mut() {
                *name = next;
            }
            return Ok(Found::Opened);
        }
        match self.open.pop() {
            Some(Open::Object { dict, pairs, .. }) => self.made_object(vm, dict, pairs),
            _ => unreachable!("an object is open"),
        }
    }

    fn made_object(&mut self, vm: &mut Vm, dict: Ref<Dict>, pairs: Vec<Value>) -> Step<Found> {
        if !self.hooks.pairs.is_none() {
            let pairs = vm.list(pairs);
            return Err(Stop::Need(self.hooks.pairs, vec![pairs]));
        }
        if !self.hooks.object.is_none() {
            return Err(Stop::Need(self.hooks.object, vec![dict.into()]));
        }
        Ok(Found::Value(dict.into()))
    }

    /// The string that begins with the quote here.
    fn string(&mut self, vm: &mut Vm) -> Step<String> {
        match read_string(&self.text, self.at + 1, self.strict) {
            Ok((text, end)) => {
                self.at = end;
                Ok(text)
            }
            Err((message, at)) => Err(self.error(vm, message, at)),
        }
    }
}

/// Raises `JSONDecodeError`: a class in Python, so Python raises it.
fn decode_error(vm: &mut Vm, message: &str, document: Value, index: Value) -> Stop {
    let message = vm.str(message);
    Stop::Need(vm.prelude_function("_json_error"), vec![message, document, index])
}

/// `scanstring(string, end, strict)`: `(text, end)`.
pub fn scan_string(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Some(text) = vm.as_str(arguments[0]).map(str::to_owned) else {
        let name = vm.type_name(arguments[0]);
        return Err(vm.type_error(format!("first argument must be a string, not {name}")));
    };
    let (index, strict) = (vm.int_argument(arguments[1])?, vm.flag_argument(arguments[2], true)?);
    let ascii = text.is_ascii();
    let begin = usize::try_from(index).ok().and_then(|index| byte_offset(&text, ascii, index));
    let Some(begin) = begin else {
        return Err(vm.value_error("end is out of bounds"));
    };
    let index_of = |at: usize| if ascii { at } else { text[..at].chars().count() };
    match read_string(&text, begin, strict) {
        Ok((read, end)) => {
            let (read, end) = (vm.str(read), vm.index(index_of(end)));
            Ok(vm.tuple([read, end]))
        }
        Err((message, at)) => {
            let index = vm.index(index_of(at));
            match decode_error(vm, message, arguments[0], index) {
                Stop::Need(callable, arguments) => Err(Escape::call(callable, &arguments)),
                Stop::Raise(escape) => Err(escape),
            }
        }
    }
}
