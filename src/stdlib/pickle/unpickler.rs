//! The unpickler: the protocol's stack machine.

use crate::object::*;
use crate::text::codec;
use crate::vm::Vm;

use super::opcodes::*;
use super::{Step, Stop, encode, error, global, memory, raw_text};

/// An unpickling in progress.
pub struct Unpickler {
    data: Vec<u8>,
    at: usize,
    stack: Vec<Value>,
    /// The heights of the stack at the marks.
    marks: Vec<usize>,
    memo: Vec<Value>,
    /// Where the memo comes from and goes back to, or None.
    memory: Value,
    /// The result of the last need.
    pub answer: Value,
    /// What to do with it.
    then: Then,
    /// The pipe ends that came with the pickle.
    ends: Vec<Value>,
    persistent_load: Value,
    find_class: Value,
}

/// What becomes of an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    Start,
    /// It is pushed.
    Push,
    /// Nothing.
    Drop,
}

impl Unpickler {
    pub fn new(data: Vec<u8>, ends: Vec<Value>) -> Unpickler {
        Unpickler {
            data,
            at: 0,
            stack: Vec::new(),
            marks: Vec::new(),
            memo: Vec::new(),
            memory: Value::None,
            answer: Value::Unbound,
            then: Then::Start,
            ends,
            persistent_load: Value::None,
            find_class: Value::None,
        }
    }

    /// Reads a tuple `(persistent_load, find_class, memory)`.
    pub fn read_hooks(&mut self, vm: &mut Vm, hooks: Value) {
        if let Value::Tuple(hooks) = hooks
            && let [persistent_load, find_class, memory] = *vm.heap[hooks].0
        {
            (self.persistent_load, self.find_class, self.memory) = (persistent_load, find_class, memory);
            self.memo = memory::of(vm, memory).map(|memo| std::mem::take(&mut memo.values)).unwrap_or_default();
        }
    }

    pub fn visit(&self, visitor: &mut Visitor) {
        visitor.values(&self.stack);
        visitor.values(&self.memo);
        visitor.values(&self.ends);
        visitor.values(&[self.answer, self.persistent_load, self.find_class, self.memory]);
    }

    /// Reads until the end or until something is needed.
    pub fn run(&mut self, vm: &mut Vm) -> Step<Value> {
        match std::mem::replace(&mut self.then, Then::Push) {
            Then::Push => self.stack.push(self.answer),
            Then::Start | Then::Drop => {}
        }
        self.answer = Value::Unbound;
        loop {
            let Some(op) = self.data.get(self.at).copied() else {
                return Err(vm.raise(crate::vm::Exc::EOFError, "Ran out of input").into());
            };
            self.at += 1;
            if op == STOP {
                if let Some(memo) = memory::of(vm, self.memory) {
                    memo.values = std::mem::take(&mut self.memo);
                }
                return self.pop(vm);
            }
            self.then = Then::Push;
            self.perform(vm, op)?;
        }
    }

    fn truncated(&mut self, vm: &mut Vm) -> Stop {
        error(vm, "UnpicklingError", "pickle data was truncated").into()
    }

    fn byte(&mut self, vm: &mut Vm) -> Step<u8> {
        Ok(self.take(vm, 1)?[0])
    }

    fn take(&mut self, vm: &mut Vm, length: usize) -> Step<Vec<u8>> {
        match self.data.get(self.at..).and_then(|rest| rest.get(..length)) {
            Some(bytes) => {
                let bytes = bytes.to_vec();
                self.at += length;
                Ok(bytes)
            }
            None => Err(self.truncated(vm)),
        }
    }

    /// An unsigned number in `bytes` bytes, least significant first.
    fn number(&mut self, vm: &mut Vm, bytes: usize) -> Step<usize> {
        let mut word = [0; 8];
        word[..bytes].copy_from_slice(&self.take(vm, bytes)?);
        Ok(u64::from_le_bytes(word) as usize)
    }

    /// Bytes after a length in `bytes` bytes.
    fn sized(&mut self, vm: &mut Vm, bytes: usize) -> Step<Vec<u8>> {
        let length = self.number(vm, bytes)?;
        self.take(vm, length)
    }

    /// A line without its newline.
    fn line(&mut self, vm: &mut Vm) -> Step<String> {
        Ok(String::from_utf8_lossy(&self.raw_line(vm)?).into_owned())
    }

