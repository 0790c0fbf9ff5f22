//! The operators of `int`, `float` and `complex`, alone and among each other.
//!
//! Each function gives `None` where an operand is no built-in number, so that the run loop can call
//! it first and look for methods only then.

use std::cmp::Ordering;

use crate::object::*;
use crate::text::float::{self, Complex as Pair};
use crate::text::int::{self, Int, IntRef, Power};
use crate::text::{self, Error};
use crate::vm::{Exc, Vm};
use crate::vm::native::NativeResult;
use crate::vm::numbers::{compare_reals, equal_numbers};

/// A built-in number.
#[derive(Clone, Debug)]
pub enum Number {
    Int(Int),
    Float(f64),
    Complex(Pair),
}

/// A built-in number where it lies.
#[derive(Clone, Copy)]
enum View<'a> {
    Int(IntRef<'a>),
    Float(f64),
    Complex(Pair),
}

/// The types of numbers, each of which takes the ones before it as operands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Rank {
    Int,
    Float,
    Complex,
}

/// An operator on two values: `None` where one of them is no built-in number.
pub type Operator = fn(vm: &mut Vm, a: Value, b: Value) -> Option<NativeResult>;

impl View<'_> {
    fn rank(self) -> Rank {
        match self {
            View::Int(_) => Rank::Int,
            View::Float(_) => Rank::Float,
            View::Complex(_) => Rank::Complex,
        }
    }

    fn float(self) -> text::Result<f64> {
        match self {
            View::Int(value) => int::to_float(value),
            View::Float(value) => Ok(value),
            View::Complex(_) => Err(Error::type_("must be real number, not complex")),
        }
    }

    fn complex(self) -> text::Result<Pair> {
        match self {
            View::Complex(value) => Ok(value),
            real => Ok(Pair::new(real.float()?, 0.0)),
        }
    }
}

impl Vm {
    fn number_view(&self, value: Value) -> Option<View<'_>> {
        Some(match self.unwrap(value) {
            Value::Int(small) => View::Int(IntRef::Small(small)),
            Value::Float(float) => View::Float(float),
            Value::Bool(truth) => View::Int(IntRef::Small(i64::from(truth))),
            Value::BigInt(big) => View::Int(IntRef::Big(&self.heap[big].0)),
            Value::Complex(complex) => {
                let Complex { real, imag } = self.heap[complex];
                View::Complex(Pair::new(real, imag))
            }
            _ => return None,
        })
    }

    /// A number as a value.
    pub fn number(&mut self, number: Number) -> Value {
        match number {
            Number::Int(value) => self.int_value(value),
            Number::Float(value) => Value::Float(value),
            Number::Complex(value) => self.complex(value.re, value.im),
        }
    }

    /// The float that a `float`, an `int` or a `bool` is; `None` for anything else.
    pub fn as_float(&self, value: Value) -> Option<text::Result<f64>> {
        match self.number_view(value)? {
            View::Complex(_) => None,
            real => Some(real.float()),
        }
    }

    /// The complex number that a built-in number is.
    pub fn as_complex(&self, value: Value) -> Option<text::Result<Pair>> {
        Some(self.number_view(value)?.complex())
    }
}

/// The real parts of an operator.
struct Parts {
    ints: fn(IntRef, IntRef) -> text::Result<Number>,
    floats: fn(f64, f64) -> text::Result<Number>,
    complexes: Option<Mixed>,
}

/// An operator on complex numbers. A real operand is not made complex first: it has no imaginary
/// part whose zero would have a sign.
struct Mixed {
    both: fn(Pair, Pair) -> text::Result<Pair>,
    real_right: fn(Pair, f64) -> text::Result<Pair>,
    real_left: fn(f64, Pair) -> text::Result<Pair>,
}

impl Mixed {
    fn apply(&self, a: View, b: View) -> text::Result<Pair> {
        match (a, b) {
            (View::Complex(a), View::Complex(b)) => (self.both)(a, b),
            (View::Complex(a), b) => (self.real_right)(a, b.float()?),
            (a, b) => (self.real_left)(a.float()?, b.complex()?),
        }
    }
}

fn apply(vm: &mut Vm, a: Value, b: Value, parts: &Parts) -> Option<NativeResult> {
    let (x, y) = (vm.number_view(a)?, vm.number_view(b)?);
    let result = match (x, y) {
        (View::Int(x), View::Int(y)) => (parts.ints)(x, y),
        (View::Complex(_), _) | (_, View::Complex(_)) => {
            parts.complexes.as_ref()?.apply(x, y).map(Number::Complex)
        }
        _ => x.float().and_then(|x| (parts.floats)(x, y.float()?)),
    };
    Some(finish(vm, result))
}

