//! Globals, attributes, items and loops: what inline caches know, and lists.

use super::arithmetic::Operand;
use super::blocks;
use super::lowering::{FRAME, INT, Lowering, OTHER, PAYLOAD, POINTER, VALUE_BITS, VM};
use super::wasm::{Access, Plain};
use super::{Next, Site};
use crate::object::{Cache, Dict, Ref, ShapeId, Str, Tag, Value};

impl Lowering<'_> {
    pub fn load_global(&mut self, dst: u16, site: u16) {
        let Site { name, cache, gives, .. } = self.source.sites[usize::from(site)];
        match cache {
            Cache::Global { index } => self.load_entry(dst, self.source.globals, index, name),
            Cache::Builtin { version, index } => {
                self.body.i32(self.source.globals.address() as i32);
                self.body.access(Access::I32Load, self.source.offsets.dict_version);
                self.body.i32(version as i32);
                self.body.op(Plain::I32Ne);
                self.leave_if();
                self.load_entry(dst, self.source.builtins, index, name);
            }
            _ => {
                self.done_by(self.source.helpers.load_global);
                self.forget(dst);
            }
        }
        self.hint(dst, gives);
    }

    pub fn store_global(&mut self, src: u16, site: u16) {
        match self.source.sites[usize::from(site)] {
            // Changes of what was frozen are noted, once: such a namespace is left to the run loop.
            Site { name, cache: Cache::Global { index }, .. } if !self.source.globals_frozen => {
                let entry = self.check_entry(self.source.globals, index, name);
                self.store_to(src, entry + self.source.offsets.entry_value);
            }
            _ => self.leave(),
        }
    }

    /// The value of a dict's entry, if that still has the key.
    fn load_entry(&mut self, dst: u16, dict: Ref<Dict>, index: u32, name: Ref<Str>) {
        let entry = self.check_entry(dict, index, name);
        self.define_from(dst, entry + self.source.offsets.entry_value);
    }

    /// Points to the entries of a dict, and says how far from there this one is; leaves if it does not have the key.
    fn check_entry(&mut self, dict: Ref<Dict>, index: u32, name: Ref<Str>) -> u32 {
        let offsets = self.source.offsets;
        let entry = index * offsets.entry_size;
        self.body.i32(dict.address() as i32);
        self.body.access(Access::I32Load, offsets.dict_entries.len);
        self.body.i32(index as i32 + 1);
        self.body.op(Plain::I32LtU);
        self.leave_if();
        self.body.i32(dict.address() as i32);
        self.body.access(Access::I32Load, offsets.dict_entries.items);
        self.body.tee(POINTER);
        self.body.access(Access::I32Load, entry + offsets.entry_key);
        self.body.i32(Tag::Str as i32);
        self.body.op(Plain::I32Ne);
        self.body.get(POINTER);
        self.body.access(Access::I32Load, entry + offsets.entry_key + PAYLOAD);
        self.body.i32(name.address() as i32);
        self.body.op(Plain::I32Ne);
        self.body.op(Plain::I32Or);
        self.leave_if();
        entry
    }

    pub fn load_attribute(&mut self, dst: u16, object: u16, site: u16) {
        self.by_slot(object, site, self.source.helpers.load_attribute, |lowering, slot, otherwise| {
            lowering.body.get(POINTER);
            lowering.body.access(Access::I32Load, slot);
            lowering.body.op(Plain::I32Eqz);
            lowering.body.branch_if(otherwise);
            lowering.define_from(dst, slot);
        });
        self.forget(dst);
    }

    pub fn store_attribute(&mut self, object: u16, src: u16, site: u16) {
        self.by_slot(object, site, self.source.helpers.store_attribute, |lowering, slot, _| lowering.store_to(src, slot));
    }

    /// Does something with the slot of an instance, which is so far from `POINTER`, where one of the site's caches knows
    /// it; it may branch to another block instead. Lets the helper do it otherwise.
    fn by_slot(&mut self, object: u16, site: u16, helper: u32, act: impl Fn(&mut Self, u32, u32)) {
        let slot_of = |cache| match cache {
            Cache::Slot { shape, version, slot } => Some((shape, version, slot)),
            _ => None,
        };
        self.by_caches(object, site, helper, slot_of, |lowering, slot, otherwise| {
            lowering.point_to_slots();
            act(lowering, slot << VALUE_BITS, otherwise);
        });
    }

    /// Does something with what one of the site's caches knows of instances of a shape and a class of a version; the
    /// instance is in `POINTER`. Lets the helper do it otherwise.
    fn by_caches<T>(
        &mut self,
        object: u16,
        site: u16,
        helper: u32,
        known: impl Fn(Cache) -> Option<(ShapeId, u32, T)>,
        act: impl Fn(&mut Self, T, u32),
    ) {
        let Site { cache, other, .. } = self.source.sites[usize::from(site)];
        let done = self.body.depth();
        self.body.block();
        for (shape, version, what) in [cache, other].into_iter().filter_map(known) {
            let otherwise = self.body.depth();
            self.body.block();
            let before = self.knowledge();
            self.check_instance(object, shape, version, otherwise);
            act(self, what, otherwise);
            self.restore(before);
            self.body.branch(done);
            self.body.op(Plain::End);
        }
        self.done_by(helper);
        self.body.op(Plain::End);
    }

    pub fn load_method(&mut self, f: u16, object: u16, site: u16) {
        let Site { cache, other, gives, .. } = self.source.sites[usize::from(site)];
        let tag = self.expected(object);
        let known = [cache, other].into_iter().find_map(|cache| match cache {
            Cache::Type { version, value } if self.source.type_versions.contains(&(tag, version)) => Some(value),
            _ => None,
        });
        match known {
            // The classes of these cannot be changed, and all values of the type have the same.
            Some(value) => {
                self.guard(object, tag);
                self.method_of(f, value, object);
            }
            None => self.load_method_of_instance(f, object, site),
        }
        self.hint(f, gives);
    }

    fn load_method_of_instance(&mut self, f: u16, object: u16, site: u16) {
        let method_of = |cache| match cache {
            Cache::Class { shape, version, value } => Some((shape, version, value)),
            _ => None,
        };
        let helper = self.source.helpers.load_method;
        self.by_caches(object, site, helper, method_of, |lowering, method, _| lowering.method_of(f, method, object));
        self.forget(f);
        self.forget(f + 1);
    }

    fn method_of(&mut self, f: u16, function: Value, object: u16) {
        // The object may be in the register that the function goes to.
        if object == f {
            self.copy(f + 1, object);
            self.forget(f);
            self.constant(f, function);
        } else {
            self.forget(f);
            self.constant(f, function);
            self.copy(f + 1, object);
        }
        self.forget(f);
        self.forget(f + 1);
    }

    /// Branches unless the register holds an instance of that shape whose class has that version; its address is in
    /// `POINTER`.
    fn check_instance(&mut self, object: u16, shape: ShapeId, version: u32, other: u32) {
        let offsets = self.source.offsets;
        self.tag(object);
        self.body.i32(Tag::Instance as i32);
        self.body.op(Plain::I32Ne);
        self.body.branch_if(other);
        self.load(object, Access::I32Load);
        self.body.tee(POINTER);
        self.body.access(Access::I32Load, offsets.instance_shape);
        self.body.i32(shape.0 as i32);
        self.body.op(Plain::I32Ne);
        self.body.get(POINTER);
        self.body.access(Access::I32Load, offsets.instance_class);
        self.body.access(Access::I32Load, offsets.class_version);
        self.body.i32(version as i32);
        self.body.op(Plain::I32Ne);
        self.body.op(Plain::I32Or);
        self.body.branch_if(other);
    }

    /// From the instance in `POINTER` to its slots.
    fn point_to_slots(&mut self) {
        self.body.get(POINTER);
        self.body.access(Access::I32Load, self.source.offsets.instance_slots.items);
        self.body.set(POINTER);
    }

    pub fn load_item(&mut self, dst: u16, object: u16, key: Operand) {
        if self.points_to_item(object, key) {
            self.define_from(dst, 0);
        } else {
            self.done_by(self.source.helpers.load_item);
            self.forget(dst);
        }
    }

    pub fn store_item(&mut self, object: u16, key: u16, src: u16) {
        if self.points_to_item(object, Operand::Register(key)) {
            self.store_to(src, 0);
        } else {
            self.done_by(self.source.helpers.store_item);
        }
    }

    /// Points to the item of a list, if one and an int are expected; returns whether they are.
    fn points_to_item(&mut self, object: u16, key: Operand) -> bool {
        let expected = (self.expected(object), self.kind(key)) == (Tag::List, Tag::Int);
        if expected {
            self.guard(object, Tag::List);
            self.guard_operand(key, Tag::Int);
            self.push_int(key);
            self.body.set(INT);
            self.point_to_item(object);
        }
        expected
    }

    /// Points to the item number `INT` of a list; a negative number counts from the end. Leaves if there is none.
    fn point_to_item(&mut self, list: u16) {
        let items = self.source.offsets.list_items;
        self.load(list, Access::I32Load);
        self.body.tee(POINTER);
        self.body.access(Access::I32Load, items.len);
        self.body.set(OTHER);
        self.body.get(INT);
        self.body.i64(0);
        self.body.op(Plain::I64LtS);
        self.body.begin_if();
        self.body.get(INT);
        self.length();
        self.body.op(Plain::I64Add);
        self.body.set(INT);
        self.body.op(Plain::End);
        self.body.get(INT);
        self.length();
        self.body.op(Plain::I64GeU);
        self.leave_if();
        self.body.get(POINTER);
        self.body.access(Access::I32Load, items.items);
        self.body.get(INT);
        self.body.op(Plain::I32WrapI64);
        self.point_to_numbered();
    }

    /// Points to the value of a number, after an address and that number on the stack.
    fn point_to_numbered(&mut self) {
        self.body.i32(VALUE_BITS);
        self.body.op(Plain::I32Shl);
        self.body.op(Plain::I32Add);
        self.body.set(POINTER);
    }

    /// Where there is room, here; what the list has come to own is charged as the run loop does.
    pub fn append(&mut self, list: u16, src: u16) {
        let (items, vm) = (self.source.offsets.list_items, self.source.vm);
        let done = self.body.depth();
        self.body.block();
        let full = self.body.depth();
        self.body.block();
        self.load(list, Access::I32Load);
        self.body.tee(FRAME);
        self.body.access(Access::I32Load, items.len);
        self.body.tee(OTHER);
        self.body.get(FRAME);
        self.body.access(Access::I32Load, items.capacity);
        self.body.op(Plain::I32GeU);
        self.body.branch_if(full);
        self.body.get(FRAME);
        self.body.access(Access::I32Load, items.items);
        self.body.get(OTHER);
        self.point_to_numbered();
        self.store_to(src, 0);
        self.body.get(FRAME);
        self.body.get(OTHER);
        self.body.i32(1);
        self.body.op(Plain::I32Add);
        self.body.access(Access::I32Store, items.len);
        self.body.get(VM);
        self.body.get(VM);
        self.body.access(Access::I32Load, vm.allocated);
        self.body.i32(1 << VALUE_BITS);
        self.body.op(Plain::I32Add);
        self.body.access(Access::I32Store, vm.allocated);
        self.body.branch(done);
        self.body.op(Plain::End);
        self.done_by(self.source.helpers.other);
        self.body.op(Plain::End);
    }

    fn length(&mut self) {
        self.body.get(OTHER);
        self.body.op(Plain::I64ExtendI32U);
    }

    /// A step of a loop: over a range or a list here, over anything else by the helper.
    pub fn for_next(&mut self, iter: u16, dst: u16) {
        let target = blocks::target(self.source.ops, self.at).expect("the instruction jumps");
        if target <= self.at {
            self.pay();
        }
        let ended = self.body.depth();
        self.body.block();
        self.step_here(iter, dst, target, ended);
        self.help(self.source.helpers.next);
        self.body.set(POINTER);
        self.answer_is(Next::TAKEN);
        self.body.begin_if();
        self.go_to(target);
        self.body.op(Plain::End);
        if blocks::pair_of(self.source.ops, self.at, self.source.locals).is_some() {
            self.answer_is(Next::PAIR);
            self.body.begin_if();
            self.go_to(target + 1);
            self.body.op(Plain::End);
        }
        self.answer_is(Next::LEAVE);
        self.leave_if();
        // What is below 0 is how to leave.
        self.body.get(POINTER);
        self.body.i32(0);
        self.body.op(Plain::I32LtS);
        self.body.begin_if();
        self.body.get(POINTER);
        self.body.op(Plain::Return);
        self.body.op(Plain::End);
        self.body.op(Plain::End);
        self.forget(dst);
    }

    fn answer_is(&mut self, answer: i32) {
        self.body.get(POINTER);
        self.body.i32(answer);
        self.body.op(Plain::I32Eq);
    }

    fn step_here(&mut self, iter: u16, dst: u16, target: usize, ended: u32) {
        let offsets = self.source.offsets;
        let other = self.body.depth();
        self.body.block();
        self.tag(iter);
        self.body.i32(Tag::Iter as i32);
        self.body.op(Plain::I32Ne);
        self.body.branch_if(other);
        self.load(iter, Access::I32Load);
        self.body.tee(POINTER);
        self.body.access(Access::I32Load, offsets.iter_tag);
        self.body.set(OTHER);
        self.iterator_is(offsets.iter_range);
        self.body.begin_if();
        self.step_range(dst, target, ended);
        self.body.op(Plain::End);
        self.iterator_is(offsets.iter_list);
        self.body.begin_if();
        self.step_list(dst, target, other);
        self.body.op(Plain::End);
        self.body.op(Plain::End);
    }

    fn iterator_is(&mut self, kind: i32) {
        self.body.get(OTHER);
        self.body.i32(kind);
        self.body.op(Plain::I32Eq);
    }

    fn step_range(&mut self, dst: u16, target: usize, ended: u32) {
        let offsets = self.source.offsets;
        self.body.get(POINTER);
        self.body.access(Access::I64Load, offsets.range_remaining);
        self.body.tee(INT);
        self.body.op(Plain::I64Eqz);
        self.body.branch_if(ended);
        self.body.get(POINTER);
        self.body.get(INT);
        self.body.i64(1);
        self.body.op(Plain::I64Sub);
        self.body.access(Access::I64Store, offsets.range_remaining);
        self.body.get(POINTER);
        self.body.access(Access::I64Load, offsets.range_next);
        self.body.set(INT);
        self.body.get(POINTER);
        self.body.get(INT);
        self.body.get(POINTER);
        self.body.access(Access::I64Load, offsets.range_step);
        self.body.op(Plain::I64Add);
        self.body.access(Access::I64Store, offsets.range_next);
        self.body.get(INT);
        self.define_int(dst);
        // That is known in this branch only.
        self.forget(dst);
        self.go_to(target);
    }

    /// At its end the helper ends the iterator.
    fn step_list(&mut self, dst: u16, target: usize, other: u32) {
        let offsets = self.source.offsets;
        self.body.get(POINTER);
        self.body.access(Access::I32Load, offsets.list_iter_index);
        self.body.tee(OTHER);
        self.body.get(POINTER);
        self.body.access(Access::I32Load, offsets.list_iter_list);
        self.body.access(Access::I32Load, offsets.list_items.len);
        self.body.op(Plain::I32GeU);
        self.body.branch_if(other);
        self.body.get(POINTER);
        self.body.get(OTHER);
        self.body.i32(1);
        self.body.op(Plain::I32Add);
        self.body.access(Access::I32Store, offsets.list_iter_index);
        self.body.get(POINTER);
        self.body.access(Access::I32Load, offsets.list_iter_list);
        self.body.access(Access::I32Load, offsets.list_items.items);
        self.body.get(OTHER);
        self.point_to_numbered();
        self.define_from(dst, 0);
        self.go_to(target);
    }
}