    fn raw_line(&mut self, vm: &mut Vm) -> Step<Vec<u8>> {
        let rest = &self.data[self.at.min(self.data.len())..];
        let Some(end) = rest.iter().position(|byte| *byte == b'\n') else {
            return Err(self.truncated(vm));
        };
        let line = rest[..end].to_vec();
        self.at += end + 1;
        Ok(line)
    }

    fn pop(&mut self, vm: &mut Vm) -> Step<Value> {
        match self.stack.pop() {
            Some(value) => Ok(value),
            None => Err(error(vm, "UnpicklingError", "unexpected MARK found").into()),
        }
    }

    fn top(&mut self, vm: &mut Vm) -> Step<Value> {
        match self.stack.last() {
            Some(value) => Ok(*value),
            None => Err(error(vm, "UnpicklingError", "unexpected MARK found").into()),
        }
    }

    /// What was pushed since the last mark.
    fn since_mark(&mut self, vm: &mut Vm) -> Step<Vec<Value>> {
        match self.marks.pop() {
            Some(height) if height <= self.stack.len() => Ok(self.stack.split_off(height)),
            _ => Err(error(vm, "UnpicklingError", "could not find MARK").into()),
        }
    }

    fn need(&mut self, callable: Value, arguments: Vec<Value>, then: Then) -> Stop {
        self.then = then;
        Stop::Need(callable, arguments)
    }

    fn push_text(&mut self, vm: &mut Vm, bytes: Vec<u8>) -> Step {
        let text = String::from_utf8(bytes).or_else(|error| {
            codec::decode(error.as_bytes(), codec::Encoding::Utf8, "surrogatepass").map_err(|error| vm.raise_text(error))
        })?;
        let text = vm.str(text);
        self.stack.push(text);
        Ok(())
    }

    fn perform(&mut self, vm: &mut Vm, op: u8) -> Step {
        match op {
            PROTO => {
                let version = self.byte(vm)?;
                if version > super::PROTOCOL {
                    return Err(vm.value_error(format!("unsupported pickle protocol: {version}")).into());
                }
            }
            // A frame is read at once.
            FRAME => {
                let length = self.number(vm, 8)?;
                if self.data.len() - self.at < length {
                    return Err(self.truncated(vm));
                }
            }
            MARK => self.marks.push(self.stack.len()),
            POP => {
                if self.marks.last() == Some(&self.stack.len()) {
                    self.marks.pop();
                } else {
                    self.pop(vm)?;
                }
            }
            POP_MARK => drop(self.since_mark(vm)?),
            DUP => {
                let top = self.top(vm)?;
                self.stack.push(top);
            }
            NONE => self.stack.push(Value::None),
            NEWTRUE => self.stack.push(Value::Bool(true)),
            NEWFALSE => self.stack.push(Value::Bool(false)),
            MEMOIZE | PUT | BINPUT | LONG_BINPUT => self.put(vm, op)?,
            GET | BINGET | LONG_BINGET => self.get(vm, op)?,
            BININT | BININT1 | BININT2 | LONG1 | LONG4 | INT | LONG | FLOAT | BINFLOAT => self.push_number(vm, op)?,
            STRING | UNICODE | BINSTRING | SHORT_BINSTRING | BINUNICODE | SHORT_BINUNICODE | BINUNICODE8
            | BINBYTES | SHORT_BINBYTES | BINBYTES8 | BYTEARRAY8 => self.push_string(vm, op)?,
            EMPTY_LIST | EMPTY_DICT | EMPTY_SET | EMPTY_TUPLE => self.push_empty(vm, op),
            LIST | DICT | TUPLE | TUPLE1 | TUPLE2 | TUPLE3 | FROZENSET => self.push_collection(vm, op)?,
            APPEND | APPENDS => self.append(vm, op)?,
            SETITEM | SETITEMS => self.set_items(vm, op)?,
            ADDITEMS => self.add_items(vm)?,
            GLOBAL | STACK_GLOBAL => self.push_global(vm, op)?,
            REDUCE => {
                let (arguments, callable) = (self.pop(vm)?, self.pop(vm)?);
                let arguments = vm.items_argument(arguments)?;
                return Err(self.need(callable, arguments, Then::Push));
            }
            NEWOBJ | NEWOBJ_EX => self.new_object(vm, op)?,
            INST | OBJ => self.old_object(vm, op)?,
            BUILD => self.build(vm)?,
            BINPERSID => self.persistent(vm)?,
            other => {
                let key = if (b' '..=b'~').contains(&other) { char::from(other).to_string() } else { format!("\\x{other:02x}") };
                let message = format!("invalid load key, '{key}'.");
                return Err(error(vm, "UnpicklingError", message).into());
            }
        }
        Ok(())
    }

