//! The pickler: an explicit stack of what is still to be written, so that depth costs no Rust stack.

use crate::object::*;
use crate::vm::Vm;
use crate::wire::PipeEnd;

use super::opcodes::*;
use super::memory::{self, Memo};
use super::{Step, Stop, encode, global};

/// Items between a MARK and the opcode that takes them.
const BATCH: usize = 1000;

/// So much may be begun and not ended: deeper is endless, as where a `__reduce__` returns new objects each time.
const MOST_TASKS: usize = 200_000;

/// Something still to be written.
#[derive(Clone)]
pub enum Task {
    Save(Value),
    /// An opcode by itself.
    Op(u8),
    /// The end of a tuple whose items are written.
    EndTuple(Ref<Tuple>),
    /// The rest of a list, from an index; the first item of a batch is at a multiple of `BATCH`.
    ListItems { of: Value, items: Vec<Value>, next: usize },
    /// Keys and values in turns.
    DictItems { of: Value, items: Vec<Value>, next: usize },
    SetItems { of: Value, items: Vec<Value>, next: usize },
    /// The opcode that takes a batch of items, which ends at an index.
    EndListItems { of: Value, op: u8, end: usize },
    EndDictItems { of: Value, op: u8, end: usize },
    EndSetItems { of: Value },
    /// A part of an object is written: what notes call it.
    Within { of: Value, part: &'static str },
    /// Enters the object into the memo under the value that was written last.
    Memoize(Value),
    /// A `frozenset` whose items are written.
    EndFrozenSet(Value),
    /// Stops with a need; `then` takes the answer.
    Need { callable: Value, arguments: Vec<Value>, then: Box<Task> },
    /// The answer is what an object's own `__reduce_ex__` has returned.
    Reduced(Value),
    /// The answer is the state of the object, which was written last.
    State(Value),
    /// The answer is a list of items to append, or of pairs to set.
    Items { of: Value, setting: bool },
    /// The answer is a persistent id or None.
    PersistentId(Value),
    /// The answer is what `reducer_override` says about the object.
    Override(Value),
}

impl Task {
    fn visit(&self, visitor: &mut Visitor) {
        match self {
            Task::Op(_) => {}
            Task::EndTuple(tuple) => visitor.reference(*tuple),
            Task::ListItems { of, items, .. } | Task::DictItems { of, items, .. } | Task::SetItems { of, items, .. } => {
                visitor.value(*of);
                visitor.values(items);
            }
            Task::EndListItems { of, .. }
            | Task::EndDictItems { of, .. }
            | Task::EndSetItems { of }
            | Task::Within { of, .. }
            | Task::Items { of, .. }
            | Task::State(of) => visitor.value(*of),
            Task::Need { callable, arguments, then } => {
                visitor.value(*callable);
                visitor.values(arguments);
                then.visit(visitor);
            }
            Task::Save(value)
            | Task::Memoize(value)
            | Task::EndFrozenSet(value)
            | Task::Reduced(value)
            | Task::PersistentId(value)
            | Task::Override(value) => visitor.value(*value),
        }
    }
}

/// A pickling in progress.
pub struct Pickler {
    pub protocol: u8,
    pub out: Vec<u8>,
    pub tasks: Vec<Task>,
    memo: Memo,
    /// Where the memo comes from and goes back to, or None.
    memory: Value,
    /// The result of the last need.
    pub answer: Value,
    /// The pipe ends met so far, if the pickle goes to another process.
    pub ends: Option<Vec<PipeEnd>>,
    /// The `end` objects of `ends`.
    pub end_objects: Vec<Value>,
    pub persistent_id: Value,
    pub reducer_override: Value,
    /// A dict from classes to reducers, or None.
    pub dispatch_table: Value,
}

impl Pickler {
    pub fn new(object: Value, protocol: u8) -> Pickler {
        Pickler {
            protocol,
            out: Vec::new(),
            tasks: vec![Task::Save(object)],
            memo: Memo::default(),
            memory: Value::None,
            answer: Value::Unbound,
            ends: None,
            end_objects: Vec::new(),
            persistent_id: Value::None,
            reducer_override: Value::None,
            dispatch_table: Value::None,
        }
    }

    /// Reads a tuple `(persistent_id, reducer_override, dispatch_table, memory)`.
    pub fn read_hooks(&mut self, vm: &mut Vm, hooks: Value) {
        if let Value::Tuple(hooks) = hooks
            && let [persistent_id, reducer_override, dispatch_table, memory] = *vm.heap[hooks].0
        {
            (self.persistent_id, self.reducer_override, self.dispatch_table) =
                (persistent_id, reducer_override, dispatch_table);
            self.memory = memory;
            self.memo = memory::of(vm, memory).map(std::mem::take).unwrap_or_default();
        }
    }

    pub fn visit(&self, visitor: &mut Visitor) {
        visitor.values(&self.memo.values);
        visitor.value(self.memory);
        visitor.values(&self.end_objects);
        visitor.values(&[self.answer, self.persistent_id, self.reducer_override, self.dispatch_table]);
        for task in &self.tasks {
            task.visit(visitor);
        }
    }

