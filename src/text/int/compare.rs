//! Ordering of integers among themselves and, exactly, against floats.

use std::cmp::Ordering;

use super::{IntRef, from_float};

pub fn cmp(a: IntRef, b: IntRef) -> Ordering {
    match (a, b) {
        (IntRef::Small(x), IntRef::Small(y)) => x.cmp(&y),
        _ => a.big().cmp(&b.big()),
    }
}

pub fn eq(a: IntRef, b: IntRef) -> bool {
    match (a, b) {
        (IntRef::Small(x), IntRef::Small(y)) => x == y,
        (IntRef::Big(x), IntRef::Big(y)) => x == y,
        _ => false,
    }
}

/// Compares without rounding either side; `None` for a NaN.
pub fn cmp_float(a: IntRef, b: f64) -> Option<Ordering> {
    if b.is_infinite() {
        return Some(if b > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    if let IntRef::Small(x) = a
        && x.unsigned_abs() <= 1 << 53
    {
        return (x as f64).partial_cmp(&b);
    }
    let whole = from_float(b).ok()?;
    let fraction = b.fract();
    Some(cmp(a, whole.as_ref()).then_with(|| 0.0.partial_cmp(&fraction).unwrap_or(Ordering::Equal)))
}
