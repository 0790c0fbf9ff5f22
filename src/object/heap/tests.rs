//! The heap against a model: random graphs of lists, tuples and texts are collected and frozen, and what can be reached
//! or was frozen stays as it was.
//!
//! These tests also run under Miri, which checks what the `unsafe` of this folder argues.

use std::collections::{HashMap, HashSet};

use super::{Heap, Ref};
use crate::object::{List, Str, Tuple, TupleItems, Value};

/// Miri is some hundred times slower.
const SEEDS: u64 = if cfg!(miri) { 4 } else { 200 };
const STEPS: usize = if cfg!(miri) { 60 } else { 400 };

/// Numbers that depend on the seed only (xorshift64*, Vigna 2016).
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % limit
    }
}

/// What an object should be; others are named by their place in `World::objects`.
#[derive(Clone)]
enum Node {
    List(Vec<usize>),
    /// Its only item, once it has one: the heap lets tuples be changed, and notes it.
    Tuple(Option<usize>),
    Text(String),
}

struct World {
    heap: Heap,
    random: Random,
    model: HashMap<usize, Node>,
    objects: Vec<Value>,
    roots: Vec<usize>,
    frozen: Vec<usize>,
}

impl World {
    fn new(seed: u64) -> World {
        let (heap, random) = (Heap::new(usize::MAX), Random::new(seed));
        World { heap, random, model: HashMap::new(), objects: Vec::new(), roots: Vec::new(), frozen: Vec::new() }
    }

    fn add(&mut self, value: impl Into<Value>, node: Node) {
        let name = self.objects.len();
        self.objects.push(value.into());
        self.model.insert(name, node);
        self.roots.push(name);
    }

    fn any_root(&mut self) -> Option<usize> {
        (!self.roots.is_empty()).then(|| self.roots[self.random.below(self.roots.len())])
    }

    fn text(&self, name: usize) -> Option<(Ref<Str>, String)> {
        match (self.objects[name], &self.model[&name]) {
            (Value::Str(text), Node::Text(content)) => Some((text, content.clone())),
            _ => None,
        }
    }

    fn step(&mut self) {
        match self.random.below(80) {
            0..10 => self.add_text(),
            10..18 => self.add_list(),
            18..24 => self.add_tuple(),
            24..40 => self.link(),
            40..60 => self.concatenate(),
            60..70 => self.forget(),
            70..79 => self.collect(),
            _ => self.freeze(),
        }
    }

    fn add_text(&mut self) {
        let content = "aé€𝄞".chars().cycle().take(self.random.below(150)).collect::<String>();
        let text = self.heap.allocate(Str::new(content.as_str()));
        self.add(text, Node::Text(content));
    }

    fn add_list(&mut self) {
        let list = self.heap.allocate(List(Vec::new()));
        self.add(list, Node::List(Vec::new()));
    }

    fn add_tuple(&mut self) {
        let tuple = self.heap.allocate(Tuple(TupleItems::from_elem(Value::None, 1)));
        self.add(tuple, Node::Tuple(None));
    }

    /// Appends an object to a list, or puts it into a tuple, so that cycles come about, too.
    fn link(&mut self) {
        let (Some(from), Some(to)) = (self.any_root(), self.any_root()) else { return };
        let value = self.objects[to];
        match (self.objects[from], self.model.get_mut(&from)) {
            (Value::List(list), Some(Node::List(items))) => {
                self.heap[list].0.push(value);
                items.push(to);
            }
            (Value::Tuple(tuple), Some(Node::Tuple(item))) => {
                self.heap[tuple].0[0] = value;
                *item = Some(to);
            }
            _ => {}
        }
    }

    fn concatenate(&mut self) {
        let (Some(first), Some(second)) = (self.any_root(), self.any_root()) else { return };
        let (Some((a, start)), Some((b, end))) = (self.text(first), self.text(second)) else { return };
        if start.len() + end.len() < 4000 {
            let whole = self.heap.concat(a, b);
            self.add(whole, Node::Text(start + &end));
        }
    }

    fn forget(&mut self) {
        if !self.roots.is_empty() {
            let index = self.random.below(self.roots.len());
            self.roots.swap_remove(index);
        }
    }

