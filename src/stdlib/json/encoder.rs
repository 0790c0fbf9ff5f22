//! The writer: an explicit stack of lists and dicts that are being written.

use std::cmp::Ordering;
use std::collections::HashSet;

use crate::object::*;
use crate::text::float;
use crate::text::int::{Digits, IntRef, to_decimal};
use crate::vm::native::Escape;
use crate::vm::Vm;

use super::{DEEPEST, Step, Stop, quote, too_deep};

/// How strings are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strings {
    Ascii,
    Unicode,
    /// By a function of the user's.
    Own,
}

struct Options {
    check_circular: bool,
    default: Value,
    encoder: Value,
    strings: Strings,
    indent: Option<String>,
    key_separator: String,
    item_separator: String,
    sort_keys: bool,
    skip_keys: bool,
    allow_nan: bool,
}

enum Items {
    /// `default` may change it while it is written.
    List(Ref<List>),
    Tuple(Ref<Tuple>),
    /// Keys and values; `written` says whether any was not skipped.
    Dict { pairs: Vec<(Value, Value)>, written: bool },
    /// What `default` has returned for the object.
    Default,
}

/// An object that is being written.
struct Open {
    object: Value,
    items: Items,
    next: usize,
}

/// What the answer to the last need is.
enum Then {
    Start,
    /// Text to write.
    Text,
    /// Text of a key.
    Key,
    /// The value to write for an object.
    Value,
    /// The items of a mapping, as a list of pairs, sorted if they have to be.
    Pairs(Value),
    SortedPairs(Value),
}

/// A writing in progress.
pub struct Encoder {
    options: Options,
    level: usize,
    out: String,
    open: Vec<Open>,
    /// The objects in `open`.
    known: HashSet<i64>,
    object: Value,
    then: Then,
}

impl Encoder {
    /// From an object, a level and a tuple: circular, default, encoder, strings, indent, the two
    /// separators, sort_keys, skipkeys, allow_nan.
    pub fn new(vm: &mut Vm, arguments: &[Value]) -> Result<Encoder, Escape> {
        let level = usize::try_from(vm.int_argument(arguments[1])?).unwrap_or(0);
        let options = vm.items_argument(arguments[2])?;
        let [circular, default, encoder, strings, indent, key, item, sort, skip, nan] = options[..] else {
            return Err(vm.type_error("ten options are required"));
        };
        let strings = match vm.int_argument(strings)? {
            0 => Strings::Ascii,
            1 => Strings::Unicode,
            _ => Strings::Own,
        };
        let options = Options {
            check_circular: vm.flag_argument(circular, true)?,
            default,
            encoder,
            strings,
            indent: if indent.is_none() { None } else { Some(vm.str_argument(indent, "make_encoder() argument 4")?) },
            key_separator: vm.str_argument(key, "make_encoder() argument 5")?,
            item_separator: vm.str_argument(item, "make_encoder() argument 6")?,
            sort_keys: vm.flag_argument(sort, false)?,
            skip_keys: vm.flag_argument(skip, false)?,
            allow_nan: vm.flag_argument(nan, true)?,
        };
        let object = arguments[0];
        Ok(Encoder {
            options,
            level,
            out: String::new(),
            open: Vec::new(),
            known: HashSet::new(),
            object,
            then: Then::Start,
        })
    }

    pub fn visit(&self, visitor: &mut Visitor) {
        visitor.values(&[self.options.default, self.options.encoder, self.object]);
        if let Then::Pairs(object) | Then::SortedPairs(object) = self.then {
            visitor.value(object);
        }
        for open in &self.open {
            visitor.value(open.object);
            match &open.items {
                Items::List(list) => visitor.reference(*list),
                Items::Tuple(tuple) => visitor.reference(*tuple),
                Items::Dict { pairs, .. } => pairs.iter().for_each(|(key, value)| visitor.values(&[*key, *value])),
                Items::Default => {}
            }
        }
    }

    /// What is being written, from the inside out: each container with the index or key, each object
    /// that `default` has stood in for with an ellipsis.
    pub fn path(&self) -> Vec<(Value, Value)> {
        let item = |open: &Open| {
            let last = open.next.checked_sub(1)?;
            Some((open.object, match &open.items {
                Items::List(_) | Items::Tuple(_) => Value::Int(last as i64),
                Items::Dict { pairs, .. } => pairs[last].0,
                Items::Default => Value::Ellipsis,
            }))
        };
        self.open.iter().rev().filter_map(item).collect()
    }

    /// Writes until all is written or something is needed. The result is the text.
    pub fn run(&mut self, vm: &mut Vm, answer: Value) -> Step<Value> {
        match std::mem::replace(&mut self.then, Then::Start) {
            Then::Start => self.write(vm, self.object)?,
            Then::Text => self.push_answer(vm, answer)?,
            Then::Key => {
                self.push_answer(vm, answer)?;
                self.write_member(vm)?;
            }
            Then::Value => {
                if let Some(open) = self.open.last_mut() {
                    open.next = 1;
                }
                self.write(vm, answer)?;
            }
            Then::Pairs(object) => {
                let pairs = pairs_in(vm, answer)?;
                self.open_dict(vm, object, pairs)?;
            }
            Then::SortedPairs(object) => {
                let pairs = pairs_in(vm, answer)?;
                self.push_dict(vm, object, pairs)?;
            }
        }
        while self.write_next(vm)? {}
        let text = std::mem::take(&mut self.out);
        Ok(vm.str(text))
    }