    /// Writes until all is written or something is needed.
    pub fn run(&mut self, vm: &mut Vm) -> Step {
        while let Some(task) = self.tasks.pop() {
            self.perform(vm, task)?;
            if self.tasks.len() > MOST_TASKS {
                let message = "maximum recursion depth exceeded while pickling an object";
                return Err(vm.raise(crate::vm::Exc::RecursionError, message).into());
            }
        }
        Ok(())
    }

    /// The pickle: bytes, or bytes and a list of pipe ends.
    pub fn finish(&mut self, vm: &mut Vm) -> Value {
        if let Some(memo) = memory::of(vm, self.memory) {
            *memo = std::mem::take(&mut self.memo);
        }
        let bytes = encode::pickle(self.protocol, std::mem::take(&mut self.out));
        let bytes = vm.bytes(bytes);
        if self.ends.is_none() {
            return bytes;
        }
        let ends = vm.list(std::mem::take(&mut self.end_objects));
        vm.tuple([bytes, ends])
    }

    fn perform(&mut self, vm: &mut Vm, task: Task) -> Step {
        match task {
            Task::Save(value) => self.save(vm, value),
            Task::Op(op) => {
                self.out.push(op);
                Ok(())
            }
            Task::EndTuple(tuple) => {
                self.end_tuple(vm, tuple);
                Ok(())
            }
            Task::ListItems { of, items, next } => {
                self.batch(items, next, 1, true, |items, next| Task::ListItems { of, items, next }, |alone, end| {
                    Task::EndListItems { of, op: if alone { APPEND } else { APPENDS }, end }
                });
                Ok(())
            }
            Task::DictItems { of, items, next } => {
                self.batch(items, next, 2, true, |items, next| Task::DictItems { of, items, next }, |alone, end| {
                    Task::EndDictItems { of, op: if alone { SETITEM } else { SETITEMS }, end }
                });
                Ok(())
            }
            Task::SetItems { of, items, next } => {
                let end = |_, _| Task::EndSetItems { of };
                self.batch(items, next, 1, false, |items, next| Task::SetItems { of, items, next }, end);
                Ok(())
            }
            Task::EndListItems { op, .. } | Task::EndDictItems { op, .. } => {
                self.out.push(op);
                Ok(())
            }
            Task::EndSetItems { .. } => {
                self.out.push(ADDITEMS);
                Ok(())
            }
            Task::Within { .. } => Ok(()),
            Task::Memoize(value) => {
                self.memoize(value);
                Ok(())
            }
            Task::EndFrozenSet(value) => {
                self.out.push(FROZENSET);
                self.memoize(value);
                Ok(())
            }
            Task::Reduced(value) => {
                let reduced = self.answer;
                self.save_reduced(vm, value, reduced)
            }
            Task::Need { callable, arguments, then } => {
                self.tasks.push(*then);
                Err(Stop::Need(callable, arguments))
            }
            Task::State(of) => {
                let state = self.answer;
                self.save_state(of, state);
                Ok(())
            }
            Task::Items { of, setting } => {
                self.push_items(vm, of, setting);
                Ok(())
            }
            Task::PersistentId(value) => {
                let id = self.answer;
                if id.is_none() {
                    return self.save_object(vm, value);
                }
                self.tasks.extend([Task::Op(BINPERSID), Task::Save(id)]);
                Ok(())
            }
            Task::Override(value) => {
                let reduced = self.answer;
                match reduced {
                    Value::NotImplemented => self.save_kind(vm, value),
                    _ => self.save_reduced(vm, value, reduced),
                }
            }
        }
    }

    /// Pushes the next batch of items and the end of it, which is told whether its one item stands `alone`, without a MARK.
    fn batch(
        &mut self,
        items: Vec<Value>,
        next: usize,
        width: usize,
        has_single: bool,
        rest: impl FnOnce(Vec<Value>, usize) -> Task,
        ending: impl FnOnce(bool, usize) -> Task,
    ) {
        if next >= items.len() {
            return;
        }
        let end = items.len().min(next + BATCH * width);
        let batch: Vec<Task> = items[next..end].iter().rev().map(|item| Task::Save(*item)).collect();
        let alone = end - next == width && has_single;
        if end < items.len() {
            self.tasks.push(rest(items, end));
        }
        self.tasks.push(ending(alone, end));
        self.tasks.extend(batch);
        if !alone {
            self.out.push(MARK);
        }
    }

    pub fn memoize(&mut self, value: Value) {
        let index = self.memo.values.len() as u32;
        self.memo.indices.insert(value.identity(), index);
        self.memo.values.push(value);
        match (self.protocol >= 4, u8::try_from(index)) {
            (true, _) => self.out.push(MEMOIZE),
            (false, Ok(index)) => self.out.extend_from_slice(&[BINPUT, index]),
            (false, Err(_)) => {
                self.out.push(LONG_BINPUT);
                self.out.extend_from_slice(&index.to_le_bytes());
            }
        }
    }

