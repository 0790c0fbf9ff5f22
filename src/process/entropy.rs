//! `Entropy`: as many random bytes as a slice asks for, out of a key that the host gives once.
//!
//! The bytes are SHA-256 of the key and a counter, and the key is replaced after each request, so that what
//! was given out cannot be worked out from a later state ("fast key erasure", D. J. Bernstein, 2017).

use sha2::{Digest, Sha256};

const KEY: usize = 32;

/// A generator without a key has to be given one before it is asked.
pub struct Entropy {
    key: Option<[u8; KEY]>,
}

impl Entropy {
    pub fn new() -> Entropy {
        Entropy { key: None }
    }

    /// Asks `fill` for a key if there is none.
    pub fn seed(&mut self, fill: impl FnOnce(&mut [u8])) {
        self.key.get_or_insert_with(|| {
            let mut key = [0; KEY];
            fill(&mut key);
            key
        });
    }

    pub fn forget(&mut self) {
        self.key = None;
    }

    pub fn fill(&mut self, buffer: &mut [u8]) {
        let key = self.key.expect("a slice begins with a key");
        for (counter, chunk) in (1u64..).zip(buffer.chunks_mut(KEY)) {
            chunk.copy_from_slice(&block(&key, counter)[..chunk.len()]);
        }
        self.key = Some(block(&key, 0));
    }
}

fn block(key: &[u8; KEY], counter: u64) -> [u8; KEY] {
    Sha256::new().chain_update(key).chain_update(counter.to_le_bytes()).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seeded(byte: u8) -> Entropy {
        let mut entropy = Entropy::new();
        entropy.seed(|key| key.fill(byte));
        entropy
    }

    #[test]
    fn requests_of_every_size_are_filled_and_differ() {
        let mut entropy = seeded(1);
        let mut seen = std::collections::HashSet::new();
        for _ in 0..10_000 {
            let mut bytes = [0; 8];
            entropy.fill(&mut bytes);
            assert!(seen.insert(bytes.to_vec()));
        }
        let mut long = vec![0; 100_001];
        entropy.fill(&mut long);
        let ones: u32 = long.iter().map(|byte| byte.count_ones()).sum();
        assert!((390_000..410_000).contains(&ones), "half of the bits are set");
    }

    #[test]
    fn another_key_gives_other_bytes() {
        let (mut one, mut other) = ([0; 16], [0; 16]);
        seeded(1).fill(&mut one);
        seeded(2).fill(&mut other);
        assert_ne!(one, other);
    }

    #[test]
    fn a_key_that_is_forgotten_is_asked_for_again() {
        let mut entropy = seeded(1);
        entropy.seed(|_| panic!("there is a key"));
        entropy.forget();
        let mut asked = false;
        entropy.seed(|_| asked = true);
        assert!(asked);
    }
}