    fn put(&mut self, vm: &mut Vm, op: u8) -> Step {
        let index = match op {
            MEMOIZE => self.memo.len(),
            PUT => self.line(vm)?.trim().parse().unwrap_or(0),
            BINPUT => self.number(vm, 1)?,
            _ => self.number(vm, 4)?,
        };
        let value = self.top(vm)?;
        if index >= self.memo.len() {
            if index > self.memo.len() + self.data.len() {
                return Err(error(vm, "UnpicklingError", "a memo index is out of all proportion").into());
            }
            self.memo.resize(index + 1, Value::Unbound);
        }
        self.memo[index] = value;
        Ok(())
    }

    fn get(&mut self, vm: &mut Vm, op: u8) -> Step {
        let index = match op {
            GET => self.line(vm)?.trim().parse().unwrap_or(usize::MAX),
            BINGET => self.number(vm, 1)?,
            _ => self.number(vm, 4)?,
        };
        match self.memo.get(index).copied().and_then(Value::bound) {
            Some(value) => {
                self.stack.push(value);
                Ok(())
            }
            None => Err(error(vm, "UnpicklingError", format!("Memo value not found at index {index}")).into()),
        }
    }

    fn push_number(&mut self, vm: &mut Vm, op: u8) -> Step {
        let value = match op {
            BININT => Value::Int((self.number(vm, 4)? as u32 as i32).into()),
            BININT1 => Value::Int(self.number(vm, 1)? as i64),
            BININT2 => Value::Int(self.number(vm, 2)? as i64),
            LONG1 | LONG4 => {
                let bytes = self.sized(vm, if op == LONG1 { 1 } else { 4 })?;
                vm.int(encode::decode_long(&bytes))
            }
            BINFLOAT => {
                let mut word = [0; 8];
                word.copy_from_slice(&self.take(vm, 8)?);
                Value::Float(f64::from_be_bytes(word))
            }
            FLOAT => match self.line(vm)?.trim().parse() {
                Ok(float) => Value::Float(float),
                Err(_) => return Err(vm.value_error("could not convert string to float").into()),
            },
            _ => match self.line(vm)?.trim_end_matches('L') {
                "00" => Value::Bool(false),
                "01" => Value::Bool(true),
                digits => match digits.trim().parse() {
                    Ok(int) => vm.int(int),
                    Err(_) => return Err(vm.value_error("invalid literal for int() in a pickle").into()),
                },
            },
        };
        self.stack.push(value);
        Ok(())
    }

    fn push_string(&mut self, vm: &mut Vm, op: u8) -> Step {
        let bytes = match op {
            SHORT_BINUNICODE | SHORT_BINBYTES | SHORT_BINSTRING => self.sized(vm, 1)?,
            BINUNICODE | BINBYTES | BINSTRING => self.sized(vm, 4)?,
            BINUNICODE8 | BINBYTES8 | BYTEARRAY8 => self.sized(vm, 8)?,
            UNICODE => {
                let line = self.raw_line(vm)?;
                match raw_text::decode(&line) {
                    Some(text) => {
                        let text = vm.str(text);
                        self.stack.push(text);
                        return Ok(());
                    }
                    None => return Err(error(vm, "UnpicklingError", "a text of the pickle has an invalid escape").into()),
                }
            }
            _ => {
                let line = self.line(vm)?;
                line.trim_matches(['\'', '"']).as_bytes().to_vec()
            }
        };
        let value = match op {
            BINBYTES | SHORT_BINBYTES | BINBYTES8 => vm.bytes(bytes),
            BYTEARRAY8 => vm.heap.allocate(ByteArray(bytes, Exports::default())).into(),
            _ => return self.push_text(vm, bytes),
        };
        self.stack.push(value);
        Ok(())
    }

    fn push_empty(&mut self, vm: &mut Vm, op: u8) {
        let value = match op {
            EMPTY_LIST => vm.list(Vec::new()),
            EMPTY_DICT => vm.new_dict().into(),
            EMPTY_SET => vm.heap.allocate(Set::default()).into(),
            _ => vm.tuple([]),
        };
        self.stack.push(value);
    }

