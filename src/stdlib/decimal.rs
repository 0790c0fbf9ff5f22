//! `_decimalcore`: the arithmetic of `decimal` for the numbers and contexts that most programs have.
//!
//! `_pydecimal` does everything in Python. What its operators give for finite numbers that are not zero, rounded half
//! to even and far from the bounds of the exponent, is made here. For all else, and where a signal would be raised as
//! an exception, the functions return None, and the caller asks `_pydecimal`.

use std::cmp::Ordering;

use dashu_int::UBig;
use dashu_int::ops::DivRem;

use crate::object::*;
use crate::text::int::{IntRef, to_decimal};
use crate::vm::Vm;
use crate::vm::native::*;

pub const NATIVES: &[NativeDef] = &[
    function("add", "(a, b, context, known, /)", |vm, arguments| operate(vm, arguments, |a, b, _| sum(a, b))),
    function("subtract", "(a, b, context, known, /)", |vm, arguments| {
        operate(vm, arguments, |a, b, _| sum(a, Number { negative: !b.negative, ..b }))
    }),
    function("multiply", "(a, b, context, known, /)", |vm, arguments| operate(vm, arguments, |a, b, _| product(a, b))),
    function("divide", "(a, b, context, known, /)", |vm, arguments| operate(vm, arguments, quotient)),
    function("compare", "(a, b, /)", compare),
    function("make", "(cls, value, /)", make),
];

/// Beyond this the numbers of digits are not those of a program that is in a hurry.
const MOST_DIGITS: i64 = 5000;

/// Where the slots of a `Decimal` are.
#[derive(Clone, Copy)]
struct Layout {
    class: Ref<Class>,
    /// The class is `Decimal` itself, rather than one derived from it.
    own: bool,
    exponent: usize,
    digits: usize,
    sign: usize,
    special: usize,
}

impl Layout {
    fn of(vm: &mut Vm, class: Ref<Class>) -> Option<Layout> {
        let mut own = true;
        let mut place = |name: &str| -> Option<usize> {
            let name = vm.intern(name);
            let Value::Member(member) = vm.lookup(class, name)? else { return None };
            own = vm.heap[member].owner == class;
            Some(vm.heap[member].slot as usize)
        };
        let [exponent, digits, sign, special] = [place("_exp")?, place("_int")?, place("_sign")?, place("_is_special")?];
        Some(Layout { class, own, exponent, digits, sign, special })
    }

    fn new_decimal(&self, vm: &mut Vm, negative: bool, digits: &str, exponent: i64) -> Value {
        let digits = vm.ascii_str(digits);
        let instance = vm.allocate_instance(self.class, Value::Unbound);
        let slots = &mut vm.heap[instance].slots;
        slots[self.exponent] = Value::Int(exponent);
        slots[self.digits] = digits;
        slots[self.sign] = Value::Int(negative.into());
        slots[self.special] = Value::Bool(false);
        Value::Instance(instance)
    }

    /// The sign, digits and exponent of a finite decimal of exactly this class.
    fn parts<'vm>(&self, vm: &'vm Vm, value: Value) -> Option<(bool, &'vm str, i64)> {
        let Value::Instance(instance) = value else { return None };
        let Instance { class, ref slots, .. } = vm.heap[instance];
        if class != self.class {
            return None;
        }
        match (slots[self.sign], slots[self.digits], slots[self.exponent], slots[self.special]) {
            (Value::Int(sign), Value::Str(digits), Value::Int(exponent), Value::Bool(false)) => {
                Some((sign == 1, vm.heap[digits].as_str(), exponent))
            }
            _ => None,
        }
    }

    /// A decimal or an int that is not zero.
    fn number(&self, vm: &Vm, value: Value) -> Option<Number> {
        if let Value::Int(int) = value {
            let (negative, size) = (int < 0, int.unsigned_abs());
            return (int != 0).then(|| Number { negative, coefficient: UBig::from(size), len: i64::from(size.ilog10()) + 1, exponent: 0 });
        }
        let (negative, digits, exponent) = self.parts(vm, value)?;
        let plausible = digits != "0" && (digits.len() as i64) < MOST_DIGITS && exponent.abs() < 1 << 40;
        let coefficient = if plausible { UBig::from_str_radix(digits, 10).ok()? } else { return None };
        Some(Number { negative, coefficient, len: digits.len() as i64, exponent })
    }
}

/// A number that is not zero: `coefficient`, which has `len` digits, times a power of ten.
struct Number {
    negative: bool,
    coefficient: UBig,
    len: i64,
    exponent: i64,
}

/// A result before it is rounded: sign, digits and exponent.
type Exact = (bool, String, i64);