fn finish(vm: &mut Vm, result: text::Result<Number>) -> NativeResult {
    match result {
        Ok(number) => Ok(vm.number(number)),
        Err(error) => Err(vm.raise_text(error)),
    }
}

pub fn add(vm: &mut Vm, a: Value, b: Value) -> Option<NativeResult> {
    const PARTS: Parts = Parts {
        ints: |x, y| Ok(Number::Int(int::add(x, y))),
        floats: |x, y| Ok(Number::Float(x + y)),
        complexes: Some(Mixed {
            both: |x, y| Ok(float::complex_add(x, y)),
            real_right: |x, y| Ok(Pair::new(x.re + y, x.im)),
            real_left: |x, y| Ok(Pair::new(x + y.re, y.im)),
        }),
    };
    apply(vm, a, b, &PARTS)
}

pub fn sub(vm: &mut Vm, a: Value, b: Value) -> Option<NativeResult> {
    const PARTS: Parts = Parts {
        ints: |x, y| Ok(Number::Int(int::sub(x, y))),
        floats: |x, y| Ok(Number::Float(x - y)),
        complexes: Some(Mixed {
            both: |x, y| Ok(float::complex_sub(x, y)),
            real_right: |x, y| Ok(Pair::new(x.re - y, x.im)),
            real_left: |x, y| Ok(Pair::new(x - y.re, -y.im)),
        }),
    };
    apply(vm, a, b, &PARTS)
}

/// Whether the product of two big ints fits into the process's memory beside the larger one: it takes long to find out.
pub fn could_hold_product(heap: &Heap, x: Ref<BigInt>, y: Ref<BigInt>) -> bool {
    let [x, y] = [x, y].map(|factor| int::bit_length(IntRef::Big(&heap[factor].0)) / 8);
    heap.could_hold(x + y + x.max(y))
}

pub fn mul(vm: &mut Vm, a: Value, b: Value) -> Option<NativeResult> {
    if let (Value::BigInt(x), Value::BigInt(y)) = (a, b)
        && !could_hold_product(&vm.heap, x, y)
    {
        return Some(Err(vm.raise_with(Exc::MemoryError, &[])));
    }
    const PARTS: Parts = Parts {
        ints: |x, y| int::mul(x, y).map(Number::Int),
        floats: |x, y| Ok(Number::Float(x * y)),
        complexes: Some(Mixed {
            both: |x, y| Ok(float::complex_mul(x, y)),
            real_right: |x, y| Ok(Pair::new(x.re * y, x.im * y)),
            real_left: |x, y| Ok(Pair::new(x * y.re, x * y.im)),
        }),
    };
    apply(vm, a, b, &PARTS)
}

pub fn true_div(vm: &mut Vm, a: Value, b: Value) -> Option<NativeResult> {
    const PARTS: Parts = Parts {
        ints: |x, y| int::true_div(x, y).map(Number::Float),
        floats: |x, y| float::true_div(x, y).map(Number::Float),
        complexes: Some(Mixed {
            both: float::complex_div,
            real_right: |x, y| Ok(Pair::new(float::true_div(x.re, y)?, x.im / y)),
            real_left: float::real_div_complex,
        }),
    };
    apply(vm, a, b, &PARTS)
}

pub fn floor_div(vm: &mut Vm, a: Value, b: Value) -> Option<NativeResult> {
    const PARTS: Parts = Parts {
        ints: |x, y| int::floor_div(x, y).map(Number::Int),
        floats: |x, y| float::floor_div(x, y).map(Number::Float),
        complexes: None,
    };
    apply(vm, a, b, &PARTS)
}

pub fn modulo(vm: &mut Vm, a: Value, b: Value) -> Option<NativeResult> {
    const PARTS: Parts = Parts {
        ints: |x, y| int::modulo(x, y).map(Number::Int),
        floats: |x, y| float::modulo(x, y).map(Number::Float),
        complexes: None,
    };
    apply(vm, a, b, &PARTS)
}

/// `a ** b`.
pub fn pow(vm: &mut Vm, a: Value, b: Value) -> Option<NativeResult> {
    const PARTS: Parts = Parts {
        ints: |x, y| {
            Ok(match int::pow(x, y)? {
                Power::Int(value) => Number::Int(value),
                Power::Float(value) => Number::Float(value),
            })
        },
        floats: |x, y| {
            if float::pow_is_complex(x, y) {
                return float::complex_pow(Pair::new(x, 0.0), Pair::new(y, 0.0)).map(Number::Complex);
            }
            float::pow_real(x, y).map(Number::Float)
        },
        complexes: Some(Mixed {
            both: float::complex_pow,
            real_right: |x, y| float::complex_pow(x, Pair::new(y, 0.0)),
            real_left: |x, y| float::complex_pow(Pair::new(x, 0.0), y),
        }),
    };
    apply(vm, a, b, &PARTS)
}