    fn push_answer(&mut self, vm: &mut Vm, answer: Value) -> Step {
        match vm.as_str(answer) {
            Some(text) => {
                self.out.push_str(text);
                Ok(())
            }
            None => {
                let name = vm.type_name(answer);
                Err(vm.type_error(format!("encoder() must return a string, not {name}")).into())
            }
        }
    }

    fn need<T>(&mut self, callable: Value, argument: Value, then: Then) -> Step<T> {
        self.then = then;
        Err(Stop::Need(callable, vec![argument]))
    }

    fn new_line(&mut self, deeper: usize) {
        if let Some(indent) = &self.options.indent {
            self.out.push('\n');
            for _ in 0..self.level + deeper {
                self.out.push_str(indent);
            }
        }
    }

    /// How many containers are open.
    fn depth(&self) -> usize {
        self.open.iter().filter(|open| !matches!(open.items, Items::Default)).count()
    }

    /// The next item of the innermost container, or its end; false once nothing is open.
    fn write_next(&mut self, vm: &mut Vm) -> Step<bool> {
        let Some(open) = self.open.last_mut() else { return Ok(false) };
        let next = open.next;
        match &mut open.items {
            Items::List(list) if next < vm.heap[*list].0.len() => {
                let item = vm.heap[*list].0[next];
                self.write_item(vm, item)?;
            }
            Items::Tuple(tuple) if next < vm.heap[*tuple].0.len() => {
                let item = vm.heap[*tuple].0[next];
                self.write_item(vm, item)?;
            }
            Items::Dict { pairs, .. } if next < pairs.len() => {
                let key = pairs[next].0;
                open.next += 1;
                self.write_key(vm, key)?;
            }
            _ => self.close(),
        }
        Ok(true)
    }

    fn write_item(&mut self, vm: &mut Vm, item: Value) -> Step {
        if let Some(open) = self.open.last_mut() {
            open.next += 1;
            let first = open.next == 1;
            self.separate(first);
        }
        self.write(vm, item)
    }

