//! Sums of big integers, in one pass over their words.

use std::cell::RefCell;

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
    SUM.with_borrow_mut(|sum| {
        add_words(long, short, sum);
        IBig::from_parts(sign, UBig::from_words(sum.as_flattened()))
    })
}

thread_local! {
    /// Where sums are made, before a number takes a copy of just their length.
    static SUM: RefCell<Vec<[Word; 2]>> = const { RefCell::new(Vec::new()) };
}

/// Makes `sum` the sum of two magnitudes, two words at a time; it may end in zeros.
fn add_words(long: &[Word], short: &[Word], sum: &mut Vec<[Word; 2]>) {
    let (short_pairs, short_rest) = short.as_chunks::<2>();
    let (long_pairs, long_rest) = long.as_chunks::<2>();
    let (both, longer) = long_pairs.split_at(short_pairs.len());
    sum.clear();
    sum.reserve(long_pairs.len() + 2);
    let mut carry = add_independently(both, short_pairs, sum).unwrap_or_else(|| {
        sum.clear();
        add_in_turn(both, short_pairs, sum)
    });
    let mut step = |a: DoubleWord, b: DoubleWord| {
        let (sum, next) = add_with_carry(a, b, carry);
        carry = next;
        split(sum)
    };
    // The last word of an odd number of them is added to the next pair, or to the long number's last word.
    let mut odd = short_rest.first().map_or(0, |word| DoubleWord::from(*word));
    sum.extend(longer.iter().map(|pair| step(join(*pair), std::mem::take(&mut odd))));
    let last = long_rest.first().map_or(0, |word| DoubleWord::from(*word));
    sum.push(step(last, odd));
    sum.push([Word::from(carry), 0]);
}

/// Adds pairs and gives each the carry of the sum before it, which holds unless a carry makes another:
/// then None. No sum waits for the one before, so a processor works on several at once.
fn add_independently(long: &[[Word; 2]], short: &[[Word; 2]], sum: &mut Vec<[Word; 2]>) -> Option<bool> {
    let (mut carry, mut rippled) = (false, false);
    sum.extend(long.iter().zip(short).map(|(a, b)| {
        let (plain, next) = join(*a).overflowing_add(join(*b));
        let (whole, ripples) = plain.overflowing_add(DoubleWord::from(carry));
        rippled |= ripples;
        carry = next;
        split(whole)
    }));
    (!rippled).then_some(carry)
}

/// Adds pairs with every carry; returns the last one.
fn add_in_turn(long: &[[Word; 2]], short: &[[Word; 2]], sum: &mut Vec<[Word; 2]>) -> bool {
    let mut carry = false;
    sum.extend(long.iter().zip(short).map(|(a, b)| {
        let (whole, next) = add_with_carry(join(*a), join(*b), carry);
        carry = next;
        split(whole)
    }));
    carry
}

#[inline(always)]
fn add_with_carry(a: DoubleWord, b: DoubleWord, carry: bool) -> (DoubleWord, bool) {
    let (sum, first) = a.overflowing_add(b);
    let (sum, second) = sum.overflowing_add(DoubleWord::from(carry));
    (sum, first | second)
}

#[inline(always)]
fn split(sum: DoubleWord) -> [Word; 2] {
    [sum as Word, (sum >> Word::BITS) as Word]
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