    fn reachable(&self) -> HashSet<usize> {
        let (mut reached, mut pending) = (HashSet::new(), [&self.roots[..], &self.frozen].concat());
        while let Some(name) = pending.pop() {
            if reached.insert(name) {
                match &self.model[&name] {
                    Node::List(items) => pending.extend(items),
                    Node::Tuple(item) => pending.extend(item),
                    Node::Text(_) => {}
                }
            }
        }
        reached
    }

    fn freeze(&mut self) {
        self.collect();
        self.heap.freeze();
        self.frozen = self.model.keys().copied().collect();
    }

    fn collect(&mut self) {
        let roots: Vec<Value> = self.roots.iter().map(|name| self.objects[*name]).collect();
        let marked = self.heap.mark(|visitor| visitor.values(&roots));
        self.heap.sweep(&marked);
        let reachable = self.reachable();
        self.model.retain(|name, _| reachable.contains(name));
        assert_eq!(self.heap.pages.objects().count(), reachable.len(), "what cannot be reached is freed, and only that");
        for (name, node) in &self.model {
            self.check(self.objects[*name], node);
        }
    }

    fn check(&self, value: Value, node: &Node) {
        match (value, node) {
            (Value::Str(text), Node::Text(content)) => assert_eq!(self.heap[text].as_str(), content),
            (Value::List(list), Node::List(items)) => {
                assert_eq!(self.heap[list].0.len(), items.len());
                assert!(self.heap[list].0.iter().zip(items).all(|(value, name)| value.is(self.objects[*name])));
            }
            (Value::Tuple(tuple), Node::Tuple(item)) => {
                assert!(self.heap[tuple].0[0].is(item.map_or(Value::None, |name| self.objects[name])));
            }
            _ => panic!("an object has changed its type"),
        }
    }
}

#[test]
fn what_can_be_reached_survives_unchanged() {
    for seed in 0..SEEDS {
        let mut world = World::new(seed);
        (0..STEPS).for_each(|_| world.step());
        world.collect();
    }
}

/// `first` holds `second`; the two lists of a cycle hold each other.
fn chain_and_cycle(heap: &mut Heap) -> [Ref<List>; 4] {
    let [first, second, third, fourth] = [(); 4].map(|()| heap.allocate(List(Vec::new())));
    heap[first].0.push(second.into());
    heap[third].0.push(fourth.into());
    heap[fourth].0.push(third.into());
    [first, second, third, fourth]
}

#[test]
fn a_chain_dies_from_its_head_and_a_cycle_is_counted() {
    let mut heap = Heap::new(usize::MAX);
    let [first, second, ..] = chain_and_cycle(&mut heap);
    let mut marked = heap.mark(|_| {});
    let deaths = heap.deaths(&mut marked, |_| false);
    assert_eq!(deaths.alone, [vec![first.address(), second.address()]]);
    assert_eq!(deaths.in_cycles, 2);
    heap.sweep(&marked);
    assert_eq!(heap.pages.objects().count(), 0);
}

#[test]
fn what_is_kept_after_all_keeps_what_it_holds() {
    let mut heap = Heap::new(usize::MAX);
    let [first, second, ..] = chain_and_cycle(&mut heap);
    let mut marked = heap.mark(|_| {});
    marked.keep(first.into());
    heap.sweep(&marked);
    assert_eq!(heap.pages.objects().count(), 2);
    assert!(heap[first].0[0].is(second.into()));
}

#[test]
fn a_text_that_two_texts_continue_stays_as_it_was() {
    let mut heap = Heap::new(usize::MAX);
    let start = heap.allocate(Str::new("x".repeat(100)));
    let end = heap.allocate(Str::new("y".repeat(100)));
    let grown = heap.concat(start, end);
    let one = heap.concat(grown, start);
    let two = heap.concat(grown, end);
    let itself = heap.concat(two, two);
    assert_eq!(heap[one].as_str(), "x".repeat(100) + &"y".repeat(100) + &"x".repeat(100));
    assert_eq!(heap[two].as_str(), "x".repeat(100) + &"y".repeat(200));
    assert_eq!(heap[itself].as_str(), heap[two].as_str().repeat(2));
}
