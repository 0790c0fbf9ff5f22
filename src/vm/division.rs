//! Division that rounds down, as Python's does.

/// `x // y` for a positive `y`.
#[inline(always)]
pub fn floor_div(x: i64, y: i64) -> i64 {
    x.div_euclid(y)
}

/// `x % y` for a positive `y`.
#[inline(always)]
pub fn modulo(x: i64, y: i64) -> i64 {
    x.rem_euclid(y)
}

/// `x % y` for floats, as CPython's `float_rem`; `y` is not 0.
pub fn float_modulo(x: f64, y: f64) -> f64 {
    let remainder = libm::fmod(x, y);
    if remainder == 0.0 {
        return f64::copysign(0.0, y);
    }
    if (y < 0.0) == (remainder < 0.0) { remainder } else { remainder + y }
}

/// `x // y` for floats, as CPython's `float_floor_div`; `y` is not 0.
pub fn float_floor_div(x: f64, y: f64) -> f64 {
    let remainder = libm::fmod(x, y);
    let mut quotient = (x - remainder) / y;
    if remainder != 0.0 && (y < 0.0) != (remainder < 0.0) {
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return f64::copysign(0.0, x / y);
    }
    let floor = libm::floor(quotient);
    if quotient - floor > 0.5 { floor + 1.0 } else { floor }
}