fn digits_of(coefficient: UBig) -> Option<String> {
    to_decimal(IntRef::Big(&coefficient.into()), 0).ok()
}

fn power_of_ten(exponent: i64) -> Option<UBig> {
    (0..MOST_DIGITS).contains(&exponent).then(|| UBig::from(10_u8).pow(exponent as usize))
}

fn sum(a: Number, b: Number) -> Option<Exact> {
    let exponent = a.exponent.min(b.exponent);
    let (x, y) = (a.coefficient * power_of_ten(a.exponent - exponent)?, b.coefficient * power_of_ten(b.exponent - exponent)?);
    let (negative, size) = match x.cmp(&y) {
        _ if a.negative == b.negative => (a.negative, x + y),
        Ordering::Greater => (a.negative, x - y),
        Ordering::Less => (b.negative, y - x),
        Ordering::Equal => return None,
    };
    Some((negative, digits_of(size)?, exponent))
}

fn product(a: Number, b: Number) -> Option<Exact> {
    Some((a.negative != b.negative, digits_of(a.coefficient * b.coefficient)?, a.exponent + b.exponent))
}

fn quotient(a: Number, b: Number, precision: i64) -> Option<Exact> {
    let shift = b.len - a.len + precision + 1;
    let (dividend, divisor) = match shift >= 0 {
        true => (a.coefficient * power_of_ten(shift)?, b.coefficient),
        false => (a.coefficient, b.coefficient * power_of_ten(-shift)?),
    };
    let (size, rest) = dividend.div_rem(divisor);
    let (mut digits, ideal) = (digits_of(size)?, a.exponent - b.exponent);
    let mut exponent = ideal - shift;
    if rest.is_zero() {
        while exponent < ideal && digits.ends_with('0') {
            digits.pop();
            exponent += 1;
        }
    } else if digits.ends_with(['0', '5']) {
        // What is cut off must not look like nothing or like exactly half.
        let last = if digits.pop() == Some('0') { '1' } else { '6' };
        digits.push(last);
    }
    Some((a.negative != b.negative, digits, exponent))
}

/// What the context says.
struct Rules {
    precision: i64,
    least: i64,
    most: i64,
    flags: Ref<Dict>,
    traps: Ref<Dict>,
}

/// The context that is given, or the one of the thread: `known` are the signals Inexact and Rounded, the contexts of
/// all threads, and the variable that holds the context of `decimal`.
fn rules(vm: &mut Vm, context: Value, known: &[Value]) -> Result<Option<Rules>, Escape> {
    let context = match (context, known[2]) {
        (Value::None, Value::Dict(contexts)) => {
            let ident = Value::Int(super::thread::ident(vm.current_tid()));
            let Some(Value::Instance(variables)) = vm.dict_get(contexts, ident)? else { return Ok(None) };
            let name = vm.intern("_values");
            let Some(Value::Dict(values)) = vm.instance_attribute(variables, name) else { return Ok(None) };
            vm.dict_get(values, known[3])?
        }
        (context, _) => Some(context),
    };
    let Some(Value::Instance(context)) = context else { return Ok(None) };
    let mut attribute = |name: &str| {
        let name = vm.intern(name);
        vm.instance_attribute(context, name)
    };
    let numbers = [attribute("prec"), attribute("Emin"), attribute("Emax"), attribute("clamp")];
    let [rounding, ignored] = [attribute("rounding"), attribute("_ignored_flags")];
    let [flags, traps] = [attribute("flags"), attribute("traps")];
    let [Some(Value::Int(precision)), Some(Value::Int(least)), Some(Value::Int(most)), Some(Value::Int(0))] = numbers else {
        return Ok(None);
    };
    let (Some(Value::Dict(flags)), Some(Value::Dict(traps)), Some(Value::List(ignored))) = (flags, traps, ignored) else {
        return Ok(None);
    };
    let half_even = rounding.and_then(|rounding| vm.as_str(rounding)) == Some("ROUND_HALF_EVEN");
    let usual = half_even && vm.heap[ignored].0.is_empty() && (1..MOST_DIGITS).contains(&precision);
    Ok(usual.then_some(Rules { precision, least, most, flags, traps }))
}

fn operate(vm: &mut Vm, arguments: &[Value], operation: fn(Number, Number, i64) -> Option<Exact>) -> NativeResult {
    let Value::Instance(first) = arguments[0] else { return Ok(Value::None) };
    let known = vm.sequence_items(arguments[3]).to_vec();
    let class = vm.heap[first].class;
    let Some(layout) = Layout::of(vm, class).filter(|layout| layout.own) else { return Ok(Value::None) };
    let (Some(a), Some(b)) = (layout.number(vm, arguments[0]), layout.number(vm, arguments[1])) else {
        return Ok(Value::None);
    };
    let Some(rules) = rules(vm, arguments[2], &known)? else { return Ok(Value::None) };
    match operation(a, b, rules.precision) {
        Some(exact) => rounded(vm, &layout, exact, &rules, &known),
        None => Ok(Value::None),
    }
}