    fn push_collection(&mut self, vm: &mut Vm, op: u8) -> Step {
        let items = match op {
            TUPLE1 | TUPLE2 | TUPLE3 => {
                let count = usize::from(op - TUPLE1) + 1;
                match self.stack.len().checked_sub(count) {
                    Some(height) => self.stack.split_off(height),
                    None => return Err(error(vm, "UnpicklingError", "unexpected MARK found").into()),
                }
            }
            _ => self.since_mark(vm)?,
        };
        let value = match op {
            LIST => vm.list(items),
            DICT => {
                let dict = vm.new_dict();
                self.stack.push(dict.into());
                return self.set_all(vm, dict.into(), items);
            }
            FROZENSET => {
                let items = vm.list(items);
                return Err(self.need(vm.types.frozenset.into(), vec![items], Then::Push));
            }
            _ => vm.tuple(items),
        };
        self.stack.push(value);
        Ok(())
    }

    fn append(&mut self, vm: &mut Vm, op: u8) -> Step {
        let items = if op == APPEND { vec![self.pop(vm)?] } else { self.since_mark(vm)? };
        let target = self.top(vm)?;
        if let Value::List(list) = vm.unwrap(target) {
            vm.heap.charge(items.len() * 16);
            vm.heap[list].0.extend(items);
            return Ok(());
        }
        let items = vm.list(items);
        Err(self.need(vm.prelude_function("_pickle_extend"), vec![target, items], Then::Drop))
    }

    fn set_items(&mut self, vm: &mut Vm, op: u8) -> Step {
        let items = if op == SETITEM {
            let (value, key) = (self.pop(vm)?, self.pop(vm)?);
            vec![key, value]
        } else {
            self.since_mark(vm)?
        };
        let target = self.top(vm)?;
        self.set_all(vm, target, items)
    }

    /// Sets keys to values, which take turns in `items`.
    fn set_all(&mut self, vm: &mut Vm, target: Value, items: Vec<Value>) -> Step {
        let mut done = 0;
        if let Value::Dict(dict) = vm.unwrap(target)
            && self.is_plain_dict(vm, target)
        {
            while done + 1 < items.len() {
                match vm.dict_set(dict, items[done], items[done + 1]) {
                    Ok(()) => done += 2,
                    Err(crate::vm::native::Escape::Defer) => break,
                    Err(escape) => return Err(escape.into()),
                }
            }
        }
        if done >= items.len() {
            return Ok(());
        }
        let rest = vm.list(items[done..].to_vec());
        Err(self.need(vm.prelude_function("_pickle_set_items"), vec![target, rest], Then::Drop))
    }

    /// Whether setting an item of `target` is the dict's own business.
    fn is_plain_dict(&self, vm: &mut Vm, target: Value) -> bool {
        let Value::Instance(instance) = target else { return true };
        let class = vm.heap[instance].class;
        let found = vm.lookup(class, vm.known.__setitem__);
        let own = vm.lookup(vm.types.dict, vm.known.__setitem__);
        matches!((found, own), (Some(found), Some(own)) if found.is(own))
    }

    fn add_items(&mut self, vm: &mut Vm) -> Step {
        let items = self.since_mark(vm)?;
        let target = self.top(vm)?;
        let items = vm.list(items);
        Err(self.need(vm.prelude_function("_pickle_add_items"), vec![target, items], Then::Drop))
    }

    fn push_global(&mut self, vm: &mut Vm, op: u8) -> Step {
        let (module, name) = if op == GLOBAL {
            (self.line(vm)?, self.line(vm)?)
        } else {
            let (name, module) = (self.pop(vm)?, self.pop(vm)?);
            match (vm.as_str(module), vm.as_str(name)) {
                (Some(module), Some(name)) => (module.to_owned(), name.to_owned()),
                _ => return Err(error(vm, "UnpicklingError", "STACK_GLOBAL requires str").into()),
            }
        };
        if !self.find_class.is_none() {
            let (module, name) = (vm.str(module), vm.str(name));
            return Err(self.need(self.find_class, vec![module, name], Then::Push));
        }
        let found = global::resolve(vm, &module, &name)?;
        self.stack.push(found);
        Ok(())
    }

    fn new_object(&mut self, vm: &mut Vm, op: u8) -> Step {
        let keywords = if op == NEWOBJ_EX { self.pop(vm)? } else { Value::None };
        let (arguments, class) = (self.pop(vm)?, self.pop(vm)?);
        let items = vm.items_argument(arguments)?;
        let plain = match class {
            Value::Class(class) => {
                vm.heap[class].layout == Layout::Object && vm.inherits_from_object(class, "__new__")
            }
            _ => false,
        };
        if let (Value::Class(class), true, true, Value::None) = (class, plain, items.is_empty(), keywords) {
            let instance = vm.allocate_instance(class, Value::Unbound);
            self.stack.push(instance.into());
            return Ok(());
        }
        let arguments = vec![class, arguments, keywords];
        Err(self.need(vm.prelude_function("_pickle_new_object"), arguments, Then::Push))
    }

