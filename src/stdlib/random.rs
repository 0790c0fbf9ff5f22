//! `_random`: the Mersenne Twister that CPython's `random` uses, with the same numbers for the same seed.

use dashu_int::{IBig, UBig};

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::*;

/// Adds the class `Random`.
pub fn fill(vm: &mut Vm, random: Ref<Dict>) {
    let class = vm.native_class_at("_random.Random", RANDOM);
    vm.define(random, "Random", class);
}

const RANDOM: &[NativeDef] = &[
    static_method("__new__", "(cls, /, *args, **kwargs)", new),
    method("seed", "(self, n=None, /)", seed),
    method("random", "(self, /)", random),
    method("getrandbits", "(self, k, /)", getrandbits),
    method("getstate", "(self, /)", getstate),
    method("setstate", "(self, state, /)", setstate),
];

const N: usize = 624;
const M: usize = 397;

/// MT19937.
struct Twister {
    state: [u32; N],
    index: usize,
}

impl Twister {
    fn from_number(seed: u32) -> Twister {
        let mut state = [0; N];
        state[0] = seed;
        for index in 1..N {
            let previous: u32 = state[index - 1];
            state[index] = 1_812_433_253u32.wrapping_mul(previous ^ (previous >> 30)).wrapping_add(index as u32);
        }
        Twister { state, index: N }
    }

    fn from_key(key: &[u32]) -> Twister {
        let mut twister = Twister::from_number(19_650_218);
        let state = &mut twister.state;
        let (mut i, mut j) = (1, 0);
        for _ in 0..N.max(key.len()) {
            let mixed = (state[i - 1] ^ (state[i - 1] >> 30)).wrapping_mul(1_664_525);
            state[i] = (state[i] ^ mixed).wrapping_add(key[j]).wrapping_add(j as u32);
            i += 1;
            j = (j + 1) % key.len();
            if i >= N {
                state[0] = state[N - 1];
                i = 1;
            }
        }
        for _ in 0..N - 1 {
            let mixed = (state[i - 1] ^ (state[i - 1] >> 30)).wrapping_mul(1_566_083_941);
            state[i] = (state[i] ^ mixed).wrapping_sub(i as u32);
            i += 1;
            if i >= N {
                state[0] = state[N - 1];
                i = 1;
            }
        }
        state[0] = 0x8000_0000;
        twister
    }

    fn refill(&mut self) {
        for index in 0..N {
            let y = (self.state[index] & 0x8000_0000) | (self.state[(index + 1) % N] & 0x7fff_ffff);
            let odd = if y & 1 == 1 { 0x9908_b0df } else { 0 };
            self.state[index] = self.state[(index + M) % N] ^ (y >> 1) ^ odd;
        }
        self.index = 0;
    }

    fn next(&mut self) -> u32 {
        if self.index >= N {
            self.refill();
        }
        let mut y = self.state[self.index];
        self.index += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }

    fn next_float(&mut self) -> f64 {
        let (high, low) = (f64::from(self.next() >> 5), f64::from(self.next() >> 6));
        (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
    }

    /// `bits` random bits, the first word lowest.
    fn next_bits(&mut self, bits: usize) -> UBig {
        let mut bytes = Vec::with_capacity(bits.div_ceil(32) * 4);
        let mut left = bits;
        while left > 0 {
            let taken = left.min(32);
            bytes.extend_from_slice(&(self.next() >> (32 - taken)).to_le_bytes());
            left -= taken;
        }
        UBig::from_le_bytes(&bytes)
    }
}

fn new(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let native = vm.native_class_at("_random.Random", RANDOM);
    let mut key = [0; N * 4];
    vm.host.entropy(&mut key);
    let twister = Twister::from_key(&words(&key));
    let generator = vm.opaque(native, twister);
    match arguments[0] {
        Value::Class(class) => Ok(vm.wrap(class, generator)),
        _ => Ok(generator),
    }
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes
        .chunks(4)
        .map(|chunk| {
            let mut word = [0; 4];
            word[..chunk.len()].copy_from_slice(chunk);
            u32::from_le_bytes(word)
        })
        .collect()
}

fn twister(vm: &mut Vm, value: Value) -> Result<&mut Twister, Escape> {
    match vm.unwrap(value) {
        Value::Opaque(generator) if vm.heap[generator].get::<Twister>().is_some() => {
            Ok(vm.heap[generator].get_mut().expect("checked above"))
        }
        _ => Err(vm.type_error("a Random is required")),
    }
}

fn seed(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let seeded = match arguments[1] {
        Value::Unbound | Value::None => {
            let mut key = [0; N * 4];
            vm.host.entropy(&mut key);
            Twister::from_key(&words(&key))
        }
        value => {
            let number = match vm.unwrap(value) {
                Value::Int(_) | Value::Bool(_) | Value::BigInt(_) => vm.big_argument(value)?,
                _ => IBig::from(vm.hash(value)?),
            };
            let mut key = words(&number.into_parts().1.to_le_bytes());
            if key.is_empty() {
                key.push(0);
            }
            Twister::from_key(&key)
        }
    };
    *twister(vm, arguments[0])? = seeded;
    Ok(Value::None)
}

fn random(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    Ok(Value::Float(twister(vm, arguments[0])?.next_float()))
}

fn getrandbits(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let bits = vm.int_argument(arguments[1])?;
    let Ok(bits) = usize::try_from(bits) else {
        return Err(vm.value_error("Cannot convert negative int"));
    };
    let twister = twister(vm, arguments[0])?;
    if (1..=32).contains(&bits) {
        return Ok(Value::Int((twister.next() >> (32 - bits)).into()));
    }
    let number = twister.next_bits(bits);
    Ok(vm.int(number.into()))
}

fn getstate(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let twister = twister(vm, arguments[0])?;
    let index = twister.index;
    let mut state: Vec<Value> = twister.state.iter().map(|word| Value::Int((*word).into())).collect();
    state.push(Value::Int(index as i64));
    Ok(vm.tuple(state))
}

fn setstate(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let items = vm.items_argument(arguments[1])?;
    if items.len() != N + 1 {
        return Err(vm.value_error("state vector is the wrong size"));
    }
    let mut state = [0; N];
    for (word, item) in state.iter_mut().zip(&items) {
        *word = vm.int_argument(*item)? as u32;
    }
    let index = vm.int_argument(items[N])?;
    if !(0..=N as i64).contains(&index) {
        return Err(vm.value_error("invalid state"));
    }
    *twister(vm, arguments[0])? = Twister { state, index: index as usize };
    Ok(Value::None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_the_reference() {
        let mut twister = Twister::from_key(&[0x123, 0x234, 0x345, 0x456]);
        let numbers: Vec<u32> = (0..5).map(|_| twister.next()).collect();
        assert_eq!(numbers, [1_067_595_299, 955_945_823, 477_289_528, 4_107_218_783, 4_228_976_476]);
    }
}
