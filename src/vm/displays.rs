//! Building displays and argument lists from other containers: in Rust where that calls no Python code.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::frame::Then;
use crate::vm::keys::Access;
use crate::vm::native::Escape;

impl Vm {
    /// Adds `item` to a set display or comprehension.
    pub(super) fn add_to_set_display(&mut self, display: Value, item: Value) -> Result<(), Escape> {
        let Value::Set(set) = display else { unreachable!("a display in the making is a set") };
        match self.set_add(set, item) {
            Err(Escape::Defer) => match self.search_escape(display, item, Access::Add) {
                Escape::Search(search) => self.begin_search(*search, Then::Discard),
                _ => self.display_call("_set_add", &[display, item]),
            },
            result => result,
        }
    }

    /// `{*iterable}`.
    pub(super) fn update_set_display(&mut self, display: Value, iterable: Value) -> Result<(), Escape> {
        let Value::Set(set) = display else { unreachable!("a display in the making is a set") };
        let items = match self.collect(iterable) {
            Ok(items) => items,
            Err(Escape::Defer) => return self.display_call("_set_update", &[display, iterable]),
            Err(escape) => return Err(escape),
        };
        for (index, item) in items.iter().enumerate() {
            match self.set_add(set, *item) {
                Ok(()) => {}
                Err(Escape::Defer) => {
                    let rest = self.tuple(items[index..].to_vec());
                    return self.display_call("_set_update", &[display, rest]);
                }
                Err(escape) => return Err(escape),
            }
        }
        Ok(())
    }

    /// `{**mapping}`.
    pub(super) fn update_dict_display(&mut self, display: Value, mapping: Value) -> Result<(), Escape> {
        let Value::Dict(dict) = display else { unreachable!("a display in the making is a dict") };
        if let Some(other) = crate::builtins::dict::plain_dict(self, mapping) {
            match self.dict_merge(dict, other) {
                Err(Escape::Defer) => {}
                result => return result,
            }
        }
        self.display_call("_dict_update", &[display, mapping])
    }

    /// Adds the keyword arguments `**mapping` of a call of `function`.
    pub(super) fn merge_keywords(&mut self, display: Value, mapping: Value, function: Value) -> Result<(), Escape> {
        let Value::Dict(dict) = display else { unreachable!("a display in the making is a dict") };
        if let Value::Dict(other) = mapping
            && self.heap[dict].is_empty()
            && self.heap[other].iter().all(|entry| matches!(entry.key, Value::Str(_)))
        {
            self.heap[dict] = self.heap[other].clone();
            self.heap.charge(self.heap[dict].external_bytes());
            return Ok(());
        }
        if let Value::Dict(other) = mapping
            && self.has_new_names_only(dict, other)
        {
            for entry in self.dict_entries(other) {
                self.dict_add(dict, entry.hash, entry.key, entry.value);
            }
            return Ok(());
        }
        self.display_call("_dict_merge", &[display, mapping, function])
    }

    /// Whether all keys of `other` are strings that `dict` does not have.
    fn has_new_names_only(&mut self, dict: Ref<Dict>, other: Ref<Dict>) -> bool {
        let entries = self.dict_entries(other);
        entries.into_iter().all(|entry| {
            let is_name = matches!(entry.key, Value::Str(_));
            is_name && matches!(self.dict_find_hashed(dict, entry.hash, entry.key), Ok(None))
        })
    }

    /// `dst =` the items of `iterable`, the only `*` argument of a call of `function`.
    pub(super) fn star_argument(&mut self, dst: u16, iterable: Value, function: Value) -> Result<(), Escape> {
        if let Value::Tuple(_) | Value::List(_) = iterable {
            self.set_register(dst, iterable);
            return Ok(());
        }
        let class = self.class_of(iterable);
        let iterates = self.lookup(class, self.known.__iter__).is_some();
        if !iterates && self.lookup(class, self.known.__getitem__).is_none() {
            return self.display_call("_refuse_star_argument", &[iterable, function]);
        }
        let list = self.list(Vec::new());
        self.set_register(dst, list);
        self.extend_display(list, iterable)
    }
}