    /// The protocols 0 and 1: a class and its arguments after a mark.
    fn old_object(&mut self, vm: &mut Vm, op: u8) -> Step {
        let mut items = Vec::new();
        let class = if op == INST {
            let (module, name) = (self.line(vm)?, self.line(vm)?);
            let class = global::find(vm, &module, &name);
            items.extend(self.since_mark(vm)?);
            class
        } else {
            let mut all = self.since_mark(vm)?.into_iter();
            let class = all.next();
            items.extend(all);
            class
        };
        match class {
            Some(class) => Err(self.need(class, items, Then::Push)),
            None => Err(error(vm, "UnpicklingError", "a class of the pickle is not imported").into()),
        }
    }

    fn build(&mut self, vm: &mut Vm) -> Step {
        let state = self.pop(vm)?;
        let target = self.top(vm)?;
        let (class, hook) = (vm.class_of(target), vm.intern("__setstate__"));
        match vm.lookup(class, hook) {
            Some(Value::Native(native)) => {
                (vm.heap[native].def.function)(vm, &[target, state])?;
                return Ok(());
            }
            Some(function) => return Err(self.need(function, vec![target, state], Then::Drop)),
            None => {}
        }
        let (attributes, slots) = match state {
            Value::Tuple(pair) if vm.heap[pair].0.len() == 2 => (vm.heap[pair].0[0], vm.heap[pair].0[1]),
            state => (state, Value::None),
        };
        let Value::Instance(instance) = target else {
            let function = vm.prelude_function("_pickle_build");
            return Err(self.need(function, vec![target, state], Then::Drop));
        };
        if let Value::Dict(dict) = attributes {
            let entries: Vec<_> = vm.heap[dict].iter().copied().collect();
            for entry in entries {
                if let Value::Str(name) = entry.key {
                    let name = vm.intern_str(name);
                    vm.set_instance_attribute(instance, name, entry.value);
                }
            }
        }
        match slots {
            // What has slots knows how they are set.
            Value::Dict(dict) if vm.heap[dict].len() > 0 => {
                let (function, state) = (vm.prelude_function("_pickle_build"), vm.tuple([Value::None, slots]));
                Err(self.need(function, vec![target, state], Then::Drop))
            }
            _ => Ok(()),
        }
    }

    fn persistent(&mut self, vm: &mut Vm) -> Step {
        let id = self.pop(vm)?;
        if !self.persistent_load.is_none() {
            return Err(self.need(self.persistent_load, vec![id], Then::Push));
        }
        let end = vm.as_int(id).and_then(|index| self.ends.get(index as usize).copied());
        match end {
            Some(end) => {
                self.stack.push(end);
                Ok(())
            }
            None => {
                let message = "A load persistent id instruction was encountered, but no persistent_load function was specified.";
                Err(error(vm, "UnpicklingError", message).into())
            }
        }
    }
}

/// How many bytes at the start of `data` are its first pickle: up to and with its STOP.
pub fn length(data: &[u8]) -> usize {
    let mut at = 0;
    while let Some(op) = data.get(at).copied() {
        let rest = &data[at + 1..];
        let number = |bytes: usize| {
            let mut word = [0; 8];
            let available = bytes.min(rest.len());
            word[..available].copy_from_slice(&rest[..available]);
            (u64::from_le_bytes(word) as usize).saturating_add(bytes)
        };
        let line = || rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
        let operands = match op {
            STOP => return at + 1,
            PROTO | BININT1 | BINGET | BINPUT => 1,
            BININT2 => 2,
            BININT | LONG_BINGET | LONG_BINPUT => 4,
            BINFLOAT | FRAME => 8,
            LONG1 | SHORT_BINUNICODE | SHORT_BINBYTES | SHORT_BINSTRING => number(1),
            LONG4 | BINUNICODE | BINBYTES | BINSTRING => number(4),
            BINUNICODE8 | BINBYTES8 | BYTEARRAY8 => number(8),
            INT | LONG | FLOAT | STRING | UNICODE | GET | PUT => line(),
            GLOBAL | INST => {
                let first = line();
                let second = rest[first..].iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
                first + second
            }
            _ => 0,
        };
        at = at.saturating_add(1).saturating_add(operands);
    }
    data.len()
}