/// The result as a decimal of the context's precision, with its flags set.
fn rounded(vm: &mut Vm, layout: &Layout, exact: Exact, rules: &Rules, known: &[Value]) -> NativeResult {
    let (negative, mut digits, mut exponent) = exact;
    let lowest = digits.len() as i64 + exponent - rules.precision;
    if lowest <= rules.least - rules.precision + 1 || lowest >= rules.most - rules.precision {
        return Ok(Value::None);
    }
    if exponent >= lowest {
        return Ok(layout.new_decimal(vm, negative, &digits, exponent));
    }
    let changed = digits.as_bytes()[rules.precision as usize..].iter().any(|digit| *digit != b'0');
    let signals = if changed { &known[..2] } else { &known[1..2] };
    for signal in signals {
        match vm.dict_get(rules.traps, *signal)? {
            Some(Value::Int(0) | Value::Bool(false)) => {}
            _ => return Ok(Value::None),
        }
    }
    exponent = lowest + i64::from(round_half_even(&mut digits, rules.precision as usize));
    for signal in signals {
        vm.dict_set(rules.flags, *signal, Value::Int(1))?;
    }
    Ok(layout.new_decimal(vm, negative, &digits, exponent))
}

/// Keeps the first `kept` digits, rounded; returns whether that made one digit more, of which the last is then left out.
fn round_half_even(digits: &mut String, kept: usize) -> bool {
    let (head, cut) = digits.as_bytes().split_at(kept);
    let (first, behind) = (cut[0], cut[1..].iter().any(|digit| *digit != b'0'));
    let odd = head[kept - 1] % 2 == 1;
    let up = first > b'5' || first == b'5' && (behind || odd);
    digits.truncate(kept);
    if !up {
        return false;
    }
    let kept_digits = digits.trim_end_matches('9').len();
    let nines = kept - kept_digits;
    digits.truncate(kept_digits);
    match digits.pop() {
        Some(digit) => digits.push(char::from(digit as u8 + 1)),
        None => digits.push('1'),
    }
    let zeros = if kept_digits == 0 { nines - 1 } else { nines };
    digits.extend(std::iter::repeat_n('0', zeros));
    kept_digits == 0
}

/// -1, 0 or 1 for two finite decimals.
fn compare(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Instance(first) = arguments[0] else { return Ok(Value::None) };
    let class = vm.heap[first].class;
    let Some(layout) = Layout::of(vm, class) else { return Ok(Value::None) };
    let (Some(a), Some(b)) = (layout.parts(vm, arguments[0]), layout.parts(vm, arguments[1])) else {
        return Ok(Value::None);
    };
    let order = match (a.1 == "0", b.1 == "0") {
        (true, true) => Ordering::Equal,
        (true, false) => if b.0 { Ordering::Greater } else { Ordering::Less },
        (false, true) => if a.0 { Ordering::Less } else { Ordering::Greater },
        (false, false) if a.0 != b.0 => if a.0 { Ordering::Less } else { Ordering::Greater },
        (false, false) => {
            let top = |(_, digits, exponent): (bool, &str, i64)| digits.len() as i64 + exponent;
            // Of numbers that begin at the same place, the digits alone tell, as if zeros followed.
            let sizes = top(a).cmp(&top(b)).then_with(|| a.1.trim_end_matches('0').cmp(b.1.trim_end_matches('0')));
            if a.0 { sizes.reverse() } else { sizes }
        }
    };
    Ok(Value::Int(order as i64))
}

/// A decimal of an int or of a plain number in digits.
fn make(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let Value::Class(class) = arguments[0] else { return Ok(Value::None) };
    let (negative, digits, exponent) = match arguments[1] {
        Value::Int(int) => (int < 0, int.unsigned_abs().to_string(), 0),
        Value::Str(text) => match plain_number(vm.heap[text].as_str()) {
            Some(parts) => parts,
            None => return Ok(Value::None),
        },
        _ => return Ok(Value::None),
    };
    match Layout::of(vm, class) {
        Some(layout) => Ok(layout.new_decimal(vm, negative, &digits, exponent)),
        None => Ok(Value::None),
    }
}

/// Digits with perhaps a minus sign before them and a point among them.
fn plain_number(text: &str) -> Option<Exact> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || rest.len() > MOST_DIGITS as usize {
        return None;
    }
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_start_matches('0');
    let digits = if significant.is_empty() { "0" } else { significant };
    Some((negative, digits.to_owned(), -(fraction.len() as i64)))
}