/// `divmod(a, b)`.
pub fn divmod(vm: &mut Vm, a: Value, b: Value) -> Option<NativeResult> {
    let (x, y) = (vm.number_view(a)?, vm.number_view(b)?);
    let result = match (x, y) {
        (View::Int(x), View::Int(y)) => int::divmod(x, y).map(|(q, r)| (Number::Int(q), Number::Int(r))),
        (View::Complex(_), _) | (_, View::Complex(_)) => return None,
        _ => x
            .float()
            .and_then(|x| float::divmod(x, y.float()?))
            .map(|(q, r)| (Number::Float(q), Number::Float(r))),
    };
    Some(match result {
        Ok((quotient, remainder)) => {
            let pair = [vm.number(quotient), vm.number(remainder)];
            Ok(vm.tuple(pair))
        }
        Err(error) => Err(vm.raise_text(error)),
    })
}

/// An operator on integers only.
fn integers(
    vm: &mut Vm,
    a: Value,
    b: Value,
    function: fn(IntRef, IntRef) -> text::Result<Int>,
) -> Option<NativeResult> {
    let result = function(vm.int_ref(a)?, vm.int_ref(b)?);
    Some(finish(vm, result.map(Number::Int)))
}

/// `&`, `|` and `^`, which keep two bools a bool.
fn bitwise(
    vm: &mut Vm,
    a: Value,
    b: Value,
    function: fn(IntRef, IntRef) -> Int,
) -> Option<NativeResult> {
    let result = function(vm.int_ref(a)?, vm.int_ref(b)?);
    if let (Value::Bool(_), Value::Bool(_)) = (a, b) {
        return Some(Ok(Value::Bool(result != Int::Small(0))));
    }
    Some(Ok(vm.int_value(result)))
}

pub fn and(vm: &mut Vm, a: Value, b: Value) -> Option<NativeResult> {
    bitwise(vm, a, b, int::and)
}

pub fn or(vm: &mut Vm, a: Value, b: Value) -> Option<NativeResult> {
    bitwise(vm, a, b, int::or)
}

pub fn xor(vm: &mut Vm, a: Value, b: Value) -> Option<NativeResult> {
    bitwise(vm, a, b, int::xor)
}

pub fn shl(vm: &mut Vm, a: Value, b: Value) -> Option<NativeResult> {
    integers(vm, a, b, int::shl)
}

pub fn shr(vm: &mut Vm, a: Value, b: Value) -> Option<NativeResult> {
    integers(vm, a, b, int::shr)
}

/// `pow(base, exponent, modulus)` for integers.
pub fn pow_mod(vm: &mut Vm, base: Value, exponent: Value, modulus: Value) -> Option<NativeResult> {
    let result = int::pow_mod(vm.int_ref(base)?, vm.int_ref(exponent)?, vm.int_ref(modulus)?);
    Some(finish(vm, result.map(Number::Int)))
}

/// `hash()` of what a built-in type holds, as its `__hash__` gives it.
pub fn hash(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match vm.hash_data(arguments[0])? {
        Ok(hash) => Ok(Value::Int(hash)),
        Err(_) => Ok(Value::NotImplemented),
    }
}

/// A method of an operator: NotImplemented unless both operands are numbers of `rank` or below.
pub fn operate(vm: &mut Vm, rank: Rank, operator: Operator, a: Value, b: Value) -> NativeResult {
    let fits = |vm: &Vm, value| vm.number_view(value).is_some_and(|view| view.rank() <= rank);
    if !fits(vm, a) || !fits(vm, b) {
        return Ok(Value::NotImplemented);
    }
    operator(vm, a, b).unwrap_or(Ok(Value::NotImplemented))
}

/// A method of a comparison of real numbers; `accepted` says of which orders it is true.
pub fn ordered(
    vm: &mut Vm,
    rank: Rank,
    a: Value,
    b: Value,
    accepted: fn(Ordering) -> bool,
) -> NativeResult {
    let other = vm.number_view(b).map(View::rank);
    if other.is_none_or(|other| other > rank) {
        return Ok(Value::NotImplemented);
    }
    Ok(match compare_reals(&vm.heap, a, vm.unwrap(b)) {
        Some(order) => Value::Bool(order.is_some_and(accepted)),
        None => Value::NotImplemented,
    })
}

/// `__eq__` and `__ne__` of a number.
pub fn equality(vm: &mut Vm, rank: Rank, a: Value, b: Value, wanted: bool) -> NativeResult {
    let other = vm.number_view(b).map(View::rank);
    if other.is_none_or(|other| other > rank) {
        return Ok(Value::NotImplemented);
    }
    let equal = equal_numbers(&vm.heap, a, vm.unwrap(b));
    Ok(equal.map_or(Value::NotImplemented, |equal| Value::Bool(equal == wanted)))
}