    /// Writes a reference to the memo, if the object is in it.
    fn remembered(&mut self, value: Value) -> bool {
        let Some(index) = self.memo.indices.get(&value.identity()) else { return false };
        match u8::try_from(*index) {
            Ok(index) => self.out.extend_from_slice(&[BINGET, index]),
            Err(_) => {
                self.out.push(LONG_BINGET);
                self.out.extend_from_slice(&index.to_le_bytes());
            }
        }
        true
    }

    fn save(&mut self, vm: &mut Vm, value: Value) -> Step {
        if !self.persistent_id.is_none() {
            self.tasks.push(Task::PersistentId(value));
            return Err(Stop::Need(self.persistent_id, vec![value]));
        }
        self.save_object(vm, value)
    }

    fn save_object(&mut self, vm: &mut Vm, value: Value) -> Step {
        match value {
            Value::None => self.out.push(NONE),
            Value::Bool(true) => self.out.push(NEWTRUE),
            Value::Bool(false) => self.out.push(NEWFALSE),
            Value::Int(int) => encode::int(&mut self.out, int),
            Value::Float(float) => encode::float(&mut self.out, float),
            _ if self.remembered(value) => {}
            _ => return self.save_new(vm, value),
        }
        Ok(())
    }

    fn save_new(&mut self, vm: &mut Vm, value: Value) -> Step {
        match value {
            Value::BigInt(big) => encode::big(&mut self.out, &vm.heap[big].0),
            Value::Str(text) => {
                encode::text(&mut self.out, vm.heap[text].as_str(), self.protocol);
                self.memoize(value);
            }
            Value::Bytes(bytes) if self.protocol >= 3 => {
                encode::bytes(&mut self.out, &vm.heap[bytes].0);
                self.memoize(value);
            }
            Value::ByteArray(bytes) if self.protocol >= 5 => {
                self.out.push(BYTEARRAY8);
                let bytes = &vm.heap[bytes].0;
                self.out.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
                self.out.extend_from_slice(bytes);
                self.memoize(value);
            }
            Value::Tuple(tuple) => self.save_tuple(vm, tuple),
            Value::List(list) => {
                self.out.push(EMPTY_LIST);
                self.memoize(value);
                self.tasks.push(Task::ListItems { of: value, items: vm.heap[list].0.clone(), next: 0 });
            }
            Value::Dict(dict) => {
                self.out.push(EMPTY_DICT);
                self.memoize(value);
                let items = vm.heap[dict].iter().flat_map(|entry| [entry.key, entry.value]).collect();
                self.tasks.push(Task::DictItems { of: value, items, next: 0 });
            }
            Value::Set(set) if self.protocol >= 4 => {
                self.out.push(EMPTY_SET);
                self.memoize(value);
                let items = vm.heap[set].0.iter().map(|(_, item)| item).collect();
                self.tasks.push(Task::SetItems { of: value, items, next: 0 });
            }
            Value::FrozenSet(set) if self.protocol >= 4 => {
                let items: Vec<Task> = vm.heap[set].0.iter().map(|(_, item)| Task::Save(item)).collect();
                self.out.push(MARK);
                self.tasks.push(Task::EndFrozenSet(value));
                self.tasks.extend(items.into_iter().rev());
            }
            _ if !self.reducer_override.is_none() => {
                self.tasks.push(Task::Override(value));
                return Err(Stop::Need(self.reducer_override, vec![value]));
            }
            _ => return self.save_kind(vm, value),
        }
        Ok(())
    }

    fn save_tuple(&mut self, vm: &mut Vm, tuple: Ref<Tuple>) {
        let items = &vm.heap[tuple].0;
        if items.is_empty() {
            return self.out.push(EMPTY_TUPLE);
        }
        if items.len() > 3 {
            self.out.push(MARK);
        }
        self.tasks.push(Task::EndTuple(tuple));
        self.tasks.extend(items.iter().rev().map(|item| Task::Save(*item)));
    }

    fn end_tuple(&mut self, vm: &mut Vm, tuple: Ref<Tuple>) {
        let length = vm.heap[tuple].0.len();
        if self.memo.indices.contains_key(&Value::Tuple(tuple).identity()) {
            // An item refers back to the tuple and has written it already.
            match length {
                1..=3 => self.out.extend(std::iter::repeat_n(POP, length)),
                _ => self.out.push(POP_MARK),
            }
            self.remembered(tuple.into());
            return;
        }
        self.out.push(match length {
            1 => TUPLE1,
            2 => TUPLE2,
            3 => TUPLE3,
            _ => TUPLE,
        });
        self.memoize(tuple.into());
    }

    /// Writes a function or class by its name.
    pub fn save_global(&mut self, vm: &mut Vm, object: Value, name: Option<String>) -> Step {
        let (module, name) = global::names(vm, object, name)?;
        if self.protocol >= 4 {
            // Interned, so that the memo knows them the next time.
            for text in [module, name] {
                let text = Value::Str(vm.intern(&text));
                if !self.remembered(text) {
                    self.save_new(vm, text)?;
                }
            }
            self.out.push(STACK_GLOBAL);
        } else {
            self.out.push(GLOBAL);
            self.out.extend_from_slice(format!("{module}\n{name}\n").as_bytes());
        }
        self.memoize(object);
        Ok(())
    }
}
