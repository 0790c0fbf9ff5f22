//! `complex`: its text and its operators.

use crate::text::float::{Conversion, Style, repr, to_text};
use crate::text::unicode::trim;
use crate::text::{Error, Kind, Result};

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Complex {
    pub re: f64,
    pub im: f64,
}

impl Complex {
    pub fn new(re: f64, im: f64) -> Complex {
        Complex { re, im }
    }
}

const PART: Style =
    Style { conversion: Conversion::Shortest, precision: 0, alternate: false, dot_zero: false };

/// `repr(value)`: `2j`, `(1+2j)`.
pub fn complex_repr(value: Complex) -> String {
    let imaginary = part(value.im);
    if value.re == 0.0 && value.re.is_sign_positive() {
        return format!("{imaginary}j");
    }
    let plus = if imaginary.starts_with('-') { "" } else { "+" };
    format!("({}{plus}{imaginary}j)", part(value.re))
}

fn part(value: f64) -> String {
    if value.is_nan() {
        return repr(value);
    }
    let sign = if value.is_sign_negative() { "-" } else { "" };
    format!("{sign}{}", to_text(value.abs(), PART))
}

/// `complex("...")`.
pub fn complex_parse(source: &str) -> Result<Complex> {
    let text = trim(source);
    let text = match text.strip_prefix('(') {
        Some(rest) => rest.strip_suffix(')').map(trim).unwrap_or(""),
        None => text,
    };
    let text = if text.contains('_') { underscores_removed(text) } else { Some(text.to_owned()) };
    text.and_then(|text| parse_parts(&text))
        .ok_or_else(|| Error::value("complex() arg is a malformed string"))
}

/// Underscores may stand between two digits only.
fn underscores_removed(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let valid = (0..bytes.len())
        .filter(|&at| bytes[at] == b'_')
        .all(|at| at > 0 && digit(bytes.get(at - 1)) && digit(bytes.get(at + 1)));
    valid.then(|| text.replace('_', ""))
}

/// `<float>`, `<float>j`, `<float><signed float>j`, where an imaginary part may be a mere sign or nothing.
fn parse_parts(text: &str) -> Option<Complex> {
    let first = scan_signed(text);
    let rest = &text[first..];
    if rest.is_empty() && first > 0 {
        return Some(Complex::new(super::parse::parse_ascii(text)?, 0.0));
    }
    if matches!(rest, "j" | "J") {
        return Some(Complex::new(0.0, imaginary(&text[..first])?));
    }
    if !rest.starts_with(['+', '-']) || first == 0 {
        return None;
    }
    let re = super::parse::parse_ascii(&text[..first])?;
    let im = rest.strip_suffix(['j', 'J'])?;
    Some(Complex::new(re, imaginary(im)?))
}

/// The value before a `j`: a bare sign or nothing means one.
fn imaginary(text: &str) -> Option<f64> {
    match text {
        "" | "+" => Some(1.0),
        "-" => Some(-1.0),
        _ => super::parse::parse_ascii(text),
    }
}

/// The length of a signed float literal (or a bare sign) that `text` starts with.
fn scan_signed(text: &str) -> usize {
    let sign = usize::from(text.starts_with(['+', '-']));
    let unsigned = &text[sign..];
    for word in ["infinity", "inf", "nan"] {
        if unsigned.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)) {
            return sign + word.len();
        }
    }
    sign + super::parse::scan_decimal(unsigned)
}

pub fn complex_add(a: Complex, b: Complex) -> Complex {
    Complex::new(a.re + b.re, a.im + b.im)
}

pub fn complex_sub(a: Complex, b: Complex) -> Complex {
    Complex::new(a.re - b.re, a.im - b.im)
}

/// The product; an infinite factor makes it infinite even where its parts would come out as NaN.
pub fn complex_mul(a: Complex, b: Complex) -> Complex {
    let product = |a: Complex, b: Complex| Complex::new(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re);
    let result = product(a, b);
    if !(result.re.is_nan() && result.im.is_nan()) {
        return result;
    }
    let infinite = |z: Complex| z.re.is_infinite() || z.im.is_infinite();
    let overflown = [a.re * b.re, a.im * b.im, a.re * b.im, a.im * b.re].iter().any(|part| part.is_infinite());
    if !infinite(a) && !infinite(b) && !overflown {
        return result;
    }
    let boxed = |z: Complex| match infinite(z) {
        true => direction(z),
        false => Complex::new(nan_as_zero(z.re), nan_as_zero(z.im)),
    };
    let Complex { re, im } = product(boxed(a), boxed(b));
    Complex::new(f64::INFINITY * re, f64::INFINITY * im)
}

/// An infinite number as one whose parts are one where they are infinite and zero where not.
fn direction(z: Complex) -> Complex {
    let part = |x: f64| if x.is_infinite() { 1.0_f64.copysign(x) } else { 0.0_f64.copysign(x) };
    Complex::new(part(z.re), part(z.im))
}

fn nan_as_zero(x: f64) -> f64 {
    if x.is_nan() { 0.0_f64.copysign(x) } else { x }
}

