//! Decimal numbers as text: `str()`, `repr()` and format specifications.

use super::contexts::{self, data};
use super::number::{Kind, Number, power_of_ten};
use super::settings::Rounding;
use super::text::with_point;
use super::receiver;
use crate::object::*;
use crate::text::format::{Align, DecimalText, Spec, format_decimal};
use crate::vm::Vm;
use crate::vm::native::*;

pub const METHODS: &[NativeDef] = &[
    method("__str__", "(self, /)", |vm, a| {
        let shown = shown(vm, a[0], Value::None, false)?;
        Ok(vm.str(shown))
    }),
    method("__repr__", "(self, /)", |vm, a| {
        let shown = shown(vm, a[0], Value::None, false)?;
        Ok(vm.str(format!("Decimal('{shown}')")))
    }),
    method("to_eng_string", "(self, /, context=None)", |vm, a| {
        let shown = shown(vm, a[0], a[1], true)?;
        Ok(vm.str(shown))
    }),
    method("__format__", "(self, spec, /)", format),
];

fn shown(vm: &mut Vm, value: Value, context: Value, engineering: bool) -> Result<String, Escape> {
    let number = receiver(vm, value)?;
    let context = contexts::argument(vm, context)?;
    let capitals = data(vm, context)?.capitals;
    Ok(number.shown(engineering, capitals))
}

fn format(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let number = receiver(vm, arguments[0])?;
    let Some(spec) = vm.as_str(arguments[1]).map(str::to_owned) else {
        return Err(vm.type_error("format argument must be str"));
    };
    let context = contexts::current(vm)?;
    let data = data(vm, context)?;
    let (capitals, rounding) = (data.capitals, data.settings.rounding);
    if spec.is_empty() {
        return Ok(vm.str(number.shown(false, capitals)));
    }
    let parsed = Spec::parse(&spec, "decimal.Decimal", Align::Right, None).ok().filter(|spec| has_style(spec.kind));
    let Some(spec) = parsed else { return Err(vm.value_error("invalid format string")) };
    let text = formatted(number, &spec, capitals, rounding);
    contexts::check_room(vm)?;
    Ok(vm.str(text))
}

fn has_style(kind: Option<char>) -> bool {
    matches!(kind, None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%'))
}

fn formatted(number: Number, spec: &Spec, capitals: bool, rounding: Rounding) -> String {
    let kind = match spec.kind {
        None | Some('n') => if capitals { 'G' } else { 'g' },
        Some(kind) => kind,
    };
    let percent = if kind == '%' { "%" } else { "" };
    if !number.is_finite() {
        let word = number.clone().with_sign(false).shown(false, true);
        let text = DecimalText { negative: number.negative, whole: "", fraction: "", tail: &format!("{word}{percent}") };
        return format_decimal(&text, spec);
    }
    let number = rounded(number, spec.precision.map(|precision| precision as i64), kind, rounding);
    let negative = number.negative && !(spec.no_negative_zero && number.is_zero());
    let digits = number.coefficient.to_string();
    let left = number.exponent + digits.len() as i64;
    let point = match kind {
        'e' | 'E' if number.is_zero() => spec.precision.map_or(1, |precision| 1 - precision as i64),
        'e' | 'E' => 1,
        'f' | 'F' | '%' => left,
        _ if number.exponent <= 0 && left > -6 => left,
        _ => 1,
    };
    let mantissa = with_point(&digits, point);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((&mantissa, ""));
    let exponent = left - point;
    let tail = if exponent != 0 || matches!(kind, 'e' | 'E') {
        format!("{}{exponent:+}", if kind.is_ascii_uppercase() { 'E' } else { 'e' })
    } else {
        percent.to_owned()
    };
    format_decimal(&DecimalText { negative, whole, fraction, tail: &tail }, spec)
}

/// The number with the digits that a presentation type asks for.
fn rounded(mut number: Number, precision: Option<i64>, kind: char, rounding: Rounding) -> Number {
    if kind == '%' {
        number.exponent += 2;
    }
    let fixed = matches!(kind, 'f' | 'F' | '%');
    number = match precision {
        Some(precision) if fixed => number.rescaled(-precision, rounding),
        Some(precision) if matches!(kind, 'e' | 'E') => to_digits(number, precision + 1, rounding),
        Some(precision) if number.digits() > precision.max(1) => to_digits(number, precision.max(1), rounding),
        _ => number,
    };
    if number.is_zero() && number.exponent > 0 && fixed { number.rescaled(0, rounding) } else { number }
}

/// The number with `count` digits; a zero keeps its exponent.
fn to_digits(number: Number, count: i64, rounding: Rounding) -> Number {
    if number.kind != Kind::Finite || number.is_zero() {
        return number;
    }
    let result = number.rescaled(number.adjusted() + 1 - count, rounding);
    // 9.99 becomes 10.0, a digit longer.
    if result.digits() > count {
        return Number::new(result.negative, result.coefficient / power_of_ten(1), result.exponent + 1);
    }
    result
}
