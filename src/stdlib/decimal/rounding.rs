//! Rounding: numbers to digits, and results into their context.

use dashu_base::{BitTest, DivRem};
use dashu_int::UBig;

use super::settings::conditions::*;
use super::settings::{Rounding, Settings, Work};
use super::number::{Kind, Number, digits, power_of_ten, scaled};

/// What was cut off, next to half of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rest {
    Nothing,
    BelowHalf,
    Half,
    AboveHalf,
}

/// `value / 10**count`, rounded, and whether anything but zeros was cut off.
fn cut(value: &UBig, count: i64, negative: bool, rounding: Rounding) -> (UBig, bool) {
    if count <= 0 {
        return (value.clone(), false);
    }
    let (quotient, rest) = if count > digits(value) {
        // Less than a tenth is left.
        let rest = if value.is_zero() { Rest::Nothing } else { Rest::BelowHalf };
        (UBig::ZERO, rest)
    } else {
        let unit = power_of_ten(count);
        let (quotient, rest) = value.div_rem(&unit);
        let rest = match (rest.is_zero(), (&rest << 1).cmp(&unit)) {
            (true, _) => Rest::Nothing,
            (_, std::cmp::Ordering::Less) => Rest::BelowHalf,
            (_, std::cmp::Ordering::Equal) => Rest::Half,
            (_, std::cmp::Ordering::Greater) => Rest::AboveHalf,
        };
        (quotient, rest)
    };
    let up = rest != Rest::Nothing && rounds_up(&quotient, rest, negative, rounding);
    (if up { quotient + UBig::ONE } else { quotient }, rest != Rest::Nothing)
}

fn rounds_up(quotient: &UBig, rest: Rest, negative: bool, rounding: Rounding) -> bool {
    match rounding {
        Rounding::Up => true,
        Rounding::Down => false,
        Rounding::Ceiling => !negative,
        Rounding::Floor => negative,
        Rounding::HalfUp => rest >= Rest::Half,
        Rounding::HalfDown => rest > Rest::Half,
        Rounding::HalfEven => rest > Rest::Half || (rest == Rest::Half && quotient.bit(0)),
        Rounding::ZeroFiveUp => (quotient % 5u8) == 0,
    }
}

impl Number {
    /// The number with the exponent `exponent`, rounded where digits are lost.
    pub fn rescaled(&self, exponent: i64, rounding: Rounding) -> Number {
        if self.coefficient.is_zero() {
            return Number::zero(self.negative, exponent);
        }
        if self.exponent >= exponent {
            return Number::new(self.negative, scaled(&self.coefficient, self.exponent - exponent), exponent);
        }
        let (coefficient, _) = cut(&self.coefficient, exponent - self.exponent, self.negative, rounding);
        Number::new(self.negative, coefficient, exponent)
    }
}

impl Work {
    /// A result, made to fit the context.
    pub fn fit(&mut self, number: Number) -> Number {
        match number.kind {
            Kind::Infinite => number,
            Kind::QuietNan | Kind::SignalingNan => self.fit_nan(number),
            Kind::Finite if number.coefficient.is_zero() => self.fit_zero(number),
            Kind::Finite => self.fit_finite(number),
        }
    }

    /// Keeps as many digits of a NaN as there is room for.
    pub fn fit_nan(&self, mut number: Number) -> Number {
        let room = self.settings.precision - i64::from(self.settings.clamp);
        if number.digits() > room {
            number.coefficient %= power_of_ten(room);
        }
        number
    }

    fn fit_zero(&mut self, mut number: Number) -> Number {
        let settings = self.settings;
        let greatest = if settings.clamp { settings.top() } else { settings.greatest_exponent };
        let exponent = number.exponent.clamp(settings.tiny(), greatest);
        if exponent != number.exponent {
            self.meet(CLAMPED);
            number.exponent = exponent;
        }
        number
    }

    fn fit_finite(&mut self, number: Number) -> Number {
        let settings = self.settings;
        let mut least = number.exponent + number.digits() - settings.precision;
        if least > settings.top() {
            return self.overflow(number.negative);
        }
        let subnormal = least < settings.tiny();
        least = least.max(settings.tiny());
        if number.exponent < least {
            return self.fit_long(number, least, subnormal);
        }
        if subnormal {
            self.meet(SUBNORMAL);
        }
        if settings.clamp && number.exponent > settings.top() {
            self.meet(CLAMPED);
            return number.rescaled(settings.top(), settings.rounding);
        }
        number
    }

    /// Rounds a number with more digits than there is room for.
    fn fit_long(&mut self, number: Number, mut exponent: i64, subnormal: bool) -> Number {
        let settings = self.settings;
        let count = exponent - number.exponent;
        let (mut coefficient, inexact) = cut(&number.coefficient, count, number.negative, settings.rounding);
        if digits(&coefficient) > settings.precision {
            coefficient /= 10u8;
            exponent += 1;
        }
        if exponent > settings.top() {
            return self.overflow(number.negative);
        }
        if inexact && subnormal {
            self.meet(UNDERFLOW);
        }
        if subnormal {
            self.meet(SUBNORMAL);
        }
        if inexact {
            self.meet(INEXACT);
        }
        self.meet(ROUNDED);
        if coefficient.is_zero() {
            self.meet(CLAMPED);
        }
        Number::new(number.negative, coefficient, exponent)
    }

    /// What a number too great for the context becomes.
    fn overflow(&mut self, negative: bool) -> Number {
        self.meet(OVERFLOW | INEXACT | ROUNDED);
        let settings = self.settings;
        let away = match settings.rounding {
            Rounding::Up | Rounding::HalfUp | Rounding::HalfDown | Rounding::HalfEven => true,
            Rounding::Down | Rounding::ZeroFiveUp => false,
            Rounding::Ceiling => !negative,
            Rounding::Floor => negative,
        };
        if away { Number::infinity(negative) } else { greatest(&settings, negative) }
    }
}

fn greatest(settings: &Settings, negative: bool) -> Number {
    Number::new(negative, power_of_ten(settings.precision) - UBig::ONE, settings.top())
}
