//! BLAKE2 as in RFC 7693, with the parameters of salting, personalisation and tree hashing.

/// The variant: 64-bit words or 32-bit words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Width {
    B,
    S,
}

impl Width {
    pub fn name(self) -> &'static str {
        match self {
            Width::B => "blake2b",
            Width::S => "blake2s",
        }
    }

    /// The name that errors say.
    fn title(self) -> &'static str {
        match self {
            Width::B => "Blake2b",
            Width::S => "Blake2s",
        }
    }

    /// The longest digest and the longest key.
    pub fn most(self) -> usize {
        8 * self.word()
    }

    pub fn block(self) -> usize {
        16 * self.word()
    }

    /// The length of the salt and of the personalisation.
    pub fn parameter(self) -> usize {
        2 * self.word()
    }

    fn word(self) -> usize {
        match self {
            Width::B => 8,
            Width::S => 4,
        }
    }

    fn rounds(self) -> usize {
        match self {
            Width::B => 12,
            Width::S => 10,
        }
    }

    /// Words are kept in 64 bits; those of the narrow variant use half of them.
    fn mask(self) -> u64 {
        match self {
            Width::B => u64::MAX,
            Width::S => u32::MAX.into(),
        }
    }

    fn initial(self) -> [u64; 8] {
        match self {
            Width::B => INITIAL,
            Width::S => INITIAL.map(|word| word >> 32),
        }
    }

    fn rotations(self) -> [u32; 4] {
        match self {
            Width::B => [32, 24, 16, 63],
            Width::S => [16, 12, 8, 7],
        }
    }

    fn rotate(self, word: u64, by: u32) -> u64 {
        match self {
            Width::B => word.rotate_right(by),
            Width::S => u64::from((word as u32).rotate_right(by)),
        }
    }
}

/// The fractional parts of the square roots of the first eight primes; their upper halves serve the
/// narrow variant.
const INITIAL: [u64; 8] = [
    0x6a09_e667_f3bc_c908,
    0xbb67_ae85_84ca_a73b,
    0x3c6e_f372_fe94_f82b,
    0xa54f_f53a_5f1d_36f1,
    0x510e_527f_ade6_82d1,
    0x9b05_688c_2b3e_6c1f,
    0x1f83_d9ab_fb41_bd6b,
    0x5be0_cd19_137e_2179,
];