    /// Before an item: a comma unless it is the first one, and a line of its own.
    fn separate(&mut self, first: bool) {
        if !first {
            self.out.push_str(&self.options.item_separator);
        }
        if self.options.indent.is_some() {
            let depth = self.depth();
            self.new_line(depth);
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        self.known.remove(&open.object.identity());
        let (end, empty) = match open.items {
            Items::List(_) | Items::Tuple(_) => (']', false),
            Items::Dict { written, .. } => ('}', !written),
            Items::Default => return,
        };
        if !empty && self.options.indent.is_some() {
            let depth = self.depth();
            self.new_line(depth);
        }
        self.out.push(end);
    }

    /// A value: at once, or what opens a container.
    fn write(&mut self, vm: &mut Vm, value: Value) -> Step {
        match vm.unwrap(value) {
            Value::None => self.out.push_str("null"),
            Value::Bool(true) => self.out.push_str("true"),
            Value::Bool(false) => self.out.push_str("false"),
            Value::Int(int) => self.out.push_str(Digits::decimal(int).as_str()),
            Value::Str(text) => return self.write_string(vm, text, Then::Text),
            Value::Float(float) => self.write_float(vm, float)?,
            Value::BigInt(big) => match to_decimal(IntRef::Big(&vm.heap[big].0), vm.digits_limit) {
                Ok(text) => self.out.push_str(&text),
                Err(error) => return Err(vm.raise_text(error).into()),
            },
            Value::List(list) => return self.push_list(vm, value, vm.heap[list].0.is_empty(), Items::List(list)),
            Value::Tuple(tuple) => return self.push_list(vm, value, vm.heap[tuple].0.is_empty(), Items::Tuple(tuple)),
            Value::Dict(dict) => return self.write_dict(vm, value, dict),
            _ => {
                self.push(vm, value, Items::Default)?;
                return self.need(self.options.default, value, Then::Value);
            }
        }
        Ok(())
    }

    fn write_string(&mut self, vm: &mut Vm, text: Ref<Str>, then: Then) -> Step {
        match self.options.strings {
            Strings::Own => self.need(self.options.encoder, text.into(), then),
            strings => {
                quote::write(&mut self.out, vm.heap[text].as_str(), strings == Strings::Ascii);
                Ok(())
            }
        }
    }

    fn write_float(&mut self, vm: &mut Vm, float: f64) -> Step {
        if float.is_finite() {
            self.out.push_str(&float::repr(float));
            return Ok(());
        }
        if !self.options.allow_nan {
            let shown = float::repr(float);
            return Err(vm.value_error(format!("Out of range float values are not JSON compliant: {shown}")).into());
        }
        self.out.push_str(match float {
            f64::INFINITY => "Infinity",
            f64::NEG_INFINITY => "-Infinity",
            _ => "NaN",
        });
        Ok(())
    }

    fn push(&mut self, vm: &mut Vm, object: Value, items: Items) -> Step {
        if self.options.check_circular && !self.known.insert(object.identity()) {
            return Err(vm.value_error("Circular reference detected").into());
        }
        if self.open.len() >= DEEPEST {
            return Err(too_deep(vm, "encoding a JSON object"));
        }
        self.open.push(Open { object, items, next: 0 });
        Ok(())
    }

    fn push_list(&mut self, vm: &mut Vm, object: Value, empty: bool, items: Items) -> Step {
        if empty {
            self.out.push_str("[]");
            return Ok(());
        }
        self.push(vm, object, items)?;
        self.out.push('[');
        Ok(())
    }

    fn write_dict(&mut self, vm: &mut Vm, object: Value, dict: Ref<Dict>) -> Step {
        if vm.heap[dict].is_empty() && matches!(object, Value::Dict(_)) {
            self.out.push_str("{}");
            return Ok(());
        }
        if !has_own_items(vm, object) {
            let pairs = vm.heap[dict].iter().map(|entry| (entry.key, entry.value)).collect();
            return self.open_dict(vm, object, pairs);
        }
        self.need(vm.prelude_function("_json_items"), object, Then::Pairs(object))
    }

    fn open_dict(&mut self, vm: &mut Vm, object: Value, mut pairs: Vec<(Value, Value)>) -> Step {
        if self.options.sort_keys {
            if pairs.iter().any(|(key, _)| !matches!(key, Value::Str(_))) {
                let pairs = pairs.into_iter().map(|(key, value)| vm.tuple([key, value])).collect();
                let pairs = vm.list(pairs);
                return self.need(vm.prelude_function("_json_sorted"), pairs, Then::SortedPairs(object));
            }
            pairs.sort_by(|(one, _), (other, _)| order_of_texts(vm, *one, *other));
        }
        self.push_dict(vm, object, pairs)
    }

    fn push_dict(&mut self, vm: &mut Vm, object: Value, pairs: Vec<(Value, Value)>) -> Step {
        if pairs.is_empty() {
            self.out.push_str("{}");
            return Ok(());
        }
        self.push(vm, object, Items::Dict { pairs, written: false })?;
        self.out.push('{');
        Ok(())
    }

    fn write_key(&mut self, vm: &mut Vm, key: Value) -> Step {
        let plain = vm.unwrap(key);
        if !matches!(plain, Value::Str(_) | Value::None | Value::Bool(_) | Value::Int(_) | Value::BigInt(_) | Value::Float(_)) {
            if self.options.skip_keys {
                return Ok(());
            }
            let name = vm.type_name(key);
            let message = format!("keys must be str, int, float, bool or None, not {name}");
            if let Some(open) = self.open.last_mut() {
                // The note is about the dict, not about an item of it.
                open.next = 0;
            }
            return Err(vm.type_error(message).into());
        }
        let mut first = false;
        if let Some(Open { items: Items::Dict { written, .. }, .. }) = self.open.last_mut() {
            first = !std::mem::replace(written, true);
        }
        self.separate(first);
        match plain {
            Value::Str(text) => self.write_string(vm, text, Then::Key)?,
            _ => {
                self.out.push('"');
                self.write(vm, plain)?;
                self.out.push('"');
            }
        }
        self.write_member(vm)
    }

    /// What comes after a key.
    fn write_member(&mut self, vm: &mut Vm) -> Step {
        self.out.push_str(&self.options.key_separator);
        let value = match self.open.last() {
            Some(Open { items: Items::Dict { pairs, .. }, next, .. }) => pairs[*next - 1].1,
            _ => unreachable!("a dict is open"),
        };
        self.write(vm, value)
    }
}

/// Whether an object's class has an `items` of its own.
fn has_own_items(vm: &mut Vm, object: Value) -> bool {
    let Value::Instance(instance) = object else { return false };
    let (class, name) = (vm.heap[instance].class, vm.intern("items"));
    let (found, plain) = (vm.lookup(class, name), vm.lookup(vm.types.dict, name));
    !matches!((found, plain), (Some(found), Some(plain)) if found.is(plain))
}

fn pairs_in(vm: &mut Vm, list: Value) -> Step<Vec<(Value, Value)>> {
    let mut pairs = Vec::new();
    for pair in vm.items_argument(list)? {
        match pair {
            Value::Tuple(pair) if vm.heap[pair].0.len() == 2 => pairs.push((vm.heap[pair].0[0], vm.heap[pair].0[1])),
            _ => return Err(vm.value_error("items must return 2-tuples").into()),
        }
    }
    Ok(pairs)
}

/// Out of line: a sort has its order in many places.
#[inline(never)]
fn order_of_texts(vm: &Vm, one: Value, other: Value) -> Ordering {
    vm.as_str(one).cmp(&vm.as_str(other))
}