/// Scales by the larger part of the divisor, so that no square overflows.
pub fn complex_div(a: Complex, b: Complex) -> Result<Complex> {
    let (re, im) = (b.re.abs(), b.im.abs());
    if re == 0.0 && im == 0.0 {
        return Err(Error::zero_division());
    }
    let quotient = if re >= im {
        let ratio = b.im / b.re;
        let denominator = b.re + b.im * ratio;
        Complex::new((a.re + a.im * ratio) / denominator, (a.im - a.re * ratio) / denominator)
    } else if im >= re {
        let ratio = b.re / b.im;
        let denominator = b.re * ratio + b.im;
        Complex::new((a.re * ratio + a.im) / denominator, (a.im * ratio - a.re) / denominator)
    } else {
        Complex::new(f64::NAN, f64::NAN)
    };
    if quotient.re.is_nan() && quotient.im.is_nan() {
        return Ok(infinite_quotient(a, b).unwrap_or(quotient));
    }
    Ok(quotient)
}

/// What dividing by or into an infinite number gives where the parts come out as NaN.
fn infinite_quotient(a: Complex, b: Complex) -> Option<Complex> {
    if (a.re.is_infinite() || a.im.is_infinite()) && b.re.is_finite() && b.im.is_finite() {
        let unit = direction(a);
        let re = f64::INFINITY * (unit.re * b.re + unit.im * b.im);
        return Some(Complex::new(re, f64::INFINITY * (unit.im * b.re - unit.re * b.im)));
    }
    if (b.re.is_infinite() || b.im.is_infinite()) && a.re.is_finite() && a.im.is_finite() {
        let unit = direction(b);
        let re = 0.0 * (a.re * unit.re + a.im * unit.im);
        return Some(Complex::new(re, 0.0 * (a.im * unit.re - a.re * unit.im)));
    }
    None
}

/// `real / b`.
pub fn real_div_complex(real: f64, b: Complex) -> Result<Complex> {
    let (re, im) = (b.re.abs(), b.im.abs());
    if re == 0.0 && im == 0.0 {
        return Err(Error::zero_division());
    }
    let quotient = if re >= im {
        let ratio = b.im / b.re;
        let denominator = b.re + b.im * ratio;
        Complex::new(real / denominator, (-real * ratio) / denominator)
    } else if im >= re {
        let ratio = b.re / b.im;
        let denominator = b.re * ratio + b.im;
        Complex::new(real * ratio / denominator, -real / denominator)
    } else {
        Complex::new(f64::NAN, f64::NAN)
    };
    let vanishing = (b.re.is_infinite() || b.im.is_infinite()) && real.is_finite();
    if quotient.re.is_nan() && quotient.im.is_nan() && vanishing {
        let unit = direction(b);
        return Ok(Complex::new(0.0 * (real * unit.re), 0.0 * (-real * unit.im)));
    }
    Ok(quotient)
}

pub fn complex_neg(a: Complex) -> Complex {
    Complex::new(-a.re, -a.im)
}

/// `abs(a)`.
pub fn complex_abs(a: Complex) -> Result<f64> {
    let size = libm::hypot(a.re, a.im);
    if size.is_infinite() && a.re.is_finite() && a.im.is_finite() {
        return Err(Error::overflow("absolute value too large"));
    }
    Ok(size)
}

/// `a ** b`; small whole exponents by multiplication, as CPython does.
pub fn complex_pow(a: Complex, b: Complex) -> Result<Complex> {
    let result = if b.re == 0.0 && b.im == 0.0 {
        Complex::new(1.0, 0.0)
    } else if b.im == 0.0 && b.re == b.re.floor() && b.re.abs() <= 100.0 {
        whole_power(a, b.re as i32)?
    } else if a.re == 0.0 && a.im == 0.0 {
        if b.im != 0.0 || b.re < 0.0 {
            return Err(zero_to_negative());
        }
        Complex::new(0.0, 0.0)
    } else {
        polar_power(a, b)
    };
    if result.re.is_infinite() || result.im.is_infinite() {
        return Err(Error::overflow("complex exponentiation"));
    }
    Ok(result)
}

fn zero_to_negative() -> Error {
    Error::new(Kind::ZeroDivisionError, "zero to a negative or complex power")
}

fn whole_power(a: Complex, exponent: i32) -> Result<Complex> {
    if exponent < 0 {
        if a.re == 0.0 && a.im == 0.0 {
            return Err(zero_to_negative());
        }
        return complex_div(Complex::new(1.0, 0.0), repeated(a, exponent.unsigned_abs()));
    }
    Ok(repeated(a, exponent as u32))
}

fn repeated(a: Complex, exponent: u32) -> Complex {
    let mut result = Complex::new(1.0, 0.0);
    let mut square = a;
    let mut mask = 1;
    while mask > 0 && exponent >= mask {
        if exponent & mask != 0 {
            result = complex_mul(result, square);
        }
        mask <<= 1;
        square = complex_mul(square, square);
    }
    result
}

fn polar_power(a: Complex, b: Complex) -> Complex {
    let size = libm::hypot(a.re, a.im);
    let angle = libm::atan2(a.im, a.re);
    let mut length = super::power::power(size, b.re);
    let mut phase = angle * b.re;
    if b.im != 0.0 {
        length *= super::exp(-angle * b.im);
        phase += b.im * super::log(size);
    }
    Complex::new(length * libm::cos(phase), length * libm::sin(phase))
}
