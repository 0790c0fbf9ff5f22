//! Sums of big integers, in one pass over their words.

use dashu_int::{DoubleWord, IBig, UBig, Word};

/// Below this many words the library's own addition is as fast.
const FEWEST_WORDS: usize = 8;

/// `a + b`.
pub fn add_big(a: &IBig, b: &IBig) -> IBig {
    let ((sign, x), (other_sign, y)) = (a.as_sign_words(), b.as_sign_words());
    let (long, short) = if x.len() >= y.len() { (x, y) } else { (y, x) };
    if sign != other_sign || short.len() < FEWEST_WORDS {
        return a + b;
    }
    IBig::from_parts(sign, UBig::from_words(add_words(long, short).as_flattened()))
}

/// The sum of two magnitudes, two words at a time; it may end in zeros.
fn add_words(long: &[Word], short: &[Word]) -> Vec<[Word; 2]> {
    let mut carry = false;
    let mut step = |a: DoubleWord, b: DoubleWord| {
        let (sum, first) = a.overflowing_add(b);
        let (sum, second) = sum.overflowing_add(DoubleWord::from(carry));
        carry = first | second;
        [sum as Word, (sum >> Word::BITS) as Word]
    };
    let (short_pairs, short_rest) = short.as_chunks::<2>();
    let (long_pairs, long_rest) = long.as_chunks::<2>();
    let (both, longer) = long_pairs.split_at(short_pairs.len());
    let mut sum = Vec::with_capacity(long_pairs.len() + 2);
    sum.extend(both.iter().zip(short_pairs).map(|(a, b)| step(join(*a), join(*b))));
    // The last word of an odd number of them is added to the next pair, or to the long number's last word.
    let mut odd = short_rest.first().map_or(0, |word| DoubleWord::from(*word));
    sum.extend(longer.iter().map(|pair| step(join(*pair), std::mem::take(&mut odd))));
    let last = long_rest.first().map_or(0, |word| DoubleWord::from(*word));
    sum.push(step(last, odd));
    sum.push([Word::from(carry), 0]);
    sum
}

#[inline(always)]
fn join(words: [Word; 2]) -> DoubleWord {
    DoubleWord::from(words[0]) | DoubleWord::from(words[1]) << Word::BITS
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers of many lengths, with long runs of ones, over which carries run.
    fn numbers() -> Vec<IBig> {
        let powers = [1_usize, 64, 511, 512, 513, 576, 640, 641, 704, 1000, 1024, 4096];
        let ones = powers.iter().map(|bits| (IBig::ONE << *bits) - IBig::ONE);
        let others = powers.iter().map(|bits| IBig::from(0x1234_5678_9abc_def1_u64).pow(bits / 60));
        ones.chain(others).flat_map(|number| [number.clone(), -number]).collect()
    }

    #[test]
    fn sums_are_those_of_the_library() {
        for a in &numbers() {
            for b in &numbers() {
                assert_eq!(add_big(a, b), a + b);
            }
        }
    }
}