const ORDERS: [[usize; 16]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

/// Columns, then diagonals.
const QUARTERS: [[usize; 4]; 8] = [
    [0, 4, 8, 12],
    [1, 5, 9, 13],
    [2, 6, 10, 14],
    [3, 7, 11, 15],
    [0, 5, 10, 15],
    [1, 6, 11, 12],
    [2, 7, 8, 13],
    [3, 4, 9, 14],
];

/// What a hash is started with.
pub struct Parameters {
    pub size: usize,
    pub key: Vec<u8>,
    pub salt: Vec<u8>,
    pub person: Vec<u8>,
    pub fanout: u8,
    pub depth: u8,
    pub leaf_size: u32,
    pub node_offset: u64,
    pub node_depth: u8,
    pub inner_size: u8,
    pub last_node: bool,
}

/// A hash in the making.
#[derive(Clone)]
pub struct Blake2 {
    width: Width,
    state: [u64; 8],
    /// Bytes compressed so far.
    count: u128,
    /// Bytes that wait: the last block is compressed when it is known to be the last.
    waiting: Vec<u8>,
    size: usize,
    last_node: bool,
}

impl Blake2 {
    pub fn new(width: Width, parameters: &Parameters) -> Result<Blake2, String> {
        let (most, word) = (width.most(), width.parameter());
        if !(1..=most).contains(&parameters.size) {
            return Err(format!("digest_size for {} must be between 1 and {most} bytes, here it is {}", width.title(), parameters.size));
        }
        if parameters.key.len() > most {
            return Err(format!("maximum key length is {most} bytes"));
        }
        for (what, bytes) in [("salt", &parameters.salt), ("person", &parameters.person)] {
            if bytes.len() > word {
                return Err(format!("maximum {what} length is {word} bytes"));
            }
        }
        let block = parameter_block(width, parameters);
        let mut state = width.initial();
        for (word, bytes) in state.iter_mut().zip(block.chunks_exact(width.word())) {
            *word ^= read_word(bytes);
        }
        let mut hash =
            Blake2 { width, state, count: 0, waiting: Vec::new(), size: parameters.size, last_node: parameters.last_node };
        if !parameters.key.is_empty() {
            let mut key = parameters.key.clone();
            key.resize(width.block(), 0);
            hash.update(&key);
        }
        Ok(hash)
    }

    pub fn width(&self) -> Width {
        self.width
    }

    /// The length of the digest.
    pub fn size(&self) -> usize {
        self.size
    }

    pub fn update(&mut self, data: &[u8]) {
        self.waiting.extend_from_slice(data);
        let block = self.width.block();
        let whole = self.waiting.len().saturating_sub(1) / block * block;
        let rest = self.waiting.split_off(whole);
        let blocks = std::mem::replace(&mut self.waiting, rest);
        for bytes in blocks.chunks_exact(block) {
            self.count += block as u128;
            self.compress(bytes, false);
        }
    }

    pub fn finish(mut self) -> Vec<u8> {
        let mut block = std::mem::take(&mut self.waiting);
        self.count += block.len() as u128;
        block.resize(self.width.block(), 0);
        self.compress(&block, true);
        let word = self.width.word();
        let mut digest: Vec<u8> = self.state.iter().flat_map(|state| state.to_le_bytes()[..word].to_vec()).collect();
        digest.truncate(self.size);
        digest
    }

    fn compress(&mut self, block: &[u8], last: bool) {
        let width = self.width;
        let words: Vec<u64> = block.chunks_exact(width.word()).map(read_word).collect();
        let initial = width.initial();
        let mut v = [0; 16];
        v[..8].copy_from_slice(&self.state);
        v[8..].copy_from_slice(&initial);
        v[12] ^= self.count as u64 & width.mask();
        v[13] ^= (self.count >> (8 * width.word())) as u64 & width.mask();
        if last {
            v[14] ^= width.mask();
            if self.last_node {
                v[15] ^= width.mask();
            }
        }
        for round in 0..width.rounds() {
            let order = &ORDERS[round % 10];
            for (index, quarter) in QUARTERS.iter().enumerate() {
                mix(width, &mut v, *quarter, words[order[2 * index]], words[order[2 * index + 1]]);
            }
        }
        for index in 0..8 {
            self.state[index] ^= v[index] ^ v[index + 8];
        }
    }
}

fn mix(width: Width, v: &mut [u64; 16], [a, b, c, d]: [usize; 4], x: u64, y: u64) {
    let rotations = width.rotations();
    let mask = width.mask();
    for (half, word) in [x, y].into_iter().enumerate() {
        v[a] = v[a].wrapping_add(v[b]).wrapping_add(word) & mask;
        v[d] = width.rotate(v[d] ^ v[a], rotations[2 * half]);
        v[c] = v[c].wrapping_add(v[d]) & mask;
        v[b] = width.rotate(v[b] ^ v[c], rotations[2 * half + 1]);
    }
}

fn read_word(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
}

/// The block that the state starts from.
fn parameter_block(width: Width, parameters: &Parameters) -> Vec<u8> {
    let mut block = vec![parameters.size as u8, parameters.key.len() as u8, parameters.fanout, parameters.depth];
    block.extend_from_slice(&parameters.leaf_size.to_le_bytes());
    match width {
        Width::B => {
            block.extend_from_slice(&parameters.node_offset.to_le_bytes());
            block.extend_from_slice(&[parameters.node_depth, parameters.inner_size]);
            block.resize(32, 0);
        }
        Width::S => {
            block.extend_from_slice(&parameters.node_offset.to_le_bytes()[..6]);
            block.extend_from_slice(&[parameters.node_depth, parameters.inner_size]);
        }
    }
    for bytes in [&parameters.salt, &parameters.person] {
        let mut padded = bytes.clone();
        padded.resize(width.parameter(), 0);
        block.extend_from_slice(&padded);
    }
    block
}
