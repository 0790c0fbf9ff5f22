//! NaNs that are objects of their own: `float("nan")` differs from every other NaN, though floats have no address.
//! A number in the bits tells them apart, and never leaves the process.

const SIGN: u64 = 1 << 63;
const QUIET: u64 = 0x7ff8 << 48;
/// Marks the bits that hold such a number, which the lower half is.
const MARK: u64 = 0x4e61 << 32;
const NUMBER: u64 = 0xffff_ffff;

/// The NaN of that number, with the sign of `value`.
pub fn numbered_nan(value: f64, number: u32) -> f64 {
    f64::from_bits(value.to_bits() & SIGN | QUIET | MARK | u64::from(number))
}

/// `value` as it is written to bytes: without a number.
pub fn unnumbered(value: f64) -> f64 {
    let bits = value.to_bits();
    if bits & !SIGN & !NUMBER == QUIET | MARK { f64::from_bits(bits & SIGN | QUIET) } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_comes_and_goes() {
        for nan in [f64::from_bits(QUIET), f64::from_bits(QUIET | SIGN)] {
            let numbered = numbered_nan(nan, 7);
            assert!(numbered.is_nan() && numbered.to_bits() != numbered_nan(nan, 8).to_bits());
            assert_eq!(unnumbered(numbered).to_bits(), nan.to_bits());
        }
        let foreign = f64::from_bits(QUIET | 5);
        assert_eq!(unnumbered(foreign).to_bits(), foreign.to_bits());
    }
}
